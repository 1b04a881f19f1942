//! The tables' notation from one end to the other: what the generator prints, as it stands in a file, is what the runtime
//! reads.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use proptest::prelude::*;
use serde_json::json;
use specwright::notation::{Item, List, literal, print, used};
use specwright::{Config, Source};
use specwright_runtime::rt::notation::{self, Mark, parse};
use specwright_runtime::rt::{Api, ObjectTable, OperationTable};
use specwright_tests::{APIS, root, rust_files};

/// What the runtime has read, as the generator says it.
fn back(items: &[notation::Item<'_>]) -> List {
    let item = |item: &notation::Item<'_>| {
        let mark = item.mark.map(|mark| match mark {
            Mark::Optional => '?',
            Mark::InRequest => '>',
            Mark::InResponse => '<',
        });
        Item { mark, word: item.word.clone().into_owned(), items: back(&item.items) }
    };
    items.iter().map(item).collect()
}

/// The lists of a text. Those that are empty and stand at its end say nothing.
fn read(text: &str) -> Vec<List> {
    let lists = parse(text).unwrap_or_else(|error| panic!("{error:?} in {text:?}"));
    used(&lists.iter().map(|list| back(list)).collect::<Vec<_>>()).to_vec()
}

/// Prints a table, puts it into source code as literals of several widths, and reads what Rust makes of these.
fn check(lists: &[List]) {
    let text = print(lists);
    assert_eq!(read(&text), used(lists), "{text:?}");
    for (column, indent, width) in [(0, 4, 100), (90, 4, 100), (3, 4, 0), (0, 0, 1), (12, 8, 20), (0, 4, usize::MAX)] {
        let literal = literal(&text, column, indent, width);
        let value =
            syn::parse_str::<syn::LitStr>(&literal).unwrap_or_else(|error| panic!("{error}: {literal}")).value();
        assert_eq!(read(&value), used(lists), "{literal}");
        // Rust itself reads it as one token, and nothing in it is hidden from who reads it.
        let tokens: Vec<TokenTree> = literal.parse::<TokenStream>().unwrap().into_iter().collect();
        assert!(matches!(tokens.as_slice(), [TokenTree::Literal(_)]), "{literal}");
        let hidden = |character: &char| {
            character.is_control() && *character != '\n' || ('\u{202a}'..='\u{202e}').contains(character)
        };
        assert_eq!(literal.chars().find(hidden), None, "{literal:?}");
    }
}

/// Every character of ASCII, every control character, and others that a reader might take for something else.
fn characters() -> impl Iterator<Item = char> {
    let others = "\u{a0}\u{ad}ßÿ\u{301}\u{61c}\u{200b}\u{200d}\u{200e}\u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}\
                  \u{3000}\u{d7ff}\u{e000}\u{feff}\u{fffd}\u{ffff}😀\u{e0001}\u{10ffff}";
    ('\0'..='\u{9f}').chain(others.chars())
}

/// Words with this character in them, at each place, and before what it could form an escape or a mark with.
fn words(character: char) -> Vec<String> {
    let before = ["", "a", "\\", "\"", " ", "\n", "ü"];
    let behind = ["", "a", "0", "u0041", "\"#", "\\", " ", "#", "e\u{301}"];
    let words =
        before.iter().flat_map(|before| behind.iter().map(move |behind| format!("{before}{character}{behind}")));
    words.collect()
}

#[test]
fn every_character_may_stand_anywhere_in_a_word() {
    for character in characters() {
        let words = words(character);
        for word in &words {
            check(&[vec![Item::new(word)]]);
        }
        // All of them at once, so that lines are broken between them.
        let marked = |mark: Option<char>| words.iter().map(move |word| Item::new(word).marked(mark)).collect::<List>();
        let nested = Item::new(&words[0]).with(marked(Some('<'))).marked(Some('?'));
        check(&[marked(None), vec![], marked(Some('?')), marked(Some('>')), vec![nested]]);
    }
}

