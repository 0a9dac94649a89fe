//! The same statistics give the same bytes: on any number of threads, in any order of the rows, however the file is encoded
//! and wherever the program runs.
//!
//! Every case is a whole run of the program, and every output file is compared by its SHA-256. Where the input's bytes are the
//! same nothing at all may differ. Where the same statistics are written otherwise, the manifest and the notes tell the inputs
//! apart, as they should; everything else stays.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use arrow::array::{ArrayRef, Decimal128Array, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterVersion};

use crate::program::{Output, assert_same_files, build, demonstration, output, project, run};
use crate::shuffle::shuffled;
use crate::tables::Table;

const CONFIGURATION: &str = "config/evp.toml";

// ------------------------------------------------------------------------------------------------------------ the same input

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let expected = demonstration().hashes();
    for n_threads in ["1", "2", "4", "8"] {
        let output = build(CONFIGURATION.as_ref(), |command| {
            command.args(["--threads", n_threads]);
        });
        assert_same_files(&format!("{n_threads} threads"), &expected, &output.hashes());
    }
}

#[test]
fn any_number_of_threads_gives_the_same_intervals() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let configuration = project().join(CONFIGURATION);
    let configuration = configuration.to_str().expect("the path is text");
    let intervals = |n_threads: &str| {
        let built = build(CONFIGURATION.as_ref(), |command| {
            command.args(["--threads", n_threads, "--replicates", "150", "--tables", "robustness,rankings"]);
        });
        assert!(built.names().any(|name| name == "robustness.parquet"), "the build has intervals");
        let arguments = ["robustness", configuration, "--quiet", "--threads", n_threads, "--replicates", "150", "--points", "16"];
        run(folder.path(), &[&arguments[..], &["--out", "out/analysis", "--ranks", "out/ranks.parquet"]].concat());
        (built.hashes(), output(&folder.path().join("out")).hashes())
    };
    let (built, analysed) = intervals("1");
    assert!(analysed.len() > 10, "{analysed:?}");
    for n_threads in ["2", "4", "8"] {
        let (built_again, analysed_again) = intervals(n_threads);
        assert_same_files(&format!("evp build on {n_threads} threads"), &built, &built_again);
        assert_same_files(&format!("evp robustness on {n_threads} threads"), &analysed, &analysed_again);
    }
}

#[test]
fn the_environment_does_not_matter() {
    let expected = demonstration().hashes();
    let surroundings = [
        // Turkish has a dotless i, Finnish a decimal comma; on Kiritimati it is already tomorrow.
        vec![("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")],
        vec![("LANG", "fi_FI.ISO-8859-1"), ("LC_NUMERIC", "fi_FI.UTF-8"), ("TZ", "Pacific/Pago_Pago")],
        vec![("LANG", "C"), ("HOME", "/nowhere"), ("SOURCE_DATE_EPOCH", "0"), ("COLUMNS", "20"), ("NO_COLOR", "1")],
        vec![("RAYON_NUM_THREADS", "3"), ("RUST_BACKTRACE", "1"), ("TERM", "dumb")],
    ];
    for variables in surroundings {
        let output = build(CONFIGURATION.as_ref(), |command| {
            command.envs(variables.iter().copied());
        });
        assert_same_files(&format!("{variables:?}"), &expected, &output.hashes());
    }
}

#[test]
fn the_folder_in_which_the_program_runs_does_not_matter() {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let output = build(&project().join(CONFIGURATION), |command| {
        command.current_dir(elsewhere.path());
    });
    assert_same_files("another folder", &demonstration().hashes(), &output.hashes());
    let output = build("evp.toml".as_ref(), |command| {
        command.current_dir(project().join("config"));
    });
    assert_same_files("the folder of the configuration", &demonstration().hashes(), &output.hashes());
}

#[test]
fn a_copy_of_the_input_under_its_own_name_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("demo.parquet");
    std::fs::copy(project().join("data/demo.parquet"), &copy).expect("copied");
    let output = build(CONFIGURATION.as_ref(), |command| {
        command.arg("--data").arg(&copy);
    });
    assert_same_files("a copy of the input", &demonstration().hashes(), &output.hashes());
}

// ----------------------------------------------------------------------------------------------- the same statistics, rewritten

/// The demonstration statistics, row by row.
#[derive(Clone)]
struct Rows {
    region: Vec<String>,
    year: Vec<i32>,
    indicator: Vec<String>,
    value: Vec<Option<f64>>,
    symbol: Vec<Option<String>>,
    flag: Vec<Option<String>>,
}

