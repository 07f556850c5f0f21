// Which row of world/people a name means: the term of office that fits the day of the report and the country spoken of.
#pragma once

#include "names/lists.h"

namespace dateline::names {

struct Term {
  uint32_t row = UINT32_MAX;
  int fit = 0;  // 3 in office on the day, 2 before or after it, 1 without a day to tell by
};

/// Whether someone is in the office of a row on a day.
bool is_serving(const List& people, uint32_t row, std::string_view day);

/// The best row of a folded name, or of a last name alone; none where two people fit as well. `day` and `country` may be empty.
Term best_term(const List& people, std::string_view key, std::string_view country, std::string_view day, bool last_name_only);

}  // namespace dateline::names
