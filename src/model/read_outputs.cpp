#include "model/read_outputs.h"

#include <algorithm>

namespace dateline {
namespace {

// Below these probabilities a word is no trigger, cue or mention for any room above; what hangs on it is not copied.
constexpr float faint_trigger = 0.02f, faint_cue = 0.02f, faint_mention = 0.02f;

const float* floats(ov::InferRequest& request, const char* name) { return request.get_tensor(name).data<const float>(); }

uint16_t best_of(const float* scores, size_t classes) { return static_cast<uint16_t>(std::max_element(scores, scores + classes) - scores); }

void reorder(const float* from, const ClassOrder& order, float* to) {
  for (size_t i = 0; i < order.size(); ++i) to[i] = from[order[i]];
}

/// [words][roles][3] of one trigger or cue.
std::vector<float> role_rows(const float* from, uint32_t words, const ClassOrder& order) {
  const size_t size = order.size() * 3;
  std::vector<float> out(words * size);
  for (uint32_t w = 0; w < words; ++w)
    for (size_t role = 0; role < order.size(); ++role) std::copy_n(from + w * size + order[role] * 3, 3, out.data() + w * size + role * 3);
  return out;
}

/// The square of `words` out of the padded one, with the root in column 0.
void read_arcs(const Outputs& out, size_t row, uint32_t words, SentenceSignals& s) {
  s.arc.resize(words * (words + 1));
  s.rel.resize(words * (words + 1));
  for (uint32_t w = 0; w < words; ++w) {
    const size_t from = (row * out.words + w) * (out.words + 1), to = w * (words + 1);
    std::copy_n(out.arc + from, words + 1, s.arc.begin() + static_cast<ptrdiff_t>(to));
    std::transform(out.rel + from, out.rel + from + words + 1, s.rel.begin() + static_cast<ptrdiff_t>(to), [](int32_t r) { return static_cast<uint16_t>(r); });
  }
}

/// What hangs on a word that is a likely trigger, cue or mention.
void read_rows(const Outputs& out, size_t at, uint32_t w, uint32_t words, const LabelFile& file, SentenceSignals& s) {
  if (s.trigger[w * 17] < 1 - faint_trigger) {
    s.cameo[w].assign(out.cameo + at * out.cameo_classes, out.cameo + (at + 1) * out.cameo_classes);
    s.event_role[w] = role_rows(out.event_role + at * out.words * 12, words, file.event_roles);
  }
  if (s.cue[w * 3] < 1 - faint_cue) s.said_role[w] = role_rows(out.said_role + at * out.words * 6, words, file.said_roles);
  if (s.mention[w] > faint_mention) s.vec[w].assign(out.vec + at * out.vector_size, out.vec + (at + 1) * out.vector_size);
}

}  // namespace

Outputs outputs_of(ov::InferRequest& request) {
  Outputs out;
  const auto classes = [&](const char* name) { return request.get_tensor(name).get_shape().back(); };
  out.words = static_cast<uint32_t>(request.get_tensor("fact").get_shape()[1]);
  out.upos = floats(request, "upos");
  out.feats = floats(request, "feats");
  out.lemma = floats(request, "lemma");
  out.arc = floats(request, "arc");
  out.name = floats(request, "name");
  out.trigger = floats(request, "trigger");
  out.status = floats(request, "status");
  out.fact = floats(request, "fact");
  out.cameo = floats(request, "cameo");
  out.event_role = floats(request, "event_role");
  out.cue = floats(request, "cue");
  out.said_role = floats(request, "said_role");
  out.mention = floats(request, "mention");
  out.vec = floats(request, "vec");
  out.rel = request.get_tensor("rel").data<const int32_t>();
  out.feat_classes = classes("feats");
  out.lemma_classes = classes("lemma");
  out.cameo_classes = classes("cameo");
  out.vector_size = classes("vec");
  return out;
}

SentenceSignals read_row(const Outputs& out, uint32_t row, uint32_t words, const LabelFile& file) {
  SentenceSignals s;
  s.words = words;
  s.name.resize(words * 17);
  s.trigger.resize(words * 17);
  s.status.resize(words * 7);
  s.cue.resize(words * 3);
  s.cameo.resize(words);
  s.event_role.resize(words);
  s.said_role.resize(words);
  s.vec.resize(words);
  read_arcs(out, row, words, s);
  for (uint32_t w = 0; w < words; ++w) {
    const size_t at = size_t{row} * out.words + w;
    float upos[17];
    reorder(out.upos + at * 17, file.upos, upos);
    s.upos.push_back(static_cast<Upos>(best_of(upos, 17)));
    s.upos_score.push_back(*std::max_element(upos, upos + 17));
    s.feats.push_back(best_of(out.feats + at * out.feat_classes, out.feat_classes));
    s.lemma.push_back(best_of(out.lemma + at * out.lemma_classes, out.lemma_classes));
    reorder(out.name + at * 17, file.names, &s.name[w * 17]);
    reorder(out.trigger + at * 17, file.types, &s.trigger[w * 17]);
    reorder(out.status + at * 7, file.status, &s.status[w * 7]);
    std::copy_n(out.cue + at * 3, 3, &s.cue[w * 3]);
    s.fact.push_back(out.fact[at]);
    s.mention.push_back(out.mention[at * 2 + 1]);
    read_rows(out, at, w, words, file, s);
  }
  return s;
}

}  // namespace dateline
