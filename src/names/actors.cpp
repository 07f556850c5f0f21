#include "names/actors.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace dateline::names {
namespace {

std::optional<double> number(std::string_view cell) {
  double out = 0;
  const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  if (cell.empty() || failed != std::errc()) return std::nullopt;
  return out;
}

constexpr uint32_t far = 12;  // candidates before and behind a noun that may be its countries

constexpr std::array<std::string_view, 8> type_words = {
    "a person", "an organisation", "a place with a government", "a place", "a people or camp", "a building", "an occasion", "a name"};

class Maker {
 public:
  Maker(const Reading& r, const Lists& lists, std::vector<Candidate>& all, const Chains& chains, const std::vector<Group>& groups, Names& names)
      : r_(r), lists_(lists), all_(all), chains_(chains), groups_(groups), names_(names), facts_(r, lists, all) {}

  void make() {
    for (uint32_t i = 0; i < all_.size(); ++i) members_[chains_.of[i]].push_back(i);
    add_mentions();
    for (auto& [id, chain] : members_)
      if (const auto it = chain_at_.find(id); it != chain_at_.end()) add_actor(id, chain, it->second);
    for (const Group& g : groups_) add_group(g);
    for (const auto& [actor, owners] : shared_) add_owners(names_.actors[actor], owners);
    order_actors();
  }

 private:
  bool is_group(uint32_t id) const {
    return std::ranges::any_of(groups_, [&](const Group& g) { return g.chain == id; });
  }

  /// Joined names that nothing takes up are no mention of their own.
  bool drops(uint32_t i) const { return !all_[i].parts.empty() && members_.at(chains_.of[i]).size() < 2; }

