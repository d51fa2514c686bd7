//! One run: files → figures → network → verdict → report → bytes.

use super::destination::{self, Destination};
use super::import::reading_options;
use super::problem::Problem;
use super::{Ahead, Filter, Input, Level, Output, Reading, span};
use crossfoot::figures::{self, Figures, Place};
use crossfoot::network::{CellId, Network, Node, Quantity, weave_with};
use crossfoot::norms::Norms;
use crossfoot::period::Period;
use crossfoot::projection::{self, Wishes};
use crossfoot::read;
use crossfoot::report::{self, After, ChosenUnit, Counting, Kept, Meant, NoSuchQuantity, Reach, Run, Target, View};
use crossfoot::verdict::{self, Bounded, Judgement, Tier};
use crossfoot::words;
use crossfoot::write;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// What was typed, of whatever command.
pub struct Asked<'a> {
    /// Figures files.
    pub files: &'a [String],
    /// How rows are taken.
    pub input: &'a Input,
    /// Where results go.
    pub output: &'a Output,
    /// What is reported.
    pub filter: &'a Filter,
}

/// What all commands begin with.
struct Session {
    destination: Destination,
    view: View,
    run: Run,
    figures: Figures,
    refused: usize,
    network: Network,
    /// The norms that verdicts are told with; `None` where none are wanted.
    norms_of_verdicts: Option<&'static Norms>,
}

impl Session {
    /// Reads everything that the command line names; refused rows are listed, and end the run unless it is to keep going.
    fn begin(asked: &Asked<'_>, reading: Option<&Reading>, fail_on: Option<Level>, reach: Reach) -> Result<Session, Problem> {
        let Asked { files, input, output, filter } = *asked;
        let destination = Destination::choose(output.format.map(Into::into), output.output.as_deref(), files)?;
        let counting = Counting(output.unit.as_deref().map(unit).transpose()?);
        let loaded = read::load(files, &reading_options(&input.tables, &input.set, files)?);
        for notice in &loaded.notices {
            say(notice);
        }
        let refused = loaded.refusals.len();
        if refused > 0 {
            say(write::refusals(&loaded.refusals, destination::has_colour(&io::stderr())).trim_end());
            let files = loaded.refusals.iter().filter(|refusal| refusal.row.is_none()).count();
            if files > 0 {
                return Err(Problem::Unread(files));
            }
            if !input.keep_going {
                return Err(Problem::Refused(refused));
            }
        }
        let figures = loaded.figures;
        let view = View { only: kept(filter, &figures, reach)?, counting };
        let norms = norms(input, reading.is_none())?;
        let used = if norms == Norms::none() { Vec::new() } else { vec![norms.name.clone()] };
        let run = Run { files: figures.files.clone(), options: options(asked, reading, fail_on), norms: used };
        let network = weave_with(&figures, &norms);
        warn_if_nothing_is_left(&network, &view, filter);
        let norms_of_verdicts = (!input.no_norms).then(Norms::built_in);
        Ok(Session { destination, view, run, figures, refused, network, norms_of_verdicts })
    }

    /// The quantity that was asked for; one that no row names is asked for as by a row of its own.
    fn find(&mut self, asked: &str) -> Result<Target, Problem> {
        let unknown = match report::find(&self.figures, &self.network, asked) {
            Ok(target) => return Ok(target),
            Err(reason) => Problem::Told(unknown(asked, &reason)),
        };
        match report::meant(&self.figures, asked) {
            None => Err(unknown),
            Some(Meant::OneOf(cells)) => {
                Err(Problem::Told(format!("`{asked}` is stated in several currencies: ask for {}", cells.join(" or "))))
            }
            Some(Meant::Nobodys { pair, mirrored, row }) => {
                let instead =
                    mirrored.map_or(String::new(), |mirrored| format!("; the other side counts it: ask for {mirrored}"));
                Err(Problem::Told(format!(
                    "no figure speaks of the trade {pair}, so nothing is known of `{asked}`{instead}.\n\
                     A row that asks for it: {row}"
                )))
            }
            Some(Meant::Quantity(cell)) => {
                let written = cell.to_string();
                if let Ok(target) = report::find(&self.figures, &self.network, &written) {
                    return Ok(target);
                }
                // It stands in no file: behind the last one.
                let place = Place { file: self.figures.files.len(), row: 0 };
                self.figures.asked.push(figures::Asked { id: String::new(), place, cell: *cell });
                self.network = self.network.anew(&self.figures);
                report::find(&self.figures, &self.network, &written).map_err(|_| unknown)
            }
        }
    }

