// Whether the rows of a table and the lines of a rule file say what packs/columns.tsv asks for, and rows do not contradict each other.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "pack/draft.h"

namespace dateline {
namespace {

constexpr int first_year = 1000, last_year = 2200;

std::vector<std::string_view> words_of(std::string_view text, char by = ' ') {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    size_t to = std::min(text.find(by), text.size());
    out.push_back(text.substr(0, to));
    text.remove_prefix(std::min(to + 1, text.size()));
  }
  return out;
}

std::optional<int> number_in(std::string_view s) {
  int value = 0;
  auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  return error == std::errc() && end == s.data() + s.size() && s[0] != '-' ? std::optional(value) : std::nullopt;
}

/// "2019", "2019-04" or "2019-04-25", of the calendar.
bool is_date(std::string_view cell) {
  if (cell.size() != 4 && cell.size() != 7 && cell.size() != 10) return false;
  auto year = number_in(cell.substr(0, 4));
  if (!year || *year < first_year || *year > last_year) return false;
  if (cell.size() == 4) return true;
  auto month = number_in(cell.substr(5, 2));
  if (cell[4] != '-' || !month || *month < 1 || *month > 12) return false;
  return cell.size() == 7 || parse_day(cell).has_value();
}

bool is_wikidata(std::string_view cell) {
  return cell.size() > 1 && cell.size() < 13 && cell[0] == 'Q' && cell[1] != '0' &&
         std::all_of(cell.begin() + 1, cell.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "RUSGOV", "---MED"; "~GOV": behind the code of a country that the text tells.
bool is_triples(std::string_view cell) {
  if (cell.starts_with('~')) cell.remove_prefix(1);
  bool good = !cell.empty() && cell.size() % 3 == 0;
  for (char c : cell) good = good && ((c >= 'A' && c <= 'Z') || c == '-');
  return good;
}

/// Checks the cells of one column and says what it expects.
class CellCheck {
 public:
  CellCheck(const ColumnRule& rule, const ValuesOf& values) : rule_(rule) {
    auto words = words_of(rule.is);
    kind_ = words.empty() ? "text" : words[0];
    if (kind_ == "number" && words.size() == 3) {
      std::from_chars(words[1].data(), words[1].data() + words[1].size(), low_);
      std::from_chars(words[2].data(), words[2].data() + words[2].size(), high_);
      expected_ = fmt::format("a number from {} to {}", words[1], words[2]);
    } else if (kind_ == "one" && words.size() > 1) {
      for (std::string_view choice : words_of(words[1], '|')) {
        known_.emplace(choice);
        expected_ += (expected_.empty() ? "one of " : ", ") + std::string(choice);
      }
    } else if ((kind_ == "in" || kind_ == "each") && words.size() >= 3) {
      for (size_t i = 3; i < words.size(); ++i) known_.emplace(words[i]);
      values(words[1], words[2], [&](std::string_view value) {
        for (std::string_view one : words_of(value, '|')) known_.emplace(one);
      });
      expected_ = fmt::format("something that {} has in '{}'{}", words[1], words[2], kind_ == "each" ? ", or several with | between" : "");
    } else if (kind_ == "begins" && words.size() == 2) {
      begins_ = words[1];
      expected_ = fmt::format("'{}' and more", begins_);
    } else if (kind_ == "date") {
      expected_ = fmt::format("a year, month or day between {} and {} (2019, 2019-04, 2019-04-25)", first_year, last_year);
    } else if (kind_ == "wikidata") {
      expected_ = "a Wikidata id (Q7747)";
    } else if (kind_ == "code") {
      expected_ = "an actor's code, capitals in threes (RUSGOV, ---MED)";
    } else if (kind_ == "names") {
      expected_ = "names with one | between";
    } else {
      kind_ = "text";
      expected_ = "text";
    }
  }
  const std::string& expected() const { return expected_; }
  bool fits(std::string_view cell) const {
    if (kind_ == "text") return true;
    if (kind_ == "date") return is_date(cell);
    if (kind_ == "wikidata") return is_wikidata(cell);
    if (kind_ == "code") return is_triples(cell);
    if (kind_ == "names") return !cell.starts_with('|') && !cell.ends_with('|') && cell.find("||") == cell.npos;
    if (kind_ == "begins") return cell.starts_with(begins_) && cell.size() > begins_.size();
    if (kind_ == "number") {
      double value = 0;
      auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      return error == std::errc() && end == cell.data() + cell.size() && value >= low_ && value <= high_;
    }
    if (kind_ != "each") return known_.contains(std::string(cell));
    auto parts = words_of(cell, '|');
    return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) { return known_.contains(std::string(part)); });
  }
  const ColumnRule& rule() const { return rule_; }

 private:
  const ColumnRule& rule_;
  std::string kind_, expected_, begins_;
  double low_ = 0, high_ = 0;
  std::unordered_set<std::string> known_;
};

/// A date made comparable: the first day that it may mean, or the last.
std::string bound_of(std::string_view date, bool last) {
  std::string out(date);
  if (out.size() == 4) out += last ? "-12" : "-01";
  if (out.size() == 7) out += last ? "-31" : "-01";
  return out;
}

class TableCheck {
 public:
  TableCheck(TableDraft& table, const std::vector<ColumnRule>& rules, const ValuesOf& values, Faults& faults)
      : table_(table), faults_(faults), bad_(table.rows()) {
    for (const ColumnRule& rule : rules) {
      int column = rule.table == table.name ? table.column(rule.column) : -1;
      if (column < 0) continue;
      checks_.emplace_back(column, CellCheck(rule, values));
      if (rule.same) same_.push_back(static_cast<size_t>(column));
    }
  }

