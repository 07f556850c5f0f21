// What else the report speaks of: a name is the likelier to lie in a state or country, the more of the report's other places and actors do, and the
// likelier to be the place that lies near them. Three rounds: the second knows what the first took for likely, the third what the second did.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "places/reading.h"

namespace dateline::places {
namespace {

constexpr size_t most_names = 48, most_candidates = 16;  // what the comparison of all with all is held to
constexpr float by_people = 1.4f;                        // how fast likelihood falls with the score
constexpr float for_state = 2.2f, for_country = 2.5f, for_nearness = 3.0f, for_kind = 1.5f, for_container = 12.0f;
constexpr float for_told = 0.6f, most_told = 1.8f;  // a state in the name of an organisation
constexpr float unlisted = 4.0f;                    // score of a place of this name that no list has: it needs no context
constexpr float for_unlisted_home = 1.0f;           // more, where the report is at home in one country: hamlets and parks of home are in no list
constexpr float most_home = 2.0f;                   // words that tell the home country
constexpr double near_km = 60;
constexpr int rounds = 3;

double rough_km(const Candidate& a, const Candidate& b) {
  double dlat = (a.lat - b.lat) * 111.2, dlon = std::abs(a.lon - b.lon);
  if (dlon > 180) dlon = 360 - dlon;
  double across = dlon * 111.2 * std::cos((a.lat + b.lat) * 0.5 * 0.0174533);
  return std::sqrt(dlat * dlat + across * across);
}

/// Numbers for states and countries, so that sums are arrays.
class Regions {
 public:
  uint32_t number(std::string_view country, std::string_view admin1) {
    std::string key(country);
    key += '.';
    key += admin1;
    return numbers_.try_emplace(std::move(key), static_cast<uint32_t>(numbers_.size())).first->second;
  }
  size_t size() const { return numbers_.size(); }
  /// Numbers of whole countries.
  std::vector<uint32_t> countries() const {
    std::vector<uint32_t> out;
    for (const auto& [key, number] : numbers_)
      if (key.size() > 1 && key.ends_with('.')) out.push_back(number);
    return out;
  }

