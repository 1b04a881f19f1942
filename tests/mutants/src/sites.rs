//! The initializer of a table in, every way of breaking it out: the operator, the place, and the broken initializer.

use quote::ToTokens as _;
use syn::{Expr, ExprArray, ExprStruct, FieldValue, Lit, Member, parse_quote};

use crate::operator::Operator;

/// One way of breaking a table.
pub struct Site {
    /// What is done.
    pub operator: Operator,
    /// Where, by names within the table.
    pub place: String,
    /// The table that is broken so.
    pub broken: Expr,
    /// Why it is as good as the original, where it is.
    pub equivalent: Option<&'static str>,
}

/// All ways of breaking a table.
#[must_use]
pub fn sites(table: &Expr) -> Vec<Site> {
    match table {
        Expr::Struct(literal) => of_struct(literal),
        Expr::Reference(reference) => within(sites(&reference.expr), "", |expr| {
            let mut broken = reference.clone();
            *broken.expr = expr;
            Expr::Reference(broken)
        }),
        // `Some(..)`.
        Expr::Call(call) => match call.args.first() {
            Some(argument) if call.args.len() == 1 => within(sites(argument), "", |expr| {
                let mut broken = call.clone();
                broken.args.clear();
                broken.args.push(expr);
                Expr::Call(broken)
            }),
            Some(_) | None => Vec::new(),
        },
        Expr::Array(array) => of_array(array),
        _ => Vec::new(),
    }
}

fn of_array(array: &ExprArray) -> Vec<Site> {
    let mut all = Vec::new();
    for (index, item) in array.elems.iter().enumerate() {
        all.extend(within(sites(item), "", |expr| {
            let mut broken = array.clone();
            if let Some(place) = broken.elems.iter_mut().nth(index) {
                *place = expr;
            }
            Expr::Array(broken)
        }));
    }
    all
}

fn of_struct(literal: &ExprStruct) -> Vec<Site> {
    let mut all: Vec<Site> = own(literal)
        .into_iter()
        .map(|(operator, place, broken)| {
            let equivalent = equivalent(literal, operator, &place);
            Site { operator, place, broken: Expr::Struct(broken), equivalent }
        })
        .collect();
    for (index, field) in literal.fields.iter().enumerate() {
        all.extend(within(sites(&field.expr), "", |expr| {
            let mut broken = literal.clone();
            if let Some(place) = broken.fields.iter_mut().nth(index) {
                place.expr = expr;
            }
            Expr::Struct(broken)
        }));
    }
    let label = label(literal);
    for site in &mut all {
        site.place = join(&label, &site.place);
    }
    all
}

/// Why a parameter that is broken so is as good as before.
fn equivalent(literal: &ExprStruct, operator: Operator, place: &str) -> Option<&'static str> {
    if type_name(literal) != "Parameter" {
        return None;
    }
    let says = |field: &str, text: &str| {
        value(literal, field).is_some_and(|expr| expr.to_token_stream().to_string().contains(text))
    };
    match (operator, place) {
        (Operator::ForgetExplode, _) if says("shape", "Scalar") || says("shape", "Json") => {
            Some("of a single value, `explode` says nothing")
        }
        (Operator::ForgetExplode, _) if says("style", "Pair") => Some("pairs of segments are never exploded"),
        (Operator::ForgetExplode, _)
            if says("shape", "Array") && (says("location", "Header") || says("location", "Path")) =>
        {
            Some("an array in a path or a header is written alike in both ways")
        }
        (Operator::SkipConstraint, "required") if says("location", "Path") => Some("a path without it is another path"),
        _ => None,
    }
}

