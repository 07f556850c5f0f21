"""What the tasks share: kept records, the gold beside them, spans in code points, the bench's own scorers."""
import importlib.util
import json
import pathlib
from dataclasses import dataclass, field


@dataclass
class Error:
    cause: str           # what went wrong, in words that can be counted
    text: str            # the sentence, for the eyes of who works on it; never for the docs
    gold: str = ""
    ours: str = ""
    why: list = field(default_factory=list)  # the steps that led there
    weight: float = 0    # how sure the engine was of what is wrong


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def scorer(data, name):
    """the bench's scorer as a module, so that a right answer here is a right answer there"""
    path = pathlib.Path(data) / "bench" / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Text:
    """byte offsets of a text to code points"""
    def __init__(self, text):
        self.at = None
        if not text.isascii():
            self.at = [i for i, c in enumerate(text) for _ in c.encode("utf-8", "surrogatepass")] + [len(text)]

    def span(self, s):
        at = (lambda b: b) if self.at is None else (lambda b: self.at[min(b, len(self.at) - 1)])
        return {"start": at(s["start"]), "end": at(s["end"]), "text": s.get("text", "")}


def overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def events_of(gold, record):
    """the record's events with their spans in code points"""
    text, out = Text(gold["text"]), []
    for e in record.get("events") or []:
        out.append({"trigger": text.span(e["trigger"]), "type": (e.get("plover") or {}).get("event"), "cameo": e.get("cameo"),
                    "source": [text.span(s) for s in e.get("source_spans") or []], "target": [text.span(s) for s in e.get("target_spans") or []],
                    "status": (e.get("factuality") or {}).get("status"), "score": (e.get("factuality") or {}).get("score"),
                    "confidence": e.get("confidence") or 0, "because": e.get("because") or []})
    return out


def steps(event):
    """the trail in one line each: what, and the rule or head that says so"""
    return [f'{s["what"]} [{s.get("rule") or s.get("head")}{" %.2f" % s["score"] if s.get("score") is not None else ""}]' for s in event["because"]]


def named(event):
    side = lambda spans: " + ".join(s["text"] for s in spans) or "-"
    return f'{event["trigger"]["text"]!r} {event["type"]} {event["cameo"] or ""} {side(event["source"])} -> {side(event["target"])} {event["status"]}'


def records(kept, task):
    return {(r.get("source") or {}).get("id"): r for r in lines(pathlib.Path(kept) / f"{task}.records")}
