// What the passes over relations share: the rows of packs/en/relations.tsv, the words of a sentence that tell one, and whether they tell it as a fact.
#pragma once

#include "events/status_cues.h"

namespace dateline {

/// The words of a sentence that tell one relation.
struct Tie {
  uint32_t row = 0;              // of packs/en/relations.tsv
  uint32_t word = no_word;       // its noun or verb
  Words phrase;                  // that and the other words of the row's key ("prime minister")
  uint32_t predicate = no_word;  // the verb, the noun behind "is", the verb of "was elected president"; none for titles and appositions
  std::vector<uint32_t> holders, owners;
};

/// Nouns and verbs that tie two ends, with who may stand at each.
struct RelationRows {
  Table table;
  int how = -1, kind = -1, lesser = -1, turn = -1, holder = -1, owner = -1, by = -1, over = -1;

  explicit RelationRows(const Pack&);
  std::string_view cell(uint32_t row, int column) const { return table.cell(row, column); }
  /// Whether the word names whose it is with this preposition ("-": the object of a verb).
  bool links(uint32_t row, std::string_view preposition) const;
  /// The rows of the longest phrase that begins or ends with the word, and that phrase.
  std::vector<Tie> at(const Reading&, uint32_t word) const;
};

// The words of each end, by the tree (relation_ties.cpp).

class RelationStates;
bool has_copula(const Reading&, uint32_t word);
std::vector<uint32_t> children_as(const Syntax&, uint32_t word, std::initializer_list<Deprel>);
/// A word and the names coordinated with it; `commas`: also those that a comma sets apart.
std::vector<uint32_t> joined_names(const Reading&, uint32_t word, bool commas);
/// Holders and owners of a noun: the name beside it, the subject of "is"; "Kim's", "of North Korea", "NATO chief".
void find_ends_of_noun(const Reading&, const RelationRows&, const RelationStates&, Tie&);
/// Those of a verb: its subject and object, what hangs on it by a preposition of the row.
void find_ends_of_verb(const Reading&, const RelationRows&, Tie&);
/// Whose a possessive is that no chain holds: "Her husband was shot, Maria Lindqvist said" is about what the subject above it is.
void find_possessor(const Reading&, Tie&);

/// What a sentence says of a relation that it tells as a fact.
struct Standing {
  bool former = false, lesser = false;  // it is over; the holder has only a part of it ("deputy head")
  Why why;                              // the step that says so, where one does
};

/// Reads packs/en/relation_states.tsv, packs/en/status.tsv and tense.
class RelationStates {
 public:
  explicit RelationStates(const Pack& pack);
  /// Nothing where the relation is denied, asked, wanted or only possible.
  std::optional<Standing> standing_of(const Reading&, const RelationRows&, const Tie&) const;
  /// Whether one takes, has or leaves an office by this verb: "became", "was elected", "resigned as".
  bool is_of_office(const Reading& in, uint32_t verb) const { return row_of(in, verb, "verb").has_value(); }
  /// "as president".
  bool is_role(const Reading&, uint32_t noun) const;

 private:
  struct Said {
    std::string_view state;  // former, past, now, none, part
    uint32_t word, row;
  };
  std::optional<uint32_t> row_of(const Reading&, uint32_t word, std::string_view how) const;
  std::optional<Said> said_beside(const Reading&, const Tie&) const;
  std::optional<Said> said_by_clause(const Reading&, const Tie&) const;

  Table rows_;
  int how_ = -1, state_ = -1;
  StatusWords status_;
};

}  // namespace dateline
