#include "page/plain_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "page/bylines.h"
#include "page/dates.h"
#include "page/repeats.h"
#include "page/scraped.h"

namespace dateline {
namespace {

constexpr uint32_t least_repeat = 40;     // bytes: a shorter stretch is no lead
constexpr float longest_subhead = 8.5f;   // words
constexpr size_t most_cuts = 5'000;       // further ones that follow each other are one
constexpr float longest_standfirst = 60;  // words
constexpr size_t near_window = 14;        // lines of the region in which the lead may stand
constexpr size_t far_window = 40;         // and where place and agency before a dash say that it does
constexpr size_t most_standfirst = 4;     // paragraphs that may stand above the lead

std::string rule(std::string_view name) { return fmt::format("src/page/plain_page.cpp: {}", name); }

/// Where the report's own text begins, and how that is known.
struct Lead {
  size_t at = 0;
  Opening opening;
};

class Reader {
 public:
  Reader(std::string_view text, const Pack& pack) : text_(text), pack_(pack), phrases_(pack), lines_(candidates_of(text, lines_of(text), phrases_)) {}

  Understood understand() {
    region_ = find_region(lines_);
    if (region_.empty()) region_ = longest_line();
    find_lead();
    region_.first = std::min(lead_.at, lines_.size());
    extend_region();
    vocabulary_.emplace(text_, lines_, region_);
    headline_ = find_headline(text_, lines_, region_, *vocabulary_);
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (i < region_.first) judge_before(i);
      else if (i >= region_.last) judge_after(i);
      else judge_inside(i);
    }
    set_published();
    return std::move(out_);
  }

