//! Documents that would take all of the stack or of the time.

use std::fmt::Write;

use super::{listed, lower, sound, with_schemas};
use crate::config::Config;

#[test]
fn deep_nesting_and_long_chains() {
    let mut nested = "{ type: string }".to_owned();
    for _ in 0..90 {
        nested = format!("{{ items: {nested} }}");
    }
    assert_eq!(sound(&with_schemas(&format!("    A: {nested}\n"))).printed_types().count(), 3);

    let mut chain = String::new();
    for index in 0..3000 {
        let _ = writeln!(chain, "    A{index}: {{ $ref: '#/components/schemas/A{}' }}", index + 1);
    }
    chain.push_str("    A3000: { type: string, nullable: true }\n");
    assert_eq!(sound(&with_schemas(&chain)).printed_types().count(), 3001);
}

#[test]
fn a_long_all_of_is_no_recursion() {
    let mut chain = String::new();
    for index in 0..150 {
        let _ = writeln!(
            chain,
            "    A{index}: {{ allOf: [ {{ $ref: '#/components/schemas/A{}' }}, {{ type: object, properties: {{ p{index}: {{ type: string }} }} }} ] }}",
            index + 1
        );
    }
    chain.push_str("    A150: { type: object, properties: { end: { type: string } } }\n");
    assert_eq!(sound(&with_schemas(&chain)).printed_types().count(), 151);
}

#[test]
fn schemas_that_are_made_of_what_holds_them() {
    // What is inline in a schema refers to the schema around it, so that merging never comes to an end by itself.
    let (api, diagnostics) = lower(
        &with_schemas(
            "    A: { type: object, properties: { p: { allOf: [ { $ref: '#/components/schemas/A' }, { type: object, properties: { q: { type: string } } } ] } } }
    B: { type: object, properties: { child: { $ref: '#/components/schemas/B' } } }
    C: { type: object, properties: { child: { $ref: '#/components/schemas/C' } } }
    D: { allOf: [ { $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' } ] }\n",
        ),
        &Config::new("sample"),
    );
    assert_eq!(listed(&diagnostics), Vec::<String>::new());
    let names: Vec<&str> = api.printed_types().map(|def| def.name.rust.as_str()).collect();
    assert_eq!(names, ["A", "B", "C", "D", "AP", "CChild"]);
}

#[test]
fn inline_schemas_that_lead_from_one_to_the_next() {
    let mut chain = String::new();
    for index in 0..300 {
        let _ = writeln!(
            chain,
            "    A{index}: {{ type: object, properties: {{ p: {{ allOf: [ {{ $ref: '#/components/schemas/A{}' }}, {{ type: object, properties: {{ q{index}: {{ type: string }} }} }} ] }} }} }}",
            index + 1
        );
    }
    chain.push_str("    A300: { type: object, properties: { end: { type: string } } }\n");
    assert_eq!(sound(&with_schemas(&chain)).printed_types().count(), 601);
}
