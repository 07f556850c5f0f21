// Names as the network marks them, mended by the lists: where each begins and ends, and of which type it is.
#pragma once

#include "names/lists.h"

namespace dateline::names {

/// Words [first, last) of a name, without articles, titles and possessive 's.
struct NameSpan {
  uint32_t sentence = 0, first = 0, last = 0;
  NameType type = NameType::OTH;
  float score = 0;                                    // the network's; 0 where only a list knows it
  std::string rule;                                   // of the list that knows it; empty where only the network does
  std::vector<std::pair<std::string, float>> others;  // types that the network considered
};

/// In order of the text, without overlaps.
std::vector<NameSpan> find_name_spans(const Reading&, const Lists&);

/// Makes the types of one article's names agree with each other.
void agree_on_types(const Reading&, const Lists&, std::vector<NameSpan>&);

}  // namespace dateline::names
