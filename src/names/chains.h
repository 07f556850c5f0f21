// Which candidates are one: names by their words, then pronouns and nouns by a learned score within those bounds.
#pragma once

#include "names/candidates.h"

namespace dateline::names {

/// Why a candidate belongs to a chain.
struct Link {
  uint32_t to = UINT32_MAX;  // an earlier candidate; UINT32_MAX where the chain begins with this one
  std::string what, rule, head;
  float score = 0;
};

/// One chain id a candidate, smallest first; ids are numbers of candidates (the first of the chain).
struct Chains {
  std::vector<uint32_t> of;
  std::vector<Link> links;
};

/// Whether two names of people can be one person: all words of the shorter in the longer, in order.
bool same_person_name(std::string_view longer, std::string_view shorter);

/// Joins names: the same words, a last name, an acronym, a country and its demonym. Never two people whom the text tells apart.
Chains join_names(const Reading&, const Lists&, const std::vector<Candidate>&);

/// Joins "the North Korean leader" to the one person of that country's government who was named before.
void join_offices(const Reading&, const Lists&, const std::vector<Candidate>&, Chains&);

/// Joins pronouns and nouns to what they mean.
void join_the_rest(const Reading&, const Lists&, const std::vector<Candidate>&, Chains&);

}  // namespace dateline::names
