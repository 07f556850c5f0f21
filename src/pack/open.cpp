#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "pack/layout.h"
#include "pack/pack.h"

namespace dateline {

/// The mapped bytes. Every access is checked against their size: a damaged file gives empty cells, not a crash.
struct PackBytes {
  const char* data = nullptr;
  uint64_t size = 0;

  ~PackBytes() {
    if (data) munmap(const_cast<char*>(data), size);
  }
  template <class T>
  const T* array(uint64_t at, uint64_t count) const {
    return at % alignof(T) == 0 && at <= size && count <= (size - at) / sizeof(T) ? reinterpret_cast<const T*>(data + at) : nullptr;
  }
  std::string_view text(uint64_t at, uint64_t length) const {
    const char* p = array<char>(at, length);
    return p ? std::string_view(p, length) : std::string_view();
  }
  const layout::Header& header() const { return *reinterpret_cast<const layout::Header*>(data); }
  const layout::FileEntry* file(uint32_t i) const {
    auto* all = array<layout::FileEntry>(header().files_at, header().files);
    return all && i < header().files ? all + i : nullptr;
  }
  const layout::TableEntry* table(uint32_t i) const {
    auto* all = array<layout::TableEntry>(header().tables_at, header().tables);
    return all && i < header().tables ? all + i : nullptr;
  }
};

Pack::Pack(std::unique_ptr<PackBytes> bytes) : bytes_(std::move(bytes)) {}
Pack::Pack(Pack&&) noexcept = default;
Pack::~Pack() = default;

Result<Pack> open_pack(const std::filesystem::path& path) {
  auto refuse = [&](const char* code, const char* what, const char* next) {
    return std::unexpected(Error{Error::Kind::resource, code, what, path.string(), next});
  };
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return refuse("no-pack", "the pack is not there", "build it, or name one with --pack");
  struct stat info{};
  auto mapped = std::make_unique<PackBytes>();
  if (fstat(fd, &info) == 0 && info.st_size >= static_cast<off_t>(sizeof(layout::Header))) {
    mapped->size = static_cast<uint64_t>(info.st_size);
    void* p = mmap(nullptr, mapped->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p != MAP_FAILED) mapped->data = static_cast<const char*>(p);
  }
  close(fd);
  if (!mapped->data || std::memcmp(mapped->header().magic, layout::magic, sizeof layout::magic) != 0)
    return refuse("foreign-pack", "this is no pack of this version", "build it again");
  const layout::Header& header = mapped->header();
  bool whole = header.file_size == mapped->size && mapped->array<layout::FileEntry>(header.files_at, header.files) &&
               mapped->array<layout::TableEntry>(header.tables_at, header.tables);
  if (!whole) return refuse("damaged-pack", "the pack is cut off or damaged", "build it again");
  return Pack(std::move(mapped));
}

Table Pack::table(std::string_view name) const {
  Table found;
  for (uint32_t i = 0; i < bytes_->header().tables; ++i) {
    auto* entry = bytes_->table(i);
    if (!entry || bytes_->text(entry->name_at, entry->name_size) != name) continue;
    found.bytes_ = bytes_.get();
    found.table_ = i;
  }
  return found;
}

std::vector<RuleFile> Pack::rules(std::string_view folder) const {
  std::vector<RuleFile> out;
  for (uint32_t i = 0; i < bytes_->header().files; ++i) {
    auto* file = bytes_->file(i);
    if (!file || file->text_at == 0) continue;
    std::string_view path = bytes_->text(file->path_at, file->path_size);
    std::string_view inside = path.substr(std::min(path.find('/'), path.size() - 1) + 1);
    if (!inside.starts_with(folder) || (inside.size() > folder.size() && inside[folder.size()] != '/')) continue;
    RuleFile rules{path, {}};
    std::string_view text = bytes_->text(file->text_at, file->text_size);
    for (uint32_t line = 1; !text.empty(); ++line) {
      size_t end = std::min(text.find('\n'), text.size());
      std::string_view all = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      size_t word = all.find_first_not_of(" \t\r");
      if (word == std::string_view::npos || all[word] == '#') continue;
      size_t stop = std::min(all.find_first_of(" \t\r", word), all.size());
      size_t rest = std::min(all.find_first_not_of(" \t\r", stop), all.size());
      size_t last = all.find_last_not_of(" \t\r");
      rules.lines.push_back({all.substr(word, stop - word), rest <= last ? all.substr(rest, last + 1 - rest) : std::string_view(), {i, line}, word > 0});
    }
    out.push_back(std::move(rules));
  }
  return out;
}

std::string Pack::name_of(RuleRef at) const {
  auto* file = bytes_->file(at.file);
  return file ? fmt::format("{}:{}", bytes_->text(file->path_at, file->path_size), at.line) : std::string();
}

std::string_view Pack::version() const { return std::string_view(bytes_->header().version, 12); }

uint32_t Table::rows() const { return bytes_ ? bytes_->table(table_)->rows : 0; }

int Table::column(std::string_view name) const {
  if (!bytes_) return -1;
  auto* entry = bytes_->table(table_);
  std::string_view columns = bytes_->text(entry->columns_at, entry->columns_size);
  for (int i = 0;; ++i) {
    size_t tab = std::min(columns.find('\t'), columns.size());
    if (columns.substr(0, tab) == name) return i;
    if (tab == columns.size()) return -1;
    columns.remove_prefix(tab + 1);
  }
}

std::string_view Table::cell(uint32_t row, int column) const {
  if (!bytes_ || column < 0) return {};
  auto* entry = bytes_->table(table_);
  auto* rows = bytes_->array<uint32_t>(entry->rows_at, entry->rows + 1u);
  if (!rows || row >= entry->rows) return {};
  std::string_view text = bytes_->text(entry->text_at + rows[row], rows[row + 1] - rows[row]);
  for (; column > 0; --column) {
    size_t tab = text.find('\t');
    if (tab == std::string_view::npos) return {};
    text.remove_prefix(tab + 1);
  }
  return text.substr(0, text.find('\t'));
}

RuleRef Table::where(uint32_t row) const {
  if (!bytes_) return {};
  auto* entry = bytes_->table(table_);
  auto* lines = bytes_->array<uint32_t>(entry->lines_at, entry->rows);
  return {entry->file, lines && row < entry->rows ? lines[row] : 0};
}

std::span<const uint32_t> Table::find(std::string_view folded) const {
  if (!bytes_) return {};
  auto* entry = bytes_->table(table_);
  auto* hashes = bytes_->array<uint64_t>(entry->hashes_at, entry->keys);
  auto* rows = bytes_->array<uint32_t>(entry->key_rows_at, entry->keys);
  if (!hashes || !rows) return {};
  auto [from, to] = std::equal_range(hashes, hashes + entry->keys, layout::hash_of(folded));
  std::span<const uint32_t> found(rows + (from - hashes), rows + (to - hashes));
  while (!found.empty() && found.back() == layout::only_prefix) found = found.first(found.size() - 1);
  return found;
}

bool Table::has_longer(std::string_view folded) const {
  if (!bytes_) return false;
  auto* entry = bytes_->table(table_);
  auto* hashes = bytes_->array<uint64_t>(entry->hashes_at, entry->keys);
  auto* rows = bytes_->array<uint32_t>(entry->key_rows_at, entry->keys);
  if (!hashes || !rows) return false;
  auto [from, to] = std::equal_range(hashes, hashes + entry->keys, layout::hash_of(folded));
  return from != to && rows[to - hashes - 1] == layout::only_prefix;
}

}  // namespace dateline
