//! Generated statistics of fixed sizes, written to a temporary folder: what every bench reads.

// Each bench is a crate of its own and uses a part of this.
#![allow(dead_code, reason = "shared by benches that use different parts of it")]

use std::path::PathBuf;

use evp::cli::DemoArguments;
use evp::commands;
use evp::printer::{Mode, Printer};
use evp::{DataOverride, Plan};
use tempfile::TempDir;

/// A size: regions, indicators in the file (twenty of them are used), years.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub n_regions: u32,
    pub n_indicators: u32,
    pub n_years: u32,
}

impl Size {
    /// The size in words, for the names of the benches.
    pub fn in_words(self) -> String {
        let Size { n_regions, n_indicators, n_years } = self;
        format!("{n_regions} regions, {n_indicators} indicators and {n_years} years")
    }
}

/// The municipalities of Finland.
pub const SMALL: Size = Size { n_regions: 309, n_indicators: 20, n_years: 10 };
/// The municipalities of a continent, of which twenty of fifty series are wanted; few years, so that a bench takes seconds.
pub const MEDIUM: Size = Size { n_regions: 10_000, n_indicators: 50, n_years: 4 };
/// Both.
pub const SIZES: [Size; 2] = [SMALL, MEDIUM];
/// A hundred thousand regions and ten million rows. The whole of it would have twenty years: two cost the same for each row.
pub const LARGE: Size = Size { n_regions: 100_000, n_indicators: 50, n_years: 2 };

/// A folder with statistics, a region table and a configuration. It lasts as long as this.
pub struct Scaled {
    folder: TempDir,
}

impl Scaled {
    /// Writes them.
    pub fn write(size: Size) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let arguments = DemoArguments {
            out: folder.path().to_owned(),
            region_table: PathBuf::new(),
            mergers: PathBuf::new(),
            regions: Some(size.n_regions),
            indicators: Some(size.n_indicators),
            years: Some(size.n_years),
        };
        commands::demo::run(&arguments, &Printer::new(Mode::Quiet)).expect("the data are written");
        Scaled { folder }
    }

    /// Where the configuration is.
    pub fn configuration(&self) -> PathBuf {
        self.folder.path().join("index.toml")
    }

    /// Where the statistics are.
    pub fn statistics(&self) -> PathBuf {
        self.folder.path().join("statistics.parquet")
    }

    /// The configuration, resolved.
    pub fn plan(&self) -> Plan {
        evp::load_plan(&self.configuration()).expect("the configuration is sound")
    }
}

/// The files that the configuration names.
pub fn own_data() -> DataOverride {
    DataOverride::default()
}

/// One indicator's values, as skewed as statistics are: some missing, and one in twenty a zero that ties with the others.
pub fn values(n_regions: u32) -> Vec<f64> {
    let table = evp::demo::scaled(n_regions as usize, 2, 1).table;
    // Only every fourth indicator has zeros, the second first.
    let of_second = table.indicator.iter().zip(&table.value).filter(|(indicator, _)| **indicator == 1);
    of_second.map(|(_, value)| value.unwrap_or(f64::NAN)).collect()
}
