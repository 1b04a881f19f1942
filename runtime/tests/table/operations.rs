//! The tables of operations: the operation as a whole, its bodies, its responses and its security.

use http::Method;
use specwright_runtime::operation::{
    Codec, Content, FormatSuffix, Location, OperationMeta, Parameter, RequestBody, Requirement, ResponseMeta,
    SchemeKind, SecurityScheme, Shape, StatusPattern, Style,
};
use specwright_runtime::rt::{Api, Link, ObjectTable, OperationTable, TableError};
use specwright_runtime::rules::Rules;

use crate::{errors, forever};

static KEY: SecurityScheme = SecurityScheme { name: "key", credential: "key", kind: SchemeKind::Basic };
static SESSION: SecurityScheme = SecurityScheme { name: "se ssion", credential: "session", kind: SchemeKind::Bearer };
static SUFFIX: FormatSuffix = FormatSuffix { segment: "as", formats: &[("json", "application/json")] };
static API: Api = Api { schemes: &[&KEY, &SESSION], format_suffix: Some(&SUFFIX) };

static RANGE: ObjectTable = ObjectTable::new("Range", "?from,?to", &[]);
static BROKEN: ObjectTable = ObjectTable::new("Broken", "(", &[]);

pub fn operation(text: &'static str, links: &'static [Link]) -> Result<&'static OperationMeta, TableError> {
    forever(OperationTable::new("Sample", text, links, &API)).meta()
}

/// The operation that has nothing but a name, a method and a path.
const PLAIN: OperationMeta = OperationMeta {
    id: "a",
    method: Method::GET,
    path: "/",
    parameters: &[],
    body: None,
    responses: &[],
    security: &[],
    format_suffix: Some(&SUFFIX),
};

pub const JSON: Content =
    Content { media_type: "application/json", codec: Codec::Json, alternative: 0, rules: None, xml: None, form: None };

fn same(text: &'static str, expected: &OperationMeta) {
    assert_eq!(format!("{:?}", operation(text, &[|| Some(&RANGE)]).unwrap()), format!("{expected:?}"), "{text}");
}

#[test]
fn names_methods_and_paths() {
    same("a,GET,/", &PLAIN);
    same("a,GET,/;;;;", &PLAIN);
    same(
        "list all,POST,/a\\,b/{c}",
        &OperationMeta { id: "list all", method: Method::POST, path: "/a,b/{c}", ..PLAIN },
    );
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"] {
        let text = forever(format!("a,{method},/"));
        assert_eq!(operation(text, &[]).unwrap().method, method);
    }
}

#[test]
fn bodies() {
    let body = |required, content, any_content_type| OperationMeta {
        body: Some(RequestBody { required, content, any_content_type }),
        ..PLAIN
    };
    same("a,GET,/;;body", &body(true, &[], false));
    same("a,GET,/;;?body(json(application/json))", &body(false, &[JSON], false));
    same("a,GET,/;;body(anyContentType,json(application/json))", &body(true, &[JSON], true));
    for (word, codec) in [
        ("json", Codec::Json),
        ("text", Codec::Text),
        ("octets", Codec::Octets),
        ("xml", Codec::Xml),
        ("urlencoded", Codec::Form),
    ] {
        let text = forever(format!("a,GET,/;;body({word}(*/*\\;q=1))"));
        let content = [Content { media_type: "*/*;q=1", codec, ..JSON }];
        same(text, &body(true, forever(content), false));
    }
    let rules = forever(Rules { max_items: Some(3), ..Rules::NONE });
    same(
        "a,GET,/;;body(json(application/json,alternative(1),maxItems(3)),text(text/plain))",
        &body(
            true,
            forever([
                Content { alternative: 1, rules: Some(rules), ..JSON },
                Content { media_type: "text/plain", codec: Codec::Text, ..JSON },
            ]),
            false,
        ),
    );
}

