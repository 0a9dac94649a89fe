//! `[[source]]`: where the statistics are, how their files are laid out and written, and what symbols in them mean.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::{Located, OneOrMany};

/// `[[source]]`: files that share one layout.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    /// Name by which `--data NAME=FILE` replaces this source's files; default: its position, from 1.
    #[serde(default)]
    pub id: Option<Located<String>>,
    /// Parquet or CSV files, folders of them, or patterns such as `statistics/*.parquet`; relative to this configuration
    /// file. Of a folder its `.parquet` files are read; where it has none, its `.csv` and `.tsv` files.
    pub files: Vec<Located<String>>,
    /// The format of the files; default: CSV for names that end in `.csv`, `.tsv` or `.txt`, Parquet for all others.
    #[serde(default)]
    pub format: Option<RawFormat>,
    /// How CSV files are written.
    #[serde(default)]
    pub csv: Option<RawCsv>,
    /// Long (one row per region, period and variable) or wide (one column per variable, or per variable and period by a
    /// `pattern` under `columns`); default: seen from the columns.
    #[serde(default)]
    pub layout: Option<RawLayout>,
    /// Names of the columns.
    #[serde(default)]
    pub columns: RawColumns,
    /// The files hold this one variable, in their value column or in columns of periods (`pattern = "{period}"`).
    #[serde(default)]
    pub variable: Option<Located<String>>,
    /// The files hold this one period and have no period column.
    #[serde(default)]
    pub period: Option<Located<String>>,
    /// Rows to take: column = value, for further dimensions such as sex or age (`{ Sukupuoli = "SSS" }`).
    #[serde(default, rename = "where")]
    #[schemars(rename = "where")]
    pub rows: BTreeMap<Located<String>, OneOrMany<String>>,
    /// The division (classification year) on which these statistics are.
    #[serde(default)]
    pub division: Option<Located<i32>>,
    /// What a symbol in the symbol column, or in a CSV file in place of a number, means; default: `-` is zero, dots are missing.
    #[serde(default)]
    pub symbols: BTreeMap<String, RawSymbolMeaning>,
    /// Flags in the flag column that mark a preliminary value.
    #[serde(default = "default_preliminary_flags")]
    pub preliminary_flags: Vec<String>,
}

fn default_preliminary_flags() -> Vec<String> {
    vec!["*".into(), "p".into(), "preliminary".into()]
}

/// Format of input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFormat {
    /// Parquet.
    Parquet,
    /// Text with a separator between cells: comma, semicolon, tab or another. The first line names the columns. A column
    /// `data_status` marks what the data are (`demo`), as the key of that name in the metadata of a Parquet file does.
    Csv,
}

/// `csv` of a source or a table: how a CSV file is written. Space around cells is no part of them (a table of regions of
/// which neither `csv` nor `columns` says anything is taken to the letter).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCsv {
    /// Character between cells: `","`, `";"`, `"\t"` or another; default: the one that a line `sep=;` above the header line
    /// names, else comma, semicolon or tab, whichever the header line has most of. The notes say which it was.
    #[serde(default)]
    pub separator: Option<Located<String>>,
    /// Decimal sign, `"."` or `","`; default `"."`. It is never guessed: with a point declared, `12,5` is an error.
    #[serde(default)]
    pub decimal: Option<Located<String>>,
    /// Sign between groups of three digits: `" "` (spaces of every width), `"."`, `","` or `"'"`; none by default.
    #[serde(default)]
    pub thousands: Option<Located<String>>,
    /// How characters are stored; default `utf-8`, with or without a byte order mark.
    #[serde(default)]
    pub encoding: Option<RawEncoding>,
    /// Character around cells that hold a separator or a line break, doubled where it belongs to the text; default `"\""`,
    /// and `""` where there is none.
    #[serde(default)]
    pub quote: Option<Located<String>>,
    /// Texts in place of a number that stand for a missing value, such as `"-999"`, `"NA"` or `".."`; a number among them
    /// matches however it is written (`-999.0`). Empty cells are missing anyway, and so are one to six dots.
    #[serde(default)]
    pub missing: Vec<Located<String>>,
    /// Lines above the header line, titles for instance; default 0.
    #[serde(default)]
    pub skip_rows: Option<Located<u32>>,
    /// First character of lines that are comments; none by default.
    #[serde(default)]
    pub comment: Option<Located<String>>,
}

/// How characters are stored in a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum RawEncoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Western European Windows.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// ISO 8859-1 (Latin 1): read as windows-1252, of which it is a part.
    #[serde(rename = "iso-8859-1")]
    Iso88591,
    /// UTF-16, as Excel's "Unicode text".
    #[serde(rename = "utf-16")]
    Utf16,
}

/// How the rows of a file are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawLayout {
    /// One row per region, period and variable.
    Long,
    /// One row per region and period, one column per variable. With `pattern` under `columns`: one row per region, one column per
    /// variable and period.
    Wide,
}

/// What a symbol means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawSymbolMeaning {
    /// The value is exactly zero.
    Zero,
    /// There is no value.
    Missing,
    /// The symbol should not occur: stop.
    Refuse,
}

/// `columns` of a source.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawColumns {
    /// Region code; default `region_code`.
    #[serde(default)]
    pub region: Option<Located<String>>,
    /// Period or year; default `period`, else `year`.
    #[serde(default)]
    pub period: Option<Located<String>>,
    /// Variable name in a long file; default `indicator`.
    #[serde(default)]
    pub indicator: Option<Located<String>>,
    /// Value in a long file; default `value`.
    #[serde(default)]
    pub value: Option<Located<String>>,
    /// Symbol beside the value; default `<value column>_symbol` where there is one.
    #[serde(default)]
    pub symbol: Option<Located<String>>,
    /// Flag beside the value (preliminary and the like); none by default.
    #[serde(default)]
    pub flag: Option<Located<String>>,
    /// For a wide file whose columns name the period too: how they are called, such as `"{variable}_{period}"` for le_1990,
    /// `"{period} ({variable})"` for 2024Q3 (jobs), or `"{period}"` for columns of years of the one variable that `variable` of
    /// the source names. `{variable}` stands for a variable's series name, letter by letter; other columns are left out. A
    /// symbol stands in `<column>_symbol`, where there is one.
    #[serde(default)]
    pub pattern: Option<Located<String>>,
}
