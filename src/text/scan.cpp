#include "text/scan.h"

#include <algorithm>
#include <string>

#include "text/chars.h"

namespace dateline {
namespace {

constexpr uint32_t longest_look = 120;  // bytes that a scanner looks ahead before it knows that it has something

bool starts_with_letters(std::string_view s, std::string_view lower) {
  if (s.size() < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i)
    if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i]) != lower[i]) return false;
  return true;
}

bool is_address_char(char32_t c) { return is_word(c) || c == '.' || c == '-' || c == '+' || c == '%'; }

/// Takes signs that end a clause off the end of an address; a closing bracket only where none opens inside.
uint32_t trim_address(const Chunk& k, uint32_t from, uint32_t end) {
  while (end > from) {
    const char32_t last = char_before(k.text, end);
    const bool closes = last == ')' && k.piece(from, end).find('(') == std::string_view::npos;
    const bool sign = last == '.' || last == ',' || last == ';' || last == ':' || last == '!' || last == '?' || last == '\'' || last == '*' || last == U'’' ||
                      last == U'”' || last == U'…' || last == ']' || last == '}' || last == '|';
    if (!closes && !sign) break;
    end -= last < 0x80 ? 1 : 3;
  }
  return end;
}

uint32_t scan_email(const Chunk& k, uint32_t from) {
  uint32_t i = from;
  const uint32_t stop = std::min(k.end, from + longest_look);
  while (i < stop && is_address_char(k.at(i))) i = k.after(i);
  if (i == from || i >= stop || k.at(i) != '@' || !is_word(k.at(i + 1))) return from;
  ++i;
  const uint32_t host_stop = std::min(k.end, i + longest_look);
  while (i < host_stop && is_address_char(k.at(i))) i = k.after(i);
  return trim_address(k, from, i);
}

uint32_t skip_digits(const Chunk& k, uint32_t i) {
  while (is_digit(k.at(i))) i = k.after(i);
  return i;
}

/// Groups of digits joined by `sign`: their sizes, at most four, and where they end.
struct Groups {
  uint32_t size[4] = {}, count = 0, end = 0;
};
Groups digit_groups(const Chunk& k, uint32_t from, char32_t sign) {
  Groups g;
  for (uint32_t i = from; g.count < 4;) {
    const uint32_t end = skip_digits(k, i);
    if (end == i) break;
    g.size[g.count++] = end - i;
    g.end = end;
    if (k.at(end) != sign) break;
    i = end + 1;
  }
  return g;
}

/// 555-1234, 1-800-555-1234, 2004-05-17, 11-20-2004: one word; 1969-1970 is three.
uint32_t scan_hyphened_number(const Chunk& k, uint32_t from) {
  const Groups g = digit_groups(k, from, '-');
  const auto is = [&](std::initializer_list<uint32_t> sizes) { return g.count == sizes.size() && std::equal(sizes.begin(), sizes.end(), g.size); };
  const bool day = g.count == 3 && g.size[0] <= 2 && g.size[1] <= 2 && (g.size[2] == 2 || g.size[2] == 4);
  const bool whole = is({3, 4}) || is({3, 3, 4}) || is({1, 3, 3, 4}) || is({4, 2, 2}) || day;
  return whole && !is_letter(k.at(g.end)) ? g.end : from;
}

/// 9/11, 11/28/2000, 1/2.
uint32_t scan_slashed_number(const Chunk& k, uint32_t from) {
  const Groups g = digit_groups(k, from, '/');
  const bool whole = (g.count == 2 && g.size[0] <= 2 && g.size[1] <= 2) || (g.count == 3 && g.size[0] <= 4 && g.size[1] <= 2 && g.size[2] <= 4);
  return whole && !is_letter(k.at(g.end)) ? g.end : from;
}

}  // namespace

char32_t Chunk::at(uint32_t i) const { return i < end ? char_at(text, i).c : 0; }
uint32_t Chunk::after(uint32_t i) const { return i < end ? i + char_at(text, i).size : i; }

bool Chunk::ends_text(uint32_t i) const {
  for (uint32_t looked = 0; i < text.size() && looked < 16; ++looked) {
    const Char c = char_at(text, i);
    if (!is_closing(c.c) && !is_space(c.c)) return false;
    i += c.size;
  }
  return i >= text.size();
}

char32_t Chunk::next_visible(uint32_t i) const {
  for (uint32_t looked = 0; i < text.size() && looked < 16; ++looked) {
    const Char c = char_at(text, i);
    if (!is_space(c.c)) return c.c;
    i += c.size;
  }
  return 0;
}

