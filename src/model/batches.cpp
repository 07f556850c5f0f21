#include "model/batches.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace dateline {
namespace {

constexpr uint32_t window = 512;  // sentences that are sorted by length together, in the order of the text

// Sixteen pieces and their multiples alone: past the last full vector of sixteen numbers the library adds in another order, so that a sentence's
// scores would depend on its shape (docs/adr/0009-the-same-bits.md). For each number of pieces in all the library keeps a copy of the weights, and takes
// longer for the first pass; so all but the longest sentences go in shapes of 384 pieces, or, where a call has few sentences, in shapes of 192 and 96.
using Shapes = std::vector<Shape>;
constexpr Shape longest_shape = {longest.pieces, longest.words, 1};

/// All shapes of so many pieces together.
void add_shapes_of(uint32_t all, Shapes& out) {
  for (const uint32_t pieces : {16u, 32u, 48u, 64u, 96u, 128u, 192u})
    if (all % pieces == 0) out.push_back({pieces, pieces * 7 / 8, all / pieces});
}

constexpr uint32_t few = 1200;  // pieces: two or three reports

bool fits(Length l, const Shape& s) { return l.pieces <= s.pieces && l.words <= s.words; }

/// Words weigh in where a sentence has more of them than its pieces make likely.
uint32_t size_of(Length l) { return std::max(l.pieces, (l.words * 8 + 6) / 7); }

/// What a pass costs, in milliseconds of one core as measured; only the proportions matter.
double cost_of(const Shape& s) {
  const double pieces = s.rows * s.pieces;
  return 2.2 + 0.047 * pieces + 0.00075 * pieces * s.pieces;
}

/// The cheapest way to cut `order`, the longest sentence first, into batches.
void cut_into_batches(const std::vector<uint32_t>& order, const std::vector<Length>& sentences, const Shapes& shapes, std::vector<Batch>& out) {
  struct Step {
    double cost = std::numeric_limits<double>::infinity();
    size_t from = 0;
    const Shape* shape = nullptr;
  };
  std::vector<Step> best(order.size() + 1);
  best[0].cost = 0;
  for (size_t at = 0; at < order.size(); ++at)
    for (const Shape& shape : shapes) {
      if (!fits(sentences[order[at]], shape)) continue;
      // What comes later is not larger by size_of, but may be by words or pieces alone.
      size_t end = at + 1;
      while (end < order.size() && end < at + shape.rows && fits(sentences[order[end]], shape)) ++end;
      const double cost = best[at].cost + cost_of(shape);
      if (cost < best[end].cost) best[end] = {cost, at, &shape};
    }
  const size_t first = out.size();
  for (size_t at = order.size(); at > 0; at = best[at].from)
    out.push_back({*best[at].shape, {order.begin() + static_cast<std::ptrdiff_t>(best[at].from), order.begin() + static_cast<std::ptrdiff_t>(at)}});
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
}

}  // namespace

std::vector<Batch> batches_of(const std::vector<Length>& sentences) {
  uint32_t pieces = 0;
  for (const Length& l : sentences) pieces += l.pieces;
  Shapes shapes;
  for (const uint32_t all : pieces > few ? std::vector{384u} : std::vector{192u, 96u}) add_shapes_of(all, shapes);
  shapes.push_back(longest_shape);
  std::vector<Batch> out;
  for (uint32_t from = 0; from < sentences.size(); from += window) {
    std::vector<uint32_t> order;
    for (uint32_t s = from; s < std::min<size_t>(sentences.size(), from + window); ++s)
      if (sentences[s].words > 0) order.push_back(s);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return size_of(sentences[a]) > size_of(sentences[b]); });
    cut_into_batches(order, sentences, shapes, out);
  }
  return out;
}

}  // namespace dateline
