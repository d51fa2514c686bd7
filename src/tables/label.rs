//! What a title, a header or a row label means: `Экспорт, млн долл. США`, `Январь-декабрь 2020 г.`, `2021 г. в % к 2020 г.`, `Страны СНГ`.

use crate::figures::{Flow, Status};
use crate::names::Names;
use crate::period::Period;

/// When a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What kind of number a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// A unit and its scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitSaid {
    /// `thousand`, `mn`, `bn`, `trillion`; empty for whole units.
    pub scale: String,
    /// An ISO 4217 code or a physical unit as `words` writes it; empty where only a scale is said.
    pub unit: String,
}

/// All that one text says. A text may say several things: `Экспорт в 2021 г., млн долл. США`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// When.
    pub when: Option<When>,
    /// Of an index or change: the period compared with.
    pub base: Option<Period>,
    /// Which flow.
    pub flow: Option<Flow>,
    /// Whose statistics, as a code, where the text says so (`trade of the Republic of Kazakhstan`).
    pub reporter: Option<String>,
    /// With whom: code, group or World.
    pub partner: Option<String>,
    /// An HS code or product name.
    pub product: Option<String>,
    /// What kind of number.
    pub kind: Option<Kind>,
    /// Of a share: the flow that the whole is of.
    pub share_of: Option<Flow>,
    /// In what.
    pub unit: Option<UnitSaid>,
    /// `forecast` where the text marks one (`2025f`, `прогноз`).
    pub status: Option<Status>,
    /// `preliminary`, `estimate`, where the text or a star marks so.
    pub mark: Option<String>,
    /// The column's name, if it is one.
    pub names: Option<Heading>,
    /// Whether it only says that parts follow: `of which:`, `в том числе`.
    pub is_lead: bool,
    /// Whether it is an aggregate by its words: `Всего`, `Total`, `Страны СНГ`, `Итого`.
    pub is_total: bool,
    /// The words, without marks and spaces around, that no meaning was found for.
    pub rest: String,
    /// The whole text, tidied: one space between words, no footnote stars.
    pub text: String,
}

/// What a text means.
pub fn meaning(text: &str, names: &Names) -> Meaning {
    let _ = names;
    Meaning { rest: text.trim().to_string(), text: text.trim().to_string(), ..Meaning::default() }
}
