//! HS codes in labels: `01`, `0101`, `27 - Минеральное топливо`, `2709: Crude oil`.

use super::lexicon::Saying;
use super::pieces::Pieces;
use super::when::time;

/// A commodity code at the beginning of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// Its digits.
    pub digits: String,
    /// The piece behind it; 0 where the label may be read as something else too (`2009` is fruit juice and a year).
    pub end: usize,
}

/// The commodity code that a label begins with: two, four, six, eight or ten digits, alone or with a name behind.
pub(super) fn code(pieces: &Pieces) -> Option<Code> {
    let digits = pieces.digits(0).filter(|digits| matches!(digits.len(), 2 | 4 | 6 | 8 | 10))?;
    let chapter: u8 = digits[..2].parse().ok()?;
    if !(1..=99).contains(&chapter) || chapter == 77 {
        return None;
    }
    // Headings 1901-1905 and 2001-2009 exist; other numbers like them are years.
    // "202301" is a month then.
    let is_year = matches!(digits.len(), 4 | 6) && matches!(chapter, 18..=21) && time(pieces, 0).is_some();
    let heading: u8 = digits.get(2..4).and_then(|heading| heading.parse().ok()).unwrap_or(0);
    if is_year && !matches!((chapter, heading), (18, 1..=6) | (19, 1..=5) | (20, 1..=9) | (21, 1..=6)) {
        return None;
    }
    let code = |end| Some(Code { digits: digits.to_string(), end });
    if pieces.all.len() == 1 {
        return if time(pieces, 0).is_some() { code(0) } else { code(1) };
    }
    let name = pieces.token(1)?;
    let is_parted = ['-', ':', '.', ','].iter().any(|sign| name.after(*sign)) || (name.after(' ') && name.is_capital);
    // "12 месяцев", "10 крупнейших стран", "2021 Экспорт" speak of something else.
    let is_goods = |at: usize| pieces.all[at].says(Saying::Goods);
    let is_known = |at: usize| !pieces.all[at].sayings.is_empty() && !pieces.all[at].says(Saying::Filler) && !is_goods(at);
    let is_unknown = |at: usize| pieces.all[at].sayings.is_empty() && pieces.digits(at).is_none();
    let is_name = (1..pieces.all.len()).any(|at| is_unknown(at) || is_goods(at));
    (is_parted && is_name && !is_known(1) && time(pieces, 0).is_none()).then(|| code(1))?
}
