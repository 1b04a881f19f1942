//! The routes of axum that the paths of an API need: one for each *shape*, which is a template without its parameters.

use std::sync::Arc;

use super::paths::{Entry, Paths};
use super::template::{Segment, Template, is_plain};

/// A route of axum, and the templates that a path of this route can match.
#[derive(Debug)]
pub(super) struct Route {
    /// As axum writes it.
    pub(super) path: String,
    pub(super) paths: Arc<Paths>,
}

/// The segments of a template: the text of those that axum can compare, `None` for all others.
type Shape<'t> = Vec<Option<&'t str>>;

/// One route for each shape of these paths.
///
/// axum takes the route whose text stands first, and the document the template that is more specific as a whole; so each
/// route has all templates that a path of its shape can match. What may follow a template (`x-path-pair`,
/// `x-format-suffix`) has a route for each number of pairs, since a wildcard cannot stand beside parameters.
pub(super) fn routes(paths: &Paths) -> Vec<Route> {
    let mut shapes: Vec<(Shape<'_>, Option<String>)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for entry in paths.entries() {
        for tail in 0..=entry.longest_tail() {
            let shape = shape(&entry.template, tail);
            // axum has no other paths than those that begin with a slash.
            if shape.len() < 2 || shape.first() != Some(&Some("")) {
                continue;
            }
            match known.get(&shape) {
                // The names of two templates cannot both stand in the route.
                Some(index) => {
                    if let Some((_, own)) = shapes.get_mut(*index) {
                        *own = None;
                    }
                }
                None => {
                    known.insert(shape.clone(), shapes.len());
                    shapes.push((shape, own_path(&entry.template).filter(|_| tail == 0)));
                }
            }
        }
    }
    let route = |(shape, own): (Shape<'_>, Option<String>)| Route {
        path: own.unwrap_or_else(|| synthetic_path(&shape)),
        paths: Arc::new(paths.filtered(|entry| can_match(entry, &shape))),
    };
    shapes.into_iter().map(route).collect()
}

fn shape(template: &Template, tail: usize) -> Shape<'_> {
    let segments = template.segments.iter().map(|segment| match segment {
        Segment::Literal(text) => literal(text),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    });
    segments.chain(std::iter::repeat_n(None, 2 * tail)).collect()
}

/// The text, where axum can compare it with the path: its own routes cannot begin with `:` or `*`, and what a path has to
/// escape is not the same there.
fn literal(text: &[u8]) -> Option<&str> {
    let first = text.first();
    if matches!(first, Some(b':' | b'*')) || !text.iter().all(|byte| is_plain(*byte)) {
        return None;
    }
    std::str::from_utf8(text).ok()
}

/// Whether a path of this shape can match the template.
fn can_match(entry: &Entry, shape: &Shape<'_>) -> bool {
    let Some(behind) = shape.len().checked_sub(entry.template.segments.len()) else { return false };
    behind % 2 == 0
        && behind / 2 <= entry.longest_tail()
        && entry.template.segments.iter().zip(shape).all(|(segment, shape)| match (segment, shape) {
            (Segment::Literal(text), Some(shape)) => text == shape.as_bytes(),
            _ => true,
        })
}

