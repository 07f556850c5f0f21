// "The two leaders", "both men", "Putin and Kim": candidates that mean several actors at once.
#pragma once

#include "names/chains.h"

namespace dateline::names {

/// A chain that stands for several others.
struct Group {
  uint32_t chain = 0;             // its id
  std::vector<uint32_t> members;  // ids of chains, in order
  Step step;
};

/// Chains whose candidates are joined names or count two of a kind already named; candidates of one set of members become one chain.
std::vector<Group> find_groups(const Reading&, const Lists&, const std::vector<Candidate>&, Chains&);

}  // namespace dateline::names
