#include "names/chains.h"

#include <algorithm>
#include <cmath>

#include "names/scorer.h"

namespace dateline::names {
namespace {

/// What is known of a chain while it grows; two known things that differ keep chains apart.
struct Known {
  Gender gender = Gender::unknown;
  Sort sort = Sort::unknown;
  std::string_view person;  // the longest name of a person in it
  std::string_view country;
  bool town = false;  // a capital meant as the town: no mention of its country
};

Known known_of(const Candidate& c) {
  Known k;
  k.gender = c.gender;
  if (!c.is_pronoun()) k.sort = c.sort;
  if (c.mention.kind == MentionKind::name && c.sort == Sort::person) k.person = c.key;
  if (c.sort == Sort::country) k.country = c.iso3;
  k.town = c.is_town;
  return k;
}

bool conflict(const Known& a, const Known& b) {
  if (a.gender != Gender::unknown && b.gender != Gender::unknown && a.gender != b.gender) return true;
  if (!a.person.empty() && !b.person.empty() && !same_person_name(a.person, b.person) && !same_person_name(b.person, a.person)) return true;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return true;
  if ((a.town && !b.country.empty()) || (b.town && !a.country.empty())) return true;
  const bool a_person = !a.person.empty(), b_person = !b.person.empty();
  return (a_person && !b.country.empty()) || (b_person && !a.country.empty());
}

void merge(Known& into, const Known& from) {
  if (into.gender == Gender::unknown) into.gender = from.gender;
  if (into.sort == Sort::unknown) into.sort = from.sort;
  if (from.person.size() > into.person.size()) into.person = from.person;
  if (into.country.empty()) into.country = from.country;
  into.town |= from.town;
}

class Joiner {
 public:
  Joiner(const Reading& r, const Lists& lists, const std::vector<Candidate>& all, Chains& chains)
      : r_(r), all_(all), chains_(chains), pairs_(r, lists, all, chains), scorer_(r.pack.made<Scorer>()), known_(all.size()) {
    for (uint32_t i = 0; i < all.size(); ++i) merge(known_[chains.of[i]], known_of(all[i]));
  }

  void join() {
    for (uint32_t i = 0; i < all_.size(); ++i) {
      if (chains_.links[i].to != UINT32_MAX) continue;  // a name that was joined already
      if (all_[i].mention.phrase_first == all_[i].mention.phrase_last) continue;
      join_one(i);
    }
    for (uint32_t i = 0; i < all_.size(); ++i) chains_.of[i] = root(i);
  }

 private:
  uint32_t root(uint32_t i) {
    uint32_t at = chains_.of[i];
    while (chains_.of[at] != at) at = chains_.of[at];
    chains_.of[i] = at;
    return at;
  }

  void unite(uint32_t a, uint32_t b) {
    merge(known_[std::min(a, b)], known_[std::max(a, b)]);
    chains_.of[std::max(a, b)] = std::min(a, b);
  }

  void join_one(uint32_t i) {
    const uint32_t own = root(i);
    if (const uint32_t ahead = announced(i); ahead != UINT32_MAX) {
      unite(own, root(ahead));
      chains_.links[i] = {ahead, "a pronoun in a clause before the main one means its subject", "src/names/chains.cpp: announced subject", {}, 0};
      return;
    }
    const float alone = scorer_.single(pairs_, i);
    float best = alone;
    uint32_t to = UINT32_MAX;
    for (const Pairs::Antecedent& antecedent : pairs_.antecedents(i)) {
      const uint32_t k = antecedent.at;
      const uint32_t other = root(k);
      if (other == own || conflict(known_[other], known_[own]) || overlaps(other, own, k, i)) continue;
      const float score = scorer_.pair(pairs_, i, antecedent);
      if (score > best) {
        best = score;
        to = k;
      }
    }
    if (to == UINT32_MAX) return;
    unite(own, root(to));
    chains_.links[i] = {to, "takes up an earlier mention", scorer_.rule(), "chain", 1 / (1 + std::exp(alone - best))};
  }

  /// "After he arrived, Kim left": the named subject of the main clause that a pronoun in a clause before it announces.
  uint32_t announced(uint32_t i) const {
    const Candidate& c = all_[i];
    const uint32_t verb = r_.head(c.mention.head);
    if (!c.is_pronoun() || c.person != 3 || c.use != "personal" || r_.rel(c.mention.head) != "nsubj" || verb == no_word || r_.rel(verb) != "advcl")
      return UINT32_MAX;
    const uint32_t main = r_.head(verb);
    if (main == no_word || main < verb) return UINT32_MAX;
    for (uint32_t k = i; k-- > 0 && all_[k].mention.sentence == c.mention.sentence;)
      if (all_[k].sort == Sort::person) return UINT32_MAX;  // someone was named before it in this sentence
    const uint32_t subject = r_.child(main, "nsubj");
    for (uint32_t k = i + 1; subject != no_word && k < all_.size() && all_[k].mention.sentence == c.mention.sentence; ++k) {
      if (all_[k].mention.head != subject || !all_[k].parts.empty() || !all_[k].is_name()) continue;
      const bool person = all_[k].sort == Sort::person && c.gender != Gender::neut && c.number != Number::plur;
      const bool thing = all_[k].sort != Sort::person && c.gender == Gender::neut;
      return (person || thing) && !conflict(known_of(c), known_[chains_.of[k]]) ? k : UINT32_MAX;
    }
    return UINT32_MAX;
  }

  /// A phrase never means a part of itself, but for "who" and the like, which are no candidates.
  bool overlaps(uint32_t, uint32_t, uint32_t k, uint32_t i) const {
    const Mention &a = all_[k].mention, &b = all_[i].mention;
    if (all_[i].is_pronoun()) return false;
    return a.phrase_first < b.phrase_last && b.phrase_first < a.phrase_last;
  }

  const Reading& r_;
  const std::vector<Candidate>& all_;
  Chains& chains_;
  Pairs pairs_;
  const Scorer& scorer_;
  std::vector<Known> known_;  // by chain id
};

}  // namespace

void join_the_rest(const Reading& r, const Lists& lists, const std::vector<Candidate>& all, Chains& chains) { Joiner(r, lists, all, chains).join(); }

}  // namespace dateline::names
