//! `cargo run --release -p specwright-speed [--features large]` measures generated code beside the same written by hand, in
//! one run, and prints tables: the time and the allocations of each, and how many times as fast the generated code is.

mod by_hand;
mod client;
mod codec;
mod generated;
mod measure;
mod server;
mod values;

type Failed = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let wanted = std::env::args().nth(1);
    let wants = |part: &str| wanted.as_deref().is_none_or(|wanted| wanted == part);
    if wants("codec") {
        codec::run()?;
    }
    if wants("server") {
        server::run(&runtime)?;
    }
    if wants("client") {
        client::run(&runtime)?;
    }
    Ok(())
}
