#include <fmt/format.h>
#include <sha2.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>

#include "pack/layout.h"
#include "pack/pack.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

struct Input {
  std::string name;  // "world/countries.tsv"
  std::string path;  // as people know it: "packs/world/countries.tsv"
  fs::path at;
};

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> out;
  for (size_t from = 0;;) {
    size_t to = line.find(by, from);
    out.push_back(line.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return out;
    from = to + 1;
  }
}

struct KeyRow {
  uint64_t hash;
  uint32_t row;
  auto operator<=>(const KeyRow&) const = default;
};

/// A table in memory, as it will be written.
struct TableText {
  std::string name, columns, text;
  uint32_t file = 0;
  std::vector<uint32_t> rows{0}, lines;
  std::vector<KeyRow> keys;

  void add_key(std::string_view key, uint32_t row) {
    std::string folded = fold(key);
    if (folded.empty()) return;
    keys.push_back({layout::hash_of(folded), row});
    for (size_t space = folded.find(' '); space != std::string::npos; space = folded.find(' ', space + 1))
      keys.push_back({layout::hash_of(std::string_view(folded).substr(0, space)), layout::only_prefix});
  }
};

Error row_error(const std::string& path, uint32_t line, const std::string& what) {
  return {Error::Kind::resource, "bad-pack-row", what, fmt::format("{}:{}", path, line), "mend the line"};
}

/// Reads a table; `text` is the whole file.
Result<TableText> read_table(std::string_view text, const Input& in, uint32_t file) {
  TableText table;
  table.name = in.name.substr(0, in.name.size() - 4);
  table.file = file;
  std::vector<bool> is_key;
  uint32_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto cells = split(line, '\t');
    if (is_key.empty()) {
      for (auto& cell : cells) {
        is_key.push_back(cell.ends_with('*'));
        if (cell.ends_with('*')) cell.remove_suffix(1);
        table.columns += (table.columns.empty() ? "" : "\t") + std::string(cell);
      }
      continue;
    }
    if (cells.size() > is_key.size())
      return std::unexpected(row_error(in.path, number, fmt::format("column {} has no name in the header of {} columns", cells.size(), is_key.size())));
    uint32_t row = static_cast<uint32_t>(table.lines.size());
    for (size_t c = 0; c < cells.size(); ++c)
      if (is_key[c])
        for (auto key : split(cells[c], '|')) table.add_key(key, row);
    table.text += line;
    table.rows.push_back(static_cast<uint32_t>(table.text.size()));
    table.lines.push_back(number);
  }
  if (is_key.empty()) return std::unexpected(row_error(in.path, 1, "the table has no header line with the names of its columns"));
  std::sort(table.keys.begin(), table.keys.end());
  table.keys.erase(std::unique(table.keys.begin(), table.keys.end()), table.keys.end());
  return table;
}

std::vector<Input> inputs_of(const std::vector<fs::path>& dirs) {
  std::map<std::string, Input> found;
  for (const auto& dir : dirs) {
    std::error_code failed;
    std::string shown = fs::absolute(dir).lexically_normal().filename().string();
    for (auto it = fs::recursive_directory_iterator(dir, failed); !failed && it != fs::recursive_directory_iterator(); it.increment(failed)) {
      if (!it->is_regular_file() || it->path().extension() == ".md") continue;
      std::string name = fs::relative(it->path(), dir).generic_string();
      found[name] = {name, fmt::format("{}/{}", shown, name), it->path()};
    }
  }
  std::vector<Input> out;
  out.reserve(found.size());
  for (auto& [name, input] : found) out.push_back(std::move(input));
  return out;
}

/// Bytes that grow, each part on an eight-byte border.
class Writer {
 public:
  template <class T>
  uint64_t put(const T* data, size_t count) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    uint64_t at = sizeof(layout::Header) + bytes_.size();
    bytes_.append(reinterpret_cast<const char*>(data), count * sizeof(T));
    return at;
  }
  uint64_t put(std::string_view text) { return put(text.data(), text.size()); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

layout::TableEntry write_table(const TableText& table, Writer& out) {
  layout::TableEntry entry{};
  std::vector<uint64_t> hashes;
  std::vector<uint32_t> rows;
  for (const auto& key : table.keys) {
    hashes.push_back(key.hash);
    rows.push_back(key.row);
  }
  entry.name_at = out.put(table.name);
  entry.name_size = static_cast<uint32_t>(table.name.size());
  entry.columns_at = out.put(table.columns);
  entry.columns_size = static_cast<uint32_t>(table.columns.size());
  entry.rows_at = out.put(table.rows.data(), table.rows.size());
  entry.lines_at = out.put(table.lines.data(), table.lines.size());
  entry.text_at = out.put(table.text);
  entry.text_size = static_cast<uint32_t>(table.text.size());
  entry.hashes_at = out.put(hashes.data(), hashes.size());
  entry.key_rows_at = out.put(rows.data(), rows.size());
  entry.keys = static_cast<uint32_t>(hashes.size());
  entry.file = table.file;
  entry.rows = static_cast<uint32_t>(table.lines.size());
  return entry;
}

Result<void> write_file(const fs::path& path, std::string_view head, std::string_view body) {
  fs::path part = path;
  part += ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(head.data(), static_cast<std::streamsize>(head.size()));
  out.write(body.data(), static_cast<std::streamsize>(body.size()));
  out.close();
  std::error_code failed;
  if (out) fs::rename(part, path, failed);
  if (!out || failed)
    return std::unexpected(Error{Error::Kind::resource, "cannot-write", "the pack could not be written", path.string(), "check the folder and the disk"});
  return {};
}

}  // namespace

Result<void> compile_pack(const std::vector<fs::path>& dirs, const fs::path& out_path) {
  Writer out;
  std::vector<layout::FileEntry> files;
  std::vector<layout::TableEntry> tables;
  for (const auto& in : inputs_of(dirs)) {
    std::ifstream stream(in.at, std::ios::binary);
    std::stringstream buffer;
    buffer << stream.rdbuf();
    if (!stream) return std::unexpected(Error{Error::Kind::resource, "cannot-read", "the file could not be read", in.path, "check its permissions"});
    std::string text = std::move(buffer).str();
    layout::FileEntry file{};
    file.path_at = out.put(in.path);
    file.path_size = static_cast<uint32_t>(in.path.size());
    if (in.name.ends_with(".tsv")) {
      auto table = read_table(text, in, static_cast<uint32_t>(files.size()));
      if (!table) return std::unexpected(table.error());
      tables.push_back(write_table(*table, out));
    } else {
      file.text_at = out.put(text);
      file.text_size = static_cast<uint32_t>(text.size());
    }
    files.push_back(file);
  }
  layout::Header header{};
  std::memcpy(header.magic, layout::magic, sizeof header.magic);
  header.files = static_cast<uint32_t>(files.size());
  header.tables = static_cast<uint32_t>(tables.size());
  header.files_at = out.put(files.data(), files.size());
  header.tables_at = out.put(tables.data(), tables.size());
  header.file_size = sizeof header + out.bytes().size();
  char hex[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data(reinterpret_cast<const uint8_t*>(out.bytes().data()), out.bytes().size(), hex);
  std::memcpy(header.version, hex, 12);
  return write_file(out_path, {reinterpret_cast<const char*>(&header), sizeof header}, out.bytes());
}

}  // namespace dateline
