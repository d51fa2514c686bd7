//! Time in labels: `Январь-декабрь 2020 г.`, `9 месяцев 2023`, `Q1 2023`, `2016M01`, `Sep-21`, `1995-2024`.
//!
//! A day (`на 1 января 2023 г.`) and a week (`2022W12`) are no time here: they are taken as words, so that no number is put to a period
//! that it does not cover; a year that is no calendar year (`2023/24`, `FY2023`) is one where its months are said ([`super::fiscal`]). A day
//! alone that begins or ends a month (`2023-01-01`, `31.01.2023`) stands for the month, as tables head them.

use super::lexicon::Saying;
use super::pieces::Pieces;
use super::said::{Begins, CalledBy, Fiscal};
use crate::period::Period;

/// What one stretch of a label says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A calendar year.
    Year(i32),
    /// A run of years.
    Years(i32, i32),
    /// Months of a year that stands elsewhere.
    Months { first: u8, count: u8 },
    /// Months of a year.
    Period(Period),
    /// `2021/2020`: the one compared with the other.
    Ratio(i32, i32),
    /// `2022/23`, `FY2023`.
    Fiscal(Fiscal),
    /// `July-June`: where years begin.
    Begins(Begins),
    /// `November-February`: months of two years.
    Across { first: u8, count: u8 },
    /// `2024 (up to October)`: from January to a month.
    UpTo(u8),
    /// A day, a week.
    Unfit,
}

/// What the label says of time from a piece on, and how many pieces say it.
pub(super) fn time(pieces: &Pieces, at: usize) -> Option<(Time, usize)> {
    let reader = Reader { pieces };
    if let Some(found) = reader.days(at).or_else(|| reader.ended(at)).or_else(|| reader.up_to(at)).or_else(|| reader.open(at)) {
        return Some(found);
    }
    let (found, length) = reader.one(at)?;
    Some(reader.onwards(at, found, length).unwrap_or((found, length)))
}

/// Months of a year, January is 0.
pub(super) fn months_of(year: i32, first: u8, count: u8) -> Option<Period> {
    let from = year * 12 + i32::from(first);
    Period::between(from, from + i32::from(count))
}

/// The year of two digits.
fn two_digits(short: i32) -> i32 {
    if short < 70 { 2000 + short } else { 1900 + short }
}

/// Whether a month, January is 0, ends with a day.
fn is_last_day(year: i32, month: u8, day: u8) -> bool {
    let first = i16::try_from(year).ok().zip(i8::try_from(month + 1).ok()).map(|(year, month)| jiff::civil::date(year, month, 1));
    first.is_some_and(|first| i8::try_from(day) == Ok(first.days_in_month()))
}

/// The month that a day begins or ends.
fn month_of_day(year: i32, month: i32, day: i32) -> Option<Period> {
    let date = jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (day == 1 || date == date.last_of_month()).then(|| months_of(year, u8::try_from(month - 1).ok()?, 1))?
}

struct Reader<'a> {
    pieces: &'a Pieces,
}

