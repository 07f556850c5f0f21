// The lines of a scraped page, and the judgement on each.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "page/parts.h"
#include "page/phrases.h"

namespace dateline {

/// A line with what is known of it before any is judged.
struct Candidate {
  Line line;
  Match match;          // by the phrases of the pack
  uint64_t key = 0;     // the same for lines that say the same
  uint32_t twins = 0;   // other lines with this key
  bool prose = false;   // reads like sentences of a report
  bool dated = false;   // holds a calendar date or a clock time and little else
  bool listed = false;  // one of several lines in a row with the same signs in them: a list of the report
};

/// Lines [first, last) that hold the report's own text, lead first.
struct Region {
  size_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};

std::vector<Candidate> candidates_of(std::string_view text, std::vector<Line> lines, const Phrases& phrases);
/// Sets `listed`: runs of short lines that are alike in their signs (numbers, colons, brackets, dashes), as lists in a report are and menus are not.
void mark_lists(std::string_view text, std::vector<Candidate>& lines);
/// The run of lines with the most prose, furniture counted against it.
Region find_region(const std::vector<Candidate>& lines);
/// The stems of the content words of a text, to tell what speaks of the same things.
class Vocabulary {
 public:
  /// Of the prose of the region, as far as some thousands of bytes.
  Vocabulary(std::string_view text, const std::vector<Candidate>& lines, const Region& region);
  /// The share of a line's content words that the text uses too; `unknown` where the line has none.
  float share(std::string_view line) const;
  static constexpr float unknown = 0.5f;

 private:
  std::unordered_set<std::string> stems_;
};

/// The line before `lead` that reads most like the report's headline; `lines.size()` where none does.
size_t find_headline(std::string_view text, const std::vector<Candidate>& lines, const Region& region, const Vocabulary& vocabulary);

}  // namespace dateline
