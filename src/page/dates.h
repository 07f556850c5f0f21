// Calendar dates as pages write them beside an article.
#pragma once

#include <string>

#include "pack/pack.h"

namespace dateline {

/// The first whole date in a short text, as ISO ("2019-11-20", or with its clock time "2019-11-20T14:35"); empty where there is none.
std::string find_date(std::string_view text, const Pack& pack);
/// An ISO date or date-time as pages' metadata give it, made plain; empty where it is none.
std::string plain_iso(std::string_view text);
/// The date in a path like /2019/11/20/ or 20191120; empty where there is none.
std::string date_in_url(std::string_view url);

}  // namespace dateline
