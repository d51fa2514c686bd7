//! A row of rational numbers over one denominator: whole numbers while the arithmetic is done, reduced once a row.
//!
//! A simplex that keeps every number of its rows as a fraction of its own spends most of its time reducing them. Here a row
//! shares its denominator, so adding a multiple of one row to another is multiplications of whole numbers, and what all of
//! them have in common is divided out at the end. This keeps the numbers as short as reduced fractions over a common
//! denominator can be; rows of −1, 0 and 1, which sums are, stay in machine words.

use super::Exact;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Rational numbers at positions 0, 1, 2, …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(Form);

/// `terms[i] / over`, with `over` above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Small { over: i64, terms: Vec<i64> },
    Large { over: BigInt, terms: Vec<BigInt> },
}

impl Row {
    /// A row of zeros.
    pub fn zeros(length: usize) -> Row {
        Row(Form::Small { over: 1, terms: vec![0; length] })
    }

    /// One more zero at the end.
    pub fn push_zero(&mut self) {
        match &mut self.0 {
            Form::Small { terms, .. } => terms.push(0),
            Form::Large { terms, .. } => terms.push(BigInt::zero()),
        }
    }

    /// The sign of the number at a position: −1, 0 or 1.
    #[inline]
    pub fn sign(&self, position: usize) -> i32 {
        match &self.0 {
            Form::Small { terms, .. } => terms[position].signum() as i32,
            Form::Large { terms, .. } if terms[position].is_zero() => 0,
            Form::Large { terms, .. } => {
                if terms[position].is_negative() {
                    -1
                } else {
                    1
                }
            }
        }
    }

