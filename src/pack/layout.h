// How a pack file is laid out (docs/formats/pack.md): a header, then sections of numbers and bytes, each on an eight-byte border. Little-endian.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace dateline::layout {

inline constexpr char magic[8] = {'D', 'L', 'P', 'A', 'C', 'K', '0', '2'};
/// A row number with this bit says: no key ends here, but a longer one begins so.
inline constexpr uint32_t only_prefix = 0x80000000u;
/// Where the text of each of this many rows begins is kept; the rows between are found by their lengths.
inline constexpr uint32_t rows_a_sample = 32;

struct Header {
  char magic[8];
  char version[16];  // 12 hex digits of the hash of all that follows, zero padded
  uint64_t file_size;
  uint32_t files, tables;
  uint64_t files_at, tables_at;  // arrays of FileEntry and TableEntry
};

struct FileEntry {
  uint64_t path_at, text_at;  // text only of rule files; a table's rows stand in its TableEntry
  uint32_t path_size, text_size;
};

/// From this row on, rows stand in consecutive lines from this line on.
struct LineRun {
  uint32_t row, line;
};

struct TableEntry {
  uint64_t name_at, columns_at;                // columns_at: array of ColumnEntry
  uint64_t text_at, samples_at, lengths_at;    // the cells of text columns, tabs between, row after row; 32-bit samples; 16-bit lengths
  uint64_t lines_at;                           // array of LineRun
  uint64_t buckets_at, rests_at, key_rows_at;  // the index: 2^bucket_bits + 1 starts; what is left of each hash; the row beside it
  uint32_t name_size, columns, file, rows;
  uint32_t text_size, line_runs, bucket_bits, keys;
};

enum class Kind : uint8_t {
  text,     // a cell of the row's text
  number,   // width bytes a row: 0 for an empty cell, else (value - least) * 10^decimals + 1
  rounded,  // two bytes a row: 0xFFFF for an empty cell, else digits (0 to 999) and, above the low ten bits, the power of ten
  values,   // width bytes a row: the number of a value in the list
};

struct ColumnEntry {
  uint64_t name_at, data_at;      // data_at: the packed bytes, a row after the other
  uint64_t starts_at, values_at;  // of a list of values: 32-bit starts (one more than there are values) and their text
  int64_t least;                  // of a number: the smallest, times 10^decimals
  uint32_t name_size, values, values_size;
  uint16_t place;  // of a text column: its place among the cells of the row's text
  uint8_t kind, width, decimals, key, spare[2];
};

inline uint64_t hash_of(std::string_view folded) { return XXH3_64bits(folded.data(), folded.size()); }
inline uint32_t bucket_of(uint64_t hash, uint32_t bits) { return bits == 0 ? 0 : static_cast<uint32_t>(hash >> (64 - bits)); }
/// The 32 bits of the hash behind those that choose the bucket.
inline uint32_t rest_of(uint64_t hash, uint32_t bits) { return static_cast<uint32_t>((hash << bits) >> 32); }

}  // namespace dateline::layout
