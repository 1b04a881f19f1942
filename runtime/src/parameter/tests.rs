//! What parameters look like on the wire, and what reads back: tables after OpenAPI 3.0.3, section 4.7.12.2.1, and RFC
//! 6570.

use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::*;
use crate::error::MessagePart;
use crate::model::{Field, Need, Object, Unknown};
use crate::operation::{Location, OperationMeta, Requirement, SchemeKind, SecurityScheme, Style};

static COLOR: Object = Object {
    name: "Color",
    fields: &[
        Field { name: "R", json: ",\"R\":", need: Need::Optional, rules: None, aliases: &[], xml: None },
        Field { name: "G", json: ",\"G\":", need: Need::Optional, rules: None, aliases: &[], xml: None },
        Field { name: "B", json: ",\"B\":", need: Need::Optional, rules: None, aliases: &[], xml: None },
    ],
    unknown: Unknown::Skip,
    rules: None,
    bare_array: None,
};
static OPEN: Object =
    Object { name: "Open", fields: COLOR.fields, unknown: Unknown::Keep, rules: None, bare_array: None };

const fn parameter(name: &'static str, location: Location, shape: Shape, explode: bool) -> Parameter {
    let style = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };
    Parameter { name, location, style, explode, allow_reserved: false, required: true, shape, rules: None }
}

const fn operation(path: &'static str, parameters: &'static [Parameter]) -> OperationMeta {
    let (method, security) = (Method::GET, &[]);
    OperationMeta { id: "", method, path, parameters, body: None, responses: &[], security, format_suffix: None }
}

