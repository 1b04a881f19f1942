//! A value of an enumeration, or one that the document does not list.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use specwright_runtime::content::json;
use specwright_runtime::error::Reason;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::{Open, validate};

use crate::sample_types::OperatingSystem;
use crate::types::{Kind, Level};
use crate::written;

type System = Open<OperatingSystem>;

#[test]
fn a_text_is_the_listed_value_or_kept() {
    for (text, known) in [
        ("win", Some(OperatingSystem::Win)),
        ("mac", Some(OperatingSystem::Mac)),
        ("Win", None),
        ("win ", None),
        ("", None),
    ] {
        let value = System::from(text);
        assert_eq!(value.known(), known, "{text}");
        assert_eq!(value.is_other(), known.is_none(), "{text}");
        assert_eq!(value.as_str(), text);
        assert_eq!(System::from(text.to_owned()), value);
        // What is read is the same as what is made of the text.
        let read = json::read::<System>(format!("\"{text}\"").as_bytes(), Mode::SERVER).unwrap();
        assert_eq!(read, value);
    }
    for (number, known) in [(1, Some(Level::Low)), (2, Some(Level::High)), (0, None), (i64::MIN, None)] {
        let value = Open::<Level>::from(number);
        assert_eq!((value.known(), value.is_other(), value.value()), (known, known.is_none(), number));
    }
    assert_eq!(System::from(OperatingSystem::Mac).known(), Some(OperatingSystem::Mac));
}

#[test]
fn values_are_compared_with_those_of_the_enumeration() {
    let (known, other) = (System::from("win"), System::from("lin"));
    assert!(known == OperatingSystem::Win && known != OperatingSystem::Mac && other != OperatingSystem::Win);
    assert!(known == known.clone() && other == other.clone() && known != other);
    assert!(System::from("a") != System::from("b") && Open::<Level>::from(3) == Open::<Level>::from(3));
    // What is listed and kept all the same is not what is listed: nobody can send it.
    let listed = System::Other("win".into());
    assert!(listed != known && listed != OperatingSystem::Win && listed.known().is_none());
    assert_eq!(listed.as_str(), known.as_str());
}

#[test]
fn equal_values_have_one_hash() {
    let state = RandomState::new();
    for (left, right) in [(System::from("win"), OperatingSystem::Win.into()), (System::from("x"), System::from("x"))] {
        assert!(left == right && state.hash_one(&left) == state.hash_one(&right));
    }
    let values = ["win", "mac", "win", "lin", "lin"].map(System::from);
    assert_eq!(HashSet::from(values).len(), 3);
    let numbers: HashSet<Open<Level>> = [1, 2, 3, 1, 3].map(Open::from).into();
    assert_eq!(numbers.len(), 3);
}

#[test]
fn values_are_shown_as_they_stand_on_the_wire() {
    for text in ["win", "lin", ""] {
        let value = System::from(text);
        assert_eq!((value.to_string(), format!("{value:?}")), (text.to_owned(), text.to_owned()));
        assert_eq!(format!("{value:>5}|{value:-<4}"), format!("{text:>5}|{text:-<4}"));
    }
    assert_eq!(
        format!("{} {:?} {}", Open::<Level>::from(2), Open::<Level>::from(3), Open::<Level>::from(-1)),
        "2 3 -1"
    );
}

#[test]
fn what_would_read_as_another_value_is_not_written() {
    assert_eq!(written(&System::from("win")), r#""win""#);
    assert_eq!(written(&System::from("lin\n")), r#""lin\n""#);
    let message = "`win` is listed, and would read as its own variant";
    for error in [
        json::write(&System::Other("win".into()), Mode::SERVER).unwrap_err(),
        json::write(&System::Other("win".into()), Mode::CLIENT).unwrap_err(),
        Box::new(validate(&System::Other("win".into())).unwrap_err()),
    ] {
        assert_eq!(error.reason(), &Reason::Ambiguous(message.to_owned()));
    }
    // Where the document lists all values there are no others.
    let error = json::write(&Open::<Kind>::Other("cow".into()), Mode::SERVER).unwrap_err();
    assert_eq!(error.reason(), &Reason::UnknownValue("cow".to_owned()));
    let error = json::write(&Open::<Level>::Other(3), Mode::SERVER).unwrap_err();
    assert_eq!(error.reason(), &Reason::UnknownValue("3".to_owned()));
    let error = json::write(&Open::<Kind>::Other("cat".into()), Mode::SERVER).unwrap_err();
    assert_eq!(error.reason(), &Reason::Ambiguous("`cat` is listed, and would read as its own variant".to_owned()));
}

#[test]
fn an_enumeration_alone_is_read_from_text() {
    assert_eq!("mac".parse::<OperatingSystem>().unwrap().to_string(), "mac");
    assert_eq!(OperatingSystem::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>(), ["win", "mac"]);
    assert_eq!(Level::ALL.iter().map(|value| value.value()).collect::<Vec<_>>(), [1, 2]);
    let error = "Mac".parse::<OperatingSystem>().unwrap_err();
    assert_eq!(error.to_string(), "`Mac` is not one of the documented values");
}
