//! The words that phrases may be made of, in English and Russian: data files under `data/words`, embedded in the program.
//!
//! `vocabulary.tsv` gives each word a role. A word that is in no file is refused with the nearest that is, so words that say
//! nothing about a number ("a record", "по сравнению с") are listed too. Adding a form to a file is all it takes to teach it.

use super::hedge::{Hedge, hedges};
use super::lexicon::{Lesson, Lexicon, Script};
use super::scale::{Scale, ScaleWords, scales};
use super::table::{Row, rows};
use super::tokens::Token;
use super::{Misread, Numeral};
use crate::exact::Ratio;
use std::sync::{LazyLock, OnceLock};

/// Which way a quantity changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Grew.
    Up,
    /// Fell.
    Down,
}

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Before its number: "about".
    Before,
    /// Before its number, as the verb of the sentence: "exceeded".
    AsVerb,
    /// As the verb, and yields to another hedge: "reached" of "reached almost 5".
    Yielding,
    /// After its number: "or more".
    After,
    /// On either side: "approximately".
    EitherSide,
}

/// How a word that may hedge or compare stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparing {
    /// "over": hedges a number directly ahead.
    Bare,
    /// "above", "ниже": so does this; after a change it is where an amount came to, not how far.
    Place,
    /// "больше": so does this, but a factor ("вдвое") it compares.
    Adverb,
    /// "больше в": compares the factor ahead.
    Times,
    /// "больше чем": hedges a number ahead, also after "by".
    Than,
    /// "exceeded": the verb of an amount; compares with a time ("exceeded last year by 5%").
    Verb,
}

/// Whether a scale word may stand without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// "a billion".
    Always,
    /// "более тысячи", but "тысячи предприятий" says no number.
    AfterHedge,
    /// "млрд".
    Never,
}

/// An earlier time, as phrases name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// "than a year earlier": compared with.
    Since,
    /// "a year earlier": when something was, or what it is compared with.
    Then,
    /// "last year's level": what something is a ratio of, or compared with.
    Level,
}

/// What a word or group of words does in a phrase. Numbers are indices into [`Vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A hedge, and where it stands.
    Hedge(usize, Stands),
    /// "выше": a hedge before its number, a comparison otherwise.
    HedgeOrComparison { hedge: usize, comparison: Direction, form: Comparing },
    /// "in the limits of": at most a number, or between two.
    Within(usize),
    /// "between": two numbers follow.
    Between,
    /// "grew", "a decline".
    Change(Direction),
    /// "more", after a ratio.
    Comparison(Direction),
    /// "by", "на".
    By,
    /// "to".
    To,
    /// "up to", "до".
    UpTo,
    /// "from", "от".
    From,
    /// "с": from an earlier amount, never the lower end of a range.
    FromEarlier,
    /// "and".
    And,
    /// "of".
    Of,
    /// "per", "за".
    Per,
    /// "a year".
    Yearly,
    /// "on average".
    OnAverage,
    /// "annual": over one year, or by the year.
    Annual,
    /// "%".
    Percent,
    /// "percentage points".
    Points,
    /// "basis points".
    BasisPoints,
    /// "times".
    Times,
    /// "a factor of".
    FactorOf,
    /// "accounted for".
    Share,
    /// "deficit" is down, "surplus" up.
    Balance(Direction),
    /// "amounted to": what follows is an amount.
    Amounts,
    /// "к прошлому году": harmless after a change, ambiguous without.
    Against,
    /// An earlier time: ends what a "from" or "compared with" before it began.
    Earlier(Time),
    /// "compared with", "против": what follows is of an earlier time.
    Versus,
    /// "an additional", "еще": what follows was added.
    Additional,
    /// "minus", "плюс": the sign of a number directly ahead, a change otherwise.
    Signed(Direction),
    /// "year on year": what a growth is against in any case.
    YearOnYear,
    /// Says nothing about the number.
    Filler,
    /// Says what another column says: index of the column's name.
    LeftTo(usize),
    /// Must not be skipped: index of the advice.
    Refused(usize),
    /// A spelled numeral.
    Spelled(Numeral),
    /// "сотни": one hundred after a hedge ("свыше сотни"), else many of them.
    SpelledOrMany(Numeral),
    /// A scale word; whether it may stand for one such.
    Scale(usize, Alone),
    /// "полмиллиарда": half of a scale.
    HalfScale(usize),
    /// A simple fraction.
    Fraction(Ratio),
    /// "thirds": so many of them make one whole.
    Parts(i128),
    /// "doubled": a factor, with the direction it implies.
    Factor(Numeral, Option<Direction>),
    /// A currency's name or sign: index into the choices.
    Currency(usize),
    /// An ISO 4217 code that no list names.
    Code([u8; 3]),
    /// A physical unit.
    Physical(usize),
    /// Something that is counted.
    Noun,
    /// Digits, still to be read.
    Digits,
    /// A dash or minus.
    Dash,
    /// "…" or "..": a range between two numbers.
    Ellipsis,
    /// "+".
    Plus,
    /// "/".
    Slash,
    /// A round bracket.
    Bracket,
}

