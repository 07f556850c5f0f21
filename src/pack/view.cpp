#include "pack/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dateline {
namespace {

constexpr std::array<double, 10> powers = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

double power_of_ten(uint32_t n) { return n < powers.size() ? powers[n] : std::pow(10.0, n); }

/// Goes through the keys of an index, bucket by bucket.
struct Cursor {
  const TablePart::Index& index;
  uint32_t key = 0, end = 0;
  void enter(uint32_t bucket) {
    key = index.rests ? std::min(index.buckets[bucket], index.keys) : 0;
    end = index.rests ? std::max(key, std::min(index.buckets[bucket + 1], index.keys)) : 0;
  }
  bool at_end() const { return key == end; }
  uint64_t rest() const { return at_end() ? UINT64_MAX : index.rests[key]; }
  uint32_t row() const { return index.rows[key]; }
};

}  // namespace

TablePart::TablePart(const PackBytes& bytes, const layout::TableEntry& e, uint32_t file_base) : bytes_(&bytes), file_(file_base + e.file) {
  samples_ = bytes.array<uint32_t>(e.samples_at, (uint64_t(e.rows) + layout::rows_a_sample - 1) / layout::rows_a_sample);
  lengths_ = bytes.array<uint16_t>(e.lengths_at, e.rows);
  lines_ = bytes.array<layout::LineRun>(e.lines_at, e.line_runs);
  line_runs_ = e.line_runs;
  text_at_ = e.text_at;
  text_size_ = e.text_size;
  if (samples_ && lengths_ && lines_) rows_ = e.rows;
  const auto* columns = bytes.array<layout::ColumnEntry>(e.columns_at, e.columns);
  for (uint32_t c = 0; columns && c < e.columns; ++c) {
    Column column{columns[c], bytes.text(columns[c].name_at, columns[c].name_size), nullptr, nullptr};
    column.data = bytes.array<unsigned char>(columns[c].data_at, uint64_t(rows_) * columns[c].width);
    column.starts = bytes.array<uint32_t>(columns[c].starts_at, uint64_t(columns[c].values) + 1);
    columns_.push_back(column);
  }
  if (e.bucket_bits > 30) return;
  Index found{bytes.array<uint32_t>(e.buckets_at, (uint64_t(1) << e.bucket_bits) + 1), bytes.array<uint32_t>(e.rests_at, e.keys),
              bytes.array<uint32_t>(e.key_rows_at, e.keys), e.bucket_bits, e.keys};
  if (found.buckets && found.rests && found.rows) index_ = found;
}

bool TablePart::is_number(uint32_t c) const {
  auto kind = static_cast<layout::Kind>(columns_[c].entry.kind);
  return kind == layout::Kind::number || kind == layout::Kind::rounded;
}

std::string_view TablePart::text_of_row(uint32_t row) const {
  uint64_t at = samples_[row / layout::rows_a_sample];
  for (uint32_t r = row / layout::rows_a_sample * layout::rows_a_sample; r < row; ++r) at += lengths_[r];
  if (at + lengths_[row] > text_size_) return {};
  return bytes_->text(text_at_ + at, lengths_[row]);
}

uint64_t TablePart::packed(const Column& column, uint32_t row) const {
  uint64_t value = 0;
  if (!column.data) return 0;
  for (uint32_t i = 0; i < column.entry.width && i < 8; ++i) value |= uint64_t(column.data[uint64_t(row) * column.entry.width + i]) << (8 * i);
  return value;
}

std::string_view TablePart::cell(uint32_t row, uint32_t number) const {
  if (row >= rows_ || number >= columns_.size()) return {};
  const Column& column = columns_[number];
  if (static_cast<layout::Kind>(column.entry.kind) == layout::Kind::values) {
    uint64_t value = packed(column, row);
    if (!column.starts || value >= column.entry.values) return {};
    uint32_t from = column.starts[value], to = column.starts[value + 1];
    return from <= to && to <= column.entry.values_size ? bytes_->text(column.entry.values_at + from, to - from) : std::string_view();
  }
  if (static_cast<layout::Kind>(column.entry.kind) != layout::Kind::text) return {};
  std::string_view text = text_of_row(row);
  for (uint32_t place = column.entry.place; place > 0; --place) {
    size_t tab = text.find('\t');
    if (tab == std::string_view::npos) return {};
    text.remove_prefix(tab + 1);
  }
  return text.substr(0, text.find('\t'));
}

