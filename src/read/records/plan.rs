//! The plan: a layout laid over the columns of one file. Every column is told from, kept apart, left out with a reason or not looked at; a
//! column of an agreed form that nobody explains may have one value only.

use super::known::heading;
use super::layout::{Apart, Layout, Role, plain};
use super::when;
use crate::figures::Refusal;
use crate::tables::Given;
use csv::ByteRecord;
use std::collections::BTreeMap;

/// More columns than any format has.
const MOST_COLUMNS: usize = 4_096;

/// Which column is what.
#[derive(Debug)]
pub(super) struct Plan {
    /// The layout, with the concepts that it leans on.
    pub layout: Layout,
    /// The layout with this file's names.
    pub resolved: Layout,
    /// The columns' names as the file writes them, without labels.
    pub names: Vec<String>,
    /// The columns of each role, asked for in every row.
    roles: [Vec<usize>; Role::COUNT],
    /// Columns in which only some values make a row a whole.
    pub totals: Vec<(usize, Vec<String>)>,
    /// Columns whose values are kept apart.
    pub apart: Vec<(usize, Apart)>,
    /// Other columns of numbers, and why they are left out.
    pub beside: Vec<(usize, String)>,
    /// Columns that nobody explained: one value each.
    pub unexplained: Vec<usize>,
    /// Columns that are not looked at.
    pub unused: Vec<String>,
    /// Columns that only name the codes of the column before.
    pub is_label: Vec<bool>,
}

impl Plan {
    /// Lays a layout over a header. The first record helps to say what to type where something is missing.
    pub fn new(
        file: &str,
        layout: &Layout,
        concepts: &Layout,
        header: &ByteRecord,
        first: Option<&ByteRecord>,
        given: &Given,
    ) -> Result<Plan, Refusal> {
        if header.len() > MOST_COLUMNS {
            let found = format!("a header of {} columns", header.len());
            return Err(Refusal::of_file(file, found, format!("a table of at most {MOST_COLUMNS} columns")));
        }
        let merged = layout.with_concepts(concepts);
        let names: Vec<String> = header.iter().map(|name| heading(&String::from_utf8_lossy(name)).to_string()).collect();
        let folded: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let is_label = labels(&folded);
        let find = |column: &str| {
            let column = plain(column);
            (0..folded.len()).filter(|&at| !is_label[at] && folded[at] == column).collect::<Vec<_>>()
        };
        let mut roles: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
        for (role, columns) in &merged.columns {
            for column in columns {
                match find(column)[..] {
                    [] => {}
                    [at] => roles.entry(*role).or_default().push(at),
                    _ => {
                        let found = format!("two columns called {column}");
                        return Err(Refusal { line: Some(1), ..Refusal::of_file(file, found, "one: rename the other") });
                    }
                }
            }
        }
        let all = |column: &String| find(column).into_iter();
        let totals: Vec<_> =
            merged.totals.iter().flat_map(|(column, totals)| all(column).map(|at| (at, totals.clone()))).collect();
        let apart: Vec<_> = merged.apart.iter().flat_map(|(column, apart)| all(column).map(|at| (at, apart.clone()))).collect();
        let beside: Vec<_> = merged.beside.iter().flat_map(|(column, why)| all(column).map(|at| (at, why.clone()))).collect();
        let mut is_explained = vec![false; names.len()];
        let explained = roles.values().flatten().chain(totals.iter().map(|(at, _)| at)).chain(apart.iter().map(|(at, _)| at));
        explained.chain(beside.iter().map(|(at, _)| at)).for_each(|&at| is_explained[at] = true);
        merged.ignored.iter().flat_map(all).for_each(|at| is_explained[at] = true);
        let value = roles.get(&Role::Value).and_then(|columns| columns.first().copied());
        // In files of an agreed form dimensions stand before the number and attributes behind it.
        let is_dimension = |at: usize| merged.concepts && value.is_some_and(|value| at < value);
        let rest = (0..names.len()).filter(|&at| !is_explained[at] && !is_label[at]);
        let (unexplained, unused): (Vec<usize>, Vec<usize>) = rest.partition(|&at| is_dimension(at));
        let unused = unused.into_iter().filter(|&at| !names[at].is_empty()).map(|at| names[at].clone()).collect();
        let mut resolved = layout.clone();
        for (role, columns) in &roles {
            resolved.columns.insert(*role, columns.iter().map(|&at| names[at].clone()).collect());
        }
        let mut by_role: [Vec<usize>; Role::COUNT] = Default::default();
        for (role, columns) in roles {
            by_role[role as usize] = columns;
        }
        let plan = Plan { layout: merged, resolved, names, roles: by_role, totals, apart, beside, unexplained, unused, is_label };
        plan.complete(file, first, given)?;
        Ok(plan)
    }

    /// The columns of a role.
    pub fn columns(&self, role: Role) -> &[usize] {
        &self.roles[role as usize]
    }

    /// The names of a role's columns, for a message.
    pub fn name_of(&self, role: Role) -> Option<String> {
        self.columns(role).first().map(|&at| self.names[at].clone())
    }

