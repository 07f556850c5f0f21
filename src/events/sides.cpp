// The two sides of an act: the network's fillers made whole phrases of the tree, sides that the sentence leaves to be understood, and acts on each other.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

// Tuned on held-out marks: how much of the network's belief a phrase needs when the tree names it.
constexpr float understood_source = 0.05f, understood_target = 0.02f;

struct SideTables {
  Table mutual, reciprocal, noun_sides, own_forces, targets;
};

bool is_nominal(Upos u) { return u == Upos::NOUN || u == Upos::PROPN || u == Upos::PRON || u == Upos::NUM || u == Upos::SYM; }

/// A span that breaks off inside a phrase is headed by the word above; never one of the trigger.
uint32_t climb(const Reading& in, const Draft& d, uint32_t head) {
  for (int turns = 0; turns < 6; ++turns) {
    const Node& n = in.node(head);
    if (n.head == Node::root || d.trigger.holds(n.head) || n.head == d.head) return head;
    bool part_of_name = is(n.rel, Deprel::flat) || n.rel == Deprel::nmod_desc || is(n.rel, Deprel::det) || is(n.rel, Deprel::nummod) ||
                        is(n.rel, Deprel::case_) || (is(n.rel, Deprel::amod) && n.upos == Upos::ADJ) ||
                        (is(n.rel, Deprel::compound) && n.upos != Upos::VERB && n.rel != Deprel::compound_prt);
    if (!part_of_name || !is_nominal(in.node(n.head).upos)) return head;
    head = n.head;
  }
  return head;
}

/// A title and its name that the tree hangs side by side ("attorney" | "Dawit Bekele") are one phrase, headed by the name.
void take_in_name(const Reading& in, const Draft& d, Filler& f) {
  uint32_t next = f.words.last;
  if (next >= in.text.sentences[d.sentence].last || in.node(next).upos != Upos::PROPN || d.trigger.holds(next)) return;
  if (in.node(next).head != in.node(f.head).head || in.node(next).rel != in.node(f.head).rel) return;
  f.words.last = noun_phrase(in, next).last, f.head = next;
}

Filler whole_phrase(const Reading& in, const Draft& d, const Filler& f) {
  Filler out = f;
  out.head = climb(in, d, f.head);
  if (is_nominal(in.node(out.head).upos) || in.node(out.head).upos == Upos::ADJ || in.node(out.head).upos == Upos::DET) out.words = noun_phrase(in, out.head);
  take_in_name(in, d, out);
  // A name behind a possessive that the tree tears off ("Ethiopia's" | "Dawit Bekele") is the one meant.
  uint32_t end = out.words.last;
  if (f.words.last > end && end > out.words.first + 1 && is(in.node(end - 1).rel, Deprel::case_) && in.names.actor_at(end)) {
    out.head = head_of(in.syntax, end, f.words.last);
    out.words.last = f.words.last;
  }
  // A noun before the trigger that the tree takes for a part of it ("Kim's visit") stays the network's span.
  if (out.words.holds(d.head)) out.words = f.words, out.head = f.head;
  while (out.words.last > out.words.first + 1 && in.node(out.words.last - 1).upos == Upos::PUNCT) --out.words.last;
  while (out.words.last > out.words.first + 1 && (in.node(out.words.first).upos == Upos::PUNCT || in.node(out.words.first).upos == Upos::CCONJ))
    ++out.words.first;
  return out;
}

bool known(const std::vector<Filler>& fillers, Words words) {
  return std::any_of(fillers.begin(), fillers.end(), [&](const Filler& f) { return f.words.overlaps(words); });
}

/// Whether the network has a filler of its own there, which then counts.
bool known_elsewhere(const std::vector<Filler>& read, const Filler& self, Words words) {
  return std::any_of(read.begin(), read.end(), [&](const Filler& f) { return &f != &self && f.words.overlaps(words); });
}

