//! Every sum told in leaves: the free cells (months of exports by partner, say) that all other cells are sums of.
//!
//! With it a handful of figures becomes a handful of rows, however large the network: one row for each level, two for each growth,
//! and leaves that occur alike in all rows count as one. That is what makes "do these figures alone clash?" a question of
//! microseconds.

use crate::network::{CellId, IdentityId, Kind, Law, Network};

/// A cell as a signed sum of leaves, by leaf in ascending order.
pub type Expansion = Vec<(CellId, i64)>;

/// How every cell is made up of leaves.
#[derive(Clone, Debug)]
pub struct Leaves {
    /// For each cell its leaves; a leaf is itself.
    pub of: Vec<Expansion>,
    /// For each cell the sum that gives it, if it is no leaf.
    pub defined_by: Vec<Option<IdentityId>>,
    /// For each cell a number higher than those of the cells that its sum is made of.
    pub rank: Vec<u32>,
    /// Sums that define no cell and are not implied by those that do: what they say of the leaves, as `Σ = 0`.
    pub ties: Vec<(IdentityId, Expansion)>,
}

/// Tells all sums in leaves.
pub fn leaves(network: &Network) -> Leaves {
    let mut defined_by = vec![None; network.cells.len()];
    let mut others = Vec::new();
    for (index, identity) in network.identities.iter().enumerate() {
        let Law::Sum { whole, parts } = &identity.law else { continue };
        let id = IdentityId(index as u32);
        // A rest is what is left of its whole; points are what two shares differ by; every other sum defines its whole.
        let defined = match identity.kind {
            Kind::PartOf | Kind::SharePoints => parts[parts.len() - 1].1,
            _ => *whole,
        };
        match &mut defined_by[defined.0 as usize] {
            slot @ None => *slot = Some(id),
            Some(_) => others.push(id),
        }
    }
    let mut told = Telling {
        network,
        defined_by,
        of: vec![None; network.cells.len()],
        sum: vec![0; network.cells.len()],
        touched: Vec::new(),
        cut: Vec::new(),
        rank: vec![0; network.cells.len()],
        told: 0,
    };
    for cell in 0..network.cells.len() {
        told.tell(CellId(cell as u32));
    }
    others.append(&mut told.cut);
    let ties = others.into_iter().map(|id| (id, told.leftover(id))).filter(|(_, left)| !left.is_empty()).collect();
    let Telling { defined_by, of, rank, .. } = told;
    Leaves { of: of.into_iter().map(Option::unwrap_or_default).collect(), defined_by, rank, ties }
}

/// The cell that a sum defines, as a signed sum of the sum's other cells.
pub fn defining_terms(network: &Network, id: IdentityId, defined: CellId) -> Vec<(CellId, i64)> {
    let Law::Sum { whole, parts } = &network.identities[id.0 as usize].law else { return Vec::new() };
    let sign = |adds: bool| if adds { 1 } else { -1 };
    if defined == *whole {
        return parts.iter().map(|&(adds, part)| (part, sign(adds))).collect();
    }
    let others = parts.iter().filter(|(_, part)| *part != defined).map(|&(adds, part)| (part, -sign(adds)));
    [(*whole, 1)].into_iter().chain(others).collect()
}

struct Telling<'a> {
    network: &'a Network,
    defined_by: Vec<Option<IdentityId>>,
    of: Vec<Option<Expansion>>,
    /// Scratch: the coefficient of each leaf, and which are not zero.
    sum: Vec<i64>,
    touched: Vec<CellId>,
    /// Sums that would have defined a cell by itself.
    cut: Vec<IdentityId>,
    rank: Vec<u32>,
    told: u32,
}

impl Telling<'_> {
    fn tell(&mut self, cell: CellId) {
        // An explicit stack: chains of sums can be as long as a file is.
        let mut waiting = vec![cell];
        while let Some(&top) = waiting.last() {
            if self.of[top.0 as usize].is_some() {
                waiting.pop();
                continue;
            }
            let Some(id) = self.defined_by[top.0 as usize] else {
                self.of[top.0 as usize] = Some(vec![(top, 1)]);
                waiting.pop();
                continue;
            };
            let terms = defining_terms(self.network, id, top);
            let missing: Vec<CellId> = terms.iter().map(|(cell, _)| *cell).filter(|c| self.of[c.0 as usize].is_none()).collect();
            // Sums that define one another in a ring (they never should): the ring is cut open, and the sum becomes a leftover.
            if missing.iter().any(|cell| waiting.contains(cell)) {
                self.of[top.0 as usize] = Some(vec![(top, 1)]);
                self.defined_by[top.0 as usize] = None;
                self.cut.push(id);
                continue;
            }
            if missing.is_empty() {
                self.of[top.0 as usize] = Some(self.add(&terms));
                self.told += 1;
                self.rank[top.0 as usize] = self.told;
                waiting.pop();
            } else {
                waiting.extend(missing);
            }
        }
    }

    fn add(&mut self, terms: &[(CellId, i64)]) -> Expansion {
        for (cell, times) in terms {
            for &(leaf, coefficient) in self.of[cell.0 as usize].as_deref().unwrap_or_default() {
                let slot = &mut self.sum[leaf.0 as usize];
                if *slot == 0 {
                    self.touched.push(leaf);
                }
                *slot += times * coefficient;
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        let sum = &mut self.sum;
        self.touched.drain(..).map(|leaf| (leaf, std::mem::take(&mut sum[leaf.0 as usize]))).filter(|(_, c)| *c != 0).collect()
    }

    /// What a sum that defines no cell says of the leaves: `Σ = 0`.
    fn leftover(&mut self, id: IdentityId) -> Expansion {
        let Law::Sum { whole, parts } = &self.network.identities[id.0 as usize].law else { return Vec::new() };
        let parts = parts.iter().map(|&(adds, part)| (part, if adds { -1 } else { 1 }));
        let terms: Vec<(CellId, i64)> = [(*whole, 1)].into_iter().chain(parts).collect();
        self.add(&terms)
    }
}
