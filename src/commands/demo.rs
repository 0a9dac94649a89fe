//! `evp demo`: writes demonstration data, for the real municipalities or at any size.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::DemoArguments;
use crate::commands::output_problem;
use crate::demo::{self, DemoMonths, DemoRegion, DemoTable};
use crate::error::{Problem, ProblemKind, Problems, Result, did_you_mean, io_reason, shown};
use crate::ingest::{DEMO_STATUS, STATUS_KEY};
use crate::printer::Printer;
use crate::publish::bytes_parquet;
use crate::publish::table::{Cells, Table};

/// Writes the data.
///
/// # Errors
/// The region or merger table cannot be read, or the output cannot be written.
pub fn run(arguments: &DemoArguments, printer: &Printer) -> Result<()> {
    let written = match (arguments.regions, arguments.indicators, arguments.years) {
        (Some(n_regions), Some(n_indicators), Some(n_years)) => {
            let scaled = demo::scaled(n_regions as usize, n_indicators as usize, n_years as usize);
            let n_rows = scaled.table.region.len();
            let statistics = parquet(scaled.table)?;
            let is_new = !arguments.out.exists();
            std::fs::create_dir_all(&arguments.out).map_err(|error| cannot_write(&arguments.out, &error))?;
            let written = write(&arguments.out.join("statistics.parquet"), &statistics)
                .and_then(|()| write(&arguments.out.join("regions.csv"), scaled.regions_csv.as_bytes()))
                .and_then(|()| write(&arguments.out.join("index.toml"), scaled.config_toml.as_bytes()));
            if is_new && written.is_err() {
                // Only if nothing was written.
                let _ = std::fs::remove_dir(&arguments.out);
            }
            written?;
            format!(
                "Wrote {n_rows} rows of demonstration data; build them with: evp build {}\n",
                shown(&arguments.out.join("index.toml"))
            )
        }
        _ => {
            let regions = regions(&arguments.region_table, &arguments.mergers)?;
            let (years, months) = (demo::finland(&regions), demo::finland_months(&regions));
            let (n_years, n_months) = (years.region.len(), months.region.len());
            let beside = beside(&arguments.out);
            let (years, months) = (parquet(years)?, months_parquet(months)?);
            write(&arguments.out, &years)?;
            write(&beside, &months)?;
            format!(
                "Wrote {n_years} rows of demonstration data to {}, and {n_months} rows of months and quarters to {}: invented \
                 figures, not for publication\n",
                shown(&arguments.out),
                shown(&beside)
            )
        }
    };
    printer.result(&written).map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind::{IsADirectory, NotFound};
    let (reason, help) = match error.kind() {
        NotFound => ("its folder does not exist".to_owned(), "make the folder first, or choose another file with `--out`"),
        IsADirectory => (io_reason(error), "name a file in it with `--out`"),
        _ => (io_reason(error), "choose another place with `--out`"),
    };
    Problem::new(ProblemKind::Output, format!("cannot write `{}`: {reason}", shown(path))).help(help)
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    crate::publish::folder::write_file(path, bytes).map_err(|error| cannot_write(path, &error).into())
}

/// The file for months and quarters: `demo.parquet` has `demo-months.parquet` beside it.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push("-months");
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

fn months_parquet(table: DemoMonths) -> Result<Vec<u8>> {
    encoded(vec![
        ("region_code".to_owned(), Cells::Text { values: table.codes.into(), keys: table.region }),
        ("period".to_owned(), Cells::Text { values: table.periods.into(), keys: table.period }),
        ("indicator".to_owned(), Cells::Text { values: table.series.into(), keys: table.indicator }),
        ("value".to_owned(), Cells::Real(table.value)),
    ])
}

