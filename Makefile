# make demo       set everything up and run the main job
# make test       set everything up, check style and types, run the whole test suite
# make check      style and types only
# make data       rebuild what is derived in data/ from its raw sources, and the manifest
# make network    rebuild navroute's own sea network (needs Debian's gmt-gshhg-full; an hour and a quarter)
# make docs       rewrite the pages of docs/ that are made of what navroute says
# make pictures   redraw the pictures of the README and docs/
# make benchmark  time navroute beside searoute
# make clean      remove the virtual environment and caches

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
JOBS   ?= 2

.PHONY: demo test check data network docs pictures benchmark clean

$(BIN)/navroute: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "navroute needs Python 3.11 or newer; try make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m compileall -q navroute  # as an installed package would be: it starts faster
	@touch $@

$(BIN)/.dev: $(BIN)/navroute
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(BIN)/.chart: $(BIN)/navroute
	$(BIN)/python -m pip install --quiet --editable '.[chart]'
	@touch $@

network: $(BIN)/.chart
	$(BIN)/python -m navroute.chart.sea
	$(BIN)/python -m navroute.chart.sea.hierarchy
	$(BIN)/python -m navroute.chart.manifest

demo: $(BIN)/navroute
	$(BIN)/navroute eta "Sparta II" --from Tartus --to Baltiysk --depart 2025-01-27T12:00Z

check: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m pytest -n $(JOBS)

data: $(BIN)/.chart
	$(BIN)/python -m navroute.chart.ports
	$(BIN)/python -m navroute.chart.land
	$(BIN)/python -m navroute.chart.map_land
	$(BIN)/python -m navroute.chart.leaflet
	$(BIN)/python -m navroute.chart.marnet
	$(BIN)/python -m navroute.chart.weather
	$(BIN)/python -m navroute.chart.manifest

docs: $(BIN)/navroute
	$(BIN)/python docs/make_cli_reference.py
	$(BIN)/python docs/make_files_page.py

pictures: $(BIN)/navroute
	$(BIN)/python docs/make_pictures.py

benchmark: $(BIN)/.dev
	$(BIN)/python tests/benchmarks/time_network.py
	$(BIN)/python tests/benchmarks/time_commands.py
	$(BIN)/python tests/benchmarks/time_eta.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
