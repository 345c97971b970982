#!/bin/sh
# Pins and hashes the requirements. Names, versions and hashes only: no address of a package index is written.
set -eu
cd "$(dirname "$0")/.."
compile() { .venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 "$@"; }
compile pyproject.toml requirements/base.in --extra engine --extra documents --extra operations --extra reports --extra web -o requirements/base.txt
compile requirements/spark.in -o requirements/spark.txt
compile requirements/postgres.in -o requirements/postgres.txt
compile requirements/browser.in -o requirements/browser.txt
compile requirements/audit.in -c requirements/base.txt -o requirements/audit.txt
compile requirements/bench.in -o requirements/bench.txt
