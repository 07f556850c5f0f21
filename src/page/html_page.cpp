#include "page/html_page.h"

#include "page/plain_page.h"
#include "page/writing.h"

namespace dateline {

Article read_html(const Source&, const Decoded& decoded, const Pack& pack, Trail& trail) {
  return write_article(decoded.raw, understand_scraped(decoded.raw.text, pack), trail);
}

}  // namespace dateline
