// An event told again (headline, highlight, lead, body, "the talks") is one event with several mentions.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

constexpr size_t most_compared = 200;  // earlier events that one is compared with, so that long reports stay linear

ActorId actor_of(const Reading& in, const Filler& f) { return in.names.actor_at(f.head); }

/// The actor with its members: "the two leaders" are both of them.
bool same_actor(const Reading& in, ActorId a, ActorId b) {
  if (!a || !b) return false;
  if (a == b) return true;
  const auto &x = in.names.actors[a.at].members, &y = in.names.actors[b.at].members;
  return std::find(x.begin(), x.end(), b) != x.end() || std::find(y.begin(), y.end(), a) != y.end();
}

bool same_country(const Reading& in, ActorId a, ActorId b) {
  if (!a || !b) return false;
  const Actor &x = in.names.actors[a.at], &y = in.names.actors[b.at];
  bool one_is_country = x.kind == ActorKind::country || y.kind == ActorKind::country;
  return one_is_country && !x.country.empty() && x.country == y.country;
}

bool same_side(const Reading& in, const Filler& a, const Filler& b) {
  ActorId x = actor_of(in, a), y = actor_of(in, b);
  return same_actor(in, x, y) || same_country(in, x, y);
}

/// Every filler of the shorter side is met in the longer one; an empty side says nothing against it.
bool agree(const Reading& in, const std::vector<Filler>& a, const std::vector<Filler>& b) {
  const auto &few = a.size() <= b.size() ? a : b, &many = a.size() <= b.size() ? b : a;
  return std::all_of(few.begin(), few.end(),
                     [&](const Filler& f) { return std::any_of(many.begin(), many.end(), [&](const Filler& g) { return same_side(in, f, g); }); });
}

std::vector<Filler> both_sides(const Draft& d) {
  auto all = d.source;
  for (const Filler& f : d.target)
    if (std::none_of(all.begin(), all.end(), [&](const Filler& g) { return g.words.overlaps(f.words); })) all.push_back(f);
  return all;
}

bool happened(Status s) { return s == Status::asserted || s == Status::historical; }

bool is_nominal(const Reading& in, const Draft& d) { return in.node(d.head).upos == Upos::NOUN && d.verb == no_word; }

bool is_definite(const Reading& in, const Draft& d) {
  for (uint32_t c = in.syntax.first_child[d.head]; c != no_word && c < d.head; c = in.syntax.next_sibling[c])
    if (in.syntax.has(c, "Definite=Def") || in.syntax.has(c, "PronType=Dem") || in.node(c).rel == Deprel::nmod_poss) return true;
  return false;
}

bool can_meet(const Draft& a, const Draft& b) {
  if (a.time_id && b.time_id && a.date != b.date) return false;
  return a.factuality.status == b.factuality.status || (happened(a.factuality.status) && happened(b.factuality.status));
}

/// `later` tells `earlier` again.
bool tells_again(const Reading& in, const Draft& earlier, const Draft& later) {
  if (earlier.type != later.type || !can_meet(earlier, later)) return false;
  bool head_matter = in.text.sentences[earlier.sentence].part != Part::body || in.text.sentences[later.sentence].part != Part::body;
  bool same_word = in.node(earlier.head).lemma == in.node(later.head).lemma;
  bool mutual = earlier.mutual || later.mutual || earlier.type == Plover::CONSULT;
  bool sides = mutual ? agree(in, both_sides(earlier), both_sides(later)) : agree(in, earlier.source, later.source) && agree(in, earlier.target, later.target);
  if (!sides) return false;
  bool full = !later.source.empty() && !earlier.source.empty() && (mutual || later.target.empty() == earlier.target.empty());
  if (earlier.sentence == later.sentence) return is_nominal(in, later) && is_definite(in, later) && later.source.empty() && later.target.empty() && same_word;
  if (is_nominal(in, later) && is_definite(in, later) && later.source.empty() && later.target.empty()) return mutual || same_word;
  return full && (head_matter || same_word || (mutual && earlier.cameo == later.cameo));
}

void take_in(const Reading& in, Draft& to, Draft& from) {
  // A headline's "meet" is told in full by the lead: the fuller sides stay.
  if (to.source.empty()) to.source = from.source;
  if (to.target.empty()) to.target = from.target;
  if (to.mode.empty()) to.mode = from.mode;
  for (std::string_view c : from.contexts)
    if (std::find(to.contexts.begin(), to.contexts.end(), c) == to.contexts.end()) to.contexts.push_back(c);
  to.mentions.push_back(span_of(in, from.trigger));
  if (!to.time_id && from.time_id) to.time_id = from.time_id, to.date = from.date, to.date_from = from.date_from;
  if (std::holds_alternative<std::monostate>(to.place_id) ||
      (to.place_inferred && !from.place_inferred && !std::holds_alternative<std::monostate>(from.place_id)))
    to.place_id = from.place_id, to.place_inferred = from.place_inferred;
  to.trigger_score = std::max(to.trigger_score, from.trigger_score);
  to.because.push_back(
      rule_step(in, quoted(in, from.trigger) + " tells it again", "src/events/merge.cpp: told again", span_of(in, from.trigger), {from.because.front()}));
  from.dropped = true;
}

}  // namespace

void join_retellings(const Reading& in, std::vector<Draft>& drafts) {
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) { return a.trigger.first < b.trigger.first; });
  for (size_t j = 1; j < drafts.size(); ++j)
    for (size_t i = j > most_compared ? j - most_compared : 0; i < j; ++i)
      if (!drafts[i].dropped && tells_again(in, drafts[i], drafts[j])) {
        take_in(in, drafts[i], drafts[j]);
        break;
      }
  std::erase_if(drafts, [](const Draft& d) { return d.dropped; });
}

}  // namespace dateline
