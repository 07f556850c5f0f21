#include "page/languages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "page/charset.h"
#include "page/lines.h"
#include "page/phrases.h"

namespace dateline {
namespace {

constexpr size_t bytes_looked_at = 6000;
constexpr size_t least_words = 25;     // fewer tell nothing
constexpr double least_share = 0.06;   // of the words are small words of the language
constexpr double most_english = 0.06;  // of the words of a text in another language may look English
constexpr double clear_lead = 1.4;     // over the next language
constexpr double sure_lead = 3;        // over English, however many of the words ("in") English has too

struct Score {
  std::string_view language;
  double hits = 0;
};

/// Votes of the small words: each counts for every language that has it, by its row's weight.
std::map<std::string_view, double> count_small_words(std::string_view text, const Table& table, size_t& words) {
  std::map<std::string_view, double> hits;
  int language = table.column("language");
  std::string plain = plain_words(text);
  for (size_t from = 0; from < plain.size();) {
    size_t to = std::min(plain.find(' ', from), plain.size());
    ++words;
    for (uint32_t row : table.find(std::string_view(plain).substr(from, to - from))) hits[table.cell(row, language)] += 1;
    from = to + 1;
  }
  return hits;
}

/// A script that one language alone writes, where most letters are of it.
std::string_view language_of_script(std::string_view text) {
  size_t hiragana = 0, han = 0, hangul = 0, thai = 0, greek = 0, hebrew = 0, letters = 0, size = 0;
  for (size_t i = 0; i < text.size(); i += size) {
    char32_t c = character_at(text, i, size);
    letters += is_letter(c);
    hiragana += c >= 0x3040 && c <= 0x30FF;
    han += c >= 0x3400 && c <= 0x9FFF;
    hangul += c >= 0xAC00 && c <= 0xD7AF;
    thai += c >= 0x0E00 && c <= 0x0E7F;
    greek += c >= 0x0370 && c <= 0x03FF;
    hebrew += c >= 0x0590 && c <= 0x05FF;
  }
  auto most = [letters](size_t n) { return n > 20 && 2 * n > letters; };
  if (10 * hiragana > letters && most(hiragana + han)) return "ja";
  if (most(hangul)) return "ko";
  if (most(han)) return "zh";
  if (most(thai)) return "th";
  if (most(greek)) return "el";
  return most(hebrew) ? "he" : "";
}

}  // namespace

Guess guess_language(std::string_view text, const Pack& pack) {
  size_t end = std::min(text.size(), bytes_looked_at);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text = text.substr(0, end);
  if (std::string_view by_script = language_of_script(text); !by_script.empty()) return {std::string(by_script), true};
  Table table = pack.table("page/languages");
  if (!table) return {};
  size_t words = 0;
  auto hits = count_small_words(text, table, words);
  if (words < least_words) return {};
  Score best, next;
  for (auto [language, n] : hits) {
    if (n > best.hits) next = best, best = {language, n};
    else if (n > next.hits) next = {language, n};
  }
  double all = static_cast<double>(words), english = hits["en"];
  Guess guess;
  if (best.hits < least_share * all) return guess;
  if (best.hits >= clear_lead * next.hits) guess.language = best.language;
  guess.not_english = best.language != "en" && best.hits >= clear_lead * english && (english < most_english * all || best.hits >= sure_lead * english);
  return guess;
}

void check_language(Article& article, const Pack& pack) {
  Span body = article.paragraphs.empty() ? Span{} : Span{article.paragraphs.front().begin, article.paragraphs.back().end};
  Guess guess = guess_language(text_of(article.text, body), pack);
  if (!guess.language.empty()) article.language = guess.language;  // the text knows better than the page that frames it
  if (!guess.not_english) return;
  if (article.language == "en") article.language.clear();
  std::string which = article.language.empty() ? "" : " (" + article.language + ")";
  std::string what = fmt::format("the report seems to be in another language than English{}; its article is given, the rest is unsure", which);
  article.warnings.push_back({"language-not-read", what, {}});
}

}  // namespace dateline
