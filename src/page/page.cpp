#include "page/page.h"

#include <algorithm>

#include "page/charset.h"
#include "page/html_page.h"
#include "page/languages.h"
#include "page/plain_page.h"
#include "page/writing.h"

namespace dateline {

SourceSpan Article::source_of(Span span) const { return source_under(pieces, span.begin, span.end); }

Span Article::text_from(SourceSpan span) const {
  // Pieces need not stand in the order of the source (a headline may come from the page's head), so the smallest and the largest are looked for.
  Span out{UINT32_MAX, 0};
  for (const Piece& piece : pieces) {
    uint32_t from = std::max(span.begin, piece.source), to = std::min(span.end, piece.source_end());
    if (from >= to || piece.source_step == 0) continue;
    uint32_t first = (from - piece.source) / piece.source_step, last = (to - piece.source + piece.source_step - 1) / piece.source_step;
    out.begin = std::min(out.begin, piece.text + first * piece.text_step);
    out.end = std::max(out.end, piece.text + last * piece.text_step);
  }
  return out.begin < out.end ? out : Span{};
}

namespace {

void set_published(const Source& source, Article& article) {
  if (source.published.empty()) return;
  if (!parse_day(source.published)) {  // a report with an odd date is a report all the same
    article.warnings.push_back({"bad-date", "the date given is no ISO date (2019-04-25) and was left out: " + source.published.substr(0, 40), {}});
    return;
  }
  article.published = source.published;
  article.published_from = "given";
}

}  // namespace

Article read_page(const Source& source, const Pack& pack, Trail& trail) {
  Decoded decoded = decode(source.bytes, source.media_type);
  Article article;
  if (source.media_type == MediaType::html) {
    article = read_html(source, decoded, pack, trail);
  } else {
    Understood understood = source.clean ? understand_clean(decoded.raw.text, pack) : understand_scraped(decoded.raw.text, pack);
    article = write_article(decoded.raw, understood, trail);
  }
  article.warnings.insert(article.warnings.begin(), decoded.warnings.begin(), decoded.warnings.end());
  set_published(source, article);
  check_language(article, pack);
  if (article.paragraphs.empty()) article.warnings.push_back({"no-text", "no text of an article was found", {}});
  return article;
}

}  // namespace dateline
