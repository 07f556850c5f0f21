#include "times/side.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr uint32_t reach_back = 12, reach_on = 6;  // words that a cue word is looked for on either side

bool has_class(const TimeWords& words, uint32_t at, TimeClass cls) { return at < words.size() && (words.classes[at] & set_of(cls)) != 0; }

/// The verb that a word hangs on, up the tree: a noun's own verb where a noun stands between.
uint32_t verb_above(const Syntax& syntax, uint32_t word) {
  for (uint32_t steps = 0; steps < 8 && word != Node::root && word < syntax.nodes.size(); ++steps) {
    if (steps > 0 && syntax.nodes[word].upos == Upos::VERB) return word;
    word = syntax.nodes[word].head;
  }
  return Node::root;
}

Side side_of_verb(const Sentence& sentence, const TimeWords& words, const Syntax& syntax, uint32_t verb, bool weekday) {
  if (has_class(words, verb - sentence.first, TimeClass::ahead)) return Side::ahead;  // "has been scheduled"
  bool ahead = false, perfect = false, to = false;
  for (uint32_t c = syntax.first_child[verb]; c != Node::root; c = syntax.next_sibling[c]) {
    if (c < sentence.first || c >= sentence.last) continue;
    bool helper = syntax.nodes[c].rel == Deprel::aux || syntax.nodes[c].rel == Deprel::aux_pass;
    if (helper && has_class(words, c - sentence.first, TimeClass::ahead)) ahead = true;
    if (helper && has_class(words, c - sentence.first, TimeClass::perfect)) perfect = true;
    if (syntax.nodes[c].rel == Deprel::mark && syntax.nodes[c].upos == Upos::PART) to = true;
  }
  if (perfect) return Side::before;
  if (ahead || to) return Side::ahead;
  if (syntax.has(verb, "Tense=Past")) return Side::before;
  return weekday && sentence.part == Part::body && syntax.has(verb, "Tense=Pres") ? Side::ahead : Side::unknown;
}

/// The nearest cue word, those to the left first.
Side side_of_cue(const TimeWords& words, uint32_t first, uint32_t last) {
  for (uint32_t back = 1; back <= reach_back && back <= first; ++back) {
    if (has_class(words, first - back, TimeClass::ahead)) return Side::ahead;
    if (has_class(words, first - back, TimeClass::behind)) return Side::before;
  }
  for (uint32_t at = last; at < words.size() && at < last + reach_on; ++at) {
    if (at > last && words.folded[at] == ",") break;
    if (has_class(words, at, TimeClass::ahead)) return Side::ahead;
    if (has_class(words, at, TimeClass::behind)) return Side::before;
  }
  return Side::unknown;
}

}  // namespace

Side side_of(const Sentence& sentence, const TimeWords& words, const Syntax& syntax, uint32_t first, uint32_t last, bool weekday) {
  if (first > 0) {  // "since Monday", "by Friday": the word just before decides
    if (has_class(words, first - 1, TimeClass::toward)) return Side::ahead;
    if (has_class(words, first - 1, TimeClass::from)) return Side::before;
  }
  if (syntax.nodes.size() >= sentence.last && last > first) {
    uint32_t verb = verb_above(syntax, head_of(syntax, sentence.first + first, sentence.first + last));
    if (verb != Node::root && verb >= sentence.first && verb < sentence.last) {
      Side side = side_of_verb(sentence, words, syntax, verb, weekday);
      if (side != Side::unknown) return side;
    }
  }
  if (first > 0 && has_class(words, first - 1, TimeClass::by)) return Side::ahead;  // unless its verb looks back: "sold out by Thursday"
  return side_of_cue(words, first, last);
}

}  // namespace dateline
