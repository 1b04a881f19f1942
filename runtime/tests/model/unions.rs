//! Unions: the alternative that fits best, what reads as another one, discriminators, and the cost of deep nesting.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use specwright_runtime::content::json;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::{Json, Model};
use specwright_runtime::reader::Reader;
use specwright_runtime::rt;
use specwright_runtime::tree::Node;
use specwright_runtime::writer::Writer;

use crate::sample_types::{Device, Target};
use crate::types::{Ash, Cat, Dog, Elm, Level, Oak, Pet, Scalar, Tree};
use crate::{reread, written};

fn read<T: Model>(text: &str, mode: Mode) -> T {
    json::read(text.as_bytes(), mode).unwrap()
}

#[test]
fn the_alternative_that_fits_best_is_read() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, value) in [
            ("1", Scalar::Integer(1)),
            ("1.5", Scalar::Number(1.5)),
            (r#""2020-12-22""#, Scalar::Day("2020-12-22".parse().unwrap())),
            (r#""2020-12-32""#, Scalar::Text("2020-12-32".into())),
            ("true", Scalar::Flag(true)),
        ] {
            assert_eq!(read::<Scalar>(text, mode), value, "{text}");
            assert_eq!(written(&value), text);
        }
        assert!(read::<Target>("7", mode) == Target::Integer(7));
        assert!(read::<Target>("{}", mode) == Target::Device(Box::new(Device::new())));
        assert_eq!(read::<Tree>(r#"{"elm":1}"#, mode), Tree::Elm(Elm { next: None, elm: Some(1) }));
        assert_eq!(read::<Tree>(r#"{"ash":1,"elm":2}"#, mode), Tree::Ash(Ash { next: None, ash: Some(1) }));
        assert_eq!(read::<Tree>(r#"{"oak":1}"#, mode), Tree::Oak(Oak { next: None, oak: 1 }));
        assert_eq!(read::<Tree>(r#"{"oak":1,"x":1}"#, mode), Tree::Ash(Ash { next: None, ash: None }));
    }
    // What leaves less over counts at every depth.
    let text = r#"[{"next":{"next":{"oak":1},"elm":2},"ash":3},[]]"#;
    assert_eq!(reread::<Tree>(text, Mode::SERVER), text);
}

#[test]
fn what_fits_none_is_kept_by_the_tolerant() {
    assert_eq!(reread::<Scalar>("null", Mode::SERVER), "none of the documented alternatives");
    assert_eq!(read::<Scalar>("null", Mode::CLIENT), Scalar::Other(Json::null()));
    assert_eq!(reread::<Scalar>("[1,  2]", Mode::CLIENT), "not written: none of the documented alternatives");
    assert_eq!(read::<Scalar>("[1,  2]", Mode::CLIENT), Scalar::Other(Json::new("[1,  2]").unwrap()));
    assert_eq!(reread::<Vec<Tree>>(r#"[{},7]"#, Mode::SERVER), "none of the documented alternatives at /1");
    assert_eq!(json::read::<Scalar>(b"[1,]", Mode::CLIENT).unwrap_err().to_string(), "not a JSON value (byte 3)");
}

#[test]
fn what_would_read_as_another_alternative_is_not_written() {
    const AMBIGUOUS: &str = "would read as another alternative";
    assert_eq!(written(&Scalar::Number(2.0)), AMBIGUOUS);
    assert_eq!(written(&Scalar::Number(2.5)), "2.5");
    assert_eq!(written(&Scalar::Level(Level::Low.into())), AMBIGUOUS);
    assert_eq!(written(&Scalar::Text("2020-12-22".into())), AMBIGUOUS);
    assert_eq!(written(&Scalar::Text("2020".into())), r#""2020""#);
    assert_eq!(written(&vec![Scalar::Integer(1), Scalar::Number(2.0)]), format!("{AMBIGUOUS} at /1"));
    let empty_elm = || Tree::Elm(Elm { next: None, elm: None });
    assert_eq!(written(&empty_elm()), AMBIGUOUS);
    // The place is that of the union that is ambiguous, be it within another one.
    let nested = Tree::List(vec![
        Tree::Oak(Oak { next: None, oak: 1 }),
        Tree::Ash(Ash { next: Some(Box::new(empty_elm())), ash: Some(1) }),
    ]);
    assert_eq!(written(&nested), format!("{AMBIGUOUS} at /1/next"));
    let fine = Tree::List(vec![
        Tree::Oak(Oak { next: None, oak: 1 }),
        Tree::Ash(Ash { next: None, ash: None }),
        Tree::List(vec![]),
    ]);
    assert_eq!(written(&vec![fine.clone(), fine]), r#"[[{"oak":1},{},[]],[{"oak":1},{},[]]]"#);
}

#[test]
fn text_carries_unions_too() {
    for (text, value) in [
        ("5", Scalar::Integer(5)),
        ("x", Scalar::Text("x".into())),
        ("2020-12-22", Scalar::Day("2020-12-22".parse().unwrap())),
    ] {
        let mut writer = Writer::tree(Mode::SERVER);
        assert_eq!(value.write(&mut writer), Ok(()));
        let node = writer.into_node().unwrap();
        assert_eq!(node, Node::Text(text.to_owned()));
        let mut read = rt::blank::<Scalar>();
        assert_eq!(read.read(&mut Reader::tree(&node, Mode::SERVER)), Ok(()));
        assert_eq!(read, value);
        let mut writer = Writer::octets(Mode::SERVER);
        assert_eq!(value.write(&mut writer), Ok(()));
        assert_eq!(writer.into_bytes(), text.as_bytes());
    }
    // Where text is all there is, more reads alike.
    let list = vec![Scalar::Integer(5), Scalar::Text("5".into())];
    let error = list.write(&mut Writer::tree(Mode::SERVER)).unwrap_err();
    assert_eq!(error.to_string(), "would read as another alternative at /1");
    let error = Scalar::Flag(true).write(&mut Writer::octets(Mode::SERVER)).unwrap_err();
    assert_eq!(error.to_string(), "would read as another alternative");
}

#[test]
fn a_discriminator_tells_the_alternative() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        for (text, written) in [
            (r#"{"kind":"cat","name":"a"}"#, r#"{"kind":"cat","name":"a"}"#),
            (r#"{"name":"a","kind":"kitten"}"#, r#"{"kind":"kitten","name":"a"}"#),
            // An alternative that does not list the property has it written nevertheless.
            (r#"{"name":"a","kind":"dog"}"#, r#"{"kind":"dog","name":"a"}"#),
            (r#"{"kind":"dog","x":[1, 2]}"#, r#"{"kind":"dog","x":[1, 2]}"#),
            (r#"{"kind":"dog","friend":{"kind":"cat"}}"#, r#"{"kind":"dog","friend":{"kind":"cat"}}"#),
            (r#"{"a":1,"kind":"map"}"#, r#"{"kind":"map","a":1}"#),
            (r#"{"kind":"map"}"#, r#"{"kind":"map"}"#),
            (r#"{"kin\u0064":"d\u006fg"}"#, r#"{"kind":"dog"}"#),
        ] {
            assert_eq!(reread::<Pet>(text, mode), written, "{text}");
            assert_eq!(read::<Pet>(written, mode), read::<Pet>(text, mode));
        }
        assert_eq!(
            reread::<Pet>(r#"{"kind":"dog","friend":{"kind":"cat","name":1}}"#, mode),
            "expected a string, found a number at /friend/name"
        );
    }
    let dog = Dog { name: None, friend: None, rest: BTreeMap::new() };
    assert_eq!(read::<Pet>(r#"{"kind":"dog"}"#, Mode::SERVER), Pet::Dog(Box::new(dog)));
}

#[test]
fn a_discriminator_that_tells_nothing_is_refused_or_kept() {
    for (text, error) in [
        (r#"{"name":"a"}"#, "required, but not there at /kind"),
        (r#"{"kind":"cow"}"#, "`cow` is not one of the documented values at /kind"),
        (r#"{"kind":1}"#, "expected a string, found a number at /kind"),
        ("[]", "expected an object, found an array"),
        ("null", "expected an object, found null"),
    ] {
        assert_eq!(reread::<Pet>(text, Mode::SERVER), error);
        assert_eq!(read::<Pet>(text, Mode::CLIENT), Pet::Other(Json::new(text).unwrap()));
        assert_eq!(reread::<Pet>(text, Mode::CLIENT), "not written: none of the documented alternatives");
    }
    assert_eq!(reread::<Pet>(r#"{"kind":"cat","x":1}"#, Mode::SERVER), "not a property of this object at /x");
    assert_eq!(
        json::read::<Pet>(b"{\"kind\":", Mode::CLIENT).unwrap_err().to_string(),
        "the text ends where a value is meant (byte 8)"
    );
}

#[test]
fn a_discriminator_that_tells_another_alternative_is_not_written() {
    let cat = |kind: &str| Pet::Cat(Cat { kind: kind.into(), name: None });
    assert_eq!(written(&cat("kitten")), r#"{"kind":"kitten"}"#);
    assert_eq!(written(&cat("dog")), "discriminator: must be `cat` or `kitten` in this alternative at /kind");
    let kept = |name: &str| BTreeMap::from([(name.to_owned(), Json::from("dog"))]);
    assert_eq!(
        written(&Pet::Dog(Box::new(Dog { name: None, friend: None, rest: kept("kind") }))),
        "given twice at /kind"
    );
    assert_eq!(written(&Pet::Map(BTreeMap::from([("kind".to_owned(), 1)]))), "given twice at /kind");
    // By itself, an alternative knows nothing of the union.
    assert_eq!(written(&Dog { name: None, friend: None, rest: kept("kind") }), r#"{"kind":"dog"}"#);
    assert_eq!(
        written(&vec![cat("cat"), cat("cow")]),
        "discriminator: must be `cat` or `kitten` in this alternative at /1/kind"
    );
}

#[test]
fn long_lists_cost_what_their_items_cost() {
    let items = 20_000;
    for item in [r#"{"kind":"dog"}"#, r#"{"kind":"cat"}"#] {
        let text = format!("[{}]", vec![item; items].join(","));
        let start = Instant::now();
        assert_eq!(reread::<Vec<Pet>>(&text, Mode::SERVER).len(), text.len());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    }
    let text = format!("[{}]", vec![r#"{"elm":1}"#; items].join(","));
    let start = Instant::now();
    assert_eq!(reread::<Tree>(&text, Mode::SERVER), text);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn deep_nesting_costs_milliseconds() {
    for (open, leaf) in
        [(r#"{"next":"#, r#"{"elm":1}"#), ("[", r#"{"oak":1}"#), (r#"{"x":0,"next":"#, "{}"), (r#"{"next":"#, "7")]
    {
        let text = format!("{}{leaf}{}", open.repeat(100), if open == "[" { "]" } else { "}" }.repeat(100));
        for mode in [Mode::SERVER, Mode::CLIENT] {
            let start = Instant::now();
            let read = json::read::<Tree>(text.as_bytes(), mode);
            assert_eq!(read.is_ok(), leaf != "7" || !mode.strict);
            if let Ok(value) = read {
                let again = json::write(&value, mode);
                assert_eq!(again.is_ok(), leaf != "7");
            }
            // Exponential cost would be years; this leaves room for slow machines and unoptimized builds.
            assert!(start.elapsed() < Duration::from_secs(10), "{text}: {:?}", start.elapsed());
        }
    }
}
