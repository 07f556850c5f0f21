#include "names/groups.h"

#include <algorithm>
#include <map>
#include <set>

namespace dateline::names {
namespace {

constexpr uint32_t sentences_back = 8;
constexpr uint32_t far_back = 400;  // candidates

class GroupFinder {
 public:
  GroupFinder(const Reading& r, const Lists& lists, const std::vector<Candidate>& all, Chains& chains) : r_(r), lists_(lists), all_(all), chains_(chains) {
    for (uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].parts.empty()) {
        by_head_.try_emplace(all[i].mention.head, i);
        plain_.insert(chains.of[i]);
      }
      ++size_[chains.of[i]];
    }
  }

  std::vector<Group> find() {
    for (uint32_t i = 0; i < all_.size(); ++i) {
      if (!all_[i].parts.empty()) add_joined(i);
      else if (counts_two(i)) add_counted(i);
    }
    for (uint32_t& id : chains_.of)
      if (const auto it = merged_.find(id); it != merged_.end()) id = it->second;
    return std::move(out_);
  }

 private:
  /// "both men", "the two leaders", "the pair": a plural of two in words of packs/en/groups.tsv.
  bool counts_two(uint32_t i) const {
    const Candidate& c = all_[i];
    const uint32_t row = row_of(i);
    if (c.mention.kind != MentionKind::nominal || row == UINT32_MAX) return false;
    if (lists_.groups.cell(row, "use") == "alone") return c.opening == Opening::definite;
    for (uint32_t w = c.mention.first; w < c.mention.head; ++w) {
      const uint32_t counter = lists_.groups.first(fold(r_.word(w)));
      if (counter == UINT32_MAX) continue;
      const std::string_view use = lists_.groups.cell(counter, "use");
      if (use.starts_with("counts")) return use == "counts" || c.opening != Opening::bare;  // "both men", but "the two men"
    }
    return false;
  }

  uint32_t row_of(uint32_t i) const {
    const uint32_t row = lists_.groups.first(fold(r_.word(all_[i].mention.head)));
    return row != UINT32_MAX ? row : lists_.groups.first(all_[i].key);
  }

  bool fits(const Candidate& c, std::string_view kind) const {
    if (c.mention.kind == MentionKind::pronoun || !c.parts.empty()) return false;
    if (kind == "country") return c.sort == Sort::country;
    if (kind == "person") return c.sort == Sort::person && c.is_name();
    if (kind == "organisation") return c.sort == Sort::organisation && c.is_name();
    return c.is_name() && (c.sort == Sort::country || c.sort == Sort::person || c.sort == Sort::organisation);
  }

  /// Two of a kind in one sentence, the nearest back; where there are more, those named most so far.
  std::vector<uint32_t> two_before(uint32_t i, std::string_view kind) const {
    uint32_t k = i;
    while (k > 0) {
      const uint32_t sentence = all_[k - 1].mention.sentence;
      if (all_[i].mention.sentence - sentence > sentences_back) break;
      std::vector<uint32_t> met;
      while (k > 0 && all_[k - 1].mention.sentence == sentence) {
        --k;
        if (fits(all_[k], kind) && std::ranges::find(met, chains_.of[k]) == met.end()) met.push_back(chains_.of[k]);
      }
      if (met.size() < 2) continue;
      std::ranges::reverse(met);
      std::ranges::stable_sort(met, [&](uint32_t a, uint32_t b) { return size_.at(a) > size_.at(b); });
      met.resize(2);
      std::ranges::sort(met);
      return met;
    }
    return {};
  }

  /// The two of a kind that the report names most, where no sentence back holds both.
  std::vector<uint32_t> two_most_named(uint32_t i, std::string_view kind) const {
    std::map<uint32_t, uint32_t> times;
    for (uint32_t k = i > far_back ? i - far_back : 0; k < i; ++k)
      if (fits(all_[k], kind)) ++times[chains_.of[k]];
    if (times.size() < 2) return {};
    std::vector<std::pair<uint32_t, uint32_t>> order(times.begin(), times.end());
    std::ranges::stable_sort(order, [](auto a, auto b) { return a.second > b.second; });
    std::vector<uint32_t> out = {order[0].first, order[1].first};
    std::ranges::sort(out);
    return out;
  }

  void add_counted(uint32_t i) {
    const uint32_t row = row_of(i);
    const std::string_view kind = lists_.groups.cell(row, "kind");
    std::vector<uint32_t> members = two_before(i, kind);
    if (members.empty()) members = two_most_named(i, kind);
    if (members.empty()) return;
    add(i, std::move(members), "'" + std::string(r_.between(all_[i].mention.first, all_[i].mention.last)) + "' means the two named before it",
        lists_.groups.rule(row));
  }

  void add_joined(uint32_t i) {
    std::vector<uint32_t> members;
    for (uint32_t head : all_[i].parts) {
      const auto it = by_head_.find(head);
      if (it == by_head_.end()) return;
      members.push_back(chains_.of[it->second]);
    }
    std::ranges::sort(members);
    members.erase(std::unique(members.begin(), members.end()), members.end());
    if (members.size() > 1 && is_taken_up(chains_.of[i]))
      add(i, std::move(members), "names joined by 'and' and taken up together", "src/names/groups.cpp: joined names");
  }

  /// Joined names that only stand again in the same words ("Russia's … and North Korea's" in lead and highlight) are no group.
  bool is_taken_up(uint32_t chain) const { return plain_.contains(chain); }

  void add(uint32_t i, std::vector<uint32_t> members, std::string what, std::string rule) {
    const uint32_t chain = chains_.of[i];
    if (std::ranges::find(members, chain) != members.end() || !grouped_.insert(chain).second) return;
    const auto [same, fresh] = by_members_.try_emplace(members, chain);
    if (!fresh) {
      merged_[chain] = same->second;
      if (chains_.links[i].to == UINT32_MAX) chains_.links[i] = {same->second, std::move(what), std::move(rule), {}, 0};
      return;
    }
    Group g{chain, std::move(members), {}};
    g.step.room = Room::names;
    g.step.what = std::move(what);
    g.step.rule = std::move(rule);
    g.step.span = all_[i].mention.span;
    out_.push_back(std::move(g));
  }

  const Reading& r_;
  const Lists& lists_;
  const std::vector<Candidate>& all_;
  Chains& chains_;
  std::map<uint32_t, uint32_t> by_head_, size_;
  std::set<uint32_t> plain_, grouped_;  // chains with a mention that is not joined names; chains that are groups
  std::map<std::vector<uint32_t>, uint32_t> by_members_;
  std::map<uint32_t, uint32_t> merged_;  // chains of the same members, by the later
  std::vector<Group> out_;
};

}  // namespace

std::vector<Group> find_groups(const Reading& r, const Lists& lists, const std::vector<Candidate>& all, Chains& chains) {
  return GroupFinder(r, lists, all, chains).find();
}

}  // namespace dateline::names
