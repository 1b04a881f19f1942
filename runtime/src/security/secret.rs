//! Secrets, which are not shown by accident.

use std::fmt;

/// A key, a password or a token. Neither `Debug` nor `Display` shows it, and comparing takes the same time wherever two
/// of one length differ.
#[derive(Clone, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        // The black box keeps the optimizer from leaving the loop at the first difference.
        left.len() == right.len()
            && left.iter().zip(right).fold(0, |seen, (left, right)| std::hint::black_box(seen | (left ^ right))) == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
