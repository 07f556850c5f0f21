#!/usr/bin/env bash
# check.sh [PART …]   make check: rooms, words, format, clang-tidy, every test under the address and undefined-behaviour sanitizers, those with threads under
# the thread sanitizer, and a minute of each fuzzer (SECONDS_EACH). All parts where none is named.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/set_up.sh tools/debian-packages-check.txt

rooms() { python3 tools/check_rooms.py src; }
words() { python3 tools/check_words.py; }
format() { clang-format-19 --dry-run --Werror $(git ls-files '*.cpp' '*.h'); }
tidy() { git ls-files 'src/*.cpp' | xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build --quiet; }

built() {
  cmake --preset "$1" >/dev/null
  cmake --build --preset "$1"
}

sanitizers() {
  built asan
  ctest --preset asan
}

threads() {
  built tsan
  export TSAN_OPTIONS="suppressions=$PWD/tools/tsan.txt halt_on_error=1"
  build/tsan/tests/run_units -tc='*other threads*'
  python3 tests/command_line.py build/tsan/dateline CommandLine.test_several_threads_write_the_same_in_the_same_order
}

fuzzers() {
  built fuzz
  for fuzzer in build/fuzz/fuzz/fuzz_*; do
    local corpus=build/fuzz/corpus/${fuzzer##*_}
    mkdir -p "$corpus"
    "$fuzzer" -max_total_time="${SECONDS_EACH:-60}" -rss_limit_mb=1024 -timeout=60 -artifact_prefix=build/fuzz/ "$corpus"
  done
}

[ $# -gt 0 ] || set -- rooms words format tidy sanitizers threads fuzzers
for part; do
  echo "== $part"
  "$part"
done
