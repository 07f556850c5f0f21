#!/usr/bin/env bash
# test_web.sh DATELINE   the page in a real browser; 77 (skipped) where node, its modules or the browser are missing.
set -euo pipefail
engine=$(realpath "$1")
cd "$(dirname "$0")/../web"

browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if ! command -v node >/dev/null || [ ! -d node_modules/playwright-core ] || [ -z "$browser" ]; then
  echo "no node, no web/node_modules or no chromium: left out"
  exit 77
fi
node_modules/.bin/tsc --noEmit
DATELINE="$engine" CHROMIUM="$browser" exec node --test --test-reporter=spec tests/page.test.mjs
