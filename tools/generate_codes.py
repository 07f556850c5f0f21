#!/usr/bin/env python3
"""generate_codes.py packs/codes OUT.h   makes an enum class of each code list: its members in the order of the file, `text(x)` and `parse_X(text)`."""
import csv, pathlib, sys

LISTS = {"Upos": "upos.tsv", "Deprel": "deprel.tsv", "Plover": "plover.tsv", "Cameo": "cameo.tsv", "Sector": "sectors.tsv", "Status": "status.tsv"}


def member(code):
    name = code.replace(":", "_").replace("-", "_")
    return "c" + name if name[0].isdigit() else name + "_" if name in ("case", "or", "and", "not") else name


def enum(name, codes):
    size = "uint16_t" if len(codes) > 255 else "uint8_t"
    members = ", ".join(member(c) for c in codes)
    texts = ", ".join(f'"{c}"' for c in codes)
    return f"""enum class {name} : {size} {{ {members} }};
inline constexpr std::array<std::string_view, {len(codes)}> all_{name.lower()}_texts = {{{texts}}};
inline constexpr std::string_view text(dateline::{name} x) {{ return all_{name.lower()}_texts[static_cast<size_t>(x)]; }}
inline constexpr std::optional<dateline::{name}> parse_{name.lower()}(std::string_view s) {{
  for (size_t i = 0; i < {len(codes)}; ++i)
    if (all_{name.lower()}_texts[i] == s) return static_cast<dateline::{name}>(i);
  return std::nullopt;
}}
"""


def main():
    folder, out = map(pathlib.Path, sys.argv[1:3])
    text = "// Made from packs/codes by tools/generate_codes.py.\n#pragma once\n#include <array>\n#include <cstdint>\n#include <optional>\n#include <string_view>\n\nnamespace dateline {\n"
    for name, file in LISTS.items():
        with open(folder / file, encoding="utf-8", newline="") as f:
            text += enum(name, [row[0] for row in csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE)][1:])
    text += "}  // namespace dateline\n"
    if not out.exists() or out.read_text() != text:
        out.write_text(text)


main()
