#include "places/places.h"

#include <fmt/format.h>

#include <algorithm>

#include "places/reading.h"

namespace dateline {
namespace {

using namespace places;

constexpr float least_share_held = 0.55f;  // of the town that a facility is said to lie in by its name alone
constexpr float least_share = 0.3f;        // below it the report does not say which of several places is meant

/// The best candidate, where it is likely enough; of equals the one that stands first in the pack.
const Candidate* best_of(const PlaceName& name) {
  const Candidate* best = nullptr;
  for (const Candidate& c : name.candidates)
    if (!best || c.score > best->score) best = &c;
  return best && best->share >= (best->holds_it ? least_share_held : least_share) ? best : nullptr;
}

std::string describe(const Candidate& c, const Gazetteer& gazetteer) {
  std::string_view state = gazetteer.state_name(c.country, c.admin1);
  std::string where = state.empty() || state == c.name ? std::string(c.country) : fmt::format("{}, {}", state, c.country);
  return where.empty() ? std::string(c.name) : fmt::format("{} ({})", c.name, where);
}

/// The three likeliest places that were not taken.
void name_others(const PlaceName& name, const Candidate* best, const Gazetteer& gazetteer, Step& step) {
  std::vector<const Candidate*> rest;
  for (const Candidate& c : name.candidates)
    if (&c != best && c.share > 0.005f) rest.push_back(&c);
  std::stable_sort(rest.begin(), rest.end(), [](auto a, auto b) { return a->share > b->share; });
  for (size_t i = 0; i < rest.size() && i < 3; ++i) step.others.push_back({describe(*rest[i], gazetteer), rest[i]->share});
}

/// The strongest clue of the home that the place lies in, where the name could be one elsewhere too.
const HomeClue* clue_for(const PlaceName& name, const Candidate& best, const Reading& reading) {
  bool elsewhere = std::any_of(name.candidates.begin(), name.candidates.end(), [&](const Candidate& c) { return c.country != best.country; });
  const HomeClue* strongest = nullptr;
  for (const HomeClue& clue : reading.clues)
    if (elsewhere && !name.inside && clue.country == best.country && (!strongest || clue.much > strongest->much)) strongest = &clue;
  return strongest;
}

/// One step for what the text itself said, one for the choice with the nearest other.
Why explain_choice(const PlaceName& name, const Candidate* best, const Reading& reading, const Gazetteer& gazetteer, const Pack& pack, const Article& article,
                   Trail& trail) {
  const PlaceMention& first = reading.mentions[name.mentions.front()];
  Step step;
  step.room = Room::places;
  step.span = first.span;
  if (first.rests_on) step.rests_on.push_back(first.rests_on);
  if (!best) {
    bool listed = !name.candidates.empty();
    step.what = listed ? fmt::format("which '{}' is meant can't be told", text_of(article.text, first.span))
                       : fmt::format("no place in the lists is called '{}'", text_of(article.text, first.span));
    step.rule = listed ? "src/places/context.cpp: too many, none likely" : "src/places/candidates.cpp: not in the lists";
    name_others(name, nullptr, gazetteer, step);
    return trail.add(std::move(step));
  }
  if (name.inside) {
    Step inside;
    inside.room = Room::places;
    inside.what = fmt::format("'{}' stands behind it: the place lies in there", text_of(article.text, name.inside.span));
    inside.rule = pack.name_of(name.inside.at);
    inside.span = name.inside.span;
    step.rests_on.push_back(trail.add(std::move(inside)));
  }
  if (const HomeClue* clue = clue_for(name, *best, reading)) {
    Step home;
    home.room = Room::places;
    home.what = clue->span.empty() ? fmt::format("the publisher, {}, is at home in {}", clue->said, clue->country)
                                   : fmt::format("'{}' tells that the report is at home in {}", text_of(article.text, clue->span), clue->country);
    home.rule = pack.name_of(clue->at);
    home.span = clue->span.empty() ? first.span : clue->span;
    step.rests_on.push_back(trail.add(std::move(home)));
  }
  step.what = fmt::format("'{}' {} {}", text_of(article.text, first.span), best->holds_it ? "lies in" : "is", describe(*best, gazetteer));
  step.rule = pack.name_of(best->at);
  step.score = best->share;
  name_others(name, best, gazetteer, step);
  return trail.add(std::move(step));
}

Place place_of_name(const PlaceName& name, const Candidate* best, const Reading& reading, const Gazetteer& gazetteer, const Article& article,
                    const Pack& pack) {
  Place place;
  if (best) place = place_of(*best, gazetteer, pack);
  for (uint32_t m : name.mentions) place.mentions.push_back(reading.mentions[m].span);
  if (!best || best->holds_it) place.name = text_of(article.text, place.mentions.front());
  return place;
}

/// Two names of one place ("U.S. capital", "Washington, D.C.") are one Place: same row, joined mentions.
bool join_same_row(std::vector<Place>& places, const std::vector<RuleRef>& rows, RuleRef at, const Place& place) {
  for (size_t i = 0; i < places.size(); ++i) {
    if (rows[i].file != at.file || rows[i].line != at.line || at.line == 0) continue;
    places[i].mentions.insert(places[i].mentions.end(), place.mentions.begin(), place.mentions.end());
    std::sort(places[i].mentions.begin(), places[i].mentions.end());
    return true;
  }
  return false;
}

/// The id of packs/world/place_ids.tsv, where Wikidata's own of this GeoNames id is known.
std::string wikidata_of(uint32_t geonameid, const Pack& pack) {
  const Table ids = pack.table("world/place_ids");
  if (!ids || geonameid == 0) return {};
  const auto rows = ids.find(std::to_string(geonameid));
  return rows.empty() ? std::string() : std::string(ids.cell(rows[0], ids.column("wikidata")));
}

}  // namespace

Place places::place_of(const Candidate& c, const Gazetteer& gazetteer, const Pack& pack) {
  Place place;
  place.name = c.name;
  place.lat = c.lat;
  place.lon = c.lon;
  place.country = c.country;
  place.admin1 = gazetteer.state_name(c.country, c.admin1);
  if (c.holds_it) return place;
  place.feature = c.feature.empty() ? "PPL" : c.feature;
  place.geonameid = c.geonameid;
  place.wikipedia = gazetteer.title_of(c);
  place.wikidata = wikidata_of(c.geonameid, pack);
  return place;
}

std::vector<PlaceChoice> places_called(std::string_view folded, const Pack& pack) {
  Gazetteer gazetteer(pack);
  PlaceName name;
  name.candidates = gazetteer.find(folded);
  share_out(name, 0);
  std::vector<PlaceChoice> out;
  for (const Candidate& c : name.candidates) out.push_back({place_of(c, gazetteer, pack), c.population, c.share, c.at});
  return out;
}

std::vector<Place> find_places(const Article& article, std::string_view uri, const Text& text, const Syntax& syntax, const Names& names, const Pack& pack,
                               Trail& trail) {
  Gazetteer gazetteer(pack);
  Reading reading;
  collect_mentions(article, text, names, gazetteer, reading);
  add_passed_over(article, text, syntax, names, gazetteer, reading);
  find_home(article, uri, text, gazetteer, reading);
  find_containers(article, text, gazetteer, reading);
  join_senses(reading);
  look_up(gazetteer, reading);
  join_kin(reading);
  find_list_mates(article, text, gazetteer, reading);
  weigh_by_context(article, names, gazetteer, reading);
  follow_kin(reading);

  std::vector<Place> out;
  std::vector<RuleRef> rows;
  for (const PlaceName& name : reading.names) {
    if (name.letters && name.candidates.empty()) continue;  // "AU": an organisation, whatever it was taken for
    const Candidate* best = best_of(name);
    Place place = place_of_name(name, best, reading, gazetteer, article, pack);
    bool own_row = best && !best->holds_it;
    if (join_same_row(out, rows, own_row ? best->at : RuleRef{}, place)) continue;
    place.why = explain_choice(name, best, reading, gazetteer, pack, article, trail);
    rows.push_back(own_row ? best->at : RuleRef{});
    out.push_back(std::move(place));
  }
  std::stable_sort(out.begin(), out.end(), [](const Place& a, const Place& b) { return a.mentions.front() < b.mentions.front(); });
  return out;
}

}  // namespace dateline
