//! Problem details (RFC 9457), as servers write them and clients read them.

use std::collections::BTreeMap;

use crate::content::json;
use crate::error::ValueResult;
use crate::mode::Mode;
use crate::model::{Entries, Field, FieldWriter, Fields, Json, Model, Need, Object, Unknown};
use crate::reader::Reader;
use crate::writer::Writer;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem document (RFC 9457, section 3).
#[derive(Clone, Default, PartialEq)]
pub struct Problem {
    /// A URI that names the kind of problem (`type`); if it is absent, the status says everything.
    pub kind: Option<String>,
    /// The title of the kind of problem.
    pub title: Option<String>,
    /// The status of the response.
    pub status: Option<i64>,
    /// What went wrong this time.
    pub detail: Option<String>,
    /// A URI that names this occurrence.
    pub instance: Option<String>,
    /// All other members. Generated servers have `errors` here, which [`Problem::errors`] reads.
    pub extensions: BTreeMap<String, Json>,
}

/// An error in a request (the extension `errors` of RFC 9457, section 3).
#[derive(Clone, Default, PartialEq)]
pub struct ProblemError {
    /// What is wrong.
    pub detail: Option<String>,
    /// The name of the invalid parameter.
    pub parameter: Option<String>,
    /// The location of the invalid value, as a JSON pointer into the parameter's value or, if there is no parameter,
    /// into the body.
    pub pointer: Option<String>,
}

/// The extension that holds the errors of a request.
const ERRORS: &str = "errors";

impl Problem {
    /// What is wrong with the request, each error by itself; none if the problem does not say it, or not in this form.
    pub fn errors(&self) -> Vec<ProblemError> {
        let errors = self.extensions.get(ERRORS).map(|errors| json::read(errors.as_str().as_bytes(), Mode::CLIENT));
        errors.and_then(Result::ok).unwrap_or_default()
    }

    /// The same problem with these errors.
    pub(crate) fn with_errors(mut self, errors: &Vec<ProblemError>) -> Self {
        let text = json::write(errors, Mode::ALONE).unwrap_or_default();
        if let Ok(errors) = Json::new(&String::from_utf8_lossy(&text)) {
            self.extensions.insert(ERRORS.to_owned(), errors);
        }
        self
    }
}

const fn member(name: &'static str, json: &'static str) -> Field {
    Field { name, json, need: Need::Optional, rules: None, aliases: &[], xml: None }
}

impl Problem {
    /// The problem document of a message, if its media type says so and it is one.
    #[cfg(feature = "client")]
    pub(crate) fn in_message(headers: &http::HeaderMap, body: &[u8]) -> Option<Self> {
        let found = headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
        let is_problem = crate::media_type::closeness(MEDIA_TYPE, found) > 0;
        is_problem.then(|| crate::content::json::read(body, crate::mode::Mode::CLIENT).ok()).flatten()
    }
}

static PROBLEM: Object = Object {
    name: "Problem",
    fields: &[
        member("type", ",\"type\":"),
        member("title", ",\"title\":"),
        member("status", ",\"status\":"),
        member("detail", ",\"detail\":"),
        member("instance", ",\"instance\":"),
    ],
    unknown: Unknown::Keep,
    rules: None,
    bare_array: None,
};

static ERROR: Object = Object {
    name: "ProblemError",
    fields: &[
        member("detail", ",\"detail\":"),
        member("parameter", ",\"parameter\":"),
        member("pointer", ",\"pointer\":"),
    ],
    unknown: Unknown::Skip,
    rules: None,
    bare_array: None,
};

impl Model for Problem {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.object(self, &PROBLEM)
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.object(self, &PROBLEM)
    }
}

impl Fields for Problem {
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> ValueResult {
        match index {
            0 => read_member(&mut self.kind, reader),
            1 => read_member(&mut self.title, reader),
            2 => read_member(&mut self.status, reader),
            3 => read_member(&mut self.detail, reader),
            4 => read_member(&mut self.instance, reader),
            _ => reader.skip(),
        }
    }

    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        self.extensions.read_entry(reader)
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        writer.field(&self.kind);
        writer.field(&self.title);
        writer.field(&self.status);
        writer.field(&self.detail);
        writer.field(&self.instance);
        writer.rest(&self.extensions);
    }
}

impl Model for ProblemError {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.object(self, &ERROR)
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.object(self, &ERROR)
    }
}

impl Fields for ProblemError {
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> ValueResult {
        match index {
            0 => read_member(&mut self.detail, reader),
            1 => read_member(&mut self.parameter, reader),
            2 => read_member(&mut self.pointer, reader),
            _ => reader.skip(),
        }
    }

    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.skip()
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        writer.field(&self.detail);
        writer.field(&self.parameter);
        writer.field(&self.pointer);
    }
}

/// A member of the wrong type counts as absent (RFC 9457, section 3.1).
fn read_member<T: Model>(member: &mut Option<T>, reader: &mut Reader<'_>) -> ValueResult {
    let mut attempt = reader.clone();
    if member.read(&mut attempt).is_ok() {
        *reader = attempt;
        return Ok(());
    }
    *member = None;
    reader.skip()
}

crate::__common!(Problem);
crate::__common!(ProblemError);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        match json::read::<Problem>(text.as_bytes(), Mode::CLIENT) {
            Ok(problem) => Ok(String::from_utf8(json::write(&problem, Mode::CLIENT).unwrap()).unwrap()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn errors_are_read_in_their_form_and_kept_in_any() {
        for (text, expected) in [
            (r#"{"errors":[{"detail":"no","pointer":"/a"},{"parameter":"b","more":1}]}"#, 2),
            (r#"{"errors":["no"]}"#, 0),
            (r#"{"errors":{"name":["is too long"]}}"#, 0),
        ] {
            let problem: Problem = json::read(text.as_bytes(), Mode::CLIENT).unwrap();
            assert_eq!(problem.errors().len(), expected, "{text}");
            assert_eq!(String::from_utf8(json::write(&problem, Mode::CLIENT).unwrap()).unwrap(), text);
        }
    }

    #[test]
    fn reads_members_of_the_right_type_and_keeps_all_others() {
        for (text, expected) in [
            ("{}", Ok("{}")),
            (
                r#"{"balance": 30, "type": "https://example.com/probs/out-of-credit", "status": 403}"#,
                Ok(r#"{"type":"https://example.com/probs/out-of-credit","status":403,"balance":30}"#),
            ),
            (r#"{"status": "403", "title": [1, {"a": 2}], "detail": "d"}"#, Ok(r#"{"detail":"d"}"#)),
            (r#"{"detail": "a", "detail": "b"}"#, Err("given twice at /detail")),
            ("[]", Err("expected an object, found an array")),
        ] {
            assert_eq!(read(text), expected.map(str::to_owned).map_err(str::to_owned), "{text}");
        }
    }
}
