#include "pack/pack.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace dateline;
namespace fs = std::filesystem;

namespace {

/// A folder for one test, gone with it.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("dateline-pack-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path / "packs/world"); }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
  Result<Pack> compiled(std::vector<std::string> dirs = {"packs"}) const {
    std::vector<fs::path> full;
    for (const auto& d : dirs) full.push_back(path / d);
    if (auto done = compile_pack(full, path / "out.pack"); !done) return std::unexpected(done.error());
    return open_pack(path / "out.pack");
  }
};

}  // namespace

TEST_CASE("rows are found by any key, whatever case and accents, in the order of the file") {
  Folder folder;
  folder.write("packs/world/towns.tsv",
               "# towns\nname*\tother*\tcountry\nSão Tomé\tSao Tome City|Saint Thomas\tSTP\n\nParis\t\tFRA\nParis\tParis of Texas\tUSA\n");
  auto pack = folder.compiled();
  REQUIRE(pack);
  Table towns = pack->table("world/towns");
  REQUIRE(towns);
  CHECK(towns.rows() == 3);
  auto paris = towns.find(fold("PARIS"));
  REQUIRE(paris.size() == 2);
  CHECK(towns.cell(paris[1], towns.column("country")) == "USA");
  auto tome = towns.find(fold("sao  tomé"));
  REQUIRE(tome.size() == 1);
  CHECK(pack->name_of(towns.where(tome[0])) == "packs/world/towns.tsv:3");
  CHECK(towns.find(fold("saint thomas")).size() == 1);
  CHECK(towns.find("saint").empty());
  CHECK(towns.has_longer("saint"));
  CHECK(towns.has_longer("paris"));
  CHECK_FALSE(towns.has_longer("sao tome city"));
  CHECK(towns.column("nothing") == -1);
  CHECK(towns.cell(99, 0) == "");
}

TEST_CASE("rule files keep their lines, and what is indented belongs to the line above") {
  Folder folder;
  folder.write("packs/en/verbs/meet.verb", "# meet\ncode 046 when talks\n  yes They met.\n\nveto target\n");
  auto pack = folder.compiled();
  REQUIRE(pack);
  auto files = pack->rules("en/verbs");
  REQUIRE(files.size() == 1);
  REQUIRE(files[0].lines.size() == 3);
  CHECK(files[0].lines[0].word == "code");
  CHECK(files[0].lines[0].rest == "046 when talks");
  CHECK(files[0].lines[1].indented);
  CHECK(pack->name_of(files[0].lines[2].at) == "packs/en/verbs/meet.verb:5");
  CHECK(pack->rules("en/verb").empty());
}

TEST_CASE("a file of a later folder takes the place of the one with its name") {
  Folder folder;
  folder.write("packs/world/a.tsv", "name*\nold\n");
  folder.write("mine/world/a.tsv", "name*\nnew\n");
  auto pack = folder.compiled({"packs", "mine"});
  REQUIRE(pack);
  CHECK(pack->table("world/a").find("old").empty());
  CHECK(pack->table("world/a").find("new").size() == 1);
}

TEST_CASE("a row with too many columns is named by file and line") {
  Folder folder;
  folder.write("packs/world/a.tsv", "name*\tcode\nx\t1\ny\t2\t3\n");
  auto pack = folder.compiled();
  REQUIRE_FALSE(pack);
  CHECK(pack.error().where == "packs/world/a.tsv:3:3");
}

namespace {

const char* columns =
    "table*\tcolumn\tis\tneed\tsame\n"
    "world/a\tname\ttext\tyes\tyes\n"
    "world/a\tland\tin world/lands code\t\tyes\n"
    "world/a\tfrom\tdate\n"
    "world/a\tuntil\tdate\n"
    "world/a\tlat\tnumber -90 90\n"
    "world/a\tid\twikidata\n"
    "en/verbs\tcode\tone 010|040|046\tyes\n"
    "en/verbs\twhen\tone near|is\n"
    "en/verbs\tyes\ttext\n"
    "world/a\tlands\teach world/lands code\n";

/// A pack with two rows, and a person's own folder `mine` with one file of the table.
struct WithMine : Folder {
  explicit WithMine(const std::string& mine, const std::string& file = "mine/world/a.tsv") {
    write("packs/columns.tsv", columns);
    write("packs/world/lands.tsv", "code\nKEN\nUGA\n");
    write("packs/world/a.tsv", "name*\talso*\tland\tfrom\tuntil\tlat#\tid\tlands\nAda Otieno\tAda of Lamu\tKEN\t2001\t2009\t-2.25\tQ12\tKEN|UGA\nBo Kintu\t\tUGA\t\t\t\t\t\n");
    write(file, mine);
    base = compiled();
    REQUIRE(base);
  }
  Result<void> add(bool lenient = false) { return add_folder(*base, path / "mine", lenient, faults); }
  std::string only_fault() {
    auto done = add();
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == Error::Kind::resource);
    REQUIRE(faults.size() == 1);
    return faults[0].line();
  }
  Result<Pack> base = std::unexpected(Error{});
  std::vector<Error> faults;
};

}  // namespace

