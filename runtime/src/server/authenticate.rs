//! Authentication: from the credentials of a request to the caller.

use std::fmt;
use std::future::Future;

use http::request::Parts;

use super::context::Context;
use super::routes::BoxFuture;
use crate::operation::{Location, SchemeKind, SecurityScheme};
use crate::rejection::Rejection;
use crate::security::{Credential, Secret, extract};

/// Authenticates callers. `C` is what they supply: the enum `Credentials` of a generated crate.
pub trait Authenticate<C>: Send + Sync + 'static {
    /// The authenticated caller that is passed to handlers.
    type Principal: Send + Sync + 'static;

    /// Authenticates the caller. It is called for each alternative of the operation's security that the request supplies
    /// completely, in the document's order, until one is accepted.
    ///
    /// # Errors
    /// Why the caller is not authenticated or not authorized. If no alternative is accepted, the response is that of the
    /// most particular error: of a 503, a 403 and a 401 the first one of these.
    fn authenticate(
        &self,
        credentials: C,
        context: &Context,
    ) -> impl Future<Output = Result<Self::Principal, AuthError>> + Send;
}

/// What the alternatives of a document's security supply (OpenAPI 3.0.3, section 4.7.30): implemented by the enum
/// `Credentials` of a generated crate.
pub trait Alternatives: Sized + Send + 'static {
    /// The schemes of each alternative, in the document's order.
    const ALL: &'static [&'static [&'static SecurityScheme]];

    /// The alternative that was supplied; `None` if it is not one of the document.
    fn from_supplied(supplied: Supplied) -> Option<Self>;
}

/// A complete alternative of an operation's security, as a request supplies it.
#[derive(Clone, Debug)]
pub struct Supplied(Vec<SuppliedCredential>);

/// A credential, and the scheme that carried it.
#[derive(Clone, Debug)]
pub struct SuppliedCredential {
    /// The scheme.
    pub scheme: &'static SecurityScheme,
    /// The credential.
    pub credential: Credential,
}

/// The name and the password of the scheme `basic` (RFC 7617).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasicCredentials {
    /// The name.
    pub user: String,
    /// The password.
    pub password: Secret,
}

impl Supplied {
    /// Reads the credentials of these schemes; `None` if one is missing.
    fn of(schemes: &'static [&'static SecurityScheme], parts: &Parts) -> Option<Self> {
        let supplied = |scheme: &&'static SecurityScheme| {
            extract(scheme, parts).map(|credential| SuppliedCredential { scheme, credential })
        };
        schemes.iter().map(supplied).collect::<Option<_>>().map(Self)
    }

    /// The credentials.
    pub fn credentials(&self) -> &[SuppliedCredential] {
        &self.0
    }

    /// Whether these are the credentials, by the names that schemes give them (`x-credential`), in any order.
    pub fn is(&self, names: &[&str]) -> bool {
        let is_there = |name: &&str| self.0.iter().any(|one| one.scheme.credential == *name);
        self.0.iter().all(|one| names.contains(&one.scheme.credential)) && names.iter().all(is_there)
    }

    /// The key or token of this name.
    pub fn secret(&self, name: &str) -> Option<Secret> {
        match self.credential(name)? {
            Credential::ApiKey(secret) | Credential::Bearer(secret) => Some(secret.clone()),
            Credential::Basic { .. } => None,
        }
    }

    /// The user and the password of this name.
    pub fn basic(&self, name: &str) -> Option<BasicCredentials> {
        match self.credential(name)? {
            Credential::Basic { user, password } => {
                Some(BasicCredentials { user: user.clone(), password: password.clone() })
            }
            Credential::ApiKey(_) | Credential::Bearer(_) => None,
        }
    }

    fn credential(&self, name: &str) -> Option<&Credential> {
        self.0.iter().find(|one| one.scheme.credential == name).map(|one| &one.credential)
    }
}

/// Any alternative of any document, for services that know its security by its tables.
impl Alternatives for Supplied {
    const ALL: &'static [&'static [&'static SecurityScheme]] = &[];

    fn from_supplied(supplied: Supplied) -> Option<Self> {
        Some(supplied)
    }
}

/// Why a caller is not authenticated or not authorized. The reason is for the program: [`Options::on_reject`] sees it in the
/// [`Rejection`], the caller does not.
///
/// [`Options::on_reject`]: super::Options::on_reject
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthError {
    kind: Kind,
    reason: String,
}

/// The more particular ones last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Missing,
    Invalid,
    Forbidden,
    Unavailable,
}

