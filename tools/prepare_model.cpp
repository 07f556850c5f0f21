// prepare_model MODELS NAME   writes prepared.bin beside a model, so that it opens in a quarter of the time on this machine.
#include <cstdio>

#include "model/model.h"

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("prepare_model MODELS NAME\n", stderr), 2;
  if (auto done = dateline::prepare_model(argv[1], argv[2]); !done) return std::fprintf(stderr, "%s\n", done.error().line().c_str()), 3;
}
