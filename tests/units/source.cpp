#include "source/source.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace dateline;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("dateline-source-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return (path / name).string();
  }
};

std::vector<Feed::Item> all_of(const std::string& where, const FeedOptions& options = {}) {
  std::vector<Feed::Item> out;
  auto feed = open_feed(where, options);
  REQUIRE(feed);
  while (auto item = (*feed)->next()) out.push_back(std::move(*item));
  return out;
}

}  // namespace

TEST_CASE("JSON lines give sources in order, and a bad line only its own error") {
  Folder folder;
  auto items = all_of(folder.write("in.jsonl", R"({"id": 7, "text": "Rain.", "published": "2019-04-25", "clean": true, "triggers": [[0, 4]]}
{"id": "h", "html": "<p>Rain.</p>"}

not json
{"id": "d", "text": "Rain.", "published": "Thursday"}
{"id": "t", "text": "Rain.", "triggers": [[3, 99]]}
{"text": "no id"})"));
  REQUIRE(items.size() == 6);
  REQUIRE(items[0].source);
  CHECK(items[0].source->id == "7");
  CHECK(items[0].source->clean);
  CHECK(items[0].source->triggers == std::vector<SourceSpan>{{0, 4}});
  CHECK(items[1].source->media_type == MediaType::html);
  CHECK(items[2].source.error().where.ends_with("in.jsonl:4"));
  CHECK(items[3].source->published == "Thursday");  // read_page warns of it and leaves it out
  CHECK_FALSE(items[4].source);
  CHECK(items[5].source->id == "line-7");
}

TEST_CASE("a line beyond the limit is an error of its own, and the next is read") {
  Folder folder;
  FeedOptions options;
  options.most_bytes = 100;
  auto items = all_of(folder.write("in.jsonl", "{\"text\": \"" + std::string(1000, 'x') + "\"}\n{\"text\": \"Rain.\"}\n"), options);
  REQUIRE(items.size() == 2);
  CHECK(items[0].source.error().kind == Error::Kind::limit);
  CHECK(items[1].source->bytes == "Rain.");
}

TEST_CASE("a folder gives its reports in the order of their names, and leaves other files") {
  Folder folder;
  folder.write("b.html", "<html>b</html>");
  folder.write("a.txt", "a");
  folder.write("c.csv", "c");
  auto items = all_of(folder.path.string());
  REQUIRE(items.size() == 2);
  CHECK(items[0].source->id == "a.txt");
  CHECK(items[1].source->media_type == MediaType::html);
}

TEST_CASE("the hash of the empty string is the known one") { CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"); }
