//! The steps of a derivation as sentences, each with what it rests on:
//!
//! > h23 says “about 470 bn RUB” of Russia's turnover with Uzbekistan in the first half of 2023: at most 517 bn RUB.
//! > Turnover in the first half of 2022 must have been at most 451.6 bn RUB, because turnover in the first half of 2023,
//! > at most 517 bn RUB (h23), was at least 14.5% more (gh23).
//!
//! A figure's words and a norm's source are told once, with the bounds that they set; later steps refer to the figure by its id and to derived
//! steps by their number.

use super::combined::heading;
use super::fineness::Fineness;
use super::gauge::{Gauge, Shown};
use super::names::{Name, Names};
use super::printed::{Toward, big};
use super::quotes::{glimpse, is_long};
use super::ranges::{Digits, Tally, between, bound};
use super::units::Units;
use crate::exact::{End, Interval};
use crate::figures::Figures;
use crate::network::{CellId, IdentityId, Network, Node, Quantity, Usual};
use crate::solver::proof::{Cause, Derivation, Side, Step};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

/// One sentence, and the steps (indices) of the derivation that it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// For people.
    pub text: String,
    /// What is added up, a line each, where that is what the step does.
    pub lines: Vec<String>,
    /// The steps told.
    pub steps: Vec<usize>,
}

impl Sentence {
    /// With its lines, as one text.
    pub fn in_one(&self) -> String {
        if self.lines.is_empty() { self.text.clone() } else { format!("{} {}.", self.text, self.lines.join("; ")) }
    }
}

/// What a reader has seen in full already.
#[derive(Clone, Debug, Default)]
pub struct Quoted {
    /// The figures whose words were quoted.
    figures: BTreeSet<usize>,
    /// The long phrases quoted: two figures may share one.
    phrases: BTreeSet<String>,
    /// The names of the norms told.
    norms: BTreeSet<String>,
    /// The sources of norms told.
    sources: BTreeSet<String>,
}

impl Quoted {
    /// A figure's words; of a long phrase that another figure was quoted with, those around its number; `None` of one that this
    /// figure was quoted with.
    pub fn words(&mut self, index: usize, figures: &Figures) -> Option<String> {
        let Some(figure) = figures.figures.get(index) else { return Some("?".into()) };
        let is_first = self.figures.insert(index);
        if !is_long(&figure.stated) {
            return Some(figure.stated.clone());
        }
        let is_new = self.phrases.insert(figure.stated.clone());
        is_first.then(|| if is_new { figure.stated.clone() } else { glimpse(figure) })
    }
}

/// Tells one derivation.
pub struct Teller<'a> {
    figures: &'a Figures,
    pub(super) network: &'a Network,
    pub(super) proof: &'a Derivation,
    pub(super) units: &'a Units,
    fineness: Fineness,
    /// For each step the number, from 1, of the sentence that tells it; `None` for what goes without saying.
    told_in: Vec<Option<usize>>,
    sentences: Vec<Vec<usize>>,
    pub(super) short: Names,
}

impl<'a> Teller<'a> {
    /// Of a derivation.
    pub fn of(figures: &'a Figures, network: &'a Network, proof: &'a Derivation, units: &'a Units, is_clash: bool) -> Self {
        let (told_in, sentences) = arrange(proof);
        let quantities = proof.steps.iter().filter_map(|step| network.cells.get(step.cell.0 as usize)).map(|node| &node.quantity);
        let short = Names::after_first(quantities);
        let fineness = Fineness::of(network, proof, units, is_clash);
        Teller { figures, network, proof, units, fineness, told_in, sentences, short }
    }

    /// The names to use once the first quantity has been named in full.
    pub fn short_names(&self) -> Names {
        self.short
    }

    /// All sentences in order: the figures' words where they are first used, then each consequence. What was quoted before is
    /// not quoted at length again.
    pub fn sentences(&self, mut quoted: Quoted) -> Vec<Sentence> {
        let tell = |(place, steps): (usize, &Vec<usize>)| {
            let names = if place == 0 { Names::IN_FULL } else { self.short };
            let (text, lines) = self.sentence(steps, names, &mut quoted);
            Sentence { text, lines, steps: steps.clone() }
        };
        self.sentences.iter().enumerate().map(tell).collect()
    }

