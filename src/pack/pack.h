// pack: what people know, in one read-only mapped file compiled from packs/: tables, rules, and the line where each stands.
//
// Always: every cell and rule knows its file and line (`name_of`); lookups are by folded key and give rows in the order of the file.
// Never: memory that grows with the pack (it is mapped, not loaded), a rule or word in C++ that belongs into packs/.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "base/base.h"

namespace dateline {

/// A line of a file under packs/.
struct RuleRef {
  uint32_t file = 0, line = 0;
};

/// Lower case, marks stripped, typographic quotes and dashes made plain, white space single: the form in which keys are compared.
std::string fold(std::string_view text);

struct PackBytes;  // the mapped file

/// One `.tsv` under packs/: a header line of column names (a trailing `*` makes a column a key: its values, split at `|`, find the row), then rows.
class Table {
 public:
  uint32_t rows() const;
  /// The number of a column, or -1: ask once, not for each row.
  int column(std::string_view name) const;
  std::string_view cell(uint32_t row, int column) const;
  RuleRef where(uint32_t row) const;
  /// Rows with this key in any key column; `folded` must have gone through fold().
  std::span<const uint32_t> find(std::string_view folded) const;
  /// Whether some key begins with `folded` and goes on with a space: where not, a longer phrase can't match.
  bool has_longer(std::string_view folded) const;
  explicit operator bool() const { return bytes_ != nullptr; }

 private:
  friend class Pack;
  const PackBytes* bytes_ = nullptr;
  uint32_t table_ = 0;
};

/// One line of a rule file: `word rest`; lines that are empty or begin with # are left out.
struct RuleLine {
  std::string_view word, rest;
  RuleRef at;
  bool indented = false;  // belongs to the rule above: its `yes` and `no` examples stand so
};

/// One file of rules (anything under packs/ that is no table).
struct RuleFile {
  std::string_view path;  // "packs/en/verbs/meet.verb"
  std::vector<RuleLine> lines;
};

class Pack {
 public:
  /// The table "world/countries" is packs/world/countries.tsv; an empty Table (false) where there is none.
  Table table(std::string_view name) const;
  /// The files of rules below packs/FOLDER ("en/verbs"), in the order of their names.
  std::vector<RuleFile> rules(std::string_view folder) const;
  /// "packs/en/verbs/meet.verb:12".
  std::string name_of(RuleRef) const;
  /// The first 12 hex digits of the hash of its contents.
  std::string_view version() const;

  Pack(Pack&&) noexcept;
  ~Pack();

 private:
  friend Result<Pack> open_pack(const std::filesystem::path&);
  explicit Pack(std::unique_ptr<PackBytes>);
  std::unique_ptr<PackBytes> bytes_;
};

Result<Pack> open_pack(const std::filesystem::path& path);

/// Compiles every file below each of `dirs` (later ones add files that they name anew) into `out`. A malformed row is an error that names file, line and
/// column.
Result<void> compile_pack(const std::vector<std::filesystem::path>& dirs, const std::filesystem::path& out);

}  // namespace dateline
