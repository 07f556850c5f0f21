// Odd bytes: charsets, bad characters, limits.
#include <doctest/doctest.h>

#include <chrono>

#include "page/page.h"

namespace {

using namespace dateline;

Article read(std::string bytes, MediaType type = MediaType::text) {
  static const Result<Pack> pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  REQUIRE(pack);
  Source source;
  source.bytes = std::move(bytes);
  source.media_type = type;
  Trail trail;
  return read_page(source, *pack, trail);
}

bool warns(const Article& a, std::string_view code) {
  for (const Warning& w : a.warnings)
    if (w.code == code) return true;
  return false;
}

std::string first(const Article& a) { return a.paragraphs.empty() ? "" : std::string(text_of(a.text, a.paragraphs.front())); }

const std::string sentence = "The minister met reporters in the capital on Tuesday and spoke for an hour.";

TEST_CASE("a bad byte is one U+FFFD, and what follows keeps its place") {
  std::string bytes = "The minister \xFF met reporters in the capital on Tuesday.";
  Article a = read(bytes);
  CHECK(first(a) == "The minister \xEF\xBF\xBD met reporters in the capital on Tuesday.");
  CHECK(warns(a, "bad-bytes"));
  uint32_t at = static_cast<uint32_t>(a.text.find("reporters"));
  CHECK(a.source_of({at, at + 9}) == SourceSpan{19, 28});
  uint32_t bad = static_cast<uint32_t>(a.text.find("\xEF\xBF\xBD"));
  CHECK(a.source_of({bad, bad + 3}) == SourceSpan{13, 14});
}

TEST_CASE("Windows-1252 that says nothing of itself") {
  Article a = read("Der Ministerpr\xE4sident traf sich am Dienstag mit den B\xFCrgern der Stadt.");
  CHECK(first(a) == "Der Ministerpräsident traf sich am Dienstag mit den Bürgern der Stadt.");
  CHECK(warns(a, "charset-guessed"));
  uint32_t at = static_cast<uint32_t>(a.text.find("B\xC3\xBCrgern"));
  CHECK(a.source_of({at, at + 8}) == SourceSpan{52, 59});
}

TEST_CASE("UTF-16 with its mark, both ways round") {
  for (bool little : {true, false}) {
    std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
    for (char c : sentence) little ? (bytes += c, bytes += '\0') : (bytes += '\0', bytes += c);
    Article a = read(bytes);
    CHECK(first(a) == sentence);
    CHECK(a.source_of(a.paragraphs.at(0)) == SourceSpan{2, static_cast<uint32_t>(bytes.size())});
  }
}

TEST_CASE("a page that declares Latin-1, and one that declares it wrongly") {
  std::string head = "<html><head><meta charset='iso-8859-1'></head><body><p>";
  CHECK(first(read(head + "Der Ministerpr\xE4sident traf sich am Dienstag mit den Menschen.</p>", MediaType::html)) ==
        "Der Ministerpräsident traf sich am Dienstag mit den Menschen.");
  CHECK(first(read(head + "Der Ministerpräsident traf sich am Dienstag mit den Menschen.</p>", MediaType::html)) ==
        "Der Ministerpräsident traf sich am Dienstag mit den Menschen.");
}

TEST_CASE("control characters are spaces of the same size") {
  std::string bytes = sentence;
  bytes[3] = '\0';
  Article a = read(bytes);
  CHECK(first(a) == sentence);
  CHECK(warns(a, "control-characters"));
}

TEST_CASE("line ends of every kind part paragraphs") {
  for (const char* end : {"\n", "\r\n", "\r", "\n\n", "\xE2\x80\xA9"}) CHECK(read(sentence + end + sentence + " Then she left.").paragraphs.size() == 2);
}

TEST_CASE("right-to-left text, emoji and combining marks stand as they are") {
  std::string text = "التقى الوزير بالصحفيين في العاصمة يوم الثلاثاء وتحدث لمدة ساعة. \xF0\x9F\x99\x82 e\xCC\x81";
  Article a = read(text);
  CHECK(first(a) == text);
  CHECK(a.source_of(a.paragraphs.at(0)) == SourceSpan{0, static_cast<uint32_t>(text.size())});
}

TEST_CASE("an entity leads back to the bytes that wrote it") {
  std::string page = "<p>The caf&eacute;s &amp; bars of the capital may open again, the minister said.</p>";
  Article a = read(page, MediaType::html);
  uint32_t at = static_cast<uint32_t>(a.text.find("café"));
  SourceSpan s = a.source_of({at, at + 5});
  CHECK(page.substr(s.begin, s.size()) == "caf&eacute;");
}

TEST_CASE("nothing, and bytes that are no text") {
  CHECK(read("").paragraphs.empty());
  CHECK(warns(read(""), "no-text"));
  CHECK(warns(read(" \n\t\n"), "no-text"));
  std::string binary;
  for (int i = 0; i < 4096; ++i) binary += static_cast<char>(i * 131 + i / 7);
  read(binary);
  read(binary, MediaType::html);
}

TEST_CASE("pathological input takes no longer than its size") {
  auto repeated = [](std::string_view what, size_t times) {
    std::string out;
    for (size_t i = 0; i < times; ++i) out += what;
    return out;
  };
  auto begin = std::chrono::steady_clock::now();
  read(repeated(sentence, 40'000));
  read(repeated("a", 4'000'000));
  read(repeated("x\n", 400'000));
  read(repeated(sentence + "\n", 20'000));
  read(repeated("<div>", 100'000) + sentence, MediaType::html);
  read(repeated("<span><i>", 100'000) + sentence, MediaType::html);
  read(repeated("<svg>", 200'000) + sentence, MediaType::html);
  read(repeated("<title>", 100'000) + sentence, MediaType::html);
  read(repeated("<a ", 1'000'000), MediaType::html);
  read(repeated("&", 2'000'000), MediaType::html);
  read(repeated("<!--", 500'000), MediaType::html);
  read(repeated("<div class=article-body><p>", 100'000) + sentence, MediaType::html);
  read("<script type=\"application/ld+json\">" + repeated("[", 500'000) + "</script><p>" + sentence, MediaType::html);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));  // well under two on an idle machine
}

}  // namespace
