#!/usr/bin/env bash
# Builds the cluster server and its schema tool (1.32.0) into .cache/, for the tests that kill a whole cluster on
# Postgres. Needs Go 1.26.8 or newer; four minutes the first time, nothing when they are there.
set -euo pipefail
cd "$(dirname "$0")/../tools/temporal-cluster"
cache="$(cd ../.. && pwd)/.cache"
mkdir -p "$cache"
build() {
  [ -x "$cache/$1" ] && return
  echo "building $1 from pinned Go modules: some minutes"
  GOFLAGS=-mod=readonly CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o "$cache/$1.part" "$2"
  mv "$cache/$1.part" "$cache/$1"
}
build temporal-server go.temporal.io/server/cmd/server
build temporal-sql-tool go.temporal.io/server/cmd/tools/sql
