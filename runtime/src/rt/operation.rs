//! The tables of operations.

use std::sync::OnceLock;

use super::decode;
use super::table::{Link, TableError, forever, read};
use crate::model::{Field, Need, Object, Unknown};
use crate::operation::{FormatSuffix, OperationMeta, SecurityScheme};
use crate::rules::Rules;

/// What all operations of a document have in common.
#[derive(Debug)]
pub struct Api {
    /// The security schemes.
    pub schemes: &'static [&'static SecurityScheme],
    /// How the suffix of a path can request a media type.
    pub format_suffix: Option<&'static FormatSuffix>,
}

/// The table of an operation, as text.
///
/// ```text
/// listDevices,GET,/devices;?limit(query,maximum(100));;200(success,json(application/json)),404;all(apiKey)
/// ```
#[derive(Debug)]
pub struct OperationTable {
    name: &'static str,
    text: &'static str,
    links: &'static [Link],
    api: &'static Api,
    meta: OnceLock<Result<&'static OperationMeta, TableError>>,
    object: OnceLock<&'static Object>,
}

impl Api {
    /// An API without security schemes.
    pub const NONE: Self = Self { schemes: &[], format_suffix: None };
}

impl OperationTable {
    /// A table. The links are the tables of the parameters that are objects, in their order.
    pub const fn new(name: &'static str, text: &'static str, links: &'static [Link], api: &'static Api) -> Self {
        Self { name, text, links, api, meta: OnceLock::new(), object: OnceLock::new() }
    }

    /// The decoded table.
    ///
    /// # Errors
    /// If the table is malformed.
    #[inline]
    pub fn meta(&'static self) -> Result<&'static OperationMeta, TableError> {
        *self.meta.get_or_init(|| self.decode())
    }

    #[cold]
    fn decode(&'static self) -> Result<&'static OperationMeta, TableError> {
        read(self.name, self.text, |lists| decode::operation(lists, self.links, self.api)).map(forever)
    }

    /// The request as an object with its parts as properties, as `Debug` shows it.
    pub(super) fn shown(&'static self) -> Result<&'static Object, TableError> {
        let meta = self.meta()?;
        static SECRET: Rules = Rules { secret: true, ..Rules::NONE };
        let is_secret = |rules: Option<&Rules>| rules.is_some_and(|rules| rules.secret);
        let field = |(name, secret): (&'static str, bool)| {
            let json: &'static str = Box::leak(format!(",\"{}\":", name.escape_default()).into_boxed_str());
            Field { name, json, need: Need::Optional, rules: secret.then_some(&SECRET), aliases: &[], xml: None }
        };
        Ok(*self.object.get_or_init(|| {
            let parameters = meta.parameters.iter().map(|parameter| (parameter.name, is_secret(parameter.rules)));
            let body =
                meta.body.as_ref().map(|body| ("body", body.content.iter().any(|content| is_secret(content.rules))));
            let fields: Vec<Field> = parameters.chain(body).map(field).collect();
            let fields = Box::leak(fields.into_boxed_slice());
            forever(Object { name: self.name, fields, unknown: Unknown::Skip, rules: None, bare_array: None })
        }))
    }
}