    fn judge(&self) -> Judgement {
        verdict::judge(&self.figures, &self.network)
    }

    /// What follows of a quantity after the likeliest correction of what clashes around it.
    fn after(&self, cell: CellId, from: Tier) -> Option<After> {
        let Quantity::Cell(asked) = &self.network.cells.get(cell.0 as usize)?.quantity else { return None };
        let Judgement { findings, repairs, .. } = self.judge();
        let mut told: Vec<&[usize]> = Vec::new();
        // What clashes in another trade says nothing of this one.
        let is_of_the_trade = |figure: &usize| {
            let cell = self.figures.figures[*figure].reading.cell.as_ref();
            cell.is_some_and(|cell| {
                let (own, asked) = (&cell.series, &asked.series);
                [(&own.reporter, &own.partner), (&own.partner, &own.reporter)].contains(&(&asked.reporter, &asked.partner))
            })
        };
        let concerns = |settled: &usize| findings[*settled].figures.iter().any(is_of_the_trade);
        // The likeliest of each component; the quantity is in the one whose correction leaves something of it.
        let firsts = repairs.iter().filter(|repair| {
            repair.settles.iter().any(concerns) && !told.contains(&&*repair.settles) && {
                told.push(&repair.settles);
                true
            }
        });
        firsts.into_iter().find_map(|repair| {
            let figures = verdict::repaired(&self.figures, repair);
            let network = self.network.anew(&figures);
            let is_asked = |node: &Node| matches!(&node.quantity, Quantity::Cell(cell) if cell == asked);
            let place = network.cells.iter().position(is_asked)?;
            let (bounded, _) = verdict::why(&figures, &network, CellId(u32::try_from(place).ok()?), from);
            bounded.bounds.is_some().then(|| report::after(&self.figures, asked, repair, &bounded, &self.view))
        })
    }

    /// The tier that bounds are told from: as the words are meant with norms, where norms were asked for.
    fn tier(&self, reading: &Reading) -> Tier {
        match reading.tier.into() {
            Tier::Meant if self.network.in_use.is_some() => Tier::Usual,
            tier => tier,
        }
    }

    /// Whether norms would say something of these figures, and nobody asked for them or said that none are wanted.
    fn leaves_norms_out(&self) -> bool {
        let norms = self.norms_of_verdicts.filter(|_| self.network.in_use.is_none());
        norms.is_some_and(|norms| !weave_with(&self.figures, norms).norms.is_empty())
    }

    /// 1 if something is at the level or worse; judged only if it is asked.
    fn status(&self, fail_on: Option<Level>) -> ExitCode {
        let judged = || match (&self.norms_of_verdicts, self.network.in_use.is_some()) {
            // A verdict is told with norms, whatever the bounds were told with.
            (Some(norms), false) => verdict::judge(&self.figures, &weave_with(&self.figures, norms)),
            _ => self.judge(),
        };
        fail_on.map_or(ExitCode::SUCCESS, |level| status(level, &judged()))
    }
}

/// Can these all be true?
///
/// # Errors
/// A [`Problem`] when the run could not be made.
pub fn check(asked: &Asked<'_>, fail_on: Level) -> Result<ExitCode, Problem> {
    let session = Session::begin(asked, None, Some(fail_on), Reach::Quantities)?;
    let Session { destination, view, run, figures, refused, network, .. } = &session;
    let judgement = session.judge();
    let report = report::check(run, figures, network, &judgement, *refused, view);
    destination.fill(|out| write::check(&report, destination.format, destination.has_colour(), out))?;
    Ok(status(fail_on, &judgement))
}

/// What do they imply?
///
/// # Errors
/// A [`Problem`] when the run could not be made.
pub fn fill(asked: &Asked<'_>, reading: &Reading) -> Result<ExitCode, Problem> {
    let session = Session::begin(asked, Some(reading), reading.fail_on, Reach::Quantities)?;
    let Session { destination, view, run, figures, network, .. } = &session;
    let from = session.tier(reading);
    let bounded = verdict::fill(figures, network, from);
    notice_what_does_not_stand(&bounded, from);
    let report = report::fill(run, figures, network, &bounded, view);
    destination.fill(|out| write::fill(&report, destination.format, destination.has_colour(), out))?;
    Ok(session.status(reading.fail_on))
}

