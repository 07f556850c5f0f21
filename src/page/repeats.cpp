#include "page/repeats.h"

#include <algorithm>
#include <functional>

#include "page/lines.h"
#include "page/phrases.h"

namespace dateline {
namespace {

constexpr size_t longest_looked_at = 1u << 16;  // a longer paragraph has no glued lead
constexpr size_t longest_folded = 600;          // a longer line is compared byte for byte

/// z[i]: how many bytes from i on are those that `text` begins with.
std::vector<uint32_t> matches_of_beginning(std::string_view text) {
  std::vector<uint32_t> z(text.size(), 0);
  size_t left = 0, right = 0;
  for (size_t i = 1; i < text.size(); ++i) {
    if (i < right) z[i] = static_cast<uint32_t>(std::min<size_t>(right - i, z[i - left]));
    while (i + z[i] < text.size() && text[z[i]] == text[i + z[i]]) ++z[i];
    if (i + z[i] > right) left = i, right = i + z[i];
  }
  return z;
}

bool starts_character(std::string_view text, size_t at) { return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }

}  // namespace

RawSpan find_glued_copy(std::string_view text, uint32_t least) {
  text = text.substr(0, longest_looked_at);
  if (text.size() < 2 * least) return {};
  std::vector<uint32_t> z = matches_of_beginning(text);
  for (uint32_t i = least; i + least <= text.size(); ++i) {
    if (z[i] < least || !starts_character(text, i)) continue;
    RawSpan first = trimmed(text, {0, i});
    if (z[i] < first.size()) continue;
    return {i, i + first.size()};
  }
  return {};
}

uint64_t key_of(std::string_view line) {
  if (line.size() <= longest_folded) return key_of_plain(plain_words(line));
  return std::hash<std::string_view>()(line);
}

uint64_t key_of_plain(std::string_view plain) { return std::hash<std::string_view>()(plain); }

}  // namespace dateline
