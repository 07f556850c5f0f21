// The few facts that a page's linked data (JSON-LD) gives about its article, read without building it.
#pragma once

#include "page/raw_text.h"

namespace dateline {

struct Fact {
  std::string text;
  RawSpan span;  // where it stands in the page
};

struct LinkedData {
  std::vector<Fact> headlines, authors;
  std::string published, modified, section, body, language;
};

/// Adds what one <script type="application/ld+json"> says. Linear, at most 32 levels deep; what is malformed is passed over.
void read_linked_data(std::string_view page, RawSpan script, LinkedData& out);

}  // namespace dateline
