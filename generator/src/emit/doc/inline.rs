//! A line of a paragraph is turned into the same line, with what rustdoc would take for links and HTML escaped.

/// Escapes what rustdoc would take for links and HTML, and makes links of bare addresses. Code in backticks stays.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            '`' => code_length(rest),
            '<' if address_length(rest.get(1..).unwrap_or_default()) > 0 => {
                let length = address_length(rest.get(1..).unwrap_or_default());
                if rest.get(1 + length..).is_some_and(|rest| rest.starts_with('>')) { length + 2 } else { 0 }
            }
            '[' => link_length(rest),
            'h' if !out.ends_with(|c: char| c.is_alphanumeric()) => {
                let length = address_length(rest);
                if length > 0 {
                    out.push_str(&format!("<{}>", rest.get(..length).unwrap_or_default()));
                    rest = rest.get(length..).unwrap_or_default();
                    continue;
                }
                1
            }
            _ => c.len_utf8(),
        };
        if taken == 0 || matches!(c, '<' | '[' | ']') && taken == 1 {
            out.push('\\');
        }
        let taken = taken.max(c.len_utf8());
        out.push_str(rest.get(..taken).unwrap_or_default());
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// The length of code in backticks; 0 where the backtick closes nowhere, so that it is literal.
fn code_length(text: &str) -> usize {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let mark = "`".repeat(ticks);
    text.get(ticks..).and_then(|rest| rest.find(&mark)).map_or(0, |end| ticks + end + ticks)
}

/// The length of the web address that a text starts with.
fn address_length(text: &str) -> usize {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return 0;
    }
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '\'' | '\\' | '|'));
    let address = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if address.ends_with("//") { 0 } else { address.len() }
}

/// The length of a link with a web address, such as `[text](https://...)`; 1 for a bracket that is none.
fn link_length(text: &str) -> usize {
    let length = || {
        let label = text.find(']')?;
        let target = text.get(label + 1..)?.strip_prefix('(')?;
        let address = address_length(target);
        let closed = target.get(address..)?.starts_with(')');
        let plain = !text.get(1..label)?.contains(['[', '<', '`']);
        (address > 0 && closed && plain).then_some(label + 1 + 1 + address + 1)
    };
    length().unwrap_or(1)
}
