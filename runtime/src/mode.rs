//! How strictly a value is read, and in which direction it is sent.

/// How values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// Whether unknown values of closed enumerations, unknown properties where `additionalProperties: false` stands,
    /// and `null` where the document has none are refused. A server is strict; a client keeps or skips them.
    pub strict: bool,
    /// The direction in which the value is sent.
    pub direction: Direction,
}

/// The direction in which a value is sent: `readOnly` and `writeOnly` depend on it (OpenAPI 3.0.3, section 4.7.24.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From client to server.
    Request,
    /// From server to client.
    Response,
    /// The value is not part of a message, as in `validate()` and in serde's traits.
    Neither,
}

impl Mode {
    /// How a server reads requests.
    pub const SERVER: Self = Self { strict: true, direction: Direction::Request };
    /// How a client reads responses.
    pub const CLIENT: Self = Self { strict: false, direction: Direction::Response };
    /// How a value is read that is not part of a message.
    pub const ALONE: Self = Self { strict: false, direction: Direction::Neither };
}
