#include "model/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sha2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr size_t hash_size = 64;  // hex digits
constexpr size_t most_lines = 1000;

}  // namespace

Result<Sums> Sums::read(const fs::path& models) {
  std::error_code failed;
  if (!fs::is_directory(models, failed))
    return std::unexpected(Error{Error::Kind::resource, "no-model", "there is no folder with models", models.string(), "give one with --model-dir"});
  const fs::path file = models / "SHA256SUMS";
  std::ifstream in(file);
  if (!in)
    return std::unexpected(Error{Error::Kind::resource, "no-model", "the folder's list of hashes is missing, so that no model in it can be trusted",
                                 file.string(), "give the folder of models that came with dateline, or write the list with sha256sum"});
  Sums out;
  std::string line;
  for (size_t lines = 0; lines < most_lines && std::getline(in, line); ++lines)
    if (line.size() > hash_size + 2) out.of_[line.substr(hash_size + 2)] = line.substr(0, hash_size);
  return out;
}

const std::string& Sums::expected(const std::string& file) const {
  static const std::string none;
  const auto at = of_.find(file);
  return at == of_.end() ? none : at->second;
}

std::vector<std::string> Sums::models() const {
  std::vector<std::string> out;
  for (const auto& [file, hash] : of_)
    if (const size_t slash = file.find('/'); slash != std::string::npos && (out.empty() || out.back() != file.substr(0, slash)))
      out.push_back(file.substr(0, slash));
  return out;
}

std::unique_ptr<Mapped> Mapped::open(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return nullptr;
  struct stat info{};
  void* bytes = MAP_FAILED;
  if (::fstat(fd, &info) == 0 && info.st_size > 0) bytes = ::mmap(nullptr, static_cast<size_t>(info.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
  ::close(fd);
  return bytes == MAP_FAILED ? nullptr : std::unique_ptr<Mapped>(new Mapped(static_cast<char*>(bytes), static_cast<size_t>(info.st_size)));
}

Mapped::~Mapped() { ::munmap(data_, size_); }
void Mapped::forget() const { ::madvise(data_, size_, MADV_DONTNEED); }

std::string sha256_of_file(const fs::path& file) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> hex{};
  return SHA256File(file.c_str(), hex.data()) ? std::string(hex.data()) : std::string();
}

std::optional<Error> missing_file(const ModelFiles& files) {
  std::error_code failed;
  if (!fs::is_directory(files.models / files.name, failed))
    return Error{Error::Kind::resource, "no-model", "there is no model of this name", (files.models / files.name).string(),
                 "dateline model lists those that there are; give one with --model, another folder with --model-dir"};
  for (const std::string& name : files.all()) {
    const fs::path file = files.models / name;
    if (!fs::is_regular_file(file, failed) || fs::file_size(file, failed) == 0)
      return Error{Error::Kind::resource, "no-model", "a file of the model is missing or empty", file.string(),
                   "install the model again, or give another folder with --model-dir"};
  }
  return std::nullopt;
}

std::optional<Error> wrong_file(const ModelFiles& files, const Sums& sums) {
  if (auto missing = missing_file(files)) return missing;
  for (const std::string& name : files.all()) {
    const std::string& expected = sums.expected(name);
    const std::string found = sha256_of_file(files.models / name);
    if (found == expected) continue;
    return Error{Error::Kind::resource, "bad-model",
                 expected.empty() ? fmt::format("SHA256SUMS does not name this file, so that it cannot be trusted (found {})", found)
                                  : fmt::format("the file is damaged or another: SHA-256 expected {}, found {}", expected, found),
                 (files.models / name).string(), "install the model again; dateline model checks them all"};
  }
  return std::nullopt;
}

}  // namespace dateline
