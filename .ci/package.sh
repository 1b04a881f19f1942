#!/usr/bin/env bash
# Packs all that is published, and lives from the packages alone: builds the generator from its package, generates a
# crate with it, and checks that crate against the runtime and the proof from their packages. Nothing is fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never CARGO_NET_OFFLINE=true
# As in the workspace, so that what was compiled for it is not compiled again.
export CARGO_PROFILE_DEV_DEBUG=line-tables-only
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}

# Not in the repository: cargo would take the packages for members of its workspace.
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

# The folder that a package is unpacked to.
unpack() {
    tar -xzf "$CARGO_TARGET_DIR/package/$1"-[0-9]*.crate -C "$away"
    echo "$away/$1"-[0-9]*
}

echo "packing"
rm -f "$CARGO_TARGET_DIR"/package/*.crate
cargo package --quiet --workspace --no-verify --allow-dirty \
    --exclude specwright-tests --exclude specwright-beside --exclude specwright-mock --exclude specwright-mutants --exclude specwright-peer \
    --exclude specwright-speed --exclude specwright-build-script-example
for crate in "$CARGO_TARGET_DIR"/package/*.crate; do
    echo "  $(basename "$crate"): $(tar -tzf "$crate" | wc -l) files, $(stat -c %s "$crate") bytes"
done

echo "building the generator from its package"
generator=$(unpack specwright)
cargo build --quiet --locked --manifest-path "$generator/Cargo.toml"

echo "generating a crate with it"
"$CARGO_TARGET_DIR/debug/specwright" generate --spec specs/getscreen.yaml --out "$away/getscreen"

echo "checking that crate against the runtime and the proof from their packages"
runtime=$(unpack specwright-runtime)
proof=$(unpack specwright-proof)
cp Cargo.lock "$away/getscreen/Cargo.lock"
cargo check --quiet --features server --test proof --manifest-path "$away/getscreen/Cargo.toml" \
    --config "patch.crates-io.specwright-runtime.path=\"$runtime\"" \
    --config "patch.crates-io.specwright-proof.path=\"$proof\""

echo "the packages stand on their own"
