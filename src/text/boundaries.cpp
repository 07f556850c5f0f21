#include "text/boundaries.h"

#include "text/chars.h"

namespace dateline {
namespace {

/// What a word is to the end of a sentence.
enum class End : uint8_t { none, stop, ask, dots, shortened };

class Boundaries {
 public:
  Boundaries(std::string_view text, const std::vector<Word>& words, const WordLists& lists) : text_(text), words_(words), lists_(lists) {}

  std::vector<uint32_t> find() {
    std::vector<uint32_t> ends;
    uint32_t begin = 0;
    for (uint32_t i = 0; i + 1 < words_.size(); ++i) {
      const bool cut = i + 1 - begin >= most_words || (!glued_on(i + 1) && ends_here(begin, i));
      if (!cut) continue;
      ends.push_back(i + 1);
      begin = i + 1;
    }
    if (!words_.empty()) ends.push_back(static_cast<uint32_t>(words_.size()));
    return ends;
  }

 private:
  std::string_view word(uint32_t i) const { return text_of(text_, words_[i].span); }
  std::string_view gap_before(uint32_t i) const { return text_of(text_, {words_[i - 1].span.end, words_[i].span.begin}); }
  bool glued_on(uint32_t i) const { return words_[i].span.begin == words_[i - 1].span.end && !starts_after_stop(i); }

  /// "it.They": a full stop without its space.
  bool starts_after_stop(uint32_t i) const {
    if (i < 2 || (word(i - 1) != "." && word(i - 1) != "?" && word(i - 1) != "!")) return false;
    const std::string_view w = word(i), before = word(i - 2);
    return w.size() > 1 && is_upper(char_at(w, 0).c) && is_lower(char_at(w, 1).c) && before.size() > 1 && is_lower(char_before(before, static_cast<uint32_t>(before.size())));
  }

  End kind_of(uint32_t i) const {
    const std::string_view w = word(i);
    if (w == "." || w == "。") return End::stop;
    if (w == "…") return End::dots;
    const char first = w[0];
    if (w.find_first_not_of(".!?") == std::string_view::npos) return first == '.' && w.size() > 1 && w.find_first_of("!?") == std::string_view::npos ? End::dots : End::ask;
    if (w.size() > 1 && w.back() == '.' && is_word(char_at(w, 0).c)) return End::shortened;
    return End::none;
  }

  /// Whether the sentence [begin, …) ends after word i; the words after it decide with it.
  bool ends_here(uint32_t begin, uint32_t i) const {
    const std::string_view gap = gap_before(i + 1);
    if (const size_t line = gap.find('\n'); line != std::string_view::npos) {
      if (gap.find('\n', line + 1) != std::string_view::npos || ends_line(begin, i)) return true;
    }
    uint32_t last = i;  // the terminator, before closing marks
    while (last > begin && last > i - std::min(i, 3u) && is_closing(char_at(word(last), 0).c) && kind_of(last) == End::none &&
           words_[last].span.begin == words_[last - 1].span.end)
      --last;
    const End end = kind_of(last);
    if (end == End::none || last < begin) return false;
    if (last < i && opens_again(begin, last, i)) return false;
    const uint32_t next = after_opening(i + 1);
    const std::string_view w = word(next);
    const char32_t c = char_at(w, 0).c;
    if (c < 0x80 && kind_of(i + 1) != End::none && !is_word(c)) return false;  // "? !"
    if (end == End::shortened) return shortened_ends(last, next);
    if (is_lower(c)) return next == i + 1 && end == End::stop && last == i && begins_address(w);
    if (c == ',' || c == ';' || c == ':' || c == ')' || c == ']' || c == '%') return false;
    if (end == End::dots) return is_upper(c) || is_digit(c) || next > i + 1;
    if (end == End::stop && is_digit(c) && last > 0 && last == begin + 1) return false;
    return !list_number(begin, last);
  }

  /// Closing marks at `last`+1…i that look the same as opening ones do open where a space stands before them.
  bool opens_again(uint32_t, uint32_t last, uint32_t) const { return words_[last + 1].span.begin != words_[last].span.end; }

  /// "1." or "a." alone is the number of what follows.
  bool list_number(uint32_t begin, uint32_t last) const {
    if (last != begin + 1) return false;
    const std::string_view w = word(begin);
    return is_digit(char_at(w, 0).c) ? w.size() <= 3 : w.size() == 1;
  }

  static bool begins_address(std::string_view w) { return w.starts_with("http") || w.starts_with("www."); }

  /// A line that ends here ends a sentence where it is a line of its own and no wrapped one.
  bool ends_line(uint32_t begin, uint32_t i) const {
    if (kind_of(i) != End::none) return true;
    const uint32_t size = words_[i].span.end - words_[begin].span.begin;
    const char32_t c = char_at(word(i + 1), 0).c;
    return size < 55 && !is_lower(c);
  }

  uint32_t after_opening(uint32_t i) const {
    for (int steps = 0; steps < 3 && i + 1 < words_.size(); ++steps, ++i) {
      const char32_t c = char_at(word(i), 0).c;
      if (c != '"' && c != U'“' && c != U'‘' && c != '\'' && c != '(' && c != '[' && c != U'«' && c != '`' && c != '*' && c != '-' && c != U'–' && c != U'—') break;
    }
    return i;
  }

  /// After "U.S." or "Inc." a sentence ends only where the next word is one that begins sentences.
  bool shortened_ends(uint32_t last, uint32_t next) const {
    std::string_view w = word(last);
    w.remove_suffix(1);
    const auto followed_by = lists_.abbreviation(w);
    const std::string_view n = word(next);
    if (!is_upper(char_at(n, 0).c)) return false;
    if (followed_by && (*followed_by == "name" || *followed_by == "number")) return false;
    const bool initial = w.size() == 1;
    if (initial) return false;
    return lists_.is_starter(n);
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  const WordLists& lists_;
};

}  // namespace

std::vector<uint32_t> sentence_ends(std::string_view text, const std::vector<Word>& words, const WordLists& lists) {
  return Boundaries(text, words, lists).find();
}

}  // namespace dateline
