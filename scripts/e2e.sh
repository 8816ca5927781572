#!/usr/bin/env bash
# Journeys through the pages in the system's Chromium, against the real binary on an empty data folder.
set -euo pipefail
cd "$(dirname "$0")/.."
for candidate in chromium chromium-browser google-chrome; do
  if command -v "$candidate" >/dev/null 2>&1; then BTS_CHROMIUM=$(command -v "$candidate"); break; fi
done
if [ -z "${BTS_CHROMIUM:-}" ]; then
  echo "Chromium is missing: no journeys in the browser" >&2
  [ "${CI:-}" != true ] || exit 6
  exit 0
fi
export BTS_CHROMIUM
cd e2e
[ node_modules -nt package-lock.json ] || { npm ci --no-audit --no-fund --loglevel=error && touch node_modules; }
exec npx --no-install playwright test "$@"
