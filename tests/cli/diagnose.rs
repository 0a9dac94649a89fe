//! `evp diagnose`: the report, its files, and what cannot be computed.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::Workdir;

const DIAGNOSE: &[&str] = &["diagnose", "index.toml"];

/// Runs it and expects that it works; no number in any file is NaN or infinite.
fn diagnosed(workdir: &Workdir, arguments: &[&str]) -> String {
    let finished = workdir.run(arguments);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.assert_tidy();
    let mut n_tables = 0;
    for (name, bytes) in
        workdir.content().into_iter().filter(|(name, _)| name.contains("-diagnostics/") && name.ends_with(".csv"))
    {
        let text = String::from_utf8(bytes).expect("text");
        let cells = || text.split(['\n', ',']);
        assert!(!cells().any(|cell| matches!(cell, "NaN" | "inf" | "-inf")), "{name}:\n{text}");
        n_tables += 1;
    }
    assert_eq!(n_tables, 12);
    finished.to_string()
}

#[test]
fn the_report() {
    assert_snapshot!(diagnosed(&Workdir::new(), DIAGNOSE), @r#"
    exit code: 0
    ----- stdout -----
    Tiny index: diagnostics
    *** draft ***

    Edition 2025: 7 regions, 3 indicators

    Findings: reasons to look, not errors (r: Pearson's correlation of scores, more = better in all of them)
      Weights
        - Not computed: effective weight of `workplaces`, `employment`, `growth`: 7 regions have the values, it takes 30
      Factors
        - `work`: its 2 indicators hardly hang together (alpha −0.15, below 0.7); only one component is above 1, and it
          explains 54 %

    Indicators
                 n  tied  skewness  r factor  r index  weight  effect
     workplaces  7     0       1.1      0.68     0.68  33.3 %
     employment  7     0       0.0      0.68     0.63  33.3 %
     growth      7     0      −0.3      1.00     0.94  33.3 %
      n: regions with a value; tied: those that share it with another; skewness: of raw values; r factor, r index:
      correlation with the factor and the index; weight: nominal; effect: how much of the index it decides, whichever
      way it pulls (correlation ratio, divided by the sum of all)

    Factors
                      indicators  alpha  components  first  r index  weight  tied
     tiny (index)              3   0.61           2   58 %                      0
     work (factor)             2  −0.15           1   54 %     0.97  66.7 %     4
     people (factor)           1                               0.94  33.3 %     0
      alpha: Cronbach's, 0.7 is common; components: principal components with an eigenvalue above 1; first: variance that
      the first of them explains

    Wrote 14 files to out/tiny-diagnostics; findings by topic, rules and thresholds: diagnostics.md
    "#);
}

#[test]
fn the_files() {
    let workdir = Workdir::new();
    diagnosed(&workdir, DIAGNOSE);
    let names: Vec<String> = workdir.content().into_keys().filter(|name| name.starts_with("out/")).collect();
    assert_snapshot!(names.join("\n"), @r#"
    out/
    out/tiny-diagnostics/
    out/tiny-diagnostics/availability.csv
    out/tiny-diagnostics/availability_regions.csv
    out/tiny-diagnostics/components.csv
    out/tiny-diagnostics/correlations.csv
    out/tiny-diagnostics/diagnostics.md
    out/tiny-diagnostics/distribution.csv
    out/tiny-diagnostics/findings.csv
    out/tiny-diagnostics/loadings.csv
    out/tiny-diagnostics/manifest.json
    out/tiny-diagnostics/outliers.csv
    out/tiny-diagnostics/reliability.csv
    out/tiny-diagnostics/reliability_indicators.csv
    out/tiny-diagnostics/ties.csv
    out/tiny-diagnostics/weights.csv
    "#);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/weights.csv"), @r#"
    edition,subject,kind,n_regions,nominal_weight,correlation_with_index,r_squared,correlation_ratio,effective_weight,effective_by_nominal,flag,reason,data_status
    2025,workplaces,indicator,7,0.3333333333333333,0.6819385906735417,0.4650402414498162,,,,,"7 regions have the values, it takes 30",draft
    2025,employment,indicator,7,0.3333333333333333,0.6343614796951894,0.40241448692107024,,,,,"7 regions have the values, it takes 30",draft
    2025,growth,indicator,7,0.3333333333333333,0.9356831825504756,0.8755030181077865,,,,,"7 regions have the values, it takes 30",draft
    2025,work,factor,7,0.6666666666666666,0.9659001830402864,0.9329631635972587,,,,,"7 regions have the values, it takes 30",draft
    2025,people,factor,7,0.3333333333333333,0.9356831825524468,0.8755030181114754,,,,,"7 regions have the values, it takes 30",draft
    "#);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/ties.csv"), @r#"
    edition,subject,kind,n_regions,n_tied,n_shared_values,n_largest_group,value_of_largest_group,data_status
    2025,workplaces,indicator,7,0,0,0,,draft
    2025,employment,indicator,7,0,0,0,,draft
    2025,growth,indicator,7,0,0,0,,draft
    2025,tiny,index,7,0,0,0,,draft
    2025,work,factor,7,4,2,2,41.666666667,draft
    2025,people,factor,7,0,0,0,,draft
    "#);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/diagnostics.md").split("## What").next().unwrap_or_default(), @r#"
    # Tiny index: diagnostics

    - Data status: draft
    - 7 regions, 3 indicators
    - Input: statistics.parquet (56 rows, SHA-256 e0078cc8e35429809b88eca8673a9b49f0ffef751cc3042d1a914be0e50c5900)
    - A finding is a reason to look, not an error. Raw values are described as they were derived; everything that compares indicators uses their scores, which all point the same way (more is better)

    ## Edition 2025

    ### Availability

    Nothing stands out.

    ### Correlations

    Nothing stands out.

    ### Weights

    - Not computed: effective weight of `workplaces`, `employment`, `growth`: 7 regions have the values, it takes 30

    ### Factors

    - `work`: its 2 indicators hardly hang together (alpha −0.15, below 0.7); only one component is above 1, and it explains 54 %

    ### Distribution

    Nothing stands out.

    ### Ties

    Nothing stands out.
    "#);
}

