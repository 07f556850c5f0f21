// What begins at each word of a sentence: phrases of times.tsv, numbers, and what is known by its shape (1998, 16:08, '82, 1980s).
#include <algorithm>
#include <charconv>

#include "times/grammar.h"

namespace dateline {
namespace {

constexpr uint32_t longest_phrase = 6;  // words
constexpr std::string_view class_names[] = {"weekday", "month",          "unit",          "units",    "weekend",    "weekends",   "number",    "some",
                                            "ordinal", "ordinal-ending", "plural-ending", "which",    "day",        "part",       "hour-word", "overnight",
                                            "tonight", "season",         "vague",         "later",    "vague-past", "vague-next", "about",     "edge",
                                            "every",   "often",          "rate",          "half-day", "o'clock",    "zone",       "holiday",   "historic",
                                            "ahead",   "behind",         "perfect",       "toward",   "from",       "by",         "nothing",   "year",
                                            "yy",      "decade",         "dom",           "clock",    "hour",       "iso",        "slashed",   "hhmm",
                                            "capital"};
static_assert(std::size(class_names) == static_cast<size_t>(TimeClass::count));

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(std::string_view s) { return !s.empty() && ((s[0] >= 'A' && s[0] <= 'Z') || static_cast<unsigned char>(s[0]) >= 0x80); }

size_t digits_at(std::string_view s, size_t at) {
  size_t n = 0;
  while (at + n < s.size() && is_digit(s[at + n])) ++n;
  return n;
}

int number_at(std::string_view s, size_t at, size_t digits) {
  int value = 0;
  std::from_chars(s.data() + at, s.data() + at + std::min<size_t>(digits, 9), value);
  return value;
}

/// An apostrophe of any make at the beginning: its length, or 0.
size_t apostrophe_at(std::string_view s) {
  if (s.starts_with('\'') || s.starts_with('`')) return 1;
  return s.starts_with("\u2019") || s.starts_with("\u2018") ? 3 : 0;
}

/// Fills one sentence's items.
class Reader {
 public:
  Reader(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last, const Table& table)
      : text_(text),
        words_(words),
        first_(first),
        last_(last),
        table_(table),
        class_(table.column("class")),
        value_(table.column("value")),
        care_(table.column("care")) {}

  TimeWords read() {
    for (uint32_t i = first_; i < last_; ++i) out_.folded.push_back(fold(text_of(text_, words_[i].span)));
    for (uint32_t i = first_; i < last_; ++i) {
      out_.first_item.push_back(static_cast<uint32_t>(out_.items.size()));
      read_phrases(i);
      read_number_words(i);
      read_shapes(i);
      ClassSet all = 0;
      for (size_t k = out_.first_item.back(); k < out_.items.size(); ++k) all |= set_of(out_.items[k].cls);
      out_.classes.push_back(all);
    }
    out_.first_item.push_back(static_cast<uint32_t>(out_.items.size()));
    return std::move(out_);
  }

 private:
  void add(TimeClass cls, uint32_t words, double number, std::string_view value = {}, bool context = false) {
    out_.items.push_back({cls, context, words, number, value});
  }

  void read_phrases(uint32_t i) {
    std::string phrase = out_.folded[i - first_];
    for (uint32_t last = i + 1; last <= last_ && last - i <= longest_phrase; ++last) {
      if (last > i + 1) phrase = fold(text_of(text_, {words_[i].span.begin, words_[last - 1].span.end}));
      for (uint32_t row : table_.find(phrase)) add_row(row, i, last - i);
      if (last == last_) break;
      bool glued = words_[last].span.begin == words_[last - 1].span.end && last - i < 3;
      if (!glued && !table_.has_longer(phrase)) break;
    }
  }

  void add_row(uint32_t row, uint32_t i, uint32_t words) {
    std::string_view cls = table_.cell(row, class_), value = table_.cell(row, value_), care = table_.cell(row, care_);
    if (care.find("capital") != care.npos && !is_capital(text_of(text_, words_[i].span))) return;
    auto found = std::find(std::begin(class_names), std::end(class_names), cls);
    if (found == std::end(class_names)) return;
    double number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    add(static_cast<TimeClass>(found - class_names), words, number, value, care.find("context") != care.npos);
  }

  const TimeItem* number_word(uint32_t i) const {
    for (size_t k = out_.first_item[i - first_]; k < out_.items.size(); ++k)
      if (out_.items[k].cls == TimeClass::number) return &out_.items[k];
    return nullptr;
  }

  /// "twenty-one", "two hundred": the number word at `i` is there already; what follows it makes it bigger.
  void read_number_words(uint32_t i) {
    const TimeItem* head = number_word(i);
    if (!head || head->number < 1) return;
    double number = head->number;
    uint32_t at = i + head->words;
    for (int steps = 0; steps < 3 && at < last_; ++steps) {
      uint32_t next = out_.folded[at - first_] == "-" ? at + 1 : at;
      if (next >= last_) break;
      double value = 0;
      for (uint32_t row : table_.find(out_.folded[next - first_]))
        if (table_.cell(row, class_) == "number") {
          std::string_view cell = table_.cell(row, value_);
          std::from_chars(cell.data(), cell.data() + cell.size(), value);
        }
      bool units_of_tens = number >= 20 && static_cast<int>(number) % 10 == 0 && number < 100 && value > 0 && value < 10;
      if (value >= 100 && value > number) number *= value;
      else if (units_of_tens || (number >= 100 && value > 0 && value < 100)) number += value;
      else break;
      at = next + 1;
    }
    if (at > i + head->words) add(TimeClass::number, at - i, number);
  }

