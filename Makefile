# The few commands of Rooftree. `make help` shows them; what is longer than a few lines lives in tools/.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
TREE := rooftree tests tools $(wildcard bench)
OUTSIDE := tests/reference tests/sources/extracts tests/records tests/oversight tests/nightly tests/desk tests/whole/test_tables.py
# Two processes with half of the tests each, in their order, so that a night lived for a file is lived once.
TWO := $(BIN)/pytest -n 2 --dist worksteal
HOMES ?= 2000
.DEFAULT_GOAL := help
.PHONY: help setup demo run test check fix kill bench spark lock clean

help: ## Show these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: .venv/.run ## Make .venv and install what Rooftree needs, as locked

demo: setup ## An invented landlord on http://localhost:8000 (HOMES=2000; SERVE=0 stops before serving)
	@exec $(BIN)/rooftree demo --homes $(HOMES) $(if $(filter 0,$(SERVE)),--no-serve)

run: setup ## The nightly run on your own extracts: make run EXTRACTS=folder
	@test -n "$(EXTRACTS)" || { echo "Name the folder of extracts: make run EXTRACTS=folder"; exit 2; }
	@exec $(BIN)/rooftree run --extracts "$(EXTRACTS)"

check: .venv/.test ## Format, lint, types, who imports whom, migrations complete
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(TREE)
	$(BIN)/lint-imports
	$(BIN)/python -m tools.migrations_complete

test: check ## Everything that CI runs: the checks, all tests, an outside PostgreSQL, a real browser
	$(BIN)/python -m tools.system_packages
	$(TWO)
	$(BIN)/python -m tools.outside_postgres $(TWO) --only-database $(wildcard $(OUTSIDE))
	$(BIN)/pytest -n 2 -m browser $(shell grep -rlw browser --include='test_*.py' tests)

fix: .venv/.test ## Put format and lint right where a program can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

kill: .venv/.test ## The tests that kill processes on purpose (a few minutes)
	$(BIN)/pytest -m kill

bench: .venv/.test ## The measured claims, each with its peer in the same run
	@exec $(BIN)/rooftree bench

spark: .venv/.test ## The checks and matching on a real Spark, in an environment of its own (needs Java; 500 MB)
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements.txt -r tools/requirements-test.txt
	.venv-spark/bin/python -m pip --quiet --disable-pip-version-check install "pyspark>=4.0"
	.venv-spark/bin/python -m pytest -n0 -m spark tests/engine/checking/test_conformance_on_spark.py
	.venv-spark/bin/python -m pytest -n0 -m spark tests/records/matching/linkage/weighing/test_on_spark.py

lock: ## Choose versions anew and lock them by hash (needs uv)
	rm -f requirements.txt tools/requirements-*.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 -c requirements.txt --extra test pyproject.toml -o tools/requirements-test.txt
	uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11 tools/requirements-build.in -o tools/requirements-build.txt

clean: ## Remove .venv and what tools left behind; the data in var/ stays
	rm -rf .venv .venv-spark build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/bin/python:
	$(PYTHON) tools/python_version.py
	$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python requirements.txt tools/requirements-build.txt pyproject.toml
	@echo "Installing what Rooftree needs (a minute or two the first time) …"
	@$(PIP) --require-hashes -r requirements.txt -r tools/requirements-build.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.run tools/requirements-test.txt
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes -r tools/requirements-test.txt
	@touch $@
