// "Paris, Texas", "Paris (Texas)", "Paris in Texas": the text itself says which Paris. Only a state or country that holds a place of this name counts.
#include <algorithm>

#include "places/reading.h"

namespace dateline::places {
namespace {

constexpr uint32_t longest_name = 4;  // words of a state's or country's name

/// Whether a place of the list lies in the container and is smaller than it.
bool holds_one(const Container& container, const std::vector<Candidate>& candidates) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Candidate& c) { return container.holds(c) && !(c.feature == "ADM1" && !container.admin1.empty()) && c.feature != "PCLI"; });
}

/// The longest name of a state or country that begins at a word and holds one of the candidates.
Container container_at(const Article& article, const Text& text, const Gazetteer& gazetteer, uint32_t word, uint32_t end,
                       const std::vector<Candidate>& candidates) {
  Container best;
  for (uint32_t last = word + 1; last <= end && last - word <= longest_name; ++last) {
    Span span{text.words[word].span.begin, text.words[last - 1].span.end};
    std::string_view written = text_of(article.text, span);
    if (written.empty() || written[0] < 'A' || (written[0] > 'Z' && static_cast<unsigned char>(written[0]) < 0x80)) break;
    for (Container& found : gazetteer.containers(fold(written))) {
      if (!holds_one(found, candidates)) continue;
      best = found;
      best.span = span;
      break;
    }
  }
  return best;
}

/// The word where a container may stand behind a mention, or none: after a comma or a bracket.
uint32_t word_behind(const Article& article, const Text& text, uint32_t last, uint32_t end) {
  if (last + 1 >= end) return UINT32_MAX;
  std::string_view sign = text_of(article.text, text.words[last].span);
  return sign == "," || sign == "(" ? last + 1 : UINT32_MAX;
}

/// Whether a state and a great city have this name.
bool is_twin(const std::vector<Candidate>& found) {
  constexpr float great = 6.8f;
  const bool state = std::ranges::any_of(found, [](const Candidate& c) { return c.feature == "ADM1" && !c.by_other_name; });
  return state && std::ranges::any_of(found, [](const Candidate& c) { return c.feature.starts_with("PPL") && c.prior >= great; });
}

/// "Albany, New York", "upstate New York", "New York state".
bool stands_as_state(const Article& article, const Text& text, const Gazetteer& gazetteer, const Reading& reading, const PlaceMention& m) {
  const auto word = [&](uint32_t w) { return w < text.words.size() ? fold(text_of(article.text, text.words[w].span)) : std::string(); };
  const bool told = gazetteer.tells_state(word(m.last), false) || (m.first > 0 && gazetteer.tells_state(word(m.first - 1), true));
  const bool holds = std::ranges::any_of(reading.mentions, [&](const PlaceMention& o) { return o.inside && o.inside.span == m.span; });
  return (told || holds) && is_twin(gazetteer.find_named(m.key));
}

}  // namespace

void find_containers(const Article& article, const Text& text, const Gazetteer& gazetteer, Reading& reading) {
  for (PlaceMention& m : reading.mentions) {
    if (m.last == 0 || m.last > text.words.size() || text.sentences.empty()) continue;
    const Sentence& sentence = text.sentences[text.sentence_of(m.last - 1)];
    uint32_t word = word_behind(article, text, m.last, sentence.last);
    if (word == UINT32_MAX) continue;
    m.inside = container_at(article, text, gazetteer, word, sentence.last, gazetteer.find(m.key));
  }
  for (PlaceMention& m : reading.mentions) m.as_state = m.last > 0 && stands_as_state(article, text, gazetteer, reading, m);
}

}  // namespace dateline::places
