// The order of this room: candidates, governments named by their capitals, chains of names, chains of the rest, groups, actors.
#include <algorithm>

#include "names/actors.h"
#include "names/metonyms.h"

namespace dateline {

Names find_names(const Article& article, const Text& text, const Signals& signals, const Syntax& syntax, const Model&, const Pack& pack, Trail& trail) {
  const names::Reading reading{article, text, signals, syntax, pack, trail};
  const names::Lists lists(pack);
  std::vector<names::Candidate> candidates = names::find_candidates(reading, lists);
  names::find_metonyms(reading, lists, candidates);
  names::Chains chains = names::join_names(reading, lists, candidates);
  names::join_offices(reading, lists, candidates, chains);
  names::join_the_rest(reading, lists, candidates, chains);
  const std::vector<names::Group> groups = names::find_groups(reading, lists, candidates, chains);
  Names out;
  names::make_actors(reading, lists, candidates, chains, groups, out);
  return out;
}

ActorId Names::actor_at(uint32_t word) const {
  constexpr uint32_t back = 40;  // mentions that begin before the word and may still hold it
  const auto after = std::ranges::upper_bound(mentions, word, {}, &Mention::first);
  ActorId best, headed;
  uint32_t size = UINT32_MAX, looked = 0;
  for (auto it = after; it != mentions.begin() && looked < back; ++looked) {
    --it;
    if (it->chain >= chains.size() || !chains[it->chain].actor) continue;
    if (it->head == word) headed = chains[it->chain].actor;
    if (it->first <= word && word < it->last && it->last - it->first < size) {
      size = it->last - it->first;
      best = chains[it->chain].actor;
    }
  }
  return best ? best : headed;
}

}  // namespace dateline
