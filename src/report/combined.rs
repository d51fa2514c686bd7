//! Several identities added up, as arithmetic that a reader can redo:
//!
//! > Turnover in January 2024 must have been at most 0 mn USD. Add up, each as many times as shown:
//! > once: 1.2625 × exports in January 2023 ≤ exports in January 2024 (out.growth)
//! > once: exports in January 2024 + imports in January 2024 = turnover in January 2024
//! > …
//! > That leaves: about 0.2936 × turnover in January 2024 + about 0.161 × exports in January 2023 ≤ 0.
//!
//! Every line is turned so that it is added and never taken away, and the multipliers are divided by the commonest of them.
//! Turnover and balance together, the one case that everybody meets, are told as the rule of thumb that they are.

use super::printed::{Toward, exact};
use super::ranges::Tally;
use super::sentences::{Teller, capitalised};
use crate::network::{CellId, IdentityId, Kind, Law};
use crate::solver::proof::{Side, Step};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

/// Wholes of at most this many parts are written out.
const WRITTEN_OUT: usize = 4;
/// Digits of a multiplier that does not end before.
const DIGITS: u32 = 4;

/// One identity as it is added: left ≤ right, or both equal.
struct Row {
    times: BigRational,
    left: Vec<(BigRational, CellId)>,
    right: Vec<(BigRational, CellId)>,
    is_equal: bool,
    /// The step that bounds its factor.
    factor: Option<usize>,
    id: IdentityId,
}

