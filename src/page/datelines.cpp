#include "page/datelines.h"

#include <algorithm>
#include <charconv>

#include "page/charset.h"
#include "page/lines.h"
#include "page/phrases.h"

namespace dateline {
namespace {

constexpr size_t longest_head = 110;  // bytes before the dash or colon
constexpr size_t most_place_words = 6;
constexpr uint32_t least_people = 5000;    // of a place with a date or an agency beside it
constexpr uint32_t many_people = 100'000;  // of one before a mere colon or dash, where names of speakers stand too

enum class Ending : uint8_t { dash, colon, bracket, stop };

struct Separator {
  uint32_t begin = 0, end = 0;  // the sign itself with a full stop before it
  Ending ending = Ending::dash;
};

bool digit_at(std::string_view text, size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

/// The separators that could end a dateline, in order: dash, colon, closing bracket, or the full stop after a place.
std::vector<Separator> separators_of(std::string_view text) {
  std::vector<Separator> out;
  for (size_t i = 1, size = 0; i < text.size() && i < longest_head && out.size() < 8; i += size) {
    char32_t c = character_at(text, i, size);
    uint32_t at = static_cast<uint32_t>(i), end = static_cast<uint32_t>(i + size);
    bool spaced = text[i - 1] == ' ' || text[i - 1] == ')' || text[i - 1] == '.' || static_cast<unsigned char>(text[i - 1]) == 0xA0;
    if (c == 0x2014 || c == 0x2013 || c == 0x2015 ||
        (c == '-' && spaced && (end == text.size() || text[end] == ' ' || text[end] == '-' || text[i - 1] != ' '))) {
      while (end < text.size() && text[end] == '-') ++end;
      out.push_back({at, end, Ending::dash});
      size = end - at;
    } else if (c == '=' && end < text.size() && text[end] == ' ') {
      out.push_back({at, end, Ending::dash});
    } else if (c == ':' || c == 0xFF1A) {
      if (!digit_at(text, end)) out.push_back({at, end, Ending::colon});
    } else if (c == ')' || (c == '/' && i > 4 && (end == text.size() || text[end] == ' ' || text[end] == '.'))) {
      if (end < text.size() && text[end] == '.') ++end;
      out.push_back({end, end, Ending::bracket});
    } else if (c == '.' && end < text.size() && text[end] == ' ') {
      out.push_back({at, end, Ending::stop});
    }
  }
  return out;
}

std::string_view strip(std::string_view s, std::string_view signs = " .,;") {
  while (!s.empty() && signs.contains(s.front())) s.remove_prefix(1);
  while (!s.empty() && signs.contains(s.back())) s.remove_suffix(1);
  return s;
}

/// What the head of a paragraph was read as.
struct Head {
  std::string_view place, agency, date;
  bool known_agency = false, known_place = false, large_place = false, loud = false;  // loud: a place in capitals
  RuleRef agency_at;
};

class Reader {
 public:
  explicit Reader(const Pack& pack)
      : agencies_(pack.table("page/agencies")),
        months_(pack.table("page/months")),
        gazetteer_(pack.table("world/gazetteer")),
        places_(pack.table("page/dateline-places")),
        population_(gazetteer_ ? gazetteer_.column("population") : -1) {}

  bool read(std::string_view text, Head& head) const {
    text = strip(text);
    if (text.empty()) return true;
    if (text.back() == ')' || (text.back() == '/' && text.size() > 3)) {
      size_t open = text.back() == ')' ? text.rfind('(') : text.rfind('/', text.size() - 2);
      if (open == std::string_view::npos || !set_agency(text.substr(open + 1, text.size() - open - 2), head)) return false;
      return read_place_and_date(strip(text.substr(0, open)), head);
    }
    if (text.front() == '(') {  // "(ANSA) - ROMA, 25 APR"
      size_t close = text.find(')');
      if (close == std::string_view::npos || !set_agency(text.substr(1, close - 1), head)) return false;
      return read_place_and_date(strip(text.substr(close + 1), " .,;-"), head);
    }
    return read_place_and_date(text, head);
  }

  uint32_t people_of(std::string_view name) const {
    std::string key = fold(name);
    if (!places_.find(key).empty()) return UINT32_MAX;
    uint32_t most = 0;
    for (uint32_t row : gazetteer_.find(key)) {
      uint32_t people = 0;
      std::string_view cell = gazetteer_.cell(row, population_);
      std::from_chars(cell.data(), cell.data() + cell.size(), people);
      most = std::max(most, people);
    }
    return most;
  }
  bool has_places() const { return static_cast<bool>(gazetteer_); }

 private:
  bool set_agency(std::string_view name, Head& head) const {
    name = strip(name);
    if (name.empty() || name.size() > 40) return false;
    std::string key = plain_words(name);
    auto rows = agencies_.find(key);
    if (rows.empty() && key.find(' ') != std::string::npos) rows = agencies_.find(std::string_view(key).substr(0, key.find(' ')));
    head.agency = name;
    head.known_agency = !rows.empty();
    if (head.known_agency) head.agency_at = agencies_.where(rows.front());
    Look look = look_at(name);
    return head.known_agency || (look.words <= 4 && look.digits == 0);
  }

  bool is_date(std::string_view part) const {
    std::string words = plain_words(part);
    bool digit = std::any_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digit || part.size() > 40) return false;
    size_t count = 0;
    bool only_number = true, month = false;  // a number alone is a day: "MADRID, 25 (EUROPA PRESS)"
    for (size_t from = 0; from < words.size() && ++count <= 6;) {
      size_t to = std::min(words.find(' ', from), words.size());
      std::string_view word = std::string_view(words).substr(from, to - from);
      month = month || !months_.find(word).empty();
      only_number = only_number && word.size() <= 2 && word.find_first_not_of("0123456789") == std::string_view::npos;
      from = to + 1;
    }
    return count <= 6 && (month || (only_number && count <= 3));
  }

  bool read_place_and_date(std::string_view text, Head& head) const {
    bool first = true;
    size_t regions = 0;
    for (size_t from = 0; from <= text.size() && !text.empty();) {
      size_t to = std::min(text.find(',', from), text.size());
      std::string_view part = strip(text.substr(from, to - from), " ;");
      from = to + 1;
      if (part.empty()) continue;
      if (first && is_place(part, head)) head.place = part;
      else if (is_date(part)) head.date = head.date.empty() ? part : join(head.date, part);
      else if (head.agency.empty() && !agencies_.find(plain_words(part)).empty()) set_agency(part, head);
      else if (!first && head.date.empty() && ++regions <= 2 && is_region(part)) {
      } else if (first && split_place_and_date(part, head)) {
      } else return false;
      first = false;
    }
    return true;
  }

  static std::string_view join(std::string_view a, std::string_view b) { return {a.data(), static_cast<size_t>(b.data() + b.size() - a.data())}; }

  /// "BERLIN 25. April", "Roma 25 apr".
  bool split_place_and_date(std::string_view part, Head& head) const {
    for (size_t space = part.find(' '); space != std::string_view::npos; space = part.find(' ', space + 1))
      if (is_date(part.substr(space + 1)) && is_place(part.substr(0, space), head)) {
        head.place = part.substr(0, space);
        head.date = strip(part.substr(space + 1));
        return true;
      }
    return false;
  }

  bool is_region(std::string_view part) const {
    Look look = look_at(part);
    return look.words <= 4 && look.digits == 0 && !look.opens_small && look.letters > 0;
  }

  /// Words with capitals (small ones only between them: "Rio de Janeiro"), no digits.
  bool is_place(std::string_view part, Head& head) const {
    Look look = look_at(part);
    if (look.words == 0 || look.words > most_place_words || look.digits > 0 || look.letters < 2 || part.size() > 60) return false;
    if (part.find_first_of("\"!?;()") != std::string_view::npos || (look.opens_small && !look.is_wide)) return false;
    if (!look.is_wide && 2 * look.capital_words < look.words) return false;
    head.loud = look.letters >= 3 && look.capitals * 10 >= look.letters * 9;
    size_t slash = part.find('/');
    uint32_t people = std::max(people_of(part), slash != std::string_view::npos ? people_of(part.substr(0, slash)) : 0);
    head.known_place = people >= least_people;  // hamlets named "Video" or "Update" write no datelines
    head.large_place = people >= many_people;
    return true;
  }

  Table agencies_, months_, gazetteer_, places_;
  int population_;
};

/// Whether what was read is enough for a dateline, given how it ends. A place without agency or date has to be known or loud.
bool convinces(const Head& head, Ending ending, const Reader& reader, Trust trust) {
  bool month = look_at(head.date).letters >= 3, agency = !head.agency.empty();
  bool dated = !head.date.empty() && (month || head.loud || head.known_place);
  if (head.place.empty()) return head.known_agency && (ending == Ending::dash || ending == Ending::bracket);
  switch (ending) {
    case Ending::dash: return head.known_agency || dated || head.loud || head.large_place || agency || trust == Trust::shape;
    case Ending::colon:
      if (head.known_agency || head.large_place || trust == Trust::shape) return true;
      return (head.known_place && (dated || head.loud)) || (head.loud && (dated || !reader.has_places()));
    case Ending::bracket: return head.known_agency && (dated || head.known_place || head.loud);
    case Ending::stop: return head.known_place && (dated || head.known_agency);
  }
  return false;
}

RawSpan span_in(std::string_view text, std::string_view part) {
  if (part.empty()) return {};
  uint32_t begin = static_cast<uint32_t>(part.data() - text.data());
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

/// What follows must read like a report: more than a few words, no small letter.
bool goes_on(std::string_view rest, bool after_colon) {
  Look look = look_at(rest.substr(0, 200));
  return look.weight >= 4 && !(look.opens_small && after_colon);
}

bool is_dash_or_colon(char32_t c) { return c == '-' || c == ':' || c == '=' || c == 0x2013 || c == 0x2014; }

Opening opening_at(std::string_view paragraph, const Separator& separator, const Reader& reader, const Pack& pack, Trust trust) {
  Head head;
  if (!reader.read(paragraph.substr(0, separator.begin), head) || !convinces(head, separator.ending, reader, trust)) return {};
  RawSpan rest = trimmed(paragraph, {separator.end, static_cast<uint32_t>(paragraph.size())});
  size_t size = 1;
  bool dash_follows = rest.begin < paragraph.size() && is_dash_or_colon(character_at(paragraph, rest.begin, size));
  if (separator.ending == Ending::bracket && dash_follows) return {};  // the dash is the end
  if (!goes_on(text_of(paragraph, rest), separator.ending == Ending::colon)) return {};
  Opening opening;
  opening.whole = trimmed(paragraph, {0, separator.end});
  opening.place = span_in(paragraph, head.place);
  opening.agency = span_in(paragraph, head.agency);
  opening.date = span_in(paragraph, head.date);
  opening.text = rest.begin;
  opening.rule = head.known_agency ? pack.name_of(head.agency_at) : "src/page/datelines.cpp: place, dash or colon";
  return opening;
}

}  // namespace

namespace {

RawSpan moved(RawSpan span, uint32_t by) { return span.empty() ? span : RawSpan{span.begin + by, span.end + by}; }

/// "(ANSA) - ROMA, 25 APR -": the agency has its own dash, and place and date follow.
Opening with_place_behind(const Opening& agency, std::string_view paragraph, const Reader& reader, const Pack& pack) {
  std::string_view rest = paragraph.substr(agency.text);
  for (const Separator& separator : separators_of(rest)) {
    if (separator.ending != Ending::dash) continue;
    Opening behind = opening_at(rest, separator, reader, pack, Trust::sure);
    if (behind.place.empty()) continue;
    Opening both = agency;
    both.whole.end = behind.whole.end + agency.text;
    both.place = moved(behind.place, agency.text);
    both.date = moved(behind.date, agency.text);
    both.text = behind.text + agency.text;
    return both;
  }
  return agency;
}

}  // namespace

Opening find_opening(std::string_view paragraph, const Pack& pack, Trust trust) {
  auto separators = separators_of(paragraph);
  if (separators.empty()) return {};
  Reader reader(pack);
  for (bool stops : {false, true})  // a full stop ends a dateline only where nothing else does: "SPRINGFIELD, Ill. (AP) —"
    for (const Separator& separator : separators)
      if ((separator.ending == Ending::stop) == stops)
        if (Opening opening = opening_at(paragraph, separator, reader, pack, trust))
          return opening.place.empty() ? with_place_behind(opening, paragraph, reader, pack) : opening;
  return {};
}

}  // namespace dateline
