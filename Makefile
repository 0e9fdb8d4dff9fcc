# The two commands of the README are `make lab` and `make test`; the rest are their parts.

VENV ?= .venv
BIN := $(abspath $(VENV))/bin
PYTHON ?= python3
CONFORMANCE_DIR ?= conformance
LAB := .lab
export PATH := $(BIN):$(PATH)
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

SOURCES := $(wildcard $(shell git ls-files --cached --others --exclude-standard \
  packages jupyter_eventlog schema jupyter-config 2>/dev/null))

.PHONY: lab test lint docs-api typecheck test-js test-python test-ui test-delivery test-access test-upstream test-handlers test-collector bench bench-browser chaos conformance build clean

## make lab [ARGS=…]: JupyterLab with the example operator configuration
lab: $(LAB)/installed
	@JUPYTER_EVENTLOG_EXAMPLE_DIR="$(abspath $(LAB))" $(BIN)/jupyter lab --config=examples/lab/jupyter_server_config.py $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS)

## make test: everything that must hold before a change is committed
test: lint typecheck test-js test-python conformance test-ui

lint: $(VENV)/ready node_modules/.ready
	ruff check .
	ruff format --check .
	jlpm lint

typecheck: $(VENV)/ready node_modules/.ready
	mypy
	jlpm build:lib

test-js: node_modules/.ready
	jlpm build:lib
	jlpm test

test-python: $(VENV)/installed $(VENV)/peers/ready
	pytest -n auto --dist worksteal

conformance: $(VENV)/ready node_modules/.ready
	python -m jupyter_eventlog.conformance "$(CONFORMANCE_DIR)"
	jlpm build:lib
	jlpm conformance "$(abspath $(CONFORMANCE_DIR))"

test-ui: $(VENV)/installed $(VENV)/lite/built ui-tests/node_modules/.ready
	jlpm workspace @riverside/pinboard run build
	scripts/ensure-chromium
	cd ui-tests && jlpm tsc -p . && jlpm test

## make test-delivery: real tabs that leave, reload and crash, and servers that refuse, restart and log out; counts every
## event, and what a page loads of ours that nobody has configured
test-delivery: $(VENV)/installed ui-tests/node_modules/.ready
	scripts/ensure-chromium
	cd ui-tests && UPDATE_RESULTS=1 jlpm playwright test delivery login unconfigured

## make test-access: every state of the panel in every theme, width and part, with axe-core; `make test` has each state once
test-access: $(VENV)/installed ui-tests/node_modules/.ready
	scripts/ensure-chromium
	cd ui-tests && ACCESS_FULL=1 jlpm playwright test tests/access.spec tests/prominence tests/german

## make docs-api: TypeDoc of the packages that others program against, into docs/_build/api
docs-api: node_modules/.ready
	jlpm build:lib
	jlpm docs:api

## make test-upstream: the suites of jupyter_server and jupyter_events while we collect what they emit
test-upstream: $(VENV)/ready
	scripts/test-upstream

## make test-handlers: the log handlers of clouds, over stub transports
test-handlers: $(VENV)/handlers/ready
	PYTHONPATH="$(abspath $(VENV))/handlers:$(CURDIR)" pytest tests/test_cloud_handlers.py

## make test-collector: our OTLP sink against a real OpenTelemetry Collector, which is built with Go at the first time
test-collector: $(VENV)/collector/collector node_modules/.ready
	jlpm build:lib
	node packages/sinks/test/collector.mjs "$(abspath $<)"

## make bench [ARGS=…]: what we cost and how fast we are, beside others; writes benchmarks/results/server.json
bench: $(VENV)/ready
	PYTHONPATH="$(CURDIR)" python benchmarks $(ARGS)

## make bench-browser [ARGS="--rounds 1"]: what we cost a page, beside others; writes benchmarks/results/browser.json
bench-browser: node_modules/.ready benchmarks/browser/node_modules/.ready
	scripts/ensure-chromium
	jlpm build:lib
	node benchmarks/browser/main.mjs $(ARGS)

## make chaos [ARGS="--only kills --times 0.1"]: real processes, killed, starved and lied to; writes benchmarks/results/chaos.json
chaos: $(VENV)/ready
	PYTHONPATH="$(CURDIR)" python -m chaos $(ARGS)

build: node_modules/.ready
	jlpm build:prod

clean:
	rm -rf $(LAB) dist jupyter_eventlog/labextension packages/*/lib packages/*/tsconfig.tsbuildinfo

$(VENV)/ready: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	pip install --quiet --upgrade 'pip>=24'
	pip install --quiet -r requirements-dev.txt
	@touch $@

$(VENV)/peers/ready: requirements-schemas.txt $(VENV)/ready
	rm -rf $(VENV)/peers
	pip install --quiet --no-deps --target $(VENV)/peers -r requirements-schemas.txt
	@touch $@

$(VENV)/handlers/ready: requirements-handlers.txt $(VENV)/ready
	rm -rf $(VENV)/handlers
	pip install --quiet --target $(VENV)/handlers -r requirements-handlers.txt
	@touch $@

$(VENV)/lite/ready: requirements-lite.txt $(VENV)/ready
	test -x $(VENV)/lite/bin/python || $(PYTHON) -m venv $(VENV)/lite
	$(VENV)/lite/bin/pip install --quiet -r requirements-lite.txt
	@touch $@

$(VENV)/lite/built: $(VENV)/installed $(VENV)/lite/ready scripts/build-lite
	scripts/build-lite "$(abspath $(VENV))/lite" "$(abspath $(VENV))/lite/site"
	@touch $@

$(VENV)/collector/collector: scripts/build-collector $(VENV)/ready
	scripts/build-collector "$(@D)"

node_modules/.ready: package.json yarn.lock $(wildcard packages/*/package.json examples/*/package.json) $(VENV)/ready
	@node -e 'if (+process.versions.node.split(".")[0] < 20) { console.error("Node 20 or newer is needed"); process.exit(1) }'
	jlpm install --immutable
	@touch $@

ui-tests/node_modules/.ready: ui-tests/package.json ui-tests/yarn.lock $(VENV)/ready
	cd ui-tests && jlpm install --immutable
	@touch $@

benchmarks/browser/node_modules/.ready: benchmarks/browser/package.json benchmarks/browser/yarn.lock $(VENV)/ready
	cd benchmarks/browser && jlpm install --immutable
	@touch $@

# The wheel is what a user gets, so the tests and the lab run on it.
$(VENV)/installed: $(VENV)/ready node_modules/.ready $(SOURCES)
	rm -rf dist jupyter_eventlog/labextension
	jlpm build:prod
	pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	pip install --quiet --force-reinstall --no-deps dist/*.whl
	@touch $@

$(LAB)/installed: $(VENV)/installed
	@mkdir -p $(LAB)
	@touch $@
