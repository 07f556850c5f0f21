#include "names/scorer.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace dateline::names {
namespace {

void append_numbers(std::string_view cell, std::vector<float>& out) {
  const char* at = cell.data();
  const char* end = at + cell.size();
  while (at < end) {
    float x = 0;
    const auto [next, failed] = std::from_chars(at, end, x);
    if (failed != std::errc()) break;
    out.push_back(x);
    at = next + (next < end);
  }
}

}  // namespace

Scorer::Layer Scorer::read(const List& list, std::string_view name, size_t inputs) {
  Layer layer;
  layer.in.resize(inputs);
  size_t unit = 0;
  for (uint32_t row : list.find(fold(std::string(name) + " unit"))) {
    if (unit == units) break;
    std::vector<float> weights, out;
    append_numbers(list.cell(row, "weights"), weights);
    append_numbers(list.cell(row, "out"), out);
    for (size_t i = 0; i < inputs && i < weights.size(); ++i) layer.in[i][unit] = weights[i];
    if (!out.empty()) layer.out[unit] = out[0];
    ++unit;
  }
  return layer;
}

Scorer::Scorer(const Pack& pack) {
  const List list(pack, "en/chain_weights");
  pair_ = read(list, "pair", Pairs::pair_size);
  single_ = read(list, "single", Pairs::single_size);
  if (const uint32_t row = list.first("pair unit"); row != UINT32_MAX) rule_ = list.rule(row);
}

float Scorer::Layer::of(const float* x) const {
  std::array<size_t, Pairs::pair_size> inputs;  // that are not 0: few
  size_t count = 0;
  for (size_t i = 0; i < in.size(); ++i) {
    inputs[count] = i;
    count += x[i] != 0;
  }
  constexpr size_t lanes = 32;  // units at once: their sums stay in the processor's registers
  static_assert(units % lanes == 0);
  std::array<float, lanes> sums{};
  for (size_t first = 0; first < units; first += lanes) {
    std::array<float, lanes> hidden{};
    for (size_t k = 0; k < count; ++k) {
      const float value = x[inputs[k]], *weights = in[inputs[k]].data() + first;
      for (size_t lane = 0; lane < lanes; ++lane) hidden[lane] += weights[lane] * value;
    }
    for (size_t lane = 0; lane < lanes; ++lane) sums[lane] += std::max(hidden[lane], 0.f) * out[first + lane];
  }
  return std::accumulate(sums.begin(), sums.end(), 0.f);
}

float Scorer::pair(const Pairs& pairs, uint32_t later, Pairs::Antecedent earlier) const {
  const auto x = pairs.pair(later, earlier);
  return pair_.of(x.data());
}

float Scorer::single(const Pairs& pairs, uint32_t at) const {
  const auto x = pairs.single(at);
  return single_.of(x.data());
}

}  // namespace dateline::names
