//! The commands around the build: help, usage, JSON, quiet, schema, completions, manual page, demonstration data.

use insta::assert_snapshot;

use crate::statistics::Statistics;
use crate::workdir::{Workdir, finish};

/// What is said when the command line is wrong: exit code 2.
fn misused(arguments: &[&str]) -> String {
    let said = Workdir::built().refused_by(arguments);
    assert!(said.starts_with("exit code: 2"), "{said}");
    said
}

/// What a command prints that works.
fn printed(arguments: &[&str]) -> String {
    let finished = Workdir::new().run(arguments);
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""), "{finished}");
    finished.stdout
}

// --- Help and usage ---

#[test]
fn every_command_has_help_with_examples() {
    assert!(printed(&["--help"]).contains("Exit codes:"));
    for command in ["audit", "build", "check", "demo", "schema", "completions", "man"] {
        let help = printed(&[command, "--help"]);
        assert!(help.contains("Example") && help.contains("Usage: evp"), "{help}");
    }
}

#[test]
fn the_version() {
    assert_eq!(printed(&["--version"]), format!("evp {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_command() {
    let said = misused(&[]);
    assert!(said.contains("Usage: evp"), "{said}");
}

#[test]
fn a_command_that_does_not_exist() {
    assert_snapshot!(misused(&["biuld"]), @r"
    exit code: 2
    ----- stderr -----
    error: unrecognized subcommand 'biuld'

      tip: a similar subcommand exists: 'build'

    Usage: evp [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
}

#[test]
fn an_option_that_does_not_exist() {
    assert_snapshot!(misused(&["build", "--output", "out"]), @r"
    exit code: 2
    ----- stderr -----
    error: unexpected argument '--output' found

      tip: a similar argument exists: '--out'

    Usage: evp build --out <DIR> [CONFIG]

    For more information, try '--help'.
    ");
}

#[test]
fn tables_that_do_not_exist() {
    assert_snapshot!(misused(&["build", "index.toml", "--tables", "rankings,score"]), @r"
    exit code: 2
    ----- stderr -----
    error: invalid value 'score' for '--tables <LIST>'
      [possible values: rankings, people, scores, types, groups, summaries, parameters, targets, corrections, robustness, inputs, improvers, notes, workbook, report, map, datawrapper, tidy, package, profiles, desk, quality]

      tip: a similar value exists: 'scores'

    For more information, try '--help'.
    ");
}

#[test]
fn no_threads() {
    assert_snapshot!(misused(&["build", "index.toml", "--threads", "0"]), @r"
    exit code: 2
    ----- stderr -----
    error: invalid value '0' for '--threads <N>': 0 is not in 1..=1024

    For more information, try '--help'.
    ");
}

#[test]
fn editions_that_do_not_exist() {
    assert_snapshot!(misused(&["build", "index.toml", "--out", "out", "--edition", "2026", "--edition", "first"]), @r"
    exit code: 2
    ----- stderr -----
    error: there is no edition `2026`
      help: did you mean `2024`?

    error: there is no edition `first`
      help: known: `2024`, `2025`
    ");
}

#[test]
fn half_a_size_for_the_demonstration() {
    assert_snapshot!(misused(&["demo", "--regions", "10", "--out", "scaled"]), @r"
    exit code: 2
    ----- stderr -----
    error: the following required arguments were not provided:
      --indicators <K>
      --years <Y>

    Usage: evp demo --regions <N> --indicators <K> --years <Y> --out <PATH>

    For more information, try '--help'.
    ");
}

// --- How results and problems are printed ---

#[test]
fn a_build_shows_its_result() {
    assert_snapshot!(Workdir::new().builds(), @r"
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

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

#[test]
fn quiet_prints_nothing_but_problems() {
    let workdir = Workdir::new();
    let finished = workdir.run(&["build", "index.toml", "--out", "out", "--quiet"]);
    assert_eq!(finished.to_string(), "exit code: 0\n");
    workdir.edit("index.toml", "[[source]]", "[source]");
    let finished = workdir.run(&["build", "index.toml", "--out", "out", "--quiet"]);
    assert!(finished.code == Some(3) && finished.stdout.is_empty() && !finished.stderr.is_empty(), "{finished}");
}

#[test]
fn json_prints_the_result() {
    let workdir = Workdir::new();
    let finished = workdir.run(&["build", "index.toml", "--out", "out", "--json"]);
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""), "{finished}");
    let result: serde_json::Value = serde_json::from_str(&finished.stdout).expect("JSON");
    assert_eq!(result["index"], "tiny");
    assert_eq!(result["editions"][1]["top"][0]["rank"], 1);
    let files = result["files"].as_array().expect("a list of files");
    assert!(files.iter().all(|file| workdir.path("out").join(file.as_str().expect("a name")).is_file()), "{files:?}");
}

#[test]
fn json_prints_problems_of_the_configuration() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "factor = \"people\"", "factor = \"peple\"");
    workdir.edit("index.toml", "weighted-mean = \"population\"", "weighted-mean = \"populaton\"");
    assert_snapshot!(workdir.refused_by(&["build", "index.toml", "--out", "out", "--json"]), @r#"
    exit code: 3
    ----- stdout -----
    {
      "problems": [
        {
          "column": 27,
          "details": [],
          "exit_code": 3,
          "file": "index.toml",
          "help": "did you mean `population`?",
          "line": 37,
          "message": "there is no variable `populaton`"
        },
        {
          "column": 10,
          "details": [],
          "exit_code": 3,
          "file": "index.toml",
          "help": "did you mean `people`?",
          "line": 61,
          "message": "there is no factor `peple`"
        }
      ]
    }
    "#);
}

#[test]
fn json_prints_problems_of_the_data() {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    statistics.add("jobs", 2024, "541", 1.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused_by(&["build", "index.toml", "--out", "out", "--json"]), @r#"
    exit code: 5
    ----- stdout -----
    {
      "problems": [
        {
          "details": [
            "`jobs` 2024, 541 Nurmes: statistics.parquet row 47 and statistics.parquet row 57"
          ],
          "exit_code": 5,
          "help": "keep one row per region, period and variable; choose among further dimensions with `where` in the source",
          "message": "1 value occurs more than once"
        }
      ]
    }
    "#);
}

#[test]
fn nothing_is_coloured_when_nobody_looks() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "factor = \"people\"", "factor = \"peple\"");
    for no_colour in [None, Some("1"), Some("")] {
        let mut command = workdir.command(crate::workdir::BUILD);
        no_colour.map(|value| command.env("NO_COLOR", value));
        let finished = crate::workdir::finish(command);
        assert!(!finished.to_string().contains('\u{1b}'), "{finished}");
    }
}

#[test]
fn locale_home_and_clock_do_not_matter() {
    let workdir = Workdir::new();
    workdir.builds();
    let before = workdir.content();
    for locale in ["fi_FI.UTF-8", "tr_TR.UTF-8", "C"] {
        let mut command = workdir.command(crate::workdir::BUILD);
        command.env("LANG", locale).env("LC_ALL", locale).env("TZ", "Asia/Tokyo").env_remove("HOME");
        let finished = crate::workdir::finish(command);
        assert_eq!(finished.code, Some(0), "{finished}");
        assert!(workdir.content() == before, "other bytes in the locale {locale}");
    }
}

// --- Which tables and editions ---

#[test]
fn only_the_tables_and_editions_that_were_asked_for() {
    let workdir = Workdir::new();
    let arguments = ["build", "index.toml", "--out", "out", "--edition", "2025", "--tables", "rankings,types"];
    let finished = workdir.run(&arguments);
    assert_eq!(finished.code, Some(0), "{finished}");
    let files: Vec<String> =
        workdir.content().into_keys().filter(|name| name.starts_with("out/") && !name.ends_with('/')).collect();
    assert_snapshot!(files.join("\n"), @r"
    out/manifest.json
    out/rankings.csv
    out/rankings.parquet
    out/types/2025/city.csv
    out/types/2025/rural.csv
    out/types/2025/town.csv
    ");
    assert!(!workdir.read("out/rankings.csv").contains("\n2024,"));
}

// --- Schema, completions, manual page ---

#[test]
fn the_schema_is_json() {
    let schema: serde_json::Value = serde_json::from_str(&printed(&["schema"])).expect("JSON");
    assert!(schema["properties"]["indicator"].is_object(), "{schema}");
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(printed(&["completions", shell]).contains("evp"), "{shell}");
    }
}

#[test]
fn the_manual_page() {
    assert!(printed(&["man"]).contains(".TH evp"));
}

// --- Demonstration data ---

#[test]
fn demonstration_data_of_any_size_build() {
    let workdir = Workdir::new();
    let arguments = ["demo", "--regions", "12", "--indicators", "3", "--years", "3", "--out", "scaled"];
    assert_snapshot!(workdir.run(&arguments), @r"
    exit code: 0
    ----- stdout -----
    Wrote 106 rows of demonstration data; build them with: evp build scaled/index.toml
    ");
    let before = workdir.content();
    workdir.run(&arguments);
    assert!(workdir.content() == before, "the demonstration differs from run to run");
}

#[test]
fn demonstration_data_without_the_region_table() {
    assert_snapshot!(Workdir::built().refused_by(&["demo", "--out", "demo.parquet"]), @r"
    exit code: 3
    ----- stderr -----
    error: cannot read `data/regions.csv`: it does not exist
      help: run in the project's folder, or name the tables with --region-table and --mergers

    error: cannot read `data/mergers.csv`: it does not exist
      help: run in the project's folder, or name the tables with --region-table and --mergers
    ");
}

#[test]
fn demonstration_data_with_another_table() {
    let arguments = ["demo", "--out", "demo.parquet", "--region-table", "mergers.csv", "--mergers", "regions.csv"];
    assert_snapshot!(Workdir::built().refused_by(&arguments), @r"
    exit code: 3
    ----- stderr -----
    error: `mergers.csv` has no column `level`
      help: known: `code`, `date`, `name`, `successor`

    error: `regions.csv` has no column `successor`
      help: known: `code`, `level`, `mainland`, `name_en`, `region_type`, `valid_from`, `valid_to`
    ");
}

#[test]
fn demonstration_data_where_they_cannot_be_written() {
    let arguments = ["demo", "--region-table", "regions.csv", "--mergers", "mergers.csv", "--out"];
    let into = |out: &'static str| Workdir::built().refused_by(&[&arguments[..], &[out]].concat());
    assert_snapshot!(into("nowhere/demo.parquet"), @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `nowhere/demo.parquet`: its folder does not exist
      help: make the folder first, or choose another file with `--out`
    ");
    assert_snapshot!(into("out"), @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `out`: it is a folder
      help: name a file in it with `--out`
    ");
    assert_snapshot!(into("index.toml/demo.parquet"), @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `index.toml/demo.parquet`: a part of the path is not a folder
      help: choose another place with `--out`
    ");
}

// --- The manual for newcomers ---

/// The picture of the result in the README is what the main job prints, but for the folder it was written to.
#[test]
fn the_readme_shows_what_the_main_job_prints() {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(project.join("README.md")).expect("the README is there");
    let (_, after) = readme.split_once("```text\n").expect("the README shows the output");
    let (shown, _) = after.split_once("```").expect("the block ends");
    let workdir = Workdir::new();
    let out = workdir.path("evp");
    let mut command = workdir.command(&["build", "--replicates", "10000", "--out", out.to_str().expect("a plain path")]);
    command.current_dir(project);
    let finished = finish(command);
    let without_folder =
        |text: &str| -> Vec<String> { text.lines().filter(|line| !line.starts_with("Wrote ")).map(str::to_owned).collect() };
    assert_eq!(without_folder(&finished.stdout), without_folder(shown), "run the main job and put its output into the README");
}
