#include "page/entities.h"

#include "page/charset.h"

namespace dateline {
namespace {

constexpr size_t longest_name = 33;

struct Common {
  std::string_view name, characters;
};
// The few that stand in nearly every page, so that they need no look into the pack.
constexpr Common common[] = {{"amp", "&"}, {"nbsp", "\xC2\xA0"}, {"quot", "\""}, {"lt", "<"}, {"gt", ">"}, {"apos", "'"}};

/// What numbers 128–159 mean on the web: the characters of Windows-1252.
char32_t meant(char32_t c) {
  static constexpr char32_t windows[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                           0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                           0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (c >= 0x80 && c < 0xA0) return windows[c - 0x80];
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0xFFFD;
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? ' ' : c;
}

bool is_name_character(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

}  // namespace

Entities::Entities(const Pack& pack)
    : table_(pack.table("page/entities")), name_(table_ ? table_.column("name") : -1), characters_(table_ ? table_.column("characters") : -1) {}

size_t Entities::read_number(std::string_view text, size_t at, std::string& out) const {
  size_t i = at + 2;
  bool hex = i < text.size() && (text[i] | 0x20) == 'x';
  i += hex;
  size_t first = i;
  char32_t c = 0;
  for (; i < text.size(); ++i) {
    char d = text[i];
    int value = d >= '0' && d <= '9' ? d - '0' : hex && (d | 0x20) >= 'a' && (d | 0x20) <= 'f' ? (d | 0x20) - 'a' + 10 : -1;
    if (value < 0) break;
    if (c <= 0x10FFFF) c = c * (hex ? 16 : 10) + static_cast<char32_t>(value);
  }
  if (i == first) return 0;
  append_utf8(out, meant(c));
  return i - at + (i < text.size() && text[i] == ';');
}

size_t Entities::read(std::string_view text, size_t at, std::string& out) const {
  out.clear();
  if (at + 2 < text.size() && text[at + 1] == '#') return read_number(text, at, out);
  size_t end = at + 1;
  while (end < text.size() && end - at <= longest_name && is_name_character(text[end])) ++end;
  std::string_view name = text.substr(at + 1, end - at - 1);
  if (name.empty()) return 0;
  bool closed = end < text.size() && text[end] == ';';
  for (const Common& c : common)
    if (c.name == name) {
      out = c.characters;
      return name.size() + 1 + closed;
    }
  if (!closed || !table_) return 0;
  for (uint32_t row : table_.find(fold(name)))
    if (table_.cell(row, name_) == name) {
      out = table_.cell(row, characters_);
      return name.size() + 2;
    }
  return 0;
}

std::string Entities::decode(std::string_view text) const {
  std::string out, one;
  for (size_t i = 0; i < text.size();) {
    size_t size = text[i] == '&' ? read(text, i, one) : 0;
    if (size == 0) out += text[i++];
    else out += one, i += size;
  }
  return out;
}

}  // namespace dateline
