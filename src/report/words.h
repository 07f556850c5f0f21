// The words in which a record names its parts: ids and the texts of its enums. Shared by the JSON, the human view and the explanation.
#pragma once

#include <fmt/format.h>

#include <variant>

#include "report/report.h"

namespace dateline {

inline std::string id_text(ActorId id) { return fmt::format("a{}", id.at + 1); }
inline std::string id_text(PlaceId id) { return fmt::format("p{}", id.at + 1); }
inline std::string id_text(TimeId id) { return fmt::format("t{}", id.at + 1); }
inline std::string id_text(StatementId id) { return fmt::format("s{}", id.at + 1); }
inline std::string id_text(EventId id) { return fmt::format("e{}", id.at + 1); }
inline std::string id_text(const std::variant<ActorId, PlaceId>& id) {
  return std::visit([](auto x) { return id_text(x); }, id);
}

std::string_view word(MentionKind);
std::string_view word(ActorKind);
std::string_view word(TimeType);
std::string_view word(StatementKind);
std::string_view word(StatementForm);
std::string_view word(Part);

/// More steps than these behind one claim are not shown.
inline constexpr size_t most_steps = 64;
/// The steps that a claim rests on, in the order in which they were made, itself last.
std::vector<Why> steps_below(const Trail&, Why);

/// What a CAMEO code says, in words for a person ("meets"), from packs/codes/cameo.tsv.
std::string_view cameo_words(const Pack&, Cameo);

}  // namespace dateline
