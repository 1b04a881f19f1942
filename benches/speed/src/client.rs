//! The generated client over loopback, beside reqwest with serde, both against the same server.

use std::hint::black_box;

use tokio::runtime::Runtime;

use crate::generated::api;
use crate::measure::{compare, head};
use crate::values::items;
use crate::{Failed, by_hand};

/// Prints the rows.
pub fn run(runtime: &Runtime) -> Result<(), Failed> {
    let list: Vec<by_hand::Item> = serde_json::from_str(&items(60))?;
    let address = serve(list)?;
    let ours = api::Client::from(specwright_runtime::client::Client::new(&address)?);
    let theirs = reqwest::Client::builder().no_proxy().build()?;
    println!("\nClient over loopback, beside reqwest 0.13 with serde:\n");
    head("by hand");
    let small = async || -> Result<api::Small, Failed> {
        let request = api::GetItem { fields: Some("name".to_owned()), depth: Some(2), ..api::GetItem::new(4711) };
        Ok(ours.get_item(request).await?.into_inner())
    };
    let url = format!("{address}/items");
    let small_by_hand = async || -> Result<by_hand::Small, Failed> {
        let query = [("fields", "name"), ("depth", "2")];
        Ok(theirs.get(format!("{url}/{}", 4711)).query(&query).send().await?.error_for_status()?.json().await?)
    };
    let large = async || -> Result<Vec<api::Item>, Failed> {
        let request = api::ListItems { limit: Some(60) };
        Ok(ours.list_items(request).await?.into_inner())
    };
    let large_by_hand = async || -> Result<Vec<by_hand::Item>, Failed> {
        Ok(theirs.get(&url).query(&[("limit", 60)]).send().await?.error_for_status()?.json().await?)
    };
    runtime.block_on(async {
        assert_eq!(small().await?.name, small_by_hand().await?.name);
        assert_eq!(large().await?.len(), large_by_hand().await?.len());
        Ok::<_, Failed>(())
    })?;
    compare("a small call", calls(runtime, &small), calls(runtime, &small_by_hand));
    compare("a large response", calls(runtime, &large), calls(runtime, &large_by_hand));
    Ok(())
}

fn calls<'a, T, F: AsyncFn() -> Result<T, Failed>>(runtime: &'a Runtime, call: &'a F) -> impl FnMut(u32) + 'a {
    move |count| {
        runtime.block_on(async {
            for _ in 0..count {
                black_box(call().await.ok());
            }
        });
    }
}

/// Serves the handlers by hand on a thread of their own.
fn serve(items: Vec<by_hand::Item>) -> Result<String, Failed> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || -> Result<(), Failed> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            Ok(axum::serve(listener, by_hand::router(items)).await?)
        })
    });
    Ok(address)
}
