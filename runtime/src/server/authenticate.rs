//! The credentials of a request in, the caller or the reason why there is none out.

use std::future::Future;

use http::request::Parts;

use crate::body::Body;
use crate::error::BoxError;
use crate::operation::{Location, OperationMeta, SchemeKind, SecurityScheme};
use crate::rejection::Rejection;
use crate::security::{Credential, Secret, extract};

/// Who calls, and what the API answers where no handler does.
pub trait Authenticate: Send + Sync + 'static {
    /// The caller, as handlers see it.
    type Principal: Send + Sync + 'static;

    /// Finds out who calls. It is asked only where an alternative of the operation's security is complete.
    ///
    /// `parts` are the request as it was sent, with the whole path also where the router is nested. Their extensions
    /// hold the [`Matched`](super::Matched) operation.
    ///
    /// # Errors
    /// Why the request is not let in.
    fn authenticate(
        &self,
        credentials: Credentials,
        parts: &Parts,
    ) -> impl Future<Output = Result<Self::Principal, AuthError>> + Send;

    /// The response to a request that no handler saw, and to one whose handler failed: `application/problem+json` (RFC
    /// 9457) unless it is overridden.
    fn reject(&self, rejection: Rejection) -> http::Response<Body> {
        rejection.to_response()
    }

    /// Learns why an operation answered 500: the error that its handler gave up with, or the
    /// [`EncodeError`](crate::error::EncodeError) of a response that the document forbids. The response tells nothing of it.
    fn failed(&self, operation: &'static OperationMeta, error: &BoxError) {
        let _ = (operation, error);
    }
}

/// Why a request is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthError {
    /// A credential is missing: 401.
    Missing,
    /// A credential is wrong, or not valid any more: 401.
    Invalid,
    /// The caller is known and may not do this: 403.
    Forbidden,
}

/// What a request shows to be let in: every alternative of the operation's security that is complete, in the document's
/// order (OpenAPI 3.0.3, section 4.7.30).
#[derive(Clone, Debug, Default)]
pub struct Credentials {
    alternatives: Vec<Vec<Given>>,
}

/// A credential, and the scheme by which it was carried.
#[derive(Clone, Debug)]
pub struct Given {
    /// The scheme.
    pub scheme: &'static SecurityScheme,
    /// The credential.
    pub credential: Credential,
}

