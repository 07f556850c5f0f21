"""Who said what: each gold statement that no statement of ours answers with its speaker, by what is missing."""
import common
from common import Error

GOLD, HARD = "quotes/polnear-sample-dev.jsonl", "quotes/hardcases-dev.jsonl"


def errors(gold, kept, data, task):
    s = common.scorer(data, "score_quotes.py")
    pred = {p["id"]: p for p in common.lines(kept / f"{task}.pred")}
    for g in gold:
        doc = s.Doc(g["text"])
        G, P = s.prep(doc, g["quotes"]), s.prep(doc, pred.get(g["id"], {}).get("quotes") or [])
        pairs = dict(s.match(G, P))
        for i, x in enumerate(G):
            yield Error(f"{x[3]}: {cause(s, doc, x, P, pairs.get(i))}", around(g, x), told(doc, x), "; ".join(told(doc, P[j]) for j in range(len(P)) if P[j][2] & x[2]) or "-")
        for j in set(range(len(P))) - set(pairs.values()):
            if not any(P[j][2] & x[2] for x in G):
                yield Error(f"({P[j][3]}: a statement beside the gold)", around(g, P[j]), "-", told(doc, P[j]))


def around(g, x):
    a, b = x[1][0][0], x[1][-1][1]
    return g["text"][max(0, a - 120):b + 120].replace("\n", " ")


def told(doc, x):
    speaker, cue = x[0].get("speaker"), x[0].get("cue")
    part = lambda s: doc.text[s["start"]:s["end"]]
    return f'{part(speaker) if speaker else "-"} | {" ".join(part(c) for c in cue or []) or "-"} | ' + " … ".join(doc.text[a:b] for a, b in x[1])


def cause(s, doc, x, P, j):
    if j is not None:
        if s.speaker_ok(doc, x[0], P[j][0]):
            return "right"
        if not x[0].get("speaker"):
            return "speaker where the gold has none"
        return "speaker another" if P[j][0].get("speaker") else "speaker missing"
    touching = [p for p in P if p[2] & x[2]]
    if not touching:
        return "statement missed"
    if any(x[2] <= p[2] for p in touching):
        return "content too long"
    return "content too short" if any(p[2] <= x[2] for p in touching) else "content cut elsewhere"
