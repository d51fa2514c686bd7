//! What must be said of a number before it is a figure: when, of which flow, in what unit and scale; of a growth, how it is printed.
//!
//! A number that falls short is left out with the reason, which tells what to say of it. Nothing is guessed.

use super::account::{Missing, Reason};
use super::surroundings::{Said, Surroundings};
use crate::exact::LARGEST_AMOUNT;
use crate::figures::Flow;
use crate::names::WORLD;
use crate::period::Period;
use crate::tables::cells::{Facts, Value};
use crate::tables::found::says_ratio as ratio_is_said;
use crate::tables::found::titles::given_unit;
use crate::tables::given::Growth;
use crate::tables::label::{Base, Dollar, Kind, UnitSaid, zeros};
use crate::tables::proved::Signs;

/// A number of which enough is said.
pub(super) struct Quantity {
    pub facts: Facts,
    pub partner: String,
    pub flow: Flow,
    pub period: Period,
    /// The marks at it, its column and its row.
    pub marks: Vec<String>,
    pub measure: Measure,
}

/// What kind of figure it makes, with the number as it will be stated.
pub(super) enum Measure {
    Level {
        value: Value,
        unit: UnitSaid,
        /// Of a whole number: how many of its noughts may be rounding, where it has more.
        noughts: Option<u32>,
    },
    Rate(Value),
    Share {
        value: Value,
        /// The flow that it is a share of, where that is not its own.
        of: Option<Flow>,
    },
    Growth {
        /// In per cent.
        change: Value,
        /// As printed, where that is with 100 for no change.
        index: Option<Value>,
        /// Where it is not the same months a year earlier.
        base: Option<Period>,
    },
}

