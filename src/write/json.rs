//! JSON: everything, for programs. Amounts are strings, so that no reader rounds them; keys are always there; `null` for an
//! end is unbounded.

mod project;

use super::{Form, amounts};
use crate::exact::Interval;
use crate::figures::Cell;
use crate::period::Period;
use crate::report::printed::{Toward, big_decimal, exact};
use crate::report::sentences::Sentence;
use crate::report::{
    Amended, Check, Correction, FigureLine, Fill, Finding, MirroredLine, Project, QuantityLine, RateLine, Run, TightSpot, Why,
    verdict_name,
};
use crate::verdict::Mean;
use num_rational::BigRational;
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

/// The format.
pub struct Json;

impl Form for Json {
    fn check(&self, report: &Check<'_>, out: &mut dyn Write) -> io::Result<()> {
        let counts = report.counts;
        let document = CheckDocument {
            run: report.run.into(),
            verdict: verdict_name(report.verdict),
            proved: report.proved,
            counts: CountsDocument {
                figures: counts.figures,
                checked: counts.checked,
                not_checked: counts.not_checked,
                refused: counts.refused,
            },
            figures: List(&report.figures, |line| figure(line)),
            findings: List(&report.findings, |finding| self::finding(finding, report)),
            tight: report.tight.iter().map(|spot| tight(spot, report)).collect(),
            repairs: report.corrections.iter().map(|correction| repair(correction, report)).collect(),
            implied_rates: List(&report.implied_rates, |line| implied_rate(line, report)),
            counted_by_both: report.mirrored.iter().map(|line| mirrored(line, report)).collect(),
            witness: report.witness.as_deref().map(Witness),
        };
        write(&document, out)
    }

    fn fill(&self, report: &Fill<'_>, out: &mut dyn Write) -> io::Result<()> {
        let cells = List(&report.cells, |line| QuantityDocument {
            line,
            ids: |figure| report.id(figure),
            norms: |norm| report.norm(norm),
        });
        write(&FillDocument { run: report.run.into(), cells }, out)
    }

    fn why(&self, report: &Why<'_>, out: &mut dyn Write) -> io::Result<()> {
        let document = WhyDocument {
            run: report.run.into(),
            figure: report.figure.map(|(id, _)| id),
            stated: report.figure.map(|(_, stated)| stated),
            cell: QuantityDocument { line: &report.line, ids: |figure| report.id(figure), norms: |norm| report.norm(norm) },
            text: &report.text,
            steps: steps(&report.steps),
            after: report.after.as_ref().map(|after| AfterDocument {
                correction: &after.correction,
                bounds: after.bounds.map(|interval| Range { interval, places: amounts::places(Some(report.line.cell)) }),
                text: &after.text,
            }),
        };
        write(&document, out)
    }

    fn project(&self, report: &Project<'_>, out: &mut dyn Write) -> io::Result<()> {
        write(&project::document(report), out)
    }
}

fn write(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    document.serialize(&mut serde_json::Serializer::with_formatter(&mut out, OneItemALine::default()))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Line breaks down to the items of the lists: a figure, quantity or finding is one line, to read, to search and to compare.
#[derive(Default)]
struct OneItemALine {
    depth: usize,
    holds_something: bool,
}

impl OneItemALine {
    const DEEPEST: usize = 2;

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.holds_something = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.holds_something && self.depth < Self::DEEPEST {
            self.new_line(out)?;
        }
        self.holds_something = true;
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        match (self.depth <= Self::DEEPEST, first) {
            (true, _) => self.new_line(out),
            (false, true) => Ok(()),
            (false, false) => out.write_all(b" "),
        }
    }

    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for OneItemALine {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.holds_something = true;
        Ok(())
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.holds_something = true;
        Ok(())
    }
}

#[derive(Serialize)]
struct RunDocument<'a> {
    version: &'a str,
    schema: u32,
    files: Vec<FileDocument<'a>>,
    options: BTreeMap<&'a str, Option<&'a str>>,
    norms: &'a [String],
}

#[derive(Serialize)]
struct FileDocument<'a> {
    path: &'a str,
    sha256: &'a str,
}

impl<'a> From<&'a Run> for RunDocument<'a> {
    fn from(run: &'a Run) -> Self {
        RunDocument {
            version: Run::VERSION,
            schema: Run::SCHEMA,
            files: run.files.iter().map(|file| FileDocument { path: &file.path, sha256: &file.sha256 }).collect(),
            options: run.options.iter().map(|(name, value)| (&**name, value.as_deref())).collect(),
            norms: &run.norms,
        }
    }
}

#[derive(Serialize)]
struct CheckDocument<'a, F: Serialize, G: Serialize, I: Serialize> {
    run: RunDocument<'a>,
    verdict: &'a str,
    proved: bool,
    counts: CountsDocument,
    figures: F,
    findings: G,
    tight: Vec<TightDocument<'a>>,
    repairs: Vec<RepairDocument<'a>>,
    implied_rates: I,
    counted_by_both: Vec<MirroredDocument<'a>>,
    witness: Option<Witness<'a>>,
}

