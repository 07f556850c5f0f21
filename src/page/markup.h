// A lenient reader of HTML: elements, the text in them, and where each character of it stands. No tree of objects, no recursion, linear.
//
// Always: elements stand in document order, a parent before its children; no depth of nesting and no broken tag stops it.
// It keeps to what browsers do where that moves text between blocks (implied ends of p, li, td…) and leaves the rest (foster parents, formatting).
#pragma once

#include "page/raw_text.h"

namespace dateline {

enum class Tag : uint8_t {
  other,
  a,
  abbr,
  address,
  article,
  aside,
  b,
  blockquote,
  body,
  br,
  button,
  caption,
  center,
  cite,
  code,
  dd,
  details,
  div,
  dl,
  dt,
  em,
  fieldset,
  figcaption,
  figure,
  footer,
  form,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hgroup,
  hr,
  html,
  i,
  label,
  li,
  link,
  main,
  meta,
  nav,
  ol,
  option,
  p,
  pre,
  q,
  s,
  section,
  small,
  span,
  strong,
  sub,
  summary,
  sup,
  table,
  tbody,
  td,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  u,
  ul
};

enum class Name : uint8_t { other, aria_hidden, class_, content, datetime, hidden, href, id, itemprop, lang, name, property, rel, role, style, type };

struct Attribute {
  Name name = Name::other;
  std::string_view value;  // as it stands, entities and all
};

struct Element {
  Tag tag = Tag::other;
  uint32_t parent = 0;      // itself for the first, which is the page
  uint32_t end = 0;         // the first element after all that are in this one
  uint32_t attributes = 0;  // first in Markup::attributes
  uint16_t attribute_count = 0;
};

/// Characters between two tags, as they stand in the page.
struct TextRun {
  uint32_t element = 0;
  RawSpan span;
  bool block_before = false;  // a block began or ended since the text before
  bool line_before = false;   // <br> since the text before
};

struct Markup {
  std::vector<Element> elements;
  std::vector<Attribute> attributes;
  std::vector<TextRun> texts;
  std::vector<RawSpan> linked_data;  // contents of <script type="application/ld+json">
  bool cut_short = false;            // a limit was met: the rest of the page was left unread

  std::string_view attribute(const Element& element, Name name) const;
};

Markup read_markup(std::string_view page);
bool is_block(Tag tag);
bool is_heading(Tag tag);

}  // namespace dateline
