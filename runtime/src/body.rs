//! The body of a request or response: buffered bytes, or a stream of them; and how a stream is collected.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;

use crate::error::{BoxError, Causes};

/// The body of a request or response. It is `Send`, and not `Sync`: a stream is read by one task at a time.
pub struct Body(Repr);

enum Repr {
    /// The bytes, until they are taken.
    Buffered(Bytes),
    Streamed(UnsyncBoxBody<Bytes, BoxError>),
}

/// Why a body could not be collected.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// It is longer than the limit.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The stream broke off.
    Broken(BoxError),
}

impl Body {
    /// A body without bytes.
    pub fn empty() -> Self {
        Self(Repr::Buffered(Bytes::new()))
    }

    /// A streamed body.
    pub fn stream<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Repr::Streamed(body.map_err(Into::into).boxed_unsync()))
    }

    /// The bytes of a buffered body; `None` for a stream.
    pub fn buffered(&self) -> Option<&Bytes> {
        match &self.0 {
            Repr::Buffered(bytes) => Some(bytes),
            Repr::Streamed(_) => None,
        }
    }

    /// All bytes of the body, `limit` at the most.
    ///
    /// # Errors
    /// `TooLarge` as soon as it is known, which may be before anything was read; `Broken` where the stream breaks off.
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        let mut body = match self.0 {
            Repr::Buffered(bytes) if bytes.len() > limit => return Err(BodyError::TooLarge { limit }),
            Repr::Buffered(bytes) => return Ok(bytes),
            Repr::Streamed(body) => body,
        };
        if http_body::Body::size_hint(&body).lower() > limit as u64 {
            return Err(BodyError::TooLarge { limit });
        }
        let mut first = Bytes::new();
        let mut all = BytesMut::new();
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(BodyError::Broken)?.into_data() else { continue };
            if data.len() > limit.saturating_sub(first.len().max(all.len())) {
                return Err(BodyError::TooLarge { limit });
            }
            // Most bodies come in one piece, which is returned without a copy.
            if first.is_empty() && all.is_empty() {
                first = data;
                continue;
            }
            if all.is_empty() {
                all.extend_from_slice(&std::mem::take(&mut first));
            }
            all.extend_from_slice(&data);
        }
        Ok(if all.is_empty() { first } else { all.freeze() })
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Repr::Buffered(bytes) if bytes.is_empty() => Poll::Ready(None),
            Repr::Buffered(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Repr::Streamed(body) => Pin::new(body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Repr::Buffered(bytes) => bytes.is_empty(),
            Repr::Streamed(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Repr::Buffered(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Repr::Streamed(body) => body.size_hint(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Repr::Buffered(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

/// Shows how long the body is and not what it holds, which may be secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Buffered(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Repr::Streamed(_) => f.write_str("Body(stream)"),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "the body is longer than {limit} bytes"),
            Self::Broken(error) => write!(f, "the body broke off: {}", Causes(error.as_ref())),
        }
    }
}

/// `Display` has said the causes already.
impl std::error::Error for BodyError {}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::future::Future;
    use std::pin::pin;
    use std::task::Waker;

    use super::*;

    /// A stream of the given pieces; an error stands for a connection that is lost.
    struct Pieces(VecDeque<Result<&'static str, &'static str>>);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            Poll::Ready(self.0.pop_front().map(|piece| match piece {
                Ok(text) => Ok(Frame::data(Bytes::from_static(text.as_bytes()))),
                Err(error) => Err(error.into()),
            }))
        }
    }

    fn pieces(pieces: &[Result<&'static str, &'static str>]) -> Body {
        Body::stream(Pieces(pieces.iter().copied().collect()))
    }

    fn collect(body: Body, limit: usize) -> Result<String, String> {
        let outcome = pin!(body.collect(limit)).poll(&mut Context::from_waker(Waker::noop()));
        match outcome {
            Poll::Ready(Ok(bytes)) => Ok(String::from_utf8(bytes.to_vec()).unwrap()),
            Poll::Ready(Err(error)) => Err(error.to_string()),
            Poll::Pending => panic!("nothing to wait for"),
        }
    }

    #[test]
    fn collects_up_to_the_limit() {
        let too_large = || Err("the body is longer than 4 bytes".to_owned());
        for (body, expected) in [
            (Body::empty(), Ok(String::new())),
            (Body::from("abcd".to_owned()), Ok("abcd".to_owned())),
            (Body::from(b"abcde".to_vec()), too_large()),
            (pieces(&[]), Ok(String::new())),
            (pieces(&[Ok("abcd")]), Ok("abcd".to_owned())),
            (pieces(&[Ok("a"), Ok(""), Ok("bc"), Ok("d")]), Ok("abcd".to_owned())),
            (pieces(&[Ok("abcde")]), too_large()),
            (pieces(&[Ok("ab"), Ok("cde")]), too_large()),
            (pieces(&[Ok("ab"), Ok("c"), Ok("de"), Err("not reached")]), too_large()),
            (pieces(&[Ok("ab"), Err("reset")]), Err("the body broke off: reset".to_owned())),
        ] {
            assert_eq!(collect(body, 4), expected);
        }
    }

    #[test]
    fn shows_its_length_alone() {
        assert_eq!(format!("{:?}", Body::from("secret".to_owned())), "Body(6 bytes)");
        assert_eq!(format!("{:?}", pieces(&[Ok("secret")])), "Body(stream)");
    }
}
