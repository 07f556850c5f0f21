// Several trigger words of one act become one trigger: a light verb with its noun ("took a swipe"), a verb with the noun that repeats it ("signed a treaty").
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

constexpr uint32_t widest_gap = 5;  // words between a light verb and its noun that the trigger may span

/// The verb that the noun completes: its governor as object, oblique or passive subject.
uint32_t verb_over(const Reading& in, uint32_t noun) {
  const Node& n = in.node(noun);
  if (n.head == Node::root || in.node(n.head).upos != Upos::VERB) return no_word;
  bool completes = is(n.rel, Deprel::obj) || n.rel == Deprel::nsubj_pass || is(n.rel, Deprel::obl) || n.rel == Deprel::xcomp;
  return completes ? n.head : no_word;
}

bool is_nominal(const Reading& in, uint32_t word) { return in.node(word).upos == Upos::NOUN || in.node(word).upos == Upos::PROPN; }

struct LightVerbs {
  Table table;
  int how = -1;
  explicit LightVerbs(const Pack& pack) : table(pack.table("en/light_verbs")) {
    if (table) how = table.column("how");
  }
  /// The row of the table for a verb; `always`: light before every noun of an act.
  std::optional<uint32_t> row_of(std::string_view lemma) const {
    if (!table) return std::nullopt;
    auto rows = table.find(fold(lemma));
    return rows.empty() ? std::nullopt : std::optional(rows.front());
  }
};

/// The noun's act takes in the verb before it; both together are one trigger.
void take_in_verb(const Reading& in, Draft& noun, uint32_t verb, std::string rule) {
  noun.verb = verb;
  noun.because.push_back(rule_step(in, "'" + std::string(in.word(verb)) + "' only carries " + quoted(in, noun.trigger), std::move(rule),
                                   in.text.words[verb].span, {noun.because.front()}));
  if (verb < noun.trigger.first && noun.trigger.first - verb <= widest_gap + 1) noun.trigger.first = verb;
}

/// Role scores of the verb help where the noun's own say nothing.
void lend_roles(Draft& to, const Draft& from) {
  if (to.roles.size() != from.roles.size()) return;
  for (size_t i = 0; i < to.roles.size(); ++i) to.roles[i] = (to.roles[i] + from.roles[i]) / 2;
}

bool same_sides(const Reading& in, const Draft& a, const Draft& b) {
  for (EventRole role : {EventRole::source, EventRole::target}) {
    auto x = read_fillers(in, a, role), y = read_fillers(in, b, role);
    if (x.empty() || y.empty()) continue;
    if (!std::any_of(x.begin(), x.end(),
                     [&](const Filler& f) { return std::any_of(y.begin(), y.end(), [&](const Filler& g) { return f.words.overlaps(g.words); }); }))
      return false;
  }
  return true;
}

/// One governs the other without a clause of its own between them.
bool one_phrase(const Reading& in, const Draft& a, const Draft& b) {
  const Node &x = in.node(a.head), &y = in.node(b.head);
  if (y.head == a.head)
    return !is(y.rel, Deprel::conj) && !is(y.rel, Deprel::advcl) && !is(y.rel, Deprel::ccomp) && !is(y.rel, Deprel::acl) && !is(y.rel, Deprel::parataxis);
  if (x.head == b.head) return is(x.rel, Deprel::amod) || is(x.rel, Deprel::compound) || is(x.rel, Deprel::case_) || is(x.rel, Deprel::advmod);
  return false;
}

}  // namespace

void join_phrases(const Reading& in, std::vector<Draft>& drafts) {
  LightVerbs light(in.pack);
  for (Draft& noun : drafts) {
    if (noun.dropped || !is_nominal(in, noun.head)) continue;
    uint32_t verb = verb_over(in, noun.head);
    if (verb == no_word || noun.trigger.holds(verb)) continue;
    auto row = light.row_of(in.node(verb).lemma);
    if (!row) continue;
    auto own = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& d) { return !d.dropped && d.sentence == noun.sentence && d.trigger.holds(verb); });
    if (light.table.cell(*row, light.how) == "undo") {
      if (own == drafts.end() || is(in.node(noun.head).rel, Deprel::obl)) continue;
      own->because.push_back(rule_step(in, quoted(in, noun.trigger) + " is what " + quoted(in, own->trigger) + " is about",
                                       in.pack.name_of(light.table.where(*row)), span_of(in, noun.trigger), {own->because.front(), noun.because.front()}));
      noun.dropped = true;
      continue;
    }
    bool oblique = is(in.node(noun.head).rel, Deprel::obl);
    if (oblique && (own == drafts.end() || own->type != noun.type)) continue;
    if (own != drafts.end() && own->type != noun.type && light.table.cell(*row, light.how) != "always") continue;
    take_in_verb(in, noun, verb, in.pack.name_of(light.table.where(*row)));
    if (own != drafts.end()) lend_roles(noun, *own), noun.trigger_score = std::max(noun.trigger_score, own->trigger_score), own->dropped = true;
  }
  for (Draft& a : drafts)
    for (Draft& b : drafts) {
      if (&a == &b || a.dropped || b.dropped || a.sentence != b.sentence || a.type != b.type || !one_phrase(in, a, b) || !same_sides(in, a, b)) continue;
      uint32_t gap = a.trigger.first < b.trigger.first ? b.trigger.first - std::min(a.trigger.last, b.trigger.first)
                                                       : a.trigger.first - std::min(b.trigger.last, a.trigger.first);
      a.because.push_back(rule_step(in, quoted(in, a.trigger) + " and " + quoted(in, b.trigger) + " tell of one act", "src/events/phrases.cpp: one phrase",
                                    span_of(in, b.trigger), {a.because.front(), b.because.front()}));
      Deprel how = in.node(b.head).rel;
      bool one_stretch =
          is(how, Deprel::obj) || is(how, Deprel::xcomp) || is(how, Deprel::compound) || is(how, Deprel::advmod) || in.node(a.head).head == b.head;
      if (gap <= widest_gap && one_stretch) a.trigger = {std::min(a.trigger.first, b.trigger.first), std::max(a.trigger.last, b.trigger.last)};
      b.dropped = true;
    }
  for (Draft& d : drafts)  // "veiled" in "took a veiled swipe"
    d.dropped = d.dropped || std::any_of(drafts.begin(), drafts.end(), [&](const Draft& o) {
                  return &o != &d && !o.dropped && o.trigger.first <= d.trigger.first && d.trigger.last <= o.trigger.last &&
                         o.trigger.last - o.trigger.first > d.trigger.last - d.trigger.first;
                });
  std::erase_if(drafts, [](const Draft& d) { return d.dropped; });
}

}  // namespace dateline