    fn sentence(&self, steps: &[usize], names: Names, quoted: &mut Quoted) -> (String, Vec<String>) {
        let mut told = steps.iter().filter_map(|&step| self.proof.steps.get(step));
        let Some(first) = told.next() else { return (String::new(), Vec::new()) };
        let name = self.name(first.cell, names);
        let text = match &first.cause {
            Cause::Stated(figure) if self.is_presupposed(*figure, first) => {
                let id = self.words(*figure).0;
                let says_more =
                    self.proof.steps.iter().any(|step| step.cause == first.cause && !self.is_presupposed(*figure, step));
                match quoted.words(*figure, self.figures).filter(|_| !says_more) {
                    None => format!("{id} compares with {}: that must have been something.", name.text),
                    Some(said) => format!("{id} says “{said}”, compared with {}: that must have been something.", name.text),
                }
            }
            Cause::Stated(figure) => {
                let bounds = self.own_range(first, told.clone());
                let id = self.words(*figure).0;
                let is_wide = std::iter::once(first).chain(told).any(|step| self.is_stretched(*figure, step));
                let as_allowed = if is_wide { ", read as loosely as the words allow" } else { "" };
                let said = quoted.words(*figure, self.figures).map_or(String::new(), |said| format!(" “{said}”"));
                format!("{id} says{said} of {}: {bounds}{as_allowed}.", name.text)
            }
            Cause::Usual(norm) => {
                let bounds = self.own_range(first, told.clone());
                format!("{} is usually {bounds}: {}.", capitalised(&name.text), self.norm(*norm, quoted))
            }
            Cause::Given => format!("{}.", capitalised(&self.given(first, names))),
            Cause::Identity(identity) => self.consequence(*identity, first, &name),
            Cause::Combination(rows) => match &rows[..] {
                [(identity, _)] => self.consequence(*identity, first, &name),
                rows => return self.combination(rows, first, &name),
            },
        };
        (text, Vec::new())
    }

    /// Several identities added up: as a rule of thumb, or line by line.
    fn combination(&self, rows: &[(IdentityId, BigInt)], step: &Step, name: &Name) -> (String, Vec<String>) {
        let bound = self.own_bound(step);
        if let Some(reason) = self.rule_of_thumb(rows, step) {
            return (format!("{} must have been {bound}, because {reason}.", capitalised(&name.text)), Vec::new());
        }
        match self.added_up(rows, step) {
            Some(lines) => (heading(&name.text, &bound), lines),
            None => {
                let uses = match self.uses(&step.uses) {
                    uses if uses.is_empty() => uses,
                    uses => format!(", where {uses}"),
                };
                (
                    format!("{} must have been {bound}. This adds up {}{uses}.", capitalised(&name.text), self.rows(rows)),
                    Vec::new(),
                )
            }
        }
    }

    /// Whether a figure's bound is what its words strictly allow, beyond what they are commonly meant to say.
    fn is_stretched(&self, figure: usize, step: &Step) -> bool {
        let can_stretch = self.can_stretch(figure, step.side);
        let Some(figure) = self.figures.figures.get(figure) else { return false };
        let allowed = if step.side == Side::Low { figure.reading.allowed.low } else { figure.reading.allowed.high };
        let at = self.node(step.cell).map(|node| own_terms(node, &step.at));
        can_stretch && allowed.map(|end| big(&end.at)) == at
    }

    /// Whether a step is only what a figure takes for granted of the quantity that it compares with: that it is not nothing.
    pub fn is_presupposed(&self, figure: usize, step: &Step) -> bool {
        self.network.spoken_of.get(figure).copied().flatten().is_some_and(|cell| cell != step.cell)
    }

    /// Whether a figure's words strictly allow more on this side than they are commonly meant to say.
    pub fn can_stretch(&self, figure: usize, side: Side) -> bool {
        let Some(figure) = self.figures.figures.get(figure) else { return false };
        let end = |interval: Interval| if side == Side::Low { interval.low } else { interval.high };
        end(figure.reading.meant) != end(figure.reading.allowed)
    }

