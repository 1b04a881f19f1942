//! A generated crate in; a program out that runs the crate's own proof against each of its mutants.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};
use specwright_tests::root;
use syn::{File, Item, ItemFn};

use crate::operator::Operator;
use crate::schemata::mutate;

/// A generated crate with all its mutants.
pub struct Mutated {
    /// The API.
    pub api: &'static str,
    /// The mutants, by number from 1 on.
    pub mutants: Vec<Mutant>,
    /// The files of the program, by path.
    files: BTreeMap<PathBuf, String>,
}

/// One way in which a generated crate is broken.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Its number in its crate.
    pub number: usize,
    /// What is done.
    pub operator: Operator,
    /// The file, from the crate's root.
    pub file: String,
    /// Where in the file, by names of the document.
    pub place: String,
    /// The tests of the proof that come across the file.
    pub tests: Vec<String>,
    /// Why it is as good as the original, where it is.
    pub equivalent: Option<&'static str>,
}

/// The file of the proof in a generated crate.
const PROOF: &str = "tests/proof.rs";

impl Mutated {
    /// Breaks the generated crate in this folder.
    ///
    /// # Errors
    /// A file that cannot be read, or is no Rust.
    pub fn new(api: &'static str, home: &Path) -> Result<Self, Box<dyn Error>> {
        let mut sources = BTreeMap::new();
        read(&home.join("src"), &mut sources)?;
        let mut parsed = BTreeMap::new();
        for (path, text) in &sources {
            parsed.insert(path.strip_prefix(home)?.to_path_buf(), syn::parse_file(text)?);
        }
        let proof = syn::parse_file(&fs::read_to_string(home.join(PROOF))?)?;
        let reach = Reach::new(&parsed, &proof);
        let mut mutants = Vec::new();
        let mut files = BTreeMap::new();
        for (path, mut file) in parsed {
            let name = path.to_string_lossy().into_owned();
            let tests = reach.tests(&name);
            for spot in mutate(&mut file, mutants.len() + 1) {
                let (operator, place, number) = (spot.operator, spot.place, spot.number);
                let unused = tests.is_empty().then_some("no operation has the type");
                let equivalent = spot.equivalent.or(unused);
                mutants.push(Mutant { number, operator, file: name.clone(), place, tests: tests.clone(), equivalent });
            }
            if name == "src/lib.rs" {
                file.items.extend(switch());
            }
            files.insert(path, file.to_token_stream().to_string());
        }
        files.insert(PathBuf::from("src/main.rs"), program(proof, &api.replace('-', "_"))?);
        files.insert(PathBuf::from("Cargo.toml"), manifest(api));
        // The library's documentation.
        files.insert(PathBuf::from("README.md"), String::new());
        let data = fs::read_dir(home.join("tests"))?.collect::<Result<Vec<_>, _>>()?;
        for entry in data.into_iter().filter(|entry| entry.path().extension().is_some_and(|kind| kind == "json")) {
            // The program stands where the library does, one folder beside the tests.
            files.insert(Path::new("src").join(entry.file_name()), fs::read_to_string(entry.path())?);
        }
        Ok(Self { api, mutants, files })
    }

    /// Writes the program into a folder of its own within `folder`.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let home = folder.join(self.api);
        for (path, text) in &self.files {
            let path = home.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            // What is as it was keeps its time, so that cargo does not compile it again.
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::write(path, text)?;
            }
        }
        Ok(())
    }
}

/// Which mutant counts.
fn switch() -> Vec<Item> {
    let file: File = syn::parse_quote! {
        static MUTANT: ::std::sync::atomic::AtomicUsize = ::std::sync::atomic::AtomicUsize::new(0);

        /// Switches a mutant on, and all others off.
        pub fn set_mutant(number: usize) {
            MUTANT.store(number, ::std::sync::atomic::Ordering::SeqCst);
        }

        pub(crate) fn mutant() -> usize {
            MUTANT.load(::std::sync::atomic::Ordering::Relaxed)
        }
    };
    file.items
}

