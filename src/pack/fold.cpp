#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "pack/pack.h"

namespace dateline {
namespace {

/// Plain forms of typographic quotes and dashes; other characters as they are.
UChar32 plain(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x02BB:
    case 0x0060:
    case 0x00B4: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
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

void append_utf8(std::string& out, UChar32 c) {
  char buffer[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer, size, c);
  out.append(buffer, static_cast<size_t>(size));
}

/// Adds one character of a decomposition: white space single, marks left out, case folded.
void append_folded(std::string& out, UChar32 c) {
  if (u_charType(c) == U_NON_SPACING_MARK || u_getCombiningClass(c) != 0 || c == 0x200B || c == 0xFEFF || c == 0x00AD) return;
  if (u_isUWhiteSpace(c)) {
    if (!out.empty() && out.back() != ' ') out += ' ';
    return;
  }
  c = u_foldCase(plain(c), U_FOLD_CASE_DEFAULT);
  if (const char* letters = spelled_out(c)) out += letters;
  else append_utf8(out, c);
}

/// Beyond ASCII. Each character is taken apart alone: the order of marks, which alone depends on neighbours, does not count here.
void append_apart(std::string& out, UChar32 c, const icu::Normalizer2& nfkd) {
  icu::UnicodeString apart;
  if (!nfkd.getDecomposition(c, apart)) return append_folded(out, c);
  for (int32_t i = 0; i < apart.length();) {
    UChar32 part = apart.char32At(i);
    i += U16_LENGTH(part);
    append_folded(out, part);
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
  std::string out;
  out.reserve(text.size());
  int32_t size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, size, c);  // NOLINT(bugprone-inc-dec-in-conditions): the macro's own
    if (c >= 0x80) append_apart(out, c, *nfkd);
    else if (c == ' ' || (c >= 9 && c <= 13)) append_folded(out, ' ');
    else out += c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace dateline
