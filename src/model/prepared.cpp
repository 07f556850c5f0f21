#include "model/prepared.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <cstring>
#include <fstream>

namespace dateline {
namespace {

namespace fs = std::filesystem;

struct Header {
  std::array<char, 8> magic = {'D', 'L', 'N', 'E', 'T', '0', '0', '1'};
  uint64_t network = 0;                   // XXH3 of the bytes after the header
  uint64_t model_xml = 0, model_bin = 0;  // XXH3 of the files that it was made from
  std::array<char, 64> sha256{};          // of model.bin
};

/// XXH3 of a whole file, mapped and not read into memory; 0 where it cannot be read.
uint64_t hash_of_file(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  struct stat info{};
  uint64_t out = 0;
  if (::fstat(fd, &info) == 0 && info.st_size > 0) {
    const auto size = static_cast<size_t>(info.st_size);
    if (void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0); bytes != MAP_FAILED) {
      out = XXH3_64bits(bytes, size);
      ::munmap(bytes, size);
    }
  }
  ::close(fd);
  return out;
}

}  // namespace

std::optional<Prepared> read_prepared(const fs::path& folder) {
  std::ifstream in(folder / prepared_name, std::ios::binary | std::ios::ate);
  if (!in) return std::nullopt;
  Prepared out;
  const std::streamoff size = in.tellg();
  if (size <= static_cast<std::streamoff>(sizeof(Header)) || size > (1 << 30)) return std::nullopt;
  out.file.resize(static_cast<size_t>(size));
  in.seekg(0);
  if (!in.read(out.file.data(), size)) return std::nullopt;
  Header header;
  const Header expected;
  std::memcpy(&header, out.file.data(), sizeof header);
  out.begin = sizeof header;
  if (header.magic != expected.magic || header.network != XXH3_64bits(out.file.data() + out.begin, out.file.size() - out.begin)) return std::nullopt;
  if (header.model_xml != hash_of_file(folder / "model.xml") || header.model_bin != hash_of_file(folder / "model.bin")) return std::nullopt;
  out.sha256.assign(header.sha256.data(), header.sha256.size());
  return out;
}

Result<void> write_prepared(const fs::path& folder, const std::string& network, const std::string& sha256) {
  Header header;
  header.network = XXH3_64bits(network.data(), network.size());
  header.model_xml = hash_of_file(folder / "model.xml");
  header.model_bin = hash_of_file(folder / "model.bin");
  std::memcpy(header.sha256.data(), sha256.data(), std::min(sha256.size(), header.sha256.size()));
  const fs::path file = folder / prepared_name, unfinished = folder / (std::string(prepared_name) + ".new");
  std::ofstream out(unfinished, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(network.data(), static_cast<std::streamsize>(network.size()));
  out.close();
  std::error_code failed;
  if (out) fs::rename(unfinished, file, failed);
  if (!out || failed)
    return std::unexpected(
        Error{Error::Kind::resource, "cannot-write", "the prepared network cannot be written", file.string(), "see that the folder can be written to"});
  return {};
}

}  // namespace dateline
