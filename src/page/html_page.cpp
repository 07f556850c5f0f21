#include "page/html_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "page/bylines.h"
#include "page/dates.h"
#include "page/html_facts.h"
#include "page/html_titles.h"
#include "page/phrases.h"
#include "page/plain_page.h"
#include "page/region.h"
#include "page/repeats.h"
#include "page/writing.h"

namespace dateline {
namespace {

constexpr float link_list = 0.6f;          // a block with more of its letters in links is a link
constexpr size_t most_above_dateline = 2;  // paragraphs
constexpr uint32_t least_repeat = 40;      // bytes
constexpr float least_text = 20;           // words below which the page is read as plain text

class Reader {
 public:
  Reader(Blocks& blocks, Layout layout, HtmlFacts facts, const Pack& pack)
      : raw_(blocks.raw), text_(blocks.raw.text), blocks_(blocks.blocks), layout_(std::move(layout)), facts_(std::move(facts)), pack_(pack), phrases_(pack) {}

  Understood understand() {
    title_ = find_title(text_, blocks_, layout_, facts_);
    first_ = blocks_.size(), last_ = 0;
    for (size_t b = 0; b < blocks_.size(); ++b)
      if (layout_.in_region[b] && layout_.prose[b] && (layout_.confirmed.empty() || layout_.confirmed[b])) first_ = std::min(first_, b), last_ = b + 1;
    for (size_t b = 0; b < blocks_.size(); ++b) judge(b);
    close_outside();
    add_known_authors();
    drop_headings();
    find_lead();
    set_facts();
    return std::move(out_);
  }

  float words_kept() const {
    float sum = 0;
    for (const Part& part : out_.parts)
      if (part.role == Role::paragraph) sum += look_at(text_of(text_, part.span)).weight;
    return sum;
  }

 private:
  RawSpan span(size_t b) const { return blocks_[b].line.span; }
  std::string_view words(size_t b) const { return text_of(text_, span(b)); }

  void keep(size_t b, Role role) {
    close_outside();
    out_.parts.push_back({.span = span(b), .role = role});
    block_of_part_.resize(out_.parts.size() - 1, SIZE_MAX);
    block_of_part_.push_back(b);
  }
  void cut(size_t b, std::string_view why, std::string what, std::string rule) {
    close_outside();
    out_.parts.push_back({.span = span(b), .role = Role::cut, .why = why, .what = std::move(what), .rule = std::move(rule)});
  }
  void cut_here(size_t b, std::string_view why, std::string_view what, std::string_view rule) {
    cut(b, why, std::string(what), fmt::format("src/page/html_page.cpp: {}", rule));
  }
  /// Runs of blocks outside the article are one cut.
  void leave_outside(size_t b) {
    if (outside_.empty()) outside_ = span(b);
    outside_.end = span(b).end;
  }
  void close_outside() {
    if (outside_.empty()) return;
    out_.parts.push_back({.span = outside_,
                          .role = Role::cut,
                          .why = "boilerplate",
                          .what = "stands outside the element that holds the report's text",
                          .rule = fmt::format("src/page/region.cpp: {} element", layout_.found_by)});
    outside_ = {};
  }

  void judge(size_t b) {
    const Block& block = blocks_[b];
    if (b == title_.block) {
      close_outside();
      out_.parts.push_back({.span = title_.span, .role = Role::headline});
      return;
    }
    if (block.tag == Tag::title) return;
    bool beyond = !layout_.confirmed.empty() && (b < first_ || b >= last_) && layout_.prose[b];  // not in the page's own copy of its text
    if (layout_.in_region[b] && !beyond) judge_inside(b);
    else judge_outside(b);
  }

  bool is_below_title(size_t b) const { return title_.block >= blocks_.size() || b > title_.block; }

  void judge_outside(size_t b) {
    Effect effect = layout_.effect[b];
    bool near = is_below_title(b) && b < first_;
    bool summary = effect == Effect::standfirst || effect == Effect::highlights;
    if (near && summary && layout_.prose[b] && seen_.insert(key_of(words(b))).second)
      return keep(b, effect == Effect::highlights ? Role::highlight : Role::paragraph);
    if (b < last_ + 6 && is_byline(b)) return keep_byline(b);
    if (effect == Effect::caption && near) return cut(b, "caption", "stands in an element for pictures", name_of_row(b));
    leave_outside(b);
  }

