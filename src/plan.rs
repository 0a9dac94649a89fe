//! The resolved configuration: everything a build needs to know, checked and typed.
//!
//! Made by [`crate::config::resolve`]; the pipeline and the publishers only read it.

mod footnote;
mod publication;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::column_pattern::ColumnPattern;
use crate::config::ConfigText;
use crate::config::located::{Localised, Located};
use crate::config::raw::RawConfig;
use crate::corrections::Corrections;
use crate::csv_input::CsvDialect;
use crate::indicator::{Indicator, Variable};
use crate::method::{Method, Robustness};
use crate::period::Period;
use crate::tree::Tree;
pub use footnote::{Footnote, FootnoteOf};
pub use publication::{Publication, effective};

/// A whole configuration, resolved.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The configuration as it was written, for the archive and for messages.
    pub text: ConfigText,
    /// The same, key by key.
    pub raw: RawConfig,
    /// Name, titles, languages.
    pub index: IndexIdentity,
    /// What is ranked.
    pub regions: RegionPlan,
    /// Where the statistics are.
    pub sources: Vec<SourcePlan>,
    /// Series and derived variables.
    pub variables: Vec<Variable>,
    /// What is normalised and weighed.
    pub indicators: Vec<Indicator>,
    /// The index, its factors, and where the indicators hang.
    pub tree: Tree,
    /// Editions, oldest first.
    pub editions: Vec<Edition>,
    /// Summaries of the ranked regions for larger areas.
    pub summaries: Vec<SummaryPlan>,
    /// Differences from what was published that were accepted.
    pub differences: Vec<AcceptedDifference>,
    /// Choices that are neither an indicator's nor a node's own.
    pub method: Method,
    /// How sure ranks are.
    pub robustness: Robustness,
    /// Further groups in which regions are ranked.
    pub groups: Vec<Group>,
    /// Targets that regions are held against.
    pub targets: Vec<Target>,
    /// Columns of the region table within which parameters are fitted.
    pub pool_columns: Vec<Located<String>>,
    /// How tables are published.
    pub publish: PublishPlan,
    /// What the build is.
    pub status: Status,
    /// Version and embargo of what is published.
    pub release: Release,
    /// What people changed by hand.
    pub corrections: Corrections,
    /// Findings that were accepted.
    pub acknowledgements: Vec<Acknowledgement>,
    /// Notes to single results.
    pub footnotes: Vec<Footnote>,
    /// Limits that refuse an input.
    pub limits: Limits,
}

impl Plan {
    /// The main language of the index.
    pub fn main_language(&self) -> &str {
        self.index.languages.first().map_or("en", String::as_str)
    }

    /// The acknowledgement of a finding about an indicator in an edition.
    pub fn acknowledged(&self, finding: Finding, indicator_idx: usize, edition_idx: usize) -> Option<&Acknowledgement> {
        self.acknowledgements.iter().find(|acknowledgement| {
            acknowledgement.finding == finding
                && acknowledgement.indicator_idx == indicator_idx
                && acknowledgement.edition_idx == edition_idx
        })
    }
}

/// Name, titles and languages of an index.
#[derive(Debug, Clone)]
pub struct IndexIdentity {
    /// Short name.
    pub id: String,
    /// Title by language.
    pub title: Localised,
    /// What must be said wherever it is shown.
    pub label: Localised,
    /// Languages, the main one first.
    pub languages: Vec<String>,
}

/// What is ranked, and how its codes are written.
#[derive(Debug, Clone)]
pub struct RegionPlan {
    /// Region table; `None`: the codes in the data are the regions.
    pub table: Option<TablePlan>,
    /// Merger table.
    pub mergers: Option<TablePlan>,
    /// The level that is ranked; `None` where the region table has no levels.
    pub level: Option<Located<String>>,
    /// The level of the statistics.
    pub data_level: Option<Located<String>>,
    /// How codes are written.
    pub code_scheme: CodeScheme,
    /// Classification year.
    pub division: Option<Located<i32>>,
    /// Which regions belong: column = one of the values.
    pub universe: Vec<(Located<String>, Vec<String>)>,
    /// Whether rows with unknown codes are left out (else they stop the build).
    pub unknown_codes: UnknownCodes,
    /// Codes that are totals, besides those of the scheme.
    pub totals: Vec<String>,
    /// Region types.
    pub types: Option<TypePlan>,
}

/// A table of regions, mergers or types in CSV.
#[derive(Debug, Clone)]
pub struct TablePlan {
    /// Where it is.
    pub path: Located<PathBuf>,
    /// How it is written.
    pub dialect: CsvDialect,
    /// Columns that the file calls otherwise: the name that this program knows, and the file's.
    pub columns: Vec<(Located<String>, Located<String>)>,
}

