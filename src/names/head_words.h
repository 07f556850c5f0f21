// Words that tell where a name ends and what it names: "Niger River", "Authority of …", "Hurricane Rita", letters in brackets behind a name.
#pragma once

#include "names/spans.h"

namespace dateline::names {

/// Mends the names of one article, which stand in order without overlaps and stay so.
void mend_by_head_words(const Reading&, const Lists&, std::vector<NameSpan>&);

}  // namespace dateline::names
