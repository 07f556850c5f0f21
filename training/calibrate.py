"""calibrate.py --engine build/dateline [--files c1,c2] [--texts DIR] [--kept DIR]   what the engine's scores are worth, on sentences that were held out of training

Reads the marks (held-out reports as data.py draws them, or all of the files named: marks that the network has not seen), lets the engine read their sentences, and prints
  - how many events are wholly right, and what is wrong with the others;
  - a table of reliability: of the claims whose score lies in a bin, the share that is right (trigger and type, source, target, status, the whole event);
  - for the floor of confidence in src/events/events.cpp: F1 of wholly right events when claims below it are left out.
Never gold: what is chosen here is chosen on marks. --kept DIR keeps gold and records, and reads them from there where they are.
Run it again after each change of the network, and write the table into models/CARD.md."""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SHARE = .06                                  # as data.held_out
BINS = (0, .3, .5, .6, .7, .8, .9, .95, .99, 1.0001)
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def marks(files, texts, kept):
    """[{id, text, events}] of the held-out reports, through the marks' checker"""
    rows = []
    for f in files:
        out = kept / (f.stem + ".jsonl")
        if not out.exists() or out.stat().st_mtime < f.stat().st_mtime:
            subprocess.run([sys.executable, HERE / "marks" / "check.py", f, *sum((["--texts", x] for x in texts), []), "--jsonl", out], capture_output=True, text=True)
        rows += [{**json.loads(line), "file": f.stem} for line in open(out, encoding="utf8")]
    return rows


def held_out(row):
    return zlib.crc32((row.get("report") or row["id"].rsplit(".", 1)[0]).encode()) % 1000 < SHARE * 1000


class Bytes:
    def __init__(self, text):
        self.at = [i for i, c in enumerate(text) for _ in c.encode()] + [len(text)]

    def span(self, s):
        return self.at[s["start"]], self.at[s["end"]]


