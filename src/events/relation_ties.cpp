// Who holds the noun of a relation and whose it is, and the sides of its verb: words of a sentence, read off the tree.
#include <algorithm>

#include "events/relations.h"

namespace dateline {
namespace {

using WordList = std::vector<uint32_t>;

constexpr uint32_t title_words = 6;  // words between an owner and the noun of a title
constexpr int governors = 4;         // words above a possessive that are asked for their subject

bool is_plural(const Reading& in, uint32_t word) { return in.syntax.has(word, "Number=Plur"); }

/// Who takes, has or leaves the office that a noun names: "became president", "was elected president", "resigned as president".
void find_office(const Reading& in, const RelationStates& states, Tie& tie) {
  const Node& n = in.node(tie.word);
  if (n.head == Node::root || !is_verbal(in.syntax, n.head) || !states.is_of_office(in, n.head)) return;
  bool as = states.is_role(in, tie.word);
  if (!as && n.rel != Deprel::xcomp && n.rel != Deprel::obj) return;
  uint32_t hit = hit_of(in, n.head), doer = doer_of(in, n.head);
  uint32_t holder = hit != no_word && hit != tie.word ? hit : doer;
  if (holder == no_word) return;
  tie.predicate = n.head;
  tie.holders = joined_names(in, holder, true);
}

/// "The founder of Pixelworks, Dana Miller,": the name behind the comma, where the tree hangs it on the owner.
void add_listed(const Reading& in, uint32_t noun, WordList& out) {
  for (uint32_t owner : children_as(in.syntax, noun, {Deprel::nmod}))
    for (uint32_t c : children_as(in.syntax, owner, {Deprel::conj, Deprel::appos}))
      if (c > 0 && in.node(c).upos == Upos::PROPN && in.node(c - 1).upos == Upos::PUNCT && child(in.syntax, c, Deprel::cc) == no_word) out.push_back(c);
}

/// The words that may name who holds the noun: the name that it stands before, its apposition, the subject of "is".
void find_holders(const Reading& in, const RelationStates& states, Tie& tie) {
  const Node& n = in.node(tie.word);
  if (has_copula(in, tie.word)) {
    tie.predicate = tie.word;
    uint32_t subject = child(in.syntax, tie.word, Deprel::nsubj);
    bool relative = n.rel == Deprel::acl_relcl || n.rel == Deprel::appos;  // "Claire Dubois, who was mayor"
    if (subject != no_word && in.node(subject).upos == Upos::PRON && relative && n.head != Node::root) subject = n.head;
    if (subject != no_word) tie.holders = joined_names(in, subject, true);
    return;
  }
  find_office(in, states, tie);
  if (tie.predicate != no_word) return;
  WordList& out = tie.holders;
  out = children_as(in.syntax, tie.word, {Deprel::appos, Deprel::flat});
  for (size_t i = 0; i < out.size() && out.size() < 8; ++i)  // "the founder of X, Kim's grandfather Kim Il Sung"
    for (uint32_t c : children_as(in.syntax, out[i], {Deprel::appos, Deprel::flat})) out.push_back(c);
  bool before = is(n.rel, Deprel::compound) || is(n.rel, Deprel::nmod) || is(n.rel, Deprel::flat) || is(n.rel, Deprel::amod);
  bool names_head = n.head != Node::root && (n.rel == Deprel::appos || (before && n.rel != Deprel::nmod_poss && in.node(n.head).upos == Upos::PROPN));
  if (names_head && preposition(in, tie.word).empty()) out.push_back(n.head);
  if (uint32_t next = tie.phrase.last;
      next < in.text.sentences[in.text.sentence_of(tie.word)].last && in.node(next).upos == Upos::PROPN && in.node(next).head == n.head)
    out.push_back(next);  // "and his brother Peter": noun and name side by side under one head
  if (out.empty()) add_listed(in, tie.word, out);
  if (n.rel == Deprel::appos && n.head != Node::root)  // two appositions side by side: "the founder, Kim's grandfather Kim Il Sung"
    for (uint32_t c : children_as(in.syntax, n.head, {Deprel::appos}))
      if (c == tie.word + 1) out.insert(out.begin(), c);
  if (is_plural(in, tie.word))
    for (size_t i = 0, size = out.size(); i < size; ++i)
      for (uint32_t w : joined_names(in, out[i], false))
        if (std::ranges::find(out, w) == out.end()) out.push_back(w);
}

/// Whose it is: "Kim's", "of North Korea", "NATO chief", "Russian"; the nearest first.
void find_owners(const Reading& in, const RelationRows& rows, Tie& tie) {
  WordList heads = {tie.word};  // the noun, and the name behind it on which the words of its title may hang
  for (uint32_t h : tie.holders)
    if ((h > tie.word && h < tie.word + title_words && tie.predicate == no_word) || in.node(tie.word).head == h) heads.push_back(h);
  auto in_title = [&](uint32_t c) {
    if (c >= tie.phrase.first || c + title_words <= tie.phrase.first) return false;
    for (uint32_t w = c + 1; w < tie.phrase.first; ++w)
      if (in.node(w).upos == Upos::PUNCT && in.word(w) != "-") return false;
    return true;
  };
  auto add = [&](std::initializer_list<Deprel> rels, auto&& fits) {
    for (uint32_t h : heads) {
      WordList found = children_as(in.syntax, h, rels);
      for (size_t i = found.size(); i-- > 0;)
        if ((h == tie.word || in_title(found[i]) || in.node(tie.word).rel != Deprel::appos) && fits(found[i])) tie.owners.push_back(found[i]);
    }
  };
  auto is_union = [&](uint32_t c) {
    ActorId a = in.names.actor_at(c);
    return a && in.names.actors[a.at].kind != ActorKind::country && in.names.actors[a.at].kind != ActorKind::person;
  };
  add({Deprel::compound, Deprel::nmod},
      [&](uint32_t c) { return in_title(c) && in.node(c).rel != Deprel::nmod_poss && preposition(in, c).empty() && is_union(c); });
  add({Deprel::nmod_poss}, [&](uint32_t c) { return c < tie.phrase.first; });
  if (uint32_t mark = tie.phrase.first - 1;
      tie.owners.empty() && tie.phrase.first > 0 && in.node(mark).upos == Upos::PART && is(in.node(mark).rel, Deprel::case_) && in.node(mark).head < mark)
    tie.owners.push_back(in.node(mark).head);  // "Ashby's father-in-law", where the tree parts them
  add({Deprel::nmod, Deprel::obl, Deprel::flat}, [&](uint32_t c) { return c > tie.word && rows.links(tie.row, preposition(in, c)); });
  add({Deprel::compound, Deprel::nmod, Deprel::amod},
      [&](uint32_t c) { return in_title(c) && in.node(c).rel != Deprel::nmod_poss && preposition(in, c).empty(); });
}

}  // namespace

WordList children_as(const Syntax& syntax, uint32_t word, std::initializer_list<Deprel> rels) {
  WordList out;
  for (uint32_t c = syntax.first_child[word]; c != no_word; c = syntax.next_sibling[c])
    if (std::ranges::any_of(rels, [&](Deprel rel) { return is(syntax.nodes[c].rel, rel); })) out.push_back(c);
  return out;
}

bool has_copula(const Reading& in, uint32_t word) { return child(in.syntax, word, Deprel::cop) != no_word; }

// A comma sets apart: "Jane, wife of Tom, and Bob".
WordList joined_names(const Reading& in, uint32_t word, bool commas) {
  WordList out;
  for (uint32_t w : coordinated(in.syntax, word)) {
    if (in.syntax.has(w, "Person=2")) continue;  // "when you're president" is nobody's office
    uint32_t cc = child(in.syntax, w, Deprel::cc);
    bool apart = w != word && cc != no_word && cc > 0 && in.node(cc - 1).upos == Upos::PUNCT;
    bool named = in.node(w).upos == Upos::PROPN || in.node(w).upos == Upos::PRON || in.names.actor_at(w);
    if (w == word || (named && (commas || !apart))) out.push_back(w);
  }
  return out;
}

void find_ends_of_noun(const Reading& in, const RelationRows& rows, const RelationStates& states, Tie& tie) {
  find_holders(in, states, tie);
  find_owners(in, rows, tie);
  if (rows.cell(tie.row, rows.holder) != "place") return;
  for (uint32_t c : children_as(in.syntax, tie.word, {Deprel::nmod}))
    if (rows.links(tie.row, preposition(in, c))) tie.holders.push_back(c);  // "the city of Vladivostok"
}

void find_ends_of_verb(const Reading& in, const RelationRows& rows, Tie& tie) {
  const uint32_t verb = tie.word;
  tie.predicate = verb;
  if (in.node(verb).rel == Deprel::conj && child(in.syntax, verb, Deprel::nsubj) == no_word && child(in.syntax, verb, Deprel::obj) == no_word &&
      child(in.syntax, verb, Deprel::obl) == no_word)
    return;  // "had it up and running"
  uint32_t doer = doer_of(in, verb), hit = hit_of(in, verb);
  if (doer != no_word && has_copula(in, doer) && in.node(verb).head == doer)  // "was the son of Milan Kovac, who founded": the name that stands nearest
    for (uint32_t c : children_as(in.syntax, doer, {Deprel::nmod}))
      if (c < verb && in.node(c).upos == Upos::PROPN) doer = c;
  if (rows.links(tie.row, "-") && doer != no_word && hit != no_word) {
    tie.holders = joined_names(in, doer, true), tie.owners = joined_names(in, hit, true);
    return;
  }
  uint32_t holder = doer != no_word ? doer : hit;
  const Node& n = in.node(verb);
  if (n.rel == Deprel::amod && n.head != Node::root) holder = n.head;  // "Texas-based Lone Star Energy"
  if (holder == no_word && n.rel == Deprel::advcl) holder = is_passive(in.syntax, n.head) ? hit_of(in, n.head) : doer_of(in, n.head);
  if (holder == no_word) return;
  for (uint32_t c : children_as(in.syntax, verb, {Deprel::obl, Deprel::nmod}))
    if (rows.links(tie.row, preposition(in, c))) tie.owners.push_back(c);
  if (n.rel == Deprel::amod && verb > 1 && in.word(verb - 1) == "-") tie.owners.push_back(verb - 2);
  tie.holders = joined_names(in, holder, true);
}

void find_possessor(const Reading& in, Tie& tie) {
  uint32_t pronoun = child(in.syntax, tie.word, Deprel::nmod_poss);
  if (pronoun == no_word || in.node(pronoun).upos != Upos::PRON || in.syntax.has(pronoun, "Person=1") || in.syntax.has(pronoun, "Person=2")) return;
  bool thing = in.syntax.has(pronoun, "Gender=Neut"), many = in.syntax.has(pronoun, "Number=Plur");
  uint32_t at = tie.word;
  for (int turns = 0; turns < governors && in.node(at).head != Node::root; ++turns) {
    at = in.node(at).head;
    for (uint32_t subject : children_as(in.syntax, at, {Deprel::nsubj})) {
      auto [first, last] = subtree(in.syntax, subject);
      if (first <= tie.word && tie.word < last) continue;
      ActorId actor = in.names.actor_at(subject);
      if (!actor || (in.names.actors[actor.at].kind == ActorKind::person) == thing) continue;
      if (many && coordinated(in.syntax, subject).size() == 1) continue;
      tie.owners = {subject};
      return;
    }
  }
}

}  // namespace dateline
