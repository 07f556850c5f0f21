"""Sentences to learn from, merged: one sentence holds everything that any file marks in it.

A label that no file gives for a sentence is None there, and its head learns nothing from that sentence (marks/README.md says which file marks what completely)."""
import collections
import dataclasses
import json
import pathlib
import random
import subprocess
import sys
import tempfile

from labels import NAMES, NAME_TAGS, STATUS, TYPES, UPOS, lemma_rule
import words as W

MAX_WORDS, MAX_PIECES = 200, 320
FACT_OF_STATUS = {"asserted": 3.0, "historical": 3.0, "negated": -3.0, "planned": 0.0, "possible": 0.0, "conditional": 0.0, "asked": 0.0}


@dataclasses.dataclass
class Sentence:
    id: str
    text: str
    words: list                    # (start, end) in code points of text
    origin: str = "marks"          # marks, ud or fact: how often it is seen
    report: str = ""
    tree: list | None = None       # a word: (upos, feats, lemma, head 0=root, relation)
    names: list | None = None      # a word: the name tags it may have (a set of numbers of NAME_TAGS)
    events: list | None = None     # (trigger words, type, status, code, {role: BIO a word})
    said: list | None = None       # (cue words, BIO of the speaker, BIO of the content)
    fact: dict = dataclasses.field(default_factory=dict)    # word: (-3…3, weight)
    mention: list | None = None    # a word: 0 or 1

    def word(self, i):
        return self.text[self.words[i][0]:self.words[i][1]]

    def encode(self, pieces):
        """pieces, shape and first of the contract; a sentence is cut at MAX_WORDS and MAX_PIECES"""
        ids, shapes, first = [pieces.cls], [0], []
        for i in range(len(self.words)):
            p = pieces.of(self.word(i))
            if len(first) == MAX_WORDS or len(ids) + len(p) + 1 > MAX_PIECES:
                break
            first.append(len(ids))
            ids += p
            shapes += [W.shape(self.word(i))] * len(p)
        self.ids, self.shapes, self.first = ids + [pieces.sep], shapes + [0], first
        return self

    def cover(self, span):
        return [i for i, (a, b) in enumerate(self.words) if a < span["end"] and span["start"] < b]


def key(text):
    return "".join(text.split())


def read_conllu(path):
    """treebank sentences; a multiword token's words divide its characters"""
    out, doc, ident, text, rows, multi = [], "", "", "", [], {}
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            doc = line.split("=", 1)[1].strip()
        elif line.startswith("# sent_id"):
            ident = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif line[:1].isdigit():
            c = line.split("\t")
            if "-" in c[0]:
                a, b = map(int, c[0].split("-"))
                multi[a] = (b, c[1])
            elif "." not in c[0]:
                rows.append(c)
        elif not line and rows:
            at, spans, i = 0, [], 0
            while i < len(rows):
                n, surface = 1, rows[i][1]
                if int(rows[i][0]) in multi:
                    last, surface = multi[int(rows[i][0])]
                    n = last - i
                start = text.find(surface, at)
                start = at if start < 0 else start
                at = start + len(surface)
                parts = [r[1] for r in rows[i:i + n]]
                if n == 1:
                    spans.append((start, at))
                else:
                    k = start
                    for j, p in enumerate(parts):
                        left = n - 1 - j
                        e = at if left == 0 else max(k + 1, min(k + len(p), at - left))
                        spans.append((k, e))
                        k = e
                i += n
            tree = [(c[3], c[5], c[2], int(c[6]), c[7]) for c in rows]
            if all(b > a for a, b in spans) and all(t[0] in UPOS for t in tree):
                out.append(Sentence(ident, text, spans, "ud", doc, tree=tree))
            rows, multi = [], {}
    return out