#[test]
fn empty_words_and_empty_lists_are_kept_where_they_stand() {
    let empty = || Item::new("");
    for lists in [
        vec![],
        vec![vec![]],
        vec![vec![], vec![empty()]],
        vec![vec![empty()], vec![], vec![], vec![empty(), empty()]],
        vec![vec![empty().marked(Some('?')), empty().of(""), Item::new("a").with([empty(), empty().of("b")])]],
        vec![vec![Item::new("a")], vec![], vec![]],
        vec![vec![Item::new("\\0")], vec![Item::new("\\u0041")], vec![Item::new("\n    a")]],
    ] {
        check(&lists);
    }
}

#[test]
fn long_tables_stand_on_several_lines() {
    let field = |index: usize| Item::new(format!("  field, {index}; \n\"#")).of(format!(";{index},")).marked(Some('?'));
    let lists = [(0..500).map(field).collect(), vec![], (0..500).map(|index| Item::new(index).of(" ")).collect()];
    check(&lists);
    let literal = literal(&print(&lists), 0, 4, 100);
    let lines: Vec<&str> = literal.lines().collect();
    assert!(lines.len() > 100 && lines.iter().all(|line| line.chars().count() <= 100), "{literal}");
    assert!(lines[1..].iter().all(|line| line.starts_with("    ")), "{literal}");
    // A word that is longer than a line is not broken.
    check(&[vec![Item::new("a,b".repeat(100)), Item::new("c")]]);
}

#[test]
fn items_are_nested_as_deeply_as_they_are_read() {
    let nested =
        |depth: usize| (0..depth).fold(Item::new("a"), |inner, _| Item::new("(b").with([inner, Item::new(",")]));
    check(&[vec![nested(160)]]);
    assert_eq!(parse(&print(&[vec![nested(161)]])).unwrap_err().message, "nested too deeply");
}

fn item() -> impl Strategy<Value = Item> {
    let word = prop_oneof!["[ -~]{0,8}", "\\PC{0,4}", "[\\\\,;()?<>\"#\n0u ]{0,8}", any::<String>()];
    let mark = || prop::sample::select(vec![None, None, Some('?'), Some('>'), Some('<')]);
    let leaf = (word, mark()).prop_map(|(word, mark)| Item::new(word).marked(mark));
    leaf.prop_recursive(5, 40, 5, move |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..5)).prop_map(|(item, items)| Item { items, ..item })
    })
}

proptest! {
    #[test]
    fn every_table_is_read_as_it_was_printed(lists in prop::collection::vec(prop::collection::vec(item(), 0..6), 0..5)) {
        check(&lists);
    }

    /// What is read and printed again says the same, in the form that the generator has for it.
    #[test]
    fn every_text_that_is_read_has_one_printed_form(text in "[ab?<>,;()\\\\0\n ]{0,24}") {
        if let Ok(lists) = parse(&text) {
            let lists: Vec<List> = lists.iter().map(|list| back(list)).collect();
            let printed = print(&lists);
            prop_assert_eq!(read(&printed), used(&lists));
            prop_assert_eq!(print(&read(&printed)), printed);
        }
    }
}

/// The tables in a file: behind which macro, of which type, and the text as Rust reads it.
fn tables(text: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    walk(text.parse().unwrap(), &mut found);
    found
}

fn walk(tokens: TokenStream, found: &mut Vec<(String, String, String)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let called = index.checked_sub(2).map(|start| &tokens[start..index]);
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        if let (
            Delimiter::Parenthesis,
            Some([TokenTree::Ident(name), TokenTree::Punct(bang)]),
            [TokenTree::Ident(of), ..],
        ) = (group.delimiter(), called, inner.as_slice())
            && bang.as_char() == '!'
            && ["object", "union", "operation", "newtype"].contains(&name.to_string().as_str())
        {
            let literals = inner.iter().filter_map(|token| match token {
                TokenTree::Literal(literal) => {
                    Some(syn::parse_str::<syn::LitStr>(&literal.to_string()).unwrap().value())
                }
                _ => None,
            });
            found.extend(literals.map(|text| (name.to_string(), of.to_string(), text)));
        }
        walk(group.stream(), found);
    }
}

