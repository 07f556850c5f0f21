// Chains made into actors: of which kind, of which country and role, by which lists and words.
#pragma once

#include "names/facts.h"
#include "names/groups.h"

namespace dateline::names {

/// Fills `names` (mentions, chains, actors) from candidates and their chains.
void make_actors(const Reading&, const Lists&, std::vector<Candidate>&, const Chains&, const std::vector<Group>&, Names& names);

}  // namespace dateline::names
