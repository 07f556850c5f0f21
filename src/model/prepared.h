// The network as the library has prepared it once, beside the model: opening it takes a quarter of the time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/base.h"

namespace dateline {

/// The name of the file in a model's folder.
inline constexpr const char* prepared_name = "prepared.bin";

/// A prepared network whose every byte has been checked, and the SHA-256 of the model.bin that it was made from.
struct Prepared {
  std::string file;  // all bytes
  size_t begin = 0;  // of the network in `file`
  std::string sha256;
};

/// The prepared network of this folder; nothing where there is none, or it is damaged, or was made from other files than stand there now.
std::optional<Prepared> read_prepared(const std::filesystem::path& folder);

/// Writes it: `network` is what the library exported.
Result<void> write_prepared(const std::filesystem::path& folder, const std::string& network, const std::string& sha256);

}  // namespace dateline
