// Whether the act happened: the network's status, overruled where the clause is certain (packs/en/status.tsv); the score that goes with it; by whose word.
#include <algorithm>

#include "events/status_cues.h"

namespace dateline {
namespace {

constexpr float sure = 0.95f;  // the network above this is not overruled

/// The network's −3…3 without the pull toward the middle that learning by mean gives it: below `low` it did not happen, above `high` it did.
float stretched(float fact) {
  constexpr float low = -1.2f, high = 1.2f;
  if (fact <= low) return -1.5f - 1.5f * (low - fact) / (3 + low);
  if (fact >= high) return 1.5f + 1.5f * (fact - high) / (3 - high);
  return fact * 1.5f / high;
}

float score_for(Status status, float fact) {
  float f = stretched(fact);
  switch (status) {
    case Status::asserted:
    case Status::historical: return std::clamp(f, 1.5f, 3.0f);
    case Status::negated: return std::clamp(f, -3.0f, -1.5f);
    case Status::planned: return std::clamp(f, 0.0f, 1.4f);
    default: return std::clamp(f, -1.0f, 1.0f);
  }
}

/// A predicate without a code takes its status from the score.
Status status_for(float score, Status network) {
  if (score >= 1.5f) return network == Status::historical ? network : Status::asserted;
  if (score <= -1.5f) return Status::negated;
  return network == Status::asserted || network == Status::historical || network == Status::negated ? Status::possible : network;
}

StatementId said_in(const Reading& in, Span trigger) {
  StatementId best;
  uint32_t size = UINT32_MAX;
  for (uint32_t i = 0; i < in.statements.size(); ++i)
    for (Span s : in.statements[i].content)
      if (s.contains(trigger) && s.size() < size) best.at = i, size = s.size();
  return best;
}

void settle_draft(const Reading& in, Draft& d, const StatusWords& words) {
  size_t best = std::max_element(d.status.begin(), d.status.end()) - d.status.begin();
  Status status = d.told_status ? *d.told_status : static_cast<Status>(best);
  if (d.told_status) best = static_cast<size_t>(status);
  std::vector<std::pair<std::string, float>> others;
  for (size_t k = 0; k < status_count; ++k)
    if (k != best && d.status[k] > 0.05f) others.emplace_back(all_status_texts[k], d.status[k]);
  Why why = head_step(in, "the act is " + std::string(text(status)), "status", d.status[best], std::move(others), span_of(in, d.trigger), {d.because.front()});
  d.because.push_back(why);
  auto cue = words && d.status[best] < sure ? words.cue_of(in, d) : std::nullopt;
  if (cue && cue->status != status) {
    status = cue->status;
    d.because.push_back(rule_step(in, "'" + std::string(in.word(cue->word)) + "' makes it " + std::string(text(status)), in.pack.name_of(words.where(cue->row)),
                                  in.text.words[cue->word].span, {why}));
  }
  if (!d.coded) {
    d.factuality.score = stretched(d.fact);
    if (cue || d.status[best] >= sure) d.factuality.score = score_for(status, d.fact);
    d.factuality.status = status_for(d.factuality.score, status);
    d.because.push_back(head_step(in, "how far it happened", "fact", std::clamp((d.fact + 3) / 6, 0.0f, 1.0f), {}, span_of(in, d.trigger), {why}));
  } else {
    d.factuality.status = status, d.factuality.score = score_for(status, d.fact);
  }
  d.factuality.said_in = said_in(in, in.text.words[d.head].span);
  if (d.factuality.said_in)
    d.because.push_back(rule_step(in, "it stands inside what is said", "src/events/status.cpp: inside a statement", span_of(in, d.trigger),
                                  {in.statements[d.factuality.said_in.at].why}));
}

}  // namespace

void settle_status(const Reading& in, std::vector<Draft>& drafts) {
  StatusWords words(in.pack);
  for (Draft& d : drafts) settle_draft(in, d, words);
}

}  // namespace dateline
