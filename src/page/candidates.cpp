#include <algorithm>

#include "page/repeats.h"
#include "page/scraped.h"

namespace dateline {
namespace {

constexpr float least_prose = 6, long_prose = 25;  // words

bool reads_like_prose(const Look& look) {
  if (look.letters < 3 * look.words / 2 || 4 * look.digits > look.letters + 8) return false;
  if (look.ends_sentence && (look.weight >= least_prose || (look.opens_quote && look.weight >= 3))) return true;
  if (look.ends_colon && look.weight >= 2 * least_prose) return true;
  return look.weight >= long_prose && (look.stops >= 1 || look.commas >= 2) && 2 * look.capital_words < look.words;
}

/// A line of dates, times and the words around them: mostly digits, a month, a clock.
bool looks_dated(std::string_view text, const Look& look) {
  if (look.weight > 12 || look.digits < 3) return false;
  bool clock = false;
  for (size_t i = 1; i + 2 < text.size(); ++i) {
    auto digit = [&](size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    clock = clock || (text[i] == ':' && digit(i - 1) && digit(i + 1) && digit(i + 2));
  }
  return clock || look.digits >= 6 || (look.digits >= 4 && look.words <= 5);
}

float value_of(const Candidate& c) {
  const Look& look = c.line.look;
  if (c.prose) return std::min(look.weight, 60.0f);
  if (c.listed) return 0;
  switch (c.match.sign) {
    case Sign::none: return -5 - std::min(look.weight, 12.0f) / 2;
    case Sign::caption: return -2;
    case Sign::heading: return -14;
    case Sign::boilerplate: return -10;
    default: return -5;
  }
}

}  // namespace

std::vector<Candidate> candidates_of(std::string_view text, std::vector<Line> lines, const Phrases& phrases) {
  std::vector<Candidate> out;
  out.reserve(lines.size());
  std::unordered_map<uint64_t, uint32_t> seen;
  for (Line& line : lines) {
    Candidate c{.line = line};
    std::string_view words = text_of(text, line.span);
    std::string plain = line.look.weight <= Phrases::most_words ? plain_words(words) : std::string();
    c.match = phrases.match(words, line.look, plain);
    c.key = plain.empty() ? key_of(words) : key_of_plain(plain);
    c.dated = looks_dated(words, line.look);
    c.prose = !c.match && !c.dated && reads_like_prose(line.look);
    ++seen[c.key];
    out.push_back(c);
  }
  for (Candidate& c : out) c.twins = seen[c.key] - 1;
  mark_lists(text, out);
  return out;
}

Region find_region(const std::vector<Candidate>& lines) {
  Region best;
  float sum = 0, most = 0;
  size_t from = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (sum <= 0) sum = 0, from = i;
    sum += value_of(lines[i]);
    if (sum > most) most = sum, best = {from, i + 1};
  }
  return best;
}

namespace {

constexpr size_t bytes_of_vocabulary = 12'000;
constexpr size_t least_letters = 4, stem = 6;  // bytes of a folded word

template <class See>
void for_each_stem(std::string_view text, See see) {
  std::string plain = plain_words(text);
  for (size_t from = 0; from < plain.size();) {
    size_t to = std::min(plain.find(' ', from), plain.size());
    if (to - from >= least_letters) see(plain.substr(from, std::min(to - from, stem)));
    from = to + 1;
  }
}

}  // namespace

Vocabulary::Vocabulary(std::string_view text, const std::vector<Candidate>& lines, const Region& region) {
  size_t read = 0;
  for (size_t i = region.first; i < region.last && read < bytes_of_vocabulary; ++i) {
    if (!lines[i].prose) continue;
    std::string_view line = text_of(text, lines[i].line.span).substr(0, bytes_of_vocabulary);
    for_each_stem(line, [this](std::string s) { stems_.insert(std::move(s)); });
    read += line.size();
  }
}

float Vocabulary::share(std::string_view line) const {
  std::unordered_set<std::string> seen;
  size_t shared = 0;
  for_each_stem(line.substr(0, 400), [&](std::string s) {
    if (seen.insert(s).second) shared += stems_.contains(s);
  });
  return seen.empty() ? unknown : static_cast<float>(shared) / static_cast<float>(seen.size());
}

size_t find_headline(std::string_view text, const std::vector<Candidate>& lines, const Region& region, const Vocabulary& vocabulary) {
  if (region.empty() || region.first == 0) return lines.size();
  size_t best = lines.size();
  float most = 0;
  constexpr size_t farthest = 60;
  for (size_t i = region.first > farthest ? region.first - farthest : 0; i < region.first; ++i) {
    const Candidate& c = lines[i];
    const Look& look = c.line.look;
    bool marked = i > 0 && lines[i - 1].match.sign == Sign::highlights;
    if (c.match || marked || c.dated || look.weight < 2 || look.weight > 40 || look.letters < 5) continue;
    std::string_view words = text_of(text, c.line.span);
    float overlap = vocabulary.share(words);
    float score = 3 * overlap + std::min(look.weight, 8.0f) / 4;
    bool doubled = c.twins > 0 && ((i + 1 < lines.size() && lines[i + 1].key == c.key) || (i > 0 && lines[i - 1].key == c.key));
    score += doubled ? 2.0f : c.twins > 0 ? 0.7f : 0.0f;
    score -= 0.05f * static_cast<float>(region.first - i);
    score -= look.weight < 4 ? 1.0f : 0.0f;
    score -= c.prose ? (look.weight > 14 ? 2.0f : 1.0f) : look.ends_sentence && look.weight > 18 ? 1.0f : 0.0f;
    const Candidate* next = i + 1 < lines.size() ? &lines[i + 1] : nullptr;
    bool heads = next != nullptr && (next->prose || next->dated || next->match.sign == Sign::byline || next->match.sign == Sign::highlights);
    score += heads ? 0.4f : 0.0f;
    score -= words.ends_with(')') || look.opens_small ? 0.7f : 0.0f;  // a caption with its credit
    if (score > most) most = score, best = i;
  }
  // Of a doubled headline the first stays.
  if (best > 0 && best < lines.size() && lines[best - 1].key == lines[best].key) --best;
  return best;
}

}  // namespace dateline
