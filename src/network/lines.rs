//! Lines: each series in each unit that figures speak of, and which of them arithmetic can tie together.
//!
//! A line that no figure names is added where an identity needs it (imports, when turnover and exports are stated; the parts
//! of a whole that is declared complete).

use super::ties::Ties;
use crate::figures::{Aspect, Cell, Cut, Exchange, Figures, Flow, Membership, Nature, Series};
use crate::names::{Names, WORLD};
use crate::period::Period;
use crate::words::Unit;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Index of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LineId(pub usize);

/// A whole and its parts, all in one unit.
pub(super) struct Parted {
    pub line: LineId,
    pub parts: Vec<LineId>,
    /// Whether the parts are declared to be all there are.
    pub complete: bool,
    /// Whether the parts, though not complete, cannot overlap: the members of one group.
    pub disjoint: bool,
}

/// All lines, in the order in which figures first speak of them.
pub(super) struct Lines {
    series: Vec<Series>,
    by_series: HashMap<Series, usize>,
    lines: Vec<(usize, Unit)>,
    by_line: HashMap<(usize, Unit), LineId>,
    /// The periods that figures mention of each line.
    pub mentioned: Vec<BTreeSet<Period>>,
    signed: HashSet<usize>,
    /// The wholes with their parts.
    pub wholes: Vec<Parted>,
    shares: Vec<(LineId, LineId)>,
    exchange: Exchange,
}

impl Lines {
    /// The lines of a set of figures.
    pub fn of(figures: &Figures) -> Lines {
        let mut lines = Lines {
            series: Vec::new(),
            by_series: HashMap::new(),
            lines: Vec::new(),
            by_line: HashMap::new(),
            mentioned: Vec::new(),
            signed: HashSet::new(),
            wholes: Vec::new(),
            shares: Vec::new(),
            exchange: Exchange::default(),
        };
        for figure in &figures.figures {
            let Some(cell) = &figure.reading.cell else { continue };
            lines.mention(cell);
            // By what is printed: that the words leave of "about 10 mn" something below nothing makes it no debt.
            let negative = figure.printed.iter().any(|printed| *printed < num_traits::Zero::zero());
            if cell.aspect == Aspect::Level && negative && matches!(cell.series.flow, Flow::Named(_)) {
                let series = lines.series(&cell.series);
                lines.signed.insert(series);
            }
        }
        for asked in &figures.asked {
            lines.mention(&asked.cell);
        }
        lines.complete(figures);
        lines
    }

    fn mention(&mut self, cell: &Cell) {
        if self.exchange.mention(cell) {
            return;
        }
        let series = self.series(&cell.series);
        let Some(unit) = &cell.unit else { return };
        let line = self.line(series, unit.clone());
        self.mentioned[line.0].insert(cell.period);
        match &cell.aspect {
            Aspect::Level | Aspect::Rate => {}
            Aspect::Growth { base } | Aspect::AverageGrowth { from: base, .. } => {
                self.mentioned[line.0].insert(*base);
            }
            Aspect::Share { of } => self.mention_share(line, of, unit, &[cell.period]),
            Aspect::SharePoints { of, base } => self.mention_share(line, of, unit, &[cell.period, *base]),
        }
    }

    fn mention_share(&mut self, part: LineId, of: &Series, unit: &Unit, periods: &[Period]) {
        let of = self.series(of);
        let whole = self.line(of, unit.clone());
        self.mentioned[part.0].extend(periods);
        self.mentioned[whole.0].extend(periods);
        self.shares.push((part, whole));
    }

    pub(super) fn series(&mut self, series: &Series) -> usize {
        if let Some(&index) = self.by_series.get(series) {
            return index;
        }
        self.series.push(series.clone());
        self.by_series.insert(series.clone(), self.series.len() - 1);
        self.series.len() - 1
    }

