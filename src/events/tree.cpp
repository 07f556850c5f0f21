// Questions to the tree: phrases, and who does and who suffers the act of a verb.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

bool cut_from_phrase(Deprel rel, bool top) {
  switch (rel) {
    case Deprel::acl_relcl:
    case Deprel::appos:
    case Deprel::parataxis:
    case Deprel::advcl:
    case Deprel::advcl_relcl:
    case Deprel::dep:
    case Deprel::discourse:
    case Deprel::list:
    case Deprel::csubj:
    case Deprel::ccomp: return true;
    case Deprel::conj:
    case Deprel::cc:
    case Deprel::cc_preconj:
    case Deprel::acl:
    case Deprel::punct:
    case Deprel::cop:
    case Deprel::aux:
    case Deprel::mark:
    case Deprel::nsubj:
    case Deprel::nsubj_outer:
    case Deprel::nsubj_pass:
    case Deprel::obl:
    case Deprel::obj:
    case Deprel::advmod:
    case Deprel::xcomp: return top;
    default: return false;
  }
}

uint32_t first_with(const Syntax& syntax, uint32_t word, Deprel universal) {
  for (uint32_t c = syntax.first_child[word]; c != no_word; c = syntax.next_sibling[c])
    if (is(syntax.nodes[c].rel, universal)) return c;
  return no_word;
}

uint32_t first_exactly(const Syntax& syntax, uint32_t word, Deprel rel) {
  for (uint32_t c = syntax.first_child[word]; c != no_word; c = syntax.next_sibling[c])
    if (syntax.nodes[c].rel == rel) return c;
  return no_word;
}

bool is_relative_pronoun(const Reading& in, uint32_t word) { return in.node(word).upos == Upos::PRON && in.syntax.has(word, "PronType=Rel"); }

/// A relative pronoun stands for the noun that its clause describes.
uint32_t meant_by(const Reading& in, uint32_t word, uint32_t verb) {
  if (word == no_word || in.node(verb).rel != Deprel::acl_relcl || in.node(verb).head == Node::root) return word;
  return is_relative_pronoun(in, word) || in.node(word).upos == Upos::DET ? in.node(verb).head : word;
}

uint32_t own_doer(const Reading& in, uint32_t verb) {
  if (is_passive(in.syntax, verb)) return first_exactly(in.syntax, verb, Deprel::obl_agent);
  for (Deprel rel : {Deprel::nsubj, Deprel::nsubj_outer})
    if (uint32_t s = first_exactly(in.syntax, verb, rel); s != no_word) return meant_by(in, s, verb);
  return no_word;
}

uint32_t own_hit(const Reading& in, uint32_t verb) {
  if (uint32_t s = first_exactly(in.syntax, verb, Deprel::nsubj_pass); s != no_word) return meant_by(in, s, verb);
  if (uint32_t o = first_exactly(in.syntax, verb, Deprel::obj); o != no_word) return meant_by(in, o, verb);
  return no_word;
}

bool is_participle(const Reading& in, uint32_t verb, std::string_view tense) {
  return in.syntax.has(verb, "VerbForm=Part") && (tense.empty() || in.syntax.has(verb, tense));
}

/// A clause of its own, which tells something else: a relative clause, a further verb, an aside, a finite adverbial clause.
bool leads_away(const Reading& in, uint32_t word) {
  const Node& n = in.node(word);
  if (n.rel == Deprel::acl_relcl || is(n.rel, Deprel::parataxis) || is(n.rel, Deprel::appos)) return true;
  if (is(n.rel, Deprel::conj)) return is_verbal(in.syntax, word);
  return is(n.rel, Deprel::advcl) && (in.syntax.has(word, "VerbForm=Fin") || child(in.syntax, word, Deprel::aux) != no_word);
}

}  // namespace

bool is(Deprel relation, Deprel universal) {
  std::string_view a = text(relation), b = text(universal);
  return a.starts_with(b) && (a.size() == b.size() || a[b.size()] == ':');
}

Words noun_phrase(const Reading& in, uint32_t head) {
  const Sentence& sentence = in.text.sentences[in.text.sentence_of(head)];
  std::vector<char> inside(sentence.size(), 0);
  std::vector<uint32_t> open = {head};
  while (!open.empty()) {
    uint32_t w = open.back();
    open.pop_back();
    if (w < sentence.first || w >= sentence.last) continue;
    inside[w - sentence.first] = 1;
    for (uint32_t c = in.syntax.first_child[w]; c != no_word; c = in.syntax.next_sibling[c]) {
      Deprel rel = in.node(c).rel;
      if (w == head && is(rel, Deprel::case_) && c < head) continue;
      if (w == head && is(rel, Deprel::advmod) && c + 2 > head && c < head && in.node(c).upos == Upos::NUM) inside[c - sentence.first] = 1;
      if (!cut_from_phrase(rel, w == head)) open.push_back(c);
    }
  }
  Words out{head, head + 1};
  auto in_phrase = [&](uint32_t w) { return inside[w - sentence.first] || in.node(w).upos == Upos::PUNCT; };
  while (out.first > sentence.first && in_phrase(out.first - 1)) --out.first;
  while (out.last < sentence.last && in_phrase(out.last)) ++out.last;
  while (out.first < head && !inside[out.first - sentence.first]) ++out.first;
  while (out.last > head + 1 && !inside[out.last - 1 - sentence.first]) --out.last;
  return out;
}

std::vector<uint32_t> coordinated(const Syntax& syntax, uint32_t word) {
  std::vector<uint32_t> out = {word};
  for (uint32_t c = syntax.first_child[word]; c != no_word; c = syntax.next_sibling[c])
    if (syntax.nodes[c].rel == Deprel::conj) out.push_back(c);
  return out;
}

