// Quotations belong to statements whole: they run on behind the cue, over sentences, and over paragraphs to the last speaker.
#include <algorithm>
#include <span>

#include "voices/draft.h"

namespace dateline {
namespace {

constexpr uint32_t least_words = 3;  // a shorter quotation is a name or an irony, not speech
constexpr float mostly = 0.5f, wholly = 0.9f;

uint32_t overlap(Span a, Span b) {
  uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return begin < end ? end - begin : 0;
}

Span cue_span(const Hearing& in, const Voice& v) {
  return v.has_cue() ? Span{in.text.words[v.cue_first].span.begin, in.text.words[v.cue_last - 1].span.end} : Span{};
}

bool covers(const Hearing& in, const Voice& v, Span q) {
  if (v.has_cue() && q.overlaps(cue_span(in, v))) return false;
  uint32_t sum = 0;
  for (Span c : v.content) sum += overlap(c, q);
  return sum > mostly * q.size();
}

/// A content that holds most of a quotation (of its part in the sentence) holds all of it.
void take_whole_quotations(const Hearing& in, const std::vector<Quotation>& quotations, Voice& v) {
  Span cue = cue_span(in, v);
  for (Span& c : v.content) {
    auto q = std::lower_bound(quotations.begin(), quotations.end(), c.begin, [](const Quotation& a, uint32_t at) { return a.span.end <= at; });
    for (; q != quotations.end() && q->span.overlaps(c); ++q) {
      if (v.has_cue() && q->span.overlaps(cue)) continue;
      Span sentence = in.text.sentences[v.sentence].span;
      Span here{std::max(q->span.begin, sentence.begin), std::min(q->span.end, sentence.end)};
      // Nobody outside a quotation says a part of it.
      if (overlap(c, here) <= mostly * here.size() && !q->span.contains(c)) continue;
      c = {std::min(c.begin, q->span.begin), std::max(c.end, q->span.end)};
    }
  }
  std::sort(v.content.begin(), v.content.end());
  for (size_t i = 1; i < v.content.size();) {  // pieces that now overlap are one
    if (v.content[i].begin > v.content[i - 1].end) ++i;
    else v.content[i - 1].end = std::max(v.content[i - 1].end, v.content[i].end), v.content.erase(v.content.begin() + i);
  }
}

struct Neighbours {
  Voice* before = nullptr;  // the last statement before the quotation
  Voice* after = nullptr;   // the first one behind it, in its paragraph
};

Neighbours neighbours_of(std::vector<Voice>& voices, Span q, Span paragraph) {
  Neighbours out;
  for (Voice& v : voices) {
    if (v.content.empty() || v.inner) continue;
    Span at = v.content.front();
    if (at.begin < q.begin) out.before = &v;
    else if (!out.after && at.begin >= q.end && paragraph.contains(at)) out.after = &v;
  }
  return out;
}

void add_piece(const Hearing& in, Voice& v, Span q, std::string_view rule) {
  v.content.push_back(q);
  std::sort(v.content.begin(), v.content.end());
  v.because.push_back(voice_step(in, "the quotation goes on", std::string(rule), q, {v.because.front()}));
}

/// Whether the sentences that the quotation touches are quoted nearly throughout.
bool fills_its_sentences(const Hearing& in, const std::vector<Quotation>& quotations, Span q) {
  auto [first, last] = in.text.words_in(q);
  if (last - first < least_words) return false;
  Span sentences{in.text.sentences[in.text.sentence_of(first)].span.begin, in.text.sentences[in.text.sentence_of(last - 1)].span.end};
  return quoted_share(in, quotations, sentences) > wholly;
}

/// Whether a word is a verb that the table of cues knows to tell of what is said.
bool says(const Hearing& in, uint32_t word) {
  if (in.syntax.nodes[word].upos != Upos::VERB) return false;
  const auto row = in.cues.row_of(in.syntax, word);
  return row && in.cues.form(*row) == StatementForm::said;
}

/// The verb of saying just before a quotation ("reading "…"") or behind it, with its subject between ("…" Mr Brown told the paper); UINT32_MAX where there is
/// none.
uint32_t verb_beside(const Hearing& in, Span q) {
  constexpr uint32_t farthest = 6;  // words
  auto [first, last] = in.text.words_in(q);
  const auto is_sign = [&](uint32_t w) { return in.syntax.nodes[w].upos == Upos::PUNCT; };
  const Sentence& opening = in.text.sentences[in.text.sentence_of(first)];
  uint32_t before = first;
  while (before > opening.first && before + 3 > first && is_sign(before - 1)) --before;
  if (before > opening.first && says(in, before - 1)) return before - 1;
  for (uint32_t w = last; w < in.text.words.size() && w < last + farthest; ++w) {
    const Span here = in.text.words[w].span;
    if (text_of(in.article.text, {q.end, here.begin}).find('\n') != std::string_view::npos || (w > last && is_sign(w))) break;
    const uint32_t who = says(in, w) ? speaker_of(in, w) : UINT32_MAX;
    if (who != UINT32_MAX && who >= last && in.text.sentence_of(who) == in.text.sentence_of(w)) return w;
  }
  return UINT32_MAX;
}

/// A verb of saying beside a quotation that the network did not hear; where it did, the quotation is a further piece.
bool give_to_verb(const Hearing& in, Span q, std::vector<Voice>& voices, std::vector<Voice>& more) {
  const uint32_t verb = verb_beside(in, q);
  if (verb == UINT32_MAX) return false;
  for (Voice& v : voices)
    if (v.cue_first <= verb && verb < v.cue_last) return add_piece(in, v, q, "src/voices/runs.cpp: a quotation beside its cue"), true;
  Voice v;
  v.sentence = in.text.sentence_of(verb), v.cue_first = verb, v.cue_last = verb + 1, v.content = {q};
  v.because.push_back(voice_step(in, "'" + std::string(text_of(in.article.text, in.text.words[verb].span)) + "' stands beside a quotation",
                                 in.pack.name_of(in.cues.where(*in.cues.row_of(in.syntax, verb))), in.text.words[verb].span));
  find_speaker(in, v);
  if (!v.has_speaker()) return false;
  more.push_back(std::move(v));
  return true;
}

/// "…" — Anna Roth, engineer: the name behind a dash signs the quotation.
bool give_to_signer(const Hearing& in, Span q, std::vector<Voice>& more) {
  auto [first, last] = in.text.words_in(q);
  if (last + 1 >= in.text.words.size() || fold(text_of(in.article.text, in.text.words[last].span)).find_first_not_of('-') != std::string::npos) return false;
  const uint32_t sentence = in.text.sentence_of(last);
  uint32_t end = in.text.sentences[sentence].last;
  while (end > last + 1 && in.syntax.nodes[end - 1].upos == Upos::PUNCT) --end;
  const auto m = std::ranges::lower_bound(in.names.mentions, last + 1, {}, &Mention::first);
  constexpr uint32_t longest_signature = 12;
  const bool name = m != in.names.mentions.end() && m->first == last + 1 && m->last <= end && m->type == NameType::PER;
  if (!name || end - last > longest_signature || in.text.sentence_of(m->first) != sentence) return false;
  Voice v;
  v.sentence = sentence, v.speaker_first = m->first, v.speaker_last = end, v.content = {q};
  v.because.push_back(voice_step(in, "a name behind a dash signs the quotation", "src/voices/runs.cpp: a signed quotation", m->span, {m->why}));
  more.push_back(std::move(v));
  return true;
}

/// A paragraph that ends inside a quotation, and a next one that opens with a mark: one quotation, of whoever is named there.
bool runs_into_next(const Hearing& in, const std::vector<Quotation>& quotations, size_t i, Span next_paragraph, std::span<Voice> voices) {
  if (!quotations[i].open_end || i + 1 >= quotations.size()) return false;
  const Quotation& next = quotations[i + 1];
  if (next.paragraph != quotations[i].paragraph + 1 || next.span.begin != next_paragraph.begin) return false;
  for (Voice& v : voices)
    if (v.has_cue() && v.has_speaker() && std::ranges::any_of(v.content, [&](Span c) { return c.overlaps(next.span); }))
      return add_piece(in, v, quotations[i].span, "src/voices/runs.cpp: an open quotation runs into the next paragraph"), true;
  return false;
}

/// A quotation that no cue claims: to whom does it belong?
void place_quotation(const Hearing& in, const std::vector<Quotation>& quotations, const Quotation& q, Span paragraph, std::vector<Voice>& voices,
                     std::vector<Voice>& more) {
  auto [first, last] = in.text.words_in(q.span);
  if (last <= first || last - first < least_words) return;
  Neighbours near = neighbours_of(voices, q.span, paragraph);
  auto quotes = [&](Voice* v) {
    return v && std::any_of(v->content.begin(), v->content.end(), [&](Span c) { return quoted_share(in, quotations, c) > mostly; });
  };
  auto in_paragraph = [&](Voice* v) { return v && paragraph.contains(v->content.back()); };
  bool same_sentence = near.before && in.text.sentences[near.before->sentence].span.contains(q.span);
  if (same_sentence && quotes(near.before) && last - first > least_words)
    return add_piece(in, *near.before, q.span, "src/voices/runs.cpp: a quotation broken by its cue");
  if (give_to_verb(in, q.span, voices, more) || give_to_signer(in, q.span, more)) return;
  if (!fills_its_sentences(in, quotations, q.span)) return;
  if (in_paragraph(near.before) && quotes(near.before)) return add_piece(in, *near.before, q.span, "src/voices/runs.cpp: a quotation that runs on");
  if (near.after && quotes(near.after)) return add_piece(in, *near.after, q.span, "src/voices/runs.cpp: a quotation before its cue");
  if (!near.before || !near.before->has_speaker()) return;
  Voice v;
  v.sentence = in.text.sentence_of(first);
  v.speaker_first = near.before->speaker_first, v.speaker_last = near.before->speaker_last;
  v.content = {q.span};
  v.because.push_back(voice_step(in, "a quotation without a cue belongs to the last speaker", "src/voices/runs.cpp: the last speaker goes on", q.span,
                                 {near.before->because.front()}));
  more.push_back(std::move(v));
}

bool before_in_text(const Voice& a, const Voice& b) { return a.content.front().begin < b.content.front().begin; }

/// The voices whose contents begin in `where`; they are in order.
std::span<Voice> voices_in(std::vector<Voice>& voices, Span where) {
  const auto begins_before = [](const Voice& v, uint32_t at) { return v.content.front().begin < at; };
  const auto first = std::lower_bound(voices.begin(), voices.end(), where.begin, begins_before);
  return {first, std::lower_bound(first, voices.end(), where.end, begins_before)};
}

/// From the end, so that a quotation of many open paragraphs is drawn in whole.
void join_open_paragraphs(const Hearing& in, const std::vector<Quotation>& quotations, const std::vector<Span>& paragraphs, std::vector<Voice>& voices) {
  for (size_t i = quotations.size(); i-- > 0;) {
    const uint32_t after = quotations[i].paragraph + 1;
    if (!quotations[i].open_end || after >= paragraphs.size()) continue;
    const std::span<Voice> near = voices_in(voices, {paragraphs[after - 1].begin, paragraphs[after].end});
    if (std::ranges::any_of(near, [&](const Voice& v) { return covers(in, v, quotations[i].span); })) continue;
    if (runs_into_next(in, quotations, i, paragraphs[after], near)) std::stable_sort(near.begin(), near.end(), before_in_text);
  }
}

}  // namespace

void join_quotations(const Hearing& in, const std::vector<Quotation>& quotations, std::vector<Voice>& voices) {
  for (Voice& v : voices) take_whole_quotations(in, quotations, v);
  auto paragraphs = paragraphs_of(in.article);
  std::stable_sort(voices.begin(), voices.end(), before_in_text);
  join_open_paragraphs(in, quotations, paragraphs, voices);
  std::vector<Voice> more;
  for (const Quotation& q : quotations) {
    // Only statements near the quotation can claim it, and the last speaker before its paragraph; the rest are not asked.
    const std::span<Voice> here = voices_in(voices, paragraphs[q.paragraph]);
    auto first = voices.begin() + (here.data() - voices.data()), last = first + static_cast<ptrdiff_t>(here.size());
    if (first != voices.begin()) --first;
    if (std::any_of(first, last, [&](const Voice& v) { return covers(in, v, q.span); })) continue;
    std::vector<Voice> near(std::make_move_iterator(first), std::make_move_iterator(last));
    place_quotation(in, quotations, q, paragraphs[q.paragraph], near, more);
    std::move(near.begin(), near.end(), first);
    if (!more.empty()) {
      voices.insert(std::upper_bound(voices.begin(), voices.end(), more.back(), before_in_text), std::move(more.back()));
      more.clear();
    }
  }
}

}  // namespace dateline