fn leak(parameters: Vec<Parameter>, path: &'static str) -> &'static OperationMeta {
    Box::leak(Box::new(operation(path, Vec::leak(parameters))))
}

fn t(text: &str) -> Node {
    Node::Text(text.into())
}

fn list(items: &[&str]) -> Node {
    Node::List(items.iter().map(|item| t(item)).collect())
}

fn object(properties: &[(&str, &str)]) -> Node {
    Node::Object(properties.iter().map(|(key, value)| ((*key).into(), t(value))).collect())
}

fn told((part, error): (MessagePart, Box<ValueError>)) -> String {
    format!("{part}: {error}")
}

/// Writes one parameter at its place; for a header, its value.
fn wire(parameter: Parameter, node: &Node) -> Result<String, String> {
    let nodes = [Some(node.clone())];
    match parameter.location {
        Location::Path => path::write(leak(vec![parameter], "/{color}"), &nodes).map_err(told),
        Location::Header => {
            let mut headers = HeaderMap::new();
            header::write(&parameter, node, &mut headers).map_err(|error| error.to_string())?;
            Ok(headers[parameter.name].to_str().unwrap().to_owned())
        }
        location @ (Location::Query | Location::Cookie) => {
            form::write(leak(vec![parameter], "/"), location, &nodes).map_err(told)
        }
    }
}

/// Reads one parameter from its place, which holds this text.
fn read_one(parameter: Parameter, text: &'static str) -> Result<Option<Node>, String> {
    let location = parameter.location;
    let meta = leak(vec![parameter], "/{color}");
    let parameter = &meta.parameters[0];
    match location {
        Location::Path => path::read(meta, parameter, &[text]),
        Location::Header => {
            let name = HeaderName::from_static("color");
            let lines = text.split('\n').map(|line| (name.clone(), HeaderValue::from_bytes(line.as_bytes()).unwrap()));
            header::read(parameter, &lines.collect::<HeaderMap>(), true)
        }
        Location::Query | Location::Cookie => form::Pairs::new(location, text).read(meta, parameter),
    }
    .map_err(|error| error.to_string())
}

#[test]
fn the_style_examples_of_openapi() {
    let empty = t("");
    let string = t("blue");
    let array = list(&["blue", "black", "brown"]);
    let color = object(&[("R", "100"), ("G", "200"), ("B", "150")]);
    let color_shape = Shape::Object(&COLOR);
    use Location::{Cookie, Header, Path, Query};
    for (location, shape, explode, node, expected) in [
        (Path, Shape::Scalar, false, &string, "/blue"),
        (Path, Shape::Scalar, true, &string, "/blue"),
        (Path, Shape::Array, false, &array, "/blue,black,brown"),
        (Path, Shape::Array, true, &array, "/blue,black,brown"),
        (Path, color_shape, false, &color, "/R,100,G,200,B,150"),
        (Path, color_shape, true, &color, "/R=100,G=200,B=150"),
        (Path, Shape::Map, true, &color, "/R=100,G=200,B=150"),
        (Header, Shape::Scalar, false, &empty, ""),
        (Header, Shape::Scalar, true, &string, "blue"),
        (Header, Shape::Array, false, &array, "blue,black,brown"),
        (Header, Shape::Array, true, &array, "blue,black,brown"),
        (Header, color_shape, false, &color, "R,100,G,200,B,150"),
        (Header, color_shape, true, &color, "R=100,G=200,B=150"),
        (Query, Shape::Scalar, false, &empty, "color="),
        (Query, Shape::Scalar, true, &empty, "color="),
        (Query, Shape::Scalar, false, &string, "color=blue"),
        (Query, Shape::Scalar, true, &string, "color=blue"),
        (Query, Shape::Array, false, &array, "color=blue,black,brown"),
        (Query, Shape::Array, true, &array, "color=blue&color=black&color=brown"),
        (Query, color_shape, false, &color, "color=R,100,G,200,B,150"),
        (Query, color_shape, true, &color, "R=100&G=200&B=150"),
        (Query, Shape::Map, false, &color, "color=R,100,G,200,B,150"),
        (Query, Shape::Map, true, &color, "R=100&G=200&B=150"),
        (Cookie, Shape::Scalar, true, &empty, "color="),
        (Cookie, Shape::Scalar, true, &string, "color=blue"),
        (Cookie, Shape::Array, false, &array, "color=blue,black,brown"),
        (Cookie, Shape::Array, true, &array, "color=blue; color=black; color=brown"),
        (Cookie, color_shape, false, &color, "color=R,100,G,200,B,150"),
        (Cookie, color_shape, true, &color, "R=100; G=200; B=150"),
    ] {
        let found = wire(parameter("color", location, shape, explode), node);
        assert_eq!(found, Ok(expected.to_owned()), "{location:?} {shape:?} {explode}");
    }
}

/// RFC 6570, section 1.2: the values of its examples, in `{var}` and `{?var*}`.
#[test]
fn the_examples_of_rfc_6570() {
    let keys = object(&[("semi", ";"), ("dot", "."), ("comma", ",")]);
    use Location::{Path, Query};
    for (location, shape, explode, node, expected) in [
        (Path, Shape::Scalar, false, t("Hello World!"), "/Hello%20World%21"),
        (Path, Shape::Scalar, false, t("50%"), "/50%25"),
        (Path, Shape::Array, false, list(&["red", "green", "blue"]), "/red,green,blue"),
        (Path, Shape::Map, false, keys.clone(), "/semi,%3B,dot,.,comma,%2C"),
        (Path, Shape::Map, true, keys.clone(), "/semi=%3B,dot=.,comma=%2C"),
        (Query, Shape::Scalar, true, t("me/too"), "color=me%2Ftoo"),
        (Query, Shape::Map, false, keys.clone(), "color=semi,%3B,dot,.,comma,%2C"),
        (Query, Shape::Map, true, keys, "semi=%3B&dot=.&comma=%2C"),
    ] {
        assert_eq!(wire(parameter("color", location, shape, explode), &node), Ok(expected.to_owned()));
    }
    let reserved = |shape, explode| Parameter { allow_reserved: true, ..parameter("color", Query, shape, explode) };
    for (shape, explode, node, expected) in [
        (Shape::Scalar, true, t("a:/?#[]@!$&'()*+,;=b%41 ü"), "color=a:/?%23%5B%5D@!$%26'()*%2B,;=b%2541%20%C3%BC"),
        (Shape::Scalar, true, t("a[0]#&+'"), "color=a%5B0%5D%23%26%2B'"),
        (Shape::Array, false, list(&["a,b", "/c"]), "color=a%2Cb,/c"),
        (Shape::Array, true, list(&["a,b", "/c"]), "color=a,b&color=/c"),
        (Shape::Map, true, object(&[("a=b&c", "d=e")]), "a%3Db%26c=d=e"),
    ] {
        assert_eq!(wire(reserved(shape, explode), &node), Ok(expected.to_owned()));
    }
}

#[test]
fn what_would_not_read_back_is_refused() {
    let another = "would read as another value";
    let ascii = "a header holds printable ASCII characters only";
    let color = Shape::Object(&COLOR);
    use Location::{Cookie, Header, Path, Query};
    for (location, shape, explode, node, expected) in [
        (Path, Shape::Scalar, false, t(""), "path parameter `color`: a segment of a path cannot be empty"),
        (Path, Shape::Scalar, false, t("."), "path parameter `color`: a segment of a path cannot be `.` or `..`"),
        (Path, Shape::Scalar, false, t(".."), "path parameter `color`: a segment of a path cannot be `.` or `..`"),
        (Path, Shape::Array, false, list(&[]), "path parameter `color`: a segment of a path cannot be empty"),
        (Path, Shape::Array, false, list(&[".."]), "path parameter `color`: a segment of a path cannot be `.` or `..`"),
        (Path, Shape::Scalar, false, Node::Null, "path parameter `color`: expected text, found nothing"),
        (Query, Shape::Array, true, list(&[]), "query parameter `color`: would read as another value"),
        (Query, Shape::Array, false, list(&[""]), "query parameter `color`: would read as another value"),
        (
            Query,
            Shape::Array,
            true,
            Node::List(vec![t("a"), list(&["b"])]),
            "query parameter `color`: expected text, found several values at /1",
        ),
        (
            Query,
            Shape::Map,
            true,
            Node::Object(vec![("a".into(), list(&["b"]))]),
            "query parameter `color`: expected text, found several values at /a",
        ),
        (
            Query,
            Shape::Map,
            false,
            Node::Object(vec![("a".into(), Node::Null)]),
            "query parameter `color`: expected text, found nothing at /a",
        ),
        (Query, color, true, object(&[("other", "1")]), "query parameter `color`: would read as another value"),
        (Cookie, Shape::Array, true, list(&[]), "cookie `color`: would read as another value"),
        (Header, Shape::Scalar, false, t(" a"), another),
        (Header, Shape::Scalar, false, t("a\t"), another),
        (Header, Shape::Scalar, false, t("a\nb"), ascii),
        (Header, Shape::Scalar, false, t("ü"), ascii),
        (Header, Shape::Scalar, false, t("a\0"), ascii),
        (Header, Shape::Array, false, list(&["a,b"]), another),
        (Header, Shape::Array, false, list(&["a", ""]), another),
        (Header, Shape::Array, false, list(&["a ", "b"]), another),
        (Header, Shape::Map, true, object(&[("a=b", "c")]), another),
        (Header, Shape::Map, false, object(&[("a", "b,c")]), another),
    ] {
        let found = wire(parameter("color", location, shape, explode), &node);
        assert_eq!(found, Err(expected.to_owned()), "{location:?} {shape:?} {explode} {node:?}");
    }
}

/// Each piece of text at each place, alone, as an item, as a value and as a name: what is written reads back, and
/// nothing is refused but what a segment or header cannot hold.
#[test]
fn what_is_written_reads_back() {
    let mut texts: Vec<String> = (0..=127_u8).map(|byte| format!("a{}b", char::from(byte))).collect();
    texts.extend((0..=127_u8).map(|byte| char::from(byte).to_string()));
    texts.extend(["ü/€😀", "%41", "a+b c", "%", "a=b=c", "x;y", "\"quoted\"", "...", "é\u{301}"].map(str::to_owned));
    for location in [Location::Path, Location::Query, Location::Header, Location::Cookie] {
        for text in &texts {
            for (shape, node) in [
                (Shape::Scalar, t(text)),
                (Shape::Json, t(text)),
                (Shape::Array, list(&[text])),
                (Shape::Array, list(&[text, "", text])),
                (Shape::Map, object(&[("k", text), (text, "v")])),
                (Shape::Object(&OPEN), object(&[("R", text), (text, "v")])),
            ] {
                for (explode, allow_reserved) in [(false, false), (false, true), (true, false), (true, true)] {
                    let one = || Parameter { allow_reserved, ..parameter("color", location, shape, explode) };
                    let said = format!("{location:?} {shape:?} {explode} {allow_reserved} {node:?}");
                    match wire(one(), &node) {
                        Ok(_) if cannot_hold(&one(), &node, text) => panic!("written: {said}"),
                        Ok(wire) => {
                            let wire = if location == Location::Path { wire[1..].to_owned() } else { wire }.leak();
                            assert_eq!(read_one(one(), wire), Ok(Some(node.clone())), "{said}");
                        }
                        Err(error) => assert!(cannot_hold(&one(), &node, text), "{error}: {said}"),
                    }
                }
            }
        }
    }
}

/// Whether a place cannot hold a node that has this text in it.
fn cannot_hold(parameter: &Parameter, node: &Node, text: &str) -> bool {
    match parameter.location {
        Location::Path => text == "." && (node == &t(text) || node == &list(&[text])),
        Location::Query | Location::Cookie => false,
        Location::Header => {
            let printable = text.chars().all(|character| matches!(character, ' '..='~' | '\t'));
            !printable
                || text.trim() != text
                || match node {
                    Node::Null | Node::Text(_) | Node::Json(_) => false,
                    Node::List(items) => items.len() > 1 || text.contains(','),
                    Node::Object(_) => text.contains(',') || parameter.explode && text.contains('='),
                }
        }
    }
}

#[test]
fn what_others_write_is_read() {
    use Location::{Cookie, Header, Path, Query};
    let color = Shape::Object(&COLOR);
    let two = || Some(list(&["a", "b"]));
    for (location, shape, explode, text, expected) in [
        (Query, Shape::Scalar, true, "", Ok(None)),
        (Query, Shape::Scalar, true, "color", Ok(Some(t("")))),
        (Query, Shape::Scalar, true, "&x=1&&c%6flor=a+b%20c&x", Ok(Some(t("a b c")))),
        (Query, Shape::Scalar, true, "color=ü", Ok(Some(t("ü")))),
        (Query, Shape::Scalar, true, "%zz=1&color=1", Ok(Some(t("1")))),
        (Query, Shape::Scalar, true, "color=1&color=2", Err("given twice")),
        (Query, Shape::Scalar, true, "color=a%2", Err("not a percent-encoded character (byte 1)")),
        (Query, Shape::Scalar, true, "color=%FF", Err("not UTF-8 (byte 0)")),
        (Query, Shape::Array, true, "color=a&x=1&color=b", Ok(two())),
        (Query, Shape::Array, true, "color=a&color=%", Err("not a percent-encoded character (byte 0) at /1")),
        (Query, Shape::Array, false, "color=a,b", Ok(two())),
        (Query, Shape::Array, false, "color=", Ok(Some(list(&[])))),
        (Query, Shape::Array, false, "color=a%2Cb", Ok(Some(list(&["a,b"])))),
        (Query, Shape::Array, false, "color=a&color=b", Err("given twice")),
        (Query, color, true, "B=1&x=2&R=3", Ok(Some(object(&[("B", "1"), ("R", "3")])))),
        (Query, color, true, "x=2", Ok(Some(object(&[])))),
        (Query, color, false, "color=B,1,R", Err("a name without a value (byte 5)")),
        (Query, color, false, "color=B,%", Err("not a percent-encoded character (byte 0) at /B")),
        (Query, color, true, "B=%", Err("not a percent-encoded character (byte 0) at /B")),
        (Cookie, Shape::Scalar, true, "x=1;color=a+b ; y=\"2\"", Ok(Some(t("a+b")))),
        (Cookie, Shape::Scalar, true, "color=\"a b\"", Ok(Some(t("a b")))),
        (Cookie, Shape::Scalar, true, "color=1; color=2", Err("given twice")),
        (Path, Shape::Scalar, false, "a,b+c%2F", Ok(Some(t("a,b+c/")))),
        (Path, Shape::Array, false, "a,b", Ok(two())),
        (Path, Shape::Scalar, false, "%C3%28", Err("not UTF-8 (byte 0)")),
        (Path, Shape::Map, true, "a", Err("a name without a value (byte 1)")),
        (Header, Shape::Array, false, " a ,, b,", Ok(two())),
        (Header, Shape::Array, false, "a\nb", Ok(two())),
        (Header, Shape::Array, false, "", Ok(Some(list(&[])))),
        (Header, Shape::Scalar, false, "  a, b ", Ok(Some(t("a, b")))),
        (Header, Shape::Scalar, false, "é", Ok(Some(t("é")))),
        (Header, Shape::Scalar, false, "a\nb", Err("given twice")),
        (Header, Shape::Map, true, "a=1 , b=2=3", Ok(Some(object(&[("a", "1"), ("b", "2=3")])))),
        (Header, Shape::Map, false, "a, 1\nb,2", Ok(Some(object(&[("a", "1"), ("b", "2")])))),
    ] {
        let found = read_one(parameter("color", location, shape, explode), text);
        assert_eq!(found, expected.map_err(str::to_owned), "{location:?} {shape:?} {text}");
    }
}

#[test]
fn a_tolerant_reader_takes_the_first_of_several_lines() {
    let lines = ["a", "b"].map(|value| (HeaderName::from_static("color"), HeaderValue::from_static(value)));
    let headers: HeaderMap = lines.into_iter().collect();
    let color = parameter("color", Location::Header, Shape::Scalar, false);
    assert_eq!(header::read(&color, &headers, false), Ok(Some(t("a"))));
    let bytes = HeaderValue::from_bytes(b"a\xFF").unwrap();
    let headers: HeaderMap = [(HeaderName::from_static("color"), bytes)].into_iter().collect();
    assert_eq!(header::read(&color, &headers, false).unwrap_err().to_string(), "not UTF-8 (byte 1)");
}

#[test]
fn open_objects_leave_to_others_what_is_theirs() {
    static KEY: SecurityScheme = SecurityScheme {
        name: "key",
        credential: "key",
        kind: SchemeKind::ApiKey { location: Location::Query, name: "api_key" },
    };
    static META: OperationMeta = OperationMeta {
        id: "get",
        method: Method::GET,
        path: "/",
        parameters: &[
            parameter("limit", Location::Query, Shape::Scalar, true),
            parameter("color", Location::Query, Shape::Object(&COLOR), true),
            parameter("rest", Location::Query, Shape::Map, true),
        ],
        body: None,
        responses: &[],
        security: &[Requirement { schemes: &[&KEY] }],
        format_suffix: None,
    };
    let read = form::Pairs::new(Location::Query, "x=1&api_key=secret&R=2&limit=3&rest=4&color=5");
    assert_eq!(read.read(&META, &META.parameters[1]), Ok(Some(object(&[("R", "2")]))));
    assert_eq!(read.read(&META, &META.parameters[2]), Ok(Some(object(&[("x", "1"), ("rest", "4"), ("color", "5")]))));
    for name in ["limit", "R", "api_key"] {
        let nodes = [Some(t("1")), Some(object(&[])), Some(object(&[(name, "1")]))];
        let refused = form::write(&META, Location::Query, &nodes).map_err(told);
        assert!(refused.unwrap_err().ends_with("would read as another value"), "{name}");
    }
    let nodes = [Some(t("1")), Some(object(&[("G", "2")])), Some(object(&[("color", "3")]))];
    assert_eq!(form::write(&META, Location::Query, &nodes), Ok("limit=1&G=2&color=3".to_owned()));
}

#[test]
fn paths_keep_the_literal_text_of_their_template() {
    let write = |template: &'static str, a: &str, b: &str| {
        let one = |name| parameter(name, Location::Path, Shape::Scalar, false);
        path::write(leak(vec![one("b"), one("a")], template), &[Some(t(b)), Some(t(a))]).map_err(told)
    };
    for (template, a, b, expected) in [
        ("/", "", "", Ok("/")),
        ("/x//{a}/", "1", "", Ok("/x//1/")),
        ("/{a}/{b}", "1/2", "ü?#", Ok("/1%2F2/%C3%BC%3F%23")),
        ("/{a}.json", "person.json", "", Ok("/person.json.json")),
        ("/{a}.json", "..", "", Ok("/...json")),
        ("/x/{a}:start", "1:2", "", Ok("/x/1%3A2:start")),
        ("/{a}-{b}", "1-2", "3-4", Ok("/1%2D2-3%2D4")),
        ("/{a}xy{b}z", "axyz", "x", Ok("/a%78yzxy%78z")),
        ("/a b/größe/%2F%41/{a", "", "", Ok("/a%20b/gr%C3%B6%C3%9Fe/%2FA/%7Ba")),
        ("/{a} {b}", "1", "2", Ok("/1%202")),
        ("/{a} {b}", "1 2", "3", Err("path parameter `a`: would read as another value")),
        ("/{a}{b}", "1", "2", Err("path parameter `b`: nothing stands between it and the parameter before it")),
        (".{a}", ".", "", Err("path parameter `a`: a segment of a path cannot be `.` or `..`")),
        ("/{c}", "", "", Err("path parameter `c`: required, but not there")),
    ] {
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(write(template, a, b), expected, "{template}");
    }
    let items = [Some(list(&["1", "2"])), Some(t("3"))];
    let meta = leak(
        vec![parameter("a", Location::Path, Shape::Array, false), parameter("b", Location::Path, Shape::Scalar, false)],
        "/{a},{b}",
    );
    assert_eq!(
        path::write(meta, &items).map_err(told),
        Err("path parameter `a`: would read as another value".to_owned())
    );
    assert_eq!(path::read(meta, &meta.parameters[1], &["1", "%33"]), Ok(Some(t("3"))));
    assert_eq!(path::read(meta, &meta.parameters[1], &["1"]), Ok(None));
}
