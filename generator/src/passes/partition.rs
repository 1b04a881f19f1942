//! From nodes with ordered edges to the coarsest classes whose members agree in where their edges lead: Hopcroft's
//! partition refinement, `O(m log m)` for `m` edges, circles included.

use std::collections::BTreeMap;

/// The class of each node. Nodes share one only if they share one of the `initial` classes, have equally many edges,
/// and those at the same place lead to one class.
pub(super) fn coarsest(initial: &[usize], edges: &[Vec<usize>]) -> Vec<usize> {
    let mut partition = Partition::new(initial, edges);
    let mut inverse: Vec<Vec<(usize, usize)>> = vec![Vec::new(); initial.len()];
    for (from, targets) in edges.iter().enumerate() {
        for (label, to) in targets.iter().enumerate() {
            if let Some(sources) = inverse.get_mut(*to) {
                sources.push((label, from));
            }
        }
    }
    while let Some(splitter) = partition.next() {
        let mut sources: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for member in partition.members.get(splitter).into_iter().flatten() {
            for (label, from) in inverse.get(*member).into_iter().flatten() {
                sources.entry(*label).or_default().push(*from);
            }
        }
        for sources in sources.into_values() {
            partition.split(&sources);
        }
    }
    partition.class
}

struct Partition {
    /// The class of each node.
    class: Vec<usize>,
    /// Where each node stands among the members of its class.
    place: Vec<usize>,
    /// The members of each class.
    members: Vec<Vec<usize>>,
    /// Whether a class is still to be split by.
    queued: Vec<bool>,
    queue: Vec<usize>,
}

impl Partition {
    fn new(initial: &[usize], edges: &[Vec<usize>]) -> Self {
        let mut partition =
            Self { class: Vec::new(), place: Vec::new(), members: Vec::new(), queued: Vec::new(), queue: Vec::new() };
        let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (node, class) in initial.iter().enumerate() {
            let degree = edges.get(node).map_or(0, Vec::len);
            let class = *known.entry((*class, degree)).or_insert_with(|| {
                partition.members.push(Vec::new());
                partition.members.len() - 1
            });
            partition.class.push(class);
            partition.place.push(0);
            partition.put(node, class);
        }
        for class in 0..partition.members.len() {
            partition.queued.push(true);
            partition.queue.push(class);
        }
        partition
    }

    fn next(&mut self) -> Option<usize> {
        let class = self.queue.pop()?;
        if let Some(queued) = self.queued.get_mut(class) {
            *queued = false;
        }
        Some(class)
    }

    /// Splits every class of which some of these nodes are members and others are not.
    fn split(&mut self, nodes: &[usize]) {
        let mut touched: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in nodes {
            if let Some(class) = self.class.get(*node) {
                touched.entry(*class).or_default().push(*node);
            }
        }
        for (class, nodes) in touched {
            let all = self.members.get(class).map_or(0, Vec::len);
            if nodes.len() == all {
                continue;
            }
            let new = self.members.len();
            self.members.push(Vec::new());
            self.queued.push(false);
            for node in &nodes {
                self.take(*node, class);
                self.put(*node, new);
            }
            // Where the whole was split by already, the smaller part says as much as both.
            let waits = self.queued.get(class) == Some(&true);
            let next = if waits || 2 * nodes.len() <= all { new } else { class };
            if let Some(queued) = self.queued.get_mut(next) {
                *queued = true;
                self.queue.push(next);
            }
        }
    }

    fn put(&mut self, node: usize, class: usize) {
        let Some(members) = self.members.get_mut(class) else { return };
        if let (Some(place), Some(of)) = (self.place.get_mut(node), self.class.get_mut(node)) {
            (*place, *of) = (members.len(), class);
            members.push(node);
        }
    }

    fn take(&mut self, node: usize, class: usize) {
        let (Some(place), Some(members)) = (self.place.get(node).copied(), self.members.get_mut(class)) else { return };
        if place >= members.len() {
            return;
        }
        members.swap_remove(place);
        if let Some(moved) = members.get(place).copied()
            && let Some(there) = self.place.get_mut(moved)
        {
            *there = place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which nodes have a class with others, as groups in the order of their first nodes.
    fn groups(initial: &[usize], edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, class) in coarsest(initial, edges).into_iter().enumerate() {
            groups.entry(class).or_default().push(node);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
        groups.sort();
        groups
    }

    #[test]
    fn nodes_that_lead_to_the_same() {
        // 0 and 1 lead to 2 and 3, which are alike; 4 leads to 5, which is not.
        let edges = [vec![2], vec![3], vec![], vec![], vec![5], vec![]];
        assert_eq!(groups(&[0, 0, 1, 1, 0, 2], &edges), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn the_order_of_edges_counts() {
        let edges = [vec![3, 4], vec![4, 3], vec![3, 4], vec![], vec![]];
        assert_eq!(groups(&[0, 0, 0, 1, 2], &edges), [vec![0, 2]]);
    }

    #[test]
    fn circles_are_as_what_they_unroll_to() {
        // A circle of one, one of two, and a way into the first; and a circle that meets another end.
        let edges = [vec![0], vec![2], vec![1], vec![0], vec![5], vec![6], vec![]];
        assert_eq!(groups(&[0, 0, 0, 0, 0, 0, 1], &edges), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn long_chains_take_no_long_time() {
        // Two chains of equal length, which differ only from a third in their last node.
        let length = 100_000;
        let edges: Vec<Vec<usize>> =
            (0..3 * length).map(|node| if (node + 1) % length == 0 { vec![] } else { vec![node + 1] }).collect();
        let mut initial = vec![0; 3 * length];
        initial[3 * length - 1] = 1;
        let groups = groups(&initial, &edges);
        assert_eq!(groups.len(), length);
        assert_eq!(groups[0], [0, length]);
    }
}
