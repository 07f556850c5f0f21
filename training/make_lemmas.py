#!/usr/bin/env python3
"""make_lemmas.py WORDNET-DICT-FOLDER PACKS TRAIN.conllu…   writes PACKS/en/lemmas.tsv and PACKS/en/lemma_endings.tsv

Endings are learned from the regular forms of WordNet 3.0's verbs and nouns: the shortest endings that give the right lemma for most words. What they get wrong,
and the irregular forms, go into lemmas.tsv; so do the words of closed classes, as the treebanks have them."""
import collections, pathlib, sys

VOWELS = "aeiou"


def lemmas(folder, kind):
    out = set()
    for line in open(folder / f"index.{kind}", encoding="utf8"):
        w = line.split(" ", 1)[0]
        if w.isascii() and w.isalpha() and w.islower():
            out.add(w)
    return out


def irregular(folder, kind):
    out = {}
    for line in open(folder / f"{kind}.exc", encoding="utf8"):
        form, *lemma = line.split()
        if form.isalpha() and lemma and lemma[0].isalpha() and (kind != "adj" or lemma[0] != form):
            out.setdefault(form, lemma[0])
    return out


def s_form(w, verb=False):
    if w[-1] == "y" and w[-2:-1] not in VOWELS: return w[:-1] + "ies"
    return w + ("es" if w.endswith(("s", "x", "z", "ch", "sh") + (("o",) if verb else ())) else "s")


def verb_forms(w):
    yield s_form(w, True)
    if w.endswith("e"):
        yield w + "d"
        yield w + "ing" if w.endswith(("ee", "oe", "ye")) else w[:-2] + "ying" if w.endswith("ie") else w[:-1] + "ing"
    else:
        yield w[:-1] + "ied" if w[-1] == "y" and w[-2:-1] not in VOWELS else w + "ed"
        yield w + "ing"


def degrees(w):
    """taller, tallest; doubled letters stand in WordNet's list of exceptions"""
    stem = w[:-1] + "i" if w[-1] == "y" and w[-2:-1] not in VOWELS else w[:-1] if w.endswith("e") else w
    yield stem + "er"
    yield stem + "est"


def rule(form, lemma):
    n = 0
    while n < min(len(form), len(lemma)) and form[n] == lemma[n]: n += 1
    return len(form) - n, lemma[n:]


def apply(rules, form):
    for size in range(min(6, len(form) - 1), 0, -1):
        if (r := rules.get(form[-size:])) is not None:
            return form[:len(form) - r[0]] + r[1]
    return form


def learn(pairs):
    """{ending: (letters off, letters on)}: a longer ending only where it says something else than the shorter one"""
    rules = {}
    for size in range(1, 7):  # one letter says nothing but for the s
        votes = collections.defaultdict(collections.Counter)
        for form, lemma in pairs.items():
            if len(form) > size and rule(form, lemma)[0] <= size and (size > 1 or form.endswith("s")): votes[form[-size:]][rule(form, lemma)] += 1
        new = {}
        for ending, count in votes.items():
            (best, n), = count.most_common(1)
            old = next((rules[ending[-k:]] for k in range(size - 1, 0, -1) if ending[-k:] in rules), None)
            if best != old and n >= 4 and n > count.get(old, 0) + 2: new[ending] = best
        rules |= new
    return rules


