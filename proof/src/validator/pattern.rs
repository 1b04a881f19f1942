//! `pattern`, by an engine of ECMA-262: the validator's own takes only what is valid under the flag `u`, and documents
//! have more than that (`[\w-.]`, `\-`).

use jsonschema::{Keyword, ValidationError};
use regress::Regex;
use serde_json::Value;

/// What `pattern` is called in the schemas that the validator gets.
pub(super) const KEYWORD: &str = "ours-pattern";

/// The pattern of a schema.
struct Pattern {
    ecma: String,
    regex: Regex,
}

/// Makes the check of a pattern.
///
/// # Errors
/// It is no pattern of ECMA-262.
pub(super) fn keyword(said: &Value) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'_>> {
    let ecma = said.as_str().unwrap_or_default();
    match regex(ecma) {
        Ok(regex) => Ok(Box::new(Pattern { ecma: ecma.to_owned(), regex })),
        Err(error) => Err(ValidationError::custom(format!("`{ecma}` is no pattern: {error}"))),
    }
}

/// The pattern, without the flag `u` unless it has an escape that means something under that flag alone.
pub(crate) fn regex(ecma: &str) -> Result<Regex, regress::Error> {
    let unicode = ["\\u{", "\\p{", "\\P{"].iter().any(|escape| ecma.contains(escape));
    match Regex::with_flags(ecma, if unicode { "u" } else { "" }) {
        Err(_) if unicode => Regex::new(ecma),
        made => made,
    }
}

impl<'i> Keyword<'i> for Pattern {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if Keyword::is_valid(self, instance) {
            Ok(())
        } else {
            Err(ValidationError::custom(format!("{instance} does not match `{}`", self.ecma)))
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        instance.as_str().is_none_or(|text| self.regex.find(text).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::regex;

    #[test]
    fn patterns_are_those_of_ecma_262() {
        for (ecma, right, wrong) in [
            (r"^[\w-.]+$", "a-.", "a b"),
            (r"^[a-z\d-_]+$", "a-1_", "A"),
            (r"^[\b]$", "\u{8}", "b"),
            (r"^\#\-\_$", "#-_", "\\#"),
            (r"^(?<y>\d{2})-\k<y>$", "12-12", "12-13"),
            (r"^[a-z]{1,100000}$", "abc", ""),
            (r"^\u{41}$", "A", "u"),
            (r"^\p{Lu}$", "Ä", "ä"),
            (r"^(?=.*\d).{3}$", "ab1", "abc"),
            ("^\u{1F600}.$", "\u{1F600}\u{1F600}", "\u{1F600}"),
        ] {
            let made = regex(ecma).unwrap();
            assert!(made.find(right).is_some() && made.find(wrong).is_none(), "{ecma}");
        }
        assert!(regex("(").is_err());
    }
}