def read_marks(files, texts, checker):
    """the marks files as JSON lines, through their checker"""
    out = {}
    for f in files:
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as t:
            r = subprocess.run([sys.executable, checker, f, *sum((["--texts", x] for x in texts), []), "--jsonl", t.name], capture_output=True, text=True)
            rows = [json.loads(l) for l in open(t.name, encoding="utf8")]
            if not rows:
                raise SystemExit("%s: %s" % (f, r.stdout[:300] + r.stderr[-300:]))
            out[pathlib.Path(f).stem] = rows
    return out


def bio(sentence, spans):
    y = [0] * len(sentence.words)
    for s in spans:
        for j, i in enumerate(sentence.cover(s)):
            y[i] = 1 if j == 0 else 2
    return y


def add_events(s, row):
    s.events = []
    for e in row["events"]:
        t = s.cover(e["trigger"])
        if not t:
            continue
        roles = {"source": bio(s, e["source"]), "target": bio(s, e["target"]),
                 "place": bio(s, [e["place"]] if e["place"] else []), "time": bio(s, [e["time"]] if e["time"] else [])}
        s.events.append((t, 1 + TYPES.index(e["type"]), STATUS.index(e["status"]), e["cameo"], roles))
        if s.origin == "marks":
            for i in t:
                s.fact.setdefault(i, (FACT_OF_STATUS[e["status"]], .3))


def add_said(s, row):
    s.said = []
    for q in row["statements"]:
        if q["cue"] and (t := s.cover(q["cue"])):
            s.said.append((t, bio(s, [q["speaker"]] if q["speaker"] else []), bio(s, q["content"])))


def add_names(s, names):
    tags = [0] * len(s.words)
    for n in names:
        for j, i in enumerate(s.cover(n)):
            tags[i] = 1 + 2 * NAMES.index(n["type"]) + (j > 0)
    s.names = [{t} for t in tags]


COMPATIBLE = {"PER": ["PER"], "ORG": ["ORG"], "LOC": ["GPE", "LOC", "FAC"], "EVENT": ["EVT"], "MISC": ["OTH"], "PROD": ["OTH"]}
UNMARKED = {"uner-ewt-train": ["NORP", "EVT", "OTH"], "gum": ["NORP"]}


def add_coarse_names(s, spans, corpus):
    """names with fewer types: a word may have any tag that agrees with them"""
    free = {0} | {NAME_TAGS.index(b + n) for n in UNMARKED[corpus] for b in ("B-", "I-")}
    s.names = [set(free) for _ in s.words]
    for a, b, t in sorted(spans, key=lambda x: (x[0], -x[1])):
        words = s.cover({"start": a, "end": b})
        if t not in COMPATIBLE or not words:
            continue
        if corpus == "gum":     # whole noun phrases among them: those teach nothing
            if len(words) > 1 and s.word(words[0]).lower() in ("the", "a", "an"):
                words = words[1:]
            if s.word(words[-1]) in ("'s", "’s", "'", "’") and len(words) > 1:
                words = words[:-1]
            if len(words) > 6 or any(s.word(i) in (",", "(", "who", "which") for i in words):
                for i in words:
                    s.names[i] = set(range(len(NAME_TAGS)))
                continue
            if any(0 not in s.names[i] and len(s.names[i]) < len(NAME_TAGS) for i in words):
                continue        # inside a longer name
        for j, i in enumerate(words):
            s.names[i] = {NAME_TAGS.index(("B-" if j == 0 else "I-") + n) for n in COMPATIBLE[t]}


def by_chars(s):
    """the word at each character that is no white space"""
    at, out = {}, []
    for i, (a, b) in enumerate(s.words):
        for k in range(a, b):
            at[k] = i
    for k, c in enumerate(s.text):
        if not c.isspace():
            out.append(at.get(k))
    return out


def plain_words(text, engine_words, ident):
    return engine_words[ident] if engine_words and ident in engine_words else W.words(text)