impl Teller<'_> {
    /// A combination that is a rule of thumb: "exports are half of turnover plus balance: (100 + 20) / 2".
    pub(super) fn rule_of_thumb(&self, rows: &[(IdentityId, BigInt)], step: &Step) -> Option<String> {
        let [(one, _), (other, _)] = rows else { return None };
        let sum = |kind: Kind| {
            let identity = [one, other].into_iter().filter_map(|id| self.network.identities.get(id.0 as usize));
            match &identity.clone().find(|identity| identity.kind == kind)?.law {
                Law::Sum { whole, parts } => Some((*whole, parts.first()?.1, parts.get(1)?.1)),
                Law::Product { .. } => None,
            }
        };
        let ((turnover, exports, imports), (balance, _, _)) = (sum(Kind::Turnover)?, sum(Kind::Balance)?);
        let used = |cell: CellId| step.uses.iter().copied().find(|&used| self.proof.steps[used].cell == cell);
        let number = |cell: CellId| Some(self.number(&self.proof.steps[used(cell)?]).text);
        let uses = self.uses(&step.uses);
        let (rule, sum) = if step.cell == exports {
            ("they are half of turnover plus balance", format!("({} + {}) / 2", number(turnover)?, number(balance)?))
        } else if step.cell == imports {
            ("they are half of turnover minus balance", format!("({} - {}) / 2", number(turnover)?, number(balance)?))
        } else if step.cell == turnover && used(exports).is_some() {
            ("it is twice the exports minus the balance", format!("2 × {} - {}", number(exports)?, number(balance)?))
        } else if step.cell == turnover {
            ("it is twice the imports plus the balance", format!("2 × {} + {}", number(imports)?, number(balance)?))
        } else if step.cell == balance && used(exports).is_some() {
            ("it is twice the exports minus turnover", format!("2 × {} - {}", number(exports)?, number(turnover)?))
        } else if step.cell == balance {
            ("it is turnover minus twice the imports", format!("{} - 2 × {}", number(turnover)?, number(imports)?))
        } else {
            return None;
        };
        Some(format!("{rule}: {uses}, so {}", sum.replace("- -", "+ ").replace("+ -", "- ")))
    }

    /// The lines that are added up, and what they leave; `None` where a factor's bound is not among the steps used.
    pub(super) fn added_up(&self, rows: &[(IdentityId, BigInt)], step: &Step) -> Option<Vec<String>> {
        let rows = [false, true].into_iter().find_map(|turned| self.turned(rows, turned, step))?;
        let unit = commonest(rows.iter().map(|row| &row.times))?;
        let mut told: Vec<String> = Vec::new();
        let mut left: BTreeMap<CellId, BigRational> = BTreeMap::new();
        for row in &rows {
            let times = &row.times / &unit;
            for (sign, side) in [(1, &row.left), (-1, &row.right)] {
                for (coefficient, cell) in side {
                    *left.entry(*cell).or_insert_with(BigRational::zero) +=
                        coefficient * &times * BigRational::from_integer(sign.into());
                }
            }
            let often = if times.is_one() { "once".to_string() } else { format!("{} times", short(&times)) };
            let relation = if row.is_equal { "=" } else { "≤" };
            let reference = row.factor.map(|factor| self.references(&[factor])).filter(|reference| !reference.is_empty());
            let reference = reference.map_or(String::new(), |reference| format!(" {reference}"));
            told.push(format!("{often}: {} {relation} {}{reference}", self.side(row, &row.left), self.side(row, &row.right)));
        }
        left.retain(|_, coefficient| !coefficient.is_zero());
        let sum = self.put_in(&left, step).map_or(String::new(), |sum| format!(": {sum}"));
        let (positive, negative): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, coefficient)| coefficient.is_positive());
        let swap =
            |terms: Vec<(CellId, BigRational)>| terms.into_iter().map(|(cell, times)| (times.abs(), cell)).collect::<Vec<_>>();
        let (positive, negative) = (self.terms(&swap(positive)), self.terms(&swap(negative)));
        let relation = if rows.iter().all(|row| row.is_equal) { "=" } else { "≤" };
        let factors: Vec<Option<usize>> = rows.iter().map(|row| row.factor).collect();
        let put_in: Vec<usize> = step.uses.iter().copied().filter(|used| !factors.contains(&Some(*used))).collect();
        let put_in: Vec<usize> = put_in.into_iter().filter(|&used| !self.goes_without_saying(used)).collect();
        let put_in = self.uses(&put_in);
        let put_in = if put_in.is_empty() { put_in } else { format!(", where {put_in}") };
        told.push(format!("that leaves: {positive} {relation} {negative}{put_in}{sum}"));
        Some(told)
    }

    /// What is left, with the numbers put in and solved for the step's cell: "(15123.75 + 20998.35) / 1.26".
    fn put_in(&self, left: &BTreeMap<CellId, BigRational>, step: &Step) -> Option<String> {
        let own = left.get(&step.cell)?;
        let (mut told, mut terms, mut total) = (String::new(), 0, BigRational::zero());
        for (cell, coefficient) in left.iter().filter(|(cell, _)| **cell != step.cell) {
            let used = step.uses.iter().map(|&used| &self.proof.steps[used]).find(|used| used.cell == *cell)?;
            let times = -coefficient * own.signum();
            total += &times * &used.at;
            if used.at.is_zero() {
                continue;
            }
            let size = times.abs();
            let is_short = !short(&size).starts_with("about");
            if !is_short || self.size(used) != self.size(step) {
                return None;
            }
            let number = self.number(used).text;
            let number = if size.is_one() { number } else { format!("{} × {number}", short(&size)) };
            let sign = match (terms, times.is_negative()) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            told.push_str(&format!("{sign}{number}"));
            terms += 1;
        }
        let by = own.abs();
        let has_two_signs = ["--", "+ -", "- -"].iter().any(|signs| told.contains(signs));
        if terms == 0 || has_two_signs || total / &by != step.at || short(&by).starts_with("about") {
            return None;
        }
        Some(match (by.is_one(), terms) {
            (true, _) => told,
            (false, 1) => format!("{told} / {}", short(&by)),
            (false, _) => format!("({told}) / {}", short(&by)),
        })
    }

    /// The rows, each turned so that it is added; `None` if that does not give the step's side.
    fn turned(&self, rows: &[(IdentityId, BigInt)], turned: bool, step: &Step) -> Option<Vec<Row>> {
        let mut own = BigRational::zero();
        let mut all = Vec::with_capacity(rows.len());
        for (id, times) in rows {
            let times = BigRational::from_integer(if turned { -times } else { times.clone() });
            let one = BigRational::one;
            let (whole, right, factor) = match &self.network.identities.get(id.0 as usize)?.law {
                Law::Sum { whole, parts } => {
                    let part = |(adds, cell): &(bool, CellId)| (if *adds { one() } else { -one() }, *cell);
                    (*whole, parts.iter().map(part).collect::<Vec<_>>(), None)
                }
                Law::Product { whole, base, factor, power } => {
                    let side = if times.is_positive() { Side::High } else { Side::Low };
                    let of_factor =
                        |used: &usize| self.proof.steps.get(*used).is_some_and(|used| used.cell == *factor && used.side == side);
                    let used = step.uses.iter().copied().find(of_factor)?;
                    let at = num_traits::pow(self.proof.steps[used].at.clone(), *power as usize);
                    (*whole, vec![(at, *base)], Some(used))
                }
            };
            let coefficient = |terms: &[(BigRational, CellId)]| {
                terms.iter().filter(|(_, cell)| *cell == step.cell).map(|(times, _)| times.clone()).sum::<BigRational>()
            };
            let (left, right) = (vec![(one(), whole)], right);
            own += &times * (coefficient(&left) - coefficient(&right));
            let (left, right) = if times.is_positive() { (left, right) } else { (right, left) };
            all.push(Row { times: times.abs(), left, right, is_equal: factor.is_none(), factor, id: *id });
        }
        let is_this_side = own.is_positive() == (step.side == Side::High);
        // What somebody said comes before what holds anyway.
        all.sort_by_key(|row| row.is_equal);
        (!own.is_zero() && is_this_side).then_some(all)
    }

    /// One side of a row: its terms, or of a whole with many parts how many.
    fn side(&self, row: &Row, terms: &[(BigRational, CellId)]) -> String {
        let identity = self.network.identities.get(row.id.0 as usize);
        match (identity.map(|identity| identity.kind), terms) {
            (Some(Kind::Time), many) if many.len() > WRITTEN_OUT => format!("its {} parts in time", many.len()),
            (Some(Kind::Parts), many) if many.len() > WRITTEN_OUT => format!("its {} parts", many.len()),
            _ => self.terms(terms),
        }
    }

    /// "1.2625 × exports in 2023 + imports in 2023"
    fn terms(&self, terms: &[(BigRational, CellId)]) -> String {
        if terms.is_empty() {
            return "0".into();
        }
        let mut told = String::new();
        for (place, (times, cell)) in terms.iter().enumerate() {
            let sign = match (place, times.is_negative()) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            let name = self.node(*cell).map_or(String::new(), |node| self.short.without_unit_beside(&node.quantity));
            let times = times.abs();
            let times = if times.is_one() { String::new() } else { format!("{} × ", short(&times)) };
            told.push_str(&format!("{sign}{times}{name}"));
        }
        told
    }
}

/// The sentence that the lines stand under.
pub(super) fn heading(name: &str, bound: &str) -> String {
    format!("{} must have been {bound}. Add up, each as many times as shown:", capitalised(name))
}

/// The multiplier that most rows have; of several the largest.
fn commonest<'a>(all: impl Iterator<Item = &'a BigRational>) -> Option<BigRational> {
    let mut counts: BTreeMap<&BigRational, usize> = BTreeMap::new();
    for times in all {
        *counts.entry(times).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(times, count)| (*count, (*times).clone())).map(|(times, _)| times.clone())
}

/// A multiplier: in full if it is short, else to four digits.
fn short(times: &BigRational) -> String {
    let digits = super::gauge::Digits { at_least: DIGITS, places: 0 };
    let shown = super::gauge::Gauge::for_ends(&Tally::Number, &super::Units::default(), [Some(times), None]).shown(
        times,
        Toward::Below,
        digits,
    );
    if shown.is_exact { exact(times) } else { format!("about {}", shown.text) }
}
