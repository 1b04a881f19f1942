//! Bytes that stand in a document as base64 text (`format: byte`), in and out of JSON and text.

use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use crate::error::{Reason, ValueError, ValueResult};
use crate::model::Model;
use crate::reader::Reader;
use crate::writer::Writer;

/// Bytes that are base64 on the wire: the standard alphabet with padding (RFC 4648, section 4).
///
/// A strict reader accepts nothing else. A tolerant one also accepts the URL-safe alphabet, missing padding and line
/// breaks: all of these are the same bytes, so nothing is lost. Other text is refused, since there are no bytes to
/// hold.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(pub Bytes);

/// Takes what [`BASE64_STANDARD`](base64::prelude::BASE64_STANDARD) takes, padded or not, whatever the last bits are.
const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Base64 {
    /// The text of the bytes.
    pub fn encode(&self) -> String {
        base64::prelude::BASE64_STANDARD.encode(&self.0)
    }
}

fn decode(text: &str, strict: bool) -> Option<Vec<u8>> {
    match base64::prelude::BASE64_STANDARD.decode(text) {
        Ok(bytes) => Some(bytes),
        Err(_) if strict => None,
        Err(_) => {
            let plain = text.chars().filter(|letter| !letter.is_ascii_whitespace()).map(|letter| match letter {
                '-' => '+',
                '_' => '/',
                other => other,
            });
            TOLERANT.decode(plain.collect::<String>()).ok()
        }
    }
}

impl Model for Base64 {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        let text = reader.string()?;
        match decode(&text, reader.mode.strict) {
            Some(bytes) => self.0 = bytes.into(),
            None => return Err(ValueError::new(Reason::Format { format: "byte", text: text.into_owned() })),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.string(&self.encode())
    }
}

/// Shows the base64 text.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.encode())
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({:?})", self.encode())
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

impl From<Base64> for Bytes {
    fn from(base64: Base64) -> Self {
        base64.0
    }
}

impl std::ops::Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Base64;
    use crate::content::json;
    use crate::error::{Reason, ValueError};
    use crate::mode::Mode;

    fn read(text: &str, mode: Mode) -> Result<Vec<u8>, Box<ValueError>> {
        json::read::<Base64>(text.as_bytes(), mode).map(|value| value.to_vec())
    }

    #[test]
    fn standard_text_is_read_and_written() {
        for (bytes, text) in
            [(&b""[..], r#""""#), (b"f", r#""Zg==""#), (b"\xfb\xff", r#""+/8=""#), (b"foobar", r#""Zm9vYmFy""#)]
        {
            assert_eq!(read(text, Mode::SERVER), Ok(bytes.to_vec()));
            assert_eq!(json::write(&Base64::from(bytes), Mode::SERVER), Ok(text.into()));
        }
    }

    #[test]
    fn other_forms_of_the_same_bytes_are_read_tolerantly_alone() {
        for (bytes, text) in [(&b"f"[..], "Zg"), (b"\xfb\xff", "-_8="), (b"foobar", "Zm9v\r\nYmFy\r\n"), (b"f", "Zh==")]
        {
            let quoted = serde_json::to_string(text).unwrap();
            assert_eq!(read(&quoted, Mode::CLIENT), Ok(bytes.to_vec()), "{text}");
            let error = read(&quoted, Mode::SERVER).unwrap_err();
            assert_eq!(error.reason(), &Reason::Format { format: "byte", text: text.to_owned() });
        }
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in ["Zm9v!", "Z", "Zg==Zg=="] {
            let quoted = serde_json::to_string(text).unwrap();
            for mode in [Mode::CLIENT, Mode::SERVER] {
                let error = read(&quoted, mode).unwrap_err();
                assert_eq!(error.to_string(), format!("`{text}` is not of the format byte"));
            }
        }
    }

    #[test]
    fn it_shows_its_text() {
        let value = Base64::from(vec![0, 1]);
        assert_eq!((format!("{value}"), format!("{value:?}")), ("AAE=".to_owned(), "Base64(\"AAE=\")".to_owned()));
    }
}
