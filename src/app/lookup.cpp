// dateline lookup: all that the packs know of one name, and which of it a report of that day would mean.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/listing.h"
#include "names/names.h"
#include "places/places.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// One thing that the name may mean.
struct Meaning {
  std::string kind, name, what, why;  // what: "head of state 2011-12-17 –", for people to read
  bool wins = false;
  std::string row;
  Json facts;
};

class Lookup {
 public:
  Lookup(const Pack& pack, const LookupCommand& command) : pack_(pack), key_(fold(command.name)), on_(command.on) {}

  std::vector<Meaning> run() {
    add_countries();
    add_demonyms();
    add_people();
    add_organisations();
    add_agents();
    add_places();
    return std::move(out_);
  }

 private:
  /// A meaning made of a row, with the columns named (those that are not empty).
  Meaning meaning(const Table& table, uint32_t row, std::string_view kind, std::string_view name_column, const std::vector<std::string_view>& columns) const {
    Meaning m;
    m.kind = kind;
    m.name = table.cell(row, table.column(name_column));
    m.row = pack_.name_of(table.where(row));
    for (std::string_view column : columns)
      if (std::string value = table.written(row, table.column(column)); !value.empty()) m.facts[std::string(column)] = value;
    return m;
  }
  std::string fact(const Meaning& m, const char* name) const { return m.facts.contains(name) ? m.facts[name].get<std::string>() : std::string(); }

  void add_countries() {
    for (auto [name, kind] : {std::pair{"world/countries", "country"}, {"world/metonyms", "government"}}) {
      const Table table = pack_.table(name);
      for (uint32_t row : table.find(key_)) {
        Meaning m = meaning(table, row, kind, "name", {"iso3", "cameo", "kind", "role", "capital", "lat", "lon", "geonameid", "wikidata", "from", "until"});
        m.what = kind == std::string_view("country") ? fact(m, "iso3")
                                                     : fmt::format("{} that may stand for {} of {}", fact(m, "kind"), fact(m, "role"), fact(m, "iso3"));
        out_.push_back(std::move(m));
      }
    }
  }

  void add_demonyms() {
    const Table table = pack_.table("world/demonyms");
    for (uint32_t row : table.find(key_)) {
      Meaning m = meaning(table, row, "demonym", "word", {"iso3", "form"});
      m.what = fmt::format("{} of {}", fact(m, "form"), fact(m, "iso3").empty() ? "no one country" : fact(m, "iso3"));
      out_.push_back(std::move(m));
    }
  }

  /// As a report would take them that says nothing else of them.
  void add_people() {
    const Table table = pack_.table("world/people");
    for (const PersonChoice& choice : people_called(key_, on_, pack_)) {
      Meaning m =
          meaning(table, choice.row, "person", "name", {"iso3", "role", "code", "office", "title", "from", "until", "wikidata", "wikipedia", "verified"});
      m.what = fmt::format("{}, {}, {} to {}", fact(m, "title"), fact(m, "iso3"), fact(m, "from"), fact(m, "until").empty() ? "today" : fact(m, "until"));
      m.facts["serves"] = choice.serves;
      m.wins = choice.meant;
      if (choice.serves) m.why = "in office on " + on_;
      else if (m.wins) m.why = on_.empty() ? "the weightiest and latest office of this name" : "nobody of this name is in office on " + on_;
      out_.push_back(std::move(m));
    }
  }

  void add_organisations() {
    const Table table = pack_.table("world/organisations");
    for (uint32_t row : table.find(key_)) {
      Meaning m = meaning(table, row, "organisation", "name", {"kind", "iso3", "role", "code", "wikidata", "wikipedia", "from", "until", "source"});
      m.what = fmt::format("{} {}", fact(m, "kind"), fact(m, "code"));
      out_.push_back(std::move(m));
    }
  }

  void add_agents() {
    const Table table = pack_.table("en/agents");
    for (uint32_t row : table.find(key_)) {
      Meaning m = meaning(table, row, "agent", "phrase", {"role", "code", "kind"});
      m.what = fmt::format("{} {}", fact(m, "kind"), fact(m, "role"));
      out_.push_back(std::move(m));
    }
  }

  void add_places() {
    bool first = true;
    for (const PlaceChoice& choice : places_called(key_, pack_)) {
      const Place& p = choice.place;
      Meaning m;
      m.kind = "place";
      m.name = p.name;
      m.row = pack_.name_of(choice.at);
      m.facts = {{"country", p.country}, {"admin1", p.admin1}, {"feature", p.feature}, {"lat", *p.lat}, {"lon", *p.lon}, {"population", choice.population}};
      if (p.geonameid) m.facts["geonameid"] = p.geonameid;
      if (!p.wikidata.empty()) m.facts["wikidata"] = p.wikidata;
      if (!p.wikipedia.empty()) m.facts["wikipedia"] = p.wikipedia;
      m.facts["share"] = std::round(choice.share * 1000) / 1000;
      m.what = fmt::format("{}{}{} {} {:.3f} {:.3f}", p.admin1, p.admin1.empty() ? "" : ", ", p.country, p.feature, *p.lat, *p.lon);
      if (choice.population > 0) m.what += fmt::format(", {:.0f} people", choice.population);
      m.wins = first;
      m.why = fmt::format("{:.0f} % before the report says more", 100 * choice.share);
      first = false;
      out_.push_back(std::move(m));
    }
  }

  const Pack& pack_;
  std::string key_, on_;
  std::vector<Meaning> out_;
};

void show(const std::vector<Meaning>& all) {
  std::string_view kind;
  for (const Meaning& m : all) {
    if (m.kind != kind) fmt::print("{}\n", m.kind);
    kind = m.kind;
    fmt::print("  {} {} — {}{}{}\n      {}\n", m.wins ? "*" : " ", m.name, m.what, m.why.empty() ? "" : "; ", m.why, m.row);
  }
}

}  // namespace

int look_up(const LookupCommand& command, const Pack& pack) {
  std::vector<Meaning> all = Lookup(pack, command).run();
  if (!command.json) show(all);
  for (const Meaning& m : all) {
    if (!command.json) break;
    Json line = {{"kind", m.kind}, {"name", m.name}, {"wins", m.wins}};
    if (!m.why.empty()) line["why"] = m.why;
    line.update(m.facts);
    line["row"] = m.row;
    fmt::print("{}\n", line.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  if (all.empty()) fmt::print(stderr, "dateline: {}: no pack knows this name; try dateline gazetteer or dateline actors with a part of it\n", command.name);
  return all.empty() ? 1 : 0;
}

}  // namespace dateline
