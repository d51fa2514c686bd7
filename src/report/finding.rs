//! A finding in prose: which statements cannot all be true, and why.
//!
//! > Because Russia's turnover with Uzbekistan in the first half of 2023 was put at “about 470 bn RUB” (h23) and the growth … at
//! > “almost 14.5%” (gh23), turnover in the first half of 2022 must have been at most 451.6 bn RUB; but it was put at “more than
//! > 600 bn RUB” (h22). These three statements cannot all be true.
//!
//! The paragraph names the statements and the quantity on which they clash; the steps under it hold the arithmetic. What the
//! typist assumed is repeated in every finding that rests on it.

use super::check::few;
use super::names::{Names, period_of};
use super::sentences::{Quoted, Sentence, Teller, capitalised, in_words, listed};
use super::shared::{Line, Telling};
use super::total;
use super::units::Units;
use crate::figures::Figures;
use crate::network::Network;
use crate::solver::proof::{Cause, Derivation, Side, Step};
use crate::verdict::{self, Verdict};
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// A finding, told.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// At which rung it stands.
    pub verdict: Verdict,
    /// The figures (indices) that cannot stand together.
    pub figures: &'a [usize],
    /// Whether one of them is a statement, and not all of them official.
    pub names_a_statement: bool,
    /// The names of the norms that they clash with.
    pub norms: Vec<&'a str>,
    /// The paragraph, as it stands by itself.
    pub text: String,
    /// The same for a reader of all findings: a norm that an earlier one told of is only named.
    pub told: String,
    /// The arithmetic, a sentence a step.
    pub steps: Vec<Sentence>,
    /// The proof that the steps tell.
    pub proof: &'a Derivation,
    /// The steps as a reader of all findings meets them: those told by an earlier finding are referred to. None where they are left to
    /// other formats.
    pub lines: Vec<Line>,
    /// In one line, where not even the paragraph is told.
    pub brief: Option<String>,
}

/// How much is told of a finding.
pub enum Extent {
    /// All of it.
    Full,
    /// What clashes, without the steps.
    Paragraph,
    /// One line.
    Brief,
    /// One line: it is like that earlier one (its place and figures) but for one figure.
    Like(usize, Vec<usize>),
}

impl Extent {
    /// Of the next finding: the first few are told in full, but not what is like one told already.
    pub fn of(named: &[usize], told: &[(usize, &[usize])], most: usize) -> Extent {
        let is_like = |earlier: &[usize]| {
            let shared = named.iter().filter(|figure| earlier.contains(figure)).count();
            named.len() == earlier.len() && named.len() > ALIKE && shared + 1 == named.len()
        };
        match told.iter().find(|(_, earlier)| is_like(earlier)) {
            Some((place, earlier)) => Extent::Like(*place, earlier.to_vec()),
            None if told.len() < most => Extent::Full,
            None => Extent::Brief,
        }
    }
}

/// Findings of more figures than these are alike when all but one figure are the same.
const ALIKE: usize = 3;
/// Up to this many statements are quoted in a paragraph; of more, the ids are listed.
const QUOTED: usize = 6;

