//! Possible corrections, told: what would have to be read otherwise so that everything stands, and which figure only just stands
//! as it is.
//!
//! > Read g22 and avg in USD instead of RUB.

use super::check::few;
use super::names::{Names, period_name};
use super::quotes::glimpse;
use super::ranges::{self, Tally};
use super::sentences::{capitalised, either, listed};
use super::units::Units;
use crate::figures::Figures;
use crate::network::Network;
use crate::period::Period;
use crate::rereading::{Change, Class, Reread, What};
use crate::verdict::{self, Amendment};

/// One figure changed by a correction, for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The figure (index).
    pub figure: usize,
    /// What changes.
    pub what: &'static str,
    /// What was understood.
    pub from: String,
    /// What would be.
    pub to: String,
}

/// A repair, told.
#[derive(Clone, Debug)]
pub struct Correction<'a> {
    /// The repair.
    pub repair: &'a verdict::Repair,
    /// The findings that it settles, by their places among those reported.
    pub settles: Vec<usize>,
    /// How it explains the figures.
    pub class: Class,
    /// The sentence.
    pub text: String,
    /// The figures that it changes.
    pub changes: Vec<Amended>,
}

/// A tight spot, told.
#[derive(Clone, Debug)]
pub struct TightSpot<'a> {
    /// The spot.
    pub spot: &'a verdict::Tight,
    /// The names of the norms that squeeze it.
    pub norms: Vec<&'a str>,
    /// The sentence, with a question to ask the source.
    pub text: String,
    /// What would free it: the figures that each re-reading changes.
    pub freed_by: Vec<Vec<Amended>>,
}

impl Correction<'_> {
    /// Whether nothing that is told sets it apart from the other.
    pub(super) fn is_told_as(&self, other: &Correction<'_>) -> bool {
        (&self.settles, self.class, &self.text, &self.changes) == (&other.settles, other.class, &other.text, &other.changes)
    }

    /// Whether it gives a figure another number.
    pub fn puts_a_number(&self) -> bool {
        self.repair.amendments.iter().any(|amendment| matches!(amendment, Amendment::Value { .. }))
    }

    /// With what kind of explanation it is, where it is of one kind: another number explains nothing, and its sentence says so.
    pub fn kind(&self) -> Option<Class> {
        let kind = |amendment: &Amendment| match amendment {
            Amendment::Reread(change) => Some(change.class),
            Amendment::Value { .. } => None,
            Amendment::Withdraw { .. } => Some(Class::Withdrawal),
        };
        let mut kinds = self.repair.amendments.iter().map(kind);
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first).flatten()
    }
}

/// What a kind of explanation is called behind one correction.
pub(super) fn kind_of_one(class: Class) -> &'static str {
    match class {
        Class::Reading => "the words leave it open",
        Class::Slip => "a slip of the pen",
        Class::Withdrawal => "the last resort",
    }
}

/// What it is called above several.
pub(super) fn kind_of_all(class: Class) -> &'static str {
    match class {
        Class::Reading => "which the words leave open",
        Class::Slip => "slips of the pen",
        Class::Withdrawal => "the last resort",
    }
}

/// Tells a repair; `settles` are the findings that it settles, by their places among those reported.
pub fn correction<'a>(figures: &Figures, repair: &'a verdict::Repair, settles: Vec<usize>, units: &Units) -> Correction<'a> {
    let told: Vec<String> = repair.amendments.iter().map(|amendment| amendment_told(figures, amendment, units)).collect();
    let changes = repair.amendments.iter().flat_map(|amendment| amended(figures, amendment, units)).collect();
    Correction { repair, settles, class: repair.class, text: format!("{}.", capitalised(&listed(&told))), changes }
}

