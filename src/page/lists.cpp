#include <bit>

#include "page/charset.h"
#include "page/scraped.h"

namespace dateline {
namespace {

constexpr size_t least_run = 4;
constexpr int least_signs = 2;

/// Bits for the signs that a line holds; a number at its head counts twice, as it numbers a list.
uint32_t signs_of(std::string_view line) {
  enum Bit : uint32_t { digit = 1, colon = 2, bracket = 4, dash = 8, at = 16, slash = 32, numbered = 64, numbered_too = 128, bullet = 256, bullet_too = 512 };
  uint32_t signs = 0;
  bool only_digits = true;
  for (size_t i = 0, size = 0; i < line.size(); i += size) {
    char32_t c = character_at(line, i, size);
    bool is_digit = c >= '0' && c <= '9';
    if (only_digits && i > 0 && (c == ')' || c == '.') && i + 1 < line.size()) signs |= numbered | numbered_too;
    only_digits = only_digits && is_digit;
    if (i == 0 && (c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0xB7 || c == '*')) signs |= bullet | bullet_too;
    if (is_digit) signs |= digit;
    if (c == ':' && i + 1 < line.size() && line[i + 1] == ' ') signs |= colon;
    if (c == '(') signs |= bracket;
    if (c == 0x2013 || c == 0x2014 || (c == '-' && i > 0 && line[i - 1] == ' ')) signs |= dash;
    if (c == '@') signs |= at;
    if (c == '/') signs |= slash;
  }
  return signs;
}

bool is_address(std::string_view line) { return line.starts_with("http") && line.find(' ') == std::string_view::npos; }

}  // namespace

void mark_lists(std::string_view text, std::vector<Candidate>& lines) {
  constexpr float longest = 30;  // words
  auto words = [&](size_t i) { return text_of(text, lines[i].line.span); };
  auto may_be = [&](size_t i) { return !lines[i].prose && !lines[i].match && lines[i].twins == 0 && lines[i].line.look.weight <= longest; };
  for (size_t i = 0; i < lines.size();) {
    uint32_t signs = may_be(i) ? signs_of(words(i)) : 0;
    size_t end = i, alike = 0;
    if (std::popcount(signs) >= least_signs && !is_address(words(i)))
      for (; end < lines.size() && !lines[end].match && !lines[end].prose; ++end) {
        if (is_address(words(end))) continue;
        uint32_t common = signs & signs_of(words(end));
        if (!may_be(end) || std::popcount(common) < least_signs) break;
        signs = common;
        ++alike;
      }
    if (alike >= least_run)
      for (size_t k = i; k < end; ++k) lines[k].listed = true;
    i = std::max(end, i + 1);
  }
}

}  // namespace dateline
