#include "page/region.h"

#include <algorithm>
#include <unordered_set>

#include "page/phrases.h"

namespace dateline {
namespace {

constexpr float most_linked = 0.4f;      // of the letters of prose may stand in links
constexpr float least_prose = 7;         // words
constexpr float descend_share = 0.7f;    // of the prose must lie in a child for it to be the region
constexpr float protected_share = 0.5f;  // an element with more of the page's prose than this is no sidebar, whatever its name
constexpr float least_body_share = 0.3f;
constexpr float least_fit_of_page = 0.45f;
constexpr float least_grown = 0.75f;    // of the words that a larger element adds must be prose
constexpr float most_grown = 0.5f;      // of the prose that was there may be added
constexpr float large_article = 0.25f;  // of the region's prose
constexpr float least_fit = 0.6f;       // of the page's own copy of the text must be found among its prose

bool reads_like_prose(const Block& block) {
  const Look& look = block.line.look;
  if (block.link_share > most_linked || is_heading(block.tag) || block.tag == Tag::title) return false;
  return look.weight >= least_prose && (look.ends_sentence || look.stops > 0 || look.ends_colon || look.weight >= 25);
}

/// Runs of words of the page's own copy of its text, to tell whether a block stands in it.
class Copy {
 public:
  explicit Copy(std::string_view body) {
    for_each_run(plain_words(body.substr(0, most_bytes)), [this](std::string_view run) {
      runs_.insert(run);
      return true;
    });
  }
  bool holds(std::string_view block) const {
    bool found = false;
    for_each_run(plain_words(block), [&](std::string_view run) { return found = runs_.contains(run), false; });
    return found;
  }
  bool empty() const { return runs_.size() < 40; }

 private:
  static constexpr size_t most_bytes = 1u << 17, run_words = 5;

  struct Runs {
    std::unordered_set<size_t> hashes;
    void insert(std::string_view run) { hashes.insert(std::hash<std::string_view>()(run)); }
    bool contains(std::string_view run) const { return hashes.contains(std::hash<std::string_view>()(run)); }
    size_t size() const { return hashes.size(); }
  } runs_;

  /// Calls `see` with each run of five words until it says to stop.
  template <class See>
  static void for_each_run(const std::string& plain, See see) {
    size_t begins[run_words] = {}, count = 0;
    for (size_t from = 0; from < plain.size();) {
      size_t to = std::min(plain.find(' ', from), plain.size());
      begins[count++ % run_words] = from;
      if (count >= run_words && !see(std::string_view(plain).substr(begins[count % run_words], to - begins[count % run_words]))) return;
      from = to + 1;
    }
  }
};

class Finder {
 public:
  Finder(const Markup& markup, const Blocks& blocks, std::string_view body, const Pack& pack)
      : body_(body), markup_(markup), blocks_(blocks), containers_(containers_of(markup, pack)), sums_(markup.elements.size(), 0) {}

  Layout find() {
    size_t n = blocks_.blocks.size();
    layout_.prose.resize(n);
    for (size_t b = 0; b < n; ++b) layout_.prose[b] = reads_like_prose(blocks_.blocks[b]);
    sum(false);
    protect();
    hand_down();
    sum(true);
    confirm();
    std::vector<uint32_t> regions = choose();
    if (regions.size() == 1) regions = {first_article_in(regions.front())};
    mark(regions);
    return std::move(layout_);
  }

 private:
  float weight(size_t b) const {
    return layout_.prose[b] && (layout_.confirmed.empty() || layout_.confirmed[b]) ? std::min(blocks_.blocks[b].line.look.weight, 150.0f) : 0;
  }

  /// Prose that stands in the page's own copy of the text. Where that copy fits the page, only such prose says where the text is.
  void confirm() {
    Copy copy(body_);
    if (copy.empty()) return;
    std::vector<char> confirmed(blocks_.blocks.size());
    float found = 0;
    for (size_t b = 0; b < blocks_.blocks.size(); ++b) {
      if (!layout_.prose[b] || blocks_.blocks[b].line.look.words < 5) continue;
      confirmed[b] = copy.holds(text_of(blocks_.raw.text, blocks_.blocks[b].line.span));
      found += confirmed[b] ? blocks_.blocks[b].line.look.weight : 0;
    }
    // A copy that is cut short, or of another article, fits the page badly.
    float densest = sums_[descend()];
    if (found < least_fit * look_at(body_.substr(0, 1u << 17)).weight || found < least_fit_of_page * densest) return;
    layout_.confirmed = std::move(confirmed);
    sum(true);
  }

  /// Prose under each element; with `kept`, without what stands in sidebars.
  void sum(bool kept) {
    std::fill(sums_.begin(), sums_.end(), 0.0f);
    for (size_t b = 0; b < blocks_.blocks.size(); ++b)
      if (!kept || (layout_.effect[b] != Effect::out && layout_.effect[b] != Effect::caption)) sums_[blocks_.blocks[b].element] += weight(b);
    for (size_t e = sums_.size(); e-- > 1;) sums_[markup_.elements[e].parent] += sums_[e];
  }

  /// Names lie about whole pages ("has-sidebar"): what holds most of the prose is no sidebar and no caption.
  void protect() {
    for (size_t e = 0; e < containers_.size(); ++e)
      if (containers_[e].effect != Effect::none && containers_[e].effect != Effect::body && sums_[e] > protected_share * sums_[0]) containers_[e] = {};
  }

