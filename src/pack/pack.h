// pack: what people know, in one read-only mapped file compiled from packs/: tables, rules, and the line where each stands.
//
// Always: every cell and rule knows its file and line (`name_of`); lookups are by folded key and give rows in the order of the file.
// Never: memory that grows with the pack (it is mapped, not loaded), a rule or word in C++ that belongs into packs/.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <typeinfo>

#include "base/base.h"

namespace dateline {

/// A line of a file under packs/.
struct RuleRef {
  uint32_t file = 0, line = 0;
};

/// Lower case, marks stripped, typographic quotes and dashes made plain, white space single: the form in which keys are compared.
std::string fold(std::string_view text);

struct PackState;  // the mapped file, and what was added to it
struct TableView;

/// One `.tsv` under packs/: a header line of column names, then rows. A name's trailing `*` makes its column a key: its values, split at `|`, find the
/// row. A trailing `#` says that it holds numbers, kept packed: `number` and `written` give them, `cell` does not.
class Table {
 public:
  uint32_t rows() const;
  /// The number of a column, or -1: ask once, not for each row.
  int column(std::string_view name) const;
  std::string_view cell(uint32_t row, int column) const;
  double number(uint32_t row, int column) const;  // 0 where the cell is empty or no number
  std::string written(uint32_t row, int column) const;
  RuleRef where(uint32_t row) const;
  /// Rows with this key in any key column; `folded` must have gone through fold(). Rows of folders added later stand first.
  std::span<const uint32_t> find(std::string_view folded) const;
  /// Whether some key begins with `folded` and goes on with a space: where not, a longer phrase can't match.
  bool has_longer(std::string_view folded) const;
  /// Whether the row comes from a folder that was added.
  bool is_added(uint32_t row) const;
  explicit operator bool() const { return view_ != nullptr; }

 private:
  friend class Pack;
  const TableView* view_ = nullptr;
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
  std::vector<std::string_view> tables() const;
  /// The files of rules below packs/FOLDER ("en/verbs"), in the order of their names.
  std::vector<RuleFile> rules(std::string_view folder) const;
  /// "packs/en/verbs/meet.verb:12".
  std::string name_of(RuleRef) const;
  /// The first 12 hex digits of the hash of its contents.
  std::string_view version() const;
  /// What a room makes of the pack alone (rules read, weights as numbers): made once, when first asked for, and kept. T's constructor takes the pack; T may
  /// keep tables, rules and text of it, but not the Pack, which may move.
  template <class T>
  const T& made() const {
    return *static_cast<const T*>(kept(typeid(T), [](const Pack& pack) -> std::shared_ptr<const void> { return std::make_shared<const T>(pack); }));
  }

  Pack(Pack&&) noexcept;
  Pack& operator=(Pack&&) noexcept;
  ~Pack();

 private:
  friend Result<Pack> open_pack(const std::filesystem::path&);
  friend Result<void> add_folder(Pack&, const std::filesystem::path&, bool, std::vector<Error>&);
  explicit Pack(std::unique_ptr<PackState>);
  const void* kept(const std::type_info&, std::shared_ptr<const void> (*make)(const Pack&)) const;
  std::unique_ptr<PackState> state_;
};

Result<Pack> open_pack(const std::filesystem::path& path);

/// Puts the tables and rules of a person's own folder above the pack's (docs/formats/pack.md): its rows are found first, and take the place of rows that
/// are the same thing; its rule files take the place of those with their names. `faults` gets every row that is wrong, each with file, line, column and
/// what was expected. An error where there are faults, unless `lenient`: then the rest is added.
Result<void> add_folder(Pack&, const std::filesystem::path& folder, bool lenient, std::vector<Error>& faults);

/// Compiles every file below each of `dirs` (a file of a later one takes the place of one with its name) into `out`. `faults` as above; any is an error.
Result<void> compile_pack(const std::vector<std::filesystem::path>& dirs, const std::filesystem::path& out, std::vector<Error>* faults = nullptr);

}  // namespace dateline
