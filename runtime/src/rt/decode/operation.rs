//! Operations.

use std::str::FromStr as _;

use http::{Method, StatusCode};

use super::{Entry, all, content, list, rules, text, texts, value, wrong};
use crate::model::Object;
use crate::operation::{
    Codec, Content, Location, OperationMeta, Parameter, RequestBody, Requirement, ResponseMeta, Shape, StatusPattern,
    Style,
};
use crate::rt::notation::TextError;
use crate::rt::operation::Api;
use crate::rt::table::Link;

/// ```text
/// listDevices,GET,/devices;
/// ?limit(query,maximum(100));
/// ?body(json(application/json));
/// 200(success,json(application/json)),404,default;
/// all(apiKey)
/// ```
pub(in crate::rt) fn operation(
    lists: &[Vec<Entry>],
    links: &[Link],
    api: &'static Api,
) -> Result<OperationMeta, TextError> {
    let [id, method, path] = list(lists, 0) else {
        return Err(TextError { message: "name, method and path are meant", offset: 0 });
    };
    let Ok(name) = Method::from_str(&method.word) else { return wrong(method, "not a method") };
    let mut links = links.iter();
    let mut linked = |item: &Entry| match links.next().and_then(|link| link()).map(|table| table.object()) {
        Some(Ok(object)) => Ok(object),
        Some(Err(_)) => wrong(item, "the table of the object cannot be read"),
        None => wrong(item, "the object has no table"),
    };
    let parameters = list(lists, 1).iter().map(|item| parameter(item, &mut linked)).collect::<Result<Vec<_>, _>>()?;
    let body = match list(lists, 2) {
        [] => None,
        [body] => Some(request_body(body)?),
        [_, second, ..] => return wrong(second, "there is one body at most"),
    };
    let responses = list(lists, 3).iter().map(|item| response(item, &mut linked)).collect::<Result<Vec<_>, _>>()?;
    let security = list(lists, 4).iter().map(|item| requirement(item, api)).collect::<Result<Vec<_>, _>>()?;
    Ok(OperationMeta {
        id: text(id),
        method: name,
        path: text(path),
        parameters: all(parameters),
        body,
        responses: all(responses),
        security: all(security),
        format_suffix: api.format_suffix,
    })
}

/// `?limit(query,maximum(100))`: location and style stand first; `exploded` and `joined` only where the style's own
/// reading is another one (OpenAPI 3.0.3, section 4.7.12.2.1).
fn parameter(
    item: &Entry,
    linked: &mut dyn FnMut(&Entry) -> Result<&'static Object, TextError>,
) -> Result<Parameter, TextError> {
    let Some((first, said)) = item.items.split_first() else { return wrong(item, "the location is missing") };
    let location = match &*first.word {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        "cookie" => Location::Cookie,
        _ => return wrong(first, "not a location"),
    };
    let form = matches!(location, Location::Query | Location::Cookie);
    let mut parameter = Parameter {
        name: text(item),
        location,
        style: if form { Style::Form } else { Style::Simple },
        explode: form,
        allow_reserved: false,
        required: item.mark.is_none(),
        shape: Shape::Scalar,
        rules: None,
    };
    parameter.rules = rules::rules(said, &mut |item| {
        match &*item.word {
            "exploded" => parameter.explode = true,
            "joined" => parameter.explode = false,
            "delimited" => parameter.style = Style::Delimited(value(item)?),
            "pair" => parameter.style = Style::Pair(value(item)?),
            "allowReserved" => parameter.allow_reserved = true,
            "array" => parameter.shape = Shape::Array,
            "map" => parameter.shape = Shape::Map,
            "json" => parameter.shape = Shape::Json,
            "object" => parameter.shape = Shape::Object(linked(item)?),
            _ => return wrong(item, "not said of parameters"),
        }
        Ok(())
    })?;
    Ok(parameter)
}

/// `?body(json(application/json),anyContentType)`
fn request_body(item: &Entry) -> Result<RequestBody, TextError> {
    if item.word != "body" {
        return wrong(item, "not a body");
    }
    let (mut content, mut any_content_type) = (Vec::new(), false);
    for item in &item.items {
        match &*item.word {
            "anyContentType" => any_content_type = true,
            _ => content.push(self::content(item)?),
        }
    }
    Ok(RequestBody { required: item.mark.is_none(), content: all(content), any_content_type })
}

/// `json(application/json,alternative(1),maxItems(3))`: the codec, the media type, and what holds for the value.
fn content(item: &Entry) -> Result<Content, TextError> {
    let codec = match &*item.word {
        "json" => Codec::Json,
        "text" => Codec::Text,
        "octets" => Codec::Octets,
        #[cfg(feature = "xml")]
        "xml" => Codec::Xml,
        #[cfg(not(feature = "xml"))]
        "xml" => return wrong(item, "the runtime lacks the feature `xml`"),
        "urlencoded" => Codec::Form,
        _ => return wrong(item, "not a content"),
    };
    let Some((media_type, said)) = item.items.split_first() else { return wrong(item, "the media type is missing") };
    let (mut alternative, mut xml, mut form, mut json_field) = (0, None, None, None);
    let mut reserved: &'static [&'static str] = &[];
    let rules = rules::rules(said, &mut |item| {
        match &*item.word {
            "alternative" => alternative = value(item)?,
            "xml" => xml = Some(content::xml(item)?),
            "form" => form = Some(item.clone()),
            "allowReserved" => reserved = texts(item),
            "jsonField" => json_field = Some(content::json_field(item)?),
            _ => return wrong(item, "not said of contents"),
        }
        Ok(())
    })?;
    let form = match (form, json_field) {
        (None, None) => None,
        (form, json_field) => Some(content::form(form.as_ref(), json_field, reserved)?),
    };
    Ok(Content { media_type: text(media_type), codec, alternative, rules, xml, form })
}

/// `200(success,optional,json(application/json),headers(?x-rate(header)))`
fn response(
    item: &Entry,
    linked: &mut dyn FnMut(&Entry) -> Result<&'static Object, TextError>,
) -> Result<ResponseMeta, TextError> {
    let status = match item.word.as_bytes() {
        b"default" => StatusPattern::Default,
        [class @ b'1'..=b'5', b'X', b'X'] => StatusPattern::Range(u16::from(class - b'0')),
        code => StatusPattern::Exact(StatusCode::from_bytes(code).or_else(|_| wrong(item, "not a status"))?.as_u16()),
    };
    let mut response = ResponseMeta { status, success: false, body_optional: false, headers: &[], content: &[] };
    let mut contents = Vec::new();
    for item in &item.items {
        match &*item.word {
            "success" => response.success = true,
            "optional" => response.body_optional = true,
            "headers" => {
                let headers = item.items.iter().map(|item| parameter(item, linked));
                response.headers = all(headers.collect::<Result<_, _>>()?);
            }
            _ => contents.push(content(item)?),
        }
    }
    response.content = all(contents);
    Ok(response)
}

/// `all(apiKey,session)`: schemes that are required together; `all` without parentheses if none is.
fn requirement(item: &Entry, api: &'static Api) -> Result<Requirement, TextError> {
    if item.word != "all" {
        return wrong(item, "not a security requirement");
    }
    let schemes = item.items.iter().zip(texts(item)).map(|(item, name)| {
        let scheme = api.schemes.iter().find(|scheme| scheme.name == *name);
        scheme.copied().map_or_else(|| wrong(item, "not a security scheme"), Ok)
    });
    Ok(Requirement { schemes: all(schemes.collect::<Result<_, _>>()?) })
}
