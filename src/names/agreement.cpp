// Names of one article agree on their types: the same words mean the same, and the last name of a person is that person's.
#include <algorithm>
#include <map>

#include "names/spans.h"

namespace dateline::names {
namespace {

constexpr std::array<std::string_view, 8> type_names = {"PER", "ORG", "GPE", "LOC", "NORP", "FAC", "EVT", "OTH"};
constexpr float believed = 0.4f;  // a full name of a person at this score lends its last name

constexpr float named_after = 0.3f;  // a country's name is a person's too ("Georgia") where the network half thinks so

using Votes = std::array<float, 8>;

std::string key_of(const Reading& r, const NameSpan& span) { return r.folded(span.first, span.last); }

/// What each spelling is taken for over the whole article; the list's word counts as a sure vote.
std::map<std::string, Votes> count_votes(const Reading& r, const std::vector<NameSpan>& spans) {
  std::map<std::string, Votes> votes;
  for (const NameSpan& span : spans) {
    Votes& v = votes[key_of(r, span)];
    v[static_cast<size_t>(span.type)] += std::max(span.score, span.rule.empty() ? 0.1f : 0.6f);
    for (const auto& [name, score] : span.others)
      for (size_t t = 0; t < type_names.size(); ++t)
        if (type_names[t] == name) v[t] += score;
  }
  return votes;
}

/// Last and first words of full names of people.
std::map<std::string, float> single_names(const Reading& r, const std::vector<NameSpan>& spans) {
  std::map<std::string, float> out;
  for (const NameSpan& span : spans) {
    if (span.type != NameType::PER || span.last - span.first < 2 || std::max(span.score, span.rule.empty() ? 0.f : 0.6f) < believed) continue;
    out[fold(r.word(span.last - 1))] += span.score;
    out[fold(r.word(span.first))] += span.score;
  }
  return out;
}

bool is_known_place(const Lists& lists, const std::string& key) { return lists.countries.holds(key) || lists.metonyms.holds(key); }

/// A last name of someone who holds high office on the day of the report.
bool is_in_office(const Lists& lists, const std::string& key, std::string_view day) {
  if (day.size() < 10) return false;
  day = day.substr(0, 10);
  for (uint32_t row : lists.people.find("last:" + key)) {
    const auto cell = [&](std::string_view column) { return lists.people.cell(row, column); };
    const bool leads = cell("office") == "head_of_state" || cell("office") == "head_of_government";
    if (leads && !cell("from").empty() && cell("from") <= day && (cell("until").empty() || day <= cell("until"))) return true;
  }
  return false;
}

}  // namespace

void agree_on_types(const Reading& r, const Lists& lists, std::vector<NameSpan>& spans) {
  const auto votes = count_votes(r, spans);
  const auto singles = single_names(r, spans);
  for (NameSpan& span : spans) {
    const std::string key = key_of(r, span);
    const Votes& v = votes.at(key);
    const auto top = static_cast<NameType>(std::ranges::max_element(v) - v.begin());
    const bool adjective = span.type == NameType::NORP || top == NameType::NORP;  // "Kurdish" and "Kurds" are not for this file
    if (span.type == NameType::PER && span.score > 0.8f && !lists.titles.holds(key)) continue;
    if (top != span.type && !adjective && v[static_cast<size_t>(top)] > 1.5f * v[static_cast<size_t>(span.type)]) span.type = top;
    if (span.type == NameType::PER && span.last - span.first == 1 && lists.titles.holds(key) && !singles.contains(key))
      span.last = span.first;  // "the President" alone
    if (span.type == NameType::PER || span.last - span.first != 1) continue;
    if (is_known_place(lists, key) && (!singles.contains(key) || v[0] < named_after * v[static_cast<size_t>(top)])) continue;
    if (singles.contains(key) || (v[0] >= 0.1f && is_in_office(lists, key, r.article.published))) span.type = NameType::PER;
  }
  std::erase_if(spans, [](const NameSpan& span) { return span.first >= span.last; });
}

}  // namespace dateline::names
