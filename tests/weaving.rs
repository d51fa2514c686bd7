//! What hangs together: cases in which a quantity that nobody names decides.

use crossfoot::network::weave;
use crossfoot::read::{Options, load_bytes};
use crossfoot::verdict::{self, Verdict};

/// The verdict on a file, and the ids of each of its findings.
fn judged(header: &str, rows: &[&str]) -> (Verdict, Vec<String>) {
    let file = format!("# reporter: GEO\n# period: 2022\n{header}\n{}\n", rows.join("\n"));
    let loaded = load_bytes(&[("figures.csv", file.as_bytes())], &Options::default());
    assert_eq!(loaded.refusals, []);
    let judgement = verdict::judge(&loaded.figures, &weave(&loaded.figures));
    assert!(judgement.proved, "{rows:?} is not decided");
    let ids = |finding: &verdict::Finding| {
        finding.figures.iter().map(|&figure| loaded.figures.figures[figure].id.clone()).collect::<Vec<_>>().join(" ")
    };
    (judgement.verdict, judgement.findings.iter().map(ids).collect())
}

fn clash(header: &str, rows: &[&str], named: &str) {
    assert_eq!(judged(header, rows), (Verdict::Contradictory, vec![named.to_string()]), "{rows:?}");
}

fn stand(header: &str, rows: &[&str]) {
    assert_eq!(judged(header, rows), (Verdict::Consistent, vec![]), "{rows:?}");
}

const FLOWS: &str = "id,partner,flow,stated,parts";

#[test]
fn a_partner_of_any_flow_is_a_part_of_a_complete_turnover() {
    let rows = ["w,World,turnover,exactly 100 USD,partners", "a,RUS,exports,exactly 30 USD,", "b,RUS,imports,exactly 20 USD,"];
    stand(FLOWS, &[&rows[..], &["c,CHN,turnover,exactly 50 USD,"]].concat());
    clash(FLOWS, &[&rows[..], &["c,CHN,turnover,exactly 40 USD,"]].concat(), "w a b c");
    stand(
        FLOWS,
        &["w,World,imports,exactly 100 USD,partners", "a,RUS,turnover,exactly 60 USD,", "c,CHN,imports,exactly 50 USD,"],
    );
}

#[test]
fn no_flow_with_a_partner_exceeds_the_world_s() {
    clash(FLOWS, &["w,World,turnover,exactly 100 USD,", "a,RUS,exports,exactly 150 USD,"], "w a");
    clash(FLOWS, &["w,World,exports,exactly 100 USD,", "a,RUS,balance,exactly 150 USD,"], "w a");
    let world = ["w,World,exports,exactly 100 USD,", "v,World,imports,exactly 50 USD,"];
    clash(FLOWS, &[&world[..], &["a,RUS,turnover,exactly 200 USD,"]].concat(), "w v a");
}

#[test]
fn turnover_in_one_currency_meets_exports_and_imports_in_another() {
    let rows = ["r,,RUB/USD,exactly 70,", "e,RUS,exports,exactly 60 USD,", "i,RUS,imports,exactly 40 USD,"];
    clash(FLOWS, &[&rows[..], &["t,RUS,turnover,exactly 20000 RUB,"]].concat(), "r e i t");
    stand(FLOWS, &[&rows[..], &["t,RUS,turnover,exactly 7000 RUB,"]].concat());
    let balance = ["r,,RUB/USD,exactly 70,", "e,RUS,exports,exactly 600 USD,", "t,RUS,turnover,exactly 1000 USD,"];
    clash(FLOWS, &[&balance[..], &["b,RUS,balance,exactly -5000 RUB,"]].concat(), "r e t b");
}

