//! Calls a generated client, and beside it a client of reqwest where there is one, in this order and in the other one.

use screenleap::runtime::client::Error;
use screenleap::{Client, ListRecentShareSessions};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

type Failed = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("https://{}", listener.local_addr()?);
    let client = Client::new(&base)?.with_account_id("a").with_auth_token("b");
    for _ in 0..2 {
        let call = client.list_recent_share_sessions(ListRecentShareSessions::new());
        let (first, outcome) = tokio::join!(first_byte(&listener), call);
        // A handshake record of TLS (RFC 8446, section 5.1), to which nobody responds.
        if first? != 22 || !matches!(outcome, Err(Error::Transport(_))) {
            return Err("the generated client does not speak TLS".into());
        }
        #[cfg(feature = "reqwest")]
        beside(&listener, &base).await?;
    }
    println!("done");
    Ok(())
}

/// `reqwest::Client::new` panics where TLS has no provider, or more than one.
#[cfg(feature = "reqwest")]
async fn beside(listener: &TcpListener, base: &str) -> Result<(), Failed> {
    let client = reqwest::Client::new();
    if !cfg!(feature = "reqwest-defaults") {
        let outcome = client.get(base).send().await;
        return if outcome.is_err() { Ok(()) } else { Err("reqwest has TLS that nobody asked for".into()) };
    }
    let (first, _) = tokio::join!(first_byte(listener), client.get(base).send());
    if first? == 22 { Ok(()) } else { Err("reqwest does not speak TLS".into()) }
}

/// Takes the next connection, reads one byte and closes it.
async fn first_byte(listener: &TcpListener) -> std::io::Result<u8> {
    let (mut stream, _) = listener.accept().await?;
    stream.read_u8().await
}
