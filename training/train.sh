#!/bin/sh
# train.sh DATA   makes both models from the outside data, puts them into models/ and adds their rows to models/LEDGER.md (README.md).
# PYTHON, ENGINE and OUT (the folder of the checkpoints) may be set. LIMIT=N tries the whole line on N sentences of each kind, an epoch each, and writes into OUT alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${1:?where is the outside data?}
python=${PYTHON:-python3}
limit=${LIMIT:-}
out=${OUT:-$here/../build/training${limit:+-trial}}
mkdir -p "$out"
out=$(cd "$out" && pwd)
models=$here/../models
if [ -n "$limit" ]; then
  mkdir -p "$out/models"
  cp "$models/LEDGER.md" "$out/models/"
  models=$out/models
fi
seed=1
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=20000
common="--data $data ${ENGINE:+--engine $ENGINE} ${limit:+--limit $limit}"
begun=$(date +%s)
minutes() { echo $((($(date +%s) - begun) / 60)); }
epochs() { if [ -n "$limit" ]; then echo 1; else echo "$1"; fi; }

mpnet=$(cd "$here" && "$python" -c "import mpnet; print(mpnet.unpacked('$out'))")
e5=$(cd "$here" && "$python" -c "import encoder; print(encoder.unpacked('$out'))")
"$python" "$here/train.py" $common --out "$out/teacher" --encoder "$mpnet" --epochs "$(epochs 4)" --lr 5e-5 --head-lr 1e-3 --pieces 1920 --ud-share .6 --threads 2 --seed $seed
"$python" "$here/teach.py" "$out/teacher/last.pt" "$out/taught.pickle" $common --encoder "$mpnet"
"$python" "$here/train.py" $common --out "$out/accurate" --encoder "$e5" --layers 0,1,2,3,4,5,6,7,8 --lr 1.2e-4 --teacher "$out/taught.pickle" --epochs "$(epochs 14)" --seed $seed
"$python" "$here/train.py" $common --out "$out/fast" --teacher "$out/taught.pickle" --start "$out/accurate/last.pt" --layers 0,4,8 --widths 64,128,128,192 --epochs "$(epochs 10)" --seed $seed
for name in accurate fast; do
  "$python" "$here/export.py" "$out/$name/last.pt" "$models/$name" --name $name --int8 "$data"
  "$python" "$here/ledger.py" "$models/$name" "$models/LEDGER.md" $common --model $name --learned "marks, treebanks, teacher" --seed $seed --minutes "$(minutes)"
done
