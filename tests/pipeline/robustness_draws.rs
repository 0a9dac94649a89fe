//! What replicates draw, as `evp robustness --write-replicates` writes it: every distribution against its theory. And that all of it
//! depends on the seed alone.
//!
//! Tolerances are five standard errors of the statistic in question, from its theory; the seed is fixed.

use std::path::Path;

use crate::program;
use crate::tables::Table;

const REPLICATES: usize = 4_000;
/// Standard errors that a statistic may lie off: one in two million by chance.
const MOST_ERRORS: f64 = 5.0;
const N_INDICATORS: usize = 5;

const VALUES: [[i32; N_INDICATORS]; 4] = [[1, 9, 4, 4, 2], [5, 3, 8, 1, 7], [2, 6, 6, 9, 3], [8, 2, 1, 5, 6]];

/// Writes an index of four regions and five indicators, of which the first three belong to a factor.
fn write_index(folder: &Path, robustness: &str) {
    let mut text = "format = 1\n[index]\nid = \"made\"\ntitle = \"Made up\"\n[regions]\n[[source]]\nfiles = [\"values.csv\"]\n\
        [[edition]]\nid = \"2024\"\n[method]\nindex_of = \"factors\"\n[[factor]]\nid = \"f\"\nweight = 3\n[[factor]]\nid = \"g\"\n"
        .to_owned();
    let mut values = "region_code,year,indicator,value\n".to_owned();
    for indicator in 0..N_INDICATORS {
        let factor = if indicator < 3 { "f" } else { "g" };
        text += &format!(
            "[[variable]]\nid = \"v{indicator}\"\n[[indicator]]\nid = \"i{indicator}\"\nvariable = \"v{indicator}\"\n\
             factor = \"{factor}\"\ndirection = \"higher-is-better\"\n"
        );
        for (region, of_region) in VALUES.iter().enumerate() {
            values += &format!("r{region},2024,v{indicator},{}\n", of_region[indicator]);
        }
    }
    std::fs::write(folder.join("index.toml"), format!("{text}[robustness]\n{robustness}")).expect("written");
    std::fs::write(folder.join("values.csv"), values).expect("written");
}

/// The parameters of all replicates.
fn drawn(robustness: &str) -> Table {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_index(folder.path(), robustness);
    let number = REPLICATES.to_string();
    program::run(
        folder.path(),
        &["robustness", "index.toml", "--quiet", "--points", "0", "--replicates", &number, "--write-replicates", "drawn.csv"],
    );
    let table = Table::csv(&std::fs::read(folder.path().join("drawn.csv")).expect("it was written"), b',');
    assert_eq!(table.numbers("replicate"), (1..=REPLICATES).map(|number| Some(number as f64)).collect::<Vec<_>>());
    table
}

