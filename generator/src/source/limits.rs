//! How much a document may hold. Every limit is far above what real documents need and keeps hostile ones from taking
//! all memory, all time or the whole stack.

/// Bytes of a document; the largest documents that are published have about 13 MB.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// Objects and arrays inside one another. Both parsers stop at 128 by themselves, but without a pointer.
pub(super) const MAX_DEPTH: usize = 100;

/// Values, and bytes of strings, that a text of this many bytes may stand for once its YAML aliases are written out.
pub(super) fn budget(bytes: usize) -> usize {
    bytes.saturating_mul(8).saturating_add(1 << 20)
}
