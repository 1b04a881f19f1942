//! JSON texts and their values: what RFC 8259 defines, what it leaves open, and serde_json as an oracle.

#![cfg(test)]

mod edge_cases;
mod oracle;
