//! How values are carried as XML and as forms.

use super::{document, listed, lower, sound};
use crate::config::Config;
use crate::ir::{Api, Content, FormStyle, TypeKind, Xml};

/// A document with a request body of this type in one media type, and these component schemas.
fn with_body(media_type: &str, content: &str, schemas: &str) -> String {
    document(
        &format!(
            "  /: {{ post: {{ operationId: send, requestBody: {{ content: {{ {media_type}: {{ {content} }} }} }}, \
             responses: {{ '204': {{ description: Done }} }} }} }}"
        ),
        &format!("  schemas:\n{schemas}"),
    )
}

fn content(api: &Api) -> &Content {
    api.operations.first().and_then(|operation| operation.body.as_ref()).and_then(|body| body.content.first()).unwrap()
}

/// In short notation: `prefix:name{namespace}`, `@` before an attribute, the items in brackets.
fn short(xml: &Xml) -> String {
    let prefix = xml.prefix.as_ref().map(|prefix| format!("{prefix}:")).unwrap_or_default();
    let namespace = xml.namespace.as_ref().map(|namespace| format!("{{{namespace}}}")).unwrap_or_default();
    let at = if xml.attribute { "@" } else { "" };
    let items = xml.items.as_deref().map(|items| format!("[{}]", short(items))).unwrap_or_default();
    let wrapped = if xml.wrapped { " wrapped" } else { "" };
    format!("{at}{prefix}{}{namespace}{wrapped}{items}", xml.name)
}

/// The fields of a type that are not plain elements of their own name.
fn fields(api: &Api, name: &str) -> Vec<String> {
    let def = api.printed_types().find(|def| def.name.rust == name).unwrap();
    let TypeKind::Struct(object) = &def.kind else { panic!("{name} is no struct") };
    let told = object.fields.iter().filter_map(|field| Some((field.name.wire.as_str(), field.xml.as_ref()?)));
    told.map(|(name, xml)| format!("{name}: {}", short(xml))).collect()
}

/// The examples of OpenAPI 3.0.3, section 4.7.26.2, and what they leave open.
#[test]
fn properties_stand_in_xml_as_the_document_says() {
    let array = "type: array, items: { type: string";
    let table: &[(String, Option<&str>)] = &[
        ("type: string".to_owned(), None),
        ("type: string, xml: { name: other }".to_owned(), Some("other")),
        ("type: string, xml: { attribute: true }".to_owned(), Some("@animals")),
        (
            "type: string, xml: { namespace: 'http://example.com/schema/sample', prefix: sample }".to_owned(),
            Some("sample:animals{http://example.com/schema/sample}"),
        ),
        (format!("{array} }}"), None),
        (format!("{array}, xml: {{ name: animal }} }}"), Some("animals[animal]")),
        (format!("{array} }}, xml: {{ wrapped: true }}"), Some("animals wrapped")),
        (format!("{array}, xml: {{ name: animal }} }}, xml: {{ wrapped: true }}"), Some("animals wrapped[animal]")),
        (
            format!("{array}, xml: {{ name: animal }} }}, xml: {{ name: aliens, wrapped: true }}"),
            Some("aliens wrapped[animal]"),
        ),
        (format!("{array} }}, xml: {{ name: aliens, wrapped: true }}"), Some("aliens wrapped")),
        (
            format!("{array} }}, xml: {{ wrapped: true, prefix: p, namespace: 'urn:p' }}"),
            Some("p:animals{urn:p} wrapped[animals]"),
        ),
        (format!("{array} }}, xml: {{ prefix: p, namespace: 'urn:p' }}"), Some("animals[p:animals{urn:p}]")),
        (
            format!("type: array, items: {{ {array}, xml: {{ name: cell }} }}, xml: {{ name: row }} }}"),
            Some("animals[animals[cell]]"),
        ),
        ("$ref: '#/components/schemas/Named'".to_owned(), Some("named")),
        ("type: array, items: { $ref: '#/components/schemas/Named' }".to_owned(), Some("animals[named]")),
        ("allOf: [ { $ref: '#/components/schemas/Named' } ], xml: { name: over }".to_owned(), Some("over")),
        ("$ref: '#/components/schemas/List'".to_owned(), Some("list wrapped[named]")),
    ];
    for (property, expected) in table {
        let schemas = format!(
            "    Sent: {{ type: object, properties: {{ animals: {{ {property} }} }} }}
    Named: {{ type: object, properties: {{ id: {{ type: integer }} }}, xml: {{ name: named }} }}
    List: {{ type: array, items: {{ $ref: '#/components/schemas/Named' }}, xml: {{ name: list, wrapped: true }} }}
"
        );
        let text = with_body("application/xml", "schema: { $ref: '#/components/schemas/Sent' }", &schemas);
        let (api, _) = lower(&text, &Config::new("sample"));
        let expected: Vec<String> = expected.iter().map(|xml| format!("animals: {xml}")).collect();
        assert_eq!(fields(&api, "Sent"), expected, "{property}");
    }
}

