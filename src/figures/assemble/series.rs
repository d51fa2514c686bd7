//! Whose trade with whom, of what: cells of text to a [`Series`]. Two spellings of one name are one series; it is printed as it
//! was first spelled.

use super::row::{Complaint, Row};
use crate::figures::{Figure, Flow, Nature, Series};
use crate::names::{Column, Names, WORLD, folded};
use crate::words::{self, Measure, Named};
use std::collections::{BTreeMap, HashMap};

/// What was spelled so far, and what it means.
pub(super) struct Spellings<'a> {
    names: &'a Names,
    places: HashMap<String, String>,
    products: HashMap<String, String>,
    flows: HashMap<String, Current>,
    /// The first spelling of each free name: of places, products and flows.
    first: [HashMap<String, String>; 3],
    /// Free names that look like slips of the pen, a sentence each.
    pub doubts: Vec<String>,
}

/// What a `flow` cell names.
#[derive(Clone)]
pub(super) struct Current {
    pub flow: Flow,
    /// For an exchange rate the currency priced in, as typed, and whether the canonical order is the other way round.
    pub rate: Option<(String, bool)>,
    nature: Nature,
}

impl<'a> Spellings<'a> {
    pub fn new(names: &'a Names) -> Self {
        Spellings {
            names,
            places: HashMap::new(),
            products: HashMap::new(),
            flows: HashMap::new(),
            first: Default::default(),
            doubts: Vec::new(),
        }
    }

    /// The series of a row, with what its flow is.
    pub fn series(&mut self, row: &Row<'_>, measure: Option<Measure>) -> Result<(Series, Current), Complaint> {
        let current = self.flow(row, measure)?;
        if current.rate.is_some() {
            let series = Series {
                reporter: String::new(),
                partner: WORLD.into(),
                flow: current.flow.clone(),
                product: "TOTAL".into(),
                nature: Nature::Flow,
            };
            return Ok((series, current));
        }
        let nature = match row.text(Column::Nature) {
            "" => current.nature,
            text => self.names.nature(text).ok_or_else(|| unknown(row, Column::Nature, text, self.names))?,
        };
        let partner = self.place(row.text(Column::Partner));
        let series = Series {
            reporter: self.place(row.text(Column::Reporter)),
            partner: if partner.is_empty() { WORLD.into() } else { partner },
            flow: current.flow.clone(),
            product: self.product(row.text(Column::Product)),
            nature,
        };
        Ok((series, current))
    }

    /// A country, group, or free name.
    pub fn place(&mut self, text: &str) -> String {
        if let Some(place) = self.places.get(text) {
            return place.clone();
        }
        let place = match (text, self.names.country(text)) {
            ("-" | "–" | "—", _) => String::new(),
            (_, Some(code)) => code.to_string(),
            (_, None) => {
                if let Some(near) = self.names.country_near(text) {
                    self.doubts.push(format!("\"{text}\" is taken as a partner or reporter of its own (is it {near}?)"));
                }
                first(&mut self.first[0], text)
            }
        };
        self.places.insert(text.to_string(), place.clone());
        place
    }

    fn product(&mut self, text: &str) -> String {
        if let Some(product) = self.products.get(text) {
            return product.clone();
        }
        let is_total = text.is_empty() || self.names.is_all_products(text);
        let product = if is_total { "TOTAL".to_string() } else { first(&mut self.first[1], text) };
        self.products.insert(text.to_string(), product.clone());
        product
    }

    fn flow(&mut self, row: &Row<'_>, measure: Option<Measure>) -> Result<Current, Complaint> {
        let text = row.text(Column::Flow);
        let current = match self.flows.get(text) {
            Some(current) => current.clone(),
            None => {
                let current = self.current(row, text, measure)?;
                self.flows.insert(text.to_string(), current.clone());
                current
            }
        };
        match (measure, &current.rate) {
            (Some(Measure::Rate), None) => Err(row
                .complaint(Column::Flow, format!("\"{text}\" under a rate"), "two currencies: rubles for one dollar are RUB/USD")
                .instead(["RUB/USD"])),
            (Some(Measure::Rate) | None, _) | (_, None) => Ok(current),
            (Some(_), Some(_)) => Err(row
                .complaint(
                    Column::Measure,
                    format!("the measure {} of an exchange rate", row.text(Column::Measure)),
                    "the rate itself; its changes follow from the rates of two periods",
                )
                .instead(["rate"])),
        }
    }

