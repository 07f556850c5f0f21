#!/usr/bin/env python3
"""check_rooms.py SRC   holds the includes of each room to src/ROOMS: only rooms listed for it, only their doors; doors of at most 150 lines."""
import pathlib, re, sys

INCLUDE = re.compile(r'#include "([a-z]+)/([\w.]+)"')


def main():
    src = pathlib.Path(sys.argv[1])
    rooms, faults = {}, []
    for number, line in enumerate((src / "ROOMS").read_text().splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        room, _, below = line.partition(":")
        rooms[room] = below.split()
        faults += [f"ROOMS:{number}: {room} sees {b}, which does not stand above it" for b in rooms[room] if b not in list(rooms)[:-1]]
    faults += [f"{folder.name}: a folder that ROOMS does not list" for folder in src.iterdir() if folder.is_dir() and folder.name not in rooms]
    for room, below in rooms.items():
        door = src / room / f"{room}.h"
        if room != "app" and not door.exists():
            faults.append(f"{room}: no door {door.name}")
        elif room != "app" and len(door.read_text().splitlines()) > 150:
            faults.append(f"{room}: its door has more than 150 lines")
        for file in sorted((src / room).glob("*.[ch]*")):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if not (found := INCLUDE.match(line)) or found[1] == room:
                    continue
                if found[1] not in below:
                    faults.append(f"{room}/{file.name}:{number}: {room} may not see {found[1]}")
                elif found[2] != f"{found[1]}.h":
                    faults.append(f"{room}/{file.name}:{number}: only the door of {found[1]} may be included")
    print("\n".join(faults) or f"{len(rooms)} rooms, no fault")
    sys.exit(bool(faults))


main()
