//! The network laid out for speed: each identity's cells side by side, and for each cell the identities it is in.

use crate::network::{CellId, Kind, Law, Network};

/// A law over flat cell numbers.
#[derive(Clone, Copy, Debug)]
pub enum Wire {
    /// `Σ sign·cell = 0` over this range of [`Wiring::terms`]; the whole is first, with sign −1.
    Sum {
        /// First term.
        from: u32,
        /// The one after the last.
        to: u32,
    },
    /// `whole = base · factor^power`.
    Product {
        /// The left side.
        whole: u32,
        /// What is multiplied.
        base: u32,
        /// By what.
        factor: u32,
        /// How many times over.
        power: u32,
        /// Whether the factor need not exist: from nothing to something there is no growth, and nothing has no shares. (Where a
        /// figure speaks of one, it presupposes that the base is something.)
        is_ratio: bool,
    },
}

/// All laws, flat.
#[derive(Clone, Debug)]
pub struct Wiring {
    /// One for each identity.
    pub wires: Vec<Wire>,
    /// The terms of all sums: whether the cell is added, and the cell.
    pub terms: Vec<(bool, u32)>,
    starts: Vec<u32>,
    identities: Vec<u32>,
}

impl Wiring {
    /// Lays a network out.
    pub fn of(network: &Network) -> Wiring {
        let mut wires = Vec::with_capacity(network.identities.len());
        let mut terms = Vec::new();
        for identity in &network.identities {
            wires.push(match &identity.law {
                Law::Sum { whole, parts } => {
                    let from = terms.len() as u32;
                    terms.push((false, whole.0));
                    terms.extend(parts.iter().map(|(adds, part)| (*adds, part.0)));
                    Wire::Sum { from, to: terms.len() as u32 }
                }
                Law::Product { whole, base, factor, power } => Wire::Product {
                    whole: whole.0,
                    base: base.0,
                    factor: factor.0,
                    power: *power,
                    is_ratio: matches!(identity.kind, Kind::Growth | Kind::AverageGrowth | Kind::Share | Kind::Norm),
                },
            });
        }
        let mut wiring = Wiring { wires, terms, starts: vec![0; network.cells.len() + 1], identities: Vec::new() };
        for identity in 0..wiring.wires.len() {
            wiring.each_cell(identity, &mut |starts: &mut Vec<u32>, cell| starts[cell as usize + 1] += 1);
        }
        for cell in 0..network.cells.len() {
            wiring.starts[cell + 1] += wiring.starts[cell];
        }
        let mut next = wiring.starts.clone();
        let mut identities = vec![0; wiring.starts[network.cells.len()] as usize];
        for identity in 0..wiring.wires.len() {
            for cell in wiring.cells(identity) {
                identities[next[cell as usize] as usize] = identity as u32;
                next[cell as usize] += 1;
            }
        }
        wiring.identities = identities;
        wiring
    }

    fn each_cell(&mut self, identity: usize, act: &mut impl FnMut(&mut Vec<u32>, u32)) {
        for cell in self.cells(identity) {
            act(&mut self.starts, cell);
        }
    }

    /// The cells of an identity; a sum's whole first.
    pub fn cells(&self, identity: usize) -> Vec<u32> {
        match self.wires[identity] {
            Wire::Sum { from, to } => self.terms[from as usize..to as usize].iter().map(|(_, cell)| *cell).collect(),
            Wire::Product { whole, base, factor, .. } => vec![whole, base, factor],
        }
    }

    /// One cell of an identity.
    pub fn first_cell(&self, identity: u32) -> u32 {
        match self.wires[identity as usize] {
            Wire::Sum { from, .. } => self.terms[from as usize].1,
            Wire::Product { whole, .. } => whole,
        }
    }

    /// The identities that a cell is in.
    pub fn identities(&self, cell: CellId) -> &[u32] {
        &self.identities[self.starts[cell.0 as usize] as usize..self.starts[cell.0 as usize + 1] as usize]
    }
}
