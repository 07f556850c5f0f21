// text: sentences and words.
//
// Always: words lie in their sentence in order and do not overlap; all characters of a sentence but white space are in words;
// a sentence lies in one part of the article.
// Words are UD's syntactic words: "don't" is "do" + "n't", the second `glued`; "long-term" is "long" "-" "term".
// Never: a word that is empty or crosses white space (but "..." and the like stay whole).
#pragma once

#include "base/base.h"
#include "pack/pack.h"
#include "page/page.h"

namespace dateline {

struct Word {
  Span span;
  bool glued = false;  // the same surface token as the word before it (the n't of don't)
};

enum class Part : uint8_t { headline, highlight, body };

struct Sentence {
  Span span;
  uint32_t first = 0, last = 0;  // words [first, last) in Text::words
  Part part = Part::body;
  uint32_t paragraph = 0;  // in Article::paragraphs or ::highlights
  uint32_t size() const { return last - first; }
};

struct Text {
  std::vector<Sentence> sentences;
  std::vector<Word> words;
  /// The sentence of a word.
  uint32_t sentence_of(uint32_t word) const;
  /// Words [first, last) that touch a span.
  std::pair<uint32_t, uint32_t> words_in(Span) const;
};

Text split(const Article&, const Pack&);

/// The words of one piece of text without sentences: what training reads.
std::vector<Word> split_words(std::string_view text, uint32_t offset, const Pack&);

}  // namespace dateline
