//! Names: the many ways in which people write the same column, country, flow or status.
//!
//! ```
//! use crossfoot::names::{Column, Names};
//! let names = Names::embedded()?;
//! assert_eq!(names.column("Отчётный период"), Some(Column::Period));
//! assert_eq!(names.country("Узбекистан"), Some("UZB"));
//! assert_eq!(names.country("842"), Some("USA")); // UN Comtrade's own number
//! assert_eq!(names.country("весь мир"), Some("World"));
//! assert_eq!(names.country("Atlantis"), None); // free text stays as written
//! # Ok::<(), String>(())
//! ```
//!
//! What a name may be is data: `data/names/columns.tsv`, `countries.tsv` and `values.tsv`, each row with its source. Two
//! spellings are one name when they are equal once [`folded`].

mod column;
mod country;
mod folded;
mod months;
mod place;
mod value;

pub use column::Column;
pub use folded::folded;
pub use months::{NamedPart, PartOfYear, month_of_letters, parts_of_year};
pub use place::{Case, Place};

use crate::figures::{Cut, Flow, Nature, Status};
use crate::words::nearest;
use crate::words::{DecimalMark, Measure};
use column::Columns;
use country::Countries;
use std::sync::OnceLock;
use value::Values;

/// How all partners together, or all reporters, are printed and named in a series.
pub const WORLD: &str = "World";

/// The names that the data files list.
#[derive(Debug)]
pub struct Names {
    columns: Columns,
    countries: Countries,
    cases: Vec<(String, &'static str, Case)>,
    values: Values,
}

impl Names {
    /// The names embedded in the program; read once.
    ///
    /// # Errors
    /// A sentence with file and line when a data file is malformed; a test reads every one.
    pub fn embedded() -> Result<&'static Names, String> {
        static NAMES: OnceLock<Result<Names, String>> = OnceLock::new();
        let read = || {
            let countries = Countries::embedded()?;
            let cases = place::cases(&countries)?;
            Ok(Names { columns: Columns::embedded()?, countries, cases, values: Values::embedded()? })
        };
        NAMES.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// The column that a header names.
    pub fn column(&self, header: &str) -> Option<Column> {
        self.columns.find(header)
    }

    /// The column name nearest to one that is unknown, if one is near.
    pub fn column_near(&self, header: &str) -> Option<&str> {
        self.columns.near(header)
    }

    /// How a country, a group of countries or the world is printed: alpha-3 code, `CIS`, `World`. Accepts ISO alpha-2 and
    /// alpha-3 codes, UN M49 and UN Comtrade numbers, English and Russian names; `None` for anything else.
    pub fn country(&self, name: &str) -> Option<&str> {
        self.countries.find(name)
    }

    /// What the code of a country, group or the world stands for; `None` for a text that is no such code.
    pub fn place(&self, code: &str) -> Option<Place> {
        self.countries.place(code)
    }

    /// Every name of a country, group or the world in the forms that it takes in sentences, folded, with its code.
    pub fn places(&self) -> impl Iterator<Item = (&str, &'static str, Case)> {
        let named = self.countries.names().map(|(name, code)| (name, code, Case::Named));
        named.chain(self.cases.iter().map(|(form, code, case)| (form.as_str(), *code, *case)))
    }

    /// The column that a name which is none differs from by a slip of the pen.
    pub fn column_near_miss(&self, name: &str) -> Option<&str> {
        self.columns.near_miss(name)
    }

    /// Whether a cell or header is a name known here: of a column, a country or one of a column's choices.
    pub fn is_name(&self, text: &str) -> bool {
        self.column(text).is_some() || self.country(text).is_some() || self.values.is_choice(text)
    }

    /// The country or group that a name which is none differs from by a slip of the pen.
    pub fn country_near(&self, name: &str) -> Option<&str> {
        self.countries.near(name)
    }

    /// The one of the four flows that a name which is none differs from by a slip of the pen.
    pub fn flow_near(&self, name: &str) -> Option<&str> {
        self.values.near_miss("flow", name)
    }

    /// A flow: one of the four that arithmetic ties together, else the name as written, without the space around it.
    pub fn flow(&self, name: &str) -> Flow {
        match self.values.find("flow", name) {
            Some("turnover") => Flow::Turnover,
            Some("exports") => Flow::Exports,
            Some("imports") => Flow::Imports,
            Some("balance") => Flow::Balance,
            _ => Flow::Named(name.trim().to_string()),
        }
    }

    /// `TOTAL` for any name of all products together.
    pub fn is_all_products(&self, name: &str) -> bool {
        self.values.find("product", name).is_some()
    }

    /// What the `measure` column says.
    pub fn measure(&self, name: &str) -> Option<Measure> {
        match self.values.find("measure", name)? {
            "level" => Some(Measure::Level),
            "growth" => Some(Measure::Growth),
            "average growth" => Some(Measure::AverageGrowth),
            "share" => Some(Measure::Share),
            "rate" => Some(Measure::Rate),
            _ => None,
        }
    }

    /// What the `status` column says.
    pub fn status(&self, name: &str) -> Option<Status> {
        match self.values.find("status", name)? {
            "reported" => Some(Status::Reported),
            "official" => Some(Status::Official),
            "forecast" => Some(Status::Forecast),
            "target" => Some(Status::Target),
            _ => None,
        }
    }

    /// What the `nature` column says.
    pub fn nature(&self, name: &str) -> Option<Nature> {
        match self.values.find("nature", name)? {
            "flow" => Some(Nature::Flow),
            "stock" => Some(Nature::Stock),
            _ => None,
        }
    }

    /// What a flow's name makes it: an amount at a moment if one of its words says so ("accumulated investment").
    pub fn nature_of_flow(&self, flow: &str) -> Nature {
        if self.values.has_stock_word(flow) { Nature::Stock } else { Nature::Flow }
    }