fn rows() -> &'static Rows {
    static ROWS: OnceLock<Rows> = OnceLock::new();
    ROWS.get_or_init(|| {
        let table = Table::parquet(&std::fs::read(project().join("data/demo.parquet")).expect("the demonstration data"));
        let owned = |name: &str| table.texts(name).into_iter().map(str::to_owned).collect();
        Rows {
            region: owned("region_code"),
            year: table.numbers("year").into_iter().map(|year| year.expect("a year") as i32).collect(),
            indicator: owned("indicator"),
            value: table.numbers("value"),
            symbol: table.optional_texts("value_symbol").to_vec(),
            flag: table.optional_texts("flag").to_vec(),
        }
    })
}

impl Rows {
    fn len(&self) -> usize {
        self.region.len()
    }

    /// The rows at the given places, in that order.
    fn at(&self, places: &[usize]) -> Self {
        Rows {
            region: places.iter().map(|&row| self.region[row].clone()).collect(),
            year: places.iter().map(|&row| self.year[row]).collect(),
            indicator: places.iter().map(|&row| self.indicator[row].clone()).collect(),
            value: places.iter().map(|&row| self.value[row]).collect(),
            symbol: places.iter().map(|&row| self.symbol[row].clone()).collect(),
            flag: places.iter().map(|&row| self.flag[row].clone()).collect(),
        }
    }

    fn without_flags(&self) -> Self {
        Rows { flag: vec![None; self.len()], ..self.clone() }
    }

    /// As a long table with the names and the plainest types of the demonstration file.
    fn long(&self) -> RecordBatch {
        let columns: [(&str, ArrayRef); 6] = [
            ("region_code", Arc::new(StringArray::from_iter_values(&self.region))),
            ("year", Arc::new(Int32Array::from(self.year.clone()))),
            ("indicator", Arc::new(StringArray::from_iter_values(&self.indicator))),
            ("value", Arc::new(Float64Array::from(self.value.clone()))),
            ("value_symbol", Arc::new(self.symbol.iter().map(Option::as_deref).collect::<StringArray>())),
            ("flag", Arc::new(self.flag.iter().map(Option::as_deref).collect::<StringArray>())),
        ];
        RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).expect("a table")
    }

    /// As a wide table: a row for every municipality and year that occur together, a column for every series and its symbols.
    ///
    /// Series of sub-regions are left out: in a wide table they would be rows in which every other series is empty, and a build
    /// says that it passed them over, which it rightly does not of rows of a series that nobody asks for.
    fn wide(&self) -> RecordBatch {
        let of_municipalities: Vec<usize> = (0..self.len()).filter(|&row| !self.region[row].starts_with("SK")).collect();
        self.at(&of_municipalities).wide_as_it_is()
    }

    fn wide_as_it_is(&self) -> RecordBatch {
        let keys: BTreeSet<(&str, i32)> = self.region.iter().map(String::as_str).zip(self.year.iter().copied()).collect();
        let places: BTreeMap<(&str, i32), usize> = keys.iter().enumerate().map(|(place, &key)| (key, place)).collect();
        let mut values: BTreeMap<&str, Vec<Option<f64>>> = BTreeMap::new();
        let mut symbols: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
        for row in 0..self.len() {
            let place = places[&(self.region[row].as_str(), self.year[row])];
            let series = self.indicator[row].as_str();
            values.entry(series).or_insert_with(|| vec![None; keys.len()])[place] = self.value[row];
            symbols.entry(series).or_insert_with(|| vec![None; keys.len()])[place] = self.symbol[row].as_deref();
        }
        let mut columns: Vec<(String, ArrayRef)> = vec![
            ("region_code".to_owned(), Arc::new(StringArray::from_iter_values(keys.iter().map(|(region, _)| region)))),
            ("year".to_owned(), Arc::new(keys.iter().map(|(_, year)| Some(*year)).collect::<Int32Array>())),
        ];
        for (series, values) in values {
            columns.push((series.to_owned(), Arc::new(Float64Array::from(values))));
            columns.push((format!("{series}_symbol"), Arc::new(StringArray::from(symbols[series].clone()))));
        }
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).expect("a table")
    }
}

