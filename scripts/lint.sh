#!/usr/bin/env bash
# Runs golangci-lint with .golangci.yml; builds it once into .cache/bin.
set -euo pipefail
cd "$(dirname "$0")/.."
version=v2.15.0
tool=.cache/bin/golangci-lint-$version
if [ ! -x "$tool" ]; then
  echo "Building golangci-lint $version, once" >&2
  mkdir -p .cache/bin
  GOBIN=$PWD/.cache/bin go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$version"
  mv .cache/bin/golangci-lint "$tool"
fi
"$tool" run ./...
