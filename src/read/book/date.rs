//! Dates: from the days that a workbook counts to a calendar day.

use super::told::Told;
use crate::tables::{Day, Finest};
use calamine::ExcelDateTime;
use jiff::civil::Date;

/// A day as days since 1970-01-01.
fn day(date: Date) -> Option<i32> {
    let epoch = jiff::civil::date(1970, 1, 1);
    // Whole days on any calendar.
    epoch.until(date).ok().map(|span| span.get_days())
}

/// A date cell as a reader sees it: a day, a time of day, or hours and minutes. `None` where it counts to no day of the calendar
/// (below nothing, or beyond the year 9999): such a cell shows `####`, and its number is all there is.
pub fn of_serial(serial: &ExcelDateTime, shown: Finest) -> Option<Told<'static>> {
    // 2958466 is 10000-01-01.
    if !(0.0..2_958_466.0).contains(&serial.as_f64()) {
        return None;
    }
    let (year, month, of_month, hour, minute, second, _) = serial.to_ymd_hms_milli();
    if serial.is_duration() {
        // The whole part counts days.
        let hours = serial.as_f64().floor() * 24.0 + f64::from(hour);
        return Some(Told::Text(format!("{hours:.0}:{minute:02}:{second:02}").into()));
    }
    if serial.as_f64() < 1.0 {
        return Some(Told::Text(format!("{hour:02}:{minute:02}:{second:02}").into()));
    }
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(of_month).ok()?);
    // 1900-02-29, which spreadsheets count and calendars do not, is no day.
    date.ok().and_then(day).map(|since_1970| Told::Date(Day { since_1970, shown }))
}

/// An ISO date, with or without a time; `None` if it is none.
pub fn of_text(text: &str, shown: Finest) -> Option<Told<'static>> {
    let date: Date = text.get(..10)?.parse().ok()?;
    let rest = &text[10..];
    let is_date = rest.is_empty() || rest.starts_with('T');
    day(date).filter(|_| is_date).map(|since_1970| Told::Date(Day { since_1970, shown }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn days_times_and_durations() {
        let read = |serial, kind, is_1904| of_serial(&ExcelDateTime::new(serial, kind, is_1904), Finest::Day);
        assert_eq!(read(25569.0, DateTime, false), Some(Told::Date(Day::whole(0))));
        assert_eq!(read(44957.75, DateTime, false), Some(Told::Date(Day::whole(19388))), "2023-01-31");
        assert_eq!(read(43495.0, DateTime, true), Some(Told::Date(Day::whole(19388))), "of a Macintosh of 1990");
        assert_eq!(read(60.0, DateTime, false), None, "1900-02-29");
        assert_eq!(read(-1.0, DateTime, false), None);
        assert_eq!(read(f64::NAN, DateTime, false), None);
        assert_eq!(read(0.5, DateTime, false), Some(Told::Text("12:00:00".into())));
        assert_eq!(read(1.5, TimeDelta, false), Some(Told::Text("36:00:00".into())));
    }

    #[test]
    fn written_dates() {
        assert_eq!(of_text("2023-01-31", Finest::Day), Some(Told::Date(Day::whole(19388))));
        assert_eq!(of_text("2023-01-31T12:00:00", Finest::Day), Some(Told::Date(Day::whole(19388))));
        assert_eq!(of_text("1969-12-31", Finest::Day), Some(Told::Date(Day::whole(-1))));
        for other in ["2023-02-30", "31.01.2023", "2023-01-31x", "", "янв 2023 г."] {
            assert_eq!(of_text(other, Finest::Day), None, "{other}");
        }
    }
}
