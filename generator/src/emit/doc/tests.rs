//! From Markdown of documents to Markdown that rustdoc reads in the same way.

use super::lines;

fn text(markdown: &str) -> String {
    lines([markdown]).join("\n")
}

fn check(table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        assert_eq!(text(markdown), *expected, "{markdown:?}");
    }
}

#[test]
fn what_rustdoc_would_misread_is_escaped() {
    check(&[
        ("Plain *text* with `[code]`.", "Plain *text* with `[code]`."),
        ("See [x] and [y](z).", "See \\[x\\] and \\[y\\](z)."),
        ("See [y](https://a.b/c).", "See [y](https://a.b/c)."),
        ("At https://a.b/c.", "At <https://a.b/c>."),
        ("At <https://a.b/c>.", "At <https://a.b/c>."),
        ("A <b>c</b>", "A \\<b>c\\</b>"),
        ("<!-- no comment -->", "\\<!-- no comment -->"),
        ("an open `tick", "an open \\`tick"),
        ("[a]: https://x.y", "\\[a\\]: <https://x.y>"),
        ("a\r\nb\u{202e}\u{0}", "a\nb"),
    ]);
}

#[test]
fn lines_stay_as_they_are_broken() {
    let long = format!("{}\n{}", "word ".repeat(60).trim_end(), "- ".repeat(3) + "b");
    assert_eq!(text(&long), long);
    check(&[
        ("a\nb\n\nc", "a\nb\n\nc"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("hard  \nbreak  \n\nend  ", "hard\\\nbreak\n\nend"),
        ("  all\n    of it\n  is indented", "all\nof it\nis indented"),
        ("# Head\ntext\n## More", "# Head\ntext\n## More"),
        ("> a\n>> b\n>     c", "> a\n>> b\n> c"),
    ]);
}

#[test]
fn lists_stay_lists() {
    check(&[
        ("* a\nb\n*   c", "* a\n  b\n* c"),
        ("- a\n  - b\n    more\n- c", "- a\n  - b\n    more\n- c"),
        ("1. a\n\n   more\n2. b", "1. a\n\n   more\n2. b"),
        ("- a\n\n    still a\n\nout", "- a\n\n  still a\n\nout"),
        ("- a\n# Head", "- a\n# Head"),
        ("in\n2020. begins no list\n\n      code", "in\n2020. begins no list\n\n```text\n  code\n```"),
    ]);
}

#[test]
fn tables_stay_tables() {
    let table = "| a | b |\n|---|---|\n| `x` | y |\n\na | b\n--|--\nc | d";
    assert_eq!(text(table), table);
}

#[test]
fn code_is_never_compiled() {
    check(&[
        ("    let x = 1;", "let x = 1;"),
        ("a\n\n\n    code\n\n      more\n\nb", "a\n\n```text\ncode\n\n  more\n```\n\nb"),
        ("a\n\n\tcode", "a\n\n```text\ncode\n```"),
        ("a\n    goes on", "a\ngoes on"),
        ("- a\n\n      code\n- b", "- a\n\n  ```text\n  code\n  ```\n- b"),
        ("```\nx\n```\ny", "```text\nx\n```\ny"),
        ("```rust\n  x", "```text\n  x\n```"),
        ("```rust,ignore\nx\n```", "```text\nx\n```"),
        ("```JSON\n{ \"a\": [1] }\n```", "```json\n{ \"a\": [1] }\n```"),
        ("```json title=\"x\"\n1\n```", "```json\n1\n```"),
        ("~~~~\n```\nx\n~~~\n~~~~", "~~~~text\n```\nx\n~~~\n~~~~"),
        ("- a\n  ```json\n  { }\n    x\n  ```\n- b", "- a\n  ```json\n  { }\n    x\n  ```\n- b"),
        ("- ```\n  x", "- ```text\n  x\n  ```"),
        ("- ```json\n  { }\n  ```\n- b", "- ```json\n  { }\n  ```\n- b"),
        ("> ```\n> x", "> \\`\n> x"),
    ]);
}

#[test]
fn paragraphs_are_set_apart() {
    assert_eq!(lines(["a", " ", "b"]), ["a", "", "b"]);
}
