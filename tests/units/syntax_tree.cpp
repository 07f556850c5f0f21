#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "syntax/lemma.h"
#include "syntax/syntax.h"
#include "syntax/tree.h"

using namespace dateline;

namespace {

bool is_tree(const std::vector<uint32_t>& heads) {
  uint32_t roots = 0;
  for (uint32_t d = 0; d < heads.size(); ++d) {
    roots += heads[d] == 0;
    uint32_t steps = 0;
    for (uint32_t h = d + 1; h != 0; h = heads[h - 1])
      if (++steps > heads.size()) return false;
  }
  return roots == 1;
}

double score_of(const std::vector<float>& arc, const std::vector<uint32_t>& heads) {
  double sum = 0;
  for (uint32_t d = 0; d < heads.size(); ++d) sum += std::log(std::max(1e-9, static_cast<double>(arc[d * (heads.size() + 1) + heads[d]])));
  return sum;
}

/// The best of all trees with one root, by trying every choice of heads.
double best_by_trying(const std::vector<float>& arc, uint32_t n) {
  std::vector<uint32_t> heads(n, 0);
  double best = -1e300;
  for (;;) {
    bool own = false;
    for (uint32_t d = 0; d < n; ++d) own = own || heads[d] == d + 1;
    if (!own && is_tree(heads)) best = std::max(best, score_of(arc, heads));
    uint32_t d = 0;
    while (d < n && ++heads[d] > n) heads[d++] = 0;
    if (d == n) return best;
  }
}

}  // namespace

TEST_CASE("the tree is the likeliest with one root") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const uint32_t n = 1 + random() % 5;
    std::vector<float> arc(n * (n + 1));
    for (float& p : arc) p = std::pow(static_cast<float>(random() % 1000 + 1) / 1001, 3.0f);
    const auto heads = best_tree(arc, n);
    REQUIRE(is_tree(heads));
    CHECK(score_of(arc, heads) == doctest::Approx(best_by_trying(arc, n)));
  }
}

TEST_CASE("a long sentence is one tree, whatever the scores") {
  for (const uint32_t n : {200u, 280u}) {
    for (const bool ring : {false, true}) {
      std::vector<float> arc(n * (n + 1), 1e-6f);
      if (ring)
        for (uint32_t d = 0; d < n; ++d) arc[d * (n + 1) + 1 + (d + 1) % n] = 0.99f;
      CHECK(is_tree(best_tree(arc, n)));
    }
  }
  CHECK(best_tree({}, 0).empty());
}

TEST_CASE("lemma rules") {
  CHECK(apply_lemma_rule("L3|y", "Countries") == "country");
  CHECK(apply_lemma_rule("K0|", "NATO") == "NATO");
  CHECK(apply_lemma_rule("C0|", "PARIS") == "Paris");
  CHECK(apply_lemma_rule("L1|", "Émigrés") == "émigré");
  CHECK(apply_lemma_rule("L9|", "is") == "is");
  CHECK(apply_lemma_rule("", "Is") == "is");
}

TEST_CASE("heads, children and subtrees") {
  Syntax s;  // "the old king slept": the -> king <- old, king -> slept
  s.nodes.resize(4);
  s.nodes[0].head = s.nodes[1].head = 2;
  s.nodes[0].rel = Deprel::det;
  s.nodes[1].rel = Deprel::amod;
  s.nodes[2].head = 3;
  s.nodes[2].rel = Deprel::nsubj;
  s.feats = {"Number=Sing|Tense=Past"};
  s.first_child = {Node::root, Node::root, 0, 2};
  s.next_sibling = {1, Node::root, Node::root, Node::root};
  CHECK(subtree(s, 2) == std::pair(0u, 3u));
  CHECK(subtree(s, 3) == std::pair(0u, 4u));
  CHECK(head_of(s, 0, 3) == 2);
  CHECK(head_of(s, 0, 2) == 0);
  CHECK(child(s, 3, Deprel::nsubj) == 2);
  CHECK(child(s, 3, Deprel::obj) == Node::root);
  CHECK(s.has(0, "Tense=Past"));
  CHECK_FALSE(s.has(0, "Tense=Pas"));
}
