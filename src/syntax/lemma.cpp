#include "syntax/lemma.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <charconv>

namespace dateline {
namespace {

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  UBool failed = false;
  U8_APPEND(bytes, size, U8_MAX_LENGTH, c, failed);
  if (!failed) out.append(bytes, static_cast<size_t>(size));
}

/// The form in lower case, its first character in upper case where `capital`.
std::string lowered(std::string_view form, bool capital) {
  std::string out;
  for (int32_t i = 0; i < static_cast<int32_t>(form.size());) {
    const bool first = i == 0;
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(form.data()), i, static_cast<int32_t>(form.size()), c);
    append(out, c < 0 ? 0xFFFD : first && capital ? u_toupper(c) : u_tolower(c));
  }
  return out;
}

}  // namespace

std::string apply_lemma_rule(std::string_view rule, std::string_view form) {
  const size_t bar = rule.find('|');
  uint32_t strip = 0;
  if (rule.empty() || bar == std::string_view::npos || std::from_chars(rule.data() + 1, rule.data() + bar, strip).ec != std::errc()) return lowered(form, false);
  std::string out = rule[0] == 'K' ? std::string(form) : lowered(form, rule[0] == 'C');
  for (; strip > 0 && !out.empty(); --strip) {
    size_t last = out.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(out[last]) & 0xC0) == 0x80) --last;
    out.resize(last);
  }
  out += rule.substr(bar + 1);
  return out.empty() ? lowered(form, false) : out;
}

}  // namespace dateline