def closed_classes(files):
    seen = collections.defaultdict(collections.Counter)
    for file in files:
        for line in open(file, encoding="utf8"):
            c = line.split("\t")
            if len(c) == 10 and c[0].isdigit() and "Typo=Yes" not in c[5]:
                if c[3] == "PROPN" and c[1].isascii() and not c[1][1:].isupper():
                    seen[c[1].lower(), "PROPN"][c[2]] += 1
                elif c[3] == "NOUN" and "Number=Sing" in c[5] and c[1].isascii():
                    seen[c[1].lower(), "NOUN:Sing"][c[2]] += 1
                elif c[3] == "VERB" and c[1].isalpha() and ("Tense=Past" in c[5] or "VerbForm=Ger" in c[5]):
                    seen[c[1].lower(), "VERB"][c[2]] += 1
                elif c[3] in ("PRON", "DET", "AUX", "PART", "ADP", "CCONJ", "SCONJ") or (c[3] in ("ADJ", "ADV") and ("Degree=Cmp" in c[5] or "Degree=Sup" in c[5])) \
                        or (c[3] == "NOUN" and "Number=Plur" in c[5]):
                    seen[c[1].lower().replace("’", "'"), c[3]][c[2]] += 1
    for (form, upos), count in sorted(seen.items()):
        (lemma, n), = count.most_common(1)
        if n >= (2 if upos in ("ADJ", "ADV", "NOUN", "VERB") else 3) and n >= (.8 if upos == "AUX" else .55 if upos == "NOUN" else .9) * sum(count.values()): yield form, upos, lemma


def main():
    folder, packs, train = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    rows, endings = {}, []
    for upos, kind in (("VERB", "verb"), ("NOUN", "noun"), ("ADJ", "adj")):
        known, odd = lemmas(folder, kind), irregular(folder, kind)
        pairs = {}
        for w in sorted(known, key=lambda w: (not w.endswith("e"), len(w))):  # bathing: bathe; to bath would be as rare as to star (starring)
            if len(w) < 3: continue
            if upos == "ADJ" and len(w) > 7: continue
            for form in (verb_forms(w) if upos == "VERB" else degrees(w) if upos == "ADJ" else [s_form(w)]): pairs.setdefault(form, w)
        for form, lemma in odd.items(): pairs[form] = lemma
        regular = {f: l for f, l in pairs.items() if f.endswith(("er", "est") if upos == "ADJ" else ("ed", "ing", "s"))}
        rules = learn(regular)
        for ending, (off, on) in sorted(rules.items()): endings.append((upos, ending, off, on))
        # Rare words stay with the endings: only irregular forms, and wrong ones of words that the treebanks know or that are short.
        for form, lemma in pairs.items():
            if apply(rules, form) != lemma and (form in odd or upos == "VERB" or (upos == "NOUN" and len(form) <= 8)): rows[form, upos] = lemma
    for form, upos, lemma in closed_classes(train):
        if upos == "PROPN":  # a name in small letters ("mexico"), a month cut short ("Sept.")
            if lemma[:1].isupper() and "|" not in form: rows[form, upos] = lemma
        elif upos == "NOUN:Sing":  # "PM": p.m.
            if lemma != form and lemma.lower() != form: rows[form, upos] = lemma
        elif upos == "VERB":
            if apply({e: (o, n) for u, e, o, n in endings if u == "VERB"}, form) != lemma or not form.endswith(("ed", "ing", "s")): rows[form, upos] = lemma
        elif upos != "NOUN" or apply({e: (o, n) for u, e, o, n in endings if u == "NOUN"}, form) != lemma or lemma == form: rows[form, upos] = lemma
        else: rows.pop((form, upos), None)
    with open(packs / "en" / "lemmas.tsv", "w", encoding="utf8") as f:
        f.write("# Made by training/make_lemmas.py from WordNet 3.0 (its own licence) and the training parts of UD English EWT (CC BY-SA 4.0) and GUM (CC BY 4.0).\n")
        f.write("form*\tclass\tlemma\n" + "".join(f"{a}\t{b}\t{c}\n" for (a, b), c in sorted(rows.items())))
    with open(packs / "en" / "lemma_endings.tsv", "w", encoding="utf8") as f:
        f.write("# Made by training/make_lemmas.py: the longest ending of a form decides; so many letters off, these on.\n")
        f.write("ending*\tclass\toff\ton\n" + "".join(f"{e}\t{u}\t{o}\t{n}\n" for u, e, o, n in endings))


main()
