// events: who did what to whom, how certain, by whose word; and the relations of actors and places.
//
// The network proposes trigger, type, status and sides; the packs give code and mode, veto and overrule (packs/en/verbs). An event told twice is one event.
// Always: spans first, codes second: an actor that no list knows does not lose the event. Sides of a symmetric act that stand on one level ("A and B met") are
// in source and target both.
#pragma once

#include <variant>

#include "base/base.h"
#include "codes.h"
#include "model/model.h"
#include "names/names.h"
#include "pack/pack.h"
#include "page/page.h"
#include "places/places.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "times/times.h"
#include "voices/voices.h"

namespace dateline {

/// One filler of a role: the words, and the actor that they mean where known.
struct Side {
  Span span;
  ActorId actor;
};

struct Factuality {
  Status status{};
  float score = 3;      // −3 certainly did not happen … 3 certainly did
  StatementId said_in;  // the statement whose content holds the trigger
};

struct Event {
  Span trigger;
  std::vector<Span> mentions;  // further triggers that tell it again
  Span clause;
  std::optional<Plover> plover;  // none: a predicate without a code (EventOptions::all_predicates)
  std::string_view mode;         // PLOVER mode, or empty
  std::vector<std::string_view> context;
  std::optional<Cameo> cameo;
  std::vector<Side> source, target;
  std::variant<std::monostate, PlaceId, ActorId> place;  // the country (an actor) where only that is known
  Span place_span;                                       // what the text calls it where that is more than its name: "a hospital in Gaza"
  bool place_inferred = false;                           // from the dateline
  TimeId time;
  std::string date;            // ISO, or empty
  std::string_view date_from;  // time, dateline, published
  Factuality factuality;
  float confidence = 0;  // 0 to 1
  uint32_t sentence = 0;
  Why why;
};

struct Relation {
  std::string_view kind;  // grandparent, founder, leader_of, member_of, located_in, …
  std::variant<ActorId, PlaceId> from, to;
  Span span;            // from one end to the other
  Span word;            // what says it: "wife", "prime minister", "founded"
  bool former = false;  // it is over
  Why why;
};

struct Events {
  std::vector<Event> events;  // in order of the text
  std::vector<Relation> relations;
};

struct EventOptions {
  bool all_predicates = false;  // also the predicates that have no code
  std::vector<Span> triggers;   // and these words, whatever they are
};

Events find_events(const Article&, const Text&, const Signals&, const Syntax&, const Names&, const std::vector<Time>&, const std::vector<Place>&,
                   const std::vector<Statement>&, const Model&, const Pack&, const EventOptions&, Trail&);

}  // namespace dateline
