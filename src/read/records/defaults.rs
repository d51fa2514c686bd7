//! What holds of a record where its row does not say it: what the layout says of the whole file, or else the person.

use super::layout::{Layout, Role};
use super::meaning::{self, InWhat};
use crate::names::Names;
use crate::tables::Given;

/// What holds where a row does not say it.
pub(super) struct Defaults {
    pub reporter: String,
    pub partner: String,
    pub flow: String,
    pub product: String,
    pub period: String,
    pub frequency: Option<char>,
    pub unit: (&'static str, String),
    pub scale: String,
    pub status: String,
    pub source: String,
}

impl Defaults {
    /// Those of a file.
    pub fn of(layout: &Layout, given: &Given, names: &Names) -> Defaults {
        let or = |fixed: Role, given: Option<String>| match layout.fixed_for(fixed) {
            "" => given.unwrap_or_default(),
            fixed => fixed.to_string(),
        };
        let country = |name: String| names.country(&name).map_or(name.clone(), str::to_string);
        let unit = or(Role::Unit, given.unit.clone());
        let unit = match meaning::unit(&unit, layout) {
            InWhat::Unit { scale, unit } => (scale, unit),
            _ => ("", unit),
        };
        let scale = or(Role::Scale, given.scale.clone());
        Defaults {
            reporter: country(or(Role::Reporter, given.reporter.clone())),
            partner: country(or(Role::Partner, given.partner.clone())),
            flow: or(Role::Flow, given.flow.as_ref().map(ToString::to_string)),
            product: or(Role::Product, given.product.clone()),
            period: or(Role::Period, given.period.map(|period| period.to_string())),
            frequency: layout.fixed_for(Role::Frequency).chars().next(),
            unit,
            scale: meaning::scale(&scale, layout).map_or(scale.clone(), str::to_string),
            status: Some(layout.fixed_for(Role::Status)).filter(|status| !status.is_empty()).unwrap_or("official").to_string(),
            source: given.source.clone().unwrap_or_default(),
        }
    }
}
