#include "report/words.h"

#include <array>

namespace dateline {
namespace {

template <size_t N, class E>
std::string_view pick(const std::array<std::string_view, N>& words, E e) {
  return words[static_cast<size_t>(e)];
}

}  // namespace

std::string_view word(MentionKind k) { return pick(std::array<std::string_view, 5>{"name", "nominal", "pronoun", "demonym", "metonym"}, k); }
std::string_view word(ActorKind k) { return pick(std::array<std::string_view, 5>{"person", "country", "organisation", "group", "unknown"}, k); }
std::string_view word(TimeType t) { return pick(std::array<std::string_view, 4>{"DATE", "TIME", "DURATION", "SET"}, t); }
std::string_view word(StatementKind k) { return pick(std::array<std::string_view, 3>{"direct", "indirect", "mixed"}, k); }
std::string_view word(StatementForm f) { return pick(std::array<std::string_view, 4>{"said", "thought", "wanted", "known"}, f); }
std::string_view word(Part p) { return pick(std::array<std::string_view, 3>{"headline", "highlight", "body"}, p); }

std::string_view cameo_words(const Pack& pack, Cameo code) {
  Table table = pack.table("codes/cameo");
  return table.cell(static_cast<uint32_t>(code), table.column("words"));
}

}  // namespace dateline