double TablePart::number(uint32_t row, uint32_t number) const {
  if (row >= rows_ || number >= columns_.size()) return 0;
  const Column& column = columns_[number];
  uint64_t value = packed(column, row);
  switch (static_cast<layout::Kind>(column.entry.kind)) {
    case layout::Kind::number:
      return value == 0 ? 0 : static_cast<double>(column.entry.least + static_cast<int64_t>(value) - 1) / power_of_ten(column.entry.decimals);
    case layout::Kind::rounded: return value == 0xFFFF ? 0 : static_cast<double>(value & 1023) * power_of_ten(static_cast<uint32_t>(value >> 10));
    default: break;
  }
  std::string_view text = cell(row, number);
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string TablePart::written(uint32_t row, uint32_t c) const {
  if (row >= rows_ || c >= columns_.size()) return {};
  if (!is_number(c)) return std::string(cell(row, c));
  uint64_t empty = static_cast<layout::Kind>(columns_[c].entry.kind) == layout::Kind::rounded ? 0xFFFF : 0;
  return packed(columns_[c], row) == empty ? std::string() : fmt::format("{:.10g}", number(row, c));
}

RuleRef TablePart::where(uint32_t row) const {
  if (row >= rows_ || line_runs_ == 0) return {file_, 0};
  auto after = std::upper_bound(lines_, lines_ + line_runs_, row, [](uint32_t r, const layout::LineRun& run) { return r < run.row; });
  if (after == lines_) return {file_, 0};
  return {file_, after[-1].line + (row - after[-1].row)};
}

std::span<const uint32_t> run_of(const TablePart::Index& index, uint64_t hash) {
  if (!index.rests) return {};
  uint32_t bucket = layout::bucket_of(hash, index.bits), rest = layout::rest_of(hash, index.bits);
  uint32_t from = std::min(index.buckets[bucket], index.keys), to = std::min(index.buckets[bucket + 1], index.keys);
  if (from >= to) return {};
  auto [begin, end] = std::equal_range(index.rests + from, index.rests + to, rest);
  return {index.rows + (begin - index.rests), index.rows + (end - index.rests)};
}

std::pair<const TablePart*, uint32_t> TableView::part_of(uint32_t row) const {
  size_t part = parts.size() - 1;
  while (part > 0 && row < firsts[part]) --part;
  return {&parts[part], row - firsts[part]};
}

void TableView::add(TablePart part, const std::vector<uint32_t>& replaced) {
  firsts.push_back(count());
  parts.push_back(std::move(part));
  if (parts.size() == 1) return void(index = parts.back().index());
  if (index.bits != parts.back().index().bits || !parts.back().index().rests) return;  // compile_folder gives it the bits of this table
  std::vector<uint32_t> new_buckets, new_rests, new_rows;
  Cursor below{index}, above{parts.back().index()};
  const uint32_t first = firsts.back();
  for (uint32_t b = 0; b < (1u << index.bits); ++b) {
    new_buckets.push_back(static_cast<uint32_t>(new_rests.size()));
    below.enter(b);
    above.enter(b);
    while (!below.at_end() || !above.at_end()) {
      const uint32_t rest = static_cast<uint32_t>(std::min(below.rest(), above.rest()));
      bool begins_longer = false;  // the marks stand last
      auto take = [&](Cursor& from, auto kept) {
        for (; !from.at_end() && from.rest() == rest; ++from.key)
          if (from.row() == layout::only_prefix) begins_longer = true;
          else if (auto row = kept(from.row())) new_rests.push_back(rest), new_rows.push_back(*row);
      };
      take(above, [&](uint32_t row) { return std::optional(row + first); });
      take(below, [&](uint32_t row) { return std::binary_search(replaced.begin(), replaced.end(), row) ? std::nullopt : std::optional(row); });
      if (begins_longer) new_rests.push_back(rest), new_rows.push_back(layout::only_prefix);
    }
  }
  new_buckets.push_back(static_cast<uint32_t>(new_rests.size()));
  buckets = std::move(new_buckets);
  rests = std::move(new_rests);
  rows = std::move(new_rows);
  index = {buckets.data(), rests.data(), rows.data(), index.bits, static_cast<uint32_t>(rests.size())};
}

void PackState::add_layer(PackBytes bytes, const std::vector<std::pair<std::string, std::vector<uint32_t>>>& replaced) {
  made.clear();
  uint32_t base = layers.empty() ? 0 : layers.back().file_base + layers.back().bytes.header().files;
  layers.push_back({std::move(bytes), base});
  const PackBytes& own = layers.back().bytes;
  for (uint32_t i = 0; i < own.header().tables; ++i) {
    const layout::TableEntry* entry = own.table(i);
    if (!entry) continue;
    std::string_view name = own.text(entry->name_at, entry->name_size);
    auto found = std::find_if(tables.begin(), tables.end(), [&](const TableView& t) { return t.name == name; });
    if (found == tables.end()) found = tables.insert(tables.end(), TableView{std::string(name), {}, {}, {}, {}, {}, {}});
    auto gone = std::find_if(replaced.begin(), replaced.end(), [&](const auto& r) { return r.first == name; });
    found->add(TablePart(own, *entry, base), gone == replaced.end() ? std::vector<uint32_t>() : gone->second);
  }
}

const TableView* PackState::table(std::string_view name) const {
  auto found = std::find_if(tables.begin(), tables.end(), [&](const TableView& t) { return t.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace dateline
