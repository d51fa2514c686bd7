//! What one label can say: the value that reading it gives.

use crate::figures::{Flow, Status};
use crate::period::Period;

/// When a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A period: `2021`, `Jan-Aug 2023`.
    Period(Period),
    /// Months of a year that stands elsewhere: `January` is 0 and 1, `Январь-март` 0 and 3, `II квартал` 3 and 3.
    Months {
        /// The first month, January is 0.
        first: u8,
        /// How many.
        count: u8,
    },
}

/// A year that is no calendar year; its months are said elsewhere, if at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fiscal {
    /// `2022/23`: it begins in this year and ends in the next.
    From(i32),
    /// `FY2023`: in some countries it begins in that year, in others it ends in it.
    Named(i32),
}

/// Where years that are no calendar years begin: `July-June`, `Years ended 30 June`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Begins {
    /// In which month, January is 0.
    pub month: u8,
    /// By which of its two calendar years a year is called, if that is said.
    pub called_by: Option<CalledBy>,
}

/// By which of its two calendar years a fiscal year is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalledBy {
    /// The one in which it begins.
    Begin,
    /// The one in which it ends.
    End,
}

/// What a number under the label is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// A period that the label names: `в % к 2020 г.`
    Period(Period),
    /// Months of a year that stands elsewhere: `в % к январю`.
    Months {
        /// The first month, January is 0.
        first: u8,
        /// How many.
        count: u8,
    },
    /// The period that lies so many months before: `в % к предыдущему году` is 12, `к предыдущему месяцу` 1.
    Earlier(i32),
    /// Something else, in its words: `декабрю предыдущего года`.
    Other(String),
}

/// What kind of number a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An amount.
    Level,
    /// Part of a whole, in per cent: `удельный вес`.
    Share,
    /// The amount in per cent of another period's, 100 for no change: `в % к 2020 г.`, `index`.
    Index,
    /// A change in per cent, 0 for no change: `прирост`, `growth, %`, `change`.
    Change,
    /// Either of the last two: `темп роста` is printed as 137.9 by some offices and as 37.9 by others.
    IndexOrChange,
    /// An exchange rate; only a layout says so, with the pair as its flow.
    Rate,
    /// Something that no figures file holds: an index of prices, a number of enterprises, a rank, a weight per unit.
    Other,
}

/// Which dimension of its table a column of labels names, when the text is a column's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// `Country`, `Страна`, `Партнёр`.
    Partner,
    /// `Reporter`.
    Reporter,
    /// `Exporter`, `Страна-экспортер`: who reports exports, and with whom imports are.
    Exporter,
    /// `Importer`.
    Importer,
    /// `Commodity`, `Товар`, `Код ТН ВЭД`.
    Product,
    /// `Year`, `Период`, `Месяц`.
    Period,
    /// `Flow`, `Показатель`.
    Flow,
    /// `Unit`, `Ед. изм.`.
    Unit,
    /// `Code`, `Код`, `ISO`: of whatever the next column names.
    Code,
    /// `№ п/п`, `No.`: a running number.
    Number,
    /// `Value`, `Стоимость`, `Trade value`: the numbers themselves.
    Value,
    /// `Name`, `Наименование`: of whatever stands below.
    Name,
}

/// A unit and its scale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UnitSaid {
    /// `thousand`, `mn`, `bn`, `trillion`, and `10 thousand`, `100 mn` and the like; empty for whole units.
    pub scale: String,
    /// An ISO 4217 code, a physical unit as `words` writes it, or `%`; empty where only a scale is said or [`UnitSaid::choices`] has several.
    pub unit: String,
    /// The units that the word may mean, where they are several: `som` is `KGS` or `UZS`.
    pub choices: Vec<String>,
    /// Of `USD` by a word or sign that names no country: which one. Where the reporter has a dollar of its own it may be that.
    pub dollar: Option<Dollar>,
}

/// Dollars that are not said to be whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dollar {
    /// `$`, which is the sign of some pesos too.
    Sign,
    /// `dollars`.
    Word,
}

