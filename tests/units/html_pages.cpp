// html: the data of a page is escaped, other versions are refused, names are given once.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "html/html.h"

using namespace dateline;

namespace {

nlohmann::ordered_json record_of(const std::string& id) {
  nlohmann::ordered_json empty = nlohmann::ordered_json::array();
  return {{"schema", 1},     {"source", {{"id", id}}}, {"events", empty},  {"article", {{"headline", nullptr}, {"published", nullptr}, {"dateline", nullptr}}},
          {"actors", empty}, {"statements", empty},    {"warnings", empty}};
}

Pack built_pack() { return std::move(*open_pack(std::filesystem::path(DATELINE_BUILD_DIR) / "dateline.pack")); }

}  // namespace

TEST_CASE("no markup can begin in the data of a page") {
  auto page = to_page(record_of("</script><!-- & \u2028\u2029 é"), Article{}, built_pack());
  REQUIRE(page);
  CHECK(page->find("\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029 é\"") != std::string::npos);
  CHECK(page->find("{{data}}") == std::string::npos);
}

TEST_CASE("a record of another version is refused in one line") {
  auto record = record_of("old.txt");
  record["schema"] = 2;
  auto page = to_page(record, Article{}, built_pack());
  REQUIRE(!page);
  CHECK(page.error().line() == "old.txt: the record is of version 2, pages are made of version 1; write it again with this dateline");
}

TEST_CASE("names of pages are safe and given once") {
  PageNames names;
  CHECK(names.name_for("report.txt") == "report.html");
  CHECK(names.name_for("report.html") == "report-2.html");
  CHECK(names.name_for("REPORT") == "REPORT-3.html");
  CHECK(names.name_for("report-3") == "report-3-2.html");
  CHECK(names.name_for("report") == "report-4.html");
  CHECK(names.name_for("index") == "index-2.html");
  CHECK(names.name_for("../../etc/passwd") == "etc-passwd.html");
  CHECK(names.name_for("\u0442\u0435\u0441\u0442") == "report-5.html");
  CHECK(names.name_for("") == "report-6.html");
  CHECK(names.name_for(std::string(500, 'a')).size() == 85);
}
