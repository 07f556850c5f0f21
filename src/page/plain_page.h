// Plain text to parts: scraped text, where furniture, doubled headlines and leads are found; and clean text, which is left whole.
#pragma once

#include "page/lines.h"
#include "page/parts.h"

namespace dateline {

Understood understand_clean(std::string_view text, const Pack& pack);
Understood understand_scraped(std::string_view text, const Pack& pack);

}  // namespace dateline
