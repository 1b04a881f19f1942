#!/usr/bin/env bash
# What generating all four crates costs, into an empty folder and again when nothing has changed: CPU seconds, those of
# the user and of the system together, as the median of five runs of a release build. The target is 0.3 seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never

cargo build --quiet --locked --release -p specwright
specwright=${CARGO_TARGET_DIR:-$PWD/target}/release/specwright
apis=(screenleap getscreen getscreen-legacy samesurf)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

all() {
    local api
    for api in "${apis[@]}"; do
        "$specwright" generate --quiet --spec "specs/$api.yaml" --out "$out/$api" --name "$api"
    done
}

# The CPU seconds of a command, its children included.
seconds() {
    local TIMEFORMAT='%3U %3S'
    { time "$@" >&2; } 2>&1 | awk '{ print $1 + $2 }'
}

median() {
    sort -n | sed -n 3p
}

anew=$(for _ in 1 2 3 4 5; do
    rm -rf "${out:?}"/*
    seconds all
done | median)
again=$(for _ in 1 2 3 4 5; do seconds all; done | median)

printf '%-28s %6.3f CPU s (target 0.3)\n' "all four, anew" "$anew" "all four, nothing changed" "$again"
