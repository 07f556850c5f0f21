#include "text/lists.h"

#include "text/chars.h"

namespace dateline {
namespace {
constexpr size_t longest_key = 24;  // longer words are in none of the lists
}

std::string_view plain_key(std::string_view word, std::string& room) {
  room.clear();
  if (word.size() > longest_key * 2) return room;
  for (uint32_t i = 0; i < word.size();) {
    const Char c = char_at(word, i);
    if (is_apostrophe(c.c)) {
      room += '\'';
    } else if (c.c < 0x80) {
      room += static_cast<char>(c.c >= 'A' && c.c <= 'Z' ? c.c | 32 : c.c);
    } else {
      room.append(word, i, c.size);
    }
    i += c.size;
  }
  return room;
}

WordLists::WordLists(const Pack& pack)
    : abbreviations_(pack.table("en/abbreviations")),
      contractions_(pack.table("en/contractions")),
      affixes_(pack.table("en/affixes")),
      units_(pack.table("en/glued_units")),
      domains_(pack.table("en/domains")),
      emoticons_(pack.table("en/emoticons")),
      clitics_(pack.table("en/clitics")),
      sentences_(pack.table("en/sentence_weights")),
      starters_(pack.table("en/sentence_starters")),
      letters_(pack.table("en/single_letters")) {
  follow_ = abbreviations_ ? abbreviations_.column("followed_by") : -1;
  parts_ = contractions_ ? contractions_.column("parts") : -1;
  weight_ = sentences_ ? sentences_.column("weight") : -1;
  letter_use_ = letters_ ? letters_.column("is") : -1;
  kind_ = affixes_ ? affixes_.column("kind") : -1;
}

bool WordLists::has(const Table& table, std::string_view word) const {
  std::string room;
  return table && !word.empty() && !table.find(plain_key(word, room)).empty();
}

std::optional<std::string_view> WordLists::abbreviation(std::string_view word) const {
  std::string room;
  const std::string_view key = plain_key(word, room);
  if (!abbreviations_ || key.empty()) return std::nullopt;
  const auto rows = abbreviations_.find(key);
  if (rows.empty()) return std::nullopt;
  return abbreviations_.cell(rows[0], follow_);
}

std::string_view WordLists::parts(std::string_view word) const {
  std::string room;
  const std::string_view key = plain_key(word, room);
  if (!contractions_ || key.empty()) return {};
  const auto rows = contractions_.find(key);
  return rows.empty() ? std::string_view() : contractions_.cell(rows[0], parts_);
}

bool WordLists::is_affix(std::string_view word, std::string_view kind) const {
  std::string room;
  for (const uint32_t row : affixes_ ? affixes_.find(plain_key(word, room)) : std::span<const uint32_t>())
    if (affixes_.cell(row, kind_) == kind) return true;
  return false;
}

bool WordLists::is_prefix(std::string_view word) const { return is_affix(word, "prefix"); }
bool WordLists::is_suffix(std::string_view word) const { return is_affix(word, "suffix"); }
bool WordLists::is_unit(std::string_view word) const { return has(units_, word); }
bool WordLists::is_domain(std::string_view word) const { return has(domains_, word); }
bool WordLists::is_emoticon(std::string_view signs) const { return has(emoticons_, signs); }
bool WordLists::is_starter(std::string_view word) const { return has(starters_, word); }
std::string_view WordLists::sentence_weight(std::string_view feature) const {
  if (!sentences_) return {};
  const auto rows = sentences_.find(feature);
  return rows.empty() ? std::string_view() : sentences_.cell(rows[0], weight_);
}
bool WordLists::letter_is(char32_t letter, std::string_view use) const {
  if (!letters_ || letter >= 0x80) return false;
  const char plain = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter | 32 : letter);
  const auto rows = letters_.find({&plain, 1});
  return !rows.empty() && letters_.cell(rows[0], letter_use_) == use;
}
bool WordLists::has_clitic(std::string_view word) const { return has(clitics_, word); }

}  // namespace dateline