uint32_t scan_address(const Chunk& k, uint32_t from) {
  const std::string_view rest = k.piece(from, std::min(k.end, from + longest_look));
  const bool url = starts_with_letters(rest, "http://") || starts_with_letters(rest, "https://") || starts_with_letters(rest, "ftp://") ||
                   starts_with_letters(rest, "www.") || starts_with_letters(rest, "mailto:");
  if (!url) return scan_email(k, from);
  uint32_t end = from;
  for (char32_t c; (c = k.at(end)) != 0 && c != '<' && c != '>' && c != '"' && c != U'“' && c != U'”';) end = k.after(end);
  return trim_address(k, from, end);
}

uint32_t scan_domain(const Chunk& k, uint32_t from) {
  const uint32_t stop = std::min(k.end, from + longest_look);
  uint32_t i = from, dot = 0;
  while (i < stop && (is_word(k.at(i)) || k.at(i) == '.' || k.at(i) == '-')) {
    if (k.at(i) == '.') {
      if (!is_word(k.at(i + 1))) break;
      dot = i;
    }
    i = k.after(i);
  }
  if (dot == 0 || dot == from) return from;
  const std::string_view ending = k.piece(dot + 1, i);
  if (is_upper(k.at(dot + 1)) && ending.size() > 1 && !is_upper(char_before(k.text, i))) return from;  // "sushi.They"
  if (!k.lists.is_domain(ending)) return from;
  if (k.at(i) == '/' && is_word(k.at(i + 1))) {  // example.com/news/1
    while (i < k.end && k.at(i) != '<' && k.at(i) != '>' && k.at(i) != '"') i = k.after(i);
    return trim_address(k, from, i);
  }
  return i;
}

uint32_t scan_emoticon(const Chunk& k, uint32_t from) {
  const char32_t first = k.at(from);
  if (first >= 0x80 || is_word(first) || first == '.' || first == ',') return from;
  uint32_t ends[5], count = 0;
  for (uint32_t i = from; count < 5 && k.at(i) != 0; i = ends[count++]) ends[count] = k.after(i);
  for (; count > 1; --count) {
    const uint32_t end = ends[count - 1];
    const char32_t last = char_before(k.text, end), next = k.at(end);
    if (is_word(last) && is_word(next)) continue;
    if (k.lists.is_emoticon(k.piece(from, end))) return end;
  }
  return from;
}

uint32_t scan_number(const Chunk& k, uint32_t from) {
  uint32_t i = from;
  const char32_t sign = k.at(i);
  if (sign == '+' && i == k.begin) ++i;
  if (sign == '.' && is_digit(k.at(i + 1)) && !is_word(char_before(k.text, from))) ++i;
  if (!is_digit(k.at(i))) return from;
  if (const uint32_t end = scan_hyphened_number(k, i); end != i) return end;
  if (const uint32_t end = scan_slashed_number(k, i); end != i) return end;
  i = skip_digits(k, i);
  for (char32_t c; ((c = k.at(i)) == '.' || c == ',' || c == ':') && is_digit(k.at(i + 1));) i = skip_digits(k, i + 1);
  uint32_t end = i;
  while (is_word(k.at(end))) end = k.after(end);
  if (end == i) return i;
  const std::string_view letters = k.piece(i, end);
  if (k.lists.is_unit(letters)) return i;
  if (letters.size() == 1 && k.at(end) == '.' && k.lists.letter_is(static_cast<unsigned char>(letters[0]), "half-day")) return i;  // 7p.m.
  return end;
}

uint32_t scan_dotted(const Chunk& k, uint32_t from) {
  // Single letters, each followed by a full stop; at least two letters.
  uint32_t i = from, letters = 0;
  while (is_letter(k.at(i)) && k.at(k.after(i)) == '.') {
    i = k.after(i) + 1;
    ++letters;
    if (i - from > longest_look) return from;
  }
  if (letters >= 1 && is_letter(k.at(i)) && !is_word(k.at(k.after(i)))) {  // U.S without its last full stop
    return k.after(i);
  }
  if (letters >= 2 && !is_word(k.at(i))) return i;
  // Ph.D., M.Sc., L.L.C: listed forms.
  uint32_t end = from;
  while (end < k.end && end - from < 12 && (is_letter(k.at(end)) || (k.at(end) == '.' && is_letter(k.at(end + 1))))) end = k.after(end);
  const std::string_view form = k.piece(from, end);
  if (form.find('.') != std::string_view::npos && k.lists.abbreviation(form)) return k.at(end) == '.' ? end + 1 : end;
  return from;
}

