#include "names/lists.h"

namespace dateline::names {
namespace {

constexpr uint32_t longest = 9;  // words that a name in the packs may have

}  // namespace

Lists::Lists(const Pack& pack)
    : countries(pack, "world/countries"),
      demonyms(pack, "world/demonyms"),
      metonyms(pack, "world/metonyms"),
      people(pack, "world/people"),
      organisations(pack, "world/organisations"),
      agents(pack, "en/agents"),
      pronouns(pack, "en/pronouns"),
      titles(pack, "en/titles"),
      kinship(pack, "en/kinship"),
      gendered(pack, "en/gendered"),
      first_names(pack, "en/first_names"),
      groups(pack, "en/groups"),
      governments(pack, "en/governments"),
      company_forms(pack, "en/company_forms"),
      namesakes(pack, "world/namesakes"),
      small_words(pack, "en/small_words"),
      no_names(pack, "en/no_names"),
      name_heads(pack, "en/name_heads") {}

uint32_t Lists::country(std::string_view iso3) const { return iso3.empty() ? UINT32_MAX : countries.first(fold("iso:" + std::string(iso3))); }

bool written_as(std::string_view cell, std::string_view text) {
  const std::string wanted = fold(text);
  while (true) {
    const size_t bar = std::min(cell.find('|'), cell.size());
    const std::string_view form = cell.substr(0, bar);
    if (fold(form) == wanted) {
      if (is_acronym(form)) return is_acronym(text);
      return is_capital(text) || !is_capital(form);
    }
    if (bar == cell.size()) return false;
    cell.remove_prefix(bar + 1);
  }
}

Hit longest_name(const Reading& r, const List& list, uint32_t first, uint32_t end, std::string_view also) {
  Hit best;
  for (uint32_t last = first + 1; last <= end && last <= first + longest; ++last) {
    const std::string_view text = r.between(first, last);
    const std::string key = fold(text);
    for (uint32_t row : list.find(key))
      if (written_as(list.cell(row, "name"), text) || written_as(list.cell(row, also), text)) {
        best = {row, last};
        break;
      }
    // "U.S.-led" and "al-Qaeda" are several words without a space between: a longer phrase may be one key.
    const bool joined = last < end && r.text.words[last].span.begin == r.text.words[last - 1].span.end;
    if (!joined && !list.has_longer(key)) break;
  }
  return best;
}

Hit longest_phrase(const Reading& r, const List& list, uint32_t first, uint32_t end) {
  Hit best;
  for (uint32_t last = first + 1; last <= end && last <= first + longest; ++last) {
    const std::string key = r.folded(first, last);
    if (auto rows = list.find(key); !rows.empty()) best = {rows[0], last};
    const bool joined = last < end && r.text.words[last].span.begin == r.text.words[last - 1].span.end;
    if (!joined && !list.has_longer(key)) break;
  }
  return best;
}

}  // namespace dateline::names
