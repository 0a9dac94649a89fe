//! The grammar of the command line, and nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The configuration that is used when none is named.
pub const DEFAULT_CONFIG: &str = "config/evp.toml";

const EXIT_CODES: &str = "\
Exit codes:
  0  ok                                5  input breaks the data contract
  1  findings or differences           6  output cannot be written
  2  usage                             7  another run is writing the output
  3  configuration                    70  bug
  4  input unreadable or malformed    130, 143  interrupted

Colour and progress follow the terminal; NO_COLOR switches colour off.";

/// Composite indices of regions, from Parquet statistics to published rankings
#[derive(Debug, Parser)]
#[command(name = "evp", version, max_term_width = 100, after_help = EXIT_CODES, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Print nothing but problems
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print the result, or the problems, as JSON on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// Number of threads; the result does not depend on it
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the index: rankings and tables of every edition
    #[command(
        after_help = "Examples:\n  evp build\n  evp build config/evp.toml --data statistics.parquet --out out/2026\n  evp build --edition 2026 --tables rankings,types"
    )]
    Build(BuildArguments),
    /// Report every problem of the configuration and the data at once
    #[command(after_help = "Examples:\n  evp check\n  evp check config/evp.toml --readiness")]
    Check(CheckArguments),
    /// Say what an audit would look at first: gaps, outliers, correlations, weights and ties
    #[command(
        after_help = "Examples:\n  evp diagnose config/evp.toml\n  evp diagnose config/evp.toml --edition 2024 --edition 2025 --out out/audit\n\nFindings are reasons to look, not errors: the exit code is 0 with or without them."
    )]
    Diagnose(DiagnoseArguments),
    /// Say how sure the ranks are, and what they depend on most
    #[command(
        after_help = "Examples:\n  evp robustness\n  evp robustness config/evp.toml --replicates 100000 --out out/robustness\n  evp robustness config/evp.toml --write-replicates replicates.csv\n  evp robustness config/evp.toml --replay replicates.csv --ranks ranks.parquet\n\nIntervals show sensitivity to choices of method; they are no margin of error."
    )]
    Robustness(RobustnessArguments),
    /// Audit an index: coherence, uncertainty, sensitivity and shifts by scenario, as one page with its tables
    #[command(
        after_help = "Examples:\n  evp audit config/evp.toml\n  evp audit config/evp.toml --edition 2025 --out out/audit-2025\n  evp audit config/evp.toml --replicates 100000 --points 16384\n\nThe page is audit.html, in further languages audit.LANGUAGE.html; it needs no network. Intervals show sensitivity to choices of method; they are no margin of error.\nFindings are reasons to look, not errors: the exit code is 0 with or without them."
    )]
    Audit(AuditArguments),
    /// Write down what a build is made from and what comes out, to hold a later build against
    #[command(
        after_help = "Examples:\n  evp lock config/evp.toml\n  evp lock config/evp.toml --from out/evp --out evp-2026.lock"
    )]
    Lock(LockArguments),
    /// Build again and say what differs from a lock: inputs, values, method, regions, tables
    #[command(
        after_help = "Examples:\n  evp verify config/evp.toml\n  evp verify config/evp.toml --lock evp-2026.lock --base archive/evp/2026\n\nThe content of every table must be the same, and its bytes where version and target are the lock's."
    )]
    Verify(VerifyArguments),
    /// Keep what was published, with the files it was made from, as a version that is never changed
    #[command(
        after_help = "Examples:\n  evp freeze out/evp\n  evp freeze out/evp --version 2026.1 --status corrected --archive /srv/evp"
    )]
    Freeze(FreezeArguments),
    /// Explain one region: every number from raw value to rank, and why it moved
    #[command(
        allow_missing_positional = true,
        after_help = "Examples:\n  evp explain Espoo\n  evp explain config/evp.toml 049 --edition 2025 --against 2023\n  evp explain out/evp Esbo --language sv --out esbo.csv\n\nCONFIG may also be the output folder of a build: then the numbers are those it was made from."
    )]
    Explain(ExplainArguments),
    /// Compare two builds, two editions of one build, or a build and a published table
    #[command(
        after_help = "Examples:\n  evp compare out/evp\n  evp compare archive/evp/2025 out/evp --out out/comparison\n  evp compare published.csv out/evp --edition 2025 --column score=Indeksi --tolerance 0.05\n  evp compare published.xlsx out/evp --sheet Sijoitukset --decimals 1\n\nBetween two editions, the indicators behind the largest moves are named; --out writes all parts of all changes.\nA published table is CSV, or a sheet of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), of which the numbers count as\nthey are stored, not as they are shown. With a tolerance, differences beyond it give exit code 1."
    )]
    Compare(CompareArguments),
    /// Make the files for people and machines again from the folder of a build
    #[command(
        after_help = "Examples:\n  evp publish out/evp\n  evp publish out/evp --only workbook,map\n  evp publish archive/evp/2025 --to out/again\n\nMade again are people, types, groups, improvers, notes, workbook, report, map, datawrapper, tidy, package, profiles,\ndesk and quality: they present numbers, and come out byte for byte as `evp build` wrote them. Not made again are rankings,\nscores, parameters, targets, summaries, corrections, robustness and inputs: they are the numbers, and what these were\nmade from. Change them by building again. Folders of `evp audit`, `evp diagnose` and `evp robustness` are not made again."
    )]
    Publish(PublishArguments),
    /// Ask what another value would change, or what it would take to climb: arithmetic, not a forecast
    #[command(
        allow_missing_positional = true,
        after_help = "Examples:\n  evp what-if Nurmes --set population=9500\n  evp what-if config/evp.toml Nurmes --set population=+5% --set unemployment=-0.5\n  evp what-if Nurmes --climb 3\n  evp what-if Nurmes --to-rank 10 --overall --measure history --out nurmes.csv\n\nA sign means a change, a per cent sign one in per cent of the value; write `==-20` for the value −20 itself.\nA variable is set in the latest period that the edition reads of it; name another as `population@2023=…`."
    )]
    WhatIf(WhatIfArguments),
    /// Write the demonstration data, or data and a configuration of any size
    #[command(
        after_help = "Examples:\n  evp demo --out data/demo.parquet\n  evp demo --regions 10000 --indicators 50 --years 20 --out load-test"
    )]
    Demo(DemoArguments),
    /// Print the JSON Schema of the configuration
    #[command(after_help = "Example:\n  evp schema > config/evp.schema.json")]
    Schema,
    /// Print shell completions
    #[command(after_help = "Example:\n  evp completions bash > ~/.local/share/bash-completion/completions/evp")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  evp man > evp.1")]
    Man,
}

