//! Proxies, and the version of HTTP that a server chooses.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use super::*;

/// A server for one connection: its address, and the first request as it was received.
fn serve(response: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let task = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut text = String::new();
        while !text.contains("\r\n\r\n") {
            let mut buffer = [0; 1024];
            let count = stream.read(&mut buffer).unwrap();
            assert_ne!(count, 0, "{text}");
            text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
        }
        stream.write_all(response.as_bytes()).unwrap();
        text
    });
    (address, task)
}

async fn send(proxies: Proxies, target: &str) -> Sent {
    let made = Made::new(false, proxies).unwrap();
    let network = Network { https: false, made: OnceLock::from(Ok(made)) };
    let request = http::Request::get(target).body(Body::empty()).unwrap();
    network.send(request).await
}

#[tokio::test]
async fn a_proxy_has_the_whole_url_and_its_own_credential() {
    let (address, task) = serve("HTTP/1.1 204 No Content\r\n\r\n");
    let response = send(Proxies::all(&format!("http://user:hush@{address}")), "http://api.example/a?b=c").await;
    assert_eq!(response.unwrap().status(), 204);
    let request = task.join().unwrap();
    assert!(request.starts_with("GET http://api.example/a?b=c HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nhost: api.example\r\n"), "{request}");
    assert!(request.contains("\r\nproxy-authorization: Basic dXNlcjpodXNo\r\n"), "{request}");
}

#[tokio::test]
async fn without_a_proxy_the_target_has_no_host() {
    let (address, task) = serve("HTTP/1.1 204 No Content\r\n\r\n");
    send(Proxies::none(), &format!("http://{address}/a?b=c")).await.unwrap();
    let request = task.join().unwrap();
    assert!(request.starts_with("GET /a?b=c HTTP/1.1\r\n") && !request.contains("proxy"), "{request}");
}

#[tokio::test]
#[cfg(feature = "rustls")]
async fn a_tunnel_leads_to_a_server_of_tls() {
    let (address, task) = serve("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    let error =
        send(Proxies::all(&format!("http://user:hush@{address}")), "https://api.example/a?b=c").await.unwrap_err();
    let told = format!("{} {error:?}", Causes(&*error));
    assert!(told.contains("proxy authorization required") && !told.contains("hush"), "{told}");
    let request = task.join().unwrap();
    assert!(request.starts_with("CONNECT api.example:443 HTTP/1.1\r\n"), "{request}");
    assert!(request.to_lowercase().contains("\r\nproxy-authorization: basic dxnlcjpodxno\r\n"), "{request}");
}

#[tokio::test]
async fn other_proxies_are_not_passed_by() {
    for proxy in ["socks5://user:hush@127.0.0.1:9", "https://127.0.0.1:9"] {
        let error = send(Proxies::all(proxy), "http://api.example/").await.unwrap_err();
        let told = format!("{} {error:?}", Causes(&*error));
        assert!(told.contains("and only `http` is supported") && !told.contains("hush"), "{told}");
    }
}

/// The first line that a server of TLS reads which offers these protocols.
#[cfg(feature = "rustls")]
async fn first_line(offered: &[&str]) -> String {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

    let certificate = CertificateDer::from(&include_bytes!("tests/certificate.der")[..]);
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(&include_bytes!("tests/key.der")[..]));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = rustls::ServerConfig::builder_with_provider(Arc::clone(&provider));
    let server = server.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let mut server = server.with_single_cert(vec![certificate.clone()], key).unwrap();
    server.alpn_protocols = offered.iter().map(|name| name.as_bytes().to_vec()).collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = format!("https://{}/", listener.local_addr().unwrap());
    let task = std::thread::spawn(move || {
        let connection = rustls::ServerConnection::new(Arc::new(server)).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, listener.accept().unwrap().0);
        let mut buffer = [0; 16];
        stream.read_exact(&mut buffer).unwrap();
        String::from_utf8_lossy(&buffer).lines().next().unwrap().to_owned()
    });

    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).unwrap();
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connect = Connect::new(tcp(), Arc::new(Proxies::none()));
    let client: Client<_, Body> = Client::builder(TokioExecutor::new()).build(over(connect, config));
    client.request(http::Request::get(target).body(Body::empty()).unwrap()).await.unwrap_err();
    task.join().unwrap()
}

#[tokio::test]
#[cfg(feature = "rustls")]
async fn the_server_chooses_the_version_of_http() {
    // The preface of HTTP/2 (RFC 9113, section 3.4).
    assert_eq!(first_line(&["h2", "http/1.1"]).await, "PRI * HTTP/2.0");
    assert_eq!(first_line(&["http/1.1"]).await, "GET / HTTP/1.1");
    assert_eq!(first_line(&[]).await, "GET / HTTP/1.1");
}
