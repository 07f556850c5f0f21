#!/usr/bin/env python3
"""check.py FILE... [--texts TEXTS.jsonl] [--jsonl OUT] [--codes DIR]

Checks marks (GUIDE.md): prints each fault with its line, exits 1 where there are any. --jsonl writes them as JSON lines with offsets in code points.
TEXTS.jsonl holds {"id", "text", "date"?} for files with @ID lines. DIR holds plover.tsv, modes.tsv and cameo.tsv (default: packs/codes)."""
import argparse
import collections
import csv
import json
import pathlib
import re
import sys

CODES = pathlib.Path(__file__).resolve().parents[2] / "packs" / "codes"
# the types that a CAMEO root stands for; beside them single codes that the guide gives to another type
TYPES_OF_ROOT = {"02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE RETREAT", "09": "ACCUSE",
                 "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
                 "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}
ALSO = {("CONCEDE", "055"), ("SANCTION", "116")}
STATUS = "asserted planned possible conditional negated asked historical".split()
KINDS = "direct indirect mixed".split()
NAMES = "PER ORG GPE LOC NORP FAC EVT OTH".split()


def column(path, *names):
    """the named columns of a table of packs/codes (a * marks its key)"""
    with open(path, encoding="utf8") as f:
        rows = csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t")
        return [tuple(next(v for k, v in r.items() if k and k.rstrip("*") == n) for n in names) for r in rows]


def find(text, s):
    """where the string stands as whole words; `word#2` is its second place"""
    n = 1
    if m := re.fullmatch(r"(.*)#(\d)", s):
        s, n = m.group(1), int(m.group(2))
    if not s:
        return None
    at, i = [], text.find(s)
    while i >= 0:
        end = i + len(s)
        if not (s[0].isalnum() and i and text[i - 1].isalnum()) and not (s[-1].isalnum() and end < len(text) and text[end].isalnum()):
            at.append(i)
        i = text.find(s, i + 1)
    return {"text": s, "start": at[n - 1], "end": at[n - 1] + len(s)} if len(at) >= n else None


class Reader:
    def __init__(self, codes, texts):
        self.types = {t for t, in column(codes / "plover.tsv", "code")}
        self.modes = collections.defaultdict(set)
        for t, m in column(codes / "modes.tsv", "plover", "mode"):
            self.modes[t].add(m)
        self.cameo = {c for c, in column(codes / "cameo.tsv", "code")}
        self.texts, self.rows, self.faults, self.seen = texts, [], 0, set()

    def fault(self, message):
        self.faults += 1
        print("%s:%d: %s" % (self.file, self.line, message))

    def place(self, what, s):
        """the span of a string of the sentence, or a fault"""
        h = find(self.sentence["text"], s)
        if not h:
            self.fault("%s not in the sentence: %s" % (what, s))
        return h

    def begin(self, ident, text, kind, **more):
        self.sentence = {"id": ident, **more, "text": text, "kind": kind, "events": [], "statements": [], "names": []}
        self.rows.append(self.sentence)

    def once(self, ident):
        if ident in self.seen:
            self.fault("id twice " + ident)
        self.seen.add(ident)

    def event(self, rest):
        p = [x.strip() for x in rest.split("|")]
        if len(p) != 8:
            return self.fault("E has %d fields, not 8" % len(p))
        e = {"trigger": self.place("trigger", p[0])}
        kind, _, mode = p[1].partition("/")
        if kind not in self.types:
            self.fault("type " + kind)
        elif mode and mode not in self.modes[kind]:
            self.fault("mode %s of %s (has %s)" % (mode, kind, " ".join(sorted(self.modes[kind]))))
        if p[2] not in self.cameo or p[2][:2] == "01":
            self.fault("CAMEO " + p[2])
        elif kind not in TYPES_OF_ROOT.get(p[2][:2], "").split() and (kind, p[2]) not in ALSO:
            self.fault("type %s does not go with CAMEO %s" % (kind, p[2]))
        e["type"], e["mode"], e["cameo"] = kind, mode or None, p[2]
        for name, v in (("source", p[3]), ("target", p[4])):
            e[name] = []
            if v == "=" and name == "target":
                e["target"], e["mutual"] = list(e["source"]), True
                if not e["source"]:
                    self.fault("= without sources")
            elif v == "=":
                self.fault("= as source")
            elif v != "-":
                e[name] = [h for s in re.split(r"\s+;\s+", v) if (h := self.place(name, s))]
        if p[5] not in STATUS:
            self.fault("status " + p[5])
        e["status"] = p[5]
        for name, v in (("time", p[6]), ("place", p[7])):
            e[name] = None if v == "-" else self.place(name, v)
        self.sentence["events"].append(e)

    def statement(self, rest):
        p = [x.strip() for x in rest.split(" | ")]
        if len(p) != 4:
            return self.fault("S has %d fields, not 4" % len(p))
        s = {name: None if v == "-" else self.place(name, v) for name, v in (("speaker", p[0]), ("cue", p[1]))}
        s["content"] = [h for v in p[2].split(" ... ") if (h := self.place("content", v.strip()))]
        if p[3] not in KINDS:
            self.fault("kind " + p[3])
        s["kind"] = p[3]
        self.sentence["statements"].append(s)

    def names(self, rest):
        for one in re.split(r"\s+;\s+", rest):
            p = [x.strip() for x in one.rsplit("|", 1)]
            if len(p) != 2 or p[1] not in NAMES:
                self.fault("N name | TYPE: " + one)
            elif h := self.place("name", p[0]):
                self.sentence["names"].append({**h, "type": p[1]})

    def report(self, rest):
        p = [x.strip() for x in rest.split("|")]
        if len(p) != 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d|-", p[1]):
            return self.fault("R id | date | place")
        self.once(p[0])
        self.head, self.number, self.sentence = p, 0, None

    def read(self, file):
        self.file, self.head, self.sentence = file, None, None
        with open(file, encoding="utf8") as f:
            for self.line, l in enumerate(f, 1):
                l = l.rstrip("\n")
                if not l.strip() or l.startswith("#"):
                    continue
                tag, _, rest = l.partition(" ")
                rest = rest.strip()
                if l.startswith("@"):
                    self.sentence, i = None, l[1:].strip()
                    if i not in self.texts:
                        self.fault("unknown id " + i)
                        continue
                    self.once(i)
                    self.begin(i, self.texts[i]["text"], "sentence", date=self.texts[i].get("date"))
                elif tag == "R":
                    self.report(rest)
                elif tag in ("H", "T"):
                    if self.head is None:
                        self.fault("sentence before any R")
                        continue
                    ident, date, place = self.head
                    self.begin("%s.%d" % (ident, self.number), rest, "headline" if tag == "H" else "sentence", report=ident,
                               date=None if date == "-" else date, dateline=None if place == "-" else place)
                    self.number += 1
                elif tag not in ("E", "S", "N"):
                    self.fault("unknown line: " + l[:60])
                elif self.sentence is None:
                    self.fault(tag + " without a sentence")
                else:
                    {"E": self.event, "S": self.statement, "N": self.names}[tag](rest)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="+")
    ap.add_argument("--texts", action="append", default=[])
    ap.add_argument("--jsonl")
    ap.add_argument("--codes", type=pathlib.Path, default=CODES)
    a = ap.parse_args()
    texts = {}
    for f in a.texts:
        with open(f, encoding="utf8") as lines:
            texts |= {d["id"]: d for d in map(json.loads, lines)}
    r = Reader(a.codes, texts)
    for f in a.files:
        r.read(f)
    count = lambda k: sum(len(x[k]) for x in r.rows)
    print("%d sentences (%d without events), %d events, %d statements, %d names, %d faults"
          % (len(r.rows), sum(not x["events"] for x in r.rows), count("events"), count("statements"), count("names"), r.faults))
    for k in ("type", "status"):
        print(k + " " + " ".join("%s %d" % x for x in collections.Counter(e[k] for x in r.rows for e in x["events"]).most_common()))
    if a.jsonl:
        with open(a.jsonl, "w", encoding="utf8") as out:
            for x in r.rows:
                out.write(json.dumps(x, ensure_ascii=False) + "\n")
    sys.exit(1 if r.faults else 0)


if __name__ == "__main__":
    main()
