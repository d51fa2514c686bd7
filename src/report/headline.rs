//! The verdict in one sentence, with its denominators:
//!
//! > These statements can all be true. 3 of 8 figures test one another; the other 5 could not have failed.

use super::Counts;
use super::correction::TightSpot;
use crate::figures::Status;
use crate::verdict::{Judgement, Verdict};

/// So many findings are told with their steps: who has read three looks at the figures.
pub const IN_FULL: usize = 3;
/// So many are listed; those beyond are left to other programs.
pub const LISTED: usize = 20;

/// What each rung of the ladder is called.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotChecked => "not_checked",
        Verdict::Consistent => "consistent",
        Verdict::Unusual => "unusual",
        Verdict::Strained => "strained",
        Verdict::DependsOnReading => "depends_on_reading",
        Verdict::Contradictory => "contradictory",
    }
}

/// How many findings there are, and how they are told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clashes {
    /// All.
    pub findings: usize,
    /// So many of them with their steps.
    pub in_full: usize,
    /// Whether some are alike and told together.
    pub are_folded: bool,
}

/// The answer to "can these all be true?", of the figures that speak of the past.
pub fn answer(judgement: &Judgement, clashes: Clashes, is_foretold: bool, tight: Option<&TightSpot>) -> String {
    let Clashes { findings, in_full, are_folded } = clashes;
    let (verdict, proved) = (judgement.verdict, judgement.proved);
    let mut told = match (verdict, proved) {
        (Verdict::NotChecked, _) if is_foretold => "The reported figures do not test one another.".to_string(),
        (Verdict::NotChecked, _) => "Nothing here tests anything else.".into(),
        (Verdict::Consistent, true) if let Some(tight) = tight => {
            return format!("These statements can all be true, but only just: {}", tight.text);
        }
        (Verdict::Consistent, true) if is_foretold => "The reported statements can all be true.".into(),
        (Verdict::Consistent, true) => "These statements can all be true.".into(),
        (Verdict::Consistent, false) => {
            return "Whether these statements can all be true was not settled within the stated effort: no clash among them \
                    was found, and no example that fits them all either."
                .into();
        }
        (Verdict::Unusual, false) => {
            "Whether all of these statements can be true was not settled within the stated effort; those that were settled can, \
             but they describe something unusual."
                .into()
        }
        (Verdict::Unusual, true) => "These statements can all be true, but they describe something unusual.".into(),
        (Verdict::Strained, true) => {
            "These statements can all be true, but only if some words are stretched to what they strictly allow.".into()
        }
        (Verdict::Strained, false) => {
            return "These statements cannot all be true as their words are commonly meant; whether they can as strictly \
                    allowed was not settled within the stated effort."
                .into();
        }
        (Verdict::DependsOnReading, false) => {
            "Whether all of these statements can be true was not settled within the stated effort; those that were settled can \
             only if some of them are read differently."
                .into()
        }
        (Verdict::DependsOnReading, true) => "These statements can all be true only if some of them are read differently.".into(),
        (Verdict::Contradictory, _) => "These statements cannot all be true.".into(),
    };
    // Listing stops at twenty: there may be more.
    let at_least = if findings >= LISTED { "At least " } else { "" };
    if are_folded {
        told.push_str(&format!(" {at_least}{findings} sets of them clash; those that are alike are told together."));
    } else if findings > in_full {
        let is = if in_full == 1 { "is" } else { "are" };
        let others = if findings > LISTED { format!("{} more", LISTED - in_full) } else { "the others".into() };
        told.push_str(&format!(
            " {at_least}{findings} sets of them clash: {in_full} {is} told in full, {others} in a line each."
        ));
    } else if findings > 1 {
        told.push_str(&format!(" {findings} sets of them clash, each told below."));
    }
    // Of a contradiction the first sentence is proved, whatever becomes of the others.
    if !proved && verdict == Verdict::Contradictory {
        told.push_str(" Whether the others can all be true was not settled within the stated effort.");
    }
    told
}

/// The one figure that every one of several findings names, in a sentence. That the others stand without it is more than is
/// known: what cannot be settled within the stated effort is not listed.
pub fn common<'a>(findings: impl Iterator<Item = &'a [usize]>, name: impl Fn(usize) -> String) -> Option<String> {
    let (mut count, mut shared): (usize, Option<Vec<usize>>) = (0, None);
    for figures in findings {
        count += 1;
        shared = Some(match shared {
            None => figures.to_vec(),
            Some(shared) => shared.into_iter().filter(|figure| figures.contains(figure)).collect(),
        });
    }
    match &shared?[..] {
        [one] if count > 1 => Some(format!("Every clash found names {}.", name(*one))),
        _ => None,
    }
}

