#!/usr/bin/env bash
# Everything that tests, on a machine with Go and Node: sets up, builds, runs unit and store tests on
# both databases, the command line, and the journeys in the browser. Stops what it started.
set -euo pipefail
cd "$(dirname "$0")/.."
./scripts/setup.sh test

work=$(mktemp -d)
chmod 711 "$work" # the database runs as another user where the tests run as root
trap './scripts/postgres.sh stop "$work/postgres" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

step() { printf '\n── %s\n' "$*"; }

step "Page bundle"
make --no-print-directory client
step "Generated code is current"
./scripts/generate.sh
step "Format, vet and lint"
make --no-print-directory fmt
go vet ./...
./scripts/lint.sh
step "Binary"
make --no-print-directory build
step "Unit, store, queue and command-line tests on SQLite and PostgreSQL"
if BTS_TEST_POSTGRES=$(./scripts/postgres.sh start "$work/postgres"); then
  export BTS_TEST_POSTGRES
elif [ "${CI:-}" = true ]; then
  exit 6
else
  echo "without PostgreSQL: the store is tested on SQLite alone" >&2
  unset BTS_TEST_POSTGRES
fi
go test ./...
step "Data races"
if ! command -v gcc >/dev/null 2>&1 && [ "${CI:-}" != true ]; then
  echo "without a C compiler: data races are not searched for" >&2
else
  go test -race -short -timeout 25m ./internal/queue/... ./internal/store/... ./internal/app/... ./internal/medium ./internal/offload
  # Of the two largest rooms those tests in which things run beside each other; the others walk alone.
  go test -race -short -timeout 25m -run 'Together|AtOnce|Two|Once|Task|Work|Curve|Offload|Event|Cancel' ./internal/office ./internal/web
fi
step "Journeys in the browser"
./scripts/e2e.sh