    fn current(&mut self, row: &Row<'_>, text: &str, measure: Option<Measure>) -> Result<Current, Complaint> {
        if text.is_empty() {
            return Ok(Current { flow: Flow::Turnover, rate: None, nature: Nature::Flow });
        }
        if let Some((priced, one)) = text.split_once('/')
            && let Some(rate) = self.pair(row, priced.trim(), one.trim(), measure)?
        {
            return Ok(rate);
        }
        let flow = match self.names.flow(text) {
            Flow::Named(name) => {
                if let Some(near) = self.names.flow_near(&name) {
                    self.doubts.push(format!("\"{name}\" is taken as a flow of its own (is it {near}?)"));
                }
                Flow::Named(first(&mut self.first[2], &name))
            }
            flow => flow,
        };
        Ok(Current { flow, rate: None, nature: self.names.nature_of_flow(text) })
    }

    /// Two currencies; `None` when the parts are not, and no rate was asked for.
    fn pair(&self, row: &Row<'_>, priced: &str, one: &str, measure: Option<Measure>) -> Result<Option<Current>, Complaint> {
        let (first, second) = match (words::currency(priced), words::currency(one)) {
            (Named::One(first), Named::One(second)) => (first, second),
            (Named::Several(codes), Named::One(second)) => {
                let pairs = codes.iter().map(|code| format!("{code}/{second}"));
                return Err(row
                    .complaint(Column::Flow, format!("\"{priced}\" names several currencies"), "one of them")
                    .instead(pairs));
            }
            (Named::One(first), Named::Several(codes)) => {
                let pairs = codes.iter().map(|code| format!("{first}/{code}"));
                return Err(row
                    .complaint(Column::Flow, format!("\"{one}\" names several currencies"), "one of them")
                    .instead(pairs));
            }
            (_, Named::None(near)) | (Named::None(near), _) if measure == Some(Measure::Rate) => {
                let complaint = row.complaint(
                    Column::Flow,
                    format!("\"{priced}/{one}\" under a rate"),
                    "two currencies by their ISO 4217 codes: rubles for one dollar are RUB/USD",
                );
                return Err(complaint.instead(near));
            }
            _ => return Ok(None),
        };
        if first == second {
            return Err(row
                .complaint(Column::Flow, format!("the rate of {first} in itself"), "two currencies")
                .instead(["RUB/USD"]));
        }
        let (flow, reversed) = Flow::rate(&first, &second);
        Ok(Some(Current { flow, rate: Some((first, reversed)), nature: Nature::Flow }))
    }
}

fn first(spellings: &mut HashMap<String, String>, text: &str) -> String {
    // On one line, whatever the cell was: names are told in sentences.
    let as_told = || text.split_whitespace().collect::<Vec<_>>().join(" ");
    spellings.entry(folded(text).into_owned()).or_insert_with(as_told).clone()
}

/// A word that a column of few words does not take.
pub(super) fn unknown(row: &Row<'_>, column: Column, text: &str, names: &Names) -> Complaint {
    let choices = names.choices(column.name());
    let instead: Vec<&str> = names.choice_near(column.name(), text).into_iter().collect();
    row.complaint(column, format!("\"{text}\" is no {}", column.name()), one_of(&choices)).instead(instead)
}

/// "a, b or c".
pub(super) fn one_of<T: AsRef<str>>(choices: &[T]) -> String {
    match choices {
        [] => String::new(),
        [only] => only.as_ref().to_string(),
        [all @ .., last] => format!("{} or {}", all.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "), last.as_ref()),
    }
}

/// One name as a flow in one row and a stock in another makes two series that nothing compares: worth saying.
pub(super) fn mixed_natures(figures: &[Figure]) -> Vec<String> {
    let mut natures: BTreeMap<&str, [Option<&str>; 2]> = BTreeMap::new();
    for figure in figures {
        if let Some(cell) = &figure.reading.cell
            && let Flow::Named(name) = &cell.series.flow
        {
            natures.entry(name).or_default()[usize::from(cell.series.nature == Nature::Stock)].get_or_insert(&figure.id);
        }
    }
    let mixed = natures.into_iter().filter_map(|(name, natures)| match natures {
        [Some(flow), Some(stock)] => Some(format!(
            "\"{name}\" is a flow in {flow} and a stock in {stock}: these are not compared; write one of the two in the column nature"
        )),
        _ => None,
    });
    mixed.collect()
}
