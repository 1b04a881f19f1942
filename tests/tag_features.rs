//! A crate with a feature for each tag compiles without a warning under every choice of them, and each choice is
//! proved.

#![cfg(test)]

mod printed;

use printed::{cargo_with, write};
use specwright::{Config, Source, generate};
use specwright_tests::root;

/// Three tags and an operation without one; types of each kind and errors that one, two and all tags share.
const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Tagged, version: '1' }
paths:
  /a:
    get:
      operationId: getA
      tags: [a]
      parameters: [{ name: id, in: query, schema: { $ref: '#/components/schemas/Id' } }]
      responses: &both
        '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } }
        '404': { description: None., content: { application/json: { schema: { $ref: '#/components/schemas/Fault' } } } }
  /b:
    get:
      operationId: getB
      tags: [b]
      parameters: [{ name: id, in: query, schema: { $ref: '#/components/schemas/Id' } }]
      responses: *both
  /c:
    post:
      operationId: postC
      tags: [c]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Alone' } } } }
      responses:
        '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/All' } } } }
        '409': { description: Late. }
  /none:
    get:
      operationId: getNone
      responses: { '204': { description: Nothing. } }
  /also:
    get:
      operationId: getAlso
      tags: [a]
      responses:
        '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/All' } } } }
        '409': { description: Late. }
components:
  schemas:
    Id: { type: string, minLength: 2 }
    Fault: { type: object, required: [why], properties: { why: { $ref: '#/components/schemas/Why' } } }
    Why: { type: string, enum: [gone, never] }
    Both: { type: object, properties: { either: { $ref: '#/components/schemas/Either' }, all: { $ref: '#/components/schemas/All' } }, additionalProperties: true }
    Either: { oneOf: [{ type: integer }, { $ref: '#/components/schemas/Fault' }] }
    All: { type: object, properties: { name: { type: string, default: none } } }
    Alone: { type: object, required: [id], properties: { id: { $ref: '#/components/schemas/Id' } } }
";

#[test]
fn every_choice_of_tags_compiles_and_is_proved() {
    let source = Source::Text { name: "tagged.yaml".into(), text: DOCUMENT.into() };
    let mut config = Config::new("tagged");
    config.runtime_path = Some(root().join("runtime"));
    config.tag_features = Some(true);
    let folder = write("tagged", generate(&source, &config).unwrap().files);
    for (tags, proved) in [
        (&[][..], 1),
        (&["a"], 3),
        (&["b"], 2),
        (&["c"], 2),
        (&["a", "b"], 4),
        (&["a", "c"], 4),
        (&["b", "c"], 3),
        (&["a", "b", "c"], 5),
    ] {
        cargo_with(&folder, &["check", "--all-targets"], tags);
        let proof = cargo_with(&folder, &["test", "--test=proof"], tags);
        assert!(proof.contains(&format!("{proved} passed")), "{tags:?}\n{proof}");
    }
    // serde's traits stand under the same features as what they are of.
    cargo_with(&folder, &["check"], &["serde", "a"]);
}
