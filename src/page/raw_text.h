// The readable text of a source before anything is cut from it, and its way back to the bytes.
#pragma once

#include "page/page.h"

namespace dateline {

using Piece = Article::Piece;

/// Always: `text` is valid UTF-8 without control characters but white space; `pieces` are in the order of `text`. A `RawSpan` counts in it.
struct RawText {
  std::string text;
  std::vector<Piece> pieces;

  /// Adds characters that stand byte for byte at `source`, or `count` characters of even steps.
  void add(std::string_view characters, uint32_t source);
  void add(std::string_view characters, uint32_t source, uint16_t text_step, uint16_t source_step);
  /// Adds characters that stand for `source_size` bytes as a whole (an entity, a run of white space).
  void add_whole(std::string_view characters, uint32_t source, uint32_t source_size);
};

/// A half-open range of bytes in RawText::text.
struct RawSpan {
  uint32_t begin = 0, end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  auto operator<=>(const RawSpan&) const = default;
};

inline std::string_view text_of(std::string_view text, RawSpan s) { return text.substr(s.begin, s.end - s.begin); }

/// The first piece that ends after `at`.
size_t first_piece_after(const std::vector<Piece>& pieces, uint32_t at);
/// The part of a piece that lies in [begin, end); count 0 where none does.
Piece clip(const Piece& piece, uint32_t begin, uint32_t end);
/// The smallest range of source bytes under [begin, end).
SourceSpan source_under(const std::vector<Piece>& pieces, uint32_t begin, uint32_t end);
/// Pieces of text over `inner`'s text, made into pieces over inner's source.
std::vector<Piece> compose(const std::vector<Piece>& outer, const std::vector<Piece>& inner);

}  // namespace dateline
