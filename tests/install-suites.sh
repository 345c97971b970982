#!/bin/sh
# Installs what the optional suites need, as root: Java 17, the PostgreSQL server, Chromium and Chinese fonts from Debian
# packages, then PySpark, psycopg, Playwright, axe-core and schemathesis into the environment.
set -eu
cd "$(dirname "$0")/.."
missing() { ! .venv/bin/python -c "import $1" 2>/dev/null; }
into_environment() { .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$1.txt"; }
debian() { apt-get install -y -qq --no-install-recommends "$@"; }
if ! java -version 2>&1 | grep -q '"17\.'; then
  apt-get update -qq
  debian openjdk-17-jre-headless
fi
if ! .venv/bin/python -c 'from tests.postgres_here import programs; assert programs()' 2>/dev/null; then
  apt-get update -qq
  debian postgresql-common
  # the tests start a server of their own; the package would make and start one more
  sed -i 's/^#create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  debian postgresql
fi
if ! test -x /usr/bin/chromium || ! fc-list :lang=zh 2>/dev/null | grep -q .; then
  apt-get update -qq
  debian chromium fonts-noto-cjk fontconfig
fi
if missing pyspark; then into_environment spark; fi
if missing psycopg; then into_environment postgres; fi
if missing playwright; then into_environment browser; fi
if missing schemathesis; then into_environment audit; fi
if ! test -f .venv/axe/node_modules/axe-core/axe.min.js || ! cmp -s tests/web/browser/package-lock.json .venv/axe/package-lock.json; then
  mkdir -p .venv/axe
  cp tests/web/browser/package.json tests/web/browser/package-lock.json tests/web/browser/.npmrc .venv/axe
  .venv/bin/npm ci --silent --prefix .venv/axe
fi
