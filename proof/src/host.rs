//! An operation and one response in; the router that gives it, and what came to its handler, out.

use std::sync::{Arc, Mutex, PoisonError};

use specwright_runtime::error::BoxError;
use specwright_runtime::rt::{UntypedResponse, route};
use specwright_runtime::server::{AuthError, Authenticate, Context, Options, Routes, Supplied};

use crate::subject::{Message, Subject};

/// What came to the service.
#[derive(Default)]
pub(crate) struct Record {
    seen: Mutex<Option<Message>>,
    failure: Mutex<Option<String>>,
}

/// The router of one operation with this response, and of one without any where there is none.
pub(crate) fn host(subject: Subject, response: Option<Message>) -> (axum::Router, Arc<Record>) {
    let record = Arc::new(Record::default());
    let routes = Routes::new::<Supplied>(Host(Arc::clone(&record)));
    let response = Mutex::new(response);
    let routes = route(routes, subject.meta, subject.request, move |host: &Host, request| {
        put(&host.0.seen, request);
        respond(take(&response).ok_or("there is no response")?)
    });
    let noted = Arc::clone(&record);
    let options = Options::default().on_failure(move |error, _| put(&noted.failure, error.to_string()));
    (routes.into_router(options), record)
}

/// A response as the runtime writes it.
pub(crate) fn respond(message: Message) -> Result<UntypedResponse<Message>, BoxError> {
    let (is_success, index, status) = message.as_response().ok_or("a request is no response")?;
    Ok(UntypedResponse { is_success, index, status, parts: message })
}

impl Record {
    /// The request that the handler was given, if it was.
    pub(crate) fn take_seen(&self) -> Option<Message> {
        take(&self.seen)
    }

    /// Why the service failed, if it did.
    pub(crate) fn take_failure(&self) -> Option<String> {
        take(&self.failure)
    }
}

fn put<T>(place: &Mutex<Option<T>>, value: T) {
    *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
}

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}

struct Host(Arc<Record>);

impl Authenticate<Supplied> for Host {
    type Principal = ();

    async fn authenticate(&self, _credentials: Supplied, _context: &Context) -> Result<(), AuthError> {
        Ok(())
    }
}