DATELINES = ["{p} , {m} {d} : ", "{p} ( Reuters ) - ", "{P} — ", "{p} : ", "{P} ( AP ) — ", "{p} , {m} {d} ( Xinhua ) -- ", "{P} , {m} {d} - ", "{p} – "]
MONTHS = "January February March April May June July August September October November December".split()


def with_dateline(s, row, rng):
    """the same sentence behind a dateline, which plays no part in what it tells; its names are left open"""
    import copy
    p = row["dateline"]
    y, m, d = row["date"].split("-")
    month = MONTHS[int(m) - 1]
    head = rng.choice(DATELINES).format(p=p, P=p.upper(), m=month if rng.random() < .5 else month[:3] + ".", d=int(d)).replace(" , ", ", ").replace(" : ", ": ").replace("( ", "(").replace(" )", ")")
    k, front = len(head), W.words(head)
    n = len(front)
    x = copy.copy(s)
    x.id, x.text, x.words = s.id + "+", head + s.text, front + [(a + k, b + k) for a, b in s.words]
    x.names = [set(range(len(NAME_TAGS)))] * n + s.names if s.names is not None else None
    shift = lambda y: [0] * n + y
    x.events = None if s.events is None else [([i + n for i in t], ty, st, c, {r: shift(b) for r, b in roles.items()}) for t, ty, st, c, roles in s.events]
    x.said = None if s.said is None else [([i + n for i in t], shift(a), shift(b)) for t, a, b in s.said]
    x.fact = {i + n: v for i, v in s.fact.items()}
    return x


def checker(folder):
    """the marks' checker: beside this file, or with the outside data"""
    own = pathlib.Path(__file__).parent / "marks" / "check.py"
    return str(own if own.exists() else pathlib.Path(folder) / "marks" / "check.py")


