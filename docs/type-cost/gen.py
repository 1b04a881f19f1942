"""Prints the crates of the experiment: the same types once with derived serde, once in the form that Specwright prints.

The types are drawn with a fixed seed, so that every run prints the same crates.
"""

import os
import random

PRIMITIVES = ["String", "String", "String", "i64", "bool", "f64", "Vec<String>"]
VALUES = [f"v-{k}" for k in range(8)]


def draw(structs, enums):
    """The fields of each struct: name, type, whether it has to be there. Types point onwards, so that none is endless."""
    random.seed(1)
    drawn = []
    for index in range(structs):
        fields = [("id", "i64", True), ("name", "String", True)]
        for k in range(random.randint(4, 12)):
            onwards = min(structs - 1, index + 1 + random.randrange(40))
            type_ = random.choice(
                PRIMITIVES + [f"Box<T{onwards}>", f"Vec<T{onwards}>", f"E{random.randrange(enums)}"]
            )
            fields.append((f"field_{k}", type_, False))
        drawn.append(fields)
    return drawn


def keeps(index):
    """Whether a struct keeps the properties that it does not list: every tenth."""
    return index % 10 == 0


def is_open(index):
    """Whether an enumeration is open: every second."""
    return index % 2 == 0


UNION = [("Text", "String", "STRING"), ("Number", "i64", "NUMBER"), ("Small", "Box<T{}>", "OBJECT"), ("Large", "Box<T{}>", "OBJECT")]


def union(structs):
    return [(name, type_.format(structs - 1 - k), kind) for k, (name, type_, kind) in enumerate(UNION)]


# The twin with derived serde.


def derived_struct(name, fields, keep):
    out = [f"#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\npub struct {name} {{"]
    for field, type_, required in fields:
        if required:
            out.append(f'    #[serde(rename = "{field}X")]\n    pub {field}: {type_},')
        else:
            out.append(
                f'    #[serde(rename = "{field}X", default, skip_serializing_if = "Option::is_none")]\n'
                f"    pub {field}: Option<{type_}>,"
            )
    if keep:
        out.append("    #[serde(flatten)]\n    pub additional_properties: BTreeMap<String, serde_json::Value>,")
    out.append("}\n")
    return "\n".join(out)


def derived_enum(name, open_):
    variants = [f'    #[serde(rename = "{value}")]\n    V{k},' for k, value in enumerate(VALUES)]
    if open_:
        variants.append("    #[serde(untagged)]\n    Other(String),")
    return "#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]\npub enum %s {\n%s\n}\n" % (name, "\n".join(variants))


def derived(structs, enums, operations):
    out = ["//! The types with derived serde.\n", "use std::collections::BTreeMap;\n\nuse serde::{Deserialize, Serialize};\n"]
    out += [derived_struct(f"T{i}", fields, keeps(i)) for i, fields in enumerate(draw(structs, enums))]
    out += [derived_enum(f"E{i}", is_open(i)) for i in range(enums)]
    variants = "\n".join(f"    {name}({type_})," for name, type_, _ in union(structs))
    out.append(f"#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\n#[serde(untagged)]\npub enum Union {{\n{variants}\n}}\n")
    for i in range(operations):
        out.append(
            "#[derive(Debug, Clone, PartialEq)]\npub struct Operation%d {\n    pub id: String,\n    pub limit: Option<i64>,\n    pub body: T%d,\n}\n"
            % (i, i)
        )
    return "\n".join(out)


# The form that Specwright prints: see runtime/tests/sample.


def printed_struct(name, fields, keep):
    table = name.upper() + "_TABLE"
    holes = {"i64": "0", "String": "String::new()"}
    out = ["#[derive(Clone, PartialEq)]", f"pub struct {name} {{"]
    out += [f"    pub {field}: {type_ if required else f'Option<{type_}>'}," for field, type_, required in fields]
    if keep:
        out.append("    pub additional_properties: BTreeMap<String, Json>,")
    out += ["}\n", f"static {table}: Object = Object {{", f'    name: "{name}",', "    fields: &["]
    for field, _, required in fields:
        need = "Required" if required else "Optional"
        out.append(f'        Field {{ name: "{field}X", json: ",\\"{field}X\\":", need: Need::{need}, rules: None, aliases: &[] }},')
    out += ["    ],", f"    unknown: Unknown::{'Keep' if keep else 'Skip'},", "    rules: None,", "    bare_array: None,", "};\n"]
    hole = [f"{field}: {holes[type_] if required else 'None'}" for field, type_, required in fields]
    if keep:
        hole.append("additional_properties: BTreeMap::new()")
    reads = [f"            {k} => self.{field}.read(reader)," for k, (field, _, _) in enumerate(fields)]
    if keep:
        reads.append("            _ => self.additional_properties.read_entry(reader),")
    else:
        reads[-1] = f"            _ => self.{fields[-1][0]}.read(reader),"
    writes = [f"        writer.field(&self.{field});" for field, _, _ in fields]
    if keep:
        writes.append("        writer.rest(&self.additional_properties);")
    out.append(f"""impl Model for {name} {{
    fn hole() -> Self {{
        Self {{ {', '.join(hole)} }}
    }}

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        reader.object(self, &{table})
    }}

    fn write(&self, writer: &mut Writer) -> Outcome {{
        writer.object(self, &{table})
    }}
}}

impl Fields for {name} {{
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {{
        match index {{
{chr(10).join(reads)}
        }}
    }}

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {{
{chr(10).join(writes)}
    }}
}}
""")
    return "\n".join(out)


