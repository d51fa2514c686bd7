//! The verdict in one sentence, with its denominators:
//!
//! > These statements can all be true. 3 of 8 figures test one another; the other 5 could not have failed.

use super::Counts;
use crate::verdict::Verdict;

/// Findings beyond these are left to other programs: nobody reads hundreds.
pub const TOLD: usize = 20;

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

/// The answer to "can these all be true?".
pub fn answer(verdict: Verdict, proved: bool, findings: usize) -> String {
    let mut told = match (verdict, proved) {
        (Verdict::NotChecked, _) => "Nothing here tests anything else.".to_string(),
        (Verdict::Consistent, true) => "These statements can all be true.".into(),
        (Verdict::Consistent, false) => {
            return "Whether these statements can all be true was not settled within the stated effort: no clash among them \
                    was found, and no example that fits them all either."
                .into();
        }
        (Verdict::Unusual, _) => "These statements can all be true, but they describe something unusual.".into(),
        (Verdict::Strained, true) => {
            "These statements can all be true, but only if some words are stretched to what they strictly allow.".into()
        }
        (Verdict::Strained, false) => {
            return "These statements cannot all be true as their words are commonly meant; whether they can as strictly \
                    allowed was not settled within the stated effort."
                .into();
        }
        (Verdict::DependsOnReading, _) => "These statements can all be true only if some of them are read differently.".into(),
        (Verdict::Contradictory, _) => "These statements cannot all be true.".into(),
    };
    if findings > TOLD {
        told.push_str(&format!(" {findings} sets of them clash; the first {TOLD} are told below, and all by -f json."));
    } else if findings > 1 {
        told.push_str(&format!(" {findings} sets of them clash, each told below."));
    }
    if !proved {
        told.push_str(" Whether the others can all be true was not settled within the stated effort.");
    }
    told
}

/// How many figures could have failed.
pub fn denominators(counts: Counts) -> String {
    let Counts { figures, checked, not_checked, refused } = counts;
    let mut told = match (figures, checked, not_checked) {
        (0, ..) => "There is no figure to check.".to_string(),
        (1, 0, _) => "The one figure could not have failed.".into(),
        (_, 0, _) => format!("None of the {figures} figures could have failed."),
        (1, _, 0) => "The one figure was tested.".into(),
        (2, _, 0) => "Both figures test one another.".into(),
        (_, _, 0) => format!("All {figures} figures test one another."),
        (_, 1, _) => format!("1 of {figures} figures is tested; the other {not_checked} could not have failed."),
        (_, _, 1) => format!("{checked} of {figures} figures test one another; the other 1 could not have failed."),
        _ => format!("{checked} of {figures} figures test one another; the other {not_checked} could not have failed."),
    };
    match refused {
        0 => {}
        1 => told.push_str(" 1 row was refused and left out."),
        _ => told.push_str(&format!(" {refused} rows were refused and left out.")),
    }
    told
}
