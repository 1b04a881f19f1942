//! A server with its own state, routes and layers, called by the client through the router.

use std::collections::HashMap;
use std::sync::Arc;

use getscreen::runtime::http::HeaderValue;
use getscreen::runtime::operation::Matched;
use getscreen::runtime::server::axum::extract::Request;
use getscreen::runtime::server::axum::middleware::{Next, from_fn};
use getscreen::runtime::server::axum::response::Response;
use getscreen::runtime::server::axum::routing::get;
use getscreen::runtime::server::{AuthError, Authenticate, Context, Failure, Options, axum};
use getscreen::{Api, Authenticated, Client, Credentials, History, ListHistory, ListHistoryError, SessionHistory};

#[derive(Clone)]
struct Desk {
    accounts: Arc<HashMap<String, Account>>,
}

#[derive(Clone, Debug)]
struct Account {
    name: String,
    sessions: i64,
}

impl Authenticate<Credentials> for Desk {
    type Principal = Account;

    async fn authenticate(&self, credentials: Credentials, _: &Context) -> Result<Account, AuthError> {
        // A variant for each alternative of the document's security.
        let Credentials::ApiKey(key) = credentials;
        self.accounts.get(key.expose()).cloned().ok_or_else(|| AuthError::invalid("nobody has this key"))
    }
}

impl History for Desk {
    async fn list_history(
        &self,
        context: &mut Context<Account>,
        request: ListHistory,
    ) -> Result<SessionHistory, Failure<ListHistoryError>> {
        let account = context.principal();
        if request.offset > Some(account.sessions) {
            return Err(ListHistoryError::BadRequest.into()); // a documented error; any other one is a 500 without details
        }
        let history = SessionHistory { total: Some(account.sessions), ..SessionHistory::new() };
        context.response_headers_mut().insert("cache-control", HeaderValue::from_static("no-store"));
        Ok(history)
    }
}

/// A route of the program beside the API, with the same callers.
async fn report(caller: Authenticated<Desk>) -> String {
    format!("{} has {} sessions", caller.principal.name, caller.principal.sessions)
}

async fn log(request: Request, next: Next) -> Response {
    let operation = request.extensions().get::<Matched>().copied();
    let response = next.run(request).await;
    println!("{:?} {}", operation.map(|operation| operation.id), response.status());
    response
}

fn app(desk: Desk) -> axum::Router {
    let options = Options::default()
        .body_limit(64 * 1024)
        .layer(from_fn(log)) // knows the operation; `Router::layer` is for all routes
        .on_reject(|rejection, context| {
            println!("{} {}: {rejection}", context.method(), context.uri());
            rejection.to_response()
        })
        .on_failure(|error, context| eprintln!("{:?}: {error}", context.operation()));
    let api = Api::new(desk.clone()).history().into_router_with(options);
    axum::Router::new()
        .route("/report", get(report))
        .nest("/v1", api)
        .fallback(|| async { "a page of the program" })
        .with_state(desk)
}

fn desk() -> Desk {
    let anna = Account { name: "anna".to_owned(), sessions: 7 };
    Desk { accounts: Arc::new(HashMap::from([("key-1".to_owned(), anna)])) }
}

#[tokio::test]
async fn the_client_talks_to_the_router() {
    let client = Client::with_service("http://desk.test/v1", app(desk())).unwrap().with_api_key("key-1");
    let history = client.list_history(ListHistory::new()).await.unwrap();
    assert_eq!(history.total, Some(7));
    assert_eq!(history.headers()["cache-control"], "no-store");
    let beyond = client.list_history(ListHistory { offset: Some(8), ..ListHistory::new() }).await.unwrap_err();
    assert_eq!(beyond.status().unwrap(), 400);
    let stranger = Client::with_service("http://desk.test/v1", app(desk())).unwrap().with_api_key("key-2");
    assert_eq!(stranger.list_history(ListHistory::new()).await.unwrap_err().status().unwrap(), 401);
}

#[tokio::test]
async fn routes_of_the_program_stay_its_own() {
    use tower::ServiceExt as _;
    let text = async |path: &str, key: &str| {
        let request = Request::get(path).header("X-Api-Key", key).body(axum::body::Body::empty()).unwrap();
        let response = app(desk()).oneshot(request).await.unwrap();
        let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    };
    assert_eq!(text("/report", "key-1").await, "anna has 7 sessions");
    assert!(text("/report", "key-2").await.contains("\"status\":401"));
    assert_eq!(text("/elsewhere", "").await, "a page of the program");
}
