#include "names/head_words.h"

#include <algorithm>
#include <set>

namespace dateline::names {
namespace {

constexpr uint32_t reach = 3;        // words behind a name among which its head may stand
constexpr float sure_person = 0.8f;  // one whom the network takes for a person at this score stays one

constexpr std::array<std::string_view, 8> type_names = {"PER", "ORG", "GPE", "LOC", "NORP", "FAC", "EVT", "OTH"};

bool is_place(NameType type) { return type == NameType::GPE || type == NameType::LOC || type == NameType::FAC; }

/// "A.", "J.M."
bool is_initials(std::string_view word) {
  if (word.size() < 2 || word.size() % 2 != 0) return false;
  for (size_t i = 0; i < word.size(); i += 2)
    if (!is_upper(word[i]) || word[i + 1] != '.') return false;
  return true;
}

class Mender {
 public:
  Mender(const Reading& r, const Lists& lists, std::vector<NameSpan>& spans) : r_(r), lists_(lists), all_(spans) {}

  void mend() {
    for (size_t i = 0; i < all_.size(); ++i) part_from_body(i);
    for (size_t i = 0; i < all_.size(); ++i) {
      take_initials(i);
      take_first_word(i);
      take_head(i);
      type_by_head(all_[i]);
      note_storm(i);
    }
    for (size_t i = 0; i < all_.size(); ++i) read_bracket(i);
    for (NameSpan& span : all_)
      if (span.type != NameType::EVT && storms_.contains(r_.folded(span.first, span.last))) set(span, NameType::EVT, storm_row_);
    std::erase_if(all_, [](const NameSpan& span) { return span.first >= span.last; });
  }

 private:
  uint32_t row(std::string_view word, std::string_view side) const {
    if (!is_capital(word)) return UINT32_MAX;
    for (uint32_t found : lists_.name_heads.find(fold(word)))
      if (lists_.name_heads.cell(found, "side") == side) return found;
    return UINT32_MAX;
  }
  NameType type_of(uint32_t row) const {
    return static_cast<NameType>(std::ranges::find(type_names, lists_.name_heads.cell(row, "type")) - type_names.begin());
  }
  void set(NameSpan& span, NameType type, uint32_t row) const {
    span.type = type;
    span.rule = lists_.name_heads.rule(row);
  }
  const Sentence& sentence(const NameSpan& span) const { return r_.text.sentences[span.sentence]; }
  uint32_t room_before(size_t i) const {
    const uint32_t start = sentence(all_[i]).first;
    return i > 0 && all_[i - 1].sentence == all_[i].sentence ? std::max(start, all_[i - 1].last) : start;
  }
  uint32_t room_behind(size_t i) const {
    const uint32_t end = sentence(all_[i]).last;
    return i + 1 < all_.size() && all_[i + 1].sentence == all_[i].sentence ? std::min(end, all_[i + 1].first) : end;
  }
  /// "Anna Berg of the Green Party", "Anna Berg of UNICEF" taken for one person: a person and a body.
  void part_from_body(size_t i) {
    NameSpan& span = all_[i];
    if (span.type != NameType::PER) return;
    for (uint32_t of = span.first + 1; of + 1 < span.last; ++of) {
      if (!r_.is(of, Upos::ADP) || is_capital(r_.word(of))) continue;
      uint32_t body = of + 1;
      if (r_.is(body, Upos::DET) && body + 1 < span.last) ++body;
      const Hit known = longest_name(r_, lists_.organisations, body, span.last);
      const bool letters = span.last - body == 1 && is_acronym(r_.word(body));
      if (!letters && known.last != span.last) continue;
      NameSpan other{span.sentence, body, span.last, NameType::ORG, span.score, known ? lists_.organisations.rule(known.row) : std::string(), {}};
      span.last = of;
      all_.insert(all_.begin() + static_cast<long>(i) + 1, std::move(other));
      return;
    }
  }

  void take_initials(size_t i) {
    NameSpan& span = all_[i];
    if (span.type != NameType::PER && span.type != NameType::ORG) return;
    const uint32_t start = room_before(i);
    while (span.first > start && is_initials(r_.word(span.first - 1))) --span.first;
  }