    /// Refuses a file of which reporter, flow, period, unit or number is told nowhere.
    fn complete(&self, file: &str, first: Option<&ByteRecord>, given: &Given) -> Result<(), Refusal> {
        let is_told = |roles: &[Role], is_given: bool| {
            is_given || roles.iter().any(|role| !self.columns(*role).is_empty() || !self.layout.fixed_for(*role).is_empty())
        };
        if self.columns(Role::Value).is_empty() {
            let columns = self.layout.columns_of(Role::Value).join(", ");
            let found = "no column that holds the numbers";
            return Err(Refusal { line: Some(1), ..Refusal::of_file(file, found, format!("a column called {columns}")) });
        }
        let wanted = [
            ("reporter", is_told(&[Role::Reporter], given.reporter.is_some()), Some("--reporter UZB")),
            ("flow", is_told(&[Role::Flow, Role::Indicator], given.flow.is_some()), Some("--flow exports")),
            ("unit", is_told(&[Role::Unit, Role::Indicator], given.unit.is_some()), Some("--currency USD --scale thousand")),
            ("period", is_told(&[Role::Period], given.period.is_some()), None),
        ];
        let missing: Vec<_> = wanted.into_iter().filter(|(_, is_told, _)| !is_told).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let what = missing.iter().map(|(what, _, _)| *what).collect::<Vec<_>>().join(", ");
        let found = format!("nothing that tells the {what}");
        let flags: Vec<&str> = missing.iter().filter_map(|(_, _, flag)| *flag).collect();
        let mut instead = Vec::new();
        if flags.len() == missing.len() {
            instead.push(flags.join(" "));
        }
        if let Some(first) = first.filter(|_| !self.unexplained.is_empty()) {
            instead.push(format!("--layout FILE, with this in FILE:\n{}", self.proposed(first, &missing)));
        }
        let told: Vec<String> = self
            .unexplained
            .iter()
            .map(|&at| match first.and_then(|first| first.get(at)) {
                Some(cell) => format!("{} ({})", self.names[at], String::from_utf8_lossy(cell)),
                None => self.names[at].clone(),
            })
            .collect();
        let expected = match &told[..] {
            [] => "what the file itself does not say".to_string(),
            told => format!("what the file itself does not say; its columns {} are not known here", told.join(", ")),
        };
        Err(Refusal { line: Some(1), instead, ..Refusal::of_file(file, found, expected) })
    }

    /// A layout to begin from: what is known, and every column that is not with a place to go.
    fn proposed(&self, first: &ByteRecord, missing: &[(&str, bool, Option<&str>)]) -> String {
        let is_period = |at: &usize| {
            let cell = first.get(*at).map(String::from_utf8_lossy).unwrap_or_default();
            let code = cell.split(": ").next().unwrap_or("");
            when::told(code, None).is_some()
        };
        let period =
            self.unexplained.iter().find(|at| is_period(at)).filter(|_| missing.iter().any(|(what, _, _)| *what == "period"));
        let mut lines =
            vec!["version = 1".to_string(), format!("name = \"{}\"", self.layout.name), "concepts = true".to_string()];
        let others = self.unexplained.iter().filter(|at| Some(*at) != period);
        let ignored: Vec<String> = others.map(|&at| format!("{:?}", self.names[at])).collect();
        lines.push(format!("ignored = [{}]  # or say below what they tell", ignored.join(", ")));
        lines.push("[columns]".to_string());
        if let Some(&at) = period {
            lines.push(format!("period = [{:?}]", self.names[at]));
        }
        lines.push("[fixed]".to_string());
        for (what, _, _) in missing {
            lines.push(match *what {
                "reporter" => "reporter = \"UZB\"".to_string(),
                "flow" => "flow = \"exports\"".to_string(),
                "unit" => "unit = \"USD\"\nscale = \"mn\"".to_string(),
                _ if period.is_some_and(|&at| is_day(first.get(at))) => "frequency = \"M\"  # A: years, Q: quarters".to_string(),
                _ if period.is_some() => continue,
                _ => "period = \"2022\"".to_string(),
            });
        }
        lines.join("\n")
    }
}

fn is_day(cell: Option<&[u8]>) -> bool {
    let cell = cell.map(String::from_utf8_lossy).unwrap_or_default();
    matches!(when::told(cell.split(": ").next().unwrap_or(""), None), Some(when::Told::Day(..)))
}

/// Which columns only hold the names of the codes in the column before (SDMX-CSV with `labels=name`).
fn labels(folded: &[String]) -> Vec<bool> {
    let mut is_label = vec![false; folded.len()];
    if folded.iter().any(|name| name == "structurename") {
        let keys = ["structure", "structureid", "structurename", "action", "serieskey", "obskey"];
        let first = folded.iter().position(|name| !keys.contains(&name.as_str())).unwrap_or(folded.len());
        (first + 1..folded.len()).step_by(2).for_each(|at| is_label[at] = true);
    }
    is_label
}
