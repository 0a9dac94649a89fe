//! The data contract: columns, types, codes, values, symbols, duplicates. A breach names file, row, region and value.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Decimal256Array, DictionaryArray, Float16Array,
    Float32Array, Float64Array, Int16Array, Int64Array, LargeStringArray, ListArray, StringArray, StringViewArray, StructArray,
    TimestampMillisecondArray, UInt64Array,
};
use arrow::datatypes::{ArrowPrimitiveType, Float16Type, Float64Type, Int32Type, i256};
use insta::assert_snapshot;

use crate::statistics::{Statistics, texts, write};
use crate::workdir::{CONFIGURATION, Workdir};

type Half = <Float16Type as ArrowPrimitiveType>::Native;

/// What is said when the statistics have these columns.
fn refused(columns: &[(&str, ArrayRef)]) -> String {
    let workdir = Workdir::built();
    write(&workdir.path("statistics.parquet"), columns);
    workdir.refused()
}

/// What is said when one column of the statistics is another.
fn refused_with(name: &str, column: ArrayRef) -> String {
    refused(&Statistics::tiny().columns_with(name, column))
}

/// What is said when the statistics are changed.
fn refused_when(change: impl FnOnce(&mut Statistics)) -> String {
    let workdir = Workdir::built();
    let mut statistics = Statistics::tiny();
    change(&mut statistics);
    workdir.statistics(&statistics);
    workdir.refused()
}

/// The rankings when one column of the statistics is another.
fn rankings_with(name: &str, column: ArrayRef) -> String {
    let workdir = Workdir::new();
    write(&workdir.path("statistics.parquet"), &Statistics::tiny().columns_with(name, column));
    workdir.rankings()
}

fn values() -> Vec<f64> {
    Statistics::tiny().rows.iter().filter_map(|row| row.value).collect()
}

fn codes() -> Vec<String> {
    Statistics::tiny().rows.into_iter().map(|row| row.code).collect()
}

fn years() -> Vec<i32> {
    Statistics::tiny().rows.into_iter().map(|row| row.year).collect()
}

// --- Columns ---

