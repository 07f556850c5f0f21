#!/usr/bin/env python3
"""check_words.py [ROOT]   holds "language is data": a word of letters in a literal of a reading room must be a word of our formats, not of a language.

Reads the literals of one word, and the letters in single quotes, in the rooms that read text (comments and ranges such as 'a'…'z' left out). Each must stand in
tools/format_words.txt: names of columns, tables, classes and codes that a pack, the model or a document format gives. A word that is compared with the text of
reports belongs into packs/, with the column that tells what it does. Sentences for people (the `what` of a step) have several words and are not looked at."""
import pathlib, re, sys

ROOMS = "page text syntax names times places voices events".split()
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<letter>\'[A-Za-z]\')|\'(?:[^\'\\\n]|\\.)+\'', re.S)
WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
RANGES = set("'a' 'z' 'A' 'Z' 'f' 'F'".split())


def literals(text):
    for m in TOKEN.finditer(text):
        line = text.count("\n", 0, m.start()) + 1
        if m["letter"] and m["letter"] not in RANGES:
            yield line, m["letter"]
        elif m["string"] and not text[:m.start()].endswith("#include "):
            word = m["string"][1:-1].strip(" .,:;!?'")
            if WORD.fullmatch(word):
                yield line, word


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    known, unused, faults = {}, set(), []
    for line in (root / "tools/format_words.txt").read_text(encoding="utf8").splitlines():
        if line and line[0] != "#":
            room, words = line.split(":", 1)
            known.setdefault(room, set()).update(words.split())
    unused = {(room, w) for room, words in known.items() for w in words}
    for room in ROOMS:
        for file in sorted((root / "src" / room).glob("*.[ch]*")):
            for line, word in literals(file.read_text(encoding="utf8")):
                place = next((r for r in (room, "all") if word in known.get(r, ())), None)
                unused.discard((place, word))
                if not place:
                    faults.append(f"{file.relative_to(root)}:{line}: {word} is no word of a format: move it to packs/, or add it to tools/format_words.txt")
    faults += [f"tools/format_words.txt: {room} no longer uses {word}" for room, word in sorted(unused)]
    print("\n".join(faults) or f"{len(ROOMS)} rooms, no word of a language")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
