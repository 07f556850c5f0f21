// The title of a place's article in the English Wikipedia, by the rules of packs/world/place_titles.tsv.
#include <fmt/format.h>

#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

std::string filled(std::string_view pattern, std::string_view name, std::string_view state) {
  std::string out;
  while (!pattern.empty()) {
    if (pattern.starts_with("{name}")) {
      out += name;
      pattern.remove_prefix(6);
    } else if (pattern.starts_with("{state}")) {
      if (state.empty()) return {};
      out += state;
      pattern.remove_prefix(7);
    } else {
      out += pattern[0];
      pattern.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

/// No other place of the lists has the name but villages beside it.
bool Gazetteer::is_only_one(const Candidate& c) const {
  constexpr double beside = 0.05;  // of its people
  const std::vector<Candidate> found = find_named(fold(c.name));
  return std::ranges::all_of(found, [&](const Candidate& o) {
    return o.geonameid == c.geonameid || (o.by_other_name && o.population < c.population) || (o.population > 0 && o.population < beside * c.population);
  });
}

std::string Gazetteer::title_of(const Candidate& c) const {
  std::string_view state = state_name(c.country, c.admin1);
  bool town = c.feature.empty() || c.feature.starts_with("PPL") || c.feature == "BOROUGH", one_state = c.feature == "ADM1";
  if (c.feature == "PCLI") return {};
  std::string own = one_state ? fmt::format("{}, {}", c.name, c.country) : town ? fmt::format("{}, {}", c.name, state) : std::string(c.name);
  std::string kind = one_state             ? "all ADM1"
                     : c.feature == "ADM2" ? fmt::format("all ADM2 {}", c.country)
                     : town                ? fmt::format("all {}", c.country)
                                           : "all REGION";
  for (const std::string& key : {own, kind, std::string(town ? "all" : "")}) {
    for (uint32_t row : titles_.find(fold(key))) {
      const double least = titles_.number(row, titles_.column("least")), alone = titles_.number(row, titles_.column("alone"));
      bool by_hand = c.population == 0 && !c.feature.empty();
      bool sure = c.population >= least || by_hand || least == 0 || (alone > 0 && c.population >= alone && is_only_one(c));
      return sure ? filled(titles_.cell(row, titles_.column("title")), c.name, state) : std::string();
    }
  }
  return {};
}

}  // namespace dateline::places
