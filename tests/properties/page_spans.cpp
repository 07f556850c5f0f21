// What always holds of an article, whatever the bytes: spans lie in the text, on character boundaries, and lead back to the source.
#include <doctest/doctest.h>

#include <random>

#include "page/page.h"

namespace {

using namespace dateline;

const Pack& pack() {
  static const Result<Pack> opened = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  REQUIRE(opened);
  return *opened;
}

bool at_boundary(std::string_view text, uint32_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

std::vector<Span> spans_of(const Article& a) {
  std::vector<Span> spans = a.highlights;
  spans.insert(spans.end(), a.paragraphs.begin(), a.paragraphs.end());
  spans.insert(spans.end(), a.byline.begin(), a.byline.end());
  for (Span s : {a.headline, a.dateline.span, a.dateline.place, a.dateline.agency, a.dateline.date})
    if (!s.empty()) spans.push_back(s);
  return spans;
}

Article read(const std::string& bytes, MediaType type, bool clean = false) {
  Source source;
  source.bytes = bytes;
  source.media_type = type;
  source.clean = clean;
  Trail trail;
  Article a = read_page(source, pack(), trail);
  for (const Removed& cut : a.removed) {
    CHECK(cut.span.begin <= cut.span.end);
    CHECK(cut.span.end <= bytes.size());
    CHECK(!cut.why.empty());
    CHECK(cut.reason.at < trail.size());
  }
  return a;
}

void check_spans(const Article& a, const std::string& bytes) {
  uint32_t before = 0;
  for (const auto& piece : a.pieces) {
    CHECK(piece.text >= before);
    CHECK(piece.source_end() <= bytes.size());
    before = piece.text_end();
  }
  CHECK(before <= a.text.size());
  for (Span s : spans_of(a)) {
    CHECK(s.begin < s.end);
    CHECK(s.end <= a.text.size());
    CHECK(at_boundary(a.text, s.begin));
    CHECK(at_boundary(a.text, s.end));
    SourceSpan source = a.source_of(s);
    CHECK(source.begin < source.end);
    CHECK(source.end <= bytes.size());
    Span back = a.text_from(source);
    CHECK(back.begin <= s.begin);
    CHECK(s.end <= back.end);
  }
}

/// Bits of reports and pages, well-formed or not, put together at random.
std::string random_bytes(std::mt19937& random, bool markup) {
  static const std::vector<std::string> plain = {"The minister met reporters in the capital on Tuesday and spoke for an hour. ",
                                                 "\n",
                                                 "\n\n",
                                                 "\r\n",
                                                 "\r",
                                                 " ",
                                                 "x",
                                                 "Highlights",
                                                 "ADVERTISEMENT",
                                                 "Read more",
                                                 "GENEVA, May 3 (AFP) - ",
                                                 "Talks go on as both sides stay away",
                                                 "By Jane Roe",
                                                 "caf\xC3\xA9 na\xC3\xAFve ",
                                                 "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xA7\xE4\xBC\x9A\xE8\xAB\x87\xE3\x80\x82",
                                                 "\xD8\xA7\xD9\x84\xD8\xB1\xD8\xA6\xD9\x8A\xD8\xB3 ",
                                                 "\xF0\x9F\x99\x82",
                                                 "e\xCC\x81",
                                                 std::string(1, '\0'),
                                                 "\xFF",
                                                 "\x80\x80",
                                                 "\xC3",
                                                 "\xE2\x80",
                                                 "\xEF\xBB\xBF",
                                                 "\xE2\x80\xA8",
                                                 "\xC2\xA0"};
  static const std::vector<std::string> tags = {"<p>",
                                                "</p>",
                                                "<div class='article-body'>",
                                                "</div>",
                                                "<a href=x>",
                                                "</a>",
                                                "<br>",
                                                "<li>",
                                                "<h1>",
                                                "</h1>",
                                                "&amp;",
                                                "&nbsp;",
                                                "&#8217;",
                                                "&bogus;",
                                                "&",
                                                "<",
                                                "<!-- c -->",
                                                "<script>var a = '<p>';</script>",
                                                "<title>",
                                                "</title>",
                                                "<blockquote>",
                                                "<table><tr><td>",
                                                "</td>",
                                                "<meta charset=latin1>",
                                                "<b",
                                                ">",
                                                "<span hidden>",
                                                "</span>",
                                                "<svg>"};
  std::string out;
  size_t parts = random() % 60;
  for (size_t i = 0; i < parts; ++i) {
    const auto& from = markup && random() % 2 ? tags : plain;
    out += from[random() % from.size()];
  }
  return out;
}

TEST_CASE("spans of plain text lie in it and lead back to the bytes") {
  std::mt19937 random(20190425);
  for (int i = 0; i < 400; ++i) {
    std::string bytes = random_bytes(random, false);
    check_spans(read(bytes, MediaType::text), bytes);
    check_spans(read(bytes, MediaType::text, true), bytes);
  }
}

TEST_CASE("spans of pages lie in them and lead back to the bytes") {
  std::mt19937 random(7);
  for (int i = 0; i < 400; ++i) {
    std::string bytes = random_bytes(random, true);
    check_spans(read(bytes, MediaType::html), bytes);
  }
}

TEST_CASE("well-formed plain text stands in the source as it stands in the article") {
  std::mt19937 random(11);
  for (int i = 0; i < 200; ++i) {
    std::string bytes = random_bytes(random, false);
    std::erase_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= 0 && c < ' ' && c != '\n' && c != '\r'); });
    for (bool clean : {false, true}) {
      Article a = read(bytes, MediaType::text, clean);
      for (Span s : spans_of(a)) {
        SourceSpan source = a.source_of(s);
        CHECK(bytes.substr(source.begin, source.size()) == text_of(a.text, s));
      }
    }
  }
}

TEST_CASE("clean text keeps every character but white space, in order") {
  std::mt19937 random(13);
  auto bare = [](std::string_view text) {
    std::string out;
    for (char c : text)
      if (static_cast<unsigned char>(c) > ' ') out += c;
    return out;
  };
  for (int i = 0; i < 200; ++i) {
    std::string bytes = random_bytes(random, false);
    std::erase_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    Article a = read(bytes, MediaType::text, true);
    std::string kept;
    for (Span s : a.paragraphs) kept += text_of(a.text, s);
    CHECK(bare(kept) == bare(bytes));
    CHECK(a.removed.empty());
  }
}

TEST_CASE("the same bytes give the same article") {
  std::mt19937 random(17);
  for (int i = 0; i < 50; ++i) {
    std::string bytes = random_bytes(random, true);
    Article a = read(bytes, MediaType::html), b = read(bytes, MediaType::html);
    CHECK(a.text == b.text);
    CHECK(a.paragraphs == b.paragraphs);
    CHECK(a.removed.size() == b.removed.size());
  }
}

}  // namespace
