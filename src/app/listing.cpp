#include "app/listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

struct Columns {
  explicit Columns(const Table& t) : table(t) {}
  std::string operator()(uint32_t row, std::string_view column) const { return table.written(row, table.column(column)); }
  std::string_view cell(uint32_t row, std::string_view column) const { return table.cell(row, table.column(column)); }
  const Table& table;
};

bool fits(std::string_view wanted, std::string_view cell) { return wanted.empty() || fold(wanted) == fold(cell); }

/// Whether something that holds from one day to another (either may be open, or only a year) holds on a day.
bool holds_on(std::string_view day, std::string_view from, std::string_view until) {
  if (day.empty()) return true;
  return from.substr(0, day.size()) <= day.substr(0, from.size()) && (until.empty() || day.substr(0, until.size()) <= until);
}

/// The kinds of place that people ask for, by GeoNames code.
std::string_view place_kind(std::string_view feature) {
  if (feature.empty() || feature == "PPLC" || feature.starts_with("PPL")) return feature == "PPLC" ? "capital" : "town";
  if (feature == "ADM1") return "state";
  if (feature == "ADM2") return "county";
  return "region";
}

}  // namespace

Lines::Lines(std::vector<std::string> columns, bool json, size_t limit) : columns_(std::move(columns)), json_(json), limit_(limit) {}

bool Lines::add(const std::vector<std::string>& cells) {
  if (limit_ != 0 && count_ == limit_) return false;
  std::string out;
  if (json_) {
    nlohmann::ordered_json object;
    for (size_t c = 0; c < columns_.size(); ++c)
      if (!cells[c].empty()) object[columns_[c]] = cells[c];
    out = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  } else {
    if (count_ == 0)
      for (size_t c = 0; c < columns_.size(); ++c) out += columns_[c] + (c + 1 < columns_.size() ? "\t" : "\n");
    for (size_t c = 0; c < cells.size(); ++c) out += cells[c] + (c + 1 < cells.size() ? "\t" : "\n");
  }
  ++count_;
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size();
}

bool names_match(std::string_view cell, std::string_view folded, bool within) {
  if (folded.empty()) return true;
  while (true) {
    size_t bar = std::min(cell.find('|'), cell.size());
    std::string name = fold(cell.substr(0, bar));
    if (within ? name.find(folded) != name.npos : name.starts_with(folded)) return true;
    if (bar == cell.size()) return false;
    cell.remove_prefix(bar + 1);
  }
}

int list_places(const ListCommand& command, const Pack& pack) {
  Lines out({"name", "country", "admin1", "kind", "feature", "lat", "lon", "population", "geonameid", "also", "row"}, command.json, command.limit);
  const std::string wanted = fold(command.text);
  for (std::string_view name : {"world/regions", "world/gazetteer"}) {
    const Table table = pack.table(name);
    const Columns at(table);
    for (uint32_t row = 0; row < table.rows(); ++row) {
      std::string_view feature = at.cell(row, "feature");
      if (!command.kind.empty() && place_kind(feature) != command.kind && feature != command.kind) continue;
      if (!fits(command.country, at.cell(row, "country"))) continue;
      if (!names_match(at.cell(row, "name"), wanted, command.within) &&
          (at.cell(row, "other").empty() || !names_match(at.cell(row, "other"), wanted, command.within)))
        continue;
      bool more =
          out.add({at(row, "name"), at(row, "country"), at(row, "admin1"), std::string(place_kind(feature)), feature.empty() ? "PPL" : std::string(feature),
                   at(row, "lat"), at(row, "lon"), at(row, "population"), at(row, "geonameid"), at(row, "other"), pack.name_of(table.where(row))});
      if (!more) return 0;
    }
  }
  return out.count() > 0 ? 0 : 1;
}

int list_actors(const ListCommand& command, const Pack& pack) {
  Lines out({"kind", "name", "country", "role", "code", "office", "from", "until", "wikidata", "also", "row"}, command.json, command.limit);
  const std::string wanted = fold(command.text);
  struct Source {
    std::string_view table, name, also, kind, office;  // kind: a column, or '=' and the kind itself
  };
  constexpr Source sources[] = {{"world/countries", "name", "also", "=country", ""},
                                {"world/people", "name", "also", "=person", "title"},
                                {"world/organisations", "name", "also", "kind", ""},
                                {"en/agents", "phrase", "plural", "=agent", ""}};
  for (const Source& source : sources) {
    const Table table = pack.table(source.table);
    const Columns at(table);
    for (uint32_t row = 0; row < table.rows(); ++row) {
      std::string kind = source.kind.starts_with('=') ? std::string(source.kind.substr(1)) : at(row, source.kind);
      bool organisation = source.table == "world/organisations";
      if (!command.kind.empty() && !fits(command.kind, kind) && !(organisation && command.kind == "organisation")) continue;
      if (!fits(command.country, at.cell(row, "iso3")) || !fits(command.role, at.cell(row, "role"))) continue;
      if (!holds_on(command.on, at.cell(row, "from"), at.cell(row, "until"))) continue;
      if (!names_match(at.cell(row, source.name), wanted, command.within) &&
          (at.cell(row, source.also).empty() || !names_match(at.cell(row, source.also), wanted, command.within)))
        continue;
      std::string code = source.table == "world/countries" ? at(row, "cameo") : at(row, "code");
      bool more = out.add({kind, at(row, source.name), at(row, "iso3"), at(row, "role"), code, source.office.empty() ? std::string() : at(row, source.office),
                           at(row, "from"), at(row, "until"), at(row, "wikidata"), at(row, source.also), pack.name_of(table.where(row))});
      if (!more) return 0;
    }
  }
  return out.count() > 0 ? 0 : 1;
}

}  // namespace dateline
