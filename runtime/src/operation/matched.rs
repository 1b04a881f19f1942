//! What layers see of the operation of a message.

/// The operation of a message, in its extensions, for layers to read: the client adds it to each request, the router to
/// requests and responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The operation's id.
    pub id: &'static str,
    /// Its path template, such as `/devices/{id}`.
    pub template: &'static str,
}