/// A physical unit.
#[derive(Clone, Debug)]
pub struct PhysicalUnit {
    /// The base unit.
    pub base: String,
    /// How many of the base unit make one.
    pub factor: Ratio,
    /// What its word may be typed as instead, where it means several things without a scale word: "Mt" is `t` and `mn t`.
    pub or: Vec<String>,
}

/// All that the data files say.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The hedge table.
    pub hedges: Vec<Hedge>,
    /// Scale words.
    pub scales: Vec<Scale>,
    /// The fractions people choose among, ascending, with 0 and 1.
    pub neighbours: Vec<Ratio>,
    /// For each currency name the ISO 4217 codes that it may mean.
    pub currencies: Vec<Vec<String>>,
    /// Physical units.
    pub units: Vec<PhysicalUnit>,
    /// Names of columns, and advice.
    pub texts: Vec<String>,
    /// All lists of forms.
    lessons: Vec<Lesson>,
    /// Forms without Cyrillic letters, once a phrase needs them.
    latin: OnceLock<Result<Lexicon, String>>,
    /// Forms with Cyrillic letters, once a phrase needs them.
    cyrillic: OnceLock<Result<Lexicon, String>>,
}

static VOCABULARY: LazyLock<Result<Vocabulary, String>> = LazyLock::new(Vocabulary::load);

/// The embedded vocabulary, with the words of the scripts that `text` is written in.
///
/// # Errors
/// When a data file is malformed (a test reads them all, so not in a released program).
pub fn vocabulary(text: &str) -> Result<&'static Vocabulary, Misread> {
    let opened = VOCABULARY.as_ref().and_then(|vocabulary| vocabulary.open(text).map(|()| vocabulary));
    opened.map_err(|what| Misread::new(0..0, format!("the vocabulary is malformed: {what}"), "data files as they were released"))
}

impl Vocabulary {
    /// Reads all data files.
    ///
    /// # Errors
    /// A sentence with file and line.
    pub fn load() -> Result<Vocabulary, String> {
        let mut vocabulary = Vocabulary { hedges: hedges()?, ..Vocabulary::default() };
        if let Some(lacking) = ["plain", "between", "up to", "at least"].iter().find(|name| vocabulary.hedge(name).is_none()) {
            return Err(format!("data/words/hedges.tsv has no \"{lacking}\""));
        }
        vocabulary.load_scales()?;
        vocabulary.load_numbers()?;
        vocabulary.load_units()?;
        vocabulary.load_words()?;
        Ok(vocabulary)
    }

    /// The longest known group of words that `tokens` begins with, and how many tokens it takes.
    pub fn longest(&self, tokens: &[Token]) -> Option<(Meaning, usize)> {
        self.lexicons().filter_map(|lexicon| lexicon.longest(tokens)).max_by_key(|(_, length)| *length)
    }