/// `evp build`
#[derive(Debug, Clone, Args)]
pub struct BuildArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Output folder; it is replaced as a whole [default: out/INDEX-ID]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Publish only this edition (may be repeated); all are computed, for the changes
    #[arg(long = "edition", value_name = "EDITION")]
    pub editions: Vec<String>,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
    /// Write only these tables [default: all]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub tables: Vec<TableFamily>,
    /// Number of replicates behind the intervals of ranks, instead of the configuration's; 0 = no intervals
    #[arg(long, value_name = "N")]
    pub replicates: Option<u32>,
}

/// Families of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFamily {
    /// rankings.parquet and rankings.csv, at full precision
    Rankings,
    /// rankings.LANGUAGE.csv, rounded, for people
    People,
    /// scores.parquet, every number behind the rankings
    Scores,
    /// types/EDITION/REGION-TYPE.csv
    Types,
    /// groups/EDITION/GROUP.csv, where the configuration has further groups
    Groups,
    /// summaries.parquet and summaries.csv, of larger areas, where the configuration has summaries
    Summaries,
    /// parameters.csv and .parquet, every number that was fitted on the data
    Parameters,
    /// targets.csv, how far each region is from what it set out to reach
    Targets,
    /// corrections.csv, what was corrected after publication or set by hand
    Corrections,
    /// robustness.csv and .parquet, rank_probabilities.parquet: how sure the ranks are
    Robustness,
    /// inputs/, the cells that were used
    Inputs,
    /// improvers.csv and improvers.LANGUAGE.csv, who climbed most and what did it
    Improvers,
    /// notes.md and notes.LANGUAGE.md, what was done and by which rules
    Notes,
    /// rankings.xlsx, cover, ranks by region type, changes, indicators, method and notes, all numbers
    Workbook,
    /// report.html, the results as one page: findings, tables, map and charts, in every language
    Report,
    /// map.geojson and map.csv, the newest edition for QGIS
    Map,
    /// datawrapper/, tables for charts and maps on the web
    Datawrapper,
    /// tidy.parquet, one number a row, for Power BI, R and Python
    Tidy,
    /// datapackage.json, what every column of the tables for machines means (Frictionless), and rankings.csvt
    Package,
    /// profiles/CODE.html and profiles/index.html, a page for every region
    Profiles,
    /// desk/top_and_bottom.LANGUAGE.csv, who stands first and last in each region type, area and group
    Desk,
    /// quality.csv, the checks that ran and what they found
    Quality,
}

