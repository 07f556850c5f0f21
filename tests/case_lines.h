// What a case compares: one line a claim, by section.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace dateline {

/// Lines of one section ("events", "actors", …); nothing where there is no such section.
std::optional<std::vector<std::string>> lines_of(const Report&, std::string_view section);

}  // namespace dateline
