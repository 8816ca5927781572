#!/usr/bin/env bash
# Installs what is missing for: build | demo | test. Says so before it does; quick when all is there.
# A tool that cannot be had gives one line and switches off only what needs it (see: bts doctor).
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-build}

say() { printf '%s\n' "$*" >&2; }

need() { # need COMMAND NAME REMEDY: without these nothing can be built
  command -v "$1" >/dev/null 2>&1 || { say "$2 is missing. $3"; exit 6; }
}
have() { # have COMMAND; font is no command: with it, names are printed as they are written (macOS has such fonts)
  if [ "$1" = font ]; then
    [ "$(uname)" = Darwin ] || [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.local/share/fonts" -name DejaVuSans.ttf 2>/dev/null)" ]
  else
    command -v "$1" >/dev/null 2>&1
  fi
}
need go "Go" "Install Go 1.26 or newer from go.dev or your system's packages."
need node "Node.js" "Install Node.js 20 or newer."
need npm "npm" "It comes with Node.js."

# command:Debian package:Homebrew package:what is off without it
tools=()
case $what in
  demo) tools=(font:fonts-dejavu-core:font-dejavu:"names in PDFs but in Latin letters" ffmpeg:ffmpeg:ffmpeg:"sample media, proxies" exiftool:libimage-exiftool-perl:exiftool:"metadata of raw pictures") ;;
  test) tools=(font:fonts-dejavu-core:font-dejavu:"checks of printed names" ffmpeg:ffmpeg:ffmpeg:"sample media" exiftool:libimage-exiftool-perl:exiftool:"metadata"
               chromium:chromium:chromium:"journeys in the browser" pdftotext:poppler-utils:poppler:"checks of printed pages"
               fc-match:fontconfig:fontconfig:"text in sample pictures"
               xmllint:libxml2-utils:libxml2:"checks of media hash lists against their schema"
               gcc:gcc:gcc:"the search for data races") ;;
esac

missing_apt=() missing_brew=() lost=()
for tool in "${tools[@]}"; do
  IFS=: read -r command apt brew off <<<"$tool"
  have "$command" && continue
  [ "$command" = gcc ] && missing_apt+=(libc6-dev)
  missing_apt+=("$apt") missing_brew+=("$brew") lost+=("$command: without it there are no $off")
done
if [ "$what" = test ] && ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
  missing_apt+=(python3-venv) missing_brew+=(python) lost+=("Python: without it media hash lists and bags are not compared with the reference")
fi
if [ "$what" = test ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null 2>&1; then
  missing_apt+=(postgresql) missing_brew+=(postgresql@15) lost+=("PostgreSQL: without it the store is tested on SQLite alone")
fi
# What others wrote and ours is compared with, in an environment of its own: name, version, what it judges.
judges() {
  local python=.cache/python
  [ "$what" = test ] || return 0
  [ -x "$python/bin/ascmhl" ] && [ -x "$python/bin/bagit.py" ] && return 0
  say "Installing ascmhl and bagit into $python"
  mkdir -p .cache
  { python3 -m venv "$python" && "$python/bin/pip" install -q ascmhl==1.2 bagit==1.9.0; } >/dev/null 2>&1 && return 0
  say "Could not install ascmhl and bagit: without them media hash lists and bags are not compared with the reference."
  [ "${CI:-}" != true ] || exit 6
}

# A real S3 server, for the vault in a bucket.
bucket() {
  [ "$what" = test ] || return 0
  [ -x .cache/bin/versitygw ] && return 0
  say "Building an S3 server into .cache/bin"
  mkdir -p .cache/bin
  GOBIN=$PWD/.cache/bin CGO_ENABLED=0 go install github.com/versity/versitygw/cmd/versitygw@v1.8.0 >/dev/null 2>&1 && return 0
  say "Could not build an S3 server: without it the vault in a bucket is not tested."
  [ "${CI:-}" != true ] || exit 6
}

[ ${#missing_apt[@]} -eq 0 ] && { judges; bucket; exit 0; }

root=()
[ "$(id -u)" -eq 0 ] || root=(sudo -n)
if command -v apt-get >/dev/null 2>&1 && { [ ${#root[@]} -eq 0 ] || sudo -n true 2>/dev/null; }; then
  say "Installing with apt-get: ${missing_apt[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing_apt[@]}"; } >/dev/null && { judges; bucket; exit 0; }
elif command -v brew >/dev/null 2>&1; then
  say "Installing with brew: ${missing_brew[*]}"
  brew install --quiet "${missing_brew[@]}" && { judges; bucket; exit 0; }
fi
for line in "${lost[@]}"; do say "Could not install $line."; done
judges
bucket
# A developer goes on with what there is; the build that decides must have everything.
[ "${CI:-}" != true ] || [ "$what" != test ] || exit 6