/// `evp check`
#[derive(Debug, Clone, Args)]
pub struct CheckArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
    /// Say for each indicator and edition which statistics have arrived
    #[arg(long)]
    pub readiness: bool,
}

/// `evp diagnose`
#[derive(Debug, Clone, Args)]
pub struct DiagnoseArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Output folder; it is replaced as a whole [default: out/INDEX-ID-diagnostics]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Diagnose this edition (may be repeated) [default: the newest]
    #[arg(long = "edition", value_name = "EDITION")]
    pub editions: Vec<String>,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
}

/// `evp robustness`
#[derive(Debug, Clone, Args)]
pub struct RobustnessArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Output folder; it is replaced as a whole [default: out/INDEX-ID-robustness]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Analyse this edition (may be repeated) [default: those of the configuration]
    #[arg(long = "edition", value_name = "EDITION")]
    pub editions: Vec<String>,
    /// Number of replicates, instead of the configuration's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub replicates: Option<u32>,
    /// Seed of the draws, instead of the configuration's
    #[arg(long, value_name = "SEED")]
    pub seed: Option<u32>,
    /// Points of the sensitivity analysis, best a power of two; 0 = none
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(0..=65_536))]
    pub points: u32,
    /// Write the parameters of every replicate to this CSV file
    #[arg(long, value_name = "FILE")]
    pub write_replicates: Option<PathBuf>,
    /// Compute the replicates of this CSV file instead of drawing them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["replicates", "seed"])]
    pub replay: Option<PathBuf>,
    /// Write every rank of every replicate to this Parquet file
    #[arg(long, value_name = "FILE")]
    pub ranks: Option<PathBuf>,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
}

/// `evp audit`
#[derive(Debug, Clone, Args)]
pub struct AuditArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Output folder; it is replaced as a whole [default: out/INDEX-ID-audit]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Audit this edition [default: the newest]
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Number of replicates behind the intervals of ranks, instead of the configuration's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub replicates: Option<u32>,
    /// Seed of the draws, instead of the configuration's
    #[arg(long, value_name = "SEED")]
    pub seed: Option<u32>,
    /// Points of the sensitivity analysis, best a power of two; 0 = none
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(0..=65_536))]
    pub points: u32,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
}

/// `evp lock`
#[derive(Debug, Clone, Args)]
pub struct LockArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// File to write [default: beside the configuration, ending in .lock]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lock this output folder as it is, instead of building
    #[arg(long, value_name = "DIR", conflicts_with = "data")]
    pub from: Option<PathBuf>,
    /// Lock the numbers only: inputs and files may change as long as no table's content does
    #[arg(long)]
    pub numbers: bool,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
    /// Number of replicates behind the intervals of ranks, instead of the configuration's; 0 = no intervals
    #[arg(long, value_name = "N")]
    pub replicates: Option<u32>,
}

/// `evp publish`
#[derive(Debug, Clone, Args)]
pub struct PublishArguments {
    /// Output folder of a build
    pub out: PathBuf,
    /// Make only these files again, separated by commas [default: all that present the numbers]
    #[arg(long, value_name = "FAMILIES", value_delimiter = ',')]
    pub only: Vec<TableFamily>,
    /// Write them to another folder, which then holds nothing else [default: into OUT itself]
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
}

/// `evp explain`
#[derive(Debug, Clone, Args)]
pub struct ExplainArguments {
    /// Configuration file, or the output folder of a build
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Region: its code, or its name in any language of the region table
    pub region: String,
    /// Edition [default: the newest]
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Edition that it is held against [default: the one before]
    #[arg(long, value_name = "EDITION")]
    pub against: Option<String>,
    /// Regions to compare with, instead of the most alike
    #[arg(long, value_name = "REGIONS", value_delimiter = ',')]
    pub peers: Vec<String>,
    /// Language of the text [default: the main language of the index]
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Write every number to this CSV file too
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
}

/// `evp compare`
#[derive(Debug, Clone, Args)]
pub struct CompareArguments {
    /// Output folder of a build, or a published table (CSV, or a sheet of a workbook)
    pub base: PathBuf,
    /// The same [default: the edition before, of BASE]
    pub new: Option<PathBuf>,
    /// Edition of NEW [default: the newest]
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Edition of BASE [default: that of NEW; of one build, the one before]
    #[arg(long, value_name = "EDITION")]
    pub base_edition: Option<String>,
    /// Index or factor [default: the index]
    #[arg(long, value_name = "ID")]
    pub node: Option<String>,
    /// What a column of a published table holds, such as score=Indeksi (may be repeated)
    #[arg(long = "column", value_name = "ROLE=NAME")]
    pub columns: Vec<String>,
    /// Sheet of a published workbook [default: the first that has a ranking]
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Decimals at which published scores are taken [default: as many as they have]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=15))]
    pub decimals: Option<u32>,
    /// Largest difference of a score that is accepted; beyond it the exit code is 1
    #[arg(long, value_name = "POINTS")]
    pub tolerance: Option<f64>,
    /// Largest difference of a rank that is accepted
    #[arg(long, value_name = "PLACES")]
    pub rank_tolerance: Option<u32>,
    /// Write the tables to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `evp what-if`