#[derive(Serialize)]
struct CountsDocument {
    figures: usize,
    checked: usize,
    not_checked: usize,
    refused: usize,
}

#[derive(Serialize)]
struct FigureDocument<'a> {
    id: &'a str,
    file: &'a str,
    row: u64,
    cell: Option<Written<&'a Cell>>,
    stated: &'a str,
    source: &'a str,
    said_on: &'a str,
    #[serde(rename = "where")]
    whereabouts: &'a str,
    verdict: &'a str,
    needs: Option<&'a str>,
    meant: Range,
    allowed: Range,
    bounds: Option<Range>,
    bounds_as: Option<&'a str>,
}

fn figure<'a>(line: &'a FigureLine<'_>) -> FigureDocument<'a> {
    let (figure, standing) = (line.figure, line.standing);
    let reading = &figure.reading;
    let places = amounts::places(reading.cell.as_ref());
    FigureDocument {
        id: &figure.id,
        file: line.file,
        row: line.row,
        cell: reading.cell.as_ref().map(Written),
        stated: &figure.stated,
        source: &figure.source,
        said_on: &figure.said_on,
        whereabouts: &figure.whereabouts,
        verdict: verdict_name(standing.verdict),
        needs: standing.needs.as_deref(),
        meant: Range { interval: reading.meant, places },
        allowed: Range { interval: reading.allowed, places },
        bounds: standing.bounds.map(|(interval, _)| Range { interval, places }),
        bounds_as: standing.bounds.map(|(_, tier)| amounts::tier(tier)),
    }
}

#[derive(Serialize)]
struct FindingDocument<'a> {
    verdict: &'a str,
    figures: Vec<&'a str>,
    norms: &'a [&'a str],
    steps: Vec<String>,
    text: &'a str,
}

fn finding<'a>(finding: &'a Finding<'_>, report: &'a Check<'_>) -> FindingDocument<'a> {
    FindingDocument {
        verdict: verdict_name(finding.verdict),
        figures: finding.figures.iter().map(|&figure| report.id(figure)).collect(),
        norms: &finding.norms,
        steps: steps(&finding.steps),
        text: &finding.text,
    }
}

#[derive(Serialize)]
struct TightDocument<'a> {
    figure: &'a str,
    room: String,
    squeezed_by: Vec<&'a str>,
    norms: &'a [&'a str],
    freed_by: Vec<ChangeDocument<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct ImpliedRateDocument<'a> {
    figures: Vec<&'a str>,
    pair: String,
    #[serde(flatten)]
    meant: Range,
    allowed: Range,
    nearest: Option<MeanDocument<'a>>,
    own: Option<MeanDocument<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct RepairDocument<'a> {
    cost: String,
    class: &'a str,
    text: &'a str,
    changes: Vec<ChangeDocument<'a>>,
    settles: Vec<usize>,
}

/// One figure changed. `alternative` numbers what could be done instead of one another.
#[derive(Serialize)]
struct ChangeDocument<'a> {
    figure: &'a str,
    what: &'a str,
    from: &'a str,
    to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative: Option<usize>,
}

fn change<'a>(amended: &'a Amended, report: &'a Check<'_>, alternative: Option<usize>) -> ChangeDocument<'a> {
    ChangeDocument { figure: report.id(amended.figure), what: amended.what, from: &amended.from, to: &amended.to, alternative }
}

fn tight<'a>(told: &'a TightSpot<'_>, report: &'a Check<'_>) -> TightDocument<'a> {
    let alternatives = told.freed_by.iter().enumerate();
    TightDocument {
        figure: report.id(told.spot.figure),
        room: amounts::hundredths(&told.spot.room),
        squeezed_by: told.spot.squeezed_by.iter().map(|&figure| report.id(figure)).collect(),
        norms: &told.norms,
        freed_by: alternatives.flat_map(|(n, all)| all.iter().map(move |one| change(one, report, Some(n + 1)))).collect(),
        text: &told.text,
    }
}

fn repair<'a>(told: &'a Correction<'_>, report: &'a Check<'_>) -> RepairDocument<'a> {
    RepairDocument {
        cost: format!("{}.{}", told.repair.cost / 10, told.repair.cost % 10),
        class: told.class.name(),
        text: &told.text,
        changes: told.changes.iter().map(|amended| change(amended, report, None)).collect(),
        settles: told.repair.settles.iter().map(|finding| finding + 1).collect(),
    }
}

#[derive(Serialize)]
struct MeanDocument<'a> {
    period: Written<Period>,
    figure: &'a str,
    rate_low: Option<String>,
    rate_high: Option<String>,
    off: String,
}

