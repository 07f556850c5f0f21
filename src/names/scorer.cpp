#include "names/scorer.h"

#include <algorithm>
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
  std::array<float, units> hidden{};
  for (size_t i = 0; i < in.size(); ++i) {
    if (x[i] == 0) continue;
    for (size_t u = 0; u < units; ++u) hidden[u] += in[i][u] * x[i];
  }
  float sum = 0;
  for (size_t u = 0; u < units; ++u) sum += std::max(hidden[u], 0.f) * out[u];
  return sum;
}

float Scorer::pair(const Pairs& pairs, uint32_t later, uint32_t earlier) const {
  const auto x = pairs.pair(later, earlier);
  return pair_.of(x.data());
}

float Scorer::single(const Pairs& pairs, uint32_t at) const {
  const auto x = pairs.single(at);
  return single_.of(x.data());
}

}  // namespace dateline::names
