# Everything is done from here; `make help` lists it.
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
BUILT := src/rushlight/server/static/sources.sha256
FRONTEND := $(wildcard frontend/*.json frontend/*.ts frontend/index.html) $(shell find frontend/src -type f)

.DEFAULT_GOAL := help
.PHONY: audit docs systemd energy market pictures help run test check unit cover e2e packages bench gen format clean chromium install-chromium firefox install-firefox nginx install-nginx htpasswd install-htpasswd caddy wrk install-wrk postgres install-postgres install-venv

help: ## list the commands
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: .make/installed ## install into .venv and start the gallery
	$(BIN)/rushlight hello

energy: .make/energy ## start the forecasts of examples/energy: pipeline, API and two dashboards
	cd examples/energy && ../../$(BIN)/python -m energy

market: .make/market ## start examples/market: the gateway, and an app with logins and roles
	cd examples/market && ../../$(BIN)/python -m market

test: .make/dev packages chromium firefox nginx htpasswd caddy wrk postgres check unit ## install what tests need, then run all checks and tests

check: .make/dev ## lint, types, generated files, front-end checks and tests
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/python tools/gen_types.py --check
	$(BIN)/python tools/front_end.py check
	$(BIN)/python tools/front_end.py test

unit: .make/dev packages ## run the tests of Python and of the browser, files of them side by side
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

cover: .make/dev packages ## run the tests and say which lines they reach
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

e2e: .make/dev packages chromium firefox ## run only the tests in the browsers
	$(BIN)/python -m pytest tests/e2e

packages: .make/packages/stamp ## install the community's packages that tests use, in a folder of their own

bench: .make/dev ## measure, side by side with the peer
	$(BIN)/python -m benchmarks

systemd: .make/dev ## try `rushlight host` under a real systemd, in an emulated machine (minutes; root, Debian)
	@command -v qemu-system-x86_64 debootstrap cpio >/dev/null || \
	{ apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends qemu-system-x86 debootstrap cpio; }
	$(BIN)/python tools/systemd.py

docs: .make/dev chromium ## build the documentation with pictures of its examples, into .make/site
	$(BIN)/python tools/docs.py --pictures

pictures: .make/dev chromium ## take the pictures of the READMEs from the running apps
	$(BIN)/python tools/pictures.py

audit: .make/dev ## ask the advisories of PyPI and npm about what is installed and locked (needs their services)
	$(BIN)/pip freeze --exclude-editable > .make/installed.txt
	$(BIN)/uv tool run pip-audit --strict --no-deps --disable-pip -r .make/installed.txt
	$(BIN)/python tools/front_end.py audit

gen: .make/dev ## write the generated files anew
	$(BIN)/python tools/gen_types.py

format: .make/dev ## format all sources
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	$(BIN)/python tools/front_end.py format

clean: ## remove what was built and installed
	rm -rf .venv .make frontend/node_modules src/rushlight/server/static .pytest_cache .ruff_cache .hypothesis

chromium: ## have Chromium for the tests in the browser
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || $(MAKE) --no-print-directory install-chromium

firefox: ## have Firefox for the tests in it
	@command -v firefox-esr >/dev/null || command -v firefox >/dev/null || $(MAKE) --no-print-directory install-firefox

nginx: ## have nginx for the tests behind a proxy
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || $(MAKE) --no-print-directory install-nginx

caddy: ## have Caddy for the tests behind it, which are left out where it is not
	@command -v caddy >/dev/null || test "$$(id -u)" != 0 || \
	{ apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends caddy; }

wrk: ## have wrk for the tests of updates under load
	@command -v wrk >/dev/null || $(MAKE) --no-print-directory install-wrk

install-wrk:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q wrk; \
	else echo "The tests need wrk. Install it first: sudo apt-get install wrk" >&2; exit 1; fi

postgres: ## have PostgreSQL for the tests of databases
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || $(MAKE) --no-print-directory install-postgres

htpasswd: ## have htpasswd for the tests of its files
	@command -v htpasswd >/dev/null || $(MAKE) --no-print-directory install-htpasswd

install-postgres:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q postgresql; \
	else echo "The tests need PostgreSQL. Install it first: sudo apt-get install postgresql" >&2; exit 1; fi

install-htpasswd:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q apache2-utils; \
	else echo "The tests need htpasswd. Install it first: sudo apt-get install apache2-utils" >&2; exit 1; fi

install-nginx:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q nginx; \
	else echo "The tests need nginx. Install it first: sudo apt-get install nginx" >&2; exit 1; fi

install-chromium:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium; \
	else echo "The tests need Chromium. Install it first: sudo apt-get install chromium" >&2; exit 1; fi

install-firefox:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends firefox-esr; \
	else echo "The tests need Firefox. Install it first: sudo apt-get install firefox-esr" >&2; exit 1; fi

.venv:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory install-venv
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --upgrade pip

install-venv:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q python3-venv; \
	else echo "Python lacks its module venv. Install it first: sudo apt-get install python3-venv" >&2; exit 1; fi

# Python sources are installed as links, so only what is built or declared asks for another install; a missing build does too.
$(BUILT):

.make/installed: pyproject.toml hatch_build.py src/rushlight/version.py $(FRONTEND) $(BUILT) | .venv
	$(BIN)/pip install -q -e ".[gallery]"
	@mkdir -p .make && touch $@

.make/energy: .make/installed
	$(BIN)/pip install -q -e ".[energy]"
	@touch $@

.make/market: .make/installed
	$(BIN)/pip install -q -e ".[market]"
	@touch $@

.make/dev: .make/installed
	$(BIN)/pip install -q --group dev
	$(BIN)/python tools/front_end.py install
	@mkdir -p .make && touch $@

# Without what they declare, which would bring Streamlit itself; what they need besides is in the list as well.
.make/packages/stamp: tests/e2e/packages.txt | .make/dev
	rm -rf .make/packages
	$(BIN)/pip install -q --no-deps --target .make/packages -r tests/e2e/packages.txt
	@touch $@
