// Tables on their way from text into a pack: what stands in the files of a folder, row by row.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pack/layout.h"
#include "pack/pack.h"

namespace dateline {

struct PackFile {
  std::string name;  // "world/countries.tsv"
  std::string path;  // as people know it: "packs/world/countries.tsv"
  std::filesystem::path at;
  std::string text;
  bool is_table() const { return name.ends_with(".tsv"); }
  std::string table_name() const { return name.substr(0, name.size() - 4); }
};

struct DraftColumn {
  std::string name;
  bool key = false, number = false;
};

struct TableDraft {
  std::string name, path;
  uint32_t file = 0;
  std::vector<DraftColumn> columns;
  std::vector<std::string_view> cells;  // row after row, in the order of the columns; they lie in the text of the file
  std::vector<uint32_t> lines;          // of each row
  std::vector<size_t> places;           // of each column, where it stands in the file (from 1); 0 where the file lacks it
  size_t rows() const { return lines.size(); }
  std::string_view cell(size_t row, size_t column) const { return cells[row * columns.size() + column]; }
  int column(std::string_view column_name) const;
  /// Leaves out the rows that are marked.
  void drop(const std::vector<bool>& bad);
};

using Faults = std::vector<Error>;

/// "packs/world/people.tsv:12:4": line and column (both from 1; column 0: the whole line).
Error fault_at(const std::string& path, uint32_t line, size_t column, std::string what, std::string next = "mend the line");

/// The files of a folder, in the order of their names; nothing of `.md`. The error names a file that can't be read.
Result<std::vector<PackFile>> files_of(const std::filesystem::path& folder);

/// Reads a table. With `expected`, its columns are those, in that order, whatever order the file has; a column that is not among them is a fault. Rows with a
/// fault are left out of the draft.
TableDraft read_table(const PackFile&, uint32_t file, const std::vector<DraftColumn>* expected, Faults&);

/// All values of a column that some table has.
using ValuesOf = std::function<void(std::string_view table, std::string_view column, const std::function<void(std::string_view)>& each)>;

/// What the table "columns" asks of one column.
struct ColumnRule {
  std::string table, column, is;
  bool need = false, same = false;  // same: rows that are equal in these columns speak of the same thing
};

/// Holds a draft to the rules of its table: cells, order of dates, doubles and contradictions. Rows with a fault are left out of the draft.
void check_table(TableDraft&, const std::vector<ColumnRule>&, const ValuesOf&, Faults&);

/// Holds the lines of a rule file to what the table "columns" says of its folder: the words that they begin with, and what follows each. Lines with a fault
/// are made blank, with what belongs to them.
void check_rules(PackFile&, const std::vector<ColumnRule>&, const ValuesOf&, Faults&);

/// A pack's bytes made of drafts and rule files. `bits_of` gives the bits of a table's index, or none where the table may choose.
std::string pack_bytes(const std::vector<PackFile>&, const std::vector<TableDraft>&, const std::function<std::optional<uint32_t>(std::string_view)>& bits_of);

}  // namespace dateline
