//! Do repairs repair? Each is put in place, woven anew and given to the oracle; and all single re-readings and many pairs of them
//! are tried for a cheaper one.
//!
//! What counts as a repair is what `verdict/repair` says of itself: with its changes all stands (of a component that cannot stand
//! as allowed: as allowed; of another: on the first tier); each finding is settled by one of its changes alone; another edition
//! settles only what clashes between two sources or two days; and re-read figures that clashed still test others.

use crate::ladder::{past, tier_of};
use crate::oracle::Oracle;
use crossfoot::exact::{End, Interval, Ratio};
use crossfoot::figures::{Asked, Figures, Place, Reading};
use crossfoot::network::{CellId, Kind, Law, Network, tested, weave, weave_with};
use crossfoot::norms::Norms;
use crossfoot::rereading::{self, Change, Class, Reread, Trust, What};
use crossfoot::verdict::{Amendment, Judgement, Repair, Tier, Verdict};
use num_rational::BigRational;
use std::collections::BTreeMap;

/// So many repairs of a component are tried.
const REPAIRS: usize = 8;
/// So many pairs of a component are tried.
const PAIRS: usize = 60;

/// What was tried.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub refused: usize,
    pub undecided: usize,
    pub failed: usize,
    groups: usize,
    repairs: usize,
    of_several: usize,
    values: usize,
    singles: usize,
    pairs: usize,
    /// Sets of less changes that stand, but do not count: they leave a figure untested, or a finding without its own change.
    stand_by_less: usize,
    /// Where the oracle could not tell.
    unclear: usize,
    /// Files whose components stand each by itself with their first repairs, but not all together.
    not_together: usize,
    /// Repairs with which the component does not stand beside others that stand on its tier, though they clash on a milder one.
    not_beside_others: usize,
    /// Components with a cheaper repair beside such others.
    missed_beside_others: usize,
    kinds: BTreeMap<&'static str, usize>,
}

impl Tally {
    pub fn add(&mut self, more: &Tally) {
        self.groups += more.groups;
        self.repairs += more.repairs;
        self.of_several += more.of_several;
        self.values += more.values;
        self.singles += more.singles;
        self.pairs += more.pairs;
        self.stand_by_less += more.stand_by_less;
        self.unclear += more.unclear;
        self.not_together += more.not_together;
        self.not_beside_others += more.not_beside_others;
        self.missed_beside_others += more.missed_beside_others;
        more.kinds.iter().for_each(|(kind, count)| *self.kinds.entry(kind).or_default() += count);
    }
}

/// How figures are read that are not read as stated.
pub type Readings = BTreeMap<usize, Option<Reading>>;

/// What hangs together on a tier: for each cell the first of those it is tied to.
pub fn components(network: &Network, tier: Tier) -> Vec<usize> {
    let mut first: Vec<usize> = (0..network.cells.len()).collect();
    let held = |kind: Kind| kind != Kind::Norm || tier == Tier::Usual;
    for identity in network.identities.iter().filter(|identity| held(identity.kind)) {
        let cells: Vec<CellId> = match &identity.law {
            Law::Sum { whole, parts } => std::iter::once(*whole).chain(parts.iter().map(|(_, part)| *part)).collect(),
            Law::Product { whole, base, factor, .. } => vec![*whole, *base, *factor],
        };
        let numbers: Vec<usize> = cells.iter().map(|cell| first[cell.0 as usize]).collect();
        let least = *numbers.iter().min().expect("an identity has cells");
        first.iter_mut().filter(|number| numbers.contains(number)).for_each(|number| *number = least);
    }
    first
}

/// The figures that a component of findings is tried with.
pub struct World<'a> {
    pub figures: &'a Figures,
    pub norms: &'a Norms,
    pub tier: Tier,
    pub around: Vec<usize>,
}