uint32_t scan_letters(const Chunk& k, uint32_t from) {
  uint32_t i = from;
  for (;;) {
    const uint32_t run = i;
    while (is_word(k.at(i))) i = k.after(i);
    const char32_t c = k.at(i);
    if (i == run || c == 0) return i;
    const uint32_t next = k.after(i);
    const char32_t after = k.at(next);
    if (is_apostrophe(c) && is_letter(after)) {
      i = next;
    } else if (c == '&' && is_letter(after) && i - from <= 3 && (is_upper(k.at(from)) || i - from == 1)) {
      uint32_t end = next;
      while (is_letter(k.at(end))) end = k.after(end);
      if (end - next > 3) return i;
      i = next;
    } else if (c == '-' && (is_letter(after) || is_digit(after)) && run == from && k.lists.is_prefix(k.piece(from, i))) {
      i = next;
    } else if (c == '-' && is_letter(after)) {
      uint32_t end = next;
      while (is_letter(k.at(end)) && end - next < 16) end = k.after(end);
      if (is_word(k.at(end)) || !k.lists.is_suffix(k.piece(next, end))) return i;
      i = end;
    } else if ((c == '@' || c == '*') && is_letter(after)) {
      i = next;
    } else {
      return i;
    }
  }
}

uint32_t scan_signs(const Chunk& k, uint32_t from) {
  const char32_t c = k.at(from);
  uint32_t i = k.after(from);
  const auto run_of = [&](auto&& is_one) {
    while (is_one(k.at(i))) i = k.after(i);
    return i;
  };
  if (c == '.' || c == '!' || c == '?') {
    const uint32_t dots = c == '.' && k.at(i) == '.' ? run_of([](char32_t x) { return x == '.'; }) : i;
    if (dots > i && c == '.') return dots;
    if (c == '.' && dots - from > 1) return dots;
    return run_of([](char32_t x) { return x == '!' || x == '?'; });
  }
  if (c == '-' || c == '=' || c == '*' || c == '_' || c == '~' || c == '+' || c == '#' || c == '|' || c == '>' || c == '<') {
    const uint32_t same = run_of([c](char32_t x) { return x == c; });
    constexpr std::string_view drawing = "-=*_~+#|<>{}";
    const uint32_t mixed = run_of([&](char32_t x) { return x != 0 && x < 0x80 && drawing.find(static_cast<char>(x)) != std::string_view::npos; });
    if (mixed - from >= 5) return mixed;
    if (c == '|' || c == '#' || (c == '*' && same - from > 1 && is_word(k.at(same)) && from > k.begin)) return k.after(from);
    return same;
  }
  if ((c == '\'' || c == '`' || c == U'’' || c == U'‘' || c == '"' || c == ',' || c == '$') && k.at(i) == c) return k.after(i);
  if (c == U'‘' && k.at(i) == U'’') return k.after(i);
  if (c == '[' && k.piece(from, std::min(k.end, from + 5)) == "[...]") return from + 5;
  // An emoji with its modifiers and joined parts.
  if (c >= 0x2190) {
    const auto flag = [](char32_t x) { return x >= 0x1f1e6 && x <= 0x1f1ff; };
    for (char32_t x; (x = k.at(i)) == 0xfe0f || x == 0x200d || (x >= 0x1f3fb && x <= 0x1f3ff) || (flag(x) && flag(c));) {
      i = k.after(i);
      if (x == 0x200d && k.at(i) >= 0x2190) i = k.after(i);
      if (flag(x)) break;
    }
  }
  return i;
}

uint32_t with_full_stop(const Chunk& k, uint32_t begin, uint32_t end) {
  if (k.at(end) != '.' || k.at(end + 1) == '.') return end;
  const std::string_view word = k.piece(begin, end);
  const char32_t first = k.at(begin);
  const bool last = k.ends_text(end + 1);
  if (k.after(begin) == end && is_upper(first)) {  // an initial
    if (last) return end;
    if (k.lists.letter_is(first, "word")) return end;  // "It was I."
    return !is_word(k.at(end + 1)) || is_upper(k.next_visible(end + 1)) ? end + 1 : end;
  }
  const auto followed_by = k.lists.abbreviation(word);
  if (!followed_by || last || is_word(k.at(end + 1))) return end;
  const char32_t next = k.next_visible(end + 1);
  if (*followed_by == "number") return is_digit(next) || next == '(' || next == '#' ? end + 1 : end;
  if (*followed_by == "name") return is_upper(first) ? end + 1 : end;
  if (*followed_by == "inner") return is_upper(first) && !is_upper(next) ? end + 1 : end;
  if (*followed_by == "end") return is_upper(next) ? end : end + 1;
  return end + 1;
}

}  // namespace dateline
