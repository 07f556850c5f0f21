#include "names/spans.h"

#include <algorithm>
#include <cmath>

#include "names/head_words.h"

namespace dateline::names {
namespace {

constexpr size_t tags = 17;  // O, then B and I of each of the eight types
constexpr std::array<std::string_view, 8> type_names = {"PER", "ORG", "GPE", "LOC", "NORP", "FAC", "EVT", "OTH"};

/// The best sequence of tags of one sentence in which each I follows its own B.
std::vector<uint8_t> best_tags(const SentenceSignals& s) {
  const size_t n = std::min<size_t>(s.words, s.name.size() / tags);
  std::vector<std::array<float, tags>> best(n);
  std::vector<std::array<uint8_t, tags>> from(n);
  const float least = std::log(1e-6f);
  const auto log_score = [&](size_t w, size_t t) {
    const float p = s.name[w * tags + t];
    return p > 1e-6f ? std::log(p) : least;
  };
  for (size_t w = 0; w < n; ++w) {
    const auto any = w == 0 ? 0 : static_cast<size_t>(std::ranges::max_element(best[w - 1]) - best[w - 1].begin());
    for (size_t t = 0; t < tags; ++t) {
      const bool inside = t % 2 == 0 && t > 0;  // I follows its own B or I, O and B follow anything
      const size_t before = !inside || w == 0 ? any : best[w - 1][t] > best[w - 1][t - 1] ? t : t - 1;
      from[w][t] = static_cast<uint8_t>(before);
      best[w][t] = (w > 0 ? best[w - 1][before] : inside ? -1e9f : 0) + log_score(w, t);
    }
  }
  std::vector<uint8_t> out(n);
  if (n == 0) return out;
  out[n - 1] = static_cast<uint8_t>(std::ranges::max_element(best[n - 1]) - best[n - 1].begin());
  for (size_t w = n - 1; w > 0; --w) out[w - 1] = from[w][out[w]];
  return out;
}

float mean_score(const SentenceSignals& s, size_t type, uint32_t from, uint32_t to) {
  float sum = 0;
  for (uint32_t w = from; w < to; ++w) sum += s.name[w * tags + 1 + 2 * type] + s.name[w * tags + 2 + 2 * type];
  return to > from ? sum / static_cast<float>(to - from) : 0;
}

void add_network_spans(const Reading& r, uint32_t sentence, std::vector<NameSpan>& out) {
  if (sentence >= r.signals.sentences.size()) return;
  const auto& s = r.signals.sentences[sentence];
  const std::vector<uint8_t> best = best_tags(s);
  const uint32_t start = r.text.sentences[sentence].first;
  for (uint32_t w = 0; w < best.size();) {
    if (best[w] == 0) {
      ++w;
      continue;
    }
    const size_t type = (best[w] - 1) / 2;
    uint32_t end = w + 1;
    while (end < best.size() && best[end] == 2 * type + 2) ++end;
    NameSpan span{sentence, start + w, start + end, static_cast<NameType>(type), mean_score(s, type, w, end), {}, {}};
    for (size_t t = 0; t < type_names.size(); ++t)
      if (float p = mean_score(s, t, w, end); t != type && p >= 0.05f) span.others.emplace_back(type_names[t], p);
    out.push_back(std::move(span));
    w = end;
  }
}

bool is_mark(const Reading& r, uint32_t w) { return r.is(w, Upos::PUNCT) && r.word(w) != "."; }

/// "iPhone" and "al-Qaeda" have one inside; "us" has none and is no name.
bool has_capital(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return is_upper(c) || static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9'); });
}

/// Cuts articles, titles, quotation marks and possessive 's from the ends of a name.
void trim(const Reading& r, const Lists& lists, NameSpan& span) {
  while (span.first < span.last && is_mark(r, span.first)) ++span.first;
  const auto ends_badly = [&](uint32_t w) {
    return is_mark(r, w) || r.is(w, Upos::PART) || r.is(w, Upos::ADP) || r.is(w, Upos::CCONJ) || (r.is(w, Upos::PRON) && w > span.first);
  };
  for (uint32_t w = span.first; w < span.last; ++w)  // "World Health Organisation (WHO": what the bracket opens is another name
    if (r.word(w) == "(" &&
        std::none_of(r.text.words.begin() + w, r.text.words.begin() + span.last, [&](const Word& x) { return text_of(r.article.text, x.span) == ")"; }))
      span.last = w;
  while (span.first < span.last && (ends_badly(span.last - 1) || (r.is(span.last - 1, Upos::DET) && span.last - span.first > 1))) --span.last;
  if (span.last - span.first > 1 && r.is(span.first, Upos::DET) && r.syntax.has(span.first, "PronType=Art") && !r.word(span.first).ends_with(".")) {
    const bool part_of_name = span.type == NameType::GPE && is_upper(r.word(span.first).front());  // "The Hague"
    if (!part_of_name) ++span.first;
  }
  if (span.type != NameType::PER) return;
  while (span.last - span.first > 1) {
    const Hit title = longest_phrase(r, lists.titles, span.first, span.last - 1);
    if (!title) break;
    span.first = title.last;
  }
}

/// "-MORE-", "-END-": a mark of the wire, set between hyphens, is no name.
bool is_wire_mark(const Reading& r, const NameSpan& span) {
  const Sentence& s = r.text.sentences[span.sentence];
  if (span.first == s.first || span.last >= s.last || span.last - span.first != 1 || !is_acronym(r.word(span.first))) return false;
  const auto hyphen = [&](uint32_t w) { return r.word(w).starts_with('-'); };
  return hyphen(span.first - 1) && hyphen(span.last) && r.text.words[span.first - 1].span.end == r.text.words[span.first].span.begin &&
         r.text.words[span.last].span.begin == r.text.words[span.first].span.end;
}

/// "CEO", "BC", "GMT": letters that name nobody.
bool names_nobody(const Reading& r, const Lists& lists, const NameSpan& span) {
  if (span.type == NameType::PER || span.last - span.first != 1) return false;
  const uint32_t row = lists.no_names.first(r.folded(span.first, span.last));
  return row != UINT32_MAX && lists.no_names.cell(row, "letters") == r.word(span.first);
}

/// "Google" takes ", Inc." with it; "Skating" of "Victoria Skating Rink" the word that it hangs on.
void lengthen(const Reading& r, const Lists& lists, NameSpan& span, uint32_t end) {
  if (span.type == NameType::ORG && span.last < end) {
    const uint32_t form = span.last + (r.word(span.last) == "," ? 1 : 0);
    if (form < end && is_capital(r.word(form)))
      if (const uint32_t row = lists.company_forms.first(fold(r.word(form))); row != UINT32_MAX) span.last = form + 1;
  }
  if (span.type != NameType::ORG && span.type != NameType::LOC && span.type != NameType::FAC) return;
  while (span.last < end && is_capital(r.word(span.last)) && r.is(span.last, Upos::PROPN)) {
    const uint32_t head = head_of(r.syntax, span.first, span.last);
    const bool below = r.head(head) == span.last && (r.rel(head) == "compound" || r.rel(head) == "flat");
    const bool above = r.head(span.last) == head && r.rel(span.last) == "flat";
    if (!below && !above) return;
    ++span.last;
  }
}

/// What a list knows that begins at a word.
struct Known {
  Hit hit;
  NameType type = NameType::OTH;
  std::string rule;
  bool sure = false;  // a country, or a name of several words: to be added where the network saw none
};

Known known_at(const Reading& r, const Lists& lists, uint32_t first, uint32_t end) {
  Known best;
  const auto take = [&](const List& list, NameType type, bool sure_alone) {
    const Hit hit = longest_name(r, list, first, end);
    if (hit && hit.last > best.hit.last)
      best = {hit, type, list.rule(hit.row), sure_alone || hit.last - first > 1 || (r.word(first).size() > 2 && is_acronym(r.word(first)))};
  };
  take(lists.countries, NameType::GPE, true);
  take(lists.organisations, NameType::ORG, false);
  take(lists.people, NameType::PER, false);
  return best;
}

/// "Maldivian" alone is of a people, whatever the network takes it for; "French" and "English" may be last names.
bool is_demonym(const Reading& r, const Lists& lists, const NameSpan& span) {
  if (span.type == NameType::ORG || (span.type == NameType::PER && span.score > 0.8f)) return false;
  const uint32_t row = lists.demonyms.first(r.folded(span.first, span.last));
  return row != UINT32_MAX && !lists.demonyms.cell(row, "iso3").empty() && written_as(lists.demonyms.cell(row, "word"), r.between(span.first, span.last));
}

/// A headline in capitals says nothing about names.
bool shouts(const Reading& r, const Sentence& s) {
  size_t upper = 0, lower = 0;
  for (char c : text_of(r.article.text, s.span)) {
    upper += is_upper(c);
    lower += is_lower(c);
  }
  return upper > 3 * lower;
}

/// Lengthens, retypes and adds names that a list knows; never inside a person's name, never across one.
std::vector<NameSpan> mend(const Reading& r, const Lists& lists, uint32_t sentence, std::vector<NameSpan> found) {
  const Sentence& s = r.text.sentences[sentence];
  const bool loud = shouts(r, s);
  std::vector<NameSpan> out;
  size_t next = 0;
  for (uint32_t w = s.first; w < s.last;) {
    while (next < found.size() && found[next].last <= w) ++next;
    NameSpan* span = next < found.size() && found[next].first <= w ? &found[next] : nullptr;
    const bool starts = span && span->first == w;
    if (span && !starts) {  // inside a name that began earlier and was passed over
      w = span->last;
      continue;
    }
    Known known;
    if (is_capital(r.word(w)) || r.is(w, Upos::PROPN)) known = known_at(r, lists, w, s.last);
    if (starts) {
      const bool longer = known.hit && known.hit.last > span->last && !(span->type == NameType::PER && known.type != NameType::PER);
      const bool whole = known.hit && known.hit.last == span->last;
      if (longer) span->last = known.hit.last;
      if ((longer || whole) && (span->type != known.type)) {
        const bool person_against = span->type == NameType::PER && span->score > 0.5f && known.hit.last - w == 1;
        const bool other_body =
            known.type == NameType::ORG && span->type != NameType::ORG && span->type != NameType::PER && span->score > 0.6f && known.hit.last - w == 1;
        if (!person_against && !other_body && !(known.type == NameType::PER && known.hit.last - w == 1)) span->type = known.type;
      }
      if (longer || whole) span->rule = known.rule;
      out.push_back(*span);
      w = span->last;
      ++next;
      continue;
    }
    const bool clear = known.hit && (next >= found.size() || known.hit.last <= found[next].first);
    const bool looks = r.is(w, Upos::PROPN) || (is_acronym(r.word(w)) && r.word(w).size() > 2);
    if (clear && known.sure && !loud && looks && !names_nobody(r, lists, {sentence, w, known.hit.last, known.type, 0, {}, {}})) {
      out.push_back({sentence, w, known.hit.last, known.type, 0, known.rule, {}});
      w = known.hit.last;
      continue;
    }
    ++w;
  }
  return out;
}

}  // namespace

std::vector<NameSpan> find_name_spans(const Reading& r, const Lists& lists) {
  std::vector<NameSpan> out;
  for (uint32_t i = 0; i < r.text.sentences.size(); ++i) {
    std::vector<NameSpan> found;
    add_network_spans(r, i, found);
    for (NameSpan& span : found) {
      trim(r, lists, span);
      if (span.first < span.last && is_demonym(r, lists, span)) span.type = NameType::NORP;
    }
    for (size_t k = 0; k < found.size(); ++k)
      if (found[k].first < found[k].last) lengthen(r, lists, found[k], k + 1 < found.size() ? found[k + 1].first : r.text.sentences[i].last);
    std::erase_if(found, [&](const NameSpan& span) {
      return span.first >= span.last || is_wire_mark(r, span) || names_nobody(r, lists, span) || !has_capital(r.between(span.first, span.last));
    });
    for (NameSpan& span : mend(r, lists, i, std::move(found))) out.push_back(std::move(span));
  }
  mend_by_head_words(r, lists, out);
  agree_on_types(r, lists, out);
  return out;
}

}  // namespace dateline::names