/// Tells a finding; `stands_as_allowed` where all figures together do.
pub fn tell<'a>(
    figures: &Figures,
    network: &'a Network,
    finding: &'a verdict::Finding,
    units: &Units,
    stands_as_allowed: bool,
    (extent, telling): (&Extent, &mut Telling<'a>),
) -> Finding<'a> {
    let proof = &finding.proof;
    let teller = Teller::of(figures, network, proof, units, true);
    let mut quoting = Quoting { figures, teller: &teller, names: Names::IN_FULL, quoted: Quoted::default() };
    let total = total::beside_its_parts(figures, network, finding, teller.short_names());
    let mut text = total.map_or(String::new(), |total| format!("{total} "));
    text.push_str(&paragraph(&mut quoting, proof));
    let stretched = stands_as_allowed.then(|| stretched(&mut quoting, proof));
    text.push_str(&conclusion(finding, stretched));
    let mut quoted = quoting.quoted;
    let assumptions = assumptions(figures, &finding.figures);
    let with_norms = |norms: Option<String>| {
        let usual = norms.map_or(String::new(), |norms| format!(" What is usual is {norms}."));
        format!("{text}{usual}{assumptions}")
    };
    let told = with_norms(teller.norms(&finding.norms, &mut quoted, telling.norms()));
    let text = with_norms(teller.norms(&finding.norms, &mut quoted, &Quoted::default()));
    let steps = teller.sentences(quoted.clone());
    let norms: Vec<&str> = finding.norms.iter().filter_map(|&norm| network.norms.get(norm)).map(|norm| &*norm.name).collect();
    if matches!(extent, Extent::Full | Extent::Paragraph) {
        telling.tell_norms(&quoted);
    }
    let lines = match extent {
        Extent::Full => telling.next(&steps, proof),
        Extent::Paragraph | Extent::Brief | Extent::Like(..) => {
            telling.skip();
            Vec::new()
        }
    };
    let brief = brief(figures, finding, &norms, extent);
    let names_a_statement = finding.names_a_statement(figures);
    Finding {
        verdict: finding.verdict,
        figures: &finding.figures,
        names_a_statement,
        norms,
        text,
        told,
        steps,
        proof,
        lines,
        brief,
    }
}

/// "a, b, c and d cannot all be true: like finding 1, with d instead of e"
fn brief(figures: &Figures, finding: &verdict::Finding, norms: &[&str], extent: &Extent) -> Option<String> {
    let id = |figure: &usize| figures.figures.get(*figure).map_or("?", |figure| &*figure.id);
    let like = match extent {
        Extent::Full | Extent::Paragraph => return None,
        Extent::Brief => String::new(),
        Extent::Like(place, earlier) => {
            let new = finding.figures.iter().find(|figure| !earlier.contains(figure)).map(id);
            let old = earlier.iter().find(|figure| !finding.figures.contains(figure)).map(id);
            format!(": like finding {}, with {} instead of {}", place + 1, new.unwrap_or("?"), old.unwrap_or("?"))
        }
    };
    let ids: Vec<&str> = finding.figures.iter().map(id).collect();
    let how = match finding.verdict {
        Verdict::Strained => " as such words are commonly meant".to_string(),
        // Two findings may differ in nothing but what is usual.
        Verdict::Unusual => format!(" if all was as usual ({})", named_once(norms)),
        _ => String::new(),
    };
    let all = if ids.len() == 2 { "both" } else { "all" };
    Some(format!("{} cannot {all} be true{how}{like}", few(&ids)))
}

/// "the norm “mirror”", of each name once.
pub(super) fn named_once(norms: &[&str]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in norms.iter().map(|norm| format!("“{norm}”")) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    format!("{} {}", if names.len() == 1 { "the norm" } else { "the norms" }, listed(&names))
}

/// One of the two bounds that cross, and the figures behind it in the order of the proof.
struct Branch<'a> {
    last: &'a Step,
    figures: Vec<usize>,
    /// The steps of each norm.
    norms: Vec<Vec<&'a Step>>,
}

fn branch(proof: &Derivation, place: usize) -> Option<Branch<'_>> {
    let last = proof.steps.get(place)?;
    let (mut behind, mut open) = (BTreeSet::new(), vec![place]);
    while let Some(step) = open.pop() {
        if behind.insert(step) {
            open.extend(proof.steps.get(step).into_iter().flat_map(|step| &step.uses).copied());
        }
    }
    let (mut figures, mut norms): (Vec<usize>, Vec<Vec<&Step>>) = (Vec::new(), Vec::new());
    for step in behind.into_iter().filter_map(|step| proof.steps.get(step)) {
        match step.cause {
            Cause::Stated(figure) if !figures.contains(&figure) => figures.push(figure),
            Cause::Usual(_) => match norms.iter_mut().find(|steps| steps[0].cause == step.cause) {
                Some(steps) => steps.push(step),
                None => norms.push(vec![step]),
            },
            _ => {}
        }
    }
    Some(Branch { last, figures, norms })
}

