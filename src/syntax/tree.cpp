#include "syntax/tree.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace dateline {
namespace {

constexpr double never = -1e30;
constexpr double second_root = -1e6;  // more than any tree can lose: so just one word hangs on the root

/// An arc between words as they were given; 0 is the root, d = 1…n.
struct Arc {
  uint32_t head = 0, dependent = 0;
};

/// Nodes that were made one, and the arcs among them that hold where nothing from outside comes in.
struct Contraction {
  std::vector<std::vector<uint32_t>> members;  // the words of each node of the cycle
  std::vector<Arc> arcs;                       // into each node, from the one before it in the cycle
};

class Edmonds {
 public:
  Edmonds(const std::vector<float>& arc, uint32_t n)
      : size_(n + 1), score_(size_ * size_, never), arcs_(size_ * size_), active_(size_, true), holds_(size_), heads_(size_, none) {
    for (uint32_t d = 1; d < size_; ++d) {
      holds_[d] = {d};
      for (uint32_t h = 0; h < size_; ++h) {
        if (h == d) continue;
        const double p = std::max(1e-9, static_cast<double>(arc[(d - 1) * size_ + h]));
        score(h, d) = std::log(p) + (h == 0 ? second_root : 0);
        arcs_[h * size_ + d] = {h, d};
      }
    }
  }

  std::vector<uint32_t> solve() {
    for (;;) {
      choose_heads();
      const std::vector<uint32_t> cycle = find_cycle();
      if (cycle.empty()) break;
      contract(cycle);
    }
    for (uint32_t d = 1; d < size_; ++d)
      if (active_[d]) take(arcs_[best_[d] * size_ + d]);
    for (auto c = contractions_.rbegin(); c != contractions_.rend(); ++c) expand(*c);
    return {heads_.begin() + 1, heads_.end()};
  }

 private:
  static constexpr uint32_t none = UINT32_MAX;
  double& score(uint32_t h, uint32_t d) { return score_[h * size_ + d]; }
  void take(Arc a) { heads_[a.dependent] = a.head; }

  void choose_heads() {
    best_.assign(size_, 0);
    for (uint32_t d = 1; d < size_; ++d) {
      if (!active_[d]) continue;
      double most = 2 * never;
      for (uint32_t h = 0; h < size_; ++h)
        if (h != d && active_[h] && score(h, d) > most) most = score(h, d), best_[d] = h;
    }
  }

  std::vector<uint32_t> find_cycle() const {
    std::vector<uint32_t> seen(size_, 0);  // by which walk
    for (uint32_t start = 1; start < size_; ++start) {
      if (!active_[start] || seen[start]) continue;
      uint32_t d = start;
      while (d != 0 && !seen[d]) seen[d] = start, d = best_[d];
      if (d == 0 || seen[d] != start) continue;
      std::vector<uint32_t> cycle;
      for (uint32_t x = d; cycle.empty() || x != d; x = best_[x]) cycle.push_back(x);
      return cycle;
    }
    return {};
  }

  /// Makes the nodes of the cycle one, under the number of the first.
  void contract(const std::vector<uint32_t>& cycle) {
    Contraction c;
    std::vector<double> own;
    std::vector<bool> inside(size_, false);
    for (const uint32_t m : cycle) {
      inside[m] = true;
      own.push_back(score(best_[m], m));
      c.members.push_back(holds_[m]);
      c.arcs.push_back(arcs_[best_[m] * size_ + m]);
    }
    const uint32_t one = cycle[0];
    for (uint32_t v = 0; v < size_; ++v) {
      if (!active_[v] || inside[v]) continue;
      double in = 2 * never, out = 2 * never;
      Arc in_arc, out_arc;
      for (size_t i = 0; i < cycle.size(); ++i) {
        const uint32_t m = cycle[i];
        if (score(v, m) - own[i] > in) in = score(v, m) - own[i], in_arc = arcs_[v * size_ + m];
        if (score(m, v) > out) out = score(m, v), out_arc = arcs_[m * size_ + v];
      }
      score(v, one) = in;
      arcs_[v * size_ + one] = in_arc;
      score(one, v) = out;
      arcs_[one * size_ + v] = out_arc;
    }
    for (size_t i = 1; i < cycle.size(); ++i) {
      active_[cycle[i]] = false;
      holds_[one].insert(holds_[one].end(), holds_[cycle[i]].begin(), holds_[cycle[i]].end());
    }
    contractions_.push_back(std::move(c));
  }

  /// The node that an arc from outside enters loses its arc of the cycle; the others keep theirs.
  void expand(const Contraction& c) {
    for (size_t i = 0; i < c.members.size(); ++i) {
      const bool entered = std::any_of(c.members[i].begin(), c.members[i].end(), [&](uint32_t d) { return heads_[d] != none; });
      if (!entered) take(c.arcs[i]);
    }
  }

  uint32_t size_;
  std::vector<double> score_;
  std::vector<Arc> arcs_;
  std::vector<bool> active_;
  std::vector<std::vector<uint32_t>> holds_;
  std::vector<uint32_t> heads_, best_;
  std::vector<Contraction> contractions_;
};

/// The likeliest head of each word, where that is a tree with one root already; else nothing.
std::vector<uint32_t> greedy_tree(const std::vector<float>& arc, uint32_t n) {
  std::vector<uint32_t> heads(n);
  uint32_t roots = 0;
  for (uint32_t d = 0; d < n; ++d) {
    const auto row = arc.begin() + static_cast<ptrdiff_t>(size_t{d} * (n + 1));
    heads[d] = static_cast<uint32_t>(std::max_element(row, row + n + 1) - row);
    if (heads[d] == d + 1) return {};
    roots += heads[d] == 0;
  }
  if (roots != 1) return {};
  std::vector<uint32_t> seen(n + 1, 0);
  for (uint32_t start = 1; start <= n; ++start) {
    uint32_t d = start;
    while (d != 0 && !seen[d]) seen[d] = start, d = heads[d - 1];
    if (d != 0 && seen[d] == start) return {};
  }
  return heads;
}

}  // namespace

std::vector<uint32_t> best_tree(const std::vector<float>& arc, uint32_t n) {
  if (n == 0) return {};
  std::vector<uint32_t> heads = greedy_tree(arc, n);
  return heads.empty() ? Edmonds(arc, n).solve() : heads;
}

}  // namespace dateline