impl World<'_> {
    fn read(&self, around: &[usize], readings: &Readings) -> Figures {
        let mut figures = self.figures.clone();
        for (index, figure) in figures.figures.iter_mut().enumerate() {
            let said = figure.reading.cell.clone();
            match readings.get(&index) {
                _ if !around.contains(&index) => figure.reading.cell = None,
                Some(None) => figure.reading.cell = None,
                Some(Some(reading)) => figure.reading = reading.clone(),
                None => {}
            }
            // What is not said still names its cell, where it matters which parts are named.
            let named = around.contains(&index) || !figures.wholes.is_empty();
            let asked = |cell| Asked { id: String::new(), place: Place { file: 0, row: 0 }, cell };
            figures
                .asked
                .extend(said.filter(|_| figure.reading.cell.is_none() && named && figure.status.is_of_the_past()).map(asked));
        }
        figures
    }

    fn network(&self, figures: &Figures) -> Network {
        if self.tier == Tier::Usual { weave_with(figures, self.norms) } else { weave(figures) }
    }

    fn stands_among(&self, around: &[usize], readings: &Readings) -> Option<bool> {
        let figures = self.read(around, readings);
        let network = self.network(&figures);
        Oracle { figures: &figures, network: &network, tier: self.tier }.stands(&past(&figures))
    }

    /// Whether all stands.
    pub fn stands(&self, readings: &Readings) -> Option<bool> {
        self.stands_among(&self.around, readings)
    }

    fn are_tested(&self, few: &[usize], readings: &Readings) -> bool {
        let figures = self.read(&self.around, readings);
        let network = self.network(&figures);
        let tests = tested(&figures, &network, &|index| figures.figures[index].status.is_of_the_past());
        few.iter().all(|&figure| tests.group[figure].is_some())
    }

    /// The figures that test others as stated, or clash.
    fn tested(&self, clashes: &[Vec<usize>]) -> Vec<usize> {
        let clashes = |figure: &usize| clashes.iter().any(|clash| clash.contains(figure));
        let tests = |figure: &usize| clashes(figure) || self.are_tested(&[*figure], &Readings::new());
        self.around.iter().copied().filter(tests).collect()
    }

    /// Whether something is said of the cell of a figure that is silent: an amount that has a bound.
    fn is_bounded(&self, figure: usize, readings: &Readings) -> bool {
        let Some(cell) = &self.figures.figures[figure].reading.cell else { return false };
        let figures = self.read(&self.around, readings);
        let network = self.network(&figures);
        let Some(place) = figures.asked.iter().position(|asked| asked.cell == *cell) else { return false };
        let oracle = Oracle { figures: &figures, network: &network, tier: self.tier };
        match oracle.range(&past(&figures), network.asked[place]) {
            Some((low, high)) => {
                let zero = BigRational::from_integer(0.into());
                let can_be_less = network.cells[network.asked[place].0 as usize].allowed.low.is_none();
                high.is_some() || low.is_some_and(|(at, _)| can_be_less || at > zero)
            }
            None => false,
        }
    }
}

/// One thing that can be done.
#[derive(Clone, Debug)]
enum Choice {
    Reread(Change),
    Silence(usize),
}

impl Choice {
    fn of(amendment: &Amendment) -> Choice {
        match amendment {
            Amendment::Reread(change) => Choice::Reread(change.clone()),
            Amendment::Value { figure, .. } | Amendment::Withdraw { figure } => Choice::Silence(*figure),
        }
    }

    fn figures(&self) -> Vec<usize> {
        match self {
            Choice::Reread(change) => change.readings.iter().map(|new| new.figure).collect(),
            Choice::Silence(figure) => vec![*figure],
        }
    }

    fn read(&self, readings: &mut Readings) {
        match self {
            Choice::Reread(change) => {
                readings.extend(change.readings.iter().map(|new| (new.figure, Some(new.reading.clone()))));
            }
            Choice::Silence(figure) => {
                readings.insert(*figure, None);
            }
        }
    }

    fn told(&self, figures: &Figures) -> String {
        let id = |figure: usize| figures.figures[figure].id.clone();
        match self {
            Choice::Silence(figure) => format!("another value of {}", id(*figure)),
            Choice::Reread(change) => {
                let new = |new: &Reread| format!("{} {} → {}", id(new.figure), new.from, new.to);
                let new: Vec<String> = change.readings.iter().map(new).collect();
                format!("{} {}", change.what.name(), new.join(", "))
            }
        }
    }
}

fn readings(choices: &[&Choice]) -> Readings {
    let mut readings = Readings::new();
    choices.iter().for_each(|choice| choice.read(&mut readings));
    readings
}

