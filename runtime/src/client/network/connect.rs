//! Connections of TCP: to the target itself, to a proxy, or through a proxy's tunnel to the target.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower::Service;

use super::proxies::Proxies;
use crate::error::BoxError;

/// Opens connections.
#[derive(Clone)]
pub(super) struct Connect {
    tcp: HttpConnector,
    proxies: Arc<Proxies>,
}

/// A connection of TCP.
pub(super) struct Stream {
    tcp: TokioIo<TcpStream>,
    /// Whether a proxy reads the requests, which then have the whole URL as their target (RFC 9112, section 3.2.2).
    proxied: bool,
}

impl Connect {
    pub(super) fn new(tcp: HttpConnector, proxies: Arc<Proxies>) -> Self {
        Self { tcp, proxies }
    }
}

impl Service<Uri> for Connect {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let Some(proxy) = self.proxies.find(&target) else {
            let tcp = self.tcp.call(target);
            return Box::pin(async move { Ok(Stream { tcp: tcp.await?, proxied: false }) });
        };
        match proxy.uri().scheme_str() {
            Some("http") if target.scheme_str() == Some("https") => {
                let mut tunnel = Tunnel::new(proxy.uri().clone(), self.tcp.clone());
                if let Some(credential) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(credential.clone());
                }
                let tcp = tunnel.call(target);
                Box::pin(async move { Ok(Stream { tcp: tcp.await?, proxied: false }) })
            }
            Some("http") => {
                let tcp = self.tcp.call(proxy.uri().clone());
                Box::pin(async move { Ok(Stream { tcp: tcp.await?, proxied: true }) })
            }
            other => {
                let scheme = other.unwrap_or_default();
                let error = format!("the environment names a proxy with `{scheme}`, and only `http` is supported");
                Box::pin(async move { Err(error.into()) })
            }
        }
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        // Not with the addresses of `TcpStream`, which would be put into each response.
        Connected::new().proxy(self.proxied)
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write_vectored(context, slices)
    }
}
