#include "model/prepared.h"

#include <xxhash.h>

#include <array>
#include <cstring>
#include <fstream>

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// The library wants the network on a border of 4096 bytes, so the header takes as many.
struct Header {
  std::array<char, 8> magic = {'D', 'L', 'N', 'E', 'T', '0', '0', '2'};
  uint64_t network = 0;                                // XXH3 of the bytes after the header
  std::array<uint64_t, 4> files{};                     // XXH3 of the files that it was made from
  std::array<std::array<char, 64>, 4> sha256{};        // which they had been held against
  std::array<char, 4096 - 8 - 8 - 32 - 256> unused{};  // to the border
};
static_assert(sizeof(Header) == 4096);

uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

/// XXH3 of a whole file; 0 where it cannot be read.
uint64_t hash_of_file(const fs::path& file) {
  const auto mapped = Mapped::open(file);
  return mapped ? hash_of(mapped->bytes()) : 0;
}

Header header_for(const ModelFiles& files, const Sums& sums, uint64_t network) {
  Header out;
  out.network = network;
  const auto names = files.all();
  for (size_t i = 0; i < names.size(); ++i) {
    out.files[i] = hash_of_file(files.models / names[i]);
    sums.expected(names[i]).copy(out.sha256[i].data(), out.sha256[i].size());
  }
  return out;
}

}  // namespace

Prepared read_prepared(const ModelFiles& files, const Sums& sums) {
  auto file = Mapped::open(files.prepared());
  if (!file || file->size() <= sizeof(Header)) return {};
  const Header expected = header_for(files, sums, hash_of(file->bytes().substr(sizeof(Header))));
  if (std::memcmp(file->data(), &expected, sizeof expected) != 0) return {};
  return {std::move(file), sizeof(Header)};
}

Result<void> write_prepared(const ModelFiles& files, const Sums& sums, std::string_view network) {
  const Header header = header_for(files, sums, hash_of(network));
  const fs::path unfinished = files.prepared().string() + ".new";
  std::ofstream out(unfinished, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(network.data(), static_cast<std::streamsize>(network.size()));
  out.close();
  std::error_code failed;
  if (out) fs::rename(unfinished, files.prepared(), failed);
  if (!out || failed)
    return std::unexpected(Error{Error::Kind::resource, "cannot-write", "the prepared network cannot be written", files.prepared().string(),
                                 "see that the folder can be written to"});
  return {};
}

}  // namespace dateline
