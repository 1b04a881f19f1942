//! A decoded response with its status, headers and raw body.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};

use crate::problem::Problem;

/// A response: its decoded value, to which it dereferences, with its status, headers and raw body. It has the size of
/// one pointer.
pub struct ResponseValue<T>(Box<Inner<T>>);

struct Inner<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    raw: Bytes,
}

/// When to retry (RFC 9110, section 10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// After this time.
    Delay(Duration),
    /// At this time.
    Date(SystemTime),
}

impl<T> ResponseValue<T> {
    pub(super) fn new(value: T, status: StatusCode, headers: HeaderMap, raw: Bytes) -> Self {
        Self(Box::new(Inner { value, status, headers, raw }))
    }

    /// Maps the value of the response.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> ResponseValue<U> {
        let Inner { value, status, headers, raw } = *self.0;
        ResponseValue::new(change(value), status, headers, raw)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The raw body.
    pub fn raw(&self) -> &Bytes {
        &self.0.raw
    }

    /// The body as a problem document, if its media type says so.
    pub(super) fn problem(&self) -> Option<Problem> {
        Problem::in_message(&self.0.headers, &self.0.raw)
    }

    /// When to retry, if the server says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        let text = self.0.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().map(|seconds| RetryAfter::Delay(Duration::from_secs(seconds)));
        }
        httpdate::parse_http_date(text).ok().map(RetryAfter::Date)
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.0.value
    }
}

impl RetryAfter {
    /// How long to wait from this time on.
    pub fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::Date(date) => date.duration_since(now).unwrap_or_default(),
        }
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T> DerefMut for ResponseValue<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0.value
    }
}

/// Headers and bytes are not shown: they may be long, and secret.
impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseValue")
            .field("status", &self.0.status)
            .field("value", &self.0.value)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_a_delay_or_a_date() {
        let date = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, expected) in [
            ("120", Some(RetryAfter::Delay(Duration::from_secs(120)))),
            (" 0 ", Some(RetryAfter::Delay(Duration::ZERO))),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(RetryAfter::Date(date))),
            ("99999999999999999999999", None),
            ("+1", None),
            ("-1", None),
            ("", None),
            ("soon", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            assert_eq!(ResponseValue::new((), StatusCode::OK, headers, Bytes::new()).retry_after(), expected, "{text}");
        }
        let second = Duration::from_secs(1);
        assert_eq!(RetryAfter::Date(date).delay(date - second), second);
        assert_eq!(RetryAfter::Date(date).delay(date + second), Duration::ZERO);
        assert_eq!(RetryAfter::Delay(second).delay(date), second);
    }
}
