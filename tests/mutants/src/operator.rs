//! The ways in which a table is broken.

use std::fmt;

/// What is done to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// A property of an object, as if the generator had forgotten it; or all that are not listed.
    DropField,
    /// Two parameters that stand one behind the other, exchanged.
    SwapParameters,
    /// Another name for a property, a parameter, a header or a field of a form.
    ChangeWireName,
    /// A documented response that no status leads to.
    LoseStatus,
    /// A response that counts as a success and is none, or the other way round.
    ConfuseSuccess,
    /// `explode`, the other way round.
    ForgetExplode,
    /// What else is said of how a parameter is written: that it has several values, how they are delimited.
    ForgetStyle,
    /// Another place for a parameter: the query, or a header.
    ChangeLocation,
    /// A constraint that is not checked: a limit, `pattern`, `uniqueItems`, `required`, `additionalProperties`.
    SkipConstraint,
    /// A property, a parameter or a body that may be absent, and is demanded.
    DemandOptional,
    /// Another media type.
    ChangeMediaType,
    /// A media type whose body is written as that of another one.
    ChangeCodec,
    /// Another method.
    ChangeMethod,
    /// Another path.
    ChangePath,
    /// An alternative of the security requirements that is not there, or one that is left open to anyone.
    LoseSecurity,
    /// Values that are told by their kind or by a tag to be of an alternative, and are not any more.
    LoseAlternative,
    /// What an XML Object says, forgotten: a name, an attribute, a wrapping, a namespace.
    ForgetXml,
    /// How a property of a form is written, forgotten.
    ForgetEncoding,
    /// A form that is read beside the documented one, and is not any more.
    ForgetLeniency,
}

impl Operator {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::DropField,
        Self::SwapParameters,
        Self::ChangeWireName,
        Self::LoseStatus,
        Self::ConfuseSuccess,
        Self::ForgetExplode,
        Self::ForgetStyle,
        Self::ChangeLocation,
        Self::SkipConstraint,
        Self::DemandOptional,
        Self::ChangeMediaType,
        Self::ChangeCodec,
        Self::ChangeMethod,
        Self::ChangePath,
        Self::LoseSecurity,
        Self::LoseAlternative,
        Self::ForgetXml,
        Self::ForgetEncoding,
        Self::ForgetLeniency,
    ];
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DropField => "drop a field",
            Self::SwapParameters => "swap two parameters",
            Self::ChangeWireName => "change a wire name",
            Self::LoseStatus => "lose a status",
            Self::ConfuseSuccess => "confuse success and error",
            Self::ForgetExplode => "forget `explode`",
            Self::ForgetStyle => "forget a style",
            Self::ChangeLocation => "change a location",
            Self::SkipConstraint => "skip a constraint",
            Self::DemandOptional => "demand what is optional",
            Self::ChangeMediaType => "change a media type",
            Self::ChangeCodec => "change a codec",
            Self::ChangeMethod => "change the method",
            Self::ChangePath => "change the path",
            Self::LoseSecurity => "lose a security requirement",
            Self::LoseAlternative => "lose an alternative",
            Self::ForgetXml => "forget an XML Object",
            Self::ForgetEncoding => "forget an encoding",
            Self::ForgetLeniency => "forget a leniency",
        })
    }
}
