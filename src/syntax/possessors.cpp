#include "syntax/possessors.h"

#include <algorithm>

namespace dateline {
namespace {

bool is_nominal(Upos u) { return u == Upos::NOUN || u == Upos::PROPN; }

/// The word of a noun phrase that begins at `word` on which its first words hang.
uint32_t top_of_phrase(const std::vector<Node>& nodes, uint32_t word, uint32_t last) {
  constexpr Deprel inner[] = {Deprel::compound, Deprel::amod, Deprel::nmod_desc, Deprel::nummod, Deprel::flat};
  while (std::ranges::find(inner, nodes[word].rel) != std::end(inner) && nodes[word].head != Node::root && nodes[word].head > word && nodes[word].head < last)
    word = nodes[word].head;
  return word;
}

bool hangs_below(const std::vector<Node>& nodes, uint32_t word, uint32_t above) {
  for (; word != Node::root; word = nodes[word].head)
    if (word == above) return true;
  return false;
}

}  // namespace

void hang_possessors_right(std::vector<Node>& nodes, uint32_t first, uint32_t last) {
  for (uint32_t sign = first + 1; sign + 1 < last; ++sign) {
    if (nodes[sign].rel != Deprel::case_ || nodes[sign].upos != Upos::PART || nodes[sign].head >= sign || nodes[sign].head < first) continue;
    const uint32_t owner = nodes[sign].head;
    const bool misplaced = nodes[owner].head == Node::root || nodes[owner].head < sign;
    const uint32_t owned = top_of_phrase(nodes, sign + 1, last);
    if (!misplaced || !is_nominal(nodes[owned].upos) || hangs_below(nodes, nodes[owner].head, owned)) continue;
    nodes[owned].head = nodes[owner].head;
    nodes[owned].rel = nodes[owner].rel;
    for (uint32_t w = first; w < owner; ++w)
      if (nodes[w].head == owner && (nodes[w].rel == Deprel::cc || (nodes[w].rel == Deprel::case_ && nodes[w].upos == Upos::ADP))) nodes[w].head = owned;
    nodes[owner].head = owned;
    nodes[owner].rel = Deprel::nmod_poss;
  }
}

}  // namespace dateline
