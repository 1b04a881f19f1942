//! Splits a name of the document into words, and joins them as Rust writes names.

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

/// `snake_case`, for fields, methods and modules.
pub fn snake(text: &str) -> String {
    identifier(&words(text).join("_"), "value_")
}

/// `UPPER_SNAKE_CASE`, for statics.
pub fn upper(text: &str) -> String {
    identifier(&words(text).join("_").to_uppercase(), "VALUE_")
}

/// `PascalCase`, for types and variants. A `_` stays only between digits.
pub fn pascal(text: &str) -> String {
    let mut out = String::new();
    for word in words(text) {
        if out.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    identifier(&out, "Value")
}

/// `kebab-case`, for credentials.
pub fn kebab(text: &str) -> String {
    words(text).join("-")
}

/// The name with its symbols spelled, for names that differ in nothing else: `a.b` is `a dot b`.
pub fn spelled(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match symbol(c) {
            Some(word) => out.push_str(&format!(" {word} ")),
            None => out.push(c),
        }
    }
    out
}

/// An identifier with more words of its own case behind it. A `_` at its end, which kept it from being a keyword or
/// another name, is not needed any more.
pub fn with(name: &str, more: &str) -> String {
    format!("{}{more}", name.trim_end_matches('_'))
}

/// Whether a text is an identifier that can be printed, as a raw one if need be.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let start = chars.next().is_some_and(|c| is_xid_start(c) || c == '_');
    start && chars.all(is_xid_continue) && text.nfkc().eq(text.chars()) && !super::keyword::cannot_be_raw(text)
}

/// Makes an identifier of words that may start with a digit or be one of the few that cannot be raw.
fn identifier(text: &str, prefix: &str) -> String {
    if super::keyword::cannot_be_raw(text) {
        return format!("{text}_");
    }
    if text.starts_with(is_xid_start) { text.to_owned() } else { format!("{prefix}{text}") }
}

/// The words of a name, in lower case. Never empty. Rust takes two spellings of one letter for the same, so that there
/// is one for each (Unicode Standard Annex #31, section 5; the Rust Reference, "Identifiers").
fn words(text: &str) -> Vec<String> {
    let text: &str = &text.nfkc().collect::<String>();
    let mut words = Vec::new();
    if let Some(rest) = text.strip_prefix(['+', '-'])
        && rest.starts_with(char::is_alphanumeric)
    {
        words.push(if text.starts_with('+') { "plus" } else { "minus" }.to_owned());
    }
    for part in text.split(|c: char| c == '_' || c != '\'' && !is_xid_continue(c)) {
        let part: String = part.chars().filter(|c| *c != '\'').collect();
        split(&part, &mut words);
    }
    if words.is_empty() {
        words.extend(text.chars().map(|c| match symbol(c) {
            Some(word) => word.to_owned(),
            None => format!("u{:x}", u32::from(c)),
        }));
    }
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    words
}

/// Words that are written with capitals in their midst.
const MIXED: [&str; 7] = ["OAuth", "IPv4", "IPv6", "iOS", "macOS", "GitHub", "GitLab"];

/// Splits letters and digits where capitals start a word: `HTTPServer`, `fooBar`. Plurals stay whole: `userIDs`.
fn split(part: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    let mut before: Option<char> = None;
    let mut rest = part;
    while let Some(c) = rest.chars().next() {
        let starts_word = before.is_none_or(|before| !before.is_uppercase());
        if let Some(behind) = MIXED.iter().filter(|_| starts_word).find_map(|mixed| rest.strip_prefix(mixed))
            && !behind.starts_with(char::is_lowercase)
            && (c.is_uppercase() || word.is_empty())
        {
            let (mixed, _) = rest.split_at(rest.len() - behind.len());
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            words.push(mixed.to_lowercase());
            (rest, before) = (behind, None);
            continue;
        }
        let mut ahead = rest.chars().skip(1);
        let (next, afterwards) = (ahead.next(), ahead.next());
        let plural = next == Some('s') && afterwards.is_none_or(|c| !c.is_lowercase());
        let starts = c.is_uppercase()
            && before.is_some_and(|before| !before.is_uppercase() || next.is_some_and(char::is_lowercase) && !plural);
        if starts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.extend(c.to_lowercase());
        before = Some(c);
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "space",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' | ')' => "paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' | ']' => "bracket",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' | '}' => "brace",
        '|' => "pipe",
        '~' => "tilde",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, in_snake, in_pascal) in [
            ("HTTPServer", "http_server", "HttpServer"),
            ("MACAddress", "mac_address", "MacAddress"),
            ("BIOSDate", "bios_date", "BiosDate"),
            ("OSName", "os_name", "OsName"),
            ("DCHP", "dchp", "Dchp"),
            ("userIDs", "user_ids", "UserIds"),
            ("IDsOfUsers", "ids_of_users", "IdsOfUsers"),
            ("deviceID", "device_id", "DeviceId"),
            ("OAuthToken", "oauth_token", "OauthToken"),
            ("useOAuth", "use_oauth", "UseOauth"),
            ("IPv4Address", "ipv4_address", "Ipv4Address"),
            ("sha256Hash", "sha256_hash", "Sha256Hash"),
            ("listDevices_Response_200", "list_devices_response_200", "ListDevicesResponse200"),
            ("foo-bar.baz qux", "foo_bar_baz_qux", "FooBarBazQux"),
            ("$ref", "ref", "Ref"),
            ("@type", "type", "Type"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("-name", "minus_name", "MinusName"),
            ("1.2", "value_1_2", "Value1_2"),
            ("2fa", "value_2fa", "Value2fa"),
            ("x1", "x1", "X1"),
            ("", "empty", "Empty"),
            (">=", "greater_equal", "GreaterEqual"),
            ("😀", "u1f600", "U1f600"),
            ("Größe", "größe", "Größe"),
            ("日本", "日本", "日本"),
            ("cafe\u{301}", "caf\u{e9}", "Caf\u{e9}"),
            ("\u{1c5}", "d\u{17e}", "D\u{17e}"),
            ("x\u{b2}", "x2", "X2"),
            ("don't", "dont", "Dont"),
            ("self", "self_", "Self_"),
            ("_", "underscore", "Underscore"),
            ("__typename", "typename", "Typename"),
            ("X-Request-ID", "x_request_id", "XRequestId"),
            ("crate", "crate_", "Crate"),
        ] {
            assert_eq!((snake(text).as_str(), pascal(text).as_str()), (in_snake, in_pascal), "{text}");
        }
        assert_eq!(upper("apiKey2"), "API_KEY2");
        assert_eq!(kebab("accountIdHeader"), "account-id-header");
        assert_eq!(pascal(&spelled("a.b")), "ADotB");
    }
}
