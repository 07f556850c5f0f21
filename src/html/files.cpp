// Files that are whole or not there, and names for them.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "html/html.h"

namespace dateline {
namespace {

Error cannot_write(const std::string& path, int error) {
  return {Error::Kind::input, "cannot-write", std::string("the page could not be written: ") + std::strerror(error), path,
          error == ENOSPC || error == EDQUOT || error == EFBIG ? "make room on the disk, or write it elsewhere" : "check the path and its permissions"};
}

/// 0, or the number of the error.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    if (written == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

/// What is neither a plain file nor missing: a device, a pipe. Nothing can be moved over it.
Result<void> write_straight(const std::string& path, std::string_view bytes) {
  int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return std::unexpected(cannot_write(path, errno));
  int error = write_all(file, bytes);
  if (::close(file) != 0 && !error) error = errno;
  if (error) return std::unexpected(cannot_write(path, error));
  return {};
}

/// A new file beside the one that it will become, and its name.
int open_part(const std::string& path, std::string& part) {
  for (int n = 0; n < 100; ++n) {
    part = fmt::format("{}.part-{}-{}", path, ::getpid(), n);
    int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// What of an id may stand in the name of a file anywhere.
std::string stem_of(std::string_view id) {
  for (std::string_view ending : {".txt", ".text", ".html", ".htm", ".xhtml"})
    if (id.size() > ending.size() && id.ends_with(ending)) {
      id.remove_suffix(ending.size());
      break;
    }
  std::string stem;
  for (char c : id.substr(0, 80)) {
    bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    if (kept || (!stem.empty() && stem.back() != '-')) stem += kept ? c : '-';
  }
  stem.erase(0, std::min(stem.find_first_not_of(".-"), stem.size()));
  return stem.empty() ? "report" : stem;
}

}  // namespace

Result<void> write_whole(const std::string& path, std::string_view bytes) {
  struct stat there;
  bool exists = ::stat(path.c_str(), &there) == 0;
  if (exists && S_ISDIR(there.st_mode)) return std::unexpected(cannot_write(path, EISDIR));
  if (exists && !S_ISREG(there.st_mode)) return write_straight(path, bytes);
  // A link keeps pointing where it points: its end is replaced.
  std::error_code none;
  std::string final_path = exists ? std::filesystem::canonical(path, none).string() : path;
  if (final_path.empty()) final_path = path;
  std::string part;
  int file = open_part(final_path, part);
  if (file < 0) return std::unexpected(cannot_write(path, errno));
  int error = write_all(file, bytes);
  if (!error && exists && ::fchmod(file, there.st_mode & 0777) != 0) error = errno;  // it keeps the rights of the file that it replaces
  if (!error && ::fsync(file) != 0 && errno != EINVAL) error = errno;
  if (::close(file) != 0 && !error) error = errno;
  if (!error && ::rename(part.c_str(), final_path.c_str()) != 0) error = errno;
  if (!error) return {};
  ::unlink(part.c_str());
  return std::unexpected(cannot_write(path, error));
}

std::string PageNames::name_for(std::string_view id) {
  std::string stem = stem_of(id), name = stem;
  size_t& next = next_.try_emplace(lower(stem), 1).first->second;
  size_t number = next;
  if (number > 1) name = fmt::format("{}-{}", stem, number);
  while (number > 1 && next_.contains(lower(name))) name = fmt::format("{}-{}", stem, ++number);
  next = number + 1;
  next_.try_emplace(lower(name), 2);
  return name + ".html";
}

}  // namespace dateline