fn implied_rate<'a>(line: &'a RateLine, report: &'a Check<'_>) -> ImpliedRateDocument<'a> {
    let implied = &line.implied;
    let places = amounts::PLACES_OF_FRACTIONS;
    let mean = |mean: &Mean| MeanDocument {
        period: Written(mean.period),
        figure: report.id(mean.figure),
        rate_low: amounts::low(&mean.rate, places),
        rate_high: amounts::high(&mean.rate, places),
        off: big_decimal(&mean.off, places, Toward::Above),
    };
    ImpliedRateDocument {
        figures: implied.figures().map(|figure| report.id(figure)).collect(),
        pair: format!("{}/{}", implied.priced_in, implied.one_of),
        meant: Range { interval: implied.meant, places },
        allowed: Range { interval: implied.allowed, places },
        nearest: implied.nearest.as_ref().map(mean),
        own: implied.own.as_ref().map(mean),
        text: &line.text,
    }
}

#[derive(Serialize)]
struct MirroredDocument<'a> {
    figures: [&'a str; 2],
    text: &'a str,
}

fn mirrored<'a>(line: &'a MirroredLine, report: &'a Check<'_>) -> MirroredDocument<'a> {
    MirroredDocument { figures: line.figures.map(|figure| report.id(figure)), text: &line.text }
}

fn steps(sentences: &[Sentence]) -> Vec<String> {
    sentences.iter().map(Sentence::in_one).collect()
}

#[derive(Serialize)]
struct FillDocument<'a, C: Serialize> {
    run: RunDocument<'a>,
    cells: C,
}

#[derive(Serialize)]
struct WhyDocument<'a, C: Serialize> {
    run: RunDocument<'a>,
    figure: Option<&'a str>,
    stated: Option<&'a str>,
    cell: C,
    text: &'a str,
    steps: Vec<String>,
    after: Option<AfterDocument<'a>>,
}

#[derive(Serialize)]
struct AfterDocument<'a> {
    correction: &'a str,
    bounds: Option<Range>,
    text: &'a str,
}

/// A quantity and its bounds; `ids` names figures.
struct QuantityDocument<'a, I, N> {
    line: &'a QuantityLine<'a>,
    ids: I,
    norms: N,
}

impl<'a, I: Fn(usize) -> &'a str, N: Fn(usize) -> &'a str> Serialize for QuantityDocument<'a, I, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let QuantityLine { cell, bounded, .. } = *self.line;
        let series = &cell.series;
        let bounds = bounded.bounds.unwrap_or(Interval::ALL);
        let places = amounts::places(Some(cell));
        let ids: Vec<&str> = bounded.rests_on.iter().map(|&figure| (self.ids)(figure)).collect();
        let norms: Vec<&str> = bounded.norms.iter().map(|&norm| (self.norms)(norm)).collect();
        let mut keys = serializer.serialize_struct("cell", 16)?;
        keys.serialize_field("cell", &Written(cell))?;
        keys.serialize_field("period", &amounts::period(cell))?;
        keys.serialize_field("flow", &Written(&series.flow))?;
        keys.serialize_field("reporter", &series.reporter)?;
        keys.serialize_field("partner", &series.partner)?;
        keys.serialize_field("product", &series.product)?;
        keys.serialize_field("aspect", amounts::aspect(cell))?;
        keys.serialize_field("currency", &amounts::currency(cell))?;
        keys.serialize_field("low", &amounts::low(&bounds, places))?;
        keys.serialize_field("high", &amounts::high(&bounds, places))?;
        keys.serialize_field("low_open", &amounts::is_open(bounds.low))?;
        keys.serialize_field("high_open", &amounts::is_open(bounds.high))?;
        keys.serialize_field("rests_on", &ids)?;
        keys.serialize_field("norms", &norms)?;
        keys.serialize_field("narrowest", &bounded.narrowest)?;
        keys.serialize_field("bounds_as", &bounded.bounds.map(|_| amounts::tier(bounded.tier)))?;
        keys.end()
    }
}

/// An interval as an object of its ends.
struct Range {
    interval: Interval,
    places: u32,
}

impl Serialize for Range {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = serializer.serialize_struct("range", 4)?;
        keys.serialize_field("low", &amounts::low(&self.interval, self.places))?;
        keys.serialize_field("high", &amounts::high(&self.interval, self.places))?;
        keys.serialize_field("low_open", &amounts::is_open(self.interval.low))?;
        keys.serialize_field("high_open", &amounts::is_open(self.interval.high))?;
        keys.end()
    }
}

/// An example that fits: cell to value.
struct Witness<'a>(&'a [(&'a Cell, BigRational)]);

impl Serialize for Witness<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (cell, value) in self.0 {
            map.serialize_entry(&Written(*cell), &exact(value))?;
        }
        map.end()
    }
}

/// Anything that prints, as a string, without building it first.
struct Written<T>(T);

impl<T: Display> Serialize for Written<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A list of documents, each made as it is written.
struct List<'a, T, F>(&'a [T], F);

impl<'a, T, D: Serialize, F: Fn(&'a T) -> D> Serialize for List<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for item in self.0 {
            list.serialize_element(&(self.1)(item))?;
        }
        list.end()
    }
}
