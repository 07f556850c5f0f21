// Any bytes as text (first bit 0) or HTML (1): every span of the article lies in its text and maps back into the bytes given.
#include <cstdlib>

#include "page/page.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dateline;
  static const auto pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  if (!pack || size == 0) return pack ? 0 : (std::abort(), 0);
  Source source;
  source.media_type = data[0] & 1 ? MediaType::html : MediaType::text;
  source.clean = data[0] & 2;
  source.bytes.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  Trail trail;
  Article article = read_page(source, *pack, trail);
  auto check = [&](Span s) {
    if (s.begin > s.end || s.end > article.text.size()) std::abort();
    SourceSpan at = article.source_of(s);
    if (at.begin > at.end || at.end > source.bytes.size()) std::abort();
  };
  check(article.headline);
  check(article.dateline.span);
  for (Span s : article.paragraphs) check(s);
  for (const Removed& cut : article.removed)
    if (cut.span.begin > cut.span.end || cut.span.end > source.bytes.size()) std::abort();
  return 0;
}
