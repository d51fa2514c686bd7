//! Corrections: what a reader may rely on, whatever else is in the file.

use crossfoot::figures::Figures;
use crossfoot::network::weave;
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{Amendment, Judgement, Verdict, judge};

const HEADER: &str = "id,reporter,partner,flow,product,period,stated,status,source,parts\n";
/// Turnover with two partners, exports as their parts and a ratio: narrowing alone is blind here.
const RING: &str = "a,RUS,World,exports,27,2023,2 times more,official,Book,\n\
    e22,RUS,World,exports,27,2022,100.0 mn USD,official,Book,\n\
    e23,RUS,World,exports,27,2023,between 270 and 320 mn USD,official,Book,partners\n\
    i23,RUS,World,imports,27,2023,300.0 mn USD,official,Book,partners\n\
    t1,RUS,KAZ,turnover,27,2023,250.0 mn USD,official,Book,\n\
    d,RUS,UZB,turnover,27,2023,325.0 mn USD,,Other,\n";

fn figures(rows: &str) -> Figures {
    let loaded = load_bytes(&[("file.csv", format!("{HEADER}{rows}").as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    loaded.figures
}

fn judged(figures: &Figures) -> Judgement {
    judge(figures, &weave(figures))
}

/// Thirty rows of two other countries, which all can be true.
fn unrelated() -> String {
    (0..30).map(|row| format!("g{row},GEO,ARM,exports,27,{},{} mn USD,,Third,\n", 1980 + row, 100 + row)).collect()
}

#[test]
fn rows_about_others_change_no_correction() {
    let alone = judged(&figures(RING));
    let beside = judged(&figures(&format!("{RING}{}", unrelated())));
    assert_eq!(alone.verdict, Verdict::Contradictory);
    assert!(alone.repairs.iter().any(|repair| matches!(repair.amendments[..], [Amendment::Value { .. }])));
    assert_eq!(alone.repairs, beside.repairs);
}

/// Whichever number is picked between the ends of what another number would have to be, all stands with it.
#[test]
fn another_number_between_its_ends_settles() {
    let told = figures(RING);
    let mut tried = 0;
    for repair in judged(&told).repairs {
        let [Amendment::Value { figure, needed }] = &repair.amendments[..] else { continue };
        if told.figures[*figure].id != "e22" {
            continue;
        }
        for end in [needed.low, needed.high].into_iter().flatten() {
            let millions = end.at / crossfoot::exact::Ratio::from_integer(1_000_000);
            let rows = RING.replace("2022,100.0 mn USD", &format!("2022,exactly {}.0 mn USD", millions.to_integer()));
            assert!(judged(&figures(&rows)).verdict < Verdict::Contradictory, "{rows}");
            tried += 1;
        }
    }
    assert_eq!(tried, 2);
}
