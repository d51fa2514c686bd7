//! The words of the columns that take one of a few: `forecast` and `прогноз`, `turnover` and `товарооборот`.

use super::folded;
use crate::words::forms::forms;
use crate::words::nearest;
use crate::words::table::rows;
use std::collections::{BTreeMap, BTreeSet};

const STOCK_WORD: &str = "stock word";
const BEYOND_GOODS: &str = "beyond goods";

/// What each column may hold, by folded word.
#[derive(Debug, Default)]
pub(super) struct Values {
    by_column: BTreeMap<&'static str, BTreeMap<String, &'static str>>,
    in_order: Vec<(&'static str, &'static str)>,
    stock_words: BTreeSet<String>,
    beyond_goods: BTreeSet<String>,
}

impl Values {
    /// The embedded `data/names/values.tsv`.
    pub fn embedded() -> Result<Values, String> {
        let mut values = Values::default();
        let text = include_str!("../../data/names/values.tsv");
        for row in rows("names/values.tsv", text, &["column", "value", "language", "forms", "source"])? {
            let (column, value) = (row.field(0), row.field(1));
            if !KNOWN.contains(&(column, value)) {
                return Err(row.wrong(format!("the column {column} does not take {value}")));
            }
            if !values.in_order.contains(&(column, value)) {
                values.in_order.push((column, value));
            }
            for form in forms(row.field(3)).map_err(|reason| row.wrong(reason))? {
                let form = folded(&form).into_owned();
                if column == STOCK_WORD {
                    values.stock_words.insert(form);
                } else if column == BEYOND_GOODS {
                    values.beyond_goods.insert(form);
                } else if values.by_column.entry(column).or_default().insert(form, value).is_some_and(|before| before != value) {
                    return Err(row.wrong(format!("a word of {value} is also one of another")));
                }
            }
        }
        match KNOWN.iter().find(|known| !values.in_order.contains(known)) {
            Some((column, value)) => Err(format!("data/names/values.tsv lacks {value} of {column}")),
            None => Ok(values),
        }
    }

    pub fn find(&self, column: &str, word: &str) -> Option<&'static str> {
        self.by_column.get(column)?.get(&*folded(word)).copied()
    }

    pub fn is_choice(&self, word: &str) -> bool {
        let word = folded(word);
        self.by_column.values().any(|choices| choices.contains_key(&*word))
    }

    pub fn has_stock_word(&self, flow: &str) -> bool {
        folded(flow).split(|c: char| !c.is_alphanumeric()).any(|word| self.stock_words.contains(word))
    }

    pub fn is_beyond_goods(&self, product: &str) -> bool {
        self.beyond_goods.contains(&*folded(product))
    }

    pub fn choices(&self, column: &str) -> Vec<&str> {
        self.in_order.iter().filter(|(of, _)| *of == column).map(|(_, value)| *value).collect()
    }

    pub fn near_miss(&self, column: &str, word: &str) -> Option<&'static str> {
        let choices = self.by_column.get(column)?;
        super::near_miss(&folded(word), choices.keys().map(String::as_str)).and_then(|near| choices.get(near).copied())
    }

    pub fn near(&self, column: &str, word: &str) -> Option<&str> {
        nearest(&folded(word), self.by_column.get(column)?.keys().map(String::as_str))
    }
}

/// What the program understands; the data may add words for these, not others.
const KNOWN: [(&str, &str); 22] = [
    ("flow", "turnover"),
    ("flow", "exports"),
    ("flow", "imports"),
    ("flow", "balance"),
    ("product", "TOTAL"),
    ("measure", "level"),
    ("measure", "growth"),
    ("measure", "average growth"),
    ("measure", "share"),
    ("measure", "rate"),
    ("status", "reported"),
    ("status", "official"),
    ("status", "forecast"),
    ("status", "target"),
    ("nature", "flow"),
    ("nature", "stock"),
    ("parts", "partners"),
    ("parts", "products"),
    ("decimal", "comma"),
    ("decimal", "point"),
    (STOCK_WORD, "stock"),
    (BEYOND_GOODS, "services"),
];
