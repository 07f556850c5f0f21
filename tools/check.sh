#!/usr/bin/env bash
# make check: rooms, format, clang-tidy, every test under the address and undefined-behaviour sanitizers, and a minute of each fuzzer (SECONDS_EACH).
set -euo pipefail
cd "$(dirname "$0")/.."
tools/set_up.sh tools/debian-packages-check.txt

echo "rooms";  python3 tools/check_rooms.py src
echo "words";  python3 tools/check_words.py
echo "format"; clang-format-19 --dry-run --Werror $(git ls-files '*.cpp' '*.h')
echo "tidy";   git ls-files 'src/*.cpp' | xargs -P 2 -n 4 clang-tidy-19 -p build --quiet
echo "sanitizers"
cmake --preset asan >/dev/null
cmake --build --preset asan --target run_units run_cases dateline pack_file
ctest --preset asan
echo "fuzzers"
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
for door in source page text pack; do
  mkdir -p "build/fuzz/corpus/$door"
  "build/fuzz/fuzz/fuzz_$door" -max_total_time="${SECONDS_EACH:-60}" -rss_limit_mb=1024 -timeout=10 "build/fuzz/corpus/$door"
done
