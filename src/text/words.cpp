// Words as the treebanks of Universal Dependencies have them (English Web Treebank, GUM).

#include "text/boundaries.h"
#include "text/chars.h"
#include "text/lists.h"
#include "text/scan.h"
#include "text/text.h"

namespace dateline {
namespace {

class Words {
 public:
  Words(const WordLists& lists, std::string_view text, uint32_t offset, std::vector<Word>& out) : lists_(lists), text_(text), offset_(offset), out_(out) {}

  void split() {
    for (uint32_t i = 0; i < text_.size();) {
      const Char c = char_at(text_, i);
      if (is_space(c.c)) {
        i += c.size;
        continue;
      }
      uint32_t end = i;
      while (end < text_.size()) {
        const Char next = char_at(text_, end);
        if (is_space(next.c)) break;
        end += next.size;
      }
      split_chunk(Chunk{text_, i, end, lists_});
      i = end;
    }
  }

 private:
  void add(uint32_t from, uint32_t to, bool glued = false) {
    if (from < to) out_.push_back({{from + offset_, to + offset_}, glued});
  }

  void split_chunk(const Chunk& k) {
    for (uint32_t i = k.begin; i < k.end;) i = next_word(k, i);
  }

  uint32_t next_word(const Chunk& k, uint32_t from) {
    const char32_t c = k.at(from);
    const bool inside = from > k.begin && is_word(char_before(text_, from));
    if (!inside)
      for (auto* scan : {scan_address, scan_emoticon, scan_number, scan_dotted, scan_domain})
        if (const uint32_t end = scan(k, from); end > from) return add(from, end), end;
    if (is_letter(c) || c == '_' || is_digit(c)) return letters(k, from);
    if (is_apostrophe(c)) return apostrophe(k, from);
    if (c == '#' && is_letter(k.at(from + 1))) return hashtag(k, from);
    const uint32_t end = scan_signs(k, from);
    add(from, end);
    return end;
  }

  uint32_t hashtag(const Chunk& k, uint32_t from) {
    uint32_t end = from + 1;
    while (is_word(k.at(end))) end = k.after(end);
    add(from, end);
    return end;
  }

  uint32_t letters(const Chunk& k, uint32_t from) {
    uint32_t end = scan_letters(k, from);
    if (end == from) end = k.after(from);
    if (k.at(end) == '$' && end - from <= 2 && is_upper(k.at(from)) && is_digit(k.at(end + 1))) ++end;  // US$
    const uint32_t stop = with_full_stop(k, from, end);
    if (stop > end) return add(from, stop), stop;
    add_parts(k, from, end);
    if (is_apostrophe(k.at(end)) && !is_word(k.at(k.after(end))) && !opened_ && lists_.letter_is(char_before(text_, end), "plural")) {  // the voters' choice
      const uint32_t after = k.after(end);
      if (k.at(after) == k.at(end)) return end;
      add(end, after, true);
      return after;
    }
    return end;
  }

  /// An apostrophe that begins a word: 's, 'em, '72; else a quotation mark.
  uint32_t apostrophe(const Chunk& k, uint32_t from) {
    const uint32_t after = k.after(from);
    uint32_t end = after;
    while (is_word(k.at(end))) end = k.after(end);
    const std::string_view word = k.piece(from, end);
    const bool year = end - after == 2 && is_digit(k.at(after)) && is_digit(k.at(after + 1));
    if (end > after && (year || lists_.has_clitic(word) || !lists_.parts(word).empty())) {
      const bool glued = from > k.begin && lists_.has_clitic(word) && !out_.empty() && out_.back().span.end == from + offset_;
      if (!glued && from > k.begin && lists_.has_clitic(word) == false) add_parts(k, from, end);
      else if (glued || lists_.parts(word).empty()) add(from, end, glued);
      else add_parts(k, from, end);
      return end;
    }
    const uint32_t signs = scan_signs(k, from);
    if (k.at(from) != U'’' && k.at(from) != U'ʼ') opened_ = !opened_;
    add(from, signs);
    return signs;
  }

  /// Adds a run of letters in its syntactic words: can|not, do|n't, Vienna|'s.
  void add_parts(const Chunk& k, uint32_t from, uint32_t end) {
    const std::string_view parts = lists_.parts(k.piece(from, end));
    if (!parts.empty()) return add_listed(k, from, end, parts);
    std::vector<uint32_t> cuts;  // from the end
    for (uint32_t stop = end; cuts.size() < 3;) {
      const uint32_t cut = clitic_start(k, from, stop);
      if (cut == stop) break;
      cuts.push_back(cut);
      stop = cut;
    }
    uint32_t begin = from;
    for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut) {
      add(begin, *cut, begin > from);
      begin = *cut;
    }
    add(begin, end, begin > from);
  }

  /// `parts` are the words of the list with a space between; their characters are those of the text.
  void add_listed(const Chunk& k, uint32_t from, uint32_t end, std::string_view parts) {
    uint32_t begin = from, i = from;
    for (uint32_t p = 0; p < parts.size() && i < end;) {
      if (parts[p] == ' ') {
        add(begin, i, begin > from);
        begin = i;
        ++p;
      } else {
        p += char_at(parts, p).size;
        i = k.after(i);
      }
    }
    add(begin, end, begin > from);
  }

  /// Where the clitic that ends at `stop` begins, or `stop`.
  uint32_t clitic_start(const Chunk& k, uint32_t from, uint32_t stop) {
    uint32_t begin = stop;
    for (int characters = 0; characters < 4 && begin > from; ++characters) {
      do --begin;
      while (begin > from && (static_cast<unsigned char>(text_[begin]) & 0xC0) == 0x80);
      if (characters > 0 && begin > from && lists_.has_clitic(k.piece(begin, stop))) {
        const uint32_t before = begin - 1;
        if (is_apostrophe(k.at(begin)) && before > from && lists_.has_clitic(k.piece(before, stop))) return before;
        return begin;
      }
    }
    return stop;
  }

  const WordLists& lists_;
  std::string_view text_;
  uint32_t offset_;
  std::vector<Word>& out_;
  bool opened_ = false;  // a single quotation mark stands open
};

}  // namespace

void split_words(std::string_view text, uint32_t offset, const WordLists& lists, std::vector<Word>& out) { Words(lists, text, offset, out).split(); }

std::vector<Word> split_words(std::string_view text, uint32_t offset, const Pack& pack) {
  std::vector<Word> out;
  split_words(text, offset, WordLists(pack), out);
  return out;
}

}  // namespace dateline
