# Every command anyone needs. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check bench compare storm drill mutants evaluate golden contracts wheel lock sbom audit format install-server drill-install

PORT ?= 8000
DATA_DIR ?= var
N ?= 10000
BASE ?=
ROUNDS ?= 5
DATABASE ?= sqlite
SUITE ?= bookworm
PYTHON ?= python3
VENV := .venv
# Three for two cores: browsers and servers are waited for. What a module makes once stays with one of them.
AT_ONCE := -n 3 --dist loadgroup
BIN := $(VENV)/bin
# Root installs Debian packages directly, others through sudo.
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

export DATA_DIR PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: $(VENV)/runtime ## the portal with both real resolutions on http://127.0.0.1:8000 (PORT=, DATA_DIR=, DATABASE_URL=)
	@$(BIN)/python manage.py serve

install-server: ## a portal on a Debian server of its own, again to upgrade it: DOMAIN=portal.example.ru [NAME=portal] [FOLDER=/register] [START=0]
	@unset DATA_DIR PORT; deploy/install.sh

test: $(VENV)/tools /usr/bin/chromium-headless-shell /usr/bin/firefox-esr /usr/bin/tesseract ## the whole suite: SQLite and the browsers, then PostgreSQL
	@unset DATABASE_URL PRODUCTION DEBUG PORT; \
	export DATA_DIR=$$(mktemp -d); trap 'rm -rf "$$DATA_DIR"' EXIT; \
	echo '== SQLite, with the browsers =='; \
	$(BIN)/python -m pytest $(AT_ONCE) $(ARGS); \
	echo '== PostgreSQL =='; \
	$(BIN)/python -m tests.with_postgresql $(BIN)/python -m pytest $(AT_ONCE) -m 'not browser and not pure' $(ARGS)

check: $(VENV)/tools ## static checks only
	@unset DATABASE_URL PRODUCTION DEBUG PORT; \
	export DATA_DIR=$$(mktemp -d); trap 'rm -rf "$$DATA_DIR"' EXIT; \
	$(BIN)/ruff format --check .; \
	$(BIN)/ruff check .; \
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html' 'templates/**/*.html'); \
	$(BIN)/lint-imports; \
	$(BIN)/mypy; \
	$(BIN)/python manage.py makemigrations --check --dry-run; \
	$(BIN)/python -m tests.with_postgresql $(BIN)/python -m tests.upgrades.lint; \
	PRODUCTION=1 SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w0) ALLOWED_HOSTS=portal.example \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

mutants: $(VENV)/tools /usr/bin/chromium-headless-shell /usr/bin/tesseract ## break a copy of the code on purpose, once for each patch, and see that its tests notice (ARGS=names)
	@$(BIN)/python -m tests.mutations $(ARGS)

bench: $(VENV)/tools ## measure, beside Datasette, on both databases; N=10000 recommendations; writes benchmarks/results.json
	@$(BIN)/python -m benchmarks --recommendations $(N)

compare: $(VENV)/tools ## every kind of page beside those of an earlier commit: BASE=<commit> [N=10000] [ROUNDS=5] [DATABASE=postgresql]
	@$(BIN)/python -m benchmarks.compare "$(BASE)" --recommendations $(N) --rounds $(ROUNDS) --database $(DATABASE)

storm: $(VENV)/tools ## six writers, readers and three kill -9, twice on each database; then every door is counted (ARGS=--seed=7)
	@unset PRODUCTION DEBUG PORT; $(BIN)/python -m tests.storm $(ARGS)

drill: $(VENV)/tools ## kill, freeze, fill and migrate all that a portal stands on, while people read and work; then restore it (needs nginx and pgbouncer)
	@unset PRODUCTION DEBUG PORT; $(BIN)/python -m tests.drills $(ARGS)

drill-install: $(VENV)/tools ## `make install-server` for real, in a fresh Debian that is then started: root, some ten minutes (SUITE=bookworm)
	@$(BIN)/python -m tests.drills.install $(SUITE)

