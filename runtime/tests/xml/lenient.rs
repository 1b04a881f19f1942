//! Other forms that are accepted when reading. Text knows no kinds, so most of it needs no leniency in XML.

use specwright_runtime::mode::Mode;

use crate::types::{Shelf, Thing};
use crate::{NIL, reread};

#[test]
fn an_item_stands_for_the_object_of_its_array() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, expected) in [
            ("<xml><id>1</id><on>1</on></xml>", "<r><things><thing><id>1</id><on>true</on></thing></things></r>"),
            ("<xml><id>1</id><x>2</x></xml>", "<r><things><thing><id>1</id><x>2</x></thing></things></r>"),
            // The documented form wins, wherever the array stands.
            (
                "<xml><id>1</id><things><thing><id>2</id></thing></things></xml>",
                "<r><things><thing><id>2</id></thing></things><id>1</id></r>",
            ),
            ("<xml><things/><id>1</id></xml>", "<r><things/><id>1</id></r>"),
            // Nothing that items list.
            ("<xml/>", "<r/>"),
            ("<xml><x>2</x></xml>", "<r><x>2</x></r>"),
            ("<xml><id>a</id></xml>", "expected an integer, found other text at /0/id"),
        ] {
            assert_eq!(reread::<Shelf>(text, mode), expected, "{text}");
        }
    }
}

#[test]
fn booleans_are_four_words() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (word, expected) in [("1", "true"), ("true", "true"), ("0", "false"), ("false", "false")] {
            let (text, expected) = (format!("<r><on>{word}</on></r>"), format!("<r><on>{expected}</on></r>"));
            assert_eq!(reread::<Thing>(&text, mode), expected);
        }
        for word in ["yes", "TRUE", "01"] {
            let error = "expected a boolean, found other text at /on";
            assert_eq!(reread::<Thing>(&format!("<r><on>{word}</on></r>"), mode), error);
        }
    }
}

#[test]
fn an_empty_text_and_null_differ() {
    let null = format!("<r><word {NIL}/></r>");
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for text in ["<r><word/></r>", &null, "<r/>"] {
            assert_eq!(reread::<Thing>(text, mode), text);
        }
    }
}
