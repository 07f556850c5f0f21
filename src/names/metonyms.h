// Moscow the government against Moscow the town: by the syntax around a capital and by what it does.
#pragma once

#include "names/candidates.h"

namespace dateline::names {

/// Turns the capitals and seats among the candidates that stand for a government into metonyms of its country.
void find_metonyms(const Reading&, const Lists&, std::vector<Candidate>&);

}  // namespace dateline::names
