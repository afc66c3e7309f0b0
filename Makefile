# Đất Lành. `make run` shows the demonstration, `make test` runs the tests; `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
JOBS ?= auto
# More for pytest: make test OPTIONS='--only-database -x'
OPTIONS ?=

export DJANGO_SETTINGS_MODULE ?= portal.settings.development

.DEFAULT_GOAL := help
.PHONY: help run test lint browser-test bench messages reset-demo seed static catalogues clean lock

help:  ## what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

$(BIN)/base.stamp: requirements/base.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	touch $@

$(BIN)/dev.stamp: requirements/dev.txt $(BIN)/base.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

catalogues: $(BIN)/base.stamp
	@$(MANAGE) compile_catalogues

static: $(BIN)/base.stamp
	@$(MANAGE) collectstatic --noinput --verbosity 0

seed: catalogues
	@mkdir -p var media
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed_demo --if-empty --port $(PORT)

run: seed static  ## the demonstration portal at http://localhost:8000, web and worker; Ctrl-C ends both
	@$(MANAGE) serve --port $(PORT)

reset-demo: catalogues  ## throw the demonstration's database away and seed it anew
	rm -rf var/dat-lanh.sqlite3* var/cache media/images media/original_images media/documents
	@$(MAKE) --no-print-directory seed

test: $(BIN)/dev.stamp  ## everything that needs no server; on PostgreSQL with DATABASE_URL=postgres://…
	DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python -m pytest -n $(JOBS) $(OPTIONS)

browser-test: $(BIN)/dev.stamp  ## the main flows and axe in Chromium (needs chromium on the PATH)
	DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python -m pytest tests/browser --ignore= -n $(JOBS) --dist loadfile

lint: $(BIN)/dev.stamp  ## style, types, import contract, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) gather_messages --check

messages: $(BIN)/dev.stamp  ## gather the strings of the code into locales/ (needs gettext's xgettext)
	DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) gather_messages
	@$(MANAGE) compile_catalogues

bench: $(BIN)/dev.stamp  ## CPU of the main pages as multiples of a bare Django view; the translation desk; downloads
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_desk
	$(BIN)/python -m tests.bench_downloads

lock:  ## renew the lock files (needs uv)
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/base.txt
	uv pip compile pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/dev.txt

clean:  ## remove the environment and everything made
	rm -rf $(VENV) var static
