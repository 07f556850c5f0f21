#!/usr/bin/env python3
"""embed_page.py PAGE OUT   writes the bytes of the page as C++, a string literal a line."""
import pathlib, sys

page = pathlib.Path(sys.argv[1]).read_bytes()
plain = {b: chr(b) for b in range(0x20, 0x7F)} | {ord('"'): '\\"', ord("\\"): "\\\\", ord("?"): "\\?"}
lines = ["".join(plain.get(b) or f"\\{b:03o}" for b in page[i : i + 1000]) for i in range(0, len(page), 1000)]
out = '// Made from src/html/page.html by tools/embed_page.py.\n#include "html/page_bytes.h"\n\nnamespace dateline {\n\n'
out += "static const char bytes[] =\n" + "\n".join(f'    "{line}"' for line in lines) + ";\n"
pathlib.Path(sys.argv[2]).write_text(out + f"const std::string_view page_bytes(bytes, {len(page)});\n\n}}  // namespace dateline\n")
