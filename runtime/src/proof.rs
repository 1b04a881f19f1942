//! Sample requests and replies of an operation in, the proof out that client and server agree on them: what one sends, the
//! other one reads, in memory and over a socket. This is what the tests of generated crates stand on.

mod exchange;
mod value;

use std::fmt;

use crate::operation::Operation;
use exchange::Wire;

/// A request to send.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// What it is called where something is wrong with it.
    pub name: &'static str,
    /// The place of the body's media type in the document.
    pub content: usize,
    /// The parameters and the body, each as JSON; `None` where it is absent.
    pub parts: &'static [Option<&'static str>],
}

/// A reply to send back.
#[derive(Clone, Copy, Debug)]
pub struct Reply {
    /// What it is called where something is wrong with it.
    pub name: &'static str,
    /// Its place among the documented replies.
    pub response: usize,
    /// The status that it is sent with.
    pub status: u16,
    /// The place of the body's media type in the document.
    pub content: usize,
    /// The headers and the body, each as JSON; `None` where it is absent.
    pub parts: &'static [Option<&'static str>],
}

/// Where the two halves do not agree, or a sample is none.
#[derive(Clone, PartialEq, Eq)]
pub struct Disagreement(String);

/// What the types of an operation have to be capable of to be compared.
pub trait Provable: Operation<Output: Value, Error: Value> + Value {}

impl<O: Operation<Output: Value, Error: Value> + Value> Provable for O {}

/// What can be compared and shown.
pub trait Value: Clone + PartialEq + fmt::Debug + Send + Sync + 'static {}

impl<T: Clone + PartialEq + fmt::Debug + Send + Sync + 'static> Value for T {}

/// Proves that every sample is read and written unchanged as JSON, and that every request and every reply arrives as it was
/// sent, through the router in memory and over a socket.
///
/// # Errors
/// The first sample of which that is not so.
pub fn prove<O: Provable>(requests: &'static [Request], replies: &'static [Reply]) -> Result<(), Disagreement> {
    let values = requests.iter().map(|sample| Ok((sample, value::request::<O>(sample)?)));
    let requests = values.collect::<Result<Vec<_>, String>>().map_err(Disagreement)?;
    let values = replies.iter().map(|sample| Ok((sample, value::reply::<O>(sample)?)));
    let replies = values.collect::<Result<Vec<_>, String>>().map_err(Disagreement)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Disagreement(error.to_string()))?;
    // Each request meets one reply, and each reply one request.
    let pairs = requests.iter().cycle().zip(replies.iter().cycle()).take(requests.len().max(replies.len()));
    for ((request, sent), (reply, answered)) in pairs {
        for wire in [Wire::Memory, Wire::Socket] {
            let outcome = runtime.block_on(exchange::check::<O>(wire, (request, sent), (reply, answered)));
            outcome.map_err(|why| {
                Disagreement(format!("{}, {} and {} ({wire:?}): {why}", O::meta().id, request.name, reply.name))
            })?;
        }
    }
    Ok(())
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Tests that fail show this; it is the text itself.
impl fmt::Debug for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Disagreement {}
