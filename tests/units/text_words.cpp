#include <doctest/doctest.h>

#include <chrono>

#include "pack/pack.h"
#include "text/text.h"

using namespace dateline;

namespace {

const Pack& pack() {
  static const Pack opened = *open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  return opened;
}

/// The words of a text, a space between, "+" before those that are glued.
std::string words_of(std::string_view text) {
  std::string out;
  for (const Word& w : split_words(text, 0, pack())) out += (out.empty() ? "" : w.glued ? "+" : " ") + std::string(text_of(text, w.span));
  return out;
}

Article article_of(std::string text) {
  Article out;
  out.text = std::move(text);
  out.paragraphs.push_back({0, static_cast<uint32_t>(out.text.size())});
  return out;
}

/// Every character but white space is in a word of a sentence, in order.
void check_cover(const Article& article, const Text& text) {
  uint32_t at = 0;
  for (const Sentence& s : text.sentences) {
    CHECK(s.first < s.last);
    CHECK(s.span.begin == text.words[s.first].span.begin);
    CHECK(s.span.end == text.words[s.last - 1].span.end);
    for (uint32_t w = s.first; w < s.last; ++w) {
      const Span word = text.words[w].span;
      CHECK(!word.empty());
      CHECK(word.begin >= at);
      at = word.end;
    }
  }
}

}  // namespace

TEST_CASE("contractions, hyphens, money") {
  CHECK(words_of("They don't know") == "They do+n't know");
  CHECK(words_of("She’d cannot") == "She+’d can+not");
  CHECK(words_of("U.S.-based long-term non-aligned") == "U.S. - based long - term non-aligned");
  CHECK(words_of("$3.5bn, 40%") == "$ 3.5 bn , 40 %");
  CHECK(words_of("O'Brien's rock'n'roll") == "O'Brien+'s rock'n'roll");
}

TEST_CASE("odd text splits without loss and without end") {
  for (const std::string text : {std::string(), std::string("  \n\t "), std::string("\xff\xfe\x80 a"), std::string("שלום עולם! مرحبا."),
                                 std::string("👩‍👩‍👧 🇩🇪🇫🇷 ok👍🏽"), std::string("ＡＢＣ　１２３"), std::string("''''''''"),
                                 std::string("@@@...@@@"), std::string("- - - -")}) {
    const Article article = article_of(text);
    check_cover(article, split(article, pack()));
  }
}

TEST_CASE("long text without white space or without a full stop takes time in proportion") {
  for (const char* piece : {"a", ".", "a.", "a@", "1-", "http://", "'s", "x'", "(", "a b ", "no stop here ", "A. ", "é"}) {
    std::string text;
    while (text.size() < 300000) text += piece;
    const auto begin = std::chrono::steady_clock::now();
    const Article article = article_of(text);
    const Text read = split(article, pack());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    CAPTURE(piece);
    CHECK(seconds < 20);
    for (const Sentence& s : read.sentences) CHECK(s.size() <= 2000);
  }
}

TEST_CASE("a word finds its sentence, a span its words") {
  const Article article = article_of("Talks began. They failed on Monday.");
  const Text text = split(article, pack());
  REQUIRE(text.sentences.size() == 2);
  CHECK(text.sentence_of(0) == 0);
  CHECK(text.sentence_of(2) == 0);
  CHECK(text.sentence_of(3) == 1);
  const auto [first, last] = text.words_in({13, 24});
  CHECK(first == 3);
  CHECK(last == 5);
  CHECK(text.words_in({12, 13}).first == text.words_in({12, 13}).second);
}
