// Whom an act is about where the network saw nobody or saw the wrong one: the rows of packs/en/targets.tsv, in their order; own forces that are moved.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

bool in_words(std::string_view list, std::string_view item, char between) {
  for (size_t at = 0; at <= list.size();) {
    size_t end = std::min(list.find(between, at), list.size());
    if (list.substr(at, end - at) == item) return true;
    at = end + 1;
  }
  return false;
}

bool is_time(const Reading& in, uint32_t word) {
  Span s = in.text.words[word].span;
  return std::any_of(in.times.begin(), in.times.end(), [&](const Time& t) { return t.span.overlaps(s); });
}

bool holds_place(const Reading& in, Words words) {
  Span s = span_of(in, words);
  for (const Place& p : in.places)
    for (Span m : p.mentions)
      if (s.contains(m)) return true;
  for (uint32_t w = words.first; w < words.last; ++w)
    if (ActorId a = in.names.actor_at(w); a && in.names.actors[a.at].kind == ActorKind::country) return true;
  return false;
}

bool overlaps(const std::vector<Filler>& side, Words words) {
  return std::any_of(side.begin(), side.end(), [&](const Filler& f) { return f.words.overlaps(words); });
}

struct Targets {
  const Reading& in;
  const Draft& d;
  Table sets;
  int set_words = -1;
  Targets(const Reading& reading, const Draft& draft) : in(reading), d(draft), sets(reading.pack.table("en/word_sets")) {
    if (sets) set_words = sets.column("words");
  }

  bool excepted(uint32_t word, std::string_view set) const {
    if (set.empty() || !sets) return false;
    for (uint32_t row : sets.find(set))
      if (in_words(sets.cell(row, set_words), fold(in.node(word).lemma), '|')) return true;
    return false;
  }

  /// A phrase that may be a target: a noun that is neither a time, nor the act, nor the one who does it.
  bool fits(uint32_t word) const {
    if (word == no_word || d.trigger.holds(word) || is_time(in, word)) return false;
    Upos u = in.node(word).upos;
    if (u != Upos::NOUN && u != Upos::PROPN && u != Upos::PRON && u != Upos::NUM && u != Upos::SYM) return false;
    Words words = noun_phrase(in, word);
    if (words.holds(d.head) || overlaps(d.source, words)) return false;
    ActorId a = in.names.actor_at(word);
    return !a || std::none_of(d.source.begin(), d.source.end(), [&](const Filler& f) { return in.names.actor_at(f.head) == a; });
  }

  uint32_t object() const {
    if (d.verb != no_word) return no_word;  // the noun itself carries the act
    uint32_t o = hit_of(in, d.head);
    return o != no_word && o < d.trigger.first && !is_passive(in.syntax, d.head) && in.node(o).head != d.head ? no_word : o;
  }

  /// The words on which the act's complements hang: its noun, its verb, its object.
  std::vector<uint32_t> carriers() const {
    std::vector<uint32_t> out = {d.head};
    if (d.verb != no_word) out.push_back(d.verb);
    for (uint32_t w = d.trigger.first; w < d.trigger.last; ++w)
      if (std::find(out.begin(), out.end(), w) == out.end()) out.push_back(w);
    if (uint32_t o = object(); o != no_word && std::find(out.begin(), out.end(), o) == out.end()) out.push_back(o);
    return out;
  }

  uint32_t by_preposition(std::string_view list) const {
    for (uint32_t carrier : carriers())
      for (uint32_t c = in.syntax.first_child[carrier]; c != no_word; c = in.syntax.next_sibling[c])
        if ((is(in.node(c).rel, Deprel::obl) || is(in.node(c).rel, Deprel::nmod)) && in_words(list, preposition(in, c), '|') && fits(c)) return c;
    return no_word;
  }

