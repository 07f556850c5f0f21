// Which language a text is in, by its script and its small words; only told where sure.
#pragma once

#include "page/page.h"

namespace dateline {

struct Guess {
  std::string language;      // ISO 639-1, or empty where unsure (short or mixed text, sisters like Danish and Norwegian)
  bool not_english = false;  // sure of that
};
Guess guess_language(std::string_view text, const Pack& pack);
/// Sets the language where it is unset and the text is sure of it; warns where the report is not in English.
void check_language(Article& article, const Pack& pack);

}  // namespace dateline