  /// How many words lie within `bytes` from word i; 0 where a word is cut.
  uint32_t words_within(uint32_t i, size_t bytes) const {
    uint32_t end = words_[i].span.begin + static_cast<uint32_t>(bytes);
    for (uint32_t k = i; k < last_; ++k) {
      if (words_[k].span.end == end) return k + 1 - i;
      if (words_[k].span.end > end) break;
    }
    return 0;
  }

  void add_shape(TimeClass cls, uint32_t i, size_t bytes, double number, std::string_view value = {}) {
    if (uint32_t words = words_within(i, bytes)) add(cls, words, number, value);
  }

  void read_shapes(uint32_t i) {
    std::string_view rest = text_.substr(words_[i].span.begin, 40);
    if (is_capital(rest)) add(TimeClass::capital, 1, 0);
    size_t quote = apostrophe_at(rest);
    size_t n = digits_at(rest, quote);
    if (n == 0 || (i > first_ && words_[i].span.begin > 0 && is_digit(text_[words_[i].span.begin - 1]))) return;
    if (quote > 0) {
      int two = number_at(rest, quote, n);
      if (n == 2 && has_plural_ending(rest, quote + n)) add_shape(TimeClass::decade, i, quote + n + 1, 1900 + two);
      else if (n == 2) add_shape(TimeClass::yy, i, quote + n, two < 30 ? 2000 + two : 1900 + two);
      return;
    }
    read_digits(i, rest, n);
  }

  /// The "s" of "1980s": one letter that the table calls the ending of a plural.
  bool has_plural_ending(std::string_view rest, size_t at) const {
    return at < rest.size() &&
           std::ranges::any_of(table_.find(fold(rest.substr(at, 1))), [&](uint32_t row) { return table_.cell(row, class_) == "plural-ending"; });
  }

  void read_digits(uint32_t i, std::string_view rest, size_t n) {
    int value = number_at(rest, 0, n);
    std::string_view after = rest.substr(n);
    size_t apostrophe = apostrophe_at(after);
    if (has_plural_ending(after, apostrophe) && value % 10 == 0 && (n == 4 || n == 2))
      add_shape(TimeClass::decade, i, n + apostrophe + 1, n == 4 ? value : 1900 + value);
    if (n <= 2 && after.starts_with(':') && digits_at(after, 1) == 2 && value <= 24) {
      size_t seconds = after.substr(3).starts_with(':') && digits_at(after, 4) == 2 ? 3 : 0;
      add_shape(TimeClass::clock, i, n + 3 + seconds, value, rest.substr(0, n + 3 + seconds));
    }
    if (n == 4 && after.starts_with('-') && digits_at(after, 1) == 2 && after.substr(3).starts_with('-') && digits_at(after, 4) == 2)
      add_shape(TimeClass::iso, i, 10, 0, rest.substr(0, 10));
    if (n <= 2 && after.starts_with('/')) read_slashed(i, rest, n);
    if (n == 4 && value >= 1000 && value < 2200) add_shape(TimeClass::year, i, n, value);
    if (n == 4 && value % 100 < 60 && value <= 2400) add_shape(TimeClass::hhmm, i, n, value, rest.substr(0, 4));
    if (n <= 2 && value >= 1 && value <= 31) read_day_or_hour(i, rest, n, value);
    read_amount(i, rest, n);
  }

  void read_slashed(uint32_t i, std::string_view rest, size_t n) {
    size_t d = digits_at(rest, n + 1), y = n + 1 + d + 1;
    if (d < 1 || d > 2 || !rest.substr(n + 1 + d).starts_with('/')) return;
    size_t digits = digits_at(rest, y);
    if (digits == 4) add_shape(TimeClass::slashed, i, y + 4, 0, rest.substr(0, y + 4));
  }

  void read_day_or_hour(uint32_t i, std::string_view rest, size_t n, int value) {
    add_shape(TimeClass::dom, i, n, value);
    if (value <= 24) add_shape(TimeClass::hour, i, n, value);
    for (uint32_t row : table_.find(fold(rest.substr(n, 2)))) {  // 25th, 9pm
      std::string_view cls = table_.cell(row, class_);
      if (cls == "ordinal-ending") add_shape(TimeClass::dom, i, n + 2, value);
      if (cls == "half-day") add_shape(TimeClass::clock, i, n + 2, table_.cell(row, value_) == "PM" && value < 12 ? value + 12 : value, rest.substr(0, n));
    }
  }

  /// "10,000", "2.5", "12".
  void read_amount(uint32_t i, std::string_view rest, size_t n) {
    double value = number_at(rest, 0, n);
    size_t at = n;
    while (rest.substr(at).starts_with(',') && digits_at(rest, at + 1) == 3) {
      value = value * 1000 + number_at(rest, at + 1, 3);
      at += 4;
    }
    if (rest.substr(at).starts_with('.') && digits_at(rest, at + 1) > 0) {
      size_t d = digits_at(rest, at + 1);
      std::from_chars(rest.data(), rest.data() + at + 1 + d, value);
      at += 1 + d;
    }
    add_shape(TimeClass::number, i, at, value);
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  uint32_t first_, last_;
  const Table& table_;
  int class_, value_, care_;
  TimeWords out_;
};

}  // namespace

TimeWords read_words(std::string_view text, const std::vector<Word>& words, uint32_t first, uint32_t last, const Table& table) {
  return Reader(text, words, first, last, table).read();
}

/// The set of classes named "a|b".
ClassSet classes_named(std::string_view names) {
  ClassSet set = 0;
  while (!names.empty()) {
    size_t bar = std::min(names.find('|'), names.size());
    auto found = std::find(std::begin(class_names), std::end(class_names), names.substr(0, bar));
    if (found != std::end(class_names)) set |= set_of(static_cast<TimeClass>(found - class_names));
    names.remove_prefix(std::min(bar + 1, names.size()));
  }
  return set;
}

}  // namespace dateline
