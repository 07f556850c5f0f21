#!/usr/bin/env python3
"""command_line.py DATELINE   runs the program as a person would, with good and bad input, and checks output, errors and exit codes."""
import json, pathlib, subprocess, sys, tempfile, unittest

ENGINE = sys.argv.pop(1)


def run(*arguments, stdin=b"", cwd=None):
    return subprocess.run([ENGINE, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, timeout=60)


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def fails(self, done, code, *words):
        self.assertEqual(done.returncode, code, done.stderr)
        message = done.stderr.decode()
        self.assertEqual(len(message.strip().splitlines()), 1, message)
        for word in words:
            self.assertIn(word, message)

    def test_version_names_engine_model_and_pack(self):
        done = run("version")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([line.split()[0] for line in done.stdout.decode().splitlines()], ["dateline", "model", "pack"])

    def test_help_leads_to_examples(self):
        self.assertIn(b"Examples:", run("--help").stdout)

    def test_a_wrong_word_gets_a_suggestion(self):
        self.fails(run("raed", "x.txt"), 2, "did you mean read?")
        self.fails(run("read", "--jsn"), 2, "did you mean --json?")

    def test_missing_empty_and_folder_without_reports(self):
        self.fails(run("read", self.folder / "nothing.txt"), 1, "nothing.txt", "no such file", "check the path")
        self.fails(run("read", self.file("empty.txt", b"")), 1, "empty.txt", "empty")
        (self.folder / "bare").mkdir()
        self.fails(run("read", self.folder / "bare"), 1, "bare", "no report")

    def test_a_bad_date_is_a_usage_error(self):
        self.fails(run("read", self.file("a.txt", b"Rain fell."), "--published", "25 April"), 2, "--published", "2019-04-25")

    def test_a_bad_model_and_pack_are_named(self):
        self.fails(run("read", self.file("a.txt", b"Rain fell."), "--pack", self.file("x.pack", b"no pack" * 100)), 3, "x.pack")
        self.fails(run("read", self.file("a.txt", b"Rain fell."), "--model-dir", self.folder / "none"), 3, "none")

    def test_one_bad_line_does_not_lose_the_others(self):
        lines = [b'{"id": "good", "text": "Rain fell."}', b"{nonsense", b'{"id": "bare"}', b'{"id": "last", "text": "It rained."}']
        done = run("read", "--from", "jsonl", "--json", stdin=b"\n".join(lines))
        records = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(done.returncode, 1)
        self.assertEqual([r["source"]["id"] for r in records], ["good", "line-2", "bare", "last"])
        self.assertEqual(["error" in r for r in records], [False, True, True, False])
        self.assertEqual(len(done.stderr.decode().splitlines()), 2)

    def test_hard_bytes_give_a_record_each(self):
        hard = {
            "binary": bytes(range(256)) * 40,
            "nul": b"The president\0 met the king.\0\n",
            "invalid": b"The caf\xe9 of M\xfcnster was closed on Monday by the police.\n",
            "utf16": "\ufeffThe president met the king in Paris.\n".encode("utf-16-le"),
            "emoji": "🙂 The presi\u0301dent met 👩‍👩‍👧 the king. שלום\n".encode(),
            "long": b"word " * 200_000,
            "one-word": b"a" * 2_000_000,
        }
        for name, data in hard.items():
            with self.subTest(name):
                done = run("read", self.file(name + ".txt", data), "--json")
                self.assertEqual(done.returncode, 0, done.stderr)
                record = json.loads(done.stdout)
                self.assertEqual(record["source"]["bytes"], len(data))

    def test_deep_tags_are_read(self):
        done = run("read", self.file("deep.html", b"<html><body>" + b"<div>" * 100_000 + b"<p>The president met the king in Paris on Monday.</p>"), "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        json.loads(done.stdout)

    def test_the_same_bytes_give_the_same_record(self):
        path = self.file("same.txt", b"Paris: The president met the king on Monday. He said \"we agree\".\n")
        self.assertEqual(run("read", path, "--json").stdout, run("read", path, "--json").stdout)

    def test_explain_names_what_is_not_there(self):
        self.fails(run("explain", self.file("a.txt", b"Rain fell on the hills."), "e99"), 2, "e99")


unittest.main()
