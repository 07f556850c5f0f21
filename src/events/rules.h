// The rules of packs/en/verbs: what a word's act is called, and when it is none (docs/formats/pack-verbs.md).
#pragma once

#include <unordered_map>

#include "events/draft.h"

namespace dateline {

enum class Verdict : uint8_t { code, veto, overrule, tell, refine };

/// A rule whose tests all hold for a draft.
struct Match {
  Verdict verdict = Verdict::code;
  Cameo cameo{};
  Plover type{};
  std::string_view mode, whom;   // whom: the preposition of a told event's target
  std::optional<Status> status;  // of a told or overruled event
  bool said = false;             // a told event whose source is the speaker of the statement that it stands in
  bool bare = false;             // the rule has no test: what its word means where nothing says more
  RuleRef at;
};

class VerbRules {
 public:
  explicit VerbRules(const Pack&);
  /// The first rule that holds: those for any word, those of the trigger's words that have tests, those of the content, the others of the words, those that
  /// come last.
  std::optional<Match> first_match(const Reading&, const Draft&) const;
  /// The first code of a list ("0253|1053") that says more than the draft's: one that begins with it, else one of its root where it is general or the
  /// network's.
  std::optional<Cameo> further_code(std::string_view list, const Draft&) const;
  /// What the content says beyond the draft's code: a code of the same root that goes further (packs/en/verbs/_content.verb).
  std::optional<Match> refinement(const Reading&, const Draft&) const;
  /// The first rule of a file that holds: of those that tell events or refine codes alone, or of the others.
  std::optional<Match> match_file(const Reading&, const Draft&, const RuleFile&, Verdict kind = Verdict::code) const;
  /// The first rule that tells of an event at the draft's word, though the network saw none.
  std::optional<Match> tells(const Reading&, const Draft&) const;
  /// The words by which rules of a word are sought: its lemma, its form, and its form without an ending.
  std::vector<std::string> names_of(const Reading&, uint32_t word) const;
  /// The type that a code belongs to, its mode and its contexts (packs/codes/cameo.tsv).
  std::optional<Plover> type_of(Cameo) const;
  /// Whether a code may stand with a type: its own; CONCEDE and RETREAT share the codes of yielding, by word or in deed.
  bool fits(Cameo, Plover) const;
  std::string_view mode_of(Cameo) const;
  const std::vector<std::string_view>& contexts_of(Cameo) const;

 private:
  struct CodeRow {
    std::optional<Plover> type;
    std::string_view mode;
    std::vector<std::string_view> contexts;
  };
  /// Which rules of a file are asked for.
  enum class Part : uint8_t { all, tested, bare };
  std::optional<Match> match_part(const Reading&, const Draft&, const RuleFile&, Verdict kind, Part) const;
  std::optional<Match> match_word(const Reading&, const Draft&, std::string_view word, Part) const;
  std::optional<Match> read_line(const Draft&, const RuleLine&, std::string_view& tests) const;
  bool holds(const Reading&, const Draft&, std::string_view test) const;
  bool is_about(const Reading&, const Draft&, std::string_view list) const;
  bool lists(std::string_view list, std::string_view folded_word) const;
  bool head_lists(const Reading&, uint32_t word, std::string_view list) const;
  bool phrase_lists(const Reading&, uint32_t word, std::string_view list) const;

  std::string uninflected(std::string_view form) const;

  std::vector<RuleFile> files_;
  std::unordered_map<std::string_view, std::vector<size_t>> files_of_, tellers_of_;
  std::vector<CodeRow> codes_;
  Table sets_, endings_;
  int set_words_ = -1;
};

}  // namespace dateline
