//! `quality.csv`: the checks of a build.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::Workdir;

/// Check, units, findings and status, line by line.
fn checks(workdir: &Workdir) -> String {
    let text = workdir.read("out/quality.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        format!("{} {} {} {}", &row[0], &row[1], &row[2], &row[3])
    });
    rows.collect::<Vec<String>>().join("\n")
}

#[test]
fn every_check_of_a_build_in_words() {
    let workdir = Workdir::built();
    assert_snapshot!(workdir.read("out/quality.csv"), @r#"
    check,n_checked,n_findings,status,check_en,status_en,data_status
    contract,7,0,ok,"Values are numbers, each once, of known regions and periods (series and periods)",in order,draft
    plausible-values,0,0,not-checked,Values lie within the stated limits (variables with limits),not checked,draft
    region-codes,12,0,ok,Region codes of the data are known (codes),in order,draft
    divisions,7,0,ok,The division of the series is declared (series and periods),in order,draft
    mergers,0,0,not-checked,Values of merged regions are put together exactly (values),not checked,draft
    statistic-periods,6,0,ok,Statistics are of the planned period (indicators and editions),in order,draft
    preliminary-values,42,0,ok,Statistics are final (indicator values),in order,draft
    missing-values,42,0,ok,Values are there (indicator values),in order,draft
    constant-indicators,6,0,ok,Indicators tell regions apart (indicators and editions),in order,draft
    outliers-treated,42,0,ok,No outliers had to be treated (indicator values),in order,draft
    values-set-by-hand,42,0,ok,No value was set by hand (indicator values),in order,draft
    weights,12,0,ok,Weights are not negative (weights),in order,draft
    ranked-regions,14,0,ok,All regions are ranked (regions and editions),in order,draft
    shared-ranks,14,0,ok,No ranks are shared (regions and editions),in order,draft
    intervals,0,0,not-checked,Ranks lie within their own interval (regions and editions),not checked,draft
    corrections,14,0,ok,Published results were not corrected (regions and editions),in order,draft
    publication,3,0,ok,All indicators are published with their values (indicators),in order,draft
    labels,1,0,ok,Names and texts are given in every language (languages),in order,draft
    "#);
}

#[test]
fn findings_are_counted_and_told_apart() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2024, "091").flag = Some("*");
    statistics.row("jobs", 2024, "541").value = None;
    for code in ["049", "091", "092", "214", "235", "541", "790"] {
        statistics.row("population", 2023, code).value = Some(10_000.0);
        statistics.row("population", 2024, code).value = Some(10_000.0);
    }
    workdir.statistics(&statistics);
    workdir.edit(
        "index.toml",
        "files = [\"statistics.parquet\"]\n",
        "files = [\"statistics.parquet\"]\ncolumns = { flag = \"flag\" }\n",
    );
    workdir.append(
        "index.toml",
        r#"
[method.missing]
policy = "renormalise"
largest_share = 0.5
minimum_coverage = 0.7

[release]
corrections = "corrections.toml"

[[acknowledge]]
finding = "preliminary"
indicator = "employment"
edition = "2025"
reason = "seen"

[robustness]
publish = true
"#,
    );
    workdir.write(
        "corrections.toml",
        "[[override]]\nedition = \"2025\"\nregion = \"790\"\nindicator = \"employment\"\nvalue = 74\nreason = \"misprint\"\nauthor = \"Analyst\"\n",
    );
    let finished = workdir.run(&["build", "index.toml", "--out", "out", "--replicates", "50"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    assert_snapshot!(checks(&workdir), @r"
    contract 7 0 ok
    plausible-values 0 0 not-checked
    region-codes 12 0 ok
    divisions 7 0 ok
    mergers 0 0 not-checked
    statistic-periods 6 0 ok
    preliminary-values 42 1 acknowledged
    missing-values 42 1 noted
    constant-indicators 6 1 warning
    outliers-treated 42 0 ok
    values-set-by-hand 42 1 noted
    weights 12 0 ok
    ranked-regions 14 1 warning
    shared-ranks 14 5 noted
    intervals 14 1 warning
    corrections 14 0 ok
    publication 3 0 ok
    labels 1 0 ok
    ");
}