/// What a number is a figure of, or why it is none.
pub(super) fn accept(said: Said, surroundings: &Surroundings) -> Result<Quantity, Reason> {
    let given = surroundings.given;
    let Said { facts, number, .. } = &said;
    if facts.kind == Some(Kind::Other) {
        return Err(Reason::Other(says_other(&said)));
    }
    if let Some(year) = facts.doubtful_year().filter(|_| number.grew.is_none()) {
        return Err(Reason::FiscalYear(year));
    }
    // A row of months says which.
    if let Some(part) = number.column.may_be_part.filter(|_| facts.when().is_none_or(|period| period.months() == 12)) {
        return Err(Reason::YearOrPart(part));
    }
    if facts.is_unfit_time && facts.when().is_none() && number.grew.is_none() {
        return Err(Reason::UnfitTime(unfit(&said)));
    }
    if let Some(unit) = facts.unclear_unit.as_ref().filter(|_| given.unit.is_none()) {
        let own = facts.reporter.as_deref().and_then(own_currency);
        return Err(Reason::UnclearUnit { words: unit.clone(), own });
    }
    let has_sides = facts.reporter.is_some() && !said.partner.is_empty();
    match &facts.unsure[..] {
        [] => {}
        _ if has_sides => {}
        [only] => return Err(Reason::WhichRole(only.clone())),
        several => return Err(Reason::WhichReporter(several.to_vec())),
    }
    if let Some(words) = facts.qualifier.as_ref().filter(|_| !said.is_of_everything && facts.product.is_none()) {
        // "EU exports"
        let place = surroundings.names.country(words).map(str::to_string);
        return Err(place.map_or_else(|| Reason::Qualified(words.clone()), Reason::WhichRole));
    }
    let kind = kind(&said)?;
    let says_when = |facts: &Facts| facts.period.is_some() || facts.months.is_some() || facts.fiscal.is_some();
    let has_own_time = says_when(&number.column.facts) || says_when(&number.row.facts) || number.grew.is_some();
    // Beside "December" and "January to December" a change is of one of the two.
    let is_of_one_of_several = is_growth(kind) && !has_own_time && surroundings.others_say_months;
    if is_of_one_of_several && given.period.is_none() {
        return Err(Reason::Undated(number.column.text.clone()));
    }
    let (period, base) = match &number.grew {
        Some((period, base)) if facts.when().is_none() || facts.base.is_none() => (*period, Some(base.clone())),
        _ => (facts.when(), facts.base.clone()),
    };
    // What the person says of the time is of the numbers that are silent of it.
    let period = if is_of_one_of_several { given.period } else { period.or(given.period.filter(|_| !has_own_time)) };
    let says_unit = |unit: &UnitSaid| !unit.unit.is_empty() || !unit.choices.is_empty();
    // Of words that are not understood the person has said what they are.
    let is_told = facts.unclear_unit.is_some() && given.unit.is_some();
    let has_unit = kind != Kind::Level || is_told || facts.unit.as_ref().is_some_and(says_unit);
    let (Some(flow), Some(period), true) = (facts.flow.clone(), period, has_unit) else {
        let missing = [(facts.flow.is_none(), Missing::Flow), (period.is_none(), Missing::Period), (!has_unit, Missing::Unit)];
        let others_say_it =
            (facts.flow.is_none() && surroundings.others_say_flow) || (period.is_none() && surroundings.others_say_period);
        let rows_say_it =
            (facts.flow.is_none() && surroundings.rows_say_flow) || (period.is_none() && surroundings.rows_say_period);
        return Err(if rows_say_it && !others_say_it {
            Reason::SilentRow(number.row.text.clone())
        } else if others_say_it && facts.flow.is_some() && has_unit {
            Reason::Undated(number.column.text.clone())
        } else if others_say_it {
            Reason::Silent(number.column.text.clone())
        } else {
            Reason::Missing(missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect())
        });
    };
    let measure = match kind {
        Kind::Level => level(&said, &flow, surroundings)?,
        Kind::Rate => Measure::Rate(said.value),
        Kind::Share => share(&said, &flow)?,
        Kind::Index | Kind::Change | Kind::IndexOrChange => growth(&said, kind, period, base.as_ref(), given.growth)?,
        Kind::Other => return Err(Reason::Other(says_other(&said))),
    };
    let (mut facts, mut marks, partner) = (said.facts.clone(), said.marks.clone(), said.partner.clone());
    // Where growths stand alone, nobody but the person knows the currency that they are counted in.
    if !surroundings.has_amounts && matches!(measure, Measure::Share { .. } | Measure::Growth { .. }) {
        let typed = given.unit.clone().map(|unit| UnitSaid { unit, ..UnitSaid::default() });
        facts.unit = facts.unit.filter(|unit| unit.unit != "%").or(typed);
    }
    // Of growths in dollars nobody asks whose these are; they are not said to be American then.
    if !matches!(measure, Measure::Level { .. })
        && facts.unit.as_ref().is_some_and(|unit| whose_dollars(unit, &said, surroundings).is_some())
    {
        facts.unit = None;
    }
    // What leaves something out is a part of the whole, not the whole.
    if let Some(coverage) = &facts.coverage {
        if given.product.is_none() && facts.product.as_deref().is_none_or(|product| product == "TOTAL") {
            // All of its words: two that are cut alike would be one.
            facts.product = Some(coverage.clone());
        }
        marks.push(coverage.clone());
    }
    // "Share, %" beside "Exports, mn USD" is a share of dollars.
    let has_currency = facts.unit.as_ref().is_some_and(|unit| unit.unit != "%");
    if let (Measure::Share { .. }, false, Some(currency)) = (&measure, has_currency, &surroundings.currency) {
        facts.unit = Some(UnitSaid { unit: currency.clone(), ..UnitSaid::default() });
    }
    Ok(Quantity { facts, partner, flow, period, marks, measure })
}

fn is_growth(kind: Kind) -> bool {
    matches!(kind, Kind::Index | Kind::Change | Kind::IndexOrChange)
}

/// The label that names the time which is no period; empty where a title or a footnote does.
fn unfit(said: &Said) -> String {
    match &said.number {
        number if number.column.facts.is_unfit_time => number.column.text.clone(),
        number if number.row.facts.is_unfit_time => number.row.text.clone(),
        _ => String::new(),
    }
}