  void run() {
    for (size_t row = 0; row < table_.rows(); ++row) check_cells(row), check_order(row);
    if (!same_.empty()) check_contradictions();
    if (std::find(bad_.begin(), bad_.end(), true) != bad_.end()) table_.drop(bad_);
  }

 private:
  void refuse(size_t row, size_t column, const std::string& what, const std::string& next = "mend the line") {
    faults_.push_back(fault_at(table_.path, table_.lines[row], table_.places[column], what, next));
    bad_[row] = true;
  }

  void check_cells(size_t row) {
    for (const auto& [column, check] : checks_) {
      size_t c = static_cast<size_t>(column);
      std::string_view cell = table_.cell(row, c);
      if (cell.empty() && check.rule().need) refuse(row, c, fmt::format("'{}' is empty: expected {}", table_.columns[c].name, check.expected()));
      if (!cell.empty() && !check.fits(cell))
        refuse(row, c, fmt::format("'{}' is {}: expected {}", table_.columns[c].name, cell.substr(0, 60), check.expected()));
    }
  }

  /// What ends does not end before it begins.
  void check_order(size_t row) {
    int from = table_.column("from"), until = table_.column("until");
    if (from < 0 || until < 0 || bad_[row]) return;
    std::string_view begin = table_.cell(row, static_cast<size_t>(from)), end = table_.cell(row, static_cast<size_t>(until));
    if (begin.empty() || end.empty() || bound_of(begin, false) <= bound_of(end, true)) return;
    refuse(row, static_cast<size_t>(until), fmt::format("'until' is {}, before 'from', {}: expected a later date", end, begin));
  }

  void check_contradictions() {
    std::unordered_map<std::string, size_t> seen;
    for (size_t row = 0; row < table_.rows(); ++row) {
      if (bad_[row]) continue;
      std::string key;
      for (size_t c : same_) key.append(table_.cell(row, c)).push_back('\t');
      auto [first, fresh] = seen.emplace(std::move(key), row);
      if (fresh) continue;
      size_t other = first->second, differs = table_.columns.size();
      for (size_t c = 0; c < table_.columns.size() && differs == table_.columns.size(); ++c)
        if (table_.cell(row, c) != table_.cell(other, c)) differs = c;
      uint32_t line = table_.lines[other];
      if (differs == table_.columns.size()) {
        refuse(row, same_[0], fmt::format("the row says the same as line {}", line), "leave one out");
      } else {
        refuse(row, differs,
               fmt::format("the row contradicts line {}: '{}' is '{}' there and '{}' here", line, table_.columns[differs].name, table_.cell(other, differs),
                           table_.cell(row, differs)),
               "leave one out");
      }
    }
  }

