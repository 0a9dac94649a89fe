//! Statistics on other divisions than the configuration's: mergers, chains, weights, codes that contradict one another.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{REGIONS, Workdir};

/// Splits a value of Kankaanpää between it and Honkajoki, which merged into it in 2021.
fn split(statistics: &mut Statistics, series: &'static str, year: i32, honkajoki: f64) {
    let row = statistics.row(series, year, "214");
    row.value = row.value.map(|value| value - honkajoki);
    statistics.add(series, year, "099", honkajoki);
}

#[test]
fn counts_of_merged_regions_are_summed() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let mut statistics = Statistics::tiny();
    split(&mut statistics, "jobs", 2023, 600.0);
    split(&mut statistics, "population", 2023, 1_600.0);
    workdir.statistics(&statistics);
    assert_eq!(workdir.rankings(), rankings);
    let notes = workdir.read("out/notes.md");
    let said: Vec<&str> = notes.lines().filter(|line| line.contains("Merged") || line.contains("Inferred")).collect();
    assert_snapshot!(said.join("\n"), @r"
    - Merged: 2 values of 1 region put together from older divisions, 0 of them approximately by weighted mean: 214 Kankaanpää (with 099 Honkajoki)
    - Inferred division: `population`: 2023 on the division of 2020 (declare it, if a row may be missing for another reason)
    - Inferred division: `jobs`: 2023 on the division of 2020 (declare it, if a row may be missing for another reason)
    ");
}

#[test]
fn chains_of_mergers_are_followed_to_their_end() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let mut statistics = Statistics::tiny();
    // Suodenniemi joined Vammala, which became Sastamala: both old codes are Sastamala.
    statistics.row("jobs", 2023, "790").value = Some(8_120.0);
    statistics.row("jobs", 2023, "790").code = "912".into();
    statistics.add("jobs", 2023, "772", 600.0);
    workdir.statistics(&statistics);
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn a_code_that_changed_without_a_merger() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    workdir.edit("regions.csv", "049,municipality,2020-01-01", "049,municipality,2024-01-01");
    workdir.append("regions.csv", "048,municipality,2020-01-01,2023-12-31,Espoo,city,yes\n");
    workdir.append("mergers.csv", "2024-01-01,048,Espoo,049\n");
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2023, "049").code = "048".into();
    workdir.statistics(&statistics);
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn rates_of_merged_regions_are_weighted_and_marked_approximate() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    split(&mut statistics, "population", 2024, 1_600.0);
    statistics.add("employment_rate", 2024, "099", 60.0);
    workdir.statistics(&statistics);
    workdir.builds();
    let notes = workdir.read("out/notes.md");
    let said: Vec<&str> = notes.lines().filter(|line| line.contains("Merged")).collect();
    assert_snapshot!(said.join("\n"), @"- Merged: 2 values of 1 region put together from older divisions, 1 of them approximately by weighted mean: 214 Kankaanpää (with 099 Honkajoki)");
}

#[test]
fn a_weight_on_another_division() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.add("employment_rate", 2024, "099", 60.0);
    statistics.add("employment_rate", 2023, "099", 60.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: `employment_rate` cannot be put together from merged regions: its weight `population` is on another division
      --> 2 periods, 2023 to 2024
          099 Honkajoki + 214 Kankaanpää
      help: weigh by a variable published on the same division
    ");
}

#[test]
fn a_variable_that_does_not_say_how_it_is_merged() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"jobs\"\nmerge = \"sum\"", "id = \"jobs\"");
    let mut statistics = Statistics::tiny();
    split(&mut statistics, "jobs", 2023, 600.0);
    split(&mut statistics, "jobs", 2024, 600.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: `jobs` cannot be put together from merged regions: the variable does not say how
      --> 2 periods, 2023 to 2024
          099 Honkajoki + 214 Kankaanpää
      help: set `merge` (and `areas`) of the variable: "sum" for counts, { weighted-mean = "…" } for rates
    "#);
}

#[test]
fn a_successor_that_is_not_there() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"jobs\"\nmerge = \"sum\"", "id = \"jobs\"\nmerge = \"successor\"");
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2023, "790").code = "912".into();
    statistics.add("jobs", 2023, "772", 600.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: `jobs` cannot be put together from merged regions: none of them carries on the code
      --> period 2023
          772 Suodenniemi + 912 Vammala
      help: use `merge = "sum"` for counts, or a mean weighted by a variable for rates
    "#);
}