/// The text that says of a number that it measures something else: its column's, its row's, or else what stands around the table.
fn says_other(said: &Said) -> String {
    let is_other = |facts: &Facts| facts.kind == Some(Kind::Other);
    match &said.number {
        number if is_other(&number.column.facts) => number.column.text.clone(),
        number if is_other(&number.row.facts) => number.row.text.clone(),
        _ => "what its title says".to_string(),
    }
}

/// What kind of number it is; an amount unless something is said.
fn kind(said: &Said) -> Result<Kind, Reason> {
    let is_percent = said.value.is_percent || said.facts.unit.as_ref().is_some_and(|unit| unit.unit == "%");
    match (said.facts.kind, is_percent) {
        (Some(Kind::Level) | None, true) => Err(Reason::NoKind),
        (None, false) => Ok(Kind::Level),
        (Some(Kind::Other), _) => Err(Reason::Other(says_other(said))),
        (Some(kind), _) => Ok(kind),
    }
}

fn level(said: &Said, flow: &Flow, surroundings: &Surroundings) -> Result<Measure, Reason> {
    let (value, facts) = (said.value, &said.facts);
    let own = facts.unit.clone().filter(|unit| unit.unit != "%");
    if let Some(unit) = own.as_ref().filter(|unit| unit.unit.is_empty() && !unit.choices.is_empty()) {
        return Err(Reason::WhichUnit(unit.choices.clone()));
    }
    if let Some(choices) = own.as_ref().and_then(|unit| whose_dollars(unit, said, surroundings)) {
        return Err(Reason::WhichUnit(choices));
    }
    let unit = if facts.unclear_unit.is_some() { given_unit(surroundings.given) } else { own };
    let Some(unit) = unit else { return Err(Reason::Missing([Missing::Unit].into())) };
    if !said.says_scale {
        return Err(Reason::NoScale);
    }
    if value.digits < 0 && matches!(flow, Flow::Exports | Flow::Imports | Flow::Turnover) {
        return Err(Reason::Negative);
    }
    if value.mark == Some('B') && surroundings.given.scale.is_none() {
        return Err(Reason::BillionOrBreak);
    }
    // 64 bits and twelve zeros are far fewer than 128 bits.
    let whole = i128::from(value.digits).abs() * 10_i128.pow(zeros(&unit.scale).into());
    if whole / 10_i128.checked_pow(value.places.into()).unwrap_or(i128::MAX) >= LARGEST_AMOUNT {
        return Err(Reason::TooLong);
    }
    let is_reversed = facts.is_deficit
        && *flow == Flow::Balance
        && match surroundings.deficits {
            Signs::OneSided => value.digits > 0,
            Signs::Turned => true,
            Signs::AsPrinted => false,
            Signs::Unclear if value.digits == 0 => false,
            Signs::Unclear => return Err(Reason::WhichSign),
        };
    let value = if is_reversed { Value { digits: -value.digits, ..value } } else { value };
    Ok(Measure::Level { value, unit, noughts: said.number.noughts })
}

/// The currency of a country, if it has one.
fn own_currency(country: &str) -> Option<String> {
    let country = rust_iso3166::from_alpha3(country)?;
    Some(iso_currency::Currency::from(country.alpha2.parse::<iso_currency::Country>().ok()?).code().to_string())
}

/// The currencies that dollars may be, where the country whose table it is has dollars of its own, or a peso with their sign.
fn whose_dollars(unit: &UnitSaid, said: &Said, surroundings: &Surroundings) -> Option<Vec<String>> {
    let called = unit.dollar.filter(|_| surroundings.given.unit.is_none())?;
    let of_title = || surroundings.context.partner.as_ref();
    let country = rust_iso3166::from_alpha3(said.facts.reporter.as_ref().or_else(of_title)?)?;
    let own = iso_currency::Currency::from_country(country.alpha2.parse().ok()?).into_iter().find(|own| {
        let is_called = own.name().ends_with("dollar") || (called == Dollar::Sign && own.symbol().symbol == "$");
        is_called && !own.name().starts_with("United States")
    })?;
    Some(vec!["USD".to_string(), own.code().to_string()])
}

