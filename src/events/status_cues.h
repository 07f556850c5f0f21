// What the words around an act say of whether it happened: rows of packs/en/status.tsv, walked down the tree from the clause's top to the act.
#pragma once

#include "events/draft.h"

namespace dateline {

/// A row that speaks of the act, and the word that it is about.
struct StatusCue {
  Status status;
  uint32_t word, row;
};

class StatusWords {
 public:
  explicit StatusWords(const Pack&);
  explicit operator bool() const { return static_cast<bool>(table_); }
  /// What the clause says of the act: words that hang on it, and the chain of what governs it ("failed to stop rebels from shooting": it happened).
  std::optional<StatusCue> cue_of(const Reading&, const Draft&) const;
  RuleRef where(uint32_t row) const { return table_.where(row); }

 private:
  /// What is known of one word of the chain: a status with the row that says so; `known` without a status: nothing is said, or it cancels out.
  struct Known {
    std::optional<StatusCue> cue;
    bool denied() const { return cue && cue->status == Status::negated; }
    bool open() const { return cue && cue->status != Status::negated && cue->status != Status::asserted && cue->status != Status::historical; }
  };
  std::string_view how_it_stands(const Reading&, uint32_t word) const;
  std::optional<uint32_t> row_for(std::string_view word, std::string_view how, const Draft&) const;
  std::optional<StatusCue> cue_at(const Reading&, uint32_t word, std::string_view how, const Draft&) const;
  std::optional<StatusCue> status_of_row(uint32_t row, uint32_t word) const;
  std::optional<StatusCue> two_auxiliaries(const Reading&, uint32_t verb, const Draft&) const;
  std::optional<StatusCue> condition_below(const Reading&, uint32_t verb, const Draft&) const;
  std::optional<StatusCue> denied_side(const Reading&, uint32_t verb, const Draft&) const;
  std::optional<StatusCue> before_it(const Reading&, uint32_t verb, const Draft&) const;
  std::optional<StatusCue> question(const Reading&, uint32_t verb, const Draft&) const;
  std::optional<StatusCue> local(const Reading&, uint32_t word, const Draft&) const;
  std::optional<uint32_t> governing_row(const Reading&, uint32_t governor, std::string_view how, const Draft&) const;
  Known step(const Reading&, const Known& above, uint32_t governor, std::string_view how, uint32_t word, const Draft&) const;

  Table table_;
  std::vector<std::string_view> prepositions_;  // "with from": the values of `how` that name one
  int how_ = -1, status_ = -1, denied_ = -1, unless_ = -1;
};

}  // namespace dateline
