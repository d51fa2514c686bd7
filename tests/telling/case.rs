//! Cases made by hand: figures of one pair of countries in RUB, and what is proved of them.

use crossfoot::exact::{End, Interval, Ratio, decimal};
use crossfoot::figures::{Aspect, Assumed, Cell, Figure, Figures, Flow, Nature, Place, Reading, Series, SourceFile, Status};
use crossfoot::network::{CellId, IdentityId, Kind, Law, Network, Quantity, weave};
use crossfoot::period::Period;
use crossfoot::report::Run;
use crossfoot::solver::proof::{Cause, Derivation, Side, Step};
use crossfoot::verdict::{Bounded, Finding, Judgement, Standing, Tier, Verdict};
use crossfoot::words::{Setting, Unit};
use num_bigint::BigInt;
use num_rational::BigRational;

/// Billions.
pub fn bn(amount: &str) -> Ratio {
    decimal(amount).expect("a decimal") * 1_000_000_000
}

/// A percentage as a fraction.
pub fn percent(amount: &str) -> Ratio {
    decimal(amount).expect("a decimal") / 100
}

/// `"(600"`, `"700]"` in units of `one`; empty for no end.
pub fn interval(low: &str, high: &str, one: Ratio) -> Interval {
    let end = |digits: &str, open: bool| decimal(digits).map(|at| End { at: at * one, open });
    Interval {
        low: end(low.trim_start_matches(['(', '[']), low.starts_with('(')),
        high: end(high.trim_end_matches([')', ']']), high.ends_with(')')),
    }
}

/// A case in the making.
pub struct Case {
    series: Series,
    pub figures: Figures,
    network: Network,
    findings: Vec<Finding>,
    standings: Vec<Standing>,
    witness: Vec<(CellId, Ratio)>,
}

impl Case {
    /// Trade of one with another.
    pub fn of(reporter: &str, partner: &str) -> Case {
        let series = Series {
            reporter: reporter.into(),
            partner: partner.into(),
            flow: Flow::Turnover,
            product: "TOTAL".into(),
            nature: Nature::Flow,
        };
        let files = vec![SourceFile { path: "statements.csv".into(), sha256: "0".repeat(64) }];
        let figures = Figures { files, ..Figures::default() };
        Case { series, figures, network: Network::default(), findings: vec![], standings: vec![], witness: vec![] }
    }

    fn add(&mut self, id: &str, period: &str, stated: &str, cell: Option<Cell>, range: Interval) -> &mut Figure {
        let row = self.figures.figures.len() + 2;
        self.figures.figures.push(Figure {
            id: id.into(),
            place: Place { file: 0, row },
            stated: stated.into(),
            setting: Setting::default(),
            names_base: false,
            printed: vec![],
            reading: Reading { cell, allowed: range, meant: range },
            is_reciprocal: false,
            undated: None,
            status: Status::Reported,
            assumed: Assumed { period: period.ends_with('?'), currency: false },
            source: String::new(),
            said_on: String::new(),
            whereabouts: String::new(),
            note: String::new(),
            remarks: vec![],
        });
        self.standings.push(Standing { verdict: Verdict::Consistent, needs: None, bounds: None });
        self.figures.figures.last_mut().expect("just added")
    }

    fn cell_of(&self, flow: &str, period: &str, growth: bool) -> Cell {
        let period: Period = period.trim_end_matches('?').parse().expect("a period");
        let flow = match flow {
            "turnover" => Flow::Turnover,
            "exports" => Flow::Exports,
            "imports" => Flow::Imports,
            "balance" => Flow::Balance,
            other => Flow::Named(other.into()),
        };
        let base = period.months_earlier(12).expect("a year earlier");
        let aspect = if growth { Aspect::Growth { base } } else { Aspect::Level };
        let series = Series { flow, ..self.series.clone() };
        Cell { series, period, aspect, unit: Some(Unit::Currency("RUB".into())) }
    }

