#!/usr/bin/env bash
# Records the generated crates as they are now as those of a released form, for later runtimes to be held against.
# `tests/abi/record.sh 0.1` writes tests/abi/0.1.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1
home=tests/abi/$version
rm -rf "$home"
mkdir -p "$home"
crates=()
for crate in generated/*/; do
    name=$(basename "$crate")
    crates+=("\"$name\"")
    mkdir -p "$home/$name"
    cp -r "$crate"/{Cargo.toml,README.md,src,tests} "$home/$name/"
    # As published: by version alone. The workspace says where today's runtime and proof are.
    sed -i -E 's/, path = "[^"]*"//; /^\[\[example\]\]/,$d' "$home/$name/Cargo.toml"
done
cat > "$home/Cargo.toml" <<TOML
# Crates as an earlier generator printed them, with today's runtime and proof.
[workspace]
resolver = "3"
members = [$(IFS=,; echo "${crates[*]}" | sed 's/,/, /g')]

[patch.crates-io]
specwright-proof = { path = "../../../proof" }
specwright-runtime = { path = "../../../runtime" }
TOML
# The same dependencies as the workspace.
cp Cargo.lock "$home/Cargo.lock"
cargo update --quiet --offline --workspace --manifest-path "$home/Cargo.toml"
