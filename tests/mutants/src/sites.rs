//! A table in, every way of breaking it out: the operator, the place, and the broken text. What each list of a table means
//! stands in the runtime's `rt/decode`; a word that is not known here is an error, so that nothing is left unbroken unnoticed.

mod content;
mod object;
mod operation;
mod rules;

use specwright::notation::{self, List};
use specwright_runtime::rt::notation::{Item as Parsed, Mark, parse};

use crate::operator::Operator;
use crate::printed::{Kind, Table};

pub(crate) use specwright::notation::Item;

/// One way of breaking a table.
#[derive(Clone, Debug)]
pub struct Site {
    /// What is done.
    pub operator: Operator,
    /// Where, by names of the document.
    pub place: String,
    /// The text that is broken so.
    pub broken: String,
    /// Why it is as good as the original, where it is.
    pub equivalent: Option<&'static str>,
}

/// One way of breaking a list, or an item, which then is a list of one.
#[derive(Clone)]
pub(crate) struct Change {
    operator: Operator,
    place: Vec<String>,
    now: List,
    equivalent: Option<&'static str>,
}

/// What becomes of a list or an item; or the word in it that is not known.
pub(crate) type Changes = Result<Vec<Change>, String>;

/// All ways of breaking a table.
///
/// # Errors
/// The text is no table, or has a word that nobody thought of breaking.
pub fn sites(table: &Table) -> Result<Vec<Site>, String> {
    let wrong = |why: &str| format!("{table}: {why}, in {:?}", table.text);
    let lists = parse(&table.text).map_err(|error| wrong(error.message))?;
    let lists: Vec<List> = lists.iter().map(|list| list.iter().map(item).collect()).collect();
    if notation::print(&lists) != one_line(&table.text) {
        return Err(wrong("it is printed in another way"));
    }
    let meanings: &[fn(&[Item]) -> Changes] = match table.kind {
        Kind::Object => &[object::fields, object::facts],
        Kind::Union => &[object::alternatives, object::discriminator],
        Kind::Rules => &[rules::alone],
        Kind::Operation => {
            &[operation::head, operation::parameters, operation::bodies, operation::responses, operation::requirements]
        }
    };
    if lists.len() > meanings.len() {
        return Err(wrong("more lists than are known"));
    }
    let mut all = Vec::new();
    for (index, (list, meaning)) in lists.iter().zip(meanings).enumerate() {
        for Change { operator, place, now, equivalent } in meaning(list).map_err(|why| wrong(&why))? {
            let mut broken = lists.clone();
            broken.splice(index..=index, [now]);
            let place: Vec<&str> = std::iter::once(&table.name).chain(&place).map(String::as_str).collect();
            all.push(Site { operator, place: place.join(" › "), broken: notation::print(&broken), equivalent });
        }
    }
    Ok(all)
}

fn item(parsed: &Parsed<'_>) -> Item {
    let mark = parsed.mark.map(|mark| match mark {
        Mark::Optional => '?',
        Mark::InRequest => '>',
        Mark::InResponse => '<',
    });
    Item::new(&parsed.word).marked(mark).with(parsed.items.iter().map(item))
}

/// The text without its line breaks, which count nowhere.
fn one_line(text: &str) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |all, line| all + line.trim_start_matches(' '))
}

/// The list with each of its items broken in each way.
fn each(items: &[Item], of: impl Fn(&Item) -> Changes) -> Changes {
    let mut all = Vec::new();
    for (index, item) in items.iter().enumerate() {
        for change in of(item)? {
            let mut now = items.to_vec();
            now.splice(index..=index, change.now.iter().cloned());
            all.push(Change { now, ..change });
        }
    }
    Ok(all)
}

/// The item with what stands in its parentheses broken in each way.
fn within(item: &Item, label: &str, of: impl Fn(&Item) -> Changes) -> Changes {
    let around = |change: Change| {
        let now = vec![Item { items: change.now.clone(), ..item.clone() }];
        below(label, Change { now, ..change })
    };
    Ok(each(&item.items, of)?.into_iter().map(around).collect())
}

/// The change, at a place within this one.
fn below(label: &str, mut change: Change) -> Change {
    change.place.insert(0, label.to_owned());
    change
}

/// The item becomes this one.
fn changed(operator: Operator, place: &str, now: Item) -> Change {
    let place = (!place.is_empty()).then(|| place.to_owned()).into_iter().collect();
    Change { operator, place, now: vec![now], equivalent: None }
}

/// The item is not there any more.
fn forgotten(operator: Operator, item: &Item) -> Change {
    Change { operator, place: vec![item.word.clone()], now: Vec::new(), equivalent: None }
}

/// The item's word becomes another one.
fn renamed(operator: Operator, item: &Item, suffix: &str) -> Change {
    let now = Item { word: format!("{}{suffix}", item.word), ..item.clone() };
    changed(operator, &item.word, now)
}

fn unknown(item: &Item) -> Changes {
    Err(format!("nobody thought of breaking `{}`", item.word))
}