#[test]
fn responses() {
    const PART: ResponseMeta = ResponseMeta {
        status: StatusPattern::Exact(200),
        success: false,
        body_optional: false,
        headers: &[],
        content: &[],
    };
    let responses = |responses| OperationMeta { responses, ..PLAIN };
    same("a,GET,/;;;200", &responses(&[PART]));
    same("a,GET,/;;;200(success)", &responses(&[ResponseMeta { success: true, ..PART }]));
    same("a,GET,/;;;200(optional)", &responses(&[ResponseMeta { body_optional: true, ..PART }]));
    same("a,GET,/;;;200(json(application/json))", &responses(&[ResponseMeta { content: &[JSON], ..PART }]));
    for (word, status) in [
        ("100", StatusPattern::Exact(100)),
        ("999", StatusPattern::Exact(999)),
        ("1XX", StatusPattern::Range(1)),
        ("5XX", StatusPattern::Range(5)),
        ("default", StatusPattern::Default),
    ] {
        let text = forever(format!("a,GET,/;;;{word}"));
        same(text, &responses(forever([ResponseMeta { status, ..PART }])));
    }
    let header = Parameter {
        name: "x-range",
        location: Location::Header,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        required: false,
        shape: Shape::Object(RANGE.object().unwrap()),
        rules: None,
    };
    let plain = Parameter { name: "x", required: true, shape: Shape::Scalar, ..header };
    same(
        "a,GET,/;;;200(headers(?x-range(header,object),x(header)),success),404",
        &responses(forever([
            ResponseMeta { headers: forever([header, plain]), success: true, ..PART },
            ResponseMeta { status: StatusPattern::Exact(404), ..PART },
        ])),
    );
}

#[test]
fn security() {
    let security = [
        Requirement { schemes: forever([&KEY]) },
        Requirement { schemes: forever([&SESSION, &KEY]) },
        Requirement { schemes: &[] },
    ];
    same("a,GET,/;;;;all(key),all(se ssion,key),all", &OperationMeta { security: forever(security), ..PLAIN });
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    errors(
        "",
        |text| operation(text, &[|| Some(&RANGE)]),
        &[
            ("", "0 name, method and path are meant"),
            ("a,GET", "0 name, method and path are meant"),
            ("a,GET,/,b", "0 name, method and path are meant"),
            ("a,\\0,/", "2 not a method"),
            ("a,G T,/", "2 not a method"),
            ("a,GET,/;;Body", "9 not a body"),
            ("a,GET,/;;body,body", "14 there is one body at most"),
            ("a,GET,/;;body(yaml(text/yaml))", "14 not a content"),
            ("a,GET,/;;body(json)", "14 the media type is missing"),
            ("a,GET,/;;body(json(a/b,alternative))", "23 one item is meant in parentheses"),
            ("a,GET,/;;body(json(a/b,alternative(x)))", "35 not a value of the kind that is meant"),
            ("a,GET,/;;body(json(a/b,alias(x)))", "23 not said of contents"),
            ("a,GET,/;;body(json(a/b,maxItems(x)))", "32 not a value of the kind that is meant"),
            ("a,GET,/;;;\\0", "10 not a status"),
            ("a,GET,/;;;ok", "10 not a status"),
            ("a,GET,/;;;2xx", "10 not a status"),
            ("a,GET,/;;;0XX", "10 not a status"),
            ("a,GET,/;;;6XX", "10 not a status"),
            ("a,GET,/;;;Default", "10 not a status"),
            ("a,GET,/;;;200,70000", "14 not a status"),
            ("a,GET,/;;;1000", "10 not a status"),
            ("a,GET,/;;;99", "10 not a status"),
            ("a,GET,/;;;099", "10 not a status"),
            ("a,GET,/;;;+200", "10 not a status"),
            ("a,GET,/;;;-20", "10 not a status"),
            ("a,GET,/;;;200(succeeds)", "14 not a content"),
            ("a,GET,/;;;200(headers(x))", "22 the location is missing"),
            ("a,GET,/;;;200(headers(x(header,object),y(header,object)))", "48 the object has no table"),
            ("a,GET,/;;;;all(key,keys)", "19 not a security scheme"),
            ("a,GET,/;;;;any(key)", "11 not a security requirement"),
        ],
    );
}

#[test]
fn links_are_taken_in_their_order() {
    let text = "a,GET,/;b(query,object),c(query),d(query,object);;200(headers(e(header,object)))";
    static OTHER: ObjectTable = ObjectTable::new("Other", "", &[]);
    let meta = operation(text, &[|| Some(&OTHER), || Some(&RANGE), || Some(&OTHER)]).unwrap();
    let shapes = meta.parameters.iter().chain(meta.responses[0].headers).map(|parameter| match parameter.shape {
        Shape::Object(object) => object.name,
        _ => "",
    });
    assert_eq!(shapes.collect::<Vec<_>>(), ["Other", "", "Range", "Other"]);
    for (links, error) in [
        (&[][..] as &[Link], "16 the object has no table"),
        (&[|| None], "16 the object has no table"),
        (&[|| Some(&OTHER)], "41 the object has no table"),
        (&[|| Some(&BROKEN)], "16 the table of the object cannot be read"),
    ] {
        errors("", |text| operation(text, links), &[(text, error)]);
    }
}
