#!/usr/bin/env bash
# make check: rooms, then every test under AddressSanitizer and UndefinedBehaviorSanitizer, then a minute of random bytes through the reader.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 tools/check_rooms.py src
cmake --preset asan >/dev/null
cmake --build --preset asan
ctest --preset asan
