//! Can these all be true? The answer, its denominators, where each figure stands, and what clashes.

use super::correction::{self, Amended, Correction, TightSpot};
use super::finding::{self, Extent, Finding};
use super::fold::{self, Fold};
use super::headline::{self, Clashes};
use super::listing::Listing;
use super::mirrored::{self, MirroredLine};
use super::names::Names;
use super::ranges::{self, Tally};
use super::rates::{self, RateLine};
use super::shared::Telling;
use super::sides::{Shown, Sides};
use super::{Counting, Run, Units, View};
use crate::figures::{Cell, Figure, Figures, Status};
use crate::network::{CellId, Network, Quantity};
use crate::rereading::Class;
use crate::verdict::{self, Judgement, Standing, Verdict};
use num_rational::BigRational;

/// What `check` reports.
#[derive(Clone, Debug)]
pub struct Check<'a> {
    /// How it came about.
    pub run: &'a Run,
    /// The worst verdict of any figure.
    pub verdict: Verdict,
    /// Whether the verdict is proved: by a clash, or by an example that fits.
    pub proved: bool,
    /// The denominators, of all figures.
    pub counts: Counts,
    /// The denominators of the figures that speak of the past, where forecasts or targets were tested beside them.
    pub reported: Counts,
    /// The verdict in a sentence.
    pub answer: String,
    /// What goes with it, in sentences: where the clashes meet, the denominators, and what becomes of forecasts.
    pub beside: Vec<String>,
    /// The figures reported, in their files' order.
    pub figures: Vec<FigureLine<'a>>,
    /// The findings that name a figure reported: those that name a statement first, worst first.
    pub findings: Vec<Finding<'a>>,
    /// Those of them that text tells as one.
    pub folds: Vec<Fold>,
    /// The figures that only just stand.
    pub tight: Vec<TightSpot<'a>>,
    /// How many of these the answer tells.
    tight_told: usize,
    /// Whether statements are set apart from official figures.
    is_beside: bool,
    /// What would settle findings: of each component the likeliest first.
    pub corrections: Vec<Correction<'a>>,
    /// The tables of figures, for readers.
    pub listing: Listing,
    /// How phrases were understood where that is not plain, with the ids of the figures.
    pub notes: Vec<(String, Vec<&'a str>)>,
    /// The rates behind what is stated in two currencies: talk, which moves no verdict.
    pub implied_rates: Vec<RateLine>,
    /// Growths that two partners count of one trade and that do not meet: talk, which moves no verdict.
    pub mirrored: Vec<MirroredLine>,
    /// An example that fits everything: the quantities reported and their values, in the cells' own terms.
    pub witness: Option<Vec<(&'a Cell, BigRational)>>,
    /// All figures, by the indices that findings use.
    pub all: &'a Figures,
    /// The unit chosen.
    pub counting: &'a Counting,
    /// The units that text is told in.
    pub units: Units,
}

/// So many corrections of one component are told in text.
const CORRECTIONS: usize = 6;

/// How many figures were tested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All figures read.
    pub figures: usize,
    /// Those that test one another.
    pub checked: usize,
    /// Those that could not have failed.
    pub not_checked: usize,
    /// Rows refused and left out.
    pub refused: usize,
}

/// One figure and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct FigureLine<'a> {
    /// Its index among all figures.
    pub index: usize,
    /// The figure.
    pub figure: &'a Figure,
    /// The path of its file.
    pub file: &'a str,
    /// The row there: of a figures file counted with the header as 1, of another table the line or the sheet's row.
    pub row: u64,
    /// Where it stands.
    pub standing: &'a Standing,
}

impl FigureLine<'_> {
    /// Whether the typist assumed something of the quantity.
    pub fn is_assumed(&self) -> bool {
        self.figure.reading.cell.is_some() && (self.figure.assumed.period || self.figure.assumed.currency)
    }

    /// What all figures together leave of its quantity, in words.
    pub fn left(&self, units: &Units) -> Option<String> {
        let (bounds, _) = self.standing.bounds?;
        let tally = self.figure.reading.cell.as_ref().map_or(Tally::Number, Tally::of_cell);
        ranges::range_beside(&bounds, &self.figure.reading.meant, &tally, units)
    }
}

