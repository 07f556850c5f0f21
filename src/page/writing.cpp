#include "page/writing.h"

#include <algorithm>

namespace dateline {
namespace {

class Writer {
 public:
  Writer(const RawText& raw, Article& article) : raw_(raw), article_(article) {}

  /// Copies text with its pieces; returns where it stands in the article.
  Span copy(RawSpan span) {
    uint32_t begin = static_cast<uint32_t>(article_.text.size());
    article_.text += text_of(raw_.text, span);
    while (at_ < raw_.pieces.size() && raw_.pieces[at_].text_end() <= span.begin) ++at_;
    for (size_t i = at_; i < raw_.pieces.size() && raw_.pieces[i].text < span.end; ++i) {
      Piece part = clip(raw_.pieces[i], span.begin, span.end);
      if (part.count == 0) continue;
      part.text = begin + (part.text - span.begin);
      article_.pieces.push_back(part);
    }
    return {begin, static_cast<uint32_t>(article_.text.size())};
  }
  void part_with_blank_line() {
    if (!article_.text.empty()) article_.text += "\n\n";
  }

 private:
  const RawText& raw_;
  Article& article_;
  size_t at_ = 0;
};

Span shifted(RawSpan span, uint32_t by) { return span.empty() ? Span{} : Span{span.begin + by, span.end + by}; }

void write_paragraph(const Part& part, Writer& writer, Article& article, Trail& trail) {
  Span whole = writer.copy(part.span);
  if (!part.opening || !article.dateline.span.empty()) return void(article.paragraphs.push_back(whole));
  const Opening& o = part.opening;
  article.dateline = {shifted(o.whole, whole.begin), shifted(o.place, whole.begin), shifted(o.agency, whole.begin), shifted(o.date, whole.begin)};
  article.paragraphs.push_back({part.dateline_stays ? whole.begin : whole.begin + o.text, whole.end});
  trail.add({.room = Room::page, .what = "the report opens with a dateline", .rule = o.rule, .span = article.dateline.span});
}

void write_cut(const RawText& raw, const Part& part, const Article& article, std::vector<Removed>& removed, Trail& trail) {
  uint32_t here = static_cast<uint32_t>(article.text.size());
  Why why = trail.add({.room = Room::page, .what = part.what, .rule = part.rule, .span = {here, here}});
  removed.push_back({source_under(raw.pieces, part.span.begin, part.span.end), std::string(text_of(raw.text, part.span)), part.why, why});
}

}  // namespace

Article write_article(const RawText& raw, const Understood& understood, Trail& trail) {
  Article article;
  Writer writer(raw, article);
  for (const Part& part : understood.parts) {
    if (part.span.empty()) continue;
    if (part.role == Role::cut) {
      write_cut(raw, part, article, article.removed, trail);
      continue;
    }
    writer.part_with_blank_line();
    switch (part.role) {
      case Role::headline: article.headline = writer.copy(part.span); break;
      case Role::highlight: article.highlights.push_back(writer.copy(part.span)); break;
      case Role::byline: article.byline.push_back(writer.copy(part.span)); break;
      default: write_paragraph(part, writer, article, trail);
    }
  }
  article.published = understood.published;
  article.published_from = understood.published_from;
  article.language = understood.language;
  article.section = understood.section;
  return article;
}

}  // namespace dateline
