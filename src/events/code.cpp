// What an act is called: the rules of packs/en/verbs veto, overrule and code; where none speaks, the network's best code of the type.
#include <algorithm>

#include "events/rules.h"

namespace dateline {
namespace {

/// The network's best codes among those of the type.
std::vector<std::pair<Cameo, float>> codes_of_type(const Reading& in, const Draft& d, const VerbRules& rules) {
  std::vector<std::pair<Cameo, float>> out;
  const auto& labels = in.model.labels().cameos;
  float sum = 0;
  for (size_t i = 0; i < d.codes.size() && i < labels.size(); ++i)
    if (rules.fits(labels[i], d.type)) out.emplace_back(labels[i], d.codes[i]), sum += d.codes[i];
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (sum > 0)
    for (auto& c : out) c.second /= sum;
  return out;
}

void code_by_network(const Reading& in, Draft& d, const VerbRules& rules) {
  auto codes = codes_of_type(in, d, rules);
  if (codes.empty()) return;
  d.cameo = codes.front().first, d.code_score = codes.front().second, d.code_guessed = true;
  std::vector<std::pair<std::string, float>> others;
  for (size_t i = 1; i < codes.size() && i < 4; ++i) others.emplace_back(text(codes[i].first), codes[i].second);
  d.because.push_back(head_step(in, "of the codes of its type, " + std::string(text(*d.cameo)) + " fits best", "cameo", d.code_score, std::move(others),
                                span_of(in, d.trigger), {d.because.front()}));
}

/// The network's code where it goes on from the one that a word has without any test, and is likelier than all others together.
void prefer_network(const Reading& in, Draft& d, const VerbRules& rules) {
  auto codes = codes_of_type(in, d, rules);
  constexpr float likelier = 0.5f;
  if (codes.empty() || codes.front().second < likelier || !rules.further_code(text(codes.front().first), d)) return;
  d.cameo = codes.front().first, d.code_score = codes.front().second;
  d.because.push_back(
      head_step(in, "more closely it is " + std::string(text(*d.cameo)), "cameo", d.code_score, {}, span_of(in, d.trigger), {d.because.back()}));
}

void obey(const Reading& in, Draft& d, const Match& m) {
  std::string rule = in.pack.name_of(m.at), words = quoted(in, d.trigger);
  if (m.verdict == Verdict::veto) {
    rule_step(in, words + " is no event here", std::move(rule), span_of(in, d.trigger), {d.because.front()});
    d.dropped = true;
    return;
  }
  bool changed = m.type != d.type;
  d.type = m.type, d.cameo = m.cameo, d.mode = m.mode.empty() ? d.mode : m.mode, d.code_score = 1, d.code_guessed = false, d.code_bare = m.bare;
  if (m.status) d.told_status = m.status;
  d.because.push_back(
      rule_step(in, words + (changed ? " is rather of the type " + std::string(text(d.type)) + ", code " : " has the code ") + std::string(text(m.cameo)),
                std::move(rule), span_of(in, d.trigger), {d.because.front()}));
}

}  // namespace

void decide_codes(const Reading& in, std::vector<Draft>& drafts) {
  const auto& rules = in.pack.made<VerbRules>();
  for (Draft& d : drafts) {
    if (!d.told)
      if (auto m = rules.first_match(in, d)) obey(in, d, *m);
    if (d.dropped) continue;
    if (!d.cameo) code_by_network(in, d, rules);
    if (!d.cameo) continue;
    if (auto m = rules.refinement(in, d)) obey(in, d, *m);
    else if (d.code_bare) prefer_network(in, d, rules);
    if (d.mode.empty()) d.mode = rules.mode_of(*d.cameo);
    d.contexts = rules.contexts_of(*d.cameo);
  }
  std::erase_if(drafts, [](const Draft& d) { return d.dropped; });
}

}  // namespace dateline
