# Everything a reader or a developer starts from here. `make help` lists the targets.

PYTHON ?= python3
PYTEST_ARGS ?=
# make lab LAB_ARGS="--ip 0.0.0.0" serves other machines too, such as the host of a container.
LAB_ARGS ?=

ifeq ($(OS),Windows_NT)
VENV_BIN := .venv/Scripts
else
VENV_BIN := .venv/bin
endif
PY := $(VENV_BIN)/python

REPORTS := data/reports
# Commands of the package, and where in build/ their results go.
STEPS := read:tables check:tables localize:tables compare:tables show:pages plot:figures
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
PIP := $(PY) -m pip install -qq --disable-pip-version-check --root-user-action ignore
COMPILE := $(VENV_BIN)/uv pip compile --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run test lint format lab bench codebook lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: .venv/run.stamp ## read the reports in data/, check them, and run every notebook; results in build/
	@mkdir -p build/notebooks
	@for step in $(STEPS); do \
		echo "$${step%:*} the reports in $(REPORTS), into build/$${step#*:}"; \
		$(PY) -m helpers $${step%:*} $(REPORTS) --out build/$${step#*:} || exit 1; \
	done
	@n=0; for notebook in $(NOTEBOOKS); do \
		n=$$((n + 1)); echo "notebook $$n of $(words $(NOTEBOOKS)): $$notebook"; \
		$(PY) -m nbconvert --log-level ERROR --to html --execute \
			--ExecutePreprocessor.kernel_name=python3 \
			--ExecutePreprocessor.extra_arguments=--log-level=ERROR \
			--output-dir build/notebooks "$$notebook" || exit 1; \
	done
	@echo
	@echo "Done. Where to look:"
	@echo "  build/notebooks/  the notebooks with their results, as web pages (start with the first)"
	@echo "  build/pages/      each report as its form, cells coloured by what the checks say"
	@echo "  build/tables/     figures, problems, findings, suspects, ... as tables"
	@echo "  build/figures/    the charts"

test: .venv/dev.stamp ## run all tests and all notebooks (browser tests too, where Chromium is found)
	@echo "running every test and every notebook (about four minutes)"
	@$(PY) -m pytest tests --nbval-lax --nbval-current-env notebooks $(PYTEST_ARGS)

lint: .venv/dev.stamp ## check style, formatting and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: .venv/dev.stamp ## repair style and formatting where a tool can
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

lab: .venv/run.stamp ## open JupyterLab on the notebooks
	@root=; if [ "$$(id -u 2>/dev/null)" = 0 ]; then root=--allow-root; \
		echo "JupyterLab starts with --allow-root, because you are root."; fi; \
	echo "Open the address below in a browser; Ctrl-C ends JupyterLab."; \
	$(PY) -m jupyterlab --log-level ERROR $$root $(LAB_ARGS) notebooks

bench: .venv/dev.stamp ## measure speed and accuracy, side by side with other tools
	$(PY) -m benchmarks

codebook: .venv/run.stamp ## rewrite codebook, blank forms and map of organs in data/ from what the package holds
	$(PY) -m helpers.codebook
	$(PY) -m helpers.blank_forms

# The dev lock is resolved first and holds the run lock to the same versions.
lock: .venv/lock.stamp ## look for newer versions of the dependencies and rewrite requirements/
	$(COMPILE) pyproject.toml --extra dev --extra cluster --group build --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --group build --constraints requirements/dev.txt --output-file requirements/run.txt
	$(COMPILE) --group lock --output-file requirements/lock.txt

clean: ## remove build/ and the tools' caches (the environment in .venv stays)
	rm -rf build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./.venv -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) \
		-type d -exec rm -rf {} +

# An environment per clone. A changed lock or pyproject.toml installs anew; dev includes run.
.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is missing or older."; \
		echo "Name another one so: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { \
		echo "This Python cannot make environments. On Debian: apt install python3-venv"; exit 1; }
	@echo "making the environment .venv"
	@$(PYTHON) -m venv .venv

.venv/%.stamp: requirements/%.txt pyproject.toml .venv/pyvenv.cfg
	@$(PY) requirements/install.py $(notdir $<)
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(if $(filter dev,$*),.venv/run.stamp)

# What writes the locks is locked too, and needs nothing of the project.
.venv/lock.stamp: requirements/lock.txt .venv/pyvenv.cfg
	@$(PY) requirements/install.py $(notdir $<)
	@touch $@
