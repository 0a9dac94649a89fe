//! `evp compare`: two editions, two builds, a build and its own publication; planted changes are given their cause.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::verify::{merge, swap};
use crate::workdir::{Finished, Workdir};

/// Builds again, into `new`, and compares `out` with it.
fn compared(workdir: &Workdir, further: &[&str]) -> Finished {
    let finished = workdir.run(&["build", "index.toml", "--quiet", "--out", "new"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.run(&[&["compare", "out", "new"], further].concat())
}

/// The lines of the bridge: step, scores moved, ranks moved.
fn bridge(finished: &Finished) -> Vec<String> {
    let lines = finished.stdout.lines().skip_while(|line| !line.starts_with("Bridge")).skip(2);
    lines.take_while(|line| line.starts_with(' ')).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// One value of Helsinki becomes another.
fn revise(workdir: &Workdir) {
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(1_000.0);
    workdir.statistics(&statistics);
}

/// What the causes contributed to a region's score adds up to its change.
fn assert_parts_add_up(workdir: &Workdir) {
    let (table, bridge) = (workdir.read("comparison/comparison.csv"), workdir.read("comparison/bridge.csv"));
    let rows = |text: &str| -> Vec<Vec<String>> {
        text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
    };
    for row in rows(&table) {
        let change: f64 = row[7].parse().expect("every region has a score");
        let parts = rows(&bridge).into_iter().filter(|part| part[1] == "tiny" && part[2] == row[0] && part[3] != "base");
        let sum: f64 = parts.map(|part| part[7].parse::<f64>().expect("a contribution")).sum();
        assert!((change - sum).abs() < 1e-9, "{}: {change} is not {sum}", row[0]);
    }
}

#[test]
fn two_editions_of_a_build() {
    assert_snapshot!(Workdir::built().run(&["compare", "out"]), @r"
    exit code: 0
    ----- stdout -----
    tiny: out, edition 2025 against out, edition 2024
    *** draft ***

                  in both  same rank  mean shift  largest climb  largest fall  Spearman
     all regions        7          7         0.0                                 1.0000
     city               3          3         0.0                                 1.0000
     town               3          3         0.0                                 1.0000
     rural              1          1         0.0

    4 scores and 0 ranks differ

    Every region: `--out DIR` writes the tables
    ");
}

#[test]
fn a_build_and_itself() {
    let finished = compared(&Workdir::built(), &["--tolerance", "0", "--rank-tolerance", "0"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    assert!(finished.stdout.contains("nothing differs in data, regions or method"), "{finished}");
}

#[test]
fn a_build_and_its_own_rounded_publication() {
    let arguments =
        ["compare", "out/rankings.en.csv", "out", "--base-edition", "2025", "--tolerance", "0", "--rank-tolerance", "0"];
    assert_snapshot!(Workdir::built().run(&[&arguments[..], &["--column", "score=Tiny index"]].concat()), @r"
    exit code: 0
    ----- stdout -----
    tiny: out, edition 2025 against rankings.en.csv
    *** draft ***

                  in both  same rank  mean shift  largest climb  largest fall  Spearman
     all regions        7          7         0.0                                 1.0000
     city               3          3         0.0                                 1.0000
     town               3          3         0.0                                 1.0000
     rural              1          1         0.0

    Scores: 0 differ, 6 are equal when rounded
    Ranks: 0 differ, 0 differ where the printed digits do not determine the order
    A published table does not say what it was made from: causes cannot be told apart

    Every region: `--out DIR` writes the tables
    ");
}

#[test]
fn what_is_compared_with_a_draft_is_not_final() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "[release]\nstatus = \"final\"\n");
    let finished = compared(&workdir, &["--out", "comparison"]);
    assert!(finished.stdout.contains("*** draft ***"), "{finished}");
    assert!(workdir.read("comparison/comparison.csv").lines().skip(1).all(|line| line.ends_with(",draft")));
    let finished = workdir.run(&["compare", "new", "new"]);
    assert!(!finished.stdout.contains("***"), "{finished}");
}

#[test]
fn a_value_revised_is_the_data() {
    let workdir = Workdir::built();
    revise(&workdir);
    let finished = compared(&workdir, &[]);
    let bridge = bridge(&finished);
    assert_eq!(bridge.len(), 1, "{finished}");
    assert!(bridge[0].starts_with("revised data "), "{finished}");
}

#[test]
fn a_weight_changed_is_the_method() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    let finished = compared(&workdir, &[]);
    let bridge = bridge(&finished);
    assert_eq!(bridge.len(), 1, "{finished}");
    assert!(bridge[0].starts_with("new method "), "{finished}");
}

#[test]
fn a_type_changed_moves_no_score() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "Kauniainen,town", "Kauniainen,city");
    let finished = compared(&workdir, &[]);
    assert!(finished.stdout.contains("Changed type: 1 (235 Kauniainen)"), "{finished}");
    assert_eq!(bridge(&finished), ["new types 0 0 0.0000 0.0"], "{finished}");
}

#[test]
fn two_municipalities_merged_are_the_division() {
    let workdir = Workdir::built();
    merge(&workdir);
    let finished = compared(&workdir, &[]);
    assert!(finished.stdout.contains("Merged: 1 (541 Nurmes (into 790))"), "{finished}");
    let steps: Vec<String> = bridge(&finished).iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert!(steps.contains(&"new division".to_owned()), "{finished}");
    assert!(!steps.contains(&"new method".to_owned()), "{finished}");
}

#[test]
fn an_indicator_swapped_is_the_method_with_its_data() {
    let workdir = Workdir::built();
    swap(&workdir);
    let finished = compared(&workdir, &[]);
    let bridge = bridge(&finished);
    assert!(bridge.iter().any(|line| line.contains("new method")), "{finished}");
}

#[test]
fn causes_together_are_told_apart_and_add_up() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    workdir.edit("regions.csv", "Kauniainen,town", "Kauniainen,city");
    revise(&workdir);
    let finished = compared(&workdir, &["--out", "comparison"]);
    let steps: Vec<String> = bridge(&finished).iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(steps, ["revised data", "new types", "new method"], "{finished}");

    assert_parts_add_up(&workdir);
}

#[test]
fn the_way_to_a_new_edition_of_another_build() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    let finished = compared(&workdir, &["--base-edition", "2024", "--edition", "2025", "--out", "comparison"]);
    let steps: Vec<String> = bridge(&finished).iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(steps, ["new method", "new edition"], "{finished}");
    assert_parts_add_up(&workdir);
}