/// Tells a judgement; `refused` rows were left out before.
pub fn check<'a>(
    run: &'a Run,
    figures: &'a Figures,
    network: &'a Network,
    judgement: &'a Judgement,
    refused: usize,
    view: &'a View,
) -> Check<'a> {
    let not_checked = judgement.standings.iter().filter(|standing| standing.verdict == Verdict::NotChecked).count();
    let all = figures.figures.len();
    let counts = Counts { figures: all, checked: all.saturating_sub(not_checked), not_checked, refused };
    let foretold = foretold(figures, judgement);
    let is_past = |figure: &Figure| figure.status.is_of_the_past();
    let reported = if foretold.is_empty() { counts } else { of_the_past(figures, judgement, refused) };
    let is_kept = |figure: &Figure| view.only.keeps_figure(figure);
    let lines = figures.figures.iter().zip(&judgement.standings).enumerate().filter(|(_, (figure, _))| is_kept(figure));
    let line = |(index, (figure, standing)): (usize, (&'a Figure, &'a Standing))| FigureLine {
        index,
        figure,
        file: figures.files.get(figure.place.file).map_or("", |file| &file.path),
        row: figures.row(figure.place),
        standing,
    };
    let names_one_kept = |named: &[usize]| named.iter().any(|&figure| figures.figures.get(figure).is_some_and(is_kept));
    let places: Vec<usize> =
        (0..judgement.findings.len()).filter(|&place| names_one_kept(&judgement.findings[place].figures)).collect();
    let told: Vec<&verdict::Finding> = places.iter().map(|&place| &judgement.findings[place]).collect();
    let sides = Sides::of(figures, judgement);
    let folds = fold::folds(figures, network, &told, sides.is_some());
    let units = Units::of(figures, &view.counting);
    let mut telling = Telling::default();
    let stands = judgement.proved && judgement.verdict == Verdict::Strained;
    let mut findings: Vec<Finding<'a>> = Vec::new();
    let mut in_full: Vec<(usize, &[usize])> = Vec::new();
    for (place, &finding) in told.iter().enumerate() {
        let fold = folds.iter().find(|fold| fold.members.contains(&place));
        let is_aside = sides.is_some() && finding.verdict == Verdict::Unusual && !finding.names_a_statement(figures);
        let extent = match (fold, Extent::of(&finding.figures, &in_full, headline::IN_FULL)) {
            (Some(fold), _) if fold.leader != Some(place) => Extent::Brief,
            (None, _) if is_aside => Extent::Paragraph,
            (Some(_), Extent::Full) if !is_aside => Extent::Full,
            (Some(_), _) => Extent::Paragraph,
            (None, extent) => extent,
        };
        if matches!(extent, Extent::Full) {
            in_full.push((place, &finding.figures));
        }
        findings.push(finding::tell(figures, network, finding, &units, stands, (&extent, &mut telling)));
    }
    let tight = judgement.tight.iter().filter(|spot| names_one_kept(&[spot.figure]));
    let tight: Vec<TightSpot<'a>> = tight.map(|spot| correction::tight_spot(figures, network, spot, &units)).collect();
    let is_shown = |repair: &&verdict::Repair| {
        view.only.is_everything() || repair.settles.iter().any(|&finding| names_one_kept(&judgement.findings[finding].figures))
    };
    let corrections = judgement.repairs.iter().filter(is_shown);
    let told_as = |finding: &usize| places.iter().position(|place| place == finding);
    let corrections = corrections.map(|repair| {
        let settles = repair.settles.iter().filter_map(told_as).collect();
        correction::correction(figures, repair, settles, &units)
    });
    // Two ways to one reading are one correction to who reads it.
    let corrections = corrections.fold(Vec::new(), |mut told: Vec<Correction<'a>>, correction| {
        if !told.iter().any(|known| known.is_told_as(&correction)) {
            told.push(correction);
        }
        told
    });
    let speaks_of_the_past =
        |finding: &&verdict::Finding| finding.figures.iter().all(|&figure| figures.figures.get(figure).is_some_and(is_past));
    let of_past: Vec<&verdict::Finding> = judgement.findings.iter().filter(speaks_of_the_past).collect();
    let is_a_statement = |index: usize| figures.figures.get(index).is_some_and(|figure| !figure.status.is_official());
    let tight_told;
    let common = headline::common(of_past.iter().map(|finding| &finding.figures[..]), |index| described(figures, index));
    let lines: Vec<FigureLine<'a>> = lines.map(line).collect();
    let listing = Listing::of(&lines, &findings, &units, (figures, sides.is_some()));
    let shown = |(id, value): &(CellId, BigRational)| match network.cells.get(id.0 as usize) {
        Some(node) if node.shown => match &node.quantity {
            Quantity::Cell(cell) if view.only.keeps(cell) => Some((cell, value.clone())),
            _ => None,
        },
        _ => None,
    };
    let (answer, beside) = match &sides {
        Some(sides) => {
            let first = tight.first().filter(|spot| sides.tells_a_tight_spot() && is_a_statement(spot.spot.figure));
            let of_statements: Vec<&&verdict::Finding> =
                of_past.iter().filter(|finding| finding.names_a_statement(figures)).collect();
            let in_full = in_full.iter().filter(|(place, _)| told[*place].names_a_statement(figures)).count();
            tight_told = usize::from(first.is_some());
            let echoes = folds.iter().filter(|fold| fold.are_echoes).map(|fold| fold.members.len()).sum();
            let findings = of_statements.len().saturating_sub(echoes);
            (sides.answer(first), sides.beside(Shown { findings, in_full, echoes }, refused))
        }
        None => {
            let clashes = Clashes { findings: of_past.len(), in_full: in_full.len(), are_folded: !folds.is_empty() };
            tight_told = usize::from(judgement.verdict == Verdict::Consistent && judgement.proved && !tight.is_empty());
            let denominators = headline::denominators(reported, !foretold.is_empty());
            (headline::answer(judgement, clashes, !foretold.is_empty(), tight.first()), vec![denominators])
        }
    };
    Check {
        run,
        verdict: judgement.verdict,
        proved: judgement.proved,
        counts,
        reported,
        answer,
        beside: common.into_iter().chain(beside).chain(headline::beside(&foretold)).collect(),
        listing,
        notes: notes(&lines),
        figures: lines,
        findings,
        folds,
        tight,
        tight_told,
        is_beside: sides.is_some(),
        corrections,
        implied_rates: rates::told(figures, &units, is_kept),
        mirrored: mirrored::told(figures, is_kept),
        witness: judgement.witness.as_ref().map(|witness| witness.iter().filter_map(shown).collect()),
        all: figures,
        counting: &view.counting,
        units,
    }
}