/// Tells a tight spot.
pub fn tight_spot<'a>(figures: &Figures, network: &'a Network, spot: &'a verdict::Tight, units: &Units) -> TightSpot<'a> {
    let figure = &figures.figures[spot.figure];
    let norms: Vec<&str> = spot.norms.iter().filter_map(|&norm| network.norms.get(norm)).map(|norm| &*norm.name).collect();
    let freed_by: Vec<Vec<Amended>> = spot.freed_by.iter().map(changed).collect();
    let cell = figure.reading.cell.as_ref();
    let (name, it_was) = cell.map_or(("it".to_string(), "it was"), |cell| {
        let name = Names::IN_FULL.cell(cell);
        (name.text.clone(), if name.plural { "they were" } else { "it was" })
    });
    let tally = cell.map_or(Tally::Number, Tally::of_cell);
    let left = ranges::range_beside(&spot.left, &figure.reading.meant, &tally, units).unwrap_or_default();
    let ids: Vec<&str> = spot.squeezed_by.iter().map(|&figure| &*figures.figures[figure].id).collect();
    let mut behind: Vec<String> = ids.iter().map(ToString::to_string).collect();
    behind.extend(norms.iter().map(|norm| format!("the norm “{norm}”")));
    let question = match spot.freed_by.first() {
        Some(change) => format!("Ask: {}?", question(change)),
        None => format!("Ask which number is behind “{}”.", figure.stated),
    };
    let text = format!(
        "{name} must have been {left}, though {it_was} put at “{}” ({}); {} {} no more room. {question}",
        figure.stated,
        figure.id,
        listed(&behind),
        if behind.len() == 1 { "leaves" } else { "leave" },
    );
    TightSpot { spot, norms, text, freed_by }
}

/// What a change changes, figure by figure.
pub fn changed(change: &Change) -> Vec<Amended> {
    let one = |new: &Reread| Amended { figure: new.figure, what: change.what.name(), from: new.from.clone(), to: new.to.clone() };
    change.readings.iter().map(one).collect()
}

fn amended(figures: &Figures, amendment: &Amendment, units: &Units) -> Vec<Amended> {
    let stated = |figure: usize| figures.figures[figure].stated.clone();
    match amendment {
        Amendment::Reread(change) => changed(change),
        Amendment::Value { figure, needed } => {
            vec![Amended {
                figure: *figure,
                what: What::Value.name(),
                from: stated(*figure),
                to: room(figures, *figure, needed, units),
            }]
        }
        Amendment::Withdraw { figure } => {
            vec![Amended { figure: *figure, what: What::Withdraw.name(), from: stated(*figure), to: String::new() }]
        }
    }
}

/// What another number of a figure would have to be, as programs have it.
fn room(figures: &Figures, figure: usize, needed: &crate::exact::Interval, units: &Units) -> String {
    ranges::room(needed, &tally(figures, figure), units).unwrap_or_else(|| ANY.into())
}

/// The same as people read it.
fn room_for_people(figures: &Figures, figure: usize, needed: &crate::exact::Interval, units: &Units) -> String {
    ranges::room_for_people(needed, &tally(figures, figure), units).unwrap_or_else(|| ANY.into())
}

/// What is put for a number that nothing bounds.
const ANY: &str = "any number";

fn tally(figures: &Figures, figure: usize) -> Tally {
    figures.figures[figure].reading.cell.as_ref().map_or(Tally::Number, Tally::of_cell)
}

/// "read g22 and avg in USD instead of RUB"
fn amendment_told(figures: &Figures, amendment: &Amendment, units: &Units) -> String {
    let id = |figure: usize| &*figures.figures[figure].id;
    let stated = |figure: usize| glimpse(&figures.figures[figure]);
    match amendment {
        Amendment::Reread(change) => reread(figures, change, None),
        Amendment::Value { figure, needed } => {
            let needed = room_for_people(figures, *figure, needed, units);
            format!("put another number for “{}” ({}): {needed}", stated(*figure), id(*figure))
        }
        Amendment::Withdraw { figure } => format!("leave out “{}” ({})", stated(*figure), id(*figure)),
    }
}

/// What a change reads otherwise, as a clause; instead of what it reads it as, some other words.
fn reread(figures: &Figures, change: &Change, instead: Option<&str>) -> String {
    let mut groups: Vec<(&str, &str, Vec<usize>)> = Vec::new();
    for new in &change.readings {
        match groups.iter_mut().find(|(from, to, _)| *from == new.from && *to == new.to) {
            Some((_, _, readers)) => readers.push(new.figure),
            None => groups.push((&new.from, &new.to, vec![new.figure])),
        }
    }
    let one = |(from, to, readers): &(&str, &str, Vec<usize>)| {
        let ids: Vec<&str> = readers.iter().map(|&figure| &*figures.figures[figure].id).collect();
        let whose = match &ids[..] {
            [one] => format!("“{}” ({one})", glimpse(&figures.figures[readers[0]])),
            several if several.len() <= 3 => listed(&several.iter().map(ToString::to_string).collect::<Vec<_>>()),
            several => few(several),
        };
        let to = instead.map_or_else(|| understood(change.what, to), str::to_string);
        sentence(change.what, &whose, &understood(change.what, from), &to)
    };
    listed(&groups.iter().map(one).collect::<Vec<_>>())
}

