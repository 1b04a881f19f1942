//! What becomes of schemas and operations that are fine.

use super::{document, listed, lower, sound, with_schemas};
use crate::config::Config;
use crate::ir::{Additional, Api, EnumValues, Need, Schema, Type, TypeKind};

/// A type as a line or several, short enough to pin.
fn print(api: &Api, name: &str) -> String {
    let def = api.printed_types().find(|def| def.name.rust == name);
    let def = def
        .unwrap_or_else(|| panic!("no {name} in {:?}", api.printed_types().map(|t| &t.name.rust).collect::<Vec<_>>()));
    match &def.kind {
        TypeKind::Struct(object) => {
            let mut out = Vec::new();
            for field in &object.fields {
                let need = match field.need {
                    Need::Optional => "?",
                    Need::Required => "",
                    Need::InRequest => " in request",
                    Need::InResponse => " in response",
                };
                let boxed = if field.boxed { "Box " } else { "" };
                out.push(format!("{}{need}: {boxed}{}", field.name.rust, schema(api, &field.schema)));
            }
            match &object.additional {
                Additional::Skip => {}
                Additional::Refuse => out.push("refuse".to_owned()),
                Additional::Keep(name, values) => out.push(format!("..{}: {}", name.rust, schema(api, values))),
            }
            if let Some(index) = object.bare_array {
                out.push(format!("bare {index}"));
            }
            format!("{{ {} }}", out.join(", "))
        }
        TypeKind::Enumeration(enumeration) => {
            let names = match &enumeration.values {
                EnumValues::Strings(names) => names.iter().map(|name| format!("{}={}", name.rust, name.wire)).collect(),
                EnumValues::Integers(names) => {
                    names.iter().map(|(value, name)| format!("{}={value}", name.rust)).collect::<Vec<_>>()
                }
            };
            let open = if enumeration.open { " open" } else { "" };
            format!("enum{open} [{}] {}", names.join(", "), enumeration.other.rust)
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().map(|variant| {
                let boxed = if variant.boxed { "Box " } else { "" };
                let tags = if variant.tags.is_empty() { String::new() } else { format!(" {:?}", variant.tags) };
                format!("{}({boxed}{}){tags}", variant.name.rust, schema(api, &variant.schema))
            });
            let property = union.discriminator.as_ref().map(|property| format!(" by {property}")).unwrap_or_default();
            format!("oneOf{property} {}", variants.collect::<Vec<_>>().join(" | "))
        }
        TypeKind::MediaTypes(variants) => {
            let variants = variants.iter().map(|v| format!("{}({})", v.name.rust, schema(api, &v.schema)));
            format!("media {}", variants.collect::<Vec<_>>().join(" | "))
        }
        TypeKind::Newtype(inner) => format!("= {}", schema(api, inner)),
    }
}

fn schema(api: &Api, schema_: &Schema) -> String {
    let ty = match &schema_.ty {
        Type::Array(items) => format!("[{}]", schema(api, items)),
        Type::Map(values) => format!("<{}>", schema(api, values)),
        Type::Named(id) => api.type_def(*id).map(|def| def.name.rust.clone()).unwrap_or_default(),
        Type::Any => "Any".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer(format) => format!("{format:?}"),
        Type::Number(format) => format!("{format:?}"),
        Type::String(format) => format!("{format:?}"),
    };
    let null = if schema_.nullable { "|null" } else { "" };
    let c = &schema_.constraints;
    let mut limits = Vec::new();
    limits.extend(c.min_length.map(|n| format!("minLength {n}")));
    limits.extend(c.max_length.map(|n| format!("maxLength {n}")));
    limits.extend(c.minimum.map(|n| format!("minimum {n:?}")));
    limits.extend(c.maximum.map(|n| format!("maximum {n:?}")));
    limits.extend(c.constant.map(|value| format!("const {value}")));
    limits.extend(schema_.lenient.number_or_string.then(|| "lenient".to_owned()));
    let limits = if limits.is_empty() { String::new() } else { format!(" ({})", limits.join(", ")) };
    format!("{ty}{null}{limits}")
}

/// Each case: component schemas, and the types that they come down to.
fn check(schemas: &str, expected: &[(&str, &str)]) {
    let api = sound(&with_schemas(schemas));
    let found: Vec<(String, String)> =
        expected.iter().map(|(name, _)| ((*name).to_owned(), print(&api, name))).collect();
    let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(found, expected);
    assert_eq!(
        api.printed_types().count(),
        expected.len(),
        "{:?}",
        api.printed_types().map(|def| &def.name.rust).collect::<Vec<_>>()
    );
}