/// The table with a column turned into another type, or exchanged.
fn with_column(batch: &RecordBatch, name: &str, change: impl FnOnce(&ArrayRef) -> ArrayRef) -> RecordBatch {
    let position = batch.schema().index_of(name).expect(name);
    let mut columns = batch.columns().to_vec();
    columns[position] = change(&columns[position]);
    let schema = batch.schema();
    let fields = schema.fields().iter().zip(&columns);
    let fields: Vec<Field> = fields.map(|(field, column)| Field::new(field.name(), column.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("a table")
}

fn with_type(batch: &RecordBatch, names: &[&str], data_type: &DataType) -> RecordBatch {
    let change = |batch: RecordBatch, name: &&str| {
        with_column(&batch, name, |array| cast(array, data_type).expect("the values fit the type"))
    };
    names.iter().fold(batch.clone(), change)
}

fn properties() -> WriterPropertiesBuilder {
    // The mark of demonstration data is part of what is said, not of how.
    WriterProperties::builder().set_key_value_metadata(Some(vec![KeyValue::new("data_status".to_owned(), "demo".to_owned())]))
}

fn write(path: &Path, batch: &RecordBatch, properties: WriterProperties) {
    let file = std::fs::File::create(path).expect("created");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(batch).expect("written");
    writer.close().expect("closed");
}

/// Builds from one file.
fn built_from(configuration: &Path, batch: &RecordBatch, properties: WriterProperties) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("statistics.parquet");
    write(&path, batch, properties);
    build(configuration, |command| {
        command.arg("--data").arg(&path);
    })
}

fn assert_same(what: &str, batch: &RecordBatch, properties: WriterPropertiesBuilder) {
    let output = built_from(CONFIGURATION.as_ref(), batch, properties.build());
    assert_same_files(what, &demonstration().hashes_apart_from_inputs(), &output.hashes_apart_from_inputs());
}

#[test]
fn the_order_of_rows_and_columns_does_not_matter() {
    let rows = rows();
    let backwards: Vec<usize> = (0..rows.len()).rev().collect();
    assert_same("rows backwards", &rows.at(&backwards).long(), properties());
    let mut by_region: Vec<usize> = (0..rows.len()).collect();
    by_region.sort_by_key(|&row| &rows.region[row]);
    assert_same("rows by region", &rows.at(&by_region).long(), properties());
    for seed in [1, 2] {
        let batch = rows.at(&shuffled(rows.len(), seed)).long();
        assert_same(&format!("rows shuffled by {seed}"), &batch, properties().set_max_row_group_row_count(Some(10_000)));
    }
    let batch = rows.long();
    let other_columns = batch.project(&[5, 3, 0, 4, 2, 1]).expect("the columns are there");
    assert_same("columns in another order", &other_columns, properties());
}

#[test]
fn compression_does_not_matter() {
    let batch = rows().long();
    let gzip = GzipLevel::try_new(6).expect("a level");
    let zstd = ZstdLevel::try_new(9).expect("a level");
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(gzip),
        Compression::LZ4,
        Compression::LZ4_RAW,
        Compression::ZSTD(zstd),
    ] {
        assert_same(&compression.to_string(), &batch, properties().set_compression(compression));
    }
}

#[test]
fn encodings_and_page_versions_do_not_matter() {
    let batch = rows().long();
    let plain = || properties().set_dictionary_enabled(false);
    let texts = ["region_code", "indicator", "value_symbol", "flag"];
    let with_encoding = |properties: WriterPropertiesBuilder, names: &[&str], encoding: Encoding| {
        names.iter().fold(properties, |properties, name| properties.set_column_encoding((*name).into(), encoding))
    };
    let version_2 = WriterVersion::PARQUET_2_0;
    assert_same("dictionaries", &batch, properties().set_dictionary_enabled(true));
    assert_same("plain", &batch, plain().set_encoding(Encoding::PLAIN));
    assert_same("pages of version 2", &batch, properties().set_writer_version(version_2));
    assert_same("plain pages of version 2", &batch, plain().set_writer_version(version_2).set_encoding(Encoding::PLAIN));
    let deltas = with_encoding(plain().set_writer_version(version_2), &texts, Encoding::DELTA_BYTE_ARRAY);
    let deltas = with_encoding(deltas, &["year"], Encoding::DELTA_BINARY_PACKED);
    assert_same("deltas and split bytes", &batch, with_encoding(deltas, &["value"], Encoding::BYTE_STREAM_SPLIT));
    // A dictionary that outgrows its page is followed by plain pages within one column.
    assert_same("dictionaries that overflow", &batch, properties().set_dictionary_page_size_limit(600));
    assert_same("small pages", &batch, properties().set_data_page_row_count_limit(500).set_write_batch_size(250));
    assert_same("no statistics", &batch, properties().set_statistics_enabled(EnabledStatistics::None));
}

#[test]
fn the_size_of_row_groups_does_not_matter() {
    let batch = rows().long();
    for n_rows in [100, 1_000, batch.num_rows()] {
        let what = format!("row groups of {n_rows}");
        assert_same(&what, &batch, properties().set_max_row_group_row_count(Some(n_rows)));
    }
}

#[test]
fn types_of_texts_do_not_matter() {
    let batch = rows().long();
    let texts = ["region_code", "indicator", "value_symbol", "flag"];
    let dictionary = |keys: DataType| DataType::Dictionary(Box::new(keys), Box::new(DataType::Utf8));
    for data_type in
        [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View, dictionary(DataType::Int32), dictionary(DataType::UInt16)]
    {
        assert_same(&format!("texts as {data_type}"), &with_type(&batch, &texts, &data_type), properties());
    }
}

