// Every `yes` and `no` line of packs/en/times.rules, read as published on Thursday, 2019-04-25.
#include <doctest/doctest.h>

#include "pack/pack.h"
#include "times/calendar.h"
#include "times/times.h"

using namespace dateline;

namespace {

Article report_of(std::string text) {
  Article article;
  article.paragraphs.push_back({0, static_cast<uint32_t>(text.size())});
  article.text = std::move(text);
  article.published = "2019-04-25";
  return article;
}

std::string values_in(const Article& article, const Pack& pack) {
  Trail trail;
  std::string out;
  for (const Time& time : find_times(article, split(article, pack), {}, pack, trail)) out += (out.empty() ? "" : " ") + time.value;
  return out;
}

}  // namespace

TEST_CASE("times: the examples of the rules") {
  auto pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  REQUIRE(pack.has_value());
  int examples = 0;
  for (const RuleFile& file : pack->rules("en/times.rules"))
    for (const RuleLine& line : file.lines) {
      if (!line.indented) continue;
      size_t from = line.rest.find('"'), to = line.rest.rfind('"');
      REQUIRE(from < to);
      std::string_view after = line.rest.substr(to + 1);
      std::string wanted(line.word == "yes" ? after.substr(std::min(after.find("= ") + 2, after.size())) : "");
      INFO(pack->name_of(line.at));
      CHECK(values_in(report_of(std::string(line.rest.substr(from + 1, to - from - 1))), *pack) == wanted);
      ++examples;
    }
  CHECK(examples > 100);
}

TEST_CASE("times: the calendar") {
  auto day = [](std::string_view iso) { return *parse_day(iso); };
  CHECK(value_of(moment_of(day("2018-12-31"), Grain::week)) == "2019-W01");
  CHECK(value_of(moment_of(day("2021-01-03"), Grain::week)) == "2020-W53");
  CHECK(value_of(shifted(moment_of(day("2019-01-15"), Grain::month), -1)) == "2018-12");
  CHECK(value_of(shifted(moment_of(day("2019-02-28")), 1)) == "2019-03-01");
  CHECK(to_iso(easter(2019)) == "2019-04-21");
  CHECK(days_of(moment_of(day("2019-04-25"), Grain::quarter)) == std::pair<std::string, std::string>("2019-04-01", "2019-06-30"));
  CHECK(days_of({Grain::day, 2019, 2, 30, {}}) == std::pair<std::string, std::string>());
}
