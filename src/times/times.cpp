#include "times/times.h"

#include <fmt/format.h>

#include <algorithm>

#include "times/resolve.h"

namespace dateline {
namespace {

/// A match with the words around it that belong to the expression: "nearly", "the end of".
struct Found {
  TimeMatch match;
  uint32_t first = 0;
};

bool measures_time(std::string_view action) {
  return action == "duration" || action == "half-more" || action == "half-of" || action == "vague-duration" || action == "stretch";
}
bool names_stretch(std::string_view action) {
  return action == "day" || action == "month" || action == "year" || action == "decade" || action == "century" || action == "season" || action == "quarter" ||
         action == "relative" || action == "weekday" || action == "dayword" || action == "part" || action == "same" || action == "fiscal" || action == "yy";
}

/// The longest expression that begins at a word, with what goes before it: "early" before a month, "nearly" before an amount.
Found find_at(const TimeRules& rules, const TimeWords& words, uint32_t at) {
  Found found{match_at(rules, words, at), at};
  for (TimeClass lead : {TimeClass::edge, TimeClass::about}) {
    const TimeItem* item = item_at(words, at, lead);
    if (!item || at + item->words >= words.size()) continue;
    uint32_t next = at + item->words;
    if (words.folded[next] == "-" && next + 1 < words.size()) ++next;
    TimeMatch match = match_at(rules, words, next);
    if (!match || (found.match && found.match.last >= match.last)) continue;
    bool fits = lead == TimeClass::edge ? names_stretch(match.rule->action) : measures_time(match.rule->action);
    if (fits) found.match = match;
  }
  return found;
}

bool is_name_word(const TimeWords& words, uint32_t at) { return at > 0 && words.classes[at] == set_of(TimeClass::capital); }

/// One report read from its first sentence to its last.
class Finder {
 public:
  Finder(const Article& article, const Text& text, const Syntax& syntax, const Pack& pack, Trail& trail)
      : article_(article), text_(text), syntax_(syntax), pack_(pack), trail_(trail), table_(pack.table("en/times")), rules_(pack.made<TimeRules>()) {
    context_.reported = parse_day(article.published);
  }

  std::vector<Time> find() {
    read_dateline();
    for (uint32_t s = 0; s < text_.sentences.size(); ++s) read_sentence(text_.sentences[s], s);
    return std::move(out_);
  }

 private:
  /// A report without a date of publication is dated by its dateline, where that names the year.
  void read_dateline() {
    auto [first, last] = text_.words_in(article_.dateline.date);
    if (context_.reported || first >= last) return;
    TimeWords words = read_words(article_.text, text_.words, first, last, table_);
    TimeMatch match = match_at(rules_, words, 0);
    if (match) context_.reported = parse_day(resolve(match, context_).value);
  }

  void read_sentence(const Sentence& sentence, uint32_t number) {
    TimeWords words = read_words(article_.text, text_.words, sentence.first, sentence.last, table_);
    for (uint32_t at = 0; at < words.size();) {
      Found found = find_at(rules_, words, at);
      if (!found.match || !plausible(found.match, words, sentence)) {
        ++at;
        continue;
      }
      context_.side = side_of(sentence, words, syntax_, found.match.first, found.match.last, found.match.item(TimeClass::weekday) != nullptr);
      Resolved resolved = resolve(found.match, context_);
      if (!resolved) {
        ++at;
        continue;
      }
      Span span{text_.words[sentence.first + found.first].span.begin, text_.words[sentence.first + found.match.last - 1].span.end};
      add(found.match, resolved, span, number);
      at = found.match.last;
    }
  }

  /// Four figures are a year unless they count or price something; a vague word does not stand in a compound ("the soon-to-open mall").
  bool plausible(const TimeMatch& match, const TimeWords& words, const Sentence& sentence) const {
    uint32_t next = match.last, before = match.first;
    if (match.rule->action == "vague") {
      return !(next < words.size() && words.folded[next] == "-");
    }
    if (match.rule->action == "duration" && match.item(TimeClass::unit) && match.item(TimeClass::number) && match.item(TimeClass::number)->number >= 1000)
      return false;
    if (match.rule->action != "year" || match.last - match.first != 1 || !match.item(TimeClass::year)) return true;
    if (before > 0 && (words.folded[before - 1] == "$" || words.folded[before - 1] == "#" || words.folded[before - 1].ends_with("$"))) return false;
    if (next < words.size() && (words.classes[next] & (set_of(TimeClass::units) | set_of(TimeClass::rate)))) return false;
    if (match.rule->before != UINT32_MAX) return true;
    if (before > 0 && next < words.size() && is_name_word(words, before - 1) && is_name_word(words, next)) return false;  // "the Russell 2000 Index"
    uint32_t word = sentence.first + match.first;
    if (syntax_.nodes.size() >= sentence.last) {
      const Node& node = syntax_.nodes[word];
      return !(node.rel == Deprel::nummod && node.head != Node::root && syntax_.has(node.head, "Number=Plur"));
    }
    return true;
  }

  void add(const TimeMatch& match, const Resolved& resolved, Span span, uint32_t sentence) {
    Time time;
    time.type = resolved.type;
    time.value = resolved.value;
    time.span = span;
    time.sentence = sentence;
    if (resolved.moment.grain != Grain::none) {
      std::tie(time.begin, time.end) = days_of(resolved.moment);
      if (resolved.moment.year > 0) context_.last = resolved.moment;
    }
    Step step;
    step.room = Room::times;
    step.what = fmt::format("'{}' is {}: {}", text_of(article_.text, span), resolved.value, resolved.how);
    step.rule = pack_.name_of(match.rule->at);
    step.span = span;
    time.why = trail_.add(std::move(step));
    out_.push_back(std::move(time));
  }

  const Article& article_;
  const Text& text_;
  const Syntax& syntax_;
  const Pack& pack_;
  Trail& trail_;
  Table table_;
  const TimeRules& rules_;
  TimeContext context_;
  std::vector<Time> out_;
};

}  // namespace

std::vector<Time> find_times(const Article& article, const Text& text, const Syntax& syntax, const Pack& pack, Trail& trail) {
  return Finder(article, text, syntax, pack, trail).find();
}

}  // namespace dateline
