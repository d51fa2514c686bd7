//! A table of norms as an expert writes it: tab-separated, `#` comments, a header that names the columns.
//!
//! ```text
//! norm            months  low    high   flagged  of   source
//! part of a year  6       0.390  0.603  35       614  …
//! mirror          -       1.00   1.20   -        -    …
//! ```
//!
//! Nothing is skipped and nothing is guessed: a percentage, a decimal comma or a norm that the program does not know is an
//! error that says where it stands and what to write instead.

use super::{About, Mirror, Norms, PartOfYear};
use crate::exact::{Interval, Ratio, decimal};
use num_traits::{One, Zero};
use std::fmt;

const COLUMNS: [&str; 7] = ["norm", "months", "low", "high", "flagged", "of", "source"];
const PART_OF_A_YEAR: &str = "part of a year";
const MIRROR: &str = "mirror";
/// What stands in a column that does not apply, or was not measured.
const NOTHING: &str = "-";

/// Why a table of norms could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormsError {
    /// The set's name: the file's path as given.
    pub name: String,
    /// The line of the file, the first being 1.
    pub line: u64,
    /// What was found, as a sentence without a full stop.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for NormsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}; expected {}", self.name, self.line, self.found, self.expected)
    }
}

impl std::error::Error for NormsError {}

pub(super) fn parse(text: &str, name: &str) -> Result<Norms, NormsError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = (1..).zip(text.lines()).map(|(line, text)| Line::new(name, line, text));
    let mut lines = lines.filter(|line| !line.is_comment);
    let header = lines.next().unwrap_or_else(|| Line::new(name, 1, ""));
    if header.fields != COLUMNS {
        let found = match header.fields[..] {
            [""] => "there is nothing but comments".to_string(),
            _ => format!("the columns are {}", header.fields.join(", ")),
        };
        return Err(header.wrong(found, format!("{}, parted by tabs", COLUMNS.join(", "))));
    }
    let mut norms = Norms { name: name.to_string(), part_of_year: Vec::new(), mirror: None };
    for line in lines {
        line.add_to(&mut norms)?;
    }
    norms.part_of_year.sort_by_key(|norm| norm.months);
    Ok(norms)
}

struct Line<'a> {
    name: &'a str,
    number: u64,
    is_comment: bool,
    fields: Vec<&'a str>,
}

impl<'a> Line<'a> {
    fn new(name: &'a str, number: u64, text: &'a str) -> Line<'a> {
        let is_comment = text.starts_with('#') || text.trim().is_empty();
        Line { name, number, is_comment, fields: text.split('\t').map(str::trim).collect() }
    }

    fn wrong(&self, found: impl Into<String>, expected: impl Into<String>) -> NormsError {
        NormsError { name: self.name.to_string(), line: self.number, found: found.into(), expected: expected.into() }
    }

    fn add_to(&self, norms: &mut Norms) -> Result<(), NormsError> {
        let [norm, months, low, high, flagged, of, source] = self.fields[..] else {
            let found = match self.fields.len() {
                1 => "there is 1 column".to_string(),
                many => format!("there are {many} columns"),
            };
            return Err(self.wrong(found, format!("{}: {}, parted by tabs", COLUMNS.len(), COLUMNS.join(", "))));
        };
        match norm {
            PART_OF_A_YEAR => {
                let months = self.months(months)?;
                if norms.part_of_year.iter().any(|norm| norm.months == months) {
                    return Err(
                        self.wrong(format!("there is a second norm for {months} months"), "one for each number of months")
                    );
                }
                let is_share = |share: &Ratio| (Ratio::zero()..=Ratio::one()).contains(share);
                let what = "a share from 0 to 1 as a decimal with a point, such as 0.39";
                let share = self.interval([("low", low), ("high", high)], what, is_share)?;
                norms.part_of_year.push(PartOfYear { months, share, about: self.about(flagged, of, source)? });
            }
            MIRROR => {
                if !is_nothing(months) {
                    return Err(
                        self.wrong(format!("months is \"{months}\""), format!("\"{NOTHING}\": mirror holds for any period"))
                    );
                }
                if norms.mirror.is_some() {
                    return Err(self.wrong("there is a second mirror norm", "one"));
                }
                let is_ratio = |ratio: &Ratio| *ratio > Ratio::zero();
                let what = "a ratio above 0 as a decimal with a point, such as 1.06";
                let ratio = self.interval([("low", low), ("high", high)], what, is_ratio)?;
                norms.mirror = Some(Mirror { ratio, about: self.about(flagged, of, source)? });
            }
            _ => {
                let expected = format!("\"{PART_OF_A_YEAR}\" or \"{MIRROR}\"");
                return Err(self.wrong(format!("no norm is called \"{norm}\""), expected));
            }
        }
        Ok(())
    }

    fn months(&self, text: &str) -> Result<u32, NormsError> {
        whole(text).filter(|months| (1..=11).contains(months)).ok_or_else(|| {
            self.wrong(format!("months is \"{text}\""), "a whole number from 1 to 11, counted from the first month of the year")
        })
    }

    /// The closed interval between two columns.
    fn interval(&self, columns: [(&str, &str); 2], what: &str, fits: fn(&Ratio) -> bool) -> Result<Interval, NormsError> {
        let [low, high] = columns
            .map(|(column, text)| decimal(text).filter(fits).ok_or_else(|| self.wrong(format!("{column} is \"{text}\""), what)));
        let (low, high) = (low?, high?);
        if low > high {
            let [(_, low), (_, high)] = columns;
            return Err(self.wrong(format!("low is {low} and high is {high}"), "a low that is not above the high"));
        }
        Ok(Interval::closed(low, high))
    }

    fn about(&self, flagged: &str, of: &str, source: &str) -> Result<About, NormsError> {
        if is_nothing(source) {
            return Err(self.wrong("no source is given", "where the norm is from"));
        }
        let (flagged, of) = match (whole(flagged), whole(of)) {
            (Some(flagged), Some(of)) if flagged <= of && of > 0 => (flagged, of),
            _ if is_nothing(flagged) && is_nothing(of) => (0, 0),
            _ => {
                let expected = format!(
                    "how many real years the norm flags, and of how many, such as 35 and 614, or \"{NOTHING}\" in both where nobody measured"
                );
                return Err(self.wrong(format!("flagged is \"{flagged}\" and of is \"{of}\""), expected));
            }
        };
        Ok(About { source: source.to_string(), flagged, of })
    }
}

