//! Surveys on a scale with their number of answers: values that rest on too few, and regions that were put together from others.

use insta::assert_snapshot;

use crate::statistics::{self, by_period};
use crate::workdir::Workdir;

/// Delta has been a part of Alpha since 2025.
const REGIONS: &str = "\
code,valid_from,valid_to,name,seutu
A,2024-01-01,,Alpha,north
B,2024-01-01,,Beta,north
C,2024-01-01,,Gamma,south
D,2024-01-01,2024-12-31,Delta,north
E,2024-01-01,,Epsilon,south
";

const MERGERS: &str = "date,code,name,successor\n2025-01-01,D,Delta,A\n";

/// A municipal strategy that is followed by tertial.
const CONFIGURATION: &str = r#"format = 1

[index]
id = "strategy"
title = "Strategy"

[regions]
table = "regions.csv"
mergers = "mergers.csv"
division = 2025

[[source]]
files = ["statistics.parquet"]

[[variable]]
id = "satisfaction"
division = "own-year"
plausible = [1, 5]
answers = "respondents"
least_answers = 10

[[variable]]
id = "respondents"
division = "own-year"
merge = "sum"

[[variable]]
id = "permits"
division = "own-year"
merge = "sum"

[[indicator]]
id = "satisfied"
direction = "higher-is-better"
variable = "satisfaction"
missing = { policy = "renormalise" }

[[indicator]]
id = "building"
direction = "higher-is-better"
derive = { sum = { of = "permits", over = 4, frequency = "month" } }

[[edition]]
id = "2024T3"

[[edition]]
id = "2025T1"

[method.missing]
minimum_coverage = 0.5
"#;

type Rows = Vec<(&'static str, String, &'static str, f64)>;

/// Satisfaction and answers of two tertials; permits of each of their months. What is NaN has no row.
fn rows() -> Rows {
    let surveyed = [
        ("A", "2024T3", 4.0, 6.0),
        ("D", "2024T3", 3.0, 18.0),
        ("B", "2024T3", 3.2, 9.0),
        ("C", "2024T3", 2.5, 40.0),
        ("E", "2024T3", 4.5, 10.0),
        ("A", "2025T1", 4.2, 30.0),
        ("B", "2025T1", 3.9, 12.0),
        ("C", "2025T1", 2.75, f64::NAN),
        ("E", "2025T1", f64::NAN, 11.0),
    ];
    let mut rows: Rows = Vec::new();
    for (code, period, value, answers) in surveyed {
        for (series, figure) in [("satisfaction", value), ("respondents", answers)] {
            if !figure.is_nan() {
                rows.push((code, period.to_owned(), series, figure));
            }
        }
    }
    for (year, months, codes) in [(2024, 9..=12, &["A", "B", "C", "D", "E"][..]), (2025, 1..=4, &["A", "B", "C", "E"])] {
        for (position, &code) in codes.iter().enumerate() {
            rows.extend(
                months
                    .clone()
                    .map(|month| (code, format!("{year}M{month:02}"), "permits", f64::from(month) + 10.0 * position as f64)),
            );
        }
    }
    rows
}

fn workdir(configuration: &str, rows: &Rows) -> Workdir {
    let workdir = Workdir::new();
    workdir.write("regions.csv", REGIONS);
    workdir.write("mergers.csv", MERGERS);
    workdir.write("index.toml", configuration);
    statistics::write(&workdir.path("statistics.parquet"), &by_period(rows));
    workdir
}

fn raw(workdir: &Workdir) -> String {
    let bytes = std::fs::read(workdir.path("out/scores.parquet")).expect("scores");
    let columns = ["kind", "edition", "node", "statistic_period", "code", "raw", "status", "answers", "data_status"];
    let lines = statistics::lines(bytes, &columns);
    let mut indicators: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("indicator ")).collect();
    indicators.sort_unstable();
    indicators.join("\n")
}

