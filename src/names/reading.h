// What the files of this room read from: the words, the tree and the network's scores of one article, with short ways to ask them.
#pragma once

#include <array>
#include <string>

#include "names/names.h"

namespace dateline::names {

constexpr uint32_t no_word = UINT32_MAX;

/// The rooms below, as one value passed around; it owns nothing.
struct Reading {
  const Article& article;
  const Text& text;
  const Signals& signals;
  const Syntax& syntax;
  const Pack& pack;
  Trail& trail;

  uint32_t words() const { return static_cast<uint32_t>(text.words.size()); }
  const Node& node(uint32_t word) const { return syntax.nodes[word]; }
  std::string_view word(uint32_t w) const { return text_of(article.text, text.words[w].span); }
  /// The bytes under words [first, last).
  Span span(uint32_t first, uint32_t last) const { return first < last ? Span{text.words[first].span.begin, text.words[last - 1].span.end} : Span{}; }
  std::string_view between(uint32_t first, uint32_t last) const { return text_of(article.text, span(first, last)); }
  std::string folded(uint32_t first, uint32_t last) const { return fold(between(first, last)); }
  bool is(uint32_t w, Upos tag) const { return node(w).upos == tag; }
  /// The relation without its subtype.
  std::string_view rel(uint32_t w) const { return dateline::text(node(w).rel).substr(0, dateline::text(node(w).rel).find(':')); }
  uint32_t head(uint32_t w) const { return node(w).head == Node::root ? no_word : node(w).head; }
  uint32_t first_child(uint32_t w) const { return syntax.first_child[w] == Node::root ? no_word : syntax.first_child[w]; }
  uint32_t next_sibling(uint32_t w) const { return syntax.next_sibling[w] == Node::root ? no_word : syntax.next_sibling[w]; }
  /// The first child with this relation (subtypes count), or no_word.
  uint32_t child(uint32_t w, std::string_view relation) const {
    for (uint32_t c = first_child(w); c != no_word; c = next_sibling(c))
      if (rel(c) == relation) return c;
    return no_word;
  }
  /// The scores of a word's sentence and its place in them; nullptr where the network did not see it.
  const SentenceSignals* scores(uint32_t w, uint32_t sentence) const {
    if (sentence >= signals.sentences.size()) return nullptr;
    const auto& s = signals.sentences[sentence];
    return w - text.sentences[sentence].first < s.words ? &s : nullptr;
  }
  float mention_score(uint32_t w, uint32_t sentence) const {
    const auto* s = scores(w, sentence);
    const uint32_t at = w - text.sentences[sentence].first;
    return s && at < s->mention.size() ? s->mention[at] : 0;
  }
};

inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Begins with a capital (or a letter beyond ASCII, of which we do not know).
inline bool is_capital(std::string_view word) { return !word.empty() && (is_upper(word[0]) || static_cast<unsigned char>(word[0]) >= 0x80); }

/// All letters are capitals, and there are at least two.
inline bool is_acronym(std::string_view word) {
  int upper = 0;
  for (char c : word) {
    if (is_lower(c)) return false;
    upper += is_upper(c);
  }
  return upper >= 2;
}

}  // namespace dateline::names
