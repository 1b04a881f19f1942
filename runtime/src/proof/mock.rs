//! The document in, a service out that answers each operation with what the document has for it, one reply after the
//! other: what testers and clients of others are run against.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use http::request::Parts;

use super::document::Document;
use super::slot::Slots;
use super::tally::Tally;
use super::{Disagreement, Provable, exchange, parts, wire};
use crate::error::BoxError;
use crate::operation::OperationMeta;
use crate::security::{Credential, Secret};
use crate::server::{Answer, AuthError, Authenticate, Credentials, Failure, Options, Routes};

/// A service with replies that are made from the document. It lets in whoever has the key, the token or the password
/// `secret`, and answers in those media types of an operation that have the type of the first one.
pub struct Mock {
    document: &'static Document,
    media_types: Vec<&'static str>,
    service: Service,
    mount: Vec<Mount>,
}

type Mount = fn(Routes<Service, ()>) -> Routes<Service, ()>;

#[derive(Default)]
struct Service {
    /// By the type of the request: a `Turn`.
    turns: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
}

/// The successes of an operation, and the place of the next one.
struct Turn<O: Provable> {
    replies: Vec<O::Output>,
    next: Mutex<usize>,
}

impl Mock {
    /// A service without operations. The document is JSON in the shape of OpenAPI 3.0.
    ///
    /// # Errors
    /// The document is no JSON.
    pub fn new(document: &'static str) -> Result<Self, Disagreement> {
        let document = Document::load(document).map_err(Disagreement)?;
        Ok(Self { document, media_types: Vec::new(), service: Service::default(), mount: Vec::new() })
    }

    /// Adds the operation at this place of the document, such as `/paths/~1devices/get`.
    ///
    /// # Errors
    /// The document has no such operation, or not the one of the crate.
    pub fn operation<O: Provable>(mut self, pointer: &str) -> Result<Self, Disagreement> {
        let contents = O::meta().responses.iter().flat_map(|response| response.content);
        self.media_types.extend(contents.filter(|content| content.alternative == 0).map(|content| content.media_type));
        let replies = Slots::load(self.document, pointer).and_then(|(slots, _)| successes::<O>(slots));
        let replies = replies.map_err(|why| Disagreement(format!("{}: {why}", O::meta().id)))?;
        let turn = Turn::<O> { replies, next: Mutex::new(0) };
        self.service.turns.insert(TypeId::of::<O>(), Box::new(turn));
        self.mount.push(|routes| routes.optional::<O>(|service, _, _| Box::pin(service.answer::<O>())));
        Ok(self)
    }

    /// The service as a router.
    pub fn into_router(self) -> axum::Router {
        let routes = self.mount.iter().fold(Routes::new(self.service), |routes, mount| mount(routes));
        routes.into_router(Options { media_types: Some(self.media_types.leak()), ..Options::default() })
    }
}

/// The successes, typed, of the first type that they have, and as far as all its media types can carry them.
fn successes<O: Provable>(slots: &Slots<'_>) -> Result<Vec<O::Output>, String> {
    let mut found = Vec::new();
    for answered in exchange::replies(slots, &mut Tally::default()) {
        let Some(documented) = slots.operation.responses.get(answered.response) else { continue };
        let index = parts::documented::<O>(documented.status, answered.status)?;
        let table = O::meta().responses.get(index).map_or(&[][..], |response| response.content);
        let carried = answered.body.as_ref().is_none_or(|(place, value)| {
            let first = table.iter().zip(&documented.contents).filter(|(content, _)| content.alternative == 0);
            table.get(*place).is_some_and(|content| content.alternative == 0)
                && first.into_iter().all(|(_, content)| wire::body(slots.document, content, value).is_ok())
        });
        if carried {
            found.extend(exchange::typed_reply::<O>(slots, &answered)?.ok());
        }
    }
    Ok(found)
}

impl Service {
    async fn answer<O: Provable>(&self) -> Answer<O> {
        let turn = self.turns.get(&TypeId::of::<O>()).and_then(|turn| turn.downcast_ref::<Turn<O>>());
        let reply = turn.and_then(|turn| {
            let mut next = turn.next.lock().unwrap_or_else(PoisonError::into_inner);
            *next += 1;
            turn.replies.get((*next - 1) % turn.replies.len().max(1)).cloned()
        });
        reply.ok_or_else(|| Failure::other("the document has no success that could be answered"))
    }
}

impl Authenticate for Service {
    type Principal = ();

    async fn authenticate(&self, credentials: Credentials, _parts: &Parts) -> Result<(), AuthError> {
        let secret = Secret::from("secret");
        let is_right = |credential: &Credential| match credential {
            Credential::ApiKey(given) | Credential::Bearer(given) | Credential::Basic { password: given, .. } => {
                *given == secret
            }
        };
        let mut alternatives = credentials.alternatives();
        if alternatives.any(|given| given.iter().all(|given| is_right(&given.credential))) {
            Ok(())
        } else if credentials.is_anonymous() {
            Err(AuthError::Missing)
        } else {
            Err(AuthError::Invalid)
        }
    }

    fn failed(&self, operation: &'static OperationMeta, error: &BoxError) {
        eprintln!("{}: {error}", operation.id);
    }
}
