"""A given trigger with its two arguments in real news: which of the two is missing, and what stands in its place."""
import common
from common import Error

GOLD = "wikievents/dev.jsonl"


def errors(gold, kept, data):
    s = common.scorer(data, "score_roles.py")
    rec = common.records(kept, "arguments")
    for g in gold:
        events = common.events_of(g, rec.get(g["id"], {}))
        for want in g["events"]:
            here = [e for e in events if s.ov(want["trigger"], e["trigger"])]
            best = max(here, key=lambda e: (sum(side(s, want, e)), bool(e["type"])), default=None)
            told = f'{want["trigger"]["text"]!r} {want["type"]} {want["source"]["text"]} ({want["source"].get("role")}) -> {want["target"]["text"]} ({want["target"].get("role")})'
            yield Error(cause(s, want, best), g["text"], told, common.named(best) if best else "-", common.steps(best) if best else [])


def side(s, want, e):
    """source found, target found; only the first filler of a side is judged"""
    a, b = (e["source"][:1], e["target"][:1])
    ok = [bool(a) and s.ov(want["source"], a[0]), bool(b) and s.ov(want["target"], b[0])]
    if not want.get("directed", 1) and not all(ok):
        turned = [bool(b) and s.ov(want["source"], b[0]), bool(a) and s.ov(want["target"], a[0])]
        if sum(turned) > sum(ok):
            return turned
    return ok


def cause(s, want, e):
    if not e:
        return "no event or predicate at the trigger"
    ok, what = side(s, want, e), "coded event" if e["type"] else "predicate without a code"
    if all(ok):
        return "right"
    how = lambda i, name: "" if ok[i] else f'{name} {"another" if e[name] else "missing"}'
    found = [want["source"], want["target"]]
    if e["target"] and s.ov(found[0], e["target"][0]) and (not e["source"] or s.ov(found[1], e["source"][0])):
        return what + (": swapped" if e["source"] else ": source stands as target")
    if e["source"] and s.ov(found[1], e["source"][0]) and not e["target"]:
        return what + ": target stands as source"
    return what + ": " + ", ".join(x for x in (how(0, "source"), how(1, "target")) if x)
