# A menu: `make help` prints it.
.DEFAULT_GOAL := help
DATA ?= ../shared
TASK ?= dyads
engine := build/dateline

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## set up, build, read the sample report and show it
	@$(engine) read docs/sample/report.txt --published 2024-03-15
	@printf '\nThe same as a page to look at: '; $(engine) read docs/sample/report.txt --published 2024-03-15 --html $(CURDIR)/build/sample.html

test: build web ## set up, build and pass the tests
	@ctest --preset release

test-web: build web ## the page in a real browser, more of it than `make test` looks at
	@THOROUGH=1 tools/test_web.sh $(engine)

web: # what the page's tests need
	@tools/set_up_web.sh

build: setup ## set up and build
	@cmake --preset release >build.log 2>&1 || { tail -30 build.log; exit 1; }
	@cmake --build --preset release >>build.log 2>&1 || { grep -A12 -m3 -E "error|FAILED" build.log; exit 1; }
	@rm build.log

setup: ## install what is missing
	@tools/set_up.sh

accuracy: build ## measure on labelled data, where it lies beside the project (DATA=../shared)
	@if [ -f $(DATA)/bench/accuracy.py ]; then python3 $(DATA)/bench/accuracy.py --engine $(engine) --keep build/accuracy $(TASKS); \
	else echo "no labelled data: $(DATA)/bench/accuracy.py is missing; name its folder with DATA=DIR"; fi

errors: ## what the last accuracy run got wrong, by cause (TASK=dyads; WORST=3 shows sentences, CAUSE=words chooses)
	@python3 tools/errors $(TASK) --kept build/accuracy --data $(DATA) $(if $(WORST),--worst $(WORST)) $(if $(CAUSE),--cause "$(CAUSE)")

bench: build ## words a second, start, memory and each room's share, of each model (DATELINE_BENCH_ROUNDS)
	@cmake --build --preset release --target bench >/dev/null
	@python3 bench/reports.py training/marks/a*.marks > build/reports.jsonl
	@for model in $$(cd models && ls -d */ | tr -d /); do echo "$$model"; \
	  OMP_NUM_THREADS=1 taskset -c 0 build/bench $(engine) build/dateline.pack models $$model docs/sample/report.txt build/reports.jsonl; done

peers: build ## the same texts read by spaCy beside dateline, a thread each (fetches spaCy into build/)
	@bench/beside_spacy.sh $(engine) models build/dateline.pack

accept: build ## rewrite the expectations of the cases with what comes out now; review the diff
	@build/tests/run_cases --accept --pack build/dateline.pack --model-dir models tests/cases

check: build ## rooms, words of languages, formats, clang-tidy, the tests under sanitizers, and a minute of each fuzzer
	@tools/check.sh

train: ## make the network again (DATA=../shared; see training/README.md)
	@training/train.sh $(DATA)

.PHONY: help run test test-web web build setup accuracy errors bench accept check train