#[test]
fn beyond_the_tolerance() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    let finished = compared(&workdir, &["--tolerance", "5"]);
    assert_eq!(finished.code, Some(1), "{finished}");
    assert!(finished.stderr.contains("beyond the tolerance"), "{finished}");
}

#[test]
fn a_difference_is_accepted_until_it_expires() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(1_000.0);
    workdir.statistics(&statistics);
    let tolerance = ["--tolerance", "0.001"];
    let finished = compared(&workdir, &tolerance);
    let beyond: Vec<&str> = finished
        .stderr
        .lines()
        .filter(|line| line.starts_with("      "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(!beyond.is_empty(), "{finished}");
    let accept = |edition: &str| {
        beyond
            .iter()
            .map(|code| {
                format!("[[difference]]\nregion = \"{code}\"\nreason = \"a revised count of jobs\"\nexpires = \"{edition}\"\n")
            })
            .collect::<String>()
    };
    let configuration = workdir.read("index.toml");
    workdir.write("index.toml", format!("{configuration}{}", accept("2025")));
    assert_eq!(compared(&workdir, &tolerance).code, Some(0));
    workdir.write("index.toml", format!("{configuration}{}", accept("2024")));
    assert_eq!(compared(&workdir, &tolerance).code, Some(1));
}

#[test]
fn what_cannot_be_compared() {
    let workdir = Workdir::built();
    workdir.write("odd.csv", "a,b\n1,2\n");
    assert_snapshot!(workdir.run(&["compare", "odd.csv", "out"]), @r"
    exit code: 5
    ----- stderr -----
    error: no column holds codes or names of regions
      --> odd.csv
          its columns are `a`, `b`
      help: say what they are called: `--column code=…`, `name`, `score`, `rank`, `type`, `type_rank` or `edition`
    ");
    assert_snapshot!(workdir.run(&["compare", "out", "--edition", "2052"]), @r"
    exit code: 2
    ----- stderr -----
    error: there is no edition `2052`
      help: did you mean `2025`?
    ");
    assert_snapshot!(workdir.run(&["compare", "out", "--out", "out"]), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds a build, not a comparison
      help: choose another folder with `--out`
    ");
    workdir.write("names.csv", "Municipality,Score\nEspoo,1.5\nNowhere,2.5\n");
    assert_snapshot!(workdir.run(&["compare", "names.csv", "out"]), @r"
    exit code: 5
    ----- stderr -----
    error: `names.csv` has 1 row that is not known by code or name
          Nowhere
      help: write names as the region table does, or add a column of codes
    ");
}

/// A build in which Espoo lost people and Kauniainen gained jobs.
fn moved() -> Workdir {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.row("population", 2025, "049").value = Some(312_000.0);
    statistics.row("jobs", 2024, "235").value = Some(9_000.0);
    workdir.statistics(&statistics);
    workdir.builds();
    workdir
}

/// Points of a comparison's parts by region code.
fn sums_of_parts(workdir: &Workdir) -> std::collections::BTreeMap<String, f64> {
    let mut sums = std::collections::BTreeMap::new();
    for line in workdir.read("comparison/attribution.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        *sums.entry(cells[3].to_owned()).or_insert(0.0) += cells[7].parse::<f64>().expect("points");
    }
    sums
}

#[test]
fn the_indicators_behind_the_largest_moves() {
    let workdir = moved();
    assert_snapshot!(workdir.run(&["compare", "out", "--out", "comparison"]), @r"
    exit code: 0
    ----- stdout -----
    tiny: out, edition 2025 against out, edition 2024
    *** draft ***

                  in both  same rank  mean shift  largest climb  largest fall  Spearman
     all regions        7          5         0.7  Kauniainen +3  Espoo -2        0.7207
     city               3          0         1.0  Helsinki +1    Espoo -1        0.0000
     town               3          3         0.0                                 1.0000
     rural              1          1         0.0

    6 scores and 2 ranks differ

    Indicators behind the largest moves from edition 2024 to 2025, in points of tiny
      all regions: Kauniainen +3, score +33.3
        workplaces +33.3
      all regions: Espoo -2, score -22.2
        growth -16.7, workplaces -5.5
      city: Helsinki +1, score +5.6
        growth +11.1; workplaces -5.5
      city: Espoo -1, score -22.2
        growth -16.7, workplaces -5.5

    Wrote 7 files to comparison
    ");
    assert!(workdir.path("comparison/attribution.parquet").is_file());
    let table = workdir.read("comparison/attribution.csv");
    assert_snapshot!(table.lines().take(8).collect::<Vec<_>>().join("\n"), @r"
    base_edition,edition,node,code,name,indicator,part,points,indicator_standard_error,data_status
    2024,2025,tiny,049,Espoo,workplaces,own,0,0,draft
    2024,2025,tiny,049,Espoo,workplaces,others,-5.555555555555557,0,draft
    2024,2025,tiny,049,Espoo,employment,own,0,0,draft
    2024,2025,tiny,049,Espoo,employment,others,0,0,draft
    2024,2025,tiny,049,Espoo,growth,own,-16.666666666666664,0,draft
    2024,2025,tiny,049,Espoo,growth,others,0,0,draft
    2024,2025,tiny,049,Espoo,,rounding,0.00000000022222224060897133,,draft
    ");
    let sums = sums_of_parts(&workdir);
    assert_eq!(sums.len(), 7);
    for line in workdir.read("comparison/comparison.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let change: f64 = cells[7].parse().expect("a change");
        assert!((sums[cells[0]] - change).abs() < 1e-9, "{line}: {}", sums[cells[0]]);
    }
    let json: serde_json::Value = serde_json::from_str(&workdir.run(&["compare", "out", "--json"]).stdout).expect("JSON");
    let largest = &json["attribution"]["largest"][0];
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    let indicators = largest["indicators"].as_array().expect("indicators");
    let parts: f64 = indicators.iter().map(|indicator| number(&indicator["points"])).sum();
    assert!((number(&largest["score_change"]) - parts - number(&largest["rounding"])).abs() < 1e-9, "{largest:#}");
}

#[test]
fn the_indicators_of_a_factor() {
    let workdir = moved();
    let finished = workdir.run(&["compare", "out", "--node", "work", "--out", "comparison"]);
    assert!(finished.stdout.contains("in points of work"), "{finished}");
    let table = workdir.read("comparison/attribution.csv");
    assert!(!table.contains(",growth,"), "{table}");
}

#[test]
fn the_indicators_behind_the_step_to_a_new_edition() {
    let workdir = moved();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    let finished = compared(&workdir, &["--base-edition", "2024", "--edition", "2025", "--out", "comparison"]);
    assert!(finished.stdout.contains("Indicators behind the largest moves from edition 2024 to 2025"), "{finished}");
    let sums = sums_of_parts(&workdir);
    let mut n_regions = 0;
    for line in workdir.read("comparison/bridge.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if (cells[1], cells[3]) == ("tiny", "new edition") {
            let contribution: f64 = cells[7].parse().expect("a contribution");
            assert!((sums[cells[2]] - contribution).abs() < 1e-9, "{line}: {}", sums[cells[2]]);
            n_regions += 1;
        }
    }
    assert_eq!(n_regions, 7);
}

#[test]
fn a_geometric_mean_is_told_for_the_regions_that_are_shown() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    statistics.row("population", 2025, "049").value = Some(312_000.0);
    workdir.statistics(&statistics);
    workdir.append("index.toml", "[method.normalisation]\nrange = [1, 100]\n[method.aggregation]\nmethod = \"geometric-mean\"\n");
    workdir.builds();
    let finished = workdir.run(&["compare", "out", "--out", "comparison"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    let (sums, table) = (sums_of_parts(&workdir), workdir.read("comparison/comparison.csv"));
    assert!(!sums.is_empty() && sums.len() < 7, "{sums:?}");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let change: f64 = cells[7].parse().expect("a change");
        assert!(sums.get(cells[0]).is_none_or(|sum| (sum - change).abs() < 1e-9), "{line}: {sums:?}");
    }
}

#[test]
fn a_folder_whose_scores_do_not_come_out_again() {
    let workdir = moved();
    let rankings = workdir.read("out/rankings.csv");
    let line = rankings.lines().find(|line| line.starts_with("2025,049")).expect("Espoo");
    let cells: Vec<&str> = line.split(',').collect();
    let score = cells.iter().find(|cell| cell.contains('.') && cell.parse::<f64>().is_ok()).expect("a score");
    workdir.write("out/rankings.csv", rankings.replace(line, &line.replacen(score, "1.5", 1)));
    let finished = workdir.run(&["compare", "out"]);
    assert!(finished.stdout.contains("The indicators behind the moves are not told"), "{finished}");
}
