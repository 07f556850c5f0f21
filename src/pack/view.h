// A pack as the engine sees it: the compiled file, and above it the folders that people gave; each table made of the rows of all.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <typeindex>
#include <vector>

#include "pack/bytes.h"
#include "pack/pack.h"

namespace dateline {

/// One table of one file, its arrays found and checked once.
class TablePart {
 public:
  TablePart(const PackBytes&, const layout::TableEntry&, uint32_t file_base);
  uint32_t rows() const { return rows_; }
  uint32_t columns() const { return static_cast<uint32_t>(columns_.size()); }
  std::string_view column_name(uint32_t c) const { return columns_[c].name; }
  bool is_key(uint32_t c) const { return columns_[c].entry.key != 0; }
  bool is_number(uint32_t c) const;
  std::string_view cell(uint32_t row, uint32_t column) const;
  double number(uint32_t row, uint32_t column) const;
  /// The cell as it was written, a packed number too.
  std::string written(uint32_t row, uint32_t column) const;
  RuleRef where(uint32_t row) const;
  /// The index: starts of the buckets, what is left of the hashes, rows; empty where damaged.
  struct Index {
    const uint32_t *buckets = nullptr, *rests = nullptr, *rows = nullptr;
    uint32_t bits = 0, keys = 0;
  };
  const Index& index() const { return index_; }

 private:
  struct Column {
    layout::ColumnEntry entry;
    std::string_view name;
    const unsigned char* data;
    const uint32_t* starts;
  };
  std::string_view text_of_row(uint32_t row) const;
  uint64_t packed(const Column&, uint32_t row) const;

  const PackBytes* bytes_;
  uint32_t rows_ = 0, file_ = 0;
  std::vector<Column> columns_;
  const uint32_t* samples_;
  const uint16_t* lengths_;
  const layout::LineRun* lines_;
  uint32_t line_runs_;
  uint64_t text_at_, text_size_;
  Index index_;
};

/// The rows with one key in an index; at the end of them may stand marks that longer keys begin so.
std::span<const uint32_t> run_of(const TablePart::Index&, uint64_t hash);

/// A table: the compiled rows, then those of each folder in the order given. Its index has the rows of later folders first.
struct TableView {
  std::string name;
  std::vector<TablePart> parts;
  std::vector<uint32_t> firsts;  // number of the first row of each part
  TablePart::Index index;        // of the only part, or of the arrays below
  std::vector<uint32_t> buckets, rests, rows;

  std::pair<const TablePart*, uint32_t> part_of(uint32_t row) const;
  uint32_t count() const { return parts.empty() ? 0 : firsts.back() + parts.back().rows(); }
  /// Puts the rows of one more part above the others; rows of `replaced` (sorted numbers) are found no more.
  void add(TablePart, const std::vector<uint32_t>& replaced);
};

struct PackState {
  struct Layer {
    PackBytes bytes;
    uint32_t file_base;  // number of its first file
  };
  std::deque<Layer> layers;  // the compiled file first
  std::deque<TableView> tables;
  std::string version;
  std::mutex lock;
  std::map<std::type_index, std::shared_ptr<const void>> made;  // what the rooms made of it

  /// Takes over bytes that are whole; tables that are not there yet become tables. What was made of the pack before is dropped.
  void add_layer(PackBytes, const std::vector<std::pair<std::string, std::vector<uint32_t>>>& replaced);
  const TableView* table(std::string_view name) const;
};

}  // namespace dateline