impl AuthError {
    /// A credential is missing: 401.
    pub fn missing(reason: impl Into<String>) -> Self {
        Self { kind: Kind::Missing, reason: reason.into() }
    }

    /// A credential is wrong, or not valid any more: 401.
    pub fn invalid(reason: impl Into<String>) -> Self {
        Self { kind: Kind::Invalid, reason: reason.into() }
    }

    /// The caller is known and may not do this: 403.
    pub fn forbidden(reason: impl Into<String>) -> Self {
        Self { kind: Kind::Forbidden, reason: reason.into() }
    }

    /// Nobody can be authenticated now, since what knows the callers is not there: 503.
    pub fn unavailable(reason: impl Into<String>) -> Self {
        Self { kind: Kind::Unavailable, reason: reason.into() }
    }

    /// The refusal of a request that could have supplied these alternatives.
    fn rejection<'s>(self, schemes: impl Iterator<Item = &'s SecurityScheme>) -> Rejection {
        let Self { kind, reason } = self;
        match kind {
            Kind::Missing => Rejection::Unauthorized { challenges: challenges(schemes, ""), reason },
            Kind::Invalid => {
                Rejection::Unauthorized { challenges: challenges(schemes, ", error=\"invalid_token\""), reason }
            }
            Kind::Forbidden => Rejection::Forbidden { reason },
            Kind::Unavailable => Rejection::Unavailable { reason },
        }
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for AuthError {}

/// The function of a service that authenticates one alternative.
pub(super) type Authenticator<S, P> = for<'a> fn(&'a S, Supplied, &'a Context) -> BoxFuture<'a, Result<P, AuthError>>;

/// That of a service whose callers supply `C`.
pub(super) fn authenticator<S: Authenticate<C>, C: Alternatives>() -> Authenticator<S, S::Principal> {
    |service, supplied, context| {
        Box::pin(async move {
            match C::from_supplied(supplied) {
                Some(credentials) => service.authenticate(credentials, context).await,
                None => Err(AuthError::invalid("the credentials are none of the document")),
            }
        })
    }
}

/// Authenticates the caller by each alternative of the schemes in turn; `None` if no alternative is supplied.
pub(super) async fn authenticate<S, P>(
    service: &S,
    authenticator: Authenticator<S, P>,
    alternatives: impl Iterator<Item = &'static [&'static SecurityScheme]> + Clone,
    context: &Context,
) -> Option<Result<P, Rejection>> {
    let mut refused: Option<AuthError> = None;
    for schemes in alternatives.clone().filter(|schemes| !schemes.is_empty()) {
        let Some(supplied) = Supplied::of(schemes, &context.parts) else { continue };
        match authenticator(service, supplied, context).await {
            Ok(principal) => return Some(Ok(principal)),
            Err(error) if refused.as_ref().is_none_or(|refused| refused.kind < error.kind) => refused = Some(error),
            Err(_) => {}
        }
    }
    refused.map(|error| Err(error.rejection(alternatives.flatten().copied())))
}

/// The refusal of a request that supplies no alternative of an operation.
pub(super) fn missing(schemes: impl Iterator<Item = &'static SecurityScheme>) -> Rejection {
    AuthError::missing("the request supplies no credentials").rejection(schemes)
}

