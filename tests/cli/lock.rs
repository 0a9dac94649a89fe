//! `evp lock`: what stands in a lock, and that it is the same however it was made.

use insta::assert_snapshot;

use crate::workdir::Workdir;

/// The lines of a lock with hashes shortened and the machine left out.
fn shown(workdir: &Workdir, name: &str) -> String {
    let is_hash = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let line = |line: &str| {
        let parts: Vec<&str> = line.split('"').map(|part| if is_hash(part) { "hash" } else { part }).collect();
        parts.join("\"")
    };
    let text = workdir.read(name).replace(&format!("\"{}-{}\"", std::env::consts::ARCH, std::env::consts::OS), "\"machine\"");
    text.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn a_lock_can_be_read() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.run(&["lock", "index.toml"]), @r"
    exit code: 0
    ----- stdout -----
    Locked tiny: 44 files of 2 editions in index.lock (inputs, method, regions and outputs; compare with `evp verify`)
    ");
    assert_snapshot!(shown(&workdir, "index.lock"), @r#"
    # What a build of evp was made from, and what came out: `evp lock` writes this file, `evp verify` compares a new build with it.
    # It is made anew, not edited.
    format = 1
    kind = "everything"

    # The method in words, with all that the configuration leaves to its defaults.
    rules = [
      "Normalisation: percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, turned before ranking where less is better; pool: the 7 regions ranked in the edition",
      "Aggregation: weighted arithmetic mean of all indicators below a node, added in configuration order",
      "Ranking: each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4)",
      "Missing values: the build stops; a score needs 75 % of its weight to rest on data",
      "Division: regions as on 1 January 2025, for all editions; older series are brought to it by the rule of each variable",
      "Region types: column `region_type` of regions.csv",
      "Rank change: rank in the previous edition minus this one, + is a climb: 2025 against 2024",
      "Scores are positions relative to the other regions, not percentages of anything",
    ]

    [program]
    version = "0.1.0"
    target = "machine"

    [index]
    id = "tiny"
    data_status = "draft"
    editions = ["2024", "2025"]

    [configuration]
    file = "index.toml"
    sha256 = "hash"

    [classification]
    year = 2025
    level = "municipality"
    ranked = 7
    type = [
      { id = "city", regions = 3 },
      { id = "town", regions = 3 },
      { id = "rural", regions = 1 },
    ]

    [[input]]
    name = "statistics.parquet"
    rows = 56
    bytes = 1979
    sha256 = "hash"

    [[region_table]]
    table = "regions"
    rows = 9
    sha256 = "hash"

    [[region_table]]
    table = "mergers"
    rows = 4
    sha256 = "hash"

    [[region_table]]
    table = "region_types"
    rows = 14
    sha256 = "hash"

    [method]
    "edition.2024.id" = "2024"
    "edition.2025.id" = "2025"
    "factor.people.id" = "people"
    "factor.work.id" = "work"
    "format" = 1
    "index.id" = "tiny"
    "index.languages" = ["en"]
    "indicator.employment.direction" = "higher-is-better"
    "indicator.employment.factor" = "work"
    "indicator.employment.id" = "employment"
    "indicator.employment.lag" = 1
    "indicator.employment.variable" = "employment_rate"
    "indicator.growth.derive.change.as" = "percent"
    "indicator.growth.derive.change.of" = "population"
    "indicator.growth.direction" = "higher-is-better"
    "indicator.growth.factor" = "people"
    "indicator.growth.id" = "growth"
    "indicator.workplaces.derive.ratio.denominator" = "population"
    "indicator.workplaces.derive.ratio.numerator" = "jobs"
    "indicator.workplaces.derive.ratio.scale" = 100
    "indicator.workplaces.direction" = "higher-is-better"
    "indicator.workplaces.factor" = "work"
    "indicator.workplaces.id" = "workplaces"
    "indicator.workplaces.lag" = 1
    "method.index_of" = "indicators"
    "method.ranking.of" = "rounded"
    "method.ranking.ties" = "minimum"
    "regions.code_scheme" = "finnish"
    "regions.division" = 2025
    "regions.level" = "municipality"
    "regions.mergers" = "mergers.csv"
    "regions.table" = "regions.csv"
    "regions.types.as_of" = "division"
    "regions.types.column" = "region_type"
    "regions.types.names.city.id" = "city"
    "regions.types.names.rural.id" = "rural"
    "regions.types.names.town.id" = "town"
    "regions.universe.mainland" = "yes"
    "regions.unknown_codes" = "refuse"
    "release.status" = "draft"
    "source.statistics.files" = ["statistics.parquet"]
    "source.statistics.id" = "statistics"
    "source.statistics.preliminary_flags" = ["*", "p", "preliminary"]
    "variable.employment_rate.id" = "employment_rate"
    "variable.employment_rate.merge.weighted-mean" = "population"
    "variable.jobs.id" = "jobs"
    "variable.jobs.merge" = "sum"
    "variable.population.id" = "population"
    "variable.population.merge" = "sum"

    [regions]
    "049" = { name = "Espoo", types = ["city"] }
    "091" = { name = "Helsinki", types = ["city"] }
    "092" = { name = "Vantaa", types = ["city"] }
    "214" = { name = "Kankaanpää", types = ["town"] }
    "235" = { name = "Kauniainen", types = ["town"] }
    "541" = { name = "Nurmes", types = ["rural"] }
    "790" = { name = "Sastamala", types = ["town"] }

    [[edition]]
    id = "2024"
    tables."rankings" = "hash"
    tables."scores" = "hash"

    [[edition]]
    id = "2025"
    tables."rankings" = "hash"
    tables."scores" = "hash"

    [[file]]
    name = "datapackage.json"
    sha256 = "hash"

    [[file]]
    name = "datawrapper/2025.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "datawrapper/ranks.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "datawrapper/scores.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "datawrapper/type-ranks.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "desk/top_and_bottom.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "improvers.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "improvers.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "inputs/cells.parquet"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "inputs/configuration.json"
    sha256 = "hash"

    [[file]]
    name = "inputs/configuration.toml"
    sha256 = "hash"

    [[file]]
    name = "inputs/mergers.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "inputs/reading.json"
    sha256 = "hash"

    [[file]]
    name = "inputs/region_types.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "inputs/regions.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "map.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "map.csvt"
    sha256 = "hash"

    [[file]]
    name = "map.geojson"
    sha256 = "hash"

    [[file]]
    name = "notes.md"
    sha256 = "hash"

    [[file]]
    name = "parameters.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "parameters.parquet"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "profiles/"
    files = 8
    sha256 = "hash"

    [[file]]
    name = "quality.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "rankings.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "rankings.csvt"
    sha256 = "hash"

    [[file]]
    name = "rankings.en.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "rankings.parquet"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "rankings.xlsx"
    sha256 = "hash"

    [[file]]
    name = "report.html"
    sha256 = "hash"

    [[file]]
    name = "scores.parquet"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "tidy.parquet"
    sha256 = "hash"

    [[file]]
    name = "types/2024/city.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "types/2024/rural.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "types/2024/town.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "types/2025/city.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "types/2025/rural.csv"
    content_sha256 = "hash"
    sha256 = "hash"

    [[file]]
    name = "types/2025/town.csv"
    content_sha256 = "hash"
    sha256 = "hash"
    "#);
}

#[test]
fn the_same_build_has_the_same_lock() {
    let workdir = Workdir::new();
    for (threads, out) in [("1", "one.lock"), ("2", "two.lock")] {
        let finished = workdir.run(&["lock", "index.toml", "--out", out, "--threads", threads, "--quiet"]);
        assert_eq!((finished.code, finished.to_string().as_str()), (Some(0), "exit code: 0\n"));
    }
    assert_eq!(workdir.read("one.lock"), workdir.read("two.lock"));
}

#[test]
fn a_folder_is_locked_as_it_is() {
    let workdir = Workdir::built();
    assert_eq!(workdir.run(&["lock", "index.toml", "--from", "out", "--out", "folder.lock"]).code, Some(0));
    assert_eq!(workdir.run(&["lock", "index.toml", "--out", "built.lock"]).code, Some(0));
    let without_target =
        |name: &str| workdir.read(name).lines().filter(|line| !line.starts_with("target = ")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_target("folder.lock"), without_target("built.lock"));
    assert!(!workdir.read("folder.lock").contains("target = "), "nothing says where the folder was made");
}

#[test]
fn a_lock_of_the_numbers_holds_no_file() {
    let workdir = Workdir::new();
    assert_eq!(workdir.run(&["lock", "index.toml", "--numbers"]).code, Some(0));
    let lock = workdir.read("index.lock");
    for absent in ["statistics.parquet\"\nrows", "inputs/", "\nsha256", "target"] {
        assert!(!lock.contains(absent), "{absent}: {lock}");
    }
    assert!(lock.contains("rankings.parquet"));
}

#[test]
fn a_lock_that_cannot_be_written() {
    let workdir = Workdir::new();
    assert_snapshot!(workdir.refused_by(&["lock", "index.toml", "--out", "nowhere/index.lock"]), @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `nowhere/index.lock`: it does not exist
      help: choose another file with `--out`
    ");
}

#[test]
fn a_folder_that_no_build_wrote() {
    let workdir = Workdir::new();
    workdir.write("folder/a.csv", "a\n1\n");
    assert_snapshot!(workdir.refused_by(&["lock", "index.toml", "--from", "folder"]), @r"
    exit code: 4
    ----- stderr -----
    error: `folder` is not a folder that `evp build` wrote: it has no readable manifest.json
      help: give the output folder of a build, or a published table as CSV or as a workbook
    ");
}
