//! Why one identity, or a combination of several, gives a bound: the part of a sentence behind "because".

use super::printed::exact;
use super::ranges::{Digits, Tally, bound};
use super::sentences::{Teller, in_words};
use crate::figures::Cell;
use crate::network::{CellId, Identity, IdentityId, Kind, Law, Quantity};
use crate::solver::proof::{Cause, Side, Step};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

impl Teller<'_> {
    /// Why one identity gives the step's bound.
    pub(super) fn reason(&self, id: IdentityId, step: &Step) -> String {
        let Some(identity) = self.network.identities.get(id.0 as usize) else { return self.uses(&step.uses) };
        let told = match &identity.law {
            Law::Sum { whole, parts } => self.sum(identity.kind, *whole, parts.len(), step),
            Law::Product { whole, base, factor, power } => {
                let is_growth = matches!(identity.kind, Kind::Growth | Kind::AverageGrowth);
                is_growth.then(|| self.change([*whole, *base, *factor], *power, step)).flatten()
            }
        };
        let told = told.unwrap_or_else(|| match self.uses(&step.uses) {
            uses if uses.is_empty() => self.law(identity),
            uses => uses,
        });
        match &identity.law {
            Law::Product { whole, base, factor, power } => {
                let sum = self.multiplied([*whole, *base, *factor], *power, step).unwrap_or_default();
                format!("{told}{sum}")
            }
            Law::Sum { .. } => told,
        }
    }

    /// What was multiplied or divided, in figures: ": 4.65 / 1.2365"; `None` where that is not all there is to it.
    fn multiplied(&self, [whole, base, factor]: [CellId; 3], power: u32, step: &Step) -> Option<String> {
        let (same, other) = (step.side, step.side.other());
        let used = |cell: CellId, side: Side| {
            let used = &self.proof.steps[self.use_of(step, cell, side)?];
            (!used.at.is_zero()).then_some(used)
        };
        let number = |step: &Step| self.number(step).text;
        if step.cell == factor {
            let (whole, base) = (used(whole, same)?, used(base, other)?);
            let is_all = power == 1 && &whole.at / &base.at == step.at && self.size(whole) == self.size(base);
            let minus_one = if self.node(factor)?.is_growth { " - 1" } else { "" };
            return is_all.then(|| format!(": {} / {}{minus_one}", number(whole), number(base)));
        }
        let times = used(factor, if step.cell == whole { same } else { other })?;
        let level = if step.cell == whole { used(base, same)? } else { used(whole, same)? };
        let power_of = num_traits::pow(times.at.clone(), power as usize);
        let result = if step.cell == whole { &level.at * power_of } else { &level.at / power_of };
        if result != step.at || self.size(level) != self.size(step) {
            return None;
        }
        let node = self.node(factor)?;
        let printed = self.number(times).value * self.size(times);
        let mut factor = exact(&if node.is_growth { printed + BigRational::one() } else { printed });
        if power > 1 {
            factor.push_str(&format!("^{power}"));
        }
        let sign = if step.cell == whole { '×' } else { '/' };
        Some(format!(": {} {sign} {factor}", number(level)))
    }

    /// Sums are told from the quantity's own side: "it is a part of turnover in 2022, which was …, of which …".
    fn sum(&self, kind: Kind, whole: CellId, parts: usize, step: &Step) -> Option<String> {
        let is_parted = matches!(kind, Kind::Time | Kind::Parts | Kind::PartOf);
        let is_of_whole = |used: &usize| self.proof.steps.get(*used).is_some_and(|used| used.cell == whole);
        let (of_whole, others): (Vec<usize>, Vec<usize>) = step.uses.iter().copied().partition(is_of_whole);
        let said: Vec<usize> = others.iter().copied().filter(|&used| !(is_parted && self.goes_without_saying(used))).collect();
        // Where nothing but what goes without saying is used, it is said: that a part is something.
        let is_stated = |used: &usize| self.proof.steps.get(*used).is_some_and(|used| used.cause != Cause::Given);
        let stated: Vec<usize> = others.iter().copied().filter(is_stated).collect();
        let others = [said, stated, others].into_iter().find(|steps| !steps.is_empty()).unwrap_or_default();
        let told: BTreeSet<CellId> = others.iter().filter_map(|&used| Some(self.proof.steps.get(used)?.cell)).collect();
        let others = self.uses(&others);
        let it_is = if self.name(step.cell, self.short).plural { "they are" } else { "it is" };
        if step.cell == whole {
            let them = if it_is == "they are" { "them" } else { "it" };
            return match kind {
                // Of parts that are only known not to be negative nothing is said.
                Kind::Time | Kind::Parts if told.len() < parts => match told.len() {
                    1 => Some(format!("{others}, and this is a part of {them}")),
                    _ => Some(format!("{others}, and these are parts of {them}")),
                },
                Kind::Time => Some(format!("{it_is} the sum of {parts} parts in time: {others}")),
                Kind::Parts => Some(format!("{it_is} the sum of {parts} parts, declared complete: {others}")),
                Kind::PartOf => Some(format!("{others}, and this is a part of the whole")),
                Kind::Turnover => Some(format!("it is exports plus imports: {others}")),
                Kind::Balance => Some(format!("it is exports minus imports: {others}")),
                _ => None,
            };
        }
        if of_whole.is_empty() {
            return None;
        }
        let name = self.name(whole, self.short);
        let whole = format!("{}, which {} {}", name.text, name.was(), self.bounds_used(&of_whole));
        let law = match kind {
            Kind::Time | Kind::Parts | Kind::PartOf => format!("{it_is} a part of {whole}"),
            Kind::Turnover => format!("exports plus imports are {whole}"),
            Kind::Balance => format!("exports minus imports are {whole}"),
            _ => return None,
        };
        Some(match (others.is_empty(), is_parted) {
            (true, _) => law,
            (false, true) => format!("{law}, of which {others}"),
            (false, false) => format!("{law}, and {others}"),
        })
    }

    /// Growth has a telling of its own: one level "was at least 14.5% more" than another.
    fn change(&self, [whole, base, factor]: [CellId; 3], power: u32, step: &Step) -> Option<String> {
        let (same, other) = (step.side, step.side.other());
        if step.cell == factor {
            let (from, to) = (self.use_of(step, base, other)?, self.use_of(step, whole, same)?);
            return Some(format!("{} and {}", self.used(base, &[from]), self.used(whole, &[to])));
        }
        let pace = self.use_of(step, factor, if step.cell == whole { same } else { other })?;
        let mut more = self.pace(self.proof.steps.get(pace)?);
        if power > 1 {
            more.push_str(&format!(" each year for {power} years"));
        }
        let references = self.references(&[pace]);
        let more = if references.is_empty() { more } else { format!("{more} {references}") };
        let other = if step.cell == base { whole } else { base };
        let level = self.bounds_used(&[self.use_of(step, other, same)?]);
        let name = self.name(other, self.short);
        Some(if step.cell == base {
            format!("{}, {level}, {} {more}", name.text, name.was())
        } else {
            let it_was = if self.name(step.cell, self.short).plural { "they were" } else { "it was" };
            format!("{it_was} {more} than {}, which {} {level}", name.text, name.was())
        })
    }

    /// A bound on a growth as one level beside another: "at least 14.5% more", "at most 3.9% less", "no more".
    fn pace(&self, step: &Step) -> String {
        let growth = &step.at - BigRational::one();
        let digits = match step.cause {
            Cause::Stated(_) => Digits::IN_FULL,
            _ => self.digits(&Tally::Percent),
        };
        let told = |side, at: &BigRational| bound(side, at, step.open, &Tally::Percent, self.units, digits);
        match (step.side, growth.is_zero(), growth.is_negative()) {
            (Side::Low, true, _) if step.open => "more".into(),
            (Side::High, true, _) if step.open => "less".into(),
            (Side::Low, true, _) => "no less".into(),
            (Side::High, true, _) => "no more".into(),
            (side, _, false) => format!("{} more", told(side, &growth)),
            (side, _, true) => format!("{} less", told(side.other(), &-growth)),
        }
    }

    /// "two identities (1 × turnover in 2022 is exports plus imports; 1 × …)"
    pub(super) fn rows(&self, rows: &[(IdentityId, BigInt)]) -> String {
        // The rows say the same with all signs turned; the first is added.
        let is_turned = rows.first().is_some_and(|(_, times)| times.is_negative());
        let row = |(id, times): &(IdentityId, BigInt)| {
            let identity = self.network.identities.get(id.0 as usize)?;
            let sign = if times.is_negative() == is_turned { "" } else { "−" };
            Some(format!("{sign}{} × {}", times.magnitude(), self.law(identity)))
        };
        let told: Vec<String> = rows.iter().filter_map(row).collect();
        let what = if rows.len() == 1 { "identity" } else { "identities" };
        format!("{} {what} ({})", in_words(rows.len()), told.join("; "))
    }

    /// An identity as a clause.
    fn law(&self, identity: &Identity) -> String {
        let name = |cell: &CellId| self.name(*cell, self.short);
        let (whole, others) = match &identity.law {
            Law::Sum { whole, parts } => (whole, parts.iter().map(|(_, part)| name(part).text).collect::<Vec<_>>()),
            Law::Product { whole, base, factor, .. } => (whole, vec![name(base).text, name(factor).text]),
        };
        let whole = name(whole);
        let is = if whole.plural { "are" } else { "is" };
        let whole = whole.text;
        let (first, second) = (others.first().map_or("", String::as_str), others.get(1).map_or("", String::as_str));
        match identity.kind {
            Kind::Time => format!("{whole} {is} the sum of {} parts in time", others.len()),
            Kind::Turnover => format!("{whole} is exports plus imports"),
            Kind::Balance => format!("{whole} is exports minus imports"),
            Kind::Parts => format!("{whole} {is} the sum of {} parts, declared complete", others.len()),
            Kind::PartOf => format!("{first} and a rest make up {whole}"),
            Kind::Growth | Kind::AverageGrowth => format!("{whole} {is} {first}, grown by {second}"),
            Kind::Share | Kind::Rates | Kind::Norm => format!("{whole} {is} {second} times {first}"),
            Kind::SharePoints => format!("{whole} {is} {first} plus {second}"),
            Kind::Conversion => self.conversion(&identity.law, is),
            Kind::OwnRate => format!("{whole} lies near {first}"),
        }
    }

    /// "turnover in 2022 in RUB is the same in USD at the rate behind it"
    fn conversion(&self, law: &Law, is: &str) -> String {
        let Law::Product { whole, base, .. } = law else { return String::new() };
        let currency = |cell: CellId| match self.node(cell).map(|node| &node.quantity) {
            Some(Quantity::Cell(Cell { unit: Some(unit), .. })) => unit.to_string(),
            _ => String::new(),
        };
        let (priced, one) = (currency(*whole), currency(*base));
        let flow = self.name(*whole, self.short).text;
        format!("{flow} in {priced} {is} the same in {one}, converted")
    }
}
