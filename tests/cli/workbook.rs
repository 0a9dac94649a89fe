//! `rankings.xlsx` of unusual indices, read back. Its numbers are compared in `tests/pipeline/workbook.rs`.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use insta::assert_snapshot;

use crate::workdir::{BUILD, REGIONS, Workdir};

/// The sheets of a built workbook: name and rows of texts.
fn sheets(workdir: &Workdir) -> Vec<(String, Vec<Vec<String>>)> {
    let content = workdir.content();
    let mut workbook = Xlsx::new(Cursor::new(&content["out/rankings.xlsx"])).expect("a workbook");
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).expect("formulas").is_empty(), "{name} has formulas");
    }
    let sheets = workbook.worksheets().into_iter();
    sheets.map(|(name, range)| (name, range.rows().map(|row| row.iter().map(text).collect()).collect())).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) => format!("day {}", day.as_f64()),
        other => other.to_string(),
    }
}

/// Every cell of a built workbook with the name of its sheet.
pub fn cells(workdir: &Workdir) -> Vec<(String, String)> {
    let cells =
        sheets(workdir).into_iter().flat_map(|(name, rows)| rows.into_iter().flatten().map(move |cell| (name.clone(), cell)));
    cells.collect()
}

fn names(workdir: &Workdir) -> String {
    sheets(workdir).into_iter().map(|(name, _)| name).collect::<Vec<String>>().join(" | ")
}

fn rows(workdir: &Workdir, name: &str) -> String {
    let found = sheets(workdir).into_iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no sheet {name}"));
    found.1.into_iter().map(|row| row.join(" | ")).collect::<Vec<String>>().join("\n")
}

