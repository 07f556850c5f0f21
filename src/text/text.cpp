#include "text/text.h"

#include <algorithm>

#include "text/boundaries.h"
#include "text/lists.h"

namespace dateline {
namespace {

/// A stretch of the article that sentences do not cross.
struct Region {
  Span span;
  Part part;
  uint32_t paragraph;
};

std::vector<Region> regions_of(const Article& article) {
  std::vector<Region> out;
  const auto add = [&](Span span, Part part, size_t paragraph) {
    if (!span.empty() && span.end <= article.text.size()) out.push_back({span, part, static_cast<uint32_t>(paragraph)});
  };
  add(article.headline, Part::headline, 0);
  for (size_t i = 0; i < article.highlights.size(); ++i) add(article.highlights[i], Part::highlight, i);
  add(article.dateline.span, Part::body, 0);
  for (size_t i = 0; i < article.paragraphs.size(); ++i) add(article.paragraphs[i], Part::body, i);
  std::stable_sort(out.begin(), out.end(), [](const Region& a, const Region& b) { return a.span.begin < b.span.begin; });
  return out;
}

void split_region(std::string_view text, const Region& region, const WordLists& lists, Text& out) {
  const std::string_view stretch = text_of(text, region.span);
  std::vector<Word> words;
  split_words(stretch, 0, lists, words);
  uint32_t first = 0;
  for (const uint32_t end : sentence_ends(stretch, words, lists)) {
    const Span within{words[first].span.begin, words[end - 1].span.end};
    Sentence s;
    s.span = {within.begin + region.span.begin, within.end + region.span.begin};
    s.part = region.part;
    s.paragraph = region.paragraph;
    s.first = static_cast<uint32_t>(out.words.size());
    // Once more, since the end of a sentence decides on full stops: training reads the words of single sentences.
    split_words(text_of(stretch, within), s.span.begin, lists, out.words);
    s.last = static_cast<uint32_t>(out.words.size());
    out.sentences.push_back(s);
    first = end;
  }
}

}  // namespace

Text split(const Article& article, const Pack& pack) {
  const WordLists lists(pack);
  Text out;
  uint32_t covered = 0;
  for (Region region : regions_of(article)) {
    region.span.begin = std::max(region.span.begin, covered);  // regions that overlap are a fault above; no character is read twice
    if (region.span.empty()) continue;
    split_region(article.text, region, lists, out);
    covered = region.span.end;
  }
  return out;
}

uint32_t Text::sentence_of(uint32_t word) const {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), word, [](uint32_t w, const Sentence& s) { return w < s.first; });
  return after == sentences.begin() ? 0 : static_cast<uint32_t>(after - sentences.begin()) - 1;
}

std::pair<uint32_t, uint32_t> Text::words_in(Span span) const {
  const auto first = std::partition_point(words.begin(), words.end(), [&](const Word& w) { return w.span.end <= span.begin; });
  const auto last = std::partition_point(first, words.end(), [&](const Word& w) { return w.span.begin < span.end; });
  return {static_cast<uint32_t>(first - words.begin()), static_cast<uint32_t>(last - words.begin())};
}

}  // namespace dateline
