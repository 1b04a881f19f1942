//! The tables of generated types.

use specwright::notation::{self, List, print, used};
use specwright_runtime::operation::{Location, SchemeKind, SecurityScheme};
use specwright_runtime::rt::notation::{Item, Mark, parse};
use specwright_runtime::rt::{Api, ObjectTable, OperationTable, RulesTable, TableError, UnionTable};

static KEY: SecurityScheme = SecurityScheme {
    name: "apiKey",
    credential: "apiKey",
    kind: SchemeKind::ApiKey { location: Location::Header, name: "X-Api-Key" },
};
static API: Api = Api { schemes: &[&KEY], format_suffix: None };
static LINKED: ObjectTable = ObjectTable::new("Linked", "id,?name", &[]);

/// What is decoded is kept for good, so that it must not be much; longer texts are only parsed.
const LONGEST: usize = 2000;

/// A text is a table or an error at one of its characters, and so is what each kind of table makes of it. The generator
/// prints the same lists again.
pub fn notation(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let lists = match parse(&text) {
        Ok(lists) => lists.iter().map(|list| printable(list)).collect::<Vec<_>>(),
        Err(error) => return assert!(text.is_char_boundary(error.offset), "{error:?} in {text:?}"),
    };
    let printed = print(&lists);
    let again = parse(&printed).unwrap_or_else(|error| panic!("{error:?} in {printed:?}"));
    let again: Vec<List> = again.iter().map(|list| printable(list)).collect();
    assert_eq!(used(&again), used(&lists), "{printed:?}");
    if text.len() <= LONGEST {
        decode(text.into_owned());
    }
}

/// Takes a text apart as each kind of table.
fn decode(text: String) {
    let text: &'static str = Box::leak(text.into_boxed_str());
    let check = |error: Option<TableError>| {
        if let Some(error) = error {
            assert!(text.is_char_boundary(error.offset), "{error:?} in {text:?}");
        }
    };
    check(forever(ObjectTable::new("Object", text, &[|| Some(&LINKED)])).object().err());
    check(forever(UnionTable::new("Union", text)).union().err());
    check(forever(RulesTable::new("Rules", text)).rules().err());
    check(forever(OperationTable::new("Operation", text, &[|| Some(&LINKED)], &API)).meta().err());
}

fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// What was read, as the generator says it.
fn printable(items: &[Item<'_>]) -> List {
    let item = |item: &Item<'_>| {
        let mark = item.mark.map(|mark| match mark {
            Mark::Optional => '?',
            Mark::InRequest => '>',
            Mark::InResponse => '<',
        });
        notation::Item { mark, word: item.word.clone().into_owned(), items: printable(&item.items) }
    };
    items.iter().map(item).collect()
}
