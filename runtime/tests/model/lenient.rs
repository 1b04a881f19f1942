//! What is read beside the documented form: digits in quotes, one for many, bare arrays, aliases. It is written as
//! documented.

use specwright_runtime::mode::Mode;
use specwright_runtime::model::Model;
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::{Lenient, Rules};
use specwright_runtime::tree::Node;

use crate::reread;
use crate::types::{Counted, Crate, Loose, Loosely, Page, Shelf, Wrapper};

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
    static RULES: Rules = Rules { lenient: Lenient { number_or_string: true, ..Lenient::NONE }, ..Rules::NONE };
    let node = Node::Text(String::new());
    let mut value = Some(1_i64);
    assert_eq!(value.read(&mut Reader::tree(&node, Mode::SERVER).rules(Some(&RULES))), Ok(()));
    assert_eq!(value, None);
    let error = value.read(&mut Reader::tree(&node, Mode::SERVER)).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found other text");
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

#[test]
fn a_boolean_is_read_from_a_number_and_from_quotes() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, expected) in [
            ("true", "true"),
            ("false", "false"),
            ("1", "true"),
            ("0", "false"),
            (r#""1""#, "true"),
            (r#""0""#, "false"),
            (r#""true""#, "true"),
            (r#""false""#, "false"),
            ("2", "expected a boolean, found a number at /flag"),
            ("1.0", "expected a boolean, found a number at /flag"),
            (r#""True""#, "expected a boolean, found a string at /flag"),
            (r#""""#, "expected a boolean, found a string at /flag"),
            ("[1]", "expected a boolean, found an array at /flag"),
        ] {
            let expected = if expected.len() > 5 { expected.to_owned() } else { format!(r#"{{"flag":{expected}}}"#) };
            assert_eq!(reread::<Wrapper>(&format!(r#"{{"flag":{text}}}"#), mode), expected, "{text}");
        }
        assert_eq!(reread::<Wrapper>(r#"{"flags":[1,"0",true]}"#, mode), r#"{"flags":[true,false,true]}"#);
        assert_eq!(reread::<Wrapper>(r#"{"strict":1}"#, mode), "expected a boolean, found a number at /strict");
    }
}

#[test]
fn numbers_in_quotes_are_read_wherever_a_reader_meets_them() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, expected) in [
            (r#"{"numbers":["1",2]}"#, r#"{"numbers":[1,2]}"#),
            (r#"{"levels":["1",2]}"#, r#"{"levels":[1,2]}"#),
            (r#"{"map":{"a":"1","b":2}}"#, r#"{"map":{"a":1,"b":2}}"#),
            (r#"{"numbers":["x"]}"#, "expected an integer, found a string at /numbers/0"),
        ] {
            assert_eq!(reread::<Wrapper>(text, mode), expected, "{text}");
        }
    }
}

#[test]
fn an_array_is_read_from_json_that_was_made_from_xml() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, expected) in [
            (r#"{"rows":{"row":[{"a":1},{"b":"2"}]}}"#, r#"{"rows":[{"a":1},{"b":"2"}]}"#),
            (r#"{"rows" : { "row" : {"a":1} } , "flag":true}"#, r#"{"flag":true,"rows":[{"a":1}]}"#),
            (r#"{"rows":{"row":[]}}"#, r#"{"rows":[]}"#),
            (r#"{"rows":[{"row":[1]}]}"#, r#"{"rows":[{"row":[1]}]}"#),
            // It lists other properties too, so it is no wrapping; one item is another leniency.
            (r#"{"rows":{"row":[],"more":1}}"#, "expected an array, found an object at /rows"),
            (r#"{"rows":{"other":[]}}"#, "expected an array, found an object at /rows"),
            (r#"{"rows":{}}"#, "expected an array, found an object at /rows"),
            (r#"{"rows":{"row":[],"row":[]}}"#, "expected an array, found an object at /rows"),
            (r#"{"rows":{"row":[1]}}"#, "expected an object, found a number at /rows/row/0"),
            (r#"{"rows":{"row":1}}"#, "expected an object, found a number at /rows/row/0"),
            (r#"{"rows":{"row":[{}}"#, "expected an array, found an object at /rows"),
            (r#"{"both":{"row":{"a":1}}}"#, r#"{"both":[{"a":1}]}"#),
            (r#"{"both":{"row":[{"a":1}]}}"#, r#"{"both":[{"a":1}]}"#),
            (r#"{"both":{"a":1,"row":2}}"#, r#"{"both":[{"a":1,"row":2}]}"#),
            (r#"{"both":{"a":1}}"#, r#"{"both":[{"a":1}]}"#),
        ] {
            assert_eq!(reread::<Wrapper>(text, mode), expected, "{text}");
        }
    }
}

#[test]
fn an_item_stands_for_the_object_of_its_array() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, expected) in [
            (r#"{"id":1,"x":2}"#, r#"{"items":[{"id":1,"x":2}]}"#),
            (r#"{"x":2,"number":1}"#, r#"{"items":[{"id":1,"x":2}]}"#),
            // The documented form wins, wherever the array stands.
            (r#"{"items":[],"id":1}"#, r#"{"items":[],"id":1}"#),
            (r#"{"id":1,"items":[{"id":2}]}"#, r#"{"items":[{"id":2}],"id":1}"#),
            (r#"{"id":1,"list":[{"id":2}]}"#, r#"{"items":[{"id":2}],"id":1}"#),
            // Nothing that only items list.
            ("{}", "{}"),
            (r#"{"x":2}"#, r#"{"x":2}"#),
            (r#"{"total":2}"#, r#"{"total":2}"#),
            (r#"{"id":"a"}"#, "expected an integer, found a string at /0/id"),
            (r#"[{"id":1}]"#, r#"{"items":[{"id":1}]}"#),
        ] {
            assert_eq!(reread::<Shelf>(text, mode), expected, "{text}");
        }
        assert_eq!(reread::<Shelf>(r#"{"id":1"#, mode), reread::<Wrapper>(r#"{"id":1"#, mode));
        assert_eq!(reread::<Crate>(r#"[{"id":1}]"#, mode), "expected an object, found an array");
        assert_eq!(reread::<Crate>(r#"{"id":1}"#, mode), r#"{"items":[{"id":1}]}"#);
    }
}

#[test]
fn an_empty_text_and_null_differ() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for text in [r#"{"password":""}"#, r#"{"password":null}"#, "{}"] {
            assert_eq!(reread::<Wrapper>(text, mode), text);
        }
    }
}

#[test]
fn alternatives_are_read_leniently_and_in_order() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, expected) in [(r#""7""#, "7"), ("1", "1"), (r#""true""#, "true"), ("false", "false")] {
            assert_eq!(reread::<Loosely>(text, mode), expected, "{text}");
        }
    }
}
