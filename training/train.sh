#!/bin/sh
# train.sh DATA   trains the network on the outside data and puts it into models/ (README.md). PYTHON, ENGINE, MINUTES and OUT may be set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${1:?where is the outside data?}
out=${OUT:-$here/../build/training}
python=${PYTHON:-python3}
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=20000
"$python" "$here/train.py" --data "$data" --out "$out" --minutes "${MINUTES:-62}" ${ENGINE:+--engine "$ENGINE"}
"$python" "$here/export.py" "$out/last.pt" "$here/../models" --int8 "$data"
"$python" "$here/evaluate.py" "$here/../models" --data "$data" ${ENGINE:+--engine "$ENGINE"}
