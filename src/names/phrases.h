// Noun phrases by the tree: what belongs to the phrase that a word heads.
#pragma once

#include "names/reading.h"

namespace dateline::names {

struct Phrase {
  uint32_t first = 0, last = 0;            // the whole: possessive 's, relative clauses and appositions included
  uint32_t base_first = 0, base_last = 0;  // from its article to its head: "the founder" of "the founder of North Korea"
};

/// The phrase headed by `head`; `inside` are words that must belong to it (a name's own).
Phrase phrase_of(const Reading&, uint32_t head, uint32_t inside_first, uint32_t inside_last);

/// The phrase with everything joined to it by "and": "Putin and Kim".
Phrase joined_phrase_of(const Reading&, uint32_t head);

/// The word that heads the noun phrase that a name is the core of: "President" in "President Vladimir Putin" where the tree hangs the name on it.
uint32_t phrase_head(const Reading&, uint32_t head);

}  // namespace dateline::names