/// Whether figures of a clash that a change re-reads were published by another source, or on another day, than others of it.
fn is_across_sources(figures: &Figures, what: What, new: &[Reread], clash: &[usize]) -> bool {
    let provenance = |figure: usize| {
        let figure = &figures.figures[figure];
        if what == What::Services {
            // Of publishers, whatever their tables are called.
            let publisher = figure.source.split([':', '(', ';']).next().unwrap_or_default().trim();
            return (figure.source.is_empty().then_some(figure.place.file), publisher.to_string(), String::new());
        }
        (figure.source.is_empty().then_some(figure.place.file), figure.source.clone(), figure.said_on.clone())
    };
    let in_clash = new.iter().map(|new| new.figure).filter(|figure| clash.contains(figure));
    in_clash.map(provenance).all(|own| clash.iter().any(|other| provenance(*other) != own))
}

/// Whether a choice settles a clash by itself.
fn settles(world: &World, choice: &Choice, clash: &[usize]) -> Option<bool> {
    if !choice.figures().iter().any(|figure| clash.contains(figure)) {
        return Some(false);
    }
    match choice {
        Choice::Silence(_) => Some(true),
        Choice::Reread(change)
            if change.across_sources && !is_across_sources(world.figures, change.what, &change.readings, clash) =>
        {
            Some(false)
        }
        Choice::Reread(_) => world.stands_among(clash, &readings(&[choice])),
    }
}

/// Whether a set of choices is a repair, and if it is not though all stands, why.
///
/// Which figures clashed grows while the program searches; of `few` it is asked that they still test others.
fn is_repair(world: &World, set: &[&Choice], clashes: &[Vec<usize>], few: &[usize]) -> Option<Result<(), &'static str>> {
    if !world.stands(&readings(set))? {
        return Some(Err("it does not stand"));
    }
    for choice in set {
        if let Choice::Reread(change) = choice {
            let new = change.readings.iter().map(|new| new.figure);
            // What only breaks with what is usual tests no other as stated, either, if its cell stays what it is.
            let is_moved = |figure: &usize| {
                let cell = &world.figures.figures[*figure].reading.cell;
                change.readings.iter().any(|new| new.figure == *figure && new.reading.cell != *cell)
            };
            let was_tested = |figure: &usize| world.are_tested(&[*figure], &Readings::new());
            let clashing: Vec<usize> =
                new.filter(|figure| few.contains(figure) && (is_moved(figure) || was_tested(figure))).collect();
            if !world.are_tested(&clashing, &readings(set)) {
                return Some(Err("a figure is tested no more"));
            }
        }
    }
    for clash in clashes {
        let mut settled = false;
        for choice in set {
            settled |= settles(world, choice, clash)?;
        }
        if !settled {
            return Some(Err("a finding is settled by no change alone"));
        }
    }
    Some(Ok(()))
}

/// Findings (indices) of one component each, with the tier on which they are to stand.
fn groups(figures: &Figures, network: &Network, judgement: &Judgement) -> Vec<(Tier, Vec<usize>)> {
    let first = if network.in_use.is_some() { Tier::Usual } else { Tier::Meant };
    let by_tier = |indices: Vec<usize>, tier: Tier| {
        let of_cell = components(network, tier);
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in indices {
            let cell = network.spoken_of[judgement.findings[index].figures[0]].expect("a clash is about cells");
            groups.entry(of_cell[cell.0 as usize]).or_default().push(index);
        }
        groups.into_values()
    };
    let is_worst = |index: &usize| tier_of(&judgement.findings[*index]) == Tier::Allowed;
    let of_the_past =
        |index: &usize| judgement.findings[*index].figures.iter().all(|&figure| figures.figures[figure].status.is_of_the_past());
    let mut all = Vec::new();
    for group in by_tier((0..judgement.findings.len()).filter(of_the_past).collect(), first) {
        if group.iter().any(is_worst) {
            let worst = by_tier(group.into_iter().filter(is_worst).collect(), Tier::Allowed);
            all.extend(worst.map(|group| (Tier::Allowed, group)));
        } else {
            all.push((first, group));
        }
    }
    all
}

