// Quotations belong to statements whole: they run on behind the cue, over sentences, and over paragraphs to the last speaker.
#include <algorithm>

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

}  // namespace

void join_quotations(const Hearing& in, const std::vector<Quotation>& quotations, std::vector<Voice>& voices) {
  for (Voice& v : voices) take_whole_quotations(in, quotations, v);
  auto paragraphs = paragraphs_of(in.article);
  auto by_content = [](const Voice& a, const Voice& b) { return a.content.front().begin < b.content.front().begin; };
  std::stable_sort(voices.begin(), voices.end(), by_content);
  std::vector<Voice> more;
  for (const Quotation& q : quotations) {
    Span paragraph = paragraphs[q.paragraph];
    // Only statements near the quotation can claim it, so the rest are not asked.
    auto first = std::lower_bound(voices.begin(), voices.end(), paragraph.begin, [](const Voice& v, uint32_t at) { return v.content.front().begin < at; });
    auto last = std::lower_bound(first, voices.end(), paragraph.end, [](const Voice& v, uint32_t at) { return v.content.front().begin < at; });
    if (std::any_of(first, last, [&](const Voice& v) { return covers(in, v, q.span); })) continue;
    if (first != voices.begin()) --first;  // the last speaker of the paragraph before
    std::vector<Voice> near(std::make_move_iterator(first), std::make_move_iterator(last));
    place_quotation(in, quotations, q, paragraph, near, more);
    std::move(near.begin(), near.end(), first);
    if (!more.empty()) {
      voices.insert(std::upper_bound(voices.begin(), voices.end(), more.back(), by_content), std::move(more.back()));
      more.clear();
    }
  }
}

}  // namespace dateline
