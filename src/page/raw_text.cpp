#include "page/raw_text.h"

#include <algorithm>

namespace dateline {
namespace {

void append(std::vector<Piece>& pieces, const Piece& next) {
  if (next.count == 0) return;
  if (!pieces.empty()) {
    Piece& last = pieces.back();
    bool same_steps = last.text_step == next.text_step && last.source_step == next.source_step;
    if (same_steps && last.text_end() == next.text && last.source_end() == next.source) {
      last.count += next.count;
      return;
    }
  }
  pieces.push_back(next);
}

}  // namespace

void RawText::add(std::string_view characters, uint32_t source) { add(characters, source, 1, 1); }

void RawText::add(std::string_view characters, uint32_t source, uint16_t text_step, uint16_t source_step) {
  uint32_t at = static_cast<uint32_t>(text.size());
  text += characters;
  append(pieces, {at, source, static_cast<uint32_t>(characters.size() / text_step), text_step, source_step});
}

void RawText::add_whole(std::string_view characters, uint32_t source, uint32_t source_size) {
  if (characters.empty()) return;
  constexpr uint32_t most = UINT16_MAX;  // a longer entity or run of white space is covered by its beginning
  auto step = [](size_t size) { return static_cast<uint16_t>(std::min<size_t>(size, most)); };
  uint32_t at = static_cast<uint32_t>(text.size());
  text += characters;
  append(pieces, {at, source, 1, step(characters.size()), step(source_size)});
}

size_t first_piece_after(const std::vector<Piece>& pieces, uint32_t at) {
  auto it = std::partition_point(pieces.begin(), pieces.end(), [at](const Piece& p) { return p.text_end() <= at; });
  return static_cast<size_t>(it - pieces.begin());
}

Piece clip(const Piece& piece, uint32_t begin, uint32_t end) {
  uint32_t from = std::max(begin, piece.text), to = std::min(end, piece.text_end());
  if (from >= to) return {};
  uint32_t first = (from - piece.text) / piece.text_step;
  uint32_t last = (to - piece.text + piece.text_step - 1) / piece.text_step;
  return {piece.text + first * piece.text_step, piece.source + first * piece.source_step, last - first, piece.text_step, piece.source_step};
}

SourceSpan source_under(const std::vector<Piece>& pieces, uint32_t begin, uint32_t end) {
  size_t first = first_piece_after(pieces, begin);
  if (first == pieces.size()) {
    uint32_t last = pieces.empty() ? 0 : pieces.back().source_end();
    return {last, last};
  }
  if (begin >= end || pieces[first].text >= end) {
    uint32_t at = clip(pieces[first], std::max(begin, pieces[first].text), UINT32_MAX).source;
    return {at, at};
  }
  size_t last = first_piece_after(pieces, end - 1);
  if (last == pieces.size() || pieces[last].text >= end) --last;
  return {clip(pieces[first], begin, end).source, clip(pieces[last], begin, end).source_end()};
}

std::vector<Piece> compose(const std::vector<Piece>& outer, const std::vector<Piece>& inner) {
  std::vector<Piece> out;
  size_t at = 0;
  for (const Piece& piece : outer) {
    uint32_t begin = piece.source, end = piece.source_end();
    if (piece.text_step != piece.source_step || piece.text_step != 1) {  // one entity, or one run of white space
      SourceSpan under = source_under(inner, begin, end);
      append(out, {piece.text, under.begin, 1, static_cast<uint16_t>(piece.text_end() - piece.text),
                   static_cast<uint16_t>(std::min<uint32_t>(under.size(), UINT16_MAX))});
      continue;
    }
    while (at > 0 && inner[at - 1].text_end() > begin) --at;
    while (at < inner.size() && inner[at].text_end() <= begin) ++at;
    for (size_t i = at; i < inner.size() && inner[i].text < end; ++i) {
      Piece part = clip(inner[i], begin, end);
      part.text = piece.text + (part.text - begin);
      append(out, part);
    }
  }
  return out;
}

}  // namespace dateline
