// Folders of tables and rules made into a pack's file, or put above an open pack.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <system_error>

#include "pack/draft.h"
#include "pack/view.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  fs::path part = path;
  part += ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code failed;
  if (out) fs::rename(part, path, failed);
  if (!out || failed)
    return std::unexpected(Error{Error::Kind::resource, "cannot-write", "the pack could not be written", path.string(), "check the folder and the disk"});
  return {};
}

/// The rules that stand in the table "columns" of the folder that is compiled.
std::vector<ColumnRule> rules_in(const std::vector<TableDraft>& drafts) {
  std::vector<ColumnRule> out;
  for (const TableDraft& draft : drafts) {
    int table = draft.column("table"), column = draft.column("column"), is = draft.column("is"), need = draft.column("need"), same = draft.column("same");
    if (draft.name != "columns" || std::min({table, column, is, need, same}) < 0) continue;
    for (size_t row = 0; row < draft.rows(); ++row) {
      auto cell = [&](int c) { return std::string(draft.cell(row, static_cast<size_t>(c))); };
      out.push_back({cell(table), cell(column), cell(is), cell(need) == "yes", cell(same) == "yes"});
    }
  }
  return out;
}

std::vector<ColumnRule> rules_in(const Table& table) {
  std::vector<ColumnRule> out;
  for (uint32_t row = 0; row < table.rows(); ++row) {
    auto cell = [&](std::string_view column) { return std::string(table.cell(row, table.column(column))); };
    out.push_back({cell("table"), cell("column"), cell("is"), cell("need") == "yes", cell("same") == "yes"});
  }
  return out;
}

void values_in(const std::vector<TableDraft>& drafts, std::string_view table, std::string_view column, const std::function<void(std::string_view)>& each) {
  for (const TableDraft& draft : drafts)
    if (int c = draft.name == table ? draft.column(column) : -1; c >= 0)
      for (size_t row = 0; row < draft.rows(); ++row) each(draft.cell(row, static_cast<size_t>(c)));
}

Error first_of(const Faults& faults) {
  Error out = faults.front();
  if (faults.size() > 1) out.what += fmt::format(" (and {} more faults)", faults.size() - 1);
  return out;
}

std::vector<DraftColumn> columns_of(const TablePart& part) {
  std::vector<DraftColumn> out;
  for (uint32_t c = 0; c < part.columns(); ++c) out.push_back({std::string(part.column_name(c)), part.is_key(c), part.is_number(c)});
  return out;
}

