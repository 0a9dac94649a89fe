//! Columns that name variable and period, or the period alone: every pattern gives the rankings that a long file gives, and
//! every fault names the column.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array};
use insta::assert_snapshot;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;

use crate::statistics::{Statistics, bytes_with, texts, write};
use crate::workdir::{Finished, Workdir};

/// The statistics of the tiny index, one row per region, and a column per variable and year.
struct Wide {
    codes: Vec<String>,
    /// Names and values of the columns, in the order of the statistics.
    columns: Vec<(String, Vec<Option<f64>>)>,
}

impl Wide {
    /// Columns are called as `name` says, of series and year.
    fn of(statistics: &Statistics, name: impl Fn(&str, i32) -> String) -> Self {
        let mut codes: Vec<String> = statistics.rows.iter().map(|row| row.code.clone()).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut keys: Vec<(&str, i32)> = Vec::new();
        let mut values: BTreeMap<(&str, i32, &str), f64> = BTreeMap::new();
        for row in &statistics.rows {
            if !keys.contains(&(row.series, row.year)) {
                keys.push((row.series, row.year));
            }
            values.extend(row.value.map(|value| ((row.series, row.year, row.code.as_str()), value)));
        }
        let column = |(series, year): (&str, i32)| {
            let value = |code: &String| values.get(&(series, year, code.as_str())).copied();
            (name(series, year), codes.iter().map(value).collect())
        };
        Wide { columns: keys.into_iter().map(column).collect(), codes }
    }

    /// Called `population_2024` and so on.
    fn tiny() -> Self {
        Wide::of(&Statistics::tiny(), |series, year| format!("{series}_{year}"))
    }

    /// With a further column of one value.
    fn with(mut self, name: &str, value: f64) -> Self {
        self.columns.push((name.to_owned(), vec![Some(value); self.codes.len()]));
        self
    }

    fn csv(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut text = format!("code;name;{}\n", names.join(";"));
        for (row, code) in self.codes.iter().enumerate() {
            let cell = |values: &Vec<Option<f64>>| values[row].map_or(String::new(), |value| value.to_string());
            let cells: Vec<String> = self.columns.iter().map(|(_, values)| cell(values)).collect();
            text += &format!("{code};Region {code};{}\n", cells.join(";"));
        }
        text
    }

    fn parquet(&self) -> Vec<(&str, ArrayRef)> {
        let mut columns = vec![("code", texts(self.codes.iter().map(|code| Some(code.as_str()))))];
        let values = |values: &Vec<Option<f64>>| Arc::new(Float64Array::from(values.clone())) as ArrayRef;
        columns.extend(self.columns.iter().map(|(name, column)| (name.as_str(), values(column))));
        columns
    }
}

/// The keys of a source whose columns follow a pattern.
fn by(pattern: &str) -> String {
    format!("columns = {{ region = \"code\", pattern = \"{pattern}\" }}")
}

/// The tiny index, built from a long file before, with a source that reads `file`.
fn index(file: &str, keys: &str) -> Workdir {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "files = [\"statistics.parquet\"]", &format!("files = [\"{file}\"]\n{keys}"));
    workdir
}

fn index_of_csv(csv: impl AsRef<[u8]>, keys: &str) -> Workdir {
    let workdir = index("wide.csv", keys);
    workdir.write("wide.csv", csv);
    workdir
}

fn index_of_parquet(wide: &Wide, keys: &str) -> Workdir {
    let workdir = index("wide.parquet", keys);
    write(&workdir.path("wide.parquet"), &wide.parquet());
    workdir
}

/// Builds, expects the rankings and scores of the long file byte for byte; what the notes say of the columns.
#[track_caller]
fn same_rankings(workdir: &Workdir) -> String {
    let before = workdir.content();
    let finished = workdir.builds();
    let after = workdir.content();
    for file in ["out/rankings.csv", "out/rankings.parquet", "out/scores.parquet"] {
        assert!(before.contains_key(file) && before[file] == after[file], "{file} differs\n{finished}");
    }
    noted(workdir, "- Columns of")
}

