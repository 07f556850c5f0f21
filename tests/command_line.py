#!/usr/bin/env python3
"""command_line.py DATELINE   runs the program as a person would, with good and bad input, and checks output, errors and exit codes."""
import hashlib, json, pathlib, resource, shutil, signal, subprocess, sys, tempfile, unittest

ENGINE = sys.argv.pop(1)


def run(*arguments, stdin=b"", cwd=None):
    return subprocess.run([ENGINE, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, timeout=600)


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

    def report(self):
        return self.file("r.txt", b"Leaders meet\n\nThe president met the king in Paris on Monday. He said \"we agree </script>\".\n")

    def test_a_page_is_written_and_named(self):
        page = self.folder / "page.html"
        done = run("read", self.report(), "--html", page)
        self.assertEqual((done.returncode, done.stdout.decode(), done.stderr), (0, f"{page}\n", b""))
        html = page.read_text()
        self.assertIn("default-src 'none'", html)
        self.assertEqual(html.count("</script>"), 2)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["page.html", "r.txt"])
        record = json.loads(html.split('type="application/json">')[1].split("</script>")[0])["record"]
        told = run("read", self.report(), "--html", page, "--json")
        self.assertEqual(json.loads(told.stdout), record)
        self.assertEqual(told.stderr.decode(), f"{page}\n")

    def test_many_reports_get_a_folder_with_an_index(self):
        (self.folder / "in").mkdir()
        for name in ("b.txt", "a.txt", "a.html", "index.txt"):
            (self.folder / "in" / name).write_bytes(b"<p>The president met the king in Paris on Monday.</p>")
        done = run("read", self.folder / "in", "--html", self.folder / "deep/out")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.decode(), f"{self.folder}/deep/out/index.html (4 reports)\n")
        self.assertEqual(sorted(p.name for p in (self.folder / "deep/out").iterdir()), ["a-2.html", "a.html", "b.html", "index-2.html", "index.html"])
        self.fails(run("read", self.folder / "in", "--html", self.file("x.html", b"old")), 2, "x.html", "name a folder")

    def test_a_page_that_cannot_be_written_leaves_nothing_behind(self):
        old = self.file("old.html", b"old")
        self.fails(run("read", self.report(), "--html", self.folder / "none/page.html"), 1, "none/page.html", "No such file")
        self.fails(run("read", self.report(), "--html", old / "page.html"), 1, "old.html/page.html", "check the path")
        self.fails(run("read", self.report(), "--html", "/dev/full"), 1, "/dev/full", "No space left", "make room")
        self.assertTrue(pathlib.Path("/dev/full").is_char_device())

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        for page in (old, self.folder / "new.html"):
            done = subprocess.run([ENGINE, "read", self.report(), "--html", page], capture_output=True, preexec_fn=small_disk)
            self.fails(done, 1, page.name, "could not be written", "make room")
        done = subprocess.run([ENGINE, "read", "--from", "jsonl", "--html", self.folder / "many"], capture_output=True, preexec_fn=small_disk,
                              input=b'{"id": "a", "text": "Rain fell."}\n{"id": "b", "text": "It rained."}')
        self.fails(done, 1, "many/a.html", "make room")
        self.assertEqual(list((self.folder / "many").iterdir()), [])
        self.assertEqual(old.read_bytes(), b"old")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["many", "old.html", "r.txt"])

    def pack(self, **files):
        folder = self.folder / "mine"
        for name, text in files.items():
            path = folder / (name.replace("__", "/") + ".tsv")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    def test_a_pack_of_ones_own_adds_and_overrides_and_is_named_as_the_reason(self):
        mine = self.pack(world__people="name\tlast\tiso3\trole\tcode\toffice\ttitle\tfrom\nZuri Mbekani\tlast:Mbekani\tKEN\tGOV\tKENGOV\tforeign_minister\tForeign Minister\t2024-01-02\n",
                         world__gazetteer="name\tcountry\tlat\tlon\tpopulation\nOrro Crossing\tKEN\t3.5\t39.1\t4000\n")
        report = self.file("a.txt", b"Zuri Mbekani, the Kenyan foreign minister, arrived in Orro Crossing on Monday. Mbekani met traders in Orro Crossing.")
        record = json.loads(run("read", report, "--json", "--published", "2024-03-15", "--pack", mine).stdout)
        person = [a for a in record["actors"] if a["name"] == "Zuri Mbekani"][0]
        self.assertEqual(person["code"], "KENGOV")
        self.assertIn("mine/world/people.tsv:2", [step.get("rule") for step in person["because"]])
        place = [p for p in record["places"] if p["name"] == "Orro Crossing"][0]
        self.assertEqual((place["lat"], place["lon"]), (3.5, 39.1))
        self.assertIn("mine/world/gazetteer.tsv:2", [step.get("rule") for step in place["because"]])
        plain = json.loads(run("read", report, "--json", "--published", "2024-03-15").stdout)
        self.assertNotEqual(plain["engine"]["pack"], record["engine"]["pack"])

    def test_a_bad_pack_is_named_by_line_and_column_and_lenient_uses_the_rest(self):
        mine = self.pack(world__demonyms="word\tiso3\tform\nNarnian\tNAR\tadjective\nMossy\tKEN\tadjective\n")
        self.fails(run("lookup", "Mossy", "--pack", mine), 3, "mine/world/demonyms.tsv:2:2", "NAR", "expected")
        done = run("lookup", "Mossy", "--pack", mine, "--lenient")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"mine/world/demonyms.tsv:3", done.stdout)
        self.assertIn(b"mine/world/demonyms.tsv:2:2", done.stderr)
        self.fails(run("lookup", "Mossy", "--pack", self.folder), 3, "no table is called mine/world/demonyms")
        (self.folder / "void").mkdir()
        self.fails(run("lookup", "Mossy", "--pack", self.folder / "void"), 3, "no tables")

    def test_rows_that_contradict_are_an_error(self):
        mine = self.pack(world__demonyms="word\tiso3\tform\nMossy\tKEN\tadjective\nMossy\tUGA\tadjective\n")
        self.fails(run("lookup", "Mossy", "--pack", mine), 3, "mine/world/demonyms.tsv:3:2", "contradicts line 2", "'KEN' there and 'UGA' here")

    def test_lookup_shows_what_wins_and_why(self):
        text = run("lookup", "Kenyatta", "--on", "2019-04-25").stdout.decode()
        self.assertIn("* Uhuru Kenyatta", text)
        self.assertIn("in office on 2019-04-25", text)
        meanings = [json.loads(line) for line in run("lookup", "Georgia", "--json").stdout.splitlines()]
        self.assertEqual([m["kind"] for m in meanings if m["wins"]], ["place"])
        self.assertGreater(len([m for m in meanings if m["kind"] == "place"]), 1)
        self.fails(run("lookup", "Qwertz"), 1, "Qwertz", "no pack knows")
        self.fails(run("lookup", "Kim", "--on", "yesterday"), 2, "--on", "2019-04-25")

    def test_lookup_means_whom_a_report_of_that_day_means(self):
        day_and_name = [("2019-04-25", "Uhuru Kenyatta"), ("2006-03-02", "Frank-Walter Steinmeier"), ("2019-04-25", "Frank-Walter Steinmeier"), ("1991-02-20", "George Bush"),
                        ("2005-02-20", "George Bush"), ("2012-05-30", "Vladimir Putin"), ("2010-05-30", "Vladimir Putin"), ("2015-10-01", "Taro Kono"), ("2018-10-01", "Taro Kono")]
        reports = "".join(json.dumps({"id": str(i), "text": f"President {name} spoke to reporters on Monday.", "clean": True, "published": day}) + "\n"
                          for i, (day, name) in enumerate(day_and_name))
        records = [json.loads(line) for line in run("read", "--from", "jsonl", "--json", stdin=reports.encode()).stdout.splitlines()]
        chosen = set()
        for record, (day, name) in zip(records, day_and_name, strict=True):
            read = [step["rule"] for a in record["actors"] if a["name"] == name for step in a["because"] if step["what"].startswith("the list of people has")]
            meanings = [json.loads(line) for line in run("lookup", name, "--on", day, "--json").stdout.splitlines()]
            self.assertEqual([m["row"] for m in meanings if m["kind"] == "person" and m["wins"]], read, (day, name))
            chosen.update(read)
        self.assertGreater(len(chosen), 6)  # one name means other terms and other people on other days
        crowded = [json.loads(line) for line in run("lookup", "Kim", "--json").stdout.splitlines()]
        self.assertEqual([m["name"] for m in crowded if m["kind"] == "person" and m["wins"]], [])  # a last name without a day tells nobody

    def test_gazetteer_and_actors_list_and_search(self):
        rows = [line.split("\t") for line in run("gazetteer", "springf", "--country", "USA", "--kind", "town", "--limit", "3").stdout.decode().splitlines()]
        self.assertEqual(rows[0][:2], ["name", "country"])
        self.assertEqual([row[:2] for row in rows[1:]], [["Springfield", "USA"]] * 3)
        people = [json.loads(line) for line in run("actors", "--kind", "person", "--country", "KEN", "--on", "2019-04-25", "--json").stdout.splitlines()]
        self.assertIn("Uhuru Kenyatta", [p["name"] for p in people])
        self.assertTrue(all(p["country"] == "KEN" for p in people))
        self.assertEqual(run("actors", "no such actor").returncode, 1)

    def test_several_threads_write_the_same_in_the_same_order(self):
        about = ["Rain fell on the hills of %s.", "The minister of %s met the king on Monday, and they agreed to reopen the border.", "%s accused its neighbours \"of lies\"."]
        lines = [json.dumps({"id": str(i), "text": " ".join(about[k % 3] % place for k in range(1 + i % 5))}).encode()
                 for i, place in enumerate(["Kenya", "Peru", "Norway", "Japan", "Chad", "Cuba"] * 12)]
        lines[20] = b"{nonsense"
        one, many = (run("read", "--from", "jsonl", "--json", "--jobs", jobs, stdin=b"\n".join(lines)) for jobs in (1, 8))
        self.assertEqual(one.stdout, many.stdout)
        self.assertEqual(one.stderr, many.stderr)
        self.assertEqual([json.loads(l)["source"]["id"] for l in many.stdout.splitlines()], [str(i) if i != 20 else "line-21" for i in range(72)])
        alone = run("read", "--from", "jsonl", "--json", stdin=lines[40])
        self.assertEqual(alone.stdout.rstrip(), many.stdout.splitlines()[40])

    def test_who_asks_through_a_pipe_gets_an_answer_before_the_next_question(self):
        talk = subprocess.Popen([ENGINE, "read", "--from", "jsonl", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for i in range(3):
            talk.stdin.write(b'{"id": "%d", "text": "Rain fell."}\n' % i)
            talk.stdin.flush()
            self.assertEqual(json.loads(talk.stdout.readline())["source"]["id"], str(i))
        talk.stdin.close()
        talk.stdout.close()
        self.assertEqual(talk.wait(60), 0)

    def models(self):
        """a copy of the models that may be damaged"""
        version = run("version").stdout.decode().splitlines()[1]
        here = pathlib.Path(version[version.index("(") + 1:version.rindex(")")])
        copy = self.folder / "models"
        shutil.copytree(here, copy, ignore=shutil.ignore_patterns("prepared.bin", "fast"))
        return copy

    def test_models_are_listed_and_a_damaged_one_is_refused_by_name(self):
        listed = run("model")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertIn(b"accurate", listed.stdout)
        models = self.models()
        weights = models / "accurate" / "model.bin"
        whole = hashlib.sha256(weights.read_bytes()).hexdigest()
        with weights.open("r+b") as f:
            f.seek(12_345_678)
            f.write(b"x")
        damaged = hashlib.sha256(weights.read_bytes()).hexdigest()
        for command in (["read", self.file("a.txt", b"Rain fell.")], ["model"]):
            done = run(*command, "--model-dir", models)
            self.assertEqual(done.returncode, 3)
            for word in ("accurate/model.bin", whole, damaged, "install the model again"):
                self.assertIn(word, done.stderr.decode())
        (models / "accurate" / "labels.json").unlink()
        self.fails(run("read", self.file("a.txt", b"Rain fell."), "--model-dir", models), 3, "labels.json", "missing")
        (models / "SHA256SUMS").unlink()
        self.fails(run("read", self.file("a.txt", b"Rain fell."), "--model-dir", models), 3, "SHA256SUMS")

    def test_a_model_that_is_not_there_is_named(self):
        self.fails(run("read", self.file("a.txt", b"Rain fell."), "--model", "slow"), 3, "models/slow", "dateline model")

    def test_bad_text_takes_bounded_time(self):
        hard = {
            "a sentence of 5,000 words": b"the president of the republic met the king and " * 556,  # nine words each
            "numbers": b"".join(b"%d\t%d.%02d\t-%d%%\n" % (i, i * 7, i % 100, i % 13) for i in range(2000)),
            "capitals": b"THE PRESIDENT MET THE KING IN PARIS ON MONDAY AND SIGNED A TREATY. " * 200,
            "small letters": b"the president met the king in paris on monday and signed a treaty. " * 200,
            "right to left": "\u05d4\u05e0\u05e9\u05d9\u05d0 \u05e0\u05e4\u05d2\u05e9 \u05e2\u05dd \u05d4\u05de\u05dc\u05da. ".encode() * 500,
            "emoji": "\U0001f642\U0001f469\u200d\U0001f469\u200d\U0001f467 ".encode() * 500,
            "no full stop": b"word " * 20_000,
        }
        for name, data in hard.items():
            with self.subTest(name):
                done = run("read", self.file("hard.txt", data), "--json", "--published", "2024-03-15")
                self.assertEqual(done.returncode, 0, done.stderr)
                json.loads(done.stdout)

    def test_of_a_text_that_is_too_long_nothing_beyond_what_is_read_is_claimed(self):
        done = run("read", self.file("long.txt", b"The president met the king in Paris on Monday. " * 5_000), "--json", "--published", "2024-03-15")
        record = json.loads(done.stdout)
        end = next(w["span"]["start"] for w in record["warnings"] if w["code"] == "long-report")
        self.assertGreater(len(record["sentences"]), 1_000)
        for kind in ("sentences", "actors", "places", "times", "events"):
            spans = [s for claim in record[kind] for s in [claim, claim.get("span"), *claim.get("mentions", [])] if isinstance(s, dict) and isinstance(s.get("end"), int)]
            self.assertTrue(spans, kind)
            self.assertLessEqual(max(s["end"] for s in spans), end, kind)

    def test_explain_names_what_is_not_there(self):
        self.fails(run("explain", self.file("a.txt", b"Rain fell on the hills."), "e99"), 2, "e99")


unittest.main()
