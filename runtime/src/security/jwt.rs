//! JSON Web Tokens (RFC 7519) that a caller signs anew for each request, and the other half, which checks them: the key
//! names the caller (`sub`), and the secret that belongs to it signs (`HS256`, RFC 7518, section 3.2).

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use super::Secret;

/// Signs a new token for each request.
#[derive(Clone)]
pub struct Jwt {
    key: String,
    /// None where tokens are not signed.
    secret: Option<Secret>,
    clock: Arc<dyn Fn() -> u64 + Send + Sync>,
}

/// A parsed token. Its claims are trustworthy only after [`verify_hs256`](Token::verify_hs256).
#[derive(Clone)]
pub struct Token {
    algorithm: String,
    /// What the signature is made over.
    signed: String,
    signature: Vec<u8>,
    claims: Claims,
    expires: Option<u64>,
    not_before: Option<u64>,
}

/// The claims of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// When it was made, in seconds since 1970.
    pub iat: u64,
    /// Who made it: the caller's key.
    pub sub: String,
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JwtError {
    /// It is not a token, or one without `iat` and `sub`, or with unknown critical headers.
    Malformed,
    /// It has another algorithm than the expected one; an unsigned token is never accepted as a signed one.
    Algorithm,
    /// The signature is not of this secret.
    Signature,
    /// It is not valid any longer (`exp`), or not yet (`nbf`).
    Time,
}

impl Jwt {
    /// Tokens of this key, signed with its secret (`HS256`).
    pub fn hs256(key: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self { key: key.into(), secret: Some(secret.into()), clock: Arc::new(system_clock) }
    }

    /// Tokens of this key without a signature: anybody can make them (RFC 7519, section 6).
    pub fn none(key: impl Into<String>) -> Self {
        Self { key: key.into(), secret: None, clock: Arc::new(system_clock) }
    }

    /// The same, with another clock; it gives seconds since 1970.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// A token for the current time.
    pub fn token(&self) -> Secret {
        let header = match self.secret {
            Some(_) => r#"{"typ":"JWT","alg":"HS256"}"#,
            None => r#"{"typ":"JWT","alg":"none"}"#,
        };
        let claims = format!("{{\"iat\":{},\"sub\":{}}}", (self.clock)(), Value::from(self.key.as_str()));
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = self.secret.as_ref().and_then(|secret| mac(secret, &signed));
        let signature = signature.map(|mac| URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())).unwrap_or_default();
        Secret::from(format!("{signed}.{signature}"))
    }
}

impl Token {
    /// Parses a token without verifying it.
    ///
    /// # Errors
    /// [`JwtError::Malformed`].
    pub fn parse(token: &Secret) -> Result<Self, JwtError> {
        Self::parts(token.expose()).ok_or(JwtError::Malformed)
    }

    fn parts(text: &str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let (header, claims) = (object(header)?, object(claims)?);
        // Section 4.1.11 of RFC 7515: what is critical and not known makes the token invalid.
        if header.get("crit").is_some() {
            return None;
        }
        let time = |name: &str| match claims.get(name) {
            None => Some(None),
            Some(value) => seconds(value).map(Some),
        };
        Some(Self {
            algorithm: header.get("alg")?.as_str()?.to_owned(),
            signed: signed.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
            claims: Claims { iat: time("iat")??, sub: claims.get("sub")?.as_str()?.to_owned() },
            expires: time("exp")?,
            not_before: time("nbf")?,
        })
    }

    /// The key that the token names, for looking up its secret. It is not verified.
    pub fn unverified_key(&self) -> &str {
        &self.claims.sub
    }

    /// The claims of the token, if it is signed with this secret and valid at this time (seconds since 1970). How old a
    /// token may be is for the caller to decide by its `iat`.
    ///
    /// # Errors
    /// If it is not signed with this secret, or not valid now.
    pub fn verify_hs256(self, secret: &Secret, now: u64) -> Result<Claims, JwtError> {
        if self.algorithm != "HS256" {
            return Err(JwtError::Algorithm);
        }
        // The comparison takes the same time wherever the signatures differ.
        let mac = mac(secret, &self.signed).ok_or(JwtError::Signature)?;
        mac.verify_slice(&self.signature).map_err(|_| JwtError::Signature)?;
        self.at(now)
    }

    /// The claims of an unsigned token: anybody can have made it. Signed tokens are refused.
    ///
    /// # Errors
    /// It is signed, or not valid now.
    pub fn accept_unsigned(self, now: u64) -> Result<Claims, JwtError> {
        if self.algorithm != "none" {
            return Err(JwtError::Algorithm);
        }
        if !self.signature.is_empty() {
            return Err(JwtError::Signature);
        }
        self.at(now)
    }

    fn at(self, now: u64) -> Result<Claims, JwtError> {
        let early = self.not_before.is_some_and(|not_before| now < not_before);
        let late = self.expires.is_some_and(|expires| expires <= now);
        if early || late { Err(JwtError::Time) } else { Ok(self.claims) }
    }
}

/// None cannot happen: keys of all lengths are allowed (RFC 2104, section 3).
fn mac(secret: &Secret, signed: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).ok()?;
    mac.update(signed.as_bytes());
    Some(mac)
}

fn object(segment: &str) -> Option<serde_json::Map<String, Value>> {
    match serde_json::from_slice(&URL_SAFE_NO_PAD.decode(segment).ok()?).ok()? {
        Value::Object(object) => Some(object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
    }
}

/// A `NumericDate` (RFC 7519, section 2) may have a fraction.
fn seconds(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_f64().filter(|seconds| *seconds >= 0.0).map(|seconds| seconds as u64))
}

/// The clock of JavaScript: the standard library has none there.
#[cfg(target_arch = "wasm32")]
fn system_clock() -> u64 {
    (js_sys::Date::now() / 1000.0) as u64
}

#[cfg(not(target_arch = "wasm32"))]
fn system_clock() -> u64 {
    use std::time::{SystemTime, UNIX_EPOCH};

    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}

impl fmt::Debug for Jwt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jwt(***)")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl fmt::Display for JwtError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a JSON Web Token with `iat` and `sub`",
            Self::Algorithm => "the token has another algorithm",
            Self::Signature => "the token's signature is wrong",
            Self::Time => "the token is not valid at this time",
        })
    }
}

impl std::error::Error for JwtError {}

#[cfg(test)]
mod tests;