/// The lines of the notes that begin so.
fn noted(workdir: &Workdir, start: &str) -> String {
    let notes = workdir.read("out/notes.md");
    notes.lines().filter(|line| line.starts_with(start)).collect::<Vec<_>>().join("\n")
}

// --- What fits ---

#[test]
fn variable_and_period_in_either_order_in_csv_and_parquet() {
    let wide = Wide::tiny();
    assert_snapshot!(same_rankings(&index_of_csv(wide.csv(), &by("{variable}_{period}"))), @"- Columns of wide.csv by the pattern `{variable}_{period}`: 7 columns of 3 variables, 2023 to 2025");
    assert_snapshot!(same_rankings(&index_of_parquet(&wide, &by("{variable}_{period}"))), @"- Columns of wide.parquet by the pattern `{variable}_{period}`: 7 columns of 3 variables, 2023 to 2025");
    let wide = Wide::of(&Statistics::tiny(), |series, year| format!("Y{year}: {series}"));
    assert_snapshot!(same_rankings(&index_of_csv(wide.csv(), &by("Y{period}: {variable}"))), @"- Columns of wide.csv by the pattern `Y{period}: {variable}`: 7 columns of 3 variables, 2023 to 2025");
    same_rankings(&index_of_parquet(&wide, &format!("layout = \"wide\"\n{}", by("Y{period}: {variable}"))));
    let wide = Wide::of(&Statistics::tiny(), |series, year| format!("{series} ({year})"));
    same_rankings(&index_of_csv(wide.csv(), &by("{variable} ({period})")));
    let wide = Wide::of(&Statistics::tiny(), |series, year| format!("{series}{year}"));
    same_rankings(&index_of_parquet(&wide, &by("{variable}{period}")));
}

#[test]
fn columns_of_other_variables_are_no_data() {
    // A variable that is not in use, one whose name begins like another's, a text, and a name that only looks like a period.
    let wide = Wide::tiny().with("births_2024", 7.0).with("jobs_f_2024", -1.0).with("jobs_2023_24", -1.0).with("jobs_24", -1.0);
    let expected = same_rankings(&index_of_parquet(&wide, &by("{variable}_{period}")));
    assert_snapshot!(expected, @"- Columns of wide.parquet by the pattern `{variable}_{period}`: 7 columns of 3 variables, 2023 to 2025; 2 columns name no period and left out: `jobs_2023_24`, `jobs_24`");
    let csv = wide.csv().replace("births_2024;jobs_f", "births_2024;name_2024;jobs_f").replace(";7;", ";7;anything;");
    assert_eq!(same_rankings(&index_of_csv(csv, &by("{variable}_{period}"))).replace(".csv", ".parquet"), expected);
}

#[test]
fn one_variable_per_file_with_a_column_per_year() {
    for (name, pattern) in [("{period}", "{period}"), ("X{period}", "X{period}"), ("Population {period}*", "Population {period}")]
    {
        let statistics = Statistics::tiny();
        let mut population = Statistics::tiny();
        population.remove(|row| row.series != "population");
        let mut others = statistics;
        others.remove(|row| row.series == "population");
        let workdir = Workdir::built();
        let before = workdir.read("out/rankings.csv");
        workdir.statistics(&others);
        workdir.write("population.csv", Wide::of(&population, |_, year| name.replace("{period}", &year.to_string())).csv());
        let source = format!(
            "[[source]]\nid = \"population\"\nfiles = [\"population.csv\"]\nvariable = \"population\"\n{}\n\n[[variable]]\nid = \"population\"",
            by(pattern)
        );
        workdir.edit("index.toml", "[[variable]]\nid = \"population\"", &source);
        assert_eq!(workdir.rankings(), before, "{pattern}");
        let expected = format!("- Columns of population.csv by the pattern `{pattern}`: 3 columns of 1 variable, 2023 to 2025");
        assert_eq!(noted(&workdir, "- Columns of"), expected);
        // A star marks what is preliminary, as in a column of periods.
        let preliminary = noted(&workdir, "- Preliminary");
        assert_eq!(preliminary.is_empty(), !name.contains('*'), "{preliminary}");
    }
}

