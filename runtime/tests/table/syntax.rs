//! The grammar by itself: items with marks, words and lists, and every way to leave it.

use specwright_runtime::rt::notation::{Item, Mark, TextError, parse};

fn item<'a>(offset: usize, mark: Option<Mark>, word: &'a str, items: Vec<Item<'a>>) -> Item<'a> {
    Item { mark, word: word.into(), items, offset }
}

#[test]
fn texts_are_lists_of_items() {
    let plain = |offset, word| item(offset, None, word, vec![]);
    for (text, lists) in [
        ("", vec![vec![]]),
        (";;", vec![vec![], vec![], vec![]]),
        ("a", vec![vec![plain(0, "a")]]),
        ("a b, c", vec![vec![plain(0, "a b"), plain(4, " c")]]),
        ("ä,b;;c", vec![vec![plain(0, "ä"), plain(3, "b")], vec![], vec![plain(6, "c")]]),
        (
            "?a,>b,<c",
            vec![vec![
                item(0, Some(Mark::Optional), "a", vec![]),
                item(3, Some(Mark::InRequest), "b", vec![]),
                item(6, Some(Mark::InResponse), "c", vec![]),
            ]],
        ),
        ("a(),b", vec![vec![plain(0, "a"), plain(4, "b")]]),
        (
            "a(b(?c),d)",
            vec![vec![item(
                0,
                None,
                "a",
                vec![item(2, None, "b", vec![item(4, Some(Mark::Optional), "c", vec![])]), plain(8, "d")],
            )]],
        ),
        ("?\\0,\\0(\\0)", vec![vec![item(0, Some(Mark::Optional), "", vec![]), item(4, None, "", vec![plain(7, "")])]]),
        (r"\?\,\;\(\)\<\>\\", vec![vec![plain(0, "?,;()<>\\")]]),
        (r"\u0000\u000a\u00fcx\u202Ey", vec![vec![plain(0, "\0\nüx\u{202e}y")]]),
        (r"a\0b", vec![vec![plain(0, "ab")]]),
        ("\ta\r", vec![vec![plain(0, "\ta\r")]]),
        // Nothing that stands in other notations has a meaning here.
        ("\"a\"#'[]{}|&", vec![vec![plain(0, "\"a\"#'[]{}|&")]]),
    ] {
        assert_eq!(parse(text), Ok(lists), "{text}");
    }
}

#[test]
fn line_breaks_count_nowhere() {
    for (text, alike) in [
        ("\n", ""),
        ("a,\n    b;\n  c", "a,b;c"),
        ("\n\n  \n a", "a"),
        ("a\n", "a"),
        ("a\n  b c", "ab c"),
        ("a\n\\,\nb", "a\\,b"),
        ("?\na", "?a"),
        ("a\n(\n b\n )\n,\n c", "a(b),c"),
        ("a,\n \\u0020b", "a,\\u0020b"),
        ("ü\n  ü\nü", "üüü"),
    ] {
        let mut lists = parse(text).unwrap();
        let mut others = parse(alike).unwrap();
        // Where they stand is all that may differ.
        for item in lists.iter_mut().chain(&mut others).flatten() {
            item.offset = 0;
            for inner in &mut item.items {
                inner.offset = 0;
            }
        }
        assert_eq!(lists, others, "{text}");
    }
}

#[test]
fn offsets_are_those_of_the_text_as_it_stands() {
    let lists = parse("a,\n    ?b(\n  c)").unwrap();
    let offsets: Vec<usize> = lists[0].iter().map(|item| item.offset).collect();
    assert_eq!((offsets, lists[0][1].items[0].offset), (vec![0, 7], 13));
}

#[test]
fn every_other_text_is_an_error() {
    for (text, offset, message) in [
        (",", 0, "a word is missing"),
        ("a,", 2, "a word is missing"),
        ("a,\n  ", 5, "a word is missing"),
        ("a,,b", 2, "a word is missing"),
        ("a,;b", 2, "a word is missing"),
        ("(a)", 0, "a word is missing"),
        ("a(,b)", 2, "a word is missing"),
        ("a(b,)", 4, "a word is missing"),
        ("?", 1, "a word is missing"),
        ("?,a", 1, "a word is missing"),
        ("?(a)", 1, "a word is missing"),
        ("?\n,a", 2, "a word is missing"),
        ("ü,?\n  ;", 7, "a word is missing"),
        ("a(b", 3, "a parenthesis is not closed"),
        ("a(", 2, "a parenthesis is not closed"),
        ("a(b;c)", 3, "a parenthesis is not closed"),
        ("a(b)(c)", 4, "more after the end of a list"),
        ("a(b)c", 4, "more after the end of a list"),
        ("a(b)?", 4, "more after the end of a list"),
        (")", 0, "more after the end of a list"),
        ("ä;)", 3, "more after the end of a list"),
        ("a)", 1, "more after the end of a list"),
        ("a?", 1, "a mark within a word"),
        ("??a", 1, "a mark within a word"),
        ("a<b", 1, "a mark within a word"),
        ("a>b", 1, "a mark within a word"),
        ("\\", 0, "not an escape"),
        ("ab\\n", 2, "not an escape"),
        ("\\\n,", 0, "not an escape"),
        ("a\\ü", 1, "not an escape"),
        ("\\U0041", 0, "not an escape"),
        ("\\u", 0, "four hexadecimal digits of a character are meant"),
        ("\\u004", 0, "four hexadecimal digits of a character are meant"),
        ("\\u00g0", 0, "four hexadecimal digits of a character are meant"),
        ("\\u+041", 0, "four hexadecimal digits of a character are meant"),
        ("\\u{41}", 0, "four hexadecimal digits of a character are meant"),
        ("\\u00ü", 0, "four hexadecimal digits of a character are meant"),
        ("a,\\ud800", 2, "four hexadecimal digits of a character are meant"),
    ] {
        assert_eq!(parse(text), Err(TextError { message, offset }), "{text}");
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| format!("{}a{}", "a(".repeat(depth), ")".repeat(depth));
    let (deepest, deeper) = (nested(160), nested(161));
    let mut depth = 0;
    let lists = parse(&deepest).unwrap();
    let mut item = &lists[0][0];
    while let [inner] = item.items.as_slice() {
        (item, depth) = (inner, depth + 1);
    }
    assert_eq!(depth, 160);
    assert_eq!(parse(&deeper), Err(TextError { message: "nested too deeply", offset: 322 }));
    // Far deeper ones need no more of the stack.
    assert_eq!(parse(&nested(1_000_000)).map_err(|error| error.offset), Err(322));
}
