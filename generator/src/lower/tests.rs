//! Tests of lowering as a whole: small documents come in, what is found and what is made of them is pinned.
