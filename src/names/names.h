// names: mentions of people, countries, organisations and groups, and which of them are one actor.
//
// Always: a mention belongs to one chain; a chain that can act is an actor. A name that no list knows is an actor all the same, with what the text says of it.
// A chain never joins two people whom the text tells apart.
#pragma once

#include "base/base.h"
#include "codes.h"
#include "model/model.h"
#include "pack/pack.h"
#include "page/page.h"
#include "syntax/syntax.h"
#include "text/text.h"

namespace dateline {

enum class MentionKind : uint8_t { name, nominal, pronoun, demonym, metonym };
enum class ActorKind : uint8_t { person, country, organisation, group, unknown };

struct Mention {
  Span span;
  uint32_t sentence = 0;
  uint32_t first = 0, last = 0, head = 0;      // words [first, last), and the one that hangs highest
  uint32_t phrase_first = 0, phrase_last = 0;  // the whole noun phrase that it heads, possessive 's and relative clauses included: what --conllu prints
  MentionKind kind = MentionKind::name;
  std::optional<NameType> type;  // of names
  uint32_t chain = UINT32_MAX;   // in Names::chains
  double lat = 0, lon = 0;       // of a metonym: the place's own
  uint32_t geonameid = 0;        // 0 where none
  Why why;
};

/// Mentions of one thing. Places and things have chains too; only those that can act have an actor.
struct Chain {
  std::vector<uint32_t> mentions;  // in order of the text
  ActorId actor;
};

struct Actor {
  std::string name;  // the fullest form known
  ActorKind kind = ActorKind::unknown;
  std::string country;              // ISO 3166 alpha-3 or a former state's code; empty where unknown
  std::optional<Sector> role;       // GOV, MIL, …
  std::string code;                 // RUSGOV
  std::string wikidata, wikipedia;  // "Q7747", "Vladimir Putin"; empty where unknown
  std::optional<double> lat, lon;   // of countries
  uint32_t geonameid = 0;
  std::vector<ActorId> members;  // "the two leaders"
  uint32_t chain = UINT32_MAX;   // in Names::chains
  Why why;
};

struct Names {
  std::vector<Mention> mentions;  // in order of the text
  std::vector<Chain> chains;
  std::vector<Actor> actors;  // in order of their first mention
  /// The actor of the smallest mention that holds the word (or, failing that, is headed by it); none where there is none.
  ActorId actor_at(uint32_t word) const;
};

Names find_names(const Article&, const Text&, const Signals&, const Syntax&, const Model&, const Pack&, Trail&);

/// What a name or a last name alone may mean among the people of the lists, with nothing else said than the day (empty: none).
struct PersonChoice {
  uint32_t row = 0;     // of world/people
  bool serves = false;  // in that office on the day
  bool meant = false;   // the one that find_names takes; none where two fit as well, or where a last name alone tells nobody
};

/// The one that is meant first, then those in office.
std::vector<PersonChoice> people_called(std::string_view folded, std::string_view day, const Pack&);

}  // namespace dateline
