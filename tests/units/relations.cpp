// The yes and no cells of packs/en/relations.tsv: each row tells a relation of its yes sentence, and none of its no sentence.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "report/report.h"

using namespace dateline;

namespace {

Source sentence(std::string_view text) {
  Source out;
  out.clean = true;
  out.bytes = text;
  return out;
}

bool told_by(const Report& report, const std::string& rule) {
  return std::ranges::any_of(report.events.relations, [&](const Relation& r) { return report.trail[r.why].rule == rule; });
}

}  // namespace

TEST_CASE("each row of packs/en/relations.tsv speaks where it says yes and is silent where it says no") {
  const char* given = std::getenv("DATELINE_MODEL");
  std::filesystem::path folder = given ? given : DATELINE_SOURCE_DIR "/models";
  if (!std::filesystem::exists(folder / "accurate" / "model.xml")) {
    MESSAGE("no model in " << folder.string() << ": the rows' examples are not read");
    return;
  }
  auto pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  auto model = open_model(folder);
  REQUIRE(pack);
  REQUIRE(model);
  Engine engine{std::move(*pack), std::move(*model)};
  Table rows = engine.pack.table("en/relations");
  REQUIRE(rows);
  int yes = rows.column("yes"), no = rows.column("no");
  std::vector<Source> sources;
  for (uint32_t row = 0; row < rows.rows(); ++row) {
    REQUIRE(!rows.cell(row, yes).empty());
    REQUIRE(!rows.cell(row, no).empty());
    sources.push_back(sentence(rows.cell(row, yes)));
    sources.push_back(sentence(rows.cell(row, no)));
  }
  std::vector<Report> reports = read(std::move(sources), engine);
  for (uint32_t row = 0; row < rows.rows(); ++row) {
    const std::string rule = engine.pack.name_of(rows.where(row));
    const std::string told = rule + ": " + std::string(rows.cell(row, yes)), untold = rule + ": " + std::string(rows.cell(row, no));
    CHECK_MESSAGE(told_by(reports[2 * row], rule), told);
    CHECK_MESSAGE(!told_by(reports[2 * row + 1], rule), untold);
  }
}
