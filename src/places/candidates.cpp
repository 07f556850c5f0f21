// The places that a name could be, and how likely each is before anything else is known: the more people live there, the likelier.
#include <algorithm>
#include <cmath>

#include "places/reading.h"

namespace dateline::places {
namespace {

constexpr size_t most_rows = 24;  // of one table under one name; they stand by falling population

constexpr float for_other_name = 1.5f;  // the lists' other names are of all times and languages
constexpr float for_added = 2.5f;       // a row of a person's own pack: who adds it knows that it is meant
constexpr float least_known = 4.6f;     // prior of a place that may be found with a word of its name left out: "West Side" is not Side in Turkey

/// A town of a million 6, of a thousand 3; a state as a big town; a county only by its full name.
float prior_of(const Candidate& c) {
  float people = static_cast<float>(std::log10(c.population + 300));
  float prior = people;
  if (c.feature == "PCLI") prior = 8.5f;
  else if (c.feature == "ADM1") prior = c.population == 0 ? 6.8f : 6.2f + 0.3f * (people - 6);  // by hand: a wide one, in the news
  else if (c.feature == "ADM2") prior = c.country == "GBR" || c.country == "IRL" ? 5.0f : 3.4f;
  else if (c.feature == "PPLC") prior = c.population == 0 ? 7.4f : people + 0.5f;  // by hand: Washington
  else if (!c.feature.empty() && !c.feature.starts_with("PPL")) prior = 7;
  else if (c.population == 0 && !c.feature.empty()) prior = c.extent >= 25 ? 7.3f : 5.5f;      // written by hand: well known, or a metropolis
  if (c.by_other_name) prior -= c.feature == "ADM1" ? for_other_name + 0.5f : for_other_name;  // "Mecca": the town before the Mecca Region
  return c.added ? prior + for_added : prior;
}

}  // namespace

Gazetteer::Gazetteer(const Pack& pack)
    : towns_(pack.table("world/gazetteer")),
      regions_(pack.table("world/regions")),
      countries_(pack.table("world/countries")),
      short_(pack.table("en/state_short")),
      words_(pack.table("en/place_words")),
      titles_(pack.table("world/place_titles")),
      home_(pack.table("en/home_words")),
      publishers_(pack.table("world/publishers")) {
  auto columns_of = [](const Table& t) {
    return Columns{t.column("name"), t.column("other"),      t.column("code"),    t.column("country"),   t.column("admin1"), t.column("lat"),
                   t.column("lon"),  t.column("population"), t.column("feature"), t.column("geonameid"), t.column("extent")};
  };
  town_columns_ = columns_of(towns_);
  region_columns_ = columns_of(regions_);
}

void Gazetteer::add_places(const Table& table, const Columns& columns, std::string_view folded, std::vector<Candidate>& out) const {
  size_t taken = 0, before = out.size();
  for (uint32_t row : table.find(folded)) {
    if (taken++ == most_rows) break;
    Candidate c;
    c.name = table.cell(row, columns.name);
    c.country = table.cell(row, columns.country);
    c.admin1 = table.cell(row, columns.admin1);
    c.feature = table.cell(row, columns.feature);
    c.lat = table.number(row, columns.lat);
    c.lon = table.number(row, columns.lon);
    c.population = table.number(row, columns.population);
    c.extent = table.number(row, columns.extent);
    c.geonameid = static_cast<uint32_t>(table.number(row, columns.geonameid));
    c.at = table.where(row);
    c.added = table.is_added(row);
    c.other_names = table.cell(row, columns.other);
    c.by_other_name = fold(c.name) != folded && &table == &towns_;  // the lists of other names of towns are in all languages
    bool twice = c.feature == "ADM1" && std::any_of(out.begin(), out.begin() + static_cast<long>(before), [&](const Candidate& o) {
                   return o.feature == "ADM1" && o.country == c.country && o.admin1 == c.admin1;  // the row written by hand knows the middle better
                 });
    twice = twice || (c.geonameid != 0 && std::any_of(out.begin(), out.end(), [&](const Candidate& o) { return o.geonameid == c.geonameid; }));
    if (!twice) out.push_back(c);
  }
}

void Gazetteer::add_countries(std::string_view folded, std::vector<Candidate>& out) const {
  for (uint32_t row : countries_.find(folded)) {
    Candidate c;
    c.name = countries_.cell(row, countries_.column("name"));
    c.country = countries_.cell(row, countries_.column("iso3"));
    c.feature = "PCLI";
    std::string_view lat = countries_.cell(row, countries_.column("lat"));
    if (lat.empty() || !countries_.cell(row, countries_.column("until")).empty()) continue;
    c.lat = countries_.number(row, countries_.column("lat"));
    c.lon = countries_.number(row, countries_.column("lon"));
    c.geonameid = static_cast<uint32_t>(countries_.number(row, countries_.column("geonameid")));
    c.at = countries_.where(row);
    out.push_back(c);
  }
}

std::vector<Candidate> Gazetteer::find_exactly(std::string_view folded) const {
  std::vector<Candidate> out;
  add_countries(folded, out);
  add_places(regions_, region_columns_, folded, out);
  add_places(towns_, town_columns_, folded, out);
  for (Candidate& c : out) c.prior = c.score = prior_of(c);
  return out;
}

std::vector<Candidate> Gazetteer::find_named(std::string_view folded) const {
  std::vector<Candidate> out = find_exactly(folded);
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.prior > b.prior; });
  return out;
}

