#!/usr/bin/env python3
"""record.py DATELINE SCHEMA REPORT…   every record keeps its contract: it fits the schema, its spans hold the bytes that they say, its ids lead somewhere, each claim says why."""
import json, pathlib, re, subprocess, sys, unittest

ENGINE, SCHEMA, REPORTS = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), sys.argv[3:]
KINDS = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "number": (int, float), "null": type(None)}


def faults(value, schema, at="record"):
    """what of a JSON Schema a value breaks; the part of the language that record.schema.json uses"""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    out = []
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, KINDS[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds):
        return [f"{at}: {value!r} is no {'/'.join(kinds)}"]
    if "const" in schema and value != schema["const"] or "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: {value!r} is not allowed")
    if "anyOf" in schema and all(faults(value, s, at) for s in schema["anyOf"]):
        out.append(f"{at}: {str(value)[:80]} fits none of the choices")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        out.append(f"{at}: {value!r} does not match {schema['pattern']}")
    if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        out.append(f"{at}: {value} is out of range")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            out.append(f"{at}: too few")
        for i, item in enumerate(value):
            out += faults(item, schema.get("items", {}), f"{at}[{i}]")
    if isinstance(value, dict):
        out += [f"{at}: no {k}" for k in schema.get("required", []) if k not in value]
        if at.count(".") < 2 and schema.get("properties"):
            out += [f"{at}: {k} is not in the schema" for k in value if k not in schema["properties"]]
        for k, v in value.items():
            out += faults(v, schema.get("properties", {}).get(k, {}), f"{at}.{k}")
    return out


def spans(value):
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for v in value.values():
            yield from spans(v)
    elif isinstance(value, list):
        for v in value:
            yield from spans(v)


class Records(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.read = {}
        for path in REPORTS:
            done = subprocess.run([ENGINE, "read", path, "--json", "--published", "2024-03-15"], capture_output=True, check=True)
            cls.read[path] = json.loads(done.stdout)

    def test_they_fit_the_schema(self):
        for path, record in self.read.items():
            self.assertEqual(faults(record, SCHEMA), [], path)

    def test_spans_hold_the_bytes_that_they_say(self):
        for path, record in self.read.items():
            data = pathlib.Path(path).read_bytes()
            for span in spans(record):
                self.assertEqual(data[span["start"]:span["end"]].decode(), span["text"], path)

    def test_ids_lead_somewhere(self):
        for path, record in self.read.items():
            known = {c["id"] for kind in ("actors", "places", "times", "statements", "events", "relations") for c in record[kind]}
            named = [i for a in record["actors"] for i in a.get("members", [])] + [i for s in record["statements"] for i in s["speaker"] + s["addressee"]]
            for e in record["events"]:
                named += [*e["source"], *e["target"], e["place"], e["time"], e["factuality"]["said_in"]]
            named += [i for r in record["relations"] for i in (r["from"], r["to"])]
            self.assertLessEqual({i for i in named if i}, known, path)

    def test_each_kind_of_claim_is_there_and_ends_in_bytes(self):
        for path, record in self.read.items():
            for kind in ("actors", "places", "times", "statements", "events", "relations"):
                self.assertTrue(record[kind], f"{path}: no {kind}")
                for claim in record[kind]:
                    self.assertTrue(any(step.get("span") for step in claim["because"]), (path, claim["id"]))

    def test_each_claim_can_be_explained(self):
        for path, record in self.read.items():
            done = subprocess.run([ENGINE, "explain", path, "--published", "2024-03-15"], capture_output=True, text=True, check=True)
            for kind in ("actors", "places", "times", "statements", "events", "relations"):
                for claim in record[kind]:
                    self.assertRegex(done.stdout, rf"(?m)^{claim['id']}\n.*(\n.*)*?(rule|head) .*")


sys.argv[1:] = []
unittest.main()
