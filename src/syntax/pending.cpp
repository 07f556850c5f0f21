// Until the room stands: delete this file with the first real one.
#include "syntax/syntax.h"

namespace dateline {
Syntax parse(const Text&, std::string_view, const Signals&, const Model&, const Pack&) { return {}; }
bool Syntax::has(uint32_t, std::string_view) const { return false; }
std::pair<uint32_t, uint32_t> subtree(const Syntax&, uint32_t w) { return {w, w + 1}; }
uint32_t head_of(const Syntax&, uint32_t f, uint32_t) { return f; }
uint32_t child(const Syntax&, uint32_t, Deprel) { return Node::root; }
}  // namespace dateline
