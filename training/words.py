"""Words of a sentence, and the pieces of a word.

What always holds: words come in order, do not overlap, and none is empty or holds white space. Offsets are code points.
The engine has the one definition of a word (`dateline words`); `words` here is the stand-in for where no engine is at hand."""
import json
import pathlib
import re
import subprocess
import unicodedata

ABBREVIATIONS = (r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Rev|Hon|Pres|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|etc|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
                 r"|Sept|Sep|Oct|Nov|Dec|Ave|Mt|Ft|Fig|al|approx|dept|est|Brig|Cmdr|Supt|Messrs|Bros)\.(?=\s|,|$)")
TOKEN = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
                   r"|(?:[A-Za-z]\.){2,}|" + ABBREVIATIONS +
                   r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|am|pm)?(?!\w)|\d+(?:[.,:]\d+)*(?=\D)"
                   r"|[A-Z]&[A-Z](?!\w)|AT&T"
                   r"|[^\W_]+(?:['’][^\W_]+)*|\.{2,}|-{2,}|([^\w\s]|_)", re.I)
CLITIC = re.compile(r"(?i)^(.*?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
WHOLE = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def words(text):
    """[(start, end), …] by the treebanks' habits: hyphens, clitics and signs apart; abbreviations and numbers whole."""
    out = []
    for m in TOKEN.finditer(text):
        a, b = m.span()
        s = m.group()
        if s.lower() in WHOLE:
            out += [(a, a + WHOLE[s.lower()]), (a + WHOLE[s.lower()], b)]
            continue
        c = CLITIC.match(s)
        if c and c.group(1):
            out += [(a, a + len(c.group(1))), (a + len(c.group(1)), b)]
        else:
            out.append((a, b))
    # an apostrophe and a clitic that a pattern left apart ("U.S." + "'" + "s")
    joined = []
    for a, b in out:
        if joined and text[joined[-1][0]:joined[-1][1]] in "'’" and joined[-1][1] == a and text[a:b].lower() in ("s", "re", "ve", "ll", "d", "m") \
                and joined[-1][0] > 0 and not text[joined[-1][0] - 1].isspace():
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def words_by_engine(engine, texts):
    """{id: words} from `dateline words --from jsonl`; texts: {id: text}"""
    lines = "".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) + "\n" for i, t in texts.items())
    out = subprocess.run([engine, "words", "--from", "jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    return {d["id"]: [tuple(w) for w in d["words"]] for d in map(json.loads, out.splitlines())}


VOCABULARY = pathlib.Path(__file__).parent.parent / "models" / "vocab.txt"


class Pieces:
    """BERT's uncased word pieces of one word (docs/formats/model.md)."""

    def __init__(self, vocabulary=VOCABULARY):
        self.id = {w.rstrip("\n"): i for i, w in enumerate(open(vocabulary, encoding="utf8"))}
        self.cls, self.sep, self.unk = self.id["[CLS]"], self.id["[SEP]"], self.id["[UNK]"]
        self.seen = {}

    def of(self, word):
        if word not in self.seen:
            self.seen[word] = self._split(word)
        return self.seen[word]

    def _split(self, word):
        s = "".join(" " if c in "\t\n\r" or unicodedata.category(c) == "Zs" else c for c in word
                    if c in "\t\n\r" or (c not in "\0\ufffd" and not unicodedata.category(c).startswith("C")))
        s = "".join(c for c in unicodedata.normalize("NFD", s.lower()) if unicodedata.category(c) != "Mn")
        out = []
        for part in s.split():
            for run in _runs(part):
                out += self._greedy(run)
        return out or [self.unk]

    def _greedy(self, run):
        if len(run) > 100:
            return [self.unk]
        out, at = [], 0
        while at < len(run):
            for end in range(len(run), at, -1):
                i = self.id.get(("##" if at else "") + run[at:end])
                if i is not None:
                    break
            else:
                return [self.unk]
            out.append(i)
            at = end
        return out


def _alone(c):
    """punctuation, ASCII symbols and CJK signs stand alone"""
    o = ord(c)
    return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or unicodedata.category(c).startswith("P") \
        or 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0x20000 <= o <= 0x2CEAF or 0xF900 <= o <= 0xFAFF or 0x2F800 <= o <= 0x2FA1F


def _runs(part):
    run = ""
    for c in part:
        if _alone(c):
            if run:
                yield run
            run = ""
            yield c
        else:
            run += c
    if run:
        yield run


def shape(word):
    """letter case: 0 other, 1 Capital, 2 UPPER of more than one character"""
    return 2 if len(word) > 1 and word.isupper() else 1 if word[:1].isupper() else 0
