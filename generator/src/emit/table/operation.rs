//! Operations.

use super::super::operation::method;
use super::super::{Context, ty};
use super::{content, rules};
use crate::ir::{
    Codec, Content, Location, Operation, Parameter, Response, Schema, Shape, StatusPattern, Style, Type, TypeId,
};
use crate::notation::{Item, List};

/// `listDevices,GET,/devices;?limit(query);?body(json(application/json));200(success);all(apiKey)`, and the types whose
/// tables it refers to.
pub(in crate::emit) fn operation(cx: &Context<'_>, operation: &Operation) -> ([List; 5], Vec<TypeId>) {
    let mut links = Vec::new();
    let head = vec![Item::new(&operation.name.wire), Item::new(method(&operation.method)), Item::new(&operation.path)];
    let parameters = operation.parameters.iter().map(|parameter| self::parameter(cx, parameter, &mut links)).collect();
    let body = operation.body.iter().map(|body| {
        let any = body.any_content_type.then(|| Item::new("anyContentType"));
        let contents = body.content.iter().map(|content| self::content(cx, content, &body.schema));
        Item::new("body").marked((!body.required).then_some('?')).with(any).with(contents)
    });
    let body = body.collect();
    let responses = operation.responses.iter().map(|response| self::response(cx, response, &mut links)).collect();
    let security = operation.security.iter().map(|requirement| {
        let schemes = requirement.schemes.iter().filter_map(|scheme| cx.api.security_schemes.get(*scheme));
        Item::new("all").with(schemes.map(|scheme| Item::new(&scheme.name.wire)))
    });
    ([head, parameters, body, responses, security.collect()], links)
}

/// `?limit(query,maximum(100))`
fn parameter(cx: &Context<'_>, parameter: &Parameter, links: &mut Vec<TypeId>) -> Item {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let usual = matches!(parameter.location, Location::Query | Location::Cookie);
    let style = match parameter.style {
        Style::Simple | Style::Form => None,
        Style::Delimited(delimiter) => Some(Item::new("delimited").of(delimiter)),
        Style::Pair(delimiter) => Some(Item::new("pair").of(delimiter)),
    };
    let explode = (parameter.explode != usual).then(|| Item::new(if usual { "joined" } else { "exploded" }));
    let reserved = parameter.allow_reserved.then(|| Item::new("allowReserved"));
    let shape = shape(cx, parameter, links).map(Item::new);
    let items = [style, explode, reserved, shape].into_iter().flatten();
    let item = Item::new(&parameter.name.wire).marked((!parameter.required).then_some('?'));
    item.of(location).with(items).with(rules::at(cx, &parameter.schema))
}

fn shape(cx: &Context<'_>, parameter: &Parameter, links: &mut Vec<TypeId>) -> Option<&'static str> {
    match parameter.shape {
        Shape::Scalar => None,
        Shape::Array => Some("array"),
        Shape::Map => Some("map"),
        Shape::Json => Some("json"),
        Shape::Object => match &ty::behind(cx, &parameter.schema).ty {
            Type::Named(id) => {
                links.push(*id);
                Some("object")
            }
            _ => Some("map"),
        },
    }
}

/// `json(application/json,alternative(1),maxItems(3))`
fn content(cx: &Context<'_>, content: &Content, schema: &Schema) -> Item {
    let codec = match content.codec {
        Codec::Json => "json",
        Codec::Text => "text",
        Codec::Xml => "xml",
        Codec::Form => "urlencoded",
        Codec::Octets => "octets",
    };
    let alternative = (content.alternative != 0).then(|| Item::new("alternative").of(content.alternative));
    let xml = content.xml.as_ref().map(|xml| content::xml("xml", xml));
    let form = content.form.iter().flat_map(content::form);
    let rules = rules::of_content(cx, &content.constraints, content.lenient, schema);
    Item::new(codec).of(&content.media_type).with(alternative).with(rules).with(xml).with(form)
}

/// `200(success,headers(?x-rate(header)),json(application/json))`
fn response(cx: &Context<'_>, response: &Response, links: &mut Vec<TypeId>) -> Item {
    let status = match response.status {
        StatusPattern::Exact(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    };
    let headers: List = response.headers.iter().map(|header| parameter(cx, header, links)).collect();
    let headers = (!headers.is_empty()).then(|| Item::new("headers").with(headers));
    let success = response.success.then(|| Item::new("success"));
    let optional = response.body_optional.then(|| Item::new("optional"));
    let bodies = response
        .body
        .iter()
        .flat_map(|(_, schema)| response.content.iter().map(|content| self::content(cx, content, schema)));
    Item::new(status).with(success).with(optional).with(headers).with(bodies)
}