  /// "River Mersey", "Mount Kenya".
  void take_first_word(size_t i) {
    NameSpan& span = all_[i];
    if (!is_place(span.type) || span.first == room_before(i)) return;
    const uint32_t found = row(r_.word(span.first - 1), "first");
    if (found == UINT32_MAX) return;
    --span.first;
    set(span, NameType::LOC, found);
  }

  /// A head of the same sort among the next words, all of them capital and in no other name: "Southwest" "Conference", "Niger" "River".
  void take_head(size_t i) {
    NameSpan& span = all_[i];
    if (sentence(span).part != Part::body || !(span.type == NameType::ORG || is_place(span.type))) return;
    const uint32_t end = std::min(room_behind(i), span.last + reach);
    uint32_t taken = span.last, head = UINT32_MAX;
    for (uint32_t w = span.last; w < end && is_capital(r_.word(w)) && r_.is(w, Upos::PROPN); ++w)
      if (const uint32_t found = row(r_.word(w), "last"); found != UINT32_MAX && is_place(type_of(found)) == is_place(span.type)) taken = w + 1, head = found;
    const bool goes_on = taken < room_behind(i) && is_capital(r_.word(taken)) && r_.is(taken, Upos::PROPN);
    if (taken == span.last || goes_on) return;
    span.last = taken;
    set(span, type_of(head), head);
  }

  /// By the last word, or by the word before "of".
  void type_by_head(NameSpan& span) const {
    if (span.last - span.first < 2 || !span.rule.empty()) return;
    uint32_t found = row(r_.word(span.last - 1), "last");
    for (uint32_t w = span.first; w + 2 < span.last; ++w)
      if (r_.is(w + 1, Upos::ADP)) {
        found = row(r_.word(w), "before-of");
        break;
      }
    if (found == UINT32_MAX) return;
    const NameType type = type_of(found);
    const bool person = span.type == NameType::PER;
    if (person && (span.score > sure_person || type != NameType::ORG || lists_.first_names.holds(fold(r_.word(span.first))))) return;
    if (person || is_place(span.type) != is_place(type)) set(span, type, found);
  }

  /// "Hurricane Rita", and "Rita" from then on.
  void note_storm(size_t i) {
    NameSpan& span = all_[i];
    const bool inside = span.last - span.first == 2 && row(r_.word(span.first), "storm") != UINT32_MAX;
    const uint32_t word = inside ? span.first : span.first - 1;
    if (!inside && (span.first == room_before(i) || span.last - span.first != 1)) return;
    const uint32_t found = row(r_.word(word), "storm");
    if (found == UINT32_MAX) return;
    storms_.insert(r_.folded(span.last - 1, span.last));
    storm_row_ = found;
    set(span, NameType::EVT, found);
  }

  std::string initials(const NameSpan& span) const {
    std::string out;
    for (uint32_t w = span.first; w < span.last; ++w)
      if (is_capital(r_.word(w)) && !lists_.small_words.holds(fold(r_.word(w)))) out += r_.word(w)[0];
    return out;
  }

  /// "Housing Authority of Arden (HAA)": a name and its letters are of one type; such a name is no person's.
  void read_bracket(size_t i) {
    const uint32_t open = all_[i].last;
    if (open + 2 >= sentence(all_[i]).last || r_.word(open) != "(" || r_.word(open + 2) != ")" || !is_acronym(r_.word(open + 1))) return;
    if (all_[i].last - all_[i].first < 2 || initials(all_[i]) != r_.word(open + 1)) return;
    if (all_[i].type == NameType::PER) all_[i].type = NameType::ORG;
    const bool found = i + 1 < all_.size() && all_[i + 1].first == open + 1;
    if (!found) all_.insert(all_.begin() + static_cast<long>(i) + 1, {all_[i].sentence, open + 1, open + 2, all_[i].type, 0, std::string(by_bracket), {}});
    all_[i + 1].type = all_[i].type;
    if (all_[i + 1].rule.empty()) all_[i + 1].rule = by_bracket;
  }

  static constexpr std::string_view by_bracket = "src/names/head_words.cpp: letters of the name before the bracket";

  const Reading& r_;
  const Lists& lists_;
  std::vector<NameSpan>& all_;
  std::set<std::string> storms_;
  uint32_t storm_row_ = UINT32_MAX;
};

}  // namespace

void mend_by_head_words(const Reading& r, const Lists& lists, std::vector<NameSpan>& spans) { Mender(r, lists, spans).mend(); }

}  // namespace dateline::names
