# Everything a working copy can do. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python on the PATH that is new enough; without one, provide.sh says what to do.
ifndef PYTHON
PYTHON := $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))) \
	python3)
endif
VENV := .lobby/venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(BIN)/uv
WORDS := layers/lobby/lobby/words/compiled
STYLES := $(addprefix site/generated/styles/,portal.css book.css admin.css)
LAYERS := dependencies documents mail payments web

# node and npm are in there as well
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help
help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: setup ## the whole product on this machine, with demo data (Ctrl-C ends it, data stay)
	@exec $(PY) -m local run

.PHONY: reset
reset: setup ## forget all local data; the next run starts afresh
	@$(PY) -m local reset

.PHONY: logs
logs: setup ## what functions logged on this machine; F=send_email picks one
	@$(PY) -m local logs $(F)

.PHONY: test
test: machine-test setup tests/node_modules/.ready ## all tests; ARGS="-k name" picks some
ifdef ARGS
	$(PY) -m pytest $(ARGS)
else
	$(PY) -m pytest -n 2 --dist loadfile --ignore tests/browser
	$(PY) -m pytest -n 2 --dist worksteal --ignore tests/browser/journey tests/browser
	$(PY) -m pytest tests/browser/journey
endif

.PHONY: check
check: setup ## format, lint, types, template and contract checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(PY) -m mypy
	$(BIN)/cfn-lint template.yaml
	$(PY) -m tools.template_rules
	$(PY) -m tools.import_rules
	$(PY) -m tools.openapi --check
	$(PY) -m tools.words check
	npm --prefix site run --silent lint

.PHONY: openapi
openapi: setup ## write docs/openapi.json and site/generated/ anew from the code
	$(PY) -m tools.openapi

.PHONY: words
words: setup ## put new sentences into the translators' files, and compile these
	$(PY) -m tools.words

.PHONY: format
format: setup ## put the code into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm --prefix site run --silent format

.PHONY: bench
bench: $(if $(filter starts,$(or $(ARGS),starts)),machine-bench) setup tests/node_modules/.ready ## starts, calls, sizes; ARGS=calls measures that alone
	$(PY) -m tests.load $(ARGS)

.PHONY: build
build: setup ## the deployables for AWS (python3.13, arm64), with the size of each
	$(BIN)/sam build --config-env production
	$(PY) -m tools.package sizes .aws-sam/aws

.PHONY: deploy
deploy: setup ## onto AWS: ENV=staging (default) or ENV=production
	$(PY) -m tools.deploy $(or $(ENV),staging)

.PHONY: lock
lock: setup ## pin what the *.in files ask for (UPGRADE=--upgrade takes newer releases)
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links $(UPGRADE) requirements/dev.in -o requirements/dev.txt
	for layer in $(LAYERS); do \
		UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal --python-version 3.11 \
			--no-emit-index-url --no-emit-find-links --generate-hashes -c requirements/dev.txt \
			layers/$$layer/requirements.in -o layers/$$layer/requirements.txt; \
	done

.PHONY: clean
clean: ## remove all that was built or installed, and all local data
	rm -rf .lobby .aws-sam $(WORDS) site/generated/words site/generated/styles site/node_modules site/vendor tests/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# What the system itself has to have, before anything that takes long
.PHONY: machine-test machine-bench
machine-test machine-bench:
	@PYTHON="$(PYTHON)" tools/provide.sh $(@:machine-%=%)

.PHONY: setup
setup: $(VENV)/.ready $(if $(wildcard site/package-lock.json),site/node_modules/.ready $(STYLES)) \
	$(WORDS)/.ready

# lobby.pth: this Python finds the code of this folder, as the tests (pyproject.toml) do
$(VENV)/.ready: requirements/dev.txt
	@PYTHON="$(PYTHON)" tools/provide.sh run
	@echo "Installing the tools into $(VENV)"
	@[ -x $(PY) ] || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' requirements/dev.txt)"
	@VIRTUAL_ENV=$(VENV) $(UV) pip sync --quiet requirements/dev.txt
	@printf '%s\n' "$(CURDIR)" "$(CURDIR)/layers/lobby" > \
		"$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/lobby.pth"
	@touch $@

# The sentences of each language, as functions and pages read them
$(WORDS)/.ready: $(VENV)/.ready $(wildcard layers/lobby/lobby/words/catalogs/*.po) \
		layers/lobby/lobby/words/sentences.py tools/words.py
	@$(PY) -m tools.words compile
	@touch $@

site/node_modules/.ready: site/package.json site/package-lock.json site/build.mjs | $(VENV)/.ready
	@echo "Installing the site's packages"
	@npm --prefix site ci --silent --no-audit --no-fund
	@npm --prefix site run --silent build >/dev/null
	@touch $@

# The stylesheets of each page, joined into one file; one run makes all of them
$(STYLES) &: site/node_modules/.ready site/styles.mjs \
		$(filter-out $(STYLES),$(wildcard site/*/styles/*.css site/shared/styles/*/*.css))
	@npm --prefix site run --silent styles

# DynamoDB Local, which the tests of transactions run on
tests/node_modules/.ready: tests/package.json tests/package-lock.json | $(VENV)/.ready
	@echo "Installing what the tests run"
	@npm --prefix tests ci --silent --no-audit --no-fund
	@touch $@
