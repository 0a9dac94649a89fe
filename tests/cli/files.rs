//! Faults of input files as containers: not there, not Parquet, damaged, or not what they seem.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int32Array, StringArray};
use insta::assert_snapshot;
use parquet::basic::Compression;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader, ParquetMetaDataWriter};
use parquet::file::properties::WriterProperties;

use crate::statistics::{self, Statistics, bytes_with, texts};
use crate::workdir::Workdir;

/// What is said when the statistics are these bytes.
fn refused_as(content: impl AsRef<[u8]>) -> String {
    let workdir = Workdir::built();
    workdir.write("statistics.parquet", content);
    workdir.refused()
}

/// What is said when the configuration asks for these files.
fn refused_asking(files: &str) -> String {
    let workdir = Workdir::built();
    workdir.edit("index.toml", "\"statistics.parquet\"", files);
    workdir.refused()
}

fn tiny() -> Vec<u8> {
    statistics::bytes(&Statistics::tiny().columns())
}

// --- Where they are ---

#[test]
fn a_file_that_is_not_there() {
    assert_snapshot!(refused_asking("\"statistcs.parquet\""), @r#"
    exit code: 4
    ----- stderr -----
    error: cannot read `statistcs.parquet`: it does not exist
      --> index.toml:25:10
       |
    25 | files = ["statistcs.parquet"]
       |          ^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `statistics.parquet`?
    "#);
}

#[test]
fn a_file_in_a_folder_that_is_not_there() {
    assert_snapshot!(refused_asking("\"data/2025/statistics.parquet\""), @r#"
    exit code: 4
    ----- stderr -----
    error: cannot read `data/2025/statistics.parquet`: it does not exist
      --> index.toml:25:10
       |
    25 | files = ["data/2025/statistics.parquet"]
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: paths are counted from the folder of the configuration file
    "#);
}

#[test]
fn a_file_given_on_the_command_line_that_is_not_there() {
    let arguments = ["build", "index.toml", "--out", "out", "--data", "population.parquet"];
    assert_snapshot!(Workdir::built().refused_by(&arguments), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read `population.parquet`: it does not exist
      help: paths are counted from the current folder
    ");
}

#[test]
fn a_pattern_that_matches_nothing() {
    assert_snapshot!(refused_asking("\"statistics/*.parquet\""), @r#"
    exit code: 4
    ----- stderr -----
    error: no file matches `statistics/*.parquet`
      --> index.toml:25:10
       |
    25 | files = ["statistics/*.parquet"]
       |          ^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: check the pattern; paths are counted from the folder of the configuration file
    "#);
}

#[test]
fn a_folder_without_parquet() {
    let workdir = Workdir::built();
    workdir.write("data/readme.txt", "nothing here");
    workdir.edit("index.toml", "\"statistics.parquet\"", "\"data\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 4
    ----- stderr -----
    error: the folder `data` has no .parquet, .csv or .tsv files
      --> index.toml:25:10
       |
    25 | files = ["data"]
       |          ^^^^^^
       |
       = help: give the folder that holds the statistics, or the files themselves
    "#);
}

#[test]
fn every_file_that_is_not_there_is_named() {
    assert_snapshot!(refused_asking("\"a.parquet\", \"b/*.parquet\", \"c\""), @r#"
    exit code: 4
    ----- stderr -----
    error: cannot read `a.parquet`: it does not exist
      --> index.toml:25:10
       |
    25 | files = ["a.parquet", "b/*.parquet", "c"]
       |          ^^^^^^^^^^^
       |
       = help: paths are counted from the folder of the configuration file

    error: no file matches `b/*.parquet`
      --> index.toml:25:23
       |
    25 | files = ["a.parquet", "b/*.parquet", "c"]
       |                       ^^^^^^^^^^^^^
       |
       = help: check the pattern; paths are counted from the folder of the configuration file

    error: cannot read `c`: it does not exist
      --> index.toml:25:38
       |
    25 | files = ["a.parquet", "b/*.parquet", "c"]
       |                                      ^^^
       |
       = help: paths are counted from the folder of the configuration file
    "#);
}

#[cfg(unix)]
#[test]
fn a_device_without_end() {
    assert_snapshot!(refused_asking("\"/dev/zero\""), @r#"
    exit code: 4
    ----- stderr -----
    error: `/dev/zero` is not a file
      --> index.toml:25:10
       |
    25 | files = ["/dev/zero"]
       |          ^^^^^^^^^^^
       |
       = help: give a Parquet or CSV file on disk
    "#);
}

#[cfg(unix)]
#[test]
fn a_named_pipe() {
    let workdir = Workdir::built();
    let made = std::process::Command::new("mkfifo").arg(workdir.path("pipe.parquet")).status();
    assert!(made.expect("mkfifo runs").success());
    workdir.edit("index.toml", "statistics.parquet", "pipe.parquet");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 4
    ----- stderr -----
    error: `pipe.parquet` is not a file
      --> index.toml:25:10
       |
    25 | files = ["pipe.parquet"]
       |          ^^^^^^^^^^^^^^
       |
       = help: give a Parquet or CSV file on disk
    "#);
}

#[cfg(unix)]
#[test]
fn a_link_to_itself() {
    let workdir = Workdir::built();
    std::os::unix::fs::symlink("loop.parquet", workdir.path("loop.parquet")).expect("a link");
    workdir.edit("index.toml", "statistics.parquet", "loop.parquet");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 4
    ----- stderr -----
    error: cannot read `loop.parquet`: too many levels of symbolic links
      --> index.toml:25:10
       |
    25 | files = ["loop.parquet"]
       |          ^^^^^^^^^^^^^^
    "#);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let workdir = Workdir::built();
    let path = workdir.path("statistics.parquet");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::File::open(&path).is_ok() {
        return crate::workdir::skipped("a_file_that_may_not_be_read", "this user may read every file");
    }
    assert_snapshot!(workdir.refused(), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read `statistics.parquet`: permission is denied
      help: get the right to read it, or make a copy that you may read
    ");
}

#[test]
fn sources_that_the_command_line_does_not_tell_apart() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "[[source]]\nid = \"extra\"\nfiles = [\"statistics.parquet\"]\n");
    let arguments = ["build", "index.toml", "--out", "out", "--data", "statistcs=a.parquet"];
    assert_snapshot!(workdir.refused_by(&arguments), @r"
    exit code: 2
    ----- stderr -----
    error: `--data statistcs=a.parquet` does not say which source it replaces
      help: the configuration has 2 sources; write `--data NAME=FILE` (known: `extra`, `statistics`)
    ");
}

// --- What they are ---

#[test]
fn an_empty_file() {
    assert_snapshot!(refused_as(""), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is an empty file
      help: write the statistics again
    ");
}

#[test]
fn a_few_bytes() {
    assert_snapshot!(refused_as("PAR1"), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is a Parquet file that ends too early
      help: fetch or write the file again
    ");
}

#[test]
fn csv() {
    assert_snapshot!(refused_as("region_code,year,indicator,value\n091,2025,population,684018\n"), @r#"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is not a Parquet file: it looks like CSV
      help: let its name end in .csv, or write `format = "csv"` in the source
    "#);
}

#[test]
fn an_excel_workbook() {
    assert_snapshot!(refused_as(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0"), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is not a Parquet file: it looks like an Excel workbook or a zip archive
      help: save the data as Parquet
    ");
}

#[test]
fn gzip() {
    assert_snapshot!(refused_as(b"\x1f\x8b\x08\0\0\0\0\0\0\x03KLJ\x06\0\xc2A$5\x03\0\0\0"), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is not a Parquet file: it is compressed with gzip
      help: unpack it first
    ");
}

#[test]
fn something_else() {
    assert_snapshot!(refused_as(b"\x00\x01\x02\x03ARROW1\0\0\0\0"), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is not a Parquet file
      help: give a file written by a Parquet writer
    ");
}

#[test]
fn an_encrypted_file() {
    let mut content = tiny();
    let length = content.len();
    content[length - 4..].copy_from_slice(b"PARE");
    assert_snapshot!(refused_as(content), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is an encrypted Parquet file
      help: write it without encryption
    ");
}

// --- Damage ---

#[test]
fn a_file_cut_off() {
    let content = tiny();
    assert_snapshot!(refused_as(&content[..content.len() / 2]), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is a Parquet file that ends too early
      help: fetch or write the file again
    ");
}

#[test]
fn a_footer_longer_than_the_file() {
    let mut content = tiny();
    let length = content.len();
    content[length - 8..length - 4].copy_from_slice(&100_000u32.to_le_bytes());
    assert_snapshot!(refused_as(content), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: its footer cannot be read (Parquet file too small. Size is 1979 but need 100008)
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

#[test]
fn a_footer_of_negative_length() {
    let mut content = tiny();
    let length = content.len();
    content[length - 8..length - 4].copy_from_slice(&(-1i32).to_le_bytes());
    assert_snapshot!(refused_as(content), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: its footer cannot be read (Parquet file too small. Size is 1979 but need 4294967303)
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

#[test]
fn pages_overwritten() {
    let mut content = tiny();
    content[4..300].fill(0xff);
    assert_snapshot!(refused_as(content), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: row group 1 cannot be decoded (Unexpected struct field type 15)
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

#[test]
fn two_bad_files_are_both_named() {
    let workdir = Workdir::built();
    workdir.write("a.parquet", "");
    workdir.write("b.parquet", "region_code,year\n091,2025\n");
    workdir.edit("index.toml", "\"statistics.parquet\"", "\"b.parquet\", \"statistics.parquet\", \"a.parquet\"");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 4
    ----- stderr -----
    error: `a.parquet` is an empty file
      help: write the statistics again

    error: `b.parquet` is not a Parquet file: it looks like CSV
      help: let its name end in .csv, or write `format = "csv"` in the source
    "#);
}

#[test]
fn a_text_that_is_not_utf_8() {
    let mut content = tiny();
    let place = content.windows(7).position(|bytes| bytes == b"\x03\x00\x00\x00091").expect("a code");
    content[place + 4] = 0xff;
    assert_snapshot!(refused_as(content), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: row group 1 cannot be decoded (encountered non UTF-8 data: invalid utf-8 sequence of 1 bytes from index 6)
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

/// The tiny statistics with another footer.
fn with_footer(change: impl FnOnce(ParquetMetaData) -> ParquetMetaData) -> Vec<u8> {
    let mut content = tiny();
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&bytes::Bytes::from(content.clone())).expect("a footer");
    let length = u32::from_le_bytes(content[content.len() - 8..content.len() - 4].try_into().expect("4 bytes"));
    content.truncate(content.len() - 8 - length as usize);
    ParquetMetaDataWriter::new(&mut content, &change(metadata)).finish().expect("a footer is written");
    content
}

/// A footer whose only row group has these rows, and whose columns have this compression.
fn footer(metadata: ParquetMetaData, rows: i64, compression: Compression) -> ParquetMetaData {
    let groups = metadata.row_groups().iter().map(|group| {
        let columns = group
            .columns()
            .iter()
            .map(|column| column.clone().into_builder().set_compression(compression).build().expect("a column"));
        let columns = columns.collect();
        group.clone().into_builder().set_num_rows(rows).set_column_metadata(columns).build().expect("a row group")
    });
    let groups = groups.collect();
    metadata.into_builder().set_row_groups(groups).build()
}

#[test]
fn a_compression_that_is_not_supported() {
    let brotli = Compression::BROTLI(Default::default());
    assert_snapshot!(refused_as(with_footer(|metadata| footer(metadata, 56, brotli))), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is compressed with brotli, which is not supported
      help: write the file with zstd, snappy, gzip, lz4 or no compression
    ");
}

#[test]
fn pages_that_are_not_compressed_as_the_footer_says() {
    assert_snapshot!(refused_as(with_footer(|metadata| footer(metadata, 56, Compression::SNAPPY))), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: row group 1 cannot be decoded (snappy: corrupt input (expected valid offset but got offset 1634497904; dst position: 2))
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

#[test]
fn more_rows_promised_than_there_are() {
    assert_snapshot!(refused_as(with_footer(|metadata| footer(metadata, 60, Compression::UNCOMPRESSED))), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: row group 1 cannot be decoded (56 rows where 60 belong)
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

#[test]
fn fewer_rows_promised_than_there_are() {
    assert_snapshot!(refused_as(with_footer(|metadata| footer(metadata, 50, Compression::UNCOMPRESSED))), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: row group 1 cannot be decoded (56 rows where 50 belong)
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

#[test]
fn billions_of_rows_promised() {
    assert_snapshot!(refused_as(with_footer(|metadata| footer(metadata, 4_000_000_000_000, Compression::UNCOMPRESSED))), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is refused before decoding: it has 4000000000000 rows, the limit is 500000000
      help: if the file is what you mean to read, raise `rows` under [limits] in the configuration
    ");
}

#[test]
fn a_negative_number_of_rows() {
    assert_snapshot!(refused_as(with_footer(|metadata| footer(metadata, -1, Compression::UNCOMPRESSED))), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is damaged: a row group has a negative number of rows
      help: fetch or write the file again; if another program reads it, rewrite it from there
    ");
}

// --- Limits ---

#[test]
fn more_rows_than_the_limit() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "[limits]\nrows = 50\n");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is refused before decoding: it has 56 rows, the limit is 50
      help: if the file is what you mean to read, raise `rows` under [limits] in the configuration
    ");
}

#[test]
fn more_bytes_than_the_limit() {
    let workdir = Workdir::built();
    workdir.append("index.toml", "[limits]\nuncompressed_bytes = 100\n");
    let said = workdir.refused();
    assert_snapshot!(said, @r"
    exit code: 4
    ----- stderr -----
    error: `statistics.parquet` is refused before decoding: it unpacks to 806 bytes, the limit is 100
      help: if the file is what you mean to read, raise `uncompressed_bytes` under [limits] in the configuration
    ");
}

#[test]
fn a_file_that_unpacks_to_thousands_of_times_its_size() {
    let rows = 2_000_000;
    let columns: [(&str, ArrayRef); 4] = [
        ("region_code", Arc::new(StringArray::new_null(rows))),
        ("year", Arc::new(Int32Array::from_value(2025, rows))),
        ("indicator", Arc::new(StringArray::new_null(rows))),
        ("value", Arc::new(Float64Array::new_null(rows))),
    ];
    let workdir = Workdir::built();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(None)
        .set_data_page_row_count_limit(usize::MAX)
        .set_write_batch_size(1 << 20)
        .build();
    let content = bytes_with(&columns, properties);
    assert!(1_000 < rows / content.len(), "{} bytes are not packed enough", content.len());
    workdir.write("statistics.parquet", &content);
    let said = workdir.refused().replace(&format!("in {} bytes", content.len()), "in [length] bytes");
    insta::with_settings!({ filters => [(r"to \d+ times", "to [ratio] times")] }, {
        assert_snapshot!(said, @r"
        exit code: 4
        ----- stderr -----
        error: `statistics.parquet` is refused before decoding: 2000000 rows in [length] bytes unpack to [ratio] times their size, the limit is 1000
          help: if the file is what you mean to read, raise `ratio` under [limits] in the configuration
        ");
    });
}

// --- Rows and codecs ---

#[test]
fn no_rows() {
    let nothing = Statistics { rows: Vec::new() };
    assert_snapshot!(refused_as(statistics::bytes(&nothing.columns())), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has no rows
      help: write the statistics again
    ");
}

#[test]
fn no_columns() {
    assert_snapshot!(refused_as(statistics::bytes(&[("anything", texts([Some("091")].into_iter()))])), @r"
    exit code: 5
    ----- stderr -----
    error: `statistics.parquet` has no column `region_code` (region codes)
      help: known: `anything`

    error: `statistics.parquet` has no column `period` (periods)
      help: known: `anything`
    ");
}

#[test]
fn every_supported_compression_gives_the_same() {
    use parquet::basic::{GzipLevel, ZstdLevel};
    let workdir = Workdir::new();
    let rankings = workdir.rankings();
    for compression in [
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
    ] {
        let properties = WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(7)).build();
        workdir.write("statistics.parquet", bytes_with(&Statistics::tiny().columns(), properties));
        assert_eq!(workdir.rankings(), rankings, "{compression}");
    }
}
