#!/bin/sh
# Installs what the optional suites need, as root, from Debian packages: Java 17, then PySpark into the environment.
set -eu
cd "$(dirname "$0")/.."
if ! java -version 2>&1 | grep -q '"17\.'; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless
fi
.venv/bin/python -c 'import pyspark' 2>/dev/null ||
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
