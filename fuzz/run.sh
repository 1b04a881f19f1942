#!/usr/bin/env bash
# Runs the targets, or one of them, for so many seconds each: fuzz/run.sh [target] [seconds]. Needs cargo-fuzz
# (`cargo install --locked cargo-fuzz`) and a C++ compiler; any Rust that builds the workspace will do, since no sanitizer
# is asked for. What is found lies in fuzz/artifacts, and what was learned in fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")"
targets=${1:-$(ls seeds)}
seconds=${2:-60}
for target in $targets; do
    echo "== $target for $seconds s"
    mkdir -p "corpus/$target"
    # What is decoded from a table is kept for good, so that a process of this target ends before its memory does.
    rounds=()
    if [ "$target" = notation ]; then rounds=(-runs=100000); fi
    cargo fuzz build --fuzz-dir . --sanitizer none --release "$target"
    end=$((SECONDS + seconds))
    while ((SECONDS < end)); do
        cargo fuzz run --fuzz-dir . --sanitizer none --release "$target" "corpus/$target" "seeds/$target" -- \
            -max_total_time=$((end - SECONDS)) -timeout=10 -rss_limit_mb=1024 -max_len=20000 -print_final_stats=1 "${rounds[@]}"
    done
done