bool is_denied(const Reading& in, uint32_t member) {
  Table status = in.pack.table("en/status");
  if (!status) return false;
  int how = status.column("how"), column = status.column("status");
  for (uint32_t c = in.syntax.first_child[member]; c != no_word && c < member; c = in.syntax.next_sibling[c])
    for (uint32_t row : status.find(fold(in.node(c).lemma)))
      if (status.cell(row, how) == "mod" && status.cell(row, column) == text(Status::negated) && is(in.node(c).rel, Deprel::advmod)) return true;
  return false;
}

/// "nobody", "no one": a side that is none (packs/en/status.tsv denies the act by it) names nobody who acts.
bool is_nobody(const Reading& in, uint32_t head) {
  Table status = in.pack.table("en/status");
  if (!status || (in.node(head).upos != Upos::PRON && in.node(head).upos != Upos::NOUN)) return false;
  int how = status.column("how");
  auto denies = [&](uint32_t word) {
    auto rows = status.find(fold(in.node(word).lemma));
    return std::any_of(rows.begin(), rows.end(), [&](uint32_t row) { return status.cell(row, how) == "side"; });
  };
  uint32_t det = child(in.syntax, head, Deprel::det);
  return denies(head) || (in.node(head).upos == Upos::PRON && det != no_word && denies(det));
}

/// The verb whose subject does the act: the trigger's own, its light verb, or none for a bare noun.
uint32_t acting_verb(const Reading& in, const Draft& d) {
  if (d.verb != no_word) return d.verb;
  return is_verbal(in.syntax, d.head) || in.node(d.head).upos == Upos::AUX ? d.head : no_word;
}

/// "Kim's visit", "the Russian attack": who stands before a noun of an act.
uint32_t owner_of(const Reading& in, uint32_t noun) {
  if (uint32_t p = child(in.syntax, noun, Deprel::nmod_poss); p != no_word) return p;
  for (uint32_t c = in.syntax.first_child[noun]; c != no_word && c < noun; c = in.syntax.next_sibling[c])
    if ((is(in.node(c).rel, Deprel::amod) || is(in.node(c).rel, Deprel::compound)) && in.names.actor_at(c)) return c;
  return no_word;
}

void add_understood(const Reading& in, Draft& d, EventRole role, uint32_t word, float least, std::string_view rule) {
  auto& side = role == EventRole::source ? d.source : d.target;
  const auto& other = role == EventRole::source ? d.target : d.source;
  if (word == no_word || d.trigger.holds(word) || !is_nominal(in.node(word).upos) || is_nobody(in, word)) return;
  for (uint32_t member : coordinated(in.syntax, word)) {
    Filler f{noun_phrase(in, member), member, 0, {}};
    f.score = filler_score(in, d, role, f.words);
    if (f.score < least || f.words.holds(d.head) || known(other, f.words) || known(side, f.words)) continue;
    side.push_back(f);
    d.because.push_back(rule_step(in,
                                  quoted(in, f.words) + (role == EventRole::source ? " does it" : " is the one that it concerns") + ", as the clause is built",
                                  std::string(rule), span_of(in, f.words), {d.because.front()}));
  }
}

void tell_sides(const Reading& in, Draft& d, EventRole role) {
  const auto& side = role == EventRole::source ? d.source : d.target;
  if (side.empty()) return;
  std::string what = role == EventRole::source ? "it is done by " : "it concerns ";
  for (size_t i = 0; i < side.size(); ++i) what += (i ? ", " : "") + quoted(in, side[i].words);
  d.because.push_back(head_step(in, std::move(what), role == EventRole::source ? "event_role source" : "event_role target", side.front().score, {},
                                span_of(in, side.front().words), {d.because.front()}));
}

bool in_dateline(const Reading& in, const Filler& f) { return !in.article.dateline.span.empty() && in.article.dateline.span.overlaps(span_of(in, f.words)); }

