# Everything the project can do, in a virtual environment of its own. Works with GNU make 3.81 and later.
.PHONY: serve test build pdf epub anki paper offline check question rule lint lock bench clean help
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

help:  ## Show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

serve:  ## Make everything ready and serve the site with live reload; PORT=9000
	@scripts/setup.sh serve
	@$(BIN)/python scripts/serve_site.py

test:  ## Make everything ready, a browser too, and run all checks and tests
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest

lint:  ## Check style and types of the code
	@scripts/setup.sh lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build:  ## Build the site into site/; BOOK=pdf,phone,epub, DECK=anki and OFFLINE=dist/….zip put these into it
	@scripts/setup.sh $(if $(BOOK)$(DECK),book,site)
	@$(BIN)/python scripts/build_site.py

pdf:  ## Make the book as PDF into dist/; ARGS="--paper phone --large-print --answers chapter-end"
	@scripts/setup.sh book
	@$(BIN)/python -m studybook pdf $(ARGS)

epub:  ## Make the book as EPUB into dist/; ARGS="--answers chapter-end"
	@scripts/setup.sh book
	@$(BIN)/python -m studybook epub $(ARGS)

anki:  ## Make the deck of all questions for Anki into dist/
	@scripts/setup.sh book
	@$(BIN)/python -m studybook anki $(ARGS)

paper:  ## Set a paper of a mock interview into dist/; ARGS="--level senior --count 12 --seed 7 --topics networking"
	@scripts/setup.sh book
	@$(BIN)/python -m studybook paper $(ARGS)

offline:  ## Build the edition that works from a folder, dist/*.zip
	@scripts/setup.sh site
	@$(BIN)/python scripts/build_offline.py

check:  ## Say in seconds what CI will say of the pages; FILES="docs/x.md docs/y.md" for some of them
	@scripts/setup.sh serve
	@$(BIN)/python scripts/check_pages.py $(FILES)

question:  ## Start a question; SLUG=my-question IN=networking TITLE="…", or a follow-up: SLUG=… PAGE=networking/dns.md
	@scripts/setup.sh serve
	@SLUG='$(subst ',,$(SLUG))' IN='$(subst ',,$(IN))' PAGE='$(subst ',,$(PAGE))' TITLE='$(subst ',,$(TITLE))'; \
	$(BIN)/python scripts/new_question.py --in "$$IN" --page "$$PAGE" --title "$$TITLE" -- "$$SLUG"

rule:  ## Start a rule and prove its examples; ID=my-rule, IN=podspec or another folder of src/kubefence/rules
	@scripts/setup.sh lint
	@ID='$(subst ',,$(ID))' IN='$(subst ',,$(IN))'; $(BIN)/python scripts/new_rule.py --in "$$IN" -- "$$ID"

lock:  ## Pin the newest packages that work together
	scripts/lock.sh

bench:  ## Measure build time and the proof, see benchmarks/
	@scripts/setup.sh test
	$(BIN)/python benchmarks/build.py

clean:  ## Remove everything that was made
	rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache node_modules
	rm -rf site site.* .site.* dist build src/*.egg-info