    /// A level in billions of rubles.
    pub fn level(&mut self, id: &str, flow: &str, period: &str, stated: &str, low: &str, high: &str) -> Sourced<'_> {
        let cell = self.cell_of(flow, period, false);
        Sourced(self.add(id, period, stated, Some(cell), interval(low, high, bn("1"))))
    }

    /// A growth on a year earlier, in per cent.
    pub fn growth(&mut self, id: &str, flow: &str, period: &str, stated: &str, low: &str, high: &str) -> Sourced<'_> {
        let cell = self.cell_of(flow, period, true);
        Sourced(self.add(id, period, stated, Some(cell), interval(low, high, percent("1"))))
    }

    /// A forecast without a date.
    pub fn nothing(&mut self, id: &str, stated: &str) {
        self.add(id, "", stated, None, Interval::ALL);
    }

    /// All figures are there.
    pub fn weave(&mut self) {
        self.network = weave(&self.figures);
    }

    pub fn network(&self) -> &Network {
        &self.network
    }

    fn index(&self, id: &str) -> usize {
        self.figures.figures.iter().position(|figure| figure.id == id).expect("an id")
    }

    /// Where a figure stands, with bounds in the figure's own terms.
    pub fn stands(&mut self, id: &str, verdict: Verdict, needs: Option<&str>, (low, high): (&str, &str)) {
        let index = self.index(id);
        let is_growth = self.figures.figures[index].reading.cell.as_ref().is_some_and(|cell| cell.aspect != Aspect::Level);
        let one = if is_growth { percent("1") } else { bn("1") };
        let bounds = (!low.is_empty() || !high.is_empty()).then(|| (interval(low, high, one), Tier::Meant));
        self.standings[index] = Standing { verdict, needs: needs.map(Into::into), bounds };
    }

    /// The cell that is written so.
    pub fn cell(&self, written: &str) -> CellId {
        let is_it = |quantity: &Quantity| matches!(quantity, Quantity::Cell(cell) if cell.to_string() == written);
        let place = self.network.cells.iter().position(|node| is_it(&node.quantity)).expect("a cell");
        CellId(u32::try_from(place).expect("few cells"))
    }

    pub fn example(&mut self, cell: &str, value: Ratio) {
        let cell = self.cell(cell);
        self.witness.push((cell, value));
    }

    /// The step that a figure's words set.
    pub fn stated(&self, id: &str, side: Side) -> Tree {
        let index = self.index(id);
        let cell = self.network.spoken_of[index].expect("a cell");
        let range = self.figures.figures[index].reading.allowed;
        let end = if side == Side::Low { range.low } else { range.high }.expect("an end");
        let at = if self.network.cells[cell.0 as usize].is_growth { end.at + 1 } else { end.at };
        Tree(Step { cell, side, at: big(at), open: end.open, cause: Cause::Stated(index), uses: vec![] }, vec![])
    }

    fn by(&self, kind: Kind, cell: CellId, side: Side, at: Ratio, open: bool, uses: Vec<Tree>) -> Tree {
        let touches = |law: &Law| match law {
            Law::Sum { whole, parts } => *whole == cell || parts.iter().any(|(_, part)| *part == cell),
            Law::Product { whole, base, factor, .. } => [whole, base, factor].contains(&&cell),
        };
        let place = self.network.identities.iter().position(|identity| identity.kind == kind && touches(&identity.law));
        let id = IdentityId(u32::try_from(place.expect("an identity")).expect("few identities"));
        Tree(Step { cell, side, at: big(at), open, cause: Cause::Identity(id), uses: vec![] }, uses)
    }

    pub fn by_growth(&self, id: &str, side: Side, at: Ratio, open: bool, uses: Vec<Tree>) -> Tree {
        self.by_growth_on(self.network.spoken_of[self.index(id)].expect("a cell"), side, at, open, uses)
    }

    pub fn by_growth_on(&self, cell: CellId, side: Side, at: Ratio, open: bool, uses: Vec<Tree>) -> Tree {
        self.by(Kind::Growth, cell, side, at, open, uses)
    }

    pub fn by_time(&self, id: &str, side: Side, at: Ratio, open: bool, uses: Vec<Tree>) -> Tree {
        self.by(Kind::Time, self.network.spoken_of[self.index(id)].expect("a cell"), side, at, open, uses)
    }

    pub fn by_rows(&self, id: &str, side: Side, at: Ratio, rows: &[(Kind, i32)], uses: Vec<Tree>) -> Tree {
        let cell = self.network.spoken_of[self.index(id)].expect("a cell");
        let id = |kind: Kind| match self.by(kind, cell, side, at, false, vec![]).0.cause {
            Cause::Identity(id) => id,
            other => panic!("{other:?} is no identity"),
        };
        let rows = rows.iter().map(|(kind, times)| (id(*kind), BigInt::from(*times))).collect();
        Tree(Step { cell, side, at: big(at), open: false, cause: Cause::Combination(rows), uses: vec![] }, uses)
    }

    /// Trees of steps laid out so that each rests on earlier ones, the roots last.
    pub fn derivation(&self, roots: Vec<Tree>) -> Derivation {
        fn lay(tree: Tree, steps: &mut Vec<Step>) -> usize {
            let Tree(mut step, uses) = tree;
            step.uses = uses.into_iter().map(|used| lay(used, steps)).collect();
            steps.push(step);
            steps.len() - 1
        }
        let mut steps = Vec::new();
        let mut last = Vec::new();
        for Tree(mut step, uses) in roots {
            step.uses = uses.into_iter().map(|used| lay(used, &mut steps)).collect();
            last.push(step);
        }
        steps.extend(last);
        Derivation { steps }
    }

    pub fn clash(&mut self, verdict: Verdict, ids: &[&str], sides: Vec<Tree>) {
        let proof = self.derivation(sides);
        let mut figures: Vec<usize> = ids.iter().map(|id| self.index(id)).collect();
        figures.sort_unstable();
        self.findings.push(Finding { verdict, figures, norms: Vec::new(), proof });
    }

    pub fn run(&self) -> Run {
        let options = vec![("only".to_string(), None), ("fail_on".to_string(), Some("contradictory".to_string()))];
        Run { files: self.figures.files.clone(), options, norms: vec![] }
    }

    pub fn judgement(&self) -> Judgement {
        let verdict = self.standings.iter().map(|standing| standing.verdict).max().unwrap_or(Verdict::NotChecked);
        Judgement {
            verdict,
            proved: true,
            standings: self.standings.clone(),
            findings: self.findings.clone(),
            tight: Vec::new(),
            repairs: Vec::new(),
            witness: self.findings.is_empty().then(|| self.witness.iter().map(|(cell, value)| (*cell, big(*value))).collect()),
        }
    }

    /// Bounds in pairs of ends for the level cells shown, in order.
    pub fn bounded(&self, ends: &[&str]) -> Vec<Bounded> {
        let shown = self.network.cells.iter().enumerate().filter(|(_, node)| node.shown);
        let mut ends = ends.chunks(2);
        let bounded = |(place, node): (usize, &crossfoot::network::Node)| {
            let given = ends.next().unwrap_or(&["", ""]);
            let one = if node.is_growth { percent("1") } else { bn("1") };
            Bounded {
                cell: CellId(u32::try_from(place).expect("few cells")),
                bounds: Some(interval(given[0], given.get(1).unwrap_or(&""), one)),
                tier: Tier::Meant,
                rests_on: (0..place.min(9)).map(|figure| figure % self.figures.figures.len()).collect(),
                norms: Vec::new(),
                narrowest: place % 2 == 0,
            }
        };
        shown.map(bounded).collect()
    }
}

/// A step and the steps that it uses.
#[derive(Clone)]
pub struct Tree(Step, Vec<Tree>);

/// A figure that may have a source.
pub struct Sourced<'a>(&'a mut Figure);

impl Sourced<'_> {
    pub fn source(self, source: &str) {
        self.0.source = source.into();
        self.0.said_on = "2023-09-18".into();
    }
}

fn big(value: Ratio) -> BigRational {
    BigRational::new(BigInt::from(*value.numer()), BigInt::from(*value.denom()))
}
