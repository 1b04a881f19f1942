//! Makes progenitor's clients: in go the documents in `specs/`, out come one Rust module for each and `trims.txt`.

use std::error::Error;
use std::path::Path;

use progenitor::Generator;
use serde_json::Value;

#[path = "src/trims.rs"]
mod trims;

/// The documents that the peer's clients are made of.
const APIS: [&str; 4] = ["screenleap", "getscreen", "getscreen-legacy", "samesurf"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for api in APIS {
        let path = format!("../../specs/{api}.yaml");
        println!("cargo::rerun-if-changed={path}");
        let mut document: Value = serde_yaml::from_str(&std::fs::read_to_string(&path)?)?;
        trims::apply(api, &mut document)?;
        std::fs::write(out.join(format!("{api}.rs")), client(document)?)?;
    }
    std::fs::write(out.join("trims.txt"), trims::table())?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/trims.rs");
    Ok(())
}

/// Progenitor's client of a document, as formatted text.
fn client(document: Value) -> Result<String, Box<dyn Error>> {
    let tokens = Generator::default().generate_tokens(&serde_json::from_value(document)?)?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}
