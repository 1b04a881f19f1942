//! `example-invalid`: an example that does not fit its schema misleads readers, and cannot be used in generated tests.

use serde_json::Value;

use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::fit::{self, Direction};
use crate::ir::{Api, Codec, Content, Parameter, Schema, Shape, TypeKind};

/// Warns of examples that do not fit.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        for parameter in &operation.parameters {
            of_parameter(parameter, Direction::Request, api, diagnostics);
        }
        if let Some(body) = &operation.body {
            of_body(&body.schema, &body.content, Direction::Request, api, diagnostics);
        }
        for response in &operation.responses {
            for header in &response.headers {
                of_parameter(header, Direction::Response, api, diagnostics);
            }
            if let Some((_, schema)) = &response.body {
                of_body(schema, &response.content, Direction::Response, api, diagnostics);
            }
        }
    }
    for (index, def) in api.types.iter().enumerate().filter(|(_, def)| def.is_printed()) {
        let schema = Schema { ty: crate::ir::Type::Named(crate::ir::TypeId(index)), ..plain(&def.pointer) };
        for example in def.examples.iter().filter(|example| !example.is_null()) {
            warn(fit::check(example, &schema, &api.types, Direction::Either), &def.pointer.key("example"), diagnostics);
        }
    }
}

fn of_parameter(parameter: &Parameter, direction: Direction, api: &Api, diagnostics: &mut Diagnostics) {
    for example in &parameter.examples {
        // The example may be given as the text that is sent.
        if parameter.shape == Shape::Scalar && example.is_string() {
            continue;
        }
        let misfit = fit::check(example, &parameter.schema, &api.types, direction);
        warn(misfit, &parameter.pointer, diagnostics);
    }
}

fn of_body(schema: &Schema, content: &[Content], direction: Direction, api: &Api, diagnostics: &mut Diagnostics) {
    for content in content.iter().filter(|content| content.codec == Codec::Json) {
        let schema = match schema.ty.resolved(&api.types) {
            crate::ir::Resolved::Kind(_, TypeKind::MediaTypes(variants)) => {
                variants.get(content.alternative).map(|variant| &variant.schema)
            }
            _ => Some(schema),
        };
        let Some(schema) = schema else { continue };
        for (name, example) in &content.examples {
            let single = content.pointer.key("example");
            let at = if name == "example" { single } else { content.pointer.key("examples").key(name) };
            warn(fit::check(example, schema, &api.types, direction), &at, diagnostics);
        }
    }
}

fn warn(result: Result<(), fit::Misfit>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if let Err((place, message)) = result {
        let place = if place.is_empty() { String::new() } else { format!(" at `{place}`") };
        diagnostics.warning("example-invalid", at, format!("the example does not fit its schema{place}: {message}"));
    }
}

fn plain(at: &Pointer) -> Schema {
    Schema {
        pointer: at.clone(),
        ty: crate::ir::Type::Any,
        nullable: false,
        constraints: crate::ir::Constraints::default(),
        lenient: crate::ir::Lenient::default(),
        xml: crate::ir::XmlObject::default(),
        default: Option::<Value>::None,
    }
}
