//! `evp what-if`: its answers in every form, against builds with the altered data, and what it refuses.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::Workdir;

/// A cell of the rankings of an edition and region.
fn ranked(workdir: &Workdir, edition: &str, code: &str, column: &str) -> String {
    let rankings = workdir.rankings();
    let mut reader = csv::Reader::from_reader(rankings.as_bytes());
    let columns = reader.headers().expect("headers").clone();
    let position = |name: &str| columns.iter().position(|column| column == name).expect("a column");
    let row = reader
        .records()
        .map(|row| row.expect("a row"))
        .find(|row| &row[position("edition")] == edition && &row[position("code")] == code);
    row.expect("the region")[position(column)].to_owned()
}

/// The JSON answer.
fn json(workdir: &Workdir, arguments: &[&str]) -> serde_json::Value {
    let finished = workdir.run(arguments);
    assert_eq!(finished.code, Some(0), "{finished}");
    serde_json::from_str(&finished.stdout).expect("JSON")
}

#[test]
fn a_value_that_is_set() {
    assert_snapshot!(Workdir::new().run(&["what-if", "index.toml", "kauniainen", "--set", "population=+2%", "--set", "employment=80"]), @"");
}

#[test]
fn what_it_takes_to_climb() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.run(&["what-if", "index.toml", "Sastamala", "--climb", "1", "--out", "answer.csv"]), @"");
    assert_snapshot!(workdir.read("answer.csv"), @"");
    assert_snapshot!(workdir.run(&["what-if", "index.toml", "Sastamala", "--to-rank", "1", "--overall", "--measure", "history"]), @"");
}

#[test]
fn a_variable_that_is_set_is_a_build_with_other_data() {
    for (series, year, code, value) in [
        ("population", 2025, "235", 10_950.0),
        ("population", 2024, "541", 8_000.0),
        ("jobs", 2024, "790", 12_000.0),
        ("employment_rate", 2024, "049", 60.0),
    ] {
        let workdir = Workdir::new();
        let setting = format!("{series}@{year}={value}");
        let answer = json(&workdir, &["what-if", "index.toml", code, "--set", &setting, "--json"]);
        let mut statistics = Statistics::tiny();
        statistics.row(series, year, code).value = Some(value);
        workdir.statistics(&statistics);
        let mut n_moved = 0;
        for node in answer["nodes"].as_array().expect("nodes") {
            let id = node["id"].as_str().expect("an id");
            for (key, column) in
                [("score", id.to_owned()), ("rank", format!("{id}_rank")), ("type_rank", format!("{id}_type_rank"))]
            {
                let expected = ranked(&workdir, "2025", code, &column);
                assert_eq!(node["new"][key].as_f64(), expected.parse().ok(), "{setting} {column}");
                n_moved += usize::from(node["new"][key] != node["old"][key]);
            }
        }
        assert!(n_moved > 0, "{setting} moves nothing");
    }
}

#[test]
fn what_is_refused() {
    let workdir = Workdir::new();
    let refused = |arguments: &[&str]| workdir.refused_by(&[&["what-if", "index.toml"], arguments].concat());
    assert_snapshot!(refused(&["Kauniaine", "--climb", "1"]), @"");
    assert_snapshot!(refused(&["Kauniainen", "--set", "popluation=1", "--set", "jobs=a,b"]), @"");
    assert_snapshot!(refused(&["Kauniainen", "--set", "popluation=1"]), @"");
    assert_snapshot!(refused(&["Kauniainen", "--set", "population@2020=1", "--set", "jobs=1", "--set", "jobs=2"]), @"");
    assert_snapshot!(refused(&["Kauniainen", "--climb", "5"]), @"");
    assert_snapshot!(refused(&["Kauniainen"]), @"");
}
