//! Whole countries of figures: what was drawn around the truth never clashes, and what clashes is explained by a smallest set.

mod country;

use assert_cmd::Command;
use country::Country;
use crossfoot::exact::End;
use crossfoot::figures::{Asked, Figures};
use crossfoot::network::{CellId, Network, weave};
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Judgement, Verdict};
use num_rational::BigRational;
use std::path::Path;

fn figures(file: &str) -> Figures {
    let loaded = load_bytes(&[("country.csv", file.as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    loaded.figures
}

fn judged(figures: &Figures) -> Judgement {
    verdict::judge(figures, &weave(figures))
}

/// The same files with only these figures in them. The others' quantities stay, as `?` rows: a partner that nobody names any more
/// would be no part of its whole.
fn only(figures: &Figures, kept: &[usize]) -> Figures {
    let asked =
        figures.figures.iter().enumerate().filter(|(figure, _)| !kept.contains(figure)).filter_map(|(_, figure)| {
            Some(Asked { id: figure.id.clone(), place: figure.place, cell: figure.reading.cell.clone()? })
        });
    let asked = asked.collect();
    let kept = kept.iter().map(|&figure| figures.figures[figure].clone()).collect();
    Figures { figures: kept, asked, ..figures.clone() }
}

/// Each finding's figures alone still clash, and any fewer do not; those of a set of many are dropped a few at a time.
fn are_explained(figures: &Figures, judgement: &Judgement) {
    for finding in &judgement.findings {
        let alone = judged(&only(figures, &finding.figures));
        // Whether another reading settles it depends on what else is said.
        let clash = |verdict: Verdict| if verdict == Verdict::DependsOnReading { Verdict::Contradictory } else { verdict };
        assert_eq!(clash(alone.verdict), clash(finding.verdict), "{:?} alone", finding.figures);
        for left_out in &finding.figures {
            let rest: Vec<usize> = finding.figures.iter().copied().filter(|figure| figure != left_out).collect();
            let rest = judged(&only(figures, &rest));
            let told = |figure: usize| {
                let figure = &figures.figures[figure];
                format!(
                    "{} {} {}",
                    figure.id,
                    figure.reading.cell.as_ref().map(ToString::to_string).unwrap_or_default(),
                    figure.stated
                )
            };
            let named: Vec<String> = finding.figures.iter().map(|&figure| told(figure)).collect();
            let fewer: Vec<_> = rest.findings.iter().map(|fewer| &fewer.figures).collect();
            assert!(
                rest.verdict < finding.verdict,
                "{:?} {named:#?} clash without {}: {fewer:?}",
                finding.verdict,
                told(*left_out)
            );
        }
    }
}

#[test]
fn figures_around_the_truth_never_clash() {
    for seed in 0..12 {
        for (figures, partners, years) in [(40, 2, 2), (300, 3, 3), (1_500, 6, 4)] {
            let (file, _) = Country { seed, partners, years, figures, wrong: 0 }.file();
            let judgement = judged(&self::figures(&file));
            let told = judgement.verdict;
            assert!(matches!(told, Verdict::Consistent | Verdict::NotChecked), "seed {seed}, {figures} figures: {told:?}");
            assert!(judgement.findings.is_empty());
        }
    }
}

/// An example gives every quantity a number within what each figure about it was meant to say, in the figure's own terms.
fn fits(figures: &Figures, network: &Network, judgement: &Judgement) {
    let witness = judgement.witness.as_ref().expect("an example");
    let number = |cell: CellId| witness.iter().find(|(of, _)| *of == cell).map(|(_, number)| number);
    let mut tested = 0;
    for (figure, cell) in figures.figures.iter().zip(&network.spoken_of) {
        let Some(number) = cell.and_then(number) else { continue };
        let end = |end: End| (BigRational::new((*end.at.numer()).into(), (*end.at.denom()).into()), end.open);
        let meant = figure.reading.meant;
        let above = meant.low.map(end).is_none_or(|(at, open)| *number > at || (*number == at && !open));
        let below = meant.high.map(end).is_none_or(|(at, open)| *number < at || (*number == at && !open));
        assert!(above && below, "{} says {} and the example {number}", figure.id, figure.stated);
        tested += 1;
    }
    assert!(tested * 10 >= figures.figures.len() * 9, "{tested} of {} figures are in the example", figures.figures.len());
}

#[test]
fn an_example_satisfies_every_figure() {
    for (seed, figures, partners, years) in [(1, 40, 2, 2), (2, 300, 3, 3), (3, 1_500, 4, 3)] {
        let (file, _) = Country { seed, partners, years, figures, wrong: 0 }.file();
        let figures = self::figures(&file);
        let network = weave(&figures);
        let judgement = verdict::judge(&figures, &network);
        if judgement.proved {
            fits(&figures, &network, &judgement);
        } else {
            assert!(judgement.witness.is_none() && seed == 3, "small countries have an example");
        }
    }
    let statements = include_str!("../data/uzbekistan-russia/statements.csv");
    let figures = figures(statements);
    let network = weave(&figures);
    let judgement = verdict::judge(&figures, &network);
    // The average is a root, and has no number in the example; the goal has no date.
    let witness = judgement.witness.as_ref().expect("an example");
    assert_eq!(witness.iter().filter(|(cell, _)| network.spoken_of.contains(&Some(*cell))).count(), 6);
    let growth = witness.iter().find(|(cell, _)| network.spoken_of[1] == Some(*cell)).map(|(_, number)| number.clone());
    assert!(growth.is_some_and(|growth| growth > BigRational::new(1.into(), 4.into())), "more than a quarter");
}

#[test]
fn wrong_figures_are_found_and_findings_are_smallest() {
    let mut named = 0;
    for seed in 0..6 {
        let (file, wrong) = Country { seed, partners: 3, years: 3, figures: 400, wrong: 2 }.file();
        let figures = figures(&file);
        let judgement = judged(&figures);
        are_explained(&figures, &judgement);
        let is_wrong = |figure: &usize| wrong.contains(&figures.figures[*figure].id);
        assert!(judgement.findings.iter().all(|finding| finding.figures.iter().any(is_wrong)), "seed {seed}");
        named += wrong
            .iter()
            .filter(|id| judgement.findings.iter().flat_map(|f| &f.figures).any(|f| figures.figures[*f].id == **id))
            .count();
    }
    assert!(named >= 8, "{named} of 12 wrong figures are in a finding");
}

#[test]
fn two_runs_print_the_same_bytes() {
    let (file, _) = Country { seed: 5, partners: 3, years: 3, figures: 400, wrong: 3 }.file();
    for arguments in [["check", "-", "-f", "json"], ["check", "-", "-f", "text"], ["fill", "-", "-f", "csv"]] {
        let run = || {
            let mut program = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
            program.args(arguments).write_stdin(file.clone()).output().expect("it runs").stdout
        };
        let first = run();
        assert!(!first.is_empty());
        assert!(first == run(), "{arguments:?}");
    }
}

/// Networks that narrowing cannot refute; their generator lies beside the checkout.
#[test]
fn what_narrowing_is_blind_to_is_refuted() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/make_network.py");
    if !generator.exists() {
        println!("skipped: {} is not there", generator.display());
        return;
    }
    for (seed, factor) in [("18", "1.02"), ("20", "1.005")] {
        let path = std::env::temp_dir().join(format!("crossfoot-{}-{seed}.csv", std::process::id()));
        let made = Command::new("python3").arg(&generator).arg(&path).args(["10000", "1", seed, factor]).output();
        if made.is_err() {
            println!("skipped: there is no python3");
            return;
        }
        let file = std::fs::read_to_string(&path).expect("the network");
        std::fs::remove_file(&path).expect("removed");
        let figures = figures(&file);
        let judgement = judged(&figures);
        assert_eq!((judgement.verdict, judgement.proved), (Verdict::Contradictory, true), "seed {seed}");
        assert!(!judgement.findings.is_empty());
    }
}