/// The route as the document writes the template, if axum writes it in the same way.
fn own_path(template: &Template) -> Option<String> {
    let segment = |segment: &Segment| match segment {
        Segment::Literal(text) => Some(format!("/{}", literal(text)?)),
        Segment::Parameter(name) if is_name(name) => Some(format!("/{{{name}}}")),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    };
    template.segments.iter().skip(1).map(segment).collect()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// The route with parameters that are numbered.
fn synthetic_path(shape: &Shape<'_>) -> String {
    let segment = |(index, segment): (usize, &Option<&str>)| match segment {
        Some(text) => format!("/{text}"),
        None => format!("/{{segment{}}}", index + 1),
    };
    shape.iter().skip(1).enumerate().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::Router;
    use axum::body::Body;
    use axum::extract::Request;
    use axum::response::IntoResponse as _;
    use axum::routing::any_service;
    use http::Method;
    use proptest::prelude::*;
    use tower::{ServiceExt as _, service_fn};

    use super::*;
    use crate::operation::{FormatSuffix, Location, OperationMeta, Parameter, Shape, Style};

    static SUFFIX: FormatSuffix = FormatSuffix { segment: "format", formats: &[] };
    static PAIRS: [Parameter; 2] = [pair("a"), pair("b")];

    const fn pair(name: &'static str) -> Parameter {
        Parameter {
            name,
            location: Location::Query,
            style: Style::Pair(','),
            explode: false,
            allow_reserved: false,
            required: false,
            shape: Shape::Scalar,
            rules: None,
        }
    }

    fn operation(method: Method, path: &str, pairs: usize, suffix: bool) -> &'static OperationMeta {
        Box::leak(Box::new(OperationMeta {
            id: "",
            method,
            path: path.to_owned().leak(),
            parameters: &PAIRS[..pairs],
            body: None,
            responses: &[],
            security: &[],
            format_suffix: suffix.then_some(&SUFFIX),
        }))
    }

    /// What `find` says of a request.
    fn found(paths: &Paths, method: &Method, path: &str) -> String {
        format!("{:?}", paths.find(method, path))
    }

    /// axum's router of these paths; it responds with what is found behind a route.
    fn router(paths: &Paths) -> Router {
        routes(paths).into_iter().fold(Router::new(), |router, route| {
            let found = move |request: Request| {
                let text = found(&route.paths, request.method(), request.uri().path());
                async move { Ok::<_, Infallible>(text.into_response()) }
            };
            router.route_service(&route.path, any_service(service_fn(found)))
        })
    }

    /// What is found through axum; `None` where it has no route.
    fn routed(router: &Router, method: &Method, path: &str) -> Option<String> {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let response = router.clone().oneshot(request).await.unwrap();
            let is_routed = response.status() == 200;
            let text = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
            is_routed.then(|| String::from_utf8(text.to_vec()).unwrap())
        })
    }

    fn method() -> impl Strategy<Value = Method> {
        prop_oneof![Just(Method::GET), Just(Method::PUT)]
    }

    fn template() -> impl Strategy<Value = String> {
        let segment =
            prop::sample::select(vec!["a", "b", "x", "format", "{p}", "{q}", "{p}:x", "{p}.{q}", ":a", "*", "ä", ""]);
        prop::collection::vec(segment, 1..5).prop_map(|segments| format!("/{}", segments.join("/")))
    }

    fn path() -> impl Strategy<Value = String> {
        let segment = prop::sample::select(vec![
            "a", "b", "x", "1", "format", "json", "1:x", "1%3Ax", "1.2", ":a", "%3Aa", "*", "%C3%A4", "%61", "",
        ]);
        prop::collection::vec(segment, 1..7).prop_map(|segments| format!("/{}", segments.join("/")))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn routes_find_what_all_templates_do(
            templates in prop::collection::vec((method(), template(), 0..3_usize, any::<bool>()), 1..8),
            requests in prop::collection::vec((method(), path()), 1..20),
        ) {
            let operations = templates.iter().map(|(method, path, pairs, suffix)| operation(method.clone(), path, *pairs, *suffix));
            let paths = Paths::new(operations.collect::<Vec<_>>());
            let router = router(&paths);
            for (method, path) in requests {
                let all = found(&paths, &method, &path);
                match routed(&router, &method, &path) {
                    Some(routed) => prop_assert_eq!(routed, all, "{} {}", method, path),
                    // axum compares text as it is sent.
                    None => prop_assert!(all == "Err(NotFound)" || path.contains('%'), "{} {}: {}", method, path, all),
                }
            }
        }
    }

    #[test]
    fn routes_are_the_documents_where_axum_has_such() {
        let table: &[(&[&str], &[&str])] = &[
            (
                &["/devices", "/devices/{id}", "/devices/{device-id}/logs"],
                &["/devices", "/devices/{id}", "/devices/{device-id}/logs"],
            ),
            (&["/devices/{id}", "/devices/{name}"], &["/devices/{segment2}"]),
            (&["/devices/{id}", "/devices/{id}:restart"], &["/devices/{segment2}"]),
            (&["/:a/*/b", "/größe", "/{ä}", "/"], &["/{segment1}/{segment2}/b", "/{segment1}", "/"]),
        ];
        for (templates, expected) in table {
            let paths =
                Paths::new(templates.iter().map(|path| operation(Method::GET, path, 0, false)).collect::<Vec<_>>());
            let mut found: Vec<_> = routes(&paths).into_iter().map(|route| route.path).collect();
            let mut expected = expected.to_vec();
            found.sort();
            expected.sort_unstable();
            assert_eq!(found, expected);
        }
        let tails = Paths::new([operation(Method::GET, "/a/{id}", 1, true)]);
        let found: Vec<_> = routes(&tails).into_iter().map(|route| route.path).collect();
        let behind = [
            "/a/{id}",
            "/a/{segment2}/{segment3}/{segment4}",
            "/a/{segment2}/{segment3}/{segment4}/{segment5}/{segment6}",
        ];
        assert_eq!(found, behind);
    }
}
