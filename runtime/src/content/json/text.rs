//! Strings as JSON writes them, and the search for what stands escaped in them.

/// How many bytes stand in a JSON string as they are, before the first quote, backslash or control character.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    for (index, word) in bytes.as_chunks::<8>().0.iter().enumerate() {
        if let Some(at) = first_stop(word) {
            return index * 8 + at;
        }
    }
    match bytes.last_chunk::<8>() {
        // The last word overlaps the one before it, which holds no stop.
        Some(word) => first_stop(word).map_or(bytes.len(), |at| bytes.len() - 8 + at),
        None => bytes.iter().position(|byte| matches!(byte, 0..0x20 | b'"' | b'\\')).unwrap_or(bytes.len()),
    }
}

/// The place of the first quote, backslash or control character among eight bytes, which are looked at in one step:
/// each term has the highest bit of a byte set where it is one of these. Carries spoil none but the bytes behind the
/// first.
#[inline]
fn first_stop(word: &[u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    let word = u64::from_le_bytes(*word);
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let stops = below(word, 0x20) | below(word ^ (ONES * 0x22), 1) | below(word ^ (ONES * 0x5C), 1);
    let stops = stops & HIGHS;
    if stops == 0 { None } else { Some(stops.trailing_zeros() as usize / 8) }
}

/// Writes a string in quotes. `/` and all beyond ASCII stay as they are; control characters are escaped.
#[inline]
pub(crate) fn write_string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    if plain_length(text.as_bytes()) == text.len() {
        out.extend_from_slice(text.as_bytes());
    } else {
        write_escaped(out, text.as_bytes());
    }
    out.push(b'"');
}

#[cold]
fn write_escaped(out: &mut Vec<u8>, mut text: &[u8]) {
    loop {
        let (plain, rest) = text.split_at_checked(plain_length(text)).unwrap_or((text, &[]));
        out.extend_from_slice(plain);
        let Some((byte, rest)) = rest.split_first() else { return };
        text = rest;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
        }
    }
}
