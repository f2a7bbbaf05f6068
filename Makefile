# make demo    the main job on the embedded default, shown step by step
# make test    the tests that need nothing but this checkout
# Both make the environment in .venv first. PYTHON names the interpreter to make it with (3.11 or newer).

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES = setup.cfg pyproject.toml constraints.txt

.PHONY: demo test test-clients check bench docs coverage clean

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "translate-flow needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python $(SOURCES)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.installed $(SOURCES)
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test $(SOURCES)
	$(PIP) install --constraint constraints.txt --editable '.[test,check]'
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/tflow demo

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 -m 'not clients'

test-clients: $(VENV)/.test
	./tests/clients/install
	$(BIN)/python -m pytest -n 2 -m clients

check: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cogapp --check docs/*.md README.md

docs: $(VENV)/.check
	$(BIN)/python -m cogapp -r docs/*.md README.md

coverage: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 -m 'not clients' --cov --cov-report=term --cov-fail-under=90

bench: $(VENV)/.check
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) build dist *.egg-info .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache
