"""The label lists that do not come from data. Their order is part of each model's labels.json."""
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NAMES = "PER ORG GPE LOC NORP FAC EVT OTH".split()
NAME_TAGS = ["O"] + [b + "-" + n for n in NAMES for b in "BI"]
TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT").split()
STATUS = "asserted planned possible conditional negated asked historical".split()
EVENT_ROLES = "source target place time".split()
SAID_ROLES = "speaker content".split()


def lemma_rule(form, lemma):
    """The rule that turns form into lemma: CASE STRIP|SUFFIX, as in `L3|y` (docs/formats/model.md)."""
    best = None
    for case, base in (("L", form.lower()), ("K", form), ("C", form[:1].upper() + form[1:].lower())):
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        cost = len(base) - n + len(lemma) - n
        if best is None or cost < best[0]:
            best = (cost, "%s%d|%s" % (case, len(base) - n, lemma[n:]))
    return best[1]


def apply_rule(rule, form):
    case, (strip, suffix) = rule[0], rule[1:].split("|", 1)
    base = form.lower() if case == "L" else form if case == "K" else form[:1].upper() + form[1:].lower()
    return base[:max(0, len(base) - int(strip))] + suffix
