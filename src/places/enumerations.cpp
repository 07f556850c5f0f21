// "Oregon, Idaho and Washington": what is told in one breath is of one kind: states with states, towns with towns. Names that have only a comma or a
// joining word between them are noted as mates; context.cpp weighs what kind they are.
#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

/// Whether nothing but a comma and a joining word stands between two mentions.
bool stand_together(std::string_view all, const Text& text, const Gazetteer& gazetteer, const PlaceMention& a, const PlaceMention& b) {
  if (b.first <= a.last || b.first - a.last > 2) return false;
  bool comma = false, joined = false;
  for (uint32_t w = a.last; w < b.first; ++w) {
    std::string_view word = text_of(all, text.words[w].span);
    if (word == "," || word == ";") comma = true;
    else if (gazetteer.joins(fold(word))) joined = true;
    else return false;
  }
  return comma || joined;
}

}  // namespace

void find_list_mates(const Article& article, const Text& text, const Gazetteer& gazetteer, Reading& reading) {
  for (size_t i = 0; i + 1 < reading.mentions.size(); ++i) {
    const PlaceMention &a = reading.mentions[i], &b = reading.mentions[i + 1];
    if (a.name == b.name || a.inside || !stand_together(article.text, text, gazetteer, a, b)) continue;
    reading.names[a.name].mates.push_back(b.name);
    reading.names[b.name].mates.push_back(a.name);
  }
}

}  // namespace dateline::places