/// One challenge for each scheme of the operation (RFC 9110, section 11.6.1): a 401 has to carry one at least.
///
/// `bearer` is added to those of bearer tokens (RFC 6750, section 3.1). No scheme is registered for API keys; but any
/// token may name one, a client passes over what it does not know, and the place of the key is public in the document.
fn challenges<'s>(schemes: impl Iterator<Item = &'s SecurityScheme>, bearer: &str) -> Vec<String> {
    let mut challenges = Vec::new();
    for scheme in schemes {
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
    use http::Request;

    use super::*;

    static KEY: SecurityScheme = SecurityScheme {
        name: "key",
        credential: "api-key",
        kind: SchemeKind::ApiKey { location: Location::Query, name: "a\"p\\iß" },
    };
    static COOKIE: SecurityScheme = SecurityScheme {
        name: "cookie",
        credential: "session",
        kind: SchemeKind::ApiKey { location: Location::Cookie, name: "session" },
    };
    static BASIC: SecurityScheme = SecurityScheme { name: "basic", credential: "basic", kind: SchemeKind::Basic };
    static BEARER: SecurityScheme = SecurityScheme { name: "bearer", credential: "bearer", kind: SchemeKind::Bearer };
    static SECURITY: [&[&SecurityScheme]; 5] = [&[&COOKIE, &BASIC], &[], &[&BEARER], &[&BASIC], &[&KEY]];

    /// Notes the credentials of each alternative, and lets in whom it is told to.
    fn note<'a>(
        lets_in: &'a &'static str,
        supplied: Supplied,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<String, AuthError>> {
        let names: Vec<_> = supplied.credentials().iter().map(|one| one.scheme.name).collect();
        let names = names.join("+");
        Box::pin(async move {
            match *lets_in {
                name if name == names => Ok(names),
                "weak" if names == "basic" => Err(AuthError::forbidden("weak")),
                "late" if names == "cookie+basic" => Err(AuthError::unavailable("late")),
                _ => Err(AuthError::invalid(names)),
            }
        })
    }

    async fn authenticated(
        lets_in: &'static str,
        authorization: &str,
        cookie: &str,
    ) -> Option<Result<String, Rejection>> {
        let request = Request::get("/").header("Authorization", authorization).header("Cookie", cookie);
        let context = Context::new(request.body(()).unwrap().into_parts().0);
        authenticate(&lets_in, note, SECURITY.iter().copied(), &context).await
    }

    #[tokio::test]
    async fn complete_alternatives_are_tried_in_turn() {
        let both = ("basic YW5uYTpwdw==", "session=s");
        for (lets_in, expected) in [("cookie+basic", "cookie+basic"), ("basic", "basic")] {
            assert_eq!(authenticated(lets_in, both.0, both.1).await, Some(Ok(expected.to_owned())));
        }
        // The cookie came without the credential that it needs.
        assert_eq!(authenticated("bearer", "Bearer t", "session=s").await, Some(Ok("bearer".to_owned())));
        assert_eq!(authenticated("bearer", "Digest x", "session=s").await, None);
    }

    #[tokio::test]
    async fn the_most_particular_error_is_the_response() {
        let rejection =
            async |lets_in, authorization| authenticated(lets_in, authorization, "session=s").await.unwrap();
        let basic = "basic YW5uYTpwdw==";
        assert_eq!(rejection("weak", basic).await, Err(Rejection::Forbidden { reason: "weak".into() }));
        assert_eq!(rejection("late", basic).await, Err(Rejection::Unavailable { reason: "late".into() }));
        match rejection("nobody", basic).await {
            Err(Rejection::Unauthorized { reason, .. }) => assert_eq!(reason, "cookie+basic"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn supplied_credentials_have_their_names_and_do_not_show_themselves() {
        let request =
            Request::get("/").header("Authorization", "basic YW5uYTpwdw==").header("Cookie", "session=hidden");
        let parts = request.body(()).unwrap().into_parts().0;
        let supplied = Supplied::of(SECURITY[0], &parts).unwrap();
        assert!(supplied.is(&["basic", "session"]) && supplied.is(&["session", "basic"]));
        assert!(!supplied.is(&["basic"]) && !supplied.is(&["basic", "session", "bearer"]));
        assert_eq!(supplied.secret("session"), Some(Secret::from("hidden")));
        assert_eq!(supplied.secret("basic"), None);
        let basic = BasicCredentials { user: "anna".into(), password: Secret::from("pw") };
        assert_eq!(supplied.basic("basic"), Some(basic));
        assert!(!format!("{supplied:?}").contains("hidden"));
    }

    #[test]
    fn a_challenge_stands_for_every_scheme_once() {
        let rest = [
            "ApiKey realm=\"cookie\", in=\"cookie\", name=\"session\"",
            "Basic realm=\"basic\", charset=\"UTF-8\"",
            "Bearer realm=\"bearer\"",
            "ApiKey realm=\"key\", in=\"query\", name=\"a\\\"p\\\\i\"",
        ];
        let challenges = |error: AuthError| match error.rejection(SECURITY.into_iter().flatten().copied()) {
            Rejection::Unauthorized { challenges, .. } => challenges,
            other => panic!("{other}"),
        };
        assert_eq!(challenges(AuthError::missing("")), rest);
        let mut invalid = rest;
        invalid[2] = "Bearer realm=\"bearer\", error=\"invalid_token\"";
        assert_eq!(challenges(AuthError::invalid("")), invalid);
    }
}
