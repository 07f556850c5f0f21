#include "page/bylines.h"

#include <algorithm>

#include "page/lines.h"
#include "page/phrases.h"

namespace dateline {
namespace {

constexpr size_t longest_byline = 400;  // bytes
constexpr size_t most_names = 12;

struct Word {
  RawSpan span;
  bool ends_name = false;  // a comma or bar follows
};

std::vector<Word> words_of(std::string_view text, RawSpan line) {
  std::vector<Word> words;
  uint32_t end = std::min<uint32_t>(line.end, line.begin + longest_byline);
  for (uint32_t at = line.begin; at < end;) {
    uint32_t from = at;
    while (at < end && text[at] != ' ') ++at;
    RawSpan word = {from, at};
    bool ends = false;
    while (word.end > word.begin && std::string_view(",;|/:()").contains(text[word.end - 1])) --word.end, ends = true;
    while (word.begin < word.end && std::string_view("(|/").contains(text[word.begin])) ++word.begin;
    if (!word.empty()) words.push_back({word, ends});
    else if (!words.empty()) words.back().ends_name = true;
    ++at;
  }
  return words;
}

}  // namespace

namespace {

/// Names by their shape: words with capitals between commas and "and".
std::vector<RawSpan> names_by_shape(std::string_view text, RawSpan line, const Pack& pack) {
  std::vector<RawSpan> names;
  Table table = pack.table("page/byline-words");
  int kind = table ? table.column("kind") : -1;
  RawSpan name;
  size_t size = 0;
  auto close = [&] {
    if (size >= 2 && size <= 5 && names.size() < most_names) names.push_back(name);
    name = {}, size = 0;
  };
  for (const Word& word : words_of(text, line)) {
    std::string_view w = text_of(text, word.span);
    bool opens = false, joins = false, ends = false, particle = false;
    if (table)
      for (uint32_t row : table.find(plain_words(w))) {
        std::string_view role = table.cell(row, kind);
        opens = opens || role == "opens", joins = joins || role == "joins", ends = ends || role == "ends", particle = particle || role == "particle";
      }
    Look look = look_at(w);
    if (ends || look.digits > 0) break;
    if (joins) {
      close();
    } else if (size == 0 ? opens || particle : opens && !particle) {
      name = {}, size = 0;  // what stands before "by" is no name
    } else if (look.capital_words > 0 || particle) {
      if (size == 0) name.begin = word.span.begin;
      name.end = word.span.end;
      ++size;
      if (word.ends_name) close();
    } else {
      close();
    }
  }
  close();
  return names;
}

}  // namespace

std::vector<RawSpan> names_in(std::string_view text, RawSpan line, const std::vector<std::string>& known, const Pack& pack) {
  std::vector<RawSpan> names;
  std::string_view whole = text_of(text, line);
  for (const std::string& name : known)
    if (size_t at = whole.find(name); at != std::string_view::npos && name.size() > 2)
      names.push_back({line.begin + static_cast<uint32_t>(at), line.begin + static_cast<uint32_t>(at + name.size())});
  std::sort(names.begin(), names.end());
  return names.empty() ? names_by_shape(text, line, pack) : names;
}

std::vector<std::string> split_names(const std::string& authors, const Pack& pack) {
  std::vector<std::string> names;
  for (RawSpan span : names_by_shape(authors, {0, static_cast<uint32_t>(authors.size())}, pack)) names.emplace_back(text_of(authors, span));
  if (names.empty() && !authors.empty()) names.push_back(authors);
  return names;
}

}  // namespace dateline