#[derive(Debug, Clone, Args)]
#[command(group(clap::ArgGroup::new("question").required(true).args(["set", "climb", "to_rank"])))]
pub struct WhatIfArguments {
    /// Configuration file [default: config/evp.toml]
    pub config: Option<PathBuf>,
    /// The region, by code or name
    #[arg(required = true)]
    pub region: String,
    /// Set a variable or an indicator: NAME=VALUE, NAME=+CHANGE, NAME=-CHANGE% (may be repeated)
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// What it would take to gain N places
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub climb: Option<u32>,
    /// What it would take to reach a rank
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    pub to_rank: Option<u32>,
    /// Count places among all regions, not in the region type
    #[arg(long, conflicts_with = "set")]
    pub overall: bool,
    /// What the moves of several indicators are added up in
    #[arg(long, value_name = "MEASURE", default_value = "deviations")]
    pub measure: MoveMeasure,
    /// The edition [default: the newest]
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Write the answer to this CSV file too
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
}

/// `evp verify`
#[derive(Debug, Clone, Args)]
pub struct VerifyArguments {
    /// Configuration file
    #[arg(default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// The lock [default: beside the configuration, ending in .lock]
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// Output folder or archive of the build that was locked: tells which rows and values have changed
    #[arg(long, value_name = "DIR")]
    pub base: Option<PathBuf>,
    /// Read these files instead of the configuration's: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
    /// Number of replicates behind the intervals of ranks, instead of the configuration's; 0 = no intervals
    #[arg(long, value_name = "N")]
    pub replicates: Option<u32>,
}

/// `evp freeze`
#[derive(Debug, Clone, Args)]
pub struct FreezeArguments {
    /// Output folder that was published
    pub out: PathBuf,
    /// Configuration from which it was built
    #[arg(long, value_name = "FILE", default_value = DEFAULT_CONFIG)]
    pub config: PathBuf,
    /// Folder of the archive; the version goes into INDEX-ID/VERSION below it
    #[arg(long, value_name = "DIR", default_value = "archive")]
    pub archive: PathBuf,
    /// Version [default: that of the configuration, else the newest edition]
    #[arg(long, value_name = "VERSION")]
    pub version: Option<String>,
    /// What it is; the tables must say the same [default: that of the configuration]
    #[arg(long, value_name = "STATUS")]
    pub status: Option<ReleaseStatus>,
    /// The files it was built from, where `evp build` had them from --data: FILE, or SOURCE=FILE (may be repeated)
    #[arg(long = "data", value_name = "FILE")]
    pub data: Vec<String>,
}

/// What a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReleaseStatus {
    /// Work in progress
    Draft,
    /// Final, and not to be published before a day
    Embargo,
    /// Published
    Final,
    /// Published before, and corrected
    Corrected,
}

/// What the size of a move is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MoveMeasure {
    /// Standard deviations of the indicator over the regions
    Deviations,
    /// The mean distance by which regions' values moved between consecutive editions
    History,
}

/// `evp demo`
#[derive(Debug, Clone, Args)]
pub struct DemoArguments {
    /// File to write; months and quarters go beside it, into NAME-months (with --regions: folder)
    #[arg(long, value_name = "PATH", default_value = "data/demo.parquet")]
    pub out: PathBuf,
    /// Region table with the real municipalities
    #[arg(long, value_name = "FILE", default_value = "data/regions.csv", conflicts_with = "regions")]
    pub region_table: PathBuf,
    /// Merger table
    #[arg(long, value_name = "FILE", default_value = "data/mergers.csv", conflicts_with = "regions")]
    pub mergers: PathBuf,
    /// Made-up regions instead of the real municipalities
    #[arg(long, value_name = "N", requires_all = ["indicators", "years"], value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub regions: Option<u32>,
    /// Number of indicators
    #[arg(long, value_name = "K", requires = "regions", value_parser = clap::value_parser!(u32).range(2..=1000))]
    pub indicators: Option<u32>,
    /// Number of years
    #[arg(long, value_name = "Y", requires = "regions", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub years: Option<u32>,
}
