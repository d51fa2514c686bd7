//! The words for scales and units by themselves: what a column header may say of the numbers under it (`млн долл. США`, `thousand tons`).

use super::forms::forms;
use super::vocabulary::{Meaning, Vocabulary};
use crate::exact::Ratio;

/// What one such word says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitWord {
    /// A scale, by its English name: `billion`.
    Scale(String),
    /// A currency: the ISO 4217 codes that the word may mean.
    Currency(Vec<String>),
    /// A physical unit, by a name that phrases may use; several where the word means several.
    Physical(Vec<String>),
    /// Per cent.
    Percent,
}

/// Every form of every scale, currency and physical unit, as the data files under `data/words` list them, and each code of ISO 4217
/// that they list.
///
/// # Errors
/// A sentence with file and line when a data file is malformed (a test reads them all).
pub fn unit_words() -> Result<Vec<(String, UnitWord)>, String> {
    let vocabulary = Vocabulary::load()?;
    let mut words = Vec::new();
    for (list, meaning) in vocabulary.lists() {
        let forms = forms(list)?;
        let word = match meaning {
            Meaning::Scale(index, _) => vocabulary.scales.get(index).map(|scale| UnitWord::Scale(scale.name.clone())),
            Meaning::Currency(index) => vocabulary.currencies.get(index).map(|codes| UnitWord::Currency(codes.clone())),
            Meaning::Physical(index) => vocabulary.units.get(index).map(|unit| {
                let is_base = unit.factor == Ratio::from_integer(1);
                UnitWord::Physical(match forms.first() {
                    _ if !unit.or.is_empty() => unit.or.clone(),
                    Some(first) if !is_base => vec![first.clone()],
                    _ => vec![unit.base.clone()],
                })
            }),
            Meaning::Percent => Some(UnitWord::Percent),
            _ => None,
        };
        if let Some(word) = word {
            words.extend(forms.into_iter().map(|form| (form, word.clone())));
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_a_name_that_phrases_may_use() {
        let words = unit_words().unwrap();
        let said = |form: &str| words.iter().find(|(known, _)| known == form).map(|(_, word)| word.clone());
        assert_eq!(said("тыс."), Some(UnitWord::Scale("thousand".into())));
        assert_eq!(said("долл. сша"), Some(UnitWord::Currency(vec!["USD".into()])));
        assert_eq!(said("кг"), Some(UnitWord::Physical(vec!["kg".into()])));
        assert_eq!(said("тонн"), Some(UnitWord::Physical(vec!["t".into()])));
        assert_eq!(said("som"), Some(UnitWord::Currency(vec!["KGS".into(), "UZS".into()])));
        assert_eq!(said("процентов"), Some(UnitWord::Percent));
    }
}
