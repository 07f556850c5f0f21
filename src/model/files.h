// The files of a model on disk, and the hash that SHA256SUMS says each must have.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace dateline {

/// SHA256SUMS of a folder of models, as sha256sum writes it: a hash and a file a line.
class Sums {
 public:
  static Result<Sums> read(const std::filesystem::path& models);
  /// In lower-case hex; empty where the file is not in the list.
  const std::string& expected(const std::string& file) const;
  std::vector<std::string> models() const;

 private:
  std::map<std::string, std::string> of_;
};

/// Where the files of one model lie, the folder's own name for each.
struct ModelFiles {
  std::filesystem::path models;
  std::string name;

  std::array<std::string, 4> all() const { return {name + "/model.xml", name + "/model.bin", name + "/labels.json", "vocab.txt"}; }
  std::filesystem::path graph() const { return models / name / "model.xml"; }
  std::filesystem::path weights() const { return models / name / "model.bin"; }
  std::filesystem::path labels() const { return models / name / "labels.json"; }
  std::filesystem::path vocabulary() const { return models / "vocab.txt"; }
  std::filesystem::path prepared() const { return models / name / "prepared.bin"; }
};

/// The bytes of a file, mapped and not read into memory.
class Mapped {
 public:
  /// Nothing where it does not open or is empty.
  static std::unique_ptr<Mapped> open(const std::filesystem::path&);
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped();
  char* data() const { return data_; }
  size_t size() const { return size_; }
  std::string_view bytes() const { return {data_, size_}; }
  /// What was read of it need not stay in memory.
  void forget() const;

 private:
  Mapped(char* data, size_t size) : data_(data), size_(size) {}
  char* data_;
  size_t size_;
};

std::string sha256_of_file(const std::filesystem::path&);
/// The first file that is missing or not the one of the list.
std::optional<Error> wrong_file(const ModelFiles&, const Sums&);
/// The first file that is missing or empty; nothing is read.
std::optional<Error> missing_file(const ModelFiles&);

}  // namespace dateline