  bool is_byline(size_t b) const {
    if (layout_.prose[b] || blocks_[b].line.look.weight > 30) return false;
    std::string_view line = words(b);
    bool known =
        blocks_[b].line.look.weight <= 12 && std::any_of(facts_.authors.begin(), facts_.authors.end(), [&](const std::string& a) { return line.contains(a); });
    if (known && b < first_ + 2) return true;
    if (layout_.effect[b] == Effect::byline) return true;
    return phrases_.match(words(b), blocks_[b].line.look).sign == Sign::byline;
  }

  void keep_byline(size_t b) {
    auto names = names_in(text_, span(b), facts_.authors, pack_);
    if (names.empty()) return cut_here(b, "furniture", "a line about the author", "byline without a name");
    close_outside();
    for (RawSpan name : names)
      if (seen_names_.insert(std::string(text_of(text_, name))).second) out_.parts.push_back({.span = name, .role = Role::byline});
  }

  /// Authors that only the page's metadata name: their names are read there.
  void add_known_authors() {
    if (!seen_names_.empty()) return;
    for (size_t i = 0; i < facts_.authors.size(); ++i) {
      uint32_t begin = static_cast<uint32_t>(raw_.text.size()) + 1;
      raw_.text += '\n';
      raw_.add_whole(facts_.authors[i], facts_.author_spans[i].begin, facts_.author_spans[i].size());
      out_.parts.push_back({.span = {begin, static_cast<uint32_t>(raw_.text.size())}, .role = Role::byline});
    }
    text_ = raw_.text;
  }

  void judge_inside(size_t b) {
    const Block& block = blocks_[b];
    const Look& look = block.line.look;
    Effect effect = layout_.effect[b];
    if (effect == Effect::out) return cut(b, "boilerplate", "stands in an element whose name says that it is no text of the report", name_of_row(b));
    bool long_prose = layout_.prose[b] && look.weight >= 40 && layout_.at[b].line > 0;  // no caption, whatever the element's name
    if (effect == Effect::caption && !long_prose) return cut(b, "caption", "stands in an element for pictures", name_of_row(b));
    uint64_t key = key_of(words(b));
    if (key == title_.key) return cut_here(b, "duplicate-headline", "gives the headline again", "headline given again");
    if (is_byline(b)) return keep_byline(b);
    if (effect == Effect::date && !layout_.prose[b]) return cut(b, "furniture", "stands in an element for dates", name_of_row(b));
    if (Match m = phrases_.match(words(b), look)) {
      std::string_view why = m.sign == Sign::heading || m.sign == Sign::highlights || m.sign == Sign::byline ? "furniture" : name_of(m.sign);
      return cut(b, why, "no text of the report by its words", pack_.name_of(m.at));
    }
    if (block.link_share > link_list && !(look.ends_sentence && look.weight >= 12 && block.tag == Tag::p))
      return cut_here(b, look.weight >= 4 ? "related" : "furniture", "is a link from end to end", "block of links");
    if (look.weight >= 8 && !seen_.insert(key).second) return cut_here(b, "boilerplate", "stands in the text already", "paragraph given again");
    if (effect == Effect::highlights && b <= first_ + 8 && look.weight >= 4) return keep(b, Role::highlight);
    if (layout_.prose[b] || reads_like_text(block)) return keep(b, Role::paragraph);
    cut_here(b, "furniture", "a short piece that is no paragraph", "short block");
  }

  static bool reads_like_text(const Block& block) {
    const Look& look = block.line.look;
    if (look.letters == 0) return false;
    switch (block.tag) {
      case Tag::p:
      case Tag::blockquote:
      case Tag::pre:
      case Tag::dd:
      case Tag::dt:
      case Tag::h2:
      case Tag::h3:
      case Tag::h4:
      case Tag::h5:
      case Tag::h6: return true;
      case Tag::li:
      case Tag::td:
      case Tag::th: return look.weight >= 1;
      default: return look.ends_sentence ? look.weight >= 3 : look.weight >= 7;
    }
  }

  std::string name_of_row(size_t b) const {
    const RuleRef& at = layout_.at[b];
    return at.line > 0 ? pack_.name_of(at) : "src/page/containers.cpp: tag";
  }

