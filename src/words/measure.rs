//! Which measure a figure is: an amount is a level, a ratio a growth, unless the row's `measure` column or the words say otherwise.
//!
//! `14.5` under `growth` can be 14.5 % and 14.5 times, so it is refused with both; points stand on a share only.

use super::pieces::replaced;
use super::quantity::Kind;
use super::statement::{Item, Speaker};
use super::vocabulary::Direction;
use super::{Measure, Misread};
use std::ops::Range;

impl Speaker<'_> {
    /// Which measure a single figure is.
    pub(super) fn measure(&self, item: &Item) -> Result<Measure, Misread> {
        let quantity = &item.main().quantity;
        let refuse = |at: Range<usize>, found: String, expected: &str, instead: Vec<String>| {
            Err(Misread::new(at, found, expected).instead(instead))
        };
        let number = self.text(&quantity.number);
        if !item.is_ratio() {
            if self.said.per.is_some() && self.setting.measure.is_none() {
                return Ok(Measure::Rate);
            }
            let bare = quantity.units.is_empty() && quantity.finer.is_none();
            return match self.setting.measure {
                None | Some(Measure::Level) if bare && item.main().is_an_increment => refuse(
                    item.at(),
                    format!("a change by {number}, without a unit"),
                    "percent or a factor",
                    vec![format!("{number}%"), format!("{number} times")],
                ),
                None => Ok(Measure::Level),
                Some(measure @ (Measure::Level | Measure::Rate)) => Ok(measure),
                Some(Measure::Growth | Measure::AverageGrowth) if bare => refuse(
                    item.at(),
                    format!("{number} as a growth can be {number}% and {number} times"),
                    "its unit",
                    vec![format!("{number}%"), format!("{number} times")],
                ),
                Some(Measure::Share) if bare => refuse(
                    item.at(),
                    format!("{number} as a share without a unit"),
                    "percent or a fraction",
                    vec![format!("{number}%")],
                ),
                Some(_) => refuse(
                    item.at(),
                    format!("the amount \"{}\" under a measure that is a ratio", self.text(&item.at())),
                    "a ratio, or \"level\" in the measure column",
                    vec![],
                ),
            };
        }
        if matches!(quantity.kind, Kind::Points | Kind::BasisPoints) {
            return match self.setting.measure {
                None | Some(Measure::Share) if self.said.averaged.is_none() => Ok(Measure::Share),
                _ => refuse(
                    item.at(),
                    "percentage points".to_string(),
                    "a share: points only stand on a share, against its base share",
                    vec![format!("{number}%")],
                ),
            };
        }
        let is_factor = quantity.kind == Kind::Factor;
        let of_a_share = self.said.share.is_some() || self.setting.measure == Some(Measure::Share);
        if item.main().of_an_earlier_level && of_a_share {
            return refuse(
                item.at(),
                "a ratio of two shares".to_string(),
                "the share itself, or the points by which it changed",
                vec![],
            );
        }
        match (self.setting.measure, &self.said.averaged, &self.said.share) {
            (Some(Measure::Level | Measure::Rate), ..) => refuse(
                item.at(),
                format!("the ratio \"{}\" under a measure that is an amount", self.text(&item.at())),
                "an amount, or \"growth\" or \"share\" in the measure column",
                vec![],
            ),
            (_, Some(at), Some(_)) | (Some(Measure::Share), Some(at), _) => {
                refuse(at.clone(), "an average share".to_string(), "the share of one period", vec![])
            }
            (Some(Measure::Share) | None, _, Some(_)) | (Some(Measure::Share), ..) if is_factor => {
                refuse(item.at(), "a factor as a share".to_string(), "percent or a fraction", vec![])
            }
            (Some(Measure::Share) | None, _, Some(_)) | (Some(Measure::Share), ..) => {
                let came_to = item.low.before.to || item.low.before.up_to;
                if !came_to && !self.said.changes.is_empty() {
                    let expected = "the share itself, the points by which it changed, or \"growth\" in the measure column";
                    return refuse(
                        item.at(),
                        "a change of a share in percent".to_string(),
                        expected,
                        vec![format!(
                            "{}{}{number} points",
                            self.text(&(item.low.stated.start..item.low.figure.start)),
                            self.sign_of_changes()
                        )],
                    );
                }
                Ok(Measure::Share)
            }
            (Some(_), _, Some(at)) => {
                refuse(at.clone(), format!("\"{}\" speaks of a share", self.text(at)), "\"share\" in the measure column", vec![])
            }
            (Some(Measure::Growth), Some(at), _) => {
                let found = format!("\"{}\" speaks of an average over years", self.text(at));
                refuse(at.clone(), found, "\"average growth\" in the measure column, or a growth of one period", vec![])
            }
            (None, Some(_), None) | (Some(Measure::AverageGrowth), ..) => Ok(Measure::AverageGrowth),
            (None, None, None) => match &self.said.annual {
                Some(at) => {
                    let readings = vec![replaced(self.phrase, at, "average annual"), replaced(self.phrase, at, "year-on-year")];
                    refuse(
                        at.clone(),
                        format!("\"{}\" can be by the year or over one year", self.text(at)),
                        "one of them, or the measure column filled",
                        readings,
                    )
                }
                None => Ok(Measure::Growth),
            },
            (Some(Measure::Growth), None, None) => Ok(Measure::Growth),
        }
    }

    /// The sign of the change that is told.
    fn sign_of_changes(&self) -> char {
        if self.said.changes.iter().any(|(direction, _)| *direction == Direction::Down) { '-' } else { '+' }
    }
}
