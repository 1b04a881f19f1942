//! Values into elements.

use super::{Builder, Xml, print};
use crate::error::{ValueError, ValueResult};
use crate::mode::Mode;
use crate::model::Field;
use crate::writer::{Encoding, Writer};

impl Writer {
    /// A writer of XML, given the XML Object of the root.
    pub(crate) fn xml(root: Option<&'static Xml>, mode: Mode) -> Self {
        let mut writer = Self::new(Encoding::Xml, mode.direction);
        *writer.xml = Builder::new(root);
        writer
    }

    /// The document that was written; nothing where no value was.
    ///
    /// # Errors
    /// `Ambiguous` where one prefix would stand for two namespaces in one element.
    pub(crate) fn into_xml(self) -> Result<Vec<u8>, Box<ValueError>> {
        self.xml.done().map_or(Ok(Vec::new()), print)
    }

    pub(crate) fn text_element(&mut self, text: &str) -> ValueResult {
        let label = self.xml.label(self.field.take())?;
        self.xml.text(label, text)
    }

    pub(crate) fn null_element(&mut self) -> ValueResult {
        let label = self.xml.label(self.field.take())?;
        self.xml.null(label)
    }

    pub(crate) fn open_element(&mut self, bracket: u8) -> ValueResult {
        let label = self.xml.label(self.field.take())?;
        if bracket == b'[' { self.xml.open_array(label) } else { self.xml.open_object(label) }
    }

    pub(crate) fn close_element(&mut self) {
        self.xml.close();
    }

    /// Checks the array that comes next, which has so many items.
    pub(crate) fn check_array(&self, count: usize) -> ValueResult {
        let required = self.field.is_some_and(|field| field.need.in_direction(self.direction));
        if count > 0 || self.encoding != Encoding::Xml { Ok(()) } else { self.xml.check_empty(self.field, required) }
    }

    /// Checks the items of the array that is open, which has so many.
    pub(crate) fn check_items(&mut self, count: usize) -> ValueResult {
        if count != 1 || self.encoding != Encoding::Xml { Ok(()) } else { self.xml.check_single() }
    }

    /// Whether the property of an object that was written last is this text.
    pub(crate) fn element_ends_with(&self, field: &Field, text: &str) -> bool {
        self.xml.ends_with(field, text)
    }
}
