//! From the proofs of the generated crates to the lists of their operations.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

const APIS: [&str; 5] = ["getscreen", "getscreen-legacy", "onstream", "samesurf", "screenleap"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut arms = String::new();
    for api in APIS {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../generated/{api}/tests"));
        let proof = tests.join("proof.rs");
        println!("cargo::rerun-if-changed={}", proof.display());
        let text = std::fs::read_to_string(&proof)?;
        write!(arms, "{api:?} => Mock::new(include_str!({:?}))?", tests.join("openapi.json"))?;
        let mut count = 0;
        // `prove::<::getscreen::ListDevices>(DOCUMENT, "/paths/~1devices/get")`
        for call in text.split("prove::<").skip(1) {
            let (operation, rest) = call.split_once('>').ok_or("no operation")?;
            let pointer = rest.split('"').nth(1).ok_or("no pointer")?;
            write!(arms, ".operation::<{operation}>({pointer:?})?")?;
            count += 1;
        }
        if count == 0 || count != text.matches("#[test]").count() {
            return Err(format!("{}: {count} operations", proof.display()).into());
        }
        arms.push_str(".into_router(),\n");
    }
    let code = format!("match api {{ {arms} _ => return Err(format!(\"there is no API {{api}}\").into()) }}");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("routers.rs"), code)?;
    Ok(())
}
