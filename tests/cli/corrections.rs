//! `corrections.toml`: values set by hand before anything is computed, and scores corrected after publication.

use insta::assert_snapshot;

use crate::statistics::lines;
use crate::workdir::Workdir;

/// An index whose configuration names a file of corrections.
fn with(corrections: &str) -> Workdir {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[release]\ncorrections = \"corrections.toml\"\n");
    workdir.write("corrections.toml", corrections);
    workdir
}

const OVERRIDE: &str = r#"[[override]]
edition = "2025"
region = "Nurmes"
indicator = "employment"
value = 80
reason = "The statistic counted a closed plant twice"
author = "E. Analyst"
date = "2026-02-01"
"#;

/// Score and ranks of Helsinki's index in the edition 2025: what a build without corrections has.
const CORRECTION: &str = r#"[[correction]]
edition = "2025"
region = "091"
old_score = 12.3
new_score = SCORE
old_rank = 7
new_rank = RANK
old_type_rank = 3
new_type_rank = TYPE_RANK
reason = "The areas of two municipalities were exchanged"
author = "E. Analyst"
date = "2026-02-03"
"#;

/// A correction that agrees with the build.
fn right() -> String {
    let rankings = Workdir::built().read("out/rankings.csv");
    let mut rows = csv::Reader::from_reader(rankings.as_bytes());
    let headers = rows.headers().expect("a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name).expect("a column");
    let row = rows.records().map(|row| row.expect("a row")).find(|row| &row[0] == "2025" && &row[1] == "091");
    let row = row.expect("Helsinki is ranked");
    let score: f64 = row[column("tiny")].parse().expect("a score");
    CORRECTION
        .replace("TYPE_RANK", &row[column("tiny_type_rank")])
        .replace("SCORE", &format!("{score:.2}"))
        .replace("RANK", &row[column("tiny_rank")])
}

#[test]
fn a_value_set_by_hand_stands_in_for_the_data() {
    let workdir = with(OVERRIDE);
    let finished = workdir.builds();
    assert!(finished.stdout.contains("Set by hand: 1 indicator value, listed in corrections.csv"), "{finished}");
    assert_snapshot!(workdir.read("out/corrections.csv"), @r"
    kind,edition,code,name_en,node,old_score,new_score,old_rank,new_rank,old_type_rank,new_type_rank,old_value,new_value,reason,author,date,data_status
    override,2025,541,Nurmes,employment,,,,,,,66.9,80,The statistic counted a closed plant twice,E. Analyst,2026-02-01,draft
    ");
    let scores = std::fs::read(workdir.path("out/scores.parquet")).expect("the scores");
    let of_cell: Vec<String> = lines(scores, &["edition", "code", "node", "raw", "normalised", "status"])
        .into_iter()
        .filter(|line| line.contains(" employment ") && line.starts_with("2025 "))
        .collect();
    assert_snapshot!(of_cell.join("\n"), @r"
    2025 049 employment 74.6 66.66666666666667 observed
    2025 091 employment 73.5 50.0 observed
    2025 092 employment 70.9 0.0 observed
    2025 214 employment 71.1 16.666666666666668 observed
    2025 235 employment 78.5 83.33333333333333 observed
    2025 541 employment 80.0 100.0 overridden
    2025 790 employment 73.2 33.333333333333336 observed
    ");
    let notes = workdir.read("out/notes.md");
    let section = notes.split("\n## ").find(|section| section.starts_with("Values set by hand")).expect("a section");
    assert_snapshot!(section, @r"
    Values set by hand

    - Edition 2025, 541 Nurmes, `employment`: 66.9 → 80: The statistic counted a closed plant twice (E. Analyst, 2026-02-01)
    ");
}

#[test]
fn everyone_elses_score_follows() {
    let before = Workdir::built().read("out/rankings.csv");
    let after = with(OVERRIDE).rankings();
    let of = |text: &str, edition: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with(edition)).map(str::to_owned).collect()
    };
    assert_eq!(of(&before, "2024"), of(&after, "2024"), "the other edition is as it was");
    let changed = of(&before, "2025").iter().zip(&of(&after, "2025")).filter(|(before, after)| before != after).count();
    assert!(changed > 1, "only the region itself changed");
}

#[test]
fn a_folder_with_values_set_by_hand_computes_again() {
    let workdir = with(OVERRIDE);
    workdir.builds();
    assert_eq!(workdir.run(&["lock", "index.toml", "--from", "out", "--quiet"]).code, Some(0));
    let finished = workdir.run(&["verify", "index.toml"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.edit("corrections.toml", "value = 80", "value = 81");
    assert_snapshot!(workdir.run(&["verify", "index.toml"]).stderr, @r"
    error: the method has changed: 1 key or entry
          `override.2025.Nurmes.employment`: 80 → 81

    error: 6 tables and files are not as in the lock
          `corrections.csv`
          `improvers.csv`
          `improvers.en.csv`
          `parameters.csv`
          `parameters.parquet`
          `scores.parquet` (edition 2025)
    ");
}

#[test]
fn a_correction_is_told_with_the_tables() {
    let workdir = with(&right());
    workdir.builds();
    assert_snapshot!(workdir.read("out/corrections.csv"), @r"
    kind,edition,code,name_en,node,old_score,new_score,old_rank,new_rank,old_type_rank,new_type_rank,old_value,new_value,reason,author,date,data_status
    correction,2025,091,Helsinki,tiny,12.3,77.78,7,2,3,2,,,The areas of two municipalities were exchanged,E. Analyst,2026-02-03,draft
    ");
    let notes = workdir.read("out/notes.md");
    let section = notes.split("\n## ").find(|section| section.starts_with("Corrected after")).expect("a section");
    assert_snapshot!(section, @r"
    Corrected after publication

    - Edition 2025, 091 Helsinki, `tiny`: score 12.30 → 77.78, rank 7 → 2 (within the type 3 → 2): The areas of two municipalities were exchanged (E. Analyst, 2026-02-03)
    ");
}

#[test]
fn a_correction_that_the_build_contradicts() {
    let wrong = CORRECTION.replace("TYPE_RANK", "3").replace("SCORE", "99.99").replace("RANK", "6");
    assert_snapshot!(with(&wrong).refused(), @r"
    exit code: 3
    ----- stderr -----
    error: the correction says that the score of 091 Helsinki in `tiny`, edition 2025, is 99.99; the build has 77.78
     --> corrections.toml:5:13
      |
    5 | new_score = 99.99
      |             ^^^^^
      |
      = help: correct the entry, or find out what else has changed: `evp verify` compares with a lock

    error: the correction says that the rank of 091 Helsinki in `tiny`, edition 2025, is 6; the build has 2
     --> corrections.toml:7:12
      |
    7 | new_rank = 6
      |            ^
      |
      = help: correct the entry, or find out what else has changed: `evp verify` compares with a lock

    error: the correction says that the rank within the type of 091 Helsinki in `tiny`, edition 2025, is 3; the build has 2
     --> corrections.toml:9:17
      |
    9 | new_type_rank = 3
      |                 ^
      |
      = help: correct the entry, or find out what else has changed: `evp verify` compares with a lock
    ");
}

#[test]
fn everything_that_is_wrong_with_the_file() {
    let corrections = r#"
[[override]]
edition = "2052"
region = "Nurmes"
indicator = "employmnt"
value = nan
reason = ""
author = "E. Analyst"

[[override]]
edition = "2025"
region = "Nurmes"
indicator = "employment"
reason = "No value"
author = "E. Analyst"

[[corection]]
edition = "2025"
"#;
    assert_snapshot!(with(corrections).refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: there is no edition `2052`
     --> corrections.toml:3:11
      |
    3 | edition = "2052"
      |           ^^^^^^
      |
      = help: did you mean `2025`?

    error: there is no indicator `employmnt`
     --> corrections.toml:5:13
      |
    5 | indicator = "employmnt"
      |             ^^^^^^^^^^^
      |
      = help: did you mean `employment`?

    error: NaN is not a value
     --> corrections.toml:6:9
      |
    6 | value = nan
      |         ^^^
      |
      = help: give a number

    error: the reason is empty
     --> corrections.toml:7:10
      |
    7 | reason = ""
      |          ^^
      |
      = help: it stands beside the number wherever that is published

    error: the key `value` is missing in [[override]]
      --> corrections.toml:10:1
       |
    10 | [[override]]
       | ^^^^^^^^^^^^
       |
       = help: add `value = …`

    error: unknown section `corection`
      --> corrections.toml:17:3
       |
    17 | [[corection]]
       |   ^^^^^^^^^
       |
       = help: did you mean `correction`?
    "#);
}

#[test]
fn regions_that_are_not_ranked_and_values_set_twice() {
    let twice = format!("{OVERRIDE}\n{}\n{}", OVERRIDE.replace("Nurmes", "541"), OVERRIDE.replace("Nurmes", "Nurmse"));
    assert_snapshot!(with(&twice).refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: no ranked region is called `Nurmse`, or has that code
      --> corrections.toml:21:10
       |
    21 | region = "Nurmse"
       |          ^^^^^^^^
       |
       = help: did you mean `Nurmes`?

    error: this value is set twice
      --> corrections.toml:12:10
       |
    12 | region = "541"
       |          ^^^^^
       |
       = help: keep one of the two
    "#);
}

#[test]
fn no_such_file() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[release]\ncorrections = \"corections.toml\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: there are no corrections in `corections.toml`: it does not exist
      --> index.toml:72:15
       |
    72 | corrections = "corections.toml"
       |               ^^^^^^^^^^^^^^^^^
       |
       = help: paths are counted from the folder of the configuration file
    "#);
}
