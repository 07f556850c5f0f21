// Bytes from files and streams, never more than asked for.
#pragma once

#include <filesystem>
#include <istream>

#include "base/base.h"

namespace dateline {

Result<std::string> read_file(const std::filesystem::path& path, uint64_t most_bytes);
/// All that is left of a stream; `where` names it in errors.
Result<std::string> read_all(std::istream& in, const std::string& where, uint64_t most_bytes);
/// One line without its end; false at the end. A line over the limit is skipped to its end and left empty, with `too_long` set.
bool read_line(std::istream& in, std::string& line, uint64_t most_bytes, bool& too_long);

/// By its name or its first bytes.
bool looks_like_html(std::string_view bytes, std::string_view path);

Error too_large(const std::string& where, uint64_t most_bytes);

}  // namespace dateline
