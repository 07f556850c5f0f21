// Scanners for what is one word although it holds signs: addresses, numbers, dotted abbreviations, runs of signs.
// Each gives where the word ends, or its beginning where it is none. Each looks a bounded way ahead, so that splitting stays linear.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/lists.h"

namespace dateline {

/// A piece of text without white space, to be cut into words: bytes [begin, end) of `text`.
struct Chunk {
  std::string_view text;
  uint32_t begin = 0, end = 0;
  const WordLists& lists;

  char32_t at(uint32_t i) const;     // 0 outside
  uint32_t after(uint32_t i) const;  // where the next character begins
  std::string_view piece(uint32_t from, uint32_t to) const { return text.substr(from, to - from); }
  /// Whether nothing but closing signs follows in the whole text.
  bool ends_text(uint32_t i) const;
  /// The first character after byte i that is no white space; 0 at the end.
  char32_t next_visible(uint32_t i) const;
};

uint32_t scan_address(const Chunk&, uint32_t from);   // https://…, www.…, name@host
uint32_t scan_domain(const Chunk&, uint32_t from);    // example.com, report.pdf
uint32_t scan_emoticon(const Chunk&, uint32_t from);  // :-)
uint32_t scan_number(const Chunk&, uint32_t from);    // 1,200.50  9/11  555-1234  20th  1990s
uint32_t scan_dotted(const Chunk&, uint32_t from);    // U.S.  a.m.  Ph.D.
uint32_t scan_letters(const Chunk&, uint32_t from);   // letters, digits, _, inner apostrophes, A&E, non-combatant
uint32_t scan_signs(const Chunk&, uint32_t from);     // ...  --  !!!  ''

/// The end of the word with its full stop where it is an abbreviation ("Mr."), else `end`.
uint32_t with_full_stop(const Chunk&, uint32_t begin, uint32_t end);

}  // namespace dateline
