//! The tables of figures: what each row says, and which rows are worth a reader's time.
//!
//! A figure in a clash says in which; one that others narrowed says what they leave. Where there are many rows, those that fit as
//! they stand, and those that nothing was found against, are only counted: `-f csv` lists all. Beside statements, an official figure is
//! worth a row where it is in a finding that names a statement and is told in full.

use super::check::FigureLine;
use super::finding::Finding;
use super::names::{Names, period_free};
use super::quotes::glimpse;
use super::sentences::{capitalised, listed};
use super::units::Units;
use crate::exact::{End, Interval};
use crate::figures::{Aspect, Cell, Figures};
use crate::verdict::{Tier, Verdict};
use std::collections::BTreeMap;

/// Up to this many rows are shown whatever they say.
const FEW: usize = 30;
/// Official figures are a table where there are more than these.
const A_TABLE: usize = 100;
/// Of a table that nothing tests this many rows are shown: the others lack the same.
const FEW_OF_A_TABLE: usize = 5;
/// Up to this many figures in clashes are shown; of more, those of the findings told in full.
const FEW_CLASHING: usize = 12;
/// Findings named in one row.
const NAMED: usize = 3;

/// The tables, as rows of words.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// What all quantities tested share: "Russia with Uzbekistan".
    pub shared: String,
    /// Figures that could have failed.
    pub tested: Vec<Row>,
    /// How many more there are, in a sentence.
    pub more: Option<String>,
    /// What all other quantities share.
    pub untested_shared: String,
    /// Figures that could not have failed, with what would test each in `left`.
    pub untested: Vec<Row>,
    /// How many more of these there are, in a sentence.
    pub more_untested: Option<String>,
    /// Whether a row marks what the typist assumed.
    pub is_assumed: bool,
    /// What stands above where the figures stand.
    pub stands: &'static str,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What it speaks of; without what all rows share.
    pub quantity: String,
    /// The same in full.
    pub in_full: String,
    /// Its words.
    pub stated: String,
    /// Its words, of many those around the number.
    pub glimpse: String,
    /// What all figures together leave of it, if anything; of untested figures, what would test it.
    pub left: String,
    /// Where it stands, and in which findings.
    pub stands: String,
    /// Who said it, when and where.
    pub source: String,
}

