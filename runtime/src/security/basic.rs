//! The `Basic` scheme (RFC 7617), in UTF-8: name and password to the header's value, and back.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{CredentialError, Secret};

/// The value of the header.
pub(super) fn encode(user: &str, password: &Secret) -> Result<String, CredentialError> {
    // The first colon ends the name, and section 2 forbids control characters.
    if user.contains(':') || user.chars().chain(password.expose().chars()).any(char::is_control) {
        return Err(CredentialError::Unwritable);
    }
    Ok(format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.expose()))))
}

/// Name and password, from what follows the scheme's name.
pub(super) fn decode(text: &str) -> Option<(String, Secret)> {
    let text = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), Secret::from(password)))
}