/// How does this follow?
///
/// # Errors
/// A [`Problem`] when the run could not be made, or nothing is called what was asked for.
pub fn why(arguments: &[String], input: &Input, output: &Output, reading: &Reading) -> Result<ExitCode, Problem> {
    let (quantity, files) = part_from_files(arguments)?;
    let asked = Asked { files: &files, input, output, filter: &Filter::default() };
    let mut session = Session::begin(&asked, Some(reading), reading.fail_on, Reach::Quantities)?;
    let target = session.find(&quantity)?;
    let Session { destination, view, run, figures, network, .. } = &session;
    let from = session.tier(reading);
    let (bounded, proof) = verdict::why(figures, network, target.cell, from);
    notice_what_does_not_stand(std::slice::from_ref(&bounded), from);
    let after = if bounded.bounds.is_none() || bounded.tier != from { session.after(target.cell, from) } else { None };
    let report = report::why(run, figures, network, target, (&bounded, &proof), view, (after, session.leaves_norms_out()))
        .ok_or_else(|| Problem::Told(format!("`{quantity}` is no quantity of the trade")))?;
    destination.fill(|out| write::why(&report, destination.format, destination.has_colour(), out))?;
    Ok(session.status(reading.fail_on))
}

/// Where is it going?
///
/// # Errors
/// A [`Problem`] when the run could not be made.
pub fn project(asked: &Asked<'_>, reading: &Reading, ahead: &Ahead) -> Result<ExitCode, Problem> {
    let mut session = Session::begin(asked, Some(reading), reading.fail_on, Reach::Series)?;
    session.run.options.extend(options_ahead(ahead));
    let from = session.tier(reading);
    let mut came = Vec::new();
    if let Some((asked, year)) = ahead.from.and_then(|asked| Some((asked, Period::year(asked)?))) {
        let Session { figures, network, view, .. } = &session;
        let histories = projection::histories(figures, network, &verdict::levels(figures, network, from), from, None);
        span::starts_within(asked, &histories, view)?;
        came = histories;
        session.figures = projection::known_by(&session.figures, year.end());
        session.network = session.network.anew(&session.figures);
    }
    let Session { destination, view, run, figures, network, .. } = &session;
    let levels = verdict::levels(figures, network, from);
    notice_what_does_not_stand(&levels, from);
    let (paces, again) = span::each_once(&ahead.pace);
    again.iter().for_each(|told| say(told));
    let wishes = Wishes {
        horizon: ahead.horizon.map(usize::from),
        to: ahead.to,
        coverage: ahead.band.into(),
        paces,
        rates: ahead.rate.clone(),
        backtest: ahead.backtest,
        tier: Some(reading.tier.into()),
    };
    let mut projection = projection::project(figures, network, &levels, &wishes);
    projection.set_beside_what_came(&came);
    for idle in &projection.idle_rates {
        say(idle);
    }
    if let Some(told) = ahead.to.map(|to| span::leads_ahead(to, ahead.from, &projection, view)).transpose()?.flatten() {
        say(&told);
    }
    if from == verdict::Tier::Allowed
        && let Some(told) = span::keeps_to_meant(figures, &projection, view)
    {
        say(&told);
    }
    let report = report::project(run, figures, &projection, view);
    for told in span::not_carried(&report, asked, ahead).into_iter().chain(span::counts_nothing(&report)) {
        say(&told);
    }
    destination.fill(|out| write::project(&report, destination.format, destination.has_colour(), out))?;
    Ok(session.status(reading.fail_on))
}

/// The norms to use: those of a file, or the built-in ones where norms are the default or asked for.
fn norms(input: &Input, by_default: bool) -> Result<Norms, Problem> {
    match &input.norms {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| {
                Problem::Told(format!(
                    "--norms {path}: {error}; name a table with the columns norm, months, low, high, flagged, of, source"
                ))
            })?;
            Norms::parse(&text, path).map_err(|error| Problem::Told(format!("--norms {error}")))
        }
        None if input.no_norms || !(by_default || input.with_norms) => Ok(Norms::none()),
        None => Ok(Norms::built_in().clone()),
    }
}

