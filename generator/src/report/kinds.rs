//! Findings come in; which of them stand for others of their kind goes out. A large document says the same of hundreds of
//! places, and the one that says something else is to be seen between them.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};

/// Of how many warnings with one code each is shown.
const FEW: usize = 5;

/// For each finding, how many later ones of its kind it stands for; `None` for those that another one stands for. Errors
/// stand for themselves.
pub(super) fn stand_for<'d>(findings: impl Iterator<Item = &'d Diagnostic> + Clone) -> Vec<Option<usize>> {
    let is_warning = |one: &&Diagnostic| one.severity == Severity::Warning;
    let mut of_code: HashMap<&str, usize> = HashMap::new();
    for warning in findings.clone().filter(is_warning) {
        *of_code.entry(warning.code).or_default() += 1;
    }
    let is_grouped = |one: &Diagnostic| is_warning(&one) && of_code.get(one.code).is_some_and(|count| *count > FEW);
    let mut first: HashMap<(&str, String), usize> = HashMap::new();
    let mut shown: Vec<Option<usize>> = Vec::new();
    for (index, one) in findings.enumerate() {
        if !is_grouped(one) {
            shown.push(Some(0));
            continue;
        }
        let of_kind = *first.entry((one.code, pattern(&one.message))).or_insert(index);
        if of_kind == index {
            shown.push(Some(0));
        } else {
            shown.push(None);
            if let Some(Some(more)) = shown.get_mut(of_kind) {
                *more += 1;
            }
        }
    }
    shown
}

/// A message without what it says of one place alone: names, quoted texts and numbers.
fn pattern(message: &str) -> String {
    let mut pattern = String::new();
    let mut quote = None;
    for character in message.chars() {
        match (quote, character) {
            (Some(end), _) if character == end => quote = None,
            (Some(_), _) => {}
            (None, '`' | '"') => {
                quote = Some(character);
                pattern.push(character);
            }
            (None, _) if character.is_ascii_digit() => {
                if !pattern.ends_with('0') {
                    pattern.push('0');
                }
            }
            (None, _) => pattern.push(character),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Pointer;

    #[test]
    fn what_differs_between_places_is_no_part_of_the_pattern() {
        assert_eq!(pattern("`a` has 12 items, not \"b\""), pattern("`bc` has 7 items, not \"\""));
        assert_ne!(pattern("`a` is left out"), pattern("`a` is ignored"));
    }

    #[test]
    fn many_warnings_of_a_kind_are_one_and_errors_are_all_shown() {
        let one = |severity, code, message: String| Diagnostic {
            severity,
            ..Diagnostic::warning(code, &Pointer::root(), message)
        };
        let mut all: Vec<Diagnostic> =
            (0..4).map(|n| one(Severity::Warning, "many", format!("`{n}` is odd"))).collect();
        all.push(one(Severity::Warning, "many", "`5` is even".to_owned()));
        let shown = |all: &[Diagnostic]| stand_for(all.iter());
        assert_eq!(shown(&all), [Some(0); 5]);
        all.push(one(Severity::Warning, "many", "`6` is odd".to_owned()));
        assert_eq!(shown(&all), [Some(4), None, None, None, Some(0), None]);
        let errors: Vec<Diagnostic> = (0..9).map(|n| one(Severity::Error, "many", format!("`{n}` is odd"))).collect();
        assert_eq!(shown(&errors), [Some(0); 9]);
    }
}
