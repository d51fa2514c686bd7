//! What came of the years that paths were asked to leave out: `--from 2021` of a file that goes on to 2024.
//!
//! No path knows of these amounts; they are set beside the paths, so that who looks back sees how far off they were.

use super::history::History;
use super::{Projected, Projection};

impl Projection {
    /// Sets beside each series what is known of it after its last amount; `all` are the histories to the end.
    pub fn set_beside_what_came(&mut self, all: &[History]) {
        for Projected { history, came, .. } in &mut self.series {
            let is_its = |of: &&History| {
                (&of.series, &of.unit, of.months) == (&history.series, &history.unit, history.months)
                    && history.converted.is_none()
            };
            let (Some(last), Some(whole)) = (history.last(), all.iter().find(is_its)) else { continue };
            came.extend(whole.points.iter().filter(|point| point.period.end() > last.period.end()).cloned());
        }
    }
}