std::string_view preposition(const Reading& in, uint32_t word) {
  for (uint32_t c = in.syntax.first_child[word]; c != no_word && c < word; c = in.syntax.next_sibling[c])
    if (is(in.node(c).rel, Deprel::case_)) return in.node(c).lemma;
  return {};
}

uint32_t dependent_with(const Reading& in, uint32_t word, std::string_view lemma) {
  for (uint32_t c = in.syntax.first_child[word]; c != no_word; c = in.syntax.next_sibling[c])
    if ((is(in.node(c).rel, Deprel::obl) || is(in.node(c).rel, Deprel::nmod)) && preposition(in, c) == lemma) return c;
  return no_word;
}

bool is_verbal(const Syntax& syntax, uint32_t word) {
  Upos u = syntax.nodes[word].upos;
  if (u == Upos::VERB) return true;
  if (u == Upos::PUNCT || u == Upos::PROPN || u == Upos::NOUN || first_with(syntax, word, Deprel::cop) != no_word) return false;
  return first_exactly(syntax, word, Deprel::nsubj) != no_word || first_exactly(syntax, word, Deprel::nsubj_pass) != no_word;
}

bool is_passive(const Syntax& syntax, uint32_t verb) {
  if (first_exactly(syntax, verb, Deprel::nsubj) != no_word) return false;
  return first_exactly(syntax, verb, Deprel::nsubj_pass) != no_word || first_exactly(syntax, verb, Deprel::aux_pass) != no_word ||
         syntax.has(verb, "Voice=Pass");
}

uint32_t doer_of(const Reading& in, uint32_t verb) {
  // Each turn climbs to the governor, so the walk ends; 8 turns are more than any sentence means.
  for (int turns = 0; turns < 8 && verb != no_word; ++turns) {
    if (uint32_t own = own_doer(in, verb); own != no_word) return own;
    const Node& n = in.node(verb);
    if (n.head == Node::root || is_passive(in.syntax, verb)) {
      if (n.rel != Deprel::conj || n.head == Node::root || !is_passive(in.syntax, n.head)) return no_word;
      return own_doer(in, n.head);
    }
    if (n.rel == Deprel::acl && is_participle(in, verb, "") && !in.syntax.has(verb, "Tense=Past")) return n.head;
    if (n.rel == Deprel::acl) return no_word;
    if (n.rel == Deprel::xcomp || n.rel == Deprel::advcl || n.rel == Deprel::ccomp) {
      if (n.rel == Deprel::ccomp && !in.syntax.has(verb, "VerbForm=Inf")) return no_word;
      uint32_t object = n.rel == Deprel::xcomp ? own_hit(in, n.head) : no_word;
      if (object != no_word) return object;                           // "ordered troops to fire"
      if (is_passive(in.syntax, n.head)) return own_hit(in, n.head);  // "was seen leaving"
    } else if (n.rel != Deprel::conj) {
      return no_word;
    } else if (is_passive(in.syntax, n.head)) {
      return own_hit(in, n.head);
    }
    verb = n.head;
  }
  return no_word;
}

uint32_t hit_of(const Reading& in, uint32_t verb) {
  if (uint32_t own = own_hit(in, verb); own != no_word) return own;
  const Node& n = in.node(verb);
  if (n.head == Node::root) return no_word;
  if (n.rel == Deprel::acl && in.syntax.has(verb, "VerbForm=Part") && in.syntax.has(verb, "Tense=Past")) return n.head;
  if (n.rel == Deprel::conj && first_with(in.syntax, verb, Deprel::nsubj) == no_word) return own_hit(in, n.head);
  return no_word;
}

uint32_t clause_head(const Syntax& syntax, uint32_t word) {
  for (uint32_t turns = 0; turns < 64; ++turns) {
    const Node& n = syntax.nodes[word];
    if (n.head == Node::root || n.upos == Upos::VERB || first_with(syntax, word, Deprel::cop) != no_word) return word;
    word = n.head;
  }
  return word;
}

std::vector<uint32_t> words_below(const Reading& in, uint32_t top, uint32_t without) {
  constexpr size_t most_words = 200;  // a report of one sentence stays linear
  std::vector<uint32_t> out, left = {top};
  while (!left.empty() && out.size() < most_words) {
    uint32_t w = left.back();
    left.pop_back();
    out.push_back(w);
    for (uint32_t c = in.syntax.first_child[w]; c != no_word; c = in.syntax.next_sibling[c])
      if (c != without && !leads_away(in, c)) left.push_back(c);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Span span_of(const Reading& in, Words w) { return w.empty() ? Span{} : Span{in.text.words[w.first].span.begin, in.text.words[w.last - 1].span.end}; }

std::string quoted(const Reading& in, Words w) { return "'" + std::string(text_of(in.article.text, span_of(in, w))) + "'"; }

Why head_step(const Reading& in, std::string what, std::string_view head, float score, std::vector<std::pair<std::string, float>> others, Span span,
              std::vector<Why> rests_on) {
  Step step;
  step.room = Room::events, step.what = std::move(what), step.head = head, step.score = score, step.others = std::move(others), step.span = span;
  step.rests_on = std::move(rests_on);
  return in.trail.add(std::move(step));
}

Why rule_step(const Reading& in, std::string what, std::string rule, Span span, std::vector<Why> rests_on) {
  Step step;
  step.room = Room::events, step.what = std::move(what), step.rule = std::move(rule), step.span = span, step.rests_on = std::move(rests_on);
  return in.trail.add(std::move(step));
}

}  // namespace dateline
