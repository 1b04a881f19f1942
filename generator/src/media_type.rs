//! The name of a media type comes in; what it says of how bodies are written goes out.

/// What the name of a media type says of how its bodies are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Json,
    Xml,
    Form,
    Text,
    Other,
}

impl Syntax {
    /// The syntax of a media type without parameters, as [`essence`] has it.
    pub(crate) fn of(essence: &str) -> Self {
        match essence {
            "application/json" | "text/json" => Self::Json,
            "application/xml" | "text/xml" => Self::Xml,
            "application/x-www-form-urlencoded" => Self::Form,
            json if json.ends_with("+json") => Self::Json,
            xml if xml.ends_with("+xml") => Self::Xml,
            text if text.starts_with("text/") => Self::Text,
            _ => Self::Other,
        }
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
