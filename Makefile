# What one does with polact. `make` alone lists it. Needs Python 3.11 or newer, and nothing else that is not here.

VENV = .venv
BIND = 127.0.0.1
PORT = 8000
PYTHON =
ARGS =

RUN = $(VENV)/bin/python
MANAGE = $(RUN) manage.py
# The first of these that is new enough; `make PYTHON=/path/to/python3 …` puts another in front.
SYSTEM_PYTHON = $(shell for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)

.POSIX:
.NOTPARALLEL:
.PHONY: help environment development setup demo test thorough journey bench check lock docs

help:
	@echo "make demo     serve the product with fictional people at http://$(BIND):$(PORT)/ (PORT=8010 for another port)"
	@echo "make test     run the tests on every core (ARGS='-k clock' passes options to pytest, '-n 0' keeps to one)"
	@echo "make thorough try what make test samples at its full size (5,000 vectors, 50 journeys)"
	@echo "make journey  run the main job once, on real input, against the running product"
	@echo "make bench    measure it beside hand-written SQL"
	@echo "make setup    only set up: environment, database, schema, organizations"
	@echo "make check    lint, format, types, imports, migrations, deployment settings"
	@echo "make lock     resolve the requirements anew"
	@echo "make docs     print the workflow table into docs/workflow.md"

environment:
	@test -n "$(SYSTEM_PYTHON)" || { \
		echo "polact needs Python 3.11 or newer: install it, or name it as in 'make PYTHON=/path/to/python3 demo'." >&2; \
		exit 1; }
	@$(SYSTEM_PYTHON) polact/embedded/environment.py $(VENV) requirements.txt

development: environment
	@$(SYSTEM_PYTHON) polact/embedded/environment.py $(VENV) requirements-dev.txt

setup: environment
	@$(MANAGE) prepare

demo: environment
	@POLACT_DEMO=1 exec $(MANAGE) stack --demo --with-parent --bind $(BIND) --port $(PORT)

# Tests start some hundred programs; where bytecode may not be kept, each would compile the product anew.
test: setup development
	@PYTHONDONTWRITEBYTECODE= exec $(RUN) -m pytest -n auto --dist worksteal $(ARGS)

thorough: setup development
	@POLACT_THOROUGH=1 PYTHONDONTWRITEBYTECODE= exec $(RUN) -m pytest -n 0 tests/browser/test_parity.py tests/privacy $(ARGS)

journey: setup
	@exec $(RUN) -m tests.journeys.run $(ARGS)

bench: setup
	@exec $(RUN) -m benchmarks $(ARGS)

check: setup development
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	SECURE_COOKIES=1 $(MANAGE) check --deploy --fail-level WARNING

lock: development
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--quiet --output-file requirements.txt requirements.in
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--quiet --output-file requirements-dev.txt requirements-dev.in

docs: setup
	@$(MANAGE) print_workflow > docs/workflow.md.new && mv docs/workflow.md.new docs/workflow.md
