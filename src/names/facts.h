// What the packs and the words of the report say of one person, body or kind of people: country, role, code, ids.
#pragma once

#include <map>

#include "names/candidates.h"
#include "names/terms.h"

namespace dateline::names {

struct Facts {
  std::string name;  // the fullest known
  std::string country, code, wikidata, wikipedia;
  std::optional<Sector> role;
  std::vector<Step> steps;  // why: pack rows and words of the text
  bool linked = false;      // a list knows this very person or body
};

class FactFinder {
 public:
  FactFinder(const Reading&, const Lists&, const std::vector<Candidate>&);

  /// Of a person named by these candidates (all of one chain, in order).
  Facts person(const std::vector<uint32_t>& chain) const;
  Facts body(const std::vector<uint32_t>& chain) const;
  Facts country(std::string_view iso3) const;
  /// Of people or a body named by a noun: "the North Korean leader", "Syrian rebels".
  Facts noun(uint32_t candidate) const;
  /// The country that modifies a noun ("North Korean leader", "Russia's envoy", "president of Kenya"); empty where none.
  /// One with a role that keeps its people at home may also be named by where it is: "a court in Guyana".
  std::string country_of(uint32_t head, uint32_t first, Facts* why = nullptr, std::string_view role = {}) const;

 private:
  Term term_of(const std::vector<uint32_t>& chain, const std::string& key, const std::string& country) const;
  Term titled_term(const std::vector<uint32_t>& chain) const;
  void add_row(const List&, uint32_t row, std::string_view what, Span, Facts&) const;
  void role_from_words(uint32_t candidate, Facts&) const;
  bool belongs(uint32_t preposition, std::string_view role) const;
  uint32_t best_body(std::string_view key, std::string_view text) const;
  bool names_a_place(uint32_t word) const;
  std::string country_at(uint32_t word, uint32_t end, std::string* rule) const;

  const Reading& r_;
  const Lists& lists_;
  const std::vector<Candidate>& all_;
  std::string day_;                                         // of publication, "2019-04-26"
  std::map<std::string, uint32_t, std::less<>> countries_;  // that the report names, and how often
  std::vector<uint32_t> places_;                            // first words of names that are places, sorted
  std::string home_;                                        // the one that it names most
};

/// "RUSGOV", "---MED", "RUS"; empty where neither is known.
std::string actor_code(std::string_view country, std::optional<Sector> role);

}  // namespace dateline::names
