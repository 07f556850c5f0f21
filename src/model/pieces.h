// BERT's uncased word pieces, as training has them (training/words.py, class Pieces).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

class Pieces {
 public:
  /// `vocabulary` is vocab.txt: a piece a line, its number the line's. Empty pieces() where it holds no [CLS], [SEP], [UNK].
  explicit Pieces(std::string vocabulary);
  bool complete() const { return cls_ >= 0 && sep_ >= 0 && unknown_ >= 0; }
  size_t size() const { return lines_.size(); }
  int32_t cls() const { return cls_; }
  int32_t sep() const { return sep_; }

  /// Adds the pieces of one word to `out`: at least one.
  void add(std::string_view word, std::vector<int32_t>& out) const;

 private:
  struct Line {
    uint32_t begin = 0, size = 0;
  };
  int32_t find(std::string_view piece) const;        // a piece that begins a word, or -1
  int32_t find_inner(std::string_view piece) const;  // "##piece", or -1
  int32_t look_up(uint64_t hash, std::string_view piece, bool inner) const;
  void add_run(std::string_view run, std::vector<int32_t>& out) const;  // letters, or one sign
  void add_plain(std::string_view lower, std::vector<int32_t>& out) const;

  std::string text_;
  std::vector<Line> lines_;
  std::vector<int32_t> slots_;  // open addressing, a power of two
  int32_t cls_ = -1, sep_ = -1, unknown_ = -1;
};

/// Letter case of a word as the network takes it: 0 other, 1 Capital, 2 UPPER of more than one character.
int32_t shape_of(std::string_view word);

}  // namespace dateline
