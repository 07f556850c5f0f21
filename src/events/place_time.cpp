// Where and when: what the network lays at the event, else what its clause says, else its sentence, else the dateline (marked as inferred).
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

std::string day_of(std::string_view iso) { return std::string(iso.substr(0, std::min<size_t>(10, iso.size()))); }

/// The place whose mention stands in the span: one on the map before one that no gazetteer knows, then the smallest mention.
std::optional<uint32_t> place_at(const Reading& in, Span span) {
  std::optional<uint32_t> best;
  uint32_t size = UINT32_MAX;
  bool mapped = false;
  for (uint32_t i = 0; i < in.places.size(); ++i)
    for (Span m : in.places[i].mentions) {
      if (!m.overlaps(span)) continue;
      bool here = in.places[i].lat.has_value();
      if (here == mapped ? m.size() < size : here) best = i, size = m.size(), mapped = here;
    }
  return best;
}

ActorId country_at(const Reading& in, Words words) {
  for (uint32_t w = words.first; w < words.last; ++w)
    if (ActorId a = in.names.actor_at(w); a && in.names.actors[a.at].kind == ActorKind::country) return a;
  return {};
}

bool is_side(const Draft& d, uint32_t word) {
  auto holds = [&](const Filler& f) { return f.words.holds(word); };
  return std::any_of(d.source.begin(), d.source.end(), holds) || std::any_of(d.target.begin(), d.target.end(), holds);
}

bool set_place(const Reading& in, Draft& d, Words words) {
  if (auto p = place_at(in, span_of(in, words))) d.place_id = PlaceId{*p};
  else if (ActorId a = country_at(in, words)) d.place_id = a;
  else return false;
  return true;
}

/// The whole of a phrase that the network's span may break off: "Russia's Far Eastern city of Vladivostok".
Words whole_place(const Reading& in, const Filler& f) {
  uint32_t head = f.head;
  for (int turns = 0; turns < 4; ++turns) {
    const Node& n = in.node(head);
    bool part = n.rel == Deprel::nmod_poss || is(n.rel, Deprel::amod) || is(n.rel, Deprel::compound) || is(n.rel, Deprel::det) || is(n.rel, Deprel::flat) ||
                is(n.rel, Deprel::case_);
    if (!part || n.head == Node::root || in.node(n.head).upos == Upos::VERB) break;
    head = n.head;
  }
  Words phrase = noun_phrase(in, head);
  return {std::min(phrase.first, f.words.first), std::max(phrase.last, f.words.last)};
}

/// A place or time word that hangs on the trigger or on the predicate of its clause, by at most three steps.
bool in_clause(const Reading& in, const Draft& d, uint32_t word) {
  uint32_t clause = clause_head(in.syntax, d.head);
  for (int turns = 0; turns < 4; ++turns) {
    if (word == d.head || word == clause || word == d.verb) return true;
    const Node& n = in.node(word);
    if (n.head == Node::root || n.upos == Upos::VERB) return false;
    word = n.head;
  }
  return false;
}

/// A noun for a place, by packs/en/relations.tsv: "city", "island".
bool is_noun_of_places(const Reading& in, const Table& nouns, uint32_t word) {
  if (!nouns || in.node(word).upos != Upos::NOUN) return false;
  const int holder = nouns.column("holder");
  return std::ranges::any_of(nouns.find(fold(in.node(word).lemma)), [&](uint32_t row) { return nouns.cell(row, holder) == "place"; });
}

/// A phrase headed by a noun of its own: "a hospital in Gaza", neither "Gaza" nor "the city of Gaza".
bool is_described(const Reading& in, const Table& nouns, Words phrase) {
  uint32_t head = head_of(in.syntax, phrase.first, phrase.last);
  return in.node(head).upos == Upos::NOUN && !place_at(in, in.text.words[head].span) && !is_noun_of_places(in, nouns, head);
}

/// "At a hospital in Gaza": the phrase that a place's name stands in, where it is more than the name.
Words description_of(const Reading& in, const Draft& d, uint32_t head) {
  uint32_t top = head;
  for (int turns = 0; turns < 3; ++turns) {
    const Node& n = in.node(top);
    if (n.rel != Deprel::nmod || n.head == Node::root) break;
    bool locates = in.node(n.head).upos == Upos::NOUN && !preposition(in, n.head).empty() && !is_side(d, n.head) && !d.trigger.holds(n.head);
    if (!locates || in.names.actor_at(n.head)) break;
    top = n.head;
  }
  return top == head ? Words{} : noun_phrase(in, top);
}

/// The town that "the Pacific coast city" means: the last one named before it.
std::optional<uint32_t> town_meant(const Reading& in, Words phrase, const Table& nouns) {
  for (uint32_t w = phrase.first; w < phrase.last; ++w) {
    uint32_t det = child(in.syntax, w, Deprel::det);
    if (!is_noun_of_places(in, nouns, w) || det == no_word || !in.syntax.has(det, "Definite=Def")) continue;
    if (w + 1 < phrase.last && place_at(in, span_of(in, {w + 1, phrase.last}))) continue;  // "the city of Vladivostok" has its name
    std::optional<uint32_t> best;
    uint32_t at = 0;
    for (uint32_t i = 0; i < in.places.size(); ++i)
      for (Span m : in.places[i].mentions)
        if (in.places[i].feature.starts_with("PPL") && m.end <= in.text.words[w].span.begin && m.begin >= at) best = i, at = m.begin;
    return best;
  }
  return std::nullopt;
}

