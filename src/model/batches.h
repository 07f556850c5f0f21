// Which sentences go through the network together, and in what shape.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline {

/// The size of a sentence for the network.
struct Length {
  uint32_t pieces = 0, words = 0;  // pieces with [CLS] and [SEP]
};

/// The padded sizes of one pass.
struct Shape {
  uint32_t pieces = 0, words = 0, rows = 0;
};

struct Batch {
  Shape shape;
  std::vector<uint32_t> members;  // at most `rows`, as numbers of the sentences given
};

/// Batches that cover all sentences but the empty ones. They depend on the lengths alone. The library prepares itself for each
/// new shape of its input, which takes longer than a pass; so there are few shapes, and most of them have the same number of pieces in all.
std::vector<Batch> batches_of(const std::vector<Length>& sentences);

/// The longest sentence that has a shape.
inline constexpr Length longest = {240, 200};

}  // namespace dateline