TEST_CASE("a folder of one's own adds rows and takes the place of rows for the same thing; each row names its own file") {
  WithMine mine("name\tland\tid\tlat\nCy Obote\tUGA\tQ7\t1.5\nBo Kintu\tUGA\tQ8\t0.3\nAda Otieno\tUGA\t\t\n");
  REQUIRE(mine.add());
  Table a = mine.base->table("world/a");
  CHECK(a.rows() == 5);
  auto bo = a.find("bo kintu");
  REQUIRE(bo.size() == 1);
  CHECK(a.cell(bo[0], a.column("id")) == "Q8");
  CHECK(a.number(bo[0], a.column("lat")) == doctest::Approx(0.3));
  CHECK(mine.base->name_of(a.where(bo[0])) == "mine/world/a.tsv:3");
  CHECK(a.is_added(bo[0]));
  auto ada = a.find("ada otieno");  // of another land: two people, one's own first
  REQUIRE(ada.size() == 2);
  CHECK(a.cell(ada[0], a.column("land")) == "UGA");
  CHECK(mine.base->name_of(a.where(ada[1])) == "packs/world/a.tsv:2");
  CHECK(a.written(ada[1], a.column("lat")) == "-2.25");
  CHECK(a.find("ada of lamu").size() == 1);
  CHECK(a.has_longer("ada of"));
  CHECK(a.find("cy obote").size() == 1);
  CHECK(a.has_longer("cy"));
}

TEST_CASE("folders are put one above the other") {
  WithMine mine("name\tland\tid\nBo Kintu\tUGA\tQ8\n");
  mine.write("yours/world/a.tsv", "name\tland\tid\nBo Kintu\tUGA\tQ9\n");
  REQUIRE(mine.add());
  REQUIRE(add_folder(*mine.base, mine.path / "yours", false, mine.faults));
  Table a = mine.base->table("world/a");
  auto bo = a.find("bo kintu");
  REQUIRE(bo.size() == 1);
  CHECK(a.cell(bo[0], a.column("id")) == "Q9");
  CHECK(mine.base->name_of(a.where(bo[0])) == "yours/world/a.tsv:2");
}

TEST_CASE("what is wrong in a folder is named by file, line, column and what was expected") {
  CHECK(WithMine("name\tland\nX\tZZZ\n").only_fault() ==
        "mine/world/a.tsv:2:2: 'land' is ZZZ: expected something that world/lands has in 'code'; mend the line");
  CHECK(WithMine("name\tfrom\nX\t2019-13-01\n").only_fault().starts_with("mine/world/a.tsv:2:2: 'from' is 2019-13-01: expected a year, month or day"));
  CHECK(WithMine("name\tfrom\nX\t19\n").only_fault().starts_with("mine/world/a.tsv:2:2: 'from' is 19"));
  CHECK(WithMine("name\tfrom\nX\t2019-02-29\n").only_fault().starts_with("mine/world/a.tsv:2:2"));
  CHECK(WithMine("name\tfrom\tuntil\nX\t2012\t2011-05\n").only_fault().starts_with("mine/world/a.tsv:2:3: 'until' is 2011-05, before 'from', 2012"));
  CHECK(WithMine("name\tlat\nX\t91\n").only_fault().starts_with("mine/world/a.tsv:2:2: 'lat' is 91: expected a number from -90 to 90"));
  CHECK(WithMine("name\tlands\nX\tKEN|ZZZ\n").only_fault() ==
        "mine/world/a.tsv:2:2: 'lands' is KEN|ZZZ: expected something that world/lands has in 'code', or several with | between; mend the line");
  CHECK(WithMine("name\tid\nX\tP31\n").only_fault().starts_with("mine/world/a.tsv:2:2: 'id' is P31: expected a Wikidata id"));
  CHECK(WithMine("land\tname\nKEN\t\n").only_fault().starts_with("mine/world/a.tsv:2:2: 'name' is empty"));
  CHECK(WithMine("name\tland\nX\tKEN\tmore\n").only_fault() == "mine/world/a.tsv:2:3: a cell too many: the header names 2 columns; mend the line");
  CHECK(WithMine("name\tcolour\nX\tred\n").only_fault().starts_with("mine/world/a.tsv:1:2: no column is called 'colour'"));
  CHECK(WithMine("name\nCaf\xe9\n").only_fault().starts_with("mine/world/a.tsv:2:1: byte 0xE9 is no UTF-8"));
  CHECK(WithMine("\xFF\xFEn\0a\0", "mine/world/a.tsv").only_fault().starts_with("mine/world/a.tsv:1: the file is written in UTF-16"));
  CHECK(WithMine("name\nX\n", "mine/world/b.tsv").only_fault().starts_with("mine/world/b.tsv:1: no table is called world/b"));
  CHECK(WithMine("rule\n", "mine/world/b.rules").only_fault().starts_with("mine/world/b.rules:1: no file of this name and place is read"));
}