/// "A school on a peninsula near the eastern port city": no name, and yet where it was.
bool set_described_place(const Reading& in, Draft& d, const Filler& f, const Table& nouns) {
  Words phrase = whole_place(in, f);
  auto town = town_meant(in, phrase, nouns);
  if (!town) return false;
  d.place_id = PlaceId{*town}, d.place_words = phrase;
  d.because.push_back(rule_step(in, quoted(in, phrase) + " is at " + in.places[*town].name + ", the town named before it",
                                "src/events/place_time.cpp: town that a description means", span_of(in, phrase), {in.places[*town].why}));
  return true;
}

void settle_place(const Reading& in, Draft& d, const Table& nouns) {
  if (d.mode == "visit")
    for (const Filler& f : d.target)
      if (auto p = place_at(in, span_of(in, f.words))) {
        d.place_id = PlaceId{*p};
        d.because.push_back(
            rule_step(in, "a visit takes place where it leads", "src/events/place_time.cpp: place of a visit", span_of(in, f.words), {in.places[*p].why}));
        return;
      }
  for (const Filler& f : d.place)
    if (set_described_place(in, d, f, nouns)) return;
  for (const Filler& f : d.place)
    if (set_place(in, d, whole_place(in, f))) {
      d.because.push_back(
          head_step(in, "it takes place at " + quoted(in, f.words), "event_role place", f.score, {}, span_of(in, f.words), {d.because.front()}));
      if (Words whole = whole_place(in, f); std::holds_alternative<PlaceId>(d.place_id) && is_described(in, nouns, whole)) d.place_words = whole;
      return;
    }
  const Sentence& s = in.text.sentences[d.sentence];
  std::optional<uint32_t> in_sentence;
  for (uint32_t i = 0; i < in.places.size(); ++i)
    for (Span m : in.places[i].mentions) {
      if (!s.span.contains(m)) continue;
      auto [first, last] = in.text.words_in(m);
      if (first >= last) continue;
      uint32_t head = head_of(in.syntax, first, last);
      if (is_side(d, head)) continue;
      in_sentence = in_sentence.value_or(i);
      if (!in_clause(in, d, head)) continue;
      d.place_id = PlaceId{i}, d.place_words = description_of(in, d, head);
      d.because.push_back(rule_step(in, "its clause names the place", "src/events/place_time.cpp: place in the clause", m, {in.places[i].why}));
      return;
    }
  if (in_sentence) {
    d.place_id = PlaceId{*in_sentence}, d.place_inferred = true;
    d.because.push_back(
        rule_step(in, "its sentence names the place", "src/events/place_time.cpp: place in the sentence", s.span, {in.places[*in_sentence].why}));
    return;
  }
  bool here_and_now = d.factuality.status == Status::asserted || d.factuality.status == Status::negated;
  if (!here_and_now || in.article.dateline.place.empty()) return;
  if (auto p = place_at(in, in.article.dateline.place)) {
    d.place_id = PlaceId{*p}, d.place_inferred = true;
    d.because.push_back(
        rule_step(in, "the report comes from there", "src/events/place_time.cpp: place of the dateline", in.article.dateline.place, {in.places[*p].why}));
  }
}

bool dates_event(const Time& t) { return !t.begin.empty() && (t.type == TimeType::DATE || t.type == TimeType::TIME); }

/// "a few years ago", "one summer": some other day than that of the report, nobody knows which.
bool is_vague(const Time& t) { return t.begin.empty() && t.value != "PRESENT_REF" && t.type == TimeType::DATE; }

bool set_time(const Reading& in, Draft& d, uint32_t i, Why why) {
  d.time_id = TimeId{i};
  d.date = day_of(in.times[i].begin);
  if (!d.date.empty()) d.date_from = "time";
  d.because.push_back(why);
  return true;
}

/// The time of the wanted kind that the network lays at the act, else that its clause names.
bool settle_stated_time(const Reading& in, Draft& d, bool (*wanted)(const Time&)) {
  for (const Filler& f : d.time)
    for (uint32_t i = 0; i < in.times.size(); ++i)
      if (wanted(in.times[i]) && in.times[i].span.overlaps(span_of(in, f.words)))
        return set_time(in, d, i, head_step(in, "it takes place " + quoted(in, f.words), "event_role time", f.score, {}, in.times[i].span, {in.times[i].why}));
  for (uint32_t i = 0; i < in.times.size(); ++i) {
    if (in.times[i].sentence != d.sentence || !wanted(in.times[i]) || !in.text.sentences[d.sentence].span.contains(in.times[i].span)) continue;
    auto [first, last] = in.text.words_in(in.times[i].span);
    if (first < last && in_clause(in, d, head_of(in.syntax, first, last)))
      return set_time(in, d, i,
                      rule_step(in, "its clause names the time", "src/events/place_time.cpp: time in the clause", in.times[i].span, {in.times[i].why}));
  }
  return false;
}

void settle_time(const Reading& in, Draft& d) {
  if (settle_stated_time(in, d, dates_event) || settle_stated_time(in, d, is_vague)) return;
  if (d.factuality.status != Status::asserted && d.factuality.status != Status::negated) return;
  if (!in.article.dateline.date.empty())
    for (uint32_t i = 0; i < in.times.size(); ++i)
      if (in.times[i].span.overlaps(in.article.dateline.date) && dates_event(in.times[i])) {
        d.date = day_of(in.times[i].begin), d.date_from = "dateline";
        d.because.push_back(rule_step(in, "the report is dated so", "src/events/place_time.cpp: date of the dateline", in.times[i].span, {in.times[i].why}));
        return;
      }
  if (in.article.published.size() >= 10) d.date = day_of(in.article.published), d.date_from = "published";
}

}  // namespace

void settle_place_and_time(const Reading& in, std::vector<Draft>& drafts) {
  const Table nouns = in.pack.table("en/relations");
  for (Draft& d : drafts) settle_place(in, d, nouns), settle_time(in, d);
}

}  // namespace dateline