  TableDraft& table_;
  Faults& faults_;
  std::vector<bool> bad_;
  std::vector<std::pair<int, CellCheck>> checks_;
  std::vector<size_t> same_;
};

/// The parts of `text` with `mark` between.
std::vector<std::string_view> parted(std::string_view text, std::string_view mark) {
  std::vector<std::string_view> out;
  for (size_t at = text.find(mark); at != text.npos; at = text.find(mark)) {
    out.push_back(text.substr(0, at));
    text.remove_prefix(at + mark.size());
  }
  out.push_back(text);
  return out;
}

/// A line of a rule file, and what it says of each word that it may begin with.
class LineCheck {
 public:
  LineCheck(std::string_view folder, const std::vector<ColumnRule>& rules, const ValuesOf& values) {
    for (const ColumnRule& rule : rules)
      if (rule.table == folder) checks_.emplace(rule.column, CellCheck(rule, values)), known_ += (known_.empty() ? "" : ", ") + rule.column;
  }
  bool knows_any() const { return !checks_.empty(); }

  /// The first thing wrong in a line and where it stands (a part of `line`).
  std::optional<std::pair<std::string_view, std::string>> fault_in(std::string_view line) const {
    auto words = words_of(line);
    std::erase(words, std::string_view());
    auto first = checks_.find(words[0]);
    if (first == checks_.end() || words[0] == tests) return std::pair(words[0], fmt::format("a rule begins with {}: expected one of {}", words[0], known_));
    std::string_view second = words.size() > 1 ? words[1] : std::string_view();
    if (second.empty() && first->second.rule().need)
      return std::pair(words[0], fmt::format("nothing follows '{}': expected {}", words[0], first->second.expected()));
    if (!second.empty() && !first->second.fits(second))
      return std::pair(second, fmt::format("'{}' is {}: expected {}", words[0], second, first->second.expected()));
    auto each = checks_.find(tests);
    size_t at = line.find(fmt::format(" {} ", tests));
    if (each == checks_.end() || at == line.npos || first->second.rule().is == "text") return std::nullopt;
    for (std::string_view test : parted(line.substr(at + tests.size() + 2), " and ")) {
      if (test.starts_with("not ")) test.remove_prefix(4);
      std::string_view name = test.substr(0, test.find(' '));
      if (!each->second.fits(name)) return std::pair(name, fmt::format("a test is '{}': expected {}", name, each->second.expected()));
    }
    return std::nullopt;
  }

 private:
  static constexpr std::string_view tests = "when";
  std::map<std::string, CellCheck, std::less<>> checks_;
  std::string known_;
};

}  // namespace

void check_rules(PackFile& file, const std::vector<ColumnRule>& rules, const ValuesOf& values, Faults& faults) {
  const LineCheck check(std::string_view(file.name).substr(0, file.name.rfind('/')), rules, values);
  if (!check.knows_any()) return;
  bool dropped = false;  // what is indented goes with the line above
  uint32_t number = 0;
  for (std::string_view line : parted(file.text, "\n")) {
    ++number;
    const size_t start = line.find_first_not_of(" \t\r"), at = static_cast<size_t>(line.data() - file.text.data());
    if (start == line.npos || line[start] == '#') continue;
    std::string_view trimmed = line.substr(start, line.find_last_not_of(" \t\r") + 1 - start);
    if (start == 0) dropped = false;
    if (auto fault = check.fault_in(trimmed)) {
      faults.push_back(fault_at(file.path, number, static_cast<size_t>(fault->first.data() - line.data()) + 1, fault->second));
      dropped = true;
    }
    if (dropped) std::fill_n(file.text.begin() + static_cast<std::ptrdiff_t>(at), line.size(), ' ');
  }
}

void check_table(TableDraft& table, const std::vector<ColumnRule>& rules, const ValuesOf& values, Faults& faults) {
  TableCheck(table, rules, values, faults).run();
}

}  // namespace dateline
