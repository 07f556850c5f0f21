#include "page/region.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr float most_linked = 0.4f;     // of the letters of prose may stand in links
constexpr float least_prose = 7;        // words
constexpr float descend_share = 0.7f;   // of the prose must lie in a child for it to be the region
constexpr float protected_share = 0.5f; // an element with more of the page's prose than this is no sidebar, whatever its name
constexpr float least_body_share = 0.3f;

bool reads_like_prose(const Block& block) {
  const Look& look = block.line.look;
  if (block.is_hidden || block.link_share > most_linked || is_heading(block.tag) || block.tag == Tag::title) return false;
  return look.weight >= least_prose && (look.ends_sentence || look.stops > 0 || look.ends_colon || look.weight >= 25);
}

class Finder {
 public:
  Finder(const Markup& markup, const Blocks& blocks, const Pack& pack)
      : markup_(markup), blocks_(blocks), containers_(containers_of(markup, pack)), sums_(markup.elements.size(), 0) {}

  Layout find() {
    size_t n = blocks_.blocks.size();
    layout_.prose.resize(n);
    for (size_t b = 0; b < n; ++b) layout_.prose[b] = reads_like_prose(blocks_.blocks[b]);
    sum(false);
    protect();
    hand_down();
    sum(true);
    mark(choose());
    return std::move(layout_);
  }

 private:
  float weight(size_t b) const { return layout_.prose[b] ? std::min(blocks_.blocks[b].line.look.weight, 150.0f) : 0; }

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
    return {deepest};
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

  /// A text in several elements of the same name ("article-body" before and after a picture).
  std::vector<uint32_t> with_like(uint32_t best, uint32_t within) const {
    std::vector<uint32_t> out;
    std::string_view name = markup_.attribute(markup_.elements[best], Name::class_);
    uint32_t outer_end = 0;
    for (uint32_t e = within; e < markup_.elements[within].end; ++e) {
      if (e < outer_end) continue;
      bool like = e == best || (containers_[e].effect == Effect::body && !name.empty() && markup_.attribute(markup_.elements[e], Name::class_) == name);
      if (!like) continue;
      out.push_back(e);
      outer_end = markup_.elements[e].end;
    }
    return out.empty() ? std::vector<uint32_t>{best} : out;
  }

  void mark(const std::vector<uint32_t>& regions) {
    layout_.in_region.assign(blocks_.blocks.size(), 0);
    for (size_t b = 0; b < blocks_.blocks.size(); ++b) {
      uint32_t element = blocks_.blocks[b].element;
      auto after = std::upper_bound(regions.begin(), regions.end(), element);  // regions stand in order and apart
      layout_.in_region[b] = after != regions.begin() && element < markup_.elements[*(after - 1)].end;
    }
  }

  const Markup& markup_;
  const Blocks& blocks_;
  std::vector<Container> containers_;
  std::vector<float> sums_;
  Layout layout_;
};

}  // namespace

Layout lay_out(const Markup& markup, const Blocks& blocks, const Pack& pack) { return Finder(markup, blocks, pack).find(); }

}  // namespace dateline