impl Listing {
    /// Of these figures and findings, and all figures that there are; `is_beside` where statements are set apart from official figures.
    pub(super) fn of(
        lines: &[FigureLine<'_>],
        findings: &[Finding<'_>],
        units: &Units,
        (all, is_beside): (&Figures, bool),
    ) -> Listing {
        let (untested, tested): (Vec<&FigureLine<'_>>, Vec<&FigureLine<'_>>) =
            lines.iter().partition(|line| line.standing.verdict == Verdict::NotChecked);
        let clashes = Clashes::of(&tested, findings, is_beside);
        let (mut kept, mut counts, mut official) = (Vec::new(), Counts::default(), Counts::default());
        // Statements have the first rows.
        let is_aside = |line: &&FigureLine<'_>| is_beside && line.figure.status.is_official() && lines.len() > FEW;
        let (aside, stated): (Vec<&FigureLine<'_>>, Vec<&FigureLine<'_>>) = tested.iter().copied().partition(is_aside);
        for line in stated.into_iter().chain(aside) {
            let counts = if is_aside(&line) { &mut official } else { &mut counts };
            match clashes.place(line, kept.len()) {
                Place::Row => kept.push(line),
                Place::InAClash => counts.clashing += 1,
                Place::InNone => counts.in_none += 1,
                Place::Fits => counts.fitting += 1,
            }
        }
        let (unheld, untested): (Vec<&FigureLine<'_>>, Vec<&FigureLine<'_>>) = untested.into_iter().partition(is_aside);
        let (names, shared) = names(&kept);
        let row =
            |line: &&FigureLine<'_>| Row { left: clashes.left(line, units), stands: clashes.stands(line), ..bare(line, names) };
        let tested = kept.iter().map(row).collect();
        let (names, untested_shared) = self::names(&untested);
        let needs = |line: &FigureLine<'_>| {
            let told = match &line.standing.needs {
                Some(needs) => format!("needs {needs}"),
                None => "another figure on it".into(),
            };
            match other_side(line, all) {
                Some(id) => format!("{told}; the other side's own count ({id}) tests nothing here"),
                None => told,
            }
        };
        let row = |line: &&FigureLine<'_>| Row { left: needs(line), ..bare(line, names) };
        let most = if untested.iter().all(|line| line.figure.status.is_official()) { FEW_OF_A_TABLE } else { FEW };
        let shown = if untested.len() > FEW + NAMED { most } else { untested.len() };
        let more = untested.len() - shown;
        let more_untested = match (more, unheld.len()) {
            (0, 0) => None,
            (0, official) => {
                Some(format!("{} official {} could not have failed; -f csv lists all.", official, figures(official)))
            }
            (more, 0) => Some(format!("And {more} more that could not have failed; -f csv lists all.")),
            (more, official) => {
                let figures = figures(official);
                Some(format!("And {more} more that could not have failed, and {official} official {figures}; -f csv lists all."))
            }
        };
        let shown = &untested[..shown];
        Listing {
            shared,
            more: if kept.is_empty() && counts.fitting > 0 && counts.fitting == clashes.tested {
                Some(format!("All {} fit as they stand; -f csv lists all.", counts.fitting))
            } else {
                let told = [counts.told(""), official.told("the official figures ")];
                let told: Vec<String> = told.into_iter().flatten().collect();
                (!told.is_empty()).then(|| told.join(" "))
            },
            is_assumed: kept.iter().chain(shown).any(|line| line.is_assumed()),
            tested,
            stands: if clashes.named_in.is_empty() { "stands" } else { "stands (finding)" },
            untested_shared,
            untested: shown.iter().map(row).collect(),
            more_untested,
        }
    }
}

fn bare(line: &FigureLine<'_>, names: Names) -> Row {
    let figure = line.figure;
    let parts = [&figure.source, &figure.said_on, &figure.whereabouts];
    let source = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ");
    Row {
        id: figure.id.clone(),
        quantity: quantity(line, names),
        in_full: quantity(line, Names::IN_FULL),
        stated: figure.stated.clone(),
        glimpse: glimpse(figure),
        left: String::new(),
        stands: standing(line.standing.verdict).into(),
        source,
    }
}

/// What a figure speaks of, in words; `?` marks what the typist assumed.
fn quantity(line: &FigureLine<'_>, names: Names) -> String {
    match (&line.figure.reading.cell, &line.figure.undated) {
        (Some(cell), _) => format!("{}{}", capitalised(&names.cell(cell).text), if line.is_assumed() { " (?)" } else { "" }),
        (None, Some(undated)) => capitalised(&period_free(undated)),
        (None, None) => "No period named".into(),
    }
}

/// How the quantities of these lines are called in a table, and what they share.
fn names(lines: &[&FigureLine<'_>]) -> (Names, String) {
    Names::of_table(lines.iter().filter_map(|line| line.figure.reading.cell.as_ref()))
}

/// The id of a figure in which the partner counts what a statement speaks of.
fn other_side<'a>(line: &FigureLine<'_>, all: &'a Figures) -> Option<&'a str> {
    let own = line.figure.reading.cell.as_ref().filter(|_| !line.figure.status.is_official())?;
    let series = own.series.other_side().filter(|_| matches!(own.aspect, Aspect::Level | Aspect::Growth { .. }))?;
    let is_same =
        |cell: &Cell| cell.series == series && (cell.period, &cell.aspect, &cell.unit) == (own.period, &own.aspect, &own.unit);
    let counted = all.figures.iter().find(|figure| figure.reading.cell.as_ref().is_some_and(is_same));
    counted.map(|figure| &*figure.id)
}

/// A rung in plain words.
fn standing(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotChecked => "not tested",
        Verdict::Consistent => "fits",
        Verdict::Unusual => "unusual",
        Verdict::Strained => "strained",
        Verdict::DependsOnReading => "depends on reading",
        Verdict::Contradictory => "clashes",
    }
}

fn figures(count: usize) -> &'static str {
    if count == 1 { "figure" } else { "figures" }
}

enum Place {
    Row,
    InAClash,
    InNone,
    Fits,
}

#[derive(Default)]
struct Counts {
    clashing: usize,
    in_none: usize,
    fitting: usize,
}

impl Counts {
    /// "And of 2 official figures 1 in the other findings and 1 that fits; -f csv lists all."
    fn told(&self, of: &str) -> Option<String> {
        let told = [
            (self.clashing, "in the other findings"),
            (self.in_none, if self.clashing > 0 { "in none" } else { "in no finding" }),
            (self.fitting, if self.fitting == 1 { "that fits" } else { "that fit" }),
        ];
        let told: Vec<String> =
            told.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        match (&told[..], of) {
            ([], _) => None,
            (_, "") => Some(format!("And {}; -f csv lists all.", listed(&told))),
            _ => Some(format!("And of {of}{}; -f csv lists all.", listed(&told))),
        }
    }
}

/// Which figures are in which findings.
struct Clashes {
    /// By figure, the numbers of the findings that name it.
    named_in: BTreeMap<usize, Vec<usize>>,
    tested: usize,
    are_few: bool,
    /// Whether there are too many for official figures to have a row each.
    are_many: bool,
    is_a_table: bool,
    is_beside: bool,
    /// Which findings are told in full.
    in_full: Vec<bool>,
    /// Which findings name a statement.
    of_statements: Vec<bool>,
    clashing_are_few: bool,
}

