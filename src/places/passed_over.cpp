// Places that the names room passed over: the words of a region's name ("the Korean Peninsula", where "Korean" alone was taken), and a name that the
// report uses for a place elsewhere ("a Boston man"), or that is a state or a great city and a proper noun by its tag. Never inside another name.
#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

constexpr uint32_t longest_name = 4;  // words
constexpr float well_known = 4.8f;    // prior: states, cities of a hundred thousand

bool has_capital(std::string_view s) { return !s.empty() && s[0] >= 'A' && s[0] <= 'Z'; }

class Search {
 public:
  Search(const Article& article, const Text& text, const Syntax& syntax, const Names& names, const Gazetteer& gazetteer, Reading& reading)
      : all_(article.text),
        text_(text),
        syntax_(syntax),
        gazetteer_(gazetteer),
        reading_(reading),
        taken_(text.words.size()),
        swallowed_(reading.mentions.size()) {
    for (const Mention& m : names.mentions) {
      if (m.kind != MentionKind::name && m.kind != MentionKind::metonym) continue;
      auto [first, last] = text.words_in(m.span);
      std::fill(taken_.begin() + first, taken_.begin() + std::max(first, last), true);
    }
    for (const PlaceMention& m : reading.mentions) keys_.push_back(m.key);
    std::sort(keys_.begin(), keys_.end());
  }

  void run() {
    for (const Sentence& sentence : text_.sentences)
      for (uint32_t word = sentence.first; word < sentence.last;) word = std::max(word + 1, search_at(word, sentence));
    auto& all = reading_.mentions;
    for (size_t i = 0; i < swallowed_.size(); ++i)
      if (swallowed_[i]) all[i].span = {};
    std::erase_if(all, [](const PlaceMention& m) { return m.span.empty(); });
    std::stable_sort(all.begin(), all.end(), [](const PlaceMention& a, const PlaceMention& b) { return a.span < b.span; });
  }

 private:
  /// The numbers [first, last) of the mentions that names gave and that touch a span: they are in order and do not overlap.
  std::pair<size_t, size_t> touching(Span span) const {
    const auto begin = reading_.mentions.begin(), end = begin + static_cast<std::ptrdiff_t>(swallowed_.size());
    const auto first = std::partition_point(begin, end, [&](const PlaceMention& m) { return m.span.end <= span.begin; });
    const auto last = std::partition_point(first, end, [&](const PlaceMention& m) { return m.span.begin < span.end; });
    return {static_cast<size_t>(first - begin), static_cast<size_t>(last - begin)};
  }

  std::string_view written(uint32_t word) const { return text_of(all_, text_.words[word].span); }

  /// The word after what was found, or 0.
  uint32_t search_at(uint32_t word, const Sentence& sentence) {
    if (!has_capital(written(word))) return 0;
    if (uint32_t end = region_at(word, sentence)) return end;
    return name_at(word, sentence);
  }

  /// A name of several words from regions.tsv; it may swallow a shorter place ("Peninsula") or a demonym.
  uint32_t region_at(uint32_t word, const Sentence& sentence) {
    uint32_t best = 0;
    std::string phrase = fold(written(word));
    for (uint32_t last = word + 1; last < sentence.last && last - word < longest_name && gazetteer_.begins_region(phrase); ++last) {
      phrase = fold(text_of(all_, {text_.words[word].span.begin, text_.words[last].span.end}));
      if (gazetteer_.is_region(phrase)) best = last + 1;
    }
    if (best == 0 || covered_by_other(word, best)) return 0;
    Span span{text_.words[word].span.begin, text_.words[best - 1].span.end};
    for (auto [at, end] = touching(span); at < end; ++at)
      if (span.contains(reading_.mentions[at].span)) swallowed_[at] = true;
    add(word, best);
    return best;
  }

  /// Whether a name that is no place mention lies over these words, or a place mention that is longer.
  bool covered_by_other(uint32_t first, uint32_t last) const {
    Span span{text_.words[first].span.begin, text_.words[last - 1].span.end};
    for (uint32_t w = first; w < last; ++w) {
      if (!taken_[w]) continue;
      bool ours = false;
      for (auto [at, end] = touching(text_.words[w].span); at < end; ++at) {
        Span m = reading_.mentions[at].span;
        ours = ours || (m.contains(text_.words[w].span) && span.contains(m) && m != span);
      }
      if (!ours) return true;
    }
    return false;
  }

  uint32_t name_at(uint32_t word, const Sentence& sentence) {
    if (taken_[word] || (word > sentence.first && has_capital(written(word - 1)) && !taken_[word - 1])) return 0;
    uint32_t end = word + 1;
    while (end < sentence.last && end - word < longest_name && has_capital(written(end)) && !taken_[end]) ++end;
    for (uint32_t last = end; last > word; --last) {
      if (last < sentence.last && last < end) return 0;  // a part of a longer name is none
      std::string key = fold(text_of(all_, {text_.words[word].span.begin, text_.words[last - 1].span.end}));
      if (last < sentence.last && has_capital(written(last)) && !taken_[last]) return 0;
      bool capital_tells = word > sentence.first && sentence.part == Part::body;
      if (!stands_for_place(word, last, key, capital_tells)) return 0;
      add(word, last);
      return last;
    }
    return 0;
  }

  bool stands_for_place(uint32_t first, uint32_t last, const std::string& key, bool capital_tells) const {
    if (gazetteer_.is_side_word(key)) return false;
    bool proper = true;  // by its tag, or by a capital where ordinary words have none
    for (uint32_t w = first; w < last; ++w) proper = proper && w < syntax_.nodes.size() && syntax_.nodes[w].upos == Upos::PROPN;
    if (!proper && !capital_tells) return false;
    if (std::binary_search(keys_.begin(), keys_.end(), key)) return true;
    std::vector<Candidate> found = gazetteer_.find_named(key);
    if (found.empty() || found.front().feature == "PCLI" || found.front().by_other_name) return false;
    return found.front().prior >= well_known || (found.front().feature == "ADM2" && last - first > 1);
  }

  void add(uint32_t first, uint32_t last) {
    PlaceMention m;
    m.span = {text_.words[first].span.begin, text_.words[last - 1].span.end};
    m.first = first;
    m.last = last;
    m.written = text_of(all_, m.span);
    m.key = fold(m.written);
    for (auto [at, end] = touching(m.span); at < end; ++at)
      if (!swallowed_[at]) return;
    reading_.mentions.push_back(std::move(m));  // what is found stands behind what was found before
  }

  std::string_view all_;
  const Text& text_;
  const Syntax& syntax_;
  const Gazetteer& gazetteer_;
  Reading& reading_;
  std::vector<bool> taken_;        // words of names
  std::vector<bool> swallowed_;    // of the mentions that names gave: lies in a region's name
  std::vector<std::string> keys_;  // of the mentions that names gave, sorted
};

}  // namespace

void add_passed_over(const Article& article, const Text& text, const Syntax& syntax, const Names& names, const Gazetteer& gazetteer, Reading& reading) {
  Search(article, text, syntax, names, gazetteer, reading).run();
}

}  // namespace dateline::places
