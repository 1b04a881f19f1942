//! The server's half: a service that implements the traits of a generated crate in, an `axum::Router` out.
//!
//! The router serves the paths of the document; whoever mounts it nests it at the server's base path:
//!
//! ```ignore
//! let app = axum::Router::new()
//!     .route("/health", get(health))
//!     .nest("/api/v1", getscreen::router(Desk))
//!     .layer(CorsLayer::permissive());
//! ```
//!
//! `nest` hands on all paths but the prefix followed by a slash; `nest_service` hands on that one too, for documents that
//! have the path `/`.
//!
//! The router is one fallback, since the routes of axum cannot say all that path templates can. Therefore
//!
//! * layers are added with `layer`; `route_layer` is for routes, and there are none;
//! * it merges with routers that have no fallback. Of two that have one, axum demands that one is given up by
//!   `reset_fallback`, and with it all its operations: nest them at paths of their own instead;
//! * it answers all paths that nobody else does, by 404 where the document has no such path.
//!
//! What no handler sees is refused in this order: 404, 405, 401 and 403, 415, 406, 413, 400.

mod authenticate;
mod failure;
mod paths;
mod respond;
mod routes;
mod template;
pub(crate) mod untyped;

pub use authenticate::{AuthError, Authenticate, Credentials, Given};
pub use axum;
pub use failure::Failure;
pub use paths::{Matched, Paths};
pub use routes::{BoxFuture, HandlerResult, Options, Routes};
