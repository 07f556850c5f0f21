// The names in the text that may be places: what the names room took for a place and made no actor of, and the dateline's place.
#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

bool is_place_type(const Mention& m) { return m.type == NameType::GPE || m.type == NameType::LOC || m.type == NameType::FAC; }

/// "Paris, Texas" taken for one name is two: the town, and what it lies in.
Span before_comma(std::string_view text, Span span) {
  size_t comma = text_of(text, span).find(", ");
  return comma == std::string_view::npos || comma == 0 ? span : Span{span.begin, span.begin + static_cast<uint32_t>(comma)};
}

/// Without "the" and the genitive's ending.
Span bare(std::string_view text, Span span) {
  std::string_view s = text_of(text, span);
  for (std::string_view ending : {"'s", "\u2019s"})
    if (s.size() > ending.size() && s.ends_with(ending)) span.end -= static_cast<uint32_t>(ending.size());
  return span;
}

}  // namespace

void collect_mentions(const Article& article, const Text& text, const Names& names, const Gazetteer& gazetteer, Reading& out) {
  std::string_view all = article.text;
  auto add = [&](Span span, bool dateline, Why rests_on) {
    PlaceMention m;
    m.span = bare(all, span);
    std::tie(m.first, m.last) = text.words_in(m.span);
    m.written = text_of(all, m.span);
    m.key = fold(m.written);
    m.dateline = dateline;
    m.rests_on = rests_on;
    bool taken = m.key.empty() || std::any_of(out.mentions.begin(), out.mentions.end(), [&](const PlaceMention& o) { return o.span.overlaps(m.span); });
    if (!taken) out.mentions.push_back(std::move(m));
  };
  if (!article.dateline.place.empty()) {
    Span place = article.dateline.place, town = before_comma(all, place);
    add(town, true, {});
    if (town != place) add({town.end + 2, place.end}, false, {});
  }
  for (const Mention& m : names.mentions) {
    if (m.kind != MentionKind::name || !is_place_type(m)) continue;
    if (m.chain < names.chains.size() && names.chains[m.chain].actor) continue;
    Span town = before_comma(all, m.span);
    if (town != m.span && !gazetteer.containers(fold(text_of(all, {town.end + 2, m.span.end}))).empty()) {
      add(town, false, m.why);
      add({town.end + 2, m.span.end}, false, m.why);
    } else {
      add(m.span, false, m.why);
    }
  }
  std::stable_sort(out.mentions.begin(), out.mentions.end(), [](const PlaceMention& a, const PlaceMention& b) { return a.span < b.span; });
}

}  // namespace dateline::places
