// Any bytes as a table of a person's own pack: its rows are added and found again, or refused with a line; leniently the rest is used.
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "pack/pack.h"

namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = [] {
    fs::path made = fs::temp_directory_path() / ("dateline-fuzz-rows-" + std::to_string(getpid()));
    for (const char* name : {"base/world", "mine/world"}) fs::create_directories(made / name);
    std::ofstream(made / "base/columns.tsv") << "table*\tcolumn\tis\tneed\tsame\nworld/a\tname\tnames\tyes\tyes\nworld/a\tland\tin world/lands code\t\tyes\n"
                                                "world/a\tfrom\tdate\nworld/a\tuntil\tdate\nworld/a\tlat\tnumber -90 90\nworld/a\tid\twikidata\n"
                                                "world/a\tactor\tcode\nworld/a\tsex\tone fem|masc\n";
    std::ofstream(made / "base/world/lands.tsv") << "code\nKEN\nUGA\n";
    std::ofstream(made / "base/world/a.tsv") << "name*\tland\tfrom\tuntil\tlat#\tid\tactor\tsex\nAda|Ada of Lamu\tKEN\t2001\t2009\t-2.25\tQ12\tKENGOV\tfem\n";
    if (!dateline::compile_pack({made / "base"}, made / "base.pack")) std::abort();
    return made;
  }();
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dateline;
  std::ofstream(folder() / "mine/world/a.tsv", std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  for (const bool lenient : {false, true}) {
    auto pack = open_pack(folder() / "base.pack");
    if (!pack) std::abort();
    std::vector<Error> faults;
    const auto added = add_folder(*pack, folder() / "mine", lenient, faults);
    if (!added && faults.empty()) std::abort();
    for (const Error& fault : faults)
      if (!fault.where.starts_with("mine/world/a.tsv:")) std::abort();
    if (!added) continue;
    const Table table = pack->table("world/a");
    for (uint32_t row = 0; row < table.rows(); ++row)
      for (int column = 0; column < 8; ++column) table.written(row, column), pack->name_of(table.where(row));
    if (table.find("ada of lamu").empty()) std::abort();
  }
  return 0;
}
