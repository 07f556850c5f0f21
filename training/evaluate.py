"""evaluate.py MODEL-FOLDER [TASK …] --data DIR [--engine PATH] [--set NAME=VALUE]   scores models/NAME on the dev files (or on reports held out of the marks)

TASK: trees ner dyads hard quotes quotes-hard fact held (all where none is given). Words are the treebanks' own in `trees` and `fact`, else words.py's or the
engine's; sentences are cut with a simple pattern. The decoders here are the plain ones of docs/formats/model.md; the engine has its own on top."""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
import openvino as ov

import data
import export
import labels
import words

SENTENCE = re.compile(r'.+?(?:[.!?]["\u201d\u2019\')]*(?=\s+["\u201c\u2018(]?[A-Z0-9])|$)')
DEFAULT = {"trigger": .7, "side_lo": .3, "side_hi": .7, "cue": .5, "speaker_lo": .3, "content_lo": .5, "content_hi": .5}     # best on the held-out marks


class Model:
    def __init__(self, folder, threads=2):
        folder = pathlib.Path(folder)
        self.labels = json.loads((folder / "labels.json").read_text())
        self.pieces = words.Pieces(folder.parent / "vocab.txt")
        self.net = ov.Core().compile_model(folder / "model.xml", "CPU", {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32"})

    def run(self, sentences, want, size=32):
        """the wanted outputs of each sentence, cut to its words, with a row for every word"""
        for s in sentences:
            s.encode(self.pieces)
        order = sorted((i for i, s in enumerate(sentences) if s.first), key=lambda i: len(sentences[i].ids))
        out = [None] * len(sentences)
        for k in range(0, len(order), size):
            some = order[k:k + size]
            o = self.net(export.batch([sentences[i] for i in some]))
            for r, i in enumerate(some):
                n = len(sentences[i].first)
                out[i] = {w: self.one(o, w, r, n) for w in want}
        return out

    def one(self, o, w, r, n):
        """output `w` of the sentence in row r; of a word that is no likely trigger or cue: no role, no code"""
        if w == "arc":
            return o["arc"][r, :n + 1, :n].T.copy()
        if w == "rel":
            rel = np.repeat(o["own_rel"][r, :n, None], n + 1, 1)
            rel[np.arange(n), o["arc"][r, :n + 1, :n].argmax(0)] = o["rel"][r, :n]
            return rel
        if w not in ("event_role", "said_role", "cameo"):
            return o[w][r, :n].copy()
        rows = o["said_rows" if w == "said_role" else "event_rows"][r]
        few = rows < n
        if w == "cameo":
            out = np.zeros((n, o[w].shape[-1]), np.float32)
            out[rows[few]] = o[w][r][few]
            return out
        out = np.zeros((n, n, o[w].shape[2], 3), np.float32)
        out[..., 0] = 1
        out[rows[few]] = o[w][r][few][..., :n].transpose(0, 3, 1, 2)
        return out


def plain(texts, engine=None):
    given = words.words_by_engine(engine, {str(i): t for i, t in enumerate(texts)}) if engine else {}
    return [data.Sentence(str(i), t, given.get(str(i)) or words.words(t)) for i, t in enumerate(texts)]


def tree(arc):
    """the best tree with one root: Chu-Liu/Edmonds over log probabilities; arc (n, n+1) -> heads, 0 = root"""
    n = len(arc)
    s = np.full((n + 1, n + 1), -1e9)
    s[1:, :] = np.log(arc + 1e-12)
    np.fill_diagonal(s, -1e9)

    def solve(s):
        m = len(s)
        head = s.argmax(1)
        head[0] = 0
        colour = np.zeros(m, int)
        for v in range(1, m):
            path, u = [], v
            while u and not colour[u]:
                colour[u] = v
                path.append(u)
                u = head[u]
            if u and colour[u] == v and u in path:
                cycle = path[path.index(u):]
                inside = np.zeros(m, bool)
                inside[cycle] = True
                rest = [x for x in range(m) if not inside[x]]
                total = sum(s[x, head[x]] for x in cycle)
                t = np.full((len(rest) + 1, len(rest) + 1), -1e9)
                t[:-1, :-1] = s[np.ix_(rest, rest)]
                c = np.array(cycle)
                out = s[np.ix_(rest, c)]                      # rest hangs on the cycle
                t[:-1, -1] = out.max(1)
                own = s[c, head[c]]
                into = s[np.ix_(c, rest)] - own[:, None] + total
                t[-1, :-1] = into.max(0)
                t[-1, -1] = -1e9
                sub = solve(t)
                full = np.zeros(m, int)
                for i, x in enumerate(rest):
                    full[x] = c[out[i].argmax()] if sub[i] == len(rest) else rest[sub[i]]
                for x in cycle:
                    full[x] = head[x]
                k = into[:, sub[-1]].argmax()
                full[c[k]] = rest[sub[-1]]
                full[0] = 0
                return full
            for x in path:
                colour[x] = -1
        return head

    head = solve(s.copy())
    roots = [v for v in range(1, n + 1) if head[v] == 0]
    if len(roots) > 1:
        best = None
        for r in roots:
            t = s.copy()
            t[1:, 0] = -1e9
            t[r, 0] = 0
            h = solve(t)
            v = sum(s[x, h[x]] for x in range(1, n + 1))
            if best is None or v > best[0]:
                best = (v, h)
        head = best[1]
    return head[1:]


def runs(p, goes_on, threshold):
    """neighbouring words above the threshold, as long as goes_on(first word, this word): one trigger or cue"""
    out, cur = [], None
    for t in range(len(p)):
        if p[t] > threshold:
            if cur and cur[-1] == t - 1 and goes_on(cur[0], t):
                cur.append(t)
            else:
                cur = [t]
                out.append(cur)
        else:
            cur = None
    return out


def spans(p, lo, hi):
    """p (n, 3) of O, B, I -> [(first, last, p)]: the best beginning if above lo, others above hi"""
    out, n = [], len(p)
    best = int(p[:, 1].argmax())
    for i in range(n):
        if p[i, 1] > hi or (i == best and p[i, 1] > lo):
            j = i + 1
            while j < n and p[j, 2] > p[j, 0] and p[j, 1] <= hi:
                j += 1
            out.append((i, j - 1, float(p[i, 1])))
    return out


def span(s, a, b, p=0.0):
    x, y = s.words[a][0], s.words[b][1]
    return {"start": x, "end": y, "text": s.text[x:y], "p": p}


def events(s, o, L, opt):
    p, head = o["trigger"], tree(o["arc"])
    out = []
    label = p[:, 1:].argmax(-1)
    for t in runs(1 - p[:, 0], lambda first, t: label[t] == label[first], opt["trigger"]):
        ty = int(p[t, 1:].mean(0).argmax()) + 1
        role = o["event_role"][t].mean(0)
        e = {"trigger": span(s, t[0], t[-1]), "p": float((1 - p[t, 0]).max()), "plover": L["types"][ty], "status": L["status"][int(o["status"][t].mean(0).argmax())],
             "cameo": L["cameo"][int(o["cameo"][t].mean(0).argmax())], "words": t, "top": next((i for i in t if head[i] - 1 not in t), t[0])}
        for r, name in enumerate(L["event_roles"]):
            e[name] = [span(s, *x) for x in spans(role[:, r], opt["side_lo"], opt["side_hi"])]
        out.append(e)
    # a verb and its object with one type, or with the same sides, tell one act: the likelier stays
    begin = lambda e: [[x["start"] for x in e[k]] for k in ("source", "target")]
    gone = set()
    for i, a in enumerate(out):
        for j, b in enumerate(out):
            if i != j and i not in gone and j not in gone and head[b["top"]] - 1 == a["top"] and L["rels"][o["rel"][b["top"], head[b["top"]]]] == "obj" \
                    and (a["plover"] == b["plover"] or begin(a) == begin(b)):
                gone.add(i if a["p"] < b["p"] else j)
    return [e for k, e in enumerate(out) if k not in gone]


def statements(s, o, L, opt):
    c, res = o["cue"], []
    for t in runs(1 - c[:, 0], lambda first, t: c[t, 2] >= c[t, 1], opt["cue"]):
        role = o["said_role"][t].mean(0)
        res.append({"cue": span(s, t[0], t[-1]), "p": float((1 - c[t, 0]).max()), "speaker": [span(s, *x) for x in spans(role[:, 0], opt["speaker_lo"], 1)],
                    "content": [span(s, *x) for x in spans(role[:, 1], opt["content_lo"], opt["content_hi"])]})
    return res


def names(s, o, L):
    """the likeliest legal sequence of tags"""
    p = np.log(o["name"] + 1e-9)
    n, k = p.shape
    legal = np.zeros((k, k))
    for j in range(2, k, 2):                                     # I-x only after B-x or I-x
        legal[:, j] = -1e9
        legal[j - 1, j] = legal[j, j] = 0
    best, back = p[0] + np.array([-1e9 if j and j % 2 == 0 else 0 for j in range(k)]), []
    for i in range(1, n):
        z = best[:, None] + legal
        back.append(z.argmax(0))
        best = z.max(0) + p[i]
    y = [int(best.argmax())]
    for b in reversed(back):
        y.append(int(b[y[-1]]))
    y.reverse()
    out = []
    for i, t in enumerate(y):
        if t % 2:
            out.append([i, i, L["names"][t // 2]])
        elif t:
            out[-1][1] = i
    return out


def score(scorer, gold, rows, *more):
    """what a scorer of bench/ says of the rows"""
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / name for name in ("gold.jsonl", "rows.jsonl")]
        for path, some in zip(paths, (gold, rows)):
            path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in some), encoding="utf8")
        out = subprocess.run([sys.executable, scorer, *paths, *more], capture_output=True, text=True)
    return out.stdout + out.stderr[-400:]


def cut(docs, sents=False):
    """(document, offset, sentence text)"""
    out = []
    for k, d in enumerate(docs):
        if sents and d.get("sents"):
            out += [(k, a, d["text"][a:b]) for a, b in d["sents"] if d["text"][a:b].strip()]
            continue
        for p in re.finditer(r"[^\n]+", d["text"]):
            out += [(k, p.start() + q.start(), q.group()) for q in SENTENCE.finditer(p.group()) if q.group().strip()]
    return out


def shifted(x, o):
    return {**x, "start": x["start"] + o, "end": x["end"] + o}


class Evaluation:
    def __init__(self, model, folder, engine, opt, limit=None):
        self.m, self.opt, self.engine, self.kept, self.folder, self.limit = model, opt, engine, {}, pathlib.Path(folder), limit
        self.gold, self.bench = self.folder / "gold", self.folder / "bench"

    def lines(self, name):
        """a dev file's reports"""
        return [json.loads(l) for l in open(self.gold / name, encoding="utf8") if l.strip()][:self.limit]

    def outputs(self, name, make, want):
        if name not in self.kept:
            s = make()
            self.kept[name] = (s, self.m.run(s, want))
        return self.kept[name]

    def trees(self):
        res = []
        L = self.m.labels
        for f in ("ewt-dev", "gum-dev"):
            S, O = self.outputs(f, lambda: data.read_conllu(self.gold / "ud" / (f + ".conllu"))[:self.limit], ("upos", "feats", "lemma", "arc", "rel"))
            c = collections.Counter()
            for s, o in zip(S, O):
                h = tree(o["arc"])
                for i, t in enumerate(s.tree[:len(h)]):
                    c["n"] += 1
                    c["upos"] += L["upos"][o["upos"][i].argmax()] == t[0]
                    c["feats"] += L["feats"][o["feats"][i].argmax()] == t[1]
                    c["lemma"] += labels.apply_rule(L["lemma"][o["lemma"][i].argmax()], s.word(i)).lower() == t[2].lower()
                    ok = h[i] == t[3]
                    c["uas"] += ok
                    c["las"] += ok and L["rels"][o["rel"][i, h[i]]].split(":")[0] == t[4].split(":")[0]
                    c["las+"] += ok and L["rels"][o["rel"][i, h[i]]] == t[4]
            res.append("%s (gold words) %s" % (f, " ".join("%s %.2f" % (k, 100 * c[k] / c["n"]) for k in ("upos", "feats", "lemma", "uas", "las", "las+"))))
        return "\n".join(res)

    def ner(self):
        D = self.lines("ner/dev.jsonl")
        cuts = cut(D, True)
        S, O = self.outputs("ner", lambda: plain([t for _, _, t in cuts], self.engine), ("name",))
        P = [[] for _ in D]
        to = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
        for (k, off, _), s, o in zip(cuts, S, O):
            for a, b, t in names(s, o, self.m.labels) if o else []:
                if t in to:
                    x = span(s, a, b)
                    P[k].append([x["start"] + off, x["end"] + off, to[t]])
        rows = [{"id": d["id"], "ents": p} for d, p in zip(D, P)]
        res = []
        for corpus in ("", "uner", "wikigold", "re3d", "gum"):
            out = score(self.bench / "score_ner.py", D, rows, *(["--corpus", corpus] if corpus else []))
            res.append("%-8s %s" % (corpus or "all", out.splitlines()[-2]))
        return "\n".join(res)

    def _events(self, name, path):
        D = self.lines(path)
        S, O = self.outputs(name, lambda: plain([d["text"] for d in D], self.engine), ("trigger", "status", "cameo", "event_role", "arc", "rel"))
        return D, [events(s, o, self.m.labels, self.opt) if o else [] for s, o in zip(S, O)]

    def dyads(self, best=False):
        D, E = self._events("dyads", "dyads/dev.jsonl")
        rows = []
        for d, ev in zip(D, E):
            out = []
            ev = [e for e in ev if e["source"] and e["target"]]
            top = lambda x: [max(x, key=lambda q: q["p"])]
            if best and ev:
                ev = [max(ev, key=lambda e: e["p"] * min(top(e["source"])[0]["p"], top(e["target"])[0]["p"]))]
            for e in ev:
                for a in top(e["source"]) if self.opt.get("one", True) else e["source"]:
                    for b in top(e["target"]) if self.opt.get("one", True) else e["target"]:
                        if (a["start"], a["end"]) != (b["start"], b["end"]):
                            out.append({"source": a, "target": b, "plover": e["plover"]})
            rows.append({"id": d["id"], "events": out})
        o = score(self.bench / "score_dyads.py", D, rows).splitlines()
        D2 = [(d, r) for d, r in zip(D, E) if d.get("cameo")]
        code = "CAMEO full %.3f two digits %.3f" % (sum(bool({e["cameo"] for e in r} & set(d["cameo"])) for d, r in D2) / max(1, len(D2)),
                                                    sum(bool({e["cameo"][:2] for e in r} & {c[:2] for c in d["cameo"]}) for d, r in D2) / max(1, len(D2)))
        return "\n".join(x for x in o if x.startswith(("source+target", "swapped", "root ", "source and"))) + "\n" + code

    def hard(self):
        D, E = self._events("hard", "events-hard/dev.jsonl")
        return score(self.bench / "score_hard.py", D, [{"id": d["id"], "events": [{k: e[k] for k in ("trigger", "plover", "status", "source", "target")} for e in ev]}
                                                          for d, ev in zip(D, E)])

    def _quotes(self, f):
        D = self.lines("quotes/%s.jsonl" % f)
        cuts = cut(D)
        S, O = self.outputs(f, lambda: plain([t for _, _, t in cuts], self.engine), ("cue", "said_role"))
        P = [[] for _ in D]
        for (k, off, _), s, o in zip(cuts, S, O):
            for q in statements(s, o, self.m.labels, self.opt) if o else []:
                if q["content"]:
                    b = max(q["speaker"], key=lambda x: x["p"], default=None)
                    P[k].append({"content": [shifted(x, off) for x in q["content"]], "speaker": b and shifted(b, off), "cue": [shifted(q["cue"], off)]})
        o = score(self.bench / "score_quotes.py", D, [{"id": d["id"], "quotes": p} for d, p in zip(D, P)])
        return "\n".join(x for x in o.splitlines() if x.startswith(("doc", "all content soft", "all joint", "recall", "HEAD")))

    def quotes(self):
        return self._quotes("polnear-sample-dev")

    def quotes_hard(self):
        return self._quotes("hardcases-dev")

    def fact(self):
        D = self.lines("fact/dev.jsonl")
        S, O = self.outputs("fact", lambda: plain([d["text"] for d in D], self.engine), ("fact",))
        rows = []
        for d, s, o in zip(D, S, O):
            ev = []
            for e in d["events"]:
                c = [i for i in s.cover(e) if o and i < len(o["fact"])]
                if c:
                    ev.append({"start": e["start"], "end": e["end"], "factuality": float(o["fact"][c[0]])})
            rows.append({"id": d["id"], "events": ev})
        return "\n".join(x[:170] for x in score(self.bench / "score_fact.py", D, rows).splitlines())

    def held(self):
        """events and statements of the reports held out of the marks, over a grid of thresholds: for choosing them, since gold is only for measuring"""
        S = [s for s in data.load(self.folder, data.checker(self.folder), self.engine, say=lambda *_: None) if data.held_out(s) and not s.id.endswith("+")][:self.limit]
        for i, s in enumerate(S):
            s.id = str(i)
        O = self.m.run(S, ("trigger", "status", "cameo", "event_role", "arc", "rel", "cue", "said_role"))
        pieces = lambda s, y: [{k: v for k, v in span(s, a, b).items() if k != "p"} for a, b in bio_spans(y)]
        E = [{"id": s.id, "difficulty": "", "text": s.text, "events": [
            {"trigger": span(s, e[0][0], e[0][-1]), "type": labels.TYPES[e[1] - 1], "status": labels.STATUS[e[2]], "source": pieces(s, e[4]["source"]),
             "target": pieces(s, e[4]["target"])} for e in s.events]} for s in S if s.events is not None]
        Q = [{"id": s.id, "text": s.text, "quotes": [{"cue": [span(s, t[0], t[-1])], "speaker": (pieces(s, a) or [None])[0], "content": pieces(s, c)} for t, a, c in s.said if any(c)]}
             for s in S if s.said is not None]
        res = ["%d sentences with events, %d with statements" % (len(E), len(Q))]
        grid = [(t, lo, hi) for t in (.4, .5, .6, .7, .8) for lo, hi in ((.2, .5), (.3, .5), (.5, .5), (.3, .7))]
        for what, gold, scorer in (("events", E, "score_hard.py"), ("said", Q, "score_quotes.py")):
            table = []
            for t, lo, hi in grid:
                opt = {"trigger": t, "cue": t, "side_lo": lo, "side_hi": hi, "content_lo": lo, "content_hi": hi, "speaker_lo": self.opt["speaker_lo"]}
                if what == "events":
                    rows = [{"id": s.id, "events": events(s, o, self.m.labels, opt)} for s, o in zip(S, O) if s.events is not None]
                else:
                    rows = []
                    for s, o in zip(S, O):
                        if s.said is not None:
                            q = [(x["content"], max(x["speaker"], key=lambda z: z["p"], default=None), [x["cue"]]) for x in statements(s, o, self.m.labels, opt) if x["content"]]
                            rows.append({"id": s.id, "quotes": [{"content": c, "speaker": sp, "cue": cue} for c, sp, cue in q]})
                out = score(self.bench / scorer, gold, rows)
                x = re.search(r"F1 ([\d.]+)\D*$", out) if what == "events" else re.search(r"HEADLINE joint F1 ([\d.]+)", out)
                table.append((float(x.group(1)) if x else 0, t, lo, hi))
            table.sort(reverse=True)
            res.append(what + " F1, threshold, lo, hi: " + "; ".join("%.1f %.1f %.1f %.1f" % x for x in table[:6]) + " … worst %.1f" % table[-1][0])
        return "\n".join(res)


def bio_spans(y):
    out = []
    for i, t in enumerate(y):
        if t == 1:
            out.append([i, i])
        elif t == 2 and out and out[-1][1] == i - 1:
            out[-1][1] = i
    return out


TASKS = "trees ner dyads hard quotes quotes-hard fact".split()


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("model")
    ap.add_argument("tasks", nargs="*")
    ap.add_argument("--data", required=True, help="the outside data: gold/, marks/, bench/")
    ap.add_argument("--engine", help="the engine, for its words")
    ap.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a threshold: " + " ".join(DEFAULT))
    a = ap.parse_args()
    opt = {**DEFAULT, **{k: float(v) for k, v in (x.split("=") for x in a.set)}}
    ev = Evaluation(Model(a.model), a.data, a.engine, opt)
    for t in a.tasks or TASKS:
        print("== %s\n%s" % (t, getattr(ev, t.replace("-", "_"))()), flush=True)


if __name__ == "__main__":
    main()
