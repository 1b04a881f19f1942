//! Which values the round trips are made of.

use super::files;

/// The values of a schema, as the body of a request.
fn values(schema: &str) -> Vec<String> {
    let paths = format!(
        "  /a: {{ post: {{ operationId: send, requestBody: {{ required: true, content: {{ application/json: {{ schema: {schema} }} }} }}, responses: {{ '204': {{ description: Done. }} }} }} }}"
    );
    let components = "    Tree: { type: object, required: [name], properties: { name: { type: string }, left: { $ref: '#/components/schemas/Tree' } } }
    Kind: { type: string, enum: [a, b] }";
    let files = files(&paths, components);
    let mut values = Vec::new();
    let mut rest = files["tests/round_trip.rs"].as_str();
    while let Some((_, after)) = rest.split_once("Some(") {
        let literal = after.trim_start();
        let fence = literal[1..].bytes().take_while(|byte| *byte == b'#').count();
        let end = format!("\"{}", "#".repeat(fence));
        let text = &literal[fence + 2..];
        let length = text.find(&end).unwrap_or(text.len());
        values.push(text[..length].to_owned());
        rest = &text[length..];
    }
    values
}

#[test]
fn values_keep_the_constraints() {
    let table = [
        ("{ type: integer, minimum: 3, exclusiveMinimum: true, multipleOf: 5, maximum: 12 }", &["5", "10"][..]),
        ("{ type: number, minimum: 0.5, maximum: 0.75 }", &["0.625"]),
        ("{ type: string, minLength: 6, maxLength: 8 }", &["\"textxx\"", "\"Grüße &\""]),
        ("{ type: string, pattern: '^[a-f]{2}-\\d+$' }", &["\"aa-1\""]),
        (
            "{ type: array, uniqueItems: true, minItems: 3, items: { type: string, pattern: '^a*$' } }",
            &["[\"\",\"a\",\"aa\"]"],
        ),
        ("{ $ref: '#/components/schemas/Kind' }", &["\"a\"", "\"b\""]),
        ("{ oneOf: [{ type: integer }, { type: string }] }", &["1", "\"Grüße & 0% = /?#+\""]),
        (
            "{ type: object, properties: { a: { type: boolean } }, minProperties: 1 }",
            &["{\"a\":true}", "{\"a\":false}"],
        ),
    ];
    for (schema, expected) in table {
        assert_eq!(values(schema), expected, "{schema}");
    }
}

#[test]
fn recursion_ends() {
    let values = values("{ $ref: '#/components/schemas/Tree' }");
    assert_eq!(values[0], "{\"name\":\"text\"}");
    assert_eq!(values[1].matches("\"left\"").count(), 5);
    assert_eq!(values.len(), 2);
}

/// The test of an operation whose request is a schema, with an example of it.
fn round_trips(schema: &str, example: &str, components: &str) -> String {
    let paths = format!(
        "  /a: {{ post: {{ operationId: send, requestBody: {{ required: true, content: {{ application/json: {{ schema: {schema}, example: {example} }} }} }}, responses: {{ '204': {{ description: Done. }} }} }} }}"
    );
    files(&paths, components)["tests/round_trip.rs"].clone()
}

#[test]
fn what_contradicts_itself_has_no_values() {
    // One of the discriminator's values is none that the alternative takes.
    let components = "    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind, mapping: { tiger: Cat, dog: Dog } } }
    Cat: { type: object, required: [kind], properties: { kind: { type: string, enum: [cat] } } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string } } }";
    let text = round_trips("{ $ref: '#/components/schemas/Pet' }", "{ kind: tiger }", components);
    assert!(text.contains(r#"{"kind":"dog"}"#) && !text.contains("tiger"), "{text}");
}

#[test]
fn bytes_have_one_form_in_base64() {
    for (example, kept) in [("YQ==", true), ("YR==", false), ("YWI=", true), ("YWJ=", false), ("YWJj", true)] {
        let text = round_trips("{ type: string, format: byte }", &format!("'{example}'"), "    X: { type: string }");
        assert_eq!(text.contains(example), kept, "{example}: {text}");
    }
}
