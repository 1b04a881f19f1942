//! The client's own transport against servers that fail.

use std::time::Duration;

use specwright_runtime::body::BodyError;
use specwright_runtime::client::{Client, Error};
use specwright_runtime::security::{Credential, Secret};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::ping::{Ping, PingError};
use crate::script::told;

/// What a server does once it has sent its bytes.
enum Then {
    Close,
    Hold,
}

/// A server for one request: gives a client of it, and the request that it reads.
async fn server(bytes: &'static str, then: Then) -> (Client, tokio::task::JoinHandle<String>) {
    let (base, task) = serve(bytes, then).await;
    (client(&base), task)
}

/// A server for one request: gives its URL, and the request that it reads.
async fn serve(bytes: &'static str, then: Then) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = base(&listener);
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = head(&mut stream).await;
        stream.write_all(bytes.as_bytes()).await.unwrap();
        match then {
            Then::Close => drop(stream),
            Then::Hold => std::future::pending().await,
        }
        request
    });
    (base, task)
}

async fn head(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    while !text.contains("\r\n\r\n") {
        let mut buffer = [0; 1024];
        let count = stream.read(&mut buffer).await.unwrap();
        assert_ne!(count, 0, "{text}");
        text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
    }
    text
}

fn base(listener: &TcpListener) -> String {
    format!("http://{}/v1", listener.local_addr().unwrap())
}

fn client(base: &str) -> Client {
    with_credentials(Client::new(base).unwrap())
}

fn with_credentials(client: Client) -> Client {
    let login = Credential::Basic { user: "user".to_owned(), password: Secret::from("hush") };
    client
        .with_credential("login", login)
        .with_credential("api-key", Credential::ApiKey(Secret::from("hush")))
        .with_timeout(Duration::from_secs(20))
}

/// That the connection broke, and that nothing tells the key in the URL.
fn assert_broken(error: &Error<PingError>) {
    let told = told(error);
    assert!(matches!(error, Error::Transport(_)), "{told}");
    assert!(told.contains("\nthe server could not be reached, or the connection broke: "), "{told}");
    assert!(!told.contains("hush") && !told.contains("/v1"), "{told}");
}

#[tokio::test]
async fn a_call_over_the_network() {
    let (client, task) = server("HTTP/1.1 204 No Content\r\n\r\n", Then::Close).await;
    assert_eq!(client.call(Ping {}).await.unwrap().status(), 204);
    let request = task.await.unwrap();
    assert!(request.starts_with("GET /v1/ping?key=hush HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nauthorization: Basic dXNlcjpodXNo\r\n"), "{request}");
}

#[tokio::test]
async fn a_refused_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&base(&listener));
    drop(listener);
    assert_broken(&client.call(Ping {}).await.unwrap_err());
}

#[tokio::test]
async fn an_answer_that_is_no_http() {
    let (client, _task) = server("SSH-2.0-OpenSSH_9.6\r\n\r\n", Then::Close).await;
    assert_broken(&client.call(Ping {}).await.unwrap_err());
}

#[tokio::test]
async fn a_connection_that_breaks_within_the_body() {
    let (client, _task) = server("HTTP/1.1 204 OK\r\ncontent-length: 9\r\n\r\n", Then::Close).await;
    // A response with this status has no body, whatever it says.
    assert_eq!(client.call(Ping {}).await.unwrap().raw(), "");
    for head in ["content-length: 9\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n5\r\n{"] {
        let bytes = format!("HTTP/1.1 409 Conflict\r\ncontent-type: application/problem+json\r\n{head}");
        let (client, _task) = server(bytes.leak(), Then::Close).await;
        let error = client.call(Ping {}).await.unwrap_err();
        assert!(matches!(&error, Error::Body(response) if matches!(**response, BodyError::Broken(_))), "{error:?}");
        let told = told(&error);
        let reason = "\nthe server responded with 409 Conflict, and the body broke off: ";
        assert!(told.contains(reason) && !told.contains("hush"), "{told}");
    }
}

#[tokio::test]
async fn a_timeout_is_for_the_whole_call() {
    for bytes in ["", "HTTP/1.1 409 Conflict\r\ncontent-length: 9\r\n\r\n{"] {
        let (client, task) = server(bytes, Then::Hold).await;
        let error = client.call(Ping {}).timeout(Duration::from_millis(200)).await.unwrap_err();
        assert!(matches!(error, Error::Timeout), "{error:?}");
        assert_eq!(error.to_string(), "the call timed out");
        task.abort();
    }
}

#[tokio::test]
#[cfg(feature = "reqwest-0-13")]
async fn a_client_of_reqwest_can_be_given() {
    let given = reqwest::Client::builder().user_agent("given/1").no_proxy().build().unwrap();
    let (base, task) = serve("HTTP/1.1 204 No Content\r\n\r\n", Then::Close).await;
    let client = with_credentials(Client::with_reqwest(&base, given.clone()).unwrap());
    assert_eq!(client.call(Ping {}).await.unwrap().status(), 204);
    let request = task.await.unwrap();
    assert!(request.starts_with("GET /v1/ping?key=hush HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nuser-agent: given/1\r\n"), "{request}");
    assert!(request.contains("\r\nauthorization: Basic dXNlcjpodXNo\r\n"), "{request}");

    let (base, _task) = serve("SSH-2.0-OpenSSH_9.6\r\n\r\n", Then::Close).await;
    assert_broken(&with_credentials(Client::with_reqwest(&base, given).unwrap()).call(Ping {}).await.unwrap_err());
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_not_awaited() {
    let (client, task) = server("HTTP/1.1 409 Conflict\r\ncontent-length: 101\r\n\r\n", Then::Hold).await;
    let error = client.with_body_limit(100).call(Ping {}).await.unwrap_err();
    assert_eq!(error.to_string(), "the server responded with 409 Conflict, and the body is longer than 100 bytes");
    task.abort();
}

#[tokio::test]
async fn another_host_is_not_contacted() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let location = other.local_addr().unwrap();
    let bytes = format!("HTTP/1.1 302 Found\r\nlocation: http://{location}/\r\ncontent-length: 0\r\n\r\n");
    let (client, _task) = server(bytes.leak(), Then::Close).await;
    let error = client.call(Ping {}).await.unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)), "{error:?}");
    let contact = tokio::time::timeout(Duration::from_millis(50), other.accept()).await;
    assert!(contact.is_err());
}

#[tokio::test]
#[cfg(not(feature = "rustls"))]
async fn https_needs_a_feature() {
    let token = Credential::Bearer(Secret::from("hush"));
    let client = Client::new("https://127.0.0.1:9").unwrap().with_credential("token", token);
    let error = client.call(Ping {}).await.unwrap_err();
    assert!(told(&error).ends_with(": https needs the feature `rustls`"), "{error:?}");
}

#[tokio::test]
#[cfg(feature = "rustls")]
async fn https_is_spoken() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut first = [0; 3];
        stream.read_exact(&mut first).await.unwrap();
        first
    });
    let token = Credential::Bearer(Secret::from("hush"));
    let error = Client::new(&base).unwrap().with_credential("token", token).call(Ping {}).await.unwrap_err();
    assert_broken(&error);
    // A handshake record of TLS (RFC 8446, section 5.1).
    assert_eq!(task.await.unwrap(), [22, 3, 1]);
}
