//! The generated server in process, beside the same handlers on axum.

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::Request;
use http_body_util::BodyExt as _;
use specwright_runtime::content::json;
use specwright_runtime::mode::Mode;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::measure::{compare, head};
use crate::values::{ITEM, SMALL, items};
use crate::{Failed, by_hand, generated};

/// Prints the rows.
pub fn run(runtime: &Runtime) -> Result<(), Failed> {
    let list = items(60);
    let ours: Vec<generated::api::Item> = json::read(list.as_bytes(), Mode::SERVER)?;
    let theirs: Vec<by_hand::Item> = serde_json::from_str(&list)?;
    println!("\nServer, in process, beside axum 0.8 with serde:\n");
    head("by hand");
    rows(runtime, 10, &generated::router(ours.clone()), &by_hand::router(theirs.clone()))?;
    #[cfg(feature = "large")]
    rows(runtime, 1200, &generated::large(ours), &by_hand::large(theirs))?;
    Ok(())
}

fn rows(runtime: &Runtime, operations: usize, ours: &Router, theirs: &Router) -> Result<(), Failed> {
    let requests = [
        ("a small request", "GET", "/items/4711?fields=name&depth=2", ""),
        ("a small request with a body", "POST", "/items/4711/labels", SMALL),
        ("a large response", "GET", "/items?limit=60", ""),
        ("a request without anything", "GET", "/status", ""),
        ("an object both ways", "PUT", "/items/4711", ITEM),
    ];
    for (what, method, path, body) in requests {
        let body = Bytes::from(body.to_owned());
        let (left, right) =
            (runtime.block_on(call(ours, method, path, &body))?, runtime.block_on(call(theirs, method, path, &body))?);
        if left != right {
            return Err(format!("{path}: {left:?} beside {right:?}").into());
        }
        let way = |router: &Router| {
            let (router, body) = (router.clone(), body.clone());
            move |count: u32| {
                runtime.block_on(async {
                    for _ in 0..count {
                        call(&router, method, path, &body).await.ok();
                    }
                });
            }
        };
        compare(&format!("{what} of {operations} operations"), way(ours), way(theirs));
    }
    Ok(())
}

/// The status and the body of the response.
async fn call(router: &Router, method: &str, path: &str, body: &Bytes) -> Result<(u16, Bytes), Failed> {
    let mut request = Request::builder().method(method).uri(path);
    if !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    let response = router.clone().oneshot(request.body(Body::from(body.clone()))?).await?;
    Ok((response.status().as_u16(), response.into_body().collect().await?.to_bytes()))
}
