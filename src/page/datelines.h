// Datelines: "VLADIVOSTOK, April 25 (Agency) —", "Vladivostok: ", "(AP) --" at the head of a paragraph.
#pragma once

#include "page/raw_text.h"

namespace dateline {

/// The opening of a paragraph; spans count in the paragraph. `whole` ends after the dash or colon, `text` where the report goes on.
struct Opening {
  RawSpan whole, place, agency, date;
  uint32_t text = 0;
  std::string rule;  // why it was taken for one
  explicit operator bool() const { return !whole.empty(); }
};

/// What has to be known of a place before a colon or dash: `sure` by itself a dateline; `shape` looks like one, and the caller has other proof.
enum class Trust : uint8_t { sure, shape };

/// The dateline at the head of a paragraph; empty where it has none.
Opening find_opening(std::string_view paragraph, const Pack& pack, Trust trust = Trust::sure);

}  // namespace dateline