fn multipliers(table: &Table, ids: &[&str]) -> Vec<Vec<f64>> {
    let column = |id: &&str| table.numbers(&format!("multiplier:{id}")).into_iter().map(|number| number.expect("one")).collect();
    ids.iter().map(column).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Variance about a mean that is known.
fn variance(values: &[f64], mean: f64) -> f64 {
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
}

#[track_caller]
fn assert_near(what: &str, found: f64, expected: f64, standard_deviation: f64) {
    let error = standard_deviation / (REPLICATES as f64).sqrt();
    assert!((found - expected).abs() <= MOST_ERRORS * error, "{what} is {found}, not {expected} ± {error}");
}

/// A share of the replicates.
#[track_caller]
fn assert_share(what: &str, cells: &[Option<String>], wanted: Option<&str>, expected: f64) {
    let found = cells.iter().filter(|cell| cell.as_deref() == wanted).count() as f64 / REPLICATES as f64;
    assert_near(what, found, expected, (expected * (1.0 - expected)).sqrt());
}

#[test]
fn flat_dirichlet_weights_are_uniform_on_the_simplex() {
    let table = drawn("indicator_weights = \"dirichlet\"\nfactor_weights = \"dirichlet\"\n");
    for ids in [&["i0", "i1", "i2"][..], &["i3", "i4"], &["f", "g"]] {
        let multipliers = multipliers(&table, ids);
        let n = ids.len() as f64;
        let weights: Vec<Vec<f64>> = multipliers
            .iter()
            .map(|own| {
                let sums = (0..REPLICATES).map(|replicate| multipliers.iter().map(|other| other[replicate]).sum::<f64>());
                own.iter().zip(sums).map(|(own, sum)| own / sum).collect()
            })
            .collect();
        // Any one of n such weights has the beta distribution (1, n − 1).
        let of_variance = (n - 1.0) / (n * n * (n + 1.0));
        let excess = 6.0 * ((n - 2.0) * (n - 2.0) * (n + 1.0) - (n - 1.0) * (n + 2.0)) / ((n - 1.0) * (n + 2.0) * (n + 3.0));
        let of_square = (excess + 2.0) * of_variance * of_variance;
        for (id, weights) in ids.iter().zip(&weights) {
            assert_near(&format!("the mean of {id}"), mean(weights), 1.0 / n, of_variance.sqrt());
            let found = variance(weights, 1.0 / n);
            assert_near(&format!("the variance of {id}"), found, of_variance, of_square.sqrt());
            // P(w > x) = (1 − x)^(n − 1).
            for at in [0.1, 0.5, 0.8] {
                let expected = f64::powi(1.0 - at, n as i32 - 1);
                let share = weights.iter().filter(|weight| **weight > at).count() as f64 / REPLICATES as f64;
                assert_near(&format!("{id} above {at}"), share, expected, (expected * (1.0 - expected)).sqrt());
            }
        }
        // Covariance −1 / (n² (n + 1)); the product's deviation is at most that of one weight.
        let products: Vec<f64> = weights[0].iter().zip(&weights[1]).map(|(a, b)| (a - 1.0 / n) * (b - 1.0 / n)).collect();
        assert_near("a covariance", mean(&products), -1.0 / (n * n * (n + 1.0)), of_variance.sqrt());
    }
}

#[test]
fn multipliers_are_uniform_around_1_and_independent() {
    let table = drawn("indicator_weights = { uniform = 0.25 }\nfactor_weights = { uniform = 0.4 }\n");
    let ids = ["i0", "i1", "i2", "i3", "i4", "f", "g"];
    let all = multipliers(&table, &ids);
    for (position, (id, values)) in ids.iter().zip(&all).enumerate() {
        let spread = if position < N_INDICATORS { 0.25 } else { 0.4 };
        assert!(values.iter().all(|value| (value - 1.0).abs() <= spread), "{id}");
        // Of a uniform number of width 2 s: variance s²/3, fourth moment s⁴/5.
        let of_variance = spread * spread / 3.0;
        assert_near(&format!("the mean of {id}"), mean(values), 1.0, of_variance.sqrt());
        let of_square = f64::powi(spread, 4) * (1.0 / 5.0 - 1.0 / 9.0);
        assert_near(&format!("the variance of {id}"), variance(values, 1.0), of_variance, of_square.sqrt());
        for quarter in 0..4 {
            let from = 1.0 - spread + f64::from(quarter) * spread / 2.0;
            let share = values.iter().filter(|value| (from..from + spread / 2.0).contains(*value)).count() as f64;
            assert_near(&format!("quarter {quarter} of {id}"), share / REPLICATES as f64, 0.25, (0.25 * 0.75_f64).sqrt());
        }
        for (other_id, other) in ids.iter().zip(&all).skip(position + 1) {
            let other_spread = if other_id.starts_with('i') { 0.25 } else { 0.4 };
            let product: Vec<f64> =
                values.iter().zip(other).map(|(a, b)| (a - 1.0) * (b - 1.0) / (spread * other_spread / 3.0)).collect();
            assert_near(&format!("the correlation of {id} and {other_id}"), mean(&product), 0.0, 1.0);
        }
        // Neither from one replicate to the next.
        let product: Vec<f64> = values.windows(2).map(|pair| (pair[0] - 1.0) * (pair[1] - 1.0) / of_variance).collect();
        assert_near(&format!("the serial correlation of {id}"), mean(&product), 0.0, 1.0);
    }
}

#[test]
fn options_and_indicators_that_are_left_out_occur_as_often_as_they_should() {
    let table = drawn(
        "left_out = \"at-most-one\"\nnormalisation = { among = [\"configured\", \"min-max\", \"z-score\"], shares = [2, 1, 1] }\n\
         aggregation = { among = [\"arithmetic-mean\", \"geometric-mean\"], shares = [9, 1] }\n",
    );
    let left_out = table.optional_texts("left_out");
    assert_share("none left out", left_out, None, 1.0 / 6.0);
    for indicator in ["i0", "i1", "i2", "i3", "i4"] {
        assert_share(indicator, left_out, Some(indicator), 1.0 / 6.0);
    }
    let normalisations = table.optional_texts("normalisation");
    assert_share("configured", normalisations, Some("configured"), 0.5);
    assert_share("min-max", normalisations, Some("min-max"), 0.25);
    assert_share("z-score", normalisations, Some("z-score"), 0.25);
    assert_share("geometric", table.optional_texts("aggregation"), Some("geometric-mean"), 0.1);
    // The configured rule is the average, which is not drawn twice.
    for ties in ["configured", "minimum", "maximum"] {
        assert_share(ties, table.optional_texts("ties"), Some(ties), 1.0 / 3.0);
    }
    // Choices are independent of one another.
    let both: Vec<Option<String>> = left_out
        .iter()
        .zip(normalisations)
        .map(|(left_out, normalisation)| Some(format!("{} {}", left_out.as_deref()?, normalisation.as_deref()?)))
        .collect();
    assert_share("i3 and z-score", &both, Some("i3 z-score"), 1.0 / 24.0);

    let table = drawn("left_out = { share = 0.3 }\n");
    let left_out = table.optional_texts("left_out");
    assert_share("none left out", left_out, None, 0.7);
    for indicator in ["i0", "i1", "i2", "i3", "i4"] {
        assert_share(indicator, left_out, Some(indicator), 0.06);
    }
}

/// Everything that can be drawn, and errors of values.
const EVERYTHING: &str = "left_out = \"at-most-one\"\nnodes = [\"made\", \"f\"]\n\
    normalisation = { among = [\"configured\", \"min-max\", \"z-score\"] }\n\
    aggregation = { among = [\"arithmetic-mean\", \"geometric-mean\", { stated = { method = \"median\" } }] }\n\
    treatment = { among = [\"configured\", \"none\"] }\nindicator_weights = \"dirichlet\"\n\
    [[variable]]\nid = \"w\"\nerror = { relative = 0.2 }\n[[indicator]]\nid = \"iw\"\nvariable = \"w\"\n\
    direction = \"higher-is-better\"\n";

/// All files of an analysis of everything, with the parameters and ranks of every replicate.
fn analysed(arguments: &[&str]) -> program::Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_index(folder.path(), EVERYTHING);
    let more: String = (0..VALUES.len()).map(|region| format!("r{region},2024,w,{}\n", 10 - 3 * region)).collect();
    let values = std::fs::read_to_string(folder.path().join("values.csv")).expect("it was written");
    std::fs::write(folder.path().join("values.csv"), values + &more).expect("written");
    let asked = ["robustness", "index.toml", "--quiet", "--out", "out/analysis"];
    let written = ["--write-replicates", "out/drawn.csv", "--ranks", "out/ranks.parquet"];
    program::run(folder.path(), &[&asked[..], &written, arguments].concat());
    program::output(&folder.path().join("out"))
}