  void add_mentions() {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < all_.size(); ++i)
      if (!drops(i)) order.push_back(i);
    std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) {
      return std::tuple(all_[a].mention.first, all_[b].mention.last) < std::tuple(all_[b].mention.first, all_[a].mention.last);
    });
    mention_at_.assign(all_.size(), UINT32_MAX);
    for (uint32_t i = 0; i < all_.size(); ++i)  // reasons first, in the order of the candidates: a link rests on an earlier one
      if (!drops(i)) explain_mention(i);
    for (uint32_t i : order) {
      mention_at_[i] = static_cast<uint32_t>(names_.mentions.size());
      const auto [it, fresh] = chain_at_.try_emplace(chains_.of[i], static_cast<uint32_t>(names_.chains.size()));
      if (fresh) names_.chains.emplace_back();
      all_[i].mention.chain = it->second;
      names_.chains[it->second].mentions.push_back(mention_at_[i]);
      names_.mentions.push_back(all_[i].mention);
    }
  }

  void explain_mention(uint32_t i) {
    Candidate& c = all_[i];
    if (!c.mention.why) c.mention.why = r_.trail.add(found_step(c));
    const Link& link = chains_.links[i];
    if (link.to == UINT32_MAX) return;
    Step step;
    step.room = Room::names;
    const Candidate& to = all_[link.to];
    step.what = "'" + std::string(r_.between(c.mention.first, c.mention.last)) + "' is '" + std::string(r_.between(to.mention.first, to.mention.last)) +
                "': " + link.what;
    step.rule = link.rule;
    step.head = link.head;
    step.score = link.score;
    step.span = to.mention.span;
    step.rests_on.push_back(c.mention.why);
    if (to.mention.why) step.rests_on.push_back(to.mention.why);
    c.mention.why = r_.trail.add(std::move(step));
  }

  Step found_step(const Candidate& c) const {
    Step step;
    step.room = Room::names;
    step.span = c.mention.span;
    const std::string quoted = "'" + std::string(r_.between(c.mention.first, c.mention.last)) + "'";
    if (c.is_pronoun()) {
      step.what = quoted + " takes up something named";
      step.rule = c.rule;
    } else if (c.mention.type && c.name_score > 0) {
      step.what = quoted + " names " + std::string(type_words[static_cast<size_t>(*c.mention.type)]);
      step.head = "name";
      step.score = c.name_score;
      step.others = c.others;
      step.rule = c.rule;  // where a list or a word of the name agreed with the network or overruled it
    } else if (!c.rule.empty()) {
      step.what = quoted + (c.mention.type ? " is a name in a list" : " is a word for those who act");
      step.rule = c.rule;
    } else {
      step.what = quoted + " is spoken of again";
      step.head = "mention";
      step.score = c.mention_score;
    }
    return step;
  }

  /// The candidate that says most of what the chain is: a name before a noun before a pronoun.
  uint32_t best_of(const std::vector<uint32_t>& chain) const {
    const auto rank = [&](uint32_t i) {
      const Candidate& c = all_[i];
      if (c.sort == Sort::country) return 5;
      if (c.mention.kind == MentionKind::name) return c.sort == Sort::person ? 4 : c.sort == Sort::organisation ? 3 : 1;
      if (c.mention.kind == MentionKind::demonym) return 3;
      if (c.mention.kind == MentionKind::nominal && c.parts.empty()) return c.sort == Sort::thing || c.sort == Sort::unknown ? 0 : 2;
      return 0;
    };
    return *std::ranges::max_element(chain, {}, rank);
  }

  void add_actor(uint32_t id, const std::vector<uint32_t>& chain, uint32_t at) {
    if (is_group(id)) return;
    const uint32_t best = best_of(chain);
    const Candidate& c = all_[best];
    Actor a;
    Facts facts;
    if (c.sort == Sort::country) {
      a.kind = ActorKind::country;
      facts = facts_.country(c.iso3);
      if (const uint32_t row = lists_.country(c.iso3); row != UINT32_MAX) set_coordinates(row, a);
    } else if (c.mention.kind == MentionKind::name && c.sort == Sort::person) {
      a.kind = ActorKind::person;
      facts = facts_.person(chain);
    } else if (c.mention.kind == MentionKind::name && c.sort == Sort::organisation) {
      a.kind = ActorKind::organisation;
      facts = facts_.body(chain);
    } else if (c.mention.kind == MentionKind::demonym) {
      a.kind = ActorKind::group;
      facts = facts_.noun(best);
    } else if (c.mention.kind == MentionKind::nominal && c.parts.empty() &&
               (c.sort == Sort::person || c.sort == Sort::people || c.sort == Sort::organisation)) {
      a.kind = c.sort == Sort::person ? ActorKind::person : c.sort == Sort::people ? ActorKind::group : ActorKind::organisation;
      facts = facts_.noun(best);
      if (std::vector<uint32_t> owners = owners_of(best); owners.size() > 1) shared_.emplace_back(names_.actors.size(), std::move(owners));
    } else {
      return;
    }
    finish(std::move(a), std::move(facts), at, all_[best].mention.why);
  }

  /// The chains of the countries that share a plural noun: "French and German officials".
  std::vector<uint32_t> owners_of(uint32_t noun) const {
    const Mention& m = all_[noun].mention;
    std::vector<uint32_t> out;
    if (all_[noun].number != Number::plur) return out;
    for (uint32_t i = noun > far ? noun - far : 0; i < all_.size() && i < noun + far; ++i) {
      const Candidate& c = all_[i];
      if (c.sort != Sort::country || c.mention.sentence != m.sentence || c.mention.last > m.head || c.mention.first < m.phrase_first) continue;
      const uint32_t up = r_.head(c.mention.head);
      const bool beside = up == m.head, joined = up != no_word && r_.rel(c.mention.head) == "conj" && r_.head(up) == m.head;
      if ((beside || joined) && std::ranges::find(out, chains_.of[i]) == out.end()) out.push_back(chains_.of[i]);
    }
    return out;
  }

  /// No one country speaks for them: their countries are the members.
  void add_owners(Actor& a, const std::vector<uint32_t>& owners) {
    std::vector<ActorId> members;
    for (uint32_t id : owners)
      if (const auto it = chain_at_.find(id); it != chain_at_.end() && names_.chains[it->second].actor) members.push_back(names_.chains[it->second].actor);
    if (members.size() < 2) return;
    Step step{Room::names, "several countries share the word", "src/names/actors.cpp: a noun of two countries"};
    step.span = names_.mentions[names_.chains[a.chain].mentions[0]].span;
    step.rests_on.push_back(a.why);
    for (ActorId id : members) step.rests_on.push_back(names_.actors[id.at].why);
    a.members = std::move(members);
    a.country.clear();
    a.code = actor_code(a.country, a.role);
    a.why = r_.trail.add(std::move(step));
  }

  void set_coordinates(uint32_t row, Actor& a) const {
    a.lat = number(lists_.countries.cell(row, "lat"));
    a.lon = number(lists_.countries.cell(row, "lon"));
    a.geonameid = static_cast<uint32_t>(number(lists_.countries.cell(row, "geonameid")).value_or(0));
  }

  void finish(Actor a, Facts facts, uint32_t chain, Why rests) {
    a.name = std::move(facts.name);
    a.country = facts.country;
    a.role = facts.role;
    a.wikidata = std::move(facts.wikidata);
    a.wikipedia = std::move(facts.wikipedia);
    a.code = facts.code.empty() ? actor_code(a.country, a.role) : std::move(facts.code);
    a.chain = chain;
    a.why = rests;
    for (Step& step : facts.steps) {
      step.rests_on.push_back(a.why);
      a.why = r_.trail.add(std::move(step));
    }
    names_.chains[chain].actor.at = static_cast<uint32_t>(names_.actors.size());
    names_.actors.push_back(std::move(a));
  }

  void add_group(const Group& g) {
    const auto it = chain_at_.find(g.chain);
    if (it == chain_at_.end()) return;
    Actor a;
    a.kind = ActorKind::group;
    Step step = g.step;
    for (uint32_t member : g.members)
      if (const auto m = chain_at_.find(member); m != chain_at_.end())
        if (const ActorId id = names_.chains[m->second].actor) {
          a.members.push_back(id);
          step.rests_on.push_back(names_.actors[id.at].why);
        }
    if (a.members.size() < 2) return;
    Facts facts;
    const Mention& first = names_.mentions[names_.chains[it->second].mentions[0]];
    facts.name = text_of(r_.article.text, first.span);
    facts.steps.push_back(std::move(step));
    finish(std::move(a), std::move(facts), it->second, first.why);
  }

  /// Actors stand in the order of their first mention.
  void order_actors() {
    std::vector<uint32_t> order(names_.actors.size()), place(order.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](uint32_t i) { return names_.chains[names_.actors[i].chain].mentions[0]; });
    for (uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<Actor> sorted;
    for (uint32_t i : order) sorted.push_back(std::move(names_.actors[i]));
    for (Actor& a : sorted)
      for (ActorId& m : a.members) m.at = place[m.at];
    names_.actors = std::move(sorted);
    for (Chain& c : names_.chains)
      if (c.actor) c.actor.at = place[c.actor.at];
  }

  const Reading& r_;
  const Lists& lists_;
  std::vector<Candidate>& all_;
  const Chains& chains_;
  const std::vector<Group>& groups_;
  Names& names_;
  FactFinder facts_;
  std::map<uint32_t, std::vector<uint32_t>> members_;  // candidates by chain id
  std::map<uint32_t, uint32_t> chain_at_;              // in Names::chains by chain id
  std::vector<uint32_t> mention_at_;
  std::vector<std::pair<size_t, std::vector<uint32_t>>> shared_;  // actors and the chains of the countries that share them
};

}  // namespace

void make_actors(const Reading& r, const Lists& lists, std::vector<Candidate>& all, const Chains& chains, const std::vector<Group>& groups, Names& names) {
  Maker(r, lists, all, chains, groups, names).make();
}

}  // namespace dateline::names
