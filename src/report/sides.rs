//! What is checked, and against what: statements beside official figures.
//!
//! > These 5 statements can all be true beside the official figures of kazakhstan.xls, but only if some words are stretched to what
//! > they strictly allow. Of them 3 fit (t23, e23 and g23), 1 is strained (r23) and 1 could not have failed (k).
//!
//! A figure is official by its `status`: every number of a table is that the table calls no forecast, and every row that `import` wrote
//! from one; so is a row typed by hand with that status. Everything else is a statement. Which file a figure stands in plays no part: statements and the official figures
//! that they are held against may share one. Where the files hold both, who reads asks about the statements, so that is answered
//! first, and what was found among official figures alone comes last. Where all figures are of one kind, nothing is set apart.

use super::check::few;
use super::correction::TightSpot;
use super::headline::{LISTED, refused_told};
use super::sentences::{capitalised, listed};
use crate::figures::{Figures, Status};
use crate::verdict::{Judgement, Verdict};
use std::collections::BTreeSet;
use std::path::Path;

/// So many files are named.
const NAMED: usize = 3;

/// Statements and official figures, and where they stand.
#[derive(Clone, Debug)]
pub struct Sides {
    /// The statements about the past: id and verdict.
    statements: Vec<(String, Verdict)>,
    /// How many official figures there are, and how many of them were tested.
    official: usize,
    official_tested: usize,
    /// "the official figures of uzstat.csv and kazakhstan.xls"
    against: String,
    /// The worst verdict of a clash among official figures alone.
    worst_alone: Option<Verdict>,
    /// How many such clashes there are.
    alone: usize,
    /// Whether everything was settled.
    proved: bool,
}

/// How many findings that name a statement are told, and how.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// All.
    pub findings: usize,
    /// With their steps.
    pub in_full: usize,
    /// Besides those, how many break only what official figures break without the statement.
    pub echoes: usize,
}

impl Sides {
    /// `None` where there is nothing to set apart: no statement about the past, or no official figure.
    pub fn of(figures: &Figures, judgement: &Judgement) -> Option<Sides> {
        let all = || figures.figures.iter().zip(&judgement.standings);
        let statements = all().filter(|(figure, _)| figure.status == Status::Reported);
        let statements: Vec<_> = statements.map(|(figure, standing)| (figure.id.clone(), standing.verdict)).collect();
        let official = || all().filter(|(figure, _)| figure.status.is_official());
        if statements.is_empty() || official().next().is_none() {
            return None;
        }
        let files: BTreeSet<usize> = official().map(|(figure, _)| figure.place.file).collect();
        let files: Vec<&str> = files.into_iter().filter_map(|file| figures.files.get(file)).map(|file| &*file.path).collect();
        let alone: Vec<Verdict> = judgement
            .findings
            .iter()
            .filter(|finding| !finding.names_a_statement(figures))
            .map(|finding| finding.verdict)
            .collect();
        Some(Sides {
            statements,
            official: official().count(),
            official_tested: official().filter(|(_, standing)| standing.verdict != Verdict::NotChecked).count(),
            against: against(&files),
            worst_alone: alone.iter().max().copied(),
            alone: alone.len(),
            proved: judgement.proved,
        })
    }

    fn worst(&self) -> Verdict {
        self.statements.iter().map(|(_, verdict)| *verdict).max().unwrap_or(Verdict::NotChecked)
    }

    /// Whether the answer tells the first tight spot.
    pub fn tells_a_tight_spot(&self) -> bool {
        self.proved && self.worst() == Verdict::Consistent && self.worst_alone.is_none_or(|alone| alone <= Verdict::Unusual)
    }

