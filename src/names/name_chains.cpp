#include <algorithm>
#include <map>

#include "names/chains.h"

namespace dateline::names {
namespace {

constexpr uint32_t near = 30;          // candidates about one that may be its owner or owned
constexpr size_t most_entities = 200;  // distinct people or bodies of one article that are compared with each other

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(" -"), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string initials_of(std::string_view name, const List& small_words) {
  std::string out;
  for (auto w : split_words(name))
    if (!small_words.holds(w)) out += w[0];
  return out;
}

std::string letters_of(std::string_view name) {
  std::string out;
  for (char c : name)
    if (c != '.' && c != ' ') out += c;
  return out;
}

/// A person or body as the names of the article tell of it.
struct Entity {
  std::string longest;        // its fullest name, folded
  uint32_t first = 0;         // its first candidate
  uint32_t last = 0;          // its latest
  uint32_t row = UINT32_MAX;  // in world/organisations
  Gender gender = Gender::unknown;
  std::vector<std::string> shorts;  // short forms that were bound to it
};

class NameJoiner {
 public:
  NameJoiner(const Reading& r, const Lists& lists, const std::vector<Candidate>& all) : r_(r), lists_(lists), all_(all) {
    out_.of.resize(all.size());
    out_.links.resize(all.size());
    for (uint32_t i = 0; i < all.size(); ++i) out_.of[i] = i;
  }

  Chains join() {
    collect_full_names();
    for (uint32_t i = 0; i < all_.size(); ++i) {
      const Candidate& c = all_[i];
      if (!c.iso3.empty() && c.sort == Sort::country) join_country(i);
      else if (c.mention.kind != MentionKind::name) continue;
      else if (c.sort == Sort::person) join_person(i);
      else if (c.sort == Sort::organisation) join_body(i);
      else join_same_words(i);
    }
    return std::move(out_);
  }

 private:
  void link(uint32_t i, uint32_t to, std::string what, std::string rule) {
    out_.of[i] = out_.of[to];
    out_.links[i] = {to, std::move(what), std::move(rule), {}, 0};
  }

  void join_country(uint32_t i) {
    const auto [it, fresh] = countries_.try_emplace(all_[i].iso3, i);
    if (fresh) return;
    link(i, it->second, "the same country", all_[i].rule.empty() ? "src/names/name_chains.cpp: same country" : all_[i].rule);
  }

  void join_same_words(uint32_t i) {
    const auto [it, fresh] = others_.try_emplace(all_[i].key, i);
    if (!fresh) link(i, it->second, "the same name", "src/names/name_chains.cpp: same words");
  }

  /// People's full names are known before the first of them is read: a headline says "Kim" and the lead "Kim Jong Un".
  void collect_full_names() {
    for (uint32_t i = 0; i < all_.size() && people_.size() < most_entities; ++i) {
      const Candidate& c = all_[i];
      if (c.mention.kind != MentionKind::name || c.sort != Sort::person || split_words(c.key).size() < 2) continue;
      if (Entity* e = full_name(c)) {
        if (c.key.size() > e->longest.size()) e->longest = c.key;
        if (e->gender == Gender::unknown) e->gender = c.gender;
        continue;
      }
      people_.push_back({c.key, i, UINT32_MAX, UINT32_MAX, c.gender, {}});
    }
  }

  Entity* full_name(const Candidate& c) {
    for (Entity& e : people_)
      if (same_person_name(e.longest, c.key) || same_person_name(c.key, e.longest)) return &e;
    return nullptr;
  }

  /// Two people may share a last name: the one to whom the short form was bound before, else the first met.
  Entity* short_name(uint32_t i) {
    const Candidate& c = all_[i];
    Entity* best = nullptr;
    int best_rank = 0;
    for (Entity& e : people_) {
      if (!may_be_short_for(c, e) || is_told_apart(i, e)) continue;
      const bool bound = std::ranges::find(e.shorts, c.key) != e.shorts.end();
      const int rank = bound ? 3 : e.last != UINT32_MAX ? 2 : 1;
      if (rank > best_rank) {
        best = &e;
        best_rank = rank;
      }
    }
    return best;
  }

  bool may_be_short_for(const Candidate& c, const Entity& e) const {
    if (c.gender != Gender::unknown && e.gender != Gender::unknown && c.gender != e.gender) return false;
    return same_person_name(e.longest, c.key);
  }

  /// "Kim's grandfather Kim Il Sung": the owner is another than the owned.
  bool is_told_apart(uint32_t i, const Entity& e) const {
    const Mention& m = all_[i].mention;
    for (uint32_t k = i; k-- > 0 && i - k < near && all_[k].mention.sentence == m.sentence;)
      if (holds(k, i) && all_[k].sort == Sort::person && all_[k].key == e.longest) return true;
    for (uint32_t k = i + 1; k < all_.size() && k - i < near && all_[k].mention.sentence == m.sentence; ++k)
      if (holds(k, i) && all_[k].key == e.longest) return true;
    return false;
  }

