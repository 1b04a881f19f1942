//! Takes the credentials of a request out of the error of its transport, which may tell of the request.

use http::header::AUTHORIZATION;
use http::request::Parts;

use super::credentials::Fetched;
use crate::error::{BoxError, Causes};
use crate::operation::{Location, SchemeKind, SecurityScheme};
use crate::security::Credential;

/// The error as it is, or if it shows a credential, its text without.
pub(super) fn conceal(error: BoxError, credentials: &[Fetched], request: &Parts) -> BoxError {
    let secrets: Vec<&str> = credentials.iter().flat_map(|(scheme, sent)| forms(scheme, sent, request)).collect();
    let (text, shown) = (Causes(&*error).to_string(), format!("{error:?}"));
    if secrets.iter().all(|secret| !text.contains(secret) && !shown.contains(secret)) {
        return error;
    }
    secrets.into_iter().fold(text, |text, secret| text.replace(secret, "***")).into()
}

/// The texts in which a request holds a credential.
fn forms<'a>(scheme: &SecurityScheme, credential: &'a Credential, request: &'a Parts) -> Vec<&'a str> {
    let secret = match credential {
        Credential::ApiKey(secret) | Credential::Bearer(secret) | Credential::Basic { password: secret, .. } => secret,
    };
    let written = match scheme.kind {
        SchemeKind::ApiKey { location: Location::Query, name } => {
            let pairs = request.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(other, _)| *other == name).map(|(_, value)| value).collect()
        }
        SchemeKind::Basic => {
            let header = request.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
            header.and_then(|text| text.split_once(' ')).map(|(_, pair)| pair).into_iter().collect()
        }
        SchemeKind::ApiKey { .. } | SchemeKind::Bearer => Vec::new(),
    };
    let forms = written.into_iter().chain([secret.expose()]);
    forms.filter(|form| !form.is_empty()).collect()
}