fn is_nothing(text: &str) -> bool {
    text.is_empty() || text == NOTHING
}

/// A whole number, digits only.
fn whole(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: &str = "norm\tmonths\tlow\thigh\tflagged\tof\tsource";

    fn read(line: &str) -> Result<Norms, NormsError> {
        parse(&format!("# a comment\n{HEADER}\n\n{line}\n"), "ours.tsv")
    }

    /// What was found and expected at line 4.
    fn refused(line: &str) -> (String, String) {
        let error = read(line).expect_err(line);
        assert_eq!((&*error.name, error.line), ("ours.tsv", 4), "{line}");
        (error.found, error.expected)
    }

    fn at(text: &str) -> Ratio {
        decimal(text).unwrap()
    }

    #[test]
    fn decimals_are_read_exactly() {
        let norms = read("part of a year\t1\t0.1\t0.118\t35\t614\tours").unwrap();
        let share = norms.part_of_year[0].share;
        assert_eq!(share, Interval::closed(Ratio::new(1, 10), Ratio::new(59, 500)));
        assert_eq!(norms.part_of_year[0].about, About { source: "ours".to_string(), flagged: 35, of: 614 });
    }

    #[test]
    fn what_was_not_measured_or_does_not_apply_is_a_dash_or_empty() {
        for line in ["mirror\t-\t1\t1.2\t-\t-\tours", "mirror\t\t1\t1.2\t\t\tours", "mirror\t-\t1\t1.2\t\t-\tours"] {
            let mirror = read(line).unwrap().mirror.unwrap();
            assert_eq!(mirror.ratio, Interval::closed(at("1"), at("1.2")), "{line}");
            assert_eq!((mirror.about.flagged, mirror.about.of), (0, 0), "{line}");
        }
    }

    #[test]
    fn norms_stand_in_the_order_of_their_months() {
        let lines = "part of a year\t9\t0.6\t0.8\t-\t-\tours\npart of a year\t3\t0.2\t0.3\t-\t-\tours";
        let months: Vec<u32> = read(lines).unwrap().part_of_year.iter().map(|norm| norm.months).collect();
        assert_eq!(months, [3, 9]);
    }

    #[test]
    fn a_table_with_a_header_only_has_no_norms() {
        assert_eq!(parse(HEADER, "none").unwrap(), Norms::none());
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_make_no_difference() {
        let text = format!("\u{feff}{HEADER}\r\nmirror\t-\t1.00\t1.20\t-\t-\tours\r\n");
        assert_eq!(parse(&text, "x"), parse(&text.replace(['\r', '\u{feff}'], ""), "x"));
        assert!(parse(&text, "x").unwrap().mirror.is_some());
    }

    #[test]
    fn a_wrong_header_is_shown_beside_the_right_one() {
        let error = parse("# ours\nnorm,months,low\n", "ours.csv").unwrap_err();
        assert_eq!(
            error.to_string(),
            "ours.csv, line 2: the columns are norm,months,low; expected norm, months, low, high, flagged, of, source, parted by tabs"
        );
        assert_eq!(parse("# ours\n", "ours.tsv").unwrap_err().found, "there is nothing but comments");
        assert_eq!(parse("", "ours.tsv").unwrap_err().line, 1);
    }

    #[test]
    fn a_line_with_other_columns_is_counted() {
        assert_eq!(refused("mirror").0, "there is 1 column");
        assert_eq!(refused("mirror\t-\t1\t1.2\t-\t-").0, "there are 6 columns");
        assert_eq!(refused("mirror\t-\t1\t1.2\t-\t-\tours\tmore").0, "there are 8 columns");
    }

    #[test]
    fn an_unknown_norm_is_told_the_known_ones() {
        let (found, expected) = refused("part of year\t6\t0.4\t0.6\t-\t-\tours");
        assert_eq!(found, "no norm is called \"part of year\"");
        assert_eq!(expected, "\"part of a year\" or \"mirror\"");
    }

    #[test]
    fn months_are_1_to_11() {
        for months in ["0", "12", "-", "", "6.0", "+6", "six", "4294967302"] {
            let (found, expected) = refused(&format!("part of a year\t{months}\t0.4\t0.6\t-\t-\tours"));
            assert_eq!(found, format!("months is \"{months}\""));
            assert_eq!(expected, "a whole number from 1 to 11, counted from the first month of the year");
        }
        assert_eq!(refused("mirror\t6\t1\t1.2\t-\t-\tours").0, "months is \"6\"");
    }

    #[test]
    fn a_share_is_a_decimal_from_0_to_1() {
        for low in ["39", "39 %", "0,39", "-0.1", "1.001", "", "-", "0.3_9", "3.9e-1", "0.0000000000001"] {
            let (found, expected) = refused(&format!("part of a year\t6\t{low}\t0.6\t-\t-\tours"));
            assert_eq!(found, format!("low is \"{low}\""));
            assert_eq!(expected, "a share from 0 to 1 as a decimal with a point, such as 0.39");
        }
        let whole = read("part of a year\t6\t0\t1\t-\t-\tours").unwrap();
        assert_eq!(whole.part_of_year[0].share, Interval::closed(at("0"), at("1")));
    }

    #[test]
    fn a_ratio_is_above_0() {
        assert_eq!(refused("mirror\t-\t0\t1.2\t-\t-\tours").0, "low is \"0\"");
        assert_eq!(refused("mirror\t-\t1\t-1.2\t-\t-\tours").0, "high is \"-1.2\"");
        assert_eq!(refused("mirror\t-\t1\t120 %\t-\t-\tours").1, "a ratio above 0 as a decimal with a point, such as 1.06");
    }

    #[test]
    fn the_low_end_is_not_above_the_high_one() {
        let (found, expected) = refused("part of a year\t6\t0.61\t0.60\t-\t-\tours");
        assert_eq!(found, "low is 0.61 and high is 0.60");
        assert_eq!(expected, "a low that is not above the high");
        assert!(read("part of a year\t6\t0.6\t0.60\t-\t-\tours").is_ok(), "one number is a norm, if a narrow one");
    }

    #[test]
    fn what_was_said_already_is_refused() {
        let twice = |line: &str| parse(&format!("{HEADER}\n{line}\n{line}\n"), "ours.tsv").unwrap_err();
        let error = twice("part of a year\t6\t0.4\t0.6\t-\t-\tours");
        assert_eq!((error.line, &*error.found), (3, "there is a second norm for 6 months"));
        let error = twice("mirror\t-\t1\t1.2\t-\t-\tours");
        assert_eq!((error.line, &*error.found), (3, "there is a second mirror norm"));
    }

    #[test]
    fn a_flag_rate_is_two_counts_or_none() {
        for (flagged, of) in [("35", "-"), ("-", "614"), ("615", "614"), ("0", "0"), ("5.1", "100"), ("", "614"), ("-1", "614")] {
            let (found, _) = refused(&format!("part of a year\t6\t0.4\t0.6\t{flagged}\t{of}\tours"));
            assert_eq!(found, format!("flagged is \"{flagged}\" and of is \"{of}\""));
        }
    }

    #[test]
    fn a_norm_without_a_source_is_refused() {
        for source in ["", " ", "-"] {
            assert_eq!(refused(&format!("mirror\t-\t1\t1.2\t-\t-\t{source}")).0, "no source is given");
        }
    }

    proptest! {
        /// Whatever is read, ends in order and within what they may be; anything else is an error with a line of the text.
        #[test]
        fn no_text_makes_it_panic(lines in "([a-z0-9. #\t-]{0,30}\n){0,4}", cells in "[0-9.]{1,4}\t[0-9.]{1,5}\t[0-9.]{1,5}") {
            for text in [lines.clone(), format!("{HEADER}\n{lines}"), format!("{HEADER}\npart of a year\t{cells}\t-\t-\tours")] {
                match parse(&text, "any") {
                    Ok(norms) => for norm in norms.part_of_year {
                        prop_assert!((1..=11).contains(&norm.months) && !norm.share.is_empty());
                        prop_assert!(norm.share.is_within(&Interval::closed(at("0"), at("1"))));
                    },
                    Err(error) => prop_assert!(error.line >= 1 && error.line <= text.lines().count().max(1) as u64),
                }
            }
        }
    }
}