#[test]
fn the_sheets_of_the_tiny_index() {
    let workdir = Workdir::built();
    assert_snapshot!(names(&workdir), @"Cover | Contents | All municipalities | cities | towns | rural municipalities | Changes | Indicators | Method | Notes | Data");
    assert_snapshot!(rows(&workdir, "Cover"), @r"
    Tiny index | 
    Edition | 2025
    Data status | Draft
    Regions | 7
    Division | day 45658
    Indicators | 3
    Changes since edition | 2024
    Program | evp 0.1.0
    Go to sheet | Contents
    ");
    assert_snapshot!(rows(&workdir, "Contents"), @r"
    Sheet | What it holds | Rows | Data status
    Cover | Title, edition, date and status of the data | . | draft
    Contents | The sheets, with links | 11 | draft
    All municipalities | Ranks among all in edition 2025, best first | 7 | draft
    cities | Ranks within the type in edition 2025, best first: cities | 3 | draft
    towns | Ranks within the type in edition 2025, best first: towns | 3 | draft
    rural municipalities | Ranks within the type in edition 2025, best first: rural municipalities | 1 | draft
    Changes | Changes from edition 2024 to 2025, the largest climb first; both computed from the same data in the same way | 7 | draft
    Indicators | Indicators with their calculation, weights, sources and statistic periods | 3 | draft
    Method | Rules and formulas of the calculation | 8 | draft
    Notes | Symbols explained, and what was done to the data | 11 | draft
    Data | All results at full precision for further work, with the columns of rankings.csv; editions: 2024, 2025 | 14 | draft
    ");
    assert_snapshot!(rows(&workdir, "All municipalities"), @r"
    Rank | Municipality | Region type | Tiny index | Change (places) | Rank in type | Change in type (places) | work | work: rank | people | people: rank | Coverage (%) | Code | Data status
    1 | Espoo | cities | 83.333333333 | 0 | 1 | 0 | 75 | 2 | 100 | 1 | 1 | 049 | draft
    2 | Helsinki | cities | 77.777777778 | 0 | 2 | 0 | 83.333333333 | 1 | 66.666666667 | 3 | 1 | 091 | draft
    3 | Vantaa | cities | 61.111111111 | 0 | 3 | 0 | 50 | 3 | 83.333333333 | 2 | 1 | 092 | draft
    4 | Kauniainen | towns | 50 | 0 | 1 | 0 | 50 | 3 | 50 | 4 | 1 | 235 | draft
    5 | Sastamala | towns | 38.888888889 | 0 | 2 | 0 | 41.666666667 | 5 | 33.333333333 | 5 | 1 | 790 | draft
    6 | Kankaanpää | towns | 33.333333333 | 0 | 3 | 0 | 41.666666667 | 5 | 16.666666667 | 6 | 1 | 214 | draft
    7 | Nurmes | rural municipalities | 5.555555556 | 0 | 1 | 0 | 8.333333333 | 7 | 0 | 7 | 1 | 541 | draft
    ");
    assert_snapshot!(rows(&workdir, "towns"), @r"
    Rank in type | Municipality | Tiny index | Change in type (places) | Rank | Change (places) | work | work: rank in type | people | people: rank in type | Coverage (%) | Code | Data status
    1 | Kauniainen | 50 | 0 | 4 | 0 | 50 | 1 | 50 | 1 | 1 | 235 | draft
    2 | Sastamala | 38.888888889 | 0 | 5 | 0 | 41.666666667 | 2 | 33.333333333 | 2 | 1 | 790 | draft
    3 | Kankaanpää | 33.333333333 | 0 | 6 | 0 | 41.666666667 | 2 | 16.666666667 | 3 | 1 | 214 | draft
    ");
    assert_snapshot!(rows(&workdir, "Changes"), @r"
    Municipality | Change (places) | Rank 2025 | Rank 2024 | Change relative to others (points) | Tiny index 2025 | Tiny index 2024 | Change in type (places) | Region type | work: change (places) | people: change (places) | Code | Data status
    Helsinki | 0 | 2 | 2 | 5.555555556 | 77.777777778 | 72.222222222 | 0 | cities | 0 | 1 | 091 | draft
    Kankaanpää | 0 | 6 | 6 | 5.555555555 | 33.333333333 | 27.777777778 | 0 | towns | 1 | 0 | 214 | draft
    Espoo | 0 | 1 | 1 | 0 | 83.333333333 | 83.333333333 | 0 | cities | 0 | 0 | 049 | draft
    Nurmes | 0 | 7 | 7 | 0 | 5.555555556 | 5.555555556 | 0 | rural municipalities | 0 | 0 | 541 | draft
    Sastamala | 0 | 5 | 5 | 0 | 38.888888889 | 38.888888889 | 0 | towns | 0 | 0 | 790 | draft
    Vantaa | 0 | 3 | 3 | -5.555555556 | 61.111111111 | 66.666666667 | 0 | cities | 0 | 0 | 092 | draft
    Kauniainen | 0 | 4 | 4 | -5.555555556 | 50 | 55.555555556 | 0 | towns | 1 | -1 | 235 | draft
    ");
    assert_snapshot!(rows(&workdir, "Indicators"), @r"
    Indicator | Factor | Unit | Direction | Weight in the index | Source | Calculation (t = statistic period) | Statistic in edition 2025 | Statistic in edition 2024 | Id | Data status
    workplaces | work | .. | higher is better | 0.3333333333333333 | .. | 100 · [jobs] / [population] | 2024 | 2023 | workplaces | draft
    employment | work | .. | higher is better | 0.3333333333333333 | .. | [employment_rate] | 2024 | 2023 | employment | draft
    growth | people | .. | higher is better | 0.3333333333333333 | .. | 100 · ([population](t) − [population](t − 1)) / |[population](t − 1)| | 2025 | 2024 | growth | draft
    ");
    assert_snapshot!(rows(&workdir, "Method"), @r"
    Topic | Rule | Data status
    Normalisation | percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, turned before ranking where less is better; pool: the 7 regions ranked in the edition | draft
    Aggregation | weighted arithmetic mean of all indicators below a node, added in configuration order | draft
    Ranking | each score is rounded once to 9 decimals, then ranked, highest first; equal scores share a rank (1-2-2-4) | draft
    Missing values | the build stops; a score needs 75 % of its weight to rest on data | draft
    Division | regions as on 1 January 2025, for all editions; older series are brought to it by the rule of each variable | draft
    Region types | column `region_type` of regions.csv | draft
    Rank change | rank in the previous edition minus this one, + is a climb: 2025 against 2024 | draft
    General | Scores are positions relative to the other regions, not percentages of anything | draft
    ");
}

#[test]
fn a_final_build_names_its_day_and_carries_no_mark() {
    let workdir = Workdir::new();
    workdir.append(
        "index.toml",
        "\n[release]\nstatus = \"final\"\nversion = \"2025.1\"\ndate = \"2026-03-03\"\n\n[publish]\nworkbook = \"working\"\n",
    );
    workdir.builds();
    assert_snapshot!(rows(&workdir, "Cover"), @r"
    Tiny index | 
    Edition | 2025
    Date of publication | day 46084
    Version | 2025.1
    Regions | 7
    Division | day 45658
    Indicators | 3
    Changes since edition | 2024
    Program | evp 0.1.0
    Go to sheet | Contents
    ");
    assert!(!rows(&workdir, "All municipalities").contains("Data status"));
}

#[test]
fn what_cannot_be_read_of_the_configuration() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[release]\ndate = \"in March\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `in March` is not a day
      --> index.toml:72:8
       |
    72 | date = "in March"
       |        ^^^^^^^^^^
       |
       = help: write "2026-03-03"
    "#);
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[publish]\nworkbook = \"print\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `print` in [publish]
      --> index.toml:72:12
       |
    72 | workbook = "print"
       |            ^^^^^^^
       |
       = help: known: `release`, `working`
    "#);
}

#[test]
fn hostile_names_stay_text() {
    let hostile = [
        ("Espoo", "=1+1"),
        ("Helsinki", "<script>alert(\"1\")</script>"),
        ("Vantaa", "@SUM(A1)\u{2028}line"),
        ("Kankaanpää", "\u{202e}oopsE"),
        ("Kauniainen", "<r><t>bold</t></r>"),
        ("Nurmes", "it's \"quoted\" & _x0041_"),
        ("Sastamala", "+358 <r>"),
    ];
    let workdir = Workdir::new();
    let mut regions = REGIONS.to_owned();
    for (name, other) in hostile {
        regions = regions.replace(name, &format!("\"{}\"", other.replace('"', "\"\"")));
    }
    workdir.write("regions.csv", regions);
    workdir.edit("index.toml", "id = \"work\"\n", "id = \"work\"\nname = \"=cmd|' /C calc'!A0\"\n");
    workdir.edit("index.toml", "id = \"people\"\n", "id = \"people\"\nname = \"=CMD|' /C calc'!A0\"\n");
    workdir.edit("index.toml", "title = \"Tiny index\"", "title = \"=1+1 & <b>\"");
    workdir.builds();
    let sheets = sheets(&workdir);
    assert_eq!(sheets[0].1[0][0], "=1+1 & <b>");
    for sheet in ["All municipalities", "Changes", "Data"] {
        let (_, rows) = sheets.iter().find(|(name, _)| name == sheet).expect(sheet);
        for (_, name) in hostile {
            assert!(rows.iter().any(|row| row.iter().any(|cell| cell == name)), "{name} on {sheet}");
        }
    }
    let header = sheets.iter().find(|(name, _)| name == "All municipalities").map(|(_, rows)| rows[0].join(" | "));
    assert_snapshot!(header.unwrap_or_default(), @"Rank | Municipality | Region type | =1+1 & <b> | Change (places) | Rank in type | Change in type (places) | =cmd|' /C calc'!A0 | =cmd|' /C calc'!A0: rank | =CMD|' /C calc'!A0 (2) | =CMD|' /C calc'!A0: rank (2) | Coverage (%) | Code | Data status");
}

#[test]
fn odd_names_of_region_types() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "name = \"cities\"", "name = \"[A]:*?/\\\\ and everything else that a name must not hold\"");
    workdir.edit("index.toml", "name = \"towns\"", "name = \"'HISTORY'\"");
    workdir.edit("index.toml", "name = \"rural municipalities\"", "name = \"all municipalities\"");
    workdir.builds();
    assert_snapshot!(names(&workdir), @"Cover | Contents | All municipalities | (A)----- and everything else t… | ’HISTORY’ | all municipalities 2 | Changes | Indicators | Method | Notes | Data");
    workdir.edit("index.toml", "name = \"'HISTORY'\"", "name = \"History\"");
    workdir.edit("index.toml", "name = \"all municipalities\"", "name = \"\\u202e\\u2028\"");
    workdir.builds();
    assert_snapshot!(names(&workdir), @"Cover | Contents | All municipalities | (A)----- and everything else t… | History 2 | Region type | Changes | Indicators | Method | Notes | Data");
}

#[test]
fn one_edition_has_nothing_to_compare_with() {
    let workdir = Workdir::new();
    let finished = workdir.run(&[BUILD, &["--edition", "2024"]].concat());
    assert_eq!(finished.code, Some(0), "{finished}");
    assert_snapshot!(names(&workdir), @"Cover | Contents | All municipalities | cities | towns | rural municipalities | Indicators | Method | Notes | Data");
    assert_snapshot!(rows(&workdir, "cities"), @r"
    Rank in type | Municipality | Tiny index | Rank | work | work: rank in type | people | people: rank in type | Coverage (%) | Code | Data status
    1 | Espoo | 83.333333333 | 1 | 75 | 2 | 100 | 1 | 1 | 049 | draft
    2 | Helsinki | 72.222222222 | 2 | 83.333333333 | 1 | 50 | 3 | 1 | 091 | draft
    3 | Vantaa | 66.666666667 | 3 | 58.333333333 | 3 | 83.333333333 | 2 | 1 | 092 | draft
    ");
}

#[test]
fn an_index_of_codes_alone() {
    let workdir = Workdir::new();
    let text = workdir.read("index.toml");
    let (before, rest) = text.split_once("[regions]").expect("regions");
    let (_, after) = rest.split_once("[[source]]").expect("a source");
    workdir.write("index.toml", format!("{before}[regions]\n\n[[source]]{after}"));
    workdir.builds();
    assert_snapshot!(names(&workdir), @"Cover | Contents | All regions | Changes | Indicators | Method | Notes | Data");
    assert_snapshot!(rows(&workdir, "All regions"), @r"
    Rank | Region | Tiny index | Change (places) | work | work: rank | people | people: rank | Coverage (%) | Code | Data status
    1 | 049 | 80.952380952 | 0 | 71.428571429 | 3 | 100 | 1 | 1 | 049 | draft
    2 | 091 | 76.19047619 | 0 | 78.571428571 | 1 | 71.428571429 | 3 | 1 | 091 | draft
    3 | 035 | 61.904761905 | 1 | 78.571428571 | 1 | 28.571428571 | 6 | 1 | 035 | draft
    3 | 092 | 61.904761905 | 0 | 50 | 4 | 85.714285714 | 2 | 1 | 092 | draft
    5 | 235 | 47.619047619 | 0 | 42.857142857 | 5 | 57.142857143 | 4 | 1 | 235 | draft
    6 | 790 | 38.095238095 | 0 | 35.714285714 | 6 | 42.857142857 | 5 | 1 | 790 | draft
    7 | 214 | 28.571428571 | 0 | 35.714285714 | 6 | 14.285714286 | 7 | 1 | 214 | draft
    8 | 541 | 4.761904762 | 0 | 7.142857143 | 8 | 0 | 8 | 1 | 541 | draft
    ");
}

#[test]
fn intervals_stand_beside_the_ranks_where_they_are_published() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[robustness]\npublish = true\n");
    let finished = workdir.run(&[BUILD, &["--replicates", "50"]].concat());
    assert_eq!(finished.code, Some(0), "{finished}");
    let all = rows(&workdir, "All municipalities");
    assert_snapshot!(all.lines().take(2).collect::<Vec<&str>>().join("\n"), @r"
    Rank | Municipality | Region type | Tiny index | Change (places) | Rank interval (sensitivity to method, not a margin of error) | Rank in type | Change in type (places) | work | work: rank | people | people: rank | Coverage (%) | Code | Data status
    1 | Espoo | cities | 83.333333333 | 0 | 1–3 | 1 | 0 | 75 | 2 | 100 | 1 | 1 | 049 | draft
    ");
    let of_type = rows(&workdir, "cities");
    assert!(of_type.contains("Interval in type (sensitivity to method, not a margin of error)"), "{of_type}");
}

#[test]
fn the_words_are_in_the_main_language() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "languages = [\"en\"]", "languages = [\"sv\"]");
    workdir.edit("index.toml", "title = \"Tiny index\"", "title.sv = \"Litet index\"");
    workdir.builds();
    assert_snapshot!(names(&workdir), @"Omslag | Innehåll | Alla kommuner | cities | towns | rural municipalities | Förändringar | Indikatorer | Metod | Anmärkningar | Data");
}

#[test]
fn more_regions_than_anybody_reads_have_no_workbook() {
    let workdir = Workdir::new();
    let made = workdir.run(&["demo", "--regions", "20001", "--indicators", "2", "--years", "1", "--out", "large", "--quiet"]);
    assert_eq!(made.code, Some(0), "{made}");
    let tables = "workbook,report,profiles,tidy,datawrapper,notes,inputs,rankings";
    let built = workdir.run(&["build", "large/index.toml", "--out", "out", "--tables", tables]);
    assert_eq!(built.code, Some(0), "{built}");
    let made = workdir.content();
    let is_left_out =
        |name: &String| ["rankings.xlsx", "report", "profiles", "tidy", "datawrapper"].iter().any(|of| name.contains(of));
    assert!(!made.keys().any(is_left_out), "{:?}", made.keys());
    // All of them are named, with their limits, in the notes and by the program.
    let notes = workdir.read("out/notes.md");
    let (_, files) = notes.split_once("\n## Files\n\n").expect("a section of files");
    assert_snapshot!(files.lines().filter(|line| line.contains("20001")).collect::<Vec<_>>().join("\n"), @r"
    - No rankings.xlsx: 20001 regions are more than 20000
    - No report.html: 20001 regions are more than 4000
    - No profiles/: 20001 regions are more than 4000
    - No tidy.parquet: 20001 regions are more than 20000
    - No datawrapper/: 20001 regions are more than 20000
    ");
    let (_, said) = built.stdout.split_once("\nNot made, for there are too many regions\n").expect("a section");
    assert_snapshot!(said.split("\n\n").next().unwrap_or_default(), @r"
    No rankings.xlsx: 20001 regions are more than 20000
    No report.html: 20001 regions are more than 4000
    No profiles/: 20001 regions are more than 4000
    No tidy.parquet: 20001 regions are more than 20000
    No datawrapper/: 20001 regions are more than 20000
    ");
    assert_snapshot!(workdir.refused_by(&["publish", "out", "--only", "tidy"]), @r"
    exit code: 2
    ----- stderr -----
    error: this index has no tidy
          No tidy.parquet: 20001 regions are more than 20000
      help: ask for other files, or leave out `--only`
    ");
    // What nobody asked for is not missed.
    let built = workdir.run(&["build", "large/index.toml", "--out", "out", "--tables", "rankings,report", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&built.stdout).expect("JSON");
    assert_eq!(answer["left_out"], serde_json::json!([{ "files": "report.html", "most_regions": 4000 }]));
}
