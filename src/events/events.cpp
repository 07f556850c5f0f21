// The order of the passes: propose, join, code, sides, status, place and time, retellings; then each draft becomes a claim with its reasons.
#include "events/events.h"

#include <algorithm>
#include <cmath>

#include "events/draft.h"

namespace dateline {
namespace {

/// Who is meant: the chain's actor; "us" in a statement is its speaker.
ActorId actor_of(const Reading& in, const Draft& d, const Filler& f) {
  if (ActorId a = in.names.actor_at(f.head)) return a;
  StatementId said = d.factuality.said_in;
  if (!said || !in.syntax.has(f.head, "Person=1") || in.statements[said.at].speaker.empty()) return {};
  return in.statements[said.at].speaker.front();
}

std::vector<Side> sides_of(const Reading& in, const Draft& d, const std::vector<Filler>& fillers) {
  std::vector<Side> out;
  for (const Filler& f : fillers) out.push_back({span_of(in, f.words), actor_of(in, d, f)});
  return out;
}

/// Words of the clause that tells the act.
Span clause_of(const Reading& in, const Draft& d) {
  auto [first, last] = subtree(in.syntax, clause_head(in.syntax, d.head));
  const Sentence& s = in.text.sentences[d.sentence];
  return span_of(in, {std::max(first, s.first), std::min(last, s.last)});
}

constexpr float least_confidence = 0.35f;  // an event that is less likely is not told: F1 on held-out marks is flat from 0 to 0.5 (training/calibrate.py)

/// The product of what the heads believe, halved where a side is missing.
float confidence_of(const Draft& d) {
  float c = d.trigger_score * d.type_score;
  auto side = [](const std::vector<Filler>& fillers) { return fillers.empty() ? 0.5f : std::max(0.5f, fillers.front().score); };
  return std::clamp(c * std::sqrt(side(d.source) * side(d.target)), 0.0f, 1.0f);
}

Event event_of(const Reading& in, const Draft& d) {
  Event e;
  e.trigger = span_of(in, d.trigger), e.mentions = d.mentions, e.clause = clause_of(in, d), e.sentence = d.sentence;
  if (d.coded) e.plover = d.type, e.cameo = d.cameo, e.mode = d.mode, e.context = d.contexts;
  e.source = sides_of(in, d, d.source), e.target = sides_of(in, d, d.target);
  e.place_span = span_of(in, d.place_words);
  e.place = d.place_id, e.place_inferred = d.place_inferred;
  e.time = d.time_id, e.date = d.date, e.date_from = d.date_from;
  e.factuality = d.factuality;
  e.confidence = confidence_of(d);
  std::string what =
      d.coded ? quoted(in, d.trigger) + ": an event of the type " + std::string(text(d.type)) : quoted(in, d.trigger) + ": a predicate without a code";
  e.why = rule_step(in, std::move(what), "src/events/events.cpp: the claim", e.trigger, d.because);
  return e;
}

}  // namespace

Events find_events(const Article& article, const Text& text, const Signals& signals, const Syntax& syntax, const Names& names, const std::vector<Time>& times,
                   const std::vector<Place>& places, const std::vector<Statement>& statements, const Model& model, const Pack& pack,
                   const EventOptions& options, Trail& trail) {
  Reading in{article, text, signals, syntax, names, times, places, statements, model, pack, trail};
  std::vector<Draft> drafts = propose_events(in);  // in order of the text, as are the passes' results but for told events
  join_phrases(in, drafts);
  add_told(in, drafts);
  decide_codes(in, drafts);
  settle_sides(in, drafts);
  settle_topics(in, drafts);
  settle_status(in, drafts);
  settle_place_and_time(in, drafts);
  join_retellings(in, drafts);
  std::erase_if(drafts, [](const Draft& d) { return confidence_of(d) <= least_confidence; });
  add_predicates(in, options, drafts);
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) { return a.trigger.first < b.trigger.first; });
  Events out;
  for (const Draft& d : drafts) out.events.push_back(event_of(in, d));
  out.relations = find_relations(in);
  return out;
}

}  // namespace dateline
