"""Prints the crates of the experiment: the same types once with derived serde, once in the form that Specwright prints."""

import os

import speed
from derived import derived
from operations import printed


def write(folder, dependencies, files):
    os.makedirs(f"{folder}/src", exist_ok=True)
    name = os.path.basename(folder)
    manifest = f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2024"\npublish = false\n\n[dependencies]\n{dependencies}\n'
    for path, text in {"Cargo.toml": manifest, **files}.items():
        with open(f"{folder}/{path}", "w", encoding="utf-8") as file:
            file.write(text)


def program(library, decode, encode, structs):
    """A program that reaches every type, so that nothing of the crate is left out of it."""
    lines = [f"        {k} => again::<{library}::T{k}>(&text)," for k in range(structs)]
    return f"""//! Decodes and encodes the type whose number is given.

{decode}
{encode}

fn main() {{
    let which: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or_default();
    let text = std::fs::read(std::env::args().nth(2).unwrap_or_default()).unwrap_or_default();
    let written = match which {{
{chr(10).join(lines)}
        _ => String::new(),
    }};
    println!("{{written}}");
}}
"""


SERDE_AGAIN = """fn again<T: serde::de::DeserializeOwned + serde::Serialize>(text: &[u8]) -> String {
    serde_json::from_slice::<T>(text).and_then(|value| serde_json::to_string(&value)).unwrap_or_else(|error| error.to_string())
}"""

OUR_AGAIN = """fn again<T: specwright_runtime::model::Model>(text: &[u8]) -> String {
    use specwright_runtime::{content::json, mode::Mode};
    match json::read::<T>(text, Mode::CLIENT).and_then(|value| json::write(&value, Mode::CLIENT)) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(fault) => fault.to_string(),
    }
}"""


def crates(target, runtime, structs, enums, operations):
    """Prints all crates below the target folder."""
    runtime = f'specwright-runtime = {{ path = "{runtime}" }}'
    serde = 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"'
    write(f"{target}/derive", serde, {"src/lib.rs": derived(structs, enums, operations)})
    write(f"{target}/ours", runtime, {"src/lib.rs": printed(structs, enums, operations)})
    write(
        f"{target}/program-derive",
        f'{serde}\nderive = {{ path = "../derive" }}',
        {"src/main.rs": program("derive", SERDE_AGAIN, "", structs)},
    )
    write(
        f"{target}/program-ours",
        f'{runtime}\nours = {{ path = "../ours" }}',
        {"src/main.rs": program("ours", OUR_AGAIN, "", structs)},
    )
    members = ["derive", "ours", "program-derive", "program-ours", "speed"]
    ordered = 'serde = { version = "1", features = ["derive"] }\nserde_json = { version = "1", features = ["preserve_order"] }'
    write(f"{target}/speed", f"{runtime}\n{ordered}", {"src/main.rs": speed.program()})
    with open(f"{target}/Cargo.toml", "w", encoding="utf-8") as file:
        listed = ", ".join(f'"{member}"' for member in members)
        file.write(f'[workspace]\nresolver = "3"\nmembers = [{listed}]\n')
