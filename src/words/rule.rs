//! The rules of the hedge table, as a domain expert writes them: `[n - G/2, n + G/2]`, `(n, n + S]`, `[floor, inf)`.
//!
//! A rule is two ends between brackets, `[` `]` closed and `(` `)` open; `inf` is no end. An end is a sum of products of numbers
//! (`2`, `0.5`, `90%`), letters (`n u G S w floor`), `min(…)`, `max(…)`, `when_round(…)` and brackets; `2 S` multiplies.

use super::unreduced::Unreduced;
use crate::exact::{End, Interval, Ratio, decimal};
use std::cmp::Ordering;

/// What the letters of a rule stand for, all in the printed scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The number.
    pub n: Unreduced,
    /// u: its last printed place.
    pub last_place: Unreduced,
    /// G: its granularity.
    pub granularity: Unreduced,
    /// S: the step to the next round number.
    pub step: Unreduced,
    /// w: the hedge's elicited width.
    pub width: Unreduced,
    /// The least that such a number can be.
    pub floor: Unreduced,
    /// Whether it ends in zeros.
    pub round: bool,
}

/// An interval in terms of [`Letters`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    low: Option<Term>,
    low_open: bool,
    high: Option<Term>,
    high_open: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Number(Unreduced),
    Letter(char),
    WhenRound(Box<Term>),
    Least(Vec<Term>),
    Greatest(Vec<Term>),
    Operation(Box<Term>, char, Box<Term>),
}

impl Rule {
    /// Reads a rule.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(text: &str) -> Result<Rule, String> {
        let mut signs = Signs { rest: text.trim() };
        let low_open = signs.bracket('[', '(').ok_or_else(|| format!("the rule \"{text}\" does not begin with [ or ("))?;
        let mut read = || -> Option<Rule> {
            let low = signs.end()?;
            signs.take(',').then_some(())?;
            let high = signs.end()?;
            let high_open = signs.bracket(']', ')')?;
            signs.rest.is_empty().then_some(Rule { low, low_open, high, high_open })
        };
        read().ok_or_else(|| format!("the rule \"{text}\" cannot be read at \"{}\"", signs.rest))
    }

    /// The interval, its low end with `below`'s letters and its high end with `above`'s, times `scale`; `None` on overflow.
    pub fn interval(&self, below: &Letters, above: &Letters, scale: Ratio) -> Option<Interval> {
        let scale = Unreduced::from(scale);
        let end = |term: &Option<Term>, letters: &Letters, open: bool| match term {
            None => Some(None),
            Some(term) => Some(Some(End { at: term.value(letters)?.times(scale)?.reduced(), open })),
        };
        Some(Interval { low: end(&self.low, below, self.low_open)?, high: end(&self.high, above, self.high_open)? })
    }
}

impl Term {
    fn value(&self, letters: &Letters) -> Option<Unreduced> {
        match self {
            Term::Number(number) => Some(*number),
            Term::Letter(letter) => match letter {
                'n' => Some(letters.n),
                'u' => Some(letters.last_place),
                'G' => Some(letters.granularity),
                'S' => Some(letters.step),
                'w' => Some(letters.width),
                _ => Some(letters.floor),
            },
            Term::WhenRound(term) => {
                if letters.round {
                    term.value(letters)
                } else {
                    Some(Unreduced::ZERO)
                }
            }
            Term::Least(terms) => best(terms, letters, Ordering::Less),
            Term::Greatest(terms) => best(terms, letters, Ordering::Greater),
            Term::Operation(left, sign, right) => {
                let (left, right) = (left.value(letters)?, right.value(letters)?);
                match sign {
                    '+' => left.plus(right),
                    '-' => left.plus(right.negated()),
                    '*' => left.times(right),
                    _ => left.over(right),
                }
            }
        }
    }
}

/// The least or the greatest of several terms.
fn best(terms: &[Term], letters: &Letters, wanted: Ordering) -> Option<Unreduced> {
    let (first, others) = terms.split_first()?;
    others.iter().try_fold(first.value(letters)?, |best, term| {
        let value = term.value(letters)?;
        Some(if value.compare(best)? == wanted { value } else { best })
    })
}

