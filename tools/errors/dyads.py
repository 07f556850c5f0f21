"""Who did what to whom: each dyad of the gold that no event of ours answers, by what is missing in the event that comes nearest."""
import common
from common import Error

GOLD = "dyads/dev.jsonl"


def errors(gold, kept, data):
    s = common.scorer(data, "score_dyads.py")
    rec, pred = common.records(kept, "dyads"), {p["id"]: p["events"] for p in common.lines(kept / "dyads.pred")}
    for g in gold:
        events = common.events_of(g, rec.get(g["id"], {}))
        coded = [e for e in events if e["type"]]
        answered = pred.get(g["id"], [])
        for d in g["events"]:
            yield one(s, g, d, coded, answered)
        if g["events"]:
            yield from extra(s, g, answered, coded)
        yield from codes(g, coded)


def touches(s, want, spans):
    return any(s.hit(want, x) for x in spans)


def one(s, g, d, coded, answered):
    """the cause of one dyad, or `right`"""
    ways = lambda p: [p, {**p, "source": p["target"], "target": p["source"]}] if p.get("mutual") else [p]
    both = lambda p: any(s.hit(d["source"], q.get("source")) and s.hit(d["target"], q.get("target")) for q in ways(p))
    kind = lambda e: s.root({"plover": e["type"]})
    want = f'{d["root"]}: {d["source"]["text"]} -> {d["target"]["text"]}'
    tell = lambda cause, events: Error(cause, g["text"], want, "; ".join(common.named(e) for e in events) or "-",
                                       common.steps(events[0]) if events else [], max((e["confidence"] for e in events), default=0))
    if any(both(p) and s.root(p) == d["root"] for p in answered):
        return Error("right", "")
    if not coded:
        return tell("no event in the sentence", [])
    same = [e for e in coded if kind(e) == d["root"]]
    sided = [e for e in coded if touches(s, d["source"], e["source"]) and touches(s, d["target"], e["target"])]
    if sided:
        return tell(f'wrong type, sides right: {d["root"]} as {kind(sided[0])}', sided)
    turned = [e for e in coded if touches(s, d["source"], e["target"]) and touches(s, d["target"], e["source"])]
    if turned:
        return tell("source and target swapped", turned)
    for e in sorted(same, key=lambda e: -(touches(s, d["source"], e["source"]) + touches(s, d["target"], e["target"]))):
        source, target = touches(s, d["source"], e["source"]), touches(s, d["target"], e["target"])
        if source and not target:
            return tell("type right, target missing" if not e["target"] else "type right, target another", [e])
        if target and not source:
            return tell("type right, source missing" if not e["source"] else "type right, source another", [e])
        return tell("type right, both sides wrong or missing", [e])
    half = [e for e in coded if touches(s, d["source"], e["source"]) or touches(s, d["target"], e["target"])]
    if half:
        return tell(f'wrong type and one side: {d["root"]} as {kind(half[0])}', half)
    return tell("only other events found", coded)


def extra(s, g, answered, coded):
    """dyads of ours that no gold dyad knows: the gold has one or a few of a sentence, so these are not all wrong"""
    for p in answered:
        if not any(s.root(p) == d["root"] for d in g["events"]):
            sides = any(s.hit(d["source"], p["source"]) and s.hit(d["target"], p["target"]) for d in g["events"])
            yield Error("(beside the gold: another type, sides of the gold)" if sides else "(beside the gold: another type, other sides)", g["text"],
                        "; ".join(d["root"] for d in g["events"]), str(p))


def codes(g, coded):
    """the manual's sentences: is the full code among ours"""
    if not g.get("cameo"):
        return
    ours = {str(e["cameo"] or "") for e in coded}
    if ours & set(g["cameo"]):
        cause = "code: right in full"
    elif {c[:2] for c in ours} & {c[:2] for c in g["cameo"]}:
        near = [c for c in ours if c[:2] in {x[:2] for x in g["cameo"]}]
        cause = "code: two digits right, " + ("%s as %s" % (g["cameo"][0], sorted(near)[0]))
    else:
        cause = "code: another root" if coded else "code: no event"
    yield Error(cause, g["text"], " ".join(g["cameo"]), "; ".join(common.named(e) for e in coded), common.steps(coded[0]) if coded else [])
