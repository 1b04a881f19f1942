//! The text of a document is turned into the place in it of every pointer. The text is read a second time, and only
//! when there is a finding to print: YAML as a stream of events, JSON by parts.

mod closers;
mod json;

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, Span, StrInput};

use super::limits::{MAX_BYTES, MAX_DEPTH};
use super::tree::is_json;
use crate::diagnostic::{Pointer, Position};

/// The places of some pointers of one document.
#[derive(Debug, Default)]
pub struct Positions {
    root: Option<Rc<Node>>,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

/// Where a pointer is in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The key, or the value where there is no key, as in an array.
    pub key: Range<usize>,
    /// The value; only its start where it goes on over many lines.
    pub value: Range<usize>,
    /// Whether this is the pointer's own place, and not that of the nearest place around it.
    pub exact: bool,
}

/// What is to be found, as a tree of keys, so that nothing else of a large document is kept.
#[derive(Debug, Default)]
struct Wanted(HashMap<String, Wanted>);

impl Wanted {
    fn of<'p>(pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let mut root = Self::default();
        for pointer in pointers {
            pointer.segments().fold(&mut root, |here, segment| here.0.entry(segment).or_default());
        }
        root
    }
}

#[derive(Debug)]
struct Node {
    span: Range<usize>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Scalar,
    List(Vec<Rc<Node>>),
    /// Keys with their places; the last of several equal keys counts. A list, for there are many of them and few are
    /// asked for.
    Map(Vec<(String, Range<usize>, Rc<Node>)>),
}

impl Positions {
    /// Reads the places of these pointers. Where the text does not parse, they end.
    #[must_use]
    pub fn of<'p>(text: &str, pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let wanted = Wanted::of(pointers);
        if text.len() as u64 > MAX_BYTES {
            return Self { root: None, lines };
        }
        let json = if is_json(text) { json::read(text, &wanted) } else { None };
        // What is no JSON after all has places as far as it goes.
        let root = json.or_else(|| match Reader::new(text, &wanted).read() {
            (root, true) => root,
            (_, false) => Reader::new(&closers::joined(text), &wanted).read().0,
        });
        Self { root, lines }
    }

    /// The place of a pointer, or of the nearest place around it; `None` if the text does not parse at all.
    #[must_use]
    pub fn find(&self, pointer: &Pointer) -> Option<Found> {
        let mut node = self.root.as_ref()?;
        let mut found = Found { key: node.span.clone(), value: node.span.clone(), exact: true };
        for segment in pointer.segments() {
            match node.child(&segment) {
                Some((key, child)) => {
                    found = Found {
                        key: key.unwrap_or_else(|| child.span.clone()),
                        value: child.span.clone(),
                        exact: true,
                    };
                    node = child;
                }
                None => {
                    found.exact = false;
                    break;
                }
            }
        }
        Some(found)
    }

    /// Line and column of a byte of the text that the positions were read from.
    #[must_use]
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let column = text.get(start..byte).map_or(0, |before| before.chars().count()) + 1;
        Position { line, column }
    }

    /// The byte of a place of the text, or the end of its line.
    #[must_use]
    pub fn byte(&self, text: &str, position: Position) -> usize {
        let range = self.line(text, position.line);
        let line = text.get(range.clone()).unwrap_or_default();
        range.start + line.char_indices().nth(position.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
    }

    /// The bytes of a line, counted from one, without its end.
    #[must_use]
    pub fn line(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }
}

impl Node {
    fn child(&self, segment: &str) -> Option<(Option<Range<usize>>, &Rc<Node>)> {
        match &self.content {
            Content::Scalar => None,
            Content::List(list) => list.get(segment.parse::<usize>().ok()?).map(|node| (None, node)),
            Content::Map(map) => {
                let entry = |name: &str| map.iter().rev().find(|(key, ..)| key == name);
                match entry(segment) {
                    Some((_, key, node)) => Some((Some(key.clone()), node)),
                    None => entry("<<").and_then(|(_, _, merged)| merged.merged(segment)),
                }
            }
        }
    }

