// Candidates: everything that may be a mention, with what its words say of number, gender and sort. Chains are made of them.
#pragma once

#include "names/spans.h"

namespace dateline::names {

enum class Gender : uint8_t { unknown, masc, fem, neut };
enum class Number : uint8_t { unknown, sing, plur };
/// What a mention speaks of.
enum class Sort : uint8_t { unknown, person, people, organisation, country, place, thing };
/// How a nominal begins.
enum class Opening : uint8_t { bare, definite, indefinite, demonstrative, possessive };

struct Candidate {
  Mention mention;
  Gender gender = Gender::unknown;
  Number number = Number::unknown;
  Sort sort = Sort::unknown;
  Opening opening = Opening::bare;
  uint8_t person = 0;       // 1, 2, 3 of personal pronouns
  std::string_view use;     // of a pronoun: personal, possessive, reflexive, demonstrative
  std::string key;          // folded name, or lemma of the head
  std::string text;         // folded base phrase without its article
  std::string iso3;         // the country that it names
  std::string_view role;    // of a noun in the list of agents: "GOV"
  std::string rule;         // the list entry that spoke
  float mention_score = 0;  // the network's
  float name_score = 0;
  std::vector<std::pair<std::string, float>> others;
  bool is_town = false;      // a capital that does not stand for its government
  uint32_t title = no_word;  // the first word of the title before a name
  uint32_t title_last = no_word;
  uint32_t quote = UINT32_MAX;    // the quotation that it stands in
  std::vector<uint32_t> parts;    // of "Putin and Kim": the candidates joined
  uint32_t apposition = no_word;  // the noun that says what a name is: "spokesman" of "Basya, spokesman for …"
  bool is_name() const { return mention.kind == MentionKind::name || mention.kind == MentionKind::metonym; }
  bool is_pronoun() const { return mention.kind == MentionKind::pronoun; }
};

/// The quotation that each word stands in, or UINT32_MAX; quotation marks themselves belong to it.
std::vector<uint32_t> find_quotations(const Reading&);

/// In order of the text (by first word of the phrase, the longer first).
std::vector<Candidate> find_candidates(const Reading&, const Lists&);

}  // namespace dateline::names