 private:
  std::string_view words(size_t i) const { return text_of(text_, lines_[i].line.span); }
  std::string shown(size_t i) const {
    std::string_view all = words(i);
    constexpr size_t most = 60;
    if (all.size() <= most) return std::string(all);
    size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(all[end]) & 0xC0) == 0x80) --end;
    return std::string(all.substr(0, end)) + "…";
  }

  /// Nothing reads like prose: the longest line is taken for the text.
  Region longest_line() const {
    Region best;
    float most = 0;
    for (size_t i = 0; i < lines_.size(); ++i)
      if (!lines_[i].match && lines_[i].line.look.weight > most) most = lines_[i].line.look.weight, best = {i, i + 1};
    return best;
  }

  /// A list right below the text, with a line that heads it or not, belongs to it, as does a short sentence.
  void extend_region() {
    auto listed = [this](size_t i) { return i < lines_.size() && lines_[i].listed; };
    for (size_t& last = region_.last; last < lines_.size();) {
      bool heads_list = !lines_[last].match && lines_[last].line.look.weight <= longest_subhead && listed(last + 1);
      if (!reads_like_last_sentence(last) && !listed(last) && !heads_list) return;
      ++last;
    }
  }

  /// A short sentence right below the text belongs to it.
  bool reads_like_last_sentence(size_t i) const {
    const Look& look = lines_[i].line.look;
    return !lines_[i].match && lines_[i].twins == 0 && !lines_[i].dated && look.ends_sentence && look.weight >= 3 && !look.opens_small;
  }

  /// The first paragraph with a dateline or given twice; else one with a sure dateline further down; else the first prose that is no standfirst.
  void find_lead() {
    lead_.at = region_.first;
    size_t first = region_.first > 3 ? region_.first - 3 : 0;
    size_t near = std::min(region_.last, region_.first + near_window), far = std::min(region_.last, region_.first + far_window);
    size_t prose = 0;
    for (size_t i = first; i < near && prose <= most_standfirst; ++i) {
      if (lines_[i].match || lines_[i].line.look.weight < 5) continue;
      prose += lines_[i].prose;
      if (Opening o = find_opening(words(i), pack_)) return void(lead_ = {i, o});
      if (Opening o = find_opening(words(i), pack_, Trust::shape); o && is_given_twice(i, words(i).substr(o.text))) return void(lead_ = {i, o});
      if (lines_[i].line.look.weight >= 10 && !find_glued_copy(words(i), least_repeat).empty()) return void(lead_.at = i);
    }
    for (size_t i = near; i < far; ++i)
      if (Opening o = find_opening(words(i), pack_); o && !o.place.empty() && !o.agency.empty()) return void(lead_ = {i, o});
    lead_.at = after_standfirst(region_.first, near);
  }

  /// Whether a text is glued to its own copy, or is one of the lines shortly before: what stands before it is then no part of it.
  bool is_given_twice(size_t i, std::string_view rest) const {
    if (rest.size() < least_repeat) return false;
    if (!find_glued_copy(rest, least_repeat).empty()) return true;
    for (size_t k = i > 4 ? i - 4 : 0; k < i; ++k)
      if (words(k).size() >= least_repeat && rest.starts_with(words(k))) return true;
    return false;
  }

  /// A standfirst stands above the byline, the date or the picture; the lead below them.
  size_t after_standfirst(size_t first, size_t last) const {
    for (size_t i = first; i < last; ++i) {
      if (lines_[i].match.sign == Sign::highlights) return std::min(i + 2, last - 1);
      bool above_byline = lines_[i].match.sign == Sign::byline || lines_[i].dated;
      bool short_enough = lines_[first].line.look.weight <= longest_standfirst && (i - first < 2 || !lines_[first + 1].prose);
      if (above_byline && i > first && i - first <= 2 && short_enough) {
        size_t next = i + 1;
        while (next < last && !lines_[next].prose) ++next;
        if (next < last && next - i <= 8) return next;
      }
    }
    return first;
  }

  void keep(size_t i, Role role) { out_.parts.push_back({.span = lines_[i].line.span, .role = role}); }
  void cut(RawSpan span, std::string_view why, std::string what, std::string rule_name) {
    if (out_.parts.size() >= most_cuts && out_.parts.back().role == Role::cut) return void(out_.parts.back().span.end = span.end);
    out_.parts.push_back({.span = span, .role = Role::cut, .why = why, .what = std::move(what), .rule = std::move(rule_name)});
  }
  void cut(size_t i, std::string_view why, std::string_view what, std::string_view rule_name) {
    cut(lines_[i].line.span, why, fmt::format("'{}' {}", shown(i), what), rule(rule_name));
  }
  bool cut_by_phrase(size_t i) {
    const Match& m = lines_[i].match;
    if (!m) return false;
    std::string_view why = m.sign == Sign::heading || m.sign == Sign::highlights || m.sign == Sign::byline ? name_of(Sign::furniture) : name_of(m.sign);
    cut(lines_[i].line.span, why, fmt::format("'{}' is {} by its words", shown(i), m.sign == Sign::caption ? "a caption" : "no text of the report"),
        pack_.name_of(m.at));
    return true;
  }

  bool repeats_headline(size_t i) const { return headline_ < lines_.size() && i != headline_ && lines_[i].key == lines_[headline_].key; }

  void judge_before(size_t i) {
    const Candidate& c = lines_[i];
    if (i == headline_) return keep(i, Role::headline);
    if (repeats_headline(i)) return cut(i, "duplicate-headline", "gives the headline again", "headline given again");
    if (c.match.sign == Sign::byline && i > headline_) return keep_byline(i);
    if (cut_by_phrase(i)) return;
    bool below_headline = headline_ >= lines_.size() ? true : i > headline_;
    bool marked = i > 0 && lines_[i - 1].match.sign == Sign::highlights;
    if (below_headline && (marked || (c.prose && c.line.look.weight >= 8))) return keep(i, Role::highlight);
    cut(i, "furniture", "stands above the report's text", "line above the lead");
  }

  void judge_after(size_t i) {
    if (repeats_headline(i)) return cut(i, "duplicate-headline", "gives the headline again", "headline given again");
    if (cut_by_phrase(i)) return;
    cut(i, lines_[i].prose ? "boilerplate" : "furniture", "stands below the report's text", "line below the last paragraph");
  }

  void judge_inside(size_t i) {
    const Candidate& c = lines_[i];
    if (i == lead_.at) return keep_lead(i);
    if (repeats_headline(i)) return cut(i, "duplicate-headline", "gives the headline again", "headline given again");
    if (repeats_lead(i)) return;
    if (c.match.sign == Sign::byline) return keep_byline(i);
    if (cut_by_phrase(i)) return;
    if (c.prose) {
      if (c.twins > 0 && !kept_.insert({c.key, i}).second) return cut(i, "boilerplate", "stands in the text already", "paragraph given again");
      return keep(i, Role::paragraph);
    }
    if (!c.listed && !reads_like_subhead(i)) return cut(i, "furniture", "reads like a link or a button between paragraphs", "short line between paragraphs");
    keep(i, Role::paragraph);
  }

  void keep_byline(size_t i) {
    auto names = names_in(text_, lines_[i].line.span, {}, pack_);
    if (names.empty()) return void(cut_by_phrase(i));
    for (RawSpan name : names) out_.parts.push_back({.span = name, .role = Role::byline});
  }

  void keep_lead(size_t i) {
    RawSpan span = lines_[i].line.span;
    Part part{.span = span, .role = Role::paragraph};
    part.opening = lead_.opening;
    uint32_t start = span.begin + part.opening.text;
    RawSpan copy = find_glued_copy(text_of(text_, RawSpan{start, span.end}), least_repeat);
    lead_text_ = {start, span.end};
    if (!copy.empty()) {
      copy = {copy.begin + start, std::min(copy.end + start, span.end)};
      lead_text_.end = copy.begin;
      part.span.end = trimmed(text_, {span.begin, copy.begin}).end;
      out_.parts.push_back(part);
      cut(copy, "duplicate-lead", "the lead stands here a second time, glued to the first", rule("lead glued to its copy"));
      RawSpan rest = trimmed(text_, {copy.end, span.end});
      if (!rest.empty()) out_.parts.push_back({.span = rest, .role = Role::paragraph});
      return;
    }
    out_.parts.push_back(part);
  }

  /// The lead again as a paragraph of its own, or before the text of the next one.
  bool repeats_lead(size_t i) {
    std::string_view lead = text_of(text_, trimmed(text_, lead_text_)), line = words(i);
    if (lead.size() < least_repeat || !line.starts_with(lead)) return false;
    RawSpan span = lines_[i].line.span, rest = trimmed(text_, {span.begin + static_cast<uint32_t>(lead.size()), span.end});
    cut(RawSpan{span.begin, span.begin + static_cast<uint32_t>(lead.size())}, "duplicate-lead", "the lead stands here a second time", rule("lead given again"));
    if (!rest.empty()) out_.parts.push_back({.span = rest, .role = Role::paragraph});
    return true;
  }

  bool is_short_line(size_t i) const { return i >= region_.first && i < region_.last && !lines_[i].prose && !lines_[i].match; }

  /// A short line alone between paragraphs, or one of a list that the text introduces.
  bool reads_like_subhead(size_t i) const {
    const Look& look = lines_[i].line.look;
    if (lines_[i].twins > 0 || (lines_[i].dated && look.letters < 12) || look.letters == 0) return false;
    if (look.ends_sentence || look.ends_colon || look.opens_quote) return look.weight >= 2;
    size_t from = i, to = i + 1;
    while (from > region_.first && is_short_line(from - 1)) --from;
    while (to < region_.last && is_short_line(to)) ++to;
    if (look.opens_bullet || (to - from >= 3 && from > 0 && lines_[from - 1].line.look.ends_colon)) return true;
    if (to - from > 2) return false;
    // The longer a line without an end, the more it has to speak of what the text speaks of.
    float share = vocabulary_->share(words(i));
    if (look.weight < 4) return share >= 0.15f;
    if (look.weight <= longest_subhead) return true;
    return share >= (look.weight <= 16 ? 0.45f : 0.3f);
  }

  void set_published() {
    size_t first = headline_ < lines_.size() ? headline_ : 0;
    size_t around = std::min(lines_.size(), region_.first + 4);
    for (size_t i = first; i < around; ++i) {
      const Candidate& c = lines_[i];
      if (c.prose || c.line.look.weight > 25 || c.line.look.digits < 3) continue;
      if (std::string day = find_date(words(i), pack_); !day.empty()) {
        out_.published = day;
        out_.published_from = "text";
        return;
      }
    }
  }

  std::string_view text_;
  const Pack& pack_;
  Phrases phrases_;
  std::vector<Candidate> lines_;
  Region region_;
  std::optional<Vocabulary> vocabulary_;
  Lead lead_;
  RawSpan lead_text_;
  size_t headline_ = SIZE_MAX;
  std::unordered_map<uint64_t, size_t> kept_;
  Understood out_;
};

}  // namespace

Understood understand_scraped(std::string_view text, const Pack& pack) { return Reader(text, pack).understand(); }

}  // namespace dateline
