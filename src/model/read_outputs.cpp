#include "model/read_outputs.h"

#include <algorithm>

namespace dateline {
namespace {

// Below these probabilities a word is no trigger, cue or mention for any room above; what hangs on it is not copied.
constexpr uint32_t event_share = 4, said_share = 6;  // as in training/graph.py: one word in so many has roles
constexpr float faint_trigger = 0.02f, faint_cue = 0.02f, faint_mention = 0.02f;

const float* floats(ov::InferRequest& request, const char* name) { return request.get_tensor(name).data<const float>(); }
const int32_t* numbers(ov::InferRequest& request, const char* name) { return request.get_tensor(name).data<const int32_t>(); }

uint16_t best_of(const float* scores, size_t classes) { return static_cast<uint16_t>(std::max_element(scores, scores + classes) - scores); }

void reorder(const float* from, const ClassOrder& order, float* to) {
  for (size_t i = 0; i < order.size(); ++i) to[i] = from[order[i]];
}

/// [words][roles][3] of one trigger or cue, from [roles][3][padded].
std::vector<float> role_rows(const float* from, uint32_t words, uint32_t padded, const ClassOrder& order) {
  const size_t size = order.size() * 3;
  std::vector<float> out(words * size);
  for (size_t role = 0; role < order.size(); ++role)
    for (size_t tag = 0; tag < 3; ++tag) {
      const float* row = from + (order[role] * 3 + tag) * padded;
      for (uint32_t w = 0; w < words; ++w) out[w * size + role * 3 + tag] = row[w];
    }
  return out;
}

/// The square of `words` out of the padded one, turned: there the heads come first, the root before all.
void read_arcs(const Outputs& out, size_t row, uint32_t words, SentenceSignals& s) {
  s.arc.resize(words * (words + 1));
  s.head.assign(words, 0);
  std::vector<float> best(words, -1);
  for (uint32_t head = 0; head <= words; ++head) {
    const float* from = out.arc + (row * (out.words + 1) + head) * out.words;
    for (uint32_t w = 0; w < words; ++w) {
      s.arc[w * (words + 1) + head] = from[w];
      if (from[w] > best[w]) best[w] = from[w], s.head[w] = static_cast<uint16_t>(head);
    }
  }
}

/// How many words of a sentence can have roles: the network gives as many, and more for the longer sentences beside it.
uint32_t rows_of(uint32_t words, uint32_t share) { return (words + share - 1) / share; }

/// What hangs on likely triggers and cues.
void read_rows(const Outputs& out, size_t row, uint32_t words, const LabelFile& file, SentenceSignals& s) {
  for (uint32_t k = 0; k < std::min(out.event_rows, rows_of(words, event_share)); ++k) {
    const size_t at = row * out.event_rows + k;
    const auto w = static_cast<uint32_t>(out.event_at[at]);
    if (w >= words || s.trigger[w * 17] >= 1 - faint_trigger) continue;
    s.cameo[w].assign(out.cameo + at * out.cameo_classes, out.cameo + (at + 1) * out.cameo_classes);
    s.event_role[w] = role_rows(out.event_role + at * 12 * out.words, words, out.words, file.event_roles);
  }
  for (uint32_t k = 0; k < std::min(out.said_rows, rows_of(words, said_share)); ++k) {
    const size_t at = row * out.said_rows + k;
    const auto w = static_cast<uint32_t>(out.said_at[at]);
    if (w < words && s.cue[w * 3] < 1 - faint_cue) s.said_role[w] = role_rows(out.said_role + at * 6 * out.words, words, out.words, file.said_roles);
  }
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
  out.rel = numbers(request, "rel");
  out.own_rel = numbers(request, "own_rel");
  out.event_at = numbers(request, "event_rows");
  out.said_at = numbers(request, "said_rows");
  out.event_rows = static_cast<uint32_t>(classes("event_rows"));
  out.said_rows = static_cast<uint32_t>(classes("said_rows"));
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
    s.rel.push_back(static_cast<uint16_t>(out.rel[at]));
    s.own_rel.push_back(static_cast<uint16_t>(out.own_rel[at]));
    if (s.mention[w] > faint_mention) s.vec[w].assign(out.vec + at * out.vector_size, out.vec + (at + 1) * out.vector_size);
  }
  read_rows(out, row, words, file, s);
  return s;
}

}  // namespace dateline
