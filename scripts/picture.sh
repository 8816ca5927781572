#!/usr/bin/env bash
# Makes the pictures of the README from the demo: the plan on a desk at night, a day on a phone on set.
set -euo pipefail
cd "$(dirname "$0")/.."
for candidate in chromium chromium-browser google-chrome; do
  if command -v "$candidate" >/dev/null 2>&1; then BTS_CHROMIUM=$(command -v "$candidate"); break; fi
done
if [ -z "${BTS_CHROMIUM:-}" ]; then
  echo "Chromium is missing: no pictures" >&2
  exit 6
fi
export BTS_CHROMIUM
[ "${1:-}" = "--no-build" ] || make --no-print-directory build
[ e2e/node_modules -nt e2e/package-lock.json ] || { (cd e2e && npm ci --no-audit --no-fund --loglevel=error) && touch e2e/node_modules; }
mkdir -p docs/pictures
(cd e2e && npx --no-install playwright test -c pictures.config.ts)
# Flat colours need no more than a palette; ffmpeg is there because the program needs it anyway.
for picture in docs/pictures/plan.png docs/pictures/day-phone.png; do
  if command -v ffmpeg >/dev/null 2>&1; then
    ffmpeg -nostdin -loglevel error -y -i "$picture" -vf 'split[a][b];[a]palettegen=max_colors=192[p];[b][p]paletteuse=dither=none' "$picture.small.png"
    mv "$picture.small.png" "$picture"
  fi
  size=$(wc -c <"$picture")
  echo "$picture: $((size / 1000)) kB"
  [ "$size" -lt 300000 ] || { echo "$picture is too large for the README" >&2; exit 1; }
done
