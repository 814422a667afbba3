# adoptgen: `make demo` shows the main job, `make test` proves it. Needs Python 3.11+, git and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := build
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test lint unit monkey bench wheel lock golden clean

## demo: build the sample programme, import its records, print the five things to open
demo: $(VENV)/.installed node_modules/.shipped
	@$(BIN)/python tools/demo.py

## test: everything CI runs
test: $(VENV)/.installed-dev node_modules/.all
	@$(BIN)/python tools/system_packages.py chromium soffice pdftoppm carlito
	@$(MAKE) --no-print-directory lint unit

lint: $(VENV)/.installed-dev node_modules/.all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/node.py node_modules/typescript/bin/tsc -p jsconfig.json

unit: $(VENV)/.installed-dev node_modules/.all
	$(BIN)/pytest -n 2 --dist loadgroup

## monkey: ten thousand learners without a plan, over all formats and both judges
monkey: $(VENV)/.installed-dev node_modules/.all
	ADOPTGEN_MONKEYS=$${ADOPTGEN_MONKEYS:-10000} $(BIN)/pytest tests/packages/test_monkey.py -q -s -n 2

## bench: CPU seconds and peak memory as JSON
bench: $(VENV)/.installed-dev node_modules/.all
	$(BIN)/python -m bench --large --site

## wheel: dist/adoptgen-*.whl with sample, templates, fonts
wheel: $(VENV)/.installed-dev node_modules/.shipped
	$(BIN)/python -m hatchling build -t wheel

## lock: renew the pinned and hashed requirements (needs uv)
lock:
	uv pip compile -q pyproject.toml --group install $(LOCK) -o requirements/run.lock
	uv pip compile -q pyproject.toml --all-extras --group install --group dev $(LOCK) -o requirements/dev.lock
	uv pip compile -q --group node $(LOCK) -o requirements/node.lock
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

## golden: renew expected outputs; read the difference before you commit it
golden: $(VENV)/.installed-dev
	ADOPTGEN_RENEW=1 $(BIN)/pytest -q -m golden

clean:
	rm -rf build dist .adoptgen

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "adoptgen needs Python 3.11 or newer; name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "installing adoptgen into $(VENV) ..."
	@test -f $(VENV)/.installed-dev || $(BIN)/python -m pip install -q --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install -q --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements/dev.lock pyproject.toml | $(BIN)/python
	@echo "installing adoptgen and its tests into $(VENV) ..."
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install -q --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/.installed

# Browser libraries that travel in the wheel; Node from the system or from PyPI
node_modules/.shipped: package-lock.json | $(BIN)/python
	@$(BIN)/python tools/node.py npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

# ... and those only the tests use
node_modules/.all: package-lock.json | $(BIN)/python
	@$(BIN)/python tools/node.py npm ci --no-audit --no-fund --loglevel=error
	@touch $@ node_modules/.shipped
