// Until the room stands: delete this file with the first real one.
#include "places/places.h"

namespace dateline {
std::vector<Place> find_places(const Article&, const Text&, const Syntax&, const Names&, const Pack&, Trail&) { return {}; }
}  // namespace dateline
