//! Small systems of figures, drawn from a seed: flows and their balance, spans of months, tables with two sets of totals, growths
//! that close rings, shares. Ends are small whole numbers or nearly so, open or closed, so that ties and hair's breadths are
//! common.

use crossfoot::exact::{End, Interval, Ratio};
use crossfoot::figures::{Aspect, Assumed, Cell, Cut, Figure, Figures, Flow, Nature, Place, Reading, Series, Status, Whole};
use crossfoot::norms::{About, Mirror, Norms, PartOfYear};
use crossfoot::period::Period;
use crossfoot::words::{Setting, Unit};

/// SplitMix64 (Steele, Lea and Flood 2014): the same draws on every machine.
pub struct Draws(pub u64);

impl Draws {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }
}

pub fn series(partner: &str, flow: Flow, product: &str) -> Series {
    Series { reporter: "AAA".into(), partner: partner.into(), flow, product: product.into(), nature: Nature::Flow }
}

pub fn level(series: &Series, period: &str) -> Cell {
    let period = period.parse().expect("a period");
    Cell { series: series.clone(), period, aspect: Aspect::Level, unit: Some(Unit::Currency("USD".into())) }
}

pub fn growth(series: &Series, period: &str, base: &str) -> Cell {
    let base: Period = base.parse().expect("a period");
    Cell { aspect: Aspect::Growth { base }, ..level(series, period) }
}

pub fn share(part: &Series, whole: &Series, period: &str) -> Cell {
    Cell { aspect: Aspect::Share { of: whole.clone() }, ..level(part, period) }
}

/// Adds a figure whose words mean one interval and allow another.
pub fn state(figures: &mut Figures, cell: Cell, meant: Interval, allowed: Interval) {
    let number = figures.figures.len();
    let (id, place) = (format!("f{number}"), Place { file: 0, row: number + 2 });
    let reading = Reading { cell: Some(cell), allowed, meant };
    figures.figures.push(Figure { id, place, reading, ..blank() });
}

fn blank() -> Figure {
    Figure {
        id: String::new(),
        place: Place { file: 0, row: 0 },
        stated: String::new(),
        setting: Setting::default(),
        names_base: false,
        printed: Vec::new(),
        is_reciprocal: false,
        undated: None,
        reading: Reading { cell: None, allowed: Interval::ALL, meant: Interval::ALL },
        status: Status::Reported,
        assumed: Assumed::default(),
        source: String::new(),
        said_on: String::new(),
        whereabouts: String::new(),
        note: String::new(),
        remarks: Vec::new(),
    }
}

/// The cells that a system may speak of, and the wholes that it declares complete.
fn board(draws: &mut Draws) -> (Vec<Cell>, Vec<Whole>) {
    let world = |flow| series("World", flow, "TOTAL");
    match draws.below(6) {
        5 => {
            let of = |reporter: &str, partner: &str, flow| Series { reporter: reporter.into(), ..series(partner, flow, "TOTAL") };
            let (imports, exports) = (of("AAA", "P", Flow::Imports), of("P", "AAA", Flow::Exports));
            let others = [of("AAA", "P", Flow::Turnover), of("AAA", "P", Flow::Exports)];
            let mut cells: Vec<Cell> = ["2022", "2022-H1"].iter().map(|p| level(&imports, p)).collect();
            cells.extend(["2022", "2022-H1", "2022-H2"].iter().map(|p| level(&exports, p)));
            cells.extend(others.iter().map(|series| level(series, "2022")));
            cells.extend([growth(&imports, "2022-H1", "2022-Q1"), share(&imports, &others[0], "2022")]);
            (cells, Vec::new())
        }
        0 => {
            let flows = [Flow::Turnover, Flow::Balance, Flow::Exports, Flow::Imports];
            let mut cells: Vec<Cell> = flows.iter().map(|flow| level(&world(flow.clone()), "2022")).collect();
            cells.extend(flows.iter().map(|flow| level(&world(flow.clone()), "2021")));
            for flow in [Flow::Turnover, Flow::Exports, Flow::Imports] {
                cells.push(growth(&world(flow), "2022", "2021"));
            }
            (cells, Vec::new())
        }
        1 => {
            let periods = ["2022", "2022-H1", "2022-H2", "2022-Q1", "2022-01..2022-09", "2022-05..2022-12", "2022-Q4"];
            let mut cells: Vec<Cell> = periods.iter().map(|period| level(&world(Flow::Exports), period)).collect();
            cells.push(growth(&world(Flow::Exports), "2022-H2", "2022-H1"));
            cells.push(growth(&world(Flow::Exports), "2022-Q4", "2022-Q1"));
            (cells, Vec::new())
        }
        2 => {
            let names =
                [("P", "a"), ("P", "b"), ("Q", "a"), ("Q", "b"), ("P", "TOTAL"), ("Q", "TOTAL"), ("World", "a"), ("World", "b")];
            let of = |(partner, product): &(&str, &str)| series(partner, Flow::Exports, product);
            let cells = names.iter().map(|name| level(&of(name), "2022")).collect();
            let products = ["P", "Q"].map(|p| Whole { series: series(p, Flow::Exports, "TOTAL"), cut: Cut::Products });
            let partners = ["a", "b"].map(|p| Whole { series: series("World", Flow::Exports, p), cut: Cut::Partners });
            (cells, products.into_iter().chain(partners).collect())
        }
        3 => {
            let all = series("World", Flow::Exports, "TOTAL");
            let parts = ["P", "Q"].map(|partner| series(partner, Flow::Exports, "TOTAL"));
            let mut cells = vec![level(&all, "2022"), level(&all, "2021"), growth(&all, "2022", "2021")];
            for part in &parts {
                cells.extend([level(part, "2022"), level(part, "2021"), growth(part, "2022", "2021"), share(part, &all, "2022")]);
            }
            let complete = draws.below(2) == 0;
            (cells, if complete { vec![Whole { series: all, cut: Cut::Partners }] } else { Vec::new() })
        }
        _ => {
            let exports = world(Flow::Exports);
            let mut cells: Vec<Cell> =
                ["2020", "2021", "2022", "2022-H1", "2022-H2"].iter().map(|p| level(&exports, p)).collect();
            cells.push(growth(&exports, "2021", "2020"));
            cells.push(growth(&exports, "2022", "2021"));
            cells.push(growth(&exports, "2022", "2020"));
            let from = "2020".parse().expect("a period");
            cells.push(Cell { aspect: Aspect::AverageGrowth { from, years: 2 }, ..level(&exports, "2022") });
            (cells, Vec::new())
        }
    }
}

