#include "page/plain_page.h"

namespace dateline {

Understood understand_clean(std::string_view text, const Pack& pack) {
  Understood understood;
  bool open = false;  // the line before did not end a sentence
  for (const Line& line : lines_of(text)) {
    if (open && !line.blank_before && line.look.opens_small) {  // a sentence broken over lines
      understood.parts.back().span.end = line.span.end;
      open = !line.look.ends_sentence;
      continue;
    }
    Part part{.span = line.span, .role = Role::paragraph};
    if (understood.parts.size() < 2) part.opening = find_opening(text_of(text, line.span), pack);
    part.dateline_stays = true;
    understood.parts.push_back(std::move(part));
    open = !line.look.ends_sentence;
  }
  return understood;
}

}  // namespace dateline