const FEW: [&str; 4] = ["--points", "8", "--replicates", "200"];

/// The same of few replicates.
fn few(arguments: &[&str]) -> program::Output {
    analysed(&[&FEW[..], arguments].concat())
}

#[test]
fn threads_do_not_show_in_anything_that_is_drawn() {
    let expected = few(&["--threads", "1"]);
    assert!(Table::parquet(expected.bytes("ranks.parquet")).numbers("rank").iter().any(Option::is_some));
    for n_threads in ["2", "4", "8"] {
        let found = few(&["--threads", n_threads]);
        program::assert_same_files(&format!("{n_threads} threads"), &expected.hashes(), &found.hashes());
    }
}

#[test]
fn another_seed_draws_otherwise_and_leaves_nominal_ranks() {
    let (first, again, other) = (few(&[]), few(&["--seed", "1"]), few(&["--seed", "2"]));
    program::assert_same_files("the same seed", &first.hashes(), &again.hashes());
    assert_ne!(first.bytes("drawn.csv"), other.bytes("drawn.csv"));
    let nominal = |output: &program::Output| {
        let table = Table::parquet(output.bytes("analysis/robustness.parquet"));
        (table.numbers("rank"), table.numbers("rank_mean"))
    };
    let ((ranks, means), (other_ranks, other_means)) = (nominal(&first), nominal(&other));
    assert_eq!(ranks, other_ranks);
    assert_ne!(means, other_means);
}

#[test]
fn written_replicates_are_replayed_to_the_same_ranks() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let first = few(&[]);
    std::fs::write(folder.path().join("drawn.csv"), first.bytes("drawn.csv")).expect("written");
    let path = folder.path().join("drawn.csv");
    let replayed = analysed(&["--points", "0", "--replay", path.to_str().expect("the path is text")]);
    let ranks = |output: &program::Output| Table::parquet(output.bytes("ranks.parquet")).numbers("rank");
    assert_eq!(ranks(&first), ranks(&replayed));
    assert_eq!(first.bytes("drawn.csv"), replayed.bytes("drawn.csv"));
}
