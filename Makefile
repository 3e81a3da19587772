# The two commands of this project:
#   make read   sets everything up and opens the reader on seeds/ (prints it where there is no terminal)
#   make test   sets everything up and runs all that CI runs
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: read test check lint types imports pytest bench screenshots terminals tables clean

read: $(VENV)/.run
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/qari seeds; else $(BIN)/qari show seeds; fi

test: check

check: lint types imports pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

pytest: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist worksteal

bench: $(VENV)/.dev
	$(BIN)/python -m pytest -s -m bench tests/bench

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.app.screenshots

terminals: $(VENV)/.dev
	$(BIN)/python -m tests.terminals --app

tables: $(VENV)/.dev
	$(BIN)/python -m reader.text.unicode.generate

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# An environment for reading, and the same with what development needs.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Qari needs Python 3.11 or newer: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Qari needs Python's venv module: install it (Debian, Ubuntu: apt install python3-venv) and run make again"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.run
