#!/usr/bin/env python3
"""check_actors.py [PACKS] [--coverage]: whether packs/world/people.tsv and organisations.tsv can be true.
Each fault is one line: file:line: column: what is wrong and what was expected. Two rows that contradict are named both. Exit 1 where there is one.
Checked: columns, country codes, roles, codes, dates and their order, ids, titles, doubled rows, spelling (spaces, odd characters, mixed scripts in a name),
one person with two ids or two titles, one id for two people, and one office of one person twice at the same time.
--coverage: of the members of the United Nations, how many have a name for each high office in each year from 2000 on, and which years each lacks."""
import collections, pathlib, re, sys, unicodedata

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
OFFICES = set("head_of_state head_of_government foreign_minister defence_minister speaker legislator party_leader governor central_bank military igo rebel "
              "militia opposition business media activist religious police criminal un_secretary_general notable other".split())
KINDS = set("IGO ALLIANCE COURT BANK AGENCY ARMY POLICE PARTY ARMED_GROUP MILITIA COMPANY MEDIA NGO UNION CHURCH UNIVERSITY TEAM BAND".split())
SOURCES = ("memory", "from knowledge")  # without a date of gathering


def rows_of(path):
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"): continue
        cells = line.split("\t")
        if header is None:
            header = [c.rstrip("*") for c in cells]
            continue
        yield number, header, cells


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("–", "-"))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).casefold().split())


class Check:
    def __init__(self, packs):
        self.packs, self.faults = packs, []
        self.iso = {dict(zip(h, c))["iso3"] for _, h, c in rows_of(packs / "world/countries.tsv")}
        self.roles = {c[0] for _, h, c in rows_of(packs / "codes/sectors.tsv")}

    def say(self, file, line, column, what):
        self.faults.append(f"packs/world/{file}:{line}: {column}: {what}")

    def table(self, file):
        out = []
        for line, header, cells in rows_of(self.packs / "world" / file):
            if len(cells) != len(header):
                self.say(file, line, "row", f"{len(cells)} cells, expected {len(header)}")
                continue
            out.append((line, dict(zip(header, cells))))
        return out

    def spelling(self, file, line, column, text):
        if text != text.strip() or "  " in text: self.say(file, line, column, f"'{text}' has a stray space")
        if re.search(r"[\x00-\x1f\x7f�]|Ã.|â€", text): self.say(file, line, column, f"'{text}' has characters of a wrong encoding")
        scripts = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()} & {"LATIN", "CYRILLIC", "GREEK"}
        if len(scripts) > 1: self.say(file, line, column, f"'{text}' mixes letters of two scripts")

    def forms(self, file, line, row):
        if not row["name"]: return self.say(file, line, "name", "empty, expected a name")
        seen = {fold(row["name"])}
        for column in ("name", "also", "local"):
            for form in row.get(column, "").split("|"):
                if form: self.spelling(file, line, column, form)
        for form in filter(None, row["also"].split("|")):
            if form in seen: self.say(file, line, "also", f"'{form}' stands twice")
            seen.add(form)

    def code(self, file, line, row):
        iso, role, code = row["iso3"], row["role"], row["code"]
        if iso and iso not in self.iso: self.say(file, line, "iso3", f"'{iso}' is no country of countries.tsv")
        if role and role not in self.roles: self.say(file, line, "role", f"'{role}' is no role of codes/sectors.tsv")
        if code and not re.fullmatch(r"(?:[A-Z]{3}|---)(?:[A-Z]{3}){0,3}", code): self.say(file, line, "code", f"'{code}', expected three letters of a country, then of roles")
        elif code and iso and code[:3] not in ("IGO", "NGO", "IMG", "MNC") and code[:3] != iso and code[:3] not in self.iso:
            self.say(file, line, "code", f"'{code}' begins with another country than {iso}")

    def ids(self, file, line, row):
        if row["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]): self.say(file, line, "wikidata", f"'{row['wikidata']}', expected Q and digits")
        title = row["wikipedia"]
        if title and (title != title.strip() or "_" in title or "%" in title): self.say(file, line, "wikipedia", f"'{title}', expected a title as it is read")

    def dates(self, file, line, row):
        for column in ("from", "until"):
            day = row[column]
            found = DAY.match(day)
            if day and not found: self.say(file, line, column, f"'{day}', expected YYYY, YYYY-MM or YYYY-MM-DD")
            elif day and not (1500 <= int(found[1]) <= 2035 and int(found[2] or 1) in range(1, 13) and int(found[3] or 1) in range(1, 32)):
                self.say(file, line, column, f"'{day}' is out of range")
        if row["from"] and row["until"] and row["from"][:len(row["until"])] > row["until"]: self.say(file, line, "until", f"{row['until']} is before {row['from']}")

    def people(self):
        file, terms, holders, ids, titles = "people.tsv", {}, collections.defaultdict(list), {}, {}
        for line, row in self.table(file):
            self.forms(file, line, row); self.code(file, line, row); self.ids(file, line, row); self.dates(file, line, row)
            if row["office"] not in OFFICES: self.say(file, line, "office", f"'{row['office']}', expected one of {' '.join(sorted(OFFICES))}")
            if row["last"] and not row["last"].startswith("last:"): self.say(file, line, "last", f"'{row['last']}', expected last:NAME")
            source = row["verified"]
            if "@" not in source and source not in SOURCES: self.say(file, line, "verified", f"'{source}', expected SOURCE@DATE or one of {', '.join(SOURCES)}")
            person = (fold(row["name"]), row["iso3"])
            key = (*person, row["office"], row["title"], row["from"])
            if key in terms: self.say(file, line, "row", f"the same person, office and day as line {terms[key]}")
            terms.setdefault(key, line)
            holders[(*person, row["office"], row["title"])].append((row["from"], row["until"] or "9999", line))
            if row["wikidata"]:
                other = ids.setdefault(row["wikidata"], (line, row))
                if not self.same_name(other[1], row): self.say(file, line, "wikidata", f"{row['wikidata']} is {other[1]['name']} in line {other[0]}")
                if row["wikipedia"] and titles.setdefault(row["wikidata"], (line, row["wikipedia"]))[1] != row["wikipedia"]:
                    self.say(file, line, "wikipedia", f"'{row['wikipedia']}', but '{titles[row['wikidata']][1]}' in line {titles[row['wikidata']][0]}")
        for (name, iso, office, title), spans in holders.items():
            spans.sort()
            for (a, until, one), (b, _, two) in zip(spans, spans[1:]):
                if a and b and b < until[:len(b)]: self.say(file, two, "from", f"{name} holds the office from {b} while line {one} has it until {until}")

    @staticmethod
    def same_name(a, b):
        """Two rows of one id share a word of their names."""
        words = lambda row: set(re.split(r"[ -]", fold(row["name"] + " " + row["also"].replace("|", " "))))
        return bool({w for w in words(a) if len(w) > 1} & words(b))

    def organisations(self):
        file, seen = "organisations.tsv", {}
        for line, row in self.table(file):
            self.forms(file, line, row); self.code(file, line, row); self.ids(file, line, row); self.dates(file, line, row)
            if row["kind"] not in KINDS: self.say(file, line, "kind", f"'{row['kind']}', expected one of {' '.join(sorted(KINDS))}")
            if "@" not in row["source"] and not row["source"].startswith(("cow-igo", "ucdp-actor-") + SOURCES): self.say(file, line, "source", f"'{row['source']}', expected SOURCE@DATE or one of {', '.join(SOURCES)}")
            if row["local"] and not row["iso3"]: self.say(file, line, "local", "a name that is used at home needs a country")
            key = (fold(row["name"]), row["iso3"], row["kind"], row["from"])
            if key in seen: self.say(file, line, "row", f"the same body as line {seen[key]}")
            seen.setdefault(key, line)


HIGH = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
YEARS = range(2000, 2027)
# Countries of countries.tsv that are no members: territories, former states, and those that the United Nations does not count.
NO_MEMBERS = set("ABW AIA ALA ASM ATA ATF BES BLM BMU BRD BVT CCK COK CSK CUW CXR CYM DDR EAZ ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU "
                 "OTT PCN PRI PSE PYF REU RHO RVN SCG SGS SHN SJM SPM SUN SXM TCA TKL TWN UMI VAT VDR VGB VIR WLF XKX YMD YUG ZAR".split())


def coverage(check):
    members = sorted(c for c in check.iso - NO_MEMBERS if re.fullmatch("[A-Z]{3}", c))
    years = {office: {c: set() for c in members} for office in HIGH}
    for _, row in check.table("people.tsv"):
        if row["iso3"] not in members or row["office"] not in HIGH: continue
        first, last = int(row["from"][:4] or YEARS[0]), int(row["until"][:4] or YEARS[-1])
        years[row["office"]][row["iso3"]].update(y for y in YEARS if first <= y <= last)
    print(f"of {len(members)} members:\nyear  " + "  ".join(HIGH))
    for y in YEARS: print(y, *(f"{sum(y in s for s in years[o].values()):{len(o) + 1}d}" for o in HIGH))
    for office in HIGH:
        have = sum(map(len, years[office].values()))
        print(f"{office}: {100 * have / len(members) / len(YEARS):.1f} % of years; without: "
              + ", ".join(f"{c} {len(YEARS) - len(s)}" for c, s in years[office].items() if len(s) < len(YEARS)))


def main():
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    packs = pathlib.Path(paths[0] if paths else pathlib.Path(__file__).parent.parent / "packs")
    check = Check(packs)
    if "--coverage" in sys.argv: return coverage(check)
    check.people()
    check.organisations()
    for fault in check.faults: print(fault)
    print(f"{len(check.faults)} faults in the lists of actors")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
