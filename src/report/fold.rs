//! Findings of one cause are told once: what a table breaks of one norm, in year after year or partner after partner.
//!
//! > 6–9\. Four sets of figures, in 2022 and 2023, are unusual in one way (the norm “mirror data”); -f json tells each. The furthest
//! > from what is usual is finding 8. Because Kazakhstan's exports …
//!
//! Only official figures are folded so, and only what is unusual: whatever is worse is worth a line. Of the smallest sets the one
//! furthest from usual is told: that whose proof ends in two bounds that miss one another by most.
//!
//! Beside official figures a statement causes many findings too. Where official figures break a norm, so does every statement that agrees
//! with one of them: one sentence says so of all these echoes. And what a table's number refutes, its sums and shares refute again: of the
//! sets that name the same statements, those behind the first are counted.

use super::check::Check;
use super::finding::{Finding, named_once};
use super::headline::LISTED;
use super::names::period_name;
use super::sentences::{capitalised, either, in_words, listed};
use crate::figures::Figures;
use crate::network::Network;
use crate::period::{Period, YEAR};
use crate::solver::proof::Side;
use crate::verdict::{self, Verdict};
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// So many findings are folded; of official figures beside statements, two are.
const MANY: usize = 3;

/// So many years are named one by one.
const YEARS: usize = 3;

/// Findings that are told as one.
#[derive(Clone, Debug)]
pub struct Fold {
    /// Their places among the findings reported, ascending.
    pub members: Vec<usize>,
    /// The place of the one that is told; none where a sentence is all that is told of them.
    pub leader: Option<usize>,
    /// Whether they break only what official figures break without the statements that they name.
    pub are_echoes: bool,
    /// What they have in common, in a sentence or two.
    text: String,
}

/// What is told under one number, or one run of numbers.
#[derive(Clone, Debug)]
pub struct Entry<'r, 'a> {
    /// "3"; "6–9 and 12"
    pub numbers: String,
    /// The paragraph or line.
    pub text: String,
    /// Whether it is no more than a line.
    pub is_a_line: bool,
    /// The finding whose steps go with it, if any do.
    pub finding: &'r Finding<'a>,
}

/// The folds of these findings.
pub(super) fn folds(figures: &Figures, network: &Network, findings: &[&verdict::Finding], is_beside: bool) -> Vec<Fold> {
    let mut alike: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (place, finding) in findings.iter().enumerate() {
        if finding.verdict == Verdict::Unusual && !finding.names_a_statement(figures) {
            let mut norms: Vec<&str> =
                finding.norms.iter().filter_map(|&norm| network.norms.get(norm)).map(|norm| &*norm.name).collect();
            norms.sort_unstable();
            norms.dedup();
            alike.entry(norms).or_default().push(place);
        }
    }
    let least = if is_beside { 2 } else { MANY };
    let fold = |(norms, members): (Vec<&str>, Vec<usize>)| {
        // Large sets are often small ones told again through a sum, and none reads their proofs.
        let fewest = members.iter().map(|&place| findings[place].figures.len()).min()?;
        let small = || members.iter().copied().filter(|&place| findings[place].figures.len() == fewest);
        let further = |worst: usize, other| if miss(findings[other]) > miss(findings[worst]) { other } else { worst };
        let leader = small().reduce(further)?;
        let of =
            if small().count() < members.len() { format!("Of those of {} figures", in_words(fewest)) } else { String::new() };
        let the = if of.is_empty() { "The".to_string() } else { format!("{of} the") };
        let text = format!(
            "{} sets of figures, {}, are unusual in one way ({}); -f json tells each. {the} furthest from what is usual is finding {}.",
            capitalised(&in_words(members.len())),
            when(figures, members.iter().flat_map(|&place| &findings[place].figures).copied()),
            named_once(&norms),
            leader + 1
        );
        Some(Fold { members, leader: Some(leader), are_echoes: false, text })
    };
    let folds = alike.into_iter().filter(|(_, members)| members.len() >= least).filter_map(fold);
    let echoes = echoes(figures, network, findings);
    let is_told = |place: &usize| echoes.as_ref().is_none_or(|fold| !fold.members.contains(place));
    let repeats = if is_beside { repeats(figures, findings, is_told) } else { Vec::new() };
    folds.chain(echoes).chain(repeats).collect()
}

/// Of many findings that name the same statements all but the first.
fn repeats(figures: &Figures, findings: &[&verdict::Finding], is_told: impl Fn(&usize) -> bool) -> Vec<Fold> {
    let is_stated = |figure: &&usize| figures.figures.get(**figure).is_some_and(|figure| !figure.status.is_official());
    let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for place in (0..findings.len()).filter(is_told) {
        let statements: Vec<usize> = findings[place].figures.iter().filter(is_stated).copied().collect();
        if !statements.is_empty() {
            alike.entry(statements).or_default().push(place);
        }
    }
    let fold = |(statements, mut members): (Vec<usize>, Vec<usize>)| {
        let first = members.remove(0);
        let ids: Vec<String> = statements.iter().map(|&figure| figures.figures[figure].id.clone()).collect();
        let clash = if ids.len() == 1 { "clashes" } else { "clash" };
        // One more is worth its own words.
        if members.len() + 1 < MANY {
            return None;
        }
        let text = format!(
            "{} {clash} in {} more sets, with other official figures than in finding {}; -f json tells each.",
            listed(&ids),
            in_words(members.len()),
            first + 1
        );
        Some(Fold { members, leader: None, are_echoes: false, text })
    };
    alike.into_iter().filter_map(fold).collect()
}

