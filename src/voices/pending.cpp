// Until the room stands: delete this file with the first real one.
#include "voices/voices.h"

namespace dateline {
std::vector<Statement> find_statements(const Article&, const Text&, const Signals&, const Syntax&, const Names&, const Pack&, Trail&) { return {}; }
}  // namespace dateline
