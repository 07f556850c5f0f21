#!/usr/bin/env python3
"""make_trigger_types.py MARKS.marks… > packs/en/trigger_types.tsv
Which types of events the markers gave to the first word of a trigger, for words that they met often enough: what the network's belief is weighed with."""
import collections, sys

LEAST = 4  # a word met less often tells nothing


def main():
    seen = collections.defaultdict(collections.Counter)
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as f:
            for line in f:
                if not line.startswith("E "):
                    continue
                parts = [p.strip() for p in line[2:].split("|")]
                words = parts[0].split("#")[0].lower().split()
                if len(parts) == 8 and words:
                    seen[words[0]][parts[1].split("/")[0]] += 1
    print("# How often the markers took a trigger that begins with the word for each type, in percent; made from training/marks by tools/make_trigger_types.py.")
    print("word*\ttype\tshare")
    for word, types in sorted(seen.items()):
        n = sum(types.values())
        if n < LEAST:
            continue
        for kind, count in sorted(types.items(), key=lambda x: (-x[1], x[0])):
            print(f"{word}\t{kind}\t{round(100 * count / (n + 1))}")


main()
