// Names of authors in a byline.
#pragma once

#include "page/raw_text.h"

namespace dateline {

/// The names in a byline, one span an author: "By Jane Roe and John Doe, staff writers" gives two. Names that are known beforehand are looked for first.
std::vector<RawSpan> names_in(std::string_view text, RawSpan line, const std::vector<std::string>& known, const Pack& pack);
/// The names in what a page's metadata give as author: "Jane Roe and John Doe" gives two; what has no shape of names ("Web desk") stays whole.
std::vector<std::string> split_names(const std::string& authors, const Pack& pack);

}  // namespace dateline