fn paragraph(quoting: &mut Quoting<'_>, proof: &Derivation) -> String {
    let teller = quoting.teller;
    let count = proof.steps.len();
    let (Some(one), Some(other)) = (
        count.checked_sub(2).and_then(|place| branch(proof, place)),
        count.checked_sub(1).and_then(|place| branch(proof, place)),
    ) else {
        return String::new();
    };
    // The side that needs the fewest words comes last, after "but".
    let weight = |branch: &Branch<'_>| match branch.last.cause {
        Cause::Given => 0,
        Cause::Stated(_) | Cause::Usual(_) => 1,
        _ => 1 + branch.figures.len(),
    };
    let (because, but) = if weight(&one) >= weight(&other) { (one, other) } else { (other, one) };
    let opening = match because.last.cause {
        Cause::Stated(figure) => capitalised(&quoting.put_at(figure)),
        Cause::Given => capitalised(&teller.given(because.last, Names::IN_FULL)),
        Cause::Usual(_) => capitalised(&quoting.usual(&[because.last])),
        _ => {
            let reasons = quoting.reasons(&because);
            let quantity = quoting.clashing(because.last);
            if is_nothing(because.last)
                && let Cause::Stated(figure) = but.last.cause
                && teller.is_presupposed(figure, but.last)
            {
                return format!(
                    "Because {reasons}, nothing is left for {quantity}, with which {} compares.",
                    quoting.mention(figure)
                );
            }
            if is_nothing(because.last) {
                format!("Because {reasons}, nothing is left for {quantity}")
            } else {
                format!("Because {reasons}, {quantity} must have been {}", teller.own_bound(because.last))
            }
        }
    };
    let was = teller.name(because.last.cell, Names::IN_FULL).was();
    let it = if was == "were" { "they" } else { "it" };
    let objection = match but.last.cause {
        Cause::Stated(figure) if teller.is_presupposed(figure, but.last) => {
            let them = if was == "were" { "them" } else { "it" };
            format!("{} compares with {them}, which it could not if that was nothing", quoting.mention(figure))
        }
        Cause::Stated(figure) => {
            let words = quoting.words_put(figure);
            match because.last.cause {
                Cause::Stated(_) => format!("also at {words}"),
                _ => format!("{it} {was} put at {words}"),
            }
        }
        Cause::Given if teller.own_bound(but.last).starts_with("at least 0") => format!("{it} cannot be negative"),
        Cause::Given => teller.given(but.last, teller.short_names()),
        Cause::Usual(_) => quoting.usual(&[but.last]),
        _ => {
            let reasons = quoting.reasons(&but);
            format!("because {reasons}, {it} must have been {}", teller.own_bound(but.last))
        }
    };
    format!("{opening}; but {objection}.")
}

/// Whether a bound leaves no trade at all: growths that do not meet, as of a sum that falls while its parts rise.
fn is_nothing(step: &Step) -> bool {
    step.side == Side::High && step.at.is_zero() && !step.open
}

/// Quotes figures one after another, naming in full only what the first mention names.
struct Quoting<'a> {
    figures: &'a Figures,
    teller: &'a Teller<'a>,
    names: Names,
    quoted: Quoted,
}

impl Quoting<'_> {
    /// "turnover in 2022 was put at “more than 600 bn RUB” (l22)"
    fn put_at(&mut self, figure: usize) -> String {
        let words = self.words_put(figure);
        let cell = self.figures.figures.get(figure).and_then(|figure| figure.reading.cell.as_ref());
        let Some(cell) = cell else { return format!("{words} was said") };
        let name = self.names.cell(cell);
        self.names = self.teller.short_names();
        format!("{} {} put at {words}", name.text, name.was())
    }

    /// "“more than 600 bn RUB” (l22)"; of a long phrase that was quoted before, the id.
    fn mention(&mut self, figure: usize) -> String {
        let id = self.teller.words(figure).0;
        self.quoted.words(figure, self.figures).map_or(id.to_string(), |said| format!("“{said}” ({id})"))
    }

    /// The same behind "put at".
    fn words_put(&mut self, figure: usize) -> String {
        let id = self.teller.words(figure).0;
        self.quoted.words(figure, self.figures).map_or(format!("what {id} says"), |said| format!("“{said}” ({id})"))
    }

    fn statements(&mut self, figures: &[usize]) -> String {
        if figures.len() > QUOTED {
            let ids: Vec<String> = figures.iter().map(|&figure| self.teller.words(figure).0.to_string()).collect();
            return format!("of {} statements ({})", figures.len(), ids.join(", "));
        }
        listed(&figures.iter().map(|&figure| self.put_at(figure)).collect::<Vec<_>>())
    }

    /// Statements, and what is usual.
    fn reasons(&mut self, branch: &Branch) -> String {
        let told = (!branch.figures.is_empty()).then(|| self.statements(&branch.figures));
        let usual = branch.norms.iter().map(|steps| self.usual(steps)).collect::<Vec<_>>();
        listed(&told.into_iter().chain(usual).collect::<Vec<_>>())
    }

    /// "the share of turnover in the first half of 2022 in turnover in 2022 is usually 39% to 60.3%"
    fn usual(&self, steps: &[&Step]) -> String {
        let name = self.teller.name(steps[0].cell, self.names).text;
        format!("{name} is usually {}", self.teller.own_range(steps[0], steps[1..].iter().copied()))
    }

    fn clashing(&self, step: &Step) -> String {
        self.teller.name(step.cell, self.names).text
    }
}

