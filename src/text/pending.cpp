// Until the room stands: delete this file with the first real one.
#include "text/text.h"

namespace dateline {
Text split(const Article&, const Pack&) { return {}; }
std::vector<Word> split_words(std::string_view, uint32_t, const Pack&) { return {}; }
uint32_t Text::sentence_of(uint32_t) const { return 0; }
std::pair<uint32_t, uint32_t> Text::words_in(Span) const { return {0, 0}; }
}  // namespace dateline