/// Coordinated by the tree, or listed side by side with nothing but commas and conjunctions between.
bool on_one_level(const Reading& in, const std::vector<Filler>& all) {
  for (size_t i = 1; i < all.size(); ++i) {
    const Filler &first = all.front(), &before = all[i - 1], &f = all[i];
    if (f.head == first.head || (in.node(f.head).rel == Deprel::conj && in.node(f.head).head == first.head)) continue;
    if (f.words.first < before.words.last) return false;
    for (uint32_t w = before.words.last; w < f.words.first; ++w)
      if (in.node(w).upos != Upos::PUNCT && in.node(w).upos != Upos::CCONJ) return false;
  }
  return true;
}

/// A party that stands in both roles is one or the other, unless both sides stand on one level ("A and B met", but not "A met with B").
void part_sides(const Reading& in, Draft& d) {
  auto shared = [](const std::vector<Filler>& side, const Filler& f) { return known(side, f.words); };
  bool alone = d.source.size() == 1 && d.target.size() == 1 && d.source.front().head == d.target.front().head;
  if (alone && !preposition(in, d.source.front().head).empty() && acting_verb(in, d) != no_word) {  // "reached an agreement with the front"
    uint32_t doer = doer_of(in, acting_verb(in, d));
    if (doer != no_word && doer != d.target.front().head) d.source = {Filler{noun_phrase(in, doer), doer, d.source.front().score, {}}};
    return;
  }
  if (d.source.size() > 1 && !d.target.empty() && std::all_of(d.target.begin(), d.target.end(), [&](const Filler& f) { return shared(d.source, f); }) &&
      on_one_level(in, d.source))
    d.target = d.source;
  bool overlap = std::any_of(d.source.begin(), d.source.end(), [&](const Filler& f) { return shared(d.target, f); });
  if (!overlap || (d.source.size() == d.target.size() && on_one_level(in, d.source) &&
                   std::all_of(d.source.begin(), d.source.end(), [&](const Filler& f) { return shared(d.target, f); })))
    return;
  std::vector<Filler> source, target;
  auto prefers = [&](const Filler& f, EventRole role) {
    EventRole other = role == EventRole::source ? EventRole::target : EventRole::source;
    return filler_score(in, d, role, {f.head, f.head + 1}) >= filler_score(in, d, other, {f.head, f.head + 1});
  };
  for (const Filler& f : d.source)
    if (!shared(d.target, f) || prefers(f, EventRole::source)) source.push_back(f);
  for (const Filler& f : d.target)
    if (!known(source, f.words)) target.push_back(f);
  if (source.empty() || target.empty()) return;
  d.source = std::move(source), d.target = std::move(target);
}

/// "an attack by rebels against a town": prepositions of a noun that say who and whom (packs/en/noun_sides.tsv), where the network saw nobody there.
void read_noun_sides(const Reading& in, Draft& d, const Table& prepositions) {
  if (!prepositions || is_verbal(in.syntax, d.head)) return;
  int role = prepositions.column("role"), types = prepositions.column("types");
  auto [first, last] = subtree(in.syntax, d.head);
  std::vector<uint32_t> dependents;  // of the noun and of its light verb
  for (uint32_t head : {d.head, d.verb})
    for (uint32_t c = head == no_word ? no_word : in.syntax.first_child[head]; c != no_word; c = in.syntax.next_sibling[c]) dependents.push_back(c);
  for (uint32_t c : dependents) {
    if (!is(in.node(c).rel, Deprel::nmod) && !is(in.node(c).rel, Deprel::obl)) continue;
    for (uint32_t row : prepositions.find(fold(preposition(in, c)))) {
      std::string_view list = prepositions.cell(row, types);
      if (!list.empty() && list.find(text(d.type)) == std::string_view::npos) continue;
      bool source = prepositions.cell(row, role) == "source";
      auto &side = source ? d.source : d.target, &other = source ? d.target : d.source;
      bool inside =
          std::any_of(side.begin(), side.end(), [&](const Filler& f) { return f.head >= first && f.head < last && is(in.node(f.head).rel, Deprel::nmod); });
      Filler f{noun_phrase(in, c), c, 0, {}};
      if (inside || f.words.holds(d.head) || (!side.empty() && in.node(c).head != d.head)) continue;
      f.score = filler_score(in, d, source ? EventRole::source : EventRole::target, f.words);
      uint32_t owner = child(in.syntax, d.head, Deprel::nmod_poss);
      if (source && owner != no_word) {  // "the bishop's murder by two officers"
        std::erase_if(d.source, [&](const Filler& x) { return x.words.holds(owner); });
        d.target = {Filler{noun_phrase(in, owner), owner, 0, {}}};
      }
      std::erase_if(other, [&](const Filler& x) { return x.words.overlaps(f.words); });
      side = {f};
      d.because.push_back(rule_step(in, quoted(in, f.words) + (source ? " does it" : " is the one that it concerns"), in.pack.name_of(prepositions.where(row)),
                                    span_of(in, f.words), {d.because.front()}));
    }
  }
}