def load(folder, checker, engine=None, say=print):
    """all sentences to learn from under `folder` (the outside data)"""
    folder = pathlib.Path(folder)
    gold, marks = folder / "gold", folder / "marks"
    sentences = read_conllu(gold / "ud/ewt-train.conllu") + read_conllu(gold / "ud/gum-train.conllu")
    by_id = {s.id: s for s in sentences}
    by_key = {}
    for s in sentences:
        by_key.setdefault(key(s.text), []).append(s)
    docs = collections.defaultdict(list)
    for s in sentences:
        docs[s.report].append(s)
    # marks
    written = sorted((pathlib.Path(__file__).parent / "marks").glob("*.marks")) or sorted(marks.glob("written/*.marks"))
    real = sorted(marks.glob("real/*.marks"))
    files = read_marks(written + real, sorted(marks.glob("real/*.texts.jsonl")), checker)
    texts = {r["id"]: r["text"] for rows in files.values() for r in rows if r["id"] not in by_id}
    given = W.words_by_engine(engine, texts) if engine else None
    mine = {}
    for stem, rows in files.items():
        for r in rows:
            s = by_id.get(r["id"])
            if s is not None and key(s.text) != key(r["text"]):
                s = None
            if s is not None and s.text != r["text"]:
                s = None
            if s is None:
                s = mine.get(r["id"])
            if s is None:
                s = mine[r["id"]] = Sentence(r["id"], r["text"], plain_words(r["text"], given, r["id"]), "marks", r.get("report") or r["id"].rsplit(".", 1)[0])
            if not stem.startswith("a"):
                add_events(s, r)
            if stem.startswith(("a", "b")):
                add_said(s, r)
            if stem in {p.stem for p in written}:
                add_names(s, r["names"])
    rng = random.Random(5)
    for rows in files.values():
        for r in rows:
            s = mine.get(r["id"])
            if s is not None and r["kind"] == "sentence" and r.get("dateline") and r.get("date") and rng.random() < .1:
                mine[r["id"] + "+"] = with_dateline(s, r, rng)
    sentences += mine.values()
    # names of the treebanks' documents
    lost = 0
    for line in open(gold / "ner/train.jsonl", encoding="utf8"):
        d = json.loads(line)
        for a, b in d["sents"]:
            same = by_key.get(key(d["text"][a:b]))
            if not same:
                lost += 1
                continue
            local = [(x[0] - a, x[1] - a, x[2]) for x in d["ents"] if x[0] >= a and x[1] <= b]
            src = d["text"][a:b]
            for s in same:
                if s.names is None:
                    index = {}
                    k = 0
                    pos = [i for i, c in enumerate(s.text) if not c.isspace()]
                    for i, c in enumerate(src):
                        index[i] = pos[min(k, len(pos) - 1)]
                        k += not c.isspace()
                    add_coarse_names(s, [(index[x], index[y - 1] + 1, t) for x, y, t in local], d["corpus"])
    say("names: %d sentences not found" % lost)
    # factuality
    lost = 0
    for line in open(gold / "fact/train.jsonl", encoding="utf8"):
        d = json.loads(line)
        same = by_key.get(key(d["text"]))
        if not same:
            lost += 1
            s = Sentence(d["id"], d["text"], [(m.start(), m.end()) for m in W.re.finditer(r"\S+", d["text"])], "fact", d["id"])
            sentences.append(s)
            same = [s]
        for s in same[:1]:
            at = by_chars(s)
            for e in d["events"]:
                n = len(key(d["text"][:e["start"]]))
                i = at[n] if n < len(at) else None
                if i is not None:
                    s.fact[i] = (float(e["factuality"]), 1.0)
    say("factuality: %d sentences beside the treebanks" % lost)
    # chains
    lost = 0
    for line in open(gold / "coref/train.jsonl", encoding="utf8"):
        d = json.loads(line)
        spans = [m for c in d["clusters"] for m in c]
        own = {key(s.text): s for s in docs[d["id"].split("/")[-1]]}
        for a, b in d["sents"]:
            s = own.get(key(d["text"][a:b]))
            if s is None or s.tree is None:
                lost += 1
                continue
            at = by_chars(s)
            s.mention = [0] * len(s.words)
            for x, y in spans:
                if x < a or y > b:
                    continue
                n, m = len(key(d["text"][a:x])), len(key(d["text"][a:y]))
                inside = {i for i in at[n:m] if i is not None}
                heads = [i for i in inside if s.tree[i][3] - 1 not in inside]
                if heads:
                    s.mention[min(heads)] = 1
    say("chains: %d sentences not found" % lost)
    return [s for s in sentences if s.words]


def label_lists(sentences):
    """the lists that data decides: features, lemma rules, relations, codes"""
    feats, rules, rels, codes = (collections.Counter() for _ in range(4))
    for s in sentences:
        for i, t in enumerate(s.tree or []):
            feats[t[1]] += 1
            rules[lemma_rule(s.word(i), t[2])] += 1
            rels[t[4]] += 1
        for e in s.events or []:
            codes[e[3]] += 1
    often = lambda c, n: [x for x, k in sorted(c.items(), key=lambda p: (-p[1], p[0])) if k >= n]
    return {"feats": often(feats, 3), "lemma": often(rules, 3), "rels": often(rels, 3), "cameo": sorted(codes)}


def held_out(s, share=.06):
    """a fixed share of the reports, written and real, for tuning; never gold"""
    import zlib
    return (s.events is not None or s.said is not None) and s.origin == "marks" and zlib.crc32(s.report.encode()) % 1000 < share * 1000


def kind(s):
    """how often it is seen: held (never learned from), always (in every epoch), often (a share of them in each)"""
    return "held" if held_out(s) else "often" if s.origin == "ud" and s.events is None else "always"


def some(sentences, limit):
    """so many of each kind, the same ones for every program: for a trial; all where there is no limit"""
    kinds = collections.defaultdict(list)
    for s in sentences:
        kinds[kind(s)].append(s)
    rng = random.Random(1)
    return [s for k in sorted(kinds) for s in rng.sample(kinds[k], min(limit, len(kinds[k])))] if limit else sentences
