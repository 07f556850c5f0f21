#include "names/scorer.h"

#include <charconv>
#include <cmath>

namespace dateline {
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
  layer.inputs = inputs;
  for (uint32_t row : list.find(fold(std::string(name) + " unit"))) {
    const size_t before = layer.in.size();
    append_numbers(list.cell(row, "weights"), layer.in);
    layer.in.resize(before + inputs, 0);  // a row of another length than the features is a fault of training; the record stays readable
    append_numbers(list.cell(row, "out"), layer.out);
    layer.out.resize(layer.in.size() / inputs, 0);
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
  float sum = 0;
  for (size_t u = 0; u < out.size(); ++u) {
    float unit = 0;
    const float* w = in.data() + u * inputs;
    for (size_t i = 0; i < inputs; ++i) unit += w[i] * x[i];
    if (unit > 0) sum += unit * out[u];
  }
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

}  // namespace dateline
