// Where on a page the report's text stands.
#pragma once

#include "page/blocks.h"
#include "page/containers.h"

namespace dateline {

/// What a page's structure says of each block.
struct Layout {
  std::vector<Effect> effect;     // of each block: the nearest that an element above it gives
  std::vector<RuleRef> at;        // the row that gives it
  std::vector<char> prose;        // of each block: reads like sentences of a report and is no link
  std::vector<char> in_region;    // of each block
  std::string found_by;           // how the region was found, for the trail
};

Layout lay_out(const Markup& markup, const Blocks& blocks, const Pack& pack);

}  // namespace dateline