  bool holds(uint32_t outer, uint32_t inner) const {
    const Mention &o = all_[outer].mention, &m = all_[inner].mention;
    const bool possessor = dateline::text(r_.node(m.head).rel) == "nmod:poss";
    return (o.phrase_first <= m.first && m.last <= o.phrase_last) || (possessor && o.first >= m.last && o.first - m.last <= 4);
  }

  void join_person(uint32_t i) {
    const Candidate& c = all_[i];
    Entity* e = split_words(c.key).size() >= 2 ? full_name(c) : short_name(i);
    if (!e && people_.size() < most_entities) {
      people_.push_back({c.key, i, i, UINT32_MAX, c.gender, {}});
      return;
    }
    if (!e) return;
    if (e->last != UINT32_MAX)
      link(i, e->last, c.key == all_[e->last].key ? "the same name" : "a form of the name " + std::string(e->longest),
           "src/names/name_chains.cpp: name of a person");
    e->last = i;
    if (c.key != e->longest && std::ranges::find(e->shorts, c.key) == e->shorts.end()) e->shorts.push_back(c.key);
  }

  bool is_same_body(const Entity& e, const Candidate& c, uint32_t row) const {
    if (e.longest == c.key || (row != UINT32_MAX && row == e.row)) return true;
    for (const std::string& s : e.shorts)
      if (s == c.key) return true;
    const std::string_view longer = e.longest.size() > c.key.size() ? e.longest : c.key, shorter = e.longest.size() > c.key.size() ? c.key : e.longest;
    const auto words = split_words(longer);
    if (words.size() >= 2 && shorter.find(' ') == std::string_view::npos && letters_of(shorter).size() >= 2 &&
        initials_of(longer, lists_.small_words) == letters_of(shorter))
      return true;
    // "State Department" of "US State Department": what goes before is a country; "Apple" of "Apple Inc."
    if (longer.ends_with(shorter) && longer[longer.size() - shorter.size() - 1] == ' ' && shorter.find(' ') != std::string_view::npos) return true;
    return longer.starts_with(shorter) && longer[shorter.size()] == ' ' && words.size() == split_words(shorter).size() + 1 && shorter.size() > 3 &&
           is_form(words.back());
  }

  bool is_form(std::string_view w) const { return lists_.agents.holds(w) || lists_.company_forms.holds(w); }

  void join_body(uint32_t i) {
    const Candidate& c = all_[i];
    uint32_t row = UINT32_MAX;
    for (uint32_t found : lists_.organisations.find(c.key)) {
      const std::string_view text = r_.between(c.mention.first, c.mention.last);
      if (!written_as(lists_.organisations.cell(found, "name"), text) && !written_as(lists_.organisations.cell(found, "also"), text)) continue;
      row = found;
      break;
    }
    for (Entity& e : bodies_)
      if (is_same_body(e, c, row)) {
        link(i, e.last, c.key == all_[e.last].key ? "the same name" : "another form of the name " + e.longest, "src/names/name_chains.cpp: name of a body");
        if (c.key.size() > e.longest.size()) std::swap(e.longest, e.shorts.emplace_back(c.key));
        else if (c.key != e.longest) e.shorts.push_back(c.key);
        if (e.row == UINT32_MAX) e.row = row;
        e.last = i;
        return;
      }
    if (bodies_.size() < most_entities) bodies_.push_back({c.key, i, i, row, Gender::unknown, {}});
  }

  const Reading& r_;
  const Lists& lists_;
  const std::vector<Candidate>& all_;
  Chains out_;
  std::map<std::string, uint32_t> countries_, others_;
  std::vector<Entity> people_, bodies_;
};

}  // namespace

bool same_person_name(std::string_view longer, std::string_view shorter) {
  const auto a = split_words(longer), b = split_words(shorter);
  if (b.empty() || b.size() > a.size()) return false;
  if (a.size() == b.size()) return a == b;
  if (b.size() == 1) return b[0] == a.back() || b[0] == a.front() || (a.size() > 2 && b[0].size() > 3 && std::ranges::find(a, b[0]) != a.end());
  size_t at = 0;
  for (auto w : a)
    if (at < b.size() && w == b[at]) ++at;
  return at == b.size() && (a.front() == b.front() || a.back() == b.back());
}

Chains join_names(const Reading& r, const Lists& lists, const std::vector<Candidate>& all) { return NameJoiner(r, lists, all).join(); }

}  // namespace dateline::names
