#!/usr/bin/env bash
# set_up_web.sh   what the tests of the page need: a browser, and web/node_modules as web/package-lock.json pins it. Without node or npm they are left out.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "No node and npm: the tests of the page are left out (the page itself is built in)."
  exit 0
fi
if ! tools/set_up.sh tools/debian-packages-web.txt; then
  echo "Without them the tests of the page are left out."
  exit 0
fi
pinned=$(sha256sum web/package-lock.json | cut -c1-16)
if [ "$(cat web/node_modules/.pinned 2>/dev/null)" != "$pinned" ]; then
  echo "Installing what web/package-lock.json pins"
  (cd web && npm ci --ignore-scripts --no-audit --no-fund --silent)
  echo "$pinned" > web/node_modules/.pinned
fi
