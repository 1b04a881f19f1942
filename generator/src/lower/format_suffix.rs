//! `x-format-suffix`: how any path of the document may end to request a media type.

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Pointer;
use crate::ir::FormatSuffix;

impl Lowering<'_, '_> {
    /// `x-format-suffix: { segment: format, values: { json: application/json } }`
    pub(super) fn format_suffix(&mut self) -> Option<FormatSuffix> {
        let value = self.document.tree.get("x-format-suffix")?;
        let suffix = read(value);
        if suffix.is_none() {
            let message =
                "`x-format-suffix` has a `segment`, and `values` with the media type of each format; it is ignored";
            self.diagnostics.warning("invalid-extension", &Pointer::root().key("x-format-suffix"), message);
        }
        suffix
    }
}

fn read(value: &Value) -> Option<FormatSuffix> {
    let is_segment = |text: &str| !matches!(text, "" | "." | "..");
    let segment = value.get("segment")?.as_str().filter(|text| is_segment(text))?.to_owned();
    let formats = value.get("values")?.as_object()?.iter().map(|(name, media_type)| {
        let media_type = media_type.as_str().filter(|text| text.contains('/') && !text.contains('*'))?;
        is_segment(name).then(|| (name.clone(), media_type.to_owned()))
    });
    let formats = formats.collect::<Option<Vec<_>>>()?;
    (!formats.is_empty()).then_some(FormatSuffix { segment, formats })
}
