#include "names/terms.h"

#include <algorithm>

#include "names/names.h"

namespace dateline {
namespace names {
namespace {

constexpr uint32_t most_rows = 40;  // rows of one name that are compared: terms of office and namesakes

bool has_form(std::string_view cell, std::string_view folded) {
  while (true) {
    const size_t bar = std::min(cell.find('|'), cell.size());
    if (fold(cell.substr(0, bar)) == folded) return true;
    if (bar == cell.size()) return false;
    cell.remove_prefix(bar + 1);
  }
}

/// Of two terms of one person, the weightier office speaks for them.
int weight_of(std::string_view office) {
  return office == "head_of_state" || office == "head_of_government" ? 2 : office == "foreign_minister" || office == "defence_minister" ? 1 : 0;
}

bool is_one_person(const List& people, uint32_t a, uint32_t b) {
  const auto cell = [&](uint32_t row, std::string_view column) { return people.cell(row, column); };
  return (!cell(a, "wikidata").empty() && cell(a, "wikidata") == cell(b, "wikidata")) ||
         (cell(a, "name") == cell(b, "name") && cell(a, "iso3") == cell(b, "iso3"));
}

}  // namespace

bool is_serving(const List& people, uint32_t row, std::string_view day) {
  const std::string_view from = people.cell(row, "from"), until = people.cell(row, "until");
  const bool dated = !from.empty() || !until.empty();  // who is known for something else than an office stands behind all who hold one
  return dated && !day.empty() && from <= day && (until.empty() || day <= until);
}

Term best_term(const List& people, std::string_view key, std::string_view country, std::string_view day, bool last_name_only) {
  Term best;
  bool ambiguous = false;
  uint32_t seen = 0;
  for (uint32_t row : people.find(last_name_only ? "last:" + std::string(key) : std::string(key))) {
    if (++seen > most_rows) break;
    const auto cell = [&](std::string_view column) { return people.cell(row, column); };
    if (!last_name_only && !has_form(cell("name"), key) && !has_form(cell("also"), key)) continue;
    const std::string_view from = cell("from"), place = cell("iso3");
    const int weight = weight_of(cell("office"));
    int fit = day.empty() ? 1 : is_serving(people, row, day) ? 3 : 2;
    if (last_name_only && (weight == 0 || (fit != 3 && country.empty()))) continue;
    if (!country.empty() && !place.empty()) fit += place == country ? 4 : -4;
    if (weight == 2) fit += fit >= 3 && last_name_only ? 1 : 0;
    const bool same = best.row != UINT32_MAX && is_one_person(people, row, best.row);
    if (fit == best.fit && best.row != UINT32_MAX && !same) ambiguous = true;
    const int heavier = same ? weight - weight_of(people.cell(best.row, "office")) : 0;
    const bool later = fit == best.fit && same && heavier >= 0 && (heavier > 0 || from > people.cell(best.row, "from")) && (day.empty() || from <= day);
    if (fit <= best.fit && !later) continue;
    if (fit > best.fit) ambiguous = false;
    best = {row, fit};
  }
  if (ambiguous && (last_name_only || best.fit < 3)) return {};
  return best;
}

}  // namespace names

std::vector<PersonChoice> people_called(std::string_view folded, std::string_view day, const Pack& pack) {
  const names::List people(pack, "world/people");
  names::Term meant = names::best_term(people, folded, {}, day, false);
  if (meant.row == UINT32_MAX) meant = names::best_term(people, folded, {}, day, true);
  std::vector<PersonChoice> out;
  for (const std::string& key : {std::string(folded), "last:" + std::string(folded)})
    for (uint32_t row : people.find(key))
      if (std::ranges::find(out, row, &PersonChoice::row) == out.end()) out.push_back({row, names::is_serving(people, row, day), row == meant.row});
  std::ranges::stable_sort(out, [](const PersonChoice& a, const PersonChoice& b) { return std::pair(a.meant, a.serves) > std::pair(b.meant, b.serves); });
  return out;
}

}  // namespace dateline
