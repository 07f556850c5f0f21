"""Invented sentences with everything marked: what of each event is wrong, and what is too much."""
import common
from common import Error

GOLD = "events-hard/dev.jsonl"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def errors(gold, kept, data):
    rec = common.records(kept, "events-hard")
    for g in gold:
        left = [e for e in common.events_of(g, rec.get(g["id"], {})) if e["type"]]
        for want in g["events"]:
            e = next((e for e in left if common.overlap(e["trigger"], want["trigger"])), None)
            if e:
                left.remove(e)
            wrong = faults(want, e) if e else ["trigger missed"]
            yield Error(" and ".join(wrong) or "right", f'({g["difficulty"]}) {g["text"]}', told(want), common.named(e) if e else "-", common.steps(e) if e else [])
        for e in left:
            yield Error("an event too much", f'({g["difficulty"]}) {g["text"]}', "-", common.named(e), common.steps(e))


def told(want):
    side = lambda spans: " + ".join(s["text"] for s in spans) or "-"
    return f'{want["trigger"]["text"]!r} {want["type"]} {side(want["source"])} -> {side(want["target"])} {want["status"]}'


def faults(want, e):
    out = []
    root = lambda t: YIELD.get(t, t)
    if root(want["type"]) != root(e["type"]):
        out.append("wrong type")
    for side in ("source", "target"):
        missing = [x for x in want[side] if not any(common.overlap(x, y) for y in e[side])]
        more = [y for y in e[side] if not any(common.overlap(x, y) for x in want[side])]
        if missing or more:
            out.append(side + (" another" if missing and more else " missing" if missing else " too much"))
    past = lambda s: "asserted" if s in (None, "historical") else s
    if past(want["status"]) != past(e["status"]):
        out.append(f'wrong status: {past(want["status"])} as {past(e["status"])}')
    return out
