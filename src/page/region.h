// Where on a page the report's text stands.
#pragma once

#include "page/blocks.h"
#include "page/containers.h"

namespace dateline {

/// What a page's structure says of each block.
struct Layout {
  std::vector<Effect> effect;   // of each block: the nearest that an element above it gives
  std::vector<RuleRef> at;      // the row that gives it
  std::vector<char> prose;      // of each block: reads like sentences of a report and is no link
  std::vector<char> in_region;  // of each block
  std::vector<char> confirmed;  // of each block: stands in the page's own copy of the text; empty where it gives none that fits
  std::string found_by;         // how the region was found, for the trail
};

/// `body`: the copy of the text in the page's linked data, or empty; a hint.
Layout lay_out(const Markup& markup, const Blocks& blocks, std::string_view body, const Pack& pack);

}  // namespace dateline
