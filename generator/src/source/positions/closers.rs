//! A text of YAML comes in that the parser of events gives up on; the same goes out with brackets closed where it takes them.
//! Many close them as in other languages, no deeper than the key, which the reader of values takes and YAML 1.2 does not.

/// The text with each line that only closes brackets joined to the one before. Every byte stays where it is.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let closes = !line.trim().is_empty() && line.trim().chars().all(|character| "]},".contains(character));
        if closes && !is_followed_by_text(before) {
            let line_end = joined.trim_end_matches(['\r', '\n']).len();
            let blanks = joined.len() - line_end;
            joined.truncate(line_end);
            joined.extend(std::iter::repeat_n(' ', blanks));
        }
        joined.push_str(line);
        before = line;
    }
    joined
}

/// Whether the end of this line counts: behind it a comment ends or a block of text starts.
fn is_followed_by_text(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.contains('#') || line.trim_end_matches(['-', '+']).ends_with(['|', '>'])
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn brackets_are_joined_and_nothing_else() {
        for (text, expected) in [
            ("a: {\n  b: 1\n}\nc: 2\n", "a: {\n  b: 1 }\nc: 2\n"),
            ("a: [\r\n  1\r\n],\r\n", "a: [\r\n  1  ],\r\n"),
            ("a: |\n  }\n", "a: |\n  }\n"),
            ("a: { # b\n}\n", "a: { # b\n}\n"),
            ("a: {\n\n}\n", "a: {\n\n}\n"),
        ] {
            assert_eq!(joined(text), expected);
            assert_eq!(text.len(), expected.len());
        }
    }
}
