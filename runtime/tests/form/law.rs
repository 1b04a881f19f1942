//! The law: what writing accepts, reading returns unchanged; for values made at random.

use proptest::prelude::*;
use specwright_runtime::content::form::{self, Form};
use specwright_runtime::mode::Mode;
use specwright_runtime::model::Json;

use crate::types::{FORM, Order, Scalar, WITH_JSON};

fn check(value: &Order, form: Option<&'static Form>) -> Result<bool, TestCaseError> {
    let Ok(bytes) = form::write(value, form, Mode::SERVER) else { return Ok(false) };
    for mode in [Mode::SERVER, Mode::CLIENT] {
        let text = String::from_utf8_lossy(&bytes);
        match form::read::<Order>(&bytes, form, mode) {
            Ok(read) => prop_assert_eq!(&read, value, "{}", text),
            Err(error) => prop_assert!(false, "{error} in {text} of {value:?}"),
        }
    }
    Ok(true)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["", " ", "1", "a", ",", "|", "a b", "+", "%41", "&", "=", "[]", "ü"])
            .prop_map(str::to_owned),
        "[ -~\n]{0,6}",
    ]
}

fn order() -> impl Strategy<Value = Order> {
    let texts = || prop::option::weighted(0.3, prop::collection::vec(text(), 0..3));
    let key = prop::sample::select(vec!["", "a", "a]", "[b", "deep[c]", "tags[]", "data", "type", "x"])
        .prop_map(str::to_owned);
    let json = prop::sample::select(vec!["null", "1", "\"a\"", "[1, 2]", "{\"a\":{}}", "\"\\u0041\""]);
    let json = || json.clone().prop_map(|text| Json::new(text).unwrap());
    let scalar = prop_oneof![any::<i64>().prop_map(Scalar::Integer), text().prop_map(Scalar::Text)];
    let leaf = (
        prop::option::of(any::<i64>()),
        prop::option::of(text()),
        texts(),
        texts(),
        texts(),
        prop::option::of(prop::collection::vec(any::<i64>(), 0..3)),
        prop::option::weighted(0.3, prop::collection::btree_map(key.clone(), text(), 0..3)),
        prop::option::weighted(0.3, json()),
        prop::option::weighted(0.3, scalar),
        prop::collection::btree_map(key, prop_oneof![text().prop_map(|text| Json::from(&*text)), json()], 0..2),
    );
    let leaf = leaf.prop_map(|(id, text, tags, commas, spaces, pipes, deep, json, scalar, rest)| Order {
        id,
        text,
        maybe: id.map(|id| (id > 0).then_some(id > 1)),
        tags,
        commas,
        spaces,
        pipes,
        deep,
        json,
        scalar,
        rest,
        ..Order::default()
    });
    leaf.prop_recursive(2, 4, 2, |inner| {
        (inner.clone(), prop::option::of(inner.clone()), prop::option::of(prop::collection::vec(inner, 0..3)))
            .prop_map(|(order, child, children)| Order { child: child.map(Box::new), children, ..order })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_read_back(value in order()) {
        check(&value, Some(&FORM))?;
        check(&value, None)?;
    }

    #[test]
    fn json_fields_read_back(value in order()) {
        check(&value, Some(&WITH_JSON))?;
    }
}
