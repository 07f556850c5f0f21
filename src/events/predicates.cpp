// Events without a code: the words that the caller asks for, and on request every predicate; each with its factuality.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

bool is_time(const Reading& in, uint32_t word) {
  return std::any_of(in.times.begin(), in.times.end(), [&](const Time& t) { return t.span.overlaps(in.text.words[word].span); });
}

bool names_something(const Reading& in, uint32_t word) {
  Words phrase = noun_phrase(in, word);
  Span s = span_of(in, phrase);
  for (uint32_t w = phrase.first; w < phrase.last; ++w)
    if (in.names.actor_at(w)) return true;
  return std::any_of(in.places.begin(), in.places.end(),
                     [&](const Place& p) { return std::any_of(p.mentions.begin(), p.mentions.end(), [&](Span m) { return s.contains(m); }); });
}

/// What hangs on a word by a preposition and is neither a time nor the one who does it; `named`: only what names an actor or a place.
uint32_t complement_of(const Reading& in, uint32_t word, bool named) {
  for (uint32_t c = in.syntax.first_child[word]; c != no_word; c = in.syntax.next_sibling[c])
    if ((is(in.node(c).rel, Deprel::obl) || is(in.node(c).rel, Deprel::nmod)) && in.node(c).rel != Deprel::obl_agent && in.node(c).rel != Deprel::nmod_poss &&
        !preposition(in, c).empty() && !is_time(in, c) && (!named || names_something(in, c)))
      return c;
  return no_word;
}

/// The sides of a predicate without a code: what the network lays at it, else subject and object, else what hangs on it by a preposition.
void fill_sides(const Reading& in, Draft& d, Words words) {
  auto fits = [&](uint32_t w, const std::vector<Filler>& other) {
    return w != no_word && !words.holds(w) && std::none_of(other.begin(), other.end(), [&](const Filler& f) { return f.words.holds(w); });
  };
  auto add = [&](std::vector<Filler>& side, const std::vector<Filler>& other, uint32_t word) {
    if (side.empty() && fits(word, other)) side.push_back({noun_phrase(in, word), word, 0, {}});
  };
  auto seen = [&](std::vector<Filler>& side, const std::vector<Filler>& other, EventRole role) {
    for (const Filler& f : phrases_of(in, d, read_fillers(in, d, role), role))
      if (fits(f.head, other)) side.push_back(f);
  };
  bool verbal = is_verbal(in.syntax, d.head);
  if (verbal) {
    add(d.source, d.target, doer_of(in, d.head)), add(d.target, d.source, hit_of(in, d.head));
    add(d.target, d.source, complement_of(in, d.head, true));
  }
  if (d.source.empty()) seen(d.source, d.target, EventRole::source);
  if (d.target.empty()) seen(d.target, d.source, EventRole::target);
  if (!verbal) add(d.source, d.target, child(in.syntax, d.head, Deprel::nmod_poss));
  add(d.target, d.source, complement_of(in, d.head, false));
}

Draft plain_draft(const Reading& in, uint32_t sentence, Words words) {
  Draft d = predicate_at(in, sentence, words);
  d.source.clear(), d.target.clear();
  uint32_t verb = in.node(d.head).head, first = in.text.sentences[sentence].first;
  if (is(in.node(d.head).rel, Deprel::aux) && verb != Node::root && verb >= first) {  // "did" of "did not answer" means the answer
    Draft meant = predicate_at(in, sentence, {verb, verb + 1});
    d.head = verb, d.fact = meant.fact, d.status = meant.status;
  }
  fill_sides(in, d, words);
  return d;
}

void add_asked(const Reading& in, const std::vector<Span>& triggers, std::vector<Draft>& out) {
  for (Span t : triggers) {
    auto [first, last] = in.text.words_in(t);
    if (first >= last) continue;
    uint32_t sentence = in.text.sentence_of(first);
    last = std::min(last, in.text.sentences[sentence].last);
    if (first < last) out.push_back(plain_draft(in, sentence, {first, last}));
  }
}

/// A verb, or a noun in which the network sees some act.
bool is_predicate(const Reading& in, uint32_t sentence, uint32_t word) {
  const Node& n = in.node(word);
  if (n.upos == Upos::NOUN) return sees_act(in, sentence, word);
  return n.upos == Upos::VERB && !is(n.rel, Deprel::aux) && !is(n.rel, Deprel::case_) && !is(n.rel, Deprel::amod) && n.rel != Deprel::compound_prt;
}

}  // namespace

void add_predicates(const Reading& in, const EventOptions& options, std::vector<Draft>& drafts) {
  std::vector<Draft> plain;
  add_asked(in, options.triggers, plain);
  if (options.all_predicates) {
    std::vector<char> taken(in.text.words.size(), 0);
    for (const Draft& d : drafts) std::fill(taken.begin() + d.trigger.first, taken.begin() + d.trigger.last, 1);
    for (const Draft& d : plain) std::fill(taken.begin() + d.trigger.first, taken.begin() + d.trigger.last, 1);
    for (uint32_t i = 0; i < in.text.sentences.size(); ++i)
      for (uint32_t w = in.text.sentences[i].first; w < in.text.sentences[i].last; ++w)
        if (!taken[w] && is_predicate(in, i, w)) plain.push_back(plain_draft(in, i, {w, w + 1}));
  }
  settle_status(in, plain);
  drafts.insert(drafts.end(), std::make_move_iterator(plain.begin()), std::make_move_iterator(plain.end()));
}

}  // namespace dateline
