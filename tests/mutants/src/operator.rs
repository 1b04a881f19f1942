//! The ways in which a generated crate is broken.

use std::fmt;

/// What is done to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// A property of an object, as if the generator had forgotten it.
    DropField,
    /// Two parameters that stand one behind the other, exchanged.
    SwapParameters,
    /// Another name for a property, a parameter, a header or a field of a form.
    ChangeWireName,
    /// A documented response that no status leads to.
    LoseStatus,
    /// `explode`, the other way round.
    ForgetExplode,
    /// A constraint that is not checked: a limit, `pattern`, `uniqueItems`, `required`, `additionalProperties`.
    SkipConstraint,
    /// A property that may be absent, and is demanded.
    DemandOptional,
    /// Another media type.
    ChangeMediaType,
    /// Another method.
    ChangeMethod,
    /// Another path.
    ChangePath,
    /// An alternative of the security requirements that is not there, or one that is left open to anyone.
    LoseSecurity,
    /// What an XML Object says, forgotten: a name, an attribute, a wrapping, a namespace.
    ForgetXml,
    /// How a property of a form is written, forgotten.
    ForgetEncoding,
}

impl Operator {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::DropField,
        Self::SwapParameters,
        Self::ChangeWireName,
        Self::LoseStatus,
        Self::ForgetExplode,
        Self::SkipConstraint,
        Self::DemandOptional,
        Self::ChangeMediaType,
        Self::ChangeMethod,
        Self::ChangePath,
        Self::LoseSecurity,
        Self::ForgetXml,
        Self::ForgetEncoding,
    ];
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DropField => "drop a field",
            Self::SwapParameters => "swap two parameters",
            Self::ChangeWireName => "change a wire name",
            Self::LoseStatus => "lose a status",
            Self::ForgetExplode => "forget `explode`",
            Self::SkipConstraint => "skip a constraint",
            Self::DemandOptional => "demand what is optional",
            Self::ChangeMediaType => "change a media type",
            Self::ChangeMethod => "change the method",
            Self::ChangePath => "change the path",
            Self::LoseSecurity => "lose a security requirement",
            Self::ForgetXml => "forget an XML Object",
            Self::ForgetEncoding => "forget an encoding",
        })
    }
}
