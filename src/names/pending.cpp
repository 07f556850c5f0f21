// Until the room stands: delete this file with the first real one.
#include "names/names.h"

namespace dateline {
Names find_names(const Article&, const Text&, const Signals&, const Syntax&, const Model&, const Pack&, Trail&) { return {}; }
ActorId Names::actor_at(uint32_t) const { return {}; }
}  // namespace dateline