def read(engine, rows, kept):
    path = kept / "records.jsonl"
    lines = "".join(json.dumps({"id": r["id"], "text": r["text"], "clean": True, **({"published": r["date"]} if r.get("date") else {})}) + "\n" for r in rows)
    path.write_bytes(subprocess.run([engine, "read", "--from", "jsonl", "--json"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout)
    return {r["source"]["id"]: r for r in map(json.loads, open(path, encoding="utf8")) if "error" not in r}


def head_score(event, head):
    """the last word of a head about this event, found by the words of the step"""
    found = [s["score"] for s in event["because"] if s.get("head") == head and s.get("score") is not None]
    return found[-1] if found else None


def ours(row, record):
    at = Bytes(row["text"])
    for e in record["events"]:
        if e.get("plover"):
            yield {"trigger": at.span(e["trigger"]), "type": e["plover"]["event"], "cameo": e["cameo"], "status": e["factuality"]["status"],
                   "source": [at.span(s) for s in e["source_spans"]], "target": [at.span(s) for s in e["target_spans"]], "confidence": e["confidence"],
                   "scores": {"type": head_score(e, "trigger"), "source": head_score(e, "event_role source"), "target": head_score(e, "event_role target"),
                              "status": head_score(e, "status"), "code": head_score(e, "cameo")}, "words": row["text"][slice(*at.span(e["trigger"]))]}


def theirs(row):
    pair = lambda s: (s["start"], s["end"])
    for e in row["events"]:
        yield {"trigger": pair(e["trigger"]), "type": e["type"], "cameo": e["cameo"], "status": e["status"], "source": [pair(s) for s in e["source"]],
               "target": [pair(s) for s in e["target"]], "words": e["trigger"]["text"]}


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def side(g, p):
    return all(any(overlap(x, y) for y in p) for x in g) and all(any(overlap(x, y) for x in g) for y in p)


def compare(g, p):
    """what is right of a claim that answers a mark (score_hard.py counts alike)"""
    kind = lambda t: YIELD.get(t, t)
    past = lambda s: "asserted" if s == "historical" else s
    return {"type": kind(g["type"]) == kind(p["type"]), "source": side(g["source"], p["source"]), "target": side(g["target"], p["target"]),
            "status": past(g["status"]) == past(p["status"]), "code": g["cameo"] == p["cameo"]}


def pair(gold, pred):
    """one to one: same trigger and type first, then same trigger"""
    left, out = list(pred), []
    for same_type in (True, False):
        for g in gold:
            if any(g is x for x, _ in out):
                continue
            p = next((p for p in left if overlap(g["trigger"], p["trigger"]) and (not same_type or compare(g, p)["type"])), None)
            if p:
                out.append((g, p))
                left.remove(p)
    return out, left


def judged(rows, records):
    """every claim with what is right of it; every mark's number"""
    claims, total = [], 0
    for r in rows:
        if r["id"] not in records:
            continue
        gold, pred = list(theirs(r)), list(ours(r, records[r["id"]]))
        total += len(gold)
        pairs, extra = pair(gold, pred)
        claims += [(p, compare(g, p), g) for g, p in pairs] + [(p, None, None) for p in extra]
    return claims, total


def whole(ok):
    return ok is not None and all(ok[k] for k in ("type", "source", "target", "status"))


def summary(claims, total):
    found = [ok for _, ok, _ in claims if ok]
    print(f"{total} marked events, {len(claims)} claims, {len(found)} answer a mark; of those " + " ".join(f"{k} {100 * sum(ok[k] for ok in found) / max(1, len(found)):.1f}"
          for k in ("type", "source", "target", "status", "code")))
    print(f"events wholly right: F1 {200 * sum(whole(ok) for _, ok, _ in claims) / max(1, total + len(claims)):.1f}")


def reliability(claims):
    """score bin -> share right, for each kind of score"""
    judge = {"trigger and type": (lambda p: p["scores"]["type"], lambda ok: ok is not None and ok["type"]),
             "source": (lambda p: p["scores"]["source"], lambda ok: None if ok is None else ok["source"]),
             "target": (lambda p: p["scores"]["target"], lambda ok: None if ok is None else ok["target"]),
             "status": (lambda p: p["scores"]["status"], lambda ok: None if ok is None else ok["status"]),
             "whole event, by `confidence`": (lambda p: p["confidence"], whole)}
    print("\n| score | " + " | ".join(judge) + " |\n|" + "---|" * (len(judge) + 1))
    for low, high in zip(BINS, BINS[1:]):
        cells = []
        for score, right in judge.values():
            here = [r for p, ok, _ in claims if score(p) is not None and low <= score(p) < high and (r := right(ok)) is not None]
            cells.append(f"{100 * sum(here) / len(here):.0f} % of {len(here)}" if here else "–")
        print(f"| {low:g}–{min(high, 1):g} | " + " | ".join(cells) + " |")


def floors(claims, total):
    print("\nfloor of confidence: F1 of wholly right events, claims kept")
    for floor in (0, .2, .25, .3, .35, .4, .45, .5, .55, .6):
        kept = [ok for p, ok, _ in claims if p["confidence"] > floor]
        print(f"  {floor:.2f}  {200 * sum(map(whole, kept)) / max(1, total + len(kept)):.1f}  {len(kept)}")


def confusions(claims, n):
    kinds = collections.Counter((g["type"], p["type"]) for p, ok, g in claims if ok and not ok["type"])
    status = collections.Counter((g["status"], p["status"]) for p, ok, g in claims if ok and not ok["status"])
    sides = collections.Counter(f'{k} {"missing" if not p[k] else "too much" if not g[k] else "another"}' for p, ok, g in claims if ok for k in ("source", "target") if not ok[k])
    for name, c in (("type", kinds), ("status", status), ("side", sides)):
        print(f"\n{name}, marked as ours: " + ", ".join(f'{" as ".join(k) if isinstance(k, tuple) else k} {v}' for k, v in c.most_common(n)))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--engine", required=True)
    ap.add_argument("--files", default="", help="stems of marks files that the network has not seen: all their reports are read")
    ap.add_argument("--texts", default="../shared/marks/real", help="marks of given sentences and their texts")
    ap.add_argument("--kept", default="build/calibrate", help="where sentences and records are kept")
    ap.add_argument("--confusions", type=int, default=8, metavar="N")
    a = ap.parse_args()
    kept = pathlib.Path(a.kept)
    kept.mkdir(parents=True, exist_ok=True)
    given = pathlib.Path(a.texts)
    files = sorted((HERE / "marks").glob("*.marks")) + sorted(given.glob("*.marks"))
    named = set(filter(None, a.files.split(",")))
    if named:
        files = [f for f in files if f.stem in named]
    rows = [r for r in marks([f for f in files if not f.stem.startswith("a")], sorted(given.glob("*.texts.jsonl")), kept) if named or held_out(r)]
    claims, total = judged(rows, read(a.engine, rows, kept))
    summary(claims, total)
    reliability(claims)
    floors(claims, total)
    confusions(claims, a.confusions)


if __name__ == "__main__":
    main()