#[test]
fn columns_that_are_missing() {
    let mut columns = Statistics::tiny().columns();
    columns[0].0 = "region_cod";
    columns[1].0 = "vuosi";
    columns[3].0 = "Value";
    assert_snapshot!(refused(&columns), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has no column `region_code` (region codes)
      help: did you mean `region_cod`?

    error: `statistics.parquet` has no column `period` (periods)
      help: known: `Value`, `indicator`, `region_cod`, `vuosi`

    error: `statistics.parquet` has no column `value` (values)
      help: it has `Value`: name it under `columns` of the source
    ");
}

#[test]
fn columns_that_the_configuration_names_and_the_file_lacks() {
    let workdir = Workdir::built();
    workdir.edit(
        "index.toml",
        "files = [\"statistics.parquet\"]",
        "files = [\"statistics.parquet\"]\n\
         columns = { region = \"area\", period = \"yaer\", value = \"values\", flag = \"flag\" }\nwhere = { sex = \"SSS\" }",
    );
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has no column `area` (region codes)
      help: known: `indicator`, `region_code`, `value`, `year`

    error: `statistics.parquet` has no column `yaer` (periods)
      help: did you mean `year`?

    error: `statistics.parquet` has no column `values` (values)
      help: did you mean `value`?

    error: `statistics.parquet` has no column `flag` (flags)
      help: known: `indicator`, `region_code`, `value`, `year`

    error: `statistics.parquet` has no column `sex` (named under `where`)
      help: known: `indicator`, `region_code`, `value`, `year`
    ");
}

#[test]
fn a_column_that_is_there_twice() {
    let mut columns = Statistics::tiny().columns();
    columns.push(("value", columns[3].1.clone()));
    assert_snapshot!(refused(&columns), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has 2 columns called `value`
      help: give each column its own name
    ");
}

#[test]
fn names_too_long_to_be_read() {
    let mut columns = Statistics::tiny().columns();
    let (column, code) = ("x".repeat(100_000), "9".repeat(100_000));
    columns[1].0 = &column;
    assert_snapshot!(refused(&columns), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has no column `period` (periods)
      help: known: `indicator`, `region_code`, `value`
    ");
    assert_snapshot!(refused_when(|statistics| _ = statistics.add("jobs", 2024, &code, 1.0)), @r#"
    exit code: 5
    ----- stderr -----
    error: the data have 1 region code that is in neither the region table nor the merger table
          `999999999999999999999999999999999999999999999999999999999999…`: statistics.parquet, row 57
      help: add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = "drop"`
    "#);
}

#[test]
fn a_wide_file_gives_the_same() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let statistics = Statistics::tiny();
    let mut keys: Vec<(&str, i32)> = statistics.rows.iter().map(|row| (row.code.as_str(), row.year)).collect();
    keys.sort_unstable();
    keys.dedup();
    let series = |name: &str| -> ArrayRef {
        let value = |key: &(&str, i32)| {
            let row = statistics.rows.iter().find(|row| row.series == name && (row.code.as_str(), row.year) == *key);
            row.and_then(|row| row.value)
        };
        Arc::new(keys.iter().map(value).collect::<Float64Array>())
    };
    let columns: [(&str, ArrayRef); 5] = [
        ("code", texts(keys.iter().map(|(code, _)| Some(*code)))),
        ("period", Arc::new(keys.iter().map(|(_, year)| Some(i64::from(*year))).collect::<Int64Array>())),
        ("population", series("population")),
        ("jobs", series("jobs")),
        ("employment_rate", series("employment_rate")),
    ];
    write(&workdir.path("statistics.parquet"), &columns);
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn a_folder_or_a_pattern_gives_the_same_in_any_order_of_files_and_rows() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let mut statistics = Statistics::tiny();
    statistics.rows.reverse();
    let (first, second) = statistics.rows.split_at(20);
    for (name, rows) in [("data/b.parquet", first), ("data/a.parquet", second)] {
        workdir.write(name, crate::statistics::bytes(&Statistics { rows: rows.to_vec() }.columns()));
    }
    for files in ["data", "data/*.parquet", "data/[ab].parquet"] {
        workdir.write("index.toml", CONFIGURATION.replace("statistics.parquet", files));
        assert_eq!(workdir.rankings(), rankings, "{files}");
    }
}

#[test]
fn a_wide_file_without_any_of_the_variables() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("region_code", texts([Some("091")].into_iter())),
        ("year", Arc::new(Int64Array::from(vec![2025]))),
        ("populaton", Arc::new(Float64Array::from(vec![1.0]))),
    ];
    assert_snapshot!(refused(&columns), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has no column for any of the variables
      help: did you mean `populaton` for `population`? Rename it, or name it as `series` of the variable
    ");
}

#[test]
fn a_series_that_no_file_has() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "id = \"jobs\"\n", "id = \"jobs\"\nseries = \"job\"\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: no input has the series `job` (variable `jobs`)
      help: did you mean `jobs`?
    ");
}

// --- Types ---

#[test]
fn numbers_as_text() {
    let written = |value: &f64| format!("{value:.1}").replace('.', ",");
    let column: StringArray = values().iter().map(|value| Some(written(value))).collect();
    assert_snapshot!(refused_with("value", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds text where numbers belong
      --> statistics.parquet: column `value`
          row 1: `443,0`
          row 2: `440,0`
          row 3: `437,0`
      help: convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value
    ");
}

#[test]
fn numbers_as_text_that_could_be_read() {
    let column: StringArray = values().iter().map(|value| Some(value.to_string())).collect();
    assert_snapshot!(refused_with("value", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds text where numbers belong
      --> statistics.parquet: column `value`
          row 1: `443`
          row 2: `440`
          row 3: `437`
      help: convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value
    ");
}

#[test]
fn numbers_with_spaces_and_a_long_minus_as_text() {
    let mut written: Vec<String> = values().iter().map(|value| value.to_string()).collect();
    written[3] = "12 345".into();
    written[5] = "\u{2212}7".into();
    written[6] = "12\u{a0}345".into();
    written[7] = "n/a".into();
    assert_snapshot!(refused_with("value", Arc::new(StringArray::from(written))), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds text where numbers belong
      --> statistics.parquet: column `value`
          row 4: `12 345`
          row 6: `−7`
          row 7: `12 345`
      help: convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value
    ");
}

#[test]
fn true_and_false() {
    let column: BooleanArray = values().iter().map(|value| Some(*value > 100.0)).collect();
    assert_snapshot!(refused_with("value", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds true/false values where numbers belong
      --> statistics.parquet: column `value`
      help: convert the column to numbers
    ");
}

#[test]
fn dates_as_values() {
    let column: Date32Array = values().iter().map(|value| Some(*value as i32)).collect();
    assert_snapshot!(refused_with("value", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds dates where numbers belong
      --> statistics.parquet: column `value`
      help: convert the column to numbers
    ");
}

#[test]
fn a_timestamp_as_period() {
    let column: TimestampMillisecondArray = years().iter().map(|year| Some(i64::from(*year) * 31_557_600_000)).collect();
    assert_snapshot!(refused_with("year", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `year` holds timestamps where periods (whole years or text) belong
      --> statistics.parquet: column `year`
      help: write the period as a whole number (2025) or as text (2025Q3)
    ");
}

#[test]
fn a_decimal_number_as_period() {
    let column: Float64Array = years().iter().map(|year| Some(f64::from(*year))).collect();
    assert_snapshot!(refused_with("year", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `year` holds decimal numbers where periods (whole years or text) belong
      --> statistics.parquet: column `year`
      help: write the period as a whole number (2025) or as text (2025Q3)
    ");
}

#[test]
fn lists() {
    let column = ListArray::from_iter_primitive::<Float64Type, _, _>(values().iter().map(|value| Some(vec![Some(*value)])));
    assert_snapshot!(refused_with("value", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds lists where numbers belong
      --> statistics.parquet: column `value`
      help: convert the column to numbers
    ");
}

#[test]
fn records() {
    let field = Arc::new(arrow::datatypes::Field::new("code", arrow::datatypes::DataType::Utf8, true));
    let inner: ArrayRef = Arc::new(StringArray::from(codes()));
    assert_snapshot!(refused_with("region_code", Arc::new(StructArray::from(vec![(field, inner)]))), @r"
    exit code: 5
    ----- stderr -----
    error: the column `region_code` holds nested records where region codes (text or whole numbers) belong
      --> statistics.parquet: column `region_code`
      help: convert the column to region codes (text or whole numbers)
    ");
}

#[test]
fn bytes_instead_of_text() {
    let column: BinaryArray = codes().iter().map(|code| Some(code.as_bytes().to_vec())).collect();
    assert_snapshot!(refused_with("region_code", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `region_code` holds bytes that are not marked as text where region codes (text or whole numbers) belong
      --> statistics.parquet: column `region_code`
      help: convert the column to region codes (text or whole numbers)
    ");
}

#[test]
fn decimals_too_long() {
    let column: Decimal256Array = values().iter().map(|value| Some(i256::from_i128((*value * 10.0) as i128))).collect();
    let column = column.with_precision_and_scale(60, 1).expect("it fits");
    assert_snapshot!(refused_with("value", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: the column `value` holds decimals of more than 38 digits where numbers belong
      --> statistics.parquet: column `value`
      help: convert the column to numbers
    ");
}

#[test]
fn several_wrong_types_at_once() {
    let statistics = Statistics::tiny();
    let mut columns = statistics.columns_with("region_code", Arc::new(Float64Array::from(values())));
    columns[1].1 = Arc::new(BooleanArray::from(vec![true; values().len()]));
    columns[3].1 = Arc::new(Date32Array::from(vec![1; values().len()]));
    assert_snapshot!(refused(&columns), @r"
    exit code: 5
    ----- stderr -----
    error: the column `region_code` holds decimal numbers where region codes (text or whole numbers) belong
      --> statistics.parquet: column `region_code`
      help: convert the column to region codes (text or whole numbers)

    error: the column `year` holds true/false values where periods (whole years or text) belong
      --> statistics.parquet: column `year`
      help: write the period as a whole number (2025) or as text (2025Q3)

    error: the column `value` holds dates where numbers belong
      --> statistics.parquet: column `value`
      help: convert the column to numbers
    ");
}

#[test]
fn every_kind_of_text_gives_the_same() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let codes = codes();
    let dictionary: DictionaryArray<Int32Type> = codes.iter().map(String::as_str).collect();
    assert_eq!(rankings_with("region_code", Arc::new(LargeStringArray::from(codes.clone()))), rankings);
    assert_eq!(rankings_with("region_code", Arc::new(StringViewArray::from_iter_values(&codes))), rankings);
    assert_eq!(rankings_with("region_code", Arc::new(dictionary)), rankings);
    let series: Vec<&str> = Statistics::tiny().rows.iter().map(|row| row.series).collect();
    let dictionary: DictionaryArray<Int32Type> = series.iter().copied().collect();
    assert_eq!(rankings_with("indicator", Arc::new(LargeStringArray::from(series.clone()))), rankings);
    assert_eq!(rankings_with("indicator", Arc::new(StringViewArray::from_iter_values(&series))), rankings);
    assert_eq!(rankings_with("indicator", Arc::new(dictionary)), rankings);
    let years: StringArray = years().iter().map(|year| Some(year.to_string())).collect();
    assert_eq!(rankings_with("year", Arc::new(years)), rankings);
}

#[test]
fn every_kind_of_number_gives_the_same() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    // Whole numbers that every type holds exactly.
    statistics.rows.iter_mut().for_each(|row| row.value = row.value.map(|value| (value / 1_000.0).ceil().min(800.0)));
    workdir.statistics(&statistics);
    let rankings = workdir.rankings();
    let values: Vec<f64> = statistics.rows.iter().filter_map(|row| row.value).collect();
    let whole = || values.iter().map(|value| *value as i64);
    let decimal = Decimal128Array::from_iter_values(whole().map(|value| i128::from(value) * 100));
    let same: [ArrayRef; 6] = [
        Arc::new(Int64Array::from_iter_values(whole())),
        Arc::new(UInt64Array::from_iter_values(whole().map(|value| value as u64))),
        Arc::new(Int16Array::from_iter_values(whole().map(|value| value as i16))),
        Arc::new(Float32Array::from_iter_values(values.iter().map(|value| *value as f32))),
        Arc::new(Float16Array::from_iter_values(values.iter().map(|value| Half::from_f64(*value)))),
        Arc::new(decimal.with_precision_and_scale(20, 2).expect("it fits")),
    ];
    for column in same {
        let kind = column.data_type().clone();
        write(&workdir.path("statistics.parquet"), &statistics.columns_with("value", column));
        assert_eq!(workdir.rankings(), rankings, "{kind}");
    }
}

#[test]
fn whole_numbers_too_large_to_be_held_exactly() {
    let mut whole: Vec<i64> = values().iter().map(|value| *value as i64).collect();
    whole[2] = (1 << 53) + 1;
    assert_snapshot!(refused_with("value", Arc::new(Int64Array::from(whole))), @r"
    exit code: 5
    ----- stderr -----
    error: 1 row with a whole number too large to be held exactly
          statistics.parquet, row 3: `9007199254740993`
      help: whole numbers beyond 9007199254740992 cannot be used: correct the value, or change its unit
    ");
}

// --- Codes ---

#[test]
fn one_municipality_in_every_spelling() {
    let rankings = Workdir::new().rankings();
    for spelling in ["KU{}", " {} ", "{}"] {
        let column: StringArray = codes().iter().map(|code| Some(spelling.replace("{}", code))).collect();
        assert_eq!(rankings_with("region_code", Arc::new(column)), rankings, "{spelling}");
    }
    let without_zeros: StringArray = codes().iter().map(|code| Some(code.trim_start_matches('0').to_owned())).collect();
    assert_eq!(rankings_with("region_code", Arc::new(without_zeros)), rankings);
    let numbers: Int64Array = codes().iter().map(|code| code.parse::<i64>().ok()).collect();
    assert_eq!(rankings_with("region_code", Arc::new(numbers)), rankings);
}

#[test]
fn verbatim_codes_keep_their_zeros() {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "code_scheme = \"finnish\"\n", "");
    workdir.statistics(&Statistics::tiny());
    assert!(workdir.rankings().contains("2025,049,Espoo"));
    let column: StringArray = codes().iter().map(|code| Some(code.trim_start_matches('0').to_owned())).collect();
    write(&workdir.path("statistics.parquet"), &Statistics::tiny().columns_with("region_code", Arc::new(column)));
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: the data have 4 region codes that are in neither the region table nor the merger table
          `35`: statistics.parquet, row 1 (7 rows)
          `49`: statistics.parquet, row 8 (7 rows)
          `91`: statistics.parquet, row 15 (7 rows)
          and 1 more
      help: add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = "drop"`
    "#);
}

#[test]
fn totals_and_other_levels_are_left_out_and_counted() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let mut statistics = Statistics::tiny();
    for (code, value) in [("SSS", 5_600_000.0), ("KU000", 5_600_000.0), ("MK01", 1_700_000.0), ("SK011", 1_300_000.0)] {
        statistics.add("population", 2025, code, value);
    }
    workdir.statistics(&statistics);
    assert_eq!(workdir.rankings(), rankings);
    let notes = workdir.read("out/notes.md");
    let dropped: Vec<&str> = notes.lines().filter(|line| line.contains("Dropped")).collect();
    assert_snapshot!(dropped.join("\n"), @r"
    - Dropped: 2 rows of totals (KU000, SSS)
    - Dropped: 2 rows of other levels (MK01, SK011)
    ");
}

#[test]
fn unknown_codes_are_refused() {
    assert_snapshot!(
        refused_when(|statistics| {
            statistics.add("population", 2025, "998", 1.0);
            statistics.add("population", 2024, "998", 1.0);
            statistics.add("jobs", 2024, "Helsinki", 1.0);
            statistics.add("jobs", 2024, "0091", 1.0);
            statistics.add("jobs", 2024, "\u{1b}[2J", 1.0);
        }),
        @r#"
        exit code: 5
        ----- stderr -----
        error: the data have 4 region codes that are in neither the region table nor the merger table
              `�[2J`: statistics.parquet, row 61
              `0091`: statistics.parquet, row 60
              `998`: statistics.parquet, row 57 (2 rows)
              and 1 more
          help: add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = "drop"`
        "#
    );
}

#[test]
fn unknown_codes_are_dropped_when_that_is_asked_for() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    workdir.edit("index.toml", "division = 2025", "division = 2025\nunknown_codes = \"drop\"");
    let mut statistics = Statistics::tiny();
    statistics.add("population", 2025, "998", 1.0);
    statistics.add("population", 2024, "998", 1.0);
    workdir.statistics(&statistics);
    assert_eq!(workdir.rankings(), rankings);
    assert!(workdir.read("out/notes.md").contains("Dropped: 2 rows of unknown codes (998)"));
}

#[test]
fn rows_without_a_code() {
    let column: StringArray =
        codes().iter().enumerate().map(|(row, code)| (row != 3 && row != 5).then_some(code.as_str())).collect();
    assert_snapshot!(refused_with("region_code", Arc::new(column)), @r"
    exit code: 5
    ----- stderr -----
    error: 2 rows without a region code
          statistics.parquet, row 4, `jobs`
          statistics.parquet, row 6, `employment_rate`
      help: give every row the code of its region, or leave the row out
    ");
}

#[test]
fn periods_that_cannot_be_read() {
    let mut written: Vec<String> = years().iter().map(i32::to_string).collect();
    written[0] = "2023-2024".into();
    written[4] = String::new();
    written[9] = "23".into();
    written[10] = "2023Q5".into();
    assert_snapshot!(refused_with("year", Arc::new(StringArray::from(written))), @r"
    exit code: 5
    ----- stderr -----
    error: 4 rows with a period that cannot be read
          statistics.parquet, row 1, `population`: `2023-2024`
          statistics.parquet, row 5, `jobs`
          statistics.parquet, row 10, `population`: `23`
          and 1 more
      help: write periods as 2025, 2025Q3, 2025M09 or 2025T2, or choose the rows with `where` in the source
    ");
}

// --- Values ---

#[test]
fn infinities() {
    assert_snapshot!(
        refused_when(|statistics| {
            statistics.row("population", 2024, "091").value = Some(f64::INFINITY);
            statistics.row("jobs", 2023, "541").value = Some(f64::NEG_INFINITY);
        }),
        @r"
        exit code: 5
        ----- stderr -----
        error: 2 rows with an infinite value
              statistics.parquet, row 16, `population`, 091 Helsinki: `inf`
              statistics.parquet, row 46, `jobs`, 541 Nurmes: `-inf`
          help: correct the value; where there is none, leave the cell empty
        "
    );
}

#[test]
fn a_sum_or_ratio_beyond_every_number() {
    let said = refused_when(|statistics| {
        statistics.row("jobs", 2024, "091").value = Some(1e308);
        statistics.row("population", 2024, "091").value = Some(1e-308);
    });
    assert_snapshot!(said, @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` is missing for 1 of 7 regions in edition 2025 (statistic period 2024)
          091 Helsinki: not computable (a weight is missing, it divides by 0, or the result is too large)
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator

    error: the indicator `growth` is missing for 1 of 7 regions in edition 2025 (statistic period 2025)
          091 Helsinki: not computable (a weight is missing, it divides by 0, or the result is too large)
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator
    "#);
}

#[test]
fn a_division_by_zero() {
    let said = refused_when(|statistics| statistics.row("population", 2024, "091").value = Some(0.0));
    assert_snapshot!(said, @r#"
    exit code: 5
    ----- stderr -----
    error: the indicator `workplaces` is missing for 1 of 7 regions in edition 2025 (statistic period 2024)
          091 Helsinki: not computable (a weight is missing, it divides by 0, or the result is too large)
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator

    error: the indicator `growth` is missing for 1 of 7 regions in edition 2025 (statistic period 2025)
          091 Helsinki: not computable (a weight is missing, it divides by 0, or the result is too large)
      help: complete the data, or state a policy: `missing = { policy = "renormalise" }` or "neutral" for the indicator
    "#);
}

#[test]
fn minus_zero_is_zero() {
    let workdir = Workdir::new();
    let mut statistics = Statistics::tiny();
    for code in ["049", "091"] {
        statistics.row("employment_rate", 2024, code).value = Some(0.0);
    }
    workdir.statistics(&statistics);
    let rankings = workdir.rankings();
    statistics.row("employment_rate", 2024, "091").value = Some(-0.0);
    workdir.statistics(&statistics);
    assert_eq!(workdir.rankings(), rankings);
}

#[test]
fn values_that_cannot_be_right() {
    let workdir = Workdir::built();
    workdir.edit(
        "index.toml",
        "merge = { weighted-mean = \"population\" }",
        "merge = { weighted-mean = \"population\" }\nplausible = [0, 100]",
    );
    let mut statistics = Statistics::tiny();
    statistics.row("employment_rate", 2024, "091").value = Some(735.0);
    statistics.row("employment_rate", 2023, "541").value = Some(-1.0);
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: `employment_rate` has 2 values outside its plausible range [0, 100]
          2023, 541 Nurmes: -1
          2024, 091 Helsinki: 735
      help: correct the data, or widen `plausible` of the variable
    ");
}

// --- Symbols ---

#[test]
fn symbols_beside_missing_values() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "[method.missing]\npolicy = \"renormalise\"\nlargest_share = 0.5\nminimum_coverage = 0.5\n");
    let mut statistics = Statistics::tiny();
    for (series, code, symbol) in [("jobs", "541", "-"), ("jobs", "214", ".."), ("employment_rate", "790", "...")] {
        let row = statistics.row(series, 2024, code);
        (row.value, row.symbol) = (Some(f64::NAN), Some(symbol));
    }
    workdir.statistics(&statistics);
    let finished = workdir.builds();
    assert_snapshot!(finished, @r"
    exit code: 0
    ----- stdout -----
    Tiny index
    *** draft ***

    Edition 2025, change against 2024

    cities (3)
                   TINY  work  people
     1.  Espoo     80.0  70.0   100.0  =
     2.  Helsinki  75.6  80.0    66.7  =
     3.  Vantaa    61.1  50.0    83.3  =

    towns (3)
                     TINY  work  people
     1.  Kauniainen  56.7  60.0    50.0  =
     2.  Sastamala   36.7  40.0    33.3  =
     3.  Kankaanpää  28.3  40.0    16.7  =

    rural municipalities (1)
                 TINY  work  people
     1.  Nurmes   0.0   0.0     0.0  =

    What was done to the data
      Universe: 7 regions ranked; 1 of the division left out by rule
      Symbols in place of values: `-` 1, `..` 1, `...` 1; 1 of them read as exactly zero, the others as missing
      Missing: 2 indicator values over all editions, 0 of them imputed: `workplaces` 1 (left out, the other weights carry the score), `employment` 1 (left out, the other weights carry the score)
      Missing `workplaces`: Kankaanpää (2025)
      Missing `employment`: Sastamala (2025)

    Wrote 45 files to out (editions: 2024, 2025); rules and counts in full: notes.md
    ");
}

#[test]
fn symbols_that_nobody_knows() {
    assert_snapshot!(
        refused_when(|statistics| {
            for (code, symbol) in [("541", "x"), ("214", "(p)")] {
                let row = statistics.row("jobs", 2024, code);
                (row.value, row.symbol) = (Some(f64::NAN), Some(symbol));
            }
        }),
        @r#"
        exit code: 5
        ----- stderr -----
        error: 2 rows with a symbol that is not known, or is refused
              statistics.parquet, row 33, `jobs`, 214 Kankaanpää: `(p)`
              statistics.parquet, row 47, `jobs`, 541 Nurmes: `x`
          help: say what it means under `symbols` of the source, "zero" or "missing", or correct the data
        "#
    );
}

#[test]
fn a_symbol_that_should_not_occur() {
    let workdir = Workdir::built();
    workdir.edit(
        "index.toml",
        "files = [\"statistics.parquet\"]",
        "files = [\"statistics.parquet\"]\nsymbols = { \"-\" = \"refuse\" }",
    );
    let mut statistics = Statistics::tiny();
    let row = statistics.row("jobs", 2024, "541");
    (row.value, row.symbol) = (None, Some("-"));
    workdir.statistics(&statistics);
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 5
    ----- stderr -----
    error: 1 row with a symbol that is not known, or is refused
          statistics.parquet, row 47, `jobs`, 541 Nurmes: `-`
      help: say what it means under `symbols` of the source, "zero" or "missing", or correct the data
    "#);
}

// --- Duplicates ---

#[test]
fn one_region_twice_in_a_file() {
    assert_snapshot!(
        refused_when(|statistics| {
            statistics.add("population", 2025, "KU091", 684_018.0);
            statistics.add("jobs", 2024, "541", 1.0);
            statistics.add("jobs", 2024, "541", 2.0);
        }),
        @r"
        exit code: 5
        ----- stderr -----
        error: 2 values occur more than once
              `population` 2025, 091 Helsinki: statistics.parquet row 17 and statistics.parquet row 57
              `jobs` 2024, 541 Nurmes: statistics.parquet row 47 and statistics.parquet row 58 and statistics.parquet row 59
          help: keep one row per region, period and variable; choose among further dimensions with `where` in the source
        "
    );
}

#[test]
fn one_region_in_two_files() {
    let workdir = Workdir::built();
    let mut more = Statistics { rows: Vec::new() };
    for code in ["214", "235", "541", "790"] {
        more.add("jobs", 2024, code, 1.0);
    }
    write(&workdir.path("more.parquet"), &more.columns());
    workdir.edit("index.toml", "\"statistics.parquet\"", "\"statistics.parquet\", \"more.parquet\"");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 5
    ----- stderr -----
    error: 4 values occur more than once
          `jobs` 2024, 214 Kankaanpää: more.parquet row 1 and statistics.parquet row 33
          `jobs` 2024, 235 Kauniainen: more.parquet row 2 and statistics.parquet row 40
          `jobs` 2024, 541 Nurmes: more.parquet row 3 and statistics.parquet row 47
          and 1 more
      help: keep one row per region, period and variable; choose among further dimensions with `where` in the source
    ");
}

#[test]
fn further_dimensions_are_chosen_among() {
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    let statistics = Statistics::tiny();
    let mut twice = statistics.clone();
    twice.rows.extend(statistics.rows.iter().cloned().map(|row| crate::statistics::Row { value: Some(1.0), ..row }));
    let sexes = texts((0..twice.rows.len()).map(|row| Some(if row < statistics.rows.len() { "SSS" } else { "1" })));
    let mut columns = twice.columns();
    columns.push(("sex", sexes));
    write(&workdir.path("statistics.parquet"), &columns);
    let refused = workdir.run(crate::workdir::BUILD);
    assert_eq!(refused.code, Some(5), "{refused}");
    workdir.edit("index.toml", "files = [\"statistics.parquet\"]", "files = [\"statistics.parquet\"]\nwhere = { sex = \"SSS\" }");
    assert_eq!(workdir.rankings(), rankings);
}

// --- All at once ---

#[test]
fn every_breach_is_shown_in_one_run() {
    assert_snapshot!(
        refused_when(|statistics| {
            statistics.row("population", 2024, "091").value = Some(f64::INFINITY);
            statistics.add("jobs", 2024, "998", 1.0);
            statistics.add("jobs", 2024, "541", 1.0);
            let row = statistics.row("jobs", 2023, "214");
            (row.value, row.symbol) = (Some(f64::NAN), Some("?"));
        }),
        @r#"
        exit code: 5
        ----- stderr -----
        error: 1 row with an infinite value
              statistics.parquet, row 16, `population`, 091 Helsinki: `inf`
          help: correct the value; where there is none, leave the cell empty

        error: 1 row with a symbol that is not known, or is refused
              statistics.parquet, row 32, `jobs`, 214 Kankaanpää: `?`
          help: say what it means under `symbols` of the source, "zero" or "missing", or correct the data

        error: the data have 1 region code that is in neither the region table nor the merger table
              `998`: statistics.parquet, row 57
          help: add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = "drop"`

        error: 1 value occurs more than once
              `jobs` 2024, 541 Nurmes: statistics.parquet row 47 and statistics.parquet row 58
          help: keep one row per region, period and variable; choose among further dimensions with `where` in the source
        "#
    );
}
