// Where sentences end within one paragraph.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/lists.h"
#include "text/text.h"

namespace dateline {

/// No sentence has more words than this: a text without a full stop is cut hard.
inline constexpr uint32_t most_words = 1000;

/// The words that end a sentence, each as one past it, the last word included. `words` lie in `text` in order.
std::vector<uint32_t> sentence_ends(std::string_view text, const std::vector<Word>& words, const WordLists& lists);

/// As split_words, into `out`.
void split_words(std::string_view text, uint32_t offset, const WordLists& lists, std::vector<Word>& out);

}  // namespace dateline
