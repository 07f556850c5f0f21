#include "page/dates.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <vector>

#include "page/lines.h"
#include "page/phrases.h"

namespace dateline {
namespace {

constexpr size_t longest_text = 300;

std::string iso_day(int year, int month, int day) {
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return "";
  auto date = std::chrono::year(year) / month / day;
  return date.ok() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : "";
}

struct Word {
  std::string_view text;
  int number = -1;  // of digits alone ("25", "25th", "25.")
  int month = 0;
};

int number_of(std::string_view word) {
  int n = -1;
  auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
  if (error != std::errc() || n < 0) return -1;
  std::string_view rest(end, static_cast<size_t>(word.data() + word.size() - end));
  return rest.empty() ? n : -1;
}

/// What packs/page/date-words.tsv says of words inside dates.
class DateWords {
 public:
  explicit DateWords(const Pack& pack) : table_(pack.table("page/date-words")), kind_(table_ ? table_.column("kind") : -1) {}
  bool is(std::string_view word, std::string_view kind) const {
    const auto rows = table_ ? table_.find(word) : std::span<const uint32_t>();
    return !rows.empty() && table_.cell(rows.front(), kind_) == kind;
  }

 private:
  Table table_;
  int kind_;
};

/// "25", "25th".
int day_or_year(std::string_view word, const DateWords& known) {
  const size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  return digits == word.size() || known.is(word.substr(digits), "ordinal") ? number_of(word.substr(0, digits)) : -1;
}

std::vector<Word> words_of(std::string_view plain, const Table& months, const DateWords& known) {
  std::vector<Word> words;
  int column = months ? months.column("month") : -1;
  for (size_t from = 0; from < plain.size() && words.size() < 60;) {
    size_t to = std::min(plain.find(' ', from), plain.size());
    Word word{.text = plain.substr(from, to - from)};
    word.number = day_or_year(word.text, known);
    if (word.number < 0 && months)
      if (auto rows = months.find(word.text); !rows.empty()) word.month = number_of(months.cell(rows.front(), column));
    words.push_back(word);
    from = to + 1;
  }
  return words;
}

/// Years of two digits belong to 1970–2069.
int whole_year(int year) { return year >= 100 ? year : year >= 70 ? 1900 + year : 2000 + year; }

std::string date_with_month_name(const std::vector<Word>& words, const DateWords& known) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].month == 0) continue;
    auto number = [&](size_t at) { return at < words.size() ? words[at].number : -1; };
    size_t after = i + 1;
    if (after < words.size() && known.is(words[after].text, "between")) ++after;
    size_t before = i > 0 && known.is(words[i - 1].text, "between") ? i - 1 : i;
    int day = before > 0 ? words[before - 1].number : -1;
    if (day >= 1 && day <= 31 && number(after) >= 1900)
      if (std::string iso = iso_day(number(after), words[i].month, day); !iso.empty()) return iso;
    if (number(i + 1) >= 1 && number(i + 1) <= 31 && number(i + 2) >= 1900)
      if (std::string iso = iso_day(number(i + 2), words[i].month, number(i + 1)); !iso.empty()) return iso;
  }
  return "";
}

/// 20.11.2019, 20/11/2019, 11/20/2019, 2019-11-20, 2019/11/20, 2019年11月20日.
std::string date_in_numbers(std::string_view text) {
  struct Number {
    int value;
    size_t begin, end;
  };
  std::vector<Number> numbers;
  for (size_t i = 0; i < text.size();) {
    if (text[i] < '0' || text[i] > '9') {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    int value = end - i <= 4 ? number_of(text.substr(i, end - i)) : -1;
    numbers.push_back({value, i, end});
    i = end;
  }
  for (size_t i = 0; i + 2 < numbers.size(); ++i) {
    const Number &a = numbers[i], &b = numbers[i + 1], &c = numbers[i + 2];
    std::string_view first = text.substr(a.end, b.begin - a.end), second = text.substr(b.end, c.begin - b.end);
    bool cjk = first == "年" && second == "月";
    bool korean = (first == "." || first == ". ") && second == first;
    if (a.value >= 1900 && (cjk || korean || (first.size() == 1 && first == second && std::string_view("-/.").contains(first[0]))))
      if (std::string iso = iso_day(a.value, b.value, c.value); !iso.empty()) return iso;
    bool even = first == second && (first == "." || first == "/" || first == "-" || first == ". ");
    if (!even || c.end - c.begin == 3 || c.value < 0 || (c.end - c.begin < 4 && c.end - c.begin != 2)) continue;
    bool month_first = first == "/" && b.value > 12;
    std::string iso = month_first ? iso_day(whole_year(c.value), a.value, b.value) : iso_day(whole_year(c.value), b.value, a.value);
    if (iso.empty() && first == "/") iso = iso_day(whole_year(c.value), a.value, b.value);
    if (!iso.empty()) return iso;
  }
  return "";
}

}  // namespace