#[test]
fn an_indicator_that_is_the_same_everywhere_and_a_double() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.rows.iter_mut().filter(|row| row.series == "employment_rate").for_each(|row| row.value = Some(70.0));
    workdir.statistics(&statistics);
    workdir.append("index.toml", "\n[[indicator]]\nid = \"double\"\nfactor = \"people\"\ndirection = \"higher-is-better\"\nvariable = \"jobs\"\nlag = 1\n\n[[indicator]]\nid = \"jobs_before\"\nfactor = \"people\"\ndirection = \"lower-is-better\"\nvariable = \"jobs\"\nlag = 1\n");
    let text = diagnosed(&workdir, DIAGNOSE);
    assert_snapshot!(text.split("\nIndicators").next().unwrap_or_default(), @r#"
    exit code: 0
    ----- stdout -----
    Tiny index: diagnostics
    *** draft ***

    Edition 2025: 7 regions, 5 indicators

    Findings: reasons to look, not errors (r: Pearson's correlation of scores, more = better in all of them)
      Availability
        - `employment` has the same value in all 7 regions: it tells none of them apart
      Correlations
        - `workplaces` and `double` say the same (r 0.93, ρ 0.93, 7 regions): what they measure counts twice
        - `workplaces` and `jobs_before` say the opposite (r −0.93, ρ −0.93, 7 regions): in the index they cancel each
          other out
        - `double` and `jobs_before` say the opposite (r −1.00, ρ −1.00, 7 regions): in the index they cancel each other
          out
        - `jobs_before` runs against the index `tiny` (r −0.90): regions that score high on it score low on the whole
      Weights
        - Not computed: effective weight of `workplaces`, `employment`, `growth`, `double`, `jobs_before`: 7 regions have
          the values, it takes 30
      Factors
        - `people`: its 3 indicators hardly hang together (alpha −3.00, below 0.7)
        - Some indicators can be computed from the others: the correlations are singular
        - Not computed: alpha and components of `work`: it takes two indicators that tell regions apart
      Distribution
        - 2 indicators are skewed by outliers: `double` (skewness 2.0, farthest Helsinki), `jobs_before` (skewness 2.0,
          farthest Helsinki); scores are places, which outliers cannot stretch
      Ties
        - 5 regions share 2 ranks in the index: regions that score the same to 9 decimals
    "#);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/reliability.csv"), @r#"
    edition,node,kind,n_indicators,n_indicators_used,n_regions,alpha,alpha_standardised,alpha_pairwise,flag,reason,data_status
    2025,tiny,index,5,4,7,-0.32592592592592534,-0.3259259259259258,-0.32592592592592595,low,,draft
    2025,work,factor,2,,,,,,,it takes two indicators that tell regions apart,draft
    2025,people,factor,3,3,7,-3,-2.9999999999999996,-3,low,,draft
    "#);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/distribution.csv").lines().nth(2).unwrap_or_default(), @r#"
    2025,employment,,7,70,70,70,70,70,70,0,,,,,,all regions have the same value,draft
    "#);
}

