//! How long each step of the way takes, on frozen inputs. `csv_alone` reads the same bytes with the csv crate and nothing else:
//! quote the others as ratios to it, measured in the same run.

#[path = "../tests/country/mod.rs"]
mod country;

use country::Country;
use crossfoot::figures::Figures;
use crossfoot::network::{Network, weave};
use crossfoot::projection::{self, Wishes};
use crossfoot::read::{Options, load_bytes};
use crossfoot::solver::problem::Problem;
use crossfoot::solver::solve::{settle, solve};
use crossfoot::verdict::{self, Tier};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const FOUNDING: &str = include_str!("../data/uzbekistan-russia/statements.csv");

/// 10,000 figures of 20 partners over 10 years, so many of them wrong.
fn large(wrong: usize) -> String {
    Country { seed: 1, partners: 20, years: 10, figures: 10_000, wrong }.file().0
}

/// A table of which only the totals are known, and they do not meet.
fn table(size: usize, down: &str) -> String {
    let mut file = String::from("# reporter: AAA\n# flow: exports\n# period: 2022\nid,partner,product,stated,parts\n");
    for row in 0..size {
        file += &format!("across{row},P{row},TOTAL,exactly 10 USD,products\n");
        file += &format!("down{row},World,product {row},{down} USD,partners\n");
        (0..size).for_each(|column| file += &format!("cell{row}-{column},P{row},product {column},?,\n"));
    }
    file
}

fn loaded(file: &str) -> Figures {
    load_bytes(&[("bench.csv", file.as_bytes())], &Options::default()).figures
}

fn woven(file: &str) -> (Figures, Network) {
    let figures = loaded(file);
    let network = weave(&figures);
    (figures, network)
}

fn judge(bencher: Bencher, file: &str) {
    let (figures, network) = woven(file);
    bencher.bench_local(|| verdict::judge(black_box(&figures), &network));
}

#[divan::bench]
fn founding_case_whole(bencher: Bencher) {
    bencher.bench_local(|| {
        let (figures, network) = woven(black_box(FOUNDING));
        verdict::judge(&figures, &network)
    });
}

#[divan::bench(args = [5, 17])]
fn table_that_does_not_meet(bencher: Bencher, size: usize) {
    judge(bencher, &table(size, "exactly 9.9"));
}

#[divan::bench(args = [5, 17])]
fn table_strictly_less(bencher: Bencher, size: usize) {
    judge(bencher, &table(size, "less than 10"));
}

#[divan::bench]
fn large_csv_alone(bencher: Bencher) {
    let file = large(0);
    bencher.bench_local(|| csv::Reader::from_reader(black_box(&file).as_bytes()).records().filter(Result::is_ok).count());
}

#[divan::bench]
fn large_read(bencher: Bencher) {
    let file = large(0);
    bencher.bench_local(|| loaded(black_box(&file)));
}

#[divan::bench]
fn large_weave(bencher: Bencher) {
    let figures = loaded(&large(0));
    bencher.bench_local(|| weave(black_box(&figures)));
}

/// What `fill` asks of the engine: bounds, no example.
#[divan::bench]
fn large_narrow(bencher: Bencher) {
    let (figures, network) = woven(&large(0));
    let problem = Problem::new(&figures, &network);

    bencher.bench_local(|| settle(black_box(&problem), Tier::Meant).components.len());
}

/// What `check` asks of it: an example.
#[divan::bench]
fn large_narrow_and_example(bencher: Bencher) {
    let (figures, network) = woven(&large(0));
    let problem = Problem::new(&figures, &network);

    bencher.bench_local(|| solve(black_box(&problem)).components.len());
}

#[divan::bench]
fn large_fill(bencher: Bencher) {
    let (figures, network) = woven(&large(0));
    bencher.bench_local(|| verdict::fill(black_box(&figures), &network, Tier::Meant));
}

#[divan::bench(args = [0, 1, 3, 20])]
fn large_judge_with_wrong_figures(bencher: Bencher, wrong: usize) {
    judge(bencher, &large(wrong));
}

/// Ten times the figures: should take close to ten times as long.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn ten_times_as_large_read_and_judge(bencher: Bencher) {
    let file = Country { seed: 1, partners: 220, years: 10, figures: 100_000, wrong: 0 }.file().0;
    bencher.bench_local(|| {
        let (figures, network) = woven(black_box(&file));
        verdict::judge(&figures, &network)
    });
}

/// 645 series of 20 yearly levels, as many as a forecasting competition has.
fn levels() -> String {
    let mut file = String::from("reporter,flow,period,stated\n");
    for series in 0..645u32 {
        let mut level = 1000 + series;
        for year in 2000..2020 {
            // Ups and downs of a few per cent that no two series share.
            level += level * (series * 7 + year * 13) % 11 / 100;
            file += &format!("S{series},value,{year},{level}\n");
        }
    }
    file
}

#[divan::bench]
fn histories_projected(bencher: Bencher) {
    let (figures, network) = woven(&levels());
    let known = verdict::levels(&figures, &network, Tier::Meant);
    let wishes = Wishes { horizon: Some(6), ..Wishes::default() };
    bencher.bench_local(|| projection::project(black_box(&figures), &network, &known, &wishes));
}
