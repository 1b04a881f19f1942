//! Types that hold themselves need a box on the way. It stands at every field and alternative that leads back to its
//! own type without an array or map in between, and around every alternative that is a struct, to keep enums small.

use crate::ir::{Resolved, Type, TypeDef, TypeId, TypeKind, Variant};

/// Puts the boxes.
pub(super) fn insert(types: &mut [TypeDef]) {
    let structs: Vec<bool> = (0..types.len()).map(|index| is_struct(TypeId(index), types)).collect();
    let is_big = |ty: &Type| matches!(ty, Type::Named(id) if structs.get(id.0).copied().unwrap_or_default());
    for def in types.iter_mut() {
        if let TypeKind::Union(union) = &mut def.kind {
            union.variants.iter_mut().for_each(|variant| variant.boxed = is_big(&variant.schema.ty));
        }
    }
    let edges: Vec<Vec<usize>> = types.iter().map(|def| direct(&def.kind)).collect();
    let groups = groups(&edges);
    let circular = |from: usize, ty: &Type| matches!(ty, Type::Named(to) if groups.get(from) == groups.get(to.0));
    for (index, def) in types.iter_mut().enumerate() {
        match &mut def.kind {
            TypeKind::Struct(object) => {
                object.fields.iter_mut().for_each(|field| field.boxed = circular(index, &field.schema.ty));
            }
            TypeKind::Union(union) => {
                union.variants.iter_mut().for_each(|variant| variant.boxed |= circular(index, &variant.schema.ty));
            }
            TypeKind::MediaTypes(_) | TypeKind::Enumeration(_) | TypeKind::Newtype(_) => {}
        }
    }
}

fn is_struct(id: TypeId, types: &[TypeDef]) -> bool {
    matches!(Type::Named(id).resolved(types), Resolved::Kind(_, TypeKind::Struct(_)))
}

/// The types that a type holds without any indirection.
fn direct(kind: &TypeKind) -> Vec<usize> {
    let named = |ty: &Type| match ty {
        Type::Named(id) => Some(id.0),
        _ => None,
    };
    let unboxed = |variant: &Variant| if variant.boxed { None } else { named(&variant.schema.ty) };
    match kind {
        TypeKind::Struct(object) => object.fields.iter().filter_map(|field| named(&field.schema.ty)).collect(),
        TypeKind::Union(union) => union.variants.iter().filter_map(unboxed).collect(),
        TypeKind::MediaTypes(variants) => variants.iter().filter_map(unboxed).collect(),
        TypeKind::Newtype(schema) => named(&schema.ty).into_iter().collect(),
        TypeKind::Enumeration(_) => Vec::new(),
    }
}

/// For each node the group of those that can reach it and that it can reach (Tarjan's strongly connected components,
/// without recursion).
pub(super) fn groups(edges: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut order = vec![NONE; edges.len()];
    let mut low = vec![NONE; edges.len()];
    let mut group = vec![NONE; edges.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut counter = 0;
    for start in 0..edges.len() {
        // A node, and how many of its edges have been followed.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        if order.get(start) != Some(&NONE) {
            continue;
        }
        while let Some((node, followed)) = way.pop() {
            if followed == 0 {
                set(&mut order, node, counter);
                set(&mut low, node, counter);
                counter += 1;
                open.push(node);
            }
            match edges.get(node).and_then(|edges| edges.get(followed)) {
                Some(next) => {
                    way.push((node, followed + 1));
                    if get(&order, *next) == NONE {
                        way.push((*next, 0));
                    } else if get(&group, *next) == NONE {
                        let least = get(&low, node).min(get(&order, *next));
                        set(&mut low, node, least);
                    }
                }
                None => {
                    if get(&low, node) == get(&order, node) {
                        while let Some(member) = open.pop() {
                            set(&mut group, member, node);
                            if member == node {
                                break;
                            }
                        }
                    }
                    if let Some((parent, _)) = way.last() {
                        let least = get(&low, *parent).min(get(&low, node));
                        set(&mut low, *parent, least);
                    }
                }
            }
        }
    }
    group
}

fn get(list: &[usize], index: usize) -> usize {
    list.get(index).copied().unwrap_or_default()
}

fn set(list: &mut [usize], index: usize, value: usize) {
    if let Some(place) = list.get_mut(index) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_circles() {
        let edges = vec![vec![1], vec![2], vec![0, 3], vec![4], vec![], vec![5], vec![4, 0]];
        let found = groups(&edges);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
        let others: std::collections::HashSet<usize> = [0, 3, 4, 5, 6].iter().map(|index| found[*index]).collect();
        assert_eq!(others.len(), 5);
    }

    #[test]
    fn long_chains_need_no_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|index| vec![(index + 1) % 200_000]).collect();
        let found = groups(&edges);
        assert!(found.iter().all(|group| *group == found[0]));
    }
}
