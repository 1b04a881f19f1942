//! Generates the modules of `api.yaml` below `OUT_DIR`; for the large server, of the same document with 1,190 operations
//! more, and their handlers on both sides.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// How many operations the large server has beside those of the document.
const MORE: usize = 1_190;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=api.yaml");
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let mut document = std::fs::read_to_string("api.yaml")?;
    let (mut handlers, mut routes) = (String::new(), String::new());
    if std::env::var_os("CARGO_FEATURE_LARGE").is_some() {
        let mut paths = String::new();
        for number in 0..MORE {
            // Four operations for each first segment, at two depths.
            let path = match number % 4 {
                0 => format!("/group{}", number / 4),
                1 => format!("/group{}/{{id}}", number / 4),
                2 => format!("/group{}/{{id}}/parts", number / 4),
                _ => format!("/group{}/{{id}}/parts/{{part}}", number / 4),
            };
            let names = ["id", "part"].into_iter().filter(|name| path.contains(&format!("{{{name}}}")));
            let parameters: Vec<String> = names
                .map(|name| format!("{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}"))
                .collect();
            let parameters = parameters.join(", ");
            writeln!(
                paths,
                "  {path}:\n    get:\n      operationId: more{number}\n      tags: [more]\n      parameters: [{parameters}]\n      \
                 responses: {{ '204': {{ description: Done. }} }}"
            )?;
            writeln!(
                handlers,
                "async fn more{number}(&self, _: &mut Context, _: api::More{number}) -> Result<(), Failure<Infallible>> {{ Ok(()) }}"
            )?;
            writeln!(routes, ".route(\"{path}\", get(nothing))")?;
        }
        document = document.replacen("paths:\n", &format!("paths:\n{paths}"), 1);
    }
    let path = out.join("api.yaml");
    std::fs::write(&path, document)?;
    specwright::build(&path, &specwright::Config::new("api"));
    std::fs::write(out.join("handlers.rs"), format!("impl api::More for Generated {{ {handlers} }}"))?;
    std::fs::write(out.join("routes.rs"), format!("axum::Router::new(){routes}"))?;
    Ok(())
}