evaluate: $(VENV)/tools ## how well resolutions are read, and their numbers beside other readers (ARGS=--misses lists the failures)
	@$(BIN)/python -m tests.documents.evaluate $(ARGS)
	@$(if $(ARGS),,$(BIN)/python -m tests.documents.themes.evaluate)
	@$(if $(ARGS),,$(BIN)/python -m tests.documents.numbers_beside_others)

golden: $(VENV)/tools ## keep every page as it is now; what changed is what `git diff tests/golden/pages` says
	@unset DATABASE_URL PRODUCTION DEBUG PORT; \
	export DATA_DIR=$$(mktemp -d); trap 'rm -rf "$$DATA_DIR"' EXIT; \
	$(BIN)/python -m tests.golden.renew

contracts: $(VENV)/tools ## keep what others rely on as it is now: with each release (tests/contracts/changed.md)
	@unset DATABASE_URL PRODUCTION DEBUG PORT; \
	export DATA_DIR=$$(mktemp -d); trap 'rm -rf "$$DATA_DIR"' EXIT; \
	$(BIN)/python manage.py contracts > "$$DATA_DIR/now.json"; mv "$$DATA_DIR/now.json" tests/contracts/today.json

wheel: $(VENV)/tools ## build the reader of resolutions, a distribution of its own, into dist/
	@$(BIN)/python -m tests.supply_chain.wheel dist

format: $(VENV)/tools ## put code and templates into the common format
	@$(BIN)/ruff format . ; $(BIN)/ruff check --fix . ; \
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html' 'templates/**/*.html')

# What is pinned already stays; `make lock UPGRADE=1` takes the newest of what the pins pull in.
COMPILE = $(BIN)/uv pip compile --quiet --no-emit-index-url --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

lock: $(BIN)/uv ## compile requirements.in and requirements-dev.in to lists with hashes (UPGRADE=1: newest of what the pins pull in)
	@$(COMPILE) requirements.in -o requirements.txt; $(COMPILE) -c requirements.txt requirements-dev.in -o requirements-dev.txt

# Of the short list, as the compiled one may not stand yet.
$(BIN)/uv: | $(BIN)/python
	@$(BIN)/pip install -q "$$(grep -o '^uv==[^ ]*' requirements-dev.in)"

sbom: $(VENV)/tools ## write sbom.json, the parts of what is shipped (CycloneDX)
	@$(BIN)/cyclonedx-py requirements --output-reproducible -o sbom.json requirements.txt; echo 'sbom.json'

audit: $(VENV)/tools ## ask whether advisories name what is shipped
	@$(BIN)/python -m tests.supply_chain.audit

# A virtual environment that works; Debian ships venv apart from Python, so it is installed where it is missing.
$(BIN)/python:
	@if ! $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	  echo 'Installing python3-venv, which Debian ships apart from Python.'; \
	  $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -qy python3-venv; fi
	@echo 'Making the virtual environment in $(VENV).'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.txt | $(BIN)/python
	@echo 'Installing requirements.txt.'
	@$(BIN)/pip install -q --require-hashes -r requirements.txt || \
	  { echo 'Could not install the requirements; the lines above say why. If the package index was out of reach, run the command again.' >&2; exit 1; }
	@touch $@

$(VENV)/tools: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo 'Installing requirements-dev.txt.'
	@$(BIN)/pip install -q --require-hashes -r requirements-dev.txt || \
	  { echo 'Could not install the tools; the lines above say why. If the package index was out of reach, run the command again.' >&2; exit 1; }
	@touch $@ $(VENV)/runtime

/usr/bin/chromium-headless-shell:
	@echo 'Installing Chromium, which the browser tests drive.'
	@$(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -qy chromium-headless-shell

/usr/bin/firefox-esr:
	@echo 'Installing Firefox, in which five pages are looked at as well.'
	@$(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -qy --no-install-recommends firefox-esr

/usr/bin/tesseract:
	@echo 'Installing tesseract, which recognises scans.'
	@$(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -qy tesseract-ocr tesseract-ocr-rus
