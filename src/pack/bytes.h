// The bytes of one pack, mapped from a file or made in memory. Every access is checked against their size: a damaged file gives empty cells, not a crash.
#pragma once

#include <string>
#include <string_view>

#include "pack/layout.h"

namespace dateline {

class PackBytes {
 public:
  static PackBytes mapped(const char* data, uint64_t size) { return PackBytes(data, size); }
  static PackBytes made(std::string bytes);
  PackBytes(PackBytes&&) noexcept;
  PackBytes& operator=(PackBytes&&) = delete;
  ~PackBytes();

  template <class T>
  const T* array(uint64_t at, uint64_t count) const {
    return at % alignof(T) == 0 && at <= size_ && count <= (size_ - at) / sizeof(T) ? reinterpret_cast<const T*>(data_ + at) : nullptr;
  }
  std::string_view text(uint64_t at, uint64_t length) const {
    const char* p = array<char>(at, length);
    return p ? std::string_view(p, length) : std::string_view();
  }
  uint64_t size() const { return size_; }
  const layout::Header& header() const { return *reinterpret_cast<const layout::Header*>(data_); }
  /// Whether header and entries lie within the bytes.
  bool is_whole() const;
  const layout::FileEntry* file(uint32_t i) const;
  const layout::TableEntry* table(uint32_t i) const;

 private:
  PackBytes(const char* data, uint64_t size) : data_(data), size_(size) {}
  std::string own_;  // of bytes made in memory
  const char* data_ = nullptr;
  uint64_t size_ = 0;
};

}  // namespace dateline
