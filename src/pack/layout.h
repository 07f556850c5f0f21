// How a pack file is laid out (docs/formats/pack.md): a header, then sections of 32-bit numbers, 64-bit hashes and bytes. Little-endian.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace dateline::layout {

inline constexpr char magic[8] = {'D', 'L', 'P', 'A', 'C', 'K', '0', '1'};
/// A row number with this bit says: no key ends here, but a longer one begins so.
inline constexpr uint32_t only_prefix = 0x80000000u;

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

struct TableEntry {
  uint64_t name_at, columns_at, rows_at, text_at, lines_at, hashes_at, key_rows_at;
  uint32_t name_size, columns_size;  // columns: names joined by tabs
  uint32_t file, rows;               // rows_at: rows + 1 offsets into the text; lines_at: the line of each row
  uint32_t text_size, keys;          // hashes sorted; key_rows beside them
};

inline uint64_t hash_of(std::string_view folded) { return XXH3_64bits(folded.data(), folded.size()); }

}  // namespace dateline::layout
