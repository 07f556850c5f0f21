// "The North Korean leader" is the one person of that country and office whom the report has named.
#include <algorithm>
#include <map>

#include "names/chains.h"
#include "names/facts.h"

namespace dateline::names {
namespace {

constexpr size_t most_people = 60;

struct Holder {
  uint32_t chain = 0, first = 0;
  std::string country;
};

/// People of the government of a country, as the lists and the words of the report have them.
std::vector<Holder> find_holders(const FactFinder& facts, const std::vector<Candidate>& all, const Chains& chains) {
  std::map<uint32_t, std::vector<uint32_t>> people;
  for (uint32_t i = 0; i < all.size(); ++i)
    if (all[i].mention.kind == MentionKind::name && all[i].sort == Sort::person) people[chains.of[i]].push_back(i);
  std::vector<Holder> out;
  for (const auto& [id, chain] : people) {
    if (out.size() >= most_people) break;
    const Facts f = facts.person(chain);
    if (!f.country.empty() && f.role == Sector::GOV) out.push_back({id, chain[0], f.country});
  }
  return out;
}

bool names_an_office(const Lists& lists, const Candidate& c) {
  return c.mention.kind == MentionKind::nominal && c.parts.empty() && c.number != Number::plur && c.sort == Sort::person && c.role == "GOV" &&
         c.opening != Opening::indefinite && lists.titles.holds(c.key);
}

}  // namespace

void join_offices(const Reading& r, const Lists& lists, const std::vector<Candidate>& all, Chains& chains) {
  const FactFinder facts(r, lists, all);
  const std::vector<Holder> holders = find_holders(facts, all, chains);
  for (uint32_t i = 0; i < all.size() && !holders.empty(); ++i) {
    const Candidate& c = all[i];
    if (!names_an_office(lists, c)) continue;
    const std::string country = facts.country_of(c.mention.head, c.mention.phrase_first);
    const Holder* only = nullptr;
    int found = 0;
    for (const Holder& h : holders)
      if (!country.empty() && h.country == country && h.first < i) {
        only = &h;
        ++found;
      }
    if (found != 1) continue;
    chains.of[i] = only->chain;  // a noun stood alone so far
    chains.links[i] = {only->first, "the one person of that country's government who was named", c.rule, {}, 0};
  }
}

}  // namespace dateline::names
