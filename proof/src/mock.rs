//! A service that responds to each operation with what the document has for it, one response after the other: clients
//! and testers of others are run against it.

use std::sync::atomic::{AtomicUsize, Ordering};

use specwright_runtime::error::BoxError;
use specwright_runtime::rt::{UntypedResponse, route};
use specwright_runtime::security::{Credential, Secret};
use specwright_runtime::server::{AuthError, Authenticate, Context, Options, Routes, Supplied};

use crate::document::Document;
use crate::exchange::{self, PlannedResponse};
use crate::host::respond;
use crate::slot::Slots;
use crate::subject::{Message, Provable, Subject};
use crate::tally::Tally;
use crate::{Disagreement, parts, wire};

/// A mock server: its responses are made from the document. It authenticates every caller whose API key, token or
/// password is `secret`. Where the media types of an operation's responses have different Rust types, it responds in
/// those of the first one.
pub struct Mock {
    document: &'static Document,
    media_types: Vec<&'static str>,
    routes: Routes<Service, ()>,
}

struct Service;

impl Mock {
    /// Creates a mock server without operations. The document is JSON in the form of OpenAPI 3.0.
    ///
    /// # Errors
    /// The document is not JSON.
    pub fn new(document: &'static str) -> Result<Self, Disagreement> {
        let document = Document::load(document).map_err(Disagreement)?;
        Ok(Self { document, media_types: Vec::new(), routes: Routes::new::<Supplied>(Service) })
    }

    /// Adds the operation at this JSON pointer of the document, such as `/paths/~1devices/get`.
    ///
    /// # Errors
    /// The document has no such operation, or it is not the generated one.
    pub fn operation<O: Provable>(self, pointer: &str) -> Result<Self, Disagreement> {
        self.add(Subject::of::<O>().map_err(Disagreement)?, pointer)
    }

    fn add(mut self, subject: Subject, pointer: &str) -> Result<Self, Disagreement> {
        let contents = subject.meta.responses.iter().flat_map(|response| response.content);
        self.media_types.extend(contents.filter(|content| content.alternative == 0).map(|content| content.media_type));
        let found = Slots::load(self.document, pointer).and_then(|(slots, _)| Ok((slots, successes(subject, slots)?)));
        let (slots, successes) = found.map_err(|why| Disagreement(format!("{}: {why}", subject.meta.id)))?;
        let turn = AtomicUsize::new(0);
        self.routes = route(self.routes, subject.meta, subject.request, move |_: &Service, _| {
            let turn = turn.fetch_add(1, Ordering::Relaxed) % successes.len().max(1);
            response(subject, slots, successes.get(turn))
        });
        Ok(self)
    }

    /// The mock server as a router.
    pub fn into_router(self) -> axum::Router {
        let options = Options::default().media_types(self.media_types.leak()).on_failure(|error, context| {
            eprintln!("{}: {error}", context.operation().map(|operation| operation.id).unwrap_or_default());
        });
        self.routes.into_router(options)
    }
}

fn response(
    subject: Subject,
    slots: &Slots<'_>,
    planned_response: Option<&PlannedResponse>,
) -> Result<UntypedResponse<Message>, BoxError> {
    let planned_response = planned_response.ok_or("the document has no success that could be sent")?;
    respond(exchange::typed_response(subject, slots, planned_response)?)
}

/// The successes of the first Rust type that they have, as far as all its media types can carry them.
fn successes(subject: Subject, slots: &Slots<'_>) -> Result<Vec<PlannedResponse>, String> {
    let mut found = Vec::new();
    for planned_response in exchange::responses(slots, &mut Tally::default()) {
        let Some(documented) = slots.operation.responses.get(planned_response.response) else { continue };
        let index = parts::documented(subject, documented.status, planned_response.status)?;
        let table = subject.meta.responses.get(index).map_or(&[][..], |response| response.content);
        let carried = planned_response.body.as_ref().is_none_or(|(place, value)| {
            let first = table.iter().zip(&documented.contents).filter(|(content, _)| content.alternative == 0);
            table.get(*place).is_some_and(|content| content.alternative == 0)
                && first.into_iter().all(|(_, content)| wire::body(slots.document, content, value).is_ok())
        });
        if carried {
            let response = exchange::typed_response(subject, slots, &planned_response)?;
            if response.as_response().is_some_and(|(is_success, ..)| is_success) {
                found.push(planned_response);
            }
        }
    }
    Ok(found)
}

impl Authenticate<Supplied> for Service {
    type Principal = ();

    async fn authenticate(&self, credentials: Supplied, _context: &Context) -> Result<(), AuthError> {
        let secret = Secret::from("secret");
        let is_right = |credential: &Credential| match credential {
            Credential::ApiKey(given) | Credential::Bearer(given) | Credential::Basic { password: given, .. } => {
                *given == secret
            }
        };
        if credentials.credentials().iter().all(|given| is_right(&given.credential)) {
            Ok(())
        } else {
            Err(AuthError::invalid("the secret of the mock is `secret`"))
        }
    }
}
