// The text of a page in blocks: a paragraph, a heading, a list item, a button, each with the element it stands in.
#pragma once

#include "page/entities.h"
#include "page/lines.h"
#include "page/markup.h"

namespace dateline {

struct Block {
  Line line;                 // in Blocks::raw
  uint32_t element = 0;      // the nearest block element around it
  Tag tag = Tag::other;      // of that element
  float link_share = 0;      // of its letters that stand in links
  bool after_break = false;  // a <br> parts it from the block before, of the same element
};

struct Blocks {
  RawText raw;  // white space single, references decoded; a line end between blocks
  std::vector<Block> blocks;
};

Blocks blocks_of(std::string_view page, const Markup& markup, const Entities& entities);

}  // namespace dateline
