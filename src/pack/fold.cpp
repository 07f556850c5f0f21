#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "pack/pack.h"

namespace dateline {
namespace {

/// Plain forms of typographic quotes and dashes; other characters as they are.
UChar32 plain(UChar32 c) {
  switch (c) {
    case 0x2018: case 0x2019: case 0x201B: case 0x02BC: case 0x02BB: case 0x0060: case 0x00B4: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x00AB: case 0x00BB: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    default: return c;
  }
}

std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Letters that no decomposition takes apart.
const char* spelled_out(UChar32 c) {
  switch (c) {
    case 0xE6: return "ae";
    case 0xF8: return "o";
    case 0xDF: return "ss";
    case 0x142: return "l";
    case 0x111: return "d";
    case 0x131: return "i";
    case 0x153: return "oe";
    case 0xFE: return "th";
    case 0xF0: return "d";
    default: return nullptr;
  }
}

}  // namespace

std::string fold(std::string_view text) {
  bool ascii = true;
  for (unsigned char c : text) ascii = ascii && c < 0x80;
  if (ascii) return fold_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return fold_ascii(text);
  icu::UnicodeString in = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::UnicodeString apart = nfkd->normalize(in, status);
  icu::UnicodeString out;
  bool space = true;
  for (int32_t i = 0; i < apart.length();) {
    UChar32 c = apart.char32At(i);
    i += U16_LENGTH(c);
    if (u_getCombiningClass(c) != 0 || u_charType(c) == U_NON_SPACING_MARK || c == 0x200B || c == 0xFEFF || c == 0x00AD) continue;
    if (u_isUWhiteSpace(c)) {
      if (!space) out.append(static_cast<UChar32>(' '));
      space = true;
      continue;
    }
    space = false;
    c = u_foldCase(plain(c), U_FOLD_CASE_DEFAULT);
    if (const char* letters = spelled_out(c)) out.append(icu::UnicodeString::fromUTF8(letters));
    else out.append(c);
  }
  std::string folded;
  out.toUTF8String(folded);
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

}  // namespace dateline