impl Reader<'_> {
    fn says(&self, at: usize, saying: Saying) -> bool {
        self.pieces.all.get(at).is_some_and(|piece| piece.says(saying))
    }

    fn month(&self, at: usize) -> Option<u8> {
        self.pieces.all.get(at)?.find(|saying| if let Saying::Month(month) = saying { Some(month) } else { None })
    }

    fn nth(&self, at: usize) -> Option<u8> {
        self.pieces.all.get(at)?.find(|saying| if let Saying::Nth(nth) = saying { Some(nth) } else { None })
    }

    /// A number of months, in digits or words: `10`, `ten`.
    fn count(&self, at: usize) -> Option<u8> {
        let in_words =
            || self.pieces.all.get(at)?.find(|saying| if let Saying::Count(count) = saying { Some(count) } else { None });
        self.small(at).or_else(in_words).filter(|count| (1..=12).contains(count))
    }

    /// A number of at most two digits.
    fn small(&self, at: usize) -> Option<u8> {
        self.pieces.digits(at).filter(|digits| digits.len() <= 2)?.parse().ok()
    }

    fn four_digits(&self, at: usize) -> Option<i32> {
        let year = self.pieces.digits(at).filter(|digits| digits.len() == 4)?.parse().ok()?;
        (1800..2200).contains(&year).then_some(year)
    }

    fn gap(&self, at: usize) -> &str {
        self.pieces.gap(at).trim()
    }

    /// How many pieces from here are the word year: `2021 г.`, `2019-2021 годы`.
    fn year_words(&self, at: usize) -> usize {
        (at..).take_while(|at| self.says(*at, Saying::Year)).count()
    }

    /// What begins with one time, without the one that it may go on to.
    fn one(&self, at: usize) -> Option<(Time, usize)> {
        self.day(at)
            .or_else(|| self.year(at))
            .or_else(|| self.roman_months(at))
            .or_else(|| self.numbered(at))
            .or_else(|| self.months(at))
            .or_else(|| self.part(at))
    }

    /// Months of one year to months of a later one: `с ноября 2022 по февраль 2023 г.`, `Q3 2022 - Q2 2023`.
    fn onwards(&self, at: usize, found: Time, length: usize) -> Option<(Time, usize)> {
        let Time::Period(from) = found else { return None };
        let next = at + length;
        let is_joint = self.says(next, Saying::Through) && self.gap(next).is_empty() && self.gap(next + 1).is_empty();
        let until_at = if is_joint { next + 1 } else { next };
        if from.months() >= 12 || !(is_joint || self.gap(next).trim_matches(['.', ' ']) == "-") {
            return None;
        }
        let (Time::Period(until), behind) = self.one(until_at)? else { return None };
        let is_later = until.months() == from.months() && until.first() > from.first();
        is_later.then(|| Some((Time::Period(from.through(&until)?), until_at + behind - at)))?
    }

    /// So many months up to the one that is said: `year ended June 2023`, `12 months to 31 March 2023`, `Years ended 30 June`.
    fn ended(&self, at: usize) -> Option<(Time, usize)> {
        let (months, end) = match self.count(at).filter(|_| self.says(at + 1, Saying::Months)) {
            Some(months) => (months, at + 2),
            None if self.says(at, Saying::Year) => (12, at + 1),
            None if self.says(at, Saying::Half) => (6, at + 1),
            None if self.says(at, Saying::Quarter) => (3, at + 1),
            None => return None,
        };
        let is_ended = self.says(end, Saying::Ended) || (months == 12 && self.says(end, Saying::Through));
        let day = usize::from(self.small(end + 1).is_some_and(|day| (28..=31).contains(&day)));
        let last = self.month(end + 1 + day).filter(|_| is_ended)?;
        let behind = end + 2 + day;
        let Some((year, behind)) = self.year_behind(behind) else {
            let begins = Time::Begins(Begins { month: (last + 1) % 12, called_by: Some(CalledBy::End) });
            return Some((if months == 12 { begins } else { Time::Unfit }, behind - at));
        };
        let end = year * 12 + i32::from(last) + 1;
        Some((Time::Period(Period::between(end - i32::from(months), end)?), behind - at))
    }

    /// From the first day of a month to the last of another: `1 July 2022 - 30 June 2023`, `1 July - 30 June`.
    fn days(&self, at: usize) -> Option<(Time, usize)> {
        let first = self.month(at + 1).filter(|_| self.small(at) == Some(1))?;
        let (from, next) = self.year_behind(at + 2).map_or((None, at + 2), |(year, end)| (Some(year), end));
        let is_word = self.says(next, Saying::Through);
        let next = if is_word { next + 1 } else { next };
        let last = self.month(next + 1).filter(|_| is_word || self.gap(next).contains('-'))?;
        let day = self.small(next)?;
        let (until, end) = self.year_behind(next + 2).map_or((None, next + 2), |(year, end)| (Some(year), end));
        let found = match (from, until) {
            (Some(from), Some(until)) if is_last_day(until, last, day) => {
                Time::Period(months_of(from, first, 1)?.through(&months_of(until, last, 1)?)?)
            }
            // In a leap year or not.
            (None, None) if (last + 1) % 12 == first && (is_last_day(2023, last, day) || is_last_day(2024, last, day)) => {
                Time::Begins(Begins { month: first, called_by: None })
            }
            _ => return None,
        };
        Some((found, end - at))
    }

    /// A time without one of its ends: `since 2015`, `before 2020`, `mid-2023`, `с 2015 г.`
    fn open(&self, at: usize) -> Option<(Time, usize)> {
        let text = self.pieces.token(at)?.text.as_str();
        let is_open = self.says(at, Saying::Open)
            || self.says(at, Saying::Without)
            || matches!(text, "till" | "until" | "до")
            || (text == "с" && at == 0 && self.pieces.all[at].at.len() == 1);
        let (_, length) = self.one(at + 1).filter(|_| is_open && matches!(self.gap(at + 1), "" | "-"))?;
        // "с января по октябрь", "с 2015 по 2020": both ends are said.
        let goes_on = self.says(at + 1 + length, Saying::Through);
        let (_, whole) = self.onwards(at + 1, self.one(at + 1)?.0, length).unwrap_or((Time::Unfit, length));
        (!goes_on && whole == length && !self.is_range(at + 1, length)).then_some((Time::Unfit, 1 + length))
    }

    /// Whether a stretch that is a time has both its ends: `январь - март`, `2015 по 2020`.
    fn is_range(&self, at: usize, length: usize) -> bool {
        (at..at + length)
            .any(|at| self.says(at, Saying::Through) || self.gap(at + 1).contains('-') && at + 1 < self.pieces.all.len())
    }

    /// From January to a month: `2024 (up to October)`, `through October 2024`. "Until October" does not say whether October is in it.
    fn up_to(&self, at: usize) -> Option<(Time, usize)> {
        let last = self.month(at + 1).filter(|_| self.says(at, Saying::Through) && self.gap(at + 1).is_empty())?;
        let is_sure = self.pieces.token(at).is_some_and(|token| !matches!(token.text.as_str(), "till" | "until" | "до"));
        let (year, end) = self.year_behind(at + 2).map_or((None, at + 2), |(year, end)| (Some(year), end));
        let found = match year {
            _ if !is_sure => Time::Unfit,
            Some(year) => Time::Period(months_of(year, 0, last + 1)?),
            None => Time::UpTo(last),
        };
        Some((found, end - at))
    }

    /// A year behind months: `2023`, `of 2023`, `2023 года`, and the pieces up to its end.
    fn year_behind(&self, at: usize) -> Option<(i32, usize)> {
        // "enero de 2024", "dicembre del 2024"
        let is_de =
            self.pieces.token(at).is_some_and(|token| matches!(token.text.as_str(), "de" | "del" | "do") && !token.is_capital);
        let is_word = [Saying::Of, Saying::Into, Saying::Year].iter().any(|saying| self.says(at, *saying));
        let skip = usize::from(is_de || is_word);
        let at = if self.four_digits(at).is_some() { at } else { at + skip };
        let year = self.four_digits(at)?;
        // "январь 2022-2023", "July-March 2022/23": of several years.
        let is_next = |short: &str| short.parse() == Ok((year + 1).rem_euclid(100)) && short.len() == 2;
        let several = (self.four_digits(at + 1).is_some() && matches!(self.gap(at + 1), "-" | "/"))
            || (self.pieces.digits(at + 1).is_some_and(is_next) && matches!(self.gap(at + 1), "-" | "/"));
        (!several && !self.is_first_of_years(at, year)).then_some((year, at + 1 + self.year_words(at + 1)))
    }

    /// Whether a year is the first of a list of them, all of the same months: `январь-июнь 2022 и 2023 гг.`, `January-June 2022, 2023`.
    /// "Январь-июнь 2023 года и 2022 год" may be a half and a year.
    fn is_first_of_years(&self, at: usize, year: i32) -> bool {
        let words = self.year_words(at + 1);
        let next = at + 1 + words;
        let is_joint = self.says(next, Saying::And) && matches!(self.gap(next), "" | ".");
        let next = if is_joint { next + 1 } else { next };
        let is_listed =
            if is_joint { self.gap(next).is_empty() } else { matches!(self.gap(next).trim_start_matches('.'), "," | "&" | ";") };
        let is_other = self.four_digits(next).is_some_and(|other| other != year) && is_listed;
        let is_base = self.pieces.token(next + 1).is_some_and(|token| token.text == "=");
        let is_whole = words > 0 && self.pieces.token(next + 1).is_some_and(|token| token.text == "год");
        // "январь-июнь 2022 и январь-июнь 2023": each has its own.
        is_other && !is_base && !is_whole
    }

    /// A year of two digits behind a quarter or half, joined to it: `1Q22`, `Q3'24`.
    fn short_year(&self, at: usize) -> Option<(i32, usize)> {
        let digits =
            self.pieces.digits(at).filter(|digits| digits.len() == 2 && matches!(self.pieces.gap(at), "" | "'" | " '" | "_"))?;
        Some((two_digits(digits.parse().ok()?), at + 1))
    }

    /// Months, with their year if it stands behind.
    fn with_year(&self, from: usize, at: usize, first: u8, count: u8) -> Option<(Time, usize)> {
        if let Some((year, end)) = self.year_behind(at).or_else(|| self.short_year(at).filter(|_| count < 12)) {
            return Some((Time::Period(months_of(year, first, count)?), end - from));
        }
        Some((Time::Months { first, count }, at - from))
    }

    /// `1 января 2023 г.`, `31.12.2023`, `2023-12-31`: no period.
    fn day(&self, at: usize) -> Option<(Time, usize)> {
        if self.small(at).is_some_and(|day| (1..=31).contains(&day))
            && self.month(at + 1).is_some()
            && self.gap(at + 1).is_empty()
        {
            let end = self.year_behind(at + 2).map_or(at + 2, |(_, end)| end);
            return Some((Time::Unfit, end - at));
        }
        let parts = [at, at + 1, at + 2].map(|at| self.pieces.digits(at).map_or(0, str::len));
        let is_parted = |sign: &str| self.gap(at + 1) == sign && self.gap(at + 2) == sign;
        let is_date = matches!(parts, [1..=2, 1..=2, 4]) || matches!(parts, [4, 2, 2]);
        if !is_date || ![".", "/", "-"].iter().any(|sign| is_parted(sign)) {
            return None;
        }
        let number = |at: usize| self.pieces.digits(at).and_then(|digits| digits.parse::<i32>().ok());
        let month = match (parts[0], self.gap(at + 1)) {
            // 01/02/2023 is a day of January or of February.
            _ if self.pieces.all.len() != 3 => None,
            (4, _) => month_of_day(number(at)?, number(at + 1)?, number(at + 2)?),
            (_, ".") => month_of_day(number(at + 2)?, number(at + 1)?, number(at)?),
            _ => None,
        };
        Some((month.map_or(Time::Unfit, Time::Period), 3))
    }

    /// What begins with a year.
    fn year(&self, at: usize) -> Option<(Time, usize)> {
        // "202301", alone
        let six = self.pieces.digits(at).filter(|digits| digits.len() == 6 && self.pieces.all.len() == 1);
        if let Some((year, month)) = six.and_then(|digits| Some((digits[..4].parse().ok()?, digits[4..].parse::<u8>().ok()?))) {
            let is_month = (1900..2100).contains(&year) && (1..=12).contains(&month);
            return is_month.then(|| Some((Time::Period(months_of(year, month - 1, 1)?), 1)))?;
        }
        let Some(year) = self.four_digits(at) else {
            return self.fiscal(at);
        };
        // "2022W12", "2022, week 12"
        if self.says(at + 1, Saying::Week) && self.small(at + 2).is_some() {
            return Some((Time::Unfit, 3));
        }
        if let Some(found) = self.roman(at, year) {
            return Some(found);
        }
        let month = |nth: u8, end: usize| {
            (1..=12).contains(&nth).then(|| Some((Time::Period(months_of(year, nth - 1, 1)?), end - at)))?
        };
        let of = |nth: u8, length: u8, end: usize| {
            (1..=12 / length)
                .contains(&nth)
                .then(|| Some((Time::Period(months_of(year, (nth - 1) * length, length)?), end - at)))?
        };
        let is_close = matches!(self.gap(at + 1), "" | "-");
        if let Some(nth) = self.small(at + 2).filter(|_| is_close && self.gap(at + 2).is_empty()) {
            // "2016M01", "2023-Q1", "2023H1"
            for (saying, length) in [(Saying::Months, 1), (Saying::Quarter, 3), (Saying::QuarterOfYear, 3), (Saying::Half, 6)] {
                if self.says(at + 1, saying) {
                    return of(nth, length, at + 3);
                }
            }
        }
        let sign = self.pieces.gap(at + 1);
        // "2024:03" is a month of some offices and a quarter of others.
        if sign == ":" && self.small(at + 1).is_some() {
            return Some((Time::Unfit, 2));
        }
        if let Some(nth) = self.small(at + 1).filter(|_| self.pieces.digits(at + 1).is_some_and(|digits| digits.len() == 2)) {
            let follows = i32::from(nth) == (year + 1).rem_euclid(100);
            match sign {
                "/" if follows => return Some((Time::Fiscal(Fiscal::From(year)), 2)),
                "-" | "." | "/" if (1..=12).contains(&nth) => return month(nth, at + 2),
                "-" if follows => return Some((Time::Fiscal(Fiscal::From(year)), 2)),
                "-" if i32::from(nth) > year.rem_euclid(100) => {
                    return Some((Time::Years(year, year - year.rem_euclid(100) + i32::from(nth)), 2));
                }
                _ => {}
            }
        }
        let end = at + 1 + self.year_words(at + 1);
        if let Some(other) = self.four_digits(at + 1).filter(|_| self.gap(at + 1) == "/") {
            let words = 2 + self.year_words(at + 2);
            let found = match other - year {
                ..=-1 => Time::Ratio(year, other),
                1 => Time::Fiscal(Fiscal::From(year)),
                _ => Time::Unfit,
            };
            return Some((found, words));
        }
        let to = if self.says(end, Saying::Through) && self.gap(end).is_empty() { end + 1 } else { end };
        let is_range = if to > end { self.gap(to).is_empty() } else { self.gap(to) == "-" };
        if let Some(other) = self.four_digits(to).filter(|other| is_range && *other > year) {
            let end = to + 1 + self.year_words(to + 1);
            return Some((Time::Years(year, other), end - at));
        }
        Some((Time::Year(year), end - at))
    }

    /// `FY2023`, `fiscal year 2022/23`, `FY23`, `FY22-23`.
    fn fiscal(&self, at: usize) -> Option<(Time, usize)> {
        if !self.says(at, Saying::Fiscal) {
            return None;
        }
        if let Some(year) = self.four_digits(at + 1) {
            return Some(match self.year(at + 1) {
                Some((Time::Fiscal(fiscal), length)) => (Time::Fiscal(fiscal), length + 1),
                Some((Time::Years(from, to), length)) if to == from + 1 => (Time::Fiscal(Fiscal::From(from)), length + 1),
                _ => (Time::Fiscal(Fiscal::Named(year)), 2),
            });
        }
        let short = |at: usize| self.small(at).filter(|_| self.pieces.digits(at).is_some_and(|digits| digits.len() == 2));
        let year = two_digits(short(at + 1)?.into());
        let follows = short(at + 2).is_some_and(|next| i32::from(next) == (year + 1).rem_euclid(100));
        let is_pair = follows && matches!(self.gap(at + 2), "/" | "-");
        Some(if is_pair { (Time::Fiscal(Fiscal::From(year)), 3) } else { (Time::Fiscal(Fiscal::Named(year)), 2) })
    }

    /// Quarters by their numbers alone: `2022-I`, `2022 IV`, `2022 I-III`.
    fn roman(&self, at: usize, year: i32) -> Option<(Time, usize)> {
        let first = self.roman_number(at + 1).filter(|_| matches!(self.gap(at + 1), "" | "-" | "/" | "." | ","))?;
        let until = self.roman_number(at + 2).filter(|until| self.gap(at + 2) == "-" && *until > first);
        let end = at + 2 + usize::from(until.is_some());
        // "2022 I-VI": months.
        if let Some(until) = until.filter(|until| *until > 4) {
            return Some((Time::Period(months_of(year, first - 1, until + 1 - first)?), end - at));
        }
        // "2022 I квартал" says so itself.
        let is_said = self.says(end, Saying::Quarter) || self.says(end, Saying::Half) || self.says(end, Saying::Months);
        let is_more = first > 4 || self.roman_number(end).is_some() || self.pieces.digits(end).is_some();
        let months = months_of(year, (first - 1) * 3, (until.unwrap_or(first) + 1 - first) * 3)?;
        (!is_said && !is_more).then_some((Time::Period(months), end - at))
    }

    /// `I` to `XII`, in capitals.
    fn roman_number(&self, at: usize) -> Option<u8> {
        let token = self.pieces.token(at).filter(|token| token.is_shouted)?;
        month_of_roman(&token.text)
    }

    /// Months by their numbers: `I-VI 2024`, `I-IX`. `I-III` may be quarters too.
    fn roman_months(&self, at: usize) -> Option<(Time, usize)> {
        let first = self.roman_number(at)?;
        let until = self.roman_number(at + 1).filter(|until| self.gap(at + 1) == "-" && *until > first)?;
        if [Saying::Quarter, Saying::Half].iter().any(|saying| self.says(at + 2, *saying)) {
            return None;
        }
        let is_sure = until > 4 || self.says(at + 2, Saying::Months);
        let end = at + 2 + usize::from(self.says(at + 2, Saying::Months));
        if is_sure {
            return self.with_year(at, end, first - 1, until + 1 - first);
        }
        let end = self.year_behind(end).map_or(end, |(_, end)| end);
        Some((Time::Unfit, end - at))
    }

    /// What begins with a small number or an ordinal: `9 месяцев 2023`, `1-й квартал`, `II полугодие`, `01.2023`, `1Q2023`.
    fn numbered(&self, at: usize) -> Option<(Time, usize)> {
        // "the first ten months", "девять месяцев"
        let first = usize::from(self.nth(at) == Some(1) && self.small(at).is_none());
        let is_word =
            |at: usize| self.says(at, Saying::Months) && self.pieces.token(at).is_some_and(|token| token.text.len() > 2);
        if let Some(count) = self.count(at + first).filter(|_| is_word(at + first + 1) && (first > 0 || self.small(at).is_none()))
        {
            return self.with_year(at, at + first + 2, 0, count);
        }
        // "три квартала 2023 г."
        if let Some(count) = self.count(at + first).filter(|count| self.says(at + first + 1, Saying::Quarter) && *count <= 4) {
            let is_in_words = self.small(at + first).is_none();
            if is_in_words || first > 0 {
                return self.with_year(at, at + first + 2, 0, count * 3);
            }
        }
        let is_number = self.small(at).is_some();
        let nth = self.small(at).or_else(|| self.nth(at))?;
        // "1T2024"
        let is_letter = self.says(at + 1, Saying::QuarterOfYear) && self.pieces.gap(at + 1).is_empty();
        if is_letter && is_number && (1..=4).contains(&nth) && self.four_digits(at + 2).is_some() {
            return self.with_year(at, at + 2, (nth - 1) * 3, 3);
        }
        let is_month = is_number && matches!(self.gap(at + 1), "." | "/" | "-") && (1..=12).contains(&nth);
        if let Some(year) = self.four_digits(at + 1).filter(|_| is_month) {
            return Some((Time::Period(months_of(year, nth - 1, 1)?), 2 + self.year_words(at + 2)));
        }
        // "01-06/2022", "1-6.2022"
        let last = self.small(at + 1).filter(|last| is_number && self.gap(at + 1) == "-" && (nth + 1..=12).contains(last));
        if let Some((last, year)) =
            last.zip(self.four_digits(at + 2).filter(|_| nth > 0 && matches!(self.gap(at + 2), "/" | ".")))
        {
            return Some((Time::Period(months_of(year, nth - 1, last + 1 - nth)?), 3 + self.year_words(at + 3)));
        }
        // "I-III кварталы", "1-3 quarters"
        let until = self.small(at + 1).or_else(|| self.nth(at + 1)).filter(|until| self.gap(at + 1) == "-" && *until > nth);
        let mut next = at + 1 + usize::from(until.is_some());
        // "1-й", "1st": a number's ending, a piece of its own.
        let is_ending = |at: usize| {
            self.pieces
                .token(at)
                .is_some_and(|token| ["и", "е", "го", "ое", "st", "nd", "rd", "th", "ом", "м"].contains(&token.text.as_str()))
        };
        if is_number && is_ending(next) && (self.says(next + 1, Saying::Quarter) || self.says(next + 1, Saying::Half)) {
            next += 1;
        }
        if !self.gap(next).chars().all(|c| matches!(c, '-' | '.')) {
            return None;
        }
        let until = until.unwrap_or(nth);
        let token = self.pieces.token(next)?;
        let is_letter = token.text.chars().count() == 1;
        // A letter alone ("9 m") is a month only where a year follows.
        let is_meant = !is_letter || self.four_digits(next + 1).is_some() || token.is_joined();
        for (saying, length) in [(Saying::Quarter, 3), (Saying::Half, 6)] {
            if self.says(next, saying) && is_meant && (1..=12 / length).contains(&nth) && until <= 12 / length {
                return self.with_year(at, next + 1, (nth - 1) * length, (until + 1 - nth) * length);
            }
        }
        let is_months = self.says(next, Saying::Months) && is_number && until == nth && (1..=12).contains(&nth);
        if is_months && (!is_letter || self.four_digits(next + 1).is_some()) {
            self.with_year(at, next + 1, 0, nth)
        } else {
            None
        }
    }

    /// What begins with a month.
    fn months(&self, at: usize) -> Option<(Time, usize)> {
        let first = self.month(at)?;
        let token = self.pieces.token(at)?;
        // "may" is a verb.
        if token.text == "may" && !token.is_capital {
            return None;
        }
        // "Sep-21", "янв.21", "Jan'21"
        let is_close = matches!(self.gap(at + 1), "-" | "." | "'" | ".-" | "/");
        if let Some(short) = self.pieces.digits(at + 1).filter(|digits| is_close && digits.len() == 2) {
            let short: i32 = short.parse().ok()?;
            return Some((Time::Period(months_of(two_digits(short), first, 1)?), 2));
        }
        // "январь 2022 г. - март 2023 г."
        if let Some((year, end)) = self.year_behind(at + 1) {
            let last = self.month(end).filter(|_| self.gap(end).contains('-')).zip(self.year_behind(end + 1));
            if let Some((last, (until, end))) = last {
                let from = months_of(year, first, 1)?;
                return Some((Time::Period(from.through(&months_of(until, last, 1)?)?), end - at));
            }
        }
        let to = if self.says(at + 1, Saying::Through) { at + 2 } else { at + 1 };
        let is_range = to == at + 2 || self.gap(to).contains('-');
        match self.month(to).filter(|_| is_range) {
            Some(last) if last > first => self.with_year(at, to + 1, first, last + 1 - first),
            Some(last) if last < first => {
                let count = last + 13 - first;
                // "November-February 2023" may begin or end in that year.
                if let Some((_, end)) = self.year_behind(to + 1) {
                    return Some((Time::Unfit, end - at));
                }
                let begins = Time::Begins(Begins { month: first, called_by: None });
                Some((if count == 12 { begins } else { Time::Across { first, count } }, to + 1 - at))
            }
            _ => self.with_year(at, at + 1, first, 1),
        }
    }

    /// `Q1 2023`, `квартал 1`, `H2`, `за год`.
    fn part(&self, at: usize) -> Option<(Time, usize)> {
        if self.says(at, Saying::Annual) {
            return self.with_year(at, at + 1, 0, 12);
        }
        // "T1 2024"
        let is_of_year = self.says(at, Saying::QuarterOfYear) && self.four_digits(at + 2).is_some();
        let length = if self.says(at, Saying::Quarter) || (is_of_year && self.pieces.gap(at + 1).is_empty()) {
            3
        } else if self.says(at, Saying::Half) {
            6
        } else {
            return None;
        };
        let is_letter = self.pieces.token(at).is_some_and(|token| token.text.chars().count() == 1);
        let is_close = self.gap(at + 1).is_empty() && (!is_letter || self.pieces.gap(at + 1).is_empty());
        let nth = self.small(at + 1).or_else(|| self.nth(at + 1)).filter(|nth| is_close && (1..=12 / length).contains(nth))?;
        // "Q1-Q3 2023"
        let again = usize::from(self.says(at + 2, Saying::Quarter) || self.says(at + 2, Saying::Half));
        let until = self.small(at + 2 + again).filter(|until| self.gap(at + 2) == "-" && *until > nth && *until <= 12 / length);
        let end = if until.is_some() { at + 3 + again } else { at + 2 };
        self.with_year(at, end, (nth - 1) * length, (until.unwrap_or(nth) + 1 - nth) * length)
    }
}

/// The number of a month, or of another part of a year, as the Romans wrote it: `i` to `xii`, in small letters.
pub(in crate::tables) fn month_of_roman(text: &str) -> Option<u8> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    (1..).zip(ROMAN).find(|(_, roman)| *roman == text).map(|(number, _)| number)
}
