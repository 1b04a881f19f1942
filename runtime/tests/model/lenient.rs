//! What is read beside the documented form: digits in quotes, one for many, bare arrays, aliases. It is written as documented.

use specwright_runtime::mode::Mode;
use specwright_runtime::model::Model;
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::{Lenient, Rules};
use specwright_runtime::tree::Node;

use crate::reread;
use crate::types::{Counted, Loose, Page};

#[test]
fn loose_forms_are_written_in_the_documented_one() {
    for (text, expected) in [
        (
            r#"{"time":"7","number":"-12","float":"1.5e1","text":12,"level":"1"}"#,
            r#"{"number":-12,"float":15.0,"text":"12","time":7,"level":1}"#,
        ),
        (r#"{"time":"","number":"","text":""}"#, r#"{"number":null,"text":"","time":null}"#),
        (r#"{"time":null,"number":null,"text":null}"#, r#"{"number":null,"text":null,"time":null}"#),
        (r#"{"time": "" , "number" : ""}"#, r#"{"number":null,"time":null}"#),
        (r#"{"time":1,"many":5}"#, r#"{"time":1,"many":[5]}"#),
        (r#"{"time":1,"many":[5,6]}"#, r#"{"time":1,"many":[5,6]}"#),
        (r#"{"time":1,"another":5}"#, r#"{"time":1,"many":[5]}"#),
        (r#"{"time":1,"one":[{"time":2}]}"#, r#"{"time":1,"one":{"time":2}}"#),
        (r#"{"time":1,"one":{"time":2}}"#, r#"{"time":1,"one":{"time":2}}"#),
        (r#"{"time":" 7"}"#, "expected an integer, found a string at /time"),
        (r#"{"time":"x"}"#, "expected an integer, found a string at /time"),
        (r#"{"time":"1.5"}"#, "expected an integer, found a number with a fraction at /time"),
        (r#"{"time":"99999999999999999999"}"#, "99999999999999999999 is out of range at /time"),
        (r#"{"time":1,"many":["5"]}"#, "expected an integer, found a string at /many/0"),
        (r#"{"time":1,"many":5,"other":5}"#, "given twice at /many"),
        (r#"{"time":1,"one":[]}"#, "expected one object, found none at /one"),
        (r#"{"time":1,"one":[{"time":2},{"time":3}]}"#, "expected one object, found several at /one"),
        (r#"{"time":1,"one":[[{"time":2}]]}"#, "expected an object, found an array at /one/0"),
        (r#"{"time":1,"one":[{}]}"#, "required, but not there at /one/0/time"),
    ] {
        for mode in [Mode::SERVER, Mode::CLIENT] {
            assert_eq!(reread::<Loose>(text, mode), expected, "{text}");
        }
    }
    // Where no `null` is documented, an empty string is like one: only the tolerant take it for absence.
    assert_eq!(reread::<Loose>(r#"{"time":1,"float":""}"#, Mode::CLIENT), r#"{"time":1}"#);
    assert_eq!(
        reread::<Loose>(r#"{"time":1,"float":""}"#, Mode::SERVER),
        "expected a number, found a string at /float"
    );
}

#[test]
fn an_empty_text_is_null_for_a_number() {
    static RULES: Rules = Rules { lenient: Lenient { number_or_string: true, one_or_many: false }, ..Rules::NONE };
    let node = Node::Text(String::new());
    let mut value = Some(1_i64);
    assert_eq!(value.read(&mut Reader::tree(&node, Mode::SERVER).rules(Some(&RULES))), Ok(()));
    assert_eq!(value, None);
    let fault = value.read(&mut Reader::tree(&node, Mode::SERVER)).unwrap_err();
    assert_eq!(fault.to_string(), "expected an integer, found other text");
}

#[test]
fn a_bare_array_stands_for_its_property() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        assert_eq!(reread::<Page>("[1,2]", mode), r#"{"data":[1,2]}"#);
        assert_eq!(reread::<Page>(r#"{"data":[1,2]}"#, mode), r#"{"data":[1,2]}"#);
        assert_eq!(reread::<Page>("[1,\"\"]", mode), "expected an integer, found a string at /1");
        assert_eq!(reread::<Page>("1", mode), "expected an object, found a number");
        assert_eq!(reread::<Counted>("[1,2]", mode), "required, but not there at /total");
    }
}