/// Whose an act is that a noun names: "a raid by the police", "Israeli shelling".
uint32_t doer_of_noun(const Reading& in, uint32_t noun, const Table& prepositions) {
  int role = prepositions ? prepositions.column("role") : -1;
  for (uint32_t c = in.syntax.first_child[noun]; c != no_word; c = in.syntax.next_sibling[c])
    if (is(in.node(c).rel, Deprel::nmod) && prepositions)
      for (uint32_t row : prepositions.find(fold(preposition(in, c))))
        if (prepositions.cell(row, role) == "source") return c;
  return owner_of(in, noun);
}

/// "killed in Israeli shelling", "arrested in a raid by the police": who does the act around this one does it, not that act.
void find_outer_doer(const Reading& in, Draft& d, const Table& prepositions) {
  if (acting_verb(in, d) != d.head || (d.type != Plover::ASSAULT && d.type != Plover::COERCE)) return;
  for (uint32_t c = in.syntax.first_child[d.head]; c != no_word; c = in.syntax.next_sibling[c]) {
    if (!is(in.node(c).rel, Deprel::obl) || in.node(c).upos != Upos::NOUN || preposition(in, c).empty() || !sees_act(in, d.sentence, c)) continue;
    if (!d.source.empty() && (d.source.size() > 1 || d.source.front().head != c || in.names.actor_at(c))) continue;
    uint32_t who = doer_of_noun(in, c, prepositions);
    if (who == no_word || d.trigger.holds(who) || known(d.target, noun_phrase(in, who))) continue;
    Words words = is(in.node(who).rel, Deprel::nmod) ? noun_phrase(in, who) : Words{who, who + 1};
    d.source = {Filler{words, who, 0, {}}};
    d.because.push_back(rule_step(in, quoted(in, words) + " does it, as " + quoted(in, {c, c + 1}) + " is theirs",
                                  "src/events/sides.cpp: the doer of the act around it", span_of(in, words), {d.because.front()}));
    return;
  }
}

