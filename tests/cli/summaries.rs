//! Summaries of small regions for the larger areas they lie in.

use insta::assert_snapshot;

use crate::statistics::{self, by_period};
use crate::workdir::Workdir;

const REGIONS: &str = "\
level,code,name_en,county,kind
municipality,A,Alpha,north,town
municipality,B,Beta,north,town
municipality,C,Gamma,south,town
municipality,D,Delta,south,port
municipality,E,Epsilon,north,town
municipality,F,Zeta,,town
county,north,The North,,
county,south,The South,,
";

const CONFIGURATION: &str = r#"format = 1

[index]
id = "small"
title = "Small areas"
languages = ["en"]

[regions]
table = "regions.csv"
level = "municipality"

[[source]]
files = ["statistics.parquet"]

[[variable]]
id = "income"

[[variable]]
id = "population"

[[factor]]
id = "wealth"

[[indicator]]
id = "income"
factor = "wealth"
direction = "higher-is-better"

[[edition]]
id = "2024"

[[edition]]
id = "2025"

[[summary]]
id = "counties"
name = "Counties"
by = "county"
weight = "population"
lag = 1
worst_share = 0.34

[[summary]]
id = "kinds"
by = "kind"
weight = "population"
lag = 1
"#;

/// Income makes the scores 100, 80, 60, 40, 20 and 0, from A to F; in 2025 E and F change places. Delta has no population.
fn rows() -> Vec<(&'static str, String, &'static str, f64)> {
    let mut rows = Vec::new();
    let figures =
        [("A", 60.0, 1000.0), ("B", 50.0, 3000.0), ("C", 40.0, 500.0), ("D", 30.0, 0.0), ("E", 20.0, 4000.0), ("F", 10.0, 700.0)];
    for (code, income, population) in figures {
        rows.push((code, "2024".to_owned(), "income", income));
        let later = match code {
            "E" => 10.0,
            "F" => 20.0,
            _ => income,
        };
        rows.push((code, "2025".to_owned(), "income", later));
        if code != "D" {
            rows.push((code, "2023".to_owned(), "population", population));
            rows.push((code, "2024".to_owned(), "population", population));
        }
    }
    rows
}

fn workdir(configuration: &str) -> Workdir {
    let workdir = Workdir::new();
    workdir.write("regions.csv", REGIONS);
    workdir.write("index.toml", configuration);
    statistics::write(&workdir.path("statistics.parquet"), &by_period(&rows()));
    workdir
}

/// Five of the six are ranked: a third and a little more of five is one, and of six it would be two.
#[test]
fn the_worst_are_counted_among_the_ranked() {
    let workdir = workdir(&format!("{CONFIGURATION}[method.missing]\npolicy = \"renormalise\"\nlargest_share = 0.5\n"));
    let is_there = |row: &(&str, String, &str, f64)| !(row.0 == "B" && row.1 == "2025" && row.2 == "income");
    let rows: Vec<_> = rows().into_iter().filter(is_there).collect();
    statistics::write(&workdir.path("statistics.parquet"), &by_period(&rows));
    workdir.builds();
    let notes = workdir.read("out/notes.md");
    assert!(notes.contains("the worst 34 % of all 5 regions are 1, ties together"), "{notes}");
    let summaries = workdir.read("out/summaries.csv");
    let of_north: Vec<&str> = summaries.lines().filter(|line| line.starts_with("2025,counties,north,The North,small,")).collect();
    // Epsilon alone: half a region of the two that are ranked.
    assert_eq!(of_north.iter().map(|line| line.split(',').nth(13)).collect::<Vec<_>>(), [Some("0.5")], "{summaries}");
}