/// The process that parses a workbook: its bytes come in, what they tell goes out.
pub fn read_book(max_cells: usize) -> Result<ExitCode, Problem> {
    let served = read::book::serve(io::stdin().lock(), io::stdout().lock(), &read::book::Limits::of_cells(max_cells));
    // Whoever started this one sees that the telling was broken off.
    Ok(if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Says something to the person. When even standard error is closed there is nobody left to tell.
pub fn say(text: &str) {
    let told = if io::stderr().is_terminal() { wrapped(text) } else { text.to_string() };
    let _ = writeln!(io::stderr(), "{told}");
}

/// For a terminal: no line is longer than those of the answers; what goes on is set in further.
fn wrapped(text: &str) -> String {
    let line = |line: &str| {
        let told = line.trim_start();
        let first = " ".repeat(line.len() - told.len());
        let rest = format!("{first}  ");
        textwrap::fill(told, textwrap::Options::new(80).break_words(false).initial_indent(&first).subsequent_indent(&rest))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn status(level: Level, judgement: &Judgement) -> ExitCode {
    if level.is_reached_by(judgement.verdict, !judgement.tight.is_empty()) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// The one argument that is no file, and the files.
fn part_from_files(arguments: &[String]) -> Result<(String, Vec<String>), Problem> {
    // A folder is no figures file: one that is called as a figure is does not stand in the way.
    let is_file = |argument: &&String| *argument == "-" || (Path::new(argument).exists() && !Path::new(argument).is_dir());
    let (files, asked): (Vec<&String>, Vec<&String>) = arguments.iter().partition(is_file);
    let files: Vec<String> = files.into_iter().cloned().collect();
    match &asked[..] {
        [asked] if !files.is_empty() => Ok(((*asked).clone(), files)),
        [asked] => {
            Err(Problem::Told(format!("which file? `{asked}` is none; add one, as in: crossfoot why {asked} statements.csv")))
        }
        [] => Err(Problem::Told("why what? All of these are files; add the id of a figure or a quantity".into())),
        several => {
            let several: Vec<String> = several.iter().map(|argument| format!("`{argument}`")).collect();
            Err(Problem::Told(format!("{} are no files that exist; only one may be what is asked for", several.join(" and "))))
        }
    }
}

/// What `--only` keeps of the figures read.
fn kept(filter: &Filter, figures: &Figures, reach: Reach) -> Result<Kept, Problem> {
    let Some(only) = &filter.only else { return Ok(Kept::default()) };
    only.kept(figures, reach).map_err(|unknown| {
        let files: Vec<&str> = figures.files.iter().map(|file| &*file.path).collect();
        Problem::Told(format!("--only file={}: no file of that name was read: {}", unknown.name, files.join(", ")))
    })
}

/// What `--in` names.
fn unit(written: &str) -> Result<ChosenUnit, Problem> {
    let (size, unit) = words::scaled_unit(written).map_err(|misread| {
        let instead = misread.instead.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(" or ");
        let try_this = if instead.is_empty() { String::new() } else { format!("; type --in {instead}") };
        Problem::Told(format!("--in \"{written}\": {misread}{try_this}"))
    })?;
    Ok(ChosenUnit { written: written.to_string(), size, unit })
}

fn unknown(asked: &str, reason: &NoSuchQuantity) -> String {
    match reason {
        NoSuchQuantity::WithoutPeriod(id) => {
            format!("{id} names no period, so it speaks of no quantity that the others could bound")
        }
        NoSuchQuantity::Unknown(nearest) if nearest.is_empty() => {
            format!(
                "no figure and no quantity is called `{asked}`; `crossfoot fill` lists all quantities, and a row with ? as stated \
asks for another one"
            )
        }
        NoSuchQuantity::Unknown(nearest) => {
            format!(
                "no figure and no quantity is called `{asked}`; the nearest: {}; a row with ? as stated asks for another one",
                nearest.join("   ")
            )
        }
        NoSuchQuantity::InSeveralFiles(ids) => format!("{asked} is in several files: ask for {}", ids.join(" or ")),
    }
}

/// Options that leave nothing, or change nothing, are more often slips of the pen than meant.
fn warn_if_nothing_is_left(network: &Network, view: &View, filter: &Filter) {
    let cells = || {
        network.cells.iter().filter(|node| node.shown).filter_map(|node| match &node.quantity {
            Quantity::Cell(cell) => Some(cell),
            _ => None,
        })
    };
    if let Some(only) = &filter.only
        && !cells().any(|cell| view.only.keeps(cell))
    {
        say(&format!("nothing fits --only {only}; codes and names are those that the results use"));
    }
    if let Some(unit) = &view.counting.0
        && !cells().any(|cell| view.counting.for_cell(cell).is_some())
    {
        say(&format!("nothing here is counted in what --in \"{}\" names: it changes nothing", unit.written));
    }
}

/// Where the words as meant do not stand, `allowed` is used; the person is told how often.
fn notice_what_does_not_stand(bounded: &[Bounded], asked: Tier) {
    let nowhere = bounded.iter().filter(|bounded| bounded.bounds.is_none()).count();
    let on =
        |tier: Tier| bounded.iter().filter(|bounded| bounded.bounds.is_some() && bounded.tier == tier && tier != asked).count();
    for (tier, why) in [
        (Tier::Meant, "something is not as usual; bounds are as the words are meant, without norms"),
        (Tier::Allowed, "the words clash as commonly meant; bounds are as the words strictly allow"),
    ] {
        let stretched = on(tier);
        if stretched > 0 {
            say(&format!("{stretched} of {} quantities: {why}", bounded.len()));
        }
    }
    if nowhere > 0 {
        say(&format!(
            "{nowhere} of {} quantities: the statements cannot all be true, so nothing follows from them;\nsee `crossfoot check`",
            bounded.len()
        ));
    }
}

/// Everything that shapes a result, for the record in it.
fn options(asked: &Asked<'_>, reading: Option<&Reading>, fail_on: Option<Level>) -> Vec<(String, Option<String>)> {
    use clap::ValueEnum;
    let named = |value: Option<clap::builder::PossibleValue>| value.map(|value| value.get_name().to_string());
    let Asked { input, output, filter, .. } = asked;
    let set: Vec<String> = input.set.iter().map(|(column, value)| format!("{column}={value}")).collect();
    vec![
        ("as".into(), reading.and_then(|reading| named(reading.tier.to_possible_value()))),
        ("fail_on".into(), fail_on.and_then(|level| named(level.to_possible_value()))),
        ("in".into(), output.unit.clone()),
        ("norms".into(), input.norms.clone()),
        ("no_norms".into(), Some(input.no_norms.to_string())),
        ("with_norms".into(), Some(input.with_norms.to_string())),
        ("keep_going".into(), Some(input.keep_going.to_string())),
        ("only".into(), filter.only.as_ref().map(ToString::to_string)),
        ("set".into(), (!set.is_empty()).then(|| set.join(","))),
    ]
}

/// What shapes a projection besides.
fn options_ahead(ahead: &Ahead) -> Vec<(String, Option<String>)> {
    use clap::ValueEnum;
    vec![
        ("horizon".into(), ahead.horizon.map(|periods| periods.to_string())),
        ("to".into(), ahead.to.map(|year| year.to_string())),
        ("from".into(), ahead.from.map(|year| year.to_string())),
        ("band".into(), ahead.band.to_possible_value().map(|value| value.get_name().to_string())),
        ("backtest".into(), Some(ahead.backtest.to_string())),
        ("rate".into(), joined(ahead.rate.iter().map(|rate| &*rate.written))),
        ("pace".into(), joined(ahead.pace.iter().map(|(_, written)| &**written))),
    ]
}

/// An option that may be given several times; `None` where it was not.
fn joined<'a>(written: impl Iterator<Item = &'a str>) -> Option<String> {
    let all: Vec<&str> = written.collect();
    (!all.is_empty()).then(|| all.join(","))
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn what_is_said_on_a_terminal_has_short_lines() {
        let path = "a/very/long/path/that/is/one/word/and/stays/whole/whatever/the/width/of/the/terminal/is.csv";
        let told = wrapped(&format!("a sentence of many words {}\n  {path} is told", "that goes on and on ".repeat(8)));
        assert!(told.lines().all(|line| line.len() <= 80 || line.trim() == path), "{told}");
        assert!(told.lines().nth(1).is_some_and(|line| line.starts_with("  ")), "{told}");
        assert!(told.contains(path), "{told}");
        assert_eq!(wrapped("short\n  and set in"), "short\n  and set in");
    }
}
