# Wenbao 问报. `make serve` and `make test` each do all the set-up on a fresh machine that has Python 3.11 with venv.
#   make serve               the sample archive on http://127.0.0.1:7860
#   make serve PAGES=DIR     your own pages instead
#   make test                the test suite
#   make bench ONLY=newsroom one benchmark; all of them without ONLY
#   make soak MINUTES=120    visitors, leavers and new versions for so long: does anything grow?

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
VENV    := .venv
BIN     := $(VENV)/bin
HOST    ?= 127.0.0.1
PORT    ?= 7860
DATA    := $(or $(WENBAO_HOME),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/wenbao)
SHARED  := $(or $(WENBAO_SHARED),../shared)
WORKERS ?= 2
PIP     := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

# a file of tests stays with one worker, which has servers, a browser and a Milvus of its own
PYTEST  := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

export GRADIO_ANALYTICS_ENABLED = False
export HF_HUB_OFFLINE ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: setup serve test test-tools lint quality bench soak model clean

setup: $(VENV)/.installed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Wenbao needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@echo "建立环境 making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "安装依赖，首次约三分钟 installing, about three minutes the first time"
	@$(PIP) -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(PIP) -e '.[test]'
	@touch $@

ifdef PAGES
serve: setup
	@$(BIN)/wenbao build "$(PAGES)" --index "$(DATA)" || [ $$? -eq 3 ]
	@exec $(BIN)/wenbao serve --index "$(DATA)" --host $(HOST) --port $(PORT)
else
serve: setup
	@$(BIN)/wenbao build examples/pages --replace --index "$(DATA)/sample" --newspaper 霁川新报 --collection 示例 || [ $$? -eq 3 ]
	@exec $(BIN)/wenbao serve --index "$(DATA)/sample" --host $(HOST) --port $(PORT) --examples examples/ask.json
endif

test: $(VENV)/.installed-test test-tools lint
	@$(PYTEST) -m "not quality"

test-tools:
	@sh tests/install_tools.sh

lint: $(VENV)/.installed-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

quality: $(VENV)/.installed-test test-tools
	@WENBAO_SHARED="$(SHARED)" WENBAO_FUZZED=25 $(PYTEST) -m "quality or not quality"

$(VENV)/.installed-bench: $(VENV)/.installed-test
	@$(PIP) -e '.[test,bench]'
	@touch $@

bench: $(VENV)/.installed-bench
	@WENBAO_SHARED="$(SHARED)" $(BIN)/python -m benchmarks.run $(ONLY)

soak: $(VENV)/.installed-test
	@$(BIN)/python -m benchmarks.soak $(MINUTES)

model: $(VENV)/.installed-test
	@$(BIN)/python -m training.train --shared "$(SHARED)"

clean:
	@rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
