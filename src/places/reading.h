// What the passes of the room share: the mentions of one report, the names they make, and the places that each name could be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "places/places.h"

namespace dateline::places {

/// A row of the gazetteer, of packs/world/regions.tsv or of packs/world/countries.tsv.
struct Candidate {
  std::string_view name, other_names, country, admin1, feature;  // feature empty: a town; "PCLI": a country
  double lat = 0, lon = 0, population = 0, extent = 0;
  uint32_t geonameid = 0;
  RuleRef at;
  std::string found_by;  // what of the name was looked up, where words were left out: "dublin" of "Dublin City"
  bool by_other_name = false;
  bool added = false;                             // by a folder of a person's own
  bool holds_it = false;                          // the town that a facility lies in, not the facility
  float prior = 0, score = 0, share = 0;          // share: of all candidates of the name, 0 to 1
  uint32_t country_number = 0, state_number = 0;  // in Reading
};

/// The state or country that the text puts a name in: "Paris, Texas".
struct Container {
  std::string_view country, admin1;  // admin1 empty: a country
  RuleRef at;
  Span span;
  explicit operator bool() const { return !country.empty(); }
  bool holds(const Candidate& c) const { return c.country == country && (admin1.empty() || c.admin1 == admin1); }
};

struct PlaceMention {
  Span span;
  uint32_t first = 0, last = 0;  // words
  std::string_view written;
  std::string key;  // folded
  Container inside;
  bool dateline = false, letters = false;
  bool as_state = false;       // the words beside it tell the state from the city of one name: "Albany, New York", "New York state"
  Why rests_on;                // the step that took it for a name
  uint32_t name = UINT32_MAX;  // in Reading::names
};

/// One name in one sense: all its mentions are one place.
struct PlaceName {
  std::string key;
  std::string_view written;  // where it stands first
  Container inside;
  std::vector<uint32_t> mentions;
  std::vector<Candidate> candidates;
  std::vector<uint32_t> mates;             // names that stand beside it in an enumeration
  bool dateline = false, letters = false;  // letters: written as letters ("EU") in running text
  bool as_state = false;
  uint32_t first_of_kin = 0;  // of the names that were looked up by the same words ("Dublin", "Dublin City"), the one that speaks for all
};

/// What tells where the report is at home.
struct HomeClue {
  std::string_view country, admin1;  // admin1 empty: the country alone
  float much = 0;
  RuleRef at;
  Span span;         // the word, or empty: the publisher
  std::string said;  // the word, or the host
};

struct Reading {
  std::vector<PlaceMention> mentions;
  std::vector<PlaceName> names;
  std::vector<HomeClue> clues;
};

/// The tables, opened once a report.
class Gazetteer {
 public:
  explicit Gazetteer(const Pack&);
  /// The places of a folded name, the likeliest first by prior; other forms ("the city of X", "X County") where the name itself is not there.
  std::vector<Candidate> find(std::string_view folded) const;
  /// Without the other forms; the likeliest first.
  std::vector<Candidate> find_named(std::string_view folded) const;
  /// The states and countries of this name or short form ("Georgia" is one of each).
  std::vector<Container> containers(std::string_view folded) const;
  /// Whether a wide place (sea, region, state) of regions.tsv has this name, and whether one begins so and goes on.
  bool is_region(std::string_view folded) const;
  bool begins_region(std::string_view folded) const { return regions_.has_longer(folded); }
  bool is_short_form(std::string_view folded) const { return !short_.find(folded).empty(); }
  /// "North", "river", "city": a word beside names, none itself.
  bool is_side_word(std::string_view folded) const { return has_side(folded, "before") || has_side(folded, "after"); }
  /// The letters of a party, as in "D-Plymouth".
  bool is_party(std::string_view folded) const { return has_side(folded, "party"); }
  /// "In", "near": before the name of a place.
  bool is_locative(std::string_view folded) const { return has_side(folded, "locative"); }
  /// "Chinatown", "Midtown": a quarter of whatever town is spoken of, not the village of that name.
  bool is_quarter(std::string_view folded) const { return has_side(folded, "quarter"); }
  /// "Upstate", "western" before a name, "state", "governor" behind it: the state is meant, not the city of its name.
  bool tells_state(std::string_view folded, bool before) const { return has_side(folded, before ? "state before" : "state behind"); }
  bool is_genitive(std::string_view folded) const { return has_side(folded, "genitive"); }  // "'s"
  /// "Police", "residents": behind the name of their town.
  bool is_townsfolk(std::string_view folded) const { return has_side(folded, "townsfolk"); }
  /// The country that a word speaks for where a report leaves it out ("sheriff"); none where it speaks for none.
  std::optional<HomeClue> home_told(std::string_view folded) const;
  /// Where the publisher with this host is at home, by the longest end of the host that is listed.
  std::optional<HomeClue> publisher_home(std::string_view host) const;
  bool begins_home_word(std::string_view folded) const { return home_.has_longer(folded); }
  /// "And", "or": between two names of one kind.
  bool joins(std::string_view folded) const { return has_side(folded, "join"); }
  /// The states of this full name.
  std::vector<Container> states(std::string_view folded) const;
  /// Name of a state.
  std::string_view state_name(std::string_view country, std::string_view admin1) const;
  /// The title of its article in the English Wikipedia; empty where no rule is sure.
  std::string title_of(const Candidate&) const;
  /// A short form that may stand alone ("Ky."), spelled out; empty where it is none.
  std::string_view spelled_out(std::string_view folded) const;

 private:
  bool has_side(std::string_view folded, std::string_view side) const;
  bool is_only_one(const Candidate&) const;
  struct Columns {
    int name, other, code, country, admin1, lat, lon, population, feature, geonameid, extent;
  };
  void add_places(const Table&, const Columns&, std::string_view folded, std::vector<Candidate>&) const;
  void add_countries(std::string_view folded, std::vector<Candidate>&) const;
  std::vector<Candidate> find_exactly(std::string_view folded) const;
  std::vector<Candidate> find_holder(std::string_view folded) const;
  std::vector<Candidate> find_without_side_word(std::string_view folded) const;

  Table towns_, regions_, countries_, short_, words_, titles_, home_, publishers_;
  Columns town_columns_, region_columns_;
};

/// Sets the shares of a name's candidates by their scores; `at_home` more for a place that no list has.
void share_out(PlaceName&, float at_home);  // context.cpp
/// The place of a candidate, without mentions.
Place place_of(const Candidate&, const Gazetteer&, const Pack&);  // places.cpp

// The passes, in the order of places.cpp.
void collect_mentions(const Article&, const Text&, const Names&, const Gazetteer&, Reading&);                // mentions.cpp
void add_passed_over(const Article&, const Text&, const Syntax&, const Names&, const Gazetteer&, Reading&);  // passed_over.cpp
void find_home(const Article&, std::string_view uri, const Text&, const Gazetteer&, Reading&);               // home.cpp
void find_containers(const Article&, const Text&, const Gazetteer&, Reading&);                               // containment.cpp
void join_senses(Reading&);                                                                                  // senses.cpp
void look_up(const Gazetteer&, Reading&);                                                                    // candidates.cpp
void join_kin(Reading&);                                                                                     // kin.cpp
void find_list_mates(const Article&, const Text&, const Gazetteer&, Reading&);                               // enumerations.cpp
void weigh_by_context(const Article&, const Names&, const Gazetteer&, Reading&);                             // context.cpp
void follow_kin(Reading&);                                                                                   // kin.cpp

}  // namespace dateline::places
