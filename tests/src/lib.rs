//! The tests of the whole house; see the files beside `src`.