/// Whether all repairs of a judgement are ones, and the first of each component a cheapest.
pub fn agrees(figures: &Figures, norms: &Norms, network: &Network, judgement: &Judgement) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let groups = groups(figures, network, judgement);
    let all = past(figures);
    let is_past = |figure: &usize| all.contains(figure);
    let findings = judgement.findings.iter().filter(|finding| finding.figures.iter().all(is_past));
    let clashing: Vec<(Tier, usize)> =
        findings.flat_map(|finding| finding.figures.iter().map(|&figure| (tier_of(finding), figure))).collect();
    let mut told = 0;
    let mut firsts: Vec<(Tier, Choice)> = Vec::new();
    for (tier, group) in &groups {
        let clashes: Vec<Vec<usize>> = group.iter().map(|&index| judgement.findings[index].figures.clone()).collect();
        let of_cell = components(network, *tier);
        let component = |figure: usize| network.spoken_of[figure].map(|cell| of_cell[cell.0 as usize]);
        let own = component(clashes[0][0]);
        // What does not clash elsewhere: not at all, or not on the tier on which all is to stand.
        let around = |clashes: &dyn Fn(usize) -> bool| {
            all.iter().copied().filter(|&index| component(index) == own || !clashes(index)).collect::<Vec<usize>>()
        };
        let narrow = around(&|index| clashing.iter().any(|(_, clashing)| *clashing == index));
        let wide = around(&|index| clashing.iter().any(|(on, clashing)| on >= tier && *clashing == index));
        let world = World { figures, norms, tier: *tier, around: wide };
        let wide = World { figures, norms, tier: *tier, around: narrow };
        let repairs: Vec<&Repair> =
            judgement.repairs.iter().filter(|repair| repair.settles.iter().any(|index| group.contains(index))).collect();
        told += repairs.len();
        tally.groups += 1;
        check_group(&world, judgement, group, &clashes, &repairs, &mut tally)?;
        for repair in repairs.iter().take(REPAIRS) {
            let choices: Vec<Choice> = repair.amendments.iter().map(Choice::of).collect();
            let set: Vec<&Choice> = choices.iter().collect();
            if wide.stands(&readings(&set)) == Some(false) {
                tally.not_beside_others += 1;
                if crate::is_listing() {
                    let told: Vec<String> = choices.iter().map(|choice| choice.told(figures)).collect();
                    println!("beside milder clashes no repair ({tier:?}): {}", told.join("; "));
                }
            }
        }
        if wide.around != world.around
            && let Err(error) =
                check_cheapest(&wide, &Trust::of(figures), &clashes, repairs.first().copied(), &mut Tally::default())
        {
            tally.missed_beside_others += 1;
            if crate::is_listing() {
                println!("beside milder clashes {error}");
            }
        }
        if let Some(first) = repairs.first() {
            firsts.extend(first.amendments.iter().map(|amendment| (*tier, Choice::of(amendment))));
        }
    }
    if told != judgement.repairs.len() {
        return Err("a repair of no component".into());
    }
    if groups.len() > 1 && groups.iter().all(|(tier, _)| *tier == groups[0].0) {
        let world = World { figures, norms, tier: groups[0].0, around: all };
        let together: Vec<&Choice> = firsts.iter().map(|(_, choice)| choice).collect();
        tally.not_together += usize::from(world.stands(&readings(&together)) == Some(false));
    }
    Ok(tally)
}

fn check_group(
    world: &World,
    judgement: &Judgement,
    group: &[usize],
    clashes: &[Vec<usize>],
    repairs: &[&Repair],
    tally: &mut Tally,
) -> Result<(), String> {
    let figures = world.figures;
    let trust = Trust::of(figures);
    let is_by_reading = repairs.iter().any(|repair| repair.class == Class::Reading);
    for &index in group {
        let verdict = judgement.findings[index].verdict;
        if tier_of(&judgement.findings[index]) == Tier::Allowed && (verdict == Verdict::DependsOnReading) != is_by_reading {
            return Err(format!("finding {index} is {verdict:?}, repairs by readings alone: {is_by_reading}"));
        }
    }
    for repair in repairs {
        if repair.settles != group {
            return Err(format!("a repair settles {:?} of the component's {group:?}", repair.settles));
        }
        check_cost(&trust, repair)?;
    }
    if repairs.windows(2).any(|pair| pair[0].cost > pair[1].cost) {
        return Err("a dearer repair first".into());
    }
    for repair in repairs.iter().take(REPAIRS) {
        check_repair(world, clashes, repair, tally)?;
    }
    if world.tier == Tier::Allowed && repairs.is_empty() {
        return Err("NO REPAIR of what cannot stand".into());
    }
    check_cheapest(world, &trust, clashes, repairs.first().copied(), tally)
}

