// Where quotation marks open and close (packs/en/quote_marks.tsv). A paragraph that ends inside a quotation leaves it open; the next one begins anew.
#include <algorithm>

#include "voices/draft.h"

namespace dateline {
namespace {

struct Mark {
  std::string_view open, close;
  bool at_words;  // opens only before a word and closes only behind one: the apostrophe's double
};

std::vector<Mark> marks_of(const Pack& pack) {
  std::vector<Mark> out;
  Table t = pack.table("en/quote_marks");
  if (!t) return out;
  int open = t.column("open"), close = t.column("close"), at_words = t.column("at_words");
  for (uint32_t row = 0; row < t.rows(); ++row) out.push_back({t.cell(row, open), t.cell(row, close), t.cell(row, at_words) == "yes"});
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }

/// Whether a mark may open a quotation here: before something, and behind nothing, white space or an opening sign.
bool may_open(std::string_view text, Span paragraph, uint32_t at, const Mark& m) {
  uint32_t next = at + m.open.size();
  if (next >= paragraph.end || is_space(text[next])) return false;
  if (m.open != m.close) return true;
  if (at == paragraph.begin) return true;
  char before = text[at - 1];
  return is_space(before) || before == '(' || before == '[' || before == '-' || (!m.at_words && !is_word(before)) || (before & 0x80);
}

bool may_close(std::string_view text, Span paragraph, uint32_t at, const Mark& m) {
  if (at == paragraph.begin || is_space(text[at - 1])) return false;
  uint32_t next = at + m.close.size();
  return !m.at_words || next >= paragraph.end || !is_word(text[next]);
}

/// The end of the quotation that opens at `at`, or 0 where it does not close.
uint32_t closing(std::string_view text, Span paragraph, uint32_t at, const Mark& m) {
  constexpr uint32_t longest_single = 1000;  // bytes; keeps texts full of apostrophes linear
  uint32_t fallback = 0, end = m.at_words ? std::min(paragraph.end, at + longest_single) : paragraph.end;
  for (uint32_t i = at + m.open.size(); i < end; ++i) {
    if (text.substr(i, m.close.size()) == m.close && may_close(text, paragraph, i, m)) {
      if (!m.at_words) return i + m.close.size();
      // An apostrophe behind a plural closes nothing where punctuation and a mark still follow.
      if (!is_word(text[i - 1])) return i + m.close.size();
      if (!fallback) fallback = i + m.close.size();
    }
    if (m.open != "\"" && m.open.size() > 1 && text[i] == '"' && m.close.size() > 1 && may_close(text, paragraph, i, {"\"", "\"", false}))
      return i + 1;  // “mixed"
  }
  return fallback;
}

}  // namespace

std::vector<Span> paragraphs_of(const Article& article) {
  std::vector<Span> out;
  if (!article.headline.empty()) out.push_back(article.headline);
  out.insert(out.end(), article.highlights.begin(), article.highlights.end());
  out.insert(out.end(), article.paragraphs.begin(), article.paragraphs.end());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Quotation> find_quotations(const Hearing& in) {
  std::vector<Quotation> out;
  std::string_view text = in.article.text;
  auto marks = marks_of(in.pack);
  auto paragraphs = paragraphs_of(in.article);
  for (uint32_t p = 0; p < paragraphs.size(); ++p) {
    Span paragraph = paragraphs[p];
    // After a failed search for a closing mark of some kind, no later one of that kind can succeed: each kind is searched to the end once.
    std::vector<char> spent(marks.size(), 0);
    for (uint32_t at = paragraph.begin; at < paragraph.end; ++at) {
      for (size_t k = 0; k < marks.size(); ++k) {
        const Mark& m = marks[k];
        if (spent[k] || text.substr(at, m.open.size()) != m.open || !may_open(text, paragraph, at, m)) continue;
        uint32_t end = closing(text, paragraph, at, m);
        bool open_end = end == 0;
        if (open_end) {
          spent[k] = 1;
          if (m.at_words) break;
          end = paragraph.end;
        }
        out.push_back({{at, end}, p, open_end});
        at = end - 1;
        break;
      }
    }
  }
  return out;
}

float quoted_share(const Hearing& in, const std::vector<Quotation>& quotations, Span span) {
  uint32_t all = 0, inside = 0;
  auto q = std::lower_bound(quotations.begin(), quotations.end(), span.begin, [](const Quotation& a, uint32_t at) { return a.span.end <= at; });
  for (uint32_t i = span.begin; i < span.end && i < in.article.text.size(); ++i) {
    if (!is_word(in.article.text[i])) continue;
    while (q != quotations.end() && q->span.end <= i) ++q;
    ++all;
    if (q != quotations.end() && q->span.begin <= i) ++inside;
  }
  return all ? static_cast<float>(inside) / all : 0;
}

Span without_inner_marks(const Hearing& in, Span span) {
  const std::string_view text = in.article.text;
  for (const Mark& m : marks_of(in.pack)) {
    if (!text_of(text, span).starts_with(m.open)) continue;
    span.begin += m.open.size();
    if (text_of(text, span).ends_with(m.close)) span.end -= m.close.size();
    break;
  }
  return span;
}

Span without_marks(const Hearing& in, const std::vector<Quotation>& quotations, Span span) {
  std::string_view text = in.article.text;
  auto trim = [&] {
    while (!span.empty() && is_space(text[span.begin])) ++span.begin;
    while (!span.empty() && is_space(text[span.end - 1])) --span.end;
  };
  auto marks = marks_of(in.pack);
  auto opens_at = [&](uint32_t at) -> uint32_t {
    for (const Mark& m : marks)
      if (text.substr(at, m.open.size()) == m.open) return m.open.size();
    return 0;
  };
  auto closes_at = [&](uint32_t end) -> uint32_t {
    for (const Mark& m : marks)
      for (std::string_view c : {m.close, m.open})
        if (end >= c.size() + span.begin && text.substr(end - c.size(), c.size()) == c) return c.size();
    return 0;
  };
  trim();
  auto q = std::lower_bound(quotations.begin(), quotations.end(), span.begin, [](const Quotation& a, uint32_t at) { return a.span.end <= at; });
  if (q == quotations.end() || !q->span.overlaps(span)) return span;
  auto last = q;
  while (last + 1 != quotations.end() && (last + 1)->span.overlaps(span)) ++last;
  bool one = q->span == last->span;
  if (one && q->span.begin + 4 > span.begin && q->span.end <= span.end + 4 &&
      (q->span.begin >= span.begin ? quoted_share(in, quotations, span) > 0.95f : true)) {
    if (span.begin == q->span.begin) span.begin += opens_at(span.begin);
    if (span.end == q->span.end && !q->open_end) span.end -= closes_at(span.end);
  } else {
    if (span.begin == q->span.begin && q->span.end > span.end) span.begin += opens_at(span.begin);
    if (span.end == last->span.end && last->span.begin < span.begin && !last->open_end) span.end -= closes_at(span.end);
  }
  trim();
  return span;
}

}  // namespace dateline
