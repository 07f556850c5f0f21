// The best tree over scored arcs.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline {

/// `arc[d * (n + 1) + h]` is the probability that word d hangs on word h - 1, or on the root (h = 0). Gives h of each word: one tree with one root,
/// the likeliest of all (Chu and Liu; Edmonds). At most a few hundred words: the time grows with the cube of n in the worst case.
std::vector<uint32_t> best_tree(const std::vector<float>& arc, uint32_t n);

}  // namespace dateline
