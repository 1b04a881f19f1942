//! What depends on the platform: in a browser (`wasm32`) nothing is sent between threads, and timers are JavaScript's.

use std::pin::Pin;

/// `Send`, but on `wasm32`, where the futures of a browser stay on their thread.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}

#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Send`, but on `wasm32`, where the futures of a browser stay on their thread.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}

#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// A boxed future that is [`MaybeSend`].
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A boxed future that is [`MaybeSend`].
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Waits for the work, as long as this; `None` if it takes longer.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn in_time<T>(limit: std::time::Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(limit, work).await.ok()
}

#[cfg(target_arch = "wasm32")]
pub(super) use super::browser::in_time;
