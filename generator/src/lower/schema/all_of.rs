//! `allOf`, and whatever else puts several schemas at one place: they are parsed into schemas without `allOf` and
//! `$ref`, which hold together.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::Lowering;
use super::enumeration;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::resolve::{self, Node};

/// The schemas at one place, with their `allOf` parsed.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    /// All of them, in the order in which their properties count.
    members: Vec<Member<'a>>,
    /// Those that are no references.
    pub(super) inline: Vec<Node<'a>>,
    pub(super) nullable: bool,
}

#[derive(Clone, Debug)]
enum Member<'a> {
    Inline(Node<'a>),
    /// What a reference leads to, and where the reference is.
    Reference(Node<'a>, Pointer),
}

/// What is left to do while references are followed.
#[derive(Debug)]
enum Step<'a> {
    Member(Member<'a>),
    /// All members of what stands at this place are done.
    Leave(Pointer),
}

impl<'a> Lowering<'a, '_> {
    /// Takes the schemas at one place apart, without following references further than by one step.
    pub(super) fn gather(&mut self, nodes: &[Node<'a>]) -> Gathered<'a> {
        let mut members = Vec::new();
        for node in nodes {
            self.gather_one(node, &mut members);
        }
        let inline = members.iter().filter_map(|member| match member {
            Member::Inline(node) => Some(node.clone()),
            Member::Reference(..) => None,
        });
        let nullable = nodes.iter().any(accepts_null) && nodes.iter().all(|node| accepts_null(node) || is_thin(node));
        Gathered { inline: inline.collect(), members, nullable }
    }

    fn gather_one(&mut self, node: &Node<'a>, members: &mut Vec<Member<'a>>) {
        if let Some(reference) = node.keywords.text("$ref") {
            match resolve::target(&self.document.tree, reference, &node.at) {
                Ok((value, at)) => {
                    let target = Node::new(value, at);
                    let known = members
                        .iter()
                        .any(|member| matches!(member, Member::Reference(other, _) if other.at == target.at));
                    if !known {
                        members.push(Member::Reference(target, node.at.clone()));
                    }
                }
                Err(unresolved) => self.unresolved(unresolved),
            }
            return;
        }
        for member in node.list("allOf") {
            self.gather_one(&member, members);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let [only] = node.list(keyword).as_slice() {
                self.gather_one(only, members);
            }
        }
        members.push(Member::Inline(node.clone()));
    }

    /// The one schema that is referred to, where everything else only describes it or constrains its values.
    pub(super) fn only_reference(&mut self, gathered: &Gathered<'a>) -> Option<Node<'a>> {
        if !gathered.inline.iter().all(is_thin) {
            return None;
        }
        let mut references = gathered.members.iter().filter_map(|member| match member {
            Member::Inline(_) => None,
            Member::Reference(target, _) => Some(target),
        });
        let mut best = references.next()?.clone();
        for other in references {
            // Of two schemas of which one is made of the other, that one says it all.
            if self.is_made_of(other, &best) {
                best = other.clone();
            } else if !self.is_made_of(&best, other) {
                return None;
            }
        }
        Some(best)
    }

    fn is_made_of(&mut self, node: &Node<'a>, other: &Node<'a>) -> bool {
        let mut found = HashSet::new();
        let mut left = vec![node.clone()];
        while let Some(node) = left.pop() {
            if node.at == other.at {
                return true;
            }
            let reference = node.keywords.text("$ref");
            if let Some(Ok((value, at))) = reference.map(|text| resolve::target(&self.document.tree, text, &node.at))
                && found.insert(at.clone())
            {
                left.push(Node::new(value, at));
            }
            left.extend(node.list("allOf"));
        }
        false
    }

    /// Follows all references. What goes out are schemas without `$ref` and `allOf`, each once.
    pub(super) fn expand(&mut self, gathered: Gathered<'a>) -> Vec<Node<'a>> {
        let mut parts: Vec<Node<'a>> = Vec::new();
        let mut done: HashSet<Pointer> = HashSet::new();
        // What has been followed, and whether its members are still being parsed.
        let mut followed: HashMap<Pointer, bool> = HashMap::new();
        let mut left: Vec<Step<'a>> = gathered.members.into_iter().rev().map(Step::Member).collect();
        while let Some(step) = left.pop() {
            match step {
                Step::Leave(at) => {
                    followed.insert(at, false);
                }
                Step::Member(Member::Inline(node)) => {
                    if done.insert(node.at.clone()) {
                        parts.push(node);
                    }
                }
                Step::Member(Member::Reference(target, from)) => match followed.get(&target.at) {
                    Some(true) => {
                        let message = format!("`{}` contains itself by `allOf`", target.at.last().unwrap_or_default());
                        let finding = Diagnostic::error("cyclic-all-of", &from, message);
                        self.fault(finding.related(&target.at, "this is where it starts"));
                    }
                    Some(false) => {}
                    None => {
                        followed.insert(target.at.clone(), true);
                        left.push(Step::Leave(target.at.clone()));
                        left.extend(self.gather(&[target]).members.into_iter().rev().map(Step::Member));
                    }
                },
            }
        }
        parts
    }
}

/// Whether a schema only describes or constrains what others say, so that it has no type of its own.
pub(super) fn is_thin(node: &Node<'_>) -> bool {
    node.keywords.names().all(|keyword| match keyword {
        "properties"
        | "additionalProperties"
        | "items"
        | "enum"
        | "x-extensible-enum"
        | "not"
        | "format"
        | "discriminator" => false,
        "required" => node.keywords.get(keyword).and_then(Value::as_array).is_none_or(Vec::is_empty),
        "oneOf" | "anyOf" => node.list(keyword).len() == 1,
        _ => true,
    })
}

/// Whether a schema lets `null` in by itself.
fn accepts_null(node: &Node<'_>) -> bool {
    if node.keywords.is("nullable") {
        return true;
    }
    if let Some((_, values)) = enumeration::values(node) {
        return values.contains(&Value::Null);
    }
    ["allOf", "oneOf", "anyOf"].iter().any(|keyword| match node.list(keyword).as_slice() {
        [only] => accepts_null(only),
        _ => false,
    })
}