/// A number near those that others draw, so that ends often meet.
fn number(draws: &mut Draws, ratio: bool) -> Ratio {
    let hair = Ratio::new(i128::from(draws.below(3)) - 1, draws.pick(&[1_000_000, 1_000_000_000_000]));
    let near = if draws.below(8) == 0 { hair } else { Ratio::from_integer(0) };
    if ratio {
        Ratio::new(i128::from(draws.below(9)) - 3, draws.pick(&[4, 5, 10])) + near
    } else {
        Ratio::from_integer(i128::from(draws.below(7))) * draws.pick(&[1, 2, 10]) + near
    }
}

fn interval(draws: &mut Draws, cell: &Cell) -> Interval {
    let ratio = !matches!(cell.aspect, Aspect::Level);
    let lowest = match cell.aspect {
        Aspect::Level if cell.series.flow == Flow::Balance => None,
        Aspect::Growth { .. } | Aspect::AverageGrowth { .. } => Some(Ratio::from_integer(-1)),
        _ => Some(Ratio::from_integer(0)),
    };
    let (a, b) = (number(draws, ratio), number(draws, ratio));
    let (a, b) = lowest.map_or((a, b), |lowest| (a.max(lowest), b.max(lowest)));
    let end = |draws: &mut Draws, at| Some(End { at, open: draws.below(3) == 0 });
    let (low, high) = (end(draws, a.min(b)), end(draws, a.max(b)));
    let drawn = match draws.below(5) {
        0 => Interval { low, high: None },
        1 => Interval { low: None, high },
        2 => Interval::point(a),
        _ => Interval { low, high },
    };
    if drawn.is_empty() { Interval::point(a) } else { drawn }
}

/// Norms with narrow ranges, so that they clash with one another too; half of the time none.
pub fn norms(draws: &mut Draws) -> Norms {
    if draws.below(2) == 0 {
        return Norms::none();
    }
    let about = || About { source: "drawn".into(), flagged: 0, of: 0 };
    let range = |draws: &mut Draws, from: i128| {
        let low = Ratio::new(from + i128::from(draws.below(5)), 10);
        Interval::closed(low, low + Ratio::new(i128::from(draws.below(4)), 10))
    };
    let shares = [(3, 1), (6, 3), (9, 4)].map(|(months, from)| (months, range(draws, from)));
    let part_of_year = shares.into_iter().filter(|_| draws.below(3) > 0);
    let part_of_year = part_of_year.map(|(months, share)| PartOfYear { months, share, about: about() }).collect();
    let ratio = range(draws, 8);
    let mirror = (draws.below(4) > 0).then(|| Mirror { ratio, about: about() });
    Norms { name: "drawn".into(), part_of_year, mirror }
}

/// A system of three to seven figures, and what is usual.
pub fn system(seed: u64) -> (Figures, Norms) {
    let mut draws = Draws(seed);
    let norms = norms(&mut draws);
    let (cells, wholes) = board(&mut draws);
    let mut figures = Figures { wholes, ..Figures::default() };
    figures.wholes.sort();
    for _ in 0..3 + draws.below(5) {
        let cell = draws.pick(&cells);
        let allowed = interval(&mut draws, &cell);
        let narrower = interval(&mut draws, &cell).intersect(&allowed);
        let meant = if narrower.is_empty() || draws.below(2) == 0 { allowed } else { narrower };
        state(&mut figures, cell, meant, allowed);
    }
    for figure in &mut figures.figures {
        figure.source = draws.pick(&["", "", "Customs", "Ministry"]).into();
        figure.status = draws.pick(&[Status::Reported, Status::Reported, Status::Official]);
        let assumed = &mut figure.assumed;
        (assumed.period, assumed.currency) = (draws.below(4) == 0, draws.below(4) == 0);
        // What is printed lies in the middle of what is meant, or at one end of it.
        if let Interval { low: Some(low), high: Some(high) } = figure.reading.meant {
            let middle = (low.at + high.at) / Ratio::from_integer(2);
            figure.printed = vec![draws.pick(&[low.at, middle, middle, high.at])];
        }
    }
    (figures, norms)
}
