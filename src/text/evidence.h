// Learned evidence for the end of a sentence: weights of features of the words around a place (packs/en/sentence_weights.tsv,
// made by training/sentences.py, whose `candidates` computes the same features).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/lists.h"
#include "text/text.h"

namespace dateline {

class Evidence {
 public:
  /// `words` lie in `text` in order and are all words of one paragraph.
  Evidence(std::string_view text, const std::vector<Word>& words, const WordLists& lists);

  /// Whether a sentence may well end after word i, which white space follows.
  bool ends_after(uint32_t i) const;

 private:
  std::string_view word(uint32_t i) const { return text_of(text_, words_[i].span); }
  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }
  double weight(std::string_view feature) const;
  bool is_closing_word(uint32_t i) const;

  std::string_view text_;
  const std::vector<Word>& words_;
  const WordLists& lists_;
  std::vector<std::string> endings_;  // of each word: "stop", "ask", "word", …
  std::vector<uint32_t> since_;       // words since the last full stop, this one included
  bool any_stop_ = false;
};

}  // namespace dateline
