//! Faults of the region table, the merger table and the types.

use insta::assert_snapshot;

use crate::workdir::{REGIONS, Workdir};

/// What is said when one text of the region table is replaced.
fn refused(from: &str, to: &str) -> String {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", from, to);
    workdir.refused()
}

/// What is said when one text of the configuration is replaced.
fn refused_asking(from: &str, to: &str) -> String {
    let workdir = Workdir::built();
    workdir.edit("index.toml", from, to);
    workdir.refused()
}

// --- The files ---

#[test]
fn tables_that_are_not_there() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "regions.csv", "region.csv");
    workdir.edit("index.toml", "mergers.csv", "merger.csv");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: cannot read `region.csv`: it does not exist
     --> index.toml:9:9
      |
    9 | table = "region.csv"
      |         ^^^^^^^^^^^^
      |
      = help: did you mean `regions.csv`?

    error: cannot read `merger.csv`: it does not exist
      --> index.toml:10:11
       |
    10 | mergers = "merger.csv"
       |           ^^^^^^^^^^^^
       |
       = help: did you mean `mergers.csv`?
    "#);
}

#[test]
fn a_folder() {
    assert_snapshot!(refused_asking("regions.csv", "out"), @r#"
    exit code: 3
    ----- stderr -----
    error: `out` is not a file
     --> index.toml:9:9
      |
    9 | table = "out"
      |         ^^^^^
      |
      = help: give a table in CSV
    "#);
}

#[cfg(unix)]
#[test]
fn a_device_without_end() {
    assert_snapshot!(refused_asking("regions.csv", "/dev/zero"), @r#"
    exit code: 3
    ----- stderr -----
    error: `/dev/zero` is not a file
     --> index.toml:9:9
      |
    9 | table = "/dev/zero"
      |         ^^^^^^^^^^^
      |
      = help: give a table in CSV
    "#);
}

#[test]
fn an_empty_table() {
    let workdir = Workdir::built();
    workdir.write("regions.csv", "");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` is an empty file
     --> index.toml:9:9
      |
    9 | table = "regions.csv"
      |         ^^^^^^^^^^^^^
      |
      = help: write the table again
    "#);
}

#[test]
fn a_table_without_rows() {
    let workdir = Workdir::built();
    workdir.write("regions.csv", "code,level,name_en,region_type,mainland\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no regions
      help: write one line for each region below the header
    ");
}

#[test]
fn latin_1() {
    let workdir = Workdir::built();
    let bytes: Vec<u8> = REGIONS.chars().map(|character| character as u32 as u8).collect();
    workdir.write("regions.csv", bytes);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` is not UTF-8 text: line 2 holds other bytes
     --> index.toml:9:9
      |
    9 | table = "regions.csv"
      |         ^^^^^^^^^^^^^
      |
      = note: in windows-1252 the line is `035,municipality,2020-01-01,,Brändö,rural,no`
      = help: if that reads well, say so: `csv = { encoding = "windows-1252" }`; else save the file as UTF-8
    "#);
}

#[test]
fn semicolons() {
    let workdir = Workdir::built();
    let rankings = workdir.read("out/rankings.csv");
    workdir.write("regions.csv", REGIONS.replace(',', ";"));
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn a_row_that_is_too_short() {
    assert_snapshot!(refused("092,municipality,2020-01-01,,Vantaa,city,yes", "092,municipality,Vantaa,city,yes"), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has 1 row of another length where its header has 7 (cells between commas)
     --> index.toml:9:9
      |
    9 | table = "regions.csv"
      |         ^^^^^^^^^^^^^
      |
      = note: line 5: 5 cells: `092,municipality,Vantaa,city,yes`
      = help: give every row as many cells as the header; a cell that holds the separator stands in quotes
    "#);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    workdir.write("regions.csv", format!("\u{feff}{}", REGIONS.replace('\n', "\r\n")));
    assert_eq!(workdir.rankings(), rankings);
}

// --- Rows ---

#[test]
fn columns_that_are_missing() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "code,level", "koodi,level");
    workdir.edit("mergers.csv", "date,code,name,successor", "day,code,name,succesor");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no column `code`
      help: known: `koodi`, `level`, `mainland`, `name_en`, `region_type`, `valid_from`, `valid_to`

    error: `mergers.csv` has no column `date`
      help: did you mean `day`?

    error: `mergers.csv` has no column `successor`
      help: did you mean `succesor`?
    ");
}

#[test]
fn a_column_that_is_there_twice() {
    assert_snapshot!(refused("name_en,region_type", "name_en,name_en"), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has two columns called `name_en`
     --> index.toml:9:9
      |
    9 | table = "regions.csv"
      |         ^^^^^^^^^^^^^
      |
      = help: give each column its own name
    "#);
}

#[test]
fn codes_and_dates_that_cannot_be_read() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "049,municipality", ",municipality");
    workdir.edit("regions.csv", "091,municipality", "KU000,municipality");
    workdir.edit("regions.csv", "092,municipality,2020-01-01", "092,municipality,1.1.2020");
    workdir.edit("regions.csv", "2020-12-31", "31/12/2020");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: region codes that are not codes of their level
      --> regions.csv
          line 3: ``
          line 4: `KU000`
      help: correct the codes

    error: dates that cannot be read
      --> regions.csv
          line 5: `1.1.2020`
          line 6: `31/12/2020`
      help: write dates as 2025-01-01
    ");
}

#[test]
fn two_rows_for_one_region() {
    assert_snapshot!(refused("092,municipality,2020-01-01,,Vantaa", "91,municipality,2021-01-01,,Vantaa"), @r"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has more than one row for a region on 1 January 2025
          municipality 091
      help: end one row (`valid_to`) before the next begins
    ");
}

#[test]
fn a_level_that_does_not_exist() {
    assert_snapshot!(refused_asking("level = \"municipality\"", "level = \"municipalities\""), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no level `municipalities`
      --> index.toml:11:9
       |
    11 | level = "municipalities"
       |         ^^^^^^^^^^^^^^^^
       |
       = help: did you mean `municipality`?
    "#);
}

#[test]
fn a_level_that_is_not_stated() {
    assert_snapshot!(refused_asking("level = \"municipality\"\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the region table has levels, and the configuration does not say which one is ranked
     --> index.toml:9:9
      |
    9 | table = "regions.csv"
      |         ^^^^^^^^^^^^^
      |
      = help: add `level = "municipality"` under [regions]
    "#);
}

#[test]
fn a_level_of_a_variable_that_does_not_exist() {
    assert_snapshot!(refused_asking("id = \"jobs\"\n", "id = \"jobs\"\nlevel = \"county\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the variable `jobs` is of the level `county`, which `regions.csv` does not have
      --> index.toml:33:9
       |
    33 | level = "county"
       |         ^^^^^^^^
       |
       = help: known: `municipality`
    "#);
}

#[test]
fn a_dated_table_without_a_classification_year() {
    assert_snapshot!(refused_asking("division = 2025\n", ""), @r#"
    exit code: 3
    ----- stderr -----
    error: the region table is dated, and the configuration names no classification year
     --> index.toml:9:9
      |
    9 | table = "regions.csv"
      |         ^^^^^^^^^^^^^
      |
      = help: add `division = 2026` (the regions as on 1 January of that year) under [regions]
    "#);
}

#[test]
fn a_classification_year_before_the_table_begins() {
    assert_snapshot!(refused_asking("division = 2025", "division = 1990"), @r"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no regions that are valid on 1 January 1990
      --> index.toml:13:12
       |
    13 | division = 1990
       |            ^^^^
       |
       = help: its first row is valid from 2020-01-01
    ");
}

// --- The universe ---

#[test]
fn a_universe_by_a_column_that_does_not_exist() {
    assert_snapshot!(refused_asking("universe = { mainland", "universe = { mainlnd"), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no column `mainlnd`
      --> index.toml:14:14
       |
    14 | universe = { mainlnd = "yes" }
       |              ^^^^^^^
       |
       = help: did you mean `mainland`?
    "#);
}

#[test]
fn a_universe_by_a_value_that_does_not_occur() {
    assert_snapshot!(refused_asking("mainland = \"yes\"", "mainland = \"true\""), @r#"
    exit code: 3
    ----- stderr -----
    error: no region has `true` in the column `mainland`
      --> index.toml:14:14
       |
    14 | universe = { mainland = "true" }
       |              ^^^^^^^^
       |
       = help: known: `no`, `yes`
    "#);
}

#[test]
fn a_universe_without_regions() {
    assert_snapshot!(refused_asking("{ mainland = \"yes\" }", "{ mainland = \"no\", region_type = \"city\" }"), @r"
    exit code: 3
    ----- stderr -----
    error: no region of `regions.csv` belongs to the universe on 1 January 2025
      help: check `division` and `universe` under [regions]
    ");
}

#[test]
fn a_further_column_that_does_not_exist() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "[publish]\nregion_columns = [\"seutukunta\"]\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no column `seutukunta`
      --> index.toml:71:19
       |
    71 | region_columns = ["seutukunta"]
       |                   ^^^^^^^^^^^^
       |
       = help: known: `code`, `level`, `mainland`, `name_en`, `region_type`, `valid_from`, `valid_to`
    "#);
}

#[test]
fn a_further_column_that_is_there_anyway() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "[publish]\nregion_columns = [\"mainland\", \"region_type\"]\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: the rankings would have two columns called `region_type`
      --> index.toml:71:31
       |
    71 | region_columns = ["mainland", "region_type"]
       |                               ^^^^^^^^^^^^^
       |
       = help: give it another id, or leave it out: the rankings have a column of that name already
    "#);
}

// --- Region types ---

#[test]
fn a_type_column_that_does_not_exist() {
    assert_snapshot!(refused_asking("[regions.types]\n", "[regions.types]\ncolumn = \"type\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has no column `type`
      --> index.toml:17:10
       |
    17 | column = "type"
       |          ^^^^^^
       |
       = help: known: `code`, `level`, `mainland`, `name_en`, `region_type`, `valid_from`, `valid_to`
    "#);
}

#[test]
fn regions_without_a_type() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "Espoo,city", "Espoo,");
    workdir.edit("regions.csv", "Nurmes,rural", "Nurmes,");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: 2 regions have no region type in `regions.csv`
          049 Espoo, 541 Nurmes
      help: give each a value in the column `region_type`
    ");
}

#[test]
fn types_that_the_configuration_does_not_list() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "Espoo,city", "Espoo,city ");
    workdir.edit("regions.csv", "Nurmes,rural", "Nurmes,village");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: `regions.csv` has the region type `city `, which the configuration does not list
          049 Espoo
      help: did you mean `city`?

    error: `regions.csv` has the region type `village`, which the configuration does not list
          541 Nurmes
      help: known: `city`, `rural`, `town`
    ");
}

#[test]
fn types_of_a_region_outside_the_universe_do_not_matter() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    workdir.edit("regions.csv", "Brändö,rural", "Brändö,");
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn unlisted_types_that_would_give_two_files_one_name() {
    let workdir = Workdir::built();
    let text = workdir.read("index.toml");
    let (start, end) = (text.find("names = [").expect("names"), text.find("[[source]]").expect("sources"));
    workdir.write("index.toml", format!("{}{}", &text[..start], &text[end..]));
    workdir.edit("regions.csv", "Espoo,city", "Espoo,City");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: the region types `City` and `city` of `regions.csv` would be written to the same file
      help: write one type in one way; two types must differ in more than case and punctuation
    ");
}

#[test]
fn an_own_table_of_types_with_faults() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "[regions.types]\n", "[regions.types]\ntable = \"types.csv\"\n");
    workdir.write(
        "types.csv",
        "code,region_type,valid_from\nKU049,city,\n91,city,\n091,town,\n092,city,soon\nSSS,city,\n214,town,\n235,town,\n541,rural,\n",
    );
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: region types that cannot be read
      --> types.csv
          line 4: `091` has a type already
          line 5: `soon` is not a date
          line 6: `SSS` is not a code
      help: one line per region (and date): code, type

    error: 2 regions have no region type in `types.csv`
          092 Vantaa, 790 Sastamala
      help: give each a value in the column `region_type`
    ");
}

#[test]
fn an_own_table_of_types_that_is_not_there() {
    assert_snapshot!(refused_asking("[regions.types]\n", "[regions.types]\ntable = \"types.csv\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: cannot read `types.csv`: it does not exist
      --> index.toml:17:9
       |
    17 | table = "types.csv"
       |         ^^^^^^^^^^^
       |
       = help: paths are counted from the folder of the configuration file
    "#);
}

#[test]
fn an_own_table_of_types_replaces_the_region_tables() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "[regions.types]\n", "[regions.types]\ntable = \"types.csv\"\n");
    workdir.write("types.csv", "code,region_type\n049,town\n091,city\n092,city\n214,town\n235,town\n541,rural\n790,rural\n");
    let rankings = workdir.rankings();
    assert!(rankings.contains("2025,049,Espoo,town,"), "{rankings}");
    assert!(rankings.contains("2025,790,Sastamala,rural,"), "{rankings}");
}

// --- Mergers ---

#[test]
fn mergers_that_cannot_be_read() {
    let workdir = Workdir::built();
    workdir.append(
        "mergers.csv",
        "1.1.2021,414,Lavia,609\n2015-01-01,414,Lavia,\n2009-01-01,790,Sastamala,790\n2020-01-01,911,Valtimo,790\n",
    );
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: mergers that cannot be read
      --> mergers.csv
          line 6: 1.1.2021,414,Lavia,609
          line 7: 2015-01-01,414,Lavia,
          line 8: 2009-01-01,790,Sastamala,790
          line 9: `911` ends twice on 2020-01-01
      help: each line needs a date (2025-01-01), the code that ended and the code that carries on
    ");
}

// --- Names that are not harmless ---

#[test]
fn names_that_would_steer_the_terminal_are_made_visible() {
    let workdir = Workdir::built();
    workdir.edit("regions.csv", "Nurmes,rural", "\u{1b}]0;evil\u{7}Nurmes\u{202e},");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: 1 region has no region type in `regions.csv`
          541 �]0;evil�Nurmes�
      help: give each a value in the column `region_type`
    ");
    let workdir = Workdir::new();
    workdir.edit("regions.csv", "Nurmes", "\u{1b}[31mNurmes");
    workdir.edit("index.toml", "Tiny index", "Tiny \\u001b[31mindex");
    let finished = workdir.builds();
    assert!(!finished.stdout.contains('\u{1b}'), "{finished}");
    assert!(finished.stdout.contains("\u{fffd}[31mNurmes"), "{finished}");
}