/// The findings that name a statement and break only what official figures break without it.
fn echoes(figures: &Figures, network: &Network, findings: &[&verdict::Finding]) -> Option<Fold> {
    let is_unusual = |place: &usize| findings[*place].verdict == Verdict::Unusual;
    let (stated, alone): (Vec<usize>, Vec<usize>) =
        (0..findings.len()).filter(is_unusual).partition(|&place| findings[place].names_a_statement(figures));
    // A norm of one pair and period, not all of its name.
    let breaks = |place: usize, norms: &[usize]| findings[place].norms.iter().all(|norm| norms.contains(norm));
    let is_echo = |place: &usize| alone.iter().any(|&other| breaks(other, &findings[*place].norms));
    let members: Vec<usize> = stated.into_iter().filter(is_echo).collect();
    let norms = members.iter().flat_map(|&place| &findings[place].norms).filter_map(|&norm| network.norms.get(norm));
    let named: BTreeSet<usize> = members.iter().flat_map(|&place| &findings[place].figures).copied().collect();
    let statements =
        named.into_iter().filter_map(|figure| figures.figures.get(figure)).filter(|figure| !figure.status.is_official());
    let (sets, what) = match members.len() {
        0 => return None,
        1 => ("One set names".to_string(), "it breaks"),
        count => (format!("{} sets name", capitalised(&in_words(count))), "they break"),
    };
    let text = format!(
        "{sets} {}, but what {what} official figures break without {} ({}); -f json tells each.",
        either(&statements.map(|figure| figure.id.clone()).collect::<Vec<_>>()),
        if members.len() == 1 { "it" } else { "them" },
        named_once(&norms.map(|norm| &*norm.name).collect::<Vec<_>>()),
    );
    Some(Fold { members, leader: None, are_echoes: true, text })
}

/// By how many times the two bounds that cross miss one another; all the more where one of them is nothing.
fn miss(finding: &verdict::Finding) -> Option<(bool, BigRational)> {
    let [.., one, other] = &finding.proof.steps[..] else { return None };
    let (low, high) = if one.side == Side::Low { (one, other) } else { (other, one) };
    Some(match high.at > BigRational::zero() {
        true => (false, &low.at / &high.at),
        false => (true, &low.at - &high.at),
    })
}

/// "in 2023", "in 2022 and 2023", "from 1995 to 2022"
fn when(figures: &Figures, named: impl Iterator<Item = usize>) -> String {
    let periods = named.filter_map(|figure| figures.figures.get(figure)?.reading.cell.as_ref()).map(|cell| cell.period);
    let years: BTreeSet<i32> = periods.flat_map(|period| period.first_year()..=(period.end() - 1).div_euclid(YEAR)).collect();
    match (years.first(), years.last()) {
        (Some(&first), Some(&last)) if years.len() > YEARS => format!("from {} to {}", year(first), year(last)),
        _ => format!("in {}", listed(&years.into_iter().map(year).collect::<Vec<_>>())),
    }
}

fn year(year: i32) -> String {
    Period::year(year).map_or_else(|| year.to_string(), period_name)
}

impl Check<'_> {
    /// What text tells of the findings, in order, and how many it does not come to.
    pub fn entries(&self) -> (Vec<Entry<'_, '_>>, usize) {
        let (mut entries, mut told) = (Vec::new(), 0);
        for (place, finding) in self.findings.iter().enumerate() {
            let fold = self.folds.iter().find(|fold| fold.members.contains(&place));
            let stands_elsewhere = |fold: &Fold| fold.leader.or(fold.members.first().copied()) != Some(place);
            if fold.is_some_and(stands_elsewhere) || entries.len() == LISTED {
                continue;
            }
            let own = finding.brief.as_ref().unwrap_or(&finding.told);
            let (numbers, text) = match fold {
                Some(fold @ Fold { leader: Some(_), .. }) => (spans(&fold.members), format!("{} {own}", fold.text)),
                Some(fold) => (spans(&fold.members), fold.text.clone()),
                None => ((place + 1).to_string(), own.clone()),
            };
            told += fold.map_or(1, |fold| fold.members.len());
            entries.push(Entry { numbers, text, is_a_line: finding.brief.is_some(), finding });
        }
        (entries, self.findings.len() - told)
    }
}

/// Numbers from 1 of places in order: "6–9 and 12"
fn spans(places: &[usize]) -> String {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for &place in places {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == place => *last = place,
            _ => spans.push((place, place)),
        }
    }
    let told = |(first, last): &(usize, usize)| match last - first {
        0 => (first + 1).to_string(),
        _ => format!("{}–{}", first + 1, last + 1),
    };
    listed(&spans.iter().map(told).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn numbers_stand_in_runs() {
        assert_eq!(spans(&[5, 6, 7, 8]), "6–9");
        assert_eq!(spans(&[0, 2, 3, 7]), "1, 3–4 and 8");
        assert_eq!(spans(&[4]), "5");
    }
}
