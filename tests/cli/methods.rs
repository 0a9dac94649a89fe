//! The methods through the program: what cannot be computed stops with a message that names indicator and edition, and what
//! can leaves tables without a single number that is none.

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use insta::assert_snapshot;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::statistics::{self, Statistics};
use crate::workdir::Workdir;

const GROWTH: &str = "derive = { change = { of = \"population\", as = \"percent\" } }\n";
const EMPLOYMENT: &str = "variable = \"employment_rate\"\n";

/// The tiny index with lines added to the indicators `employment` and `growth`, and others at its end.
fn index(workdir: Workdir, employment: &str, growth: &str, lines: &str) -> Workdir {
    workdir.edit("index.toml", EMPLOYMENT, &format!("{EMPLOYMENT}{employment}"));
    workdir.edit("index.toml", GROWTH, &format!("{GROWTH}{growth}"));
    workdir.append("index.toml", lines);
    workdir
}

/// What stops the build of the tiny index so changed.
fn stopped(statistics: &Statistics, employment: &str, growth: &str, lines: &str) -> String {
    let workdir = index(Workdir::built(), employment, growth, lines);
    workdir.statistics(statistics);
    workdir.refused()
}

/// Builds the tiny index so changed, and looks for numbers that are none.
fn built(statistics: &Statistics, employment: &str, growth: &str, lines: &str) -> Workdir {
    let workdir = index(Workdir::new(), employment, growth, lines);
    workdir.statistics(statistics);
    workdir.builds();
    assert_only_numbers(&workdir);
    workdir
}

/// Every number of every table is one: missing is an empty cell, never NaN or infinity.
fn assert_only_numbers(workdir: &Workdir) {
    let mut n_tables = 0;
    for (name, bytes) in workdir.content().into_iter().filter(|(name, _)| name.starts_with("out/")) {
        if name.ends_with(".csv") {
            n_tables += 1;
            let text = String::from_utf8(bytes).expect("UTF-8");
            for cell in text.split([',', ';', '\n', '\r']) {
                let cell = cell.trim_matches('"').trim_start_matches('-').to_lowercase();
                assert!(!matches!(cell.as_str(), "nan" | "inf" | "infinity" | "∞"), "{name} has a cell `{cell}`");
            }
        } else if name.ends_with(".parquet") && !name.starts_with("out/inputs/") {
            n_tables += 1;
            let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).expect("a Parquet file");
            for batch in reader.build().expect("a reader") {
                let batch = batch.expect("a batch");
                for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
                    if *field.data_type() == DataType::Float64 {
                        let numbers = column.as_primitive::<Float64Type>();
                        let bad = numbers.iter().flatten().find(|number| !number.is_finite());
                        assert_eq!(bad, None, "{name}, column {} of {}", field.name(), numbers.len());
                    }
                }
            }
        }
    }
    assert!(n_tables >= 7, "only {n_tables} tables");
}

/// What the notes say was done to the data, and the rules that go beyond the plain ones.
fn said(workdir: &Workdir) -> String {
    let notes = workdir.read("out/notes.md");
    let (_, said) = notes.split_once("## What was done to the data\n\n").expect("the section");
    let plain = ["- Universe: ", "- Division: ", "- Region types: ", "- Rank change: ", "- Scores are ", "- Missing values: "];
    said.lines().filter(|line| !plain.iter().any(|plain| line.starts_with(plain))).map(|line| format!("{line}\n")).collect()
}

/// Rows of `scores.parquet` of one node in one edition.
fn scores(workdir: &Workdir, edition: &str, node: &str, columns: &[&str]) -> String {
    let mut all = vec!["edition", "node", "code"];
    all.extend(columns);
    let lines = statistics::lines(workdir.content()["out/scores.parquet"].clone(), &all);
    let start = format!("{edition} {node} ");
    lines.iter().filter_map(|line| line.strip_prefix(&start)).map(|line| format!("{line}\n")).collect()
}

/// Lines of a table that start like this, and its header.
fn rows(workdir: &Workdir, table: &str, wanted: impl Fn(&str) -> bool) -> String {
    let text = workdir.read(table);
    text.lines().enumerate().filter(|(at, line)| *at == 0 || wanted(line)).map(|(_, line)| format!("{line}\n")).collect()
}

/// The tiny statistics with one value of `series` in `year` for all regions.
fn with_one_value(series: &str, year: i32, value: f64) -> Statistics {
    let mut statistics = Statistics::tiny();
    for row in statistics.rows.iter_mut().filter(|row| row.series == series && row.year == year) {
        row.value = Some(value);
    }
    statistics
}

/// The tiny statistics in which some values are missing: employment of 2023 in Sastamala and of 2024 in Nurmes and Vantaa.
fn with_gaps() -> Statistics {
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2023, "790").value = None;
    statistics.row("employment_rate", 2024, "541").value = None;
    statistics.row("employment_rate", 2024, "092").value = None;
    statistics
}

// ---------------------------------------------------------------------------------------------- what cannot be computed

