//! What may stand behind the template of a path: pairs that are parameters (`x-path-pair`), and the name of a format
//! (`x-format-suffix`).

use std::convert::Infallible;

use specwright_runtime::error::EncodeError;
use specwright_runtime::message::Choice;
use specwright_runtime::operation::{FormatSuffix, Operation};
use specwright_runtime::rt;
use specwright_runtime::server::{Options, Routes, axum};

use super::wire::{brief, respond};

/// All kinds of parameters that matter here.
#[derive(Clone, Default, PartialEq)]
struct Find {
    id: String,
    fields: Option<Vec<String>>,
    count: Option<i64>,
    q: Option<String>,
}

static API: rt::Api = rt::Api {
    schemes: &[],
    format_suffix: Some(&FormatSuffix {
        segment: "format",
        formats: &[("json", "application/json"), ("csv", "text/csv"), ("xml", "application/xml")],
    }),
};

rt::operation!(Find { 0 id, 1 fields, 2 count, 3 q } Alone Found, Infallible; API;
    "find,GET,/found/{id};id(path),?return(query,pair(\\;),joined,array),?count(query,pair(\\,),joined),?q(query,joined);;\
    200(success,json(application/json),text(text/csv,alternative(1)))");

/// JSON or CSV.
#[derive(Clone, PartialEq)]
enum Found {
    Json(Vec<String>),
    Csv(String),
}

rt::media_types!(Found { 0 Json } Csv);

// The same below a path that the pairs of the other one also make, and with another method.
#[derive(Clone, PartialEq)]
struct Seven {
    id: String,
}

rt::operation!(Seven { 0 id } Alone Found, Infallible; rt::Api::NONE;
    "seven,GET,/found/{id}/count/7;id(path);;200(success,json(application/json),text(text/csv,alternative(1)))");

#[derive(Clone, PartialEq)]
struct Remove {
    id: String,
}

rt::operation!(Remove { 0 id } Alone Found, Infallible; rt::Api::NONE;
    "remove,DELETE,/found/{id};id(path);;200(success,json(application/json),text(text/csv,alternative(1)))");

fn router(options: Options) -> axum::Router {
    Routes::open_only(())
        .open::<Find>(|(), _, find| {
            Box::pin(async move {
                let kind = find.q.clone();
                let said = format!("{} {:?} {:?} {:?}", find.id, find.fields, find.count, find.q);
                Ok(if kind.as_deref() == Some("csv") { Found::Csv(said) } else { Found::Json(vec![said]) })
            })
        })
        .open::<Seven>(|(), _, _| Box::pin(async { Ok(Found::Json(vec!["seven".to_owned()])) }))
        .open::<Remove>(|(), _, _| Box::pin(async { Ok(Found::Json(vec!["removed".to_owned()])) }))
        .into_router(options)
}

fn target(find: &Find, choice: &Choice) -> Result<String, EncodeError> {
    find.encode_request(choice).map(|request| request.uri().to_string())
}

fn of(fields: &[&str], count: Option<i64>) -> Find {
    let fields = (!fields.is_empty()).then(|| fields.iter().map(|field| (*field).to_owned()).collect());
    Find { id: "8".to_owned(), fields, count, q: None }
}

#[test]
fn pairs_are_written_in_the_documents_order() {
    for (find, expected) in [
        (of(&[], None), Ok("/found/8")),
        (of(&["id", "topic"], Some(10)), Ok("/found/8/return/id;topic/count/10")),
        (of(&["a;b", "c,d/e?f g%"], None), Ok("/found/8/return/a%3Bb;c%2Cd%2Fe%3Ff%20g%25")),
        (Find { q: Some("x/y".into()), ..of(&["id"], None) }, Ok("/found/8/return/id?q=x%2Fy")),
        (of(&["."], None), Err("query parameter `return`: a segment of a path can be neither empty nor `.` nor `..`")),
        (of(&[".."], None), Err("query parameter `return`: a segment of a path can be neither empty nor `.` nor `..`")),
        (of(&[""], None), Err("query parameter `return`: a segment of a path can be neither empty nor `.` nor `..`")),
        (
            Find { fields: Some(Vec::new()), ..of(&[], None) },
            Err("query parameter `return`: a segment of a path can be neither empty nor `.` nor `..`"),
        ),
    ] {
        let found = target(&find, &Choice::default()).map_err(|error| error.to_string());
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{find:?}");
    }
}

#[test]
fn a_format_is_asked_for_at_the_end_and_by_accept() {
    let choice = Choice { format: Some("csv".to_owned()), ..Choice::default() };
    let request = of(&["id"], Some(1)).encode_request(&choice).unwrap();
    assert_eq!(request.uri(), "/found/8/return/id/count/1/format/csv");
    assert_eq!(request.headers()["accept"], "text/csv");
    let choice = Choice { accept: Some("text/*".to_owned()), ..choice };
    assert_eq!(of(&[], None).encode_request(&choice).unwrap().headers()["accept"], "text/*");
    let choice = Choice { format: Some("yaml".to_owned()), ..Choice::default() };
    let error = target(&of(&[], None), &choice).unwrap_err();
    assert_eq!(error, EncodeError::Format("yaml".to_owned()));
    assert_eq!(error.to_string(), "the document has no path suffix for the format `yaml`");
    assert_eq!(
        Remove { id: "8".to_owned() }.encode_request(&choice).unwrap_err(),
        EncodeError::Format("yaml".to_owned())
    );
}

