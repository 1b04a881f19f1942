//! The server: makes an `axum::Router` of a service that implements the traits of a generated crate.
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
//! The router is made of axum's routes, one for each shape of a path: `/devices/{id}` and `/devices/{id}:restart` are one
//! shape. So
//!
//! * a path that no operation has the shape of goes to the program's own routes and `fallback`; one whose shape is known,
//!   but whose text is not, is a 404 of the API;
//! * it merges with every router that has no route of such a shape; axum panics if there is one. Nest APIs that have a base
//!   path, each at its own;
//! * text in a path is compared as the document writes it, so `/%64evices` is not `/devices`;
//! * `Router::layer` adds layers around the API, which find [`Matched`] in the extensions of the response;
//!   [`Options::layer`] adds layers that know the operation before it runs.
//!
//! Requests are refused before a handler runs in this order: 404, 405, 401 and 403, 415, 406, 413, 400.

mod authenticate;
mod authenticated;
mod context;
mod failure;
mod options;
mod paths;
mod respond;
mod routes;
mod shape;
mod template;
pub(crate) mod untyped;

pub use authenticate::{Alternatives, AuthError, Authenticate, BasicCredentials, Supplied, SuppliedCredential};
pub use authenticated::Authenticated;
pub use axum;
pub use context::Context;
pub use failure::Failure;
pub use options::Options;
pub use paths::{Matched, Paths};
pub use routes::{BoxFuture, Handler, HandlerResult, Routes};