#[test]
fn two_regions_are_too_few() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "universe = { mainland = \"yes\" }", "universe = { name_en = [\"Espoo\", \"Vantaa\"] }");
    diagnosed(&workdir, DIAGNOSE);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/correlations.csv"), @r#"
    edition,a,b,relation,n_regions,pearson,p_value,spearman,kendall,flag,reason,data_status
    2025,workplaces,employment,indicators of one factor,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,workplaces,growth,indicators of different factors,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,employment,growth,indicators of different factors,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,workplaces,work,indicator and its factor,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,workplaces,tiny,indicator and index,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,employment,work,indicator and its factor,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,employment,tiny,indicator and index,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,growth,people,indicator and its factor,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,growth,tiny,indicator and index,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,work,tiny,factor and index,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,people,tiny,factor and index,2,,,,,,"2 regions have the values, it takes 3",draft
    2025,work,people,factors,2,,,,,,"2 regions have the values, it takes 3",draft
    "#);
    assert_snapshot!(workdir.read("out/tiny-diagnostics/components.csv"), @r#"
    edition,node,n_indicators_used,n_regions,component,eigenvalue,share,cumulative_share,reason,data_status
    2025,tiny,,,,,,,"2 regions have the values, it takes 3",draft
    2025,work,,,,,,,"2 regions have the values, it takes 3",draft
    2025,people,,,,,,,it takes two indicators that tell regions apart,draft
    "#);
}

#[test]
fn the_same_bytes_again() {
    let workdir = Workdir::new();
    diagnosed(&workdir, DIAGNOSE);
    let first = workdir.content();
    diagnosed(&workdir, &["diagnose", "index.toml", "--threads", "1"]);
    assert!(first == workdir.content());
}

#[test]
fn editions_that_were_asked_for() {
    let workdir = Workdir::new();
    diagnosed(&workdir, &["diagnose", "index.toml", "--edition", "2025", "--edition", "2024"]);
    let editions: Vec<String> = workdir
        .read("out/tiny-diagnostics/availability.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        editions,
        ["2024 workplaces", "2024 employment", "2024 growth", "2025 workplaces", "2025 employment", "2025 growth"]
    );
    assert_snapshot!(workdir.refused_by(&["diagnose", "index.toml", "--edition", "2023"]), @r#"
    exit code: 2
    ----- stderr -----
    error: there is no edition `2023`
      help: did you mean `2024`?
    "#);
}

#[test]
fn the_folder_of_a_build_is_not_replaced() {
    let workdir = Workdir::built();
    assert_snapshot!(workdir.refused_by(&["diagnose", "index.toml", "--out", "out"]), @r#"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds a build, not diagnostics
      help: choose another folder with `--out`
    "#);
}

#[test]
fn demonstration_data_are_marked_everywhere() {
    let workdir = Workdir::new();
    let demo = workdir.run(&["demo", "--regions", "60", "--indicators", "6", "--years", "4", "--out", "load", "--quiet"]);
    assert_eq!(demo.code, Some(0), "{demo}");
    let arguments = ["diagnose", "load/index.toml", "--out", "load-diagnostics"];
    let text = diagnosed(&workdir, &arguments);
    assert!(text.contains("DEMONSTRATION DATA"), "{text}");
    for (name, bytes) in workdir.content().into_iter().filter(|(name, _)| name.starts_with("load-diagnostics/")) {
        let text = String::from_utf8(bytes).expect("text");
        match name.ends_with(".csv") {
            true => {
                let mut lines = text.lines();
                assert!(lines.next().is_some_and(|header| header.ends_with(",data_status")), "{name}");
                assert!(lines.all(|line| line.ends_with(",demo")), "{name}");
            }
            false => assert!(
                text.contains("\"data_status\": \"demo\"") || text.contains("DEMONSTRATION DATA") || name.ends_with('/'),
                "{name}"
            ),
        }
    }
    let json = workdir.run(&[&arguments[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(json["data_status"], "demo");
    let weights = json["tables"]["weights"].as_array().expect("a table");
    let nominal: f64 =
        weights.iter().filter(|row| row["kind"] == "indicator").filter_map(|row| row["nominal_weight"].as_f64()).sum();
    assert!((nominal - 1.0).abs() < 1e-12, "{nominal}");
    assert!(weights.iter().all(|row| row["correlation_ratio"].as_f64().is_some_and(|ratio| (0.0..=1.0).contains(&ratio))));
}
