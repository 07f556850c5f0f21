// Text that stands twice: a lead glued to its own copy, a paragraph given again.
#pragma once

#include "page/raw_text.h"

namespace dateline {

/// Where `text` begins with a stretch that is given again right behind it ("Lead.Lead. More"): the span of the copy; empty where it does not.
/// `least` is the size in bytes below which nothing counts as a repeat. Linear.
RawSpan find_glued_copy(std::string_view text, uint32_t least);

/// A number that is the same for lines that differ only in case, marks and white space.
uint64_t key_of(std::string_view line);
/// The same where plain_words(line) is at hand.
uint64_t key_of_plain(std::string_view plain);

}  // namespace dateline