#[test]
fn roots_have_the_name_that_is_given_or_that_of_the_component() {
    let schemas = "    Pet: { type: object, properties: { id: { type: integer, xml: { attribute: true } } } }
    Tag: { type: object, xml: { name: tag, namespace: 'urn:t' }, properties: { id: { type: integer } } }
";
    for (schema, expected) in [
        ("$ref: '#/components/schemas/Pet'", Some("Pet")),
        ("$ref: '#/components/schemas/Tag'", Some("tag{urn:t}")),
        ("type: object, properties: { a: { type: string } }", None),
        ("type: array, items: { $ref: '#/components/schemas/Pet' }", Some("root wrapped[Pet]")),
        (
            "type: array, items: { $ref: '#/components/schemas/Tag' }, xml: { name: tags }",
            Some("tags wrapped[tag{urn:t}]"),
        ),
        ("type: array, items: { type: string }", Some("root wrapped[root]")),
        ("type: integer, xml: { name: count }", Some("count")),
    ] {
        let api = sound(&with_body("application/xml", &format!("schema: {{ {schema} }}"), schemas));
        assert_eq!(content(&api).xml.as_ref().map(short).as_deref(), expected, "{schema}");
    }
}

#[test]
fn types_that_are_not_carried_as_xml_have_no_tables_of_it() {
    let schemas = "    Pet: { type: object, properties: { id: { type: integer, xml: { attribute: true } } } }\n";
    let api = sound(&with_body("application/json", "schema: { $ref: '#/components/schemas/Pet' }", schemas));
    assert_eq!(fields(&api, "Pet"), Vec::<String>::new());
}

#[test]
fn media_types_have_their_codecs() {
    for (media_type, schema, expected) in [
        ("application/xml", "schema: { type: object, properties: { a: { type: string } } }", "Xml"),
        ("application/xml; charset=utf-8", "schema: { type: object }", "Xml"),
        ("application/atom+xml", "schema: { type: array, items: { type: string } }", "Xml"),
        ("application/xml", "schema: { type: string, format: binary }", "Octets"),
        ("application/xml", "", "Octets"),
        ("application/xml", "schema: {}", "Octets"),
        ("image/svg+xml", "schema: { type: string, format: binary }", "Octets"),
        ("application/x-www-form-urlencoded", "schema: { type: object }", "Form"),
        ("application/x-www-form-urlencoded", "schema: { type: string }", "Octets"),
        ("application/x-www-form-urlencoded", "", "Octets"),
    ] {
        let api = sound(&with_body(&format!("'{media_type}'"), schema, "    A: { type: string }\n"));
        assert_eq!(format!("{:?}", content(&api).codec), expected, "{media_type} {schema}");
    }
}

/// How a property is written, or the finding about it.
type Written = Result<Option<FormStyle>, String>;

