#!/usr/bin/env python3
"""score_metonyms.py GOLD.jsonl RECORDS.jsonl [--show]
Does the record tell a town that stands for its government (or team) from the town itself?  Python 3.11, standard library only.

GOLD: toponyms with the kinds of GeoWebNews; RECORDS: what `make accuracy TASKS=geo` keeps (build/accuracy/geo.records).
Counted are the toponyms of kind Literal and Metonymic that the record has at all: right is a place for Literal, and a mention of an actor for Metonymic.
Capitals of packs/world/metonyms.tsv stand on their own line; of other names those are left out that an actor of the record has as a country's name
("Russia" is an actor and a place at once).
"""
import argparse, collections, json, pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def capitals():
    rows = (line.split("\t") for line in (ROOT / "packs/world/metonyms.tsv").read_text(encoding="utf-8").splitlines()[1:])
    return {name.lower() for row in rows if row[1] == "capital" for name in row[0].split("|")}


def spans(record, text):
    """What stands where, in code points: place, metonym, country, actor."""
    points, at = {}, 0
    for i, char in enumerate(text):
        points[at] = i
        at += len(char.encode())
    points[at] = len(text)
    for place in record["places"]:
        for m in place["mentions"]:
            yield points[m["start"]], points[m["end"]], "place"
    for actor in record["actors"]:
        for m in actor["mentions"]:
            if m["kind"] in ("name", "metonym"):
                what = "country" if actor["kind"] == "country" and m["kind"] == "name" else "metonym" if m["kind"] == "metonym" else "actor"
                yield points[m["start"]], points[m["end"]], what


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold"), parser.add_argument("records")
    parser.add_argument("--show", action="store_true", help="each that is wrong, with the words around it")
    options = parser.parse_args()
    records = {r["source"]["id"]: r for r in map(json.loads, open(options.records, encoding="utf-8"))}
    known, table = capitals(), collections.Counter()
    for gold in map(json.loads, open(options.gold, encoding="utf-8")):
        if gold["source"] != "gwn":
            continue
        have = list(spans(records[gold["id"]], gold["text"]))
        for t in gold["toponyms"]:
            if t["kind"] not in ("Literal", "Metonymic"):
                continue
            exact = [w for a, b, w in have if a == t["start"] and b == t["end"]]
            near = [w for a, b, w in have if a < t["end"] and t["start"] < b]
            what = (exact or near or ["nothing"])[0]
            group = "capitals" if t["text"].lower() in known else "others"
            if group == "capitals" and what == "country":  # a mention of the country like any other
                what = "actor"
            table[group, t["kind"], what] += 1
            wrong = what == "place" if t["kind"] == "Metonymic" else what in ("metonym", "actor")
            if options.show and wrong:
                around = gold["text"][max(0, t["start"] - 90) : t["start"]] + "[[" + t["text"] + "]]" + gold["text"][t["end"] : t["end"] + 70]
                print(f"{t['kind']} as {what}: {' '.join(around.split())}")
    print(f"{'':10}{'':12}{'place':>8}{'metonym':>9}{'actor':>7}{'country':>9}{'nothing':>9}")
    for group in ("capitals", "others"):
        for kind in ("Literal", "Metonymic"):
            print(f"{group:10}{kind:12}" + "".join(f"{table[group, kind, w]:{n}}" for w, n in (("place", 8), ("metonym", 9), ("actor", 7), ("country", 9), ("nothing", 9))))
    for groups in (("capitals",), ("capitals", "others")):
        of = lambda kind, *what: sum(table[g, kind, w] for g in groups for w in what)
        right = of("Literal", "place") + of("Metonymic", "metonym", "actor")
        seen = right + of("Literal", "metonym", "actor") + of("Metonymic", "place")
        print(f"{'capitals' if len(groups) == 1 else 'all towns':10} right {right} of {seen}: {100 * right / max(1, seen):.1f} %")


if __name__ == "__main__":
    main()
