"""Prints the types and the operations as one crate, in the form that Specwright prints: see runtime/tests/sample."""

from drawn import draw, is_open, keeps, union
from printed import printed_enum, printed_struct, printed_union


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
    json = 'Content { media_type: "application/json", codec: Codec::Json, alternative: 0, rules: None, xml: None, form: None }'
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
    body: Some(RequestBody {{ required: true, content: &[{json}], any_content_type: false }}),
    responses: &[
        ResponseMeta {{ status: StatusPattern::Exact(200), body_optional: false, headers: &[], content: &[{json}] }},
        ResponseMeta {{ status: StatusPattern::Exact(403), body_optional: false, headers: &[], content: &[] }},
        ResponseMeta {{ status: StatusPattern::Default, body_optional: false, headers: &[], content: &[] }},
    ],
    security: &[],
    format_suffix: None,
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
    fn meta() -> &'static OperationMeta {{ &{table} }}
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
    out = ["//! The types and operations as Specwright prints them.\n", limit, IMPORTS]
    if operations:
        out.append(OPERATION_IMPORTS)
    out += [printed_struct(f"T{i}", fields, keeps(i)) for i, fields in enumerate(draw(structs, enums))]
    out += [printed_enum(f"E{i}", is_open(i)) for i in range(enums)]
    out.append(printed_union(union(structs)))
    names = [f"T{i}" for i in range(structs)] + [f"E{i}" for i in range(enums)] + ["Union"]
    out.append(f"specwright_runtime::shims!({', '.join(names)});\n")
    out += [printed_operation(i, f"T{structs - 1 - i}") for i in range(operations)]
    return "\n".join(out)