 private:
  std::unordered_map<std::string, uint32_t> numbers_;
};

/// How often the report speaks of each country by its actors.
std::vector<float> countries_told(const Names& names, Regions& regions) {
  std::vector<float> told;
  for (const Actor& actor : names.actors) {
    if (actor.country.empty() || actor.chain >= names.chains.size()) continue;
    uint32_t number = regions.number(actor.country, "");
    if (told.size() <= number) told.resize(number + 1);
    float mentions = static_cast<float>(names.chains[actor.chain].mentions.size());
    told[number] += (actor.kind == ActorKind::country ? 0.5f : 0.15f) * std::log2(1 + mentions);
  }
  return told;
}

/// States that the names of organisations speak of ("University of Tennessee"): no places themselves, but they tell where the report is at home.
void add_states_told(std::string_view all, const Names& names, const Gazetteer& gazetteer, Regions& regions, std::vector<float>& told) {
  auto tell = [&](uint32_t number, float much) {
    if (told.size() <= number) told.resize(number + 1);
    told[number] = std::min(most_told, told[number] + much);
  };
  for (const Mention& m : names.mentions) {
    if (m.kind != MentionKind::name || m.type != NameType::ORG) continue;
    std::string name = fold(text_of(all, m.span));
    for (size_t from = 0; from < name.size(); from = std::min(name.find(' ', from), name.size() - 1) + 1) {
      size_t one = std::min(name.find(' ', from), name.size()), two = one < name.size() ? std::min(name.find(' ', one + 1), name.size()) : one;
      for (size_t to : {one, two}) {
        if (to == two && two == one) continue;
        for (const Container& c : gazetteer.states(std::string_view(name).substr(from, to - from))) {
          tell(regions.number(c.country, c.admin1), for_told);
          tell(regions.number(c.country, ""), for_told / 2);
        }
      }
    }
  }
}

/// Where publisher and words say that the report is at home.
void add_home_told(const Reading& reading, Regions& regions, std::vector<float>& told) {
  auto tell = [&](uint32_t number, float much) {
    if (told.size() <= number) told.resize(number + 1);
    told[number] += much;
  };
  std::unordered_map<std::string_view, float> by_words;
  for (const HomeClue& clue : reading.clues) {
    if (!clue.span.empty()) {
      by_words[clue.country] = std::min(most_home, by_words[clue.country] + clue.much);
      continue;
    }
    tell(regions.number(clue.country, ""), clue.much);
    if (!clue.admin1.empty()) tell(regions.number(clue.country, clue.admin1), clue.much);
  }
  for (auto [country, much] : by_words) tell(regions.number(country, ""), much);
}

float weight_of(const PlaceName& name) { return (name.dateline ? 2.0f : 1.0f) * (0.6f + 0.4f * std::log2(1.0f + static_cast<float>(name.mentions.size()))); }

/// States, countries and wide regions are of one kind, towns of another.
bool is_wide(const Candidate& c) { return !c.feature.empty() && !c.feature.starts_with("PPL") && c.feature != "ADM2"; }

/// How much of a name's mates is of the same kind as the candidate, 0 to 1.
float of_one_kind(const Reading& reading, const PlaceName& name, const Candidate& c) {
  float same = 0;
  for (uint32_t mate : name.mates)
    for (const Candidate& o : reading.names[mate].candidates)
      if (is_wide(o) == is_wide(c)) same += o.share;
  return name.mates.empty() ? 0 : same / static_cast<float>(name.mates.size());
}

/// How much the rest of the report is at home in one country: more makes a place of this name that no list has likelier.
float home_weight(const std::vector<float>& total, const std::vector<float>& told, const std::vector<std::pair<uint32_t, float>>& own,
                  const std::vector<uint32_t>& countries) {
  float most = 0;
  for (uint32_t country : countries) {
    float sum = total[country] + told[country];
    for (auto [number, share] : own)
      if (number == country) sum -= share;
    most = std::max(most, sum);
  }
  return for_unlisted_home * (1 - std::exp(-0.7f * most));
}

float nearness(const Reading& reading, size_t self, const Candidate& c) {
  float sum = 0;
  for (size_t other = 0; other < reading.names.size() && other < most_names; ++other) {
    if (other == self || reading.names[other].key == reading.names[self].key || reading.names[other].first_of_kin != other ||
        reading.names[self].first_of_kin == other)
      continue;
    float best = 0;
    for (const Candidate& o : reading.names[other].candidates) {
      if (o.share < 0.1f || is_wide(o)) continue;
      double km = rough_km(c, o);
      if (km < 5 * near_km) best = std::max(best, o.share * static_cast<float>(std::exp(-km / near_km)));
    }
    sum += best;
  }
  return 1 - std::exp(-sum);
}

}  // namespace

void share_out(PlaceName& name, float at_home) {
  float best = -1e9f, total = 0;
  for (const Candidate& c : name.candidates) best = std::max(best, c.score);
  total += std::exp(by_people * (unlisted + at_home - best));
  for (Candidate& c : name.candidates) total += c.share = std::exp(by_people * (c.score - best));
  for (Candidate& c : name.candidates) c.share /= total;
}

void weigh_by_context(const Article& article, const Names& names, const Gazetteer& gazetteer, Reading& reading) {
  Regions regions;
  std::vector<float> told = countries_told(names, regions);
  add_states_told(article.text, names, gazetteer, regions, told);
  add_home_told(reading, regions, told);
  for (PlaceName& name : reading.names) {
    if (name.candidates.size() > most_candidates) name.candidates.resize(most_candidates);
    for (Candidate& c : name.candidates) {
      c.country_number = regions.number(c.country, "");
      c.state_number = regions.number(c.country, c.admin1.empty() ? "-" : c.admin1);
      if (name.inside && name.inside.holds(c)) c.score += for_container;
      c.prior = c.score;
    }
    share_out(name, 0);
  }
  told.resize(regions.size());
  const std::vector<uint32_t> countries = regions.countries();
  std::vector<float> at_home(reading.names.size());
  for (int round = 0; round < rounds; ++round) {
    std::vector<float> total(regions.size());  // over all names that speak
    for (uint32_t n = 0; n < reading.names.size(); ++n) {
      const PlaceName& name = reading.names[n];
      if (name.first_of_kin != n) continue;
      for (const Candidate& c : name.candidates) {
        if (!c.admin1.empty()) total[c.state_number] += weight_of(name) * c.share;
        if (!c.country.empty()) total[c.country_number] += weight_of(name) * c.share;
      }
    }
    for (size_t n = 0; n < reading.names.size(); ++n) {
      PlaceName& name = reading.names[n];
      std::vector<std::pair<uint32_t, float>> own;
      const PlaceName& speaker = reading.names[name.first_of_kin];
      for (const Candidate& c : speaker.candidates) {
        own.push_back({c.state_number, weight_of(speaker) * c.share});
        own.push_back({c.country_number, weight_of(speaker) * c.share});
      }
      at_home[n] = home_weight(total, told, own, countries);
      for (Candidate& c : name.candidates) {
        float state = c.admin1.empty() ? 0 : total[c.state_number] + told[c.state_number], country = total[c.country_number];
        for (auto [number, share] : own) {
          if (number == c.state_number) state -= share;
          if (number == c.country_number) country -= share;
        }
        c.score = c.prior;
        if (!c.admin1.empty()) c.score += for_state * (1 - std::exp(-0.7f * std::max(0.0f, state)));
        if (!c.country.empty()) c.score += for_country * (1 - std::exp(-0.7f * std::max(0.0f, country + told[c.country_number])));
        c.score += for_kind * of_one_kind(reading, name, c);
        if (name.candidates.size() > 1 && !is_wide(c)) c.score += for_nearness * nearness(reading, n, c);
      }
    }
    for (size_t n = 0; n < reading.names.size(); ++n) share_out(reading.names[n], at_home[n]);
  }
}

}  // namespace dateline::places