    pub(super) fn line(&mut self, series: usize, unit: Unit) -> LineId {
        if let Some(&line) = self.by_line.get(&(series, unit.clone())) {
            return line;
        }
        let line = LineId(self.lines.len());
        self.lines.push((series, unit.clone()));
        self.by_line.insert((series, unit), line);
        self.mentioned.push(BTreeSet::new());
        line
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The series and unit of a line.
    pub fn of_line(&self, line: LineId) -> (&Series, &Unit) {
        let (series, unit) = &self.lines[line.0];
        (&self.series[*series], unit)
    }

    /// The line of a series in a unit.
    pub fn find(&self, series: &Series, unit: &Unit) -> Option<LineId> {
        self.by_line.get(&(*self.by_series.get(series)?, unit.clone())).copied()
    }

    /// Whether its levels may be negative: balances, and other flows of which a figure says so.
    pub fn is_signed(&self, line: LineId) -> bool {
        let series = self.lines[line.0].0;
        self.series[series].flow == Flow::Balance || self.signed.contains(&series)
    }

    /// Adds the lines that identities need: parts of complete wholes and the flows of one another, until nothing is missing.
    fn complete(&mut self, figures: &Figures) {
        loop {
            let before = self.lines.len();
            self.add_what_flows_imply();
            self.add_middles(figures);
            self.wholes = self.declared(figures);
            self.add_flows();
            if self.lines.len() == before {
                break;
            }
        }
        let undeclared = self.undeclared(figures);
        self.wholes.extend(undeclared);
    }

    /// Adds the lines of groups and longer codes that stand between a part and a whole counted in one unit, where they are
    /// themselves spoken of in another: else nothing would hold the part below the whole.
    fn add_middles(&mut self, figures: &Figures) {
        let mut missing: Vec<(usize, Unit)> = Vec::new();
        for cut in [Cut::Partners, Cut::Products] {
            let tree = Tree::of(self, figures, cut);
            for (child, unit) in &self.lines {
                let is_here = |series: usize| self.by_line.contains_key(&(series, unit.clone()));
                for parent in tree.parents(&self.series, *child).into_iter().filter(|parent| !is_here(*parent)) {
                    let mut above = tree.parents(&self.series, parent);
                    let mut seen = BTreeSet::new();
                    while let Some(next) = above.pop() {
                        if is_here(next) {
                            missing.push((parent, unit.clone()));
                            break;
                        }
                        if seen.insert(next) {
                            above.extend(tree.parents(&self.series, next));
                        }
                    }
                }
            }
        }
        for (series, unit) in missing {
            self.line(series, unit);
        }
    }

    fn add_flows(&mut self) {
        for [turnover, balance, exports, imports] in self.flow_groups() {
            let here: Vec<LineId> = [turnover, balance, exports, imports].into_iter().flatten().collect();
            if here.len() < 2 || (turnover.is_none() && balance.is_none()) {
                continue;
            }
            let (series, unit) = self.of_line(here[0]);
            let (series, unit) = (series.clone(), unit.clone());
            for flow in [Flow::Exports, Flow::Imports] {
                let series = self.series(&Series { flow, ..series.clone() });
                self.line(series, unit.clone());
            }
        }
    }

    /// For each reporter, partner, product and unit the lines of turnover, balance, exports and imports.
    pub fn flow_groups(&self) -> Vec<[Option<LineId>; 4]> {
        let mut groups: Vec<[Option<LineId>; 4]> = Vec::new();
        let mut known: HashMap<(&str, &str, &str, Nature, &Unit), usize> = HashMap::new();
        for (line, (series, unit)) in self.lines.iter().enumerate() {
            let series = &self.series[*series];
            let slot = match series.flow {
                Flow::Turnover => 0,
                Flow::Balance => 1,
                Flow::Exports => 2,
                Flow::Imports => 3,
                Flow::Rate(..) | Flow::Named(_) => continue,
            };
            let key = (&*series.reporter, &*series.partner, &*series.product, series.nature, unit);
            let group = *known.entry(key).or_insert_with(|| {
                groups.push([None; 4]);
                groups.len() - 1
            });
            groups[group][slot] = Some(LineId(line));
        }
        groups
    }

    /// The wholes whose parts are declared complete, in each unit that the whole is counted in; adds the parts' lines.
    fn declared(&mut self, figures: &Figures) -> Vec<Parted> {
        let mut wholes = Vec::new();
        // Lines are added here, but no series: the trees stay as they are.
        let mut trees: BTreeMap<Cut, Tree> = BTreeMap::new();
        for whole in &figures.wholes {
            let Some(&series) = self.by_series.get(&whole.series) else { continue };
            let units: Vec<(LineId, Unit)> = self.lines_of(series);
            let tree = trees.entry(whole.cut).or_insert_with(|| Tree::of(self, figures, whole.cut));
            let children = tree.children(&self.series, series);
            for (line, unit) in units {
                let parts: Vec<LineId> = children.iter().map(|&child| self.line(child, unit.clone())).collect();
                if !parts.is_empty() {
                    wholes.push(Parted { line, parts, complete: true, disjoint: true });
                }
            }
        }
        wholes
    }

    fn lines_of(&self, series: usize) -> Vec<(LineId, Unit)> {
        let lines = self.lines.iter().enumerate().filter(|(_, (of, _))| *of == series);
        lines.map(|(line, (_, unit))| (LineId(line), unit.clone())).collect()
    }

    /// The wholes of which nothing is declared, for the flows of which a part can never exceed its whole.
    fn undeclared(&self, figures: &Figures) -> Vec<Parted> {
        let declared: HashSet<(LineId, LineId)> =
            self.wholes.iter().flat_map(|whole| whole.parts.iter().map(|part| (whole.line, *part))).collect();
        let mut wholes = Vec::new();
        for cut in [Cut::Partners, Cut::Products] {
            let tree = Tree::of(self, figures, cut);
            let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for child in 0..self.series.len() {
                for parent in tree.parents(&self.series, child) {
                    children.entry(parent).or_default().push(child);
                }
            }
            for (parent, children) in children {
                let series = &self.series[parent];
                let is_group = |series: &Series| {
                    figures.groups.iter().any(|one| one.reporter == series.reporter && one.group == series.partner)
                };
                let never_exceeded = matches!(series.flow, Flow::Turnover | Flow::Exports | Flow::Imports);
                if !never_exceeded && series.nature != Nature::Stock {
                    continue;
                }
                for (line, unit) in self.lines_of(parent) {
                    let in_unit = children.iter().filter_map(|&child| self.by_line.get(&(child, unit.clone())).copied());
                    let parts: Vec<LineId> = in_unit.filter(|part| !declared.contains(&(line, *part))).collect();
                    if !parts.is_empty() {
                        let disjoint = cut == Cut::Partners && is_group(series);
                        wholes.push(Parted { line, parts, complete: false, disjoint });
                    }
                }
            }
        }
        wholes
    }

    /// Pairs of lines of one series in two currencies of which the files state a rate, or two rates that give it: the currency
    /// that is first in the alphabet, which the rate prices in, then the other.
    pub fn currency_pairs(&self) -> Vec<(LineId, LineId)> {
        let mut by_series: BTreeMap<usize, BTreeMap<&str, LineId>> = BTreeMap::new();
        for (line, (series, unit)) in self.lines.iter().enumerate() {
            if let Unit::Currency(code) = unit {
                by_series.entry(*series).or_default().insert(code, LineId(line));
            }
        }
        let mut pairs = Vec::new();
        for currencies in by_series.values() {
            for (a, line) in currencies {
                let later = currencies.range::<str, _>((std::ops::Bound::Excluded(*a), std::ops::Bound::Unbounded));
                for (b, other) in later.filter(|(b, _)| self.are_joined(a, b)) {
                    debug_assert!(a < b);
                    pairs.push((*line, *other));
                }
            }
        }
        pairs
    }

    pub(super) fn are_joined(&self, a: &str, b: &str) -> bool {
        self.exchange.are_joined(a, b)
    }

    /// For each line the first line of its family; mirror data, where they are held against each other, are of one.
    pub fn families(&self, mirrors: &[[LineId; 2]]) -> Vec<usize> {
        let mut ties = Ties::among(self.lines.len());
        for group in self.flow_groups() {
            let here: Vec<LineId> = group.into_iter().flatten().collect();
            if group[0].is_some() || group[1].is_some() {
                here.windows(2).for_each(|pair| ties.tie(pair[0].0, pair[1].0));
            }
        }
        for whole in &self.wholes {
            whole.parts.iter().for_each(|part| ties.tie(whole.line.0, part.0));
        }
        self.shares.iter().for_each(|(part, whole)| ties.tie(part.0, whole.0));
        self.currency_pairs().iter().for_each(|(a, b)| ties.tie(a.0, b.0));
        mirrors.iter().for_each(|[a, b]| ties.tie(a.0, b.0));
        (0..self.lines.len()).map(|line| ties.first(line)).collect()
    }
}

/// How series nest along one column: countries in groups in the world, HS codes in shorter codes in the total.
struct Tree {
    cut: Cut,
    /// Series without the column, to the column's values and the series that have them.
    kin: BTreeMap<Series, BTreeMap<String, usize>>,
    /// By reporter, each member with a group that it is in: offices draw their groups by themselves.
    groups: BTreeMap<String, Vec<(String, String)>>,
}

impl Tree {
    fn of(lines: &Lines, figures: &Figures, cut: Cut) -> Tree {
        let mut kin: BTreeMap<Series, BTreeMap<String, usize>> = BTreeMap::new();
        for (index, series) in lines.series.iter().enumerate() {
            let (without, value) = Tree::split(cut, series);
            kin.entry(without).or_default().insert(value, index);
        }
        let mut groups: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for Membership { reporter, member, group } in &figures.groups {
            groups.entry(reporter.clone()).or_default().push((member.clone(), group.clone()));
        }
        Tree { cut, kin, groups }
    }