/// Property, encoding, and how it is written; or the finding if it cannot be written.
#[test]
fn properties_of_forms_are_written_as_their_encoding_says() {
    const TEXT: &str = "type: string";
    const TEXTS: &str = "type: array, items: { type: integer }";
    const FLAT: &str = "type: object, properties: { b: { type: string } }";
    const MAP: &str = "type: object, additionalProperties: { type: integer }";
    const NESTED: &str = "type: object, properties: { b: { type: object, properties: { c: { type: string } } } }";
    const OBJECTS: &str = "type: array, items: { type: object, properties: { b: { type: string } } }";
    let not = |style: &str| Err(format!("a property of this type is not supported in a form in the style `{style}`"));
    let table: &[(&str, &str, Written)] = &[
        (TEXT, "", Ok(None)),
        (TEXT, "contentType: text/plain", Ok(None)),
        (TEXT, "contentType: application/json", Ok(Some(FormStyle::Json))),
        (
            TEXT,
            "contentType: application/xml",
            Err("a property in `application/xml` is not supported in a form".into()),
        ),
        ("{}", "", Ok(None)),
        (TEXTS, "", Ok(Some(FormStyle::Exploded))),
        (TEXTS, "style: form", Ok(Some(FormStyle::Exploded))),
        (TEXTS, "explode: false", Ok(Some(FormStyle::Comma))),
        (TEXTS, "style: form, explode: false", Ok(Some(FormStyle::Comma))),
        (TEXTS, "style: spaceDelimited", Ok(Some(FormStyle::Space))),
        (TEXTS, "style: spaceDelimited, explode: true", Ok(Some(FormStyle::Exploded))),
        (TEXTS, "style: pipeDelimited, explode: false", Ok(Some(FormStyle::Pipe))),
        (TEXTS, "style: deepObject", not("deepObject")),
        (TEXTS, "contentType: application/json", Ok(Some(FormStyle::Json))),
        (TEXTS, "contentType: application/json, style: form", Ok(Some(FormStyle::Exploded))),
        (FLAT, "", Ok(Some(FormStyle::Json))),
        (FLAT, "style: deepObject", Ok(Some(FormStyle::DeepObject))),
        (FLAT, "style: form", not("form")),
        (MAP, "style: deepObject, explode: true", Ok(Some(FormStyle::DeepObject))),
        (NESTED, "", Ok(Some(FormStyle::Json))),
        (NESTED, "style: deepObject", not("deepObject")),
        (OBJECTS, "", Ok(Some(FormStyle::JsonItems))),
        (OBJECTS, "contentType: application/json", Ok(Some(FormStyle::Json))),
        (OBJECTS, "explode: true", not("form")),
    ];
    for (property, encoding, expected) in table {
        let property = if *property == "{}" { "{}".to_owned() } else { format!("{{ {property} }}") };
        let encoding =
            if encoding.is_empty() { String::new() } else { format!(", encoding: {{ a: {{ {encoding} }} }}") };
        let body = format!("schema: {{ type: object, properties: {{ a: {property} }} }}{encoding}");
        let text = with_body("application/x-www-form-urlencoded", &body, "    A: { type: string }\n");
        let (api, diagnostics) = lower(&text, &Config::new("sample"));
        let found = match listed(&diagnostics).first() {
            Some(finding) => {
                assert!(
                    finding.starts_with("error unsupported-form-encoding /paths/~1/post/requestBody/"),
                    "{finding}"
                );
                Err(finding.split_once(": ").unwrap().1.to_owned())
            }
            None => {
                let form = content(&api).form.clone().unwrap_or_default();
                Ok(form.properties.iter().find(|(name, _)| name == "a").map(|(_, style)| *style))
            }
        };
        assert_eq!(found, *expected, "{body}");
    }
}

#[test]
fn one_field_may_hold_the_json_of_a_whole_form() {
    let body = "x-form-json: { field: data, with: { kind: json } }, schema: { $ref: '#/components/schemas/A' }";
    let schemas = "    A: { type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }\n";
    let api = sound(&with_body("application/x-www-form-urlencoded", body, schemas));
    let field = content(&api).form.clone().and_then(|form| form.json_field).unwrap();
    assert_eq!((field.field.as_str(), field.with.as_slice()), ("data", &[("kind".to_owned(), "json".to_owned())][..]));
}

