#!/usr/bin/env python3
"""sentences.py ENGINE PACKS OUT.tsv TRAIN.conllu… [--measure DEV.conllu…]   learns where sentences end, as weights of features of the words around (packs/en/sentence_weights.tsv)

A candidate is a place between two words of a paragraph with white space between. `features` is what src/text/boundaries.cpp computes; the two must stay alike.
Logistic regression over them, trained by SGD with averaged weights; features seen fewer than 4 times are left out, and weights near 0 are not written."""
import argparse, collections, csv, json, math, pathlib, random, subprocess

CLOSING = set(")]}\"'”’»>")


def paragraphs(path):
    """(text, ends): the characters of a paragraph and where its sentences end in it"""
    text, ends, sent, last = "", [], None, ""
    for line in open(path, encoding="utf8"):
        if line.startswith(("# newdoc", "# newpar")) and text:
            yield text.rstrip(), ends
            text, ends = "", []
        elif line.startswith("# text ="):
            sent = line.split("=", 1)[1].strip()
        elif line[:1].isdigit():
            last = line
        elif not line.strip() and sent is not None:
            ends.append(len(text) + len(sent))
            text += sent + ("" if "SpaceAfter=No" in last else " ")
            sent = None
    if text: yield text.rstrip(), ends


PLAIN = str.maketrans({**{c: "'" for c in "’‘ʼ`´"}, **{c: '"' for c in "“”„«»"}, **{c: "-" for c in "–—−‐‑‒"}})


def key(w):
    """a word in a feature"""
    w = w.translate(PLAIN).lower()
    return w if w.isascii() and len(w) <= 20 else "#"


def shape(w):
    c = w[0]
    if c.isdigit(): return "num"
    if c.isalpha():
        if c.islower(): return "low"
        if len(w) > 1 and w.isupper(): return "caps"
        if len(w) == 1 and c.isupper(): return "one"
        return "cap" if c.isupper() else "other"
    if c in "\"“«‘'`": return "quote"
    if c in "([{<": return "open"
    if c in "-–—*•": return "dash"
    return "sign"


def ending(w, lists):
    """what the word before says"""
    if w == ".": return "stop"
    if w == "…" or (set(w) == {"."}): return "dots"
    if not w.strip(".!?"): return "ask"
    if w in (":", ";", ","): return {":": "colon", ";": "semi", ",": "comma"}[w]
    if len(w) > 1 and w[-1] == "." and w[0].isalnum(): return "abbr" + lists.get(w[:-1].lower(), "initial" if len(w) == 2 else "other")
    if w[0].isalnum() or w[0] in "'’": return "word"
    if w in CLOSING: return "close"
    if set(w) <= set("-–—"): return "dash"
    return "sign"


def bucket(n):
    return "0" if n == 0 else "1" if n == 1 else "2" if n == 2 else "5" if n <= 5 else "12" if n <= 12 else "30" if n <= 30 else "60" if n <= 60 else "99"


def candidates(words, lists):
    """(place, features) for each place where a sentence may end after word i"""
    word = [w for _, _, w in words]
    any_stop = any(ending(w, lists) in ("stop", "ask") for w in word)
    since = 0
    for i in range(len(word) - 1):
        gap = words[i + 1][0] - words[i][1]
        e = ending(word[i], lists)
        since += 1
        j = i
        while j > 0 and i - j < 3 and word[j] in CLOSING and words[j][0] == words[j - 1][1]: j -= 1
        end = ending(word[j], lists) + ("+" if j < i else "")
        k = i + 1
        while k < i + 3 and k + 1 < len(word) and shape(word[k]) in ("quote", "open", "dash"): k += 1
        s, after = shape(word[i + 1]), shape(word[k])
        if gap > 0 and (end not in ("word",) or s not in ("low",)):
            n, p = key(word[i + 1]), key(word[i])
            first = i + 1 - since  # how the sentence so far begins: "Posted", "Best regards"
            yield i, [f"bias", f"e {end}", f"s {s}", f"es {end} {s}", f"ea {end} {s} {after}", f"en {end} {n}", f"ep {end} {p}", f"pn {p} {n}", f"x {bucket(since)} {end}", f"xs {bucket(since)} {end} {s}",
                      f"st {end} {'some' if any_stop else 'none'} {s}", f"pp {end} {shape(word[i])} {shape(word[j - 1]) if j > 0 else 'begin'} {s}",
                      f"p2 {end} {key(word[j - 1]) if j > 0 else 'begin'}", f"n2 {s} {shape(word[i + 2]) if i + 2 < len(word) else 'end'} {end}",
                      f"on {end} {key(word[k])}",
                      f"fw {key(word[first])} {e} {bucket(since)}", f"fs {shape(word[first])} {shape(word[first + 1])} {e} {bucket(since)}"]
        if ending(word[i], lists) in ("stop", "ask", "dots"): since = 0


def read(files, engine, lists):
    out = []
    for file in files:
        ps = list(paragraphs(file))
        lines = "".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) + "\n" for i, (t, _) in enumerate(ps))
        got = subprocess.run([engine, "words", "--from", "jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
        for (t, ends), line in zip(ps, got):
            words = [(a, b, t[a:b]) for a, b in json.loads(line)["words"]]
            ends = set(ends)
            out.append([(f, words[i][1] in ends) for i, f in candidates(words, lists)])
    return out


def score(weights, f):
    return sum(weights.get(x, 0) for x in f)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("engine"); ap.add_argument("packs"); ap.add_argument("out"); ap.add_argument("train", nargs="+"); ap.add_argument("--measure", nargs="*", default=[])
    a = ap.parse_args()
    lists = {k: r["followed_by"] for r in csv.DictReader(open(pathlib.Path(a.packs) / "en/abbreviations.tsv"), delimiter="\t") for k in [r["word*"]]}
    data = [x for p in read(a.train, a.engine, lists) for x in p]
    count = collections.Counter(f for x, _ in data for f in x)
    data = [([f for f in x if count[f] >= 4], y) for x, y in data]
    print(len(data), "places,", sum(y for _, y in data), "ends,", sum(1 for f in count if count[f] >= 4), "features")
    w, grad, total, rng = collections.defaultdict(float), collections.defaultdict(float), collections.defaultdict(float), random.Random(1)
    epochs = 8
    for epoch in range(epochs):
        rng.shuffle(data)
        for x, y in data:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(w[f] for f in x)))))
            g = y - p
            if abs(g) < .005: continue
            for f in x:
                d = g - 1e-3 * w[f]
                grad[f] += d * d
                w[f] += .3 * d / math.sqrt(grad[f] + 1e-6)
        if epoch >= epochs - 4:
            for f, v in w.items(): total[f] += v / 4
    kept = {f: round(v, 2) for f, v in total.items() if abs(v) >= .1}
    for file in a.measure:
        tp = n = m = 0
        for p in read([file], a.engine, lists):
            for x, y in p:
                q = score(kept, x) > 0
                tp += q and y; n += y; m += q
        print(file, "ends within paragraphs: P %.1f R %.1f" % (100 * tp / m, 100 * tp / n), n)
    with open(a.out, "w", encoding="utf8") as f:
        f.write("# Made by training/sentences.py from the training parts of UD English EWT and GUM: what a feature of the words around speaks for an end of a sentence.\nfeature*\tweight\n")
        for k, v in sorted(kept.items()):
            if "\t" not in k and "|" not in k: f.write(f"{k}\t{v}\n")
    print(len(kept), "weights")


main()
