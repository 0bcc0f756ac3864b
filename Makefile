PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
# half as many again as there are processors, since many tests wait for other programs
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) * 3 // 2)")

.PHONY: run test bench soak screenshots lock clean

# make run                    the monitor on the built-in demo feed
# make run ARGS="page.txt"    on something else
run: .venv/run.stamp
	@$(BIN)/tapewatch $(ARGS)

test: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest --numprocesses $(WORKERS) $(ARGS)

bench: .venv/bench.stamp
	$(BIN)/python -m benchmarks

# The long versions of what `make test` does for some seconds: an hour or so.
soak: .venv/dev.stamp
	SOAK=20 $(BIN)/pytest tests/tui/test_soak.py tests/tui/test_storms.py tests/tui/history/test_kills.py
	$(BIN)/python -m benchmarks.fuzz 1800

screenshots: .venv/dev.stamp
	$(BIN)/python -m screenshots

# The locks hold exact versions and hashes for every platform, and no address.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header

lock: .venv/bin/python
	$(BIN)/pip install --quiet uv==$(UV_VERSION)
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(COMPILE) --group bench -c requirements-dev.lock -o requirements-bench.lock

clean:
	rm -rf .venv dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installing tapewatch into .venv (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements-bench.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
