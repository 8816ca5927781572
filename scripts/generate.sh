#!/usr/bin/env bash
# Checks that the committed templ output is what templ makes of the sources.
set -euo pipefail
cd "$(dirname "$0")/.."
sum() { cat internal/web/ui/*_templ.go | sha256sum; }
before=$(sum)
go tool templ generate -path internal/web/ui >/dev/null 2>&1
after=$(sum)
if [ "$before" != "$after" ]; then
  echo "generated code was not current; it is now: commit it" >&2
  exit 1
fi
