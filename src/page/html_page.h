// HTML to an article.
#pragma once

#include "page/charset.h"

namespace dateline {

Article read_html(const Source& source, const Decoded& decoded, const Pack& pack, Trail& trail);

}  // namespace dateline
