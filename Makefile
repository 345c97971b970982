# Everything a person or CI does here. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
ASSETS := src/qingshan/web/assets
VENDOR := src/qingshan/web/static/vendor
FROM_NPM := htmx.org/dist/htmx.min.js echarts/dist/echarts.min.js $(addprefix maplibre-gl/dist/maplibre-gl,.css .mjs -worker.mjs)
DEMO_SERVE ?=
DEMO_PORT ?= 8000
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help setup demo test check cases bench load suites lock clean

help:            ## what can be done here
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

setup: $(READY) $(VENDOR)/ready  ## a virtual environment and the pages' scripts, everything pinned and hashed

$(READY): requirements/base.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

$(VENDOR)/ready: $(ASSETS)/package-lock.json | $(READY)
	rm -rf build/assets $(VENDOR)
	mkdir -p build/assets $(VENDOR)
	cp $(ASSETS)/package.json $(ASSETS)/package-lock.json $(ASSETS)/.npmrc build/assets
	$(BIN)/npm ci --silent --prefix build/assets
	cp $(addprefix build/assets/node_modules/,$(FROM_NPM)) $(VENDOR)
	rm -rf build/assets
	touch $(VENDOR)/ready

demo: setup      ## a synthetic city from plan to desk, opened on a terminal (DEMO_SERVE=0: only built, =1: opened anywhere)
	if test "$(DEMO_SERVE)" = 1 || { test -z "$(DEMO_SERVE)" && test -t 1; }; \
	then exec $(BIN)/qingshan demo demo --serve --port $(DEMO_PORT); else $(BIN)/qingshan demo demo; fi

test: setup      ## all tests; says at the end which optional suites did not run
	$(BIN)/python -m pytest -n 2 --dist loadfile
	QINGSHAN_TEST_DESK=postgres $(BIN)/python -m pytest -q -n 2 tests/web --ignore=tests/web/browser
	TZ=America/New_York $(BIN)/python -m pytest -q tests/kernel tests/evaluation -k "not spark and (day or hour or as_of or period)"

check: $(READY)  ## format, lint, types, floors, house rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/house

cases: $(READY)  ## every worked case of every definition, on every engine installed
	$(BIN)/python -m pytest -q tests/engines tests/standards/test_cases.py

bench: $(READY)  ## speed and memory against the bare engine and the neighbours, in one run
	test -f .venv/bench || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	touch .venv/bench
	$(BIN)/python -m bench

load: setup      ## twenty people for ten minutes at the desk of a scaled city; every page's 95th percentile
	$(BIN)/python -m bench.desk_load

suites: $(READY) ## what the optional suites need, as root: Java and PySpark, PostgreSQL, Chromium
	sh tests/install-suites.sh

lock: $(READY)   ## pin and hash the requirements anew
	sh requirements/lock.sh

clean:           ## remove what the targets above made
	rm -rf .venv demo build $(VENDOR) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