/// Alpha of 2024T3 is (6 · 4.0 + 18 · 3.0) / 24 = 3.25 on 24 answers, though its own six would have been too few. Beta's nine are
/// too few, Epsilon's ten are enough. In 2025T1 nobody knows how many answered in Gamma, and Epsilon has no value at all.
#[test]
fn a_tertial_index_with_a_survey() {
    let workdir = workdir(CONFIGURATION, &rows());
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Strategy
    *** draft ***

    Edition 2025T1, change against 2024T3
                  STRATEGY
     1.  Epsilon     100.0   =
     2.  Gamma        66.7  ▲1
     3.  Alpha        50.0  ▼1
     4.  Beta         16.7   =
      climbed most: Gamma +1 → 2.

    What was done to the data
      Merged: 6 values of 1 region put together from older divisions, 1 of them approximately by weighted mean: A Alpha (with D Delta)
      Missing: 3 indicator values over all editions, 0 of them imputed: `satisfied` 3 (left out, the other weights carry the score)
      Missing `satisfied`: Beta (2024T3), Gamma (2025T1), Epsilon (2025T1)
      Too few answers: `satisfied`: 1 in 2024T3, 1 in 2025T1

    Wrote 31 files to out (editions: 2024T3, 2025T1); rules and counts in full: notes.md
    ");
    assert_snapshot!(raw(&workdir), @r"
    2024T3 building 2024T3 A 204.0 merged – draft
    2024T3 building 2024T3 B 82.0 observed – draft
    2024T3 building 2024T3 C 122.0 observed – draft
    2024T3 building 2024T3 E 202.0 observed – draft
    2024T3 satisfied 2024T3 A 3.25 merged+approximate 24.0 draft
    2024T3 satisfied 2024T3 B – missing (too few answers) 9.0 draft
    2024T3 satisfied 2024T3 C 2.5 observed 40.0 draft
    2024T3 satisfied 2024T3 E 4.5 observed 10.0 draft
    2025T1 building 2025T1 A 10.0 observed – draft
    2025T1 building 2025T1 B 50.0 observed – draft
    2025T1 building 2025T1 C 90.0 observed – draft
    2025T1 building 2025T1 E 130.0 observed – draft
    2025T1 satisfied 2025T1 A 4.2 observed 30.0 draft
    2025T1 satisfied 2025T1 B 3.9 observed 12.0 draft
    2025T1 satisfied 2025T1 C – missing (too few answers) – draft
    2025T1 satisfied 2025T1 E – missing (no row) 11.0 draft
    ");
    let notes = workdir.read("out/notes.md");
    let of_surveys: Vec<&str> = notes.lines().filter(|line| line.contains("urveys") || line.contains("answers")).collect();
    assert_snapshot!(of_surveys.join("\n"), @r"
    - Too few answers: `satisfied`: 1 in 2024T3, 1 in 2025T1
    - Surveys: a value of `satisfaction` counts where it rests on at least 10 answers (`respondents`), those of merged regions and of areas together
    ");
}

#[test]
fn without_a_limit_every_number_of_answers_counts() {
    let workdir = workdir(&CONFIGURATION.replace("least_answers = 10\n", ""), &rows());
    let finished = workdir.builds();
    assert!(!finished.stdout.contains("Too few answers"), "{finished}");
    assert!(raw(&workdir).contains("2024T3 satisfied 2024T3 B 3.2 observed 9.0 draft"), "{}", raw(&workdir));
    assert!(raw(&workdir).contains("2025T1 satisfied 2025T1 C 2.75 observed – draft"), "{}", raw(&workdir));
}

#[test]
fn too_few_answers_are_missing_and_stop_the_build_by_default() {
    let configuration = CONFIGURATION.replace("missing = { policy = \"renormalise\" }\n", "");
    assert_snapshot!(workdir(&configuration, &rows()).refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `satisfied` is missing for 1 of 4 regions in edition 2024T3 (statistic period 2024T3)
          B Beta: too few answers
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator

    error: the indicator `satisfied` is missing for 2 of 4 regions in edition 2025T1 (statistic period 2025T1)
          C Gamma: too few answers
          E Epsilon: no row
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator
    "#);
}

/// Areas: the mean of the members weighted by their answers, judged by all of them together. North in 2024T3 is
/// (24 · 3.25 + 9 · 3.2) / 33 = 3.236…
#[test]
fn areas_are_weighted_by_answers() {
    let configuration = CONFIGURATION
        .replace("[regions]\n", "[regions]\nlevel = \"seutu\"\ndata_level = \"municipality\"\n")
        .replace("[[edition]]\nid = \"2025T1\"\n", "");
    let mut table = REGIONS.replace("code,", "level,code,").replace("\nA", "\nmunicipality,A").replace("\nB", "\nmunicipality,B");
    table = table.replace("\nC", "\nmunicipality,C").replace("\nD", "\nmunicipality,D").replace("\nE", "\nmunicipality,E");
    table.push_str("seutu,north,2024-01-01,,North,\nseutu,south,2024-01-01,,South,\n");
    let workdir = workdir(&configuration, &rows());
    workdir.write("regions.csv", table);
    workdir.builds();
    assert_snapshot!(raw(&workdir), @r"
    2024T3 building 2024T3 north 286.0 observed – draft
    2024T3 building 2024T3 south 324.0 observed – draft
    2024T3 satisfied 2024T3 north 3.2363636363636363 approximate 33.0 draft
    2024T3 satisfied 2024T3 south 2.9 approximate 50.0 draft
    ");
}

#[test]
fn an_index_without_surveys_has_no_column_of_answers() {
    let workdir = Workdir::built();
    let bytes = std::fs::read(workdir.path("out/scores.parquet")).expect("scores");
    let reader =
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).expect("Parquet");
    assert!(reader.schema().field_with_name("answers").is_err());
}

#[test]
fn answers_that_cannot_be() {
    let mut all = Vec::new();
    for (from, to) in [
        ("answers = \"respondents\"", "answers = \"respondent\""),
        ("answers = \"respondents\"\n", ""),
        ("least_answers = 10", "least_answers = 0"),
        ("answers = \"respondents\"", "answers = \"satisfaction\""),
        (
            "id = \"respondents\"\ndivision = \"own-year\"\nmerge = \"sum\"",
            "id = \"respondents\"\nderive = { difference = { of = \"permits\", minus = \"permits\" } }",
        ),
        ("id = \"respondents\"", "id = \"respondents\"\nanswers = \"permits\""),
        ("id = \"respondents\"", "id = \"respondents\"\nlevel = \"village\""),
    ] {
        assert_eq!(CONFIGURATION.matches(from).count(), 1, "{from}");
        let printed = workdir(&CONFIGURATION.replace(from, to), &rows()).refused();
        let said: Vec<&str> = printed.lines().filter(|line| line.starts_with("error") || line.contains("help:")).collect();
        all.push(said.join("\n"));
    }
    assert_snapshot!(all.join("\n\n"), @r#"
    error: there is no variable `respondent`
       = help: did you mean `respondents`?

    error: the variable `satisfaction` has `least_answers` and does not say where their number is
       = help: add `answers = "…"`, the variable that holds the number of answers

    error: `least_answers` cannot be 0
       = help: give a number from 1, or leave it out: then any number counts

    error: the answers of the variable `satisfaction` cannot be counted by `satisfaction`: it is the same variable
       = help: name the variable that holds the number of answers

    error: the answers of the variable `satisfaction` cannot be counted by `respondents`: it is derived
       = help: name a variable that is read from the data

    error: the answers of the variable `satisfaction` cannot be counted by `respondents`: it has answers itself
       = help: name a variable that holds a plain number of answers

    error: the answers of the variable `satisfaction` cannot be counted by `respondents`: it is of another level
       = help: the number of answers stands beside the values: give both variables one `level`
    "#);
}
