// The network's spans made whole: what breaks off inside a phrase or clause of the tree is drawn to its end; one attribution told by two cue words is one.
#include <algorithm>

#include "voices/draft.h"

namespace dateline {
namespace {

constexpr float twins = 0.75f;           // contents that share so much (Dice) are one
constexpr float inner_threshold = 0.9f;  // a cue inside a quotation needs more belief
constexpr uint32_t inner_words = 4;      // and more to say

struct Range {
  uint32_t first, last;
  bool holds(uint32_t w) const { return first <= w && w < last; }
  bool overlaps(Range o) const { return first < o.last && o.first < last; }
};

bool is_function(Upos u) {
  return u == Upos::DET || u == Upos::ADP || u == Upos::PART || u == Upos::SCONJ || u == Upos::CCONJ || u == Upos::PUNCT || u == Upos::AUX || u == Upos::ADV;
}

Span span_of(const Hearing& in, Range r) { return {in.text.words[r.first].span.begin, in.text.words[r.last - 1].span.end}; }

/// A speaker that stops at "the" goes on to the noun.
void whole_speaker(const Hearing& in, Voice& v, Range cue) {
  if (!v.has_speaker()) return;
  uint32_t head = head_of(in.syntax, v.speaker_first, v.speaker_last);
  const Node& n = in.syntax.nodes[head];
  bool broken = is_function(n.upos) || n.upos == Upos::ADJ || n.upos == Upos::NUM || n.rel == Deprel::compound || n.rel == Deprel::flat;
  if (!broken || n.head == Node::root || cue.holds(n.head) || n.head + 12 < head || head + 12 < n.head) return;
  Upos above = in.syntax.nodes[n.head].upos;
  if (above != Upos::NOUN && above != Upos::PROPN) return;
  Range whole{std::min(v.speaker_first, n.head), std::max(v.speaker_last, n.head + 1)};
  if (whole.overlaps(cue)) return;
  for (Span c : v.content)
    if (c.overlaps(span_of(in, whole))) return;
  v.speaker_first = whole.first, v.speaker_last = whole.last;
}

/// A piece of content that breaks off is drawn to the end of what its head governs, where that takes in neither cue nor speaker.
std::optional<Span> whole_piece(const Hearing& in, const Voice& v, Span piece, Range cue, const std::vector<char>& cue_words) {
  auto [first, last] = in.text.words_in(piece);
  if (first >= last) return std::nullopt;
  bool only_function = true;
  for (uint32_t w = first; w < last; ++w)
    only_function = only_function && (is_function(in.syntax.nodes[w].upos) || in.syntax.nodes[w].rel == Deprel::nmod_poss);
  uint32_t head = head_of(in.syntax, first, last);
  if (only_function) {
    head = in.syntax.nodes[head].head;
    if (head == Node::root || cue.holds(head)) return std::nullopt;
  }
  auto [begin, end] = subtree(in.syntax, head);
  const Sentence& s = in.text.sentences[v.sentence];
  Range tree{std::max(begin, s.first), std::min(end, s.last)}, speaker{v.speaker_first, v.speaker_last};
  if (tree.overlaps(cue) || (v.has_speaker() && tree.overlaps(speaker))) return only_function ? std::nullopt : std::optional(piece);
  Range whole{std::min(first, tree.first), std::max(last, tree.last)};
  for (uint32_t w = last; w < whole.last; ++w)
    if (cue_words[w]) return piece;  // somebody else begins to speak
  for (uint32_t w = whole.first; w < first; ++w)
    if (cue_words[w]) return piece;
  while (whole.last > whole.first + 1 && in.syntax.nodes[whole.last - 1].upos == Upos::PUNCT && !piece.overlaps(in.text.words[whole.last - 1].span))
    --whole.last;
  while (whole.first + 1 < whole.last && in.syntax.nodes[whole.first].upos == Upos::PUNCT && !piece.overlaps(in.text.words[whole.first].span)) ++whole.first;
  return span_of(in, whole);
}

void join_pieces(std::vector<Span>& pieces) {
  std::sort(pieces.begin(), pieces.end());
  std::vector<Span> out;
  for (Span p : pieces) {
    if (!out.empty() && p.begin <= out.back().end + 1) out.back().end = std::max(out.back().end, p.end);
    else out.push_back(p);
  }
  pieces = std::move(out);
}

uint32_t size_of(const std::vector<Span>& pieces) {
  uint32_t sum = 0;
  for (Span p : pieces) sum += p.size();
  return sum;
}

float dice(const std::vector<Span>& a, const std::vector<Span>& b) {
  uint32_t shared = 0;
  for (Span x : a)
    for (Span y : b) {
      uint32_t begin = std::max(x.begin, y.begin), end = std::min(x.end, y.end);
      if (begin < end) shared += end - begin;
    }
  uint32_t all = size_of(a) + size_of(b);
  return all ? 2.0f * shared / all : 0;
}

/// Whether a quotation mark stands at the beginning of the content: a quotation inside a quotation.
bool opens_a_quotation(const Hearing& in, const Voice& v) {
  static constexpr std::string_view marks[] = {"\"", "'", "\u2018", "\u201c", "\u00ab", "\u201e"};
  const std::string_view text = in.article.text;
  const uint32_t begin = v.content.front().begin;
  return std::ranges::any_of(
      marks, [&](std::string_view m) { return text.substr(begin).starts_with(m) || (begin >= m.size() && text.substr(begin - m.size(), m.size()) == m); });
}

/// A cue inside a quotation is a statement of its own where what it tells is quoted once more, or where somebody named is cited for what he said;
/// what the speaker himself thinks or wants ("I think") is his already by the quotation.
bool cites_somebody(const Hearing& in, const Voice& v) {
  if (!v.has_speaker()) return false;
  const uint32_t speaker = head_of(in.syntax, v.speaker_first, v.speaker_last);
  if (in.syntax.has(speaker, "Person=1")) return false;
  if (opens_a_quotation(in, v)) return true;
  const auto row = in.cues.row_of(in.syntax, v.cue_first, v.cue_last);
  const Upos upos = in.syntax.nodes[speaker].upos;
  auto [first, last] = in.text.words_in(v.content.front());
  return v.score >= inner_threshold && row && in.cues.form(*row) == StatementForm::said && (upos == Upos::PROPN || upos == Upos::NOUN) &&
         in.names.actor_at(speaker) && last - first >= inner_words;
}

}  // namespace

void make_whole(const Hearing& in, std::vector<Voice>& voices) {
  std::vector<char> cue_words(in.text.words.size(), 0);
  for (const Voice& v : voices) std::fill(cue_words.begin() + v.cue_first, cue_words.begin() + v.cue_last, 1);
  for (Voice& v : voices) {
    Range cue{v.cue_first, v.cue_last};
    whole_speaker(in, v, cue);
    std::vector<Span> pieces;
    for (Span c : v.content)
      if (auto whole = whole_piece(in, v, c, cue, cue_words)) pieces.push_back(*whole);
    join_pieces(pieces);
    v.content = std::move(pieces);
  }
  std::erase_if(voices, [](const Voice& v) { return v.content.empty(); });
}

void drop_empty(const Hearing& in, std::vector<Voice>& voices) {
  const Table empty = in.pack.table("en/empty_contents");
  std::erase_if(voices, [&](const Voice& v) {
    return empty && v.has_cue() && std::ranges::all_of(v.content, [&](Span c) { return !empty.find(fold(text_of(in.article.text, c))).empty(); });
  });
}

void join_twins(const Hearing& in, const std::vector<Quotation>& quotations, std::vector<Voice>& voices) {
  for (Voice& v : voices) {
    v.inner = v.has_cue() && quoted_share(in, quotations, span_of(in, {v.cue_first, v.cue_last})) > 0.5f;
    if (v.inner && !cites_somebody(in, v)) v.dropped = true;
  }
  std::stable_sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) { return a.sentence < b.sentence; });
  for (size_t i = 0; i < voices.size(); ++i)
    for (size_t j = i + 1; j < voices.size() && voices[j].sentence == voices[i].sentence; ++j) {
      Voice &a = voices[i], &b = voices[j];
      if (a.dropped || b.dropped || a.inner != b.inner || dice(a.content, b.content) < twins) continue;
      Voice &keep = a.score >= b.score ? a : b, &other = a.score >= b.score ? b : a;
      if (!keep.has_speaker()) keep.speaker_first = other.speaker_first, keep.speaker_last = other.speaker_last;
      keep.because.push_back(other.because.front());
      other.dropped = true;
    }
  std::erase_if(voices, [](const Voice& v) { return v.dropped; });
}

}  // namespace dateline