#[test]
fn types_of_numbers_do_not_matter() {
    let batch = rows().long();
    for data_type in [DataType::Int16, DataType::Int32, DataType::Int64, DataType::UInt32, DataType::Utf8, DataType::LargeUtf8] {
        assert_same(&format!("years as {data_type}"), &with_type(&batch, &["year"], &data_type), properties());
    }
    // The demonstration's figures have at most four decimals.
    let scaled = |value: f64| {
        let scaled = (value * 10_000.0).round();
        assert_eq!(scaled / 10_000.0, value, "more than four decimals");
        scaled as i128
    };
    let decimals: Decimal128Array = rows().value.iter().map(|value| value.map(scaled)).collect();
    let decimals = decimals.with_precision_and_scale(20, 4).expect("the figures fit");
    assert_same("values as decimals", &with_column(&batch, "value", |_| Arc::new(decimals)), properties());
}

#[test]
fn the_spelling_of_municipalities_does_not_matter() {
    let (rows, batch) = (rows(), rows().long());
    let numbers: Int32Array = rows.region.iter().map(|code| code.parse::<i32>().ok()).collect();
    assert_same("91", &with_column(&batch, "region_code", |_| Arc::new(numbers)), properties());
    let with_letters = StringArray::from_iter_values(rows.region.iter().map(|code| format!("KU{code}")));
    assert_same("KU091", &with_column(&batch, "region_code", |_| Arc::new(with_letters)), properties());
}

#[test]
fn one_file_or_many_does_not_matter() {
    let rows = rows();
    let expected = demonstration().hashes_apart_from_inputs();
    let n_files = 7;
    let part = |file_idx: usize| rows.at(&(file_idx..rows.len()).step_by(n_files).collect::<Vec<usize>>()).long();
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Named against their order, in two encodings.
    let path = |file_idx: usize| folder.path().join(format!("part-{}.parquet", n_files - file_idx));
    for file_idx in 0..n_files {
        write(&path(file_idx), &part(file_idx), properties().set_dictionary_enabled(file_idx % 2 == 0).build());
    }
    let output = build(CONFIGURATION.as_ref(), |command| {
        command.arg("--data").arg(folder.path());
    });
    assert_same_files("a folder", &expected, &output.hashes_apart_from_inputs());
    let output = build(CONFIGURATION.as_ref(), |command| {
        command.arg("--data").arg(folder.path().join("part-*.parquet"));
    });
    assert_same_files("a pattern", &expected, &output.hashes_apart_from_inputs());
    let output = build(CONFIGURATION.as_ref(), |command| {
        shuffled(n_files, 5).into_iter().for_each(|file_idx| {
            command.arg("--data").arg(path(file_idx));
        });
    });
    assert_same_files("files one by one", &expected, &output.hashes_apart_from_inputs());
}

#[test]
fn wide_or_long_does_not_matter() {
    // One column of flags beside many of values cannot say which of them is preliminary: without flags on both sides.
    let rows = rows().without_flags();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let configuration = |name: &str, layout: &str, columns: &str| {
        let data = project().join("data").to_str().expect("a plain path").replace('\\', "/");
        let text = std::fs::read_to_string(project().join(CONFIGURATION)).expect("the configuration");
        let mut changed = String::new();
        for line in text.lines() {
            let line = match line {
                line if line.starts_with("layout = ") => format!("layout = \"{layout}\""),
                line if line.starts_with("columns = ") => format!("columns = {columns}"),
                line => line.replace("\"../data/", &format!("\"{data}/")),
            };
            changed.push_str(&line);
            changed.push('\n');
        }
        let path = folder.path().join(name);
        std::fs::write(&path, changed).expect("written");
        path
    };
    let places = r#"region = "region_code", period = "year""#;
    let long = configuration("long.toml", "long", &format!(r#"{{ {places}, indicator = "indicator", value = "value" }}"#));
    let wide = configuration("wide.toml", "wide", &format!("{{ {places} }}"));
    let hashes = |output: &Output| {
        let mut hashes = output.hashes_apart_from_inputs();
        // The configurations differ, and a wide file has more cells: those that are empty where a long one has no row.
        hashes.retain(|name, _| !name.starts_with("inputs/configuration.") && name != "inputs/cells.parquet");
        hashes
    };
    let expected = hashes(&built_from(&long, &rows.long(), properties().build()));
    let found = hashes(&built_from(&wide, &rows.wide(), properties().build()));
    assert_same_files("a wide file", &expected, &found);
    let backwards: Vec<usize> = (0..rows.len()).rev().collect();
    let small_groups = properties().set_max_row_group_row_count(Some(100)).build();
    let found = hashes(&built_from(&wide, &rows.at(&backwards).wide(), small_groups));
    assert_same_files("a wide file in small row groups", &expected, &found);
}
