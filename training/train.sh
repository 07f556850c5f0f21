#!/bin/sh
# train.sh DATA   makes both models from the outside data, puts them into models/ and adds their rows to models/LEDGER.md (README.md). PYTHON, ENGINE and OUT may be set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${1:?where is the outside data?}
out=${OUT:-$here/../build/training}
python=${PYTHON:-python3}
seed=1
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=20000
common="--data $data ${ENGINE:+--engine $ENGINE}"
begun=$(date +%s)
minutes() { echo $((($(date +%s) - begun) / 60)); }

mkdir -p "$out"
mpnet=$(cd "$here" && "$python" -c "import mpnet; print(mpnet.unpacked('$out'))")
"$python" "$here/train.py" $common --out "$out/teacher" --encoder "$mpnet" --epochs 4 --lr 5e-5 --head-lr 1e-3 --pieces 1920 --ud-share .6 --threads 2 --seed $seed
"$python" "$here/teach.py" "$out/teacher/last.pt" "$out/taught.pickle" $common --encoder "$mpnet"
"$python" "$here/train.py" $common --out "$out/accurate" --teacher "$out/taught.pickle" --epochs 14 --seed $seed
"$python" "$here/train.py" $common --out "$out/fast" --teacher "$out/taught.pickle" --start "$out/accurate/last.pt" --layers 0,2,5 --widths 64,128,128,192 --epochs 10 --seed $seed
for name in accurate fast; do
  "$python" "$here/export.py" "$out/$name/last.pt" "$here/../models/$name" --name $name --int8 "$data"
  "$python" "$here/ledger.py" "$here/../models/$name" "$here/../models/LEDGER.md" $common --model $name --learned "marks, treebanks, teacher" --seed $seed --minutes "$(minutes)"
done
