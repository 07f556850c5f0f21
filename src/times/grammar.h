// The words of packs/en/times.tsv and the patterns of packs/en/times.rules, and where they match in a sentence.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "pack/pack.h"
#include "text/text.h"

namespace dateline {

/// Classes of words that patterns ask for: those of times.tsv, then those that are told by their shape.
enum class TimeClass : uint8_t {
  weekday,
  month,
  unit,
  units,
  weekend,
  weekends,
  number,
  some,
  ordinal,
  ordinal_ending,
  plural_ending,
  which,
  day,
  part,
  hour_word,
  overnight,
  tonight,
  season,
  vague,
  later,
  vague_past,
  vague_next,
  about,
  edge,
  every,
  often,
  rate,
  half_day,
  oclock,
  zone,
  holiday,
  historic,
  ahead,
  behind,
  perfect,
  toward,
  from,
  by,
  nothing,
  year,
  yy,
  decade,
  dom,
  clock,
  hour,
  iso,
  slashed,
  hhmm,
  capital,
  count
};
using ClassSet = uint64_t;
inline ClassSet set_of(TimeClass c) { return ClassSet{1} << static_cast<unsigned>(c); }

/// A word or phrase of one class, beginning at some word.
struct TimeItem {
  TimeClass cls = TimeClass::count;
  bool context = false;  // says too little alone
  uint32_t words = 1;
  double number = 0;       // of numbers, years, days and hours
  std::string_view value;  // as times.tsv has it; of clock times and dates, the text
};

/// The words of one sentence with all that begins at each.
struct TimeWords {
  std::vector<std::string> folded;
  std::vector<TimeItem> items;
  std::vector<uint32_t> first_item;  // of word i: items [first_item[i], first_item[i + 1])
  std::vector<ClassSet> classes;     // of the items at each word
  uint32_t size() const { return static_cast<uint32_t>(folded.size()); }
};
TimeWords read_words(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last, const Table& table);

struct TimeElement {
  ClassSet classes = 0;    // any of these,
  std::string_view words;  // or one of these, parted by '/'
  bool optional = false;
};
struct TimeRule {
  std::string_view action;
  uint32_t first = 0, last = 0;                      // in TimeRules::elements
  uint32_t before = UINT32_MAX, after = UINT32_MAX;  // elements that must stand around it
  ClassSet starts = 0;                               // classes that it may begin with
  RuleRef at;
};
struct TimeRules {
  explicit TimeRules(const Pack&);
  std::vector<TimeElement> elements;
  std::vector<TimeRule> rules;
  ClassSet starts = 0;                                           // of all rules: most words of a text begin none of them
  std::vector<std::pair<std::string_view, size_t>> first_words;  // sorted: the words that rules may begin with, and the rule's number
};

struct TimeMatch {
  const TimeRule* rule = nullptr;
  uint32_t first = 0, last = 0;  // words of the sentence
  std::array<const TimeItem*, 8> items{};
  uint32_t count = 0;
  const TimeItem* item(TimeClass) const;
  explicit operator bool() const { return rule != nullptr; }
};
/// The longest match that begins at a word.
TimeMatch match_at(const TimeRules&, const TimeWords&, uint32_t word);
/// The longest item of this class at a word.
const TimeItem* item_at(const TimeWords&, uint32_t word, TimeClass);

}  // namespace dateline
