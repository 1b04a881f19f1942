//! What XML 1.0 allows in names and in text (sections 2.2 and 2.3), and names with a prefix (Namespaces in XML 1.0).

/// The name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The prefix of a name; empty where it has none.
pub(super) fn prefix(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}

/// Whether a text is a name, with a prefix or without.
pub(super) fn is_qualified(text: &str) -> bool {
    match text.split_once(':') {
        None => is_local(text),
        Some((prefix, local)) => is_local(prefix) && is_local(local),
    }
}

/// Whether a text is a name without a prefix.
pub(super) fn is_local(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_start) && characters.all(is_within)
}

fn is_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn is_within(character: char) -> bool {
    is_start(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether all characters of a text are such as XML can carry: no control characters but the three of white space.
pub(super) fn is_text(text: &str) -> bool {
    let is_legal = |character: char| match character {
        '\t' | '\n' | '\r' => true,
        '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => false,
        _ => true,
    };
    text.chars().all(is_legal)
}

/// The text without the white space around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// Whether a text is white space alone.
pub(super) fn is_blank(text: &str) -> bool {
    trimmed(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names() {
        for (text, qualified, alone) in [
            ("a", true, true),
            ("_a-1.b", true, true),
            ("größe", true, true),
            ("名", true, true),
            ("a:b", true, false),
            ("", false, false),
            ("1a", false, false),
            ("-a", false, false),
            ("a b", false, false),
            ("a:b:c", false, false),
            (":a", false, false),
            ("a:", false, false),
            ("a$", false, false),
            ("@a", false, false),
        ] {
            assert_eq!((is_qualified(text), is_local(text)), (qualified, alone), "{text}");
        }
        assert_eq!((prefix("a:b"), local("a:b"), prefix("b"), local("b")), ("a", "b", "", "b"));
    }

    #[test]
    fn knows_what_text_can_hold() {
        for (text, expected) in [
            ("", true),
            ("a\t\n\rü\u{7F}\u{85}\u{FFFD}\u{10FFFF}", true),
            ("\u{0}", false),
            ("a\u{B}", false),
            ("\u{1F}", false),
            ("\u{FFFE}", false),
            ("\u{FFFF}", false),
        ] {
            assert_eq!(is_text(text), expected, "{text:?}");
        }
        assert_eq!(trimmed(" \t\u{A0}a \n\r"), "\u{A0}a");
        assert!(is_blank(" \n") && is_blank("") && !is_blank("\u{A0}"));
    }
}
