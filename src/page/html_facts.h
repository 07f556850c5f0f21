// What a page says about its article beside the text: titles, authors, dates.
#pragma once

#include "page/blocks.h"
#include "page/linked_data.h"

namespace dateline {

struct HtmlFacts {
  std::vector<std::string> titles;  // the surest first
  std::vector<std::string> authors;
  std::vector<RawSpan> author_spans;  // where each stands in the page
  std::string published, section, language;
  std::string_view published_from;  // meta, url; empty where the page gives no date
  std::string body;                 // the linked data's own copy of the text, or empty
};

HtmlFacts facts_of(std::string_view page, const Markup& markup, const Entities& entities, std::string_view uri, const Pack& pack);

}  // namespace dateline
