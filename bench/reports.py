#!/usr/bin/env python3
"""reports.py MARKS … > REPORTS.jsonl   the invented reports of training/marks as JSON lines, to measure with"""
import json
import sys


def reports(path):
    report = None
    for line in open(path, encoding="utf8"):
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == "R":
            if report and report["text"]:
                yield report
            report = {"id": rest.split(" | ")[0], "published": rest.split(" | ")[1], "text": ""}
        elif kind in "HT" and kind and report:
            report["text"] += rest + "\n\n"
    if report and report["text"]:
        yield report


def main():
    for path in sys.argv[1:]:
        for report in reports(path):
            print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main()
