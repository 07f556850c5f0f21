// Any clean text: words lie in their sentence in order, do not overlap, and leave no character but white space out.
#include <cstdlib>

#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dateline;
  static const auto pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  if (!pack) std::abort();
  Source source;
  source.clean = true;
  source.bytes.assign(reinterpret_cast<const char*>(data), size);
  Trail trail;
  Article article = read_page(source, *pack, trail);
  Text text = split(article, *pack);
  uint32_t word = 0;
  for (const Sentence& s : text.sentences) {
    if (s.first != word || s.last < s.first || s.span.end > article.text.size()) std::abort();
    uint32_t at = s.span.begin;
    for (; word < s.last; ++word) {
      Span span = text.words[word].span;
      if (span.empty() || span.begin < at || span.end > s.span.end) std::abort();
      at = span.end;
    }
  }
  return word == text.words.size() ? 0 : (std::abort(), 0);
}
