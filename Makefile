# Everything Keqiao's people need: make run, make test, make check, make bench.
# Each target does its own set-up; stamp files make the second time quick.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench pictures messages requirements

PORT ?= 8000
BIN := .venv/bin
INSTALLED := .venv/.installed
DEVELOPS := .venv/.develops
PACKAGES := frontend/node_modules/.package-lock.json
BUNDLE := src/keqiao/look/static/bundle/app.css
TRANSLATIONS := $(patsubst %.po,%.mo,$(shell find src -name '*.po'))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

help:
	@echo "make run           set up what is missing and serve the demo at http://127.0.0.1:$(PORT)"
	@echo "make setup         set up only; the command is then $(BIN)/keqiao"
	@echo "make test          every test; on PostgreSQL too when KEQIAO_TEST_DATABASE_URL is given"
	@echo "make check         style, types, floors and habits"
	@echo "make bench         how fast, and how many scans"
	@echo "make pictures      the README's pictures, taken from the running site"
	@echo "make messages      collect the texts to be translated (needs Debian's gettext)"
	@echo "make requirements  compile requirements/*.in again"

setup: $(INSTALLED) $(BUNDLE) $(TRANSLATIONS)
	@$(BIN)/keqiao migrate

run: setup
	@$(BIN)/keqiao demo --if-empty
	@exec $(BIN)/keqiao serve --port $(PORT)

test: $(DEVELOPS) $(BUNDLE) $(TRANSLATIONS)
	@requirements/browser.sh
	@env -u KEQIAO_TEST_DATABASE_URL $(BIN)/python -m pytest -n 2
	@if [ -n "$$KEQIAO_TEST_DATABASE_URL" ]; then $(BIN)/python -m pytest -n 2; fi

check: $(DEVELOPS) $(TRANSLATIONS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint src --lint --quiet
	$(BIN)/python -m pytest -q tests/habits

bench: $(DEVELOPS)
	@$(BIN)/python -m bench

pictures: $(DEVELOPS) setup
	@requirements/browser.sh
	@$(BIN)/python docs/pictures/make.py

messages: $(DEVELOPS)
	@requirements/messages.sh

requirements: $(DEVELOPS)
	$(COMPILE) --output-file=requirements/run.txt requirements/run.in
	$(COMPILE) --output-file=requirements/pdf.txt requirements/pdf.in
	$(COMPILE) --output-file=requirements/dev.txt requirements/dev.in

$(BIN)/python:
	@requirements/venv.sh

$(INSTALLED): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing Python packages."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPS): requirements/dev.txt $(INSTALLED)
	@echo "Installing the tools for tests and checks."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(PACKAGES): frontend/package-lock.json
	@command -v npm >/dev/null || { echo "npm was not found. Install Node.js 20 or newer (on Debian: apt-get install nodejs npm)." >&2; exit 1; }
	@echo "Installing the front end's packages."
	@cd frontend && npm ci --loglevel=error
	@touch $@

$(BUNDLE): $(PACKAGES) frontend/build.js $(shell find frontend/scripts frontend/styles -type f)
	@echo "Bundling the front end."
	@cd frontend && npm run --silent build
	@touch $@

%.mo: %.po $(INSTALLED)
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
