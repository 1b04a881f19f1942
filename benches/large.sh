#!/usr/bin/env bash
# What the crate of a large document costs: to generate, to check, to build and to prove. Prints a table.
#
#   benches/large.sh api.json
#   RUNS=3 LONG_RUNS=1 PEERS=1 benches/large.sh api.json
#
# RUNS (5): of how many runs each figure is the median; LONG_RUNS (RUNS): the same for the release build and the proof;
# PEERS=1: openapi-generator's crate of the document too, if it is installed.
set -euo pipefail
[ $# -eq 1 ] || {
    echo "usage: benches/large.sh DOCUMENT" >&2
    echo "Pass the path of an OpenAPI document, for example GitHub's api.github.com.json of github/rest-api-description." >&2
    exit 2
}
document=$(realpath "$1")
cd "$(dirname "$0")/.."
export CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never

cargo build --quiet --locked --release -p specwright
exec python3 benches/large.py "${CARGO_TARGET_DIR:-$PWD/target}/release/specwright" "$document"