#[test]
fn what_stands_in_generated_files_is_what_would_be_printed_for_it() {
    for api in APIS {
        let mut counts = BTreeMap::new();
        for file in rust_files::below(&root().join("generated").join(api).join("src")).unwrap() {
            for (name, of, text) in tables(&std::fs::read_to_string(&file).unwrap()) {
                let unbroken: String = text.split('\n').map(|line| line.trim_start_matches(' ')).collect();
                assert_eq!(print(&read(&text)), unbroken, "{of} in {}", file.display());
                *counts.entry(name).or_insert(0) += 1;
            }
        }
        assert!(counts["object"] > 2 && counts["operation"] > 2, "{api}: {counts:?}");
    }
}

/// The tables of the sources that are printed for a document.
fn printed(document: &serde_json::Value) -> Vec<(String, String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let files = specwright::generate(&Source::File(path), &Config::new("api")).unwrap().files;
    let sources = files.into_iter().filter(|(path, _)| path.to_string().starts_with("src/"));
    sources.flat_map(|(_, text)| tables(&text)).collect()
}

/// Constraints at each of so many arrays within each other, that values are not read as deeply.
#[test]
fn no_document_has_a_table_that_is_nested_too_deeply() {
    let name = |index: usize| format!("A{index}");
    let items = |index| json!({"$ref": format!("#/components/schemas/{}", name(index)), "maxItems": 3});
    let array = |index: usize| (name(index), json!({"type": "array", "maxItems": 9, "items": items(index + 1)}));
    let mut schemas: serde_json::Map<_, _> = (0..300).map(array).collect();
    schemas.insert(name(300), json!({"type": "array", "items": {"type": "string", "maxLength": 2}}));
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Deep", "version": "1"},
        "paths": {"/a": {"post": {
            "operationId": "a",
            "requestBody": {"content": {"application/json": {"schema": items(0)}}},
            "responses": {"200": {
                "description": "d",
                "headers": {"X-Deep": {"schema": {"type": "array", "maxItems": 2, "items": {"type": "string", "maxLength": 2}}}},
                "content": {"application/json": {"schema": items(0)}},
            }},
        }}},
        "components": {"schemas": schemas},
    });
    let mut deepest = 0;
    for (_, of, text) in printed(&document) {
        assert!(parse(&text).is_ok(), "{of}");
        deepest = deepest.max(text.matches("items(").count());
    }
    assert!(deepest >= 128, "{deepest}");
}

fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The names of a document with every character in them, through the whole generator and into the runtime's tables.
#[test]
fn names_are_read_as_the_document_has_them() {
    let at_each_place =
        |character| ["{}", "{}b", "a{}b", "a{}"].map(|word| word.replace("{}", &String::from(character)));
    let mut seen = BTreeSet::new();
    let names: Vec<String> = characters().flat_map(at_each_place).filter(|name| seen.insert(name.clone())).collect();
    let properties: serde_json::Map<String, serde_json::Value> = names
        .iter()
        .map(|name| (name.clone(), json!({"type": "string", "x-aliases": [format!("other {name}")]})))
        .collect();
    let parameters: Vec<serde_json::Value> = names
        .iter()
        .map(|name| json!({"name": name, "in": "query", "description": "d", "schema": {"type": "string"}}))
        .collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1"},
        "paths": {"/a": {"get": {
            "operationId": "a",
            "parameters": parameters,
            "responses": {"200": {"description": "d", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Names"},
            }}}},
        }}},
        "components": {"schemas": {"Names": {"type": "object", "properties": properties}}},
    });
    let tables = printed(&document);
    let text_of = |name: &str| tables.iter().find(|table| table.0 == name).unwrap().2.clone();
    let object = forever(ObjectTable::new("Names", forever(text_of("object")), &[])).object().unwrap();
    let read: Vec<&str> = object.fields.iter().map(|field| field.name).collect();
    assert_eq!(read, names);
    for (field, name) in object.fields.iter().zip(&names) {
        assert_eq!(field.aliases, [format!("other {name}")]);
        assert_eq!(serde_json::from_str::<String>(field.json.trim_matches([',', ':'])).ok().as_ref(), Some(name));
    }
    static API: Api = Api::NONE;
    let operation = forever(OperationTable::new("A", forever(text_of("operation")), &[], &API)).meta().unwrap();
    let read: Vec<&str> = operation.parameters.iter().map(|parameter| parameter.name).collect();
    assert_eq!(read, names);
}
