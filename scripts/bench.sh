#!/usr/bin/env bash
# Prints the table of figures for bin/bts, which make bench has built. Cards take a quarter of an hour on two
# cores, pictures ten minutes, search longer; arguments go to the program, for example: scripts/bench.sh -only load
set -euo pipefail
cd "$(dirname "$0")/.."
go build -o .cache/bench ./e2e/bench
exec .cache/bench -bts bin/bts "$@"