/// The forecasts and targets that were tested: what each is, where it stands and its id.
fn foretold<'a>(figures: &'a Figures, judgement: &Judgement) -> Vec<(Status, Verdict, &'a str)> {
    let all = figures.figures.iter().zip(&judgement.standings);
    let tested = all.filter(|(figure, standing)| !figure.status.is_of_the_past() && standing.verdict != Verdict::NotChecked);
    tested.map(|(figure, standing)| (figure.status, standing.verdict, &*figure.id)).collect()
}

/// The denominators without forecasts and targets.
fn of_the_past(figures: &Figures, judgement: &Judgement, refused: usize) -> Counts {
    let all = figures.figures.iter().zip(&judgement.standings).filter(|(figure, _)| figure.status.is_of_the_past());
    let not_checked = all.clone().filter(|(_, standing)| standing.verdict == Verdict::NotChecked).count();
    let count = all.count();
    Counts { figures: count, checked: count - not_checked, not_checked, refused }
}

/// "r23 (imports in May 2023, “1249.0 mn”)"
fn described(figures: &Figures, index: usize) -> String {
    let Some(figure) = figures.figures.get(index) else { return "?".into() };
    let cell = figure.reading.cell.as_ref();
    let quantity = cell.map_or(String::new(), |cell| format!("{}, ", Names::IN_FULL.cell(cell).text));
    format!("{} ({quantity}“{}”)", figure.id, figure.stated)
}

/// Remarks on how phrases were understood, each told once.
fn notes<'a>(lines: &[FigureLine<'a>]) -> Vec<(String, Vec<&'a str>)> {
    let mut notes: Vec<(String, Vec<&'a str>)> = Vec::new();
    for line in lines {
        for remark in &line.figure.remarks {
            match notes.iter_mut().find(|(known, _)| known == remark) {
                Some((_, ids)) => ids.push(&line.figure.id),
                None => notes.push((remark.clone(), vec![&line.figure.id])),
            }
        }
    }
    notes
}

impl Check<'_> {
    /// A figure's id.
    pub fn id(&self, figure: usize) -> &str {
        self.all.figures.get(figure).map_or("?", |figure| &figure.id)
    }
}

