// A sentence's scores are the same to the bit alone, among others, in whatever shape they go through the network, and on several threads.
#include <doctest/doctest.h>

#include <thread>

#include "model/model.h"
#include "page/page.h"

namespace {

using namespace dateline;

struct Read {
  Article article;
  Text text;
};

/// Reports of one to four sentences of 3 to 150 words.
std::vector<Read> reports(const Pack& pack) {
  const std::vector<std::string> parts = {"the minister met the king in the capital",    "and accused the rebels of shelling two villages",
                                          "although the army had denied on Monday",      "that its soldiers would leave the valley",
                                          "which the governor called \"a grave error\"", "before talks with the neighbouring states"};
  std::vector<Read> out;
  for (size_t r = 0; r < 40; ++r) {
    Source source;
    source.clean = true;
    for (size_t s = 0; s <= r % 4; ++s) {
      source.bytes += "On Friday";
      for (size_t p = 0; p < 1 + (r * 7 + s * 5) % 19; ++p) source.bytes += " " + parts[(r + s + p) % parts.size()];
      source.bytes += ". ";
    }
    Trail trail;
    Read& read = out.emplace_back(read_page(source, pack, trail), Text{});
    read.text = split(read.article, pack);
  }
  return out;
}

void check_same(const Signals& a, const Signals& b) {
  REQUIRE(a.sentences.size() == b.sentences.size());
  for (size_t i = 0; i < a.sentences.size(); ++i) {
    const SentenceSignals &x = a.sentences[i], &y = b.sentences[i];
    CHECK(x.words == y.words);
    CHECK((x.upos == y.upos && x.upos_score == y.upos_score && x.feats == y.feats && x.lemma == y.lemma));
    CHECK((x.arc == y.arc && x.head == y.head && x.rel == y.rel && x.own_rel == y.own_rel));
    CHECK((x.name == y.name && x.trigger == y.trigger && x.status == y.status && x.fact == y.fact && x.cue == y.cue && x.mention == y.mention));
    CHECK((x.cameo == y.cameo && x.event_role == y.event_role && x.said_role == y.said_role && x.vec == y.vec));
  }
}

TEST_CASE("a sentence has the same scores alone, among others and beside other threads") {
  const auto pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  const auto model = open_model(DATELINE_SOURCE_DIR "/models", {"accurate"});
  REQUIRE(pack);
  REQUIRE(model);
  const std::vector<Read> read = reports(*pack);
  std::vector<Sentences> all;
  for (const Read& r : read) all.push_back({&r.text, r.article.text});
  const std::vector<Signals> together = run(all, *model);
  std::vector<std::vector<Signals>> beside(2);
  {
    std::vector<std::jthread> threads;
    for (size_t t = 0; t < 2; ++t)
      threads.emplace_back([&, t] {
        for (size_t i = t; i < all.size(); i += 2) beside[t].push_back(run(*all[i].text, all[i].chars, *model));
      });
  }
  for (size_t i = 0; i < all.size(); ++i) check_same(together[i], beside[i % 2][i / 2]);
}

}  // namespace