    fn split(cut: Cut, series: &Series) -> (Series, String) {
        match cut {
            Cut::Partners => (Series { partner: String::new(), ..series.clone() }, series.partner.clone()),
            Cut::Products => (Series { product: String::new(), ..series.clone() }, series.product.clone()),
        }
    }

    fn top(&self) -> &'static str {
        match self.cut {
            Cut::Partners => WORLD,
            Cut::Products => "TOTAL",
        }
    }

    /// The members and groups that a reporter's statistics know.
    fn groups_of(&self, reporter: &str) -> &[(String, String)] {
        self.groups.get(reporter).map_or(&[], Vec::as_slice)
    }

    /// The smallest wholes that hold a value in a reporter's statistics, of those that have a series.
    fn holders<'a>(&'a self, reporter: &str, kin: &'a BTreeMap<String, usize>, value: &'a str) -> Vec<&'a str> {
        let is_beyond_goods = || Names::embedded().is_ok_and(|names| names.is_beyond_goods(value));
        if value == self.top() || (self.cut == Cut::Products && is_beyond_goods()) {
            return Vec::new();
        }
        let mut holders: Vec<&str> = Vec::new();
        match self.cut {
            Cut::Partners => {
                let of = self.groups_of(reporter).iter().filter(|(member, group)| member == value && group != value);
                holders.extend(of.map(|(_, group)| &**group).filter(|group| kin.contains_key(*group)));
            }
            Cut::Products if value.bytes().all(|b| b.is_ascii_digit()) => {
                holders.extend((2..value.len()).rev().map(|len| &value[..len]).find(|code| kin.contains_key(*code)));
            }
            Cut::Products => {}
        }
        if holders.is_empty() && kin.contains_key(self.top()) {
            holders.push(self.top());
        }
        holders
    }

    /// The series that `child` is directly a part of.
    fn parents(&self, series: &[Series], child: usize) -> Vec<usize> {
        let (without, value) = Tree::split(self.cut, &series[child]);
        self.kin.get(&without).map_or_else(Vec::new, |kin| {
            self.holders(&without.reporter, kin, &value).into_iter().map(|holder| kin[holder]).collect()
        })
    }

    /// The parts that add up to a whole which is declared complete: nested HS codes and groups whose members are there do not
    /// count twice.
    fn children(&self, series: &[Series], whole: usize) -> Vec<usize> {
        let (without, name) = Tree::split(self.cut, &series[whole]);
        let Some(kin) = self.kin.get(&without) else { return Vec::new() };
        let groups = self.groups_of(&without.reporter);
        let members_are_there =
            |group: &str| groups.iter().any(|(member, of)| of == group && member != group && kin.contains_key(member));
        let is_member_of_whole = |value: &str| groups.iter().any(|(member, of)| *of == name && member == value);
        // A group stands for its members, listed or not. Only of groups that overlap the members are counted instead.
        let groups_of = |value: &str| groups.iter().filter(|(member, of)| member == value && kin.contains_key(of)).count();
        let overlap = kin.keys().any(|value| groups_of(value) > 1);
        let is_part = |value: &str| match self.cut {
            Cut::Partners if members_are_there(&name) => is_member_of_whole(value),
            Cut::Partners if overlap => value != self.top() && !members_are_there(value),
            Cut::Partners => value != self.top() && groups_of(value) == 0,
            Cut::Products if name == self.top() => self.holders(&without.reporter, kin, value) == [self.top()],
            Cut::Products if name.bytes().all(|b| b.is_ascii_digit()) => self.holders(&without.reporter, kin, value) == [&*name],
            Cut::Products => value != self.top(),
        };
        kin.iter().filter(|(value, index)| **index != whole && is_part(value)).map(|(_, index)| *index).collect()
    }
}
