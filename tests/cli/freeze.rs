//! `evp freeze`: an archive of what was published, that is never written twice.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{Finished, Workdir};

/// The command line of most tests.
const FREEZE: &[&str] = &["freeze", "out", "--config", "index.toml"];

fn freeze(workdir: &Workdir, more: &[&str]) -> Finished {
    workdir.run(&[FREEZE, more].concat())
}

fn refused(workdir: &Workdir, more: &[&str]) -> String {
    workdir.refused_by(&[FREEZE, more].concat())
}

#[test]
fn everything_is_kept() {
    let workdir = Workdir::built();
    assert_snapshot!(freeze(&workdir, &[]), @r"
    exit code: 0
    ----- stdout -----
    Froze tiny 2025 (draft): 45 files of `out` and 4 originals in archive/tiny/2025
    ");
    workdir.assert_tidy();
    let content = workdir.content();
    let kept = content.keys().filter_map(|name| name.strip_prefix("archive/tiny/2025/"));
    let kept: Vec<&str> = kept.filter(|name| !name.is_empty()).collect();
    assert_snapshot!(kept.join("\n"), @r"
    archive.json
    datapackage.json
    datawrapper/
    datawrapper/2025.en.csv
    datawrapper/ranks.en.csv
    datawrapper/scores.en.csv
    datawrapper/type-ranks.en.csv
    desk/
    desk/top_and_bottom.en.csv
    improvers.csv
    improvers.en.csv
    inputs/
    inputs/cells.parquet
    inputs/configuration.json
    inputs/configuration.toml
    inputs/mergers.csv
    inputs/reading.json
    inputs/region_types.csv
    inputs/regions.csv
    manifest.json
    map.csv
    map.csvt
    map.geojson
    notes.md
    originals/
    originals/index.toml
    originals/mergers.csv
    originals/regions.csv
    originals/statistics.parquet
    parameters.csv
    parameters.parquet
    profiles/
    profiles/049.html
    profiles/091.html
    profiles/092.html
    profiles/214.html
    profiles/235.html
    profiles/541.html
    profiles/790.html
    profiles/index.html
    quality.csv
    rankings.csv
    rankings.csvt
    rankings.en.csv
    rankings.parquet
    rankings.xlsx
    report.html
    scores.parquet
    tidy.parquet
    types/
    types/2024/
    types/2024/city.csv
    types/2024/rural.csv
    types/2024/town.csv
    types/2025/
    types/2025/city.csv
    types/2025/rural.csv
    types/2025/town.csv
    ");
    for name in ["statistics.parquet", "regions.csv", "mergers.csv", "index.toml"] {
        assert!(content[name] == content[&format!("archive/tiny/2025/originals/{name}")], "{name}");
    }
    for (name, bytes) in content.iter().filter(|(name, _)| name.starts_with("out/") && !name.ends_with('/')) {
        assert!(*bytes == content[&name.replace("out/", "archive/tiny/2025/")], "{name}");
    }
    let manifest = workdir.read("archive/tiny/2025/archive.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let listed = manifest["files"].as_array().expect("a list").len();
    assert_eq!(listed + 1, kept.iter().filter(|name| !name.ends_with('/')).count());
    assert_eq!(manifest["version"], "2025");
}

#[test]
fn what_is_kept_is_read_only() {
    let workdir = Workdir::built();
    assert_eq!(freeze(&workdir, &[]).code, Some(0));
    for name in ["rankings.csv", "archive.json", "originals/statistics.parquet"] {
        let metadata = std::fs::metadata(workdir.path(&format!("archive/tiny/2025/{name}"))).expect(name);
        assert!(metadata.permissions().readonly(), "{name}");
    }
}

#[test]
fn a_version_is_never_written_twice() {
    let workdir = Workdir::built();
    assert_eq!(freeze(&workdir, &[]).code, Some(0));
    assert_snapshot!(refused(&workdir, &[]), @r#"
    exit code: 6
    ----- stderr -----
    error: `archive/tiny/2025` is frozen already, and a version is never changed
      help: a correction is a version of its own: write `status = "corrected"` and `version = "2025.1"` under [release], build again, and run `evp freeze out`
    "#);
    assert_eq!(freeze(&workdir, &["--version", "2025.1"]).code, Some(0));
    assert!(refused(&workdir, &["--version", "2025.1"]).contains("2025.2"));
}

#[test]
fn a_correction_is_a_version_of_its_own() {
    let workdir = Workdir::built();
    assert_eq!(freeze(&workdir, &[]).code, Some(0));
    workdir.append("index.toml", "\n[release]\nstatus = \"corrected\"\nversion = \"2025.1\"\n");
    workdir.builds();
    assert_snapshot!(freeze(&workdir, &[]), @r"
    exit code: 0
    ----- stdout -----
    Froze tiny 2025.1 (corrected): 45 files of `out` and 4 originals in archive/tiny/2025.1
    ");
    assert!(workdir.read("archive/tiny/2025.1/rankings.csv").contains(",corrected\n"));
}

#[test]
fn the_tables_must_say_what_it_is() {
    assert_snapshot!(refused(&Workdir::built(), &["--status", "final"]), @r#"
    exit code: 2
    ----- stderr -----
    error: every table says `draft`, and it was to be frozen as `final`
      help: write `status = "final"` under [release] and build again
    "#);
}

#[test]
fn an_embargo_has_an_end() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[release]\nstatus = \"embargo\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: a build under embargo does not say until when
      --> index.toml
      help: add `embargo_until = "2026-03-03"` under [release]
    "#);
    workdir.append("index.toml", "embargo_until = \"2026-03-03\"\n");
    workdir.builds();
    assert_eq!(freeze(&workdir, &[]).code, Some(0));
    assert!(workdir.read("archive/tiny/2025/archive.json").contains("\"embargo_until\": \"2026-03-03\""));
    assert!(workdir.read("out/notes.md").contains("Not to be published before 3 March 2026"));
}

#[test]
fn an_input_that_has_changed() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(466_000.0);
    workdir.statistics(&statistics);
    workdir.edit("regions.csv", "Nurmes,rural", "Nurmes,town");
    assert_snapshot!(refused(&workdir, &[]), @r"
    exit code: 5
    ----- stderr -----
    error: the input `statistics.parquet` is not as it was when `out` was built
      help: restore the file, or name it with `--data`; if new data are to be published, build again and freeze that

    error: the table of region types is not as it was when `out` was built
      help: restore the table; if the new one is to be published, build again and freeze that

    error: the table of regions is not as it was when `out` was built
      help: restore the table; if the new one is to be published, build again and freeze that
    ");
}

#[test]
fn a_table_that_has_changed() {
    let workdir = Workdir::built();
    workdir.append("out/rankings.csv", "a row by hand\n");
    assert_snapshot!(refused(&workdir, &[]), @r"
    exit code: 5
    ----- stderr -----
    error: `out/rankings.csv` is not as it was when the index was built
      help: build again and freeze what that wrote: what is frozen must be what was published
    ");
}

#[test]
fn another_configuration() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "# a comment\n");
    assert_snapshot!(refused(&workdir, &[]), @r"
    exit code: 2
    ----- stderr -----
    error: `index.toml` is not the configuration from which `out` was built
      help: name the configuration with `--config`; if it has changed since, build again
    ");
}

#[test]
fn a_frozen_version_serves_as_a_base() {
    let workdir = Workdir::built();
    assert_eq!(freeze(&workdir, &[]).code, Some(0));
    assert_eq!(workdir.run(&["lock", "index.toml", "--from", "archive/tiny/2025", "--quiet"]).code, Some(0));
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(466_000.0);
    workdir.statistics(&statistics);
    let finished = workdir.run(&["verify", "index.toml", "--base", "archive/tiny/2025"]);
    assert!(finished.stderr.contains("revised: 091 Helsinki, `jobs` 2024: 465200 → 466000"), "{finished}");
}
