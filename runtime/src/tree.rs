//! The small tree that everything passes through that is not JSON: parameters, headers, forms and XML.

/// A value as text stands for it. What kind a text is, only the type that reads it knows.
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
