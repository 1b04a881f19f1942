//! A request and a reply in; both are sent, and have to arrive as they were.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use http::Method;
use http::request::Parts;

use super::{Provable, Reply, Request};
use crate::client::{Client, Error};
use crate::error::BoxError;
use crate::operation::{Content, Location, OperationMeta, SchemeKind};
use crate::security::{Credential, Secret};
use crate::server::{AuthError, Authenticate, Credentials, Failure, Options, Routes};

/// What a message travels through.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wire {
    /// The router is the client's transport.
    Memory,
    /// A socket of this machine.
    Socket,
}

/// Sends the request through client and server, and the reply back.
pub(super) async fn check<O: Provable>(
    wire: Wire,
    (request, sent): (&Request, &O),
    (reply, answered): (&Reply, &Result<O::Output, O::Error>),
) -> Result<(), String> {
    let documented = O::meta().responses.get(reply.response).map_or(&[][..], |response| response.content);
    // The answer to HEAD has no body, so one that is documented cannot be read.
    if O::meta().method == Method::HEAD && !documented.is_empty() {
        return Ok(());
    }
    if matches!(wire, Wire::Socket) && has_headers_of_the_connection(O::meta(), reply.response) {
        return Ok(());
    }
    let record = Arc::new(Record { seen: Mutex::new(None), failure: Mutex::new(None) });
    let host = Host::<O> { reply: answered.clone(), record: Arc::clone(&record) };
    let router = Routes::new(host).optional::<O>(|host, _, request| Box::pin(host.answer(request)));
    let client = client(wire, router.into_router(Options::default())).await.map_err(|error| error.to_string())?;
    let mut call = with_credentials(client, O::meta()).call(sent.clone());
    if let Some(media_type) = O::meta().body.as_ref().and_then(|body| chosen(body.content, request.content))
        && request.parts.get(O::meta().parameters.len()).is_some_and(Option::is_some)
    {
        call = call.content_type(media_type);
    }
    if let Some(media_type) = chosen(documented, reply.content) {
        // The successes may have other media types, and without any of them there would be no reply at all.
        call = call.accept(format!("{media_type}, */*;q=0.1"));
    }
    let outcome = call.await;
    if let Some(failure) = record.failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(format!("the server failed: {failure}"));
    }
    let seen = record.seen.lock().unwrap_or_else(PoisonError::into_inner).take();
    match seen {
        Some(seen) => same(&seen, sent, "request")?,
        None => return Err(format!("no request arrived: {outcome:?}")),
    }
    let (status, got) = match outcome {
        Ok(reply) => (reply.status(), Ok(reply.into_inner())),
        Err(Error::Api(reply)) => (reply.status(), Err(reply.into_inner())),
        Err(other) => return Err(format!("the reply was not understood: {other:?}")),
    };
    same(&got, answered, "reply")?;
    same(&status.as_u16(), &reply.status, "status")
}

/// Whether the document has a header that HTTP itself sets on the way, so that it cannot arrive as it was sent.
fn has_headers_of_the_connection(meta: &'static OperationMeta, response: usize) -> bool {
    const NAMES: [&str; 9] = [
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "expect",
        "host",
        "te",
        "transfer-encoding",
        "upgrade",
    ];
    let replied = meta.responses.get(response).map_or(&[][..], |response| response.headers);
    let headers = meta.parameters.iter().chain(replied).filter(|header| header.location == Location::Header);
    headers.into_iter().any(|header| NAMES.iter().any(|name| header.name.eq_ignore_ascii_case(name)))
}

fn same<T: PartialEq + Debug>(arrived: &T, sent: &T, what: &str) -> Result<(), String> {
    if arrived == sent { Ok(()) } else { Err(format!("the {what} {sent:?} arrived as {arrived:?}")) }
}

/// The media type to ask for, where it is one and no range.
fn chosen(contents: &'static [Content], content: usize) -> Option<&'static str> {
    contents.get(content).map(|content| content.media_type).filter(|media_type| !media_type.contains('*'))
}

async fn client(wire: Wire, router: axum::Router) -> Result<Client, BoxError> {
    match wire {
        Wire::Memory => Ok(Client::new("http://in.memory")?.with_transport(router)),
        Wire::Socket => {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            let client = Client::new(&format!("http://{}", listener.local_addr()?))?;
            tokio::spawn(async move { axum::serve(listener, router).await });
            Ok(client)
        }
    }
}

/// The client with every credential that the operation could ask for.
fn with_credentials(client: Client, meta: &'static OperationMeta) -> Client {
    let schemes = meta.security.iter().flat_map(|requirement| requirement.schemes);
    schemes.fold(client, |client, scheme| {
        let secret = Secret::from("secret");
        let credential = match scheme.kind {
            SchemeKind::ApiKey { .. } => Credential::ApiKey(secret),
            SchemeKind::Basic => Credential::Basic { user: "user".to_owned(), password: secret },
            SchemeKind::Bearer => Credential::Bearer(secret),
        };
        client.with_credential(scheme.credential, credential)
    })
}

/// A service with one operation and one answer.
struct Host<O: Provable> {
    reply: Result<O::Output, O::Error>,
    record: Arc<Record<O>>,
}

/// What the service saw.
struct Record<O> {
    seen: Mutex<Option<O>>,
    failure: Mutex<Option<String>>,
}

impl<O: Provable> Host<O> {
    async fn answer(&self, request: O) -> Result<O::Output, Failure<O::Error>> {
        *self.record.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        self.reply.clone().map_err(Failure::Api)
    }
}

impl<O: Provable> Authenticate for Host<O> {
    type Principal = ();

    async fn authenticate(&self, credentials: Credentials, _parts: &Parts) -> Result<(), AuthError> {
        if credentials.is_anonymous() { Err(AuthError::Missing) } else { Ok(()) }
    }

    fn failed(&self, _operation: &'static OperationMeta, error: &BoxError) {
        *self.record.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
    }
}
