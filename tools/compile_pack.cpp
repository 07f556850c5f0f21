// compile_pack OUT DIR…   makes the pack that the engine maps from packs/ and further folders.
#include <cstdio>

#include "pack/pack.h"

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("compile_pack OUT DIR...\n", stderr), 2;
  auto done = dateline::compile_pack({argv + 2, argv + argc}, argv[1]);
  if (!done) return std::fprintf(stderr, "%s\n", done.error().line().c_str()), 3;
}
