// compile_pack OUT DIR…   makes the pack that the engine maps from packs/ and further folders; names every row that is wrong.
#include <algorithm>
#include <cstdio>

#include "pack/pack.h"

int main(int argc, char** argv) {
  constexpr size_t most_shown = 400;
  if (argc < 3) return std::fputs("compile_pack OUT DIR...\n", stderr), 2;
  std::vector<dateline::Error> faults;
  auto done = dateline::compile_pack({argv + 2, argv + argc}, argv[1], &faults);
  for (size_t i = 0; i < std::min(faults.size(), most_shown); ++i) std::fprintf(stderr, "%s\n", faults[i].line().c_str());
  if (!done) return std::fprintf(stderr, "compile_pack: %s\n", done.error().line().c_str()), 3;
}