/// How region codes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeScheme {
    /// As they are.
    Verbatim,
    /// Statistics Finland's.
    Finnish,
}

/// What happens to rows with unknown codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownCodes {
    /// They stop the build.
    Refuse,
    /// They are left out and counted.
    Drop,
}

/// Where region types come from.
#[derive(Debug, Clone)]
pub struct TypePlan {
    /// Column that holds the type.
    pub column: Located<String>,
    /// A table of the analyst's own.
    pub table: Option<TablePlan>,
    /// Whether the types of a dated table are taken per edition (else those of the classification year hold for all).
    pub as_of: TypesAsOf,
    /// What must be said of them.
    pub label: Localised,
    /// Types in publication order, with names.
    pub names: Vec<(Located<String>, Localised)>,
}

/// Which row of a dated type table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypesAsOf {
    /// That of the classification year.
    Division,
    /// That of the edition's year.
    Edition,
}

/// A further group, or division into groups, in which regions are ranked.
#[derive(Debug, Clone)]
pub struct Group {
    /// Short name.
    pub id: Located<String>,
    /// Name by language.
    pub name: Localised,
    /// Who belongs to it.
    pub kind: GroupKind,
}

/// Who belongs to a group.
#[derive(Debug, Clone)]
pub enum GroupKind {
    /// Regions by code.
    Regions(Located<Vec<String>>),
    /// Every value of a column of the region table is a group.
    Column(Located<String>),
    /// The regions with the largest values of a variable, and those that tie with the last of them.
    Largest {
        /// Variable.
        variable: usize,
        /// How many.
        number: usize,
        /// Statistic period of each edition.
        periods: Vec<Period>,
    },
    /// Classes of a variable; a value equal to a limit belongs to the class above it.
    SizeClasses {
        /// Variable.
        variable: usize,
        /// Ascending limits.
        limits: Vec<f64>,
        /// Statistic period of each edition.
        periods: Vec<Period>,
    },
}

impl GroupKind {
    /// The variable that decides, and its statistic period in each edition.
    pub fn variable(&self) -> Option<(usize, &[Period])> {
        match self {
            GroupKind::Regions(_) | GroupKind::Column(_) => None,
            GroupKind::Largest { variable, periods, .. } | GroupKind::SizeClasses { variable, periods, .. } => {
                Some((*variable, periods))
            }
        }
    }
}

/// A target that regions are held against.
#[derive(Debug, Clone)]
pub struct Target {
    /// What is compared with it.
    pub of: TargetOf,
    /// The target of all regions that have none of their own.
    pub value: Option<f64>,
    /// Targets of single regions, by code.
    pub regions: Vec<(Located<String>, f64)>,
    /// Who set it.
    pub note: Localised,
}

/// What a target is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetOf {
    /// An indicator's value.
    Indicator(usize),
    /// A node's score.
    Node(usize),
}

/// Files that share one layout.
#[derive(Debug, Clone)]
pub struct SourcePlan {
    /// Name for `--data NAME=FILE`.
    pub id: String,
    /// Paths, folders or patterns, resolved against the configuration's folder.
    pub files: Vec<Located<PathBuf>>,
    /// Their format, where stated.
    pub format: Option<Format>,
    /// How CSV files are written.
    pub dialect: CsvDialect,
    /// Long or wide, where stated.
    pub layout: Option<Layout>,
    /// Column names, where stated.
    pub columns: ColumnNames,
    /// The one variable in the files, if they hold one.
    pub variable: Option<usize>,
    /// The one period of the files, if they hold one.
    pub period: Option<Period>,
    /// Rows to take: column = one of the values.
    pub rows: Vec<(String, Vec<String>)>,
    /// Division of these statistics, where declared.
    pub division: Option<i32>,
    /// Meaning of symbols that differ from the default.
    pub symbols: BTreeMap<String, SymbolMeaning>,
    /// Flags that mark a preliminary value.
    pub preliminary_flags: Vec<String>,
}

/// Format of input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Parquet.
    Parquet,
    /// Text with a separator.
    Csv,
}

/// How rows are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One row per region, period and variable.
    Long,
    /// One column per variable; with a pattern of column names, per variable and period.
    Wide,
}

/// Stated column names.
#[derive(Debug, Clone, Default)]
pub struct ColumnNames {
    /// Region code.
    pub region: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// Variable name.
    pub indicator: Option<String>,
    /// Value.
    pub value: Option<String>,
    /// Symbol beside the value.
    pub symbol: Option<String>,
    /// Flag beside the value.
    pub flag: Option<String>,
    /// How columns are called that state variable and period in their names.
    pub pattern: Option<ColumnPattern>,
}

