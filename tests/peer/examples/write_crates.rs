//! Writes progenitor's clients as crates of their own, one folder each, into the folder that is named: what it costs to
//! compile them can be measured (see `benches/check-cost.sh`).

use std::io::Error;
use std::path::PathBuf;

use specwright_peer::CLIENTS;

fn main() -> Result<(), Error> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or_else(|| Error::other("usage: write_crates FOLDER"))?);
    for (api, client) in CLIENTS {
        std::fs::create_dir_all(folder.join(api).join("src"))?;
        std::fs::write(folder.join(api).join("src/lib.rs"), client)?;
        std::fs::write(folder.join(api).join("Cargo.toml"), manifest(api, client))?;
    }
    let members = CLIENTS.map(|(api, _)| api);
    std::fs::write(folder.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))
}

/// A manifest with what the client names, and no more.
fn manifest(api: &str, client: &str) -> String {
    let chrono = "chrono = { version = \"0.4\", default-features = false, features = [\"serde\"] }\n";
    format!(
        "[package]\nname = \"peer-{api}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\
         progenitor-client = \"0.15\"\n\
         reqwest = {{ version = \"0.13\", default-features = false, features = [\"json\", \"query\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\n\
         [lints.rust]\nunreachable_patterns = \"allow\"\n",
        if client.contains("::chrono::") { chrono } else { "" },
    )
}
