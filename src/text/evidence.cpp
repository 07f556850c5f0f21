#include "text/evidence.h"

#include <fmt/format.h>

#include <charconv>

#include "text/chars.h"

namespace dateline {
namespace {

// A place without a full stop must have more for it: news ends its sentences with one, and half a sentence costs more than two in one.
constexpr double least_without_stop = 1.0;

bool all_of(std::string_view w, std::string_view signs) { return !w.empty() && w.find_first_not_of(signs) == std::string_view::npos; }

bool is_dash(char32_t c) { return c == '-' || c == U'–' || c == U'—'; }

std::string_view shape_of(std::string_view w) {
  const Char first = char_at(w, 0);
  const char32_t c = first.c;
  if (is_digit(c)) return "num";
  if (is_letter(c)) {
    if (is_lower(c)) return "low";
    const bool single = w.size() == first.size;
    bool lower = false;
    for (uint32_t i = 0; i < w.size(); i += char_at(w, i).size) lower = lower || is_lower(char_at(w, i).c);
    if (!is_upper(c)) return "other";
    return single ? "one" : lower ? "cap" : "caps";
  }
  if (c == '"' || c == U'“' || c == U'«' || c == U'‘' || c == '\'' || c == '`') return "quote";
  if (c == '(' || c == '[' || c == '{' || c == '<') return "open";
  if (is_dash(c) || c == '*' || c == U'•') return "dash";
  return "sign";
}

/// A word in a feature: lower case, plain marks; "#" where it is long or not ASCII.
std::string key_of(std::string_view w) {
  std::string out;
  for (uint32_t i = 0; i < w.size();) {
    const Char c = char_at(w, i);
    i += c.size;
    if (c.c < 0x80) out += static_cast<char>(c.c >= 'A' && c.c <= 'Z' ? c.c | 32 : c.c == '`' ? '\'' : c.c);
    else if (is_apostrophe(c.c) || c.c == U'‘') out += '\'';
    else if (c.c == U'“' || c.c == U'”' || c.c == U'„' || c.c == U'«' || c.c == U'»') out += '"';
    else if (is_dash(c.c) || c.c == 0x2212 || (c.c >= 0x2010 && c.c <= 0x2012)) out += '-';
    else return "#";
  }
  return out.size() <= 20 ? out : "#";
}

std::string_view bucket_of(uint32_t n) {
  return n == 0 ? "0" : n == 1 ? "1" : n == 2 ? "2" : n <= 5 ? "5" : n <= 12 ? "12" : n <= 30 ? "30" : n <= 60 ? "60" : "99";
}

std::string ending_of(std::string_view w, const WordLists& lists) {
  if (w == ".") return "stop";
  if (w == "…" || all_of(w, ".")) return "dots";
  if (all_of(w, ".!?")) return "ask";
  if (w == ":") return "colon";
  if (w == ";") return "semi";
  if (w == ",") return "comma";
  const char32_t c = char_at(w, 0).c;
  const bool alphanumeric = is_letter(c) || is_digit(c);
  if (w.size() > 1 && w.back() == '.' && alphanumeric) {
    const auto followed_by = lists.abbreviation(w.substr(0, w.size() - 1));
    return "abbr" + (followed_by ? std::string(*followed_by) : w.size() == 2 ? "initial" : "other");
  }
  if (alphanumeric || c == '\'' || c == U'’') return "word";
  if (is_closing(c) && w.size() == char_at(w, 0).size) return "close";
  for (uint32_t i = 0; i < w.size(); i += char_at(w, i).size)
    if (!is_dash(char_at(w, i).c)) return "sign";
  return "dash";
}

}  // namespace

Evidence::Evidence(std::string_view text, const std::vector<Word>& words, const WordLists& lists) : text_(text), words_(words), lists_(lists) {
  uint32_t since = 0;
  for (uint32_t i = 0; i < size(); ++i) {
    endings_.push_back(ending_of(word(i), lists));
    since_.push_back(++since);
    const bool stops = endings_[i] == "stop" || endings_[i] == "ask";
    any_stop_ = any_stop_ || stops;
    if (stops || endings_[i] == "dots") since = 0;
  }
}

bool Evidence::is_closing_word(uint32_t i) const {
  const Char c = char_at(word(i), 0);
  return is_closing(c.c) && word(i).size() == c.size;
}

double Evidence::weight(std::string_view feature) const {
  const std::string_view cell = lists_.sentence_weight(feature);
  double out = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return out;
}

bool Evidence::ends_after(uint32_t i) const {
  uint32_t j = i;  // the last word before closing marks
  while (j > 0 && i - j < 3 && is_closing_word(j) && words_[j].span.begin == words_[j - 1].span.end) --j;
  const std::string end = endings_[j] + (j < i ? "+" : "");
  uint32_t k = i + 1;  // the first word after opening marks
  const auto opens = [](std::string_view s) { return s == "quote" || s == "open" || s == "dash"; };
  while (k < i + 3 && k + 1 < size() && opens(shape_of(word(k)))) ++k;
  const std::string_view s = shape_of(word(i + 1)), after = shape_of(word(k)), bucket = bucket_of(since_[i]);
  if (end == "word" && s == "low") return false;
  const std::string next = key_of(word(i + 1)), previous = key_of(word(i));
  const std::string before = j > 0 ? key_of(word(j - 1)) : "begin";
  const uint32_t first = i + 1 - since_[i];  // how the sentence so far begins: "Posted", "Best regards"
  double sum = weight("bias");
  const std::string_view shape_i = shape_of(word(i)), shape_j = j > 0 ? shape_of(word(j - 1)) : "begin";
  const std::string_view shape_two = i + 2 < size() ? shape_of(word(i + 2)) : "end";
  for (const std::string& f :
       {fmt::format("e {}", end), fmt::format("s {}", s), fmt::format("es {} {}", end, s), fmt::format("ea {} {} {}", end, s, after),
        fmt::format("en {} {}", end, next), fmt::format("ep {} {}", end, previous), fmt::format("pn {} {}", previous, next),
        fmt::format("x {} {}", bucket, end), fmt::format("xs {} {} {}", bucket, end, s), fmt::format("st {} {} {}", end, any_stop_ ? "some" : "none", s),
        fmt::format("pp {} {} {} {}", end, shape_i, shape_j, s), fmt::format("p2 {} {}", end, before), fmt::format("n2 {} {} {}", s, shape_two, end),
        fmt::format("on {} {}", end, key_of(word(k))), fmt::format("fw {} {} {}", key_of(word(first)), endings_[i], bucket),
        fmt::format("fs {} {} {} {}", shape_of(word(first)), shape_of(word(first + 1)), endings_[i], bucket)})
    sum += weight(f);
  const bool stop = end.starts_with("stop") || end.starts_with("ask") || end.starts_with("dots") || end.starts_with("abbr");
  return sum > (stop ? 0 : least_without_stop);
}

}  // namespace dateline
