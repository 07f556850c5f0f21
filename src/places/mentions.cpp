// The names in the text that may be places: what the names room took for a place and made no actor of, and the dateline's place.
#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

bool is_place_type(const Mention& m) { return m.type == NameType::GPE || m.type == NameType::LOC || m.type == NameType::FAC; }

/// "Paris, Texas" taken for one name is two: the town, and what it lies in.
Span before_comma(std::string_view text, Span span) {
  size_t comma = text_of(text, span).find(", ");
  return comma == std::string_view::npos || comma == 0 ? span : Span{span.begin, span.begin + static_cast<uint32_t>(comma)};
}

/// "The south", "northeast", "the West": a direction, not the name of a place.
bool has_name(std::string_view written, const Gazetteer& gazetteer) {
  bool capital = false;
  for (size_t i = 0; i < written.size(); ++i)
    capital = capital || ((i == 0 || written[i - 1] == ' ' || written[i - 1] == '-') &&
                          ((written[i] >= 'A' && written[i] <= 'Z') || static_cast<unsigned char>(written[i]) >= 0xC3));
  return capital && !gazetteer.is_side_word(fold(written));
}

/// Last words of the names of people: what is called so alone is the person again, whatever town has the name.
std::vector<std::string> surnames(std::string_view text, const Names& names) {
  std::vector<std::string> out;
  for (const Mention& m : names.mentions) {
    std::string_view written = text_of(text, m.span);
    size_t space = written.rfind(' ');
    if (m.kind == MentionKind::name && m.type == NameType::PER && space != written.npos) out.push_back(fold(written.substr(space + 1)));
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool is_upper_or_letter(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_upper(std::string_view s) { return s.size() > 1 && is_upper_or_letter(s); }

/// "EU", "ALMA" in running text; not "ROME" where the words beside it are in capitals too.
bool is_letters(std::string_view all, const Text& text, const PlaceMention& m) {
  if (m.written.size() > 4 || !is_upper(m.written)) return false;
  bool shouted =
      (m.first > 0 && is_upper(text_of(all, text.words[m.first - 1].span))) || (m.last < text.words.size() && is_upper(text_of(all, text.words[m.last].span)));
  return !shouted || m.written.size() < 4;
}

bool ends_in_digit(std::string_view s) { return !s.empty() && s.back() >= '0' && s.back() <= '9'; }

/// "D-Plymouth", "R-W. Va.": the part behind a party's letters, where a legislator is from; else empty.
Span home_of(std::string_view all, Span span, const Gazetteer& gazetteer) {
  std::string_view written = text_of(all, span);
  size_t hyphen = written.find('-');
  if (hyphen == written.npos || hyphen > 3 || hyphen + 2 >= written.size() || !is_upper_or_letter(written.substr(0, hyphen))) return {};
  if (!gazetteer.is_party(fold(written.substr(0, hyphen))) || written[hyphen + 1] < 'A' || written[hyphen + 1] > 'Z') return {};
  return {span.begin + static_cast<uint32_t>(hyphen) + 1, span.end};
}

/// A name taken for an organisation or a person that the lists have as a state or county, or as a town where "in" or "from" stands before it, its police or
/// residents behind it, or where the report has the name as a place elsewhere (`places`): "Butler County", "in Benghazi", "Roselle police".
bool names_place(std::string_view all, const Text& text, const Mention& m, const std::vector<std::string>& places, const Gazetteer& gazetteer) {
  Span span = m.span;
  auto [first, last] = text.words_in(span);
  std::vector<Candidate> found = gazetteer.find_named(fold(text_of(all, span)));
  bool part_of_more = last < text.words.size() && text.words[last].span.begin > span.end && !text_of(all, text.words[last].span).empty() &&
                      text_of(all, text.words[last].span)[0] >= 'A' && text_of(all, text.words[last].span)[0] <= 'Z';
  if (found.empty() || first >= last || found.front().by_other_name || part_of_more || is_upper(text_of(all, span))) return false;
  bool division = m.type == NameType::ORG && found.front().feature.starts_with("ADM") && found.front().prior >= 3.4f;
  bool stands_in = first > 0 && gazetteer.is_locative(fold(text_of(all, text.words[first - 1].span)));
  bool of_town = last < text.words.size() && gazetteer.is_townsfolk(fold(text_of(all, text.words[last].span)));
  bool elsewhere = std::binary_search(places.begin(), places.end(), fold(text_of(all, span)));
  return found.front().feature != "PCLI" && (division || ((stands_in || of_town || elsewhere) && found.front().prior >= 3.5f));
}

/// Without "the" and the genitive's ending.
Span bare(std::string_view text, Span span, const Gazetteer& gazetteer) {
  const std::string_view s = text_of(text, span);
  for (uint32_t size : {2u, 4u})  // with a plain apostrophe, or a curly one of three bytes
    if (s.size() > size && gazetteer.is_genitive(fold(s.substr(s.size() - size)))) return {span.begin, span.end - size};
  return span;
}

/// Of each chain, whether some name in it is none of a place.
std::vector<bool> named_otherwise(const Names& names) {
  std::vector<bool> out(names.chains.size());
  for (const Mention& m : names.mentions)
    if (m.kind == MentionKind::name && m.type && !is_place_type(m) && m.chain < out.size()) out[m.chain] = true;
  return out;
}

/// Whether an actor speaks for the name: a country by its own name, a body that is called so. A state or town that only a noun ("the nation") was joined
/// with, or the government of its country, is a place all the same.
bool is_actors_own(std::string_view all, const Mention& m, const Names& names, const std::vector<bool>& otherwise, const Gazetteer& gazetteer) {
  const ActorId id = m.chain < names.chains.size() ? names.chains[m.chain].actor : ActorId();
  if (!id) return false;
  if (names.actors[id.at].kind != ActorKind::country) return otherwise[m.chain];
  const std::vector<Candidate> found = gazetteer.find_named(fold(text_of(all, m.span)));
  return found.empty() || found.front().feature == "PCLI";
}

}  // namespace

void collect_mentions(const Article& article, const Text& text, const Names& names, const Gazetteer& gazetteer, Reading& out) {
  std::string_view all = article.text;
  std::vector<std::string> people = surnames(all, names), places;
  const std::vector<bool> otherwise = named_otherwise(names);
  for (const Mention& m : names.mentions)
    if (m.kind == MentionKind::name && is_place_type(m) && !is_actors_own(all, m, names, otherwise, gazetteer)) places.push_back(fold(text_of(all, m.span)));
  std::sort(places.begin(), places.end());
  auto add = [&](Span span, bool dateline, Why rests_on) {
    PlaceMention m;
    m.span = bare(all, span, gazetteer);
    std::tie(m.first, m.last) = text.words_in(m.span);
    m.written = text_of(all, m.span);
    if (m.last < text.words.size() && text_of(all, text.words[m.last].span) == "." && gazetteer.is_short_form(fold(m.written) + ".")) {
      m.span.end = text.words[m.last++].span.end;  // "Mont" + "."
      m.written = text_of(all, m.span);
    }
    m.key = fold(m.written);
    bool era = m.first > 0 && gazetteer.is_short_form(m.key) && m.last <= text.words.size() && ends_in_digit(text_of(all, text.words[m.first - 1].span));
    if (era) return;  // "500 BC"
    m.dateline = dateline;
    m.letters = !dateline && is_letters(all, text, m);
    m.rests_on = rests_on;
    if (!dateline && (!has_name(m.written, gazetteer) || std::binary_search(people.begin(), people.end(), m.key))) return;
    bool taken = m.key.empty() || std::any_of(out.mentions.begin(), out.mentions.end(), [&](const PlaceMention& o) { return o.span.overlaps(m.span); });
    if (!taken) out.mentions.push_back(std::move(m));
  };
  if (!article.dateline.place.empty()) {
    Span place = article.dateline.place, town = before_comma(all, place);
    add(town, true, {});
    if (town != place) add({town.end + 2, place.end}, false, {});
  }
  for (const Mention& m : names.mentions) {
    if (m.kind != MentionKind::name) continue;
    if (Span home = home_of(all, m.span, gazetteer); !home.empty()) {
      add(home, false, m.why);
      continue;
    }
    if ((m.type == NameType::ORG || m.type == NameType::PER) && names_place(all, text, m, places, gazetteer)) {
      add(m.span, false, m.why);
      continue;
    }
    if (!is_place_type(m)) continue;
    if (is_actors_own(all, m, names, otherwise, gazetteer)) continue;
    Span town = before_comma(all, m.span);
    if (town != m.span && !gazetteer.containers(fold(text_of(all, {town.end + 2, m.span.end}))).empty()) {
      add(town, false, m.why);
      add({town.end + 2, m.span.end}, false, m.why);
    } else {
      add(m.span, false, m.why);
    }
  }
  std::stable_sort(out.mentions.begin(), out.mentions.end(), [](const PlaceMention& a, const PlaceMention& b) { return a.span < b.span; });
}

}  // namespace dateline::places