    /// The number of a step alone, as it is printed, and what the print says.
    pub(super) fn number(&self, step: &Step) -> Shown {
        let (tally, at) = match self.node(step.cell) {
            Some(node) => (Tally::of(&node.quantity), own_terms(node, &step.at)),
            None => (Tally::Number, step.at.clone()),
        };
        let toward = if step.side == Side::Low { Toward::Below } else { Toward::Above };
        Gauge::for_ends(&tally, self.units, [Some(&at), None]).shown(&at, toward, self.fineness.of_step(step, &tally))
    }

    /// How many whole units one of those is that a cell's numbers are printed in.
    pub(super) fn size(&self, step: &Step) -> BigRational {
        let tally = self.node(step.cell).map_or(Tally::Number, |node| Tally::of(&node.quantity));
        Gauge::for_ends(&tally, self.units, [Some(&step.at), None]).size
    }

    /// How finely what follows is told.
    pub(super) fn digits(&self, tally: &Tally) -> Digits {
        self.fineness.derived(tally)
    }

    /// The words of a figure.
    pub fn words(&self, figure: usize) -> (&'a str, &'a str) {
        self.figures.figures.get(figure).map_or(("?", "?"), |figure| (&figure.id, &figure.stated))
    }

    /// A norm's name, how often real figures do otherwise, and who says so; of what was told before no more than it takes.
    fn norm(&self, norm: usize, quoted: &mut Quoted) -> String {
        let Some(Usual { name, about, .. }) = self.network.norms.get(norm) else { return "a norm".into() };
        if !quoted.norms.insert(name.clone()) {
            return format!("the norm “{name}”");
        }
        let source = if quoted.sources.insert(about.source.to_string()) { format!(" ({})", about.source) } else { String::new() };
        format!("the norm “{name}”, which {}{source}", about.told())
    }

    /// What is usual, each norm once and with its source, which stands behind the last that has it.
    pub fn norms(&self, norms: &[usize], quoted: &mut Quoted) -> Option<String> {
        let mut all: Vec<&Usual> = Vec::new();
        for norm in norms.iter().filter_map(|&norm| self.network.norms.get(norm)) {
            // One norm may bind several pairs of cells.
            if !all.iter().any(|known| known.name == norm.name) {
                all.push(norm);
            }
        }
        let one = |(place, norm): (usize, &&Usual)| {
            quoted.norms.insert(norm.name.clone());
            quoted.sources.insert(norm.about.source.to_string());
            let is_last = all[place + 1..].iter().all(|later| later.about.source != norm.about.source);
            let source = if is_last { format!(" ({})", norm.about.source) } else { String::new() };
            format!("the norm “{}”, which {}{source}", norm.name, norm.about.told())
        };
        let told: Vec<String> = all.iter().enumerate().map(one).collect();
        (!told.is_empty()).then(|| listed(&told))
    }

    /// What a cell is called.
    pub fn name(&self, cell: CellId, names: Names) -> Name {
        self.node(cell).map_or(Name { text: String::from("a quantity"), plural: false }, |node| names.quantity(&node.quantity))
    }

