//! Which things hang together, when all that is known is which two are tied.

/// Things by number, in groups; each begins alone.
#[derive(Clone, Debug)]
pub(crate) struct Ties {
    /// A thing nearer to the first of its group; the first itself.
    nearer: Vec<usize>,
}

impl Ties {
    /// So many things, each alone.
    pub fn among(count: usize) -> Ties {
        Ties { nearer: (0..count).collect() }
    }

    /// Ties two things, and with them all that each is tied to.
    pub fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.nearer[a.max(b)] = a.min(b);
    }

    /// The first (lowest) of the things that this one is tied to.
    pub fn first(&mut self, mut at: usize) -> usize {
        while self.nearer[at] != at {
            self.nearer[at] = self.nearer[self.nearer[at]];
            at = self.nearer[at];
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::Ties;

    #[test]
    fn what_is_tied_to_the_same_is_tied() {
        let mut ties = Ties::among(6);
        for (a, b) in [(4, 2), (5, 4), (0, 1)] {
            ties.tie(a, b);
        }
        assert_eq!((0..6).map(|thing| ties.first(thing)).collect::<Vec<_>>(), [0, 0, 2, 3, 2, 2]);
    }
}