/// "The emir received the ministers": where the network has the clause's doer among those that it hits, the clause is right.
void turn_sides(const Reading& in, Draft& d) {
  if (acting_verb(in, d) != d.head || d.source.empty() || d.target.empty()) return;
  uint32_t doer = doer_of(in, d.head), hit = hit_of(in, d.head);
  auto stands = [](const std::vector<Filler>& side, uint32_t w) {
    return w != no_word && std::any_of(side.begin(), side.end(), [&](const Filler& f) { return f.head == w; });
  };
  if (!stands(d.target, doer) || stands(d.source, doer) || (!stands(d.source, hit) && !stands(d.target, hit))) return;
  for (const Filler& f : d.source)
    if (in.node(f.head).head == d.head && is(in.node(f.head).rel, Deprel::obl)) return;  // "Haiti received grain from Brazil"
  auto acts = [&](const Filler& f) { return f.head == doer || (in.node(f.head).rel == Deprel::conj && in.node(f.head).head == doer); };
  std::vector<Filler> source, target;
  for (const Filler& f : d.target) (acts(f) ? source : target).push_back(f);
  auto [first, last] = subtree(in.syntax, hit);
  for (const Filler& f : d.source)
    if (f.head == hit || f.head < first || f.head >= last) target.push_back(f);  // not "from the ministry" of "ministers from the ministry"
  d.source = std::move(source), d.target = std::move(target);
  d.because.push_back(rule_step(in, quoted(in, d.source.front().words) + " does it to " + quoted(in, d.target.front().words) + ", as the clause is built",
                                "src/events/sides.cpp: the clause turns the sides", span_of(in, d.source.front().words), {d.because.front()}));
}

/// Types of acts that two sides hardly do to each other: where both roles have the same fillers, the network lost the target.
bool one_way(Plover type) {
  return type == Plover::REJECT || type == Plover::REQUEST || type == Plover::MOBILIZE || type == Plover::PROTEST || type == Plover::COERCE ||
         type == Plover::AID || type == Plover::THREATEN;
}

/// Two parties on one level: "A and B met", "talks between A and B", "the two leaders met".
void settle_mutual(const Reading& in, Draft& d, const Table& mutual, const Table& reciprocal) {
  bool each_other = !d.target.empty() && std::all_of(d.target.begin(), d.target.end(), [&](const Filler& f) {
    return reciprocal && !reciprocal.find(fold(text_of(in.article.text, span_of(in, f.words)))).empty();
  });
  bool several = d.source.size() > 1 || (d.source.size() == 1 && in.syntax.has(d.source.front().head, "Number=Plur"));
  if (each_other && several) d.target = d.source, d.mutual = true;
  bool same = !d.source.empty() && d.source.size() == d.target.size() &&
              std::equal(d.source.begin(), d.source.end(), d.target.begin(), [](const Filler& a, const Filler& b) { return a.words.overlaps(b.words); });
  RuleRef at;
  bool word = false;
  for (uint32_t w = d.trigger.first; w < d.trigger.last && mutual && !word; ++w)
    if (auto rows = mutual.find(fold(in.node(w).lemma)); !rows.empty()) word = true, at = mutual.where(rows.front());
  if (same && !word && one_way(d.type) && d.verb == no_word && is_verbal(in.syntax, d.head)) {
    d.target.clear();  // "vetoed a resolution": it is done to something else
    return;
  }
  if (same) {
    d.mutual = true;
    return;
  }
  if (!word) return;
  auto all = d.source;
  for (const Filler& f : d.target)
    if (!known(all, f.words)) all.push_back(f);
  bool one_level = all.size() > 1 && on_one_level(in, all);
  bool group = all.size() == 1 && d.target.empty() && in.syntax.has(all.front().head, "Number=Plur");
  if (!one_level && !group) return;
  std::stable_sort(all.begin(), all.end(), [](const Filler& a, const Filler& b) { return a.words.first < b.words.first; });
  d.source = d.target = all;
  d.mutual = true;
  d.because.push_back(
      rule_step(in, quoted(in, d.trigger) + " is done by each side to the other", in.pack.name_of(at), span_of(in, d.trigger), {d.because.front()}));
}

