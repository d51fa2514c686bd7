//! stub
use crate::exact::Interval;
/// About.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// s
    pub source: String,
    /// f
    pub flagged: u32,
    /// o
    pub of: u32,
}
/// p
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfYear {
    /// m
    pub months: u32,
    /// s
    pub share: Interval,
    /// a
    pub about: About,
}
/// m
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror {
    /// r
    pub ratio: Interval,
    /// a
    pub about: About,
}
/// n
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Norms {
    /// n
    pub name: String,
    /// p
    pub part_of_year: Vec<PartOfYear>,
    /// m
    pub mirror: Option<Mirror>,
}
impl Norms {
    /// none
    pub fn none() -> Norms {
        Norms::default()
    }
    /// p
    pub fn parse(_text: &str, name: &str) -> Result<Norms, String> {
        Err(format!("{name}"))
    }
    /// e
    pub fn is_empty(&self) -> bool {
        self.part_of_year.is_empty() && self.mirror.is_none()
    }
    /// b
    pub fn built_in() -> &'static Norms {
        use crate::exact::ratio;
        static N: std::sync::OnceLock<Norms> = std::sync::OnceLock::new();
        N.get_or_init(|| {
            let all = [
                (1, 44, 118),
                (3, 162, 327),
                (4, 232, 419),
                (5, 306, 514),
                (6, 390, 603),
                (7, 475, 672),
                (8, 563, 752),
                (9, 643, 825),
                (10, 746, 895),
                (11, 864, 957),
            ];
            let about = About { source: "stub".into(), flagged: 35, of: 690 };
            Norms {
                name: "built-in".into(),
                part_of_year: all
                    .map(|(months, low, high)| PartOfYear {
                        months,
                        share: Interval::closed(ratio(low, 1000), ratio(high, 1000)),
                        about: about.clone(),
                    })
                    .into(),
                mirror: Some(Mirror { ratio: Interval::closed(ratio(1, 1), ratio(12, 10)), about }),
            }
        })
    }
}
