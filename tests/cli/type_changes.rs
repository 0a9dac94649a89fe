//! Changes of rank within region types: where regions changed type, and where one has no rank in an edition.

use insta::assert_snapshot;

use crate::workdir::Workdir;

const INDEX: &str = r#"
format = 1

[index]
id = "idx"
title = "Six regions"
languages = ["en", "fi", "sv"]

[[source]]
files = ["values.csv"]
csv = { decimal = ".", separator = "," }
columns = { region = "code" }

[regions.types]
table = "types.csv"
column = "region_type"
as_of = "edition"

[method.missing]
policy = "renormalise"
largest_share = 0.5
minimum_coverage = 0.5

[[variable]]
id = "amount"

[[indicator]]
id = "score"
variable = "amount"
direction = "higher-is-better"

[[edition]]
id = "2024"

[[edition]]
id = "2025"
"#;

/// Six regions of equal distance. The first has no value in the newer edition, and the third changes type.
fn six_regions() -> Workdir {
    let workdir = Workdir::new();
    workdir.write("index.toml", INDEX);
    let rows = [("A", 90), ("B", 80), ("C", 70), ("D", 60), ("E", 50), ("F", 40)].map(|(code, value)| {
        let now = if code == "A" { "..".to_owned() } else { value.to_string() };
        format!("{code},2024,{value}\n{code},2025,{now}\n")
    });
    workdir.write("values.csv", format!("code,year,amount\n{}", rows.concat()));
    let types =
        "A,x,2020-01-01\nB,x,2020-01-01\nC,x,2020-01-01\nC,y,2025-01-01\nD,x,2020-01-01\nE,y,2020-01-01\nF,y,2020-01-01\n";
    workdir.write("types.csv", format!("code,region_type,valid_from\n{types}"));
    workdir
}

/// What the program prints when it works.
#[track_caller]
fn printed(workdir: &Workdir, arguments: &[&str]) -> String {
    let finished = workdir.run(arguments);
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""), "{finished}");
    finished.stdout
}

#[test]
fn a_change_in_type_is_the_difference_of_the_ranks_among_those_that_kept_their_type() {
    let workdir = six_regions();
    printed(&workdir, &["build", "index.toml", "--out", "out", "--tables", "rankings"]);
    let rankings = workdir.read("out/rankings.csv");
    let columns = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{},{},{}\n", cells[0], cells[1], cells[5..11].join(","))
    };
    assert_snapshot!(rankings.lines().map(columns).collect::<String>(), @r"
    edition,code,region_type,idx,idx_rank,idx_type_rank,idx_rank_change,idx_type_rank_change
    2024,A,x,100,1,1,,
    2024,B,x,80,2,2,,
    2024,C,x,60,3,3,,
    2024,D,x,40,4,4,,
    2024,E,y,20,5,1,,
    2024,F,y,0,6,2,,
    2025,A,x,,,,,
    2025,B,x,100,1,1,1,1
    2025,C,y,75,2,1,1,
    2025,D,x,50,3,2,1,1
    2025,E,y,25,4,2,1,0
    2025,F,y,0,5,3,1,0
    ");
}

#[test]
fn notes_name_the_regions_that_changed_type() {
    let workdir = six_regions();
    printed(&workdir, &["build", "index.toml", "--out", "out"]);
    let told = |file: &str| -> String {
        let notes = workdir.read(file);
        notes.lines().filter(|line| line.contains('→')).map(|line| format!("{line}\n")).collect()
    };
    assert_snapshot!(["out/notes.md", "out/notes.fi.md", "out/notes.sv.md"].map(told).concat(), @r"
    - Region type changed from edition 2024 to 2025: 1 region: C (x → y); they have no change in type, and those of the others are counted among the regions that kept theirs
    - Aluetyyppi muuttunut julkaisusta 2024 julkaisuun 2025: 1 alue: C (x → y); niillä ei ole muutosta tyypissä, ja muiden muutokset on laskettu tyyppinsä säilyttäneiden kesken
    - Områdestypen har ändrats från utgåvan 2024 till 2025: 1 område: C (x → y); de har ingen förändring inom typen, och de andras förändringar är räknade bland dem som har kvar sin typ
    ");
}

#[test]
fn explanations_say_among_whom_a_change_is_counted_and_who_came_and_went() {
    let workdir = six_regions();
    let of = |region: &str| {
        let screen = printed(&workdir, &["explain", "index.toml", region]);
        let head = screen.lines().skip(3).take(3).chain(screen.lines().filter(|line| line.starts_with("Places")));
        let lines: String = head.map(|line| format!("{line}\n")).collect();
        let (_, words) = screen.split_once("[en] ").expect("sentences in English");
        let (words, _) = words.split_once("\n[fi]").expect("sentences in Finnish");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, _) = words.split_once(" The score changed").expect("a sentence on the score");
        format!("{lines}{words}\n")
    };
    assert_snapshot!(["B", "C", "E"].map(of).join("\n"), @r"
    Edition 2025, against edition 2024
    x: 1 / 2 ▲1 · all regions: 1 / 5 ▲1 · 100.0 points (+20.0)
    the change within the type is counted among those that belong to it in both editions
    Places by indicator: those ranked in one edition only +1
    In edition 2025, B has rank 1 in its region type (x, 2 in all) and has rank 1 among all 5 regions. Compared with edition 2024, it rose one place in its region type relative to other regions. The change is counted among those that belong to the type in both editions.

    Edition 2025, against edition 2024
    y: 1 / 3 · all regions: 2 / 5 ▲1 · 75.0 points (+15.0)
    the region type has changed, so there is no change within the type
    In edition 2025, C has rank 1 in its region type (y, 3 in all) and has rank 2 among all 5 regions. Its region type has changed since edition 2024, so its rank in the type is not compared. Compared with edition 2024, it rose one place among all regions relative to other regions.

    Edition 2025, against edition 2024
    y: 2 / 3 = · all regions: 4 / 5 ▲1 · 25.0 points (+5.0)
    the change within the type is counted among those that belong to it in both editions
    In edition 2025, E has rank 2 in its region type (y, 3 in all) and has rank 4 among all 5 regions. Among the regions that belong to the type in both editions, the rank is the same as in edition 2024.
    ");
}

#[test]
fn pages_say_among_whom_a_change_is_counted() {
    let workdir = six_regions();
    printed(&workdir, &["build", "index.toml", "--out", "out", "--tables", "profiles"]);
    let remarks = |code: &str| -> Vec<bool> {
        let page = workdir.read(&format!("out/profiles/{code}.html"));
        ["counted among those that belong to it in both editions", "has changed since the previous edition"]
            .map(|words| page.contains(words))
            .to_vec()
    };
    assert_eq!(["b", "c", "e"].map(remarks), [[true, false], [false, true], [true, false]]);
}