def printed_enum(name, open_, values=None):
    values = values or [(f"V{k}", value) for k, value in enumerate(VALUES)]
    variants = "\n".join(f"    {variant}," for variant, _ in values)
    from_text = "\n".join(f'            "{value}" => Self::{variant},' for variant, value in values)
    as_text = "\n".join(f'            Self::{variant} => "{value}",' for variant, value in values)
    listed = ", ".join(f'"{value}"' for _, value in values)
    return f"""#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum {name} {{
{variants}
    Other(String),
}}

impl Model for {name} {{
    fn hole() -> Self {{
        Self::Other(String::new())
    }}

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        reader.enumeration(self)
    }}

    fn write(&self, writer: &mut Writer) -> Outcome {{
        writer.enumeration(self)
    }}
}}

impl Enumeration for {name} {{
    const VALUES: &'static [&'static str] = &[{listed}];
    const OPEN: bool = {str(open_).lower()};

    fn from_text(text: &str) -> Self {{
        match text {{
{from_text}
            other => Self::Other(other.to_owned()),
        }}
    }}

    fn as_text(&self) -> &str {{
        match self {{
{as_text}
            Self::Other(text) => text,
        }}
    }}

    fn is_other(&self) -> bool {{
        matches!(self, Self::Other(_))
    }}
}}
"""


def printed_union(variants):
    def arms(pattern):
        return "\n".join(pattern.format(k=k, name=name) for k, (name, _, _) in enumerate(variants))

    listed = "\n".join(f"        Variant {{ kinds: Kinds::{kind}, tags: &[], rules: None }}," for _, _, kind in variants)
    return f"""#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Union {{
{chr(10).join(f"    {name}({type_})," for name, type_, _ in variants)}
    Other(Json),
}}

static UNION: OneOf = OneOf {{
    variants: &[
{listed}
    ],
    discriminator: None,
}};

impl Model for Union {{
    fn hole() -> Self {{
        Self::Other(Json::null())
    }}

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        reader.one_of(self, &UNION)
    }}

    fn write(&self, writer: &mut Writer) -> Outcome {{
        writer.one_of(self, &UNION)
    }}
}}

impl Variants for Union {{
    fn select(&mut self, index: usize) {{
        *self = match index {{
{arms("            {k} => Self::{name}(Model::hole()),")}
            _ => Self::Other(Model::hole()),
        }};
    }}

    fn selected(&self) -> usize {{
        match self {{
{arms("            Self::{name}(_) => {k},")}
            Self::Other(_) => {len(variants)},
        }}
    }}

    fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        match self {{
{arms("            Self::{name}(value) => value.read(reader),")}
            Self::Other(value) => value.read(reader),
        }}
    }}

    fn write_variant(&self, writer: &mut Writer) -> Outcome {{
        match self {{
{arms("            Self::{name}(value) => value.write(writer),")}
            Self::Other(value) => value.write(writer),
        }}
    }}
}}
"""


def printed_parameter(name, location, style, explode, required):
    return f"""        Parameter {{
            name: "{name}",
            location: Location::{location},
            style: Style::{style},
            explode: {explode},
            allow_reserved: false,
            required: {required},
            shape: Shape::Scalar,
            rules: None,
        }},"""