  /// A heading under which no text stands belongs to what was cut.
  void drop_headings() {
    bool text_follows = false;
    for (size_t i = out_.parts.size(); i-- > 0;) {
      Part& part = out_.parts[i];
      if (part.role != Role::paragraph) continue;
      size_t b = i < block_of_part_.size() ? block_of_part_[i] : SIZE_MAX;
      bool heading = b != SIZE_MAX && is_heading(blocks_[b].tag) && blocks_[b].line.look.weight < 12 && !blocks_[b].line.look.ends_sentence;
      if (heading && !text_follows) {
        part.role = Role::cut;
        part.why = "furniture";
        part.what = "a heading with no text below it";
        part.rule = "src/page/html_page.cpp: heading without text";
        continue;
      }
      text_follows = true;
    }
  }

  void find_lead() {
    size_t without = 0;
    for (size_t i = 0; i < out_.parts.size(); ++i) {
      if (out_.parts[i].role != Role::paragraph) continue;
      std::string_view lead = text_of(text_, out_.parts[i].span);
      out_.parts[i].opening = find_opening(lead, pack_);
      if (!out_.parts[i].opening && ++without <= most_above_dateline) continue;  // a standfirst may stand above
      RawSpan copy = find_glued_copy(lead.substr(out_.parts[i].opening.text), least_repeat);
      if (copy.empty()) return;
      uint32_t start = out_.parts[i].span.begin + out_.parts[i].opening.text, end = out_.parts[i].span.end;
      copy = {copy.begin + start, std::min(copy.end + start, end)};
      out_.parts[i].span.end = trimmed(text_, {out_.parts[i].span.begin, copy.begin}).end;
      Part again{.span = copy,
                 .role = Role::cut,
                 .why = "duplicate-lead",
                 .what = "the lead stands here a second time, glued to the first",
                 .rule = "src/page/html_page.cpp: lead glued to its copy"};
      out_.parts.insert(out_.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, again);
      RawSpan rest = trimmed(text_, {copy.end, end});
      if (!rest.empty()) out_.parts.insert(out_.parts.begin() + static_cast<std::ptrdiff_t>(i) + 2, {.span = rest, .role = Role::paragraph});
      return;
    }
  }

  void set_facts() {
    out_.published = facts_.published;
    out_.published_from = facts_.published_from;
    out_.language = facts_.language;
    out_.section = facts_.section;
    if (!out_.published.empty()) return;
    size_t from = title_.block < blocks_.size() ? title_.block : 0;
    for (size_t b = from; b < std::min(blocks_.size(), std::max(first_, from) + 4); ++b) {
      if (layout_.prose[b] || blocks_[b].line.look.weight > 25 || blocks_[b].line.look.digits < 3) continue;
      out_.published = find_date(words(b), pack_);
      out_.published_from = "text";
      if (!out_.published.empty()) return;
    }
  }

  RawText& raw_;
  std::string_view text_;
  const std::vector<Block>& blocks_;
  Layout layout_;
  HtmlFacts facts_;
  const Pack& pack_;
  Phrases phrases_;
  Title title_;
  size_t first_ = 0, last_ = 0;  // blocks of the region's prose
  RawSpan outside_;
  std::unordered_set<uint64_t> seen_;
  std::unordered_set<std::string> seen_names_;
  std::vector<size_t> block_of_part_;
  Understood out_;
};

}  // namespace

Article read_html(const Source& source, const Decoded& decoded, const Pack& pack, Trail& trail) {
  std::string_view page = decoded.raw.text;
  Markup markup = read_markup(page);
  Entities entities(pack);
  Blocks blocks = blocks_of(page, markup, entities);
  HtmlFacts facts = facts_of(page, markup, entities, source.uri, pack);
  Layout layout = lay_out(markup, blocks, facts.body, pack);
  Reader reader(blocks, std::move(layout), std::move(facts), pack);
  Understood understood = reader.understand();
  blocks.raw.pieces = compose(blocks.raw.pieces, decoded.raw.pieces);
  Article article = write_article(blocks.raw, understood, trail);
  if (markup.cut_short) article.warnings.push_back({"page-cut-short", "the page is too large or too deep; only its first part was read", {}});
  return article;
}

}  // namespace dateline
