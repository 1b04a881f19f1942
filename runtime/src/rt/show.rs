//! `Debug` of generated types: the name and the JSON of the value, forbidden values included and secrets hidden; `{:#?}`
//! indents it.

use std::fmt;

use super::access::Look;
use crate::error::ValueResult;
use crate::model::Model;
use crate::operation::Operation;
use crate::writer::Writer;

/// The `Debug` of a struct or union.
///
/// # Errors
/// Those of the formatter.
pub fn show<T: Model>(value: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write(name, f, |writer| value.write(writer))
}

/// The `Debug` of a request: its parameters and its body.
///
/// # Errors
/// Those of the formatter.
pub fn show_request<T: Operation>(request: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write(name, f, |writer| writer.object(&Look(request), T::operation_table().shown()?))
}

fn write(name: &str, f: &mut fmt::Formatter<'_>, value: impl FnOnce(&mut Writer) -> ValueResult) -> fmt::Result {
    let mut writer = Writer::show();
    let outcome = value(&mut writer);
    let text = String::from_utf8_lossy(&writer.into_bytes()).into_owned();
    let text = if f.alternate() { indented(&text) } else { text };
    match outcome {
        Ok(()) => write!(f, "{name} {text}"),
        Err(error) => write!(f, "{name} {text} ({error})"),
    }
}

/// The JSON with a line for each item and property. Nothing else is changed, since a value that is shown may be no JSON.
fn indented(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut rest = json.chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("    ", depth));
    };
    while let Some(character) = rest.next() {
        match character {
            _ if quoted => {
                quoted = character != '"' || escaped;
                escaped = character == '\\' && !escaped;
                out.push(character);
            }
            '"' => {
                quoted = true;
                out.push(character);
            }
            '{' | '[' => {
                out.push(character);
                match rest.next_if(|next| matches!(next, '}' | ']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(character);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            // White space of a value that is kept as it came.
            ' ' | '\t' | '\n' | '\r' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn json_is_indented() {
        for (json, expected) in [
            ("{}", "{}"),
            ("[1]", "[\n    1\n]"),
            (
                r#"{"a":[],"b":{"c, \"d\\":"{:"}, "e" : NaN}"#,
                "{\n    \"a\": [],\n    \"b\": {\n        \"c, \\\"d\\\\\": \"{:\"\n    },\n    \"e\": NaN\n}",
            ),
            ("", ""),
        ] {
            assert_eq!(indented(json), expected);
        }
    }
}