/// Worked by hand for the north in 2024, of which A, B and E are the first, second and fifth:
/// (1000 · 100 + 3000 · 80 + 4000 · 20) / 8000 = 52.5, (1000 · 1 + 3000 · 2 + 4000 · 5) / 8000 = 3.375. The worst 34 % of six are
/// two, E and F: 4000 of 8000, one region of three. Delta has no weight, so that Gamma alone speaks for the south, and nobody for
/// the ports. A tenth of six regions is none.
#[test]
fn small_regions_speak_for_larger_areas() {
    let workdir = workdir(CONFIGURATION);
    workdir.builds();
    assert_snapshot!(workdir.read("out/summaries.csv"), @r"
    edition,summary,area,name_en,node,kind,weight_period,n_regions,n_weighted,weight,mean_score,mean_rank,weight_in_worst,regions_in_worst,best_code,best_rank,weakest_code,weakest_rank,data_status
    2024,counties,north,The North,small,index,2023,3,3,8000,52.5,3.375,0.5,0.3333333333333333,A,1,E,5,draft
    2024,counties,north,The North,wealth,factor,2023,3,3,8000,52.5,3.375,0.5,0.3333333333333333,A,1,E,5,draft
    2024,counties,south,The South,small,index,2023,2,1,500,60,3,0,0,C,3,D,4,draft
    2024,counties,south,The South,wealth,factor,2023,2,1,500,60,3,0,0,C,3,D,4,draft
    2024,kinds,port,port,small,index,2023,1,0,,,,,0,D,4,D,4,draft
    2024,kinds,port,port,wealth,factor,2023,1,0,,,,,0,D,4,D,4,draft
    2024,kinds,town,town,small,index,2023,5,5,9200,48.91304347826087,3.5543478260869565,0,0,A,1,F,6,draft
    2024,kinds,town,town,wealth,factor,2023,5,5,9200,48.91304347826087,3.5543478260869565,0,0,A,1,F,6,draft
    2025,counties,north,The North,small,index,2024,3,3,8000,42.5,3.875,0.5,0.3333333333333333,A,1,E,6,draft
    2025,counties,north,The North,wealth,factor,2024,3,3,8000,42.5,3.875,0.5,0.3333333333333333,A,1,E,6,draft
    2025,counties,south,The South,small,index,2024,2,1,500,60,3,0,0,C,3,D,4,draft
    2025,counties,south,The South,wealth,factor,2024,2,1,500,60,3,0,0,C,3,D,4,draft
    2025,kinds,port,port,small,index,2024,1,0,,,,,0,D,4,D,4,draft
    2025,kinds,port,port,wealth,factor,2024,1,0,,,,,0,D,4,D,4,draft
    2025,kinds,town,town,small,index,2024,5,5,9200,41.73913043478261,3.9130434782608696,0,0,A,1,E,6,draft
    2025,kinds,town,town,wealth,factor,2024,5,5,9200,41.73913043478261,3.9130434782608696,0,0,A,1,E,6,draft
    ");
    let notes = workdir.read("out/notes.md");
    let of_summaries: Vec<&str> = notes.lines().filter(|line| line.contains("Summary")).collect();
    assert_snapshot!(of_summaries.join("\n"), @r"
    - Summary `counties`: 1 region is in no area (`county` is empty): F Zeta
    - Summary `counties` of edition 2024: 1 region has no weight (`population` of 2023), left out of what is weighted: D Delta
    - Summary `counties` of edition 2025: 1 region has no weight (`population` of 2024), left out of what is weighted: D Delta
    - Summary `kinds` of edition 2024: 1 region has no weight (`population` of 2023), left out of what is weighted: D Delta
    - Summary `kinds` of edition 2025: 1 region has no weight (`population` of 2024), left out of what is weighted: D Delta
    - Summary `counties` (Counties): ranked regions by `county`, means weighted by `population`; the worst 34 % of all 6 regions are 2, ties together
    - Summary `kinds`: ranked regions by `kind`, means weighted by `population`; the worst 10 % of all 6 regions are 0, ties together
    ");
}

#[test]
fn both_files_hold_the_same_and_stand_in_the_manifest() {
    let workdir = workdir(CONFIGURATION);
    let finished = workdir.run(&["build", "index.toml", "--out", "out", "--tables", "summaries", "--edition", "2025"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    let files: Vec<String> = workdir.content().into_keys().filter(|name| name.starts_with("out/")).collect();
    assert_eq!(files, ["out/", "out/manifest.json", "out/summaries.csv", "out/summaries.parquet"]);
    let manifest: serde_json::Value = serde_json::from_str(&workdir.read("out/manifest.json")).expect("JSON");
    let hash = |position: usize| manifest["files"][position]["content_sha256"].as_str().expect("a hash").to_owned();
    assert_eq!(hash(0), hash(1));
    let csv = workdir.read("out/summaries.csv");
    assert!(csv.lines().skip(1).all(|line| line.starts_with("2025,") && line.ends_with(",draft")), "{csv}");
}

#[test]
fn the_weight_of_a_quarterly_index_may_be_yearly() {
    let quarterly = CONFIGURATION
        .replace("id = \"2024\"", "id = \"2025Q2\"")
        .replace("id = \"2025\"", "id = \"2025Q3\"")
        .replace("[[indicator]]", "[[indicator]]\nfrequency = \"year\"")
        .replace("weight = \"population\"\n", "weight = \"population\"\nfrequency = \"year\"\n");
    let workdir = workdir(&quarterly);
    workdir.builds();
    let csv = workdir.read("out/summaries.csv");
    assert!(csv.contains("2025Q3,counties,north,The North,small,index,2024,3,3,8000,"), "{csv}");
}

#[test]
fn a_weight_that_has_not_arrived() {
    let workdir = workdir(&CONFIGURATION.replacen("lag = 1\n", "", 1));
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: the summary `counties` weighs edition 2025 by `population` of 2025, which the data do not have
          `population` has no value for 2025; the data have 2023 to 2024
      help: add the data, or set the `lag` of the summary (and its `frequency`, where it is not the editions')
    ");
}

#[test]
fn summaries_that_cannot_be() {
    let mut all = Vec::new();
    for (from, to) in [
        ("by = \"county\"", "by = \"countys\""),
        ("id = \"kinds\"\nby = \"kind\"\nweight = \"population\"", "id = \"kinds\"\nby = \"kind\"\nweight = \"populations\""),
        ("id = \"kinds\"", "id = \"counties\""),
        ("worst_share = 0.34", "worst_share = 10"),
        ("worst_share = 0.34", "worst = 0.34"),
        ("languages = [\"en\"]", "languages = [\"en\", \"fi\"]"),
    ] {
        assert_eq!(CONFIGURATION.matches(from).count(), 1, "{from}");
        let configuration = CONFIGURATION.replace(from, to).replace("name = \"Counties\"", "name = { en = \"Counties\" }");
        let printed = workdir(&configuration).refused();
        let said: Vec<&str> = printed.lines().filter(|line| line.starts_with("error") || line.contains("help:")).collect();
        all.push(said.join("\n"));
    }
    assert_snapshot!(all.join("\n\n"), @r"
    error: `regions.csv` has no column `countys`
       = help: did you mean `county`?

    error: there is no variable `populations`
       = help: did you mean `population`?

    error: two of the summaries are called `counties`
       = help: give each its own id

    error: `worst_share` cannot be 10
       = help: give a share above 0 and below 1, such as 0.1 for the worst tenth

    error: unknown key `worst` in [[summary]]
       = help: known: `by`, `frequency`, `id`, `lag`, `name`, `weight`, `worst_share`

    error: the summary `counties` has no name in fi
       = help: add the name, or leave the language out of `languages`
    ");
}
