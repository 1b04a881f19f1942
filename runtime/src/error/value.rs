//! Why a value could not be read or written: the location in it, as a JSON pointer, and the reason.

use std::borrow::Cow;
use std::fmt;

use crate::rt::TableError;
use crate::rules::Rules;
use crate::writer::hidden::HIDDEN;

/// The result of reading or writing a value. The error is boxed, so that a success is cheap to return.
pub type ValueResult = Result<(), Box<ValueError>>;

/// An error in a value: the reason, and where in the value it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// The steps from the value's root to the place, innermost first: they are added while the error travels outwards.
    steps: Vec<Step>,
    reason: Reason,
    /// The further errors of the same value, each without `also` of its own.
    also: Vec<ValueError>,
    /// Whether the reader stands behind the value, so that what follows can be read.
    is_passed: bool,
    /// Whether no further error is looked for: what follows cannot be read, or the errors are many.
    is_last: bool,
}

/// How many errors of one value are looked for.
pub(crate) const MOST_ERRORS: usize = 32;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(Cow<'static, str>),
    Index(usize),
}

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The text is not well-formed (RFC 8259 for JSON).
    Syntax {
        /// What is wrong.
        message: &'static str,
        /// The offset of the byte at which it is wrong.
        offset: usize,
    },
    /// The value is of another type.
    Type {
        /// The documented type.
        expected: &'static str,
        /// What was found.
        found: &'static str,
    },
    /// A required property, parameter or body is not there.
    Missing,
    /// A name occurs twice in one object, or a parameter that is not an array is given twice.
    Duplicate,
    /// A property of an object that has no additional properties.
    UnknownProperty,
    /// A string or number that a closed enumeration does not list.
    UnknownValue(String),
    /// A string that does not have its format, such as an invalid date.
    Format {
        /// The format's name in the document.
        format: &'static str,
        /// The text.
        text: String,
    },
    /// A number that its type cannot hold: beyond 64 bits, or not finite.
    OutOfRange(String),
    /// Values are nested deeper than [`DEPTH_LIMIT`](crate::reader::DEPTH_LIMIT).
    Depth,
    /// A constraint of the document does not hold.
    Constraint {
        /// The keyword, such as `maxLength`.
        keyword: &'static str,
        /// What it requires.
        message: String,
    },
    /// The value is none of the alternatives of a `oneOf`.
    NoVariant,
    /// The value is of another one of the documented media types.
    OtherMediaType,
    /// The table of a generated type cannot be read.
    Table(TableError),
    /// The encoded value would be decoded as a different value.
    Ambiguous(String),
}

impl ValueError {
    /// An error in the current value.
    #[cold]
    pub fn new(reason: Reason) -> Box<Self> {
        Box::new(Self { steps: Vec::new(), reason, also: Vec::new(), is_passed: false, is_last: false })
    }

    /// The error together with those found before it in the same value.
    #[cold]
    pub(crate) fn after(mut self: Box<Self>, before: &mut Option<Box<Self>>) -> Box<Self> {
        let Some(mut first) = before.take() else { return self };
        let also = std::mem::take(&mut self.also);
        first.is_last = self.is_last;
        first.also.push(*self);
        first.also.extend(also);
        first.is_last |= first.also.len() + 1 >= MOST_ERRORS;
        first
    }

    /// The error, of a value that was passed.
    #[cold]
    pub(crate) fn passed(mut self: Box<Self>) -> Box<Self> {
        self.is_passed = true;
        self
    }

    /// The error, behind which nothing can be read.
    #[cold]
    pub(crate) fn last(mut self: Box<Self>) -> Box<Self> {
        self.is_last = true;
        self
    }

    pub(crate) fn is_passed(&self) -> bool {
        self.is_passed
    }

    pub(crate) fn is_last(&self) -> bool {
        self.is_last
    }

    /// Each error by itself, in the order in which they were found.
    pub(crate) fn each(mut self: Box<Self>) -> impl Iterator<Item = Box<Self>> {
        let also = std::mem::take(&mut self.also);
        std::iter::once(self).chain(also.into_iter().map(Box::new))
    }

    fn step(&mut self, step: Step) {
        for error in &mut self.also {
            error.steps.push(step.clone());
        }
        self.steps.push(step);
    }

    /// Whether this error is of a value that was not read as it is, because of the other error: it is in the same value or
    /// in an item behind it, whose index is not the same any more.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let outermost = other.steps.iter().rev().take_while(|step| matches!(step, Step::Key(_)));
        let mut own = self.steps.iter().rev();
        outermost.into_iter().all(|step| own.next() == Some(step))
    }

    /// The error, seen from the object that holds the value as property `key`.
    #[cold]
    pub fn at_key(mut self: Box<Self>, key: impl Into<Cow<'static, str>>) -> Box<Self> {
        self.step(Step::Key(key.into()));
        self
    }

    /// The error, seen from the array that holds the value as item `index`.
    #[cold]
    pub fn at_index(mut self: Box<Self>, index: usize) -> Box<Self> {
        self.step(Step::Index(index));
        self
    }

    /// The error of a value with these rules: what it quotes of a secret is hidden.
    pub(crate) fn without_secret(mut self: Box<Self>, rules: Option<&Rules>) -> Box<Self> {
        if rules.is_some_and(|rules| rules.secret) {
            self.reason.hide();
            self.also.iter_mut().for_each(|error| error.reason.hide());
        }
        self
    }

    /// Why the value was refused.
    pub fn reason(&self) -> &Reason {
        &self.reason
    }

    /// The location within the value, as a JSON pointer (RFC 6901); empty for the value itself.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.steps.iter().rev() {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }
}

impl Reason {
    /// Replaces what it quotes of a value.
    fn hide(&mut self) {
        if let Self::UnknownValue(quoted) | Self::Format { text: quoted, .. } | Self::OutOfRange(quoted) = self {
            HIDDEN.clone_into(quoted);
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.steps.is_empty() {
            write!(f, "{}", self.reason)
        } else {
            write!(f, "{} at {}", self.reason, self.pointer())
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message, offset } => write!(f, "{message} (byte {offset})"),
            Self::Type { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Missing => f.write_str("required, but not there"),
            Self::Duplicate => f.write_str("given twice"),
            Self::UnknownProperty => f.write_str("not a property of this object"),
            Self::UnknownValue(value) => write!(f, "`{value}` is not one of the documented values"),
            Self::Format { format, text } => write!(f, "`{text}` is not of the format {format}"),
            Self::OutOfRange(text) => write!(f, "{text} is out of range"),
            Self::Depth => f.write_str("nested too deeply"),
            Self::Constraint { keyword, message } => write!(f, "{keyword}: {message}"),
            Self::NoVariant => f.write_str("none of the documented alternatives"),
            Self::OtherMediaType => f.write_str("of another media type"),
            Self::Table(error) => error.fmt(f),
            Self::Ambiguous(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ValueError {}