/// What a change of one figure costs, as told.
fn cost(trust: &Trust, choice: &Choice, is_withdrawn: bool) -> u32 {
    match choice {
        Choice::Reread(change) => trust.cost(change).round().to_integer() as u32,
        Choice::Silence(_) if is_withdrawn => rereading::cost_of_withdrawal(),
        Choice::Silence(figure) => {
            (trust.times(*figure) * Ratio::from_integer(rereading::cost_of_value().into())).round().to_integer() as u32
        }
    }
}

fn check_cost(trust: &Trust, repair: &Repair) -> Result<(), String> {
    let is_withdrawn = |amendment: &Amendment| matches!(amendment, Amendment::Withdraw { .. });
    let costs = repair.amendments.iter().map(|one| cost(trust, &Choice::of(one), is_withdrawn(one)));
    let expected: u32 = costs.sum();
    if expected != repair.cost {
        return Err(format!("a repair costs {} where its changes cost {expected}", repair.cost));
    }
    Ok(())
}

fn check_repair(world: &World, clashes: &[Vec<usize>], repair: &Repair, tally: &mut Tally) -> Result<(), String> {
    let figures = world.figures;
    let choices: Vec<Choice> = repair.amendments.iter().map(Choice::of).collect();
    let told = choices.iter().map(|choice| choice.told(figures)).collect::<Vec<_>>().join("; ");
    let all: Vec<&Choice> = choices.iter().collect();
    tally.repairs += 1;
    tally.of_several += usize::from(all.len() > 1);
    repair.amendments.iter().for_each(|amendment| {
        let what = match amendment {
            Amendment::Reread(change) => change.what.name(),
            Amendment::Value { .. } => What::Value.name(),
            Amendment::Withdraw { .. } => What::Withdraw.name(),
        };
        *tally.kinds.entry(what).or_default() += 1;
    });
    match is_repair(world, &all, clashes, &clashes.concat()) {
        None => {
            tally.unclear += 1;
            return Ok(());
        }
        Some(Err(why)) => return Err(format!("NO REPAIR is {told} ({:?}): {why}", world.tier)),
        Some(Ok(())) => {}
    }
    let before = world.tested(clashes);
    for left_out in 0..1u32 << all.len().min(5) {
        let kept: Vec<&Choice> =
            all.iter().enumerate().filter(|(place, _)| left_out & (1 << place) == 0).map(|(_, one)| *one).collect();
        if kept.len() == all.len() || kept.is_empty() {
            continue;
        }
        match is_repair(world, &kept, clashes, &before) {
            Some(Ok(())) => {
                let kept: Vec<String> = kept.iter().map(|choice| choice.told(figures)).collect();
                return Err(format!("ONE TOO MANY: {told} ({:?}), of which will do: {}", world.tier, kept.join("; ")));
            }
            Some(Err("it does not stand")) => {}
            Some(Err(_)) => tally.stand_by_less += 1,
            None => tally.unclear += 1,
        }
    }
    for amendment in &repair.amendments {
        if let Amendment::Value { figure, needed } = amendment {
            check_value(world, *figure, needed, &readings(&all), tally).map_err(|error| format!("{error}, in {told}"))?;
        }
    }
    Ok(())
}

/// A number inside the interval that is needed will do, one outside will not.
fn check_value(world: &World, figure: usize, needed: &Interval, around: &Readings, tally: &mut Tally) -> Result<(), String> {
    let Some(cell) = world.figures.figures[figure].reading.cell.clone() else { return Ok(()) };
    let is_amount = cell.aspect == crossfoot::figures::Aspect::Level;
    let says = |at: Ratio| {
        let mut readings = around.clone();
        let point = Interval::point(at);
        readings.insert(figure, Some(Reading { cell: Some(cell.clone()), allowed: point, meant: point }));
        world.stands(&readings)
    };
    tally.values += 1;
    let hair = Ratio::new(1, 1_000_000_000);
    let id = &world.figures.figures[figure].id;
    let size = |at: Ratio| hair * (if at < Ratio::from_integer(0) { -at } else { at }).max(Ratio::from_integer(1));
    for (end, outward) in [(needed.low, -1), (needed.high, 1)] {
        let Some(End { at, .. }) = end else { continue };
        let outside = at + size(at) * Ratio::from_integer(outward);
        if says(outside) == Some(true) {
            return Err(format!("WRONG NEED: {id} may be {outside} too, beyond {}", crate::range(needed)));
        }
    }
    if !is_amount
        || world
            .figures
            .figures
            .iter()
            .any(|figure| figure.reading.cell.as_ref().is_some_and(|cell| cell.aspect == crossfoot::figures::Aspect::Rate))
    {
        return Ok(());
    }
    let two = Ratio::from_integer(2);
    let inside = match (needed.low, needed.high) {
        (Some(low), Some(high)) if low.at == high.at => vec![low.at],
        // No wider than what rounding outward makes of a point.
        (Some(low), Some(high)) if high.at - low.at < size(low.at) => vec![],
        (Some(low), Some(high)) => {
            let step = (size(low.at) + size(high.at)).min((high.at - low.at) / two);
            vec![low.at + step, (low.at + high.at) / two, high.at - step]
        }
        (Some(low), None) => vec![low.at + size(low.at), low.at * two + Ratio::from_integer(1_000_000)],
        (None, Some(high)) => vec![high.at - size(high.at), high.at - Ratio::from_integer(1_000_000)],
        (None, None) => vec![Ratio::from_integer(0)],
    };
    for at in inside {
        if says(at) == Some(false) {
            return Err(format!("WRONG NEED: {id} cannot be {at}, inside {}", crate::range(needed)));
        }
    }
    Ok(())
}

