//! What a plan says of each column, in words: for the person who looks at what was understood before anything is written.

use super::layout::Role;
use super::plan::Plan;
use crate::figures::Flow;
use crate::tables::Given;

/// Of so many values of a column it is said which are taken.
const MOST_VALUES: usize = 4;

impl Plan {
    /// Every column with what it tells, and what is fixed instead of a column.
    pub fn told(&self, given: &Given) -> Vec<(String, String)> {
        let mut told: Vec<(String, String)> = (0..self.names.len())
            .filter(|&at| !self.names[at].is_empty())
            .map(|at| (self.names[at].clone(), self.meaning(at)))
            .collect();
        for (role, value) in self.layout.fixed.iter().filter(|(_, value)| !value.is_empty()) {
            let (what, _) = word(*role);
            let is_used = if self.columns(*role).is_empty() { "in every row" } else { "where no column says it" };
            told.push((format!("({what})"), format!("{value} {is_used}: the format says so")));
        }
        for (flag, role, value) in said(given) {
            if self.columns(role).is_empty() && self.layout.fixed_for(role).is_empty() {
                told.push((format!("(--{flag})"), format!("{value} in every row")));
            }
        }
        told
    }

    fn meaning(&self, at: usize) -> String {
        let mut meanings: Vec<String> = Vec::new();
        for role in ROLES {
            let place = self.columns(role).iter().position(|&column| column == at);
            let (what, _) = word(role);
            match place {
                Some(0) => meanings.push(what.to_string()),
                Some(place) => meanings.push(format!("{what}, where {} says nothing", self.names[self.columns(role)[place - 1]])),
                None => {}
            }
        }
        meanings.extend(self.totals.iter().filter(|(column, _)| *column == at).map(|(_, totals)| {
            let shown = totals.iter().take(MOST_VALUES).map(|value| if value.is_empty() { "nothing" } else { value });
            let more = if totals.len() > MOST_VALUES { " …" } else { "" };
            format!("only rows with {}{more}; others are parts of a whole", shown.collect::<Vec<_>>().join(", "))
        }));
        let apart = self.apart.iter().filter(|(column, _)| *column == at);
        meanings.extend(apart.map(|(_, apart)| format!("another {} for each of its values", apart.into)));
        meanings.extend(self.beside.iter().filter(|(column, _)| *column == at).map(|(_, why)| format!("left out: {why}")));
        if self.unexplained.contains(&at) {
            meanings.push("not known; it must have one value in all rows".to_string());
        }
        if self.is_label[at] {
            meanings.push("names the codes of the column before".to_string());
        }
        if meanings.is_empty() { "not looked at".to_string() } else { meanings.join("; ") }
    }

    /// What was said and is told by the file itself, a sentence each.
    pub fn overruled(&self, given: &Given) -> Vec<String> {
        let told = said(given).into_iter().filter_map(|(flag, role, value)| {
            if let Some(column) = self.name_of(role) {
                return Some(format!("the column {column} says the {flag}; --{flag} {value} is used only where it says nothing"));
            }
            let fixed = self.layout.fixed_for(role);
            let differs = !fixed.is_empty() && fixed != value;
            differs.then(|| format!("files of this format have the {flag} {fixed}; --{flag} {value} is not used"))
        });
        told.collect()
    }
}

const ROLES: [Role; 14] = [
    Role::Reporter,
    Role::Partner,
    Role::Flow,
    Role::Product,
    Role::Classification,
    Role::Indicator,
    Role::Period,
    Role::Frequency,
    Role::Value,
    Role::Unit,
    Role::Scale,
    Role::Status,
    Role::Action,
    Role::Source,
];

/// What a role is called, and the flag that says the same.
fn word(role: Role) -> (&'static str, Option<&'static str>) {
    match role {
        Role::Reporter => ("reporter", Some("reporter")),
        Role::Partner => ("partner", Some("partner")),
        Role::Flow => ("flow", Some("flow")),
        Role::Product => ("product", Some("product")),
        Role::Classification => ("classification of products", None),
        Role::Indicator => ("flow, unit and scale in one code", None),
        Role::Period => ("period", Some("period")),
        Role::Frequency => ("years, quarters or months", None),
        Role::Value => ("the number", None),
        Role::Unit => ("unit", Some("currency")),
        Role::Scale => ("scale", Some("scale")),
        Role::Status => ("status", None),
        Role::Action => ("whether the row tells or takes back", None),
        Role::Source => ("source", Some("source")),
    }
}

/// What was said, by flag, with the role that says the same in a file.
fn said(given: &Given) -> Vec<(&'static str, Role, String)> {
    let scale = given.scale.clone().map(|scale| if scale.is_empty() { "1".to_string() } else { scale });
    let value = |role: Role| match role {
        Role::Reporter => given.reporter.clone(),
        Role::Partner => given.partner.clone(),
        Role::Flow => given.flow.as_ref().map(Flow::to_string),
        Role::Product => given.product.clone(),
        Role::Period => given.period.map(|period| period.to_string()),
        Role::Unit => given.unit.clone(),
        Role::Scale => scale.clone(),
        Role::Source => given.source.clone(),
        _ => None,
    };
    ROLES.into_iter().filter_map(|role| Some((word(role).1?, role, value(role)?))).collect()
}
