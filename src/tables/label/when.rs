//! Time in labels: `Январь-декабрь 2020 г.`, `9 месяцев 2023`, `Q1 2023`, `2016M01`, `Sep-21`, `1995-2024`.
//!
//! A day (`на 1 января 2023 г.`), a week (`2022W12`) and a year that is no calendar year (`2023/24`, `FY2023`) are no time here: they are
//! taken as words, so that no number is put to a period that it does not cover. A day alone that begins or ends a month (`2023-01-01`,
//! `31.01.2023`) stands for the month, as tables head them.

use super::lexicon::Saying;
use super::pieces::Pieces;
use super::said::When;
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
    /// A day, a week or a fiscal year.
    Unfit,
}

/// What the label says of time from a piece on, and how many pieces say it.
pub(super) fn time(pieces: &Pieces, at: usize) -> Option<(Time, usize)> {
    let reader = Reader { pieces };
    reader
        .day(at)
        .or_else(|| reader.year(at))
        .or_else(|| reader.roman_months(at))
        .or_else(|| reader.numbered(at))
        .or_else(|| reader.months(at))
        .or_else(|| reader.part(at))
}

/// One time out of all that a label says: a year and months belong together. `None` where they do not make one.
pub(super) fn together(times: &[Time]) -> (Option<When>, Option<(i32, i32)>) {
    let period = |period: Option<Period>| period.map(When::Period);
    match *times {
        [Time::Year(year)] => (period(Period::year(year)), None),
        [Time::Period(found)] => (Some(When::Period(found)), None),
        [Time::Months { first, count }] => (Some(When::Months { first, count }), None),
        [Time::Years(from, to)] => (None, Some((from, to))),
        [Time::Year(year), Time::Months { first, count }] | [Time::Months { first, count }, Time::Year(year)] => {
            (period(months_of(year, first, count)), None)
        }
        [Time::Years(from, to), Time::Months { first, count }] | [Time::Months { first, count }, Time::Years(from, to)] => {
            (Some(When::Months { first, count }), Some((from, to)))
        }
        [] => (None, None),
        _ => {
            let years = times.iter().filter_map(|time| match time {
                Time::Year(year) => Some((*year, *year)),
                Time::Years(from, to) => Some((*from, *to)),
                Time::Period(period) => Some((period.first_year(), (period.end() - 1).div_euclid(12))),
                _ => None,
            });
            (None, years.reduce(|(from, to), (other, until)| (from.min(other), to.max(until))))
        }
    }
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

    /// A year behind months: `2023`, `of 2023`, `2023 года`, and the pieces up to its end.
    fn year_behind(&self, at: usize) -> Option<(i32, usize)> {
        let skip = usize::from(self.says(at, Saying::Of) || self.says(at, Saying::Into) || self.says(at, Saying::Year));
        let at = if self.four_digits(at).is_some() { at } else { at + skip };
        let year = self.four_digits(at)?;
        // "январь 2022-2023": of several years.
        let several = self.four_digits(at + 1).is_some() && self.gap(at + 1) == "-";
        (!several).then_some((year, at + 1 + self.year_words(at + 1)))
    }

    /// A year of two digits behind a quarter or half, joined to it: `1Q22`, `Q3'24`.
    fn short_year(&self, at: usize) -> Option<(i32, usize)> {
        let digits =
            self.pieces.digits(at).filter(|digits| digits.len() == 2 && matches!(self.pieces.gap(at), "" | "'" | "_"))?;
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
            // "FY2023", "fiscal year 2023"
            let is_fiscal = self.says(at, Saying::Fiscal) && self.four_digits(at + 1).is_some();
            return is_fiscal.then_some((Time::Unfit, 2));
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
            for (saying, length) in [(Saying::Months, 1), (Saying::Quarter, 3), (Saying::Half, 6)] {
                if self.says(at + 1, saying) {
                    return of(nth, length, at + 3);
                }
            }
        }
        let sign = self.pieces.gap(at + 1);
        if let Some(nth) = self.small(at + 1).filter(|_| self.pieces.digits(at + 1).is_some_and(|digits| digits.len() == 2)) {
            let follows = i32::from(nth) == (year + 1).rem_euclid(100);
            match sign {
                "/" if follows => return Some((Time::Unfit, 2)),
                "-" | "." | "/" if (1..=12).contains(&nth) => return month(nth, at + 2),
                "-" if follows => return Some((Time::Unfit, 2)),
                "-" if i32::from(nth) > year.rem_euclid(100) => {
                    return Some((Time::Years(year, year - year.rem_euclid(100) + i32::from(nth)), 2));
                }
                _ => {}
            }
        }
        let end = at + 1 + self.year_words(at + 1);
        if let Some(other) = self.four_digits(at + 1).filter(|_| self.gap(at + 1) == "/") {
            let words = 2 + self.year_words(at + 2);
            return Some((if other < year { Time::Ratio(year, other) } else { Time::Unfit }, words));
        }
        let to = if self.says(end, Saying::Through) && self.gap(end).is_empty() { end + 1 } else { end };
        let is_range = if to > end { self.gap(to).is_empty() } else { self.gap(to) == "-" };
        if let Some(other) = self.four_digits(to).filter(|other| is_range && *other > year) {
            let end = to + 1 + self.year_words(to + 1);
            return Some((Time::Years(year, other), end - at));
        }
        Some((Time::Year(year), end - at))
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
        let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
        u8::try_from(numbers.iter().position(|number| *number == token.text)? + 1).ok()
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
        let is_number = self.small(at).is_some();
        let nth = self.small(at).or_else(|| self.nth(at))?;
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
        match self.month(to).filter(|last| is_range && *last > first) {
            Some(last) => self.with_year(at, to + 1, first, last + 1 - first),
            None => self.with_year(at, at + 1, first, 1),
        }
    }

    /// `Q1 2023`, `квартал 1`, `H2`, `за год`.
    fn part(&self, at: usize) -> Option<(Time, usize)> {
        if self.says(at, Saying::Annual) {
            return self.with_year(at, at + 1, 0, 12);
        }
        let length = if self.says(at, Saying::Quarter) {
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
