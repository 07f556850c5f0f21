// Characters of UTF-8 text, and what the splitting of words wants to know about one.
#pragma once

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// One character; `size` is at least 1 (an odd byte counts as U+FFFD).
struct Char {
  char32_t c = 0;
  uint32_t size = 0;
};

inline Char char_at(std::string_view s, uint32_t i) {
  if (i >= s.size()) return {};
  const auto lead = static_cast<unsigned char>(s[i]);
  if (lead < 0x80) return {lead, 1};
  int32_t at = static_cast<int32_t>(i);
  UChar32 c;
  U8_NEXT(reinterpret_cast<const uint8_t*>(s.data()), at, static_cast<int32_t>(s.size()), c);
  return {c < 0 ? U'\uFFFD' : static_cast<char32_t>(c), static_cast<uint32_t>(at) - i};
}

/// The character that ends before byte i (0 at the beginning).
inline char32_t char_before(std::string_view s, uint32_t i) {
  if (i == 0) return 0;
  int32_t at = static_cast<int32_t>(i);
  UChar32 c;
  U8_PREV(reinterpret_cast<const uint8_t*>(s.data()), 0, at, c);
  return c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
}

/// White space as Unicode has it, and the separators of old terminals: the same set as Python's str.isspace, so that training sees the same words.
inline bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}
inline bool is_digit(char32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c)); }
/// Letters, and the marks and joiners that stand inside words of some scripts.
inline bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_M_MASK)) || c == 0x200c || c == 0x200d || c == 0xad;
}
inline bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isUUppercase(static_cast<UChar32>(c)); }
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_isULowercase(static_cast<UChar32>(c)); }
inline bool is_word(char32_t c) { return is_letter(c) || is_digit(c) || c == '_'; }
inline bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'ʼ' || c == '`' || c == U'´'; }
inline bool is_closing(char32_t c) { return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == U'”' || c == U'’' || c == U'»' || c == '>'; }

}  // namespace dateline
