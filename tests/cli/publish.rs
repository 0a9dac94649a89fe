//! `evp publish`: the files for people and machines, made again from the folder of a build.

use insta::assert_snapshot;

use crate::workdir::Workdir;

/// What is said by `evp publish` with these arguments, which changes nothing.
fn refused(workdir: &Workdir, arguments: &[&str]) -> String {
    workdir.refused_by(&[&["publish"], arguments].concat())
}

fn published(workdir: &Workdir, arguments: &[&str]) -> String {
    let finished = workdir.run(&[&["publish"], arguments].concat());
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.assert_tidy();
    finished.stdout
}

/// Names of the files of a folder.
fn names(workdir: &Workdir, folder: &str) -> String {
    let names = workdir.content().into_keys().filter_map(|name| Some(name.strip_prefix(folder)?.to_owned()));
    names.filter(|name| !name.is_empty() && !name.ends_with('/')).collect::<Vec<_>>().join("\n")
}

/// Replaces a text wherever it occurs.
fn replace(workdir: &Workdir, name: &str, from: &str, to: &str) {
    let text = workdir.read(name);
    assert!(text.contains(from), "`{from}` in {name}");
    workdir.write(name, text.replace(from, to));
}

#[test]
fn what_is_made_again_is_the_same_to_the_byte() {
    for arguments in [&["--replicates", "20"][..], &["--edition", "2025"]] {
        let workdir = Workdir::new();
        workdir
            .append("index.toml", "\n[publish.map]\nfile = \"map.json\"\n\n[[group]]\nid = \"kind\"\ncolumn = \"region_type\"\n");
        let ring = "[[[24,60],[24,61],[25,61],[25,60],[24,60]]]";
        let feature =
            format!(r#"{{"type":"Feature","properties":{{"code":"091"}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#);
        workdir.write("map.json", format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#));
        let built = workdir.run(&[&["build", "index.toml", "--out", "out"], arguments].concat());
        assert_eq!(built.code, Some(0), "{built}");
        let before = workdir.content();
        // The folder is enough: nothing else is read.
        for gone in ["index.toml", "regions.csv", "mergers.csv", "statistics.parquet", "map.json"] {
            std::fs::remove_file(workdir.path(gone)).expect(gone);
        }
        published(&workdir, &["out"]);
        let after = workdir.content();
        for (name, bytes) in before.iter().filter(|(name, _)| name.starts_with("out/")) {
            assert!(after.get(name) == Some(bytes), "{name}");
        }
        assert_eq!(after.len() + 5, before.len());
    }
}

#[test]
fn notes_are_made_again_from_what_the_folder_holds() {
    // What notes tell beside the numbers: what was found while reading, which intervals there are, and why there are none.
    let robustness = |lines: &str| format!("\n[robustness]\nreplicates = 30\n{lines}\n");
    let cases = [
        (robustness("publish = true"), &["--replicates", "20", "--tables", "rankings,inputs,notes,quality"][..]),
        (robustness("publish = true"), &[]),
        (robustness("publish = false"), &[]),
        (robustness("publish = false"), &["--tables", "rankings,inputs,notes,quality"]),
        (robustness("publish = true"), &["--replicates", "0"]),
        (robustness("publish = true\nmost_regions = 3"), &[]),
    ];
    let mut said = std::collections::BTreeSet::new();
    for (lines, arguments) in cases {
        let workdir = Workdir::new();
        workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"en\", \"fi\", \"sv\"]");
        workdir.append("index.toml", &lines);
        let built = workdir.command_as_written(&[&["build", "index.toml", "--out", "out"], arguments].concat());
        let built = crate::workdir::finish(built);
        assert_eq!(built.code, Some(0), "{built}");
        published(&workdir, &["out", "--to", "again", "--only", "notes,quality"]);
        for name in ["notes.md", "notes.fi.md", "notes.sv.md", "quality.csv"] {
            assert!(
                workdir.read(&format!("again/{name}")) == workdir.read(&format!("out/{name}")),
                "{name} {lines} {arguments:?}"
            );
        }
        let notes = workdir.read("again/notes.md");
        said.insert(notes.split_once("\n## How sure the ranks are\n\n").map_or("nothing", |(_, sure)| &sure[..34]).to_owned());
    }
    assert_snapshot!(said.into_iter().collect::<Vec<_>>().join("\n"), @r"
    - Intervals of ranks: 20 replicate
    - Intervals of ranks: 30 replicate
    - No intervals of ranks: 7 regions
    nothing
    ");
}

#[test]
fn the_help_says_what_is_made_again_and_what_is_not() {
    let workdir = Workdir::built();
    let help = workdir.run(&["publish", "--help"]).stdout.replace('\n', " ");
    let named = |from: &str, to: &str| {
        let (_, rest) = help.split_once(from).expect(from);
        let (list, _) = rest.split_once(to).expect(to);
        let mut names: Vec<String> =
            list.split(", ").flat_map(|name| name.split(" and ")).map(|name| name.trim().to_owned()).collect();
        names.sort_unstable();
        names
    };
    let refused = refused(&workdir, &["out", "--only", "scores"]);
    let (_, again) = refused.split_once("what can be published again: ").expect("a list");
    let mut again: Vec<&str> = again.trim().split(", ").collect();
    again.sort_unstable();
    assert_eq!(named("Made again are ", ": they"), again);
    for family in named("Not made again are ", ": they") {
        assert!(!again.contains(&family.as_str()));
        assert_eq!(workdir.run(&["publish", "out", "--only", &family]).code, Some(2), "{family}");
    }
    assert_eq!(again.len() + named("Not made again are ", ": they").len(), 22);
}

#[test]
fn what_was_done_is_said() {
    assert_snapshot!(published(&Workdir::built(), &["out"]), @r"
Published tiny again: 32 files in out (editions 2024, 2025), from the numbers of evp 0.1.0
Left as they were, for they hold the numbers: inputs/, parameters, rankings, scores
    ");
    assert_snapshot!(published(&Workdir::built(), &["out", "--only", "map,workbook", "--json"]), @r#"
    {
      "files": [
        "map.csv",
        "map.csvt",
        "map.geojson",
        "rankings.xlsx"
      ],
      "folder": "out",
      "problems": []
    }
    "#);
    assert_eq!(published(&Workdir::built(), &["out", "--quiet"]), "");
}

#[test]
fn another_folder_holds_what_was_asked_for_and_nothing_else() {
    let workdir = Workdir::built();
    published(&workdir, &["out", "--to", "web/2025", "--only", "map,tidy,package"]);
    assert_snapshot!(names(&workdir, "web/2025/"), @r"
    datapackage.json
    manifest.json
    map.csv
    map.csvt
    map.geojson
    tidy.parquet
    ");
    for name in ["map.geojson", "tidy.parquet"] {
        let bytes = |folder: &str| std::fs::read(workdir.path(&format!("{folder}/{name}"))).expect(name);
        assert!(bytes("out") == bytes("web/2025"), "{name}");
    }
    let package: serde_json::Value = serde_json::from_str(&workdir.read("web/2025/datapackage.json")).expect("JSON");
    let paths: Vec<&str> =
        package["resources"].as_array().expect("resources").iter().filter_map(|resource| resource["path"].as_str()).collect();
    assert_eq!(paths, ["map.csv", "map.geojson", "tidy.parquet"]);
    // Again into the same folder: what it held is replaced.
    published(&workdir, &["out", "--to", "web/2025", "--only", "tidy"]);
    assert_eq!(names(&workdir, "web/2025/"), "manifest.json\ntidy.parquet");
}

#[test]
fn a_file_that_the_build_left_out_is_added() {
    let workdir = Workdir::new();
    let built = workdir.run(&["build", "index.toml", "--out", "out", "--tables", "rankings,inputs"]);
    assert_eq!(built.code, Some(0), "{built}");
    published(&workdir, &["out", "--only", "map"]);
    assert_snapshot!(names(&workdir, "out/"), @r"
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
    rankings.csv
    rankings.parquet
    ");
}

#[test]
fn intervals_come_with_the_rankings_that_have_them() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[robustness]\nreplicates = 20\npublish = true\n");
    for tables in ["rankings,inputs", "rankings,inputs,robustness,map,people"] {
        let command = workdir.command_as_written(&["build", "index.toml", "--out", "out", "--tables", tables]);
        let built = crate::workdir::finish(command);
        assert_eq!(built.code, Some(0), "{built}");
        let rankings = workdir.read("out/rankings.csv");
        assert!(rankings.contains("tiny_rank_lowest"));
        published(&workdir, &["out", "--only", "map,people"]);
        assert_eq!(workdir.read("out/rankings.csv"), rankings);
        assert!(workdir.read("out/map.csv").contains("tiny_rank_lowest"));
    }
}

// --- Folders that cannot be published ---

#[test]
fn no_folder_of_a_build() {
    let workdir = Workdir::built();
    assert_snapshot!(refused(&workdir, &["nowhere"]), @r"
    exit code: 4
    ----- stderr -----
    error: `nowhere` is not a folder that `evp build` wrote: it has no readable manifest.json
      help: give the output folder of a build
    ");
    workdir.write("mine/report.docx", "mine");
    assert_snapshot!(refused(&workdir, &["mine"]), @r"
    exit code: 4
    ----- stderr -----
    error: `mine` is not a folder that `evp build` wrote: it has no readable manifest.json
      help: give the output folder of a build
    ");
    std::fs::remove_dir_all(workdir.path("out")).expect("the folder is gone");
    let built = workdir.run(&["build", "index.toml", "--out", "out", "--tables", "rankings"]);
    assert_eq!(built.code, Some(0), "{built}");
    assert_snapshot!(refused(&workdir, &["out"]), @r"
    exit code: 4
    ----- stderr -----
    error: `out` was written without what it was made from: inputs/cells.parquet, inputs/configuration.toml, inputs/regions.csv missing
      help: build it again with all tables, without `--tables`
    ");
}

#[test]
fn files_that_were_changed_since() {
    let workdir = Workdir::built();
    workdir.write("out/rankings.xlsx", "edited by hand");
    workdir.append("out/inputs/regions.csv", "999,municipality,2020-01-01,,Atlantis,city,yes\n");
    std::fs::remove_file(workdir.path("out/notes.md")).expect("the notes are gone");
    assert_snapshot!(refused(&workdir, &["out"]), @r"
    exit code: 4
    ----- stderr -----
    error: `out/inputs/regions.csv` is not as it was when evp wrote it
      help: move it elsewhere if the change is needed, and build the folder again

    error: cannot read `out/notes.md`: it does not exist
      help: build the folder again

    error: `out/rankings.xlsx` is not as it was when evp wrote it
      help: move it elsewhere if the change is needed, and build the folder again
    ");
    // Elsewhere only what the build was made from counts.
    assert_snapshot!(refused(&workdir, &["out", "--to", "web"]), @r"
    exit code: 5
    ----- stderr -----
    error: `out/inputs/regions.csv` is not as it was when evp wrote it
      help: move it elsewhere if the change is needed, and build the folder again
    ");
}

#[test]
fn an_analysts_own_file_in_the_folder() {
    let workdir = Workdir::built();
    workdir.write("out/remarks.txt", "mine");
    assert_snapshot!(refused(&workdir, &["out"]), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds files that evp did not write
          `remarks.txt`
      help: move them elsewhere, or choose another folder with `--to`
    ");
}

#[test]
fn another_version_that_computes_the_same_is_noted() {
    let workdir = Workdir::built();
    replace(&workdir, "out/manifest.json", &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.0.9\"");
    published(&workdir, &["out"]);
    let manifest = workdir.read("out/manifest.json");
    assert_snapshot!(manifest.lines().take(5).collect::<Vec<_>>().join("\n"), @r#"
    {
      "program": "evp",
      "version": "0.0.9",
      "published_by_version": "0.1.0",
      "index": "tiny",
    "#);
}

#[test]
fn another_version_that_computes_otherwise_is_refused() {
    let workdir = Workdir::built();
    let manifest: serde_json::Value = serde_json::from_str(&workdir.read("out/manifest.json")).expect("JSON");
    let files = manifest["files"].as_array().expect("files");
    let rankings = files.iter().find(|file| file["name"] == "rankings.csv").expect("the rankings");
    let hash = rankings["content_sha256"].as_str().expect("a hash");
    replace(&workdir, "out/manifest.json", hash, &"0".repeat(64));
    replace(&workdir, "out/manifest.json", &format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.0.9\"");
    assert_snapshot!(refused(&workdir, &["out"]), @r"
    exit code: 5
    ----- stderr -----
    error: evp 0.1.0 computes other rankings than evp 0.0.9 wrote to `out`
      help: use evp 0.0.9; if the new numbers are to be published, build the folder again
    ");
}

#[test]
fn a_frozen_version() {
    let workdir = Workdir::built();
    let frozen = workdir.run(&["freeze", "out", "--config", "index.toml"]);
    assert_eq!(frozen.code, Some(0), "{frozen}");
    assert_snapshot!(refused(&workdir, &["archive/tiny/2025"]), @r"
    exit code: 6
    ----- stderr -----
    error: `archive/tiny/2025` is frozen, and a version is never changed
      help: write the files to another folder with `--to`
    ");
    published(&workdir, &["archive/tiny/2025", "--to", "again", "--only", "people"]);
    assert_eq!(names(&workdir, "again/"), "manifest.json\nrankings.en.csv");
}

// --- Questions that cannot be answered ---

#[test]
fn families_that_are_not_published_again() {
    let workdir = Workdir::built();
    assert_snapshot!(refused(&workdir, &["out", "--only", "workbook,scores"]), @r"
    exit code: 2
    ----- stderr -----
    error: `scores` holds the numbers of the build itself, which only `evp build` writes
      help: what can be published again: people, types, groups, improvers, notes, workbook, report, map, datawrapper, tidy, package, profiles, desk, quality
    ");
    assert_snapshot!(refused(&workdir, &["out", "--only", "groups"]), @r"
    exit code: 2
    ----- stderr -----
    error: this index has no groups
      help: ask for other files, or leave out `--only`
    ");
}

#[test]
fn a_target_within_the_folder() {
    let workdir = Workdir::built();
    assert_snapshot!(refused(&workdir, &["out", "--to", "out/web"]), @r"
    exit code: 2
    ----- stderr -----
    error: `out/web` lies within `out`
      help: choose a folder beside it, or leave out `--to`: then the files are made again in the folder itself
    ");
    assert_snapshot!(refused(&workdir, &["out", "--to", "index.toml"]), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `index.toml` is a file
      help: choose another folder with `--to`
    ");
}