bool Gazetteer::is_region(std::string_view folded) const {
  for (uint32_t row : regions_.find(folded))
    if (!regions_.cell(row, region_columns_.feature).starts_with("PPL")) return true;
  return false;
}

std::optional<HomeClue> Gazetteer::home_told(std::string_view folded) const {
  for (uint32_t row : home_.find(folded))
    return HomeClue{home_.cell(row, home_.column("country")), {}, static_cast<float>(home_.number(row, home_.column("much"))), home_.where(row), {}, {}};
  return std::nullopt;
}

std::optional<HomeClue> Gazetteer::publisher_home(std::string_view host) const {
  constexpr float of_publisher = 1.5f;
  while (!host.empty()) {
    for (uint32_t row : publishers_.find(fold(host)))
      return HomeClue{publishers_.cell(row, publishers_.column("country")),
                      publishers_.cell(row, publishers_.column("admin1")),
                      of_publisher,
                      publishers_.where(row),
                      {},
                      std::string(host)};
    host.remove_prefix(std::min(host.find('.'), host.size() - 1) + 1);
  }
  return std::nullopt;
}

bool Gazetteer::has_side(std::string_view folded, std::string_view side) const {
  for (uint32_t row : words_.find(folded))
    if (words_.cell(row, words_.column("side")) == side) return true;
  return false;
}

/// "City of X", "X County", "northern X": looked up without the word, and held to the kind that it speaks of.
std::vector<Candidate> Gazetteer::find_without_side_word(std::string_view folded) const {
  size_t first = folded.find(' '), last = folded.rfind(' ');
  if (first == folded.npos) return {};
  size_t second = folded.find(' ', first + 1);
  struct Cut {
    std::string_view word, rest, side;
  };
  const Cut cuts[] = {{folded.substr(0, second), second == folded.npos ? std::string_view() : folded.substr(second + 1), "before"},
                      {folded.substr(0, first), folded.substr(first + 1), "before"},
                      {folded.substr(last + 1), folded.substr(0, last), "after"}};
  for (const Cut& cut : cuts) {
    if (cut.rest.empty() || !has_side(cut.word, cut.side)) continue;
    std::string_view kind;
    for (uint32_t row : words_.find(cut.word)) kind = words_.cell(row, words_.column("kind"));
    std::vector<Candidate> out = find_exactly(cut.rest);
    std::erase_if(out, [&](const Candidate& c) {
      bool town = c.feature.empty() || c.feature.starts_with("PPL");
      bool fits = kind.empty() || (kind == "town" && town) || (kind == "state" && c.feature == "ADM1") || (kind == "county" && c.feature.starts_with("ADM")) ||
                  (kind == "island" && c.feature.starts_with("ISL"));
      return !fits || c.prior < least_known;
    });
    for (Candidate& c : out) c.found_by = cut.rest;
    if (!out.empty()) return out;
  }
  return {};
}

/// "Paris Regional Hospital" lies in a Paris: the places of the longest beginning of a facility's name.
std::vector<Candidate> Gazetteer::find_holder(std::string_view folded) const {
  size_t last = folded.rfind(' ');
  if (last == folded.npos || !has_side(folded.substr(last + 1), "facility")) return {};
  for (size_t cut = last; cut != folded.npos && cut > 0; cut = folded.rfind(' ', cut - 1)) {
    std::vector<Candidate> out = find_exactly(folded.substr(0, cut));
    std::erase_if(out, [](const Candidate& c) { return c.by_other_name || c.prior < 3.4f; });
    for (Candidate& c : out) {
      c.holds_it = true;
      c.found_by = folded.substr(0, cut);
      c.score = c.prior -= 0.8f;  // it needs more of the report than a place named itself
    }
    if (!out.empty()) return out;
  }
  return {};
}

