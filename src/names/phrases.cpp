#include "names/phrases.h"

#include <algorithm>

namespace dateline::names {
namespace {

constexpr uint32_t most_climbs = 4;

/// Whether a child belongs to its head's noun phrase; what hangs on a noun as predicate does not.
bool belongs(const Reading& r, uint32_t head, uint32_t child, bool joined) {
  const std::string_view rel = r.rel(child);
  if (rel == "case") return child > head && r.is(child, Upos::PART);
  if (rel == "conj") return joined;
  if (rel == "cc") return joined ? child > head : false;
  for (std::string_view out : {"punct", "mark", "cop", "aux", "nsubj", "csubj", "advcl", "parataxis", "discourse", "vocative", "expl", "dislocated", "orphan",
                               "list", "obl", "ccomp", "xcomp"})
    if (rel == out) return false;
  if (rel == "advmod") return child < head && r.node(head).upos != Upos::VERB;
  if (rel == "acl" || rel == "appos") return child > head;
  return true;
}

bool in_base(const Reading& r, uint32_t child) {
  const std::string_view rel = r.rel(child);
  for (std::string_view yes : {"det", "amod", "compound", "nummod", "flat", "goeswith", "fixed"})
    if (rel == yes) return true;
  return rel == "nmod" && dateline::text(r.node(child).rel) == "nmod:poss";
}

struct Range {
  uint32_t first, last;
  void add(std::pair<uint32_t, uint32_t> words) {
    first = std::min(first, words.first);
    last = std::max(last, words.second);
  }
};

/// Whether the last of words [first, last) is a bracket that opens within them.
bool closes_bracket(const Reading& r, uint32_t first, uint32_t last) {
  if (last <= first || r.word(last - 1) != ")") return false;
  for (uint32_t w = last - 1; w-- > first;) {
    if (r.word(w) == ")") return false;
    if (r.word(w) == "(") return true;
  }
  return false;
}

Phrase phrase_with(const Reading& r, uint32_t head, uint32_t inside_first, uint32_t inside_last, bool joined) {
  Range whole{std::min(head, inside_first), std::max(head + 1, inside_last)}, base = whole;
  for (uint32_t c = r.first_child(head); c != no_word; c = r.next_sibling(c)) {
    if (!belongs(r, head, c, joined)) continue;
    whole.add(subtree(r.syntax, c));
    if (in_base(r, c)) base.add(subtree(r.syntax, c));
  }
  for (uint32_t c = r.first_child(head); c != no_word && c < inside_first; c = r.next_sibling(c))
    if (r.rel(c) == "case") whole.first = std::max(whole.first, c + 1);  // "technically in the park" begins behind "in"
  const auto edge = [&](uint32_t w) {
    return r.is(w, Upos::PUNCT) || r.is(w, Upos::CCONJ) || r.is(w, Upos::PART) || (r.is(w, Upos::ADP) && r.rel(w) == "case");
  };
  while (whole.first < head && edge(whole.first)) ++whole.first;
  while (whole.last > head + 1 && whole.last > inside_last && r.is(whole.last - 1, Upos::PUNCT) && !closes_bracket(r, whole.first, whole.last)) --whole.last;
  if (whole.last < r.words() && closes_bracket(r, whole.first, whole.last + 1)) ++whole.last;
  base.first = std::max(base.first, whole.first);
  base.last = std::min(base.last, whole.last);
  return {whole.first, whole.last, base.first, base.last};
}

}  // namespace

Phrase phrase_of(const Reading& r, uint32_t head, uint32_t inside_first, uint32_t inside_last) {
  return phrase_with(r, head, inside_first, inside_last, false);
}

Phrase joined_phrase_of(const Reading& r, uint32_t head) { return phrase_with(r, head, head, head + 1, true); }

uint32_t phrase_head(const Reading& r, uint32_t head) {
  for (uint32_t i = 0; i < most_climbs; ++i) {
    const uint32_t up = r.head(head);
    const std::string_view rel = r.rel(head);
    const bool noun = up != no_word && (r.is(up, Upos::NOUN) || r.is(up, Upos::PROPN));
    if (!noun || (rel != "flat" && rel != "appos") || up > head) return head;
    head = up;
  }
  return head;
}

}  // namespace dateline::names
