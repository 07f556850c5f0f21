#include "pack/bytes.h"

#include <sys/mman.h>

#include <cstring>
#include <utility>

namespace dateline {

PackBytes PackBytes::made(std::string bytes) {
  PackBytes out(nullptr, bytes.size());
  out.own_ = std::move(bytes);
  out.data_ = out.own_.data();
  return out;
}

PackBytes::PackBytes(PackBytes&& o) noexcept : own_(std::move(o.own_)), data_(std::exchange(o.data_, nullptr)), size_(std::exchange(o.size_, 0)) {
  if (!own_.empty()) data_ = own_.data();
}

PackBytes::~PackBytes() {
  if (data_ && own_.empty()) munmap(const_cast<char*>(data_), size_);
}

bool PackBytes::is_whole() const {
  if (!data_ || size_ < sizeof(layout::Header)) return false;
  const layout::Header& h = header();
  return h.file_size == size_ && array<layout::FileEntry>(h.files_at, h.files) && array<layout::TableEntry>(h.tables_at, h.tables);
}

const layout::FileEntry* PackBytes::file(uint32_t i) const {
  auto* all = array<layout::FileEntry>(header().files_at, header().files);
  return all && i < header().files ? all + i : nullptr;
}

const layout::TableEntry* PackBytes::table(uint32_t i) const {
  auto* all = array<layout::TableEntry>(header().tables_at, header().tables);
  return all && i < header().tables ? all + i : nullptr;
}

}  // namespace dateline
