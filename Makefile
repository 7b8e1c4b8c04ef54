# Everything one does with Alignment from a terminal. `make` alone lists it.
#
# Variables are passed on: make run PORT=8001 DEMO=0, make bench SIZE=20m.

SHELL := /bin/sh
BIN := .venv/bin
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo $$each && exit; done; command -v python3 || echo python3)
INSTALL := { command -v $(PYTHON) >/dev/null || { echo "Alignment needs Python 3.11 or newer,\
  and there is none here: install python3." >&2; exit 1; }; } && $(PYTHON) alignment/runtime/install.py
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate
CODE := alignment journeys kpis retros tests manage.py

.PHONY: help run test capability capabilities bench check format shots requirements \
  install-dev browser

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /|/' \
	  | while IFS='|' read name words; do printf '  make %-14s %s\n' "$$name" "$$words"; done

run: ## start the product; PORT, HOST, DEMO=0, ALIGNMENT_DATA, DATABASE_URL, REDIS_URL
	@$(INSTALL) run && exec $(BIN)/python manage.py up

# Those that drive a browser have processes of their own: the driver keeps an event
# loop in them, in which Django refuses to work. Each has a running product for itself.
# A file stays with one process: what its tests share is made once.
PARALLEL := --numprocesses 2 --dist loadfile
test: install-dev browser ## every test, on throwaway servers, in parallel
	@$(BIN)/pytest --ignore=tests/browser $(PARALLEL) --no-loadscope-reorder $(ARGS)
	@$(BIN)/pytest tests/browser $(PARALLEL) $(ARGS)

capability: install-dev browser ## only the tests of one capability: make capability C=C01
	@$(BIN)/pytest --capability "$(C)" $(ARGS)

capabilities: install-dev ## write the README's table of capabilities, pages and tests
	@$(BIN)/python -m tests.capabilities

bench: install-dev ## the table of speeds; SIZE=20m for the large one
	@$(BIN)/python -m tests.bench

check: install-dev ## style, types, templates, layers, migrations, deployment settings
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/djlint --check --lint templates
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.manage
	@$(BIN)/mypy $(CODE)

format: install-dev ## rewrite Python and templates in the house style
	@$(BIN)/ruff check --fix $(CODE); $(BIN)/ruff format $(CODE)
	@$(BIN)/djlint --quiet --reformat templates

shots: install-dev browser ## pictures of the pages, into shots/
	@$(BIN)/python -m tests.browser.shots

requirements: install-dev ## pin the packages anew, after a change in pyproject.toml
	@$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(COMPILE) pyproject.toml --extra dev -o requirements/dev.txt

install-dev:
	@$(INSTALL) dev

browser:
	@$(BIN)/python -m tests.chromium