/// What becomes of forecasts and targets beside the reported figures, which they cannot shake.
pub fn beside(foretold: &[(Status, Verdict, &str)]) -> Option<String> {
    let part = |verdict: Verdict| -> Vec<&(Status, Verdict, &str)> {
        foretold.iter().filter(|(_, stands, _)| *stands == verdict).collect()
    };
    let told = |some: Vec<&(Status, Verdict, &str)>, one: &str, several: &str| {
        let ids: Vec<&str> = some.iter().map(|(_, _, id)| *id).collect();
        let has = |status: Status| some.iter().any(|(one, ..)| *one == status);
        let what = match (has(Status::Forecast), has(Status::Target), some.len()) {
            (true, false, 1) => "1 forecast".to_string(),
            (false, true, 1) => "1 target".into(),
            (true, false, count) => format!("{count} forecasts"),
            (false, true, count) => format!("{count} targets"),
            (_, _, count) => format!("{count} forecasts and targets"),
        };
        (!ids.is_empty()).then(|| format!("{what} {} ({})", if ids.len() == 1 { one } else { several }, ids.join(", ")))
    };
    let parts = [
        told(part(Verdict::Contradictory), "cannot hold if these are true", "cannot hold if these are true"),
        told(
            part(Verdict::Strained),
            "holds only if some words are stretched to what they strictly allow",
            "hold only if some words are stretched to what they strictly allow",
        ),
        told(part(Verdict::Consistent), "fits", "fit"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("Beside them: {}.", parts.join("; ")))
}

/// How many figures could have failed.
pub fn denominators(counts: Counts, is_foretold: bool) -> String {
    let Counts { figures, checked, not_checked, refused } = counts;
    let what = if is_foretold { "reported figures" } else { "figures" };
    let mut told = match (figures, checked, not_checked) {
        (0, ..) => "There is no figure to check.".to_string(),
        (1, 0, _) => "The one figure could not have failed.".into(),
        (_, 0, _) => format!("None of the {figures} {what} could have failed."),
        (1, _, 0) => "The one figure was tested.".into(),
        (2, _, 0) => format!("Both {what} test one another."),
        (_, _, 0) => format!("All {figures} {what} test one another."),
        (_, 1, _) => format!("1 of {figures} {what} is tested; the other {not_checked} could not have failed."),
        (_, _, 1) => format!("{checked} of {figures} {what} test one another; the other 1 could not have failed."),
        _ => format!("{checked} of {figures} {what} test one another; the other {not_checked} could not have failed."),
    };
    if let Some(refused) = refused_told(refused) {
        told.push_str(&format!(" {refused}"));
    }
    told
}

/// How many rows were not understood.
pub(super) fn refused_told(refused: usize) -> Option<String> {
    match refused {
        0 => None,
        1 => Some("1 row was refused and left out.".into()),
        _ => Some(format!("{refused} rows were refused and left out.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_settled_is_said_first() {
        let judgement = |verdict, proved| Judgement {
            verdict,
            proved,
            standings: Vec::new(),
            findings: Vec::new(),
            tight: Vec::new(),
            repairs: Vec::new(),
            witness: None,
        };
        let two = Clashes { findings: 2, in_full: 2, are_folded: false };
        let told = |verdict, proved| answer(&judgement(verdict, proved), two, false, None);
        for verdict in [Verdict::Consistent, Verdict::Unusual, Verdict::DependsOnReading] {
            assert!(told(verdict, false).starts_with("Whether "), "{}", told(verdict, false));
            assert!(told(verdict, true).starts_with("These statements can all be true"), "{}", told(verdict, true));
        }
        for verdict in
            [Verdict::Consistent, Verdict::Strained, Verdict::Unusual, Verdict::DependsOnReading, Verdict::Contradictory]
        {
            assert_eq!(told(verdict, false).matches("not settled within").count(), 1, "{}", told(verdict, false));
            assert!(!told(verdict, true).contains("not settled"), "{}", told(verdict, true));
        }
        assert!(told(Verdict::Contradictory, false).starts_with("These statements cannot all be true."));
    }

    #[test]
    fn what_every_clash_names_is_said_only_of_one_figure() {
        let told = |findings: &[&[usize]]| common(findings.iter().copied(), |figure| format!("r{figure}"));
        assert_eq!(told(&[&[1, 2, 3], &[2, 4], &[0, 2]]).as_deref(), Some("Every clash found names r2."));
        assert_eq!(told(&[&[1, 2, 3], &[1, 2]]), None);
        assert_eq!(told(&[&[1, 2], &[3, 4]]), None);
        assert_eq!(told(&[&[1]]), None);
    }

    #[test]
    fn forecasts_are_told_beside() {
        let clash = Verdict::Contradictory;
        let told =
            beside(&[(Status::Forecast, clash, "g"), (Status::Forecast, clash, "h"), (Status::Target, Verdict::Consistent, "t")]);
        let expected = "Beside them: 2 forecasts cannot hold if these are true (g, h); 1 target fits (t).";
        assert_eq!(told.as_deref(), Some(expected));
        assert_eq!(beside(&[]), None);
    }
}
