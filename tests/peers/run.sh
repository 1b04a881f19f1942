#!/usr/bin/env bash
# Lets judges that are not ours look at the documents. What cannot be installed is skipped and named; what a judge finds
# fails the run. Tools are installed below `target/peers/`, at the versions that stand beside this script.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
here=$PWD
root=$(cd ../.. && pwd)
tools=${CARGO_TARGET_DIR:-$root/target}/peers
mkdir -p "$tools"
summary=()
failed=0

# `skip JUDGE WHY`
skip() {
    echo "== $1: skipped: $2"
    summary+=("skipped  $1: $2")
}

# `judge NAME COMMAND...`
judge() {
    local name=$1 begun=$SECONDS
    shift
    echo "== $name"
    if "$@"; then
        summary+=("ok       $name, $((SECONDS - begun)) s")
    else
        summary+=("FAILED   $name, $((SECONDS - begun)) s")
        failed=1
    fi
}

# Tools of PyPI; installed again only when the list of versions changed.
install_python() {
    cmp -s requirements.txt "$tools/python/requirements.txt" && return
    python3 -m venv --clear "$tools/python" &&
        timeout 300 "$tools/python/bin/pip" install --quiet --disable-pip-version-check --no-deps \
            --requirement requirements.txt &&
        cp requirements.txt "$tools/python/"
}

# Tools of npm, as the lock file says.
install_node() {
    cmp -s package-lock.json "$tools/npm/installed.json" && return
    mkdir -p "$tools/npm" && cp package.json package-lock.json "$tools/npm/" &&
        (cd "$tools/npm" && timeout 300 npm ci --silent --no-audit --no-fund --ignore-scripts) &&
        cp package-lock.json "$tools/npm/installed.json"
}

# Asks the validator of schemas what the proof of a crate asked its own judge.
judgements() {
    SPECWRIGHT_PROOF=judgements cargo test --quiet --locked --package "$1" --features "$1/server" --test proof -- \
        --nocapture --test-threads 1 >"$tools/judgements.jsonl" &&
        timeout 300 "$tools/python/bin/python" judgements.py "$root/generated/$1/tests/openapi.json" \
            <"$tools/judgements.jsonl"
}

lint() {
    REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true timeout 120 \
        "$tools/npm/node_modules/.bin/redocly" lint --config redocly.yaml --format stylish --max-problems 1000 2>&1 |
        tee "$tools/lint.txt"
    # Warnings leave the linter's status at 0; here they are findings.
    [ "${PIPESTATUS[0]}" = 0 ] && ! grep -Eq '^ +[0-9]+:[0-9]+ +(warning|error) ' "$tools/lint.txt"
}

if ! command -v python3 >/dev/null; then
    skip "validator of OpenAPI" "there is no python3"
elif ! install_python; then
    skip "validator of OpenAPI" "its packages could not be installed"
else
    judge "validator of OpenAPI" timeout 120 "$tools/python/bin/python" validate.py \
        "$root"/specs/*.yaml "$root"/generated/*/tests/openapi.json
    judge "validator of schemas, the table" "$tools/python/bin/python" judgements.py \
        <"$root/runtime/src/proof/judge/table.jsonl"
    for crate in "$root"/generated/*/; do
        judge "validator of schemas, $(basename "$crate")" judgements "$(basename "$crate")"
    done
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    skip "linter of documents" "there is no node"
elif ! install_node; then
    skip "linter of documents" "its packages could not be installed"
else
    judge "linter of documents" lint
fi

echo
printf '%s\n' "${summary[@]}"
cd "$here" && exit "$failed"
