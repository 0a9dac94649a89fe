//! The uncertainty analysis of COINr 1.1.14 replayed: all 300 replicates that its `get_sensitivity` drew on the synthetic panel, with
//! every parameter as it was drawn, and every rank, statistic and probability compared with what came out there.
//!
//! COINr writes the drawn weights themselves; a file of replicates holds what the nominal weights are multiplied by. So each drawn
//! weight is divided by the nominal one.

use std::fmt::Write as _;

use crate::coinr_program::{Index, NEWEST, PANEL, chain_a, reference};
use crate::program;
use crate::shared_data::shared;
use crate::tables::Table;

/// The pillars' nominal weights.
const PILLARS: [(&str, f64); 2] = [("P1", 0.6), ("P2", 0.4)];

/// COINr's options in the order of their numbers in [`NORMALISATIONS`] and [`AGGREGATIONS`], which name them here.
const DRAWS: &str = "\n[robustness]\ntop = [10, 73]\nties = { among = [\"configured\"] }\n\
    [robustness.normalisation]\namong = [\"configured\", \
    { stated = { method = \"z-score\", mean = 200, deviation = 10 } }, { stated = { method = \"rank\", ties = \"average\" } }]\n\
    [robustness.aggregation]\namong = [\"arithmetic-mean\", \"geometric-mean\"]\n";
const NORMALISATIONS: [(&str, &str); 3] = [("n_minmax", "configured"), ("n_zscore", "stated"), ("n_rank", "stated-2")];
const AGGREGATIONS: [(&str, &str); 2] = [("a_amean", "arithmetic-mean"), ("a_gmean", "geometric-mean")];

/// COINr's parameters as a file of replicates.
fn replicates(parameters: &Table, index: &Index) -> String {
    let nominal = index.indicators.iter().map(|stated| (stated.id.as_str(), stated.weight.parse().expect("a weight")));
    let weights: Vec<(&str, f64)> = nominal.chain(PILLARS).collect();
    let columns: Vec<Vec<Option<f64>>> = weights.iter().map(|(id, _)| parameters.numbers(id)).collect();
    let (normalisations, aggregations) = (parameters.texts("normalisation"), parameters.texts("aggregation"));
    let named = |names: &[(&str, &'static str)], theirs: &str| -> &'static str {
        names.iter().find(|(name, _)| *name == theirs).expect("an option that is known").1
    };
    let mut text = "normalisation,aggregation".to_owned();
    weights.iter().for_each(|(id, _)| write!(text, ",multiplier:{id}").expect("a text takes all"));
    for replicate in 0..normalisations.len() {
        let normalisation = named(&NORMALISATIONS, normalisations[replicate]);
        let aggregation = named(&AGGREGATIONS, aggregations[replicate]);
        write!(text, "\n{normalisation},{aggregation}").expect("a text takes all");
        for ((_, nominal), column) in weights.iter().zip(&columns) {
            let drawn = column[replicate].expect("a drawn weight");
            write!(text, ",{}", drawn / nominal).expect("a text takes all");
        }
    }
    text + "\n"
}

/// A replay, with intervals that hold a share of the replicates.
fn replayed(interval: &str) -> Option<(Table, Table)> {
    let index = Index::new(NEWEST, chain_a("method = \"arithmetic-mean\""))?;
    let parameters = reference("ua_parameters_2023.csv")?;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let panel = shared(&format!("reference/coinr/inputs/{PANEL}")).expect("the reference is there");
    std::fs::copy(panel, folder.path().join(PANEL)).expect("the panel can be copied");
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("it can be written");
    let draws = DRAWS.replace("top =", &format!("interval = {interval}\ntop ="));
    write("index.toml", index.configuration() + &draws);
    write("replicates.csv", replicates(&parameters, &index));
    let arguments = ["robustness", "index.toml", "--quiet", "--out", "out", "--points", "0"];
    let asked = ["--replay", "replicates.csv", "--ranks", "ranks.parquet"];
    program::run(folder.path(), &[&arguments[..], &asked].concat());
    let read = |name: &str| Table::parquet(&std::fs::read(folder.path().join(name)).expect("it was written"));
    Some((read("ranks.parquet"), read("out/robustness.parquet")))
}

/// Numbers that agree to 1e-12 of their size, or of 1 where that is more.
#[track_caller]
fn assert_agree(what: &str, codes: &[&str], found: &[Option<f64>], expected: &[Option<f64>]) {
    assert_eq!((found.len(), expected.len()), (293, 293), "{what}");
    for (code, (found, expected)) in codes.iter().zip(found.iter().zip(expected)) {
        let (found, expected) = (found.expect("a number"), expected.expect("a number"));
        assert!(
            (found - expected).abs() <= 1e-12 * expected.abs().max(1.0),
            "{what} of {code} is {found}, and theirs {expected}"
        );
    }
}

#[test]
fn all_ranks_of_all_replicates_and_what_is_said_of_them() {
    let (Some((ranks, summary)), Some(theirs)) = (replayed("0.9"), reference("ua_ranks_2023.csv")) else { return };
    let codes = theirs.texts("uCode");
    let expected: Vec<Vec<Option<f64>>> = (1..=300).map(|replicate| theirs.numbers(&format!("r_{replicate}"))).collect();
    let (found, replicate) = (ranks.numbers("rank"), ranks.numbers("replicate"));
    let rows = ranks.texts("code").into_iter().zip(replicate).zip(found);
    let (mut n_ranks, mut n_differing) = (0, 0);
    for ((code, replicate), rank) in rows {
        let position = codes.iter().position(|other| *other == code).expect("a region of theirs");
        n_ranks += 1;
        n_differing += usize::from(rank.is_none() || rank != expected[replicate.expect("a number") as usize - 1][position]);
    }
    assert_eq!((n_ranks, n_differing), (87_900, 0), "ranks, and those that differ");

    let statistics = reference("ua_rankstats_2023.csv").expect("it stands beside the ranks");
    assert_eq!(summary.texts("code"), statistics.texts("uCode"));
    for (ours, theirs) in
        [("rank", "Nominal"), ("rank_mean", "Mean"), ("rank_median", "Median"), ("rank_lowest", "Q5"), ("rank_highest", "Q95")]
    {
        assert_agree(theirs, &codes, &summary.numbers(ours), &statistics.numbers(theirs));
    }
    let probabilities = reference("extra/ua_rank_probabilities_2023.csv").expect("it stands beside the ranks");
    // A quarter of 293 regions are 73.25: the first 73.
    for (ours, theirs) in [
        ("rank_share_top_10", "p_top10"),
        ("rank_share_top_73", "p_top_quartile"),
        ("rank_lowest", "q05"),
        ("rank_highest", "q95"),
    ] {
        assert_agree(theirs, &codes, &summary.numbers(ours), &probabilities.numbers(theirs));
    }
}

#[test]
fn quartiles_of_ranks() {
    let Some(probabilities) = reference("extra/ua_rank_probabilities_2023.csv") else { return };
    let Some((_, summary)) = replayed("0.5") else { return };
    let codes = probabilities.texts("uCode");
    assert_agree("q25", &codes, &summary.numbers("rank_lowest"), &probabilities.numbers("q25"));
    assert_agree("q75", &codes, &summary.numbers("rank_highest"), &probabilities.numbers("q75"));
}