std::string find_date(std::string_view text, const Pack& pack) {
  text = text.substr(0, longest_text);
  if (std::string iso = date_in_numbers(text); !iso.empty()) return iso;
  std::string plain = plain_words(text);
  const DateWords known(pack);
  return date_with_month_name(words_of(plain, pack.table("page/months"), known), known);
}

std::string plain_iso(std::string_view text) {
  size_t at = text.find_first_of("0123456789");
  if (at == std::string_view::npos) return "";
  text = text.substr(at, 40);
  auto number = [&](size_t from, size_t size) { return from + size <= text.size() ? number_of(text.substr(from, size)) : -1; };
  bool dashed = text.size() >= 10 && (text[4] == '-' || text[4] == '/') && text[7] == text[4];
  std::string day = dashed ? iso_day(number(0, 4), number(5, 2), number(8, 2)) : "";
  if (day.empty() && text.size() >= 8 && text.find_first_not_of("0123456789") >= 8) day = iso_day(number(0, 4), number(4, 2), number(6, 2));
  if (day.empty() || !dashed || text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') return day;
  size_t end = 16;
  while (end < text.size() && std::string_view("0123456789:.+-Z").contains(text[end])) ++end;
  std::string time(text.substr(11, end - 11));
  if (size_t dot = time.find('.'); dot != std::string::npos) {  // fractions of seconds say nothing here
    size_t zone = time.find_first_of("+-Z", dot);
    time = time.substr(0, dot) + (zone == std::string::npos ? "" : time.substr(zone));
  }
  return number(11, 2) < 24 && number(14, 2) >= 0 ? day + "T" + time : day;
}

std::string date_in_url(std::string_view url) {
  for (size_t i = 0; i + 8 <= url.size(); ++i) {
    if (url[i] != '/' && url[i] != '-' && url[i] != '_') continue;
    auto number = [&](size_t from, size_t size) { return from + size <= url.size() ? number_of(url.substr(from, size)) : -1; };
    if (i + 11 <= url.size() && number(i + 1, 4) >= 1990 && !std::isdigit(static_cast<unsigned char>(url[i + 5]))) {
      size_t second = url.substr(i + 6, 2).find_first_not_of("0123456789") == std::string_view::npos ? 2 : 1;
      size_t third = i + 6 + second + 1;
      if (third < url.size() && url[third - 1] == url[i + 5]) {
        size_t size = third + 1 < url.size() && std::isdigit(static_cast<unsigned char>(url[third + 1])) ? 2 : 1;
        if (std::string iso = iso_day(number(i + 1, 4), number(i + 6, second), number(third, size)); !iso.empty()) return iso;
      }
    }
    bool eight = i + 9 <= url.size() && url.substr(i + 1, 8).find_first_not_of("0123456789") == std::string_view::npos &&
                 (i + 9 == url.size() || !std::isdigit(static_cast<unsigned char>(url[i + 9])));
    if (eight && number(i + 1, 4) >= 1990)
      if (std::string iso = iso_day(number(i + 1, 4), number(i + 5, 2), number(i + 7, 2)); !iso.empty()) return iso;
  }
  return "";
}

}  // namespace dateline
