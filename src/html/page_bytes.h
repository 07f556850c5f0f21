// The page that web/ builds, as it stands in src/html/page.html; tools/embed_page.py makes its bytes a part of the program.
#pragma once

#include <string_view>

namespace dateline {

extern const std::string_view page_bytes;

}  // namespace dateline
