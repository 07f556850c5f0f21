// What an act is about and how it is done, by the words of its clause: PLOVER contexts (packs/en/contexts.tsv), and the mode where its code has none
// (packs/en/modes.tsv).
#pragma once

#include "events/draft.h"

namespace dateline {

/// A row of one of the tables, and the words that it found.
struct Topic {
  uint32_t row;
  Words words;
};

class Topics {
 public:
  explicit Topics(const Pack&);
  /// Rows that name a context, one for each, in the order of the words: the act's own, its clause's, its sides'.
  std::vector<Topic> contexts_of(const Reading&, const Draft&) const;
  /// The first row of the act's type that finds a word: in the act itself, else in its clause.
  std::optional<Topic> mode_of(const Reading&, const Draft&) const;
  std::string_view context(Topic t) const { return contexts_.cell(t.row, context_); }
  std::string_view mode(Topic t) const { return modes_.cell(t.row, mode_); }
  RuleRef where_context(Topic t) const { return contexts_.where(t.row); }
  RuleRef where_mode(Topic t) const { return modes_.where(t.row); }

 private:
  Table contexts_, modes_;
  int context_ = -1, mode_ = -1, types_ = -1;
};

}  // namespace dateline
