"""ledger.py MODEL-FOLDER LEDGER.md --data DIR [--engine PATH] [--limit N] --model NAME --learned TEXT --seed N --minutes TEXT   measures a model and adds its row to the ledger"""
import argparse
import pathlib
import re

import evaluate

FOUND = {           # column: (tasks of evaluate.py, where their figures stand in what it prints)
    "LAS ewt / gum": (["trees"], r" las ([\d.]+)"),
    "NER": (["ner"], r"^all .*?F1 +([\d.]+)"),
    "dyads": (["dyads"], r"source\+target\+root F1 ([\d.]+)"),
    "events-hard": (["hard"], r"right events F1 ([\d.]+)"),
    "quotes / hard": (["quotes", "quotes_hard"], r"HEADLINE joint F1 ([\d.]+)"),
    "fact": (["fact"], r"HEADLINE.*? ([\d.]+)"),
    "held events / said": (["held"], r"threshold, lo, hi: ([\d.]+)"),
}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder")
    ap.add_argument("ledger")
    ap.add_argument("--data", required=True, help="the outside data: gold/, marks/, bench/")
    ap.add_argument("--engine", help="the engine, for its words")
    ap.add_argument("--limit", type=int, help="so many reports of each dev file, for a trial")
    for name in ("model", "learned", "seed", "minutes"):
        ap.add_argument("--" + name, default="–")
    a = ap.parse_args()
    ev = evaluate.Evaluation(evaluate.Model(a.folder), a.data, a.engine, evaluate.DEFAULT, a.limit)
    row = [a.model, a.learned, a.seed, a.minutes]
    for column, (tasks, pattern) in FOUND.items():
        said = "\n".join(getattr(ev, task)() for task in tasks)
        print("== %s\n%s" % (column, said), flush=True)
        row.append(" / ".join(re.findall(pattern, said, re.M)) or "–")
    path = pathlib.Path(a.ledger)
    lines = path.read_text().split("\n")
    last = max(k for k, l in enumerate(lines) if l.startswith("|"))
    lines.insert(last + 1, "| %s |" % " | ".join(row))
    path.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
