//! Timers of JavaScript: `setTimeout` of a browser, a worker or Node.js.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits for the work, as long as this; `None` if it takes longer.
pub(super) async fn in_time<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let (mut elapsed, _timer) = Timer::start(limit);
    let mut work = pin!(work);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => std::pin::Pin::new(&mut elapsed).poll(context).map(|_| None),
    })
    .await
}

/// A running timer, which ends when it is dropped. Where JavaScript has no timers it never elapses.
struct Timer(JsValue);

impl Timer {
    fn start(limit: Duration) -> (JsFuture, Self) {
        // The longest time that `setTimeout` takes.
        let milliseconds = i32::try_from(limit.as_millis()).unwrap_or(i32::MAX);
        let mut id = JsValue::UNDEFINED;
        let promise = Promise::new(&mut |resolve, _| {
            let timer =
                global("setTimeout").and_then(|f| f.call2(&JsValue::UNDEFINED, &resolve, &milliseconds.into()).ok());
            id = timer.unwrap_or(JsValue::UNDEFINED);
        });
        (JsFuture::from(promise), Self(id))
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // Nothing is left to do where it fails.
        let _ = global("clearTimeout").map(|f| f.call1(&JsValue::UNDEFINED, &self.0));
    }
}

fn global(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into().ok()
}