impl Check<'_> {
    /// The tight spots that the answer does not tell.
    pub fn also_tight(&self) -> Vec<String> {
        self.tight.iter().skip(self.tight_told).map(|spot| format!("Only just: {}", spot.text)).collect()
    }

    /// The likeliest correction that changes a figure.
    pub fn correction_of(&self, figure: usize) -> Option<&Correction<'_>> {
        self.corrections.iter().find(|correction| correction.changes.iter().any(|change| change.figure == figure))
    }

    /// The likeliest corrections, those of one component under one title.
    pub fn corrections_told(&self) -> Vec<(String, Vec<String>)> {
        let mut groups: Vec<(&[usize], Vec<&Correction<'_>>)> = Vec::new();
        // How official figures could be read so that they are as usual is no correction of what was stated.
        let is_aside = |correction: &&Correction<'_>| {
            let is_official = |change: &Amended| self.all.figures[change.figure].status.is_official();
            let is_unusual = |&finding: &usize| self.findings[finding].verdict == Verdict::Unusual;
            self.is_beside && correction.changes.iter().all(is_official) && correction.settles.iter().all(is_unusual)
        };
        for correction in self.corrections.iter().filter(|correction| !is_aside(correction)) {
            match groups.iter_mut().find(|(settles, _)| *settles == correction.settles) {
                Some((_, corrections)) => corrections.push(correction),
                None => groups.push((&correction.settles, vec![correction])),
            }
        }
        let is_one = groups.len() == 1;
        let told = |(settles, corrections): (&[usize], Vec<&Correction<'_>>)| {
            let numbers: Vec<String> = settles.iter().map(|finding| (finding + 1).to_string()).collect();
            let of = match &numbers[..] {
                _ if is_one && settles.len() >= self.findings.len() => String::new(),
                [one] => format!(" for finding {one}"),
                [some @ .., last] if some.len() <= 4 => format!(" for findings {} and {last}", some.join(", ")),
                several => format!(" for findings {}", few(&several.iter().map(String::as_str).collect::<Vec<_>>())),
            };
            let lines = in_lines(&corrections);
            let more = lines.iter().skip(CORRECTIONS).map(Vec::len).sum::<usize>();
            let all = match settles.len() {
                count if count >= self.findings.len() => "all",
                1 => "it",
                _ => "these",
            };
            let each = match corrections.len() {
                1 => String::new(),
                _ => format!(", the likeliest first; each by itself settles {all}"),
            };
            let lines: Vec<Vec<&Correction<'_>>> = lines.into_iter().take(CORRECTIONS).collect();
            // What explains all of them alike is said once.
            let kinds: Vec<Option<Class>> = lines.iter().map(|line| line[0].kind()).collect();
            let common = kinds[0].filter(|kind| kinds.len() > 1 && kinds.iter().all(|other| *other == Some(*kind)));
            let kind = common.map_or(String::new(), |kind| format!(" ({})", correction::kind_of_all(kind)));
            let line = |line: &Vec<&Correction<'_>>| {
                let told = correction::told_together(self.all, line, &self.units);
                match line[0].kind().filter(|_| common.is_none()) {
                    Some(kind) => format!("{told} ({})", correction::kind_of_one(kind)),
                    None => told,
                }
            };
            let mut told: Vec<String> = lines.iter().map(line).collect();
            if more > 0 {
                told.push(format!("And {more} more; -f json lists them."));
            }
            (format!("Possible corrections{kind}{of}{each}:"), told)
        };
        groups.into_iter().map(told).collect()
    }

    /// What is left to other formats, in a sentence.
    pub fn rest(&self) -> Option<String> {
        let (_, more) = self.entries();
        // What is folded says so itself.
        let is_folded = |place: &usize| self.folds.iter().any(|fold| fold.members.contains(place));
        let in_a_line = (0..self.findings.len()).filter(|place| self.findings[*place].brief.is_some() && !is_folded(place));
        match in_a_line.count() {
            0 => None,
            _ if more > 0 => Some(format!("And {more} more; -f json tells all of them in full.")),
            _ => Some("-f json tells all of them in full.".into()),
        }
    }
}

/// Corrections as lines: those that differ only in what the same figures are read as stand in one, where the likeliest of them does, unless
/// another number is likelier than the rest.
fn in_lines<'c, 'a>(corrections: &[&'c Correction<'a>]) -> Vec<Vec<&'c Correction<'a>>> {
    let mut lines: Vec<Vec<&Correction<'_>>> = Vec::new();
    for correction in corrections {
        let since_a_number = lines.iter().rposition(|line| line[0].puts_a_number()).map_or(0, |place| place + 1);
        let goes_on = |line: &&mut Vec<&Correction<'_>>| {
            let place = correction::difference(line[0], correction);
            place.is_some() && (line.len() == 1 || place == correction::difference(line[0], line[1]))
        };
        match lines[since_a_number..].iter_mut().find(goes_on) {
            Some(line) => line.push(correction),
            None => lines.push(vec![correction]),
        }
    }
    lines
}

/// The first few of many ids.
pub fn few(ids: &[&str]) -> String {
    const FEW: usize = 6;
    match ids {
        [first @ .., _, _] if ids.len() > FEW + 1 => {
            let first = &first[..FEW];
            format!("{} and {} more", first.join(", "), ids.len() - FEW)
        }
        _ => ids.join(", "),
    }
}
