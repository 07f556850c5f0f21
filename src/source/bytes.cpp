#include "source/bytes.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace dateline {

Error too_large(const std::string& where, uint64_t most_bytes) {
  return {Error::Kind::limit, "too-large", fmt::format("larger than {} MB", most_bytes >> 20), where, "split it into single reports"};
}

Result<std::string> read_all(std::istream& in, const std::string& where, uint64_t most_bytes) {
  std::string bytes;
  char block[1 << 16];
  while (in.read(block, sizeof block), in.gcount() > 0) {
    bytes.append(block, static_cast<size_t>(in.gcount()));
    if (bytes.size() > most_bytes) return std::unexpected(too_large(where, most_bytes));
  }
  if (in.bad()) return std::unexpected(Error{Error::Kind::input, "cannot-read", "reading broke off", where, "check the disk and try again"});
  return bytes;
}

Result<std::string> read_file(const std::filesystem::path& path, uint64_t most_bytes) {
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed))
    return std::unexpected(Error{Error::Kind::input, "is-a-directory", "this is a folder", path.string(), "give a file"});
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    bool missing = !std::filesystem::exists(path, failed);
    return std::unexpected(Error{Error::Kind::input, missing ? "no-such-file" : "cannot-open",
                                 missing ? "there is no such file" : fmt::format("the file does not open: {}", std::strerror(errno)), path.string(),
                                 missing ? "check the path" : "check its permissions"});
  }
  return read_all(in, path.string(), most_bytes);
}

bool read_line(std::istream& in, std::string& line, uint64_t most_bytes, bool& too_long) {
  line.clear();
  too_long = false;
  std::streambuf* from = in.rdbuf();
  for (int c = from->sbumpc();; c = from->sbumpc()) {
    if (c == std::char_traits<char>::eof()) {
      in.setstate(std::ios::eofbit);
      return too_long || !line.empty();
    }
    if (c == '\n') return true;
    if (too_long) continue;
    line += static_cast<char>(c);
    if (line.size() > most_bytes) {
      too_long = true;
      line = std::string();
    }
  }
}

}  // namespace dateline