#[test]
fn rows_of_groups_and_further_dimensions_are_left_out() {
    let csv = Wide::tiny().csv();
    let (header, rows) = csv.split_once('\n').expect("a header");
    let women: String = rows.lines().map(|line| format!("{};F\n", line.replace(';', ";1"))).collect();
    let all: String = rows.lines().map(|line| format!("{line};all\n")).collect();
    let groups = rows.lines().next().expect("a row").replace("035;", "ZZA.CITIES;");
    let csv = format!("{header};sex\n{women}{all}{groups};all\n{};all\n", groups.replace("ZZA.CITIES", "ZZB"));
    let workdir = index_of_csv(csv, &format!("{}\nwhere = {{ sex = \"all\" }}", by("{variable}_{period}")));
    workdir.edit("index.toml", "code_scheme = \"finnish\"", "code_scheme = \"finnish\"\ntotals = [\"ZZ*\"]");
    same_rankings(&workdir);
    // Each row counts once, however many columns are read of it.
    assert_snapshot!(noted(&workdir, "- Dropped"), @"- Dropped: 2 rows of totals (ZZA.CITIES, ZZB)");
}

#[test]
fn a_table_of_regions_in_the_same_file() {
    let mut csv = Wide::tiny().csv();
    let row = csv.lines().last().expect("a row").to_owned();
    csv += &format!("{}\n{}\n", row.replace("790", "ZZA"), row.replace("790", "ZZB"));
    let workdir = Workdir::new();
    workdir.write("wide.csv", csv);
    workdir.edit(
        "index.toml",
        "files = [\"statistics.parquet\"]",
        &format!("files = [\"wide.csv\"]\n{}", by("{variable}_{period}")),
    );
    let configuration = workdir.read("index.toml");
    let (start, end) = (configuration.find("[regions]").expect("regions"), configuration.find("[[source]]").expect("a source"));
    let regions = "[regions]\ntable = \"wide.csv\"\ncolumns = { code = \"code\", name_en = \"name\" }\ntotals = [\"ZZ*\"]\n\n";
    workdir.write("index.toml", format!("{}{regions}{}", &configuration[..start], &configuration[end..]));
    workdir.builds();
    let rankings = workdir.read("out/rankings.csv");
    assert_eq!((rankings.lines().count(), rankings.contains("ZZ")), (1 + 2 * 8, false), "{rankings}");
    assert!(rankings.contains("2025,790,Region 790,"), "{rankings}");
    assert_snapshot!(noted(&workdir, "- Region table"), @r"
    - Region table: 2 totals are no region and left out (`ZZA`, …)
    - Region table: wide.csv has a semicolon between its columns (seen from its header line)
    ");

    // Without a table the codes in the data are the regions, and totals are none either.
    workdir.edit("index.toml", "table = \"wide.csv\"\ncolumns = { code = \"code\", name_en = \"name\" }\n", "");
    workdir.builds();
    let without = workdir.read("out/rankings.csv");
    assert_eq!((without.lines().count(), without.contains("ZZ")), (1 + 2 * 8, false), "{without}");
}

#[test]
fn only_wanted_columns_of_a_parquet_file_are_decoded() {
    // 1990 is in no edition: its column may be damaged. Nobody would see it, were 2024's damaged so and not read.
    let wide = Wide::tiny().with("population_1990", 1234.5);
    let damaged = |column: &str| -> Finished {
        let workdir = index_of_parquet(&wide, &by("{variable}_{period}"));
        let mut bytes = bytes_with(&wide.parquet(), WriterProperties::builder().build());
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes.clone())).expect("a Parquet file");
        let group = reader.metadata().row_group(0);
        let chunk = group.columns().iter().find(|chunk| chunk.column_path().string() == column).expect(column);
        let (start, length) = chunk.byte_range();
        bytes[start as usize..(start + length) as usize].fill(0xff);
        workdir.write("wide.parquet", bytes);
        workdir.run(crate::workdir::BUILD)
    };
    assert_eq!(damaged("population_1990").code, Some(0));
    let finished = damaged("population_2024");
    assert_eq!((finished.code, finished.stderr.contains("wide.parquet")), (Some(4), true), "{finished}");
}