#[test]
fn objects_and_what_is_inline_in_them() {
    check(
        "
    Device:
      required: [id, name, secret]
      properties:
        id: { type: integer, format: int64, readOnly: true }
        name: { type: string, minLength: 1 }
        secret: { type: string, writeOnly: true }
        os: { type: string, enum: [win, mac] }
        sessions: { type: array, items: { type: object, properties: { at: { type: string, format: date-time } } } }
        labels: { type: object, additionalProperties: { type: string, nullable: true } }
        anything: {}
      additionalProperties: true
    Closed: { type: object, additionalProperties: false }
    Open: { type: object }
    List: { items: { $ref: '#/components/schemas/Device' } }
",
        &[
            (
                "Device",
                "{ id in response: I64, name: Plain (minLength 1), secret in request: Plain, os?: DeviceOs, \
                 sessions?: [DeviceSessionsItem], labels?: <Plain|null>, anything?: Any, ..additional_properties: Any }",
            ),
            ("Closed", "{ refuse }"),
            ("Open", "= <Any>"),
            ("List", "= [Device]"),
            ("DeviceOs", "enum [Win=win, Mac=mac] Other"),
            ("DeviceSessionsItem", "{ at?: DateTime }"),
        ],
    );
}

#[test]
fn all_of_brings_objects_together() {
    check(
        "
    Base:
      type: object
      required: [id]
      properties: { id: { type: integer }, name: { type: string, maxLength: 9 }, place: { $ref: '#/components/schemas/Place' } }
    Place: { type: object, properties: { city: { type: string } } }
    Town: { allOf: [ { $ref: '#/components/schemas/Place' }, { type: object, properties: { mayor: { type: string } } } ] }
    Derived:
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          required: [name]
          properties:
            name: { type: string, minLength: 2, maxLength: 20 }
            place: { $ref: '#/components/schemas/Town' }
            extra: { type: boolean }
    Annotated: { description: A place., nullable: true, allOf: [ { $ref: '#/components/schemas/Place' } ] }
    User:
      type: object
      properties:
        at: { allOf: [ { $ref: '#/components/schemas/Place' } ], nullable: true }
        near: { $ref: '#/components/schemas/Annotated' }
    Both: { allOf: [ { $ref: '#/components/schemas/Base' }, { $ref: '#/components/schemas/Place' } ] }
    Text: { allOf: [ { type: string, minLength: 1 }, { type: string, maxLength: 5 } ] }
",
        &[
            ("Base", "{ id: I64, name?: Plain (maxLength 9), place?: Place }"),
            ("Place", "{ city?: Plain }"),
            ("Town", "{ city?: Plain, mayor?: Plain }"),
            ("Derived", "{ id: I64, name: Plain (minLength 2, maxLength 9), place?: Town, extra?: bool }"),
            ("Annotated", "= Place"),
            ("User", "{ at?: Place|null, near?: Annotated|null }"),
            ("Text", "= Plain (minLength 1, maxLength 5)"),
            ("Both", "{ id: I64, name?: Plain (maxLength 9), place?: Place, city?: Plain }"),
        ],
    );
}

