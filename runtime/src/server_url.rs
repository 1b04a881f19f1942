//! The URL of a documented server with values for its variables (OpenAPI 3.0.3, sections 4.7.5 and 4.7.6).

use std::fmt;

use crate::operation::Server;

/// Why values are invalid for the variables of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerUrlError {
    /// The server has no variable of this name.
    UnknownVariable(String),
    /// The document lists the values of this variable, and this is not one of them.
    UnknownValue {
        /// The variable.
        variable: &'static str,
        /// The value.
        value: String,
        /// The documented values.
        values: &'static [&'static str],
    },
}

impl Server {
    /// The URL with these values for its variables, and the documented defaults for the others. A name that is given
    /// twice has its last value.
    ///
    /// # Errors
    /// A name or a value that the document does not list.
    pub fn url(&self, values: &[(&str, &str)]) -> Result<String, ServerUrlError> {
        if let Some((name, _)) =
            values.iter().find(|(name, _)| !self.variables.iter().any(|variable| variable.name == *name))
        {
            return Err(ServerUrlError::UnknownVariable((*name).to_owned()));
        }
        let mut url = String::new();
        let mut rest = self.url;
        while let Some((before, (name, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?)))
        {
            url.push_str(before);
            match self.value(name, values)? {
                Some(value) => url.push_str(value),
                None => url.push_str(&format!("{{{name}}}")),
            }
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    fn value<'a>(&self, name: &str, values: &[(&str, &'a str)]) -> Result<Option<&'a str>, ServerUrlError> {
        let Some(variable) = self.variables.iter().find(|variable| variable.name == name) else { return Ok(None) };
        let Some((_, value)) = values.iter().rev().find(|(given, _)| *given == name) else {
            return Ok(Some(variable.default));
        };
        if variable.values.is_empty() || variable.values.contains(value) {
            return Ok(Some(value));
        }
        Err(ServerUrlError::UnknownValue {
            variable: variable.name,
            value: (*value).to_owned(),
            values: variable.values,
        })
    }
}

impl fmt::Display for ServerUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVariable(name) => write!(f, "the server has no variable `{name}`"),
            Self::UnknownValue { variable, value, values } => {
                write!(
                    f,
                    "`{value}` is no value of the server's variable `{variable}`: it is one of {}",
                    values.join(", ")
                )
            }
        }
    }
}

impl std::error::Error for ServerUrlError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::ServerVariable;

    const SERVER: Server = Server {
        url: "https://{region}.example.com:{port}/v1/{odd}{",
        description: "",
        variables: &[
            ServerVariable { name: "region", default: "eu", values: &["eu", "us"] },
            ServerVariable { name: "port", default: "443", values: &[] },
        ],
    };

    #[test]
    fn values_take_the_place_of_defaults() {
        assert_eq!(SERVER.url(&[]).unwrap(), "https://eu.example.com:443/v1/{odd}{");
        let values = [("port", "1"), ("region", "us"), ("port", "{region}")];
        assert_eq!(SERVER.url(&values).unwrap(), "https://us.example.com:{region}/v1/{odd}{");
    }

    #[test]
    fn what_the_document_does_not_list_is_refused() {
        let error = SERVER.url(&[("odd", "1")]).unwrap_err();
        assert_eq!(error.to_string(), "the server has no variable `odd`");
        let error = SERVER.url(&[("region", "asia")]).unwrap_err();
        assert_eq!(error.to_string(), "`asia` is no value of the server's variable `region`: it is one of eu, us");
    }
}
