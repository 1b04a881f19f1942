//! A file of a generated crate in; the same file out with all its mutants, and a switch wherever one of its tables is used.

use proc_macro2::Span;
use quote::format_ident;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, File, Ident, Item, ItemStatic, Stmt, parse_quote};

use crate::operator::Operator;
use crate::sites::sites;

/// A mutant of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its number, by which it is switched on.
    pub number: usize,
    /// What is done.
    pub operator: Operator,
    /// Where, by names within the table.
    pub place: String,
    /// Why it is as good as the original, where it is.
    pub equivalent: Option<&'static str>,
}

/// Adds all mutants to a file. The first one has the number `next`.
pub fn mutate(file: &mut File, next: usize) -> Vec<Spot> {
    let mut made = Made { next, spots: Vec::new(), switches: Vec::new() };
    let mut items = Vec::new();
    for item in std::mem::take(&mut file.items) {
        match item {
            Item::Static(table) => items.extend(made.table(table).into_iter().map(Item::Static)),
            other => items.push(other),
        }
    }
    file.items = items;
    for item in &mut file.items {
        if !matches!(item, Item::Static(_)) {
            made.visit_item_mut(item);
        }
    }
    made.spots
}

struct Made {
    next: usize,
    spots: Vec<Spot>,
    /// The tables that have mutants, and these.
    switches: Vec<(Ident, Vec<(usize, Ident)>)>,
}

impl Made {
    /// A table and its mutants.
    fn table(&mut self, table: ItemStatic) -> Vec<ItemStatic> {
        let mut mutants = Vec::new();
        let mut all = Vec::new();
        for site in sites(&table.expr) {
            let number = self.next;
            self.next += 1;
            let ident = format_ident!("{}_MUTANT_{number}", table.ident);
            let mut broken = ItemStatic { ident: ident.clone(), ..table.clone() };
            *broken.expr = site.broken;
            all.push(broken);
            mutants.push((number, ident));
            let (operator, place, equivalent) = (site.operator, site.place, site.equivalent);
            self.spots.push(Spot { number, operator, place, equivalent });
        }
        if !mutants.is_empty() {
            self.switches.push((table.ident.clone(), mutants));
        }
        all.insert(0, table);
        all
    }
}

impl VisitMut for Made {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let outside = self.switches.len();
        let mut statements = Vec::new();
        for statement in std::mem::take(&mut block.stmts) {
            match statement {
                Stmt::Item(Item::Static(table)) => {
                    statements.extend(self.table(table).into_iter().map(|table| Stmt::Item(Item::Static(table))));
                }
                other => statements.push(other),
            }
        }
        block.stmts = statements;
        visit_mut::visit_block_mut(self, block);
        self.switches.truncate(outside);
    }

    /// The tables within tables stay as they are.
    fn visit_item_static_mut(&mut self, _: &mut ItemStatic) {}

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Reference(reference) = &*expr
            && let Expr::Path(path) = &*reference.expr
            && let Some((_, mutants)) = self.switches.iter().rev().find(|(table, _)| path.path.is_ident(table))
        {
            let whole = expr.clone();
            let numbers = mutants.iter().map(|(number, _)| syn::LitInt::new(&number.to_string(), Span::call_site()));
            let tables = mutants.iter().map(|(_, ident)| ident);
            *expr = parse_quote!(match crate::mutant() { #(#numbers => &#tables,)* _ => #whole });
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}
