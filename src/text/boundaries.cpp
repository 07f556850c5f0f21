#include "text/boundaries.h"

#include "text/chars.h"
#include "text/evidence.h"

namespace dateline {
namespace {

class Boundaries {
 public:
  Boundaries(std::string_view text, const std::vector<Word>& words, const WordLists& lists)
      : text_(text), words_(words), lists_(lists), evidence_(text, words, lists) {}

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
    return w.size() > 1 && is_upper(char_at(w, 0).c) && is_lower(char_at(w, 1).c) && before.size() > 1 &&
           is_lower(char_before(before, static_cast<uint32_t>(before.size())));
  }

  bool stops(uint32_t i) const {
    const std::string_view w = word(i);
    return w == "…" || w.find_first_not_of(".!?") == std::string_view::npos;
  }

  /// Whether the sentence [begin, …) ends after word i.
  bool ends_here(uint32_t begin, uint32_t i) const {
    const std::string_view gap = gap_before(i + 1);
    if (const size_t line = gap.find('\n'); line != std::string_view::npos)
      if (gap.find('\n', line + 1) != std::string_view::npos || ends_line(begin, i)) return true;
    return !list_number(begin, i) && (evidence_.ends_after(i) || shortened_ends(i));
  }

  /// "in the U.S. The senate": an abbreviation may end a sentence too, but one before a name or a number, and an initial, may not.
  bool shortened_ends(uint32_t i) const {
    std::string_view w = word(i);
    if (w.size() < 3 || w.back() != '.' || !is_upper(char_at(word(i + 1), 0).c)) return false;
    w.remove_suffix(1);
    const auto followed_by = lists_.abbreviation(w);
    const bool may_end = followed_by ? *followed_by == "any" || *followed_by == "end" : w.find('.') != std::string_view::npos;
    return may_end && lists_.is_starter(word(i + 1));
  }

  /// "1." or "a." alone is the number of what follows.
  bool list_number(uint32_t begin, uint32_t last) const {
    if (last != begin + 1 || word(last) != ".") return false;
    const std::string_view w = word(begin);
    return is_digit(char_at(w, 0).c) ? w.size() <= 3 : w.size() == 1;
  }

  /// A line that ends here ends a sentence where it is a line of its own and no wrapped one.
  bool ends_line(uint32_t begin, uint32_t i) const {
    if (stops(i)) return true;
    const uint32_t size = words_[i].span.end - words_[begin].span.begin;
    return size < 55 && !is_lower(char_at(word(i + 1), 0).c);
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  const WordLists& lists_;
  Evidence evidence_;
};

}  // namespace

std::vector<uint32_t> sentence_ends(std::string_view text, const std::vector<Word>& words, const WordLists& lists) {
  return Boundaries(text, words, lists).find();
}

}  // namespace dateline
