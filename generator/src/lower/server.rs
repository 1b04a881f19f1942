//! Server Objects (OpenAPI 3.0.3, section 4.7.5).

use crate::diagnostic::Pointer;
use crate::ir::{Server, ServerVariable};

/// The servers at the document's root.
pub(super) fn lower(servers: &[openapiv3::Server]) -> Vec<Server> {
    let home = Pointer::root().key("servers");
    let server = |(index, server): (usize, &openapiv3::Server)| Server {
        pointer: home.index(index),
        url: server.url.clone(),
        description: server.description.clone(),
        variables: server.variables.iter().flatten().map(variable).collect(),
    };
    servers.iter().enumerate().map(server).collect()
}

fn variable((name, variable): (&String, &openapiv3::ServerVariable)) -> ServerVariable {
    ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        description: variable.description.clone(),
    }
}
