//! The constraints of a document: each keyword at its limits, in objects, arrays and maps.

use specwright_runtime::mode::Mode;

use crate::reread;
use crate::types::Bounded;

fn table(rows: &[(&str, Option<&str>)]) {
    for (text, error) in rows {
        let expected = error.map_or_else(|| (*text).to_owned(), |error| format!("not written: {error}"));
        assert_eq!(reread::<Bounded>(text, Mode::SERVER), expected, "{text}");
    }
}

#[test]
fn numbers() {
    table(&[
        (r#"{"price":-1.49}"#, None),
        (r#"{"price":-1.5}"#, Some("minimum: must be greater than -1.5 at /price")),
        (r#"{"price":100.0}"#, None),
        (r#"{"price":100.01}"#, Some("maximum: must be at most 100 at /price")),
        (r#"{"price":0.07}"#, None),
        (r#"{"price":1.1}"#, None),
        (r#"{"price":19.99}"#, None),
        (r#"{"price":0.29}"#, None),
        (r#"{"price":0.075}"#, Some("multipleOf: must be a multiple of 0.01 at /price")),
        (r#"{"price":1e-10}"#, Some("multipleOf: must be a multiple of 0.01 at /price")),
        (r#"{"count":-10}"#, None),
        (r#"{"count":-15}"#, Some("minimum: must be at least -10 at /count")),
        (r#"{"count":5}"#, None),
        (r#"{"count":10}"#, Some("maximum: must be less than 10 at /count")),
        (r#"{"count":7}"#, Some("multipleOf: must be a multiple of 5 at /count")),
    ]);
}

#[test]
fn texts() {
    table(&[
        (r#"{"word":"éé"}"#, None),
        (r#"{"word":"é"}"#, Some("minLength: must have at least 2 characters, has 1 at /word")),
        (r#"{"word":"ééé"}"#, None),
        (r#"{"word":"éééé"}"#, Some("maxLength: must have at most 3 characters, has 4 at /word")),
        (r#"{"word":"a1"}"#, None),
        (r#"{"word":"1a"}"#, Some("pattern: must match ^\\p{L}+ at /word")),
    ]);
}

#[test]
fn arrays_and_maps() {
    table(&[
        (r#"{"list":[1.0]}"#, None),
        (r#"{"list":[]}"#, Some("minItems: must have at least 1 items, has 0 at /list")),
        (r#"{"list":[1.0,2.0,3.0]}"#, None),
        (r#"{"list":[1.0,2.0,3.0,4.0]}"#, Some("maxItems: must have at most 3 items, has 4 at /list")),
        (r#"{"list":[1,2.0,1.0]}"#, Some("uniqueItems: items must differ from one another at /list/2")),
        (r#"{"map":{"a":5}}"#, None),
        (r#"{"map":{}}"#, Some("minProperties: must have at least 1 properties, has 0 at /map")),
        (r#"{"map":{"a":5,"b":5,"c":5}}"#, Some("maxProperties: must have at most 2 properties, has 3 at /map")),
        (r#"{"map":{"a":5,"b/":4}}"#, Some("multipleOf: must be a multiple of 5 at /map/b~1")),
    ]);
}

#[test]
fn properties_are_counted_with_the_unlisted_ones() {
    table(&[
        ("{}", Some("minProperties: must have at least 1 properties, has 0")),
        (r#"{"x":0}"#, None),
        (r#"{"count":0,"x":0,"y":0}"#, None),
        (r#"{"count":0,"word":"aa","x":0,"y":0}"#, Some("maxProperties: must have at most 3 properties, has 4")),
    ]);
}

#[test]
fn booleans() {
    table(&[(r#"{"agreed":true}"#, None), (r#"{"agreed":false}"#, Some("enum: must be `true` at /agreed"))]);
}
