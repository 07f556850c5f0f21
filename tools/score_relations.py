#!/usr/bin/env python3
"""score_relations.py [--engine build/dateline] [--marks tests/marks/relations.marks] [--show]
Relations that the engine finds in marked passages: precision, recall and F1, by kind.  Python 3.11, standard library only.

A mark and a relation are one where their kind is the same, each end has a mention that overlaps the marked words (or is called so), and both are
over ("former") or both are not. Kinds without a direction (spouse, sibling, partner, cousin) may be turned round. A relation told twice counts twice.
"""
import argparse, collections, json, pathlib, subprocess

EITHER_WAY = {"spouse", "sibling", "partner", "cousin", "relative", "sibling_in_law"}


def passages(path):
    text, marks = "", []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        if line.startswith("- "):
            kind, start, end, *former = [part.strip() for part in line[2:].split("|")]
            marks.append((kind, start, end, former == ["former"]))
        elif line.strip() and not line.startswith("#"):
            text += (" " if text else "") + line.strip()
        elif text:
            yield text, marks
            text, marks = "", []


def is_end(record, text, end, words):
    claim = next((c for c in record["actors"] + record["places"] if c["id"] == end), None)
    if claim is None:
        return False
    if claim["name"].lower() == words.lower():
        return True
    raw, wanted = text.encode(), words.encode()
    at = raw.find(wanted)
    assert at >= 0, f"'{words}' does not stand in: {text}"
    while at >= 0:
        if any(m["start"] < at + len(wanted) and at < m["end"] for m in claim["mentions"]):
            return True
        at = raw.find(wanted, at + 1)
    return False


def same(record, text, found, mark):
    kind, start, end, former = mark
    if found["kind"] != kind or found.get("former", False) != former:
        return False
    fits = lambda a, b: is_end(record, text, found["from"], a) and is_end(record, text, found["to"], b)
    return fits(start, end) or (kind in EITHER_WAY and fits(end, start))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--engine", default=str(root / "build/dateline"))
    parser.add_argument("--marks", type=pathlib.Path, default=root / "tests/marks/relations.marks")
    parser.add_argument("--show", action="store_true", help="what was missed and what was too much")
    options = parser.parse_args()
    marked = list(passages(options.marks))
    lines = "".join(json.dumps({"id": str(i), "text": text, "clean": True, "published": "2024-06-05"}) + "\n" for i, (text, _) in enumerate(marked))
    told = subprocess.run([options.engine, "read", "--from", "jsonl", "--json"], input=lines, capture_output=True, text=True, check=True).stdout
    counts = collections.defaultdict(lambda: [0, 0, 0])  # right, too much, missed
    for (text, marks), record in zip(marked, map(json.loads, told.splitlines()), strict=True):
        names = {c["id"]: c["name"] for c in record["actors"] + record["places"]}
        left = list(marks)
        for found in record["relations"]:
            hit = next((m for m in left if same(record, text, found, m)), None)
            if hit:
                left.remove(hit)
                counts[hit[0]][0] += 1
                continue
            counts[found["kind"]][1] += 1
            if options.show:
                print(f"too much: {found['kind']} | {names[found['from']]} | {names[found['to']]} | {found.get('former', '')}\n   {text}")
        for mark in left:
            counts[mark[0]][2] += 1
            if options.show:
                print(f"missed:   {' | '.join(map(str, mark))}\n   {text}")
    counts["all"] = [sum(c[i] for c in counts.values()) for i in range(3)]
    print(f"{len(marked)} passages\n{'kind':16} marked  found  right  precision  recall     F1")
    for kind, (right, extra, missed) in sorted(counts.items(), key=lambda item: (item[0] == "all", item[0])):
        marked_of, found_of = right + missed, right + extra
        precision, recall = (100 * right / n if n else 0.0 for n in (found_of, marked_of))
        f1 = 200 * right / (found_of + marked_of)
        print(f"{kind:16} {marked_of:6} {found_of:6} {right:6} {precision:10.1f} {recall:7.1f} {f1:6.1f}")


if __name__ == "__main__":
    main()
