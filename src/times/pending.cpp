// Until the room stands: delete this file with the first real one.
#include "times/times.h"

namespace dateline {
std::vector<Time> find_times(const Article&, const Text&, const Syntax&, const Pack&, Trail&) { return {}; }
}  // namespace dateline
