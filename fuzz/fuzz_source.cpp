// Any bytes as JSON lines: every line gives a source or an error, and the run ends.
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "source/source.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string path = "/tmp/dateline-fuzz-" + std::to_string(getpid()) + ".jsonl";
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  auto feed = dateline::open_feed(path, {});
  if (!feed) std::abort();
  while (auto item = (*feed)->next())
    if (item->source && item->source->bytes.empty()) std::abort();
  return 0;
}
