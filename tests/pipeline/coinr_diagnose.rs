//! Diagnostics against COINr 1.1.14, the field's reference package, on a synthetic panel of 293 regions and 20 indicators.

use std::collections::BTreeMap;
use std::path::Path;

use evp::analysis::diagnostics::availability::{self, Availability};
use evp::analysis::diagnostics::components::principal_components;
use evp::analysis::diagnostics::correlation::{coefficients, complete_pairs};
use evp::analysis::diagnostics::distribution::Distribution;
use evp::analysis::diagnostics::influence::nominal_weights;
use evp::analysis::diagnostics::reliability::reliability;
use evp::tree::Child;

use crate::shared_data::shared;

/// Rows of a CSV file, by column name.
type Rows = Vec<BTreeMap<String, String>>;

fn read(path: &Path) -> Rows {
    let mut reader = csv::Reader::from_path(path).expect("a CSV file");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// A file of the reference folder; `None` where it is not there.
fn reference(name: &str) -> Option<Rows> {
    shared(&format!("reference/coinr/{name}")).map(|path| read(&path))
}

/// A number; empty = missing.
fn number(text: &str) -> f64 {
    if text.is_empty() { f64::NAN } else { text.parse().expect("a number") }
}

fn column(rows: &Rows, name: &str) -> Vec<f64> {
    rows.iter().map(|row| number(&row[name])).collect()
}

fn indicators() -> Vec<String> {
    (1..=20).map(|number| format!("i{number:02}")).collect()
}

/// The columns of the 20 indicators.
fn columns_of(rows: &Rows) -> Vec<Vec<f64>> {
    indicators().iter().map(|id| column(rows, id)).collect()
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

/// The raw data of 2023.
fn raw_2023() -> Option<Rows> {
    Some(reference("inputs/panel.csv")?.into_iter().filter(|row| row["Time"] == "2023").collect())
}

fn assert_near(found: f64, expected: f64, what: &str) {
    assert_eq!(found.is_nan(), expected.is_nan(), "{what}: {found}, not {expected}");
    let tolerance = 1e-9 * expected.abs();
    assert!(found.is_nan() || (found - expected).abs() <= tolerance, "{what}: {found}, not {expected}");
}

/// Number of an indicator, from its name.
fn position(id: &str) -> usize {
    indicators().iter().position(|other| other == id).expect("one of the indicators")
}

#[test]
fn pearson_and_spearman_of_normalised_scores() {
    let Some(scores) = reference("chainA_normalised_2023.csv") else { return };
    let scores = columns_of(&scores);
    let mut n_compared = 0;
    for (file, is_pearson) in [("corr_pearson_normalised_2023.csv", true), ("corr_spearman_normalised_2023.csv", false)] {
        let Some(expected) = reference(file) else { return };
        for row in expected {
            let (a, b) = (&row["Var1"], &row["Var2"]);
            let (x, y) = complete_pairs(&scores[position(a)], &scores[position(b)]);
            let found = coefficients(&x, &y).expect("two indicators that vary");
            let found = if is_pearson { found.pearson } else { found.spearman };
            assert_near(found, number(&row["Correlation"]), &format!("{file} {a} {b}"));
            n_compared += 1;
        }
    }
    assert_eq!(n_compared, 800);
}

#[test]
fn cronbachs_alpha_of_the_pillars_and_of_all() {
    let (Some(scores), Some(expected)) = (reference("chainA_normalised_2023.csv"), reference("cronbach_2023.csv")) else {
        return;
    };
    let scores = columns_of(&scores);
    let scores = slices(&scores);
    let of: BTreeMap<&str, f64> = expected.iter().map(|row| (row["group"].as_str(), number(&row["alpha"]))).collect();
    for (group, columns) in [("P1", &scores[..10]), ("P2", &scores[10..]), ("all", &scores[..])] {
        assert_near(reliability(columns).expect("indicators that vary").alpha, of[group], group);
    }
    // Raw values with their gaps, and not oriented: COINr takes them as they are, so this is arithmetic, not a diagnosis.
    let Some(raw) = raw_2023() else { return };
    let raw = columns_of(&raw);
    for (group, columns) in [("P1_raw_pairwise", &slices(&raw)[..10]), ("P2_raw_pairwise", &slices(&raw)[10..])] {
        let found = reliability(columns).expect("indicators that vary");
        assert_near(found.pairwise.expect("pairs of regions"), of[group], group);
        assert!(found.n_regions < 293, "{group}: gaps");
    }
}

#[test]
fn eigenvalues_of_the_first_pillar() {
    let (Some(scores), Some(expected)) = (reference("chainA_normalised_2023.csv"), reference("pca_eigen_P1_2023.csv")) else {
        return;
    };
    let scores = columns_of(&scores);
    let found = principal_components(&slices(&scores)[..10]).expect("indicators that vary");
    assert_eq!(found.components.len(), expected.len());
    for (component, row) in found.components.iter().zip(&expected) {
        assert_near(component.eigenvalue, number(&row["eigenvalue"]), "eigenvalue");
        assert_near(component.share, number(&row["share"]), "share");
    }
}

#[test]
fn loadings_on_the_first_component_of_each_pillar() {
    let (Some(scores), Some(expected)) =
        (reference("chainA_normalised_2023.csv"), reference("pca_weights_level1_bygroup_2023.csv"))
    else {
        return;
    };
    let scores = columns_of(&scores);
    for pillar in [0..10, 10..20] {
        let found = principal_components(&slices(&scores)[pillar.clone()]).expect("indicators that vary");
        let expected: Vec<f64> = expected[pillar].iter().map(|row| number(&row["Weight"])).collect();
        // The sign is free, but one for all loadings.
        let sign = expected[0].signum() * found.components[0].loadings[0].signum();
        for (found, expected) in found.components[0].loadings.iter().zip(expected) {
            assert_near(sign * found, expected, "loading");
        }
    }
}

#[test]
fn statistics_of_raw_values() {
    let (Some(raw), Some(expected)) = (raw_2023(), reference("stats_raw_2023.csv")) else { return };
    assert_eq!((raw.len(), expected.len()), (293, 20));
    for row in expected {
        let id = &row["iCode"];
        let values = column(&raw, id);
        let (counted, spread) = (Availability::of(&values), Distribution::of(&values));
        let summary = spread.summary.expect("values");
        let share = |share: Option<f64>| share.expect("values");
        for (name, found) in [
            ("Min", summary.minimum),
            ("Max", summary.maximum),
            ("Mean", summary.mean),
            ("Median", summary.median),
            ("Std", summary.deviation.expect("spread")),
            ("Skew", summary.skewness.expect("spread")),
            ("Kurt", summary.kurtosis.expect("spread")),
            ("N.Avail", counted.n_available as f64),
            ("N.NonZero", (counted.n_available - counted.n_zero) as f64),
            ("N.Unique", counted.n_distinct as f64),
            ("N.Same", counted.n_most_common as f64),
            ("Frc.Avail", share(counted.share_available())),
            ("Frc.NonZero", share(counted.share_nonzero())),
            ("Frc.Unique", share(counted.share_distinct())),
            ("Frc.Same", share(counted.share_most_common())),
        ] {
            assert_near(found, number(&row[name]), &format!("{id} {name}"));
        }
        for (name, found) in [
            ("Flag.Avail", share(counted.share_available()) < availability::LEAST_AVAILABLE),
            ("Flag.NonZero", share(counted.share_nonzero()) < availability::LEAST_NONZERO),
            ("Flag.Unique", share(counted.share_distinct()) < availability::LEAST_DISTINCT),
            ("Flag.SkewKurt", spread.is_skewed_by_outliers().expect("spread")),
        ] {
            assert_eq!(found, row[name] != "ok", "{id} {name}");
        }
    }
}

#[test]
fn availability_of_each_region() {
    let (Some(raw), Some(expected), Some(screened)) =
        (raw_2023(), reference("data_avail_summary_2023.csv"), reference("screen_byNA_090_2023.csv"))
    else {
        return;
    };
    let columns = columns_of(&raw);
    let found = availability::of_regions(&slices(&columns), raw.len());
    assert_eq!((found.len(), expected.len(), screened.len()), (293, 293, 293));
    let mut n_low = 0;
    for ((region, raw), (expected, screened)) in found.iter().zip(&raw).zip(expected.iter().zip(&screened)) {
        let code = &raw["uCode"];
        assert_eq!((code, code), (&expected["uCode"], &screened["uCode"]));
        let share = region.share_available().expect("indicators");
        for row in [expected, screened] {
            assert_near(region.n_missing as f64, number(&row["N_missing"]), code);
            assert_near(region.n_zero as f64, number(&row["N_zero"]), code);
            assert_near((region.n_missing + region.n_zero) as f64, number(&row["N_miss_or_zero"]), code);
            assert_near(share, number(&row["Dat_Avail"]), code);
            assert_near(region.share_nonzero().unwrap_or(f64::NAN), number(&row["Non_Zero"]), code);
        }
        let is_low = share < availability::LEAST_AVAILABLE_OF_REGION;
        assert_eq!(is_low, screened["LowData"] == "TRUE", "{code}");
        n_low += usize::from(is_low);
    }
    assert_eq!(n_low, 1);
}

#[test]
fn nominal_weights_are_products_of_shares() {
    let (Some(indicators), Some(expected)) = (reference("inputs/indicators.csv"), reference("effective_weights.csv")) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("index.toml");
    std::fs::write(&path, configuration(&indicators)).expect("the configuration is written");
    let plan = evp::load_plan(&path).expect("the configuration resolves");
    let weight = |child: Child| match child {
        Child::Indicator(indicator_idx) => plan.indicators[indicator_idx].weights[0],
        Child::Node(node_idx) => plan.tree.nodes[node_idx].weights[0],
    };
    let children = |node_idx: usize| plan.tree.children(node_idx).into_iter().map(weight).collect();
    let weights: Vec<Vec<f64>> = (0..plan.tree.nodes.len()).map(children).collect();
    let found = nominal_weights(&plan, &weights);
    let expected: BTreeMap<&str, f64> = expected.iter().map(|row| (row["iCode"].as_str(), number(&row["EffWeight"]))).collect();
    assert_eq!(found.len(), 20);
    for (indicator, weight) in plan.indicators.iter().zip(&found) {
        assert_near(*weight, expected[indicator.id.as_str()], &indicator.id);
    }
    for factor in &plan.tree.nodes[1..] {
        let below: f64 = factor.leaves.iter().map(|&leaf| found[leaf]).sum();
        let id = factor.id.to_uppercase();
        assert_near(below, expected[id.as_str()], &id);
    }
}

/// The index of the reference as a configuration.
fn configuration(indicators: &Rows) -> String {
    let mut text = "format = 1\n\
        [index]\nid = \"coinr\"\ntitle = \"Reference\"\nlanguages = [\"en\"]\n\
        [regions]\ntable = \"regions.csv\"\ncode_scheme = \"verbatim\"\n\
        [method]\nindex_of = \"factors\"\n\
        [[source]]\nid = \"panel\"\nfiles = [\"panel.parquet\"]\n\
        [[edition]]\nid = \"2023\"\n"
        .to_owned();
    for row in indicators {
        let (id, parent) = (row["iCode"].to_lowercase(), row["Parent"].to_lowercase());
        // Read and written as a number, so that `1` and `.5` are numbers in the configuration too.
        let weight = number(&row["Weight"]);
        match row["Type"].as_str() {
            "Indicator" => text.push_str(&format!(
                "[[variable]]\nid = \"raw_{id}\"\n\
                 [[indicator]]\nid = \"{id}\"\nfactor = \"{parent}\"\nvariable = \"raw_{id}\"\n\
                 direction = \"higher-is-better\"\nweight = {weight:?}\n"
            )),
            _ if parent == "index" => text.push_str(&format!("[[factor]]\nid = \"{id}\"\nweight = {weight:?}\n")),
            _ => {}
        }
    }
    text
}