/// A program that reads lines such as `17 list_devices get_device`, and answers for each the number and what the first of
/// these tests found that fails; `-` where all of them pass.
fn program(mut proof: File, library: &str) -> Result<String, Box<dyn Error>> {
    let mut names = Vec::new();
    for item in &mut proof.items {
        if let Item::Fn(test) = item
            && is_test(test)
        {
            test.attrs.retain(|attribute| !attribute.path().is_ident("test"));
            names.push(test.sig.ident.clone());
        }
    }
    if names.is_empty() {
        return Err("the proof has no tests".into());
    }
    let texts = names.iter().map(ToString::to_string);
    let krate = format_ident!("{library}");
    let items = proof.items;
    let program = quote! {
        #(#items)*

        fn main() {
            let tests: &[(&str, fn() -> String)] = &[
                #((#texts, || match #names() { Ok(()) => String::new(), Err(why) => format!("{why}").replace('\n', " ") })),*
            ];
            ::std::panic::set_hook(Box::new(|_| {}));
            for line in ::std::io::stdin().lines().map_while(Result::ok) {
                let mut words = line.split(' ');
                let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
                #krate::set_mutant(number);
                let mut found = String::new();
                for word in words {
                    let Some((_, test)) = tests.iter().find(|(name, _)| *name == word) else { continue };
                    found = ::std::panic::catch_unwind(test).unwrap_or_else(|_| "panicked".to_owned());
                    if !found.is_empty() {
                        found = format!("{word}: {found}");
                        break;
                    }
                }
                println!("{number} {}", if found.is_empty() { "-" } else { &found });
            }
        }
    };
    Ok(program.to_string())
}

fn manifest(api: &str) -> String {
    let (runtime, proof) = (root().join("runtime"), root().join("proof"));
    format!(
        "[package]\nname = \"mutated-{api}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [lib]\nname = \"{library}\"\n\n\
         [[bin]]\nname = \"mutated-{api}\"\npath = \"src/main.rs\"\n\n\
         [features]\ndefault = [\"client\", \"reqwest-0-13\", \"server\"]\nclient = []\nreqwest-0-13 = []\nserver = []\n\n\
         [dependencies]\n\
         specwright-runtime = {{ path = {runtime:?}, default-features = false, features = [{features}] }}\n\
         specwright-proof = {{ path = {proof:?} }}\n",
        library = api.replace('-', "_"),
        features = r#""client", "jwt", "pattern", "reqwest-0-13", "server", "time", "xml""#,
    )
}

fn is_test(function: &ItemFn) -> bool {
    function.attrs.iter().any(|attribute| attribute.path().is_ident("test"))
}

/// Which tests come across which files: names that files declare, and names that they speak of.
struct Reach {
    /// The files whose names each file speaks of.
    spoken: BTreeMap<String, BTreeSet<String>>,
    /// The tests, and the files whose names they speak of.
    tests: Vec<(String, BTreeSet<String>)>,
}

impl Reach {
    fn new(files: &BTreeMap<PathBuf, File>, proof: &File) -> Self {
        let mut homes: BTreeMap<String, String> = BTreeMap::new();
        for (path, file) in files {
            for item in &file.items {
                if let Item::Struct(syn::ItemStruct { ident, .. }) | Item::Enum(syn::ItemEnum { ident, .. }) = item {
                    homes.insert(ident.to_string(), path.to_string_lossy().into_owned());
                }
            }
        }
        let homes_of = |tokens: TokenStream| {
            let mut words = BTreeSet::new();
            collect(tokens, &mut words);
            words.iter().filter_map(|word| homes.get(word).cloned()).collect::<BTreeSet<_>>()
        };
        let spoken = files.iter().map(|(path, file)| {
            let items = file.items.iter().filter(|item| !matches!(item, Item::Mod(_)));
            (path.to_string_lossy().into_owned(), homes_of(items.map(|item| item.to_token_stream()).collect()))
        });
        let tests = proof.items.iter().filter_map(|item| match item {
            Item::Fn(test) if is_test(test) => {
                Some((test.sig.ident.to_string(), homes_of(test.block.to_token_stream())))
            }
            _ => None,
        });
        Self { spoken: spoken.collect(), tests: tests.collect() }
    }

    /// The tests that come across a file, those first that come there on the shortest way.
    fn tests(&self, file: &str) -> Vec<String> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for (test, homes) in &self.tests {
            let mut seen = homes.clone();
            let mut edge: Vec<String> = homes.iter().cloned().collect();
            let mut steps = 0;
            while !edge.is_empty() {
                if edge.iter().any(|here| here == file) {
                    found.push((steps, test.clone()));
                    break;
                }
                let next = edge.iter().filter_map(|here| self.spoken.get(here)).flatten().cloned();
                edge = next.filter(|next| seen.insert(next.clone())).collect();
                steps += 1;
            }
        }
        found.sort_by_key(|(steps, _)| *steps);
        found.into_iter().map(|(_, test)| test).collect()
    }
}

fn collect(tokens: TokenStream, words: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Ident(word) => {
                words.insert(word.to_string());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn read(folder: &Path, found: &mut BTreeMap<PathBuf, String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, found)?;
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.insert(path.clone(), fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