/// What a symbol means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolMeaning {
    /// Exactly zero.
    Zero,
    /// No value.
    Missing,
    /// It should not occur.
    Refuse,
}

/// One issue of the index.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its name.
    pub id: String,
    /// The period from which lags are counted.
    pub period: Period,
}

/// A difference from what was published that was looked at and accepted.
#[derive(Debug, Clone)]
pub struct AcceptedDifference {
    /// Code of the region.
    pub region: Located<String>,
    /// Why.
    pub reason: String,
    /// Position of the last edition to which it applies.
    pub last_edition: usize,
}

/// How the ranked regions are summarised for larger areas.
#[derive(Debug, Clone)]
pub struct SummaryPlan {
    /// Short name.
    pub id: String,
    /// Name by language.
    pub name: Localised,
    /// The column of the region table that holds a region's area.
    pub by: Located<String>,
    /// The variable by which regions are weighted.
    pub weight: usize,
    /// Period of the weight for each edition, in their order.
    pub periods: Vec<Period>,
    /// The share of all ranked regions that counts as the worst, above 0 and below 1.
    pub worst_share: f64,
}

/// How tables are published.
#[derive(Debug, Clone)]
pub struct PublishPlan {
    /// Decimals of scores in tables for people.
    pub decimals: u32,
    /// Regions per type on the terminal.
    pub top: usize,
    /// Further region columns in the rankings.
    pub region_columns: Vec<Located<String>>,
    /// The edition, by position, since which climbs are listed besides those since the previous one.
    pub improvers_since: usize,
    /// For whom the workbook is.
    pub workbook: WorkbookProfile,
    /// The map on which results are shown; `None`: the tiles of the program.
    pub map: Option<MapPlan>,
    /// The terms under which the results may be used.
    pub licence: Option<Licence>,
    /// What is to be said of sources of statistics.
    pub attributions: Vec<Attribution>,
}

/// The terms under which results may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Short name.
    pub name: String,
    /// Name in words.
    pub title: Option<String>,
    /// Where its text stands.
    pub url: Option<String>,
}

/// What is to be said of a source of statistics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The source, as a variable or an indicator names it in some language.
    pub source: String,
    /// The terms under which it gives its statistics.
    pub licence: Option<String>,
    /// Where they stand.
    pub url: Option<String>,
}

/// Where the areas of the regions are.
#[derive(Debug, Clone)]
pub struct MapPlan {
    /// Files by the year of the division from which on they hold, oldest first; one without a year holds for every division. None: the
    /// tiles of the program.
    pub files: Vec<(Option<i32>, Located<PathBuf>)>,
    /// The property of a feature that holds its region's code.
    pub code: String,
}

/// For whom the workbook is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WorkbookProfile {
    /// For everybody: as guidance on accessible spreadsheets asks, without filters.
    #[default]
    Release,
    /// For analysts: with filters.
    Working,
}

/// What a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Work in progress.
    Draft,
    /// Final, and not to be published before a day.
    Embargo,
    /// To be published.
    Final,
    /// Published before, and corrected.
    Corrected,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Draft, Status::Embargo, Status::Final, Status::Corrected];

    /// The word for it in configurations and tables.
    pub fn word(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Embargo => "embargo",
            Status::Final => "final",
            Status::Corrected => "corrected",
        }
    }
}

/// Version and embargo of what is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Release {
    /// Version, where stated.
    pub version: Option<String>,
    /// The day of publication, where stated: year, month and day with two hyphens.
    pub date: Option<String>,
    /// The day until which nothing may be published.
    pub embargo_until: Option<String>,
    /// Who approved what is published, where stated.
    pub approver: Option<String>,
}

/// A finding that was looked at and accepted.
#[derive(Debug, Clone)]
pub struct Acknowledgement {
    /// What is accepted.
    pub finding: Finding,
    /// The indicator.
    pub indicator_idx: usize,
    /// The edition.
    pub edition_idx: usize,
    /// Why.
    pub reason: String,
}

/// What can be acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The latest period is carried over.
    CarriedOver,
    /// Values are preliminary.
    Preliminary,
}

/// Limits read against a file's footer, before anything is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most rows of one file.
    pub rows: u64,
    /// Most bytes of one file after decompression.
    pub uncompressed_bytes: u64,
    /// Largest ratio of decompressed to stored size, and of rows to stored bytes.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { rows: 500_000_000, uncompressed_bytes: 16 << 30, ratio: 1_000 }
    }
}
