//! Statistics that have not arrived, values that are preliminary, and what a final build accepts.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::Workdir;

const FINAL: &str = "[release]\nstatus = \"final\"\n";

/// A workdir in which the jobs of 2024 have not arrived.
fn without_jobs_of_2024(workdir: Workdir) -> Workdir {
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.series == "jobs" && row.year == 2024);
    workdir.statistics(&statistics);
    workdir
}

/// A workdir in which two employment rates are preliminary.
fn with_preliminary_values(workdir: Workdir) -> Workdir {
    workdir.edit(
        "index.toml",
        "files = [\"statistics.parquet\"]",
        "files = [\"statistics.parquet\"]\ncolumns = { flag = \"flag\" }",
    );
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2024, "091").flag = Some("p");
    statistics.row("employment_rate", 2024, "541").flag = Some("*");
    statistics.row("employment_rate", 2023, "541").flag = Some("revised");
    workdir.statistics(&statistics);
    workdir
}

#[test]
fn a_draft_carries_over_the_latest_period() {
    assert_snapshot!(without_jobs_of_2024(Workdir::new()).builds(), @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024

    cities (3)
                   TINY  work  people
     1.  Espoo     83.3  75.0   100.0  =
     2.  Helsinki  77.8  83.3    66.7  =
     3.  Vantaa    61.1  50.0    83.3  =

    towns (3)
                     TINY  work  people
     1.  Kauniainen  50.0  50.0    50.0  =
     2.  Sastamala   38.9  41.7    33.3  =
     3.  Kankaanpää  33.3  41.7    16.7  =

    rural municipalities (1)
                 TINY  work  people
     1.  Nurmes   5.6   8.3     0.0  =

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule
      Carried over: `workplaces` of edition 2025 uses 2023, because 2024 has not arrived

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

#[test]
fn a_final_build_refuses_to_carry_over() {
    let workdir = without_jobs_of_2024(Workdir::built());
    workdir.append("index.toml", FINAL);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` of edition 2025 needs the statistic period 2024, which the data do not have
          `jobs` has no value for 2024; the data have only 2023
      help: wait for the statistic, or accept 2023 in its place: [[acknowledge]] finding = "carried-over", indicator = "workplaces", edition = "2025", reason = "…"
    "#);
}

#[test]
fn a_final_build_carries_over_what_is_acknowledged() {
    let workdir = without_jobs_of_2024(Workdir::new());
    workdir.append("index.toml", FINAL);
    workdir.append(
        "index.toml",
        "[[acknowledge]]\nfinding = \"carried-over\"\nindicator = \"workplaces\"\nedition = \"2025\"\nreason = \"arrives in May\"\n",
    );
    let finished = workdir.builds();
    assert!(
        finished.stdout.contains("Carried over: `workplaces` of edition 2025 uses 2023, because 2024 has not arrived"),
        "{finished}"
    );
    assert!(finished.stdout.contains("Acknowledged: `workplaces` carried over in edition 2025: arrives in May"), "{finished}");
}

#[test]
fn nothing_earlier_to_carry_over() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.series == "population" && row.year == 2023);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` of edition 2024 needs the statistic period 2023, which the data do not have
          `population` has no value for 2023; the data have 2024 to 2025
      help: add the data, change the lag or the periods of the indicator, or drop the edition

    error: the indicator `growth` of edition 2024 needs the statistic period 2024, which the data do not have
          `population` has no value for 2023; the data have 2024 to 2025
      help: add the data, change the lag or the periods of the indicator, or drop the edition
    ");
}

#[test]
fn statistics_of_other_years_altogether() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.rows.iter_mut().for_each(|row| row.year -= 30);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` of edition 2024 needs the statistic period 2023, which the data do not have
          `population` has no value for 2023; the data have 1993 to 1995
          `jobs` has no value for 2023; the data have 1993 to 1994
      help: add the data, change the lag or the periods of the indicator, or drop the edition

    error: the indicator `employment` of edition 2024 needs the statistic period 2023, which the data do not have
          `employment_rate` has no value for 2023; the data have 1993 to 1994
      help: add the data, change the lag or the periods of the indicator, or drop the edition

    error: the indicator `growth` of edition 2024 needs the statistic period 2024, which the data do not have
          `population` has no value for 2023; the data have 1993 to 1995
          `population` has no value for 2024; the data have 1993 to 1995
      help: add the data, change the lag or the periods of the indicator, or drop the edition

    error: the indicator `workplaces` of edition 2025 needs the statistic period 2024, which the data do not have
          `population` has no value for 2024; the data have 1993 to 1995
          `jobs` has no value for 2024; the data have 1993 to 1994
      help: add the data, change the lag or the periods of the indicator, or drop the edition

    error: the indicator `employment` of edition 2025 needs the statistic period 2024, which the data do not have
          `employment_rate` has no value for 2024; the data have 1993 to 1994
      help: add the data, change the lag or the periods of the indicator, or drop the edition

    error: the indicator `growth` of edition 2025 needs the statistic period 2025, which the data do not have
          `population` has no value for 2024; the data have 1993 to 1995
          `population` has no value for 2025; the data have 1993 to 1995
      help: add the data, change the lag or the periods of the indicator, or drop the edition
    ");
}

#[test]
fn an_indicator_that_is_missing_everywhere() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.rows.iter_mut().filter(|row| row.series == "jobs").for_each(|row| row.value = None);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: the series `jobs` (variable `jobs`) has no values in any period
      help: add its values to the data, or leave out what is computed from it
    ");
}

#[test]
fn a_draft_counts_preliminary_values() {
    let finished = with_preliminary_values(Workdir::new()).builds();
    assert!(finished.stdout.contains("Preliminary: 2 indicator values of employment"), "{finished}");
}

#[test]
fn a_final_build_refuses_preliminary_values() {
    let workdir = with_preliminary_values(Workdir::built());
    workdir.append("index.toml", FINAL);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `employment` of edition 2025 has 2 preliminary values in a final build
      help: wait for the final values, or accept them: [[acknowledge]] finding = "preliminary", indicator = "employment", edition = "2025", reason = "…"
    "#);
}

#[test]
fn a_final_build_takes_preliminary_values_that_are_acknowledged() {
    let workdir = with_preliminary_values(Workdir::new());
    workdir.append("index.toml", FINAL);
    workdir.append(
        "index.toml",
        "[[acknowledge]]\nfinding = \"preliminary\"\nindicator = \"employment\"\nedition = \"2025\"\nreason = \"revisions are small\"\n",
    );
    workdir.builds();
    assert!(workdir.read("out/rankings.csv").contains(",final"));
}