    /// Whether a product is none of the goods that `TOTAL` is all of: `services`, `goods and services`.
    pub fn is_beyond_goods(&self, product: &str) -> bool {
        self.values.is_beyond_goods(product)
    }

    /// What the `parts` column says.
    pub fn cut(&self, name: &str) -> Option<Cut> {
        match self.values.find("parts", name)? {
            "partners" => Some(Cut::Partners),
            "products" => Some(Cut::Products),
            _ => None,
        }
    }

    /// What `# decimal:` says.
    pub fn decimal_mark(&self, name: &str) -> Option<DecimalMark> {
        match self.values.find("decimal", name)? {
            "comma" => Some(DecimalMark::Comma),
            "point" => Some(DecimalMark::Point),
            _ => None,
        }
    }

    /// What a column that takes one of a few words takes, in the order of the data: `["reported", "official", …]`.
    pub fn choices(&self, column: &str) -> Vec<&str> {
        self.values.choices(column)
    }

    /// The choice nearest to a word that is none, if one is near.
    pub fn choice_near(&self, column: &str, word: &str) -> Option<&str> {
        self.values.near(column, word)
    }
}

/// The one of these that a name differs from by one letter in five at most: free names are allowed, and most are meant. A word that is another
/// word is no slip: "re-exports" are not "net exports".
fn near_miss<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }
    let near = nearest(name, all)?;
    let slips = strsim::damerau_levenshtein(name, near);
    let is_slip = |(one, other): (&str, &str)| strsim::damerau_levenshtein(one, other) * 3 <= one.chars().count().max(3);
    let are_alike = words(name).count() != words(near).count() || words(name).zip(words(near)).all(is_slip);
    (slips * 5 <= name.chars().count() && are_alike).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> &'static Names {
        Names::embedded().unwrap()
    }

    #[test]
    fn headers_in_two_languages_and_any_case() {
        for (header, column) in [
            ("Period", Column::Period),
            ("said_on", Column::SaidOn),
            ("Said On", Column::SaidOn),
            ("ПАРТНЁР", Column::Partner),
            ("партнер", Column::Partner),
            ("Отчитывающаяся страна", Column::Reporter),
            ("ТН ВЭД", Column::Product),
            ("показатель", Column::Measure),
            ("Заявлено", Column::Stated),
            (" валюта ", Column::Currency),
            ("источник", Column::Source),
            ("примечания", Column::Note),
        ] {
            assert_eq!(names().column(header), Some(column), "{header}");
        }
        assert_eq!(names().column("colour"), None);
        assert_eq!(names().column(""), None);
        assert_eq!(names().column_near("currencey"), Some("currency"));
    }

    #[test]
    fn countries_by_code_number_and_name() {
        for (name, code) in [
            ("RUS", "RUS"),
            ("ru", "RUS"),
            ("643", "RUS"),
            ("Russian Federation", "RUS"),
            ("россия", "RUS"),
            ("РФ", "RUS"),
            ("840", "USA"),
            ("842", "USA"),
            ("251", "FRA"),
            ("250", "FRA"),
            ("699", "IND"),
            ("8", "ALB"),
            ("008", "ALB"),
            ("Cote d’Ivoire", "CIV"),
            ("Côte d'Ivoire", "CIV"),
            ("Turkiye", "TUR"),
            ("Viet  Nam", "VNM"),
            ("Китайская народная республика", "CHN"),
            ("Кыргызстан", "KGZ"),
            ("СНГ", "CIS"),
            ("EU-27", "EU"),
            ("eaeu", "EAEU"),
            ("мир", "World"),
            ("WORLD", "World"),
            ("0", "World"),
        ] {
            assert_eq!(names().country(name), Some(code), "{name}");
        }
        for name in ["", "Atlantis", "Korea", "999", "P00", "-1", "0008", "РССИЯ"] {
            assert_eq!(names().country(name), None, "{name}");
        }
    }

    #[test]
    fn words_of_the_other_columns() {
        assert_eq!(names().flow("Товарооборот"), Flow::Turnover);
        assert_eq!(names().flow("Export"), Flow::Exports);
        assert_eq!(names().flow(" Accumulated investment "), Flow::Named("Accumulated investment".into()));
        assert_eq!(names().measure("Average Growth"), Some(Measure::AverageGrowth));
        assert_eq!(names().measure("average_growth"), Some(Measure::AverageGrowth));
        assert_eq!(names().measure("доля"), Some(Measure::Share));
        assert_eq!(names().measure("темп роста"), None, "114.5 or 14.5: people mean either");
        assert_eq!(names().status("Прогноз"), Some(Status::Forecast));
        assert_eq!(names().cut("partners"), Some(Cut::Partners));
        assert!(names().is_all_products("Всего"));
        assert_eq!(names().choices("status"), ["reported", "official", "forecast", "target"]);
        assert_eq!(names().choice_near("status", "offical"), Some("official"));
        // Another word is no slip.
        assert_eq!((names().flow_near("re-exports"), names().flow_near("exportts")), (None, Some("exports")));
        assert_eq!((names().country_near("Other countries"), names().country_near("Kazakstan")), (None, Some("KAZ")));
    }

    #[test]
    fn a_flow_whose_name_says_so_is_a_stock() {
        for flow in [
            "accumulated investment",
            "FDI stock",
            "Enterprises with Russian capital",
            "накопленные инвестиции",
            "число предприятий",
        ] {
            assert_eq!(names().nature_of_flow(flow), Nature::Stock, "{flow}");
        }
        for flow in ["turnover", "livestock exports", "grain shipments", "cargo"] {
            assert_eq!(names().nature_of_flow(flow), Nature::Flow, "{flow}");
        }
    }
}
