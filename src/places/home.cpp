// Where the report is at home, which local papers leave out: by its publisher (packs/world/publishers.tsv), then by words that only one country's papers use
// (packs/en/home_words.tsv).
#include <algorithm>
#include <set>

#include "places/reading.h"

namespace dateline::places {
namespace {

constexpr uint32_t longest = 4;       // words of a clue
constexpr size_t longest_host = 253;  // letters

/// The host of an address: "www.example.com" of "https://www.example.com:80/a".
std::string_view host_of(std::string_view uri) {
  size_t scheme = uri.find("://");
  if (scheme == uri.npos) return {};
  uri.remove_prefix(scheme + 3);
  std::string_view host = uri.substr(0, std::min(uri.find_first_of("/?#"), uri.size()));
  if (size_t at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  host = host.substr(0, std::min(host.find(':'), host.size()));
  return host.size() > longest_host ? std::string_view() : host;
}

}  // namespace

void find_home(const Article& article, std::string_view uri, const Text& text, const Gazetteer& gazetteer, Reading& reading) {
  if (auto clue = gazetteer.publisher_home(host_of(uri))) reading.clues.push_back(*clue);
  std::set<std::string> seen;  // each word counts once
  for (const Sentence& sentence : text.sentences)
    for (uint32_t word = sentence.first; word < sentence.last; ++word) {
      std::string phrase = fold(text_of(article.text, text.words[word].span));
      for (uint32_t last = word;;) {
        if (auto clue = gazetteer.home_told(phrase); clue && seen.insert(phrase).second) {
          clue->span = {text.words[word].span.begin, text.words[last].span.end};
          clue->said = phrase;
          reading.clues.push_back(*clue);
        }
        if (++last >= sentence.last || last - word >= longest || !gazetteer.begins_home_word(phrase)) break;
        phrase = fold(text_of(article.text, {text.words[word].span.begin, text.words[last].span.end}));
      }
    }
}

}  // namespace dateline::places