fn parquet(table: DemoTable) -> Result<Vec<u8>> {
    let texts = |rows: &[Option<&'static str>]| {
        let cells = Cells::texts(rows.iter().map(|text| text.unwrap_or_default()));
        // An empty text is no symbol at all.
        match cells {
            Cells::Text { values, keys } => {
                let keys =
                    keys.into_iter().map(|key| if values[key as usize].is_empty() { Cells::NO_TEXT } else { key }).collect();
                Cells::Text { values, keys }
            }
            other => other,
        }
    };
    let symbols = (!table.symbol.is_empty()).then(|| texts(&table.symbol));
    let flags = (!table.flag.is_empty()).then(|| texts(&table.flag));
    let mut columns = vec![
        ("region_code".to_owned(), Cells::Text { values: table.codes.into(), keys: table.region }),
        ("year".to_owned(), Cells::Integer(table.year.into_iter().map(Some).collect())),
        ("indicator".to_owned(), Cells::Text { values: table.series.into(), keys: table.indicator }),
        ("value".to_owned(), Cells::Real(table.value.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())),
    ];
    columns.extend(symbols.map(|cells| ("value_symbol".to_owned(), cells)));
    columns.extend(flags.map(|cells| ("flag".to_owned(), cells)));
    encoded(columns)
}

fn encoded(columns: Vec<(String, Cells)>) -> Result<Vec<u8>> {
    bytes_parquet::bytes(
        &Table::new(columns),
        &[(STATUS_KEY, DEMO_STATUS), ("note", "Invented figures written by `evp demo`; not for publication.")],
    )
    .map_err(|reason| Problem::new(ProblemKind::Internal, format!("the demonstration data cannot be encoded: {reason}")).into())
}

/// The municipalities of the region table, with their whole span, and who carried on.
fn regions(table: &Path, mergers: &Path) -> Result<Vec<DemoRegion>> {
    let unreadable = |path: &Path, reason: String| {
        Problem::new(ProblemKind::Configuration, format!("cannot read `{}`: {reason}", shown(path)))
    };
    let rows = |path: &Path, needed: &[&str]| -> std::result::Result<Vec<BTreeMap<String, String>>, Problem> {
        let text = std::fs::read(path).map_err(|error| {
            unreadable(path, io_reason(&error))
                .help("run in the project's folder, or name the tables with --region-table and --mergers")
        })?;
        let mut reader = csv::Reader::from_reader(&text[..]);
        let columns = reader.headers().map_err(|error| unreadable(path, error.to_string()))?.clone();
        if let Some(missing) = needed.iter().find(|name| !columns.iter().any(|column| column == **name)) {
            return Err(Problem::new(ProblemKind::Configuration, format!("`{}` has no column `{missing}`", shown(path)))
                .help(did_you_mean(missing, columns.iter())));
        }
        reader.deserialize().collect::<std::result::Result<_, _>>().map_err(|error| unreadable(path, error.to_string()))
    };
    let (table, mergers) = match (
        rows(table, &["code", "level", "valid_from", "valid_to", "region_type", "mainland"]),
        rows(mergers, &["code", "successor"]),
    ) {
        (Ok(table), Ok(mergers)) => (table, mergers),
        (table, mergers) => {
            let problems = [table.err(), mergers.err()].into_iter().flatten().collect();
            return Problems::check(problems, Vec::new());
        }
    };
    let successors: BTreeMap<String, String> =
        mergers.into_iter().filter_map(|row| Some((row.get("code")?.clone(), row.get("successor")?.clone()))).collect();
    let year = |row: &BTreeMap<String, String>, column: &str| row.get(column).and_then(|date| date.get(..4)?.parse::<i32>().ok());
    let mut regions: BTreeMap<String, DemoRegion> = BTreeMap::new();
    for row in table {
        let (Some(code), true) = (row.get("code"), row.get("level").is_some_and(|level| level == "municipality")) else {
            continue;
        };
        let text = |column: &str| row.get(column).cloned().unwrap_or_default();
        let region = regions.entry(code.clone()).or_insert_with(|| DemoRegion {
            code: code.clone(),
            region_type: text("region_type"),
            seutukunta: String::new(),
            mainland: text("mainland") == "yes",
            from: i32::MAX,
            to: Some(i32::MIN),
            successor: successors.get(code).cloned(),
        });
        // Rows of a municipality stand in the order of time: the last one says where it is, or was when it ended.
        region.seutukunta = text("seutukunta");
        region.from = region.from.min(year(&row, "valid_from").unwrap_or(0));
        region.to = match (region.to, year(&row, "valid_to")) {
            (Some(before), Some(to)) => Some(before.max(to)),
            _ => None,
        };
        if region.to.is_none() {
            region.successor = None;
        }
    }
    Ok(regions.into_values().collect())
}
