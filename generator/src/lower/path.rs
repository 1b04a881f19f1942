//! Path templates (OpenAPI 3.0.3, section 4.7.8): which parameters they have, and whether two of them can be
//! distinguished.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};

/// The names of a template's parameters in their order; an error in the template otherwise.
pub(super) fn parameters(template: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(place) = rest.find(['{', '}']) {
        let (_, from) = rest.split_at(place);
        let Some(inner) = from.strip_prefix('{') else {
            return Err("there is a `}` without a `{` before it".to_owned());
        };
        let Some((name, behind)) = inner.split_once('}') else {
            return Err("there is a `{` without a `}` behind it".to_owned());
        };
        if name.is_empty() || name.contains(['{', '/']) {
            return Err(format!("`{{{name}}}` is not a parameter"));
        }
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` is there twice"));
        }
        if behind.starts_with('{') {
            return Err(format!("nothing tells where `{{{name}}}` ends and the next parameter starts"));
        }
        names.push(name);
        rest = behind;
    }
    Ok(names)
}

/// Reports templates that only differ in the names of their parameters: these are one path, of
/// which the client has all operations, and the server those that stand first.
pub(super) fn check<'p>(paths: impl Iterator<Item = (&'p str, Vec<String>)>, diagnostics: &mut Diagnostics) {
    let home = Pointer::root().key("paths");
    let mut shapes: HashMap<String, Vec<(&'p str, Vec<String>)>> = HashMap::new();
    for (path, methods) in paths {
        let at = home.key(path);
        let names = match parameters(path) {
            // That is told of each operation.
            Err(_) => continue,
            Ok(names) => names,
        };
        let shape = names.iter().fold(path.to_owned(), |shape, name| shape.replace(&format!("{{{name}}}"), "{}"));
        let alike = shapes.entry(shape).or_default();
        if let Some((other, _)) = alike.first() {
            let message = format!(
                "`{path}` is the same path as `{other}` but for the names of its parameters; their operations are told \
                 apart by method"
            );
            let finding = Diagnostic::warning("ambiguous-paths", &at, message);
            diagnostics.push(finding.related(&home.key(other), "the other path"));
        }
        for method in &methods {
            let Some((first, _)) = alike.iter().find(|(_, theirs)| theirs.contains(method)) else { continue };
            let message = format!(
                "`{first}` has the same method, so that the server never routes a request here; the client has both \
                 operations"
            );
            let finding = Diagnostic::warning("unreachable-operation", &at.key(method), message);
            diagnostics.push(finding.related(&home.key(first).key(method), "the operation that the server routes to"));
        }
        alike.push((path, methods));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        for (template, expected) in [
            ("/", Ok(vec![])),
            ("/a/{b}/{c}.json", Ok(vec!["b", "c"])),
            ("/{a}-{b}:x", Ok(vec!["a", "b"])),
            ("/{a", Err("there is a `{` without a `}` behind it")),
            ("/a}", Err("there is a `}` without a `{` before it")),
            ("/{}", Err("`{}` is not a parameter")),
            ("/{a/b}", Err("`{a/b}` is not a parameter")),
            ("/{a}/{a}", Err("`{a}` is there twice")),
            ("/{a}{b}", Err("nothing tells where `{a}` ends and the next parameter starts")),
        ] {
            assert_eq!(parameters(template), expected.map_err(str::to_owned), "{template}");
        }
    }
}