    /// Whether the statements can all be true beside the official figures; `tight` is the first statement that only just stands.
    pub fn answer(&self, tight: Option<&TightSpot<'_>>) -> String {
        let count = self.statements.len();
        let (they, can, cannot) = match count {
            1 => ("This statement".to_string(), "can be true", "cannot be true"),
            2 => ("These two statements".into(), "can both be true", "cannot both be true"),
            _ => (format!("These {count} statements"), "can all be true", "cannot all be true"),
        };
        let (who, against, stated) = (they.to_lowercase(), &self.against, "within the stated effort");
        let worst = self.worst();
        // What the official figures do to one another is no fault of the statements; but nothing can be true beside it.
        if self.worst_alone.is_some_and(|alone| alone > Verdict::Unusual && alone > worst) {
            let any = if count == 1 { who } else { format!("any of {who}") };
            let named = match worst {
                Verdict::NotChecked | Verdict::Consistent => format!("No clash found names {any}"),
                verdict => format!("The worst clash that names {any} is {}", rung(verdict)),
            };
            return format!("{named}; but {against} clash by themselves.");
        }
        let unsettled = |known: &str| format!("Whether {who} {can} beside {against} was not settled {stated}: {known}.");
        match (worst, self.proved) {
            (Verdict::NotChecked, _) => format!("Nothing tests {who}, not even {against}."),
            (Verdict::Consistent, true) => match tight {
                Some(tight) => format!("{they} {can} beside {against}, but only just: {}", tight.text),
                None => format!("{they} {can} beside {against}."),
            },
            (Verdict::Consistent, false) => unsettled("no clash with them was found, and no example that fits everything either"),
            (Verdict::Unusual, true) => format!("{they} {can} beside {against}, but they describe something unusual."),
            (Verdict::Unusual, false) => unsettled("what was found is unusual, and no more"),
            (Verdict::Strained, true) => {
                format!("{they} {can} beside {against}, but only if some words are stretched to what they strictly allow.")
            }
            (Verdict::Strained, false) => format!(
                "{they} {cannot} beside {against} as words are commonly meant; whether they can as strictly allowed was not settled {stated}."
            ),
            (Verdict::DependsOnReading, true) => format!("{they} {can} beside {against} only if something is read differently."),
            (Verdict::DependsOnReading, false) => unsettled("of what was, some stands only if something is read differently"),
            (Verdict::Contradictory, _) => format!("{they} {cannot} beside {against}."),
        }
    }

