//! Currencies and units by name: `currency("roubles")` is RUB, `scaled_unit("bn USD")` counts in billions of dollars.

use super::nearest::nearest;
use super::tokens::tokens;
use super::vocabulary::{Meaning, Vocabulary, vocabulary};
use super::{Misread, Unit};
use crate::exact::Ratio;

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One ISO 4217 code.
    One(String),
    /// Several codes, in the order of the vocabulary: "pounds".
    Several(Vec<String>),
    /// None; the nearest known word, if one is near.
    None(Option<String>),
}

/// The currency of a code (in any case), sign or name in English or Russian.
///
/// ```
/// use crossfoot::words::{Named, currency};
/// assert_eq!(currency("usd"), Named::One("USD".into()));
/// assert_eq!(currency("рублей"), Named::One("RUB".into()));
/// assert!(matches!(currency("pounds"), Named::Several(_)));
/// assert_eq!(currency("rubels"), Named::None(Some("rubles".into())));
/// ```
pub fn currency(name: &str) -> Named {
    let code = name.trim().to_uppercase();
    if iso_currency::Currency::from_code(&code).is_some() {
        return Named::One(code);
    }
    let Ok(vocabulary) = vocabulary(name) else { return Named::None(None) };
    let tokens = tokens(name);
    match vocabulary.longest(&tokens) {
        Some((Meaning::Currency(index), length)) if length == tokens.len() => {
            match vocabulary.currencies.get(index).map(Vec::as_slice) {
                Some([code]) => Named::One(code.clone()),
                Some(codes) => Named::Several(codes.to_vec()),
                None => Named::None(None),
            }
        }
        _ => Named::None(nearest(name.trim(), vocabulary.words()).map(str::to_string)),
    }
}

/// A scale and a unit without a number, as in `--in "bn USD"`: how many whole (base) units one of them is, and the unit.
///
/// ```
/// use crossfoot::words::{Unit, scaled_unit};
/// assert_eq!(scaled_unit("bn USD"), Ok((1_000_000_000.into(), Unit::Currency("USD".into()))));
/// assert_eq!(scaled_unit("млн тонн"), Ok((1_000_000.into(), Unit::Physical("t".into()))));
/// assert_eq!(scaled_unit("thousand"), Ok((1_000.into(), Unit::Count)));
/// ```
///
/// # Errors
/// A [`Misread`] where a word is unknown, is no scale or unit, or names several currencies.
pub fn scaled_unit(text: &str) -> Result<(Ratio, Unit), Misread> {
    let vocabulary = vocabulary(text)?;
    let pieces = super::pieces::pieces(text, vocabulary)?;
    let expected = "a scale word and a unit, as in \"bn USD\"";
    let mut scale = Ratio::from_integer(1);
    let mut unit = None;
    for piece in &pieces {
        let found = format!("\"{}\"", &text[piece.at.clone()]);
        match piece.meaning {
            Meaning::Scale(index, _) if unit.is_none() && scale == Ratio::from_integer(1) => {
                scale = Ratio::from_integer(vocabulary.scales.get(index).map_or(1, |scale| scale.ones));
            }
            Meaning::Of => {}
            Meaning::Currency(_) | Meaning::Code(_) if unit.is_none() => {
                let codes = codes(piece.meaning, vocabulary);
                match &codes[..] {
                    [code] => unit = Some(Unit::Currency(code.clone())),
                    _ => {
                        let instead = codes.iter().map(|code| super::pieces::replaced(text, &piece.at, code));
                        return Err(Misread::new(piece.at.clone(), format!("{found} names several currencies"), "one of them")
                            .instead(instead));
                    }
                }
            }
            Meaning::Physical(index) if unit.is_none() => {
                let Some(physical) = vocabulary.units.get(index) else { continue };
                scale *= physical.factor;
                unit = Some(Unit::Physical(physical.base.clone()));
            }
            Meaning::Noun if unit.is_none() => unit = Some(Unit::Count),
            _ => return Err(Misread::new(piece.at.clone(), found, expected).instead(["bn USD"])),
        }
    }
    if pieces.is_empty() {
        return Err(Misread::new(0..text.len(), "nothing", expected).instead(["bn USD"]));
    }
    Ok((scale, unit.unwrap_or(Unit::Count)))
}

/// The ISO 4217 codes that a currency piece may mean.
pub(super) fn codes(meaning: Meaning, vocabulary: &Vocabulary) -> Vec<String> {
    match meaning {
        Meaning::Currency(index) => vocabulary.currencies.get(index).cloned().unwrap_or_default(),
        Meaning::Code(code) => vec![code.iter().map(|letter| char::from(*letter)).collect()],
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_signs_and_names_in_two_languages() {
        for (name, code) in [
            ("USD", "USD"),
            ("uzs", "UZS"),
            ("сум", "UZS"),
            ("Soums", "UZS"),
            ("$", "USD"),
            ("долл. США", "USD"),
            ("руб.", "RUB"),
            ("тенге", "KZT"),
            ("RMB", "CNY"),
            ("canadian dollars", "CAD"),
            ("£", "GBP"),
        ] {
            assert_eq!(currency(name), Named::One(code.to_string()), "{name}");
        }
        for name in ["crowns", "фунтов", "francs", "dinars", "pesos", "rupees", "¥", "som"] {
            assert!(matches!(currency(name), Named::Several(_)), "{name}");
        }
        for name in ["", "bn USD", "percent", "тугриков в год"] {
            assert!(matches!(currency(name), Named::None(_)), "{name}");
        }
    }

    #[test]
    fn a_scaled_unit_is_a_scale_and_a_unit() {
        assert_eq!(scaled_unit("kt"), Ok((Ratio::from_integer(1000), Unit::Physical("t".into()))));
        assert_eq!(scaled_unit("RUB"), Ok((Ratio::from_integer(1), Unit::Currency("RUB".into()))));
        assert!(scaled_unit("bn pounds").is_err_and(|misread| misread.instead.contains(&"bn GBP".to_string())));
        for text in ["", "bn bn", "5 bn USD", "about bn", "bn USD EUR", "bm USD"] {
            assert!(scaled_unit(text).is_err(), "{text}");
        }
    }
}