  /// The effect of the nearest element that has one; what is out stays out below. Body hands nothing down.
  void hand_down() {
    std::vector<Container> given(containers_.size());
    for (size_t e = 1; e < containers_.size(); ++e) {
      const Container &above = given[markup_.elements[e].parent], &own = containers_[e];
      bool own_counts = own.effect != Effect::none && own.effect != Effect::body && above.effect != Effect::out;
      given[e] = own_counts ? own : above;
      Tag tag = markup_.elements[e].tag;
      bool text = tag == Tag::blockquote || tag == Tag::li;  // no caption is a list or a quoted post
      if (text && !own_counts && above.effect == Effect::caption && !above.by_tag) given[e] = {};
    }
    layout_.effect.reserve(blocks_.blocks.size());
    for (const Block& block : blocks_.blocks) {
      layout_.effect.push_back(given[block.element].effect);
      layout_.at.push_back(given[block.element].at);
    }
  }

  /// Elements that hold the text: the one that says so with most prose, and its like; else the smallest with most of it.
  std::vector<uint32_t> choose() {
    uint32_t best = 0;
    for (uint32_t e = 1; e < containers_.size(); ++e)
      if (containers_[e].effect == Effect::body && sums_[e] > (best ? sums_[best] : 0)) best = e;
    uint32_t deepest = descend();
    if (best != 0 && sums_[best] >= least_body_share * sums_[deepest] && sums_[best] > 0) {
      layout_.found_by = "named";
      return with_like(best, deepest);
    }
    layout_.found_by = "densest";
    return {grown(deepest)};
  }

  uint32_t descend() const {
    uint32_t at = 0;
    for (uint32_t e = 1; e < sums_.size() && e < markup_.elements[at].end;) {  // children of `at`, in order
      if (sums_[e] >= descend_share * sums_[at] && sums_[e] > 0) {
        at = e;
        ++e;
        continue;
      }
      e = std::max(markup_.elements[e].end, e + 1);
    }
    return at;
  }

  /// Pages that load one article below the other: the first is the one that was asked for.
  uint32_t first_article_in(uint32_t region) const {
    uint32_t first = region, large = 0;
    for (uint32_t e = region + 1; e < markup_.elements[region].end;) {
      bool is_large = markup_.elements[e].tag == Tag::article && sums_[e] >= large_article * sums_[region];
      if (is_large && large++ == 0) first = e;
      e = is_large ? std::max(markup_.elements[e].end, e + 1) : e + 1;
    }
    return large >= 2 ? first : region;
  }

  /// Words of all blocks under each element that are in no sidebar.
  std::vector<float> words_under() const {
    std::vector<float> words(markup_.elements.size(), 0);
    for (size_t b = 0; b < blocks_.blocks.size(); ++b)
      if (layout_.effect[b] != Effect::out && layout_.effect[b] != Effect::caption) words[blocks_.blocks[b].element] += blocks_.blocks[b].line.look.weight;
    for (size_t e = words.size(); e-- > 1;) words[markup_.elements[e].parent] += words[e];
    return words;
  }

  /// The element and those around it, as long as what each adds is mostly prose: a first paragraph that stands apart.
  uint32_t grown(uint32_t element) const {
    std::vector<float> words = words_under();
    uint32_t best = element;
    for (uint32_t e = element; e != 0 && sums_[e] > 0;) {
      uint32_t above = markup_.elements[e].parent;
      Tag tag = markup_.elements[above].tag;
      float added = sums_[above] - sums_[best], all = words[above] - words[best];
      if (added > most_grown * sums_[element] || tag == Tag::body || tag == Tag::html) break;
      if (added > 0 && added >= least_grown * all) best = above;
      if (markup_.elements[e].tag == Tag::article || markup_.elements[e].tag == Tag::main) break;
      e = above;
    }
    return best;
  }

  /// A text in several elements of the same name ("article-body" before and after a picture).
  std::vector<uint32_t> with_like(uint32_t best, uint32_t within) const {
    within = std::max(within, article_around(best));  // the next article on the page has a body of the same name
    std::vector<uint32_t> out;
    std::string_view name = first_word(markup_.attribute(markup_.elements[best], Name::class_));
    uint32_t outer_end = 0;
    for (uint32_t e = within; e < markup_.elements[within].end; ++e) {
      if (e < outer_end) continue;
      bool like = e == best || (containers_[e].effect == Effect::body && first_word(markup_.attribute(markup_.elements[e], Name::class_)) == name);
      if (!like) continue;
      out.push_back(e);
      outer_end = markup_.elements[e].end;
    }
    return out.empty() ? std::vector<uint32_t>{best} : out;
  }

  static std::string_view first_word(std::string_view names) {
    size_t from = std::min(names.find_first_not_of(" \n\t"), names.size());
    std::string_view rest = names.substr(from);
    return rest.substr(0, rest.find_first_of(" \n\t"));
  }

  uint32_t article_around(uint32_t element) const {
    while (element != 0 && markup_.elements[element].tag != Tag::article) element = markup_.elements[element].parent;
    return element;
  }

  void mark(const std::vector<uint32_t>& regions) {
    layout_.in_region.assign(blocks_.blocks.size(), 0);
    for (size_t b = 0; b < blocks_.blocks.size(); ++b) {
      uint32_t element = blocks_.blocks[b].element;
      auto after = std::upper_bound(regions.begin(), regions.end(), element);  // regions stand in order and apart
      layout_.in_region[b] = after != regions.begin() && element < markup_.elements[*(after - 1)].end;
    }
  }

  std::string_view body_;
  const Markup& markup_;
  const Blocks& blocks_;
  std::vector<Container> containers_;
  std::vector<float> sums_;
  Layout layout_;
};

}  // namespace

Layout lay_out(const Markup& markup, const Blocks& blocks, std::string_view body, const Pack& pack) { return Finder(markup, blocks, body, pack).find(); }

}  // namespace dateline
