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
    assert_snapshot!(Workdir::new().run(&["what-if", "index.toml", "kauniainen", "--set", "population=+2%", "--set", "employment=80"]), @r#"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    235 Kauniainen, edition 2025: rank 1 of 3 in towns, rank 4 of 7 overall

    Set
      population   variable  2025  10689  →  10902.78
      employment  indicator  2024   78.5  →        80

    Indicators that move
                  value           score           change  rank
      employment  78.50  → 80.00  100.0  → 100.0     0.0     1  → 1
      growth       1.13   → 3.15   50.0  → 100.0   +50.0     4  → 1

    Factors and index
              score           change  rank       in type
      tiny     50.0   → 66.7   +16.7     4  → 3        1  → 1
      work     50.0   → 50.0     0.0     3  → 3        1  → 1
      people   50.0  → 100.0   +50.0     4  → 1        1  → 1

    Would be rank 1 of 3 in towns
    Would be rank 3 of 7 overall
      1 passed, 0 drawn level with, 0 passing it

    Arithmetic on the figures of this edition, not a forecast: the other regions'
      values stay as they are.
    "#);
}

#[test]
fn a_factor_without_a_score_has_no_rank() {
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.series == "jobs" && row.year == 2024 && row.code == "214");
    let workdir = Workdir::new();
    workdir.statistics(&statistics);
    let method = "[method.missing]\npolicy = \"renormalise\"\nlargest_share = 0.5\nminimum_coverage = 0.6\n";
    workdir.append("index.toml", method);
    let arguments = ["what-if", "index.toml", "214", "--set", "population=+2%"];
    let answer = json(&workdir, &[&arguments[..], &["--json"]].concat());
    let work = answer["nodes"].as_array().and_then(|nodes| nodes.iter().find(|node| node["id"] == "work")).expect("the factor");
    for side in ["old", "new"] {
        assert_eq!(work[side], serde_json::json!({ "score": null, "rank": null, "type_rank": null }));
    }
    assert_ne!(answer["nodes"][0]["old"]["rank"], serde_json::Value::Null);
    let text = workdir.run(&arguments).to_string();
    let line = text.lines().find(|line| line.trim_start().starts_with("work ")).expect("the factor");
    let cells: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(cells, ["work", "–", "→", "–", "–", "–", "→", "–", "–", "→", "–"]);
}

