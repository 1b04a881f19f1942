//! Request bodies (OpenAPI 3.0.3, section 4.7.13).

use openapiv3::ReferenceOr;

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
        Some(RequestBody {
            name: Name::new("body"),
            required: body.required,
            description: body.description,
            schema: content.schema,
            content: content.content,
            pointer,
        })
    }
}