/// "rejected a call for its soldiers": whose a thing is, said by a pronoun or of the one who acts, is no target; the thing itself is, where it is not his own.
void settle_owners(const Reading& in, Draft& d) {
  if (d.mutual) return;
  auto acts = [&](uint32_t w) {
    ActorId a = in.names.actor_at(w);
    return a && std::any_of(d.source.begin(), d.source.end(), [&](const Filler& f) { return in.names.actor_at(f.head) == a; });
  };
  for (size_t i = d.target.size(); i-- > 0;) {
    Filler& f = d.target[i];
    const Node& n = in.node(f.head);
    if (!is(n.rel, Deprel::nmod_poss) || n.head == Node::root || d.trigger.holds(n.head) || n.head == d.head) continue;
    bool own = acts(f.head);
    if (!own && !in.syntax.has(f.head, "Poss=Yes")) continue;
    Words thing = noun_phrase(in, n.head);
    bool usable = !own && !thing.holds(d.head) && !known(d.source, thing);
    if (usable) f.head = n.head, f.words = thing;
    else d.target.erase(d.target.begin() + i);
  }
}

/// "Paet said the Union must be ready": whoever says it asks it of the subject, where the two are different actors.
void find_said_sides(const Reading& in, Draft& d) {
  uint32_t verb = in.node(d.head).head;
  if (verb == Node::root) return;
  uint32_t subject = child(in.syntax, verb, Deprel::nsubj);
  ActorId asked = subject == no_word ? ActorId{} : in.names.actor_at(subject);
  const Statement* around = nullptr;
  for (const Statement& s : in.statements)
    for (Span c : s.content)
      if (c.contains(in.text.words[d.head].span) && !s.speaker_span.empty() && (!around || c.size() < around->content.front().size())) around = &s;
  if (!asked || !around) return;
  auto [first, last] = in.text.words_in(around->speaker_span);
  if (first >= last || in.text.sentence_of(first) != d.sentence) return;
  uint32_t speaker = head_of(in.syntax, first, last);
  if (in.names.actor_at(speaker) == asked || noun_phrase(in, subject).holds(speaker)) return;
  d.source = {Filler{noun_phrase(in, speaker), speaker, 0.7f, {}}};
  d.target = {Filler{noun_phrase(in, subject), subject, 0.7f, {}}};
}

/// "is willing to send tents to the camp": whom the network sees, else whom the promised act is for.
void find_promised(const Reading& in, Draft& d) {
  d.target = phrases_of(in, d, read_fillers(in, d, EventRole::target), EventRole::target);
  std::erase_if(d.target, [&](const Filler& f) { return known(d.source, f.words); });
  uint32_t act = child(in.syntax, d.head, Deprel::xcomp);
  if (!d.target.empty() || act == no_word) return;
  auto [first, last] = subtree(in.syntax, act);
  for (bool behind_preposition : {true, false})
    for (uint32_t w = first; w < last && d.target.empty(); ++w)
      if (in.names.actor_at(w) && is_nominal(in.node(w).upos) && preposition(in, w).empty() != behind_preposition && !known(d.source, {w, w + 1}) &&
          (is(in.node(w).rel, Deprel::obl) || is(in.node(w).rel, Deprel::nmod) || is(in.node(w).rel, Deprel::obj) || is(in.node(w).rel, Deprel::iobj)))
        d.target.push_back({noun_phrase(in, w), w, 0.5f, {}});
}

/// A rule's event has the sides that the tree names: its doer, and its object or what stands with the rule's preposition.
void find_told_sides(const Reading& in, Draft& d) {
  d.source.clear(), d.target.clear();
  if (d.said) {
    find_said_sides(in, d);
    d.dropped = d.source.empty();
    return;
  }
  auto add = [&](std::vector<Filler>& side, uint32_t word) {
    for (uint32_t member : word == no_word ? std::vector<uint32_t>() : coordinated(in.syntax, word))
      if (!d.trigger.holds(member) && is_nominal(in.node(member).upos)) side.push_back({noun_phrase(in, member), member, 0.7f, {}});
  };
  add(d.source, doer_of(in, d.head));
  if (d.whom == "none") return;  // the clause tells (packs/en/targets.tsv)
  if (d.whom == "then") return find_promised(in, d);
  if (d.whom.empty()) return add(d.target, hit_of(in, d.head));
  auto [first, last] = subtree(in.syntax, d.head);
  for (uint32_t w = first; w < last && d.target.empty(); ++w)
    if (preposition(in, w) == d.whom && in.names.actor_at(w)) add(d.target, w);
  if (d.target.empty() && !is(in.node(d.trigger.last - 1).rel, Deprel::obj)) add(d.target, hit_of(in, d.head));
}