    pub(super) fn node(&self, cell: CellId) -> Option<&'a Node> {
        self.network.cells.get(cell.0 as usize)
    }

    /// The bound that a step sets, in the cell's own terms: "at most 14.5%".
    pub fn own_bound(&self, step: &Step) -> String {
        let Some(node) = self.node(step.cell) else { return String::new() };
        let tally = Tally::of(&node.quantity);
        bound(step.side, &own_terms(node, &step.at), step.open, &tally, self.units, self.fineness.of_step(step, &tally))
    }

    /// The bounds that steps on one cell set together: "461 to 479 bn RUB".
    pub fn own_range<'s>(&self, first: &'s Step, others: impl Iterator<Item = &'s Step>) -> String {
        let Some(node) = self.node(first.cell) else { return String::new() };
        let other = others.filter(|other| other.side != first.side).last();
        match other {
            None => self.own_bound(first),
            Some(other) => {
                let end = |step: &Step| (own_terms(node, &step.at), step.open);
                let (low, high) = if first.side == Side::Low { (first, other) } else { (other, first) };
                let tally = Tally::of(&node.quantity);
                let is_said = [low, high].into_iter().all(|step| matches!(step.cause, Cause::Stated(_)));
                let digits = if is_said { Digits::IN_FULL } else { self.fineness.derived(&tally) };
                between(end(low), end(high), &tally, self.units, digits)
            }
        }
    }

    /// The bounds that a derivation ends in, told as its steps tell them: "402.6 to 420.2 bn RUB". `None` if they are not these
    /// bounds, to the solver's last place.
    pub fn ends(&self, cell: CellId, bounds: &Interval) -> Option<String> {
        let node = self.node(cell)?;
        let near = |end: Option<End>, side: Side| {
            let last = self.proof.steps.iter().rfind(|step| step.cell == cell && step.side == side);
            let (Some(end), Some(step)) = (end, last) else { return if end.is_none() { Ok(None) } else { Err(()) } };
            let apart = (own_terms(node, &step.at) - big(&end.at)).abs();
            let is_near = apart <= BigRational::new(BigInt::one(), BigInt::from(1_000_000_000));
            if is_near { Ok(Some(step)) } else { Err(()) }
        };
        let (low, high) = (near(bounds.low, Side::Low).ok()?, near(bounds.high, Side::High).ok()?);
        match (low, high) {
            (Some(low), high) => Some(self.own_range(low, high.into_iter())),
            (None, Some(high)) => Some(self.own_bound(high)),
            (None, None) => None,
        }
    }

    /// "Turnover in 2022 must have been more than 600 bn RUB, because …"
    fn consequence(&self, identity: IdentityId, step: &Step, name: &Name) -> String {
        let (bound, reason) = (self.own_bound(step), self.reason(identity, step));
        format!("{} must have been {bound}, because {reason}.", capitalised(&name.text))
    }

    /// What the cell can be at all.
    pub fn given(&self, step: &Step, names: Names) -> String {
        let name = self.name(step.cell, names);
        let node = self.node(step.cell);
        match node.map(|node| &node.quantity) {
            Some(Quantity::Spread { .. }) => {
                let from_the_mean = (&step.at - BigRational::one()).abs();
                let within = bound(Side::High, &from_the_mean, false, &Tally::Percent, self.units, Digits::USUAL);
                format!("the rate at which a flow was converted is {within} off the mean of its period")
            }
            _ if node.is_some_and(|node| node.is_growth) => format!("{} cannot be less than -100%", name.text),
            _ => format!("{} cannot be negative", name.text),
        }
    }

    /// "l22" for what a figure says, "step 3" for what was derived; `None` for what goes without saying.
    fn reference(&self, step: usize) -> Option<String> {
        match (self.proof.steps.get(step).map(|step| &step.cause), self.told_in.get(step).copied().flatten()) {
            (Some(Cause::Stated(figure)), _) => Some(self.words(*figure).0.to_string()),
            (Some(Cause::Usual(_)), _) => Some("as is usual".to_string()),
            (_, number) => number.map(|number| format!("step {number}")),
        }
    }

    /// The bounds that used steps on one cell set, with their references: "461 to 479 bn RUB (h23)".
    pub(super) fn bounds_used(&self, steps: &[usize]) -> String {
        let mut used = steps.iter().filter_map(|&step| self.proof.steps.get(step));
        let Some(first) = used.next() else { return String::new() };
        let bounds = self.own_range(first, used);
        match self.references(steps) {
            references if references.is_empty() => bounds,
            references => format!("{bounds} {references}"),
        }
    }

    /// "(l22)", "(l22, step 3)"; empty where nothing is referred to.
    pub(super) fn references(&self, steps: &[usize]) -> String {
        let mut references: Vec<String> = steps.iter().filter_map(|&step| self.reference(step)).collect();
        references.dedup();
        if references.is_empty() { String::new() } else { format!("({})", references.join(", ")) }
    }

    /// Used steps told cell by cell: "turnover in 2022 was more than 600 bn RUB (l22) and …". That levels are not negative goes
    /// without saying beside anything else.
    pub(super) fn uses(&self, steps: &[usize]) -> String {
        let all_go_without_saying = steps.iter().all(|&step| self.goes_without_saying(step));
        let mut by_cell: Vec<(CellId, Vec<usize>)> = Vec::new();
        for &step in steps.iter().filter(|&&step| all_go_without_saying || !self.goes_without_saying(step)) {
            let Some(cell) = self.proof.steps.get(step).map(|step| step.cell) else { continue };
            match by_cell.iter_mut().find(|(known, _)| *known == cell) {
                Some((_, steps)) => steps.push(step),
                None => by_cell.push((cell, vec![step])),
            }
        }
        listed(&by_cell.iter().map(|(cell, steps)| self.used(*cell, steps)).collect::<Vec<_>>())
    }

    /// "turnover in 2022 was more than 600 bn RUB (l22)"
    pub(super) fn used(&self, cell: CellId, steps: &[usize]) -> String {
        let given = steps.iter().filter_map(|&step| self.proof.steps.get(step)).find(|step| step.cause == Cause::Given);
        let is_spread = matches!(self.node(cell).map(|node| &node.quantity), Some(Quantity::Spread { .. }));
        match given {
            Some(given) if steps.len() == 1 || is_spread => self.given(given, self.short),
            _ => {
                let name = self.name(cell, self.short);
                format!("{} {} {}", name.text, name.was(), self.bounds_used(steps))
            }
        }
    }

    /// The one of a cell's steps that a step uses, on this side if there is a choice.
    pub(super) fn use_of(&self, step: &Step, cell: CellId, side: Side) -> Option<usize> {
        let of_cell = |used: &usize| self.proof.steps.get(*used).is_some_and(|used| used.cell == cell);
        let on_side = |used: &usize| self.proof.steps.get(*used).is_some_and(|used| used.side == side);
        let mut uses = step.uses.iter().copied().filter(of_cell);
        uses.clone().find(on_side).or_else(|| uses.next())
    }

    pub(super) fn goes_without_saying(&self, step: usize) -> bool {
        let is_from_nobody = |step: &Step| match step.cause {
            Cause::Given => true,
            Cause::Stated(figure) => self.is_presupposed(figure, step),
            _ => false,
        };
        let not_negative = |step: &Step| is_from_nobody(step) && step.side == Side::Low && step.at.is_zero();
        self.proof.steps.get(step).is_none_or(not_negative)
    }
}