#[test]
fn what_it_takes_to_climb() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.run(&["what-if", "index.toml", "Sastamala", "--climb", "1", "--out", "answer.csv"]), @r#"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    790 Sastamala, edition 2025: rank 2 of 3 in towns, rank 5 of 7 overall
    To reach rank 1 in towns, 1 place up
      now held by Kauniainen, 11.1 points away

    By one indicator alone, the smallest move first
                      now   needed   change    sd  seen  in type
      employment     73.2    =74.7     +1.5  0.42   0 %      0 %
      workplaces   35.982  =43.277   +7.295  0.52   0 %      0 %
      growth      −0.6656  =1.1259  +1.7915  1.21   0 %      0 %
      = a shared rank; with nobody beside: employment: 78.5; workplaces: 52.133219;
        growth: 1.4111194
      sd: in standard deviations of the indicator
      seen: share of moves between consecutive editions that were at least as large,
        that way (up to 7 moves; in type up to 3)

    The smallest change of several together
                     now  needed  change    sd  seen  in type
      workplaces  35.982  39.662  +3.680  0.26   0 %      0 %
      employment    73.2    73.6    +0.4  0.11  14 %      0 %
      in all 0.37 sd, for a shared rank: proved to be the smallest at the precision
        of the sources

    Arithmetic on the figures of this edition, not a forecast: the other regions'
      values stay as they are.
    Wrote answer.csv
    "#);
    assert_snapshot!(workdir.read("answer.csv"), @r#"
    edition,code,name_en,kind,subject,period,old,new,size,goal_rank,new_rank,seen_share,seen_share_in_type,n_moves,n_moves_in_type,data_status
    2025,790,Sastamala,reaching,workplaces,2024,35.98169717138103,43.277,0.5166573953346456,1,1,0,0,7,3,draft
    2025,790,Sastamala,overtaking,workplaces,2024,35.98169717138103,52.133218559425806,1.1438597090586762,1,1,0,0,7,3,draft
    2025,790,Sastamala,reaching,employment,2024,73.2,74.7,0.4171651223995329,1,1,0,0,7,3,draft
    2025,790,Sastamala,overtaking,employment,2024,73.2,78.5,1.4739834324783487,1,1,0,0,7,3,draft
    2025,790,Sastamala,reaching,growth,2025,-0.6655574043261231,1.1259,1.2115767987682624,1,1,0,0,7,3,draft
    2025,790,Sastamala,overtaking,growth,2025,-0.6655574043261231,1.411119347664937,1.4044728974174205,1,1,0,0,7,3,draft
    2025,790,Sastamala,together,workplaces,2024,35.98169717138103,39.662,0.260641088950787,1,,0,0,7,3,draft
    2025,790,Sastamala,together,employment,2024,73.2,73.6,0.11124403263987306,1,,0.14285714285714285,0,7,3,draft
    "#);
    assert_snapshot!(workdir.run(&["what-if", "index.toml", "Sastamala", "--to-rank", "1", "--overall", "--measure", "history"]), @r#"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    790 Sastamala, edition 2025: rank 2 of 3 in towns, rank 5 of 7 overall
    To reach rank 1 overall, 4 places up
      now held by Espoo, 44.4 points away

    Not reachable by this alone: workplaces, employment, growth

    The smallest change of several together
                      now  needed   change  years  seen  in type
      employment     73.2    74.7     +1.5   2.44   0 %      0 %
      growth      −0.6656  2.1996  +2.8652  10.89   0 %      0 %
      in all 13.33 years, for a shared rank: proved to be the smallest at the
        precision of the sources

    Arithmetic on the figures of this edition, not a forecast: the other regions'
      values stay as they are.
    "#);
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
    assert_snapshot!(refused(&["Kauniaine", "--climb", "1"]), @r#"
    exit code: 2
    ----- stderr -----
    error: no ranked region is called `Kauniaine`, or has that code
      help: did you mean `Kauniainen`?
    "#);
    assert_snapshot!(refused(&["Kauniainen", "--set", "popluation=1", "--set", "jobs=a,b"]), @r#"
    exit code: 2
    ----- stderr -----
    error: `--set jobs=a,b` cannot be read
      help: `a,b` is not a number; write a decimal point
    "#);
    assert_snapshot!(refused(&["Kauniainen", "--set", "popluation=1"]), @r#"
    exit code: 2
    ----- stderr -----
    error: no variable or indicator is called `popluation`
      help: did you mean `population`?
    "#);
    assert_snapshot!(refused(&["Kauniainen", "--set", "population@2020=1", "--set", "jobs=1", "--set", "jobs=2"]), @r#"
    exit code: 2
    ----- stderr -----
    error: edition 2025 does not read `population` of 2020
      help: it reads 2024, 2025

    error: `jobs` is set twice
      help: set it once
    "#);
    assert_snapshot!(refused(&["Kauniainen", "--climb", "5"]), @r#"
    exit code: 2
    ----- stderr -----
    error: it has rank 1: it cannot gain 5 places
      help: nobody is before it
    "#);
    assert_snapshot!(refused(&["Kauniainen"]), @r#"
    exit code: 2
    ----- stderr -----
    error: the following required arguments were not provided:
      <--set <NAME=VALUE>|--climb <N>|--to-rank <K>>

    Usage: evp what-if <--set <NAME=VALUE>|--climb <N>|--to-rank <K>> <CONFIG> <REGION>

    For more information, try '--help'.
    "#);
}
