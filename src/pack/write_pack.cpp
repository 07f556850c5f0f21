// Drafts made into the bytes of a pack: columns packed, keys hashed and sorted (docs/formats/pack.md).
#include <sha2.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "pack/draft.h"

namespace dateline {
namespace {

constexpr size_t rows_worth_packing = 1000;
constexpr uint32_t most_decimals = 5;

/// Bytes that grow, each part on an eight-byte border.
class Writer {
 public:
  Writer() : bytes_(sizeof(layout::Header), '\0') {}
  template <class T>
  uint64_t put(const T* data, size_t count) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    uint64_t at = bytes_.size();
    bytes_.append(reinterpret_cast<const char*>(data), count * sizeof(T));
    return at;
  }
  template <class T>
  uint64_t put(const std::vector<T>& all) {
    return put(all.data(), all.size());
  }
  uint64_t put(std::string_view text) { return put(text.data(), text.size()); }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
};

/// Numbers as whole multiples of 10^-decimals.
struct Numbers {
  std::vector<std::optional<int64_t>> values;
  uint32_t decimals = 0;
  int64_t least = INT64_MAX, most = INT64_MIN;
};

Numbers numbers_of(const TableDraft& table, size_t column) {
  Numbers out;
  for (size_t row = 0; row < table.rows(); ++row) {
    std::string_view cell = table.cell(row, column);
    if (size_t dot = cell.find('.'); dot != cell.npos)
      out.decimals = std::max(out.decimals, std::min(most_decimals, static_cast<uint32_t>(cell.size() - dot - 1)));
  }
  for (size_t row = 0; row < table.rows(); ++row) {
    std::string_view cell = table.cell(row, column);
    double value = 0;
    if (cell.empty() || std::from_chars(cell.data(), cell.data() + cell.size(), value).ec != std::errc()) {
      out.values.push_back(std::nullopt);
      continue;
    }
    int64_t whole = std::llround(std::clamp(value, -1e12, 1e12) * std::pow(10.0, out.decimals));
    out.values.push_back(whole);
    out.least = std::min(out.least, whole);
    out.most = std::max(out.most, whole);
  }
  return out;
}

/// Digits and power of ten of a number of at most three digits and noughts behind; nothing where it is none.
std::optional<uint16_t> rounded(int64_t value) {
  uint16_t power = 0;
  for (; value > 999 && value % 10 == 0; value /= 10) ++power;
  return value >= 0 && value <= 999 ? std::optional(static_cast<uint16_t>(value | power << 10)) : std::nullopt;
}

void put_little(std::string& out, uint64_t value, uint32_t width) {
  for (uint32_t i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void write_numbers(const Numbers& numbers, layout::ColumnEntry& entry, Writer& out) {
  std::string data;
  bool all_rounded = numbers.decimals == 0 && numbers.most > UINT16_MAX;
  for (const auto& v : numbers.values) all_rounded = all_rounded && (!v || rounded(*v));
  entry.kind = static_cast<uint8_t>(all_rounded ? layout::Kind::rounded : layout::Kind::number);
  entry.decimals = static_cast<uint8_t>(numbers.decimals);
  entry.least = numbers.least == INT64_MAX ? 0 : numbers.least;
  uint64_t range = numbers.least == INT64_MAX ? 0 : static_cast<uint64_t>(numbers.most - numbers.least) + 1;
  entry.width = static_cast<uint8_t>(all_rounded ? 2 : std::max(1, (static_cast<int>(std::bit_width(range)) + 7) / 8));
  for (const auto& v : numbers.values)
    if (all_rounded) put_little(data, v ? *rounded(*v) : 0xFFFF, 2);
    else put_little(data, v ? static_cast<uint64_t>(*v - entry.least) + 1 : 0, entry.width);
  entry.data_at = out.put(data);
}

/// Writes a column as numbers of a list of its values, where that is shorter; says whether it did.
bool write_values(const TableDraft& table, size_t column, layout::ColumnEntry& entry, Writer& out) {
  if (table.rows() < rows_worth_packing) return false;
  std::unordered_map<std::string_view, uint32_t> numbers;
  std::vector<std::string_view> values;
  size_t plain = 0, listed = 0;
  for (size_t row = 0; row < table.rows(); ++row) {
    std::string_view cell = table.cell(row, column);
    plain += cell.size() + 1;
    if (!numbers.try_emplace(cell, static_cast<uint32_t>(values.size())).second) continue;
    values.push_back(cell);
    listed += cell.size() + 4;
    if (values.size() > UINT16_MAX) return false;
  }
  const uint32_t width = values.size() <= 256 ? 1 : 2;
  if (listed + table.rows() * width >= plain) return false;
  std::string data, text;
  std::vector<uint32_t> starts{0};
  for (std::string_view value : values) {
    text += value;
    starts.push_back(static_cast<uint32_t>(text.size()));
  }
  for (size_t row = 0; row < table.rows(); ++row) put_little(data, numbers[table.cell(row, column)], width);
  entry.kind = static_cast<uint8_t>(layout::Kind::values);
  entry.width = static_cast<uint8_t>(width);
  entry.values = static_cast<uint32_t>(values.size());
  entry.values_size = static_cast<uint32_t>(text.size());
  entry.data_at = out.put(data);
  entry.starts_at = out.put(starts);
  entry.values_at = out.put(text);
  return true;
}

struct Key {
  uint32_t bucket, rest, row;
  auto operator<=>(const Key&) const = default;
};

void add_key(std::string_view key, uint32_t row, uint32_t bits, std::vector<Key>& out) {
  std::string folded = fold(key);
  auto add = [&](std::string_view text, uint32_t r) {
    uint64_t hash = layout::hash_of(text);
    out.push_back({layout::bucket_of(hash, bits), layout::rest_of(hash, bits), r});
  };
  if (folded.empty()) return;
  add(folded, row);
  for (size_t space = folded.find(' '); space != std::string::npos; space = folded.find(' ', space + 1))
    add(std::string_view(folded).substr(0, space), layout::only_prefix);
}

/// For about sixteen keys a bucket.
uint32_t bits_for(size_t keys) { return static_cast<uint32_t>(std::max(0, static_cast<int>(std::bit_width(keys)) - 4)); }

void write_index(const TableDraft& table, std::optional<uint32_t> bits, layout::TableEntry& entry, Writer& out) {
  entry.bucket_bits = bits.value_or(bits_for(table.rows() * 3 / 2));
  std::vector<Key> keys;
  for (size_t c = 0; c < table.columns.size(); ++c) {
    if (!table.columns[c].key) continue;
    for (size_t row = 0; row < table.rows(); ++row)
      for (std::string_view cell = table.cell(row, c); !cell.empty(); cell.remove_prefix(std::min(std::min(cell.find('|'), cell.size()) + 1, cell.size())))
        add_key(cell.substr(0, cell.find('|')), static_cast<uint32_t>(row), entry.bucket_bits, keys);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::vector<uint32_t> buckets, rests, rows;
  for (const Key& key : keys) {
    while (buckets.size() <= key.bucket) buckets.push_back(static_cast<uint32_t>(rests.size()));
    rests.push_back(key.rest);
    rows.push_back(key.row);
  }
  buckets.resize((size_t(1) << entry.bucket_bits) + 1, static_cast<uint32_t>(rests.size()));
  entry.keys = static_cast<uint32_t>(rests.size());
  entry.buckets_at = out.put(buckets);
  entry.rests_at = out.put(rests);
  entry.key_rows_at = out.put(rows);
}

std::vector<layout::LineRun> runs_of(const std::vector<uint32_t>& lines) {
  std::vector<layout::LineRun> out;
  for (uint32_t row = 0; row < lines.size(); ++row)
    if (out.empty() || lines[row] != out.back().line + (row - out.back().row)) out.push_back({row, lines[row]});
  return out;
}

layout::TableEntry write_table(const TableDraft& table, std::optional<uint32_t> bits, Writer& out) {
  layout::TableEntry entry{};
  std::vector<layout::ColumnEntry> columns;
  std::vector<size_t> in_text;
  for (size_t c = 0; c < table.columns.size(); ++c) {
    layout::ColumnEntry column{};
    column.name_at = out.put(table.columns[c].name);
    column.name_size = static_cast<uint32_t>(table.columns[c].name.size());
    column.key = table.columns[c].key;
    if (table.columns[c].number) {
      write_numbers(numbers_of(table, c), column, out);
    } else if (table.columns[c].key || !write_values(table, c, column, out)) {
      column.place = static_cast<uint16_t>(in_text.size());
      in_text.push_back(c);
    }
    columns.push_back(column);
  }
  std::string text;
  std::vector<uint32_t> samples;
  std::vector<uint16_t> lengths;
  for (size_t row = 0; row < table.rows(); ++row) {
    size_t begin = text.size();
    if (row % layout::rows_a_sample == 0) samples.push_back(static_cast<uint32_t>(begin));
    for (size_t i = 0; i < in_text.size(); ++i) {
      if (i > 0) text += '\t';
      text += table.cell(row, in_text[i]);
    }
    while (text.size() > begin && text.back() == '\t') text.pop_back();
    lengths.push_back(static_cast<uint16_t>(text.size() - begin));
  }
  std::vector<layout::LineRun> runs = runs_of(table.lines);
  entry.name_at = out.put(table.name);
  entry.name_size = static_cast<uint32_t>(table.name.size());
  entry.columns = static_cast<uint32_t>(columns.size());
  entry.columns_at = out.put(columns);
  entry.file = table.file;
  entry.rows = static_cast<uint32_t>(table.rows());
  entry.text_at = out.put(text);
  entry.text_size = static_cast<uint32_t>(text.size());
  entry.samples_at = out.put(samples);
  entry.lengths_at = out.put(lengths);
  entry.lines_at = out.put(runs);
  entry.line_runs = static_cast<uint32_t>(runs.size());
  write_index(table, bits, entry, out);
  return entry;
}

}  // namespace

std::string pack_bytes(const std::vector<PackFile>& in, const std::vector<TableDraft>& drafts,
                       const std::function<std::optional<uint32_t>(std::string_view)>& bits_of) {
  Writer out;
  std::vector<layout::FileEntry> files;
  std::vector<layout::TableEntry> tables;
  for (const PackFile& file : in) {
    layout::FileEntry entry{};
    entry.path_at = out.put(file.path);
    entry.path_size = static_cast<uint32_t>(file.path.size());
    if (!file.is_table()) {
      entry.text_at = out.put(file.text);
      entry.text_size = static_cast<uint32_t>(file.text.size());
    }
    files.push_back(entry);
  }
  for (const TableDraft& draft : drafts) tables.push_back(write_table(draft, bits_of(draft.name), out));
  layout::Header header{};
  std::memcpy(header.magic, layout::magic, sizeof header.magic);
  header.files = static_cast<uint32_t>(files.size());
  header.tables = static_cast<uint32_t>(tables.size());
  header.files_at = out.put(files);
  header.tables_at = out.put(tables);
  std::string& bytes = out.bytes();
  header.file_size = bytes.size();
  char hex[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data(reinterpret_cast<const uint8_t*>(bytes.data()) + sizeof header, bytes.size() - sizeof header, hex);
  std::memcpy(header.version, hex, 12);
  std::memcpy(bytes.data(), &header, sizeof header);
  return std::move(bytes);
}

}  // namespace dateline