void settle_draft(const Reading& in, Draft& d, const SideTables& tables) {
  d.source = phrases_of(in, d, read_fillers(in, d, EventRole::source), EventRole::source);
  d.target = phrases_of(in, d, read_fillers(in, d, EventRole::target), EventRole::target);
  d.place = read_fillers(in, d, EventRole::place);
  d.time = read_fillers(in, d, EventRole::time);
  std::erase_if(d.source, [&](const Filler& f) { return in_dateline(in, f) || is_nobody(in, f.head); });
  std::erase_if(d.target, [&](const Filler& f) { return is_nobody(in, f.head); });
  if (d.told) find_told_sides(in, d);
  tell_sides(in, d, EventRole::source);
  tell_sides(in, d, EventRole::target);
  if (d.dropped) return;
  uint32_t verb = acting_verb(in, d);
  if (d.source.empty())
    add_understood(in, d, EventRole::source, verb != no_word ? doer_of(in, verb) : owner_of(in, d.head), understood_source,
                   "src/events/sides.cpp: the clause names the doer");
  if (d.target.empty() && verb == d.head && d.whom != "none")
    add_understood(in, d, EventRole::target, hit_of(in, d.head), understood_target, "src/events/sides.cpp: the clause names the one it hits");
  read_noun_sides(in, d, tables.noun_sides);
  find_outer_doer(in, d, tables.noun_sides);
  turn_sides(in, d);
  settle_own_forces(in, d, tables.own_forces);
  part_sides(in, d);
  settle_mutual(in, d, tables.mutual, tables.reciprocal);
  settle_owners(in, d);
  find_target(in, d, tables.targets);
}

}  // namespace

std::vector<Filler> phrases_of(const Reading& in, const Draft& d, const std::vector<Filler>& read, EventRole role) {
  std::vector<Filler> out;
  for (const Filler& f : read) {
    Filler whole = whole_phrase(in, d, f);
    Upos u = in.node(whole.head).upos;
    if (u == Upos::CCONJ || u == Upos::ADP || u == Upos::PUNCT || u == Upos::SCONJ || u == Upos::PART || u == Upos::AUX || u == Upos::ADV) continue;
    if (in.node(whole.head).rel == Deprel::cc_preconj || is_denied(in, whole.head)) continue;
    if (!known(out, whole.words)) out.push_back(whole);
    for (uint32_t member : coordinated(in.syntax, whole.head)) {
      if (member == whole.head || !is_nominal(in.node(member).upos) || is_denied(in, member)) continue;
      Filler other = whole;
      other.head = member, other.words = noun_phrase(in, member);
      take_in_name(in, d, other);
      other.score = filler_score(in, d, role, other.words);
      if (!known(out, other.words) && !known_elsewhere(read, f, other.words) && !other.words.holds(d.head) &&
          (f.words.holds(member) || joins_filler(other.score)))
        out.push_back(other);
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Filler& a, const Filler& b) { return a.words.first < b.words.first; });
  return out;
}

void settle_sides(const Reading& in, std::vector<Draft>& drafts) {
  auto table = [&](std::string_view name) { return in.pack.table(name); };
  SideTables tables{table("en/mutual_words"), table("en/reciprocals"), table("en/noun_sides"), table("en/own_forces"), table("en/targets")};
  for (Draft& d : drafts) settle_draft(in, d, tables);
  std::erase_if(drafts, [](const Draft& d) { return d.dropped; });
}

}  // namespace dateline
