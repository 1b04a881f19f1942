//! Patterns of ECMA-262 and what becomes of them.

use super::*;

#[test]
fn patterns_are_translated() {
    for (ecma, expected) in [
        ("^[a-z]+$", "^[a-z]+$"),
        (r"^\d{3}-\w+$", "^[0-9]{3}-[0-9A-Za-z_]+$"),
        (r"\D\W", "[^0-9][^0-9A-Za-z_]"),
        (r"[\d\W]", "[0-9[^0-9A-Za-z_]]"),
        (r"\s", &format!("[{SPACE}]")),
        (r"[\s]", &format!("[{SPACE}]")),
        (r"a\/b\-c\_", "a/b-c_"),
        (r"[\/\-\.]", r"[/\-.]"),
        (r"\u0041\u{1F600}\x41\cA\0", r"A😀A\x{1}\x{0}"),
        (r"\uD83D\uDE00", "😀"),
        ("[^]", r"[\x{0}-\x{10FFFF}]"),
        ("[]", r"[^\x{0}-\x{10FFFF}]"),
        ("[a[b]", r"[a\[b]"),
        ("[a&&b~~d]", r"[a\&\&b\~\~d]"),
        ("[+--]", r"[+-\-]"),
        (".", r"[^\n\r\x{2028}\x{2029}]"),
        (r"\bfoo\b", r"(?-u:\b)foo(?-u:\b)"),
        (r"[\b]", r"[\x{8}]"),
        ("(?<year>[0-9]{4})", "([0-9]{4})"),
        ("(?:a|b)*?", "(?:a|b)*?"),
        ("a{,2}{x}", r"a\{,2\}\{x\}"),
        ("a{2,}b{1,3}?", "a{2,}b{1,3}?"),
        ("^[^/]+/[a-z_-]*$", r"^[^/]+/[a-z_\-]*$"),
        (r"[\w-.]", r"[0-9A-Za-z_\-.]"),
        (r"^\p{Lu}[\p{L}\P{Script=Greek}]", r"^\p{Lu}[\p{L}\P{Script=Greek}]"),
        ("#~& x", "#~& x"),
    ] {
        assert_eq!(translate(ecma).as_deref(), Ok(expected), "{ecma}");
    }
}

#[test]
fn patterns_without_translation() {
    let invalid = |text: &str| PatternError::Invalid(text.to_owned());
    for (ecma, expected) in [
        ("(?=a)", PatternError::Inexpressible("looking ahead")),
        ("(?!a)", PatternError::Inexpressible("looking ahead")),
        ("(?<=a)b", PatternError::Inexpressible("looking behind")),
        ("(?<!a)b", PatternError::Inexpressible("looking behind")),
        (r"(a)\1", PatternError::Inexpressible("a reference to a group")),
        (r"(?<a>a)\k<a>", PatternError::Inexpressible("a reference to a group")),
        (r"\uD800", PatternError::Inexpressible("half a surrogate pair")),
        ("(?:a{1000}){1000}", PatternError::Inexpressible("something this large")),
        (r"\p{NoSuchProperty}", PatternError::Inexpressible("this Unicode property")),
        ("*a", invalid("there is nothing for `*` to repeat")),
        ("a**", invalid("there is nothing for `*` to repeat")),
        ("a++", invalid("there is nothing for `+` to repeat")),
        ("(a", invalid("unclosed group")),
        ("a)", invalid("unopened group")),
        ("[a", invalid("a class does not end")),
        ("[z-a]", invalid("the range `z-a` is the wrong way around")),
        (r"\Aa\z", invalid("there is no escape `\\A`")),
        ("(?i)a", invalid("there is no group that starts with `(?i`")),
        ("a\\", invalid("there is nothing behind the last backslash")),
        (r"\u12", invalid("a hexadecimal escape is too short")),
    ] {
        assert_eq!(translate(ecma), Err(expected), "{ecma}");
    }
}