/// Tries every single choice and many pairs that cost less than the first repair.
fn check_cheapest(
    world: &World,
    trust: &Trust,
    clashes: &[Vec<usize>],
    first: Option<&Repair>,
    tally: &mut Tally,
) -> Result<(), String> {
    let figures = world.figures;
    let limit = first.map_or(u32::MAX, |first| first.cost);
    let mut named: Vec<usize> = clashes.concat();
    named.sort_unstable();
    named.dedup();
    let mut choices: Vec<(u32, Choice)> = Vec::new();
    for mut change in rereading::changes(&rereading::Register::of(figures), &named) {
        change.readings.retain(|new| world.around.contains(&new.figure));
        if !change.readings.is_empty()
            && (world.tier == Tier::Allowed || change.class == Class::Reading || change.what == What::Period)
        {
            let choice = Choice::Reread(change);
            choices.push((cost(trust, &choice, false), choice));
        }
    }
    if world.tier == Tier::Allowed {
        for &figure in &named {
            let choice = Choice::Silence(figure);
            let is_withdrawn = !world.is_bounded(figure, &readings(&[&choice]));
            choices.push((cost(trust, &choice, is_withdrawn), choice));
        }
    }
    choices.sort_by_key(|(cost, _)| *cost);
    choices.retain(|(cost, _)| *cost < limit);
    let before = world.tested(clashes);
    let told = |set: &[&Choice]| set.iter().map(|choice| choice.told(figures)).collect::<Vec<_>>().join("; ");
    let settled: Vec<Vec<bool>> = choices
        .iter()
        .map(|(_, choice)| clashes.iter().map(|clash| settles(world, choice, clash).unwrap_or(false)).collect())
        .collect();
    for (place, (cost, choice)) in choices.iter().enumerate() {
        if !settled[place].iter().all(|settled| *settled) {
            continue;
        }
        tally.singles += 1;
        if is_repair(world, &[choice], clashes, &before) == Some(Ok(())) {
            return Err(format!("NOT CHEAPEST ({:?}): {} for {cost} where the first costs {limit}", world.tier, told(&[choice])));
        }
    }
    let across = |choice: &Choice| matches!(choice, Choice::Reread(change) if change.across_sources);
    let mut tried = 0;
    for (two, (dearer, other)) in choices.iter().enumerate() {
        for (one, (cheaper, choice)) in choices[..two].iter().enumerate() {
            let together = settled[one].iter().zip(&settled[two]).all(|(one, other)| *one || *other);
            let overlap = other.figures().iter().any(|figure| choice.figures().contains(figure));
            if !together || overlap || cheaper + dearer >= limit || across(choice) || across(other) || tried == PAIRS {
                continue;
            }
            tried += 1;
            tally.pairs += 1;
            // Where all stands with one of them, the other would only give it something to be tested by.
            let is_needed = |one: &Choice| world.stands(&readings(&[one])) == Some(false);
            if is_repair(world, &[choice, other], clashes, &before) == Some(Ok(())) && is_needed(choice) && is_needed(other) {
                let cost = cheaper + dearer;
                return Err(format!(
                    "NOT CHEAPEST ({:?}): {} for {cost} where the first costs {limit}",
                    world.tier,
                    told(&[choice, other])
                ));
            }
        }
    }
    Ok(())
}