def printed_operation(i, reply):
    name, table = f"Operation{i}", f"OPERATION_{i}"
    json = 'Content { media_type: "application/json", codec: Codec::Json, alternative: 0, rules: None }'
    parameters = "\n".join(
        [
            printed_parameter("id", "Path", "Simple", "false", "true"),
            printed_parameter("limit", "Query", "Form", "true", "false"),
        ]
    )
    return f"""#[derive(Clone, Debug, PartialEq)]
pub struct {name} {{
    pub id: String,
    pub limit: Option<i64>,
    pub body: T{i},
}}

static {table}: OperationMeta = OperationMeta {{
    id: "operation{i}",
    method: Method::PUT,
    path: "/operations/{i}/{{id}}",
    parameters: &[
{parameters}
    ],
    body: Some(RequestBody {{ required: true, content: &[{json}] }}),
    responses: &[
        ResponseMeta {{ status: StatusPattern::Exact(200), headers: &[], content: &[{json}] }},
        ResponseMeta {{ status: StatusPattern::Exact(403), headers: &[], content: &[] }},
        ResponseMeta {{ status: StatusPattern::Default, headers: &[], content: &[] }},
    ],
    security: &[],
}};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum {name}Error {{
    Forbidden,
    Default(StatusCode),
}}

impl Parts for {name} {{
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> Outcome {{
        match part {{
            0 => self.id.read(reader),
            1 => self.limit.read(reader),
            _ => self.body.read(reader),
        }}
    }}

    fn write_part(&self, part: usize, writer: &mut Writer) -> Outcome {{
        match part {{
            0 => self.id.write(writer),
            1 => self.limit.write(writer),
            _ => self.body.write(writer),
        }}
    }}
}}

impl Operation for {name} {{
    const META: &'static OperationMeta = &{table};
    type Output = {reply};
    type Error = {name}Error;

    fn hole() -> Self {{
        Self {{ id: Model::hole(), limit: Model::hole(), body: Model::hole() }}
    }}

    fn reply_hole(response: usize, status: StatusCode) -> Result<{reply}, {name}Error> {{
        match response {{
            0 => Ok(Model::hole()),
            1 => Err({name}Error::Forbidden),
            _ => Err({name}Error::Default(status)),
        }}
    }}

    fn reply_response(reply: &Result<{reply}, {name}Error>) -> (usize, StatusCode) {{
        match reply {{
            Ok(_) => (0, StatusCode::OK),
            Err({name}Error::Forbidden) => (1, StatusCode::FORBIDDEN),
            Err({name}Error::Default(status)) => (2, *status),
        }}
    }}

    fn read_reply_part(reply: &mut Result<{reply}, {name}Error>, _part: usize, reader: &mut Reader<'_>) -> Outcome {{
        match reply {{
            Ok(body) => body.read(reader),
            Err({name}Error::Forbidden | {name}Error::Default(_)) => Ok(()),
        }}
    }}

    fn write_reply_part(reply: &Result<{reply}, {name}Error>, _part: usize, writer: &mut Writer) -> Outcome {{
        match reply {{
            Ok(body) => body.write(writer),
            Err({name}Error::Forbidden | {name}Error::Default(_)) => Ok(()),
        }}
    }}
}}
"""


IMPORTS = """use std::collections::BTreeMap;

use specwright_runtime::fault::Outcome;
use specwright_runtime::model::{
    Entries, Enumeration, Field, FieldWriter, Fields, Json, Kinds, Model, Need, Object, OneOf, Unknown, Variant, Variants,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::writer::Writer;
"""

OPERATION_IMPORTS = """use specwright_runtime::http::{Method, StatusCode};
use specwright_runtime::operation::{
    Codec, Content, Location, Operation, OperationMeta, Parameter, Parts, RequestBody, ResponseMeta, Shape, StatusPattern, Style,
};
"""


def printed(structs, enums, operations):
    # That a long chain of types is `Send` is proved step by step; the default limit of 128 steps is some 30 types.
    limit = '#![recursion_limit = "1024"]\n'
    out = ["//! The types and operations as Specwright prints them.\n", limit, IMPORTS, OPERATION_IMPORTS]
    out += [printed_struct(f"T{i}", fields, keeps(i)) for i, fields in enumerate(draw(structs, enums))]
    out += [printed_enum(f"E{i}", is_open(i)) for i in range(enums)]
    out.append(printed_union(union(structs)))
    names = [f"T{i}" for i in range(structs)] + [f"E{i}" for i in range(enums)] + ["Union"]
    out.append(f"specwright_runtime::shims!({', '.join(names)});\n")
    out += [printed_operation(i, f"T{structs - 1 - i}") for i in range(operations)]
    return "\n".join(out)


# The crates.


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
    import speed

    ordered = 'serde = { version = "1", features = ["derive"] }\nserde_json = { version = "1", features = ["preserve_order"] }'
    write(f"{target}/speed", f"{runtime}\n{ordered}", {"src/main.rs": speed.program()})
    with open(f"{target}/Cargo.toml", "w", encoding="utf-8") as file:
        listed = ", ".join(f'"{member}"' for member in members)
        file.write(f'[workspace]\nresolver = "3"\nmembers = [{listed}]\n')