#[test]
fn half_of_a_merged_region_is_missing() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    split(&mut statistics, "jobs", 2024, 600.0);
    statistics.row("jobs", 2024, "099").value = None;
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` is missing for 1 of 7 regions in edition 2025 (statistic period 2024)
          214 Kankaanpää: empty
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator
    "#);
}

#[test]
fn a_series_declared_on_a_newer_division() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\ndivision = 2026\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: 1 series is on a newer division than the configuration's 2025
          `jobs` 2023 to 2024: division of 2026
      help: set `division = 2026` under [regions]: a series cannot be split into older regions
    ");
}

#[test]
fn a_series_with_codes_of_a_newer_division() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "235,municipality,2020-01-01", "235,municipality,2024-01-01");
    workdir.edit("index.toml", "division = 2025", "division = 2022");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: 3 series are on a newer division than the configuration's 2022
          `population` 2023 to 2025: division of 2024 (it has 235 Kauniainen)
          `jobs` 2023 to 2024: division of 2024 (it has 235 Kauniainen)
          `employment_rate` 2023 to 2024: division of 2024 (it has 235 Kauniainen)
      help: set `division = 2024` under [regions]: a series cannot be split into older regions
    ");
}

#[test]
fn a_code_that_is_not_on_the_declared_division() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\ndivision = 2025\n");
    let mut statistics = Statistics::tiny();
    split(&mut statistics, "jobs", 2023, 600.0);
    split(&mut statistics, "jobs", 2024, 600.0);
    statistics.add("jobs", 2024, "911", 1.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: `jobs` has codes that are not on its declared division of 2025
      --> 2 periods, 2023 to 2024
          2023: 099 Honkajoki: merged into 214 Kankaanpää on 2021-01-01
          2024: 099 Honkajoki: merged into 214 Kankaanpää on 2021-01-01; 911 Valtimo: merged into 541 Nurmes on 2020-01-01
      help: declare the division the series is really on (`division` of the variable), or remove the rows
    ");
}

#[test]
fn an_old_code_beside_the_code_that_took_its_place() {
    let workdir = Workdir::built();
    workdir.write(
        "regions.csv",
        REGIONS.replace("2020-01-01", "2005-01-01").replace("790,municipality,2005", "790,municipality,2009"),
    );
    let mut statistics = Statistics::tiny();
    statistics.add("jobs", 2023, "912", 600.0);
    statistics.add("jobs", 2024, "912", 600.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: `jobs` has an old code beside codes of a newer division
      --> 2 periods, 2023 to 2024
          912 Vammala: ends with 2008
          790 Sastamala: begins with 2009
      help: keep the rows of one division: remove the old ones if the new include them
    ");
}

#[test]
fn members_of_an_area_without_a_rule() {
    let workdir = Workdir::built();
    let areas: String = REGIONS
        .lines()
        .map(|line| match line.split(',').next() {
            Some("code") => format!("{line},maakunta\n"),
            Some("049" | "091" | "092" | "235") => format!("{line},01\n"),
            Some("035") => format!("{line},21\n"),
            _ => format!("{line},04\n"),
        })
        .collect();
    let rows =
        "01,maakunta,2020-01-01,,Uusimaa,,yes,\n04,maakunta,2020-01-01,,Satakunta,,yes,\n21,maakunta,2020-01-01,,Åland,,no,\n";
    workdir.write("regions.csv", areas + rows);
    let text = workdir.read("index.toml");
    let (start, end) = (text.find("[regions.types]").expect("types"), text.find("[[source]]").expect("sources"));
    workdir.write("index.toml", format!("{}{}", &text[..start], &text[end..]));
    workdir.edit("index.toml", "level = \"municipality\"", "level = \"maakunta\"\ndata_level = \"municipality\"");
    workdir.edit("index.toml", "id = \"jobs\"\nmerge = \"sum\"", "id = \"jobs\"\nmerge = \"sum\"\nareas = \"refuse\"");
    workdir.edit(
        "index.toml",
        "id = \"population\"\nmerge = \"sum\"",
        "id = \"population\"\nmerge = \"sum\"\nareas = \"successor\"",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: `population` cannot be put together from members of an area: none of them carries on the code
      --> 3 periods, 2023 to 2025
          049 Espoo + 091 Helsinki + 092 Vantaa + 235 Kauniainen
      help: use `merge = "sum"` for counts, or a mean weighted by a variable for rates

    error: `jobs` cannot be put together from members of an area: the variable does not say how
      --> 2 periods, 2023 to 2024
          049 Espoo + 091 Helsinki + 092 Vantaa + 235 Kauniainen
      help: set `merge` (and `areas`) of the variable: "sum" for counts, { weighted-mean = "…" } for rates
    "#);
}
