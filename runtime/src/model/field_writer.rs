//! The fields of a struct, one after another, as they are written.

use super::object::{Field, Need, Object};
use super::{Entries, Model};
use crate::error::{Reason, ValueError, ValueResult};
use crate::rt::TableError;
use crate::writer::{Tag, Writer};

/// Takes the fields of a struct one after another and writes those that are there.
#[derive(Debug)]
pub struct FieldWriter<'a> {
    pub(super) writer: &'a mut Writer,
    pub(super) object: Option<&'static Object>,
    pub(super) fields: std::slice::Iter<'static, Field>,
    pub(super) tag: Option<Tag>,
    /// How many properties were written; of a request, how many parts are to be passed over before the one that is
    /// meant.
    pub(super) count: usize,
    /// The first error. It is kept instead of returned, so that generated code is one plain call for each field.
    pub(super) error: Option<Box<ValueError>>,
}

/// Writes one part of a request, whose fields are its parts.
///
/// # Errors
/// The value's error.
#[doc(hidden)]
pub fn write_part<T: Model + ?Sized>(request: &T, part: usize, writer: &mut Writer) -> ValueResult {
    let mut fields = FieldWriter { writer, object: None, fields: [].iter(), tag: None, count: part, error: None };
    request.write_fields(&mut fields);
    fields.error.map_or(Ok(()), Err)
}

impl FieldWriter<'_> {
    /// The value of the next field.
    #[inline]
    pub fn field<T: Model>(&mut self, value: &T) {
        let Some(field) = self.fields.next() else { return self.part(value) };
        // Most absent fields need no more than this.
        if !value.is_absent() || field.need != Need::Optional || self.tag.is_some() {
            self.one(field, value);
        }
    }

    #[inline(never)]
    fn one<T: Model>(&mut self, field: &'static Field, value: &T) {
        if self.error.is_none() || self.goes_on() {
            self.begin(field);
            let start = self.writer.position();
            let hidden = self.writer.hides(field.rules) && !value.is_absent();
            let outcome = if hidden { self.writer.hidden() } else { value.write(self.writer) };
            if outcome.is_err() {
                self.writer.abandon(start);
            }
            self.end(field, outcome);
        }
    }

    /// The value of the next part of a request, of which only one is meant. An object whose table has no further property
    /// is printed for another text.
    #[cold]
    fn part<T: Model>(&mut self, value: &T) {
        if let Some(object) = self.object {
            let error = TableError { table: object.name, message: "a field is not in the table", offset: 0 };
            self.error.get_or_insert_with(|| error.into());
            return;
        }
        match self.count.checked_sub(1) {
            Some(left) => self.count = left,
            None => {
                self.count = usize::MAX;
                self.error = value.write(self.writer).err();
            }
        }
    }

    /// The properties that the document does not list.
    pub fn rest<T: Entries>(&mut self, entries: &T) {
        if !entries.is_empty() && (self.error.is_none() || self.goes_on()) {
            let Some(object) = self.object else { return };
            self.writer.rules = object.rules.and_then(|rules| rules.items);
            self.writer.tag = self.tag;
            match entries.write_entries(self.writer, object) {
                Ok(count) => self.count += count,
                Err(error) => self.fail(error),
            }
        }
    }

    /// Whether further errors are looked for.
    fn goes_on(&self) -> bool {
        self.writer.collects && self.error.as_ref().is_none_or(|error| !error.is_last())
    }

    #[cold]
    fn fail(&mut self, error: Box<ValueError>) {
        self.error = Some(error.after(&mut self.error));
    }

    #[inline]
    fn begin(&mut self, field: &'static Field) {
        self.writer.field = Some(field);
        self.writer.optional = field.need != Need::Required;
        self.writer.rules = field.rules;
    }

    #[inline]
    fn end(&mut self, field: &'static Field, outcome: ValueResult) {
        let absent = self.writer.field.take().is_some();
        self.count += usize::from(!absent);
        if outcome.is_err() || absent && field.need != Need::Optional || self.tag.is_some() {
            self.judge(field, absent, outcome);
        }
    }

    #[cold]
    fn judge(&mut self, field: &'static Field, absent: bool, outcome: ValueResult) {
        let missing = absent && field.need.in_direction(self.writer.direction);
        let reason = match (outcome, self.tag) {
            (Err(error), _) => {
                self.fail(error.without_secret(field.rules).at_key(field.name));
                return;
            }
            _ if !self.writer.check => return,
            (Ok(()), _) if missing => Reason::Missing,
            (Ok(()), Some((name, values)))
                if name == field.name
                    && (absent || !values.iter().any(|value| self.writer.ends_with(field, value))) =>
            {
                let message = format!("must be `{}` in this alternative", values.join("` or `"));
                Reason::Constraint { keyword: "discriminator", message }
            }
            (Ok(()), _) => return,
        };
        self.fail(ValueError::new(reason).at_key(field.name));
    }
}
