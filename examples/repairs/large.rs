//! Twenty wrong figures in a country's ten thousand, and one wrong growth in a chain of 239.

use crate::clock::{ms, timed};
use crate::country::Country;
use crate::{figures, judged};
use crossfoot::network::weave;
use crossfoot::solver::problem::Problem;
use crossfoot::solver::solve::solve;
use std::fmt::Write;

pub fn twenty(seeds: usize) {
    println!("\nTwenty wrong among 10,000 figures");
    for seed in 1..=seeds as u64 {
        let (file, wrong) = Country { seed, partners: 20, years: 10, figures: 10_000, wrong: 20 }.file();
        let figures = figures(&file).expect("no row is refused");
        let network = weave(&figures);
        let (findings, finding) = timed(|| {
            let problem = Problem::new(&figures, &network);
            solve(&problem).components.values().map(|solved| solved.conflicts.len()).sum::<usize>()
        });
        let (judgement, took) = timed(|| judged(&figures));
        let named = |figure: &usize| wrong.contains(&figures.figures[*figure].id);
        let in_findings = wrong
            .iter()
            .filter(|id| judgement.findings.iter().flat_map(|f| &f.figures).any(|f| figures.figures[*f].id == **id))
            .count();
        let first: Vec<usize> = judgement.repairs.first().iter().flat_map(|r| &r.amendments).flat_map(|a| a.figures()).collect();
        let ever: std::collections::BTreeSet<usize> =
            judgement.repairs.iter().flat_map(|r| &r.amendments).flat_map(|a| a.figures()).filter(|f| named(f)).collect();
        println!(
            "   seed {seed}: {:?}, {findings} clashes in {:.0} ms; judged with repairs in {:.0} ms; {in_findings} wrong figures in {} findings; {} repairs, the first changes {} figures, {} of them wrong; {} wrong ones in any",
            judgement.verdict,
            ms(finding),
            ms(took),
            judgement.findings.len(),
            judgement.repairs.len(),
            first.len(),
            first.iter().filter(|f| named(f)).count(),
            ever.len()
        );
    }
}

/// Levels at both ends, growths of 3 % between; one is 13 %.
fn chain_file() -> String {
    let mut file = String::from(
        "id,reporter,partner,flow,period,stated,measure,currency\nfirst,AAA,BBB,exports,1850,exactly 10 mn USD,level,USD\n",
    );
    let mut last = 10_f64;
    for year in 1851..=2089 {
        last *= 1.03;
        let said = if year == 1970 { "13.0%" } else { "3.0%" };
        writeln!(file, "g{year},AAA,BBB,exports,{year},exactly {said},growth,USD").expect("a string takes everything");
    }
    // The last level is rounded to thousands: the growths are exact, and so is all but this.
    writeln!(file, "last,AAA,BBB,exports,2089,{:.3} mn USD,level,USD", last).expect("a string takes everything");
    file
}

pub fn chain() {
    let file = chain_file();
    let figures = figures(&file).expect("no row is refused");
    let (judgement, took) = timed(|| judged(&figures));
    let network = weave(&figures);
    let ((), alone) = timed(|| {
        let problem = Problem::new(&figures, &network);
        let _ = solve(&problem).components.len();
    });
    println!(
        "\nA chain of {} figures: {:?} (proved: {}), {} findings of {:?} figures, {} repairs; {:.1} ms, of which clashes {:.1} ms",
        figures.figures.len(),
        judgement.verdict,
        judgement.proved,
        judgement.findings.len(),
        judgement.findings.iter().map(|finding| finding.figures.len()).collect::<Vec<_>>(),
        judgement.repairs.len(),
        ms(took),
        ms(alone)
    );
    for repair in judgement.repairs.iter().take(3) {
        println!(
            "   {} {:?}",
            repair.cost,
            repair.amendments.iter().flat_map(|a| a.figures()).map(|f| figures.figures[f].id.clone()).collect::<Vec<_>>()
        );
    }
}