#[test]
fn what_cannot_be_carried_is_said() {
    let form = "application/x-www-form-urlencoded";
    let a = "schema: { $ref: '#/components/schemas/A' }";
    let table: &[(&str, &str, &str, &[&str])] = &[
        (
            form,
            "schema: { type: array, items: { type: string } }",
            "A: { type: string }",
            &["error unsupported-form ~application~1x-www-form-urlencoded/schema: a form has to be an object"],
        ),
        (
            form,
            "schema: { type: object, properties: { a: { type: string } } }, encoding: { b: { style: form } }",
            "A: { type: string }",
            &[
                "warning ignored-encoding ~application~1x-www-form-urlencoded/encoding/b: there is no property `b`, so this has no effect",
            ],
        ),
        (
            form,
            "x-form-json: { with: { a: b } }, schema: { type: object }",
            "A: { type: string }",
            &[
                "warning invalid-extension ~application~1x-www-form-urlencoded/x-form-json: `x-form-json` names the `field` that \
               holds the JSON, and under `with` the texts of other fields that stand before it; it is ignored",
            ],
        ),
        (
            "application/xml",
            "schema: { type: string }",
            "A: { type: string }",
            &[
                "warning xml-as-text ~application~1xml/schema: a string without an `xml` object is taken as the whole text \
               of the XML document",
            ],
        ),
        (
            "application/xml",
            a,
            "A: { type: object, properties: { a: { type: array, items: { type: string }, xml: { attribute: true, name: b } } } }",
            &[
                "warning ignored-xml /components/schemas/A/properties/a/xml: an array or object cannot be an attribute; it is \
                 an element",
                "warning ignored-xml /components/schemas/A/properties/a/xml: the `name` of an array that is not `wrapped` has \
                 no effect; that of its items is the one that counts",
            ],
        ),
        (
            "application/xml",
            a,
            "A: { type: object, properties: { '1 a': { type: string }, b: { type: string, xml: { wrapped: true } } } }",
            &[
                "warning invalid-xml-name /components/schemas/A/properties/1 a: `1 a` cannot be a name in XML: a value with \
               this name is refused when written as XML",
                "warning ignored-xml /components/schemas/A/properties/b/xml: `wrapped` has an effect on arrays only",
            ],
        ),
        (
            "application/xml",
            a,
            "A: { type: object, properties: { a: { type: string }, b: { type: string, xml: { name: a } } } }",
            &[
                "warning xml-name-clash /components/schemas/A/properties/b: `a` is the name of two properties in XML: no value \
               can be written as XML",
            ],
        ),
    ];
    for (media_type, body, schemas, expected) in table {
        let text = with_body(media_type, body, &format!("    {schemas}\n"));
        let (_, diagnostics) = lower(&text, &Config::new("sample"));
        let found: Vec<String> =
            listed(&diagnostics).iter().map(|line| line.replace("/paths/~1/post/requestBody/content/", "~")).collect();
        assert_eq!(found, *expected, "{body} {schemas}");
    }
}

#[test]
fn bodies_alike_have_one_type() {
    let response = "content: { application/xml: { schema: { $ref: '#/components/schemas/Pet' } }, application/json: { schema: \
                 { $ref: '#/components/schemas/Pet' } }, text/x-php: { schema: { type: string } }, text/csv: { schema: { \
                 type: string } } }";
    let one = format!("'200': {{ description: Yes, {response} }}");
    let text = document(
        &format!(
            "  /a: {{ get: {{ operationId: a, responses: {{ {one} }} }} }}\n  /b: {{ get: {{ operationId: b, responses: {{ \
             {one} }} }} }}"
        ),
        "  schemas:\n    Pet: { type: object, properties: { id: { type: integer } } }",
    );
    let api = sound(&text);
    let names: Vec<&str> = api.printed_types().map(|def| def.name.rust.as_str()).collect();
    assert_eq!(names, ["Pet", "PetBody"]);
    let TypeKind::MediaTypes(variants) = &api.types[1].kind else { panic!("{:?}", api.types[1].kind) };
    let variants: Vec<(&str, &str)> = variants
        .iter()
        .map(|variant| (variant.name.rust.as_str(), variant.description.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        variants,
        [("Pet", "As `application/xml` or `application/json`."), ("Text", "As `text/x-php` or `text/csv`."),]
    );
}
