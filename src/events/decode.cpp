// From the network's scores to proposed events: runs of trigger words, and the words that fill their roles.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "events/draft.h"

namespace dateline {
namespace {

// Tuned on held-out marks (training/marks), never on gold.
constexpr float trigger_threshold = 0.7f;  // a word tells of an event
constexpr float best_filler = 0.3f;        // the likeliest beginning of a filler
constexpr float further_filler = 0.7f;     // each further one
constexpr float together_filler = 0.25f;   // one that is coordinated with a filler

constexpr size_t classes = 1 + plover_count, roles = 4, marks = 3;

size_t best_type(const float* row) { return std::max_element(row + 1, row + classes) - row; }

/// Neighbouring words over the threshold of one type.
std::vector<Words> trigger_runs(const SentenceSignals& s, uint32_t offset) {
  std::vector<Words> out;
  for (uint32_t w = 0; w < s.words && (w + 1) * classes <= s.trigger.size(); ++w) {
    const float* row = &s.trigger[w * classes];
    if (1 - row[0] <= trigger_threshold) continue;
    bool goes_on = !out.empty() && out.back().last == offset + w && best_type(row) == best_type(&s.trigger[(out.back().first - offset) * classes]);
    if (goes_on) ++out.back().last;
    else out.push_back({offset + w, offset + w + 1});
  }
  return out;
}

bool can_tell(const Reading& in, uint32_t w) {
  const Node& n = in.node(w);
  switch (n.upos) {
    case Upos::VERB:
    case Upos::NOUN:
    case Upos::PROPN:
    case Upos::X: return true;
    case Upos::ADJ: return child(in.syntax, w, Deprel::cop) != no_word || is(n.rel, Deprel::xcomp) || is_verbal(in.syntax, w);
    case Upos::AUX: return n.rel == Deprel::cop ? false : !is(n.rel, Deprel::aux);
    default: return is_verbal(in.syntax, w);
  }
}

/// Words at the ends of a run that tell of nothing ("lifted its") go, particles of its verb stay; a run of such words is none.
bool trim_run(const Reading& in, Words& run) {
  auto particle = [&](uint32_t w) { return run.holds(in.node(w).head) && (in.node(w).rel == Deprel::compound_prt || is(in.node(w).rel, Deprel::advmod)); };
  if (std::none_of(in.syntax.nodes.begin() + run.first, in.syntax.nodes.begin() + run.last,
                   [&](const Node& n) { return can_tell(in, &n - in.syntax.nodes.data()); }))
    return false;
  auto loose = [&](uint32_t w) {
    Upos u = in.node(w).upos;
    return (u == Upos::DET || u == Upos::PRON || u == Upos::PUNCT || u == Upos::ADP || u == Upos::PART || u == Upos::CCONJ || u == Upos::NUM) && !particle(w);
  };
  while (run.last - run.first > 1 && loose(run.last - 1)) --run.last;
  while (run.last - run.first > 1 && loose(run.first)) ++run.first;
  return true;
}

/// The mean over the trigger's words of a head's rows, leaving out the words that have none.
std::vector<float> mean_of(const std::vector<std::vector<float>>& rows, Words words, uint32_t offset) {
  std::vector<float> sum;
  float n = 0;
  for (uint32_t w = words.first - offset; w < words.last - offset && w < rows.size(); ++w) {
    if (rows[w].empty() || (!sum.empty() && rows[w].size() != sum.size())) continue;
    if (sum.empty()) sum.assign(rows[w].size(), 0);
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += rows[w][i];
    ++n;
  }
  for (float& x : sum) x /= n;
  return sum;
}

std::vector<std::pair<std::string, float>> runners_up(const std::array<float, plover_count>& scores, size_t best) {
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  std::vector<std::pair<std::string, float>> out;
  for (size_t i : order)
    if (i != best && scores[i] > 0.01f && out.size() < 3) out.emplace_back(all_plover_texts[i], scores[i]);
  return out;
}

/// What the markers took a word for weighs against what the network takes it for (packs/en/trigger_types.tsv).
void weigh_types(const Reading& in, uint32_t word, std::array<float, plover_count>& types) {
  constexpr float weight = 0.5f, unseen = 0.02f;
  Table table = in.pack.table("en/trigger_types");
  if (!table) return;
  auto rows = table.find(fold(in.word(word)));
  if (rows.empty()) return;
  std::array<float, plover_count> prior;
  prior.fill(unseen);
  int type = table.column("type"), share = table.column("share");
  for (uint32_t row : rows)
    if (auto t = parse_plover(table.cell(row, type))) {
      int percent = 0;
      for (char c : table.cell(row, share)) percent = percent * 10 + (c - '0');
      prior[static_cast<size_t>(*t)] += std::clamp(percent, 0, 100) / 100.0f;
    }
  float before = std::accumulate(types.begin(), types.end(), 0.0f), after = 0;
  for (size_t t = 0; t < plover_count; ++t) types[t] *= std::pow(prior[t], weight), after += types[t];
  if (after > 0)
    for (float& t : types) t *= before / after;
}

Draft draft_at(const Reading& in, uint32_t sentence, Words words) {
  const SentenceSignals& s = in.signals.sentences[sentence];
  uint32_t offset = in.text.sentences[sentence].first;
  Draft d;
  d.sentence = sentence, d.trigger = words, d.head = head_of(in.syntax, words.first, words.last);
  std::array<float, plover_count> types{};
  d.fact = 0;
  for (uint32_t w = words.first - offset; w < words.last - offset; ++w) {
    for (size_t t = 0; t < plover_count; ++t) types[t] += s.trigger[w * classes + 1 + t] / (words.last - words.first);
    for (size_t k = 0; k < status_count && (w + 1) * status_count <= s.status.size(); ++k)
      d.status[k] += s.status[w * status_count + k] / (words.last - words.first);
    d.trigger_score = std::max(d.trigger_score, 1 - s.trigger[w * classes]);
  }
  if (d.head - offset < s.fact.size()) d.fact = s.fact[d.head - offset];
  weigh_types(in, words.first, types);
  size_t best = std::max_element(types.begin(), types.end()) - types.begin();
  float sum = std::accumulate(types.begin(), types.end(), 0.0f);
  d.type = static_cast<Plover>(best), d.type_score = sum > 0 ? types[best] / sum : 0;
  d.codes = mean_of(s.cameo, words, offset);
  d.roles = mean_of(s.event_role, words, offset);
  d.because.push_back(head_step(in, quoted(in, words) + " tells of an event of the type " + std::string(text(d.type)), "trigger", types[best],
                                runners_up(types, best), span_of(in, words)));
  return d;
}

}  // namespace

float role_score(const Reading& in, const Draft& d, EventRole role, Bio mark, uint32_t word) {
  size_t at = ((word - in.text.sentences[d.sentence].first) * roles + static_cast<size_t>(role)) * marks + static_cast<size_t>(mark);
  return word >= in.text.sentences[d.sentence].first && at < d.roles.size() ? d.roles[at] : 0;
}

std::vector<Filler> read_fillers(const Reading& in, const Draft& d, EventRole role) {
  uint32_t first = in.text.sentences[d.sentence].first, last = first + static_cast<uint32_t>(d.roles.size() / (roles * marks));
  auto at = [&](Bio mark, uint32_t w) { return role_score(in, d, role, mark, w); };
  uint32_t best = first;
  for (uint32_t w = first; w < last; ++w)
    if (at(Bio::B, w) > at(Bio::B, best)) best = w;
  std::vector<Filler> out;
  for (uint32_t w = first; w < last; ++w) {
    if (at(Bio::B, w) <= (w == best ? best_filler : further_filler)) continue;
    Filler f{{w, w + 1}, w, at(Bio::B, w), {}};
    while (f.words.last < last && at(Bio::I, f.words.last) > at(Bio::O, f.words.last) && at(Bio::B, f.words.last) <= further_filler) ++f.words.last;
    if (!out.empty() && out.back().words.last == f.words.first) out.back().words.last = f.words.last;  // "South" "Korea": one name
    else out.push_back(f);
    out.back().head = head_of(in.syntax, out.back().words.first, out.back().words.last);
  }
  return out;
}

float filler_score(const Reading& in, const Draft& d, EventRole role, Words words) {
  float best = 0;
  for (uint32_t w = words.first; w < words.last; ++w) best = std::max({best, role_score(in, d, role, Bio::B, w), role_score(in, d, role, Bio::I, w)});
  return best;
}

bool joins_filler(float score) { return score > together_filler; }

std::vector<Draft> propose_events(const Reading& in) {
  std::vector<Draft> out;
  for (uint32_t i = 0; i < in.text.sentences.size() && i < in.signals.sentences.size(); ++i)
    for (Words run : trigger_runs(in.signals.sentences[i], in.text.sentences[i].first))
      if (trim_run(in, run)) out.push_back(draft_at(in, i, run));
  return out;
}

bool sees_act(const Reading& in, uint32_t sentence, uint32_t word) {
  constexpr float some_act = 0.2f;
  const SentenceSignals& s = in.signals.sentences[sentence];
  size_t row = (word - in.text.sentences[sentence].first) * classes;
  return row + classes <= s.trigger.size() && 1 - s.trigger[row] > some_act;
}

Draft predicate_at(const Reading& in, uint32_t sentence, Words words) {
  const SentenceSignals& s = in.signals.sentences[sentence];
  uint32_t offset = in.text.sentences[sentence].first;
  if (words.last - offset <= s.words && words.last * 1ull - offset <= s.trigger.size() / classes) {
    Draft d = draft_at(in, sentence, words);
    d.coded = false;
    return d;
  }
  Draft d;  // the network did not see these words
  d.sentence = sentence, d.trigger = words, d.head = head_of(in.syntax, words.first, words.last), d.coded = false;
  d.because.push_back(rule_step(in, quoted(in, words) + " stands beyond what the network read", "src/events/decode.cpp: unread words", span_of(in, words)));
  return d;
}

}  // namespace dateline
