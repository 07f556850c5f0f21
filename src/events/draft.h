// What the passes of this room hand on: events on their way from the network's proposal to a claim, and a few questions to the tree.
#pragma once

#include <array>
#include <string>

#include "events/events.h"

namespace dateline {

/// All that the room reads, in one handful; only the trail is written.
struct Reading {
  const Article& article;
  const Text& text;
  const Signals& signals;
  const Syntax& syntax;
  const Names& names;
  const std::vector<Time>& times;
  const std::vector<Place>& places;
  const std::vector<Statement>& statements;
  const Model& model;
  const Pack& pack;
  Trail& trail;

  const Node& node(uint32_t word) const { return syntax.nodes[word]; }
  std::string_view word(uint32_t w) const { return text_of(article.text, text.words[w].span); }
};

/// Words [first, last) of Text::words.
struct Words {
  uint32_t first = 0, last = 0;
  bool empty() const { return last <= first; }
  bool holds(uint32_t w) const { return first <= w && w < last; }
  bool overlaps(Words o) const { return first < o.last && o.first < last; }
};

constexpr uint32_t no_word = Node::root;
constexpr size_t plover_count = all_plover_texts.size(), status_count = all_status_texts.size();

/// A phrase that fills a role.
struct Filler {
  Words words;
  uint32_t head = no_word;
  float score = 0;
  Why why;
};

/// A proposed event. Passes after decoding may widen the trigger, change its type, its sides and its status, or drop it.
struct Draft {
  uint32_t sentence = 0;
  Words trigger;
  uint32_t head = no_word;  // the word of the trigger that carries the act: its verb, or the noun of a light verb
  uint32_t verb = no_word;  // the light verb, where the noun carries the act
  Plover type{};
  bool coded = true;  // false: a predicate without a code
  float trigger_score = 0, type_score = 0;
  std::array<float, status_count> status{};
  float fact = 3;
  std::vector<float> codes;  // of the head `cameo`, in Labels
  std::vector<float> roles;  // [words of the sentence][4][3], averaged over the trigger's words
  std::vector<Filler> source, target, place, time;
  bool told = false;  // by a rule alone: the network saw no event here
  std::optional<Status> told_status;
  bool said = false;      // of a told event: its source is the speaker of the statement around it
  std::string_view whom;  // of a told event: the preposition of its target, or empty for the object
  bool mutual = false;    // the sides act on each other
  bool dropped = false;

  std::optional<Cameo> cameo;
  std::string_view mode;
  std::vector<std::string_view> contexts;
  float code_score = 0;
  bool code_guessed = false, code_bare = false;  // the network's; a rule's without any test
  Factuality factuality;
  std::vector<Span> mentions;
  std::variant<std::monostate, PlaceId, ActorId> place_id;
  Words place_words;  // the description of the place ("a hospital in Gaza"), where it has one
  bool place_inferred = false;
  TimeId time_id;
  std::string date;
  std::string_view date_from;
  std::vector<Why> because;  // the steps that the claim rests on, in order
};

// Questions to the network's scores (decode.cpp).

/// The probability that a word begins (B), goes on (I) or is outside (O) a filler of the role.
float role_score(const Reading&, const Draft&, EventRole, Bio, uint32_t word);
/// The fillers of a role as the network sees them.
std::vector<Filler> read_fillers(const Reading&, const Draft&, EventRole);
/// How much the network holds some word of a phrase for a filler.
float filler_score(const Reading&, const Draft&, EventRole, Words);
/// Whether that is enough for a phrase that is coordinated with a filler.
bool joins_filler(float score);
/// Fillers made whole phrases of the tree, one for each member of a coordination ("Algeria, not Morocco": the first alone) (sides.cpp).
std::vector<Filler> phrases_of(const Reading&, const Draft&, const std::vector<Filler>& read, EventRole);
/// Whether the network sees some act in a word, be it too unsure to be told.
bool sees_act(const Reading&, uint32_t sentence, uint32_t word);
/// An event without a code at given words.
Draft predicate_at(const Reading&, uint32_t sentence, Words);

// Questions to the tree (tree.cpp). No recursion: a tree is walked with a list.

/// Whether the relation is this one or a subtype of it.
bool is(Deprel relation, Deprel universal);
/// The noun phrase that a word heads, without what only follows it: relative clause, apposition, coordination, the preposition before it.
Words noun_phrase(const Reading&, uint32_t head);
/// The words that are coordinated with `word`, itself first.
std::vector<uint32_t> coordinated(const Syntax&, uint32_t word);
/// The lemma of a word's preposition ("with"), or empty.
std::string_view preposition(const Reading&, uint32_t word);
/// The dependent of `word` whose preposition is `lemma`, or no_word.
uint32_t dependent_with(const Reading&, uint32_t word, std::string_view lemma);
/// Who does the act of a verb, as far as the tree says it: subject, agent, the subject shared in coordination, control or a relative clause.
uint32_t doer_of(const Reading&, uint32_t verb);
/// Whom the act of a verb hits: object or passive subject, or the noun that a participle or relative clause describes.
uint32_t hit_of(const Reading&, uint32_t verb);
/// A verb, or a word of another tag that governs like one (tags go wrong sooner than trees).
bool is_verbal(const Syntax&, uint32_t word);
bool is_passive(const Syntax&, uint32_t verb);
/// The verb (or other predicate) of the clause that a word stands in; the word itself where it is a predicate.
uint32_t clause_head(const Syntax&, uint32_t word);
/// The words below `top`, itself included, without those below `without` and without clauses that tell something else; in the order of the text.
std::vector<uint32_t> words_below(const Reading&, uint32_t top, uint32_t without = no_word);
Span span_of(const Reading&, Words);
std::string quoted(const Reading&, Words);

// Whom an act is about (targets.cpp), by tables of the pack.

/// Gives an act without a target the one that its clause names, by the rows of packs/en/targets.tsv.
void find_target(const Reading&, Draft&, const Table& rows);
/// Own forces moved are no target: the place that they are moved to, or leave, is (packs/en/own_forces.tsv).
void settle_own_forces(const Reading&, Draft&, const Table& own);

// The passes, in their order (events.cpp).
std::vector<Draft> propose_events(const Reading&);                              // decode.cpp
void join_phrases(const Reading&, std::vector<Draft>&);                         // phrases.cpp
void add_told(const Reading&, std::vector<Draft>&);                             // told.cpp
void decide_codes(const Reading&, std::vector<Draft>&);                         // code.cpp
void settle_sides(const Reading&, std::vector<Draft>&);                         // sides.cpp
void settle_topics(const Reading&, std::vector<Draft>&);                        // topics.cpp
void settle_status(const Reading&, std::vector<Draft>&);                        // status.cpp
void settle_place_and_time(const Reading&, std::vector<Draft>&);                // place_time.cpp
void join_retellings(const Reading&, std::vector<Draft>&);                      // merge.cpp
void add_predicates(const Reading&, const EventOptions&, std::vector<Draft>&);  // predicates.cpp
std::vector<Relation> find_relations(const Reading&);                           // relations.cpp

/// A step of this room about the network's word.
Why head_step(const Reading&, std::string what, std::string_view head, float score, std::vector<std::pair<std::string, float>> others, Span,
              std::vector<Why> rests_on = {});
/// A step of this room about a rule.
Why rule_step(const Reading&, std::string what, std::string rule, Span, std::vector<Why> rests_on = {});

}  // namespace dateline
