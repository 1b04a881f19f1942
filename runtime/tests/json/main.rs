//! JSON texts in, values and texts out: what RFC 8259 says, what it leaves open, and serde_json beside it.

#![cfg(test)]

mod answers;
mod oracle;
