#include <algorithm>
#include <fstream>
#include <iostream>

#include "source/bytes.h"
#include "source/jsonl.h"
#include "source/source.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

bool has_any_ending(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view e) {
    return path.size() >= e.size() && std::ranges::equal(path.substr(path.size() - e.size()), e, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  });
}

Result<Source> source_of(Result<std::string> bytes, const std::string& path, const FeedOptions& options) {
  if (!bytes) return std::unexpected(bytes.error());
  if (bytes->empty()) return std::unexpected(Error{Error::Kind::input, "empty-input", "the file is empty", path, "give a file with a report"});
  Source out;
  out.id = path == "-" ? "stdin" : fs::path(path).filename().string();
  out.uri = path == "-" ? "" : path;
  bool html = options.format == InputFormat::html || (options.format == InputFormat::guess && looks_like_html(*bytes, path));
  out.media_type = html ? MediaType::html : MediaType::text;
  out.published = options.published;
  out.bytes = std::move(*bytes);
  return out;
}

/// Files of one report each.
class Files final : public Feed {
 public:
  Files(std::vector<std::string> paths, const FeedOptions& options) : paths_(std::move(paths)), options_(options) {}
  std::optional<Item> next() override {
    if (at_ == paths_.size()) return std::nullopt;
    const std::string& path = paths_[at_++];
    auto bytes = path == "-" ? read_all(std::cin, "standard input", options_.most_bytes) : read_file(path, options_.most_bytes);
    return Item{path == "-" ? "stdin" : fs::path(path).filename().string(), source_of(std::move(bytes), path, options_)};
  }

 private:
  std::vector<std::string> paths_;
  FeedOptions options_;
  size_t at_ = 0;
};

/// The reports below a folder, in the order of their names.
Result<std::vector<std::string>> files_below(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code failed;
  auto skip = fs::directory_options::skip_permission_denied;
  for (auto it = fs::recursive_directory_iterator(folder, skip, failed); !failed && it != fs::recursive_directory_iterator(); it.increment(failed))
    if (it->is_regular_file(failed) && has_any_ending(it->path().native(), {".txt", ".text", ".html", ".htm", ".xhtml"})) out.push_back(it->path().string());
  if (failed) return std::unexpected(Error{Error::Kind::input, "cannot-open", "the folder does not open", folder.string(), "check its permissions"});
  if (out.empty())
    return std::unexpected(Error{Error::Kind::input, "no-reports", "no report in this folder", folder.string(), "reports end in .txt, .html or .htm"});
  std::ranges::sort(out);
  return out;
}

}  // namespace

bool looks_like_html(std::string_view bytes, std::string_view path) {
  if (has_any_ending(path, {".html", ".htm", ".xhtml"})) return true;
  if (has_any_ending(path, {".txt", ".text"})) return false;
  std::string head;
  for (char c : bytes.substr(0, 1024))
    if (c != 0) head += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos || head.find("<head") != std::string::npos ||
         head.find("<body") != std::string::npos;
}

Result<std::unique_ptr<Feed>> open_feed(const std::string& where, const FeedOptions& options) {
  if (options.format == InputFormat::jsonl || (options.format == InputFormat::guess && has_any_ending(where, {".jsonl", ".ndjson"}))) {
    if (where == "-") return read_json_lines(nullptr, std::cin, "standard input", options);
    auto in = std::make_unique<std::ifstream>(where, std::ios::binary);
    if (!*in) return std::unexpected(Error{Error::Kind::input, "no-such-file", "the file does not open", where, "check the path and its permissions"});
    std::istream& stream = *in;
    return read_json_lines(std::move(in), stream, where, options);
  }
  std::error_code failed;
  if (where != "-" && fs::is_directory(where, failed)) {
    auto files = files_below(where);
    if (!files) return std::unexpected(files.error());
    return std::make_unique<Files>(std::move(*files), options);
  }
  return std::make_unique<Files>(std::vector<std::string>{where}, options);
}

}  // namespace dateline
