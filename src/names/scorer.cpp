#include "names/scorer.h"

#include <charconv>

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
    for (size_t i = 0; i < inputs && i < weights.size(); ++i) layer.in[i][unit / lanes][unit % lanes] = weights[i];
    if (!out.empty()) layer.out[unit / lanes][unit % lanes] = out[0];
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

/// What the units make of the inputs that are not 0, added up.
DATELINE_CLONES float Scorer::apply(const Layer& layer, const Pairs::Row& x) {
  constexpr size_t rows = units / lanes;
  Units hidden{};
  for (uint32_t k = 0; k < x.count; ++k) {
    const Units& weights = layer.in[x.set[k]];
    const float value = x.values[x.set[k]];
#pragma GCC unroll 8
    for (size_t row = 0; row < rows; ++row) hidden[row] += weights[row] * value;
  }
  Lanes sums{};
#pragma GCC unroll 8
  for (size_t row = 0; row < rows; ++row) sums += (hidden[row] > 0 ? hidden[row] : Lanes{}) * layer.out[row];
  float sum = 0;
  for (size_t lane = 0; lane < lanes; ++lane) sum += sums[lane];
  return sum;
}

float Scorer::pair(const Pairs& pairs, uint32_t later, Pairs::Antecedent earlier) const { return apply(pair_, pairs.pair(later, earlier)); }

float Scorer::single(const Pairs& pairs, uint32_t at) const { return apply(single_, pairs.single(at)); }

}  // namespace dateline::names
