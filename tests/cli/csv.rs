//! Statistics and region tables in CSV: every dialect gives the numbers that Parquet gives, and every fault names its line.

use insta::assert_snapshot;

use crate::statistics::{Row, Statistics};
use crate::workdir::{REGIONS, Workdir};

/// The statistics as a long CSV file with commas and decimal points.
fn long(statistics: &Statistics) -> String {
    let line = |row: &Row| {
        let value = row.value.map_or(String::new(), |value| value.to_string());
        format!("{},{},{},{value}\n", row.code, row.year, row.series)
    };
    format!("region_code,year,indicator,value\n{}", statistics.rows.iter().map(line).collect::<String>())
}

/// The statistics of the tiny index as such a file.
fn tiny() -> String {
    long(&Statistics::tiny())
}

/// The same, one column per variable.
fn wide() -> String {
    let statistics = Statistics::tiny();
    let mut keys: Vec<(&str, i32)> = statistics.rows.iter().map(|row| (row.code.as_str(), row.year)).collect();
    keys.dedup();
    keys.sort_unstable();
    keys.dedup();
    let mut text = "Kunta,Vuosi,population,jobs,employment_rate\n".to_owned();
    for (code, year) in keys {
        let value = |series: &str| {
            let row = statistics.rows.iter().find(|row| row.code == code && row.year == year && row.series == series);
            row.and_then(|row| row.value).map_or(String::new(), |value| value.to_string())
        };
        text += &format!("{code},{year},{},{},{}\n", value("population"), value("jobs"), value("employment_rate"));
    }
    text
}

/// The tiny index, built from Parquet before, that now reads `statistics.csv`; `keys` are further keys of its source.
fn index_of(csv: impl AsRef<[u8]>, keys: &str) -> Workdir {
    let workdir = Workdir::built();
    workdir.write("statistics.csv", csv);
    workdir.edit("index.toml", "files = [\"statistics.parquet\"]", &format!("files = [\"statistics.csv\"]\n{keys}"));
    workdir
}

/// What is said of a CSV file.
fn refused(csv: impl AsRef<[u8]>, keys: &str) -> String {
    index_of(csv, keys).refused()
}

/// The rankings that a CSV file gives are, byte for byte, those of the Parquet file; the notes that the build prints.
#[track_caller]
fn same_rankings(csv: impl AsRef<[u8]>, keys: &str) -> String {
    let workdir = index_of(csv, keys);
    let before = workdir.content();
    let finished = workdir.builds();
    let after = workdir.content();
    for file in ["rankings.csv", "rankings.parquet", "scores.parquet"] {
        let file = format!("out/{file}");
        assert!(before.contains_key(&file) && before[&file] == after[&file], "{file} differs\n{finished}");
    }
    let notes = workdir.read("out/notes.md");
    notes.lines().filter(|line| line.contains("CSV") || line.starts_with("- Symbols")).collect::<Vec<_>>().join("\n")
}

/// A text in windows-1252 (of which only the part that is Latin 1 is needed).
fn western(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(character as u32).expect("a Latin 1 character")).collect()
}

// --- Dialects ---

#[test]
fn a_long_file_gives_the_same_rankings_as_parquet() {
    assert_snapshot!(same_rankings(tiny(), ""), @"- Read as CSV: statistics.csv (separator: comma, seen from the header line; decimal point; utf-8)");
    assert_snapshot!(same_rankings(tiny().replace(',', "\t"), ""), @"- Read as CSV: statistics.csv (separator: tab, seen from the header line; decimal point; utf-8)");
}

#[test]
fn a_wide_file_gives_the_same_rankings_as_parquet() {
    same_rankings(wide(), "columns = { region = \"Kunta\", period = \"Vuosi\" }");
}

