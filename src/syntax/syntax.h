// syntax: tag, lemma, features, head and relation of each word: a tree for each sentence.
//
// Always: each sentence is one tree with one root (tests/properties). Words that the network did not see hang on the root as `dep`.
#pragma once

#include "base/base.h"
#include "codes.h"
#include "model/model.h"
#include "pack/pack.h"
#include "text/text.h"

namespace dateline {

struct Node {
  static constexpr uint32_t root = UINT32_MAX;
  Upos upos{};
  Deprel rel{};
  uint32_t head = root;  // a word of Text::words
  float head_score = 0;  // probability of the arc
  std::string lemma;
  uint16_t feats = 0;  // in Syntax::feats
};

struct Syntax {
  std::vector<Node> nodes;                                  // one a word of Text::words
  std::vector<std::string> feats;                           // "Number=Plur|Tense=Past"
  std::vector<uint32_t> first_child, next_sibling;          // Node::root where none: children in order of words
  bool has(uint32_t word, std::string_view feature) const;  // "Number=Plur"
};

Syntax parse(const Text&, std::string_view text, const Signals&, const Model&, const Pack&);

/// Words [first, last) of everything below a word, itself included.
std::pair<uint32_t, uint32_t> subtree(const Syntax&, uint32_t word);
/// The word of [first, last) that hangs highest (its head is outside).
uint32_t head_of(const Syntax&, uint32_t first, uint32_t last);
/// The first child with this relation (its universal part where `rel` has no subtype), or Node::root.
uint32_t child(const Syntax&, uint32_t word, Deprel rel);

}  // namespace dateline
