#include "times/grammar.h"

#include <algorithm>

namespace dateline {

ClassSet classes_named(std::string_view names);  // words.cpp

namespace {

TimeElement read_element(std::string_view text) {
  TimeElement e;
  if (text.ends_with('?')) {
    e.optional = true;
    text.remove_suffix(1);
  }
  if (text.starts_with('<') && text.ends_with('>')) e.classes = classes_named(text.substr(1, text.size() - 2));
  else e.words = text;
  return e;
}

/// What a rule may begin with: its first element, and the next as long as those before may be missing.
void note_starts(TimeRule& rule, TimeRules& out) {
  for (uint32_t i = rule.first; i < rule.last; ++i) {
    const TimeElement& e = out.elements[i];
    rule.starts |= e.classes;
    for (std::string_view list = e.words; !list.empty();) {
      size_t slash = std::min(list.find('/', 1), list.size());
      out.first_words.emplace_back(list.substr(0, slash), out.rules.size());
      list.remove_prefix(std::min(slash + 1, list.size()));
    }
    if (!e.optional) break;
  }
  out.starts |= rule.starts;
}

void read_rule(const RuleLine& line, TimeRules& out) {
  TimeRule rule;
  rule.action = line.word;
  rule.at = line.at;
  rule.first = static_cast<uint32_t>(out.elements.size());
  TimeElement before, after;
  bool has_before = false, has_after = false;
  std::string_view rest = line.rest;
  while (!rest.empty()) {
    size_t space = std::min(rest.find(' '), rest.size());
    std::string_view word = rest.substr(0, space);
    rest.remove_prefix(std::min(rest.find_first_not_of(' ', space), rest.size()));
    if (word.size() > 2 && word.front() == '(' && word.back() == ')') {
      word = word.substr(1, word.size() - 2);
      bool leads = out.elements.size() == rule.first;
      (leads ? before : after) = read_element(word);
      (leads ? has_before : has_after) = true;
    } else {
      out.elements.push_back(read_element(word));
    }
  }
  rule.last = static_cast<uint32_t>(out.elements.size());
  auto put = [&](const TimeElement& e) {
    out.elements.push_back(e);
    return static_cast<uint32_t>(out.elements.size() - 1);
  };
  if (has_before) rule.before = put(before);
  if (has_after) rule.after = put(after);
  note_starts(rule, out);
  out.rules.push_back(rule);
}

/// Whether a word is one of "a/b/c".
bool is_one_of(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    size_t slash = std::min(list.find('/', 1), list.size());
    if (list.substr(0, slash) == word) return true;
    list.remove_prefix(std::min(slash + 1, list.size()));
  }
  return false;
}

/// One rule tried at one word. A pattern has few elements; the depth of the search is their number.
class Attempt {
 public:
  Attempt(const TimeRules& rules, const TimeRule& rule, const TimeWords& words, uint32_t first) : rules_(rules), rule_(rule), words_(words) {
    best_.first = first;
    now_.first = first;
    if (rule.before != UINT32_MAX && !stands_before(rules.elements[rule.before], first)) return;
    follow(rule.first, first);
  }
  const TimeMatch& best() const { return best_; }

 private:
  bool stands_before(const TimeElement& e, uint32_t at) const {
    if (e.classes == 0) return at > 0 && is_one_of(words_.folded[at - 1], e.words);
    for (uint32_t back = 1; back <= 3 && back <= at; ++back)
      for (uint32_t k = words_.first_item[at - back]; k < words_.first_item[at - back + 1]; ++k)
        if ((set_of(words_.items[k].cls) & e.classes) && words_.items[k].words == back) return true;
    return false;
  }

  bool stands_after(const TimeElement& e, uint32_t at) const {
    if (at >= words_.size()) return true;  // the end of the sentence parts as a full stop does
    return e.classes ? (words_.classes[at] & e.classes) != 0 : is_one_of(words_.folded[at], e.words);
  }

  /// "Second", "a fall": words that are seldom of time, with no other beside them.
  bool says_too_little() const {
    bool all = now_.count > 0 && rule_.before == UINT32_MAX;
    for (uint32_t i = 0; i < now_.count; ++i) all = all && now_.items[i]->context;
    return all;
  }

  void accept(uint32_t at) {
    if (at <= best_.last || at == now_.first) return;
    if (rule_.after != UINT32_MAX && !stands_after(rules_.elements[rule_.after], at)) return;
    if (says_too_little()) return;
    best_ = now_;
    best_.rule = &rule_;
    best_.last = at;
  }

  void follow(uint32_t element, uint32_t at) {
    if (element == rule_.last) return accept(at);
    const TimeElement& e = rules_.elements[element];
    if (at < words_.size()) {
      if (e.classes & words_.classes[at]) {
        for (uint32_t k = words_.first_item[at]; k < words_.first_item[at + 1]; ++k) {
          const TimeItem& item = words_.items[k];
          if (!(set_of(item.cls) & e.classes) || now_.count == now_.items.size()) continue;
          now_.items[now_.count++] = &item;
          follow(element + 1, at + item.words);
          --now_.count;
        }
      } else if (e.classes == 0 && is_one_of(words_.folded[at], e.words)) {
        follow(element + 1, at + 1);
      }
    }
    if (e.optional) follow(element + 1, at);
  }

  const TimeRules& rules_;
  const TimeRule& rule_;
  const TimeWords& words_;
  TimeMatch now_, best_;
};

}  // namespace

TimeRules::TimeRules(const Pack& pack) {
  for (const RuleFile& file : pack.rules("en/times.rules"))
    for (const RuleLine& line : file.lines)
      if (!line.indented) read_rule(line, *this);
  std::sort(first_words.begin(), first_words.end());
}

const TimeItem* TimeMatch::item(TimeClass cls) const {
  for (uint32_t i = 0; i < count; ++i)
    if (items[i]->cls == cls) return items[i];
  return nullptr;
}

const TimeItem* item_at(const TimeWords& words, uint32_t word, TimeClass cls) {
  const TimeItem* best = nullptr;
  if (word >= words.size() || !(words.classes[word] & set_of(cls))) return nullptr;
  for (uint32_t k = words.first_item[word]; k < words.first_item[word + 1]; ++k)
    if (words.items[k].cls == cls && (!best || words.items[k].words > best->words)) best = &words.items[k];
  return best;
}

TimeMatch match_at(const TimeRules& rules, const TimeWords& words, uint32_t word) {
  TimeMatch best;
  best.last = word;
  ClassSet classes = words.classes[word];
  auto [named, end] = std::ranges::equal_range(rules.first_words, std::string_view(words.folded[word]), {}, [](const auto& w) { return w.first; });
  if (named == end && !(rules.starts & classes)) return best;
  for (size_t i = 0; i < rules.rules.size(); ++i) {
    const bool by_word = named != end && named->second == i;
    while (named != end && named->second == i) ++named;
    if (!by_word && !(rules.rules[i].starts & classes)) continue;
    TimeMatch match = Attempt(rules, rules.rules[i], words, word).best();
    if (match.rule && match.last > best.last) best = match;
  }
  return best;
}

}  // namespace dateline
