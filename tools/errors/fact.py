"""Did it happen: our label against the gold's at given words, and what decided ours: a row of packs/en/status.tsv or the network."""
import common
from common import Error

GOLD, HARD = "fact/dev.jsonl", "quotes/hardcases-dev.jsonl"
LABEL = {"asserted": "asserted", "historical": "asserted", "planned": "planned", "negated": "negated"}


def errors(gold, kept, data, task):
    rec = common.records(kept, task)
    for g in gold:
        events = common.events_of(g, rec.get(g["id"], {}))
        for want in g["events"]:
            best = max(events, key=lambda e: min(e["trigger"]["end"], want["end"]) - max(e["trigger"]["start"], want["start"]), default=None)
            if not best or not common.overlap(best["trigger"], want):
                yield Error("no answer", g["text"], str(want))
                continue
            a, b = labels(want, best)
            by = decided(best)
            name = f'{want["trigger"]!r} {a} ({want.get("factuality")})'
            ours = f'{b} ({best["score"]:.1f})'
            construct = f' [{g["construct"]}]' if g.get("construct") else ""
            yield Error("right" if a == b else f"{a} as {b}, by {by}", g["text"] + construct, name, ours, common.steps(best),
                        abs((want.get("factuality") if want.get("factuality") is not None else 0) - best["score"]))


def labels(want, e):
    """both in the classes that the scorer counts: four where the gold has labels, three where it has numbers"""
    if want.get("label"):
        return want["label"], LABEL.get(e["status"], "hypothetical")
    three = lambda x: "counterfactual" if x <= -1.5 else "certain" if x >= 1.5 else "uncertain"
    return three(want["factuality"]), three(e["score"])


def decided(e):
    rules = [s.get("rule", "") for s in e["because"] if (s.get("rule") or "").startswith(("packs/en/status", "packs/en/implicat"))]
    return "packs" if rules else "the network"
