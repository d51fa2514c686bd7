//! Of what a share is a part: the `base` column names a flow, a product or a partner.

use super::draft::Draft;
use super::row::{Complaint, Row};
use super::series::one_of;
use crate::figures::{Flow, Series};
use crate::names::{Column, Names, WORLD, folded};
use crate::period::Period;
use crate::words::Measure;
use std::collections::BTreeMap;

/// The free names that the files mention, by folded name.
pub(super) struct Wholes {
    partners: BTreeMap<String, String>,
    products: BTreeMap<String, String>,
    flows: BTreeMap<String, String>,
}

impl Wholes {
    pub fn of(drafts: &[Draft]) -> Wholes {
        let mut wholes = Wholes { partners: BTreeMap::new(), products: BTreeMap::new(), flows: BTreeMap::new() };
        if drafts.iter().all(|draft| draft.measure != Measure::Share) {
            return wholes;
        }
        for Draft { series, .. } in drafts {
            for (names, name) in [(&mut wholes.partners, &series.partner), (&mut wholes.products, &series.product)] {
                if !names.contains_key(&*folded(name)) {
                    names.insert(folded(name).into_owned(), name.clone());
                }
            }
            if let Flow::Named(name) = &series.flow {
                wholes.flows.insert(folded(name).into_owned(), name.clone());
            }
        }
        wholes
    }

    /// The whole that a row's share is a part of.
    pub fn whole(&self, series: &Series, row: &Row<'_>, names: &Names) -> Result<Series, Complaint> {
        let text = row.text(Column::Base);
        // Under points the column may hold the period compared with.
        if text.is_empty() || text.trim_end_matches('?').parse::<Period>().is_ok() {
            return standard(series, row);
        }
        let whole = self.named(text, series, row, names)?;
        if whole == *series {
            return Err(row
                .complaint(Column::Base, format!("a share of {text} in itself"), "a whole that the figure is a part of")
                .instead([WORLD, "TOTAL", "turnover"]));
        }
        Ok(whole)
    }

    fn named(&self, text: &str, series: &Series, row: &Row<'_>, names: &Names) -> Result<Series, Complaint> {
        let key = folded(text);
        let with_partner = |partner: &str| Series { partner: partner.to_string(), ..series.clone() };
        let with_product = |product: &str| Series { product: product.to_string(), ..series.clone() };
        let with_flow = |flow: Flow| Series { flow, ..series.clone() };
        let is_hs = text.bytes().all(|b| b.is_ascii_digit()) && self.products.contains_key(&*key);
        let mut found: Vec<(&str, Series)> = Vec::new();
        match names.flow(text) {
            Flow::Named(_) => found.extend(self.flows.get(&*key).map(|name| ("a flow", with_flow(Flow::Named(name.clone()))))),
            flow => found.push(("a flow", with_flow(flow))),
        }
        if names.is_all_products(text) {
            found.push(("a product", with_product("TOTAL")));
        } else {
            found.extend(self.products.get(&*key).map(|name| ("a product", with_product(name))));
        }
        match names.country(text).filter(|_| !is_hs) {
            Some(code) => found.push(("a partner", with_partner(code))),
            None => found.extend(self.partners.get(&*key).map(|name| ("a partner", with_partner(name)))),
        }
        match &found[..] {
            [(_, whole)] => Ok(whole.clone()),
            [] => Err(row
                .complaint(Column::Base, format!("\"{text}\""), "the whole: a flow, product or partner that the files name")
                .instead([WORLD, "TOTAL", "turnover"])),
            several => {
                let kinds: Vec<&str> = several.iter().map(|(kind, _)| *kind).collect();
                Err(row.complaint(
                    Column::Base,
                    format!("\"{text}\" is {} in these files", one_of(&kinds)),
                    "a name that only one of them has: rename the others",
                ))
            }
        }
    }
}

/// The whole where none is named: the world, else all products, else turnover, the first that differs.
fn standard(series: &Series, row: &Row<'_>) -> Result<Series, Complaint> {
    if series.partner != WORLD {
        Ok(Series { partner: WORLD.into(), ..series.clone() })
    } else if series.product != "TOTAL" {
        Ok(Series { product: "TOTAL".into(), ..series.clone() })
    } else if series.flow != Flow::Turnover {
        Ok(Series { flow: Flow::Turnover, ..series.clone() })
    } else {
        let complaint =
            row.complaint(Column::Base, format!("a share of {series}, which is no part of anything"), "the whole in this column");
        Err(complaint.instead(["GDP"]))
    }
}
