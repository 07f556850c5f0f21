// Events without a code: the words that the caller asks for, and on request every predicate; each with its factuality.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

Draft plain_draft(const Reading& in, uint32_t sentence, Words words) {
  Draft d = predicate_at(in, sentence, words);
  d.source.clear(), d.target.clear();
  uint32_t verb = in.node(d.head).head, first = in.text.sentences[sentence].first;
  if (is(in.node(d.head).rel, Deprel::aux) && verb != Node::root && verb >= first) {  // "did" of "did not answer" means the answer
    Draft meant = predicate_at(in, sentence, {verb, verb + 1});
    d.head = verb, d.fact = meant.fact, d.status = meant.status;
  }
  auto add = [&](std::vector<Filler>& side, uint32_t word) {
    if (word != no_word && !words.holds(word)) side.push_back({noun_phrase(in, word), word, 0, {}});
  };
  if (in.node(d.head).upos == Upos::VERB) add(d.source, doer_of(in, d.head)), add(d.target, hit_of(in, d.head));
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

bool is_predicate(const Reading& in, uint32_t word) {
  const Node& n = in.node(word);
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
        if (!taken[w] && is_predicate(in, w)) plain.push_back(plain_draft(in, i, {w, w + 1}));
  }
  settle_status(in, plain);
  drafts.insert(drafts.end(), std::make_move_iterator(plain.begin()), std::make_move_iterator(plain.end()));
}

}  // namespace dateline