/// What is understood, as people say it.
fn understood(what: What, written: &str) -> String {
    match what {
        What::Period | What::Base => period(written),
        What::Factor => the_ratio(written),
        _ => written.to_string(),
    }
}

/// Corrections that differ in one thing only, what the same figures are read as, in one line: "… as speaking of January–July
/// 2022 or January–August 2022 instead of the first half of 2022".
pub(super) fn told_together(figures: &Figures, corrections: &[&Correction<'_>], units: &Units) -> String {
    let Some(first) = corrections.first() else { return String::new() };
    let place = corrections.get(1).and_then(|second| difference(first, second));
    let others = |place: usize| {
        corrections.iter().filter_map(move |correction| match &correction.repair.amendments[place] {
            Amendment::Reread(change) => Some(understood(change.what, only_reading(change)?.1)),
            _ => None,
        })
    };
    let clause = |(number, amendment): (usize, &Amendment)| match amendment {
        Amendment::Reread(change) if Some(number) == place => {
            reread(figures, change, Some(&either(&others(number).collect::<Vec<_>>())))
        }
        amendment => amendment_told(figures, amendment, units),
    };
    capitalised(&listed(&first.repair.amendments.iter().enumerate().map(clause).collect::<Vec<_>>()))
}

/// Which amendment two corrections differ in, where that is all, and only in what the same figures are read as.
pub(super) fn difference(one: &Correction<'_>, other: &Correction<'_>) -> Option<usize> {
    let (one, other) = (&one.repair.amendments, &other.repair.amendments);
    let mut apart = one.iter().zip(other).enumerate().filter(|(_, (one, other))| one != other);
    let (place, pair) = apart.next()?;
    let (Amendment::Reread(one_change), Amendment::Reread(other_change)) = pair else { return None };
    let of_figures = |change: &Change| change.readings.iter().map(|new| new.figure).collect::<Vec<_>>();
    let is_alike = (one_change.what, one_change.class, only_reading(one_change)?.0)
        == (other_change.what, other_change.class, only_reading(other_change)?.0)
        && of_figures(one_change) == of_figures(other_change);
    (is_alike && apart.next().is_none() && one.len() == other.len()).then_some(place)
}

/// From what and to what a change reads all its figures; `None` where it reads them differently.
fn only_reading(change: &Change) -> Option<(&str, &str)> {
    let first = change.readings.first()?;
    let is_like_first = |new: &Reread| (&new.from, &new.to) == (&first.from, &first.to);
    change.readings.iter().all(is_like_first).then_some((&first.from, &first.to))
}

/// What a kind of change does to some figures, as a clause.
fn sentence(what: What, whose: &str, from: &str, to: &str) -> String {
    match what {
        What::Period => format!("read {whose} as speaking of {to} instead of {from}"),
        What::Currency => format!("read {whose} in {to} instead of {from}"),
        What::Vintage => format!("take {whose} from {to}"),
        What::Base => format!("read {whose} against {to} instead of {from}"),
        What::CountedBy => format!("read {whose} as counted by {to} instead of {from}"),
        What::Sign => format!("read {whose} as a {to} instead of a {from}"),
        _ => format!("read {whose} as {to} instead of {from}"),
    }
}

/// "the ratio of the levels", "what was added"
fn the_ratio(told: &str) -> String {
    if told.starts_with("ratio") { format!("the {told}") } else { told.to_string() }
}

/// "the first half of 2023, or January to July 2023"
fn question(change: &Change) -> String {
    let Some(new) = change.readings.first() else { return String::new() };
    match change.what {
        What::Period | What::Base => format!("{}, or {}", period(&new.from), period(&new.to)),
        What::Currency => format!("in {}, or in {}", new.from, new.to),
        What::CountedBy => format!("as {} counts it, or as {} does", new.from, new.to),
        What::Sign => format!("a {}, or a {}", new.from, new.to),
        What::Factor => format!("{}, or {}", the_ratio(&new.from), the_ratio(&new.to)),
        _ => format!("{}, or {}", new.from, new.to),
    }
}

/// A period as people say it; what is no period as it is.
fn period(written: &str) -> String {
    match (written.split_once(".."), written.parse::<Period>()) {
        (_, Ok(period)) => period_name(period),
        (Some((from, to)), _) => match (from.parse::<Period>(), to.parse::<Period>()) {
            (Ok(from), Ok(to)) => format!("{} to {}", period_name(from), period_name(to)),
            _ => written.to_string(),
        },
        _ => written.to_string(),
    }
}
