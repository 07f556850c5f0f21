#include "page/phrases.h"

#include <algorithm>
#include <charconv>

#include "page/charset.h"

namespace dateline {
namespace {

constexpr std::string_view sign_names[] = {"", "furniture", "heading", "related", "boilerplate", "caption", "highlights", "byline"};

Sign sign_of(std::string_view name) {
  for (size_t i = 1; i < std::size(sign_names); ++i)
    if (sign_names[i] == name) return static_cast<Sign>(i);
  return Sign::none;
}

/// "By Jane Roe and John Doe": few words, nearly all with capitals.
bool reads_like_names(const Look& look) {
  return look.words >= 2 && look.weight <= 22 && 3 * (look.capital_words + 2) >= 2 * (look.words + 1) && !(look.ends_sentence && look.weight > 8);
}

bool is_stop(char32_t c) {
  if (c < 0x80) return !is_letter(c) && !(c >= '0' && c <= '9') && c != '\'' && c != '-' && c != '@' && c != '&';
  return is_space(c) || (closes(c) && c != 0x2019) || ends_sentence_with(c) || (c >= 0x2010 && c <= 0x2BFF) || c == 0xB7 || c == 0x3001 || c == 0xFF1A ||
         c == 0x300C || c == 0x300E || c == 0x3010 || c == 0xFF08 || c == 0xFF0C;
}

}  // namespace

std::string_view name_of(Sign sign) { return sign_names[static_cast<size_t>(sign)]; }

namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string plain_words(std::string_view line) {
  std::string folded = fold(line), out;
  out.reserve(folded.size());
  for (size_t i = 0, size = 1; i < folded.size(); i += size) {
    size = 1;
    if (is_plain(folded[i])) {
      out += folded[i];
      continue;
    }
    char32_t c = character_at(folded, i, size);
    bool loose = c == '-' && (out.empty() || out.back() == ' ' || i + 1 == folded.size() || folded[i + 1] == ' ');
    if (!is_stop(c) && !loose) out.append(folded, i, size);
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Phrases::Phrases(const Pack& pack)
    : table_(pack.table("page/furniture")),
      sign_(table_ ? table_.column("sign") : -1),
      where_(table_ ? table_.column("where") : -1),
      most_(table_ ? table_.column("most") : -1) {}

Match Phrases::find(std::string_view phrase, bool at_begin, bool at_end, float weight) const {
  for (uint32_t row : table_.find(phrase)) {
    std::string_view where = table_.cell(row, where_), most = table_.cell(row, most_);
    bool stands = where == "within" || (where == "begin" && at_begin) || (where == "end" && at_end) || (where == "line" && at_begin && at_end);
    int limit = 0;
    std::from_chars(most.data(), most.data() + most.size(), limit);
    if (stands && (most.empty() || weight <= static_cast<float>(limit))) return {sign_of(table_.cell(row, sign_)), table_.where(row), where == "end"};
  }
  return {};
}

Match Phrases::match_wide(std::string_view folded, float weight) const {
  constexpr size_t most_starts = 60, most_characters = 14;
  std::vector<size_t> bounds;
  for (size_t i = 0, size = 0; i < folded.size() && bounds.size() < most_starts + most_characters; i += size) {
    bounds.push_back(i);
    character_at(folded, i, size);
  }
  bounds.push_back(std::min(folded.size(), bounds.empty() ? 0 : folded.size()));
  for (size_t from = 0; from + 1 < bounds.size() && from < most_starts; ++from)
    for (size_t to = std::min(bounds.size() - 1, from + most_characters); to > from; --to)
      if (Match m = find(folded.substr(bounds[from], bounds[to] - bounds[from]), from == 0, bounds[to] == folded.size(), weight)) return m;
  return {};
}

/// What stands before a colon or a bar: "Photo: …", "Filed under | …".
Match Phrases::match_label(std::string_view line, float weight) const {
  constexpr size_t longest = 48;
  size_t at = line.substr(0, longest).find_first_of(":|");
  if (at == std::string_view::npos || at == 0) return {};
  for (uint32_t row : table_.find(plain_words(line.substr(0, at)))) {
    std::string_view most = table_.cell(row, most_);
    int limit = 0;
    std::from_chars(most.data(), most.data() + most.size(), limit);
    if (table_.cell(row, where_) == "label" && (most.empty() || weight <= static_cast<float>(limit)))
      return {sign_of(table_.cell(row, sign_)), table_.where(row)};
  }
  return {};
}

Match Phrases::match(std::string_view line, const Look& look) const { return match(line, look, look.weight > most_words ? "" : plain_words(line)); }

Match Phrases::match(std::string_view line, const Look& look, std::string_view plain) const {
  if (!table_ || look.weight > most_words) return {};
  Match m = match_words(line, look, plain);
  if (m.sign == Sign::byline && !reads_like_names(look)) return {};
  return m.by_end && look.ends_sentence ? Match{} : m;  // "…, he told Reuters."
}

Match Phrases::match_words(std::string_view line, const Look& look, std::string_view words) const {
  if (look.is_wide) return match_wide(words, look.weight);
  if (Match m = match_label(line, look.weight)) return m;
  // A count before or after the words ("12 comments", "Comments (12)") is no part of the phrase.
  auto is_count = [](std::string_view w) { return !w.empty() && std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; }); };
  if (size_t last = words.rfind(' '); last != std::string_view::npos && is_count(words.substr(last + 1)))
    if (Match m = find(words.substr(0, last), true, true, look.weight)) return m;
  if (size_t first = words.find(' '); first != std::string_view::npos && is_count(words.substr(0, first)))
    if (Match m = find(words.substr(first + 1), true, true, look.weight)) return m;
  for (size_t from = 0; from < words.size();) {
    size_t next = words.find(' ', from);
    for (size_t to = next;; to = words.find(' ', to + 1)) {
      std::string_view phrase = words.substr(from, to == std::string_view::npos ? to : to - from);
      bool at_end = to == std::string_view::npos;
      if (Match m = find(phrase, from == 0, at_end, look.weight)) return m;
      if (at_end || !table_.has_longer(phrase)) break;
    }
    if (next == std::string_view::npos) break;
    from = next + 1;
  }
  return {};
}

}  // namespace dateline
