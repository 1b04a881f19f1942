#!/usr/bin/env bash
# What `cargo check` of each generated crate costs, client alone, beside progenitor's crate of the same document: CPU
# seconds of the crate itself, its dependencies being built, as the median of three runs. A run in which nothing is to
# be done is taken off, so that what remains is the compiler's work.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never

peers=$PWD/target/peer-crates
cargo run --quiet --locked -p specwright-peer --example write_crates -- "$peers"
cp Cargo.lock "$peers/Cargo.lock"
export CARGO_TARGET_DIR=$PWD/target/check-cost

# The CPU seconds of a command, its children included.
seconds() {
    local TIMEFORMAT='%3U %3S'
    { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'
}

# The CPU seconds of checking one crate: its folder, then the features.
cost() {
    local folder=$1 check run
    check=(cargo check --quiet --manifest-path "$folder/Cargo.toml" --lib "${@:2}")
    "${check[@]}" >&2
    for run in 1 2 3; do
        touch "$folder/src/lib.rs"
        echo "$(seconds "${check[@]}") $(seconds "${check[@]}")"
    done | awk '{ print $1 - $2 }' | sort -n | sed -n 2p
}

printf '%-18s %12s %12s %8s\n' crate ours progenitor ratio
for api in screenleap getscreen getscreen-legacy samesurf; do
    ours=$(cost "generated/$api" --no-default-features --features client)
    theirs=$(cost "$peers/$api")
    awk -v api="$api" -v ours="$ours" -v theirs="$theirs" \
        'BEGIN { printf "%-18s %10.2f s %10.2f s %8.2f\n", api, ours, theirs, ours / theirs }'
done