    /// Every word of the languages read so far, in no order: what an unknown word is compared with.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.lexicons().flat_map(Lexicon::words)
    }

    fn lexicons(&self) -> impl Iterator<Item = &Lexicon> {
        [&self.latin, &self.cyrillic].into_iter().filter_map(|lexicon| lexicon.get()?.as_ref().ok())
    }

    /// Makes the words of a text's scripts known.
    fn open(&self, text: &str) -> Result<(), &String> {
        self.latin.get_or_init(|| Lexicon::of(&self.lessons, Script::Other)).as_ref()?;
        if Script::of(text) == Script::Cyrillic {
            self.cyrillic.get_or_init(|| Lexicon::of(&self.lessons, Script::Cyrillic)).as_ref()?;
        }
        Ok(())
    }

    /// The index of a hedge.
    pub fn hedge(&self, name: &str) -> Option<usize> {
        self.hedges.iter().position(|hedge| hedge.name == name)
    }

    /// The index of a hedge that the grammar itself needs.
    ///
    /// # Errors
    /// When the hedge table lacks it.
    pub fn required(&self, name: &str) -> Result<usize, Misread> {
        self.hedge(name)
            .ok_or_else(|| Misread::new(0..0, format!("hedges.tsv has no \"{name}\""), "the hedge table as it was released"))
    }

    /// All lists of forms, and what each means.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, Meaning)> {
        self.lessons.iter().map(|lesson| (lesson.list, lesson.meaning))
    }

    fn teach(&mut self, row: &Row<'static>, list: &'static str, meaning: Meaning) {
        self.lessons.push(Lesson { row: row.clone(), list, meaning });
    }

    fn load_scales(&mut self) -> Result<(), String> {
        for ScaleWords { row, scale, alone, or_many, forms, half } in scales()? {
            let index = self.scales.len();
            self.scales.push(scale);
            self.teach(&row, alone, Meaning::Scale(index, Alone::Always));
            self.teach(&row, or_many, Meaning::Scale(index, Alone::AfterHedge));
            self.teach(&row, forms, Meaning::Scale(index, Alone::Never));
            self.teach(&row, half, Meaning::HalfScale(index));
        }
        Ok(())
    }

    fn load_numbers(&mut self) -> Result<(), String> {
        for row in
            rows("words/numbers.tsv", include_str!("../../data/words/numbers.tsv"), &["printed", "forms", "or_many", "source"])?
        {
            let numeral = Numeral::plain(row.field(0)).ok_or_else(|| row.wrong("no numeral"))?;
            self.teach(&row, row.field(1), Meaning::Spelled(numeral));
            self.teach(&row, row.field(2), Meaning::SpelledOrMany(numeral));
        }
        let columns = ["fraction", "neighbour", "forms", "plural", "source"];
        self.neighbours = vec![Ratio::from_integer(0), Ratio::from_integer(1)];
        for row in rows("words/fractions.tsv", include_str!("../../data/words/fractions.tsv"), &columns)? {
            let fraction: Ratio = row.field(0).parse().map_err(|_| row.wrong("no fraction"))?;
            if fraction <= Ratio::from_integer(0) || fraction >= Ratio::from_integer(1) {
                return Err(row.wrong("a fraction lies between 0 and 1"));
            }
            match row.field(1) {
                "yes" => self.neighbours.push(fraction),
                "no" => {}
                _ => return Err(row.wrong("neighbour is yes or no")),
            }
            self.teach(&row, row.field(2), Meaning::Fraction(fraction));
            self.teach(&row, row.field(3), Meaning::Parts(*fraction.denom()));
        }
        self.neighbours.sort();
        for row in
            rows("words/factors.tsv", include_str!("../../data/words/factors.tsv"), &["factor", "change", "forms", "source"])?
        {
            let numeral = Numeral::plain(row.field(0)).ok_or_else(|| row.wrong("no numeral"))?;
            let direction = if row.field(1).is_empty() { None } else { Some(direction(&row, row.field(1))?) };
            self.teach(&row, row.field(2), Meaning::Factor(numeral, direction));
        }
        Ok(())
    }

    fn load_units(&mut self) -> Result<(), String> {
        for row in rows("words/currencies.tsv", include_str!("../../data/words/currencies.tsv"), &["codes", "forms", "source"])? {
            let codes: Vec<String> = row.field(0).split(' ').map(str::to_string).collect();
            if let Some(code) = codes.iter().find(|code| iso_currency::Currency::from_code(code).is_none()) {
                return Err(row.wrong(format!("\"{code}\" is no ISO 4217 code")));
            }
            let meaning = Meaning::Currency(self.currencies.len());
            if codes.len() == 1 {
                self.teach(&row, row.field(0), meaning);
            }
            self.currencies.push(codes);
            self.teach(&row, row.field(1), meaning);
        }
        for row in
            rows("words/units.tsv", include_str!("../../data/words/units.tsv"), &["base", "factor", "or", "forms", "source"])?
        {
            let factor = row.field(1).parse::<Ratio>().ok().filter(|factor| *factor > Ratio::from_integer(0));
            let factor = factor.ok_or_else(|| row.wrong("no positive factor"))?;
            let meaning = Meaning::Physical(self.units.len());
            let or = row.field(2).split(" / ").filter(|reading| !reading.is_empty()).map(str::to_string).collect();
            self.units.push(PhysicalUnit { base: row.field(0).to_string(), factor, or });
            self.teach(&row, row.field(3), meaning);
        }
        for row in rows("words/nouns.tsv", include_str!("../../data/words/nouns.tsv"), &["name", "forms", "source"])? {
            self.teach(&row, row.field(1), Meaning::Noun);
        }
        Ok(())
    }

    fn load_words(&mut self) -> Result<(), String> {
        let columns = ["role", "name", "language", "forms", "source"];
        for row in rows("words/vocabulary.tsv", include_str!("../../data/words/vocabulary.tsv"), &columns)? {
            let (role, name) = (row.field(0), row.field(1));
            let hedge = |name: &str| self.hedge(name).ok_or_else(|| row.wrong(format!("no hedge \"{name}\" in hedges.tsv")));
            let meaning = match role {
                "hedge" => Meaning::Hedge(hedge(name)?, Stands::Before),
                "verb hedge" => Meaning::Hedge(hedge(name)?, Stands::AsVerb),
                "yielding verb hedge" => Meaning::Hedge(hedge(name)?, Stands::Yielding),
                "hedge after" => Meaning::Hedge(hedge(name)?, Stands::After),
                "hedge either side" => Meaning::Hedge(hedge(name)?, Stands::EitherSide),
                role if role.starts_with("hedge or comparison") => {
                    let (before, after) = name.split_once('|').ok_or_else(|| row.wrong("no hedge|direction"))?;
                    let (hedge, comparison) = (hedge(before)?, direction(&row, after)?);
                    let form = match role.trim_start_matches("hedge or comparison").trim() {
                        "" => Comparing::Bare,
                        "place" => Comparing::Place,
                        "adverb" => Comparing::Adverb,
                        "times" => Comparing::Times,
                        "than" => Comparing::Than,
                        "verb" => Comparing::Verb,
                        _ => return Err(row.wrong(format!("no role \"{role}\""))),
                    };
                    Meaning::HedgeOrComparison { hedge, comparison, form }
                }
                "between" => Meaning::Between,
                "within" => Meaning::Within(hedge(name)?),
                "change" => Meaning::Change(direction(&row, name)?),
                "comparison" => Meaning::Comparison(direction(&row, name)?),
                "by" => Meaning::By,
                "to" => Meaning::To,
                "up to" => Meaning::UpTo,
                "from" if name == "from earlier" => Meaning::FromEarlier,
                "from" => Meaning::From,
                "and" => Meaning::And,
                "of" => Meaning::Of,
                "per" => Meaning::Per,
                "yearly" => Meaning::Yearly,
                "on average" => Meaning::OnAverage,
                "annual" => Meaning::Annual,
                "percent" => Meaning::Percent,
                "points" => Meaning::Points,
                "basis points" => Meaning::BasisPoints,
                "times" => Meaning::Times,
                "factor of" => Meaning::FactorOf,
                "share" => Meaning::Share,
                "balance" => Meaning::Balance(direction(&row, name)?),
                "amounts" => Meaning::Amounts,
                "against" => Meaning::Against,
                "earlier" => Meaning::Earlier(match name {
                    "since" => Time::Since,
                    "then" => Time::Then,
                    "level" => Time::Level,
                    _ => return Err(row.wrong("earlier is since, then or level")),
                }),
                "versus" => Meaning::Versus,
                "additional" => Meaning::Additional,
                "sign" => Meaning::Signed(direction(&row, name)?),
                "filler" if name == "year on year" => Meaning::YearOnYear,
                "filler" => Meaning::Filler,
                "left to" => Meaning::LeftTo(self.text(name)),
                "refused" => Meaning::Refused(self.text(name)),
                _ => return Err(row.wrong(format!("no role \"{role}\""))),
            };
            self.teach(&row, row.field(3), meaning);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> usize {
        self.texts.iter().position(|known| known == text).unwrap_or_else(|| {
            self.texts.push(text.to_string());
            self.texts.len() - 1
        })
    }
}

fn direction(row: &Row, name: &str) -> Result<Direction, String> {
    match name {
        "up" => Ok(Direction::Up),
        "down" => Ok(Direction::Down),
        _ => Err(row.wrong(format!("\"{name}\" is not up or down"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::decimal;
    use crate::words::tokens::tokens;

    #[test]
    fn every_data_file_is_well_formed() {
        let opened = Vocabulary::load().and_then(|vocabulary| vocabulary.open("слово").map_err(String::clone));
        assert_eq!(opened, Ok(()));
    }

    #[test]
    fn the_longest_group_of_words_counts() {
        let vocabulary = vocabulary("слово").unwrap();
        let longest = |text: &str| vocabulary.longest(&tokens(text)).unwrap();
        assert_eq!(longest("slightly more than 5").1, 3);
        assert_eq!(longest("Долл. США").0, longest("$").0);
        assert_eq!(longest("year-on-year"), (Meaning::YearOnYear, 3));
        assert_eq!(longest("половины"), (Meaning::Fraction(Ratio::new(1, 2)), 1));
    }

    #[test]
    fn fractions_have_their_neighbours() {
        assert_eq!(vocabulary("слово").unwrap().neighbours.len(), 13);
        assert_eq!(decimal("0.25"), Some(vocabulary("слово").unwrap().neighbours[3]));
    }
}
