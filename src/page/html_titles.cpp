#include "page/html_titles.h"

#include <algorithm>
#include <unordered_set>

#include "page/phrases.h"
#include "page/repeats.h"

namespace dateline {
namespace {

std::unordered_set<std::string> words_of(std::string_view text) {
  std::unordered_set<std::string> words;
  std::string plain = plain_words(text.substr(0, 500));
  for (size_t from = 0; from < plain.size();) {
    size_t to = std::min(plain.find(' ', from), plain.size());
    words.insert(plain.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

/// How much two titles share: of the words of both, from 0 to 1.
float likeness(const std::unordered_set<std::string>& a, const std::unordered_set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  size_t shared = static_cast<size_t>(std::count_if(a.begin(), a.end(), [&](const std::string& w) { return b.contains(w); }));
  return static_cast<float>(2 * shared) / static_cast<float>(a.size() + b.size());
}

/// A page title without the name of the site: "Headline | Site", "Headline - Site".
RawSpan without_site(std::string_view text, RawSpan span) {
  std::string_view title = text_of(text, span);
  for (std::string_view bar : {" | ", " — ", " – ", " - ", " « ", " » ", " :: "}) {
    size_t at = title.rfind(bar);
    if (at == std::string_view::npos) continue;
    Look before = look_at(title.substr(0, at)), after = look_at(title.substr(at + bar.size()));
    if (before.weight >= 3 && before.weight > after.weight) return {span.begin, span.begin + static_cast<uint32_t>(at)};
  }
  return span;
}

}  // namespace

Title find_title(std::string_view text, const std::vector<Block>& blocks, const Layout& layout, const HtmlFacts& facts) {
  std::vector<std::unordered_set<std::string>> known;
  for (const std::string& t : facts.titles) known.push_back(words_of(t));
  size_t page_title = SIZE_MAX;
  for (size_t b = 0; b < blocks.size() && page_title == SIZE_MAX; ++b)
    if (blocks[b].tag == Tag::title) page_title = b;
  if (page_title != SIZE_MAX) known.push_back(words_of(text_of(text, without_site(text, blocks[page_title].line.span))));

  Title best;
  float most = 0;
  for (size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    bool h1 = block.tag == Tag::h1, named = layout.effect[b] == Effect::headline, h2 = block.tag == Tag::h2;
    if (block.tag == Tag::title || block.line.look.weight < 1 || block.line.look.weight > 60) continue;
    if (!h1 && !named && !h2 && block.line.look.weight < 3) continue;
    float like = 0;
    if (h1 || named || h2 || block.line.look.weight <= 30) {
      auto words = words_of(text_of(text, block.line.span));
      for (const auto& k : known) like = std::max(like, likeness(words, k));
    }
    float score = 2 * like + (h1 ? 0.8f : named ? 0.5f : h2 ? 0.2f : -0.4f) - (layout.effect[b] == Effect::out ? 0.5f : 0.0f);
    bool good = h1 ? like > 0.3f || known.empty() : like > (named || h2 ? 0.5f : 0.75f);
    if (good && score > most) most = score, best = {b, block.line.span, 0};
  }
  if (best.block == SIZE_MAX && page_title != SIZE_MAX) best = {page_title, without_site(text, blocks[page_title].line.span), 0};
  if (best.block != SIZE_MAX) best.key = key_of(text_of(text, best.span));
  return best;
}

}  // namespace dateline
