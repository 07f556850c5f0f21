// One sense a report: a name means the same place wherever it stands, unless the text itself puts it into two states,
// or tells a state from the city of its name.
#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

bool same_container(const Container& a, const Container& b) { return a.country == b.country && a.admin1 == b.admin1; }

}  // namespace

void join_senses(Reading& reading) {
  auto join = [&](uint32_t number, bool with_container) {
    PlaceMention& m = reading.mentions[number];
    if (static_cast<bool>(m.inside) != with_container) return;
    auto found = std::find_if(reading.names.begin(), reading.names.end(), [&](const PlaceName& n) {
      return n.key == m.key && n.as_state == m.as_state && (!with_container || same_container(n.inside, m.inside));
    });
    if (found == reading.names.end()) {
      reading.names.push_back({m.key, m.written, m.inside, {}, {}, {}, false, m.letters});
      found = reading.names.end() - 1;
      found->as_state = m.as_state;
    }
    m.name = static_cast<uint32_t>(found - reading.names.begin());
    found->mentions.push_back(number);
    found->dateline = found->dateline || m.dateline;
  };
  for (uint32_t i = 0; i < reading.mentions.size(); ++i) join(i, true);
  for (uint32_t i = 0; i < reading.mentions.size(); ++i) join(i, false);  // bare mentions follow the first sense that the text gives
  for (PlaceName& name : reading.names) std::sort(name.mentions.begin(), name.mentions.end());
}

}  // namespace dateline::places
