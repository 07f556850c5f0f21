// page: a source made into an article: what is headline, dateline and body, and what was cut and why.
//
// Always: `text` is valid UTF-8 without markup; every span of the article lies in it and maps back to the bytes given (tests/properties).
// Paragraphs leave the dateline out. A cut has a reason. Odd bytes give an article with warnings, never an error.
// Never: a word that the source does not hold.
#pragma once

#include "base/base.h"
#include "pack/pack.h"
#include "source/source.h"

namespace dateline {

struct Dateline {
  Span span;                 // the whole opening: "VLADIVOSTOK, April 25 (Agency) —"; empty where there is none
  Span place, agency, date;  // parts of it; empty where it has none
};

/// Something of the source that is not article text.
struct Removed {
  SourceSpan span;
  std::string text;      // the clean text that stood there
  std::string_view why;  // furniture, duplicate-headline, duplicate-lead, caption, related, boilerplate
  Why reason;            // the step in the trail
};

struct Article {
  std::string text;  // clean text: headline, highlights, byline, dateline and paragraphs in the order of the source, a blank line between
  Span headline;     // empty where there is none
  std::vector<Span> highlights;
  std::vector<Span> byline;  // one span an author
  Dateline dateline;
  std::vector<Span> paragraphs;     // the lead first, the dateline left out
  std::string published;            // ISO date or date-time, or empty
  std::string_view published_from;  // given, meta, text, url
  std::string language;             // ISO 639-1, or empty where unsure
  std::string section;
  std::vector<Removed> removed;
  std::vector<Warning> warnings;

  /// The bytes of the source under a span of `text`: the smallest range that holds them all.
  SourceSpan source_of(Span) const;
  /// The part of `text` that came from these bytes (empty where none did).
  Span text_from(SourceSpan) const;

  /// A run of characters of `text`, each of `text_step` bytes there and of `source_step` bytes in the source (1 and 1 where the text stands
  /// byte for byte in the source; one entity is a run of one character). In the order of `text`, which is the source's but for authors that only
  /// the page's head names: they stand last. What lies between pieces is a joint (a blank line).
  struct Piece {
    uint32_t text = 0, source = 0, count = 0;
    uint16_t text_step = 1, source_step = 1;
    uint32_t text_end() const { return text + count * text_step; }
    uint32_t source_end() const { return source + count * source_step; }
  };
  std::vector<Piece> pieces;
};

Article read_page(const Source&, const Pack&, Trail&);

}  // namespace dateline
