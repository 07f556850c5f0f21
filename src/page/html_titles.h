// The headline of a page among its blocks.
#pragma once

#include "page/html_facts.h"
#include "page/region.h"

namespace dateline {

struct Title {
  size_t block = SIZE_MAX;  // SIZE_MAX where the page has none
  RawSpan span;             // in it: without the site's name
  uint64_t key = 0;
};

Title find_title(std::string_view text, const std::vector<Block>& blocks, const Layout& layout, const HtmlFacts& facts);

}  // namespace dateline
