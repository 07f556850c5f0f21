#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>

#include "pack/draft.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> out;
  for (size_t from = 0;;) {
    size_t to = line.find(by, from);
    out.push_back(line.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return out;
    from = to + 1;
  }
}

/// Whether a cell is UTF-8 without control characters; else what stands there.
std::string odd_bytes(std::string_view cell) {
  int32_t size = static_cast<int32_t>(cell.size());
  for (int32_t i = 0; i < size;) {
    int32_t at = i;
    UChar32 c;
    U8_NEXT(cell.data(), i, size, c);
    if (c < 0) return fmt::format("byte 0x{:02X} is no UTF-8", static_cast<unsigned char>(cell[static_cast<size_t>(at)]));
    if (c < 0x20) return fmt::format("a control character (U+{:04X})", static_cast<unsigned>(c));
  }
  return {};
}

/// The columns that a header names: marks taken off.
std::vector<DraftColumn> header_of(const std::vector<std::string_view>& cells) {
  std::vector<DraftColumn> out;
  for (std::string_view cell : cells) {
    DraftColumn column;
    for (; cell.ends_with('*') || cell.ends_with('#'); cell.remove_suffix(1)) (cell.back() == '*' ? column.key : column.number) = true;
    column.name = cell;
    out.push_back(std::move(column));
  }
  return out;
}

std::string names_of(const std::vector<DraftColumn>& columns) {
  std::string out;
  for (const auto& c : columns) out += (out.empty() ? "" : ", ") + c.name;
  return out;
}

/// For each column of a file's header, its number among the columns of the table; a fault for each that has none there.
std::vector<int> places_of(const TableDraft& table, const std::vector<DraftColumn>& header, uint32_t line, Faults& faults) {
  std::vector<int> out;
  for (size_t c = 0; c < header.size(); ++c) {
    int place = table.column(header[c].name);
    if (place < 0)
      faults.push_back(
          fault_at(table.path, line, c + 1, fmt::format("no column is called '{}'", header[c].name), "the columns are " + names_of(table.columns)));
    else if (std::find(out.begin(), out.end(), place) != out.end())
      faults.push_back(fault_at(table.path, line, c + 1, fmt::format("the column '{}' stands twice", header[c].name), "leave one out"));
    out.push_back(place);
  }
  return out;
}

}  // namespace

int TableDraft::column(std::string_view column_name) const {
  auto found = std::find_if(columns.begin(), columns.end(), [&](const DraftColumn& c) { return c.name == column_name; });
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

void TableDraft::drop(const std::vector<bool>& bad) {
  size_t kept = 0, width = columns.size();
  for (size_t row = 0; row < rows(); ++row) {
    if (bad[row]) continue;
    std::copy_n(cells.begin() + static_cast<long>(row * width), width, cells.begin() + static_cast<long>(kept * width));
    lines[kept++] = lines[row];
  }
  cells.resize(kept * width);
  lines.resize(kept);
}

Error fault_at(const std::string& path, uint32_t line, size_t column, std::string what, std::string next) {
  std::string where = column ? fmt::format("{}:{}:{}", path, line, column) : fmt::format("{}:{}", path, line);
  return {Error::Kind::resource, "bad-pack-row", std::move(what), std::move(where), std::move(next)};
}

Result<std::vector<PackFile>> files_of(const fs::path& folder) {
  std::map<std::string, PackFile> found;
  std::error_code failed;
  auto refuse = [](const char* code, const char* what, std::string where, const char* next) {
    return std::unexpected(Error{Error::Kind::resource, code, what, std::move(where), next});
  };
  if (!fs::is_directory(folder, failed)) return refuse("no-pack-folder", "no such folder", folder.string(), "check the path");
  fs::path whole = fs::absolute(folder).lexically_normal();
  std::string shown = (whole.has_filename() ? whole : whole.parent_path()).filename().string();
  for (auto it = fs::recursive_directory_iterator(folder, failed); !failed && it != fs::recursive_directory_iterator(); it.increment(failed)) {
    std::string file = it->path().filename().string();
    std::error_code unknown;
    if (!it->is_regular_file(unknown) || it->path().extension() == ".md" || file.starts_with('.') || file.ends_with('~')) continue;
    std::string name = it->path().lexically_relative(folder).generic_string();
    found[name] = {name, fmt::format("{}/{}", shown, name), it->path(), {}};
  }
  if (failed) return refuse("cannot-read", "the folder could not be read", folder.string(), "check its permissions");
  std::vector<PackFile> out;
  for (auto& [name, file] : found) {
    std::ifstream stream(file.at, std::ios::binary);
    std::stringstream buffer;
    buffer << stream.rdbuf();
    if (!stream) return refuse("cannot-read", "the file could not be read", file.path, "check its permissions");
    file.text = std::move(buffer).str();
    out.push_back(std::move(file));
  }
  return out;
}

TableDraft read_table(const PackFile& in, uint32_t file, const std::vector<DraftColumn>* expected, Faults& faults) {
  TableDraft table{in.table_name(), in.path, file, expected ? *expected : std::vector<DraftColumn>(), {}, {}, {}};
  std::string_view text = in.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    faults.push_back(fault_at(in.path, 1, 0, "the file is written in UTF-16", "save it as UTF-8"));
    return table;
  }
  std::vector<int> places;
  bool header_seen = false;
  uint32_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto cells = split(line, '\t');
    const size_t before = faults.size();
    for (size_t c = 0; c < cells.size(); ++c)
      if (std::string odd = odd_bytes(cells[c]); !odd.empty()) faults.push_back(fault_at(in.path, number, c + 1, odd + ": expected UTF-8 text"));
    if (!header_seen) {
      header_seen = true;
      auto header = header_of(cells);
      if (!expected) table.columns = header;
      places = places_of(table, header, number, faults);
      if (faults.size() > before) return table;
      table.places.assign(table.columns.size(), 0);
      for (size_t c = 0; c < places.size(); ++c) table.places[static_cast<size_t>(places[c])] = c + 1;
      continue;
    }
    if (cells.size() > places.size())
      faults.push_back(fault_at(in.path, number, cells.size(), fmt::format("a cell too many: the header names {} columns", places.size())));
    if (line.size() > UINT16_MAX) faults.push_back(fault_at(in.path, number, 0, "the line is longer than 65,535 bytes"));
    if (faults.size() > before) continue;
    size_t at = table.cells.size();
    table.cells.resize(at + table.columns.size());
    for (size_t c = 0; c < cells.size(); ++c) table.cells[at + static_cast<size_t>(places[c])] = cells[c];
    table.lines.push_back(number);
  }
  if (!header_seen) faults.push_back(fault_at(in.path, 1, 0, "the table has no header line with the names of its columns", "begin with such a line"));
  return table;
}

}  // namespace dateline
