// The article written from the parts of a page that were understood.
#pragma once

#include "page/parts.h"

namespace dateline {

/// Parts that stay are copied in order, a blank line between; parts that go leave their text and reason in `removed`.
Article write_article(const RawText& raw, const Understood& understood, Trail& trail);

}  // namespace dateline
