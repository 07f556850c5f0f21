// Bytes to text: which charset, and what to do with bytes that are none of it.
#pragma once

#include "page/raw_text.h"
#include "source/source.h"

namespace dateline {

struct Decoded {
  RawText raw;                    // the text, and its way back to the bytes
  std::vector<Warning> warnings;  // about bytes that had to be replaced
};

/// UTF-8 where it is valid or nearly so; UTF-16 by its mark; a page's own declaration; else Windows-1252. Bad bytes become U+FFFD, control characters spaces.
Decoded decode(std::string_view bytes, MediaType type);

/// The character at `at` and its size; U+FFFD and 1 where there is none.
char32_t character_at(std::string_view text, size_t at, size_t& size);
void append_utf8(std::string& out, char32_t c);

}  // namespace dateline
