// The tables of the packs that this room asks, each with the numbers of its columns; and the longest name that begins at a word.
#pragma once

#include "names/reading.h"

namespace dateline::names {

/// A row of a table that answers a phrase.
struct Hit {
  uint32_t row = UINT32_MAX;
  uint32_t last = 0;  // the phrase is words [first, last)
  explicit operator bool() const { return row != UINT32_MAX; }
};

/// One table of a pack and the cells of its rows by name.
class List {
 public:
  List(const Pack& pack, std::string_view name) : pack_(&pack), table_(pack.table(name)) {}
  std::string_view cell(uint32_t row, std::string_view column) const { return table_.cell(row, table_.column(column)); }
  std::span<const uint32_t> find(std::string_view folded) const { return table_ ? table_.find(folded) : std::span<const uint32_t>(); }
  bool has_longer(std::string_view folded) const { return table_ && table_.has_longer(folded); }
  uint32_t first(std::string_view folded) const {
    auto rows = find(folded);
    return rows.empty() ? UINT32_MAX : rows[0];
  }
  bool holds(std::string_view folded) const { return !find(folded).empty(); }
  std::string rule(uint32_t row) const { return pack_->name_of(table_.where(row)); }

 private:
  const Pack* pack_;
  Table table_;
};

struct Lists {
  explicit Lists(const Pack& pack);
  List countries, demonyms, metonyms, people, organisations, agents, pronouns, titles, kinship, gendered, first_names, groups, governments, company_forms,
      namesakes, small_words, no_names, name_heads;

  /// The row of a country by its code ("RUS"), or UINT32_MAX.
  uint32_t country(std::string_view iso3) const;
};

/// Whether some form in the cell ("United Nations|UN|U.N.") is written as the text has it: acronyms in capitals, names with one.
bool written_as(std::string_view cell, std::string_view text);

/// The longest phrase from `first` (at most to `end`) that is a name of the list, written as the list has it.
Hit longest_name(const Reading&, const List&, uint32_t first, uint32_t end, std::string_view also = "also");

/// The longest phrase from `first` that is in the list, whatever its letters.
Hit longest_phrase(const Reading&, const List&, uint32_t first, uint32_t end);

}  // namespace dateline::names
