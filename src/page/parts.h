// What each stretch of raw text is: the decisions about a page, before the article is written from them.
#pragma once

#include "page/datelines.h"
#include "page/raw_text.h"

namespace dateline {

enum class Role : uint8_t { headline, highlight, byline, paragraph, cut };

struct Part {
  RawSpan span;
  Role role = Role::cut;
  std::string_view why;         // of a cut
  std::string what;             // of a cut: in words for a person
  std::string rule;             // of a cut: "packs/page/furniture.tsv:12" or "src/page/…: …"
  Opening opening;              // of a paragraph: its dateline; the paragraph itself begins after it
  bool dateline_stays = false;  // clean text keeps every character in its paragraphs
};

/// A page as it was understood; parts in the order of the raw text, not overlapping.
struct Understood {
  std::vector<Part> parts;
  std::string published;
  std::string_view published_from;
  std::string language, section;
};

}  // namespace dateline
