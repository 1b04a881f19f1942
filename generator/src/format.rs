//! Formats the tokens of Rust items, with a blank line between items and between functions.

use proc_macro2::TokenStream;
use syn::{File, Item};

/// The text of the items. Tokens that are no items are printed as they are, for the compiler to say what is wrong.
pub(crate) fn items(tokens: TokenStream) -> String {
    let Ok(file) = syn::parse2::<File>(tokens.clone()) else { return tokens.to_string() };
    let texts = file.items.into_iter().map(|item| {
        let grouped = match &item {
            Item::Mod(module) if module.content.is_none() => Group::Module,
            Item::Use(_) => Group::Use,
            _ => Group::None,
        };
        let file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        (grouped, spaced(&prettyplease::unparse(&file)))
    });
    let mut out = String::new();
    let mut previous = Group::None;
    for (group, text) in texts {
        if !out.is_empty() && (group == Group::None || group != previous) {
            out.push('\n');
        }
        out.push_str(&text);
        previous = group;
    }
    out
}

/// Items that stand together without a blank line between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Module,
    Use,
    None,
}

/// Puts a blank line before each function of a block of functions.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let next = lines.peek().map_or("", |next| next.trim());
        let code = !line.trim_start().starts_with("//");
        let ends = code && line.ends_with(['}', ';']) && line.starts_with("    ") && !line.starts_with("     ");
        if ends && ["///", "#[", "fn ", "pub fn ", "async fn "].iter().any(|start| next.starts_with(start)) {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::items;

    #[test]
    fn items_and_functions_are_set_apart() {
        let tokens = quote! {
            mod a; mod b;
            struct S;
            impl S { fn a() { x } fn b() {} fn c() {} }
        };
        let expected = "mod a;\nmod b;\n\nstruct S;\n\nimpl S {\n    fn a() {\n        x\n    }\n\n    fn b() {}\n\n    fn c() {}\n}\n";
        assert_eq!(items(tokens), expected);
    }

    #[test]
    fn documentation_is_not_set_apart() {
        let tokens = quote!(
            struct S {
                #[doc = " a;"]
                #[doc = " b"]
                s: u8,
            }
        );
        assert_eq!(items(tokens), "struct S {\n    /// a;\n    /// b\n    s: u8,\n}\n");
    }
}
