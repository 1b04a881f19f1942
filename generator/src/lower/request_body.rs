//! Request bodies (OpenAPI 3.0.3, section 4.7.13).

use openapiv3::ReferenceOr;
use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Pointer;
use crate::ir::{Name, RequestBody};

impl Lowering<'_, '_> {
    /// Lowers the body of an operation's requests.
    pub(super) fn request_body(
        &mut self,
        body: &ReferenceOr<openapiv3::RequestBody>,
        at: &Pointer,
    ) -> Option<RequestBody> {
        let (body, pointer) = self.follow(body, at, "Request Body Object")?;
        let content = self.content(&body.content, &pointer.key("content"))?;
        let any_content_type = self.any_content_type(&body, &pointer);
        Some(RequestBody {
            name: Name::new("body"),
            required: body.required,
            description: body.description,
            schema: content.schema,
            content: content.content,
            any_content_type,
            pointer,
        })
    }

    /// `x-any-content-type`: only where it is clear what else the body is.
    fn any_content_type(&mut self, body: &openapiv3::RequestBody, at: &Pointer) -> bool {
        match body.extensions.get("x-any-content-type") {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) if body.content.len() == 1 => true,
            Some(_) => {
                let message = "`x-any-content-type` is `true` on a body of just one media type; it is ignored";
                self.diagnostics.warning("invalid-extension", &at.key("x-any-content-type"), message);
                false
            }
        }
    }
}