/// What is left to read of a rule.
struct Signs<'a> {
    rest: &'a str,
}

impl Signs<'_> {
    fn take(&mut self, sign: char) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    /// Whether the bracket here is the open one.
    fn bracket(&mut self, closed: char, open: char) -> Option<bool> {
        if self.take(closed) { Some(false) } else { self.take(open).then_some(true) }
    }

    fn word(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') => {
                self.rest = rest.trim_start();
                true
            }
            _ => false,
        }
    }

    fn end(&mut self) -> Option<Option<Term>> {
        if self.word("inf") { Some(None) } else { self.sum().map(Some) }
    }

    fn sum(&mut self) -> Option<Term> {
        let mut sum = self.product()?;
        loop {
            let sign = if self.take('+') {
                '+'
            } else if self.take('-') {
                '-'
            } else {
                return Some(sum);
            };
            sum = Term::Operation(Box::new(sum), sign, Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Option<Term> {
        let mut product = self.atom()?;
        loop {
            let sign = if self.take('/') {
                '/'
            } else if self.take('*') || self.rest.starts_with(|c: char| c.is_alphanumeric() || c == '(') {
                '*'
            } else {
                return Some(product);
            };
            product = Term::Operation(Box::new(product), sign, Box::new(self.atom()?));
        }
    }

    fn atom(&mut self) -> Option<Term> {
        if self.take('(') {
            let inner = self.sum()?;
            return self.take(')').then_some(inner);
        }
        for (letter, name) in [('n', "n"), ('u', "u"), ('G', "G"), ('S', "S"), ('w', "w"), ('f', "floor")] {
            if self.word(name) {
                return Some(Term::Letter(letter));
            }
        }
        if self.word("when_round") {
            let mut terms = self.list()?;
            return (terms.len() == 1).then(|| terms.pop())?.map(|term| Term::WhenRound(Box::new(term)));
        }
        if self.word("min") {
            return self.list().map(Term::Least);
        }
        if self.word("max") {
            return self.list().map(Term::Greatest);
        }
        let length = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let number = decimal(&self.rest[..length])?;
        self.rest = self.rest[length..].trim_start();
        let number = if self.take('%') { number / Ratio::from_integer(100) } else { number };
        Some(Term::Number(number.into()))
    }

    fn list(&mut self) -> Option<Vec<Term>> {
        if !self.take('(') {
            return None;
        }
        let mut terms = vec![self.sum()?];
        while self.take(',') {
            terms.push(self.sum()?);
        }
        self.take(')').then_some(terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_and_evaluated() {
        let number = Ratio::from_integer;
        let letters = Letters {
            n: number(470).into(),
            last_place: number(1).into(),
            granularity: number(10).into(),
            step: number(10).into(),
            width: number(18).into(),
            floor: number(0).into(),
            round: true,
        };
        for (rule, interval) in [
            ("[n - G/2, n + G/2]", Interval::closed(number(465), number(475))),
            ("(n, inf)", Interval::more_than(number(470))),
            ("[max(0, n - 2 S), n]", Interval::closed(number(450), number(470))),
            ("[10% n, 2 (n + u) - w]", Interval::closed(number(47), number(924))),
            ("[when_round(1), min(3, 2, u)]", Interval::closed(number(1), number(1))),
        ] {
            assert_eq!(Rule::read(rule).unwrap().interval(&letters, &letters, number(1)), Some(interval), "{rule}");
        }
    }

    #[test]
    fn broken_rules_say_where() {
        for rule in ["", "n, n]", "[n n", "[n, n] n", "[q, n]", "[n, n +]", "[min, n]", "[when_round(1, 2), n]", "[1.2.3, n]"] {
            assert!(Rule::read(rule).is_err(), "{rule}");
        }
        assert_eq!(Rule::read("[n - H, n]").unwrap_err(), "the rule \"[n - H, n]\" cannot be read at \"H, n]\"");
    }
}