    /// A key that a merge key adds, from the object or the first of the objects that has it.
    fn merged(&self, segment: &str) -> Option<(Option<Range<usize>>, &Rc<Node>)> {
        match &self.content {
            Content::List(list) => list.iter().find_map(|node| node.child(segment)),
            Content::Map(_) => self.child(segment),
            Content::Scalar => None,
        }
    }
}

/// Builds the nodes from events, without recursion.
struct Reader<'a, 'w> {
    parser: Parser<'a, StrInput<'a>>,
    wanted: &'w Wanted,
    /// What stands for every value that is not kept.
    nothing: Rc<Node>,
    text: &'a str,
    /// The characters and bytes read so far; spans count characters and come nearly in order.
    cursor: (usize, usize),
    anchors: HashMap<usize, Rc<Node>>,
    open: Vec<Open<'w>>,
    root: Option<Rc<Node>>,
}

/// An object or array that has not ended yet.
struct Open<'w> {
    start: Range<usize>,
    keep: Keep<'w>,
    anchor: usize,
    content: Content,
    /// The key whose value comes next.
    key: Option<(String, Range<usize>)>,
}

/// What is kept of a value.
#[derive(Clone, Copy)]
enum Keep<'w> {
    /// Its place, and those of what is wanted within it.
    Wanted(&'w Wanted),
    /// The same for an object that a merge key adds, or a list of them.
    Merged(&'w Wanted),
    /// All of it: it has an anchor, and may stand for a value that is wanted.
    All,
    /// Nothing.
    Nothing,
}

impl<'a, 'w> Reader<'a, 'w> {
    fn new(text: &'a str, wanted: &'w Wanted) -> Self {
        let parser = Parser::new_from_str(text);
        let nothing = Rc::new(Node { span: 0..0, content: Content::Scalar });
        Self { parser, wanted, nothing, text, cursor: (0, 0), anchors: HashMap::new(), open: Vec::new(), root: None }
    }

    /// What is kept of the value that comes next.
    fn keep(&self, anchor: usize) -> Keep<'w> {
        let Some(open) = self.open.last() else { return Keep::Wanted(self.wanted) };
        if anchor != 0 {
            return Keep::All;
        }
        let within = |wanted: &'w Wanted, key: &str| wanted.0.get(key).map_or(Keep::Nothing, Keep::Wanted);
        match (open.keep, &open.content, &open.key) {
            (Keep::All, ..) => Keep::All,
            (Keep::Wanted(wanted) | Keep::Merged(wanted), Content::Map(_), Some((key, _))) if key == "<<" => {
                Keep::Merged(wanted)
            }
            (Keep::Wanted(wanted) | Keep::Merged(wanted), Content::Map(_), Some((key, _))) => within(wanted, key),
            (Keep::Wanted(wanted), Content::List(list), _) => within(wanted, &list.len().to_string()),
            (Keep::Merged(wanted), Content::List(_), _) => Keep::Merged(wanted),
            (Keep::Nothing | Keep::Wanted(_) | Keep::Merged(_), ..) => Keep::Nothing,
        }
    }

    /// The root, and whether the text was read to its end.
    fn read(mut self) -> (Option<Rc<Node>>, bool) {
        let mut whole = true;
        while let Some(read) = self.parser.next_event() {
            let Ok((event, span)) = read else {
                whole = false;
                break;
            };
            match event {
                Event::Scalar(text, _, anchor, _) => {
                    let range = self.range(span);
                    self.scalar(text.into_owned(), range, anchor);
                }
                Event::Alias(anchor) => {
                    let range = self.range(span);
                    let content = self.anchors.get(&anchor).cloned();
                    match content {
                        Some(node) => self.put(node, &range),
                        None => self.scalar(String::new(), range, 0),
                    }
                }
                Event::SequenceStart(anchor, _) => self.start(span, anchor, Content::List(Vec::new())),
                Event::MappingStart(anchor, _) => self.start(span, anchor, Content::Map(Vec::new())),
                Event::SequenceEnd | Event::MappingEnd => {
                    let end = self.range(span).end;
                    self.end(Some(end));
                }
                Event::DocumentEnd | Event::StreamEnd => break,
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
            }
            if self.open.len() > MAX_DEPTH + 1 {
                break;
            }
        }
        // What was not ended when the text stopped to parse is kept as far as it goes.
        while !self.open.is_empty() {
            self.end(None);
        }
        (self.root, whole)
    }

    fn start(&mut self, span: Span, anchor: usize, content: Content) {
        let (start, keep) = (self.range(span), self.keep(anchor));
        self.open.push(Open { start, keep, anchor, content, key: None });
    }

    /// Ends an object or array; one that ends on the line on which it starts has its whole length.
    fn end(&mut self, at: Option<usize>) {
        if let Some(open) = self.open.pop() {
            let mut span = open.start;
            if let Some(at) = at
                && self.text.get(span.end..at).is_some_and(|inside| !inside.contains('\n'))
            {
                span.end = at;
            }
            let node = match open.keep {
                Keep::Wanted(_) | Keep::Merged(_) | Keep::All => {
                    Rc::new(Node { span: span.clone(), content: open.content })
                }
                Keep::Nothing => Rc::clone(&self.nothing),
            };
            if open.anchor != 0 {
                self.anchors.insert(open.anchor, Rc::clone(&node));
            }
            self.put(node, &span);
        }
    }

    fn scalar(&mut self, text: String, span: Range<usize>, anchor: usize) {
        let is_key = |open: &Open<'_>| open.key.is_none() && matches!(open.content, Content::Map(_));
        let node = match self.keep(anchor) {
            Keep::Nothing if !self.open.last().is_some_and(is_key) => Rc::clone(&self.nothing),
            Keep::Wanted(_) | Keep::Merged(_) | Keep::All | Keep::Nothing => {
                Rc::new(Node { span: span.clone(), content: Content::Scalar })
            }
        };
        if anchor != 0 {
            self.anchors.insert(anchor, Rc::clone(&node));
        }
        match self.open.last_mut() {
            Some(open) if open.key.is_none() && matches!(open.content, Content::Map(_)) => {
                open.key = Some((text, span));
            }
            _ => self.put(node, &span),
        }
    }

    /// Puts a value where it belongs. Keys that are not scalars have no pointer; their text stays empty.
    fn put(&mut self, node: Rc<Node>, span: &Range<usize>) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.content {
            Content::List(list) => list.push(node),
            Content::Map(map) => match open.key.take() {
                // What is not wanted need not be found.
                Some(_) if Rc::ptr_eq(&node, &self.nothing) => {}
                Some((key, place)) => map.push((key, place, node)),
                None => {
                    open.key = Some((self.text.get(node.span.clone()).unwrap_or_default().to_owned(), span.clone()))
                }
            },
            Content::Scalar => {}
        }
    }

    /// The bytes of a span, which counts characters.
    fn range(&mut self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        // Only the first line counts: what goes on over many lines is shown by its start.
        let characters = span.end.index().saturating_sub(span.start.index());
        let rest = self.text.get(start..).unwrap_or_default();
        let mut end = start;
        for character in rest.chars().take(characters).take_while(|character| *character != '\n') {
            end += character.len_utf8();
        }
        start..end.max(start)
    }

    fn byte(&mut self, character: usize) -> usize {
        if character < self.cursor.0 {
            self.cursor = (0, 0);
        }
        let (characters, bytes) = self.cursor;
        let rest = self.text.get(bytes..).unwrap_or_default();
        let forward = character - characters;
        let step: usize = rest.chars().take(forward).map(char::len_utf8).sum();
        self.cursor = (character, bytes + step);
        self.cursor.1
    }
}