#[test]
fn one_of_becomes_a_union() {
    check(
        "
    Time: { oneOf: [ { type: integer, format: unix-time-ms }, { type: string } ] }
    Pet:
      oneOf: [ { $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' } ]
      discriminator: { propertyName: kind, mapping: { feline: Cat, tiger: '#/components/schemas/Cat' } }
    Cat: { type: object, properties: { kind: { type: string }, lives: { type: integer } } }
    Dog: { type: object, properties: { kind: { type: string }, tricks: { type: array, items: { type: string } } } }
    Maybe: { oneOf: [ { $ref: '#/components/schemas/Cat' }, { enum: [null] } ] }
    Holder: { type: object, properties: { maybe: { $ref: '#/components/schemas/Maybe' }, pet: { $ref: '#/components/schemas/Pet' } } }
    Level: { type: integer, oneOf: [ { title: LOW, enum: [1] }, { title: HIGH, description: Much., enum: [2] } ] }
    Tagged:
      oneOf:
        - { type: object, required: [type], properties: { type: { type: string, enum: [subnet] }, value: { type: string } } }
        - { type: object, required: [type], properties: { type: { type: string, enum: [host] }, value: { type: string } } }
",
        &[
            ("Time", "oneOf Integer(UnixTimeMs) | String(Plain)"),
            ("Pet", "oneOf by kind Cat(Box Cat) [\"feline\", \"tiger\"] | Dog(Box Dog) [\"Dog\"]"),
            ("Cat", "{ kind?: Plain, lives?: I64 }"),
            ("Dog", "{ kind?: Plain, tricks?: [Plain] }"),
            ("Maybe", "= Cat"),
            ("Holder", "{ maybe?: Maybe|null, pet?: Pet }"),
            ("Level", "enum [Low=1, High=2] Other"),
            ("Tagged", "oneOf Subnet(Box TaggedSubnet) | Host(Box TaggedHost)"),
            ("TaggedSubnet", "{ type: TaggedSubnetType, value?: Plain }"),
            ("TaggedSubnetType", "enum [Subnet=subnet] Other"),
            ("TaggedHost", "{ type: TaggedHostType, value?: Plain }"),
            ("TaggedHostType", "enum [Host=host] Other"),
        ],
    );
}

#[test]
fn recursion_is_boxed_where_it_has_to_be() {
    check(
        "
    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' }, all: { type: array, items: { $ref: '#/components/schemas/Node' } } } }
    A: { type: object, properties: { b: { $ref: '#/components/schemas/B' }, leaf: { $ref: '#/components/schemas/Leaf' } } }
    B: { allOf: [ { $ref: '#/components/schemas/A' } ] }
    Leaf: { type: object, properties: { x: { type: integer } } }
    Value: { oneOf: [ { type: string }, { type: array, items: { $ref: '#/components/schemas/Value' } }, { $ref: '#/components/schemas/Wrapped' } ] }
    Wrapped: { type: object, properties: { value: { $ref: '#/components/schemas/Value' } } }
",
        &[
            ("Node", "{ next?: Box Node, all?: [Node] }"),
            ("A", "{ b?: Box B, leaf?: Leaf }"),
            ("B", "= A"),
            ("Leaf", "{ x?: I64 }"),
            ("Value", "oneOf String(Plain) | Array([Value]) | Wrapped(Box Wrapped)"),
            ("Wrapped", "{ value?: Value }"),
        ],
    );
}

#[test]
fn enumerations_and_extensions() {
    check(
        "
    Os: { type: string, x-extensible-enum: [win, mac], x-enum-varnames: [Windows, MAC_OS], x-enum-descriptions: [One., Other.] }
    Code: { type: integer, format: int64, x-extensible-enum: [0, -1], x-enum-varnames: [Fine, Lost] }
    Sort: { type: string, nullable: true, enum: [name, '-name', other, null] }
    Flag: { type: boolean, enum: [true, false] }
    'Yes': { type: boolean, enum: [true] }
    Id: { type: string, x-lenient: number-or-string }
    Files: { type: object, x-lenient: bare-array, properties: { count: { type: integer }, files: { type: array, items: { type: string } } } }
    Odd: { type: object, x-rust-name: Strange, properties: { DCHP: { type: boolean, x-rust-name: dhcp }, sort: { $ref: '#/components/schemas/Sort' }, id: { $ref: '#/components/schemas/Id' } } }
    Small: { type: integer, format: uint8 }
",
        &[
            ("Os", "enum open [Windows=win, MacOs=mac] Other"),
            ("Code", "enum open [Fine=0, Lost=-1] Other"),
            ("Sort", "enum [Name=name, MinusName=-name, Other=other] Unlisted"),
            ("Flag", "= bool"),
            ("Yes", "= bool (const true)"),
            ("Id", "= Plain (lenient)"),
            ("Files", "{ count?: I64, files?: [Plain], bare 1 }"),
            ("Strange", "{ dhcp?: bool, sort?: Sort|null, id?: Id }"),
            (
                "Small",
                "= U32 (minimum Bound { limit: Integer(0), exclusive: false }, maximum Bound { limit: Integer(255), exclusive: false })",
            ),
        ],
    );
}

#[test]
fn references_into_the_middle_of_things() {
    check(
        "
    A: { type: object, properties: { b: { type: object, properties: { c: { type: string } } }, n: { type: integer } } }
    D: { type: object, properties: { b: { $ref: '#/components/schemas/A/properties/b' }, n: { $ref: '#/components/schemas/A/properties/n' } } }
",
        &[
            ("A", "{ b?: AB, n?: AN }"),
            ("D", "{ b?: AB, n?: AN }"),
            ("AB", "{ c?: Plain }"),
            ("AN", "= I64"),
        ],
    );
}

#[test]
fn facts() {
    let api = sound(&document(
        "
  /:
    post:
      operationId: send
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/In' } } } }
      responses: { '200': { description: Done, content: { application/json: { schema: { $ref: '#/components/schemas/Out' } } } } }",
        "  schemas:
    In: { type: object, required: [name], properties: { name: { type: string }, shared: { $ref: '#/components/schemas/Shared' } } }
    Out: { type: object, properties: { shared: { $ref: '#/components/schemas/Shared' }, out: { $ref: '#/components/schemas/Out' } } }
    Shared: { type: object, properties: { x: { type: number } } }
    Unused: { type: array, items: { $ref: '#/components/schemas/In' } }",
    ));
    let facts = api.printed_types().map(|def| {
        let f = def.facts;
        format!(
            "{} default={} hash={} request={} response={}",
            def.name.rust, f.default, f.hash, f.in_request, f.in_response
        )
    });
    assert_eq!(
        facts.collect::<Vec<_>>(),
        [
            "In default=false hash=false request=true response=false",
            "Out default=true hash=false request=false response=true",
            "Shared default=true hash=false request=true response=true",
            "Unused default=true hash=false request=false response=false",
        ]
    );
}

/// 2xx is a success with the body of a `default` that has no success beside it; everything else is an error with it.
#[test]
fn a_default_is_the_success_too() {
    let one = "{ description: d }";
    for (responses, expected) in [
        (format!("default: {one}"), "Success+ Default"),
        (format!("default: {one}, '404': {one}"), "NotFound Success+ Default"),
        (format!("default: {one}, '302': {one}"), "Found+ Success+ Default"),
        (format!("default: {one}, '201': {one}"), "Created+ Default"),
        (format!("default: {one}, 2XX: {one}"), "Success+ Default"),
        (format!("'302': {one}, '404': {one}"), "Found+ NotFound"),
    ] {
        let api = sound(&document(
            &format!(
                "  '/a%20{{b}}': {{ get: {{ operationId: a, parameters: [{{ name: b, in: path, required: true, schema: {{ type: string }} }}], responses: {{ {responses} }} }} }}"
            ),
            "",
        ));
        let found = api.operations[0].responses.iter();
        let found = found.map(|one| format!("{}{}", one.variant.rust, if one.success { "+" } else { "" }));
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{responses}");
    }
}

#[test]
fn operations() {
    let (api, diagnostics) = lower(&document(
        "
  /devices/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
      - { name: trace, in: query, schema: { type: boolean } }
    get:
      operationId: getDevice
      tags: [Devices]
      security: [ { key: [] }, {} ]
      parameters: [ { name: id, in: query, schema: { type: string } }, { name: trace, in: query, schema: { type: string } } ]
      responses:
        default: { description: Else. }
        '4XX': { description: Refused., content: { text/plain: {} } }
        '200':
          description: Found.
          headers: { X-Rate: { schema: { type: integer } }, Content-Type: { schema: { type: string } } }
          content:
            application/json: { schema: { type: object, properties: { id: { type: integer } } } }
            image/png: {}
        '404': { description: Not there. }",
        "",
    )
    .replace("id, in: query", "Id, in: query"), &Config::new("sample"));
    assert_eq!(
        listed(&diagnostics),
        [
            "warning name-clash /paths/~1devices~1{id}/parameters/0: several items would be named `id`; this one is named `path_id`"
        ]
    );
    let operation = &api.operations[0];
    let fields: Vec<_> =
        operation.parameters.iter().map(|p| (p.name.rust.as_str(), p.name.wire.as_str(), p.shape)).collect();
    use crate::ir::Shape::Scalar;
    assert_eq!(fields, [("path_id", "id", Scalar), ("query_id", "Id", Scalar), ("trace", "trace", Scalar)]);
    let responses: Vec<_> =
        operation.responses.iter().map(|r| (r.variant.rust.as_str(), r.success, r.headers.len())).collect();
    assert_eq!(responses, [("Ok", true, 1), ("NotFound", false, 0), ("ClientError", false, 0), ("Default", false, 0)]);
    assert_eq!(print(&api, "GetDeviceResponse200"), "media Json(GetDeviceResponse200Json) | Octets(Binary)");
    assert_eq!((operation.name.rust.as_str(), operation.type_name.as_str()), ("get_device", "GetDevice"));
    assert_eq!(operation.security.iter().map(|r| r.schemes.clone()).collect::<Vec<_>>(), [vec![0], vec![]]);
    let schemes: Vec<_> =
        api.security_schemes.iter().map(|s| (s.name.rust.as_str(), s.credential.wire.as_str())).collect();
    assert_eq!(schemes, [("KEY", "key")]);
    assert_eq!((api.tags[0].name.rust.as_str(), api.tags[0].trait_name.as_str()), ("devices", "Devices"));
}
