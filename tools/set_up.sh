#!/usr/bin/env bash
# set_up.sh [LIST]   installs what is not there yet: the Debian packages of LIST (tools/debian-packages.txt), and into third_party/ the wheels of tools/wheels.txt.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
while read -r package; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done < <(grep -v '^#' "${1:-tools/debian-packages.txt}")
if [ "${#missing[@]}" -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo)
    else
      echo "These packages are missing. Install them as root, then run make again:" >&2
      echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

pinned=$(sha256sum tools/wheels.txt | cut -c1-16)
if [ "$(cat third_party/.wheels 2>/dev/null)" != "$pinned" ]; then
  echo "Fetching the wheels of tools/wheels.txt"
  mkdir -p third_party
  wheels=$(mktemp -d)
  trap 'rm -rf "$wheels"' EXIT
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: --python-version 3.11 --implementation cp \
    --abi cp311 --abi none --platform manylinux_2_28_x86_64 --platform any --dest "$wheels" --requirement tools/wheels.txt
  python3 tools/unpack_wheels.py "$wheels" third_party
  echo "$pinned" > third_party/.wheels
fi
