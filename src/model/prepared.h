// The network as the library has prepared it once, beside the model: opening it takes a quarter of the time.
#pragma once

#include <memory>
#include <string_view>

#include "model/files.h"

namespace dateline {

/// A prepared network whose every byte has been checked, as have those of the files that it was made from.
struct Prepared {
  std::unique_ptr<Mapped> file;
  size_t begin = 0;  // of the network in `file`
};

/// The prepared network of this model; empty where there is none, or it is damaged, or was made from other files than stand there now or than
/// SHA256SUMS names now.
Prepared read_prepared(const ModelFiles&, const Sums&);

/// Writes it: `network` is what the library exported of files that were held against SHA256SUMS.
Result<void> write_prepared(const ModelFiles&, const Sums&, std::string_view network);

}  // namespace dateline