  uint32_t owner() const {
    uint32_t o = object();
    if (o == no_word) return no_word;
    for (uint32_t c = in.syntax.first_child[o]; c != no_word; c = in.syntax.next_sibling[c])
      if ((is(in.node(c).rel, Deprel::nmod_poss) || is(in.node(c).rel, Deprel::amod) || is(in.node(c).rel, Deprel::compound)) && in.names.actor_at(c) &&
          fits(c))
        return c;
    return no_word;
  }

  uint32_t place() const {
    for (const Filler& f : d.place)
      if (fits(f.head)) return f.head;
    return no_word;
  }

  /// The first phrase of the act's subtree, else of its clause, that names a place behind a preposition of place.
  uint32_t clause_place() const {
    for (uint32_t root : {d.head, clause_head(in.syntax, d.head)}) {
      auto [first, last] = subtree(in.syntax, root);
      for (uint32_t w = std::max(first, d.trigger.first); w < last; ++w)
        if ((is(in.node(w).rel, Deprel::obl) || is(in.node(w).rel, Deprel::nmod)) && !preposition(in, w).empty() && fits(w) &&
            clause_head(in.syntax, w) == clause_head(in.syntax, d.head) && holds_place(in, noun_phrase(in, w)))
          return w;
    }
    return no_word;
  }

  uint32_t by(std::string_view how, std::string_view except) const {
    if (how == "object") {
      uint32_t o = object();
      return fits(o) && !excepted(o, except) ? o : no_word;
    }
    if (how == "owner") return owner();
    if (how == "place") return place();
    if (how == "clause-place") return clause_place();
    return by_preposition(how);
  }
};

}  // namespace

void find_target(const Reading& in, Draft& d, const Table& rows) {
  if (!d.target.empty() || !rows) return;
  Targets targets(in, d);
  int how = rows.column("how"), types = rows.column("types"), except = rows.column("except");
  for (uint32_t row = 0; row < rows.rows(); ++row) {
    std::string_view list = rows.cell(row, types);
    if (!list.empty() && !in_words(list, text(d.type), ' ')) continue;
    uint32_t word = targets.by(rows.cell(row, how), rows.cell(row, except));
    if (word == no_word) continue;
    d.target.push_back({noun_phrase(in, word), word, 0, {}});
    d.because.push_back(rule_step(in, "it is about " + quoted(in, d.target.front().words), in.pack.name_of(rows.where(row)),
                                  span_of(in, d.target.front().words), {d.because.front()}));
    return;
  }
}

/// Own forces moved are no target: the place that they are moved to, or leave, is ("massed soldiers along the frontier").
void settle_own_forces(const Reading& in, Draft& d, const Table& own) {
  if (!own || d.target.empty()) return;
  int types = own.column("types"), prepositions = own.column("prepositions");
  for (const Filler& f : d.target) {
    if (!is(in.node(f.head).rel, Deprel::obj) && in.node(f.head).rel != Deprel::nsubj_pass && !is(in.node(f.head).rel, Deprel::nmod)) continue;
    for (uint32_t row : own.find(fold(in.node(f.head).lemma))) {
      if (!in_words(own.cell(row, types), text(d.type), ' ')) continue;
      for (uint32_t c = in.syntax.first_child[d.head]; c != no_word; c = in.syntax.next_sibling[c]) {
        if (!is(in.node(c).rel, Deprel::obl) || is(in.node(c).rel, Deprel::obl_agent) || is_time(in, c)) continue;
        std::string_view p = preposition(in, c);
        if (p.empty() || !in_words(own.cell(row, prepositions), p, ' ') || overlaps(d.source, {c, c + 1})) continue;
        d.target = {Filler{noun_phrase(in, c), c, f.score, {}}};
        d.because.push_back(rule_step(in, "its own forces are moved; it concerns " + quoted(in, d.target.front().words), in.pack.name_of(own.where(row)),
                                      span_of(in, d.target.front().words), {d.because.front()}));
        return;
      }
    }
  }
}

}  // namespace dateline
