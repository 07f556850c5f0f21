// Until the room stands: delete this file with the first real one.
#include "events/events.h"

namespace dateline {
Events find_events(const Article&, const Text&, const Signals&, const Syntax&, const Names&, const std::vector<Time>&, const std::vector<Place>&, const std::vector<Statement>&, const Model&, const Pack&, const EventOptions&, Trail&) { return {}; }
}  // namespace dateline
