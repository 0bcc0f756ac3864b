# make                        the monitor on the built-in demo feed, as make run; make help tells what else there is
# make run PYTHON=python3.13  with another Python; to change it later, make clean first
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# half as many again as there are processors, since many tests wait for other programs
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) * 3 // 2)")

.PHONY: run help test bench bench-page mutants soak screenshots lock clean

# make run                    the monitor on the built-in demo feed
# make run ARGS="page.txt"    on something else
run: .venv/run.stamp
	@$(BIN)/python -m tui $(ARGS)

help:
	@echo 'make run          the monitor on the demo feed; make run ARGS="page.txt" on something else'
	@echo 'make test         all checks; make test ARGS="tests/parsing" with only some of the tests'
	@echo 'make bench        every figure of docs/benchmarks.md, and make bench-page that page'
	@echo 'make mutants      how many small changes to the code no test notices; make soak the long tests'
	@echo 'make screenshots  the pictures'
	@echo 'make lock         newer versions of what is installed'
	@echo 'make clean        away with .venv, build and dist'

test: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest --numprocesses $(WORKERS) $(ARGS)

# make bench                   every figure, as a table and in build/benchmarks.json
# make bench ARGS="--long"     those that take longer, too
# make bench-page              docs/benchmarks.md and its plots of what was written there
bench: .venv/bench.stamp
	$(BIN)/python -m benchmarks --json build/benchmarks.json $(ARGS)

bench-page: .venv/dev.stamp
	$(BIN)/python -m benchmarks.page build/benchmarks.json

# How many small changes to parsing and the web source no test notices: an hour or so. It fails where too few are noticed.
# make mutants ARGS='"parsing.quotes*"'   those of some modules
# make mutants ARGS="--every 4"           one in four, for a quick look
mutants: .venv/mutants.stamp
	$(BIN)/python -m benchmarks.mutation $(ARGS)

# The long versions of what `make test` does for some seconds: an hour or so.
soak: .venv/dev.stamp
	SOAK=20 $(BIN)/pytest tests/tui/test_soak.py tests/tui/test_storms.py tests/tui/history/test_kills.py
	$(BIN)/python -m benchmarks.fuzz 1800

screenshots: .venv/dev.stamp
	$(BIN)/python -m screenshots

# The locks hold exact versions and hashes for every platform, and no address.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header

lock: .venv/dev.stamp
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(COMPILE) --group bench -c requirements-dev.lock -o requirements-bench.lock
	$(COMPILE) --group mutants -c requirements-dev.lock -o requirements-mutants.lock
	$(COMPILE) benchmarks/locks/psx-terminal.in -o benchmarks/locks/psx-terminal.lock
	$(COMPILE) benchmarks/locks/stockstui.in -o benchmarks/locks/stockstui.lock

clean:
	rm -rf .venv build dist

# pip comes last into a new environment, so that one without it is not whole, and made anew
$(BIN)/pip:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "tapewatch needs Python 3.11 or newer. Name one that you have: make run PYTHON=python3.13" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/run.stamp: $(BIN)/pip requirements.lock
	@echo "Installing what tapewatch needs into .venv (once)"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock pyproject.toml
	@echo "Installing what the checks need into .venv (once)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements-bench.lock
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

.venv/mutants.stamp: .venv/dev.stamp requirements-mutants.lock
	@$(PIP) install --require-hashes -r requirements-mutants.lock
	@touch $@