    /// What goes with it: where the statements stand, what clashes, and the same of the official figures.
    pub fn beside(&self, shown: Shown, refused: usize) -> Vec<String> {
        [self.statements_told(), shown.told(), self.alone_told(), Some(self.official_told()), refused_told(refused)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// "Of them 3 fit (t23, e23 and g23) and 1 is strained (r23)."
    fn statements_told(&self) -> Option<String> {
        const LADDER: [(Verdict, &str, &str); 6] = [
            (Verdict::Consistent, "fits", "fit"),
            (Verdict::Unusual, "is unusual", "are unusual"),
            (Verdict::Strained, "is strained", "are strained"),
            (Verdict::DependsOnReading, "depends on a reading", "depend on a reading"),
            (Verdict::Contradictory, "is in a clash", "are in a clash"),
            (Verdict::NotChecked, "could not have failed", "could not have failed"),
        ];
        let count = self.statements.len();
        let on = |(verdict, one, several): (Verdict, &str, &str)| {
            let ids: Vec<&str> = self.statements.iter().filter(|(_, own)| *own == verdict).map(|(id, _)| &**id).collect();
            match ids.len() {
                0 => None,
                1 => Some(format!("1 {one} ({})", ids[0])),
                some if some == count => Some(format!("all {some} {several}")),
                some => Some(format!("{some} {several} ({})", few(&ids))),
            }
        };
        // Of one statement, and of many that nothing tests, the answer says it.
        let is_told = count == 1 || self.worst() == Verdict::NotChecked;
        match &LADDER.into_iter().filter_map(on).collect::<Vec<String>>()[..] {
            _ if is_told => None,
            [all] => Some(format!("{}.", capitalised(all))),
            several => Some(format!("Of them {}.", listed(several))),
        }
    }

    fn alone_told(&self) -> Option<String> {
        let at_least = if self.alone >= LISTED { "at least " } else { "" };
        let (sets, clash) = match self.alone {
            1 => ("1 set".to_string(), ["is unusual", "clashes"]),
            count => (format!("{at_least}{count} sets"), ["are unusual", "clash"]),
        };
        match self.worst_alone {
            None => (self.official_tested > 0).then(|| "Among the official figures alone no clash was found.".into()),
            Some(Verdict::Unusual) => Some(format!("Among the official figures alone {sets} {}.", clash[0])),
            Some(_) => Some(format!("Among the official figures alone {sets} {}.", clash[1])),
        }
    }

    fn official_told(&self) -> String {
        let (all, tested) = (self.official, self.official_tested);
        match (all, tested, all - tested) {
            (1, 1, _) => "The one official figure was tested.".into(),
            (1, 0, _) => "The one official figure could not have failed.".into(),
            (2, 2, _) => "Both official figures were tested.".into(),
            (_, 0, _) => format!("None of the {all} official figures could have failed."),
            (_, _, 0) => format!("All {all} official figures were tested."),
            (_, 1, rest) => format!("1 of {all} official figures was tested; the other {rest} could not have failed."),
            (_, _, rest) => format!("{tested} of {all} official figures were tested; the other {rest} could not have failed."),
        }
    }
}

impl Shown {
    fn told(self) -> Option<String> {
        let Shown { findings, in_full, echoes } = self;
        let at_least = if findings >= LISTED { "At least " } else { "" };
        let told = match (findings, findings - in_full) {
            (1, _) if echoes > 0 => Some("1 set that names a statement clashes.".to_string()),
            (0 | 1, _) => None,
            (_, 0) => Some(format!("{findings} sets that name a statement clash, each told below.")),
            (_, _) => {
                let is = if in_full == 1 { "is" } else { "are" };
                Some(format!(
                    "{at_least}{findings} sets that name a statement clash: {in_full} {is} told in full, the others in short."
                ))
            }
        };
        let more = match (echoes, findings) {
            (0, _) => None,
            (1, 0) => Some("1 set that names a statement breaks only what official figures break without it.".to_string()),
            (1, _) => Some("1 more breaks only what official figures break without it.".into()),
            (_, 0) => Some(format!("{echoes} sets that name a statement break only what official figures break without it.")),
            _ => Some(format!("{echoes} more break only what official figures break without them.")),
        };
        let told: Vec<String> = told.into_iter().chain(more).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }
}

fn rung(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unusual => "an unusual one",
        Verdict::Strained => "one of words that are strained",
        Verdict::DependsOnReading => "one that another reading settles",
        Verdict::NotChecked | Verdict::Consistent | Verdict::Contradictory => "one",
    }
}

/// "the official figures of uzstat.csv, kazakhstan.xls and 2 more files"
fn against(files: &[&str]) -> String {
    let name =
        |path: &&str| Path::new(path).file_name().map_or_else(|| path.to_string(), |name| name.to_string_lossy().into_owned());
    let mut names: Vec<String> = files.iter().map(name).collect();
    if names.len() > NAMED + 1 {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more files"));
    }
    format!("the official figures of {}", listed(&names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(statements: &[Verdict], worst_alone: Option<Verdict>, proved: bool) -> String {
        let statements = statements.iter().enumerate().map(|(index, verdict)| (format!("s{index}"), *verdict)).collect();
        let against = against(&["data/a.csv", "b.xls"]);
        let alone = usize::from(worst_alone.is_some());
        Sides { statements, official: 9, official_tested: 9, against, worst_alone, alone, proved }.answer(None)
    }

    #[test]
    fn what_official_figures_do_to_one_another_is_no_fault_of_the_statements() {
        let fits = [Verdict::Consistent; 3];
        assert_eq!(
            answer(&fits, Some(Verdict::Contradictory), true),
            "No clash found names any of these 3 statements; but the official figures of a.csv and b.xls clash by themselves."
        );
        assert_eq!(
            answer(&[Verdict::Unusual], Some(Verdict::Strained), true),
            "The worst clash that names this statement is an unusual one; but the official figures of a.csv and b.xls clash by \
             themselves."
        );
        let unusual = answer(&fits, Some(Verdict::Unusual), true);
        assert_eq!(unusual, "These 3 statements can all be true beside the official figures of a.csv and b.xls.");
    }

    #[test]
    fn what_was_not_settled_is_said() {
        let all = [Verdict::Consistent, Verdict::Unusual, Verdict::Strained, Verdict::DependsOnReading, Verdict::Contradictory];
        for verdict in all {
            let told = answer(&[verdict, Verdict::NotChecked], None, false);
            assert_eq!(told.contains("not settled within the stated effort"), verdict != Verdict::Contradictory, "{told}");
            assert!(!answer(&[verdict, Verdict::NotChecked], None, true).contains("not settled"));
        }
        let nothing = answer(&[Verdict::NotChecked], None, true);
        assert_eq!(nothing, "Nothing tests this statement, not even the official figures of a.csv and b.xls.");
    }

    #[test]
    fn of_many_files_the_first_are_named() {
        assert_eq!(against(&["a", "b", "c", "d"]), "the official figures of a, b, c and d");
        assert_eq!(against(&["a", "b", "c", "d", "e"]), "the official figures of a, b, c and 2 more files");
    }
}