/// Rows of the table that speak of the same thing as a row of the draft: those are replaced.
std::vector<uint32_t> replaced_rows(const TableDraft& draft, const Table& below, const std::vector<ColumnRule>& rules) {
  std::vector<size_t> same;
  for (const ColumnRule& rule : rules)
    if (int c = rule.table == draft.name && rule.same ? draft.column(rule.column) : -1; c >= 0) same.push_back(static_cast<size_t>(c));
  std::vector<uint32_t> out;
  auto key = std::find_if(same.begin(), same.end(), [&](size_t c) { return draft.columns[c].key; });
  if (key == same.end()) return out;
  for (size_t row = 0; row < draft.rows(); ++row)
    for (uint32_t old : below.find(fold(draft.cell(row, *key).substr(0, draft.cell(row, *key).find('|'))))) {
      bool equal = std::all_of(same.begin(), same.end(), [&](size_t c) { return below.written(old, static_cast<int>(c)) == draft.cell(row, c); });
      if (equal) out.push_back(old);
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Whether the pack reads rules from where the file stands: a file of that name, or others of that kind in its folder.
bool is_read(const PackState& pack, const PackFile& file) {
  fs::path own(file.name);
  for (const auto& layer : pack.layers)
    for (uint32_t i = 0; i < layer.bytes.header().files; ++i) {
      const auto* entry = layer.bytes.file(i);
      std::string_view path = entry ? layer.bytes.text(entry->path_at, entry->path_size) : std::string_view();
      fs::path other(path.substr(std::min(path.find('/') + 1, path.size())));
      if (other == own || (other.parent_path() == own.parent_path() && other.extension() == own.extension() && own.extension() != ".tsv")) return true;
    }
  return false;
}

}  // namespace

Result<void> compile_pack(const std::vector<fs::path>& dirs, const fs::path& out_path, std::vector<Error>* all_faults) {
  std::map<std::string, PackFile> by_name;
  for (const auto& dir : dirs) {
    auto files = files_of(dir);
    if (!files) return std::unexpected(files.error());
    for (PackFile& file : *files) by_name[file.name] = std::move(file);
  }
  std::vector<PackFile> files;
  for (auto& [name, file] : by_name) files.push_back(std::move(file));
  Faults faults;
  std::vector<TableDraft> drafts;
  for (uint32_t i = 0; i < files.size(); ++i)
    if (files[i].is_table()) drafts.push_back(read_table(files[i], i, nullptr, faults));
  const std::vector<ColumnRule> rules = rules_in(drafts);
  ValuesOf values = [&](auto table, auto column, const auto& each) { values_in(drafts, table, column, each); };
  for (TableDraft& draft : drafts) check_table(draft, rules, values, faults);
  for (PackFile& file : files)
    if (!file.is_table()) check_rules(file, rules, values, faults);
  if (all_faults) *all_faults = faults;
  if (!faults.empty()) return std::unexpected(first_of(faults));
  return write_file(out_path, pack_bytes(files, drafts, [](std::string_view) { return std::nullopt; }));
}

Result<void> add_folder(Pack& pack, const fs::path& folder, bool lenient, std::vector<Error>& faults) {
  auto files = files_of(folder);
  if (!files) return std::unexpected(files.error());
  const size_t before = faults.size();
  std::vector<TableDraft> drafts;
  for (uint32_t i = 0; i < files->size(); ++i) {
    const PackFile& file = (*files)[i];
    if (!file.is_table()) {
      if (!is_read(*pack.state_, file)) faults.push_back(fault_at(file.path, 1, 0, "no file of this name and place is read", "see docs/formats/pack.md"));
      continue;
    }
    const TableView* below = pack.state_->table(file.table_name());
    if (!below) {
      faults.push_back(fault_at(file.path, 1, 0, fmt::format("no table is called {}", file.table_name()), "see docs/formats/pack.md"));
      continue;
    }
    const std::vector<DraftColumn> columns = columns_of(below->parts.front());
    drafts.push_back(read_table(file, i, &columns, faults));
  }
  const std::vector<ColumnRule> rules = rules_in(pack.table("columns"));
  ValuesOf values = [&](auto name, auto column, const auto& each) {
    const Table table = pack.table(name);
    for (uint32_t row = 0; row < table.rows(); ++row) each(table.cell(row, table.column(column)));
    values_in(drafts, name, column, each);
  };
  std::vector<std::pair<std::string, std::vector<uint32_t>>> replaced;
  for (TableDraft& draft : drafts) {
    check_table(draft, rules, values, faults);
    replaced.emplace_back(draft.name, replaced_rows(draft, pack.table(draft.name), rules));
  }
  for (PackFile& file : *files)
    if (!file.is_table()) check_rules(file, rules, values, faults);
  if (files->empty())
    return std::unexpected(Error{Error::Kind::resource, "empty-pack", "the folder has no tables and no rules", folder.string(), "see docs/formats/pack.md"});
  if (faults.size() > before && !lenient) return std::unexpected(first_of(faults));
  PackBytes bytes = PackBytes::made(pack_bytes(*files, drafts, [&](std::string_view name) { return std::optional(pack.state_->table(name)->index.bits); }));
  pack.state_->version = fmt::format("{:012x}", layout::hash_of(pack.state_->version + std::string(bytes.header().version, 12)) & 0xFFFFFFFFFFFF);
  pack.state_->add_layer(std::move(bytes), replaced);
  return {};
}

}  // namespace dateline
