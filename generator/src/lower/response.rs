//! Responses (OpenAPI 3.0.3, sections 4.7.16 and 4.7.17).

use openapiv3::{ReferenceOr, Responses, StatusCode};
use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Pointer;
use crate::ir::{Method, Name, Response, StatusPattern};

impl Lowering<'_, '_> {
    /// Lowers the documented responses of an operation: exact statuses in ascending order, then ranges, then `default`.
    pub(super) fn responses(&mut self, method: &Method, declared: &Responses, at: &Pointer) -> Vec<Response> {
        let mut all: Vec<(StatusPattern, Pointer, &ReferenceOr<openapiv3::Response>)> = Vec::new();
        for (status, response) in &declared.responses {
            let pattern = match status {
                StatusCode::Code(code) => StatusPattern::Exact(*code),
                StatusCode::Range(class) => StatusPattern::Range(*class),
            };
            all.push((pattern, at.key(&status.to_string()), response));
        }
        if let Some(response) = &declared.default {
            all.push((StatusPattern::Default, at.key("default"), response));
        }
        all.sort_by_key(|(pattern, ..)| *pattern);
        let mut responses: Vec<Response> = Vec::new();
        for (pattern, place, response) in all {
            responses.extend(self.response(method, pattern, response, &place));
        }
        let success = self.document.tree.pointer(at.key("2XX").key("$ref").as_str()).and_then(Value::as_str);
        let assumed = success.is_some_and(|reference| reference.ends_with("/responses/default"));
        mark_successes(&mut responses, assumed);
        responses
    }

    fn response(
        &mut self,
        method: &Method,
        status: StatusPattern,
        response: &ReferenceOr<openapiv3::Response>,
        at: &Pointer,
    ) -> Option<Response> {
        let (response, pointer) = self.follow(response, at, "Response Object")?;
        if !response.links.is_empty() {
            self.diagnostics.warning("ignored-links", &pointer.key("links"), "links are not generated");
        }
        let mut headers = Vec::new();
        for (name, header) in &response.headers {
            let place = pointer.key("headers").key(name);
            if !name.eq_ignore_ascii_case("content-type") && !self.leaves_out_framing(name, &place) {
                headers.extend(self.header(name, header, &place));
            }
        }
        let place = pointer.key("content");
        // RFC 9110, section 6.4.1, and 15.3.6 for 205.
        let bodiless = *method == Method::Head
            || matches!(status, StatusPattern::Exact(100..=199 | 204 | 205 | 304) | StatusPattern::Range(1));
        let body = if bodiless {
            if !response.content.is_empty() {
                let what = if *method == Method::Head { "to `HEAD`" } else { "with this status" };
                let message = format!("a response {what} has no body; its content is left out");
                self.diagnostics.warning("content-without-body", &place, message);
            }
            None
        } else {
            self.content(&response.content, &place)
        };
        let (body, content) = match body {
            Some(body) => (Some((Name::new("body"), body.schema)), body.content),
            None => (None, Vec::new()),
        };
        let body_optional = self.optional_body(response.extensions.get("x-optional-body"), body.is_some(), &pointer);
        let variant = Name::new(variant(status));
        let description = response.description;
        Some(Response { pointer, status, variant, success: false, description, headers, body_optional, body, content })
    }
}

impl Lowering<'_, '_> {
    /// `x-optional-body`: where there is a body that may be missing.
    fn optional_body(&mut self, value: Option<&Value>, body: bool, at: &Pointer) -> bool {
        match value {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) if body => true,
            Some(_) => {
                let message = "`x-optional-body` is `true` on a response with a body; it is ignored";
                self.diagnostics.warning("invalid-extension", &at.key("x-optional-body"), message);
                false
            }
        }
    }
}

/// Says which responses are successes: the 2xx; else the 3xx; else `default`. A 2XX that is only assumed takes nothing
/// from the 3xx.
fn mark_successes(responses: &mut [Response], assumed: bool) {
    let class = |status| match status {
        StatusPattern::Exact(code) => code / 100,
        StatusPattern::Range(class) => class,
        StatusPattern::Default => 0,
    };
    let success =
        [2, 3, 0].into_iter().find(|class_| responses.iter().any(|response| class(response.status) == *class_));
    for response in responses {
        let class = class(response.status);
        response.success = Some(class) == success || assumed && class == 3;
    }
}

/// The reason phrase in Pascal case (RFC 9110, section 15, and the registry of status codes).
fn variant(status: StatusPattern) -> String {
    let name = match status {
        StatusPattern::Exact(code) => match http_reason(code) {
            Some(name) => name,
            None => return format!("Status{code}"),
        },
        StatusPattern::Range(1) => "Informational",
        StatusPattern::Range(2) => "Success",
        StatusPattern::Range(3) => "Redirection",
        StatusPattern::Range(4) => "ClientError",
        StatusPattern::Range(5) => "ServerError",
        StatusPattern::Range(class) => return format!("Class{class}"),
        StatusPattern::Default => "Default",
    };
    name.to_owned()
}

fn http_reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_of_statuses() {
        for (status, expected) in [
            (StatusPattern::Exact(200), "Ok"),
            (StatusPattern::Exact(429), "TooManyRequests"),
            (StatusPattern::Exact(418), "Status418"),
            (StatusPattern::Exact(699), "Status699"),
            (StatusPattern::Range(4), "ClientError"),
            (StatusPattern::Default, "Default"),
        ] {
            assert_eq!(variant(status), expected);
        }
    }
}
