#!/usr/bin/env bash
# Runs tools of other projects on the documents. What cannot be installed is skipped and named; what a tool finds
# fails the run. Tools are installed below `target/peers/`, at the versions that are listed beside this script.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
here=$PWD
root=$(cd ../.. && pwd)
tools=${CARGO_TARGET_DIR:-$root/target}/peers
mkdir -p "$tools"
apis=$(cd "$root/generated" && for api in */; do echo "${api%/}"; done)
summary=()
failed=0

# `skip JUDGE WHY`
skip() {
    echo "== $1: skipped: $2"
    summary+=("skipped  $1: $2")
}

# `check NAME COMMAND...`
check() {
    local name=$1 begun=$SECONDS
    shift
    echo "== $name"
    if "$@"; then
        summary+=("ok       $name, $((SECONDS - begun)) s")
    else
        summary+=("FAILED   $name, $((SECONDS - begun)) s")
        failed=1
        return 1
    fi
}

# `install_python NAME`: the tools of PyPI in `NAME.txt`; installed again only when the list of versions changed.
install_python() {
    cmp -s "$1.txt" "$tools/$1/installed.txt" && return
    python3 -m venv --clear "$tools/$1" &&
        timeout 300 "$tools/$1/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$1.txt" &&
        cp "$1.txt" "$tools/$1/installed.txt"
}

# Tools of npm, as the lock file says.
install_node() {
    cmp -s package-lock.json "$tools/npm/installed.json" && return
    mkdir -p "$tools/npm" && cp package.json package-lock.json "$tools/npm/" &&
        (cd "$tools/npm" && timeout 300 npm ci --silent --no-audit --no-fund --ignore-scripts) &&
        cp package-lock.json "$tools/npm/installed.json"
}

# Asks the validator of schemas what the proof of a crate asked its own validator.
validations() {
    SPECWRIGHT_PROOF=validations cargo test --quiet --locked --package "$1" --features "$1/server" --test proof -- \
        --nocapture --test-threads 1 >"$tools/validations.jsonl" &&
        timeout 300 "$tools/validators/bin/python" validations.py "$root/generated/$1/tests/openapi.json" \
            <"$tools/validations.jsonl"
}

# `served API COMMAND...`: runs the command against the generated server of an API, whose address is put behind it.
served() {
    local api=$1 address mock
    shift
    coproc MOCK { exec "$mocks" "$api"; }
    mock=$MOCK_PID
    read -r -t 30 address <&"${MOCK[0]}" && "$@" "$address"
    local status=$?
    kill "$mock" 2>/dev/null
    wait "$mock" 2>/dev/null
    return $status
}

# `tester API ADDRESS`: requests by the document and against it. The document is that of the API, with what every generated
# server does by itself.
tester() {
    "$tools/validators/bin/python" testable.py "$root/specs/$1.yaml" >"$tools/$1.json" &&
        cd "$tools" && timeout 300 tester/bin/st --config-file "$here/schemathesis.toml" run "$1.json" --url "$2" \
        --seed 1 --max-examples 25 --phases examples,coverage,fuzzing --warnings off --no-color && cd "$here"
}

# `client API ADDRESS`: a client in TypeScript.
client() {
    timeout 120 node client.mjs "$root/specs/$1.yaml" "$tools/npm/$1" "$2"
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
elif ! install_python validators; then
    skip "validator of OpenAPI" "its packages could not be installed"
else
    check "validator of OpenAPI" timeout 120 "$tools/validators/bin/python" validate.py \
        "$root"/specs/*.yaml "$root"/generated/*/tests/openapi.json
    check "validator of schemas, the table" "$tools/validators/bin/python" validations.py \
        <"$root/proof/src/validator/table.jsonl"
    for api in $apis; do
        check "validator of schemas, $api" validations "$api"
    done
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    skip "linter of documents" "there is no node"
elif ! install_node; then
    skip "linter of documents" "its packages could not be installed"
else
    check "linter of documents" lint
fi

mocks=${CARGO_TARGET_DIR:-$root/target}/debug/specwright-mock
testers=$apis
clients=$apis
if ! command -v python3 >/dev/null || ! install_python tester; then
    testers=
    skip "property-based tester" "there is no python3, or its packages could not be installed"
fi
if ! command -v node >/dev/null || ! install_node; then
    clients=
    skip "client in TypeScript" "there is no node, or its packages could not be installed"
fi
if [ -n "$testers$clients" ] && check "servers" cargo build --quiet --locked --package specwright-mock; then
    for api in $testers; do
        check "property-based tester, $api" served "$api" tester "$api"
    done
    for api in $clients; do
        check "client in TypeScript, $api" served "$api" client "$api"
    done
fi

echo
printf '%s\n' "${summary[@]}"
cd "$here" && exit "$failed"