std::vector<Candidate> Gazetteer::find(std::string_view folded) const {
  std::vector<Candidate> out = find_exactly(folded);
  const size_t first = std::min(folded.find(' '), folded.size());  // "St. Ives"
  if (out.empty() && first < folded.size() && has_side(folded.substr(0, first), "short"))
    out = find_exactly(std::string(words_.cell(words_.find(folded.substr(0, first)).front(), words_.column("kind"))).append(folded.substr(first)));
  if (out.empty()) out = find_without_side_word(folded);
  if (out.empty()) out = find_holder(folded);
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.prior > b.prior; });
  return out;
}

std::vector<Container> Gazetteer::containers(std::string_view folded) const {
  std::vector<Container> out;
  for (uint32_t row : short_.find(folded)) {
    std::string_view code = short_.cell(row, short_.column("code"));
    out.push_back({code.substr(0, code.find('.')), code.substr(std::min(code.find('.') + 1, code.size())), short_.where(row), {}});
  }
  for (uint32_t row : countries_.find(folded)) out.push_back({countries_.cell(row, countries_.column("iso3")), {}, countries_.where(row), {}});
  for (Container& c : states(folded)) out.push_back(c);
  return out;
}

std::vector<Container> Gazetteer::states(std::string_view folded) const {
  std::vector<Container> out;
  for (auto [table, columns] : {std::pair{&regions_, &region_columns_}, std::pair{&towns_, &town_columns_}})
    for (uint32_t row : table->find(folded)) {
      if (table->cell(row, columns->feature) != "ADM1") continue;
      Container c{table->cell(row, columns->country), table->cell(row, columns->admin1), table->where(row), {}};
      bool twice = std::any_of(out.begin(), out.end(), [&](const Container& o) { return o.country == c.country && o.admin1 == c.admin1; });
      if (!twice) out.push_back(c);
    }
  return out;
}

std::string_view Gazetteer::state_name(std::string_view country, std::string_view admin1) const {
  if (country.empty() || admin1.empty()) return {};
  for (uint32_t row : towns_.find(fold(std::string(country) + "." + std::string(admin1)))) return towns_.cell(row, town_columns_.name);
  return {};
}

std::string_view Gazetteer::spelled_out(std::string_view folded) const {
  for (uint32_t row : short_.find(folded)) {
    if (short_.cell(row, short_.column("use")) != "alone") continue;
    for (uint32_t state : towns_.find(fold(short_.cell(row, short_.column("code"))))) return towns_.cell(state, town_columns_.name);
  }
  return {};
}

bool is_capitals(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::none_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Whether letters stand where the lists have letters: "EU" in running text is no town called Eu, and "the Act" not the territory ACT.
bool is_written_so(const Candidate& c, std::string_view written, bool letters) {
  if (c.feature == "PCLI") return true;
  std::string key = fold(written);
  bool found = false, fits = false;
  auto try_form = [&](std::string_view form) {
    if (form.size() > 4 + 2 || fold(form) != key) return;  // "B.C."
    found = true;
    fits = fits || (letters ? form == written : !is_capitals(form) || is_capitals(written));
  };
  try_form(c.name);
  for (std::string_view rest = c.other_names; !rest.empty(); rest.remove_prefix(std::min(std::min(rest.find('|'), rest.size()) + 1, rest.size())))
    try_form(rest.substr(0, rest.find('|')));
  return found ? fits : !letters;
}

void look_up(const Gazetteer& gazetteer, Reading& reading) {
  for (PlaceName& name : reading.names) {
    std::string_view full = gazetteer.spelled_out(name.key);
    name.candidates = gazetteer.find(full.empty() ? std::string_view(name.key) : std::string_view(fold(full)));
    if (name.written.size() <= 4) std::erase_if(name.candidates, [&](const Candidate& c) { return !is_written_so(c, name.written, name.letters); });
    if (gazetteer.is_quarter(name.key) && !name.inside) std::erase_if(name.candidates, [](const Candidate& c) { return c.feature.empty(); });
    if (!full.empty() || name.as_state) std::erase_if(name.candidates, [](const Candidate& c) { return c.feature != "ADM1"; });
  }
}

}  // namespace dateline::places