#[test]
fn a_group_stands_for_its_members() {
    let header = "id,partner,flow,stated,parts,group";
    let rows =
        ["w,World,exports,exactly 100 USD,partners,", "k,KAZ,exports,exactly 20 USD,,CIS", "c,CHN,exports,exactly 40 USD,,"];
    stand(header, &[&rows[..], &["g,CIS,exports,exactly 60 USD,,"]].concat());
    clash(header, &[&rows[..], &["g,CIS,exports,exactly 70 USD,,"]].concat(), "w c g");
}

#[test]
fn a_ratio_presupposes_that_its_base_is_something() {
    let header = "id,partner,flow,stated,measure,currency";
    let rows = ["e,RUS,exports,up 10%,growth,USD", "i,RUS,imports,up 10%,growth,USD"];
    clash(header, &[&rows[..], &["t,RUS,turnover,up 20%,growth,USD"]].concat(), "e i t");
    stand(header, &[&rows[..], &["t,RUS,turnover,up 10%,growth,USD"]].concat());
    let shares = "id,partner,flow,stated,measure,currency,base";
    clash(shares, &["e,RUS,exports,exactly 60%,share,USD,turnover", "i,RUS,imports,exactly 60%,share,USD,turnover"], "e i");
}

#[test]
fn a_balance_may_change_its_sign_and_grows_only_where_its_sign_is_known() {
    let header = "id,partner,flow,period,stated,measure";
    let before = "a,RUS,balance,2021,exactly 100 USD,";
    stand(header, &[before, "b,RUS,balance,2022,exactly -150 USD,", "g,RUS,balance,2022,exactly -250%,growth"]);
    clash(header, &[before, "b,RUS,balance,2022,exactly -150 USD,", "g,RUS,balance,2022,exactly 20%,growth"], "a b g");
    stand(header, &[before, "b,RUS,balance,2022,more than 100 USD,", "g,RUS,balance,2022,exactly 20%,growth"]);
}

#[test]
fn another_office_s_table_settles_nothing_of_this_one_s_groups() {
    let kazakh = "id,reporter,partner,flow,period,stated,group,parts\nw,KAZ,Asia,exports,2023,100 mn USD,,partners\n\
                  c,KAZ,CHN,exports,2023,80 mn USD,Asia,\nj,KAZ,JPN,exports,2023,30 mn USD,Asia,\n";
    // 8 and 9 are more than 10: they would clash if Kazakhstan's groups were Kyrgyzstan's too.
    let kyrgyz = "reporter,partner,flow,period,stated\nKGZ,Asia,exports,2020,10 mn USD\n\
                  KGZ,CHN,exports,2020,8 mn USD\nKGZ,JPN,exports,2020,9 mn USD\n";
    let files = [("a.csv", kazakh.as_bytes()), ("b.csv", kyrgyz.as_bytes())];
    for several in [&files[..1], &files[..], &[files[1], files[0]]] {
        let loaded = load_bytes(several, &Options::default());
        assert_eq!((loaded.refusals, loaded.notices), (Vec::new(), Vec::<String>::new()));
        let judgement = verdict::judge(&loaded.figures, &weave(&loaded.figures));
        let named: Vec<Vec<&str>> = judgement
            .findings
            .iter()
            .map(|finding| finding.figures.iter().map(|&figure| &*loaded.figures.figures[figure].id).collect())
            .collect();
        assert_eq!((judgement.verdict, named), (Verdict::Contradictory, vec![vec!["w", "c", "j"]]), "{}", several.len());
    }
}

#[test]
fn services_are_no_part_of_all_goods() {
    let header = "id,flow,product,stated";
    let goods = "g,exports,,exactly 100 USD";
    clash(header, &[goods, "o,exports,oil,exactly 120 USD"], "g o");
    for wider in ["services", "goods and services", "Товары и услуги"] {
        let file = [goods.to_string(), format!("w,exports,{wider},exactly 120 USD")];
        let (verdict, findings) = judged(header, &[&file[0], &file[1]]);
        assert_eq!((verdict, findings), (Verdict::NotChecked, vec![]), "{wider}");
    }
}
