#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "pack/view.h"

namespace dateline {

Pack::Pack(std::unique_ptr<PackState> state) : state_(std::move(state)) {}
Pack::Pack(Pack&&) noexcept = default;
Pack& Pack::operator=(Pack&&) noexcept = default;
Pack::~Pack() = default;

Result<Pack> open_pack(const std::filesystem::path& path) {
  auto refuse = [&](const char* code, const char* what, const char* next) {
    return std::unexpected(Error{Error::Kind::resource, code, what, path.string(), next});
  };
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return refuse("no-pack", "the pack is not there", "build it, or name one with --pack");
  struct stat info{};
  const char* data = nullptr;
  uint64_t size = 0;
  if (fstat(fd, &info) == 0 && info.st_size >= static_cast<off_t>(sizeof(layout::Header))) {
    size = static_cast<uint64_t>(info.st_size);
    void* p = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p != MAP_FAILED) data = static_cast<const char*>(p);
  }
  close(fd);
  if (!data) return refuse("foreign-pack", "this is no pack of this version", "build it again");
  PackBytes bytes = PackBytes::mapped(data, size);
  if (std::memcmp(bytes.header().magic, layout::magic, sizeof layout::magic) != 0)
    return refuse("foreign-pack", "this is no pack of this version", "build it again");
  if (!bytes.is_whole()) return refuse("damaged-pack", "the pack is cut off or damaged", "build it again");
  auto state = std::make_unique<PackState>();
  state->version.assign(bytes.header().version, 12);
  state->add_layer(std::move(bytes), {});
  return Pack(std::move(state));
}

Table Pack::table(std::string_view name) const {
  Table found;
  found.view_ = state_->table(name);
  return found;
}

std::vector<std::string_view> Pack::tables() const {
  std::vector<std::string_view> out;
  for (const TableView& table : state_->tables) out.push_back(table.name);
  return out;
}

namespace {

RuleFile lines_of(std::string_view path, std::string_view text, uint32_t file) {
  RuleFile rules{path, {}};
  for (uint32_t line = 1; !text.empty(); ++line) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view all = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    size_t word = all.find_first_not_of(" \t\r");
    if (word == std::string_view::npos || all[word] == '#') continue;
    size_t stop = std::min(all.find_first_of(" \t\r", word), all.size());
    size_t rest = std::min(all.find_first_not_of(" \t\r", stop), all.size());
    size_t last = all.find_last_not_of(" \t\r");
    rules.lines.push_back({all.substr(word, stop - word), rest <= last ? all.substr(rest, last + 1 - rest) : std::string_view(), {file, line}, word > 0});
  }
  return rules;
}

}  // namespace

std::vector<RuleFile> Pack::rules(std::string_view folder) const {
  struct Found {
    std::string_view path, text;
    uint32_t file;
  };
  std::map<std::string_view, Found> found;  // by the path inside the folder of packs: a later layer's file takes the place of an earlier one's
  for (const auto& layer : state_->layers)
    for (uint32_t i = 0; i < layer.bytes.header().files; ++i) {
      auto* file = layer.bytes.file(i);
      if (!file || file->text_at == 0) continue;
      std::string_view path = layer.bytes.text(file->path_at, file->path_size);
      std::string_view inside = path.substr(std::min(path.find('/'), path.size() - 1) + 1);
      if (!inside.starts_with(folder) || (inside.size() > folder.size() && inside[folder.size()] != '/')) continue;
      found[inside] = {path, layer.bytes.text(file->text_at, file->text_size), layer.file_base + i};
    }
  std::vector<RuleFile> out;
  for (const auto& [inside, f] : found) out.push_back(lines_of(f.path, f.text, f.file));
  return out;
}

std::string Pack::name_of(RuleRef at) const {
  auto layer = std::find_if(state_->layers.rbegin(), state_->layers.rend(), [&](const auto& l) { return l.file_base <= at.file; });
  if (layer == state_->layers.rend()) return {};
  auto* file = layer->bytes.file(at.file - layer->file_base);
  return file ? fmt::format("{}:{}", layer->bytes.text(file->path_at, file->path_size), at.line) : std::string();
}

std::string_view Pack::version() const { return state_->version; }

const void* Pack::kept(const std::type_info& type, std::shared_ptr<const void> (*make)(const Pack&)) const {
  {
    std::lock_guard held(state_->lock);
    if (const auto found = state_->made.find(type); found != state_->made.end()) return found->second.get();
  }
  auto value = make(*this);  // without the lock: it may ask for what others made. Where two threads make the same, the first is kept
  std::lock_guard held(state_->lock);
  return state_->made.try_emplace(type, std::move(value)).first->second.get();
}

uint32_t Table::rows() const { return view_ ? view_->count() : 0; }

int Table::column(std::string_view name) const {
  if (!view_ || view_->parts.empty()) return -1;
  const TablePart& part = view_->parts.front();
  for (uint32_t c = 0; c < part.columns(); ++c)
    if (part.column_name(c) == name) return static_cast<int>(c);
  return -1;
}

std::string_view Table::cell(uint32_t row, int column) const {
  if (!view_ || column < 0 || view_->parts.empty()) return {};
  auto [part, own] = view_->part_of(row);
  return part->cell(own, static_cast<uint32_t>(column));
}

double Table::number(uint32_t row, int column) const {
  if (!view_ || column < 0 || view_->parts.empty()) return 0;
  auto [part, own] = view_->part_of(row);
  return part->number(own, static_cast<uint32_t>(column));
}

std::string Table::written(uint32_t row, int column) const {
  if (!view_ || column < 0 || view_->parts.empty()) return {};
  auto [part, own] = view_->part_of(row);
  return part->written(own, static_cast<uint32_t>(column));
}

RuleRef Table::where(uint32_t row) const {
  if (!view_ || view_->parts.empty()) return {};
  auto [part, own] = view_->part_of(row);
  return part->where(own);
}

bool Table::is_added(uint32_t row) const { return view_ && !view_->parts.empty() && row >= view_->parts.front().rows(); }

std::span<const uint32_t> Table::find(std::string_view folded) const {
  if (!view_) return {};
  std::span<const uint32_t> found = run_of(view_->index, layout::hash_of(folded));
  while (!found.empty() && found.back() == layout::only_prefix) found = found.first(found.size() - 1);
  return found;
}

bool Table::has_longer(std::string_view folded) const {
  if (!view_) return false;
  std::span<const uint32_t> found = run_of(view_->index, layout::hash_of(folded));
  return !found.empty() && found.back() == layout::only_prefix;
}

}  // namespace dateline