impl Credentials {
    /// Reads the credentials that the operation asks for. An alternative of which one is missing is left out whole.
    pub(super) fn of(operation: &OperationMeta, parts: &Parts) -> Self {
        let given =
            |scheme: &&'static SecurityScheme| extract(scheme, parts).map(|credential| Given { scheme, credential });
        let complete = |schemes: &[&'static SecurityScheme]| schemes.iter().map(given).collect::<Option<Vec<_>>>();
        let asked = operation.security.iter().filter(|requirement| !requirement.schemes.is_empty());
        Self { alternatives: asked.filter_map(|requirement| complete(requirement.schemes)).collect() }
    }

    /// The complete alternatives, in the document's order.
    pub fn alternatives(&self) -> impl Iterator<Item = &[Given]> {
        self.alternatives.iter().map(Vec::as_slice)
    }

    /// Whether no alternative is complete. A caller of whom nothing is demanded is let in without being asked.
    pub fn is_anonymous(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// The key of the `apiKey` scheme of this name.
    pub fn api_key(&self, scheme: &str) -> Option<&Secret> {
        match self.credential(scheme)? {
            Credential::ApiKey(key) => Some(key),
            Credential::Basic { .. } | Credential::Bearer(_) => None,
        }
    }

    /// The name and password of the `basic` scheme of this name.
    pub fn basic(&self, scheme: &str) -> Option<(&str, &Secret)> {
        match self.credential(scheme)? {
            Credential::Basic { user, password } => Some((user, password)),
            Credential::ApiKey(_) | Credential::Bearer(_) => None,
        }
    }

    /// The token of the `bearer`, `oauth2` or `openIdConnect` scheme of this name.
    pub fn bearer(&self, scheme: &str) -> Option<&Secret> {
        match self.credential(scheme)? {
            Credential::Bearer(token) => Some(token),
            Credential::ApiKey(_) | Credential::Basic { .. } => None,
        }
    }

    fn credential(&self, scheme: &str) -> Option<&Credential> {
        self.alternatives.iter().flatten().find(|given| given.scheme.name == scheme).map(|given| &given.credential)
    }
}

impl AuthError {
    /// The refusal of a request for this operation.
    pub(super) fn rejection(self, operation: &OperationMeta) -> Rejection {
        match self {
            Self::Missing => Rejection::Unauthorized { challenges: challenges(operation, "") },
            Self::Invalid => Rejection::Unauthorized { challenges: challenges(operation, ", error=\"invalid_token\"") },
            Self::Forbidden => Rejection::Forbidden,
        }
    }
}

/// One challenge for each scheme of the operation (RFC 9110, section 11.6.1): a 401 has to carry one at least.
///
/// `bearer` is added to those of bearer tokens (RFC 6750, section 3.1). No scheme is registered for API keys; but any
/// token may name one, a client passes over what it does not know, and the place of the key is public in the document.
fn challenges(operation: &OperationMeta, bearer: &str) -> Vec<String> {
    let mut challenges = Vec::new();
    for scheme in operation.security.iter().flat_map(|requirement| requirement.schemes) {
        let realm = quoted(scheme.name);
        let challenge = match scheme.kind {
            SchemeKind::Basic => format!("Basic realm={realm}, charset=\"UTF-8\""),
            SchemeKind::Bearer => format!("Bearer realm={realm}{bearer}"),
            SchemeKind::ApiKey { location, name } => {
                format!("ApiKey realm={realm}, in=\"{}\", name={}", place(location), quoted(name))
            }
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    challenges
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// A quoted string (RFC 9110, section 5.6.4); a character that is not visible ASCII is left out.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars().filter(|character| matches!(character, ' '..='~')) {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use http::{Method, Request};

    use super::*;
    use crate::operation::Requirement;

    static KEY: SecurityScheme = SecurityScheme {
        name: "key",
        credential: "key",
        kind: SchemeKind::ApiKey { location: Location::Query, name: "a\"p\\iß" },
    };
    static COOKIE: SecurityScheme = SecurityScheme {
        name: "cookie",
        credential: "key",
        kind: SchemeKind::ApiKey { location: Location::Cookie, name: "session" },
    };
    static BASIC: SecurityScheme = SecurityScheme { name: "basic", credential: "basic", kind: SchemeKind::Basic };
    static BEARER: SecurityScheme = SecurityScheme { name: "bearer", credential: "bearer", kind: SchemeKind::Bearer };
    static OPERATION: OperationMeta = OperationMeta {
        id: "",
        method: Method::GET,
        path: "/",
        parameters: &[],
        body: None,
        responses: &[],
        format_suffix: None,
        security: &[
            Requirement { schemes: &[&COOKIE, &BASIC] },
            Requirement { schemes: &[] },
            Requirement { schemes: &[&BEARER] },
            Requirement { schemes: &[&BASIC] },
            Requirement { schemes: &[&KEY] },
        ],
    };

    /// The schemes of each complete alternative.
    fn shown(authorization: &str, cookie: &str) -> (Vec<Vec<&'static str>>, Credentials) {
        let request = Request::get("/").header("Authorization", authorization).header("Cookie", cookie);
        let credentials = Credentials::of(&OPERATION, &request.body(()).unwrap().into_parts().0);
        let names = |given: &[Given]| given.iter().map(|given| given.scheme.name).collect();
        (credentials.alternatives().map(names).collect(), credentials)
    }

    #[test]
    fn only_complete_alternatives_are_handed_on() {
        let (names, credentials) = shown("basic YW5uYTpwdw==", "session=s");
        assert_eq!(names, [vec!["cookie", "basic"], vec!["basic"]]);
        assert_eq!(credentials.basic("basic"), Some(("anna", &Secret::from("pw"))));
        assert_eq!(credentials.api_key("cookie"), Some(&Secret::from("s")));
        assert_eq!(credentials.bearer("bearer"), None);
        assert_eq!(credentials.bearer("basic"), None);
        assert_eq!(credentials.api_key("basic"), None);

        let (names, credentials) = shown("Bearer t", "session=s");
        assert_eq!(names, [["bearer"]]);
        assert_eq!(credentials.bearer("bearer"), Some(&Secret::from("t")));
        // It came, but without the other one that it needs.
        assert_eq!(credentials.api_key("cookie"), None);
        assert!(!credentials.is_anonymous());

        let (names, credentials) = shown("Digest x", "session=s");
        assert!(names.is_empty() && credentials.is_anonymous());
    }

    #[test]
    fn credentials_do_not_show_themselves() {
        let (_, credentials) = shown("Bearer hidden", "");
        assert!(!format!("{credentials:?}").contains("hidden"));
    }

    #[test]
    fn a_challenge_stands_for_every_scheme_once() {
        let rest = [
            "ApiKey realm=\"cookie\", in=\"cookie\", name=\"session\"",
            "Basic realm=\"basic\", charset=\"UTF-8\"",
            "Bearer realm=\"bearer\"",
            "ApiKey realm=\"key\", in=\"query\", name=\"a\\\"p\\\\i\"",
        ];
        let challenges = |error: AuthError| match error.rejection(&OPERATION) {
            Rejection::Unauthorized { challenges } => challenges,
            other => panic!("{other}"),
        };
        assert_eq!(challenges(AuthError::Missing), rest);
        let mut invalid = rest;
        invalid[2] = "Bearer realm=\"bearer\", error=\"invalid_token\"";
        assert_eq!(challenges(AuthError::Invalid), invalid);
        assert_eq!(AuthError::Forbidden.rejection(&OPERATION), Rejection::Forbidden);
    }
}
