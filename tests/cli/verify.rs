//! `evp verify`: each planted change is found and named, alone and together.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{CONFIGURATION, Finished, MERGERS, REGIONS, Workdir};

/// A build that was locked.
fn locked() -> Workdir {
    let workdir = Workdir::built();
    let finished = workdir.run(&["lock", "index.toml", "--from", "out", "--quiet"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir
}

fn verify(workdir: &Workdir) -> Finished {
    workdir.run(&["verify", "index.toml"])
}

fn verify_with_base(workdir: &Workdir) -> Finished {
    workdir.run(&["verify", "index.toml", "--base", "out"])
}

/// What a finding says, without the exit code and the rule.
fn said(finished: &Finished) -> String {
    assert_eq!(finished.code, Some(1), "{finished}");
    finished.stderr.clone()
}

#[test]
fn nothing_changed() {
    assert_snapshot!(verify(&locked()), @r"
    exit code: 0
    ----- stdout -----
    The same as index.lock: tiny (editions 2024, 2025)
      Compared: the content of 25 tables; not the bytes, because the lock does not say on what machine the build was made
    ");
}

#[test]
fn bytes_count_where_version_and_target_are_the_locks() {
    let workdir = Workdir::new();
    assert_eq!(workdir.run(&["lock", "index.toml", "--quiet"]).code, Some(0));
    let finished = verify(&workdir);
    assert_eq!(finished.code, Some(0), "{finished}");
    assert!(finished.stdout.contains("and the bytes of"), "{finished}");
    // The same content in other bytes, as a compressor of another version would write it.
    let lock = workdir.read("index.lock");
    let place = lock.find("name = \"scores.parquet\"").expect("the table is locked");
    let hash = place + lock[place..].find("\nsha256 = \"").expect("its bytes are locked") + "\nsha256 = \"".len();
    workdir.write("index.lock", format!("{}{}{}", &lock[..hash], "0".repeat(64), &lock[hash + 64..]));
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: 1 table or file is not as in the lock
          `scores.parquet`: the same content in other bytes
    ");
    let other_version = workdir.read("index.lock").replace("version = \"0.", "version = \"9.");
    workdir.write("index.lock", other_version);
    assert_snapshot!(verify(&workdir).to_string().replace(env!("CARGO_PKG_VERSION"), "[version]"), @r"
    exit code: 0
    ----- stdout -----
    The same as index.lock: tiny (editions 2024, 2025)
      Compared: the content of 25 tables; not the bytes, because the lock is of version 9.1.0, this program is [version]
    ");
}

/// A lock as earlier versions wrote it: every profile by itself, with the bytes that it has in the folder.
fn with_pages_one_by_one(workdir: &Workdir) -> String {
    let lock = workdir.read("index.lock");
    let (before, after) = lock.split_once("[[file]]\nname = \"profiles/\"\n").expect("the profiles are locked");
    let (_, after) = after.split_once("[[file]]\n").expect("a file after them");
    let manifest: serde_json::Value = serde_json::from_str(&workdir.read("out/manifest.json")).expect("JSON");
    let files = manifest["files"].as_array().expect("files").iter();
    let pages = files.filter(|file| file["name"].as_str().is_some_and(|name| name.starts_with("profiles/")));
    let entries = pages.map(|page| format!("[[file]]\nname = {}\nsha256 = {}\n\n", page["name"], page["sha256"]));
    format!("{before}{}[[file]]\n{after}", entries.collect::<String>())
}

#[test]
fn profiles_are_locked_as_one_and_older_locks_name_them_one_by_one() {
    let workdir = Workdir::built();
    assert_eq!(workdir.run(&["lock", "index.toml", "--quiet"]).code, Some(0));
    let lock = workdir.read("index.lock");
    let place = lock.find("name = \"profiles/\"").expect("the profiles are locked");
    let hash = place + lock[place..].find("sha256 = \"").expect("their bytes are locked") + "sha256 = \"".len();
    let older = with_pages_one_by_one(&workdir);
    workdir.write("index.lock", format!("{}{}{}", &lock[..hash], "0".repeat(64), &lock[hash + 64..]));
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: 1 table or file is not as in the lock
          `profiles/`: some of 8 pages
    ");
    // An older lock holds as before, and its entries say which page it is.
    workdir.write("index.lock", &older);
    let finished = verify(&workdir);
    assert!(finished.code == Some(0) && !finished.stdout.contains("Not in the lock"), "{finished}");
    assert!(finished.stdout.contains("and the bytes of"), "{finished}");
    let hash = older.find("name = \"profiles/091.html\"\nsha256 = \"").expect("a page")
        + "name = \"profiles/091.html\"\nsha256 = \"".len();
    workdir.write("index.lock", format!("{}{}{}", &older[..hash], "0".repeat(64), &older[hash + 64..]));
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: 1 table or file is not as in the lock
          `profiles/091.html`
    ");
}

#[test]
fn a_value_revised() {
    let workdir = locked();
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(466_000.0);
    workdir.statistics(&statistics);
    assert_snapshot!(verify(&workdir), @r"
    exit code: 1
    ----- stdout -----
      Compared: the content of 25 tables; not the bytes, because the lock does not say on what machine the build was made
    ----- stderr -----
    error: the input `statistics.parquet` has changed
          56 rows, as before

    error: the values that the build uses have changed
      help: which rows and values, only the old build's cells can tell: `evp verify index.toml --base FOLDER` with its output folder, or an archive of it

    error: 3 tables and files are not as in the lock
          `parameters.csv`
          `parameters.parquet`
          `scores.parquet` (edition 2025)
    ");
    assert_snapshot!(said(&verify_with_base(&workdir)), @r"
    error: the input `statistics.parquet` has changed
          56 rows, as before

    error: the values that the build uses have changed: 0 rows added, 0 removed, 1 value revised
          revised: 091 Helsinki, `jobs` 2024: 465200 → 466000

    error: 3 tables and files are not as in the lock
          `parameters.csv`
          `parameters.parquet`
          `scores.parquet` (edition 2025)
    ");
}

#[test]
fn a_row_added_that_no_edition_uses() {
    let workdir = locked();
    let mut statistics = Statistics::tiny();
    statistics.add("jobs", 2019, "091", 400_000.0);
    workdir.statistics(&statistics);
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: the input `statistics.parquet` has changed
          56 rows → 57 rows
          no value that the build uses has changed
    ");
}

#[test]
fn a_row_added_and_one_gone() {
    let workdir = Workdir::new();
    workdir.edit(
        "index.toml",
        "variable = \"employment_rate\"\n",
        "variable = \"employment_rate\"\nmissing = { policy = \"renormalise\" }\n",
    );
    workdir.append("index.toml", "\n[method.missing]\nminimum_coverage = 0.5\nlargest_share = 0.5\n");
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.series == "employment_rate" && row.year == 2024 && row.code == "541");
    workdir.statistics(&statistics);
    workdir.builds();
    assert_eq!(workdir.run(&["lock", "index.toml", "--quiet"]).code, Some(0));
    let mut statistics = Statistics::tiny();
    statistics.remove(|row| row.series == "employment_rate" && row.year == 2024 && row.code == "214");
    workdir.statistics(&statistics);
    assert_snapshot!(said(&verify_with_base(&workdir)), @r"
    error: the input `statistics.parquet` has changed
          55 rows, as before

    error: the values that the build uses have changed: 1 row added, 1 removed, 0 values revised
          added: `employment_rate`, 1 row: 541 Nurmes 2024
          removed: `employment_rate`, 1 row: 214 Kankaanpää 2024

    error: 20 tables and files are not as in the lock
          `datapackage.json`
          `datawrapper/2025.en.csv`
          `datawrapper/scores.en.csv`
          `desk/top_and_bottom.en.csv`
          `map.csv`
          `map.geojson`
          `notes.md`
          `parameters.csv`
          `parameters.parquet`
          `profiles/`: some of 8 pages
          `rankings.csv` (edition 2025)
          `rankings.en.csv` (edition 2025)
          `rankings.parquet` (edition 2025)
          `rankings.xlsx`
          `report.html`
          `scores.parquet` (edition 2025)
          `tidy.parquet`
          `types/2025/city.csv`
          `types/2025/rural.csv`
          `types/2025/town.csv`
    ");
}

#[test]
fn a_weight_changed() {
    let workdir = locked();
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: the method has changed: 1 key or entry
          `indicator.growth.weight`: not written → 2

    error: 20 tables and files are not as in the lock
          `datawrapper/2025.en.csv`
          `datawrapper/ranks.en.csv`
          `datawrapper/scores.en.csv`
          `datawrapper/type-ranks.en.csv`
          `desk/top_and_bottom.en.csv`
          `improvers.csv`
          `improvers.en.csv`
          `map.csv`
          `parameters.csv`
          `parameters.parquet`
          `rankings.csv` (edition 2024, 2025)
          `rankings.en.csv` (edition 2024, 2025)
          `rankings.parquet` (edition 2024, 2025)
          `scores.parquet` (edition 2024, 2025)
          `types/2024/city.csv`
          `types/2024/rural.csv`
          `types/2024/town.csv`
          `types/2025/city.csv`
          `types/2025/rural.csv`
          `types/2025/town.csv`
    ");
}

#[test]
fn only_a_comment_changed() {
    let workdir = locked();
    workdir.append("index.toml", "# a comment\n");
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: the text of `index.toml` has changed, but no key of the method
          names, notes or comments
    ");
}

#[test]
fn a_type_changed() {
    let workdir = locked();
    workdir.edit("regions.csv", "Nurmes,rural", "Nurmes,town");
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: the region table has changed
          9 rows, as before

    error: 1 region changed type
          541 Nurmes: rural → town

    error: 13 tables and files are not as in the lock
          `datawrapper/2025.en.csv`
          `datawrapper/ranks.en.csv`
          `datawrapper/scores.en.csv`
          `datawrapper/type-ranks.en.csv`
          `desk/top_and_bottom.en.csv`
          `map.csv`
          `rankings.csv` (edition 2024, 2025)
          `rankings.en.csv` (edition 2024, 2025)
          `rankings.parquet` (edition 2024, 2025)
          `types/2024/rural.csv` is not written any more
          `types/2024/town.csv`
          `types/2025/rural.csv` is not written any more
          `types/2025/town.csv`
    ");
}

/// Nurmes becomes a part of Sastamala.
pub(crate) fn merge(workdir: &Workdir) {
    workdir.write("mergers.csv", format!("{MERGERS}2026-01-01,541,Nurmes,790\n"));
    workdir.write("regions.csv", REGIONS.replace("541,municipality,2020-01-01,,", "541,municipality,2020-01-01,2025-12-31,"));
    workdir.edit("index.toml", "division = 2025", "division = 2026");
}

#[test]
fn two_municipalities_merged() {
    let workdir = locked();
    merge(&workdir);
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: the merger table has changed
          4 rows → 5 rows

    error: the region table has changed
          9 rows, as before

    error: the method has changed: 1 key or entry
          `regions.division`: 2025 → 2026

    error: the classification year was 2025, is 2026

    error: 1 ranked region came or went
          gone: 541 Nurmes, merged into 790 Sastamala on 2026-01-01

    error: 20 tables and files are not as in the lock
          `datawrapper/2025.en.csv`
          `datawrapper/ranks.en.csv`
          `datawrapper/scores.en.csv`
          `datawrapper/type-ranks.en.csv`
          `desk/top_and_bottom.en.csv`
          `map.csv`
          `parameters.csv`
          `parameters.parquet`
          `profiles/`: 7 pages instead of 8
          `quality.csv`
          `rankings.csv` (edition 2024, 2025)
          `rankings.en.csv` (edition 2024, 2025)
          `rankings.parquet` (edition 2024, 2025)
          `scores.parquet` (edition 2024, 2025)
          `types/2024/city.csv`
          `types/2024/rural.csv` is not written any more
          `types/2024/town.csv`
          `types/2025/city.csv`
          `types/2025/rural.csv` is not written any more
          `types/2025/town.csv`
    ");
}

/// Jobs per inhabitant give way to the change of jobs.
pub(crate) fn swap(workdir: &Workdir) {
    workdir.edit("index.toml", "id = \"workplaces\"", "id = \"residents\"");
    workdir.edit(
        "index.toml",
        "derive = { ratio = { numerator = \"jobs\", denominator = \"population\", scale = 100 } }",
        "variable = \"population\"",
    );
}

#[test]
fn an_indicator_swapped() {
    let workdir = locked();
    swap(&workdir);
    assert_snapshot!(said(&verify_with_base(&workdir)), @r"
    error: the values that the build uses have changed: 0 rows added, 16 removed, 0 values revised
          removed: `jobs`, 16 rows: 035 Brändö 2023, 049 Espoo 2023, 091 Helsinki 2023 …

    error: the method has changed: 2 keys and entries
          the indicator `workplaces` is gone
          the indicator `residents` is new

    error: 18 tables and files are not as in the lock
          `datawrapper/2025.en.csv`
          `datawrapper/ranks.en.csv`
          `datawrapper/scores.en.csv`
          `desk/top_and_bottom.en.csv`
          `map.csv`
          `parameters.csv`
          `parameters.parquet`
          `quality.csv`
          `rankings.csv` (edition 2024, 2025)
          `rankings.en.csv` (edition 2024, 2025)
          `rankings.parquet` (edition 2024, 2025)
          `scores.parquet` (edition 2024, 2025)
          `types/2024/city.csv`
          `types/2024/rural.csv`
          `types/2024/town.csv`
          `types/2025/city.csv`
          `types/2025/rural.csv`
          `types/2025/town.csv`
    ");
}

#[test]
fn everything_at_once() {
    let workdir = locked();
    swap(&workdir);
    merge(&workdir);
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    workdir.edit("regions.csv", "Kauniainen,town", "Kauniainen,city");
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2024, "049").value = Some(70.0);
    statistics.row("population", 2025, "091").value = Some(684_019.0);
    statistics.add("jobs", 2019, "091", 400_000.0);
    workdir.statistics(&statistics);
    assert_snapshot!(said(&verify_with_base(&workdir)), @r"
    error: the input `statistics.parquet` has changed
          56 rows → 57 rows

    error: the values that the build uses have changed: 0 rows added, 16 removed, 2 values revised
          removed: `jobs`, 16 rows: 035 Brändö 2023, 049 Espoo 2023, 091 Helsinki 2023 …
          revised: 049 Espoo, `employment_rate` 2024: 74.6 → 70
          revised: 091 Helsinki, `population` 2025: 684018 → 684019

    error: the merger table has changed
          4 rows → 5 rows

    error: the region table has changed
          9 rows, as before

    error: the method has changed: 4 keys and entries
          the indicator `workplaces` is gone
          the indicator `residents` is new
          `indicator.growth.weight`: not written → 2
          `regions.division`: 2025 → 2026

    error: the classification year was 2025, is 2026

    error: 1 ranked region came or went
          gone: 541 Nurmes, merged into 790 Sastamala on 2026-01-01

    error: 1 region changed type
          235 Kauniainen: town → city

    error: 22 tables and files are not as in the lock
          `datawrapper/2025.en.csv`
          `datawrapper/ranks.en.csv`
          `datawrapper/scores.en.csv`
          `datawrapper/type-ranks.en.csv`
          `desk/top_and_bottom.en.csv`
          `improvers.csv`
          `improvers.en.csv`
          `map.csv`
          `parameters.csv`
          `parameters.parquet`
          `profiles/`: 7 pages instead of 8
          `quality.csv`
          `rankings.csv` (edition 2024, 2025)
          `rankings.en.csv` (edition 2024, 2025)
          `rankings.parquet` (edition 2024, 2025)
          `scores.parquet` (edition 2024, 2025)
          `types/2024/city.csv`
          `types/2024/rural.csv` is not written any more
          `types/2024/town.csv`
          `types/2025/city.csv`
          `types/2025/rural.csv` is not written any more
          `types/2025/town.csv`
    ");
}

#[test]
fn a_new_edition_leaves_the_old_ones_as_they_were() {
    let workdir = Workdir::new();
    workdir.write("index.toml", CONFIGURATION.replace("\n[[edition]]\nid = \"2025\"\n", ""));
    assert_eq!(workdir.run(&["lock", "index.toml", "--numbers", "--quiet"]).code, Some(0));
    workdir.write("index.toml", CONFIGURATION);
    assert_snapshot!(verify(&workdir), @r"
    exit code: 0
    ----- stdout -----
    The same as index.lock: tiny (edition 2024)
      Compared: the content of 5 tables; not the bytes, because it is a lock of the numbers
    ");
}

#[test]
fn numbers_alone_let_files_change() {
    let workdir = Workdir::new();
    assert_eq!(workdir.run(&["lock", "index.toml", "--numbers", "--quiet"]).code, Some(0));
    let mut statistics = Statistics::tiny();
    statistics.add("jobs", 2019, "091", 400_000.0);
    workdir.statistics(&statistics);
    workdir.append("index.toml", "# a comment\n");
    assert_eq!(verify(&workdir).code, Some(0));
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nweight = 2\n");
    assert_snapshot!(said(&verify(&workdir)), @r"
    error: the method has changed: 1 key or entry
          `indicator.growth.weight`: not written → 2

    error: 6 tables and files are not as in the lock
          `improvers.csv`
          `parameters.csv`
          `parameters.parquet`
          `rankings.csv` (edition 2024, 2025)
          `rankings.parquet` (edition 2024, 2025)
          `scores.parquet` (edition 2024, 2025)
    ");
}

#[test]
fn no_lock() {
    assert_snapshot!(Workdir::new().refused_by(&["verify", "index.toml"]), @r"
    exit code: 3
    ----- stderr -----
    error: cannot read the lock `index.lock`: it does not exist
      help: make one with `evp lock index.toml`, or name it with `--lock`
    ");
}

#[test]
fn not_a_lock() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.refused_by(&["verify", "index.toml", "--lock", "index.toml"]), @r"
    exit code: 3
    ----- stderr -----
    error: `index.toml` is not a lock: missing field `tables`
      help: make it again with `evp lock`
    ");
}

#[test]
fn a_lock_of_a_later_format() {
    let workdir = locked();
    workdir.edit("index.lock", "\nformat = 1\n", "\nformat = 2\n");
    assert_snapshot!(workdir.refused_by(&["verify", "index.toml"]), @r"
    exit code: 3
    ----- stderr -----
    error: the lock `index.lock` is of format 2, this program reads 1
      help: use the version of evp that wrote it, or make it again with `evp lock`
    ");
}

#[test]
fn a_base_that_was_not_locked() {
    let workdir = locked();
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(466_000.0);
    workdir.statistics(&statistics);
    workdir.builds();
    assert_snapshot!(workdir.refused_by(&["verify", "index.toml", "--base", "out"]), @r"
    exit code: 2
    ----- stderr -----
    error: `out` is not the build that was locked: its cells are others
      help: give the output folder from which the lock was made
    ");
}

#[test]
fn differences_as_json() {
    let workdir = locked();
    workdir.edit("regions.csv", "Nurmes,rural", "Nurmes,town");
    let finished = workdir.run(&["verify", "index.toml", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&finished.stdout).expect("one JSON document");
    let messages: Vec<&str> =
        value["problems"].as_array().expect("a list").iter().filter_map(|problem| problem["message"].as_str()).collect();
    assert!(messages.contains(&"1 region changed type"), "{messages:?}");
    assert_eq!(finished.code, Some(1));
}
