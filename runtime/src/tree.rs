//! The small tree that everything passes through that is not JSON: parameters, headers, forms and XML.

/// A value in its textual form. Only the type that reads a text knows what it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Nothing: JSON's `null`.
    Null,
    /// A string, a number or a boolean.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object, in its written order.
    Object(Vec<(String, Node)>),
    /// A value of any kind, as its JSON text.
    Json(String),
}
