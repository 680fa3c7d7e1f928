# Recipes for daily work: `just` lists them. They use the environment in .venv.

python := ".venv/bin/python"

_list:
    @{{just_executable()}} --list --justfile {{justfile()}}

# Make the environment
setup:
    python3 -m venv .venv
    .venv/bin/pip install --editable '.[dev]' --constraint .ci/constraints.txt

# Linters, types, import contracts, and the page's scripts and styles
check:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports .ci/importlinter.ini
    .ci/check-page

# Rewrite what the linters can mend
fix:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# Tests without a browser; `just test tests/sources` for some
test *paths:
    {{python}} -m pytest --deselect tests/browser {{paths}}

# Everything, in fresh environments, as CI does; `just ci lint page` for some legs
ci *legs:
    .ci/run {{legs}}

# Renew the tested set of libraries
pin:
    .ci/pin

# Write the committed example report anew
example:
    .venv/bin/samestory report fixtures --out reports/example

# Write the made parts of README and map anew
pages:
    {{python}} -m tests.pages

# Build the package into dist/, and check what an index would show of it
build:
    .venv/bin/uv build --clear --out-dir dist
    .venv/bin/uvx twine check --strict dist/*