#[test]
fn a_range_of_zero_stops_the_build_where_the_method_says_so() {
    let statistics = with_one_value("employment_rate", 2024, 70.0);
    assert_snapshot!(stopped(
        &statistics, "", "", "[method.normalisation]\nmethod = \"min-max\"\nall_equal = \"fail\"\n"
    ), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` cannot be normalised in edition 2025: all values are equal (70)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`
    "#);
}

#[test]
fn a_range_of_zero_gives_what_the_method_says() {
    let statistics = with_one_value("employment_rate", 2024, 70.0);
    for (rule, score) in [("middle", "50.0"), ("missing", "–"), ("formula", "–")] {
        let lines = format!(
            "[method.normalisation]\nmethod = \"min-max\"\nall_equal = \"{rule}\"\n[method.missing]\nminimum_coverage = 0.5\n"
        );
        let workdir = built(&statistics, "", "", &lines);
        let scores = scores(&workdir, "2025", "employment", &["normalised"]);
        assert!(scores.lines().all(|line| line.ends_with(score)), "{rule}: {scores}");
        let line = said(&workdir).lines().next().unwrap_or_default().to_owned();
        match rule {
            "middle" => {
                assert_snapshot!(line, @r"- Edition 2025: `employment` has the same value everywhere and tells no regions apart (all get the middle of the range)")
            }
            "missing" => {
                assert_snapshot!(line, @r"- Edition 2025: `employment` has the same value everywhere and tells no regions apart (all are missing)")
            }
            _ => {
                assert_snapshot!(line, @r"- Edition 2025: `employment` has the same value everywhere and tells no regions apart (all get what the formula gives, or nothing where it divides by zero)")
            }
        }
    }
}

#[test]
fn a_region_alone_in_its_pool() {
    let pool = "pool = { within = \"region-type\" }\n";
    assert_snapshot!(stopped(
        &Statistics::tiny(), "", "", &format!("[method.normalisation]\nmethod = \"min-max\"\nall_equal = \"fail\"\n{pool}")
    ), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` cannot be normalised in edition 2024 within `rural`: all values are equal (32.5)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`

    error: the indicator `employment` cannot be normalised in edition 2024 within `rural`: all values are equal (66.3)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`

    error: the indicator `growth` cannot be normalised in edition 2024 within `rural`: all values are equal (-1.5217391304347827)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`

    error: the indicator `workplaces` cannot be normalised in edition 2025 within `rural`: all values are equal (32.560706401766005)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`

    error: the indicator `employment` cannot be normalised in edition 2025 within `rural`: all values are equal (66.9)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`

    error: the indicator `growth` cannot be normalised in edition 2025 within `rural`: all values are equal (-1.5452538631346577)
      help: leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = "middle"`
    "#);
    let workdir = built(&Statistics::tiny(), "", "", &format!("[method.normalisation]\nmethod = \"min-max\"\n{pool}"));
    assert_snapshot!(scores(&workdir, "2025", "growth", &["raw", "normalised", "status"]), @r"
    049 2.1995134129875424 100.0 observed
    091 1.411119347664937 0.0 observed
    092 1.5462146837857607 17.13550901293803 observed
    214 -1.0505741509894944 0.0 observed
    235 1.1258278145695364 100.0 observed
    541 -1.5452538631346577 50.0 observed
    790 -0.6655574043261231 17.69051640074566 observed
    ");
}

#[test]
fn a_logarithm_of_what_is_not_above_zero() {
    let normalisation = "normalisation = { method = \"min-max\", logarithm = true }\n";
    assert_snapshot!(stopped(&Statistics::tiny(), "", normalisation, ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `growth` cannot be normalised in edition 2024: -0.9758064516129032 is not above zero
          214 Kankaanpää: -0.9758064516129032
          541 Nurmes: -1.5217391304347827
          790 Sastamala: -0.6611570247933884
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator

    error: the indicator `growth` cannot be normalised in edition 2025: -1.0505741509894944 is not above zero
          214 Kankaanpää: -1.0505741509894944
          541 Nurmes: -1.5452538631346577
          790 Sastamala: -0.6655574043261231
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator
    ");
    let all = "normalisation = { method = \"min-max\", logarithm = true, pool = { editions = \"all\" } }\n";
    assert_snapshot!(stopped(&Statistics::tiny(), "", all, ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `growth` cannot be normalised in all editions together: -0.9758064516129032 is not above zero
          214 Kankaanpää: -0.9758064516129032 in edition 2024
          541 Nurmes: -1.5217391304347827 in edition 2024
          790 Sastamala: -0.6611570247933884 in edition 2024
          214 Kankaanpää: -1.0505741509894944 in edition 2025
          541 Nurmes: -1.5452538631346577 in edition 2025
          and 1 more
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator
    ");
    // Above zero in the edition that sets the scale, not in the one that is put on it.
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2024, "541").value = Some(0.0);
    let base = "normalisation = { method = \"min-max\", logarithm = true, pool = { editions = \"2024\" } }\n";
    assert_snapshot!(stopped(&statistics, base, "", ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` cannot be normalised on the scale of edition 2024: 0 is not above zero
          541 Nurmes: 0 in edition 2025
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator
    ");
}

#[test]
fn treatments_by_a_logarithm_of_what_is_not_above_zero() {
    let treatment = "treatment = { steps = [{ logarithm = { shift = \"none\" } }], skewness = 0, kurtosis = 0 }\n";
    let mut statistics = Statistics::tiny();
    statistics.row("population", 2025, "049").value = Some(900_000.0);
    assert_snapshot!(stopped(&statistics, "", treatment, ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `growth` cannot be treated in edition 2025: -1.5452538631346577 is not above zero
          214 Kankaanpää: -1.0505741509894944
          541 Nurmes: -1.5452538631346577
          790 Sastamala: -0.6655574043261231
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator
    ");
}

#[test]
fn a_fraction_of_a_maximum_with_negative_values() {
    assert_snapshot!(stopped(&Statistics::tiny(), "", "normalisation = { method = \"fraction-of-maximum\" }\n", ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `growth` cannot be normalised in edition 2024: -1.5217391304347827 is not above zero
          214 Kankaanpää: -0.9758064516129032
          541 Nurmes: -1.5217391304347827
          790 Sastamala: -0.6611570247933884
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator

    error: the indicator `growth` cannot be normalised in edition 2025: -1.5452538631346577 is not above zero
          214 Kankaanpää: -1.0505741509894944
          541 Nurmes: -1.5452538631346577
          790 Sastamala: -0.6655574043261231
      help: check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator
    ");
}

#[test]
fn references_that_are_zero_or_have_no_value() {
    let mut statistics = Statistics::tiny();
    let values = [0.0, 3.0, -3.0, 2.0, -2.0, 1.0, -1.0, 0.0];
    let of_year = statistics.rows.iter_mut().filter(|row| row.series == "employment_rate" && row.year == 2024);
    for (row, value) in of_year.zip(values) {
        row.value = Some(value);
    }
    let ratio = "normalisation = { method = \"relative-to\", relation = \"ratio\" }\n";
    assert_snapshot!(stopped(&statistics, ratio, "", ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` cannot be normalised in edition 2025: the reference has no usable value
      help: check the reference: a target or reference region without a value, or a mean of 0, is nothing to compare with
    ");
    let region = "missing = { policy = \"renormalise\" }\nnormalisation = { method = \"distance-to\", reference = { region = \"790\" } }\n";
    assert_snapshot!(stopped(&with_gaps(), region, "", ""), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` cannot be normalised in edition 2024: the reference has no usable value
      help: check the reference: a target or reference region without a value, or a mean of 0, is nothing to compare with
    ");
    let target = "normalisation = { method = \"distance-to\", reference = { target-variable = \"goal\" } }\n";
    let mut statistics = Statistics::tiny();
    for code in ["049", "091", "092", "214", "235", "541"] {
        statistics.add("goal", 2023, code, 80.0);
        statistics.add("goal", 2024, code, 80.0);
    }
    assert_snapshot!(stopped(&statistics, target, "", "[[variable]]\nid = \"goal\"\nmerge = \"sum\"\n"), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` cannot be normalised in edition 2024: the reference has no usable value
      help: check the reference: a target or reference region without a value, or a mean of 0, is nothing to compare with

    error: the indicator `employment` cannot be normalised in edition 2025: the reference has no usable value
      help: check the reference: a target or reference region without a value, or a mean of 0, is nothing to compare with
    ");
}

#[test]
fn weights_from_data_that_tell_nothing() {
    let twin = "[[indicator]]\nid = \"twin\"\nfactor = \"work\"\ndirection = \"higher-is-better\"\nvariable = \"employment_rate\"\nlag = 1\n";
    let constant = with_one_value("employment_rate", 2024, 70.0);
    let weights =
        |method: &str| format!("[method.weights]\nmethod = \"{method}\"\n[method.normalisation]\nmethod = \"min-max\"\n");
    assert_snapshot!(stopped(&constant, "", "", &weights("principal-component")), @r#"
    exit code: 5
    ----- stderr -----
    error: no weights can be taken from the data for `work` in edition 2024, loadings on the first principal component as weights: no weights do what was asked
      help: children that move against each other cancel out: check their `direction`, give weights, or take `equal` ones

    error: no weights can be taken from the data for `work` in edition 2025, loadings on the first principal component as weights: the correlations are singular
          `employment` is the same for all regions
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `tiny` in edition 2025, loadings on the first principal component as weights: the correlations are singular
          `employment` is the same for all regions
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`
    "#);
    assert_snapshot!(stopped(&constant, "", "", &weights("critic")), @r#"
    exit code: 5
    ----- stderr -----
    error: no weights can be taken from the data for `work` in edition 2025, weights by CRITIC (standard deviation times conflict with the others): the correlations are singular
          `employment` is the same for all regions
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `tiny` in edition 2025, weights by CRITIC (standard deviation times conflict with the others): the correlations are singular
          `employment` is the same for all regions
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`
    "#);
    assert_snapshot!(stopped(&Statistics::tiny(), "", "", &format!("{}{twin}", weights("equal-correlation"))), @r#"
    exit code: 5
    ----- stderr -----
    error: no weights can be taken from the data for `work` in edition 2024, weights such that all children correlate equally with the node: the correlations are singular
          `employment` and `twin` say the same
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `tiny` in edition 2024, weights such that all children correlate equally with the node: the correlations are singular
          `employment` and `twin` say the same
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `work` in edition 2025, weights such that all children correlate equally with the node: the correlations are singular
          `employment` and `twin` say the same
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `tiny` in edition 2025, weights such that all children correlate equally with the node: the correlations are singular
          `employment` and `twin` say the same
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`
    "#);
}

#[test]
fn weights_from_too_few_regions() {
    let workdir = index(Workdir::built(), "", "", "[method.weights]\nmethod = \"principal-component\"\n");
    workdir.edit("index.toml", "universe = { mainland = \"yes\" }", "universe = { code = [\"541\", \"790\"] }");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: no weights can be taken from the data for `work` in edition 2024, loadings on the first principal component as weights: 2 values are too few, the method needs 3
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `tiny` in edition 2024, loadings on the first principal component as weights: 2 values are too few, the method needs 3
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `work` in edition 2025, loadings on the first principal component as weights: 2 values are too few, the method needs 3
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`

    error: no weights can be taken from the data for `tiny` in edition 2025, loadings on the first principal component as weights: 2 values are too few, the method needs 3
      help: give weights, take `equal` ones, or fit them on more editions: `weights = { editions = "all" }`
    "#);
}

#[test]
fn a_base_edition_without_values() {
    let growth = "first_edition = \"2025\"\nnormalisation = { method = \"min-max\", pool = { editions = \"2024\" } }\n";
    assert_snapshot!(stopped(&Statistics::tiny(), "", growth, ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the normalisation of `growth` takes its parameters from edition 2024, which does not have the indicator
      --> index.toml:60:6
       |
    60 | id = "growth"
       |      ^^^^^^^^
       |
       = help: give the indicator a pool of its own: `normalisation = { pool = { editions = "all" } }`
    "#);
}

#[test]
fn a_group_by_a_variable_that_has_no_data() {
    assert_snapshot!(stopped(
        &Statistics::tiny(), "", "", "[[group]]\nid = \"employers\"\nlargest = { variable = \"jobs\", number = 3 }\n"
    ), @r"
    exit code: 5
    ----- stderr -----
    error: the group `employers` of edition 2025 needs `jobs` for 2025, which the data do not have
      help: add the data, or give the group a `lag`
    ");
}

#[test]
fn scores_that_a_geometric_mean_cannot_take() {
    // 1 % growth more than zero would be fine; a fall is less than zero on the scale of another edition.
    let lines = "[method.aggregation]\nmethod = \"geometric-mean\"\n[method.normalisation]\nmethod = \"min-max\"\nrange = [1, 100]\n\
                 pool = { editions = \"2024\" }\n";
    assert_snapshot!(stopped(&Statistics::tiny(), "", "", lines), @r#"
    exit code: 3
    ----- stderr -----
    error: `tiny` needs scores above 0, but `workplaces` can score less than 0
     --> index.toml:4:6
      |
    4 | id = "tiny"
      |      ^^^^^^
      |
      = help: choose a normalisation with a range, such as min-max with `range = [1, 100]`

    error: `work` needs scores above 0, but `workplaces` can score less than 0
      --> index.toml:40:6
       |
    40 | id = "work"
       |      ^^^^^^
       |
       = help: choose a normalisation with a range, such as min-max with `range = [1, 100]`

    error: `people` needs scores above 0, but `growth` can score less than 0
      --> index.toml:43:6
       |
    43 | id = "people"
       |      ^^^^^^^^
       |
       = help: choose a normalisation with a range, such as min-max with `range = [1, 100]`
    "#);
}

// ------------------------------------------------------------------------------------------------------------- imputation

#[test]
fn gaps_filled_in_every_way() {
    for imputation in [
        "{ method = \"mean\" }",
        "{ method = \"median\", pool = { editions = \"all\" } }",
        "{ method = \"mean\", pool = { within = \"region-type\" } }",
        "{ method = \"constant\", value = 68.5 }",
        "{ method = \"carried-forward\" }",
        "{ method = \"linear\", ends = \"constant\" }",
        "{ method = \"row-mean\" }",
    ] {
        let employment = format!("imputation = {imputation}\nmissing = {{ policy = \"renormalise\" }}\n");
        let workdir = built(&with_gaps(), &employment, "", "[method.missing]\nminimum_coverage = 0.5\n");
        let of = |edition: &str| scores(&workdir, edition, "employment", &["raw", "treated", "status"]);
        let gaps: String =
            (of("2024") + &of("2025")).lines().filter(|line| line.contains("missing")).map(|line| format!("{line}\n")).collect();
        let coverage = rows(&workdir, "out/rankings.csv", |line| line.contains("541,Nurmes"));
        let coverage: Vec<&str> = coverage.lines().skip(1).filter_map(|line| line.rsplit(',').nth(1)).collect();
        let notes: String = said(&workdir)
            .lines()
            .filter(|line| line.contains("mput") || line.contains("Missing"))
            .map(|line| format!("{line}\n"))
            .collect();
        let seen = format!("{gaps}coverage of Nurmes: {}\n{notes}", coverage.join(" "));
        match imputation {
            "{ method = \"mean\" }" => assert_snapshot!(seen, @r"
            790 – 73.0 missing (empty)+imputed
            092 – 74.17999999999999 missing (empty)+imputed
            541 – 74.17999999999999 missing (empty)+imputed
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with the mean)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: the mean of the 7 regions ranked in the edition: `employment`
            "),
            "{ method = \"median\", pool = { editions = \"all\" } }" => assert_snapshot!(seen, @r"
            790 – 73.5 missing (empty)+imputed
            092 – 73.5 missing (empty)+imputed
            541 – 73.5 missing (empty)+imputed
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with the median)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: the median of all editions together: `employment`
            "),
            "{ method = \"mean\", pool = { within = \"region-type\" } }" => assert_snapshot!(seen, @r"
            790 – 75.2 missing (empty)+imputed
            092 – 74.05 missing (empty)+imputed
            541 – – missing (empty)
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 2 of them imputed: `employment` 3 (2 filled with the mean; the others left out, the other weights carry the score)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: the mean of this edition, within the own region type: `employment`
            "),
            "{ method = \"constant\", value = 68.5 }" => assert_snapshot!(seen, @r"
            790 – 68.5 missing (empty)+imputed
            092 – 68.5 missing (empty)+imputed
            541 – 68.5 missing (empty)+imputed
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with the value 68.5)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: the value 68.5: `employment`
            "),
            "{ method = \"carried-forward\" }" => assert_snapshot!(seen, @r"
            790 – – missing (empty)
            092 – 72.0 missing (empty)+imputed
            541 – 66.3 missing (empty)+imputed
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 2 of them imputed: `employment` 3 (2 filled with the region's latest earlier value, at most 1 period back; the others left out, the other weights carry the score)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: the region's latest earlier value, at most 1 period back: `employment`
            "),
            "{ method = \"linear\", ends = \"constant\" }" => assert_snapshot!(seen, @r"
            790 – 73.2 missing (empty)+imputed
            092 – 72.0 missing (empty)+imputed
            541 – 66.3 missing (empty)+imputed
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with a value on the line between the region's nearest ones, at most 1 period away; the nearest value, where it has none on one side)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: a value on the line between the region's nearest ones, at most 1 period away; the nearest value, where it has none on one side: `employment`
            "),
            _ => assert_snapshot!(seen, @r"
            790 – 69.02068416350224 missing (empty)+imputed
            092 – 75.56052917868392 missing (empty)+imputed
            541 – 72.14335760458628 missing (empty)+imputed
            coverage of Nurmes: 1 0.6666666666666666
            - Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with the mean of the region's scores within the factor)
            - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
            - Imputation: the mean of the region's scores within the factor: `employment`
            "),
        }
    }
}

#[test]
fn a_gap_filled_with_the_value_of_the_area_above() {
    let workdir = Workdir::new();
    let regions = workdir.read("regions.csv");
    let with_area = |line: &str| match line.split(',').next() {
        Some("code") => format!("{line},seutukunta\n"),
        _ => format!("{line},011\n"),
    };
    let regions: String = regions.lines().map(with_area).collect();
    workdir.write("regions.csv", regions + "011,seutukunta,2020-01-01,,Area,,yes,\n");
    let mut statistics = with_gaps();
    for row in [2023, 2024] {
        statistics.add("area_rate", row, "SK011", 60.0 + f64::from(row - 2023));
    }
    workdir.statistics(&statistics);
    let imputation = "imputation = { method = \"parent-area\", variable = \"area_rate\", level = \"seutukunta\" }\n";
    let lines = "[[variable]]\nid = \"area_rate\"\nlevel = \"seutukunta\"\nmerge = { weighted-mean = \"population\" }\n";
    let workdir = index(workdir, imputation, "", lines);
    assert_snapshot!(workdir.run(crate::workdir::BUILD), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024

    cities (3)
                   TINY  work  people
     1.  Espoo     82.8  74.2   100.0  =
     2.  Helsinki  76.8  81.8    66.7  =

    towns (3)
                     TINY  work  people
     1.  Kauniainen  50.0  50.0    50.0   =
     2.  Sastamala   37.4  39.4    33.3
     3.  Kankaanpää  31.3  38.6    16.7  ▼1

    rural municipalities (1)
           TINY  work  people

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule
      Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with the value of the seutukunta)
      Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
      Not ranked in edition 2024: 1 region below 75 % coverage: 790 Sastamala
      Not ranked in edition 2025: 2 regions below 75 % coverage: 092 Vantaa, 541 Nurmes
      Ties in edition 2024: 2 regions share 1 rank: 2. Helsinki = Vantaa

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

// ----------------------------------------------------------------------------------------------- treatment, normalisation

#[test]
fn outliers_are_winsorised_and_it_is_said_which() {
    let treatment =
        "treatment = { steps = [{ winsorise = { at-most = 2 } }, { logarithm = {} }], skewness = 0.5, kurtosis = 0.5 }\n";
    let treatment = treatment.replace("at-most", "at_most");
    let workdir = index(Workdir::new(), "", "", "");
    workdir.edit("index.toml", "scale = 100 } }\n", &format!("scale = 100 }} }}\n{treatment}"));
    workdir.builds();
    assert_only_numbers(&workdir);
    assert_snapshot!(said(&workdir), @r"
    - Outliers treated: 2 values changed over all editions, each in scores.parquet (`raw`, `treated`), skewness and kurtosis in parameters.csv: `workplaces` 2
    - Outliers of `workplaces`: winsorising of at most 2 values kept in 2024, 2025
    - Ties in edition 2024: 2 regions share 1 rank: 2. Helsinki = Vantaa

    ## Rules

    - Normalisation: percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, turned before ranking where less is better; pool: the 7 regions ranked in the edition
    - Outliers: where skewness is beyond ±0.5 and kurtosis above 0.5: winsorising of at most 2 values, then logarithm ln(x − min + 0.01 · (max − min)), each on the original values; kept where it helps; pool: the 7 regions ranked in the edition: `workplaces`
    - Aggregation: weighted arithmetic mean of all indicators below a node, added in configuration order
    - Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
    assert_snapshot!(rows(&workdir, "out/parameters.csv", |line| line.contains("treatment")), @r"
    edition,node,step,group,parameter,value,data_status
    2024,workplaces,treatment,,skewness before,1.0757880751209126,draft
    2024,workplaces,treatment,,kurtosis before,1.0373469470659002,draft
    2024,workplaces,treatment,,upper limit,52.83771039333825,draft
    2024,workplaces,treatment,,skewness after,0.0831227771980613,draft
    2024,workplaces,treatment,,kurtosis after,-1.2501877478474586,draft
    2025,workplaces,treatment,,skewness before,1.09997567886621,draft
    2025,workplaces,treatment,,kurtosis before,1.2003311546549438,draft
    2025,workplaces,treatment,,upper limit,52.133218559425806,draft
    2025,workplaces,treatment,,skewness after,0.042048296987864935,draft
    2025,workplaces,treatment,,kurtosis after,-1.1285993705425987,draft
    ");
    assert_snapshot!(scores(&workdir, "2025", "workplaces", &["raw", "treated", "status"]), @r"
    049 43.27694698494383 43.27694698494383 observed
    091 68.9696071163825 52.133218559425806 treated
    092 52.133218559425806 52.133218559425806 observed
    214 39.661210196270055 39.661210196270055 observed
    235 26.584673604541155 26.584673604541155 observed
    541 32.560706401766005 32.560706401766005 observed
    790 35.98169717138103 35.98169717138103 observed
    ");
}

#[test]
fn a_scale_kept_from_a_base_edition() {
    let lines = "[method.normalisation]\nmethod = \"min-max\"\npool = { editions = \"2024\" }\n";
    let workdir = built(&Statistics::tiny(), "", "", lines);
    assert_snapshot!(scores(&workdir, "2025", "employment", &["raw", "normalised"]), @r"
    049 74.6 65.8730158730158
    091 73.5 57.14285714285713
    092 70.9 36.50793650793655
    214 71.1 38.095238095238045
    235 78.5 96.82539682539678
    541 66.9 4.761904761904826
    790 73.2 54.761904761904766
    ");
    assert_snapshot!(rows(&workdir, "out/parameters.csv", |line| line.contains(",employment,normalisation,")), @r"
    edition,node,step,group,parameter,value,data_status
    2024,employment,normalisation,,minimum,66.3,draft
    2024,employment,normalisation,,maximum,78.9,draft
    2025,employment,normalisation,,minimum,66.3,draft
    2025,employment,normalisation,,maximum,78.9,draft
    ");
}

// ----------------------------------------------------------------------------------------------- weights and aggregation

#[test]
fn every_aggregation_builds() {
    let min_max = "method = \"min-max\"\nrange = [1, 100]\n";
    let mazziotta = "method = \"min-max\"\nrange = [70, 130]\n";
    let mut tops = String::new();
    for (aggregation, normalisation) in [
        ("\"arithmetic-mean\"", min_max),
        ("\"sum\"", min_max),
        ("\"geometric-mean\"", min_max),
        ("\"harmonic-mean\"", min_max),
        ("\"power-mean\"\nexponent = 0.5", min_max),
        ("\"median\"", min_max),
        ("\"minimum\"", min_max),
        ("\"mazziotta-pareto\"", mazziotta),
        ("\"copeland\"", min_max),
        ("\"benefit-of-the-doubt\"", min_max),
        ("\"mean-of-ranks\"", min_max),
    ] {
        let lines = format!("[method.aggregation]\nmethod = {aggregation}\n[method.normalisation]\n{normalisation}");
        let workdir = built(&Statistics::tiny(), "", "", &lines);
        let rankings = workdir.read("out/rankings.csv");
        let mut of_newest: Vec<(u32, &str, &str)> = rankings
            .lines()
            .filter(|line| line.starts_with("2025,"))
            .map(|line| line.split(',').collect::<Vec<&str>>())
            .map(|cells| (cells[5].parse().expect("a rank"), cells[2], cells[4]))
            .collect();
        of_newest.sort_unstable();
        let shown: Vec<String> = of_newest.iter().map(|(rank, name, score)| format!("{rank} {name} {score}")).collect();
        tops.push_str(&format!("{}: {}\n", aggregation.replace('\n', " "), shown.join(" · ")));
    }
    assert_snapshot!(tops, @r#"
    "arithmetic-mean": 1 Helsinki 78.828299714 · 2 Espoo 68.901418389 · 3 Vantaa 59.513797203 · 4 Kauniainen 57.538364033 · 5 Sastamala 33.990880888 · 6 Kankaanpää 27.488651091 · 7 Nurmes 5.652810939
    "sum": 1 Helsinki 236.484899142 · 2 Espoo 206.704255166 · 3 Vantaa 178.54139161 · 4 Kauniainen 172.615092099 · 5 Sastamala 101.972642663 · 6 Kankaanpää 82.465953274 · 7 Nurmes 16.958432818
    "geometric-mean": 1 Helsinki 76.845463269 · 2 Espoo 64.375633878 · 3 Vantaa 56.080698415 · 4 Sastamala 31.239469796 · 5 Kankaanpää 25.386698607 · 6 Kauniainen 19.275316517 · 7 Nurmes 2.463931889
    "harmonic-mean": 1 Helsinki 74.856498973 · 2 Espoo 60.004731435 · 3 Vantaa 52.605452319 · 4 Sastamala 29.109196888 · 5 Kankaanpää 23.098754307 · 6 Kauniainen 2.929791825 · 7 Nurmes 1.451482792
    "power-mean" exponent = 0.5: 1 Helsinki 77.842610601 · 2 Espoo 66.648836775 · 3 Vantaa 57.82414646 · 4 Kauniainen 42.08795928 · 5 Sastamala 32.551130543 · 6 Kankaanpää 26.482611733 · 7 Nurmes 3.82543179
    "median": 1 Helsinki 79.157312935 · 2 Kauniainen 71.615092099 · 3 Espoo 66.715517241 · 4 Vantaa 60.67464712 · 5 Kankaanpää 31.543332626 · 6 Sastamala 24.256438385 · 7 Nurmes 1
    "minimum": 1 Helsinki 57.327586207 · 2 Espoo 39.988737925 · 3 Vantaa 35.137931034 · 4 Sastamala 22.948962899 · 5 Kankaanpää 14.077793062 · 6 Kauniainen 1 · 6 Nurmes 1
    "mazziotta-pareto": 1 Helsinki 116.217095403 · 2 Espoo 109.161000788 · 3 Vantaa 104.145854738 · 4 Kauniainen 98.162113589 · 5 Sastamala 89.11241321 · 6 Kankaanpää 85.649897688 · 7 Nurmes 72.601490299
    "copeland": 1 Espoo 6 · 2 Helsinki 4 · 3 Vantaa 2 · 4 Kauniainen 0 · 5 Sastamala -2 · 6 Kankaanpää -4 · 7 Nurmes -6
    "benefit-of-the-doubt": 1 Espoo 1 · 1 Helsinki 1 · 1 Kauniainen 1 · 4 Vantaa 0.911433608 · 5 Sastamala 0.643815291 · 6 Kankaanpää 0.502246063 · 7 Nurmes 0.149584328
    "mean-of-ranks": 1 Espoo 2 · 2 Helsinki 2.333333333 · 3 Vantaa 3.333333333 · 4 Kauniainen 4 · 5 Sastamala 4.666666667 · 6 Kankaanpää 5 · 7 Nurmes 6.666666667
    "#);
}

#[test]
fn a_negative_weight_is_warned_of() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "id = \"tiny\"\n", "id = \"tiny\"\nweights = { method = \"principal-component\" }\n");
    workdir.append("index.toml", "[method.normalisation]\nmethod = \"z-score\"\n");
    let growth = |direction: &str| format!("factor = \"people\"\ndirection = \"{direction}-is-better\"\n");
    workdir.edit("index.toml", &growth("higher"), &growth("lower"));
    workdir.builds();
    assert_only_numbers(&workdir);
    assert_snapshot!(said(&workdir), @r"
    - Warning: the weights of `tiny` are fitted anew in every edition (loadings on the first principal component as weights), so that a change of score or rank mixes changes of the data with changes of the weights; fit them on all editions, or keep those of one
    - Warning: `growth` has a negative weight in `tiny`, so that a better score in it lowers that of the whole: −0.7095 in edition 2024, −0.7268 in edition 2025

    ## Rules

    - Normalisation: z-score: 0 + 1 · (x − mean) / standard deviation (by n − 1), turned where less is better; pool: the 7 regions ranked in the edition
    - Aggregation of `tiny`: weighted arithmetic mean of all indicators below a node, added in configuration order; loadings on the first principal component as weights, fitted in each edition
    - Aggregation of `work`, `people`: weighted arithmetic mean of all indicators below a node, added in configuration order
    - Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
    assert_snapshot!(rows(&workdir, "out/parameters.csv", |line| line.contains(",tiny,weight,")), @r"
    edition,node,step,group,parameter,value,data_status
    2024,tiny,weight,,workplaces,0.362947289804,draft
    2024,tiny,weight,,employment,0.604093463414,draft
    2024,tiny,weight,,growth,-0.709464835129,draft
    2025,tiny,weight,,workplaces,0.393765737711,draft
    2025,tiny,weight,,employment,0.562812749054,draft
    2025,tiny,weight,,growth,-0.726767055739,draft
    ");
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"fi\"]");
    workdir.edit("regions.csv", "name_en", "name_fi");
    workdir.builds();
    assert!(workdir.read("out/notes.md").contains(": −0,7095 julkaisussa 2024, −0,7268 julkaisussa 2025"));
}

#[test]
fn weights_of_each_edition() {
    let workdir = built(&Statistics::tiny(), "", "weight = { \"2025\" = 4 }\n", "");
    assert_snapshot!(rows(&workdir, "out/parameters.csv", |line| line.contains(",weight,,growth,")), @r"
    edition,node,step,group,parameter,value,data_status
    2024,tiny,weight,,growth,1,draft
    2024,people,weight,,growth,1,draft
    2025,tiny,weight,,growth,4,draft
    2025,people,weight,,growth,4,draft
    ");
}

// ------------------------------------------------------------------------------------------- sets, screening and ranking

#[test]
fn an_indicator_that_comes_later() {
    let workdir = built(&Statistics::tiny(), "", "first_edition = \"2025\"\n", "");
    assert_snapshot!(said(&workdir), @r"
    - Indicators new in edition 2025: `growth`; a change against the edition before may come from that

    ## Rules

    - Normalisation: percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, turned before ranking where less is better; pool: the 7 regions ranked in the edition
    - Aggregation: weighted arithmetic mean of all indicators below a node, added in configuration order
    - Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
    assert_snapshot!(rows(&workdir, "out/rankings.csv", |line| line.contains("Nurmes") || line.contains("Espoo")), @r"
    edition,code,name_en,region_type,tiny,tiny_rank,tiny_type_rank,tiny_rank_change,tiny_type_rank_change,work,work_rank,work_type_rank,work_rank_change,work_type_rank_change,people,people_rank,people_type_rank,people_rank_change,people_type_rank_change,coverage,data_status
    2024,049,Espoo,city,75,2,2,,,75,2,2,,,,,,,,1,draft
    2024,541,Nurmes,rural,8.333333333,7,1,,,8.333333333,7,1,,,,,,,,1,draft
    2025,049,Espoo,city,83.333333333,1,1,1,1,75,2,2,0,0,100,1,1,,,1,draft
    2025,541,Nurmes,rural,5.555555556,7,1,0,0,8.333333333,7,1,0,0,0,7,1,,,1,draft
    ");
}

#[test]
fn a_region_and_an_indicator_with_too_little_data() {
    let mut statistics = with_gaps();
    statistics.remove(|row| row.series == "population" && row.code == "235" && row.year == 2024);
    let lines =
        "[method.screening]\nregion = 0.6\nindicator = 0.75\n[method.missing]\npolicy = \"renormalise\"\nlargest_share = 1\n";
    let workdir = built(&statistics, "", "", lines);
    assert_snapshot!(said(&workdir), @r"
    - Indicators left out, because too few regions have them: `employment` of edition 2025 (there for 71 %)
    - Regions left out of an edition and its pools, because they have too few indicators: 235 Kauniainen of edition 2025 (has 0 %)
    - Missing: 2 indicator values over all editions, 0 of them imputed: `employment` 1 (left out, the other weights carry the score), `growth` 1 (left out, the other weights carry the score)
    - Missing `employment`: Sastamala (2024)
    - Missing `growth`: Kauniainen (2024)
    - Not ranked in edition 2024: 2 regions below 75 % coverage: 235 Kauniainen, 790 Sastamala
    - Ties in edition 2025: 5 regions share 2 ranks: 1. Espoo = Helsinki = Vantaa, 4. Kankaanpää = Sastamala

    ## Rules

    - Normalisation: percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, turned before ranking where less is better; pool: the 7 regions ranked in the edition
    - Screening: indicators that have values for less than 75 % of the regions are left out of an edition
    - Screening: regions that have values for less than 60 % of the indicators are left out of an edition
    - Aggregation: weighted arithmetic mean of all indicators below a node, added in configuration order
    - Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
    assert_snapshot!(rows(&workdir, "out/rankings.csv", |line| line.starts_with("2025")), @r"
    edition,code,name_en,region_type,tiny,tiny_rank,tiny_type_rank,tiny_rank_change,tiny_type_rank_change,work,work_rank,work_type_rank,work_rank_change,work_type_rank_change,people,people_rank,people_type_rank,people_rank_change,people_type_rank_change,coverage,data_status
    2025,049,Espoo,city,80,1,1,0,0,60,3,3,-1,-1,100,1,1,0,0,1,draft
    2025,091,Helsinki,city,80,1,1,1,1,100,1,1,0,0,60,3,3,0,0,1,draft
    2025,092,Vantaa,city,80,1,1,2,2,80,2,2,1,1,80,2,2,0,0,1,draft
    2025,214,Kankaanpää,town,30,4,1,0,0,40,4,1,1,1,20,5,2,0,0,1,draft
    2025,235,Kauniainen,town,,,,,,,,,,,,,,,,0,draft
    2025,541,Nurmes,rural,0,6,1,-1,0,0,6,1,0,0,0,6,1,0,0,1,draft
    2025,790,Sastamala,town,30,4,1,,,20,5,2,,,40,4,1,0,0,1,draft
    ");
}

#[test]
fn the_lowest_first_in_every_table_and_on_the_terminal() {
    let lines = "[method.ranking]\norder = \"lowest-first\"\n[[group]]\nid = \"big\"\nname = { en = \"the three largest\" }\n\
                 largest = { variable = \"population\", number = 3 }\n";
    let workdir = index(Workdir::new(), "", "", lines);
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024
    The lowest score is rank 1

    cities (3)
                   TINY  work  people
     1.  Vantaa    61.1  50.0    83.3  =
     2.  Helsinki  77.8  83.3    66.7  =
     3.  Espoo     83.3  75.0   100.0  =

    towns (3)
                     TINY  work  people
     1.  Kankaanpää  33.3  41.7    16.7  =
     2.  Sastamala   38.9  41.7    33.3  =
     3.  Kauniainen  50.0  50.0    50.0  =

    rural municipalities (1)
                 TINY  work  people
     1.  Nurmes   5.6   8.3     0.0  =

    Also ranked within: the three largest (3 regions)

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule

    Wrote 47 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
    assert_only_numbers(&workdir);
    assert_snapshot!(workdir.read("out/types/2025/city.csv"), @r"
    Edition,Rank in type,Change in type (places),Code,Municipality,Tiny index,Rank,Change (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),Coverage (%),Data status
    2025,1,0,092,Vantaa,61.1,5,0,50.0,4,1,1,0,83.3,6,2,0,0,100,draft
    2025,2,0,091,Helsinki,77.8,6,0,83.3,7,3,0,0,66.7,5,1,-1,0,100,draft
    2025,3,0,049,Espoo,83.3,7,0,75.0,6,2,0,0,100.0,7,3,0,0,100,draft
    ");
    assert_snapshot!(workdir.read("out/groups/2025/big.csv"), @r"
    Edition,Rank in group (the three largest),Change in group (places),Code,Municipality,Region type,Tiny index,Rank,Rank in type,Change (places),Change in type (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),work: rank in group,work: change in group (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),people: rank in group,people: change in group (places),Coverage (%),Data status
    2025,1,0,092,Vantaa,cities,61.1,5,1,0,0,50.0,4,1,1,0,1,0,83.3,6,2,0,0,2,0,100,draft
    2025,2,0,091,Helsinki,cities,77.8,6,2,0,0,83.3,7,3,0,0,3,0,66.7,5,1,-1,0,1,0,100,draft
    2025,3,0,049,Espoo,cities,83.3,7,3,0,0,75.0,6,2,0,0,2,0,100.0,7,3,0,0,3,0,100,draft
    ");
}

#[test]
fn ranks_of_scores_before_they_are_rounded() {
    let rounding = "[method.normalisation]\nrange = [0, 10]\n[method.rounding]\nindex = { half-up = 0 }\n[method.ranking]\nof = ";
    let ranks = |of: &str| {
        let workdir = built(&Statistics::tiny(), "", "", &format!("{rounding}\"{of}\"\n"));
        let rankings = workdir.read("out/rankings.csv");
        let cells = rankings.lines().filter(|line| line.starts_with("2025")).map(|line| line.split(',').collect::<Vec<&str>>());
        let shown: Vec<String> = cells.map(|cells| format!("{} {} {}", cells[2], cells[4], cells[5])).collect();
        shown.join(" · ")
    };
    assert_snapshot!(ranks("rounded"), @r"Espoo 8 1 · Helsinki 8 1 · Vantaa 6 3 · Kankaanpää 3 6 · Kauniainen 5 4 · Nurmes 1 7 · Sastamala 4 5");
    assert_snapshot!(ranks("unrounded"), @r"Espoo 8 1 · Helsinki 8 2 · Vantaa 6 3 · Kankaanpää 3 6 · Kauniainen 5 4 · Nurmes 1 7 · Sastamala 4 5");
}

#[test]
fn classes_with_names_and_percentiles_for_people() {
    let lines = "[method.percentile]\n[method.classes]\nnumber = 3\nnames = [\"upper\", \"middle\", \"lower\"]\n";
    let workdir = built(&Statistics::tiny(), "", "", lines);
    assert_snapshot!(rows(&workdir, "out/rankings.csv", |line| line.starts_with("2025")), @r"
    edition,code,name_en,region_type,tiny,tiny_rank,tiny_type_rank,tiny_rank_change,tiny_type_rank_change,tiny_percentile,tiny_class,work,work_rank,work_type_rank,work_rank_change,work_type_rank_change,work_percentile,work_class,people,people_rank,people_type_rank,people_rank_change,people_type_rank_change,people_percentile,people_class,coverage,data_status
    2025,049,Espoo,city,83.333333333,1,1,0,0,1,1,75,2,2,0,0,0.8333333333333334,1,100,1,1,0,0,1,1,1,draft
    2025,091,Helsinki,city,77.777777778,2,2,0,0,0.8333333333333334,1,83.333333333,1,1,0,0,1,1,66.666666667,3,3,1,0,0.6666666666666666,1,1,draft
    2025,092,Vantaa,city,61.111111111,3,3,0,0,0.6666666666666666,1,50,3,3,0,0,0.5833333333333334,1,83.333333333,2,2,0,0,0.8333333333333334,1,1,draft
    2025,214,Kankaanpää,town,33.333333333,6,3,0,0,0.16666666666666666,3,41.666666667,5,2,1,1,0.25,2,16.666666667,6,3,0,0,0.16666666666666666,3,1,draft
    2025,235,Kauniainen,town,50,4,1,0,0,0.5,2,50,3,1,1,0,0.5833333333333334,1,50,4,1,-1,0,0.5,2,1,draft
    2025,541,Nurmes,rural,5.555555556,7,1,0,0,0,3,8.333333333,7,1,0,0,0,3,0,7,1,0,0,0,3,1,draft
    2025,790,Sastamala,town,38.888888889,5,2,0,0,0.3333333333333333,2,41.666666667,5,2,0,0,0.25,2,33.333333333,5,2,0,0,0.3333333333333333,2,1,draft
    ");
    assert_snapshot!(rows(&workdir, "out/rankings.en.csv", |line| line.starts_with("2025")), @r"
    Edition,Code,Municipality,Region type,Tiny index,Rank,Rank in type,Change (places),Change in type (places),Percentile (0–1),Class,work,work: rank,work: rank in type,work: change (places),work: change in type (places),work: percentile (0–1),work: class,people,people: rank,people: rank in type,people: change (places),people: change in type (places),people: percentile (0–1),people: class,Coverage (%),Data status
    2025,049,Espoo,cities,83.3,1,1,0,0,1.000,upper,75.0,2,2,0,0,0.833,upper,100.0,1,1,0,0,1.000,upper,100,draft
    2025,091,Helsinki,cities,77.8,2,2,0,0,0.833,upper,83.3,1,1,0,0,1.000,upper,66.7,3,3,1,0,0.667,upper,100,draft
    2025,092,Vantaa,cities,61.1,3,3,0,0,0.667,upper,50.0,3,3,0,0,0.583,upper,83.3,2,2,0,0,0.833,upper,100,draft
    2025,214,Kankaanpää,towns,33.3,6,3,0,0,0.167,lower,41.7,5,2,1,1,0.250,middle,16.7,6,3,0,0,0.167,lower,100,draft
    2025,235,Kauniainen,towns,50.0,4,1,0,0,0.500,middle,50.0,3,1,1,0,0.583,upper,50.0,4,1,-1,0,0.500,middle,100,draft
    2025,541,Nurmes,rural municipalities,5.6,7,1,0,0,0.000,lower,8.3,7,1,0,0,0.000,lower,0.0,7,1,0,0,0.000,lower,100,draft
    2025,790,Sastamala,towns,38.9,5,2,0,0,0.333,middle,41.7,5,2,0,0,0.250,middle,33.3,5,2,0,0,0.333,middle,100,draft
    ");
    let stars = built(&Statistics::tiny(), "", "", "[method.classes]\ncut_points = [40, 60]\nfirst = \"weakest\"\n");
    let classes = stars.read("out/rankings.en.csv");
    let classes: Vec<&str> = classes.lines().filter(|line| line.starts_with("2025")).collect();
    assert_snapshot!(classes.join("\n"), @r"
    2025,049,Espoo,cities,83.3,1,1,0,0,3,75.0,2,2,0,0,3,100.0,1,1,0,0,3,100,draft
    2025,091,Helsinki,cities,77.8,2,2,0,0,3,83.3,1,1,0,0,3,66.7,3,3,1,0,3,100,draft
    2025,092,Vantaa,cities,61.1,3,3,0,0,3,50.0,3,3,0,0,2,83.3,2,2,0,0,3,100,draft
    2025,214,Kankaanpää,towns,33.3,6,3,0,0,1,41.7,5,2,1,1,2,16.7,6,3,0,0,1,100,draft
    2025,235,Kauniainen,towns,50.0,4,1,0,0,2,50.0,3,1,1,0,2,50.0,4,1,-1,0,2,100,draft
    2025,541,Nurmes,rural municipalities,5.6,7,1,0,0,1,8.3,7,1,0,0,1,0.0,7,1,0,0,1,100,draft
    2025,790,Sastamala,towns,38.9,5,2,0,0,1,41.7,5,2,0,0,2,33.3,5,2,0,0,1,100,draft
    ");
}

#[test]
fn labels_in_finnish_and_swedish() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"fi\", \"sv\"]");
    workdir.edit("index.toml", "title = \"Tiny index\"", "title = { fi = \"Pieni\", sv = \"Liten\" }");
    let text = workdir.read("index.toml").replace("name = \"cities\"", "name = { fi = \"kaupungit\", sv = \"städer\" }");
    let text = text.replace("name = \"towns\"", "name = { fi = \"pikkukaupungit\", sv = \"småstäder\" }");
    let text = text.replace("name = \"rural municipalities\"", "name = { fi = \"maaseutu\", sv = \"landsbygd\" }");
    workdir.write("index.toml", text);
    workdir.edit("regions.csv", "name_en", "name_fi");
    workdir.append(
        "index.toml",
        "[method.percentile]\n[method.classes]\nnumber = 2\nnames = [{ fi = \"kärki\", sv = \"topp\" }, { fi = \"muut\", sv = \"övriga\" }]\n\
         [[group]]\nid = \"size\"\nname = { fi = \"Kokoluokka\", sv = \"Storleksklass\" }\nsize_classes = { variable = \"population\", limits = [20000, 300000] }\n",
    );
    workdir.builds();
    let header = |name: &str| workdir.read(name).lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    assert_snapshot!(header("out/rankings.fi.csv"), @r"
    ﻿Julkaisu;Koodi;Kunta;Aluetyyppi;Kokoluokka;Kokoluokka: sijoitus;Kokoluokka: muutos (sijaa);Pieni;Sijoitus;Sijoitus tyypissä;Muutos (sijaa);Muutos tyypissä (sijaa);Persentiili (0–1);Luokka;work;work: sijoitus;work: sijoitus tyypissä;work: muutos (sijaa);work: muutos tyypissä (sijaa);work: persentiili (0–1);work: luokka;people;people: sijoitus;people: sijoitus tyypissä;people: muutos (sijaa);people: muutos tyypissä (sijaa);people: persentiili (0–1);people: luokka;Kattavuus (%);Aineiston tila
    2024;049;Espoo;kaupungit;≥300000;1;;83,3;1;1;;;1,000;kärki;75,0;2;2;;;0,833;kärki;100,0;1;1;;;1,000;kärki;100;luonnos
    ");
    assert_snapshot!(header("out/rankings.sv.csv"), @r"
    ﻿Utgåva;Kod;Kommun;Områdestyp;Storleksklass;Storleksklass: placering;Storleksklass: förändring (placeringar);Liten;Placering;Placering inom typen;Förändring (placeringar);Förändring inom typen (placeringar);Percentil (0–1);Klass;work;work: placering;work: placering inom typen;work: förändring (placeringar);work: förändring inom typen (placeringar);work: percentil (0–1);work: klass;people;people: placering;people: placering inom typen;people: förändring (placeringar);people: förändring inom typen (placeringar);people: percentil (0–1);people: klass;Täckning (%);Materialets status
    2024;049;049;städer;≥300000;1;;83,3;1;1;;;1,000;topp;75,0;2;2;;;0,833;topp;100,0;1;1;;;1,000;topp;100;utkast
    ");
    let of_percentiles =
        |name: &str, word: &str| workdir.read(name).lines().find(|line| line.starts_with(word)).expect("a rule").to_owned();
    assert_snapshot!(
        [of_percentiles("out/notes.md", "- Tuloksen persentiili"), of_percentiles("out/notes.sv.md", "- Resultatets percentil")]
            .join("\n"),
        @r"
    - Tuloksen persentiili: sen osuus sijoista, 0–1: (m − pienin m) / (suurin m − pienin m), samat arvot saavat sijojensa keskiarvon, pyöristämättä
    - Resultatets percentil: dess andel av platserna, 0–1: (m − lägsta m) / (högsta m − lägsta m), lika värden får medeltalet av sina platser, inte avrundade
    ");
    assert_snapshot!(header("out/groups/2025/size-20000-to-300000.csv"), @r"
    ﻿Julkaisu;Sijoitus ryhmässä (Kokoluokka: 20000–<300000);Muutos ryhmässä (sijaa);Koodi;Kunta;Aluetyyppi;Pieni;Sijoitus;Sijoitus tyypissä;Muutos (sijaa);Muutos tyypissä (sijaa);Persentiili (0–1);Luokka;work;work: sijoitus;work: sijoitus tyypissä;work: muutos (sijaa);work: muutos tyypissä (sijaa);work: sijoitus ryhmässä;work: muutos ryhmässä (sijaa);work: persentiili (0–1);work: luokka;people;people: sijoitus;people: sijoitus tyypissä;people: muutos (sijaa);people: muutos tyypissä (sijaa);people: sijoitus ryhmässä;people: muutos ryhmässä (sijaa);people: persentiili (0–1);people: luokka;Kattavuus (%);Aineiston tila
    2025;1;0;092;Vantaa;kaupungit;61,1;3;3;0;0;0,667;kärki;50,0;3;3;0;0;1;0;0,583;kärki;83,3;2;2;0;0;1;0;0,833;kärki;100;luonnos
    ");
}

#[test]
fn shares_are_percentages_without_binary_noise() {
    let workdir = Workdir::new();
    workdir.append(
        "index.toml",
        "[method.missing]\npolicy = \"renormalise\"\nminimum_coverage = 0.55\n[method.screening]\nindicator = 0.57\n",
    );
    workdir.builds();
    let notes = workdir.read("out/notes.md");
    assert!(notes.contains("for less than 57 % of the regions") && notes.contains("needs 55 % of its weight"), "{notes}");
}

// ------------------------------------------------------------------------------------------------------ groups and targets

#[test]
fn groups_of_every_kind() {
    let lines = "[[group]]\nid = \"partners\"\nname = \"Partner towns\"\nregions = [\"049\", \"541\", \"790\"]\n\
                 [[group]]\nid = \"kind\"\nname = \"Kind\"\ncolumn = \"region_type\"\n\
                 [[group]]\nid = \"big\"\nlargest = { variable = \"population\", number = 3 }\n\
                 [[group]]\nid = \"size\"\nsize_classes = { variable = \"population\", limits = [20000, 300000] }\n";
    let workdir = built(&Statistics::tiny(), "", "", lines);
    let names: Vec<String> =
        workdir.content().into_keys().filter(|name| name.starts_with("out/groups/2025/") && name.ends_with(".csv")).collect();
    assert_snapshot!(names.join("\n"), @r"
    out/groups/2025/big.csv
    out/groups/2025/kind-city.csv
    out/groups/2025/kind-rural.csv
    out/groups/2025/kind-town.csv
    out/groups/2025/partners.csv
    out/groups/2025/size-20000-to-300000.csv
    out/groups/2025/size-from-300000.csv
    out/groups/2025/size-under-20000.csv
    ");
    assert_snapshot!(workdir.read("out/groups/2025/partners.csv"), @r"
    Edition,Rank in group (Partner towns),Change in group (places),Code,Municipality,Region type,Tiny index,Rank,Rank in type,Change (places),Change in type (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),work: rank in group,work: change in group (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),people: rank in group,people: change in group (places),Coverage (%),Data status
    2025,1,0,049,Espoo,cities,83.3,1,1,0,0,75.0,2,2,0,0,1,0,100.0,1,1,0,0,1,0,100,draft
    2025,2,0,790,Sastamala,towns,38.9,5,2,0,0,41.7,5,2,0,0,2,0,33.3,5,2,0,0,2,0,100,draft
    2025,3,0,541,Nurmes,rural municipalities,5.6,7,1,0,0,8.3,7,1,0,0,3,0,0.0,7,1,0,0,3,0,100,draft
    ");
    assert_snapshot!(workdir.read("out/groups/2025/size-from-300000.csv"), @r"
    Edition,Rank in group (size: ≥300000),Change in group (places),Code,Municipality,Region type,Tiny index,Rank,Rank in type,Change (places),Change in type (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),work: rank in group,work: change in group (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),people: rank in group,people: change in group (places),Coverage (%),Data status
    2025,1,0,049,Espoo,cities,83.3,1,1,0,0,75.0,2,2,0,0,2,0,100.0,1,1,0,0,1,0,100,draft
    2025,2,0,091,Helsinki,cities,77.8,2,2,0,0,83.3,1,1,0,0,1,0,66.7,3,3,1,0,2,0,100,draft
    ");
    assert_snapshot!(rows(&workdir, "out/rankings.en.csv", |line| line.starts_with("2025")), @r"
    Edition,Code,Municipality,Region type,Partner towns: rank,Partner towns: change (places),Kind,Kind: rank,Kind: change (places),big: rank,big: change (places),size,size: rank,size: change (places),Tiny index,Rank,Rank in type,Change (places),Change in type (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),Coverage (%),Data status
    2025,049,Espoo,cities,1,0,city,1,0,1,0,≥300000,1,0,83.3,1,1,0,0,75.0,2,2,0,0,100.0,1,1,0,0,100,draft
    2025,091,Helsinki,cities,,,city,2,0,2,0,≥300000,2,0,77.8,2,2,0,0,83.3,1,1,0,0,66.7,3,3,1,0,100,draft
    2025,092,Vantaa,cities,,,city,3,0,3,0,20000–<300000,1,0,61.1,3,3,0,0,50.0,3,3,0,0,83.3,2,2,0,0,100,draft
    2025,214,Kankaanpää,towns,,,town,3,0,,,<20000,2,0,33.3,6,3,0,0,41.7,5,2,1,1,16.7,6,3,0,0,100,draft
    2025,235,Kauniainen,towns,,,town,1,0,,,<20000,1,0,50.0,4,1,0,0,50.0,3,1,1,0,50.0,4,1,-1,0,100,draft
    2025,541,Nurmes,rural municipalities,3,0,rural,1,0,,,<20000,3,0,5.6,7,1,0,0,8.3,7,1,0,0,0.0,7,1,0,0,100,draft
    2025,790,Sastamala,towns,2,0,town,2,0,,,20000–<300000,2,0,38.9,5,2,0,0,41.7,5,2,0,0,33.3,5,2,0,0,100,draft
    ");
    assert_snapshot!(said(&workdir), @r"
    ## Rules

    - Normalisation: percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, turned before ranking where less is better; pool: the 7 regions ranked in the edition
    - Aggregation: weighted arithmetic mean of all indicators below a node, added in configuration order
    - Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)
    - Group `partners` (Partner towns): 3 regions named in the configuration
    - Group `kind` (Kind): those with the same `region_type`
    - Group `big`: the 3 with the largest `population`
    - Group `size`: classes of `population` with the limits 20000, 300000

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
    let only = workdir.run(&["build", "index.toml", "--out", "only", "--tables", "groups"]);
    assert_eq!(only.code, Some(0), "{only}");
    assert!(
        workdir
            .content()
            .keys()
            .filter(|name| name.starts_with("only/"))
            .all(|name| { name.starts_with("only/groups") || name == "only/manifest.json" || name == "only/" })
    );
}

#[test]
fn targets_of_regions_indicators_and_the_index() {
    let lines = "[[target]]\nof = \"employment\"\nvalue = 75\nregions = { \"541\" = 70 }\nnote = \"programme 2030\"\n\n\
                 [[target]]\nof = \"tiny\"\nregions = { \"091\" = 60 }\n";
    let workdir = built(&Statistics::tiny(), "", "", lines);
    assert_snapshot!(rows(&workdir, "out/targets.csv", |line| line.starts_with("2025")), @r"
    edition,code,name_en,of,value,target,distance,reached,note,data_status
    2025,049,Espoo,employment,74.6,75,-0.4,no,programme 2030,draft
    2025,091,Helsinki,employment,73.5,75,-1.5,no,programme 2030,draft
    2025,092,Vantaa,employment,70.9,75,-4.1,no,programme 2030,draft
    2025,214,Kankaanpää,employment,71.1,75,-3.9,no,programme 2030,draft
    2025,235,Kauniainen,employment,78.5,75,3.5,yes,programme 2030,draft
    2025,541,Nurmes,employment,66.9,70,-3.1,no,programme 2030,draft
    2025,790,Sastamala,employment,73.2,75,-1.8,no,programme 2030,draft
    2025,091,Helsinki,tiny,77.777777778,60,17.777777778,yes,,draft
    ");
}

// ------------------------------------------------------------------------------------------------------------ all at once

#[test]
fn notes_of_many_methods_at_once() {
    let lines = "[method.pool]\neditions = \"all\"\n[method.screening]\nregion = 0.5\n[method.imputation]\nmethod = \"median\"\n\
                 [method.treatment]\nsteps = [{ winsorise = {} }, { logarithm = {} }]\nskewness = 0.5\nkurtosis = 0.5\n\
                 [method.normalisation]\nmethod = \"min-max\"\nrange = [1, 100]\n[method.weights]\nmethod = \"entropy\"\n\
                 [method.aggregation]\nmethod = \"geometric-mean\"\n[method.missing]\npolicy = \"renormalise\"\nlargest_share = 0.5\n\
                 [method.percentile]\n[method.classes]\nnumber = 5\n[method.rounding]\nindex = { half-up = 3 }\n\
                 [[group]]\nid = \"big\"\nlargest = { variable = \"population\", number = 3 }\n\
                 [[target]]\nof = \"employment\"\nvalue = 75\n";
    let workdir = built(&with_gaps(), "", "", lines);
    assert_snapshot!(workdir.read("out/notes.md").replace(&sha_of(&workdir), "…"), @r"
    # Tiny index

    ## About

    - Data status: draft
    - Input: statistics.parquet (56 rows, SHA-256 …)

    ## What was done to the data

    - Universe: 7 regions ranked; 1 of the division left out by rule
    - Missing: 3 indicator values over all editions, 3 of them imputed: `employment` 3 (filled with the median)
    - Missing `employment`: Vantaa (2025), Nurmes (2025), Sastamala (2024)
    - No score for `work` in edition 2024: 1 ranked region for want of data: 790 Sastamala
    - No score for `work` in edition 2025: 2 ranked regions for want of data: 092 Vantaa, 541 Nurmes

    ## Rules

    - Normalisation: min–max 1–100: (x − min) / (max − min), 1 and 100 need not occur in every edition; pool: all editions together
    - Screening: regions that have values for less than 50 % of the indicators are left out of an edition
    - Imputation: the median of all editions together
    - Outliers: where skewness is beyond ±0.5 and kurtosis above 0.5: winsorising of at most 5 values, then logarithm ln(x − min + 0.01 · (max − min)), each on the original values; kept where it helps; pool: all editions together
    - Aggregation: weighted geometric mean (a score of zero is refused) of all indicators below a node; weights by Shannon entropy, fitted on all editions together
    - Rounding: indicator scores not rounded, factors not rounded, index rounded half up to 3 decimals
    - Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)
    - Percentile of a result: its share of the places, 0 to 1: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, not rounded
    - Classes of a result: 5 of equal size by rank, number 1 being the best; regions that tie are in one class
    - Group `big`: the 3 with the largest `population`
    - Missing values: left out, the other weights carry the score; a score needs 75 % of its weight to rest on data
    - Division: regions as on 1 January 2025, for all editions; older series are brought to it by the rule of each variable
    - Region types: column `region_type` of regions.csv
    - Rank change: rank in the previous edition minus this one, + is a climb: 2025 against 2024
    - Scores are positions relative to the other regions, not percentages of anything

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
}

fn sha_of(workdir: &Workdir) -> String {
    let notes = workdir.read("out/notes.md");
    let (_, rest) = notes.split_once("SHA-256 ").expect("the hash of the input");
    rest.split(')').next().unwrap_or_default().to_owned()
}

#[test]
fn a_terminal_with_many_factors_long_names_and_no_types() {
    let workdir = Workdir::new();
    let text = workdir.read("index.toml");
    let (before, rest) = text.split_once("[regions.types]").expect("the types");
    let (_, after) = rest.split_once("[[source]]").expect("the source");
    let mut text = format!("{before}[[source]]{after}");
    let names =
        ["Availability of services", "Housing and environment", "Kaupunkiseutujen", "Education", "Safety", "Trust in each other"];
    for (position, name) in names.iter().enumerate() {
        text.push_str(&format!(
            "[[factor]]\nid = \"f{position}\"\nname = \"{name}\"\n[[indicator]]\nid = \"i{position}\"\nfactor = \"f{position}\"\n\
             direction = \"lower-is-better\"\nvariable = \"population\"\n"
        ));
    }
    text.push_str("[[group]]\nid = \"big\"\nname = \"the three largest\"\nlargest = { variable = \"population\", number = 3 }\n");
    text.push_str("[[group]]\nid = \"kind\"\ncolumn = \"region_type\"\n");
    workdir.write("index.toml", text);
    workdir.edit("regions.csv", "Helsinki", "Helsinki the capital city of the whole Republic");
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024
                     TINY  work  people  Availability  Housing and  Kaupunkiseutujen  Education
                                          of services  environment
     1.  Kauniainen  72.2  50.0    50.0          83.3         83.3              83.3       83.3  =
     2.  Nurmes      68.5   8.3     0.0         100.0        100.0             100.0      100.0  =
     3.  Kankaanpää  55.6  41.7    16.7          66.7         66.7              66.7       66.7  =
     4.  Sastamala   46.3  41.7    33.3          50.0         50.0              50.0       50.0  =
     5.  Vantaa      42.6  50.0    83.3          33.3         33.3              33.3       33.3  =

    Not shown here: 2 further factors

    Also ranked within: the three largest (3 regions), kind (3 groups)

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}
