// The learned score of "this takes up that" against "this begins something new": packs/en/chain_weights.tsv, made by training/chains.py.
#pragma once

#include "names/lanes.h"
#include "names/pairs.h"

namespace dateline::names {

class Scorer {
 public:
  static constexpr size_t units = 64;
  explicit Scorer(const Pack&);
  /// Above 0 where `later` rather takes up `earlier` than begins something new; comparable among the antecedents of one candidate.
  float pair(const Pairs&, uint32_t later, Pairs::Antecedent) const;
  /// What an antecedent must beat.
  float single(const Pairs&, uint32_t at) const;
  const std::string& rule() const { return rule_; }

 private:
  using Units = std::array<Lanes, units / lanes>;
  /// One hidden layer, its weights by input, so that inputs that are 0 (most of them) cost nothing.
  struct Layer {
    std::vector<Units> in;
    Units out{};
  };
  static float apply(const Layer&, const Pairs::Row&);
  static Layer read(const List&, std::string_view name, size_t inputs);
  Layer pair_, single_;
  std::string rule_;
};

}  // namespace dateline::names
