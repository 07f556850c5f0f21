// "Dublin", "Dublin City" and "Dublin Community Recreation Center" are looked up by the same word: they speak for one place with one voice, and what lies in
// Dublin lies in the Dublin that the report means.
#include <algorithm>
#include <map>

#include "places/reading.h"

namespace dateline::places {
namespace {

std::string looked_up(const PlaceName& name) {
  return name.candidates.empty() || name.candidates.front().found_by.empty() ? name.key : name.candidates.front().found_by;
}

bool is_whole(const PlaceName& name) { return name.candidates.empty() || name.candidates.front().found_by.empty(); }

}  // namespace

/// The one that speaks is the name itself, where it stands in the report, else the first that holds it.
void join_kin(Reading& reading) {
  std::map<std::string, uint32_t> first;
  for (uint32_t n = 0; n < reading.names.size(); ++n) {
    const PlaceName& name = reading.names[n];
    if (name.inside) continue;  // "Paris, Texas" beside Paris
    auto [found, fresh] = first.try_emplace(looked_up(name), n);
    if (!fresh && is_whole(name) && !is_whole(reading.names[found->second])) found->second = n;
  }
  for (uint32_t n = 0; n < reading.names.size(); ++n) {
    PlaceName& name = reading.names[n];
    name.first_of_kin = name.inside ? n : first[looked_up(name)];
  }
}

void follow_kin(Reading& reading) {
  for (uint32_t n = 0; n < reading.names.size(); ++n) {
    PlaceName& name = reading.names[n];
    const PlaceName& speaker = reading.names[name.first_of_kin];
    if (name.first_of_kin == n || is_whole(name)) continue;
    for (Candidate& c : name.candidates) {
      auto same = std::find_if(speaker.candidates.begin(), speaker.candidates.end(),
                               [&](const Candidate& o) { return o.at.file == c.at.file && o.at.line == c.at.line; });
      if (same == speaker.candidates.end()) continue;
      c.share = same->share;
      c.score = same->score;
    }
  }
}

}  // namespace dateline::places
