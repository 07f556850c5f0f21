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
  CHECK(pack.error().where == "packs/world/a.tsv:3");
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