/// The figures whose words the proof takes narrower than they strictly allow.
fn stretched(quoting: &mut Quoting<'_>, proof: &Derivation) -> Vec<String> {
    let mut told: Vec<usize> = Vec::new();
    for step in &proof.steps {
        let Cause::Stated(figure) = step.cause else { continue };
        if quoting.teller.can_stretch(figure, step.side) && !told.contains(&figure) {
            told.push(figure);
        }
    }
    // More are not told one by one.
    if told.len() > QUOTED { vec![String::new(); told.len()] } else { told.into_iter().map(|one| quoting.mention(one)).collect() }
}

fn conclusion(finding: &verdict::Finding, stretched: Option<Vec<String>>) -> String {
    let (all, they) = match finding.figures.len() {
        1 => ("This statement cannot be true by itself".to_string(), "it"),
        2 => ("These two statements cannot both be true".to_string(), "they"),
        count => (format!("These {} statements cannot all be true", in_words(count)), "they"),
    };
    let as_meant = " as such words are commonly meant";
    let how = match (finding.verdict, stretched.as_deref()) {
        (Verdict::Strained, Some([one])) => format!("{as_meant}; {they} can if {one} is stretched to what it strictly allows"),
        (Verdict::Strained, Some(several @ [_, ..])) if several.len() <= QUOTED => {
            let several = format!("{} or {}", several[..several.len() - 1].join(", "), several[several.len() - 1]);
            format!("{as_meant}; {they} can if {several}, or more than one, is stretched to what it strictly allows")
        }
        (Verdict::Strained, Some(_)) => format!("{as_meant}; {they} can if some are stretched to what they strictly allow"),
        (Verdict::Strained, None) => as_meant.into(),
        (Verdict::DependsOnReading, _) => " unless one of them is read differently".into(),
        (Verdict::Unusual, _) => " if all was as usual".into(),
        (Verdict::NotChecked | Verdict::Consistent | Verdict::Contradictory, _) => String::new(),
    };
    format!(" {all}{how}.")
}

/// "It rests on what the typist assumed: …", where it does.
pub(super) fn assumptions(figures: &Figures, named: &[usize]) -> String {
    let mut ids_by_assumption: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    for figure in named.iter().filter_map(|&figure| figures.figures.get(figure)) {
        let Some(cell) = &figure.reading.cell else { continue };
        if figure.assumed.currency {
            let currency = cell.unit.as_ref().map(ToString::to_string).unwrap_or_default();
            ids_by_assumption.entry(("currency", currency)).or_default().push(figure.id.clone());
        }
        if figure.assumed.period {
            ids_by_assumption.entry(("period", period_of(cell))).or_default().push(figure.id.clone());
        }
    }
    if ids_by_assumption.is_empty() {
        return String::new();
    }
    let one = |((what, assumed), ids): (&(&str, String), &Vec<String>)| {
        format!("{assumed} for {} (the {what} is the typist's assumption)", listed(ids))
    };
    format!(" This is assuming {}.", listed(&ids_by_assumption.iter().map(one).collect::<Vec<_>>()))
}