impl Clashes {
    fn of(tested: &[&FigureLine<'_>], findings: &[Finding<'_>], is_beside: bool) -> Clashes {
        let mut named_in = BTreeMap::new();
        let foretold: Vec<usize> =
            tested.iter().filter(|line| !line.figure.status.is_of_the_past()).map(|line| line.index).collect();
        for (number, finding) in findings.iter().enumerate() {
            // A forecast that does not fit is no fault of what was reported.
            let is_foretold = finding.figures.iter().any(|figure| foretold.contains(figure));
            for &figure in finding.figures.iter().filter(|figure| !is_foretold || foretold.contains(figure)) {
                named_in.entry(figure).or_insert_with(Vec::new).push(number);
            }
        }
        let is_stated = |line: &&&FigureLine<'_>| !(is_beside && line.figure.status.is_official());
        let stated: Vec<&&FigureLine<'_>> = tested.iter().filter(is_stated).collect();
        let clashing = stated.iter().filter(|line| named_in.contains_key(&line.index)).count();
        // Few statements have a row each, and so have few figures in all.
        let are_few = stated.len() <= FEW && (is_beside || tested.len() <= FEW);
        Clashes {
            named_in,
            tested: tested.len(),
            are_few,
            are_many: tested.len() > FEW,
            is_a_table: tested.len() > A_TABLE,
            is_beside,
            in_full: findings.iter().map(|finding| finding.brief.is_none()).collect(),
            of_statements: findings.iter().map(|finding| finding.names_a_statement).collect(),
            clashing_are_few: clashing <= FEW_CLASHING,
        }
    }

    fn place(&self, line: &FigureLine<'_>, shown: usize) -> Place {
        let named_in = self.named_in.get(&line.index);
        let is_official = line.figure.status.is_official();
        let is_in_none = named_in.is_none() && line.standing.bounds.is_none();
        if self.is_beside && !is_official && self.are_few && !is_in_none {
            return Place::Row;
        }
        if self.is_beside && is_official && self.are_many {
            let is_worth_a_row = |&number: &usize| self.in_full[number] && self.of_statements[number];
            return match named_in {
                Some(findings) if findings.iter().any(is_worth_a_row) => Place::Row,
                Some(_) => Place::InAClash,
                None if line.standing.bounds.is_none() => Place::InNone,
                None => Place::Fits,
            };
        }
        match (named_in, line.standing.bounds) {
            (Some(findings), _) if self.clashing_are_few || findings.iter().any(|&number| self.in_full[number]) => Place::Row,
            (Some(_), _) => Place::InAClash,
            (None, None) if !self.named_in.is_empty() => Place::InNone,
            // A table's numbers are narrowed in their last digits by the sums around them.
            _ if self.are_few || (shown < FEW && is_narrowed(line) && !(is_official && self.is_a_table)) => Place::Row,
            _ => Place::Fits,
        }
    }

    fn left(&self, line: &FigureLine<'_>, units: &Units) -> String {
        match line.left(units) {
            Some(left) => left,
            None if self.named_in.contains_key(&line.index) => String::new(),
            None => "not bounded".into(),
        }
    }

    /// "fits"; "clashes (1)", with the numbers of the findings
    fn stands(&self, line: &FigureLine<'_>) -> String {
        let stands = standing(line.standing.verdict);
        match self.named_in.get(&line.index) {
            Some(numbers) => format!("{stands} ({})", named(numbers)),
            None => stands.into(),
        }
    }
}

/// The numbers of findings: "1", "1, 2 and 4 more"
fn named(numbers: &[usize]) -> String {
    let told: Vec<String> = numbers.iter().map(|number| (number + 1).to_string()).collect();
    match &told[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if told.len() <= NAMED => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", told[..NAMED - 1].join(", "), told.len() + 1 - NAMED),
    }
}

/// Whether the others narrowed a figure by a tenth of its width or more.
fn is_narrowed(line: &FigureLine<'_>) -> bool {
    let Some((bounds, tier)) = line.standing.bounds else { return false };
    let reading = &line.figure.reading;
    let said = match tier {
        Tier::Usual | Tier::Meant => reading.meant,
        Tier::Allowed => reading.allowed,
    };
    let width = |interval: Interval| match (interval.low, interval.high) {
        (Some(End { at: low, .. }), Some(End { at: high, .. })) => Some(high - low),
        _ => None,
    };
    match (width(bounds), width(said)) {
        (Some(left), Some(said)) => left * 10 < said * 9,
        (left, said) => left.is_some() && said.is_none(),
    }
}
