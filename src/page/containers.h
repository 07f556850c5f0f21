// What the elements of a page are for, by their tags and by the words in their names.
#pragma once

#include "page/markup.h"

namespace dateline {

enum class Effect : uint8_t { none, out, body, caption, byline, date, headline, standfirst, highlights };

struct Container {
  Effect effect = Effect::none;
  RuleRef at;           // the row of packs/page/containers.tsv
  bool by_tag = false;  // known by its tag or role alone
};

/// One for each element, by itself (what it hands down to its children is for the reader to say).
std::vector<Container> containers_of(const Markup& markup, const Pack& pack);

}  // namespace dateline
