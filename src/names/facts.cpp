#include "names/facts.h"

#include <algorithm>

namespace dateline::names {
namespace {

constexpr uint32_t most_rows = 40;  // rows of one name that are compared

std::string_view last_word(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

}  // namespace

std::string actor_code(std::string_view country, std::optional<Sector> role) {
  if (!role) return std::string(country);
  const std::string_view sector = text(*role);
  if (country.empty() && (sector == "IGO" || sector == "NGO" || sector == "IMG" || sector == "MNC")) return std::string(sector);
  if (country.empty() && sector == "UNO") return "IGOUNO";
  if (country.empty() && sector == "EUR") return "IGOEUR";
  return (country.empty() ? "---" : std::string(country)) + std::string(sector);
}

FactFinder::FactFinder(const Reading& r, const Lists& lists, const std::vector<Candidate>& all)
    : r_(r), lists_(lists), all_(all), day_(r.article.published.substr(0, 10)) {
  if (!parse_day(day_)) day_.clear();
  for (const Candidate& c : all) {
    if (!c.iso3.empty()) ++countries_[c.iso3];
    if (c.is_name() && c.sort == Sort::place) places_.push_back(c.mention.first);
  }
  std::ranges::sort(places_);
  uint32_t most = 0;
  for (const auto& [iso3, times] : countries_)
    if (times > most) home_ = iso3, most = times;
}

void FactFinder::add_row(const List& list, uint32_t row, std::string_view what, Span span, Facts& facts) const {
  Step step;
  step.room = Room::names;
  step.what = what;
  step.rule = list.rule(row);
  step.span = span;
  facts.steps.push_back(std::move(step));
}

/// "Pope Francis", "Queen Victoria": some are known only with their title.
Term FactFinder::titled_term(const std::vector<uint32_t>& chain) const {
  for (uint32_t i : chain) {
    const Candidate& c = all_[i];
    if (c.mention.kind != MentionKind::name || c.title == no_word || c.title_last != c.mention.first) continue;
    if (const Term term = best_term(lists_.people, r_.folded(c.title, c.mention.last), {}, day_, false); term.row != UINT32_MAX) return term;
  }
  return {};
}

/// The row of a person by the fullest name, then by the other full ones: a list may have "Anna Berg" and not "Anna Maria Berg",
/// while "Anna Maria" would be another.
Term FactFinder::term_of(const std::vector<uint32_t>& chain, const std::string& key, const std::string& country) const {
  if (const Term term = titled_term(chain); term.row != UINT32_MAX) return term;
  if (const Term term = best_term(lists_.people, key, country, day_, false); term.row != UINT32_MAX) return term;
  if (key.find(' ') == std::string::npos) return best_term(lists_.people, key, country, day_, true);
  for (uint32_t i : chain) {
    const Candidate& c = all_[i];
    if (c.mention.kind != MentionKind::name || c.key == key || c.key.find(' ') == std::string::npos || last_word(c.key) != last_word(key)) continue;
    if (const Term term = best_term(lists_.people, c.key, country, day_, false); term.row != UINT32_MAX) return term;
  }
  return {};
}

Facts FactFinder::person(const std::vector<uint32_t>& chain) const {
  Facts facts;
  const Candidate* longest = &all_[chain[0]];
  for (uint32_t i : chain)
    if (all_[i].mention.kind == MentionKind::name && all_[i].key.size() > longest->key.size()) longest = &all_[i];
  const Mention& m = longest->mention;
  facts.name = r_.between(m.first, m.last);
  for (uint32_t i : chain) role_from_words(i, facts);
  const bool one_word = longest->key.find(' ') == std::string::npos;
  const std::string key = longest->key;
  const Term term = term_of(chain, key, facts.country);
  if (term.row == UINT32_MAX || term.fit < 1) return facts;
  const auto cell = [&](std::string_view column) { return std::string(lists_.people.cell(term.row, column)); };
  facts.linked = true;
  if (one_word) facts.name = cell("name");
  if (!cell("iso3").empty()) facts.country = cell("iso3");
  if (auto role = parse_sector(cell("role"))) facts.role = role;
  facts.code = cell("code");
  facts.wikidata = cell("wikidata");
  facts.wikipedia = cell("wikipedia");
  const std::string until = cell("until").empty() ? "today" : cell("until"), years = cell("from").empty() ? "" : ", " + cell("from") + " to " + until;
  add_row(lists_.people, term.row, "the list of people has " + cell("name") + ", " + cell("title") + " (" + cell("iso3") + ")" + years, m.span, facts);
  return facts;
}

/// The title before a name, the noun beside it, and the countries that go with them.
void FactFinder::role_from_words(uint32_t at, Facts& facts) const {
  const Candidate& c = all_[at];
  const Mention& m = c.mention;
  if (m.kind != MentionKind::name && m.kind != MentionKind::nominal) return;
  if (!facts.role && c.title != no_word)
    if (const uint32_t row = lists_.titles.first(r_.folded(c.title, c.title_last)); row != UINT32_MAX)
      if (auto role = parse_sector(lists_.titles.cell(row, "role"))) {
        facts.role = role;
        add_row(lists_.titles, row, "the title before the name", r_.span(c.title, c.title_last), facts);
      }
  if (!facts.role && c.title != no_word)
    if (const uint32_t row = lists_.agents.first(r_.folded(c.title, c.title_last)); row != UINT32_MAX)
      if ((facts.role = parse_sector(lists_.agents.cell(row, "role"))))
        add_row(lists_.agents, row, "the words before the name say what they are", r_.span(c.title, c.title_last), facts);
  if (!facts.role && c.apposition != no_word)
    for (uint32_t first = c.apposition >= 2 ? c.apposition - 2 : 0; first <= c.apposition && !facts.role; ++first)
      if (const uint32_t row = lists_.agents.first(r_.folded(first, c.apposition + 1)); row != UINT32_MAX)
        if (auto role = parse_sector(lists_.agents.cell(row, "role"))) {
          facts.role = role;
          add_row(lists_.agents, row, "'" + std::string(r_.word(c.apposition)) + "' beside the name says what they are", r_.span(first, c.apposition + 1),
                  facts);
        }
  if (facts.country.empty() && m.phrase_first < m.first) facts.country = country_of(m.head, m.phrase_first, &facts);
  if (facts.country.empty() && c.apposition != no_word) facts.country = country_of(c.apposition, c.apposition, &facts);
  if (!facts.role && !c.role.empty()) facts.role = parse_sector(c.role);
}

/// A name at this word that was taken for a place: the Georgia in America.
bool FactFinder::names_a_place(uint32_t word) const {
  const auto after = std::ranges::upper_bound(places_, word);
  return after != places_.begin() && *std::prev(after) == word;
}

/// The country that a demonym or a name at a word means; longest first.
std::string FactFinder::country_at(uint32_t word, uint32_t end, std::string* rule) const {
  if (!is_capital(r_.word(word))) return {};
  if (const Hit hit = longest_name(r_, lists_.countries, word, end); hit && !names_a_place(word)) {
    *rule = lists_.countries.rule(hit.row);
    return std::string(lists_.countries.cell(hit.row, "iso3"));
  }
  if (const Hit hit = longest_phrase(r_, lists_.demonyms, word, end)) {
    *rule = lists_.demonyms.rule(hit.row);
    return std::string(lists_.demonyms.cell(hit.row, "iso3"));
  }
  return {};
}

/// "of" and "from": the prepositions after which the owner stands; "in": after which one is at home who belongs to no army or body of many states.
bool FactFinder::belongs(uint32_t preposition, std::string_view role) const {
  const uint32_t row = lists_.governments.first(fold(r_.word(preposition)));
  if (row == UINT32_MAX) return false;
  const std::string classes = "|" + std::string(lists_.governments.cell(row, "class")) + "|";
  if (classes.find("|belongs|") != std::string::npos) return true;
  const bool roams = role.empty() || role == "MIL" || role == "IGO" || role == "NGO" || role == "MED" || role == "SPY" || role == "BUS";
  return !roams && classes.find("|dwells|") != std::string::npos;
}

std::string FactFinder::country_of(uint32_t head, uint32_t first, Facts* why, std::string_view role) const {
  std::string rule;
  const auto found = [&](uint32_t at, std::string iso) {
    if (why) {
      Step step;
      step.room = Room::names;
      step.what = "'" + std::string(r_.word(at)) + "' beside it names the country";
      step.rule = rule;
      step.span = r_.text.words[at].span;
      why->steps.push_back(std::move(step));
    }
    return iso;
  };
  for (uint32_t w = first; w < head; ++w)
    if (std::string iso = country_at(w, head, &rule); !iso.empty()) return found(w, iso);
  for (uint32_t c = r_.first_child(head); c != no_word; c = r_.next_sibling(c)) {
    const std::string_view rel = r_.rel(c);
    const bool of = rel == "nmod" && (r_.child(c, "case") == no_word || belongs(r_.child(c, "case"), role));
    if (rel != "amod" && rel != "compound" && !of) continue;
    const auto [begin, end] = subtree(r_.syntax, c);
    for (uint32_t w = begin; w < end && w < begin + 12; ++w)
      if (std::string iso = country_at(w, end, &rule); !iso.empty()) return found(w, iso);
  }
  return {};
}

/// The row of a body: of several, the one whose country the report names most. The letters of a foreign party mean it only there,
/// and "the Senate" the one of the country that the report is about.
uint32_t FactFinder::best_body(std::string_view key, std::string_view text) const {
  uint32_t best = UINT32_MAX, most = 0, seen = 0;
  for (uint32_t row : lists_.organisations.find(key)) {
    if (++seen > most_rows) break;
    const auto cell = [&](std::string_view column) { return lists_.organisations.cell(row, column); };
    const bool full = written_as(cell("name"), text) || written_as(cell("also"), text);
    if (!full && (cell("iso3") != home_ || !written_as(cell("local"), text))) continue;
    const auto named = countries_.find(cell("iso3"));
    const uint32_t times = named == countries_.end() ? 0 : named->second;
    const bool needs_country = full && is_acronym(text) && cell("kind") == "PARTY" && cell("source").starts_with("partyfacts");
    if (times == 0 && needs_country) continue;
    if (best == UINT32_MAX || times > most) best = row, most = times;
  }
  return best;
}

Facts FactFinder::body(const std::vector<uint32_t>& chain) const {
  Facts facts;
  for (uint32_t i : chain) {
    const Candidate& c = all_[i];
    if (c.mention.kind != MentionKind::name) continue;
    const std::string_view text = r_.between(c.mention.first, c.mention.last);
    if (text.size() > facts.name.size()) facts.name = text;
    if (facts.linked) continue;
    if (const uint32_t row = best_body(c.key, text); row != UINT32_MAX) {
      const auto cell = [&](std::string_view column) { return std::string(lists_.organisations.cell(row, column)); };
      facts.linked = true;
      facts.country = cell("iso3");
      facts.role = parse_sector(cell("role"));
      facts.code = cell("code");
      facts.wikidata = cell("wikidata");
      facts.wikipedia = cell("wikipedia");
      if (is_acronym(text)) facts.name = cell("name");
      add_row(lists_.organisations, row, "the list of organisations has " + cell("name"), c.mention.span, facts);
    }
  }
  if (facts.linked) return facts;
  const Mention& m = all_[chain[0]].mention;
  for (uint32_t i : chain) {
    const Mention& one = all_[i].mention;
    if (one.kind != MentionKind::name || facts.role) continue;
    for (uint32_t first = one.first; first < one.last && !facts.role; ++first)
      if (const uint32_t row = lists_.agents.first(r_.folded(first, one.last)); row != UINT32_MAX)
        if ((facts.role = parse_sector(lists_.agents.cell(row, "role"))))
          add_row(lists_.agents, row, "the words of the name say what it is", r_.span(first, one.last), facts);
    if (facts.country.empty()) {
      std::string rule;
      for (uint32_t w = one.first; w < one.last && facts.country.empty(); ++w)
        if (facts.country = country_at(w, one.last, &rule); !facts.country.empty()) {
          Step step;
          step.room = Room::names;
          step.what = "'" + std::string(r_.word(w)) + "' in the name tells its country";
          step.rule = rule;
          step.span = r_.text.words[w].span;
          facts.steps.push_back(std::move(step));
        }
    }
  }
  if (facts.country.empty()) facts.country = country_of(m.head, m.phrase_first, &facts);
  return facts;
}

Facts FactFinder::country(std::string_view iso3) const {
  Facts facts;
  facts.country = iso3;
  const uint32_t row = lists_.country(iso3);
  if (row == UINT32_MAX) {
    facts.name = iso3;
    return facts;
  }
  facts.name = lists_.countries.cell(row, "name");
  facts.code = lists_.countries.cell(row, "cameo");
  facts.wikidata = lists_.countries.cell(row, "wikidata");
  facts.wikipedia = lists_.countries.cell(row, "wikipedia");
  facts.linked = true;
  return facts;
}

Facts FactFinder::noun(uint32_t at) const {
  Facts facts;
  const Candidate& c = all_[at];
  facts.name = r_.between(c.mention.first, c.mention.last);
  facts.role = parse_sector(c.role);
  facts.country = country_of(c.mention.head, c.mention.phrase_first, &facts, c.role);
  if (!c.rule.empty()) {
    Step step;
    step.room = Room::names;
    step.what = "'" + std::string(r_.word(c.mention.head)) + "' is a word for those who act";
    step.rule = c.rule;
    step.span = c.mention.span;
    facts.steps.push_back(std::move(step));
  }
  return facts;
}

}  // namespace dateline::names
