#include "page/lines.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "page/charset.h"

namespace dateline {

bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool ends_sentence_with(char32_t c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x0964:
    case 0x06D4:
    case 0x061F:
    case 0x1362:
    case 0x104B:
    case 0x17D4:
    case 0x0589:
    case 0x203D: return true;
    default: return false;
  }
}

bool closes(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xBB:
    case 0xAB:
    case 0x201D:
    case 0x201C:
    case 0x2019:
    case 0x2018:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
    case 0x3011: return true;
    default: return false;
  }
}

bool is_wide(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

bool is_capital(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isUUppercase(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }
bool is_small(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_isULowercase(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha(static_cast<UChar32>(c)); }

namespace {

bool opens_quote_with(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201E:
    case 0x201D:
    case 0x2018:
    case 0x201A:
    case 0x2019:
    case 0x300C:
    case 0x300E:
    case 0x2014:
    case 0x2013: return true;
    default: return false;
  }
}

bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0xB7 || c == 0x25AA || c == 0x25CF || c == 0x25A0 || c == 0x2023 || c == 0x25E6 || c == '*' || c == '-';
}

struct Seen {
  char32_t before = 0, last = 0;  // the last character, and the last that is no closing quote or bracket
  bool in_word = false;
  uint32_t wide = 0;
};

void look_at_character(char32_t c, bool first, Look& look, Seen& seen) {
  if (is_space(c)) {
    seen.in_word = false;
  } else {
    bool letter = is_letter(c), capital = letter && is_capital(c);
    look.letters += letter;
    look.capitals += capital;
    look.digits += c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c));
    look.commas += c == ',' || c == 0x3001 || c == 0x060C || c == 0xFF0C;
    if (!seen.in_word) ++look.words, look.capital_words += capital;
    seen.in_word = true;
    if (is_wide(c)) ++seen.wide;
    if (first) look.opens_quote = opens_quote_with(c), look.opens_bullet = is_bullet(c), look.opens_small = letter && is_small(c);
    if (!closes(c)) seen.last = c;
  }
  bool own_end = c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964;  // needs no space after it
  if (own_end || (is_space(c) && (ends_sentence_with(seen.before) || (closes(seen.before) && ends_sentence_with(seen.last))))) ++look.stops;
  seen.before = c;
}

}  // namespace

Look look_at(std::string_view line) {
  Look look;
  Seen seen;
  for (size_t i = 0, size = 0; i < line.size(); i += size) look_at_character(character_at(line, i, size), i == 0, look, seen);
  look.is_wide = 2 * seen.wide > look.letters;
  look.weight = look.is_wide ? static_cast<float>(look.words) + static_cast<float>(seen.wide) / 2 : static_cast<float>(look.words);
  look.ends_sentence = ends_sentence_with(seen.last);
  look.stops += look.ends_sentence && !(seen.before == 0x3002);
  look.ends_colon = seen.last == ':' || seen.last == 0xFF1A;
  look.ends_hanging = seen.last == ',' || seen.last == '(' || seen.last == '[' || seen.last == 0x2013 || seen.last == 0x2014 || seen.last == '-';
  return look;
}

RawSpan trimmed(std::string_view text, RawSpan span) {
  while (span.begin < span.end) {
    size_t size = 1;
    if (!is_space(character_at(text, span.begin, size))) break;
    span.begin += static_cast<uint32_t>(size);
  }
  while (span.begin < span.end) {
    size_t at = span.end - 1, size = 1;
    while (at > span.begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    if (!is_space(character_at(text, at, size))) break;
    span.end = static_cast<uint32_t>(at);
  }
  return span;
}

namespace {

constexpr size_t most_lines = 250'000;  // what comes after them is one line

/// The size of a line end at `at`, or 0: \n, \r\n, \r, form feed, vertical tab, U+2028, U+2029.
size_t line_end_at(std::string_view text, size_t at) {
  char c = text[at];
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  if (c == '\n' || c == '\f' || c == '\v') return 1;
  return c == '\xE2' && (text.substr(at, 3) == "\xE2\x80\xA8" || text.substr(at, 3) == "\xE2\x80\xA9") ? 3 : 0;
}

std::vector<Line> single_lines(std::string_view text) {
  std::vector<Line> lines;
  bool blank = false;
  size_t begin = 0;
  auto close = [&](size_t end) {
    RawSpan span = trimmed(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    if (span.empty()) return void(blank = true);
    lines.push_back({span, blank, {}});
    blank = false;
  };
  for (size_t i = 0; i < text.size();) {
    size_t size = lines.size() < most_lines ? line_end_at(text, i) : 0;
    if (size == 0) {
      ++i;
      continue;
    }
    close(i);
    begin = i += size;
  }
  close(text.size());
  return lines;
}

/// Text as a typewriter wraps it: blank lines part paragraphs, and within one no line but the last is short or long.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines) {
  size_t inner = 0, full = 0, open = 0, longest = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    longest = std::max<size_t>(longest, lines[i].span.size());
    if (i + 1 == lines.size() || lines[i + 1].blank_before) continue;
    ++inner;
    full += lines[i].span.size() >= 45 && lines[i].span.size() <= 100;
    open += !std::string_view(".!?\"").contains(text[lines[i].span.end - 1]);  // a paragraph a line ends in a stop
  }
  bool parted = std::any_of(lines.begin() + (lines.empty() ? 0 : 1), lines.end(), [](const Line& l) { return l.blank_before; });
  return inner >= 3 && longest <= 100 && full * 10 >= inner * 9 && open * 2 >= inner && (parted || lines.size() <= 40);
}

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines = single_lines(text);
  if (is_wrapped(text, lines)) {
    std::vector<Line> joined;
    for (const Line& line : lines) {
      if (joined.empty() || line.blank_before) joined.push_back(line);
      else joined.back().span.end = line.span.end;
    }
    lines = std::move(joined);
  }
  for (Line& line : lines) line.look = look_at(text_of(text, line.span));
  return lines;
}

}  // namespace dateline