/// Which sentence tells each step, and the steps of each sentence.
fn arrange(proof: &Derivation) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let mut told_in = vec![None; proof.steps.len()];
    let mut sentences: Vec<Vec<usize>> = Vec::new();
    let mut of_figure = std::collections::BTreeMap::new();
    let mut of_norm = std::collections::BTreeMap::new();
    let is_same = |one: &Step, other: &Step| {
        (one.cell, one.side, one.open) == (other.cell, other.side, other.open) && one.at == other.at && one.cause == other.cause
    };
    for (place, step) in proof.steps.iter().enumerate() {
        let sentence = match step.cause {
            Cause::Given => continue,
            Cause::Stated(figure) => *of_figure.entry((figure, step.cell)).or_insert(sentences.len()),
            Cause::Usual(norm) => *of_norm.entry(norm).or_insert(sentences.len()),
            // What was derived before is not told again.
            Cause::Identity(_) | Cause::Combination(_) => {
                let before = proof.steps[..place].iter().position(|before| is_same(before, step));
                before.and_then(|before| told_in[before]).map_or(sentences.len(), |number: usize| number - 1)
            }
        };
        if sentence == sentences.len() {
            sentences.push(Vec::new());
        }
        sentences[sentence].push(place);
        told_in[place] = Some(sentence + 1);
    }
    (told_in, sentences)
}

/// A number of the solver as the cell's own: a growth's factor minus one.
pub fn own_terms(node: &Node, at: &BigRational) -> BigRational {
    if node.is_growth { at - BigRational::one() } else { at.clone() }
}

/// "a, b and c"
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// "a, b or c"
pub fn either(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

/// Small numbers as words.
pub fn in_words(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}

/// With its first letter upper case.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}
