//! The paths that the code of a Rust file names, those within `use` groups one by one.

use std::error::Error;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// All Rust files below a folder, sorted; folders called `target` are left out.
///
/// # Errors
/// A folder cannot be read.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
            if kind.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The paths that a file's code names, each as its segments: `use crate::{a::B, c}` gives `crate a B` and `crate c`.
///
/// `module` is where the file stands (`["output", "plan"]` for `output/plan.rs`); paths that start with `super` come
/// out as starting with `crate`. What is printed by `quote!` and what stands under `#[cfg(test)]` is not this file's
/// code.
///
/// # Errors
/// The text is no Rust.
pub fn paths(text: &str, module: &[&str]) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    let mut paths = Vec::new();
    let module = module.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    walk(tokens, &module, &mut paths);
    Ok(paths)
}

fn walk(tokens: TokenStream, module: &[String], paths: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        if let Some(length) = test_item(rest).or_else(|| quoted(rest)) {
            at += length;
        } else if let Some((name, body)) = inline_module(rest) {
            walk(body, &[module, &[name]].concat(), paths);
            at += 3;
        } else if let TokenTree::Ident(_) = token {
            at += path(rest, &mut |segments| paths.push(absolute(segments, module)));
        } else if separator(rest) {
            // `::name`, as in `::std::fs`; the name is the start of the path.
            at += 2;
        } else {
            if let TokenTree::Group(group) = token {
                walk(group.stream(), module, paths);
            }
            at += 1;
        }
    }
}

/// The length of an item under `#[cfg(test)]`, which ends with the first `;` or `{..}`.
fn test_item(tokens: &[TokenTree]) -> Option<usize> {
    let [TokenTree::Punct(hash), TokenTree::Group(attribute), rest @ ..] = tokens else { return None };
    if hash.as_char() != '#' || attribute.stream().to_string().replace(' ', "") != "cfg(test)" {
        return None;
    }
    let is_end = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    };
    rest.iter().position(is_end).map(|end| end + 3)
}

/// The length of `quote! {..}`.
fn quoted(tokens: &[TokenTree]) -> Option<usize> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(_), ..]
            if mark.as_char() == '!' && (*name == "quote" || *name == "quote_spanned") =>
        {
            Some(3)
        }
        _ => None,
    }
}

fn inline_module(tokens: &[TokenTree]) -> Option<(String, TokenStream)> {
    match tokens {
        [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..] if *word == "mod" => {
            Some((name.to_string(), body.stream()))
        }
        _ => None,
    }
}

fn separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(a), TokenTree::Punct(b), ..] if a.as_char() == ':' && b.as_char() == ':')
}

/// Tells of each path that starts here, and how many tokens they are.
fn path(tokens: &[TokenTree], found: &mut dyn FnMut(Vec<String>)) -> usize {
    let mut segments = Vec::new();
    let mut length = 0;
    loop {
        let rest = tokens.get(length..).unwrap_or_default();
        match rest.first() {
            Some(TokenTree::Ident(name)) => {
                segments.push(name.to_string());
                length += 1;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for one in inner.split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')) {
                    path(one, &mut |more| found([segments.clone(), more].concat()));
                }
                return length + 1;
            }
            // A glob, or the `<` of a turbofish.
            Some(_) | None => break,
        }
        if !separator(tokens.get(length..).unwrap_or_default()) {
            break;
        }
        length += 2;
    }
    if !segments.is_empty() {
        found(segments);
    }
    length
}

/// A path from the root of the crate, where it starts with `super` or `self`.
fn absolute(segments: Vec<String>, module: &[String]) -> Vec<String> {
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let own = usize::from(ups == 0 && segments.first().is_some_and(|first| first == "self"));
    if ups + own == 0 || segments.len() == own {
        return segments;
    }
    let room = module.get(..module.len().saturating_sub(ups)).unwrap_or_default();
    let rest = segments.into_iter().skip(ups + own);
    ["crate".to_owned()].into_iter().chain(room.iter().cloned()).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_file() {
        let named = |text: &str| -> Vec<String> {
            let paths = paths(text, &["output", "plan"]).unwrap();
            paths.into_iter().map(|path| path.join("::")).filter(|path| path.contains("::")).collect()
        };
        for (text, expected) in [
            ("use crate::{a::B, c::{self, D as E}};", &["crate::a::B", "crate::c::self", "crate::c::D"] as &[&str]),
            ("use super::{Files, JOURNAL};", &["crate::output::Files", "crate::output::JOURNAL"]),
            ("mod m { use super::super::super::x; }", &["crate::x"]),
            ("use self::check::Drift;", &["crate::output::plan::check::Drift"]),
            ("use super::*;", &["crate::output"]),
            ("fn f() { g(crate::a::b::<u8>(1), std::fs::read) }", &["crate::a::b", "std::fs::read"]),
            ("fn f(self) -> Self { h!(::std::fs::read(self.x)) }", &["std::fs::read"]),
            ("fn f() { quote! { crate::a::B } ; quote!(crate::c::D) }", &[]),
            ("#[cfg(test)] mod tests { use crate::a::B; } use crate::c::D;", &["crate::c::D"]),
            ("#[cfg(test)] use crate::a::B; #[cfg(test)] fn f() {} use crate::c::D;", &["crate::c::D"]),
            ("pub(in crate::emit) fn f() {} // crate::a::B", &["crate::emit"]),
            ("pub(crate) fn f() {} const S: &str = \"crate::a::B\";", &[]),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
