// Any bytes as a pack, and a good pack with any bytes changed: refused, or read without reading beyond it.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "pack/pack.h"

namespace {

void read_all_of(const std::string& path) {
  auto pack = dateline::open_pack(path);
  if (!pack) return;
  for (const char* name : {"codes/upos", "world/countries"}) {
    dateline::Table table = pack->table(name);
    for (uint32_t row = 0; row < std::min(table.rows(), 1000u); ++row)
      pack->name_of(table.where(row)), table.cell(row, 1), table.number(row, 1), table.written(row, 1);
    for (uint32_t row : table.find("russia").first(std::min<size_t>(table.find("russia").size(), 10))) table.cell(row, 0);
  }
  for (const auto& file : pack->rules("en"))
    for (const auto& line : file.lines) pack->name_of(line.at);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string path = "/tmp/dateline-fuzz-" + std::to_string(getpid()) + ".pack";
  static const std::string good = [] {
    std::string small = path + ".good";
    std::filesystem::create_directories(path + ".d/codes");
    std::ofstream(path + ".d/codes/upos.tsv") << "code*\nNOUN\nVERB\n";
    if (!dateline::compile_pack({path + ".d"}, small)) std::abort();
    std::ifstream in(small, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  std::string bytes = good;
  for (size_t i = 0; i + 2 < size; i += 3) bytes[(data[i] * 256u + data[i + 1]) % bytes.size()] = static_cast<char>(data[i + 2]);
  std::ofstream(path, std::ios::binary) << bytes;
  read_all_of(path);
  return 0;
}