#[test]
fn symbols_stand_beside_their_columns() {
    let csv = Wide::tiny().csv().replace("jobs_2024;", "jobs_2024;jobs_2024_symbol;").replace("188;", ";-;");
    let csv: String = csv
        .lines()
        .map(|line| match line.starts_with("code") || line.contains(";-;") {
            true => format!("{line}\n"),
            false => {
                let mut cells: Vec<&str> = line.split(';').collect();
                cells.insert(7, "");
                format!("{}\n", cells.join(";"))
            }
        })
        .collect();
    let workdir = index_of_csv(csv, &by("{variable}_{period}"));
    workdir.edit("index.toml", "universe = { mainland = \"yes\" }\n", "");
    workdir.builds();
    assert_snapshot!(noted(&workdir, "- Symbols"), @"- Symbols in place of values: `-` 1; 1 of them read as exactly zero, the others as missing");
}

// --- What does not ---

#[test]
fn no_column_fits() {
    let refused = |pattern: &str, csv: String| index_of_csv(csv, &by(pattern)).refused();
    assert_snapshot!(refused("{variable}-{period}", Wide::tiny().csv()), @r#"
    exit code: 5
    ----- stderr -----
    error: no column of `wide.csv` fits the pattern `{variable}-{period}`
          its columns are `code`, `name`, `population_2023`, `population_2024`, `population_2025`, `jobs_2023`, and 3 more
      help: did you mean `pattern = "{variable}_{period}"`?
    "#);
    assert_snapshot!(refused("{variable}_{period}", Wide::of(&Statistics::tiny(), |series, year| format!("{year} ({series})")).csv()), @r#"
    exit code: 5
    ----- stderr -----
    error: no column of `wide.csv` fits the pattern `{variable}_{period}`
          its columns are `code`, `name`, `2023 (population)`, `2024 (population)`, `2025 (population)`, `2023 (jobs)`, and 3 more
      help: did you mean `pattern = "{period} ({variable})"`?
    "#);
    assert_snapshot!(refused("{variable}_{period}", Wide::of(&Statistics::tiny(), |series, year| format!("{series}_{}", year - 2000)).csv()), @r"
    exit code: 5
    ----- stderr -----
    error: no column of `wide.csv` fits the pattern `{variable}_{period}`
          its columns are `code`, `name`, `population_23`, `population_24`, `population_25`, `jobs_23`, and 3 more
      help: in `population_23`, `23` is no period: a period is written 2025, 2025Q3, 2025M09 or 2025T2
    ");
    assert_snapshot!(refused("{variable}_{period}", Wide::of(&Statistics::tiny(), |series, year| format!("{}_{year}", series.to_uppercase())).csv()), @r"
    exit code: 5
    ----- stderr -----
    error: no column of `wide.csv` fits the pattern `{variable}_{period}` for any of the variables
          its columns are `code`, `name`, `POPULATION_2023`, `POPULATION_2024`, `POPULATION_2025`, `JOBS_2023`, and 3 more
      help: did you mean `EMPLOYMENT_RATE` for `employment_rate`? Name it as `series` of the variable
    ");
    assert_snapshot!(refused("{variable}_{period}", "code;a\n091;1\n".to_owned()), @r"
    exit code: 5
    ----- stderr -----
    error: no column of `wide.csv` fits the pattern `{variable}_{period}`
          its columns are `code`, `a`
      help: write the pattern as the value columns are called, letter by letter
    ");
    let parquet = index_of_parquet(&Wide::tiny(), &by("{variable}.{period}"));
    assert_snapshot!(parquet.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: no column of `wide.parquet` fits the pattern `{variable}.{period}`
          its columns are `code`, `population_2023`, `population_2024`, `population_2025`, `jobs_2023`, `jobs_2024`, and 2 more
      help: did you mean `pattern = "{variable}_{period}"`?
    "#);
}

#[test]
fn a_variable_and_period_in_two_columns() {
    let twice = Wide::tiny().with("population_2025*", 1.0).with("jobs_2024", 1.0).with("jobs_ 2024", 1.0);
    assert_snapshot!(index_of_csv(twice.csv(), &by("{variable}_{period}")).refused(), @r"
    exit code: 5
    ----- stderr -----
    error: in `wide.csv` 2 variables and periods stand in more than one column
          `population` 2025: columns `population_2025` and `population_2025*`
          `jobs` 2024: columns `jobs_2024` and `jobs_2024` and `jobs_ 2024`
      help: keep one of the columns, or rename the other so that it does not fit the pattern
    ");
    let twice = Wide::tiny().with("population_2025*", 1.0);
    assert_snapshot!(index_of_parquet(&twice, &by("{variable}_{period}")).refused(), @r"
    exit code: 5
    ----- stderr -----
    error: in `wide.parquet` 1 variable and period stands in more than one column
          `population` 2025: columns `population_2025` and `population_2025*`
      help: keep one of the columns, or rename the other so that it does not fit the pattern
    ");
}

#[test]
fn a_column_that_two_variables_could_be_meant_by() {
    let wide = Wide::of(&Statistics::tiny(), |series, year| format!("{year}{series}")).with("2024M11", 1.0);
    let workdir = index_of_csv(wide.csv(), &by("{period}{variable}"));
    workdir
        .append("index.toml", "\n[[variable]]\nid = \"eleven\"\nseries = \"1\"\n\n[[variable]]\nid = \"m\"\nseries = \"M11\"\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: by the pattern `{period}{variable}` the column `2024M11` can be `M11` 2024 and `1` 2024M01
      --> wide.csv: column `2024M11`
      help: rename the column, or leave out the variable that is not meant
    ");
}

#[test]
fn a_cell_that_is_no_number_and_a_region_twice_and_one_that_nobody_knows() {
    let refused = |csv: String| index_of_csv(csv, &by("{variable}_{period}")).refused();
    assert_snapshot!(refused(Wide::tiny().csv().replace("684018", "684,018").replace("74.1", "n/a")), @r#"
    exit code: 5
    ----- stderr -----
    error: 2 cells that are no number
          wide.csv, line 4, column `population_2025`, 091 Helsinki: `684,018`
          wide.csv, line 4, column `employment_rate_2023`, 091 Helsinki: `n/a`
      help: say how numbers are written in the source: `csv = { decimal = "," }`, or `csv = { thousands = "," }`
    "#);
    let csv = Wide::tiny().csv();
    let row = csv.lines().nth(3).expect("a row").to_owned();
    assert_snapshot!(refused(format!("{csv}{row}\n")), @r"
    exit code: 5
    ----- stderr -----
    error: 7 values occur more than once
          `population` 2023, 091 Helsinki: wide.csv line 4 and wide.csv line 10
          `population` 2024, 091 Helsinki: wide.csv line 4 and wide.csv line 10
          `population` 2025, 091 Helsinki: wide.csv line 4 and wide.csv line 10
          and 4 more
      help: keep one row per region, period and variable; choose among further dimensions with `where` in the source
    ");
    assert_snapshot!(refused(format!("{csv}{}\n{}\n", row.replace("091", "999"), row.replacen("091", "", 1))), @r#"
    exit code: 5
    ----- stderr -----
    error: 1 row without a region code
          wide.csv, line 11, `population`
      help: give every row the code of its region, or leave the row out

    error: the data have 1 region code that is in neither the region table nor the merger table
          `999`: wide.csv, line 10
      help: add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = "drop"`
    "#);
}

#[test]
fn texts_in_columns_of_a_parquet_file() {
    let wide = Wide::tiny();
    let workdir = index_of_parquet(&wide, &by("{variable}_{period}"));
    let columns: Vec<(&str, ArrayRef)> = wide
        .parquet()
        .into_iter()
        .map(|(name, column)| match name.starts_with("population") || name.starts_with("jobs") {
            true => (name, texts(wide.codes.iter().map(|_| Some("1 234")))),
            false => (name, column),
        })
        .collect();
    write(&workdir.path("wide.parquet"), &columns);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: the column `population_2023` holds text where numbers belong
      --> wide.parquet: column `population_2023`
          row 1: `1 234`
          row 2: `1 234`
          row 3: `1 234`
      help: convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value

    error: the column `population_2024` holds text where numbers belong
      --> wide.parquet: column `population_2024`
          row 1: `1 234`
          row 2: `1 234`
          row 3: `1 234`
      help: convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value

    error: the column `population_2025` holds text where numbers belong
      --> wide.parquet: column `population_2025`
          row 1: `1 234`
          row 2: `1 234`
          row 3: `1 234`
          and 2 more columns like it
      help: convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value
    ");
}

#[test]
fn an_infinite_value() {
    let mut statistics = Statistics::tiny();
    statistics.row("jobs", 2024, "091").value = Some(f64::INFINITY);
    let wide = Wide::of(&statistics, |series, year| format!("{series}_{year}"));
    assert_snapshot!(index_of_parquet(&wide, &by("{variable}_{period}")).refused(), @r"
    exit code: 5
    ----- stderr -----
    error: 1 row with an infinite value
          wide.parquet, row 3, column `jobs_2024`, 091 Helsinki: `inf`
      help: correct the value; where there is none, leave the cell empty
    ");
}

#[test]
fn a_period_that_is_written_otherwise_and_so_is_not_there() {
    let wide = Wide::of(&Statistics::tiny(), |series, year| match year {
        2025 => format!("{series}_2025e"),
        _ => format!("{series}_{year}"),
    });
    let workdir = index_of_csv(wide.csv(), &by("{variable}_{period}"));
    workdir.builds();
    assert_snapshot!(noted(&workdir, "- C"), @r"
    - Columns of wide.csv by the pattern `{variable}_{period}`: 6 columns of 3 variables, 2023 to 2024; 1 column names no period and left out: `population_2025e`
    - Carried over: `growth` of edition 2025 uses 2024, because 2025 has not arrived
    ");
    workdir.append("index.toml", "\n[release]\nstatus = \"final\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `growth` of edition 2025 needs the statistic period 2025, which the data do not have
          `population` has no value for 2025; the data have 2023 to 2024
      help: wait for the statistic, or accept 2024 in its place: [[acknowledge]] finding = "carried-over", indicator = "growth", edition = "2025", reason = "…"
    "#);
}

#[test]
fn a_variable_without_a_column() {
    let wide = Wide::of(&Statistics::tiny(), |series, year| format!("{}_{year}", series.replace("jobs", "Jobs")));
    assert_snapshot!(index_of_csv(wide.csv(), &by("{variable}_{period}")).refused(), @r"
    exit code: 5
    ----- stderr -----
    error: no input has the series `jobs` (variable `jobs`)
      help: did you mean `Jobs`?
    ");
}

#[test]
fn patterns_that_cannot_be_used() {
    let refused = |keys: &str| index_of_csv(Wide::tiny().csv(), keys).refused();
    assert_snapshot!(refused(&by("{variable}_{year}")), @r#"
    exit code: 3
    ----- stderr -----
    error: `{year}` means nothing in the pattern `{variable}_{year}`
      --> index.toml:26:40
       |
    26 | columns = { region = "code", pattern = "{variable}_{year}" }
       |                                        ^^^^^^^^^^^^^^^^^^^
       |
       = help: write it as the columns are called, with `{variable}` where they name the variable and `{period}` where they name the period: `{variable}_{period}` for le_1990, `{period}` for columns of years
    "#);
    assert_snapshot!(refused(&by("{variable}")), @r#"
    exit code: 3
    ----- stderr -----
    error: the pattern `{variable}` does not say where the period stands
      --> index.toml:26:40
       |
    26 | columns = { region = "code", pattern = "{variable}" }
       |                                        ^^^^^^^^^^^^
       |
       = help: write it as the columns are called, with `{variable}` where they name the variable and `{period}` where they name the period: `{variable}_{period}` for le_1990, `{period}` for columns of years
    "#);
    assert_snapshot!(refused(&by("{period}")), @r#"
    exit code: 3
    ----- stderr -----
    error: columns called `{period}` do not name a variable, and neither does the source
      --> index.toml:26:40
       |
    26 | columns = { region = "code", pattern = "{period}" }
       |                                        ^^^^^^^^^^
       |
       = help: name the one variable that the files hold (`variable = "…"`), or add `{variable}` to the pattern
    "#);
    assert_snapshot!(refused(&format!("variable = \"jobs\"\nperiod = \"2024\"\nlayout = \"long\"\n{}", by("{variable}_{period}"))), @r#"
    exit code: 3
    ----- stderr -----
    error: the source is of one variable, and its columns are called `{variable}_{period}`
      --> index.toml:26:12
       |
    26 | variable = "jobs"
       |            ^^^^^^
       |
       = help: leave out `variable`; or write the name of the variable into the pattern: `jobs_{period}`

    error: `period` has no meaning beside a `pattern` of columns: the columns name the period
      --> index.toml:27:10
       |
    27 | period = "2024"
       |          ^^^^^^
       |
       = help: leave it out

    error: a long file has no column per period
      --> index.toml:29:40
       |
    29 | columns = { region = "code", pattern = "{variable}_{period}" }
       |                                        ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: leave out `layout`, or say "wide"; a long file needs no pattern
    "#);
    assert_snapshot!(refused("columns = { pattern = \"{variable}_{period}\", period = \"year\", indicator = \"i\", value = \"v\", symbol = \"s\" }"), @r#"
    exit code: 3
    ----- stderr -----
    error: `period` has no meaning beside a `pattern` of columns: the columns name the period
      --> index.toml:26:55
       |
    26 | columns = { pattern = "{variable}_{period}", period = "year", indicator = "i", value = "v", symbol = "s" }
       |                                                       ^^^^^^
       |
       = help: leave it out

    error: `indicator` has no meaning beside a `pattern` of columns: it is for long files
      --> index.toml:26:75
       |
    26 | columns = { pattern = "{variable}_{period}", period = "year", indicator = "i", value = "v", symbol = "s" }
       |                                                                           ^^^
       |
       = help: leave it out

    error: `value` has no meaning beside a `pattern` of columns: every column that fits the pattern holds values
      --> index.toml:26:88
       |
    26 | columns = { pattern = "{variable}_{period}", period = "year", indicator = "i", value = "v", symbol = "s" }
       |                                                                                        ^^^
       |
       = help: leave it out

    error: `symbol` has no meaning beside a `pattern` of columns: symbols stand in `<column>_symbol`
      --> index.toml:26:102
       |
    26 | columns = { pattern = "{variable}_{period}", period = "year", indicator = "i", value = "v", symbol = "s" }
       |                                                                                                      ^^^
       |
       = help: leave it out
    "#);
}
