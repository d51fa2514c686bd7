//! Codes once understood: a file of a million rows has some hundred countries, so each code is looked up once.

use std::collections::HashMap;

/// More different codes, or longer ones, are understood anew each time: memory is bounded whatever a file holds.
const MOST: usize = 1 << 16;
const LONGEST: usize = 256;

/// What the codes of one column mean.
#[derive(Debug)]
pub(super) struct Memory<T> {
    last: Vec<u8>,
    last_at: Option<usize>,
    places: HashMap<Box<[u8]>, usize>,
    meanings: Vec<T>,
}

impl<T> Default for Memory<T> {
    fn default() -> Memory<T> {
        Memory { last: Vec::new(), last_at: None, places: HashMap::new(), meanings: Vec::new() }
    }
}

impl<T> Memory<T> {
    /// What a code means, asked of `learn` where it is new.
    pub fn recall(&mut self, code: &[u8], learn: impl FnOnce() -> T) -> &T {
        let at = match self.last_at {
            Some(at) if self.last == code => at,
            _ => match self.places.get(code) {
                Some(&at) => at,
                None => {
                    // What is not kept stands behind what is, until the next that is new.
                    let at = self.places.len();
                    self.meanings.truncate(at);
                    self.meanings.push(learn());
                    self.last_at = None;
                    if at == MOST || code.len() > LONGEST {
                        return &self.meanings[at];
                    }
                    self.places.insert(code.into(), at);
                    at
                }
            },
        };
        if code.len() <= LONGEST {
            self.last.clear();
            self.last.extend_from_slice(code);
            self.last_at = Some(at);
        }
        &self.meanings[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_learnt_once_and_too_many_are_not_kept() {
        let mut memory = Memory::default();
        assert_eq!(*memory.recall(b"a", || 1), 1);
        assert_eq!(*memory.recall(b"b", || 2), 2);
        assert_eq!(*memory.recall(b"a", || 3), 1);
        let long = [b'x'; LONGEST + 1];
        assert_eq!(*memory.recall(&long, || 4), 4);
        assert_eq!(*memory.recall(&long, || 5), 5, "not kept");
        assert_eq!(*memory.recall(b"c", || 6), 6);
        assert_eq!(*memory.recall(b"c", || 7), 6);
        assert_eq!(*memory.recall(&long, || 8), 8);
        assert_eq!(*memory.recall(b"a", || 9), 1);
        for code in 0..2 * MOST {
            memory.recall(code.to_string().as_bytes(), || 0);
        }
        assert!(memory.places.len() <= MOST && memory.meanings.len() <= MOST + 1);
    }
}