/// What can be wrong with a table itself.
fn own(literal: &ExprStruct) -> Vec<(Operator, String, ExprStruct)> {
    let mut all = Vec::new();
    let mut add = |operator, place: &str, changes: &[(&str, Expr)]| {
        all.push((operator, place.to_owned(), with(literal, changes)));
    };
    let says = |field: &str, text: &str| value(literal, field).is_some_and(|expr| last_word(expr) == text);
    match type_name(literal).as_str() {
        "Field" => {
            let dropped = [
                ("name", parse_quote!("\u{e000}")),
                ("json", parse_quote!(",\"\u{e000}\":")),
                ("need", parse_quote!(::specwright_runtime::model::Need::Optional)),
                ("rules", parse_quote!(None)),
                ("aliases", parse_quote!(&[])),
                ("xml", parse_quote!(None)),
            ];
            add(Operator::DropField, "", &dropped);
            let name = format!("{}\u{e000}", text(literal, "name"));
            let json = format!(",{}:", quoted(&name));
            add(Operator::ChangeWireName, "", &[("name", parse_quote!(#name)), ("json", parse_quote!(#json))]);
            if says("need", "Optional") {
                add(
                    Operator::DemandOptional,
                    "",
                    &[("need", parse_quote!(::specwright_runtime::model::Need::Required))],
                );
            } else {
                add(
                    Operator::SkipConstraint,
                    "required",
                    &[("need", parse_quote!(::specwright_runtime::model::Need::Optional))],
                );
            }
        }
        "Object" => {
            if says("unknown", "Refuse") {
                add(
                    Operator::SkipConstraint,
                    "additionalProperties",
                    &[("unknown", parse_quote!(::specwright_runtime::model::Unknown::Skip))],
                );
            }
            if says("unknown", "Keep") {
                add(
                    Operator::DropField,
                    "additionalProperties",
                    &[("unknown", parse_quote!(::specwright_runtime::model::Unknown::Skip))],
                );
            }
        }
        "Parameter" => {
            let name = format!("{}x", text(literal, "name"));
            add(Operator::ChangeWireName, "", &[("name", parse_quote!(#name))]);
            let explode = !says("explode", "true");
            add(Operator::ForgetExplode, "", &[("explode", parse_quote!(#explode))]);
            if says("required", "true") {
                add(Operator::SkipConstraint, "required", &[("required", parse_quote!(false))]);
            }
        }
        "Rules" => {
            let constraints =
                literal.fields.iter().map(name).filter(|name| !["items", "lenient"].contains(&name.as_str()));
            for constraint in constraints {
                let broken = without(literal, &constraint);
                all.push((Operator::SkipConstraint, constraint, broken));
            }
        }
        "OperationMeta" => {
            let path = format!("{}x", text(literal, "path"));
            add(Operator::ChangePath, "", &[("path", parse_quote!(#path))]);
            let method = if says("method", "PATCH") { "PUT" } else { "PATCH" };
            let method = quote::format_ident!("{method}");
            add(Operator::ChangeMethod, "", &[("method", parse_quote!(::specwright_runtime::http::Method::#method))]);
            swapped(literal, &mut all);
            unsecured(literal, &mut all);
        }
        "RequestBody" if says("required", "true") => {
            add(Operator::SkipConstraint, "required", &[("required", parse_quote!(false))]);
        }
        "ResponseMeta" => {
            add(
                Operator::LoseStatus,
                "",
                &[("status", parse_quote!(::specwright_runtime::operation::StatusPattern::Exact(0)))],
            );
        }
        "Content" => {
            let media_type = format!("{}x", text(literal, "media_type"));
            add(Operator::ChangeMediaType, "", &[("media_type", parse_quote!(#media_type))]);
        }
        "Xml" => {
            let other = format!("{}x", text(literal, "name"));
            add(Operator::ForgetXml, "name", &[("name", parse_quote!(#other))]);
            for fact in literal.fields.iter().map(name).filter(|fact| fact != "name") {
                let broken = without(literal, &fact);
                all.push((Operator::ForgetXml, fact, broken));
            }
        }
        "Form" => {
            let properties = elements(literal, "properties");
            for (index, property) in properties.iter().enumerate() {
                let place = if let Expr::Struct(property) = property { label(property) } else { String::new() };
                let mut rest = properties.clone();
                rest.remove(index);
                all.push((
                    Operator::ForgetEncoding,
                    place,
                    with(literal, &[("properties", parse_quote!(&[#(#rest),*]))]),
                ));
            }
        }
        "JsonField" => {
            let field = format!("{}x", text(literal, "field"));
            add(Operator::ChangeWireName, "", &[("field", parse_quote!(#field))]);
        }
        _ => {}
    }
    all
}

/// Parameters that stand one behind the other, exchanged: each keeps its field.
fn swapped(literal: &ExprStruct, all: &mut Vec<(Operator, String, ExprStruct)>) {
    let parameters = elements(literal, "parameters");
    for index in 1..parameters.len() {
        let mut order = parameters.clone();
        order.swap(index - 1, index);
        let names: Vec<String> = parameters.iter().skip(index - 1).take(2).map(name_of).collect();
        let broken = with(literal, &[("parameters", parse_quote!(&[#(#order),*]))]);
        all.push((Operator::SwapParameters, names.join(" and "), broken));
    }
}

/// Each alternative of the security requirements left out; where there is one only, anyone may call then.
fn unsecured(literal: &ExprStruct, all: &mut Vec<(Operator, String, ExprStruct)>) {
    let requirements = elements(literal, "security");
    for index in 0..requirements.len() {
        let mut rest = requirements.clone();
        rest.remove(index);
        let broken = with(literal, &[("security", parse_quote!(&[#(#rest),*]))]);
        all.push((Operator::LoseSecurity, format!("security {index}"), broken));
    }
}

/// What a table is called in the place of what is in it.
fn label(literal: &ExprStruct) -> String {
    match type_name(literal).as_str() {
        "Object" | "Field" | "Parameter" | "FormProperty" => text(literal, "name"),
        "OperationMeta" => text(literal, "id"),
        "Content" => text(literal, "media_type"),
        "JsonField" => text(literal, "field"),
        "ResponseMeta" => value(literal, "status")
            .map(|status| match status {
                Expr::Call(call) => call.args.to_token_stream().to_string(),
                other => last_word(other).to_lowercase(),
            })
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn within(sites: Vec<Site>, place: &str, around: impl Fn(Expr) -> Expr) -> Vec<Site> {
    let around = |site: Site| Site { place: join(place, &site.place), broken: around(site.broken), ..site };
    sites.into_iter().map(around).collect()
}

fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", inner) => inner.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, inner) => format!("{outer} › {inner}"),
    }
}

fn with(literal: &ExprStruct, changes: &[(&str, Expr)]) -> ExprStruct {
    let mut broken = literal.clone();
    for field in &mut broken.fields {
        if let Some((_, expr)) = changes.iter().find(|(changed, _)| *changed == name(field)) {
            field.expr = expr.clone();
        }
    }
    broken
}

/// The table without a field that it need not say.
fn without(literal: &ExprStruct, left_out: &str) -> ExprStruct {
    let mut broken = literal.clone();
    broken.fields = broken.fields.into_iter().filter(|field| name(field) != left_out).collect();
    // Behind the fields, the rest is named.
    if !broken.fields.empty_or_trailing() {
        broken.fields.push_punct(Default::default());
    }
    broken
}

fn type_name(literal: &ExprStruct) -> String {
    literal.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn name(field: &FieldValue) -> String {
    match &field.member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

fn value<'a>(literal: &'a ExprStruct, field: &str) -> Option<&'a Expr> {
    literal.fields.iter().find(|other| name(other) == field).map(|found| &found.expr)
}

fn text(literal: &ExprStruct, field: &str) -> String {
    match value(literal, field) {
        Some(Expr::Lit(lit)) => match &lit.lit {
            Lit::Str(text) => text.value(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The elements of `&[..]`.
fn elements(literal: &ExprStruct, field: &str) -> Vec<Expr> {
    match value(literal, field) {
        Some(Expr::Reference(reference)) => match &*reference.expr {
            Expr::Array(array) => array.elems.iter().cloned().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn name_of(expr: &Expr) -> String {
    if let Expr::Struct(literal) = expr { label(literal) } else { String::new() }
}

/// The last identifier of a path, or a literal as it stands.
fn last_word(expr: &Expr) -> String {
    match expr {
        Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default(),
        other => other.to_token_stream().to_string(),
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
