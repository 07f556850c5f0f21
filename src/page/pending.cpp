// Until the room stands: delete this file with the first real one.
#include "page/page.h"

namespace dateline {
Article read_page(const Source& s, const Pack&, Trail&) { Article a; a.text = s.bytes; a.pieces.push_back({0, 0, (uint32_t)a.text.size(), (uint32_t)a.text.size()}); a.paragraphs.push_back({0, (uint32_t)a.text.size()}); return a; }
SourceSpan Article::source_of(Span s) const { return {s.begin, s.end}; }
Span Article::text_from(SourceSpan s) const { return {s.begin, s.end}; }
}  // namespace dateline
