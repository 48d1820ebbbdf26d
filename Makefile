# Every target makes what it needs; a second call finds it made.
PYTHON ?= $(shell python3.11 -c '' 2>/dev/null && echo python3.11 || echo python3)
BIN := .venv/bin
READY := .venv/ready

.PHONY: run test test-slow check bench soak year pictures snapshots lock clean

run: $(READY)
	$(BIN)/clerk $(if $(SLACK_BOT_TOKEN),run,demo)

test: $(READY)
	$(BIN)/pytest -n auto --dist loadgroup -m "not slow"

test-slow: $(READY)
	$(BIN)/pytest -n auto --dist loadgroup -m slow

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/clerk check-migrations

bench: $(READY)
	$(BIN)/python -m tests.benchmarks $(ROWS) $(if $(QUICK),--quick)

soak: $(READY)
	$(BIN)/python -m tests.soak

year: $(READY)
	$(BIN)/python -m tests.year

pictures: $(READY)
	$(BIN)/python -m tests.browser

snapshots: $(READY)
	$(BIN)/python -m tests.snapshots

# What a developer needs, and of that what running Clerk needs: the second pins nothing that the first does not.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
lock:
	$(LOCK) --extra dev -o requirements.lock pyproject.toml
	echo 'setuptools>=80' | $(LOCK) --constraint requirements.lock -o docs/deploy/requirements.lock pyproject.toml -

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Clerk needs Python 3.11 or newer, and there is no $(PYTHON) here; install it, or name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Clerk needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

clean:
	rm -rf .venv build *.egg-info
