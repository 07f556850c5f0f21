// What is measured of two candidates (and of one alone) to judge whether the later takes up the earlier. Training reads the same numbers.
#pragma once

#include "names/chains.h"

namespace dateline::names {

class Pairs {
 public:
  static constexpr size_t kinds = 17;
  static constexpr size_t pair_size = 104, single_size = 40;

  Pairs(const Reading&, const Lists&, const std::vector<Candidate>&, const Chains& names);

  /// Numbers of which few are not 0.
  struct Row {
    std::array<float, pair_size> values{};
    std::array<uint8_t, pair_size> set;  // [0, count): the places of those that are not 0
    uint32_t count = 0;
  };
  /// An earlier candidate worth asking about, and how many between it and the later one (up to eight) are of another kind and agree with that.
  struct Antecedent {
    uint32_t at = 0, between = 0;
  };

  /// Numbers about candidate `later` taking up an earlier one.
  Row pair(uint32_t later, Antecedent) const;
  /// Numbers about a candidate that begins a chain or stands alone: the first `single_size`.
  Row single(uint32_t at) const;
  /// Nearest first.
  std::vector<Antecedent> antecedents(uint32_t at) const;

 private:
  struct Traits {
    uint8_t kind = 0, role = 0;
    uint32_t paragraph = 0, governor = no_word;
    std::vector<std::string> content;  // folded words of the base phrase, without articles and possessives
    const std::vector<float>* vector = nullptr;
    float norm = 0;
    float chain = 0;                 // from the size of its chain of names
    uint32_t speaker = UINT32_MAX;   // candidate who speaks the quotation that it stands in
    uint32_t same_key = UINT32_MAX;  // the latest earlier candidate with the same key
    uint32_t rank = 0;               // place among the candidates of its sentence
  };
  Traits traits_of(uint32_t at) const;
  void find_speakers();
  bool agrees(uint32_t later, uint32_t earlier) const;
  float likeness(uint32_t a, uint32_t b) const;

  const Reading& r_;
  const Lists& lists_;
  const std::vector<Candidate>& all_;
  std::vector<uint32_t> chain_;       // of names
  std::vector<uint32_t> chain_size_;  // by chain id
  std::vector<Gender> chain_gender_;
  std::vector<float> distances_;  // by candidates between, as far as the window
  std::vector<Traits> traits_;
};

}  // namespace dateline::names
