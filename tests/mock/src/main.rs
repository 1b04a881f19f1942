//! `specwright-mock getscreen` serves the API with responses that are made from its document, on a free port of
//! loopback, prints the address, and ends when its standard input does. The key, token or password is `secret`.

use std::error::Error;
use std::io::Write as _;

use specwright_proof::Mock;

type Failed = Box<dyn Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    let api = std::env::args().nth(1).ok_or("usage: specwright-mock API")?;
    let router = router(&api)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    std::thread::spawn(|| {
        std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).ok();
        std::process::exit(0);
    });
    Ok(axum::serve(listener, router).await?)
}

fn router(api: &str) -> Result<axum::Router, Failed> {
    Ok(include!(concat!(env!("OUT_DIR"), "/routers.rs")))
}