fn share(said: &Said, flow: &Flow) -> Result<Measure, Reason> {
    let is_of_all_partners = said.partner == WORLD || said.partner.is_empty();
    let is_of_all_products = said.facts.product.as_deref().is_none_or(|product| product.is_empty() || product == "TOTAL");
    let whole = said.facts.share_of.as_ref().filter(|whole| *whole != flow);
    if is_of_all_partners && is_of_all_products && whole.is_none() {
        return Err(Reason::WholeOfItself);
    }
    Ok(Measure::Share { value: said.value, of: whole.filter(|_| is_of_all_partners).cloned() })
}

fn growth(said: &Said, kind: Kind, period: Period, base: Option<&Base>, given: Option<Growth>) -> Result<Measure, Reason> {
    let value = said.value;
    // The amounts beside it say more than its name: "growth rate" may stand over 107.0.
    let printed = match (kind, said.number.proved, given) {
        (_, Some(proved), _) => proved.growth,
        _ if said.number.is_difference => return Err(Reason::Difference { is_proved: true }),
        // "Прирост" alone heads 20.0 in one office and 1000.1 in another; a sign only tells that it is no index.
        (Kind::Change, _, None) if !says_ratio(said) => return Err(Reason::Difference { is_proved: false }),
        (Kind::IndexOrChange, _, None) if said.number.is_change && !says_ratio(said) => {
            return Err(Reason::Difference { is_proved: false });
        }
        // An index of exports is below nothing for nobody; one that is called so all the same is asked.
        (Kind::IndexOrChange, ..) if said.number.is_change => Growth::Change,
        (Kind::Index, _, None) if said.number.is_change => return Err(Reason::IndexOrChange),
        (Kind::Index, _, Some(given)) if said.number.is_change => given,
        (Kind::Index, _, None) if base.is_none() => return Err(Reason::NoBase),
        (Kind::Index, ..) => Growth::Index,
        (Kind::Change, ..) => Growth::Change,
        (_, None, Some(given)) => given,
        (_, None, None) => return Err(Reason::IndexOrChange),
    };
    let base = base.map(|base| base_of(period, base)).transpose()?.flatten();
    match printed {
        Growth::Change => Ok(Measure::Growth { change: value, index: None, base }),
        Growth::Index => {
            let hundred = 10_i64.checked_pow(u32::from(value.places)).and_then(|one| one.checked_mul(100));
            let digits = hundred.and_then(|hundred| value.digits.checked_sub(hundred)).ok_or(Reason::TooLong)?;
            Ok(Measure::Growth { change: Value { digits, ..value }, index: Some(value), base })
        }
    }
}

/// Whether per cent are said of a growth: in its cell, by its unit, or in the words of its column, its row or the title.
fn says_ratio(said: &Said) -> bool {
    let number = &said.number;
    let has_unit = said.facts.unit.as_ref().is_some_and(|unit| unit.unit == "%");
    said.value.is_percent || has_unit || ratio_is_said(&number.column.text) || ratio_is_said(&number.row.text)
}

/// The base of a growth; `None` where it is the same months a year earlier, which needs no saying.
fn base_of(period: Period, said: &Base) -> Result<Option<Period>, Reason> {
    let base = match said {
        // "In % of 2020" over a row of January speaks of January 2020.
        Base::Period(base) if base.months() == 12 && period.months() != 12 => {
            period.months_earlier((period.first_year() - base.first_year()) * 12)
        }
        Base::Period(base) => Some(*base),
        Base::Earlier(months) if *months == period.months() || months % 12 == 0 => period.months_earlier(*months),
        Base::Earlier(months) => return Err(Reason::OtherBase(format!("{months} months before"))),
        Base::Months { first, count } => {
            let first = period.first_year() * 12 + i32::from(*first);
            Period::between(first, first + i32::from(*count)).filter(|base| base.end() <= period.first())
        }
        Base::Other(words) => return Err(Reason::OtherBase(words.clone())),
    };
    let base = base.ok_or_else(|| Reason::OtherBase("a period that is not before it".to_string()))?;
    if base.months() != period.months() {
        return Err(Reason::OtherBase(base.to_string()));
    }
    Ok((Some(base) != period.months_earlier(12)).then_some(base))
}
