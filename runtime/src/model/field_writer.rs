//! The fields of a struct, one after another, as they are written.

use super::object::{Field, Need, Object};
use super::{Entries, Model};
use crate::fault::{Fault, Outcome, Reason};
use crate::rt::TableError;
use crate::writer::{Tag, Writer};

/// Takes the fields of a struct one after another and writes those that are there.
#[derive(Debug)]
pub struct FieldWriter<'a> {
    pub(super) writer: &'a mut Writer,
    pub(super) object: Option<&'static Object>,
    pub(super) fields: std::slice::Iter<'static, Field>,
    pub(super) tag: Option<Tag>,
    /// How many properties were written; of a request, how many parts are to be passed over before the one that is meant.
    pub(super) count: usize,
    /// The first fault. It is kept and not answered, so that generated code is one plain call for each field.
    pub(super) fault: Option<Box<Fault>>,
}

/// Writes one part of a request, whose fields are its parts.
///
/// # Errors
/// The fault of its value.
#[doc(hidden)]
pub fn write_part<T: Model + ?Sized>(request: &T, part: usize, writer: &mut Writer) -> Outcome {
    let mut fields = FieldWriter { writer, object: None, fields: [].iter(), tag: None, count: part, fault: None };
    request.write_fields(&mut fields);
    fields.fault.map_or(Ok(()), Err)
}

impl FieldWriter<'_> {
    /// The value of the next field.
    pub fn field<T: Model>(&mut self, value: &T) {
        let Some(field) = self.fields.next() else { return self.part(value) };
        // Most absent fields need no more than this.
        if value.is_absent() && field.need == Need::Optional && self.tag.is_none() || self.fault.is_some() {
            return;
        }
        self.begin(field);
        let outcome = value.write(self.writer);
        self.end(field, outcome);
    }

    /// The value of the next part of a request, of which only one is meant. An object whose table has no further property
    /// is printed for another text.
    fn part<T: Model>(&mut self, value: &T) {
        if let Some(object) = self.object {
            let error = TableError { table: object.name, message: "a field is not in the table", offset: 0 };
            self.fault.get_or_insert_with(|| error.into());
            return;
        }
        match self.count.checked_sub(1) {
            Some(left) => self.count = left,
            None => {
                self.count = usize::MAX;
                self.fault = value.write(self.writer).err();
            }
        }
    }

    /// The properties that the document does not list.
    pub fn rest<T: Entries>(&mut self, entries: &T) {
        if !entries.is_empty() && self.fault.is_none() {
            let Some(object) = self.object else { return };
            self.writer.rules = object.rules.and_then(|rules| rules.items);
            self.writer.tag = self.tag;
            match entries.write_entries(self.writer, object) {
                Ok(count) => self.count += count,
                Err(fault) => self.fault = Some(fault),
            }
        }
    }

    #[inline]
    fn begin(&mut self, field: &'static Field) {
        self.writer.field = Some(field);
        self.writer.optional = field.need != Need::Required;
        self.writer.rules = field.rules;
    }

    #[inline]
    fn end(&mut self, field: &'static Field, outcome: Outcome) {
        let absent = self.writer.field.take().is_some();
        self.count += usize::from(!absent);
        if outcome.is_err() || absent && field.need != Need::Optional || self.tag.is_some() {
            self.judge(field, absent, outcome);
        }
    }

    #[cold]
    fn judge(&mut self, field: &'static Field, absent: bool, outcome: Outcome) {
        let missing = absent && field.need.in_direction(self.writer.direction);
        let reason = match (outcome, self.tag) {
            (Err(fault), _) => {
                self.fault = Some(fault.at_key(field.name));
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
        self.fault = Some(Fault::new(reason).at_key(field.name));
    }
}