/// All that one text says. A text may say several things: `Экспорт в 2021 г., млн долл. США`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// When.
    pub when: Option<When>,
    /// A run of years, ends included: `1995-2024` of a title. Not the period of one number.
    pub years: Option<(i32, i32)>,
    /// Of an index, change or ratio: the period compared with.
    pub base: Option<Base>,
    /// Whether a time is named that is no period of this program, or none that is sure: a day, a week, `FY2023`, `2021/22`, `2022 15`. Numbers
    /// under it belong to no other period either.
    pub is_unfit_time: bool,
    /// Whether it says that all of its year is meant: `2024 full year`, `January-December 2024`.
    pub is_whole_year: bool,
    /// A year that is no calendar year; with the month in which it begins it is a period.
    pub fiscal: Option<Fiscal>,
    /// Where years begin, if the text says so.
    pub begins: Option<Begins>,
    /// Whether it speaks of fiscal years: a year by its number alone is none then.
    pub is_fiscal: bool,
    /// Which flow; `None` also where the text names several (`Exports and imports`). One whose words are qualified by others is
    /// [`Flow::Named`], as written: `Net imports`.
    pub flow: Option<Flow>,
    /// Of [`Flow::Balance`]: whether a positive number is a negative balance: `Trade deficit`.
    pub is_deficit: bool,
    /// The words beside a flow, or beside trade as such, that no meaning was found for (`of wheat`, `without gold`), and countries that no
    /// side was found for. What the text speaks of is not the plain flow of all products with all partners.
    pub qualifier: Option<String>,
    /// Whose statistics, as a code, where the text says so (`trade of the Republic of Kazakhstan`).
    pub reporter: Option<String>,
    /// With whom: code, group or World. Partners named by what they are not (`Остальные страны мира`) and several at once (`Russia and
    /// Georgia`) as written; none where unknown words stand beside the name (`Inner Mongolia`).
    pub partner: Option<String>,
    /// An HS code (`01`, `2709`), or `TOTAL`.
    pub product: Option<String>,
    /// Whether it is nothing but the name of goods: `Meat`, `Нефть и нефтепродукты`.
    pub is_goods: bool,
    /// What kind of number.
    pub kind: Option<Kind>,
    /// Of a share: the flow that the whole is of.
    pub share_of: Option<Flow>,
    /// In what; `None` where words or numbers beside the unit are not understood.
    pub unit: Option<UnitSaid>,
    /// A unit beside which something is not understood, as written: `mil. USD`, `USD 10,000`. Numbers under it are in no other unit either.
    pub unclear_unit: Option<String>,
    /// `forecast` or `target` where the text marks one (`2025f`, `прогноз`); `official` where it says that it is none (`2023 факт`).
    pub status: Option<Status>,
    /// `preliminary`, `estimate`, `revised` where the text says so; else a footnote mark as printed: `*`, `1)`.
    pub mark: Option<String>,
    /// The column's name, if it is one.
    pub names: Option<Heading>,
    /// Of a cell that names two columns, as in `Importer \ Exporter`: what the rows are, and what the columns.
    pub corner: Option<(Heading, Heading)>,
    /// The classification that its codes are of: `HS`, `SITC`.
    pub coding: Option<&'static str>,
    /// Countries of which is not said who reports, where they are several: `Kazakhstan Russia trade`.
    pub unsure: Vec<String>,
    /// Whether it says in brackets what is not counted, and nothing else: `(excluding fish sold at sea)`.
    pub is_exclusion: bool,
    /// Whether it only says that parts follow: `of which:`, `в том числе`.
    pub is_lead: bool,
    /// Whether such words stand in it: `of which re-exports`.
    pub has_lead: bool,
    /// Whether it is an aggregate by its words: `Всего`, `Total`, `Страны СНГ`, `Итого`. A bare `Total` has [`Meaning::partner`] `World`;
    /// among products it is their total.
    pub is_total: bool,
    /// Whether the partner is what others leave (`Остальные страны`) or what no country could be told of (`Not specified`).
    pub is_residual: bool,
    /// Whether it counts from the year's beginning: `нарастающим итогом`, `year to date`.
    pub is_cumulated: bool,
    /// Whether it counts up to a month that it does not say: `year to date`.
    pub is_to_date: bool,
    /// Of a footnote (`* Preliminary data.`): its mark, and its words. It says a time only if it says nothing else; a time among other words
    /// is an unfit one.
    pub footnote: Option<(String, String)>,
    /// Marks within the text with the words that explain them: `…; * - nine months`. Nothing else is read from these.
    pub legend: Vec<(String, String)>,
    /// Of a text that names no flow: the goods that it names, as in `Product: oil`.
    pub goods: Option<String>,
    /// The number of a list before it, if it ends with a bracket: `1)`. Below a table that is a footnote's mark.
    pub listed: Option<String>,
    /// Whether it is a note about the table: `Source: …`, `Примечание`, a footnote.
    pub is_note: bool,
    /// The words that no meaning was found for.
    pub rest: String,
    /// The whole text, tidied: one space between words, no footnote stars, no list number.
    pub text: String,
}