#[test]
fn a_file_of_one_variable_and_further_dimensions() {
    let workdir = Workdir::built();
    let rankings = workdir.read("out/rankings.csv");
    let population: String = Statistics::tiny()
        .rows
        .iter()
        .filter(|row| row.series == "population")
        .flat_map(|row| {
            let (code, year, value) = (&row.code, row.year, row.value.unwrap_or_default());
            [format!("KU{code};{year};1;{}\n", value / 4.0), format!("KU{code};{year};SSS;{value}\n")]
        })
        .collect();
    workdir.write("population.csv", format!("Alue;Vuosi;Sukupuoli;Väestö\n{population}"));
    let mut others = Statistics::tiny();
    others.remove(|row| row.series == "population");
    workdir.statistics(&others);
    workdir.edit(
        "index.toml",
        "[[variable]]\nid = \"population\"",
        "[[source]]\nid = \"population\"\nfiles = [\"population.csv\"]\nvariable = \"population\"\n\
         columns = { region = \"Alue\", period = \"Vuosi\", value = \"Väestö\" }\nwhere = { Sukupuoli = \"SSS\" }\n\n\
         [[variable]]\nid = \"population\"",
    );
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn semicolons_decimal_commas_and_grouped_digits() {
    let finnish = |text: String| -> String {
        let cell = |cell: &str| match cell.split_once('.') {
            Some((whole, decimals)) => format!("{whole},{decimals}"),
            // 684018 as 684 018, with a space that does not break.
            None if cell.len() > 4 && cell.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("{}\u{a0}{}", &cell[..cell.len() - 3], &cell[cell.len() - 3..])
            }
            None => cell.to_owned(),
        };
        text.lines().map(|line| line.split(',').map(cell).collect::<Vec<_>>().join(";") + "\r\n").collect()
    };
    let csv = finnish(tiny());
    assert!(csv.contains("091;2025;population;684\u{a0}018\r\n") && csv.contains(";74,1\r\n"), "{csv}");
    assert_snapshot!(same_rankings(&csv, "csv = { separator = \";\", decimal = \",\", thousands = \" \" }"), @"- Read as CSV: statistics.csv (separator: semicolon; decimal comma; space between thousands; utf-8)");
    let windows = "csv = { decimal = \",\", thousands = \" \", encoding = \"windows-1252\" }";
    assert_snapshot!(same_rankings(western(&csv), windows), @"- Read as CSV: statistics.csv (separator: semicolon, seen from the header line; decimal comma; space between thousands; windows-1252)");
    let utf_16: Vec<u8> = "\u{feff}".encode_utf16().chain(csv.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    same_rankings(utf_16, "csv = { decimal = \",\", thousands = \" \", encoding = \"utf-16\" }");
}

#[test]
fn a_byte_order_mark_titles_comments_quotes_and_line_breaks() {
    same_rankings(format!("\u{feff}{}", tiny()), "");
    let with_notes = tiny().replace("value\n", "value,note\n").replace("population,", "\"population\",");
    let lines: Vec<String> = with_notes
        .lines()
        .enumerate()
        .map(|(position, line)| match position {
            0 => line.to_owned(),
            _ => format!("{line},\"one, \"\"two\"\"\nand three\""),
        })
        .collect();
    let text = format!("Statistics of 2025\n\"a title; not closed\n\n# made by hand\n{}\n,,,,\n", lines.join("\n"));
    same_rankings(text, "csv = { skip_rows = 2, comment = \"#\" }");
}

#[test]
fn a_name_that_says_nothing_a_folder_and_the_command_line() {
    let workdir = Workdir::built();
    let rankings = workdir.read("out/rankings.csv");
    let name = "files = [\"statistics.parquet\"]";
    workdir.write("statistics.dat", tiny());
    workdir.edit("index.toml", name, "files = [\"statistics.dat\"]\nformat = \"csv\"");
    assert_eq!(workdir.rankings(), rankings);

    let all = tiny();
    let (first, second) = all.split_at(all.find("235,2023").expect("a row"));
    let header = "region_code,year,indicator,value\n";
    workdir.write("data/a.csv", first);
    workdir.write("data/b.TSV", format!("{header}{second}").replace(',', "\t"));
    workdir.write("data/readme.txt", "nothing here");
    workdir.edit("index.toml", "files = [\"statistics.dat\"]\nformat = \"csv\"", "files = [\"data\"]");
    assert_eq!(workdir.rankings(), rankings);

    workdir.edit("index.toml", "files = [\"data\"]", "files = [\"nowhere.parquet\"]");
    let finished = workdir.run(&["build", "index.toml", "--out", "out", "--data", "data/a.csv", "--data", "data/b.TSV"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    assert_eq!(workdir.read("out/rankings.csv"), rankings);
    let hash = workdir.read("out/manifest.json");
    assert!(hash.contains("data/a.csv") || hash.contains("a.csv"), "{hash}");
}

// --- Missing values ---

#[test]
fn missing_codes_are_counted_and_keep_their_reason() {
    let csv = tiny()
        .replace("790,2025,population,23880\n", "790,2025,population,-999.0\n")
        .replace("541,2025,population,8920\n", "541,2025,population,..\n")
        .replace("235,2025,population,10689\n", "235,2025,population,\n")
        .replace("214,2025,population,12150\n", "214,2025,population,NA\n")
        .replace("092,2024,jobs,129000\n", "092,2024,jobs,-\n");
    let workdir = index_of(csv, "csv = { missing = [\"-999\", \"NA\"] }");
    workdir.edit("index.toml", "id = \"growth\"\n", "id = \"growth\"\nmissing = { policy = \"neutral\" }\n");
    workdir.append("index.toml", "[method.missing]\nminimum_coverage = 0.3\n");
    let finished = workdir.builds();
    assert_snapshot!(workdir.read("out/notes.md").lines().filter(|line| line.starts_with("- Symbols") || line.starts_with("- Missing") || line.contains("CSV")).collect::<Vec<_>>().join("\n"), @r"
    - Read as CSV: statistics.csv (separator: comma, seen from the header line; decimal point; utf-8; missing: `-999`, `NA`)
    - Symbols in place of values: `-` 1, `-999` 1, `..` 1, `NA` 1; 1 of them read as exactly zero, the others as missing
    - Missing: 4 indicator values over all editions, 4 of them imputed: `growth` 4 (given the middle of the range)
    - Missing `growth`: Kankaanpää (2025), Kauniainen (2025), Nurmes (2025), Sastamala (2025)
    - Missing values: the build stops; the middle of the range for `growth`; a score needs 30 % of its weight to rest on data
    ");
    assert_eq!(finished.code, Some(0));
}

#[test]
fn symbols_and_flags_in_columns_of_their_own() {
    let with = |csv: String| -> String {
        csv.lines().map(|line| format!("{line};;\n")).collect::<String>().replacen("value;;", "value;value_symbol;flag", 1)
    };
    let csv = with(tiny().replace(',', ";"))
        .replace("092;2024;jobs;129000;;", "092;2024;jobs;;-;")
        .replace("790;2025;population;23880;;", "790;2025;population;23880;;p");
    let workdir = index_of(csv, "columns = { flag = \"flag\" }");
    workdir.builds();
    let notes = workdir.read("out/notes.md");
    assert_snapshot!(notes.lines().filter(|line| line.starts_with("- Symbols") || line.contains("Preliminary")).collect::<Vec<_>>().join("\n"), @r"
    - Symbols in place of values: `-` 1; 1 of them read as exactly zero, the others as missing
    - Preliminary: 1 indicator value of growth
    ");
}

#[test]
fn a_missing_code_that_nobody_declared() {
    assert_snapshot!(refused(tiny().replace("790,2025,population,23880\n", "790,2025,population,NA\n"), ""), @r#"
    exit code: 5
    ----- stderr -----
    error: 1 cell that is no number
          statistics.csv, line 53, column `value`, 790 Sastamala: `NA`
      help: if it stands for a missing value, list it in the source: `csv = { missing = ["NA"] }`; if for a number, correct it, or leave its unit out
    "#);
}

#[test]
fn a_missing_code_with_two_meanings() {
    assert_snapshot!(refused(tiny(), "csv = { missing = [\"-\"] }\nsymbols = { \"-\" = \"zero\" }"), @r#"
    exit code: 3
    ----- stderr -----
    error: `-` stands under `missing`, and under `symbols` with another meaning
      --> index.toml:26:20
       |
    26 | csv = { missing = ["-"] }
       |                    ^^^
       |
       = help: keep one of them
    "#);
}

// --- Faults of the text ---

#[test]
fn a_decimal_comma_that_is_not_declared() {
    assert_snapshot!(refused(tiny().replace(',', ";").replace('.', ","), ""), @r#"
    exit code: 5
    ----- stderr -----
    error: 15 cells that are no number
          statistics.csv, line 7, column `value`, 035 Brändö: `83,1`
          statistics.csv, line 8, column `value`, 035 Brändö: `82,9`
          statistics.csv, line 14, column `value`, 049 Espoo: `75,2`
          and 12 more
      help: if that is a number, say how numbers are written: `csv = { decimal = "," }` in the source
    "#);
}

#[test]
fn a_decimal_comma_in_a_wide_file() {
    let csv = wide().replace(',', ";").replace("73.5\n", "73,5\n").replace("684018", "684.018,0");
    assert_snapshot!(refused(csv, "columns = { region = \"Kunta\", period = \"Vuosi\" }"), @r#"
    exit code: 5
    ----- stderr -----
    error: 2 cells that are no number
          statistics.csv, line 10, column `population`, 091 Helsinki: `684.018,0`
          statistics.csv, line 9, column `employment_rate`, 091 Helsinki: `73,5`
      help: if that is a number, say how numbers are written: `csv = { decimal = ",", thousands = "." }` in the source
    "#);
}

#[test]
fn grouped_digits_that_are_not_declared() {
    assert_snapshot!(refused(tiny().replace("684018", "684 018"), ""), @r#"
    exit code: 5
    ----- stderr -----
    error: 1 cell that is no number
          statistics.csv, line 18, column `value`, 091 Helsinki: `684 018`
      help: if that is a number, say how numbers are written: `csv = { thousands = " " }` in the source
    "#);
    assert_snapshot!(refused(tiny().replace("684018", "\"684,018\""), ""), @r#"
    exit code: 5
    ----- stderr -----
    error: 1 cell that is no number
          statistics.csv, line 18, column `value`, 091 Helsinki: `684,018`
      help: say how numbers are written in the source: `csv = { decimal = "," }`, or `csv = { thousands = "," }`
    "#);
}

#[test]
fn a_whole_number_that_no_double_equals() {
    assert_snapshot!(refused(tiny().replace("684018", "9007199254740993"), ""), @r"
    exit code: 5
    ----- stderr -----
    error: 1 row with a whole number too large to be held exactly
          statistics.csv, line 18, `population`, 091 Helsinki: `9007199254740993`
      help: whole numbers beyond 9007199254740992 cannot be used: correct the value, or change its unit
    ");
}

#[test]
fn a_file_in_another_encoding() {
    let csv = tiny().replace("value\n", "Väärä\n");
    assert_snapshot!(refused(western(&csv), ""), @r#"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` is not UTF-8 text: line 1 holds other bytes
          in windows-1252 the line is `region_code,year,indicator,Väärä`
      help: if that reads well, say so: `csv = { encoding = "windows-1252" }`; else save the file as UTF-8
    "#);
    let utf_16: Vec<u8> = "\u{feff}".encode_utf16().chain(csv.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_snapshot!(refused(utf_16, ""), @r#"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` begins as UTF-16 text does
      help: say so: `csv = { encoding = "utf-16" }`
    "#);
}

#[test]
fn an_empty_file_and_a_header_alone() {
    assert_snapshot!(refused("", ""), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` is an empty file
      help: write the statistics again
    ");
    assert_snapshot!(refused("region_code,year,indicator,value\r\n", ""), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.csv` has no rows
      help: write the statistics again
    ");
}

#[test]
fn rows_of_another_length() {
    let csv = tiny().replace("790,2025,population,23880\n", "790,2025,population,23,880\n790,2026\n");
    assert_snapshot!(refused(csv, ""), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` has 2 rows of another length where its header has 4 (cells between commas)
          line 53: 5 cells: `790,2025,population,23,880`
          line 54: 2 cells: `790,2026`
      help: give every row as many cells as the header; a cell that holds the separator stands in quotes
    ");
}

#[test]
fn a_quote_that_is_not_closed() {
    assert_snapshot!(refused(tiny().replace("790,2025,population,", "790,2025,population,\""), ""), @r#"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` has a quote that is not closed, in the row that begins in line 53
      help: close it, double quotes that belong to a text, or say that there are none: `csv = { quote = "" }`
    "#);
}

#[test]
fn a_separator_that_is_not_seen() {
    assert_snapshot!(refused(tiny().replace(',', "|"), ""), @r#"
    exit code: 5
    ----- stderr -----
    error: `statistics.csv` has no column `region_code` (region codes)
          no comma, semicolon or tab stands in the header line; name another separator: `csv = { separator = "|" }`
      help: known: `region_code|year|indicator|value`

    error: `statistics.csv` has no column `period` (periods)
          no comma, semicolon or tab stands in the header line; name another separator: `csv = { separator = "|" }`
      help: known: `region_code|year|indicator|value`
    "#);
    same_rankings(tiny().replace(',', "|"), "csv = { separator = \"|\" }");
}

#[test]
fn other_formats_under_the_name_of_csv() {
    let workdir = Workdir::built();
    let parquet = std::fs::read(workdir.path("statistics.parquet")).expect("the statistics");
    assert_snapshot!(refused(parquet, ""), @r#"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` is a Parquet file
      help: let its name end in .parquet, or write `format = "parquet"` in the source
    "#);
    assert_snapshot!(refused(b"PK\x03\x04\x14\0\x06\0", ""), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` is not CSV: it looks like an Excel workbook or a zip archive
      help: save the sheet as CSV
    ");
}

#[test]
fn limits() {
    assert_snapshot!(refused(tiny(), "[limits]\nrows = 10"), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` is refused before decoding: it has more rows than the limit of 10
      help: if the file is what you mean to read, raise `rows` under [limits] in the configuration
    ");
    assert_snapshot!(refused(tiny(), "[limits]\nuncompressed_bytes = 100"), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.csv` is refused before decoding: it has 1449 bytes, the limit is 100
      help: if the file is what you mean to read, raise `uncompressed_bytes` under [limits] in the configuration
    ");
}

// --- The contract ---

#[test]
fn a_header_without_a_column() {
    assert_snapshot!(refused(tiny().replacen("value", "Value", 1), ""), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.csv` has no column `value` (values)
      help: it has `Value`: name it under `columns` of the source
    ");
    assert_snapshot!(refused(wide().replacen("population", "people", 1).replacen("jobs", "job", 1).replacen("employment", "employed", 1), "columns = { region = \"Kunta\", period = \"Vuosi\" }"), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.csv` has no column for any of the variables
      help: did you mean `job` for `jobs`? Rename it, or name it as `series` of the variable
    ");
}

#[test]
fn two_rows_for_one_cell() {
    assert_snapshot!(refused(tiny() + "\n\n091,2025,population,684018\n", ""), @r"
    exit code: 5
    ----- stderr -----
    error: 1 value occurs more than once
          `population` 2025, 091 Helsinki: statistics.csv line 18 and statistics.csv line 60
      help: keep one row per region, period and variable; choose among further dimensions with `where` in the source
    ");
}

#[test]
fn codes_periods_and_values_that_cannot_be() {
    let csv = tiny() + "999,2025,population,1\n,2025,population,1\n091,last year,population,1\n";
    assert_snapshot!(refused(csv, ""), @r#"
    exit code: 5
    ----- stderr -----
    error: 1 row without a region code
          statistics.csv, line 59, `population`
      help: give every row the code of its region, or leave the row out

    error: 1 row with a period that cannot be read
          statistics.csv, line 60, `population`: `last year`
      help: write periods as 2025, 2025Q3, 2025M09 or 2025T2, or choose the rows with `where` in the source

    error: the data have 1 region code that is in neither the region table nor the merger table
          `999`: statistics.csv, line 58
      help: add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = "drop"`
    "#);
    let workdir = index_of(tiny(), "");
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\nplausible = [200, 1000000]\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: `jobs` has 2 values outside its plausible range [200, 1000000]
          2023, 035 Brändö: 190
          2024, 035 Brändö: 188
      help: correct the data, or widen `plausible` of the variable
    ");
}

#[test]
fn demonstration_data_are_marked() {
    let csv: String = tiny().lines().map(|line| format!("{line},demo\n")).collect();
    let workdir = index_of(csv.replacen(",demo", ",data_status", 1), "");
    assert!(workdir.rankings().lines().nth(1).is_some_and(|line| line.ends_with(",demo")));
}

#[test]
fn check_says_how_a_file_is_read() {
    let workdir = index_of(tiny().replace(',', ";"), "");
    assert_snapshot!(workdir.run(&["check", "index.toml"]), @r"
    exit code: 0
    ----- stdout -----
    index.toml: 3 indicators from 3 variables, 2 editions, 7 regions, 56 values read
      Read as CSV: statistics.csv (separator: semicolon, seen from the header line; decimal point; utf-8)
      Universe: 7 regions ranked; 1 of the division left out by rule
    No problems: `evp build` will run
    ");
}

#[test]
fn dialects_that_cannot_be() {
    let keys = "csv = { separator = \";;\", decimal = \"x\", thousands = \"_\", quote = \"»\", comment = \"\" }";
    assert_snapshot!(refused(tiny(), keys), @r#"
    exit code: 3
    ----- stderr -----
    error: `separator` cannot be `;;`
      --> index.toml:26:21
       |
    26 | csv = { separator = ";;", decimal = "x", thousands = "_", quote = "»", comment = "" }
       |                     ^^^^
       |
       = help: give one character, such as `;`, or `\t` for a tab; no digit, and none beyond ASCII

    error: `decimal` cannot be `x`
      --> index.toml:26:37
       |
    26 | csv = { separator = ";;", decimal = "x", thousands = "_", quote = "»", comment = "" }
       |                                     ^^^
       |
       = help: give one of ".", ","

    error: `thousands` cannot be `_`
      --> index.toml:26:54
       |
    26 | csv = { separator = ";;", decimal = "x", thousands = "_", quote = "»", comment = "" }
       |                                                      ^^^
       |
       = help: give one of " ", ".", ",", "'"

    error: `quote` cannot be `»`
      --> index.toml:26:67
       |
    26 | csv = { separator = ";;", decimal = "x", thousands = "_", quote = "»", comment = "" }
       |                                                                   ^^^
       |
       = help: give one character, such as `;`, or `\t` for a tab; no digit, and none beyond ASCII

    error: `comment` cannot be ``
      --> index.toml:26:82
       |
    26 | csv = { separator = ";;", decimal = "x", thousands = "_", quote = "»", comment = "" }
       |                                                                                  ^^
       |
       = help: give one character, such as `;`, or `\t` for a tab; no digit, and none beyond ASCII
    "#);
    assert_snapshot!(refused(tiny(), "csv = { decimal = \",\", thousands = \",\", encoding = \"latin-9\" }"), @r#"
    exit code: 3
    ----- stderr -----
    error: unknown value `latin-9` in [[source]]
      --> index.toml:26:52
       |
    26 | csv = { decimal = ",", thousands = ",", encoding = "latin-9" }
       |                                                    ^^^^^^^^^
       |
       = help: known: `iso-8859-1`, `utf-16`, `utf-8`, `windows-1252`
    "#);
    assert_snapshot!(refused(tiny(), "csv = { decimal = \",\", thousands = \",\", separator = \"%\", comment = \"%\" }"), @r#"
    exit code: 3
    ----- stderr -----
    error: `,` cannot be both the decimal sign and the sign between thousands
      --> index.toml:26:36
       |
    26 | csv = { decimal = ",", thousands = ",", separator = "%", comment = "%" }
       |                                    ^^^
       |
       = help: say which is which: `decimal = ",", thousands = "."` or the other way round

    error: `%` cannot be both `separator` and `comment`
      --> index.toml:26:68
       |
    26 | csv = { decimal = ",", thousands = ",", separator = "%", comment = "%" }
       |                                                                    ^^^
       |
       = help: give each its own character
    "#);
}

// --- Region tables ---

/// A publisher's file: one row per county and year, with columns of its own names.
const PUBLISHED: &str = "\
FIPS;COUNTY;ST;YEAR;POP
01001;\"Autauga; County\";AL;2023;10
01001;\"Autauga; County\";AL;2024;20
01003;Baldwin;AL;2023;30
01003;Baldwin;AL;2024;10
02013;Aleutians East Borough;AK;2023;7
02013;Aleutians East Borough;AK;2024;9
";

/// An index of counties that takes its regions and its statistics from one publisher's file.
const COUNTIES: &str = "format = 1
[index]
id = \"counties\"
title = \"Counties\"
[regions]
table = \"published.csv\"
columns = { code = \"FIPS\", name_en = \"COUNTY\" }
universe = { ST = [\"AL\", \"AK\"] }
[[source]]
files = [\"published.csv\"]
columns = { region = \"FIPS\", period = \"YEAR\" }
[[variable]]
id = \"pop\"
series = \"POP\"
[[indicator]]
id = \"pop\"
variable = \"pop\"
direction = \"higher-is-better\"
[[edition]]
id = \"2023\"
[[edition]]
id = \"2024\"
[publish]
region_columns = [\"ST\"]
";

fn counties() -> Workdir {
    let workdir = Workdir::new();
    workdir.write("index.toml", COUNTIES);
    workdir.write("published.csv", PUBLISHED);
    workdir
}

#[test]
fn a_publishers_file_as_region_table() {
    let workdir = counties();
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Counties
    *** draft ***

    Edition 2024, change against 2023
                                 COUNTIES
     1.  Autauga; County            100.0  ▲1
     2.  Baldwin                     50.0  ▼1
     3.  Aleutians East Borough       0.0   =
      climbed most: Autauga; County +1 → 1.

    What was done to the data
      Region table: the 6 rows of published.csv describe 3 regions; rows that repeat a region agree
      Region table: published.csv has a semicolon between its columns (seen from its header line)
      Read as CSV: published.csv (separator: semicolon, seen from the header line; decimal point; utf-8)

    Wrote 29 files to out (editions: 2023, 2024); rules and counts in full: notes.md
    ");
    assert_snapshot!(workdir.read("out/rankings.csv"), @r"
    edition,code,name_en,ST,counties,counties_rank,counties_rank_change,coverage,data_status
    2023,01001,Autauga; County,AL,50,2,,1,draft
    2023,01003,Baldwin,AL,100,1,,1,draft
    2023,02013,Aleutians East Borough,AK,0,3,,1,draft
    2024,01001,Autauga; County,AL,100,1,1,1,draft
    2024,01003,Baldwin,AL,50,2,-1,1,draft
    2024,02013,Aleutians East Borough,AK,0,3,0,1,draft
    ");
    assert_snapshot!(workdir.read("out/inputs/regions.csv"), @r"
    code,name_en,ST
    01001,Autauga; County,AL
    01003,Baldwin,AL
    02013,Aleutians East Borough,AK
    ");
}

#[test]
fn a_publishers_file_that_contradicts_itself() {
    let workdir = counties();
    workdir.write("published.csv", PUBLISHED.replace("Baldwin;AL;2024", "Baldwin County;AL;2024"));
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: 1 region has rows that contradict one another
      --> published.csv
          01003: `name_en` is `Baldwin` in line 4 and `Baldwin County` in line 5
      help: correct the table, or leave the column out of `columns` under [regions] if it is no property of a region
    ");
    let workdir = counties();
    workdir.edit("index.toml", "region_columns = [\"ST\"]", "region_columns = [\"YEAR\"]");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: 3 regions have rows that contradict one another
      --> published.csv
          01001: `YEAR` is `2023` in line 2 and `2024` in line 3
          01003: `YEAR` is `2023` in line 4 and `2024` in line 5
          02013: `YEAR` is `2023` in line 6 and `2024` in line 7
      help: correct the table, or leave the column out of `columns` under [regions] if it is no property of a region
    ");
}

#[test]
fn columns_that_a_publishers_file_does_not_have() {
    let workdir = counties();
    workdir.edit("index.toml", "code = \"FIPS\"", "code = \"FIP\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `published.csv` has no column `FIP`
     --> index.toml:7:20
      |
    7 | columns = { code = "FIP", name_en = "COUNTY" }
      |                    ^^^^^
      |
      = help: did you mean `FIPS`?
    "#);
    workdir.edit("index.toml", "code = \"FIP\", name_en = \"COUNTY\"", "name_en = \"COUNTY\"");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 3
    ----- stderr -----
    error: `published.csv` has no column `code`
      help: known: `ST`, `name_en`
    ");
}

#[test]
fn keys_of_statistics_for_a_region_table() {
    let workdir = counties();
    workdir.edit(
        "index.toml",
        "columns = { code",
        "csv = { decimal = \",\", missing = [\"-\"] }\ncolumns = { name = \"COUNTY\", code",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `decimal` has no meaning for a table of regions
     --> index.toml:7:19
      |
    7 | csv = { decimal = ",", missing = ["-"] }
      |                   ^^^
      |
      = help: leave it out: its cells are texts

    error: `missing` has no meaning for a table of regions
     --> index.toml:7:35
      |
    7 | csv = { decimal = ",", missing = ["-"] }
      |                                   ^^^
      |
      = help: leave it out: its cells are texts

    error: the column `COUNTY` is named twice, as `name` and as `name_en`
     --> index.toml:8:55
      |
    8 | columns = { name = "COUNTY", code = "FIPS", name_en = "COUNTY" }
      |                                                       ^^^^^^^^
      |
      = help: name it once
    "#);
}

#[test]
fn tables_of_mergers_and_types_in_other_words() {
    let workdir = Workdir::built();
    let rankings = workdir.read("out/rankings.csv");
    workdir.write("regions.csv", western(&REGIONS.replace(',', ";")));
    workdir.write("mergers.csv", "PÄIVÄ;VANHA;UUSI\n2020-01-01;911;541\n2020-01-01;911;541\n2021-01-01;099;214\n");
    let types: String =
        REGIONS.lines().skip(1).filter_map(|line| Some(format!("{}|{}\n", line.get(..3)?, line.split(',').nth(5)?))).collect();
    workdir.write("types.csv", format!("CODE|CLASS\n{types}"));
    workdir.edit(
        "index.toml",
        "mergers = \"mergers.csv\"",
        "csv = { encoding = \"iso-8859-1\" }\nmergers = \"mergers.csv\"\n\
         merger_columns = { date = \"PÄIVÄ\", code = \"VANHA\", successor = \"UUSI\" }",
    );
    workdir.edit(
        "index.toml",
        "[regions.types]\n",
        "[regions.types]\ntable = \"types.csv\"\ncolumns = { code = \"CODE\", region_type = \"CLASS\" }\n\
         csv = { separator = \"|\" }\n",
    );
    assert_eq!(workdir.rankings(), rankings);
    assert_snapshot!(workdir.read("out/notes.md").lines().filter(|line| line.contains("table")).collect::<Vec<_>>().join("\n"), @r"
    - Region table: regions.csv has a semicolon between its columns (seen from its header line)
    - Merger table: mergers.csv has a semicolon between its columns (seen from its header line)
    ");
}

#[test]
fn without_a_region_table_the_codes_in_the_data_are_the_regions() {
    let workdir = counties();
    let table =
        "table = \"published.csv\"\ncolumns = { code = \"FIPS\", name_en = \"COUNTY\" }\nuniverse = { ST = [\"AL\", \"AK\"] }\n";
    workdir.edit("index.toml", table, "totals = [\"01003\"]\n");
    workdir.edit("index.toml", "region_columns = [\"ST\"]", "");
    assert_snapshot!(workdir.builds(), @r"
    exit code: 0
    ----- stdout -----
    Counties
    *** draft ***

    Edition 2024, change against 2023
                COUNTIES
     1.  01001     100.0  =
     2.  02013       0.0  =

    What was done to the data
      Regions: there is no region table; the 2 codes in the data are the regions
      Read as CSV: published.csv (separator: semicolon, seen from the header line; decimal point; utf-8)
      Dropped: 2 rows of totals (01003)

    Wrote 28 files to out (editions: 2023, 2024); rules and counts in full: notes.md
    ");
    assert_snapshot!(workdir.read("out/rankings.csv"), @r"
    edition,code,name_en,counties,counties_rank,counties_rank_change,coverage,data_status
    2023,01001,01001,100,1,,1,draft
    2023,02013,02013,0,2,,1,draft
    2024,01001,01001,100,1,0,1,draft
    2024,02013,02013,0,2,0,1,draft
    ");

    workdir.edit(
        "index.toml",
        "totals = [\"01003\"]\n",
        "division = 2025\nuniverse = { ST = \"AL\" }\ncode_scheme = \"finnish\"\n[regions.types]\n",
    );
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `division` under [regions] needs a region table, and there is none
     --> index.toml:6:12
      |
    6 | division = 2025
      |            ^^^^
      |
      = help: add `table = "…"` under [regions], or leave this out: then the codes in the data are the regions

    error: `universe` under [regions] needs a region table, and there is none
     --> index.toml:7:14
      |
    7 | universe = { ST = "AL" }
      |              ^^
      |
      = help: add `table = "…"` under [regions], or leave this out: then the codes in the data are the regions

    error: without a region table nothing says of which level the codes in the data are
      --> index.toml
      help: add `level = "municipality"` under [regions]: codes of each level are written in their own way

    error: `types` under [regions] needs a region table, and there is none
      --> index.toml
      help: add `table = "…"` under [regions], or leave this out: then the codes in the data are the regions
    "#);
}

#[test]
fn without_a_region_table_a_parquet_file_gives_its_codes() {
    let workdir = Workdir::built();
    let rankings = workdir.read("out/rankings.csv");
    let codes = |text: &str| -> Vec<String> {
        text.lines().skip(1).filter_map(|line| line.split(',').nth(1).map(str::to_owned)).collect()
    };
    workdir.edit("index.toml", "table = \"regions.csv\"\nmergers = \"mergers.csv\"\n", "");
    workdir.edit("index.toml", "division = 2025\nuniverse = { mainland = \"yes\" }\n", "");
    let text = workdir.read("index.toml");
    let (start, end) = (text.find("[regions.types]").expect("types"), text.find("[[source]]").expect("a source"));
    workdir.write("index.toml", format!("{}{}", &text[..start], &text[end..]));
    let without = codes(&workdir.rankings());
    let with = codes(&rankings);
    // Brändö, outside the universe before, is a region like all others now.
    assert_eq!(without.len(), with.len() + 2);
    assert!(with.iter().all(|code| without.contains(code)) && without.contains(&"035".to_owned()));
}

#[test]
fn a_wide_file_with_a_variable_called_value() {
    let csv = wide().replace("jobs", "value").replace("Kunta,Vuosi", "region_code,year");
    assert_snapshot!(refused(csv, ""), @r#"
    exit code: 5
    ----- stderr -----
    error: `statistics.csv` has no column `indicator` (names of variables)
      help: a file with a column `value` is read as one row per variable: name the column that says which under `columns` of the source (`indicator`), or, if each variable has a column of its own, write `layout = "wide"` there
    "#);
}
