"""python3 tools/errors TASK [--kept DIR] [--data DIR] [--worst N] [--cause WORDS] [--save FILE] [--before FILE]

Sorts what the engine got wrong on a labelled set by cause, most frequent first, and shows the worst of each: the sentence, what was wanted, what came, and the
steps that led there. Reads what `make accuracy` keeps (records and predictions in --kept) and the gold in --data; runs nothing and writes nothing but --save.
TASK: dyads events-hard arguments fact fact-hard quotes quotes-hard. --save keeps the counts; --before sets counts kept earlier beside them, as a table for
docs/accuracy.md. The sentences are other people's: they are for the eyes of who mends, and stay out of the project."""
import argparse
import collections
import json
import pathlib
import sys

import arguments
import common
import dyads
import fact
import hard
import quotes

TASKS = {"dyads": (dyads.GOLD, dyads.errors), "events-hard": (hard.GOLD, hard.errors), "arguments": (arguments.GOLD, arguments.errors),
         "fact": (fact.GOLD, lambda *a: fact.errors(*a, "fact")), "fact-hard": (fact.HARD, lambda *a: fact.errors(*a, "fact-hard")),
         "quotes": (quotes.GOLD, lambda *a: quotes.errors(*a, "quotes")), "quotes-hard": (quotes.HARD, lambda *a: quotes.errors(*a, "quotes-hard"))}


def table(counts, before):
    """causes and counts as Markdown; with counts kept earlier, two columns"""
    total = lambda c: sum(n for cause, n in c.items() if not cause.startswith(("(", "code: "))) or 1
    head = "| cause | before | after |\n|---|---|---|" if before is not None else "| cause | number | share |\n|---|---|---|"
    rows = sorted(set(counts) | set(before or {}), key=lambda c: (c.startswith("("), c.startswith("code: "), c != "right", -max(counts[c], (before or {}).get(c, 0)), c))
    for cause in rows:
        n = counts[cause]
        head += f"\n| {cause} | {before.get(cause, 0)} | {n} |" if before is not None else f"\n| {cause} | {n} | {100 * n / total(counts):.1f} % |"
    return head


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("task", choices=TASKS)
    ap.add_argument("--kept", default="build/accuracy", help="where make accuracy keeps records and predictions")
    ap.add_argument("--data", default="../shared", help="the folder of gold/ and bench/")
    ap.add_argument("--worst", type=int, default=0, metavar="N", help="show N errors of each cause, those of which the engine was surest")
    ap.add_argument("--cause", default="", help="only causes that hold these words")
    ap.add_argument("--save", help="keep the counts here")
    ap.add_argument("--before", help="counts kept earlier")
    a = ap.parse_args()
    stem, errors = TASKS[a.task]
    gold, kept = pathlib.Path(a.data) / "gold" / stem, pathlib.Path(a.kept)
    for path in (gold, kept / f"{a.task}.records"):
        if not path.exists():
            sys.exit(f"errors: {path} is missing; make accuracy TASKS={a.task} keeps it where labelled data lies beside the project")
    found = list(errors(common.lines(gold), kept, pathlib.Path(a.data)))
    counts = collections.Counter(e.cause for e in found)
    before = json.loads(pathlib.Path(a.before).read_text()) if a.before else None
    if not a.cause:
        print(table(counts, before))
    if a.save:
        pathlib.Path(a.save).write_text(json.dumps(counts, indent=0, sort_keys=True))
    for cause, _ in counts.most_common() if a.worst or a.cause else []:
        if cause == "right" or a.cause not in cause:
            continue
        some = sorted((e for e in found if e.cause == cause), key=lambda e: -e.weight)[:a.worst or 5]
        print(f"\n== {cause}: {counts[cause]}")
        for e in some:
            print(f"  {e.text}\n    wanted {e.gold}\n    ours   {e.ours}" + "".join(f"\n      {w}" for w in e.why))


if __name__ == "__main__":
    main()