/// Request, what the handler was told.
#[tokio::test]
async fn pairs_are_read_in_any_order_and_in_the_query() {
    let router = router(Options::default());
    for (path, expected) in [
        ("/found/8", "8 None None None"),
        ("/found/8/count/10", "8 None Some(10) None"),
        ("/found/8/count/10/return/a;b", r#"8 Some(["a", "b"]) Some(10) None"#),
        ("/found/8/return/a%3Bb;c/count/10", r#"8 Some(["a;b", "c"]) Some(10) None"#),
        ("/found/8/return/a?count=2&q=x", r#"8 Some(["a"]) Some(2) Some("x")"#),
        ("/found/8?return=a;b&count=2", r#"8 Some(["a", "b"]) Some(2) None"#),
        ("/found/8/format/json/count/1", "8 None Some(1) None"),
        ("/found/8/count/1/format/json", "8 None Some(1) None"),
        ("/found/8/%63ount/1", "8 None Some(1) None"),
        // The id has the name of a pair.
        ("/found/count", "count None None None"),
        ("/found/count/count/1", "count None Some(1) None"),
    ] {
        let found = brief(&router, &format!("GET {path}")).await;
        let expected = format!("200 [{}]", serde_json::to_string(expected).unwrap());
        assert_eq!(found, expected, "{path}");
    }
}

#[tokio::test]
async fn what_is_no_ending_of_the_operation_is_not_found() {
    let router = router(Options::default());
    for path in [
        "/found/8/count",
        "/found/8/",
        "/found/8/other/1",
        "/found/8/count/1/",
        "/found/8/count/1/other/2",
        "/found/8/q/1",
        "/found/8/id/1",
        "/found/8//1",
        "/found/8/format/json/format/csv",
    ] {
        assert!(brief(&router, &format!("GET {path}")).await.starts_with("404 "), "{path}");
    }
    // DELETE has no pairs, so that it is the method that is wrong.
    let refused = respond(&router, "DELETE /found/8/count/1").await;
    assert!(refused.starts_with("405\n") && refused.contains("\nallow: GET, HEAD\n"), "{refused}");
    assert!(respond(&router, "PUT /found/8").await.contains("\nallow: GET, HEAD, DELETE\n"));
}

#[tokio::test]
async fn a_template_that_is_the_whole_path_comes_first() {
    let router = router(Options::default());
    assert_eq!(brief(&router, "GET /found/8/count/7").await, "200 [\"seven\"]");
    assert_eq!(brief(&router, "GET /found/8/count/8").await, "200 [\"8 None Some(8) None\"]");
}

#[tokio::test]
async fn errors_of_pairs_are_told_as_those_of_parameters() {
    let router = router(Options::default());
    for (path, expected) in [
        ("/found/8/count/x", "query parameter `count`: expected an integer, found other text"),
        ("/found/8/count/1/count/2", "query parameter `count`: given twice"),
        ("/found/8/count/1?count=1", "query parameter `count`: given twice"),
        ("/found/8/count/%zz", "query parameter `count`: not a percent-encoded character (byte 0)"),
    ] {
        let found = brief(&router, &format!("GET {path}")).await;
        assert!(found.starts_with("400 ") && found.contains(expected), "{path}: {found}");
    }
}

/// What is requested, and the status with the media type of the response. `q=csv` makes the handler return CSV.
#[tokio::test]
async fn a_format_wins_over_accept_and_is_refused_where_it_cannot_be_had() {
    let router = router(Options::default());
    for (asks, expected) in [
        ("GET /found/8?q=csv", "200 text/csv"),
        ("GET /found/8/format/csv?q=csv", "200 text/csv"),
        ("GET /found/8/format/csv?q=csv\nAccept: application/json", "200 text/csv"),
        ("GET /found/8/format/json\nAccept: text/csv", "200 application/json"),
        // The handler returns something else.
        ("GET /found/8/format/csv", "406 application/problem+json"),
        ("GET /found/8\nAccept: text/csv", "406 application/problem+json"),
        ("GET /found/8?q=csv\nAccept: application/json", "406 application/problem+json"),
        ("GET /found/8?q=csv\nAccept: application/json, text/csv;q=0.1", "200 text/csv"),
        ("GET /found/8?q=csv\nAccept: application/json, text/csv;q=0", "406 application/problem+json"),
        ("GET /found/8?q=csv\nAccept: text/*;q=0.5", "200 text/csv"),
        ("GET /found/8?q=csv\nAccept: application/json\nAccept: */*;q=0.1", "200 text/csv"),
        // The document has it, and the operation has not.
        ("GET /found/8/format/xml", "406 application/problem+json"),
        ("GET /found/8/format/yaml", "406 application/problem+json"),
        // What has been done is told in any form.
        ("DELETE /found/8\nAccept: text/csv", "200 application/json"),
        ("DELETE /found/8\nAccept: image/png", "406 application/problem+json"),
    ] {
        let found = respond(&router, asks).await;
        let mut lines = found.lines();
        let status = lines.next().unwrap_or_default();
        let media_type = lines.find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default();
        assert_eq!(format!("{status} {media_type}"), expected, "{asks}");
    }
}

#[tokio::test]
async fn a_service_may_offer_less_than_the_document() {
    let router = router(Options::default().media_types(&["application/json"]));
    assert_eq!(brief(&router, "GET /found/8").await, "200 [\"8 None None None\"]");
    for asks in ["GET /found/8/format/csv", "GET /found/8\nAccept: text/csv", "DELETE /found/8\nAccept: text/csv"] {
        let refused = respond(&router, asks).await;
        assert!(refused.starts_with("406\n") && refused.contains("application/json"), "{asks}: {refused}");
        assert!(!refused.contains("csv"), "{refused}");
    }
}
