//! Footnotes: where they stand, and what is refused.

use insta::assert_snapshot;

use crate::workdir::Workdir;

const FOOTNOTES: &str = r#"
[[footnote]]
text = "Merged with Honkajoki in 2021"
region = "kankaanpää"

[[footnote]]
text = "=Jobs are counted at the workplace"
edition = "2025"
region_type = "town"
factor = "work"

[[footnote]]
text = "A sample of 2,000"
indicator = "employment"

[[footnote]]
text = "The first edition of this kind"
edition = "2024"
"#;

#[test]
fn footnotes_stand_beside_what_they_are_about() {
    let workdir = Workdir::new();
    workdir.append("index.toml", FOOTNOTES);
    workdir.builds();
    assert_snapshot!(workdir.read("out/types/2025/town.csv"), @r"
    Edition,Rank in type,Change in type (places),Code,Municipality,Tiny index,Rank,Change (places),work,work: rank,work: rank in type,work: change (places),work: change in type (places),people,people: rank,people: rank in type,people: change (places),people: change in type (places),Coverage (%),Footnotes,Data status
    2025,1,0,235,Kauniainen,50.0,4,0,50.0,3,1,1,0,50.0,4,1,-1,0,100,work: =Jobs are counted at the workplace,draft
    2025,2,0,790,Sastamala,38.9,5,0,41.7,5,2,0,0,33.3,5,2,0,0,100,work: =Jobs are counted at the workplace,draft
    2025,3,0,214,Kankaanpää,33.3,6,0,41.7,5,2,1,1,16.7,6,3,0,0,100,Merged with Honkajoki in 2021; work: =Jobs are counted at the workplace,draft
    ");
    // Nothing is said of the cities: their table has no column for it.
    assert!(!workdir.read("out/types/2025/city.csv").contains("Footnotes"));
    assert!(!workdir.read("out/rankings.csv").contains("Honkajoki"));
    let notes = workdir.read("out/notes.md");
    let (_, section) = notes.split_once("## Footnotes\n").expect("a section of footnotes");
    assert_snapshot!(section, @r"
    - 214 Kankaanpää: Merged with Honkajoki in 2021
    - edition 2025, towns, work: =Jobs are counted at the workplace
    - employment: A sample of 2,000
    - edition 2024: The first edition of this kind

    ## Symbols

    - 3, -2 (change, places): climbed three places, fell two places since the previous edition
    - one rank of several regions: a shared rank
    - empty cell: not available, not ranked, nothing to compare with, or not published

    ## Files

    - Map: a grid of equal tiles, one per region, not their true areas
    ");
    let workbook = crate::workbook::cells(&workdir);
    let said = |sheet: &str, text: &str| workbook.iter().any(|(name, cell)| name == sheet && cell == text);
    assert!(said("towns", "Merged with Honkajoki in 2021; work: =Jobs are counted at the workplace"));
    assert!(said("Indicators", "A sample of 2,000"));
    assert!(said("Notes", "A sample of 2,000"));
    // Of another edition than the workbook's newest.
    assert!(!said("Cover", "The first edition of this kind") && said("Notes", "The first edition of this kind"));
}

#[test]
fn explanations_have_the_footnotes_of_their_region() {
    let workdir = Workdir::new();
    workdir.append("index.toml", FOOTNOTES);
    workdir.append("index.toml", "\n[[footnote]]\ntext = \"Steered \\u001B[2J\"\nregion = \"790\"\n");
    let answer = |arguments: &[&str]| {
        let answer = workdir.run(arguments);
        assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""), "{answer}");
        answer.stdout
    };
    let screen = answer(&["explain", "index.toml", "kankaanpää"]);
    let (_, footnotes) = screen.split_once("\nFootnotes\n").expect("a section of footnotes");
    assert_snapshot!(footnotes.split("\n\n").next().unwrap_or_default(), @r"
    - 214 Kankaanpää: Merged with Honkajoki in 2021
    - edition 2025, towns, work: =Jobs are counted at the workplace
    - employment: A sample of 2,000
    - edition 2024: The first edition of this kind
    ");
    // Of the first edition, the note to towns in the second is none; of a city, it is none either.
    let first = answer(&["explain", "index.toml", "214", "--edition", "2024"]);
    assert!(first.contains("Merged with Honkajoki") && !first.contains("Jobs are counted"), "{first}");
    let city = answer(&["explain", "index.toml", "091"]);
    assert!(city.contains("A sample of 2,000") && !city.contains("Honkajoki") && !city.contains("Jobs are counted"), "{city}");
    assert!(answer(&["explain", "index.toml", "790"]).contains("Sastamala: Steered \u{fffd}[2J"));

    let json = answer(&["explain", "index.toml", "214", "--json", "--out", "explained.csv"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["footnotes"].as_array().map(Vec::len), Some(4));
    assert_snapshot!(json["footnotes"][1].to_string(), @r#"
    {"edition":"2025","is_of_region":false,"node":"work","region_type":"town","text":{"en":"=Jobs are counted at the workplace"}}
    "#);
    let mut table = csv::Reader::from_path(workdir.path("explained.csv")).expect("the table");
    let rows: Vec<std::collections::BTreeMap<String, String>> = table.deserialize().map(|row| row.expect("a row")).collect();
    let noted: Vec<String> = rows
        .iter()
        .filter(|row| !row["footnotes"].is_empty())
        .map(|row| format!("{}: {}", row["node"], row["footnotes"]))
        .collect();
    assert_snapshot!(noted.join("\n"), @r"
    tiny: Merged with Honkajoki in 2021; 2024: The first edition of this kind
    work: =Jobs are counted at the workplace
    employment: A sample of 2,000
    ");

    let what_if = answer(&["what-if", "index.toml", "214", "--climb", "1"]);
    let lines: Vec<&str> = what_if.lines().filter(|line| line.starts_with("Footnote: ")).collect();
    assert_snapshot!(lines.join("\n"), @r"
    Footnote: 214 Kankaanpää: Merged with Honkajoki in 2021
    Footnote: edition 2025, towns, work: =Jobs are counted at the workplace
    Footnote: employment: A sample of 2,000
    ");
}

#[test]
fn footnotes_that_are_about_nothing() {
    let workdir = Workdir::new();
    workdir.append(
        "index.toml",
        r#"
[[footnote]]
text = ""
edition = "2030"
indicator = "employmnt"
factor = "work"

[[footnote]]
text = "x"
region = "helsinki"
region_type = "city"
"#,
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the footnote says nothing
      --> index.toml:72:8
       |
    72 | text = ""
       |        ^^
       |
       = help: write `text = { fi = "…", sv = "…" }`

    error: there is no edition `2030`
      --> index.toml:73:11
       |
    73 | edition = "2030"
       |           ^^^^^^
       |
       = help: did you mean `2024`?

    error: there is no indicator `employmnt`
      --> index.toml:74:13
       |
    74 | indicator = "employmnt"
       |             ^^^^^^^^^^^
       |
       = help: did you mean `employment`?

    error: the footnote is about an indicator and about a factor
      --> index.toml:75:10
       |
    75 | factor = "work"
       |          ^^^^^^
       |
       = help: keep one of them, or write two footnotes

    error: the footnote is about a region and about a region type
      --> index.toml:80:15
       |
    80 | region_type = "city"
       |               ^^^^^^
       |
       = help: keep one of them, or write two footnotes
    "#);
    let workdir = Workdir::new();
    workdir.append(
        "index.toml",
        "\n[[footnote]]\ntext = \"x\"\nregion = \"Helsingfors\"\n\n[[footnote]]\ntext = \"y\"\nregion_type = \"tonw\"\n",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: no ranked region is called `Helsingfors`, or has that code
      --> index.toml:73:10
       |
    73 | region = "Helsingfors"
       |          ^^^^^^^^^^^^^
       |
       = help: 14 are known, for example `049` and `Vantaa`

    error: there is no region type `tonw`
      --> index.toml:77:15
       |
    77 | region_type = "tonw"
       |               ^^^^^^
       |
       = help: did you mean `town`?
    "#);
}
