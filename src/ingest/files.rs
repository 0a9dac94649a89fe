//! Which files there are to read: plain paths, folders, patterns, and `--data` on the command line.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::located::Located;
use crate::error::{
    FROM_CONFIGURATION, FROM_HERE, Problem, ProblemKind, Problems, Result, did_you_mean, io_reason, nearby_file, shown,
};
use crate::plan::{Format, Plan};

/// A file to read, and the source it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    /// Position of the source in the plan.
    pub source_idx: usize,
    /// Where it is.
    pub path: PathBuf,
    /// Its format: as stated, else by the end of its name.
    pub format: Format,
}

/// Ends of the names of CSV files.
const CSV: [&str; 3] = ["csv", "tsv", "txt"];
/// Ends of the names that are taken for CSV files in a folder of which nothing is said: a text there may be anything.
const SURELY_CSV: [&str; 2] = ["csv", "tsv"];

/// Whether a name ends in one of these.
fn ends_in(path: &Path, ends: &[&str]) -> bool {
    path.extension().is_some_and(|extension| ends.iter().any(|end| extension.eq_ignore_ascii_case(end)))
}

/// Files given on the command line: `FILE`, or `SOURCE=FILE` where the configuration has several sources.
#[derive(Debug, Clone, Default)]
pub struct DataOverride {
    /// The arguments as they were given.
    pub arguments: Vec<String>,
}

/// Lists every input file of a plan, in a fixed order, each once.
///
/// # Errors
/// Files that do not exist, folders and patterns without data files, arguments that name no source.
pub fn list(plan: &Plan, data: &DataOverride) -> Result<Vec<ListedFile>> {
    let mut problems = Vec::new();
    let mut given: Vec<Vec<PathBuf>> = vec![Vec::new(); plan.sources.len()];
    for argument in &data.arguments {
        let named = argument
            .split_once('=')
            .and_then(|(name, file)| plan.sources.iter().position(|source| source.id == name).map(|position| (position, file)));
        match named {
            Some((source_idx, file)) => given[source_idx].push(PathBuf::from(file)),
            None if plan.sources.len() == 1 => given[0].push(PathBuf::from(argument)),
            None => problems.push(
                Problem::new(ProblemKind::Usage, format!("`--data {argument}` does not say which source it replaces")).help(
                    format!(
                        "the configuration has {} sources; write `--data NAME=FILE` ({})",
                        plan.sources.len(),
                        did_you_mean(argument, plan.sources.iter().map(|source| source.id.as_str()))
                    ),
                ),
            ),
        }
    }
    let mut listed = Vec::new();
    for (source_idx, source) in plan.sources.iter().enumerate() {
        let mut paths = BTreeSet::new();
        if given[source_idx].is_empty() {
            for file in &source.files {
                match expand(&file.value, source.format, FROM_CONFIGURATION) {
                    Ok(found) => paths.extend(found),
                    Err(problem) => problems.push(with_line(plan, file, problem)),
                }
            }
        } else {
            for path in &given[source_idx] {
                match expand(path, source.format, FROM_HERE) {
                    Ok(found) => paths.extend(found),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        listed.extend(paths.into_iter().map(|path| {
            let by_name = if ends_in(&path, &CSV) { Format::Csv } else { Format::Parquet };
            ListedFile { source_idx, path, format: source.format.unwrap_or(by_name) }
        }));
    }
    Problems::check(problems, listed)
}

/// Adds the line of the configuration that names the file.
fn with_line(plan: &Plan, file: &Located<PathBuf>, problem: Problem) -> Problem {
    let mut located = plan.text.problem(&file.span, problem.message);
    located.kind = problem.kind;
    located.details = problem.details;
    located.help = problem.help;
    located
}

/// The files that a path, folder or pattern stands for.
fn expand(path: &Path, format: Option<Format>, counted_from: &str) -> std::result::Result<Vec<PathBuf>, Problem> {
    let name = shown(path);
    if !path.exists() && name.contains(['*', '?', '[']) {
        let nothing = || {
            Problem::new(ProblemKind::UnreadableInput, format!("no file matches `{name}`"))
                .help(format!("check the pattern; paths are counted from {counted_from}"))
        };
        let found = glob::glob(&name).map_err(|_| nothing())?;
        let mut files: Vec<PathBuf> = found.filter_map(std::result::Result::ok).filter(|path| path.is_file()).collect();
        files.sort();
        return if files.is_empty() { Err(nothing()) } else { Ok(files) };
    }
    let metadata = std::fs::metadata(path).map_err(|error| {
        let problem = crate::error::unreadable(path, &error);
        if error.kind() == std::io::ErrorKind::NotFound { problem.help(nearby_file(path, counted_from)) } else { problem }
    })?;
    if metadata.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|error| {
            Problem::new(ProblemKind::UnreadableInput, format!("cannot list `{name}`: {}", io_reason(&error)))
        })?;
        let all: Vec<PathBuf> = entries.filter_map(std::result::Result::ok).map(|entry| entry.path()).collect();
        let of = |ends: &[&str]| -> Vec<PathBuf> { all.iter().filter(|path| ends_in(path, ends)).cloned().collect() };
        let (mut files, wanted) = match format {
            Some(Format::Parquet) => (of(&["parquet"]), ".parquet"),
            Some(Format::Csv) => (of(&CSV), ".csv, .tsv or .txt"),
            None => match of(&["parquet"]) {
                none if none.is_empty() => (of(&SURELY_CSV), ".parquet, .csv or .tsv"),
                files => (files, ".parquet"),
            },
        };
        files.sort();
        return if files.is_empty() {
            Err(Problem::new(ProblemKind::UnreadableInput, format!("the folder `{name}` has no {wanted} files"))
                .help("give the folder that holds the statistics, or the files themselves"))
        } else {
            Ok(files)
        };
    }
    if !metadata.is_file() {
        return Err(Problem::new(ProblemKind::UnreadableInput, format!("`{name}` is not a file"))
            .help("give a Parquet or CSV file on disk"));
    }
    Ok(vec![path.to_path_buf()])
}