TEST_CASE("what is wrong in a rule file is named by file, line, byte and what was expected") {
  struct WithRules : WithMine {
    explicit WithRules(const std::string& rules) : WithMine(rules, "mine/en/verbs/meet.verb") {
      write("packs/en/verbs/go.verb", "code 010 when not near home and is verb\n  yes They go.\n");
      base = compiled();
      REQUIRE(base);
    }
  };
  CHECK(WithRules("# mine\ncode 999\n").only_fault() == "mine/en/verbs/meet.verb:2:6: 'code' is 999: expected one of 010, 040, 046; mend the line");
  CHECK(WithRules("cod 040\n").only_fault() == "mine/en/verbs/meet.verb:1:1: a rule begins with cod: expected one of code, when, yes; mend the line");
  CHECK(WithRules("code\n").only_fault().starts_with("mine/en/verbs/meet.verb:1:1: nothing follows 'code'"));
  CHECK(WithRules("code 040 when is verb and not nea home\n").only_fault() ==
        "mine/en/verbs/meet.verb:1:31: a test is 'nea': expected one of near, is; mend the line");
  WithRules mixed("code 999\n  yes They met.\ncode 040\n  yes They spoke when asked.\n");
  REQUIRE(mixed.add(true));
  auto lines = mixed.base->rules("en/verbs")[1].lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].rest == "040");
  CHECK(lines[0].at.line == 3);
}

TEST_CASE("doubles and contradictions within a folder are named with the other line") {
  CHECK(WithMine("name\tland\tid\nX\tKEN\tQ1\nX\tKEN\tQ2\n").only_fault() ==
        "mine/world/a.tsv:3:3: the row contradicts line 2: 'id' is 'Q1' there and 'Q2' here; leave one out");
  CHECK(WithMine("name\tland\nX\tKEN\nX\tKEN\n").only_fault() == "mine/world/a.tsv:3:1: the row says the same as line 2; leave one out");
}

TEST_CASE("lenient: the faults are told and the rest is used") {
  WithMine mine("name\tland\nX\tZZZ\nCy Obote\tUGA\nY\tKEN\tmore\n");
  CHECK_FALSE(mine.add());
  CHECK(mine.faults.size() == 2);
  REQUIRE(mine.add(true));
  Table a = mine.base->table("world/a");
  CHECK(a.find("cy obote").size() == 1);
  CHECK(a.find("x").empty());
}

TEST_CASE("a rule file of one's own takes the place of the one with its name") {
  WithMine mine("code 040\n", "mine/en/verbs/meet.verb");
  mine.write("packs/en/verbs/meet.verb", "code 046\n");
  mine.write("packs/en/verbs/go.verb", "code 010\n");
  mine.base = mine.compiled();
  REQUIRE(mine.add());
  auto files = mine.base->rules("en/verbs");
  REQUIRE(files.size() == 2);
  CHECK(files[1].lines[0].rest == "040");
  CHECK(mine.base->name_of(files[1].lines[0].at) == "mine/en/verbs/meet.verb:1");
  CHECK(mine.base->name_of(files[0].lines[0].at) == "packs/en/verbs/go.verb:1");
}

TEST_CASE("packed columns give back what was written") {
  Folder folder;
  std::string rows = "name*\tland\tpeople#\tat#\n";
  for (int i = 0; i < 3000; ++i)
    rows += "n" + std::to_string(i) + "\t" + (i % 3 ? "KEN" : "") + "\t" + (i % 5 ? std::to_string(i % 900) + "000" : "") + "\t" + std::to_string(i - 1500) +
            ".25\n";
  folder.write("packs/world/many.tsv", rows);
  auto pack = folder.compiled();
  REQUIRE(pack);
  Table many = pack->table("world/many");
  REQUIRE(many.rows() == 3000);
  for (int i = 0; i < 3000; i += 7) {
    auto found = many.find("n" + std::to_string(i));
    REQUIRE(found.size() == 1);
    CHECK(many.cell(found[0], many.column("name")) == "n" + std::to_string(i));
    CHECK(many.cell(found[0], many.column("land")) == (i % 3 ? "KEN" : ""));
    CHECK(many.written(found[0], many.column("people")) == (i % 5 == 0 ? "" : i % 900 == 0 ? "0" : std::to_string(i % 900) + "000"));
    CHECK(many.number(found[0], many.column("at")) == doctest::Approx(i - 1500 + (i < 1500 ? -0.25 : 0.25)));
    CHECK(many.where(found[0]).line == static_cast<uint32_t>(i + 2));
  }
}

TEST_CASE("what is no pack, or only a part of one, is refused by name") {
  Folder folder;
  folder.write("packs/world/a.tsv", "name*\nx\n");
  REQUIRE(folder.compiled());
  fs::resize_file(folder.path / "out.pack", fs::file_size(folder.path / "out.pack") - 1);
  auto cut = open_pack(folder.path / "out.pack");
  REQUIRE_FALSE(cut);
  CHECK(cut.error().code == "damaged-pack");
  folder.write("text.pack", std::string(500, 'x'));
  CHECK(open_pack(folder.path / "text.pack").error().code == "foreign-pack");
  CHECK(open_pack(folder.path / "nothing").error().kind == Error::Kind::resource);
}
