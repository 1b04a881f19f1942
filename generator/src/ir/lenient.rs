//! What is read beside what a document says.

/// What is read beside the documented form (`x-lenient`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lenient {
    /// A number where text is documented, digits in quotes where a number is.
    pub number_or_string: bool,
    /// One item where an array is documented, an array of one where an object is.
    pub one_or_many: bool,
    /// `1` and `0` where a boolean is documented, and all of its words in quotes.
    pub bool_or_number: bool,
    /// An array within an object whose only property has the items' XML name.
    pub wrapped_items: bool,
}

impl Lenient {
    /// The leniency of either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            number_or_string: self.number_or_string || other.number_or_string,
            one_or_many: self.one_or_many || other.one_or_many,
            bool_or_number: self.bool_or_number || other.bool_or_number,
            wrapped_items: self.wrapped_items || other.wrapped_items,
        }
    }
}
