// The phrases of packs/page: buttons, notices, captions, openings of bylines, agencies, months.
#pragma once

#include "page/lines.h"

namespace dateline {

/// What a phrase says about the line where it stands.
enum class Sign : uint8_t { none, furniture, heading, related, boilerplate, caption, highlights, byline };

struct Match {
  Sign sign = Sign::none;
  RuleRef at;
  bool by_end = false;  // known by its last words alone
  explicit operator bool() const { return sign != Sign::none; }
};

/// packs/page/furniture.tsv, opened once a page.
class Phrases {
 public:
  explicit Phrases(const Pack& pack);
  /// What the line is by its words, where a row of the pack knows it. Lines of more than `most_words` words are not looked at.
  Match match(std::string_view line, const Look& look) const;
  /// The same where plain_words(line) is at hand.
  Match match(std::string_view line, const Look& look, std::string_view plain) const;
  static constexpr float most_words = 45;

 private:
  Match match_words(std::string_view line, const Look& look, std::string_view words) const;
  Match find(std::string_view phrase, bool at_begin, bool at_end, float weight) const;
  Match match_label(std::string_view line, float weight) const;
  Match match_wide(std::string_view folded, float weight) const;

  Table table_;
  int sign_, where_, most_;
};

/// Folded, with punctuation made spaces: how phrases are compared. Apostrophes, inner hyphens, © and @ stay.
std::string plain_words(std::string_view line);
std::string_view name_of(Sign sign);

}  // namespace dateline
