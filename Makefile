# BTS Director. The two commands of the README are demo and test; both set up what they need.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check build bench fuzz fmt lint unit e2e generate client setup-build setup-demo setup-test clean

BIN      := bin/bts
CLIENT   := internal/web/client
VERSION  := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
LDFLAGS  := -s -w -X github.com/btsdirector/bts/internal/cli.version=$(VERSION)
# What the repository holds; without git (a release archive) what the folder holds.
files     = $(shell git ls-files $(1) 2>/dev/null | grep . || find . -path ./.cache -prune -o -path '*/node_modules' -prune -o -path '$(2)' -type f -print)
GOFILES  := $(call files,'*.go',*.go)
# Where a fresh build of the page bundle is noted.
BUNDLE   := $(CLIENT)/dist/manifest.json

help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

demo: setup-demo build ## Play the example production and serve it
	env -u BTS_DATABASE -u BTS_VAULT ./$(BIN) demo --data .cache/demo

test: ## Set up and run everything that tests
	./scripts/test.sh

check: setup-build generate $(BUNDLE) fmt lint unit ## Format, vet, lint, unit tests (under two minutes)

build: setup-build $(BUNDLE) ## Build bin/bts
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/bts

bench: setup-build build ## Print the table of figures
	./scripts/bench.sh

fuzz: ## Fuzz every reader for a while (FUZZTIME=60s)
	./scripts/fuzz.sh

fmt:
	@bad=$$(gofmt -l $(GOFILES)); if [ -n "$$bad" ]; then echo "not gofmt-ed:"; echo "$$bad"; exit 1; fi

lint:
	./scripts/lint.sh

unit:
	go vet ./...
	go test -short ./...

e2e: build ## Journeys in the browser
	./scripts/e2e.sh

generate: ## Check that generated code is current
	./scripts/generate.sh

client $(BUNDLE): $(call files,$(CLIENT),./$(CLIENT)/[cpst]*)
	cd $(CLIENT) && npm ci --no-audit --no-fund --loglevel=error && npm run --silent check && npm run --silent build
	@touch $(BUNDLE)

setup-build:
	@./scripts/setup.sh build

setup-demo:
	@./scripts/setup.sh demo

setup-test:
	@./scripts/setup.sh test

clean:
	rm -rf bin .cache $(CLIENT)/node_modules e2e/node_modules