    /// The positions whose numbers are not zero.
    pub fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        let length = match &self.0 {
            Form::Small { terms, .. } => terms.len(),
            Form::Large { terms, .. } => terms.len(),
        };
        (0..length).filter(|&position| self.sign(position) != 0)
    }

    /// The number at a position.
    pub fn at(&self, position: usize) -> Exact {
        match &self.0 {
            Form::Small { over, terms } => Exact::over(terms[position].into(), (*over).into()),
            Form::Large { over, terms } => Exact::from(BigRational::new(terms[position].clone(), over.clone())),
        }
    }

    /// A row of this length with these numbers at these positions (each once), and zeros elsewhere.
    pub fn of(length: usize, numbers: &[(usize, &Exact)]) -> Row {
        let whole = |(position, number): &(usize, &Exact)| Some((*position, number.as_whole()?));
        if let Some(numbers) = numbers.iter().map(whole).collect::<Option<Vec<_>>>() {
            let mut terms = vec![0; length];
            numbers.into_iter().for_each(|(position, number)| terms[position] = number);
            return Row(Form::Small { over: 1, terms });
        }
        let numbers: Vec<(usize, BigRational)> = numbers.iter().map(|(position, number)| (*position, number.to_big())).collect();
        let over = numbers.iter().fold(BigInt::one(), |over, (_, number)| over.lcm(number.denom()));
        let mut terms = vec![BigInt::zero(); length];
        for (position, number) in numbers {
            terms[position] = number.numer() * (&over / number.denom());
        }
        Row::reduced(over, terms)
    }

    /// Adds `by` times another row.
    pub fn add_times(&mut self, by: &Exact, other: &Row) {
        let by = by.to_big();
        let (over, terms) = std::mem::replace(self, Row::zeros(0)).into_large();
        let (other_over, other_terms) = other.clone().into_large();
        let (own, its) = (by.denom() * &other_over, by.numer() * &over);
        let terms = terms.into_iter().zip(other_terms).map(|(a, b)| a * &own + b * &its).collect();
        *self = Row::reduced(over * own, terms);
    }

    /// Where the row says `y = Σ number·x`, what it says of the `x` at `position`, which is not zero: the row of that `x`, in
    /// which `y` has taken its position.
    pub fn solved_for(self, position: usize) -> Row {
        match self.0 {
            Form::Small { over, mut terms } => {
                let pivot = std::mem::replace(&mut terms[position], -over);
                if pivot > 0 {
                    terms.iter_mut().for_each(|term| *term = -*term);
                }
                Row(Form::Small { over: pivot.abs(), terms })
            }
            Form::Large { over, mut terms } => {
                let pivot = std::mem::replace(&mut terms[position], -over);
                if pivot.is_positive() {
                    terms.iter_mut().for_each(|term| *term = -std::mem::take(term));
                }
                Row(Form::Large { over: pivot.abs(), terms })
            }
        }
    }

    /// Puts `row` in the place of what stands at `position`: `number·row` is added and the number there becomes `number` times
    /// `row`'s own. Says what the change cost, in the time that one short number takes.
    pub fn substitute(&mut self, position: usize, row: &Row) -> u64 {
        if let (Form::Small { over, terms }, Form::Small { over: with_over, terms: with }) = (&mut self.0, &row.0) {
            let common = terms[position].gcd(with_over);
            let (factor, scale) = (std::mem::take(&mut terms[position]) / common, with_over / common);
            if scale == 1 && *over == 1 {
                // Sums of sums: whole numbers stay whole.
                let added = terms.iter().zip(with).map(|(term, with)| term.checked_add(factor.checked_mul(*with)?));
                if let Some(added) = added.map(|sum| sum.filter(|sum| *sum != i64::MIN)).collect::<Option<Vec<i64>>>() {
                    let cost = added.len() as u64;
                    *terms = added;
                    return cost;
                }
            }
            let (factor, scale) = (i128::from(factor), i128::from(scale));
            let wide: Vec<i128> =
                terms.iter().zip(with).map(|(term, with)| i128::from(*term) * scale + factor * i128::from(*with)).collect();
            *self = Row::reduced_wide(i128::from(*over) * scale, wide);
            return 4 * self.cost();
        }
        let (over, mut terms) = std::mem::replace(self, Row::zeros(0)).into_large();
        let widened;
        let (with_over, with) = match &row.0 {
            Form::Large { over, terms } => (over, terms),
            Form::Small { .. } => {
                widened = row.clone().into_large();
                (&widened.0, &widened.1)
            }
        };
        let factor = std::mem::take(&mut terms[position]);
        let common = factor.gcd(with_over);
        let (factor, scale) = (factor / &common, with_over / &common);
        for (term, with) in terms.iter_mut().zip(with) {
            if !scale.is_one() && !term.is_zero() {
                *term *= &scale;
            }
            if !with.is_zero() {
                *term += &factor * with;
            }
        }
        *self = Row::reduced(over * scale, terms);
        self.cost()
    }

    /// What its numbers cost to compute with.
    fn cost(&self) -> u64 {
        match &self.0 {
            Form::Small { terms, .. } => terms.len() as u64,
            Form::Large { over, terms } => {
                let words = over.bits() / 64 + 1;
                terms.iter().map(|term| if term.is_zero() { 1 } else { 8 + words * words }).sum()
            }
        }
    }

    fn into_large(self) -> (BigInt, Vec<BigInt>) {
        match self.0 {
            Form::Small { over, terms } => (over.into(), terms.into_iter().map(BigInt::from).collect()),
            Form::Large { over, terms } => (over, terms),
        }
    }

    /// Divides out what all the numbers have in common, and takes them into machine words where they fit.
    fn reduced(mut over: BigInt, mut terms: Vec<BigInt>) -> Row {
        let mut common = over.clone();
        for term in terms.iter().filter(|term| !term.is_zero()) {
            if common.is_one() {
                break;
            }
            // Most often it divides already, and then no more than one division is needed.
            let rest = term % &common;
            if !rest.is_zero() {
                common = common.gcd(&rest);
            }
        }
        if !common.is_one() {
            over /= &common;
            terms.iter_mut().filter(|term| !term.is_zero()).for_each(|term| *term /= &common);
        }
        let small = |n: &BigInt| n.to_i64().filter(|n| *n != i64::MIN);
        let fit = small(&over).and_then(|over| Some((over, terms.iter().map(small).collect::<Option<Vec<i64>>>()?)));
        match fit {
            Some((over, terms)) => Row(Form::Small { over, terms }),
            None => Row(Form::Large { over, terms }),
        }
    }

    fn reduced_wide(over: i128, terms: Vec<i128>) -> Row {
        let mut common = over;
        for &term in &terms {
            if common == 1 {
                break;
            }
            common = match (i64::try_from(common), i64::try_from(term)) {
                (Ok(common), Ok(term)) => common.gcd(&term).into(),
                _ => common.gcd(&term),
            };
        }
        let small = |n: i128| i64::try_from(n / common).ok().filter(|n| *n != i64::MIN);
        let fit = small(over).and_then(|over| Some((over, terms.iter().map(|term| small(*term)).collect::<Option<Vec<i64>>>()?)));
        match fit {
            Some((over, terms)) => Row(Form::Small { over, terms }),
            None => {
                let large = |n: i128| BigInt::from(n / common);
                Row(Form::Large { over: large(over), terms: terms.into_iter().map(large).collect() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(numbers: &[Exact]) -> Row {
        Row::of(numbers.len(), &numbers.iter().enumerate().collect::<Vec<_>>())
    }

    fn number() -> impl Strategy<Value = Exact> {
        let whole = prop_oneof![4 => -3i64..4, 1 => -2000i64..2000, 1 => any::<i64>()];
        let over = prop_oneof![4 => Just(1i64), 1 => 1i64..1000, 1 => 1i64..];
        (whole, over).prop_map(|(n, d)| Exact::over(n.into(), d.into()))
    }

    proptest! {
        #[test]
        fn a_pivot_is_what_numbers_one_by_one_make_of_it(
            mut a in prop::collection::vec(number(), 6), b in prop::collection::vec(number(), 6), position in 0usize..6,
        ) {
            if a[position].is_zero() {
                a[position] = Exact::ONE;
            }
            let inverse = a[position].inverse();
            let turned: Vec<Exact> =
                (0..6).map(|i| if i == position { inverse.clone() } else { -&(&a[i] * &inverse) }).collect();
            let solved = row(&a).solved_for(position);
            let mut put = row(&b);
            put.substitute(position, &solved);
            for i in 0..6 {
                prop_assert_eq!(&solved.at(i), &turned[i]);
                prop_assert_eq!(solved.sign(i), turned[i].sign());
                let own = if i == position { Exact::ZERO } else { b[i].clone() };
                prop_assert_eq!(put.at(i), &own + &(&b[position] * &turned[i]));
            }
            let mut more = row(&b);
            more.add_times(&a[position], &row(&a));
            for i in 0..6 {
                prop_assert_eq!(more.at(i), &b[i] + &(&a[position] * &a[i]));
            }
        }
    }
}
