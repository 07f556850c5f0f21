#include <doctest/doctest.h>

#include <random>

#include "model/batches.h"
#include "model/pieces.h"

using namespace dateline;

TEST_CASE("batches hold every sentence once, each in a shape that it fits") {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<Length> lengths;
    for (uint32_t n = random() % 300; n > 0; --n) {
      const uint32_t words = random() % (random() % 10 == 0 ? longest.words + 1 : 60);
      lengths.push_back({std::min(longest.pieces, words + 2 + static_cast<uint32_t>(random() % (words + 1))), words});
    }
    std::vector<int> seen(lengths.size(), 0);
    for (const Batch& batch : batches_of(lengths)) {
      CHECK(!batch.members.empty());
      CHECK(batch.members.size() <= batch.shape.rows);
      for (const uint32_t s : batch.members) {
        ++seen[s];
        CHECK(lengths[s].pieces <= batch.shape.pieces);
        CHECK(lengths[s].words <= batch.shape.words);
      }
    }
    for (size_t s = 0; s < lengths.size(); ++s) CHECK(seen[s] == (lengths[s].words > 0));
  }
}

TEST_CASE("word pieces: longest first, unknown where none fits, marks stripped") {
  const Pieces pieces("[PAD]\n[UNK]\n[CLS]\n[SEP]\nzurich\nwith\n##draw\n##al\n-\n中\n'\ns\n");
  REQUIRE(pieces.complete());
  const auto of = [&](std::string_view word) {
    std::vector<int32_t> out;
    pieces.add(word, out);
    return out;
  };
  CHECK(of("Zürich") == std::vector<int32_t>{4});
  CHECK(of("WITHDRAWAL") == std::vector<int32_t>{5, 6, 7});
  CHECK(of("withdrawn") == std::vector<int32_t>{1});
  CHECK(of("with-中") == std::vector<int32_t>{5, 8, 9});
  CHECK(of("'s") == std::vector<int32_t>{10, 11});
  CHECK(of("\xe2\x80\x8b") == std::vector<int32_t>{1});
  CHECK(of(std::string(101, 's')) == std::vector<int32_t>{1});
}

TEST_CASE("letter case of a word") {
  CHECK(shape_of("nato") == 0);
  CHECK(shape_of("Nato") == 1);
  CHECK(shape_of("NATO") == 2);
  CHECK(shape_of("A") == 1);
  CHECK(shape_of("F-16") == 2);
  CHECK(shape_of("16") == 0);
  CHECK(shape_of("Élan") == 1);
}
