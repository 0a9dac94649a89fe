//! The only reader of input files: statistics in Parquet or CSV, long or wide, into a dense panel.
//!
//! It takes the cells that the plan needs and no others, counts everything it leaves out, and reports all problems of all
//! files at once. What a value means is settled here (codes, symbols, periods); what is computed from it is not.

mod columns;
mod csv;
mod decode;
pub mod files;
mod findings;
pub mod input;
mod inventory;
mod layout;
mod ready;
mod report;
mod symbols;
mod wanted;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use rayon::prelude::*;

use crate::error::{Problem, ProblemKind, Problems, Result, counted};
use crate::harmonise::mark;
use crate::indicator::VariableKind;
use crate::panel::{CodeSpace, Panel, Slots};
use crate::period::Period;
use crate::plan::{Format, Plan};
use crate::publish::labels::sentence::Sentence;
use crate::region::Regions;
use csv::CsvTable;
use decode::Sink;
use files::{DataOverride, ListedFile};
use findings::Findings;
use input::{InputFile, guarded};
use layout::{Shape, period_columns};
use ready::{Content, ReadyFile};
use wanted::Wanted;

/// Most places that are listed under one problem.
const MOST_LISTED: usize = 3;
/// Key in a Parquet file's metadata that marks what the data are.
pub const STATUS_KEY: &str = "data_status";
/// The mark of demonstration data.
pub const DEMO_STATUS: &str = "demo";

/// What is known of one input file.
#[derive(Debug, Clone)]
pub struct InputSummary {
    /// Name as given.
    pub name: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Rows in the file.
    pub rows: u64,
    /// The mark in its metadata (of a CSV file: in its column `data_status`), if it has one.
    pub status: Option<String>,
    /// How a CSV file was read; `None` for Parquet.
    pub dialect: Option<Sentence>,
    /// What was taken of columns that name variable and period; `None` where they do not.
    pub period_columns: Option<Sentence>,
}

/// The panel and everything that was noted while it was read.
#[derive(Debug, Clone)]
pub struct Ingested {
    /// The values.
    pub panel: Panel,
    /// The files.
    pub inputs: Vec<InputSummary>,
    /// What was counted.
    pub notes: IngestNotes,
}

/// Counts that go into the summary.
#[derive(Debug, Clone, Default)]
pub struct IngestNotes {
    /// Values taken.
    pub cells: u64,
    /// Rows of totals left out, by code.
    pub totals: BTreeMap<String, u64>,
    /// Rows of other levels left out, by code.
    pub other_levels: BTreeMap<String, u64>,
    /// Rows with unknown codes left out, by code.
    pub unknown: BTreeMap<String, u64>,
    /// Symbols read as nil or missing, by variable and symbol.
    pub symbols: BTreeMap<(usize, String), u64>,
    /// Cells read as exactly nil, sorted.
    pub nil: Vec<(u32, u32)>,
    /// How many cells were read as exactly nil from the original files.
    pub n_nil: u64,
    /// Cells marked preliminary, sorted.
    pub preliminary: Vec<(u32, u32)>,
}

impl IngestNotes {
    /// Whether any cell of a column is marked nil or preliminary.
    pub fn has_marks(&self, slot: usize) -> bool {
        let has = |list: &[(u32, u32)]| {
            let start = list.partition_point(|(other, _)| (*other as usize) < slot);
            list.get(start).is_some_and(|(other, _)| *other as usize == slot)
        };
        has(&self.nil) || has(&self.preliminary)
    }

    /// Marks of a stretch of a column; empty when there are none.
    pub fn marks(&self, slot: usize, start: usize, length: usize) -> Vec<u8> {
        if !self.has_marks(slot) {
            return Vec::new();
        }
        let mut marks = vec![0; length];
        for (list, bit) in [(&self.nil, mark::NIL), (&self.preliminary, mark::PRELIMINARY)] {
            let first = list.partition_point(|(other, _)| (*other as usize) < slot);
            for (_, position) in list[first..].iter().take_while(|(other, _)| *other as usize == slot) {
                if let Some(mark) = (*position as usize).checked_sub(start).and_then(|offset| marks.get_mut(offset)) {
                    *mark |= bit;
                }
            }
        }
        marks
    }
}

/// Told how many rows have been dealt with, from any thread.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// A cell that is taken holds anything but this.
const EMPTY: u64 = 0x7ff8_0000_0000_0001;

fn n_filled(values: &[f64]) -> u64 {
    values.iter().map(|value| u64::from(value.to_bits() != EMPTY)).sum()
}

/// The panel while threads fill it.
///
/// Nobody looks whether a cell was taken before it is stored into: when all is read, as many cells are filled as values were
/// taken, or there are duplicates. A look at each cell would double the time that storing takes.
struct Scatter<'a> {
    cells: &'a [AtomicU64],
    n_codes: usize,
}

impl Sink for Scatter<'_> {
    #[inline]
    fn put(&mut self, slot: u32, position: u32, bits: u64, _file_idx: usize, _row: u64) {
        self.cells[slot as usize * self.n_codes + position as usize].store(bits, Ordering::Relaxed);
    }
}

/// Notes the cells that are met more than once.
struct Repeats {
    n_codes: usize,
    is_taken: Vec<bool>,
    cells: BTreeSet<(u32, u32)>,
}

impl Sink for Repeats {
    fn put(&mut self, slot: u32, position: u32, _bits: u64, _file_idx: usize, _row: u64) {
        let is_taken = &mut self.is_taken[slot as usize * self.n_codes + position as usize];
        if std::mem::replace(is_taken, true) {
            self.cells.insert((slot, position));
        }
    }
}

/// Notes every row of a few cells, to report duplicates with all their places.
struct Watch<'a> {
    cells: &'a BTreeSet<(u32, u32)>,
    places: HashMap<(u32, u32), Vec<(usize, u64)>>,
}

impl Sink for Watch<'_> {
    fn put(&mut self, slot: u32, position: u32, _bits: u64, file_idx: usize, row: u64) {
        if self.cells.contains(&(slot, position)) {
            self.places.entry((slot, position)).or_default().push((file_idx, row));
        }
    }
}

/// The input files of a plan, opened and understood, not yet decoded.
#[derive(Debug)]
pub struct OpenInputs<'a> {
    plan: &'a Plan,
    regions: &'a Regions,
    files: Vec<ReadyFile<'a>>,
    space: CodeSpace,
}

/// The input files of a plan with their footers read and their columns found; not yet tied to regions.
#[derive(Debug)]
pub struct OpenFiles<'a>(Vec<ReadyFile<'a>>);

/// Opens the input files: footers, limits, columns.
///
/// # Errors
/// Every problem of every file.
pub fn open<'a>(plan: &'a Plan, data: &DataOverride) -> Result<OpenFiles<'a>> {
    let listed = files::list(plan, data)?;
    let opened: Vec<std::result::Result<ReadyFile<'a>, Vec<Problem>>> =
        listed.par_iter().enumerate().map(|(file_idx, file)| open_file(plan, file_idx, file)).collect();
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for file in opened {
        match file {
            Ok(file) => files.push(file),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() && files.iter().all(|file| file.n_rows() == 0) {
        let names: Vec<String> = files.iter().map(|file| format!("`{}`", file.input.name)).collect();
        problems.push(
            Problem::new(ProblemKind::DataContract, format!("{} has no rows", names.join(", ")))
                .help("write the statistics again"),
        );
    }
    Problems::check(problems, OpenFiles(files))
}

impl<'a> OpenFiles<'a> {
    /// Where the files are.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(|file| file.input.path.as_path())
    }

    /// The region codes that occur in the files, for a plan without a region table.
    ///
    /// # Errors
    /// A file cannot be decoded; no file has any code.
    pub fn region_codes(&self, plan: &Plan) -> Result<BTreeSet<String>> {
        let groups: Vec<(&ReadyFile<'_>, usize)> =
            self.0.iter().flat_map(|file| (0..file.n_row_groups()).map(move |row_group| (file, row_group))).collect();
        let found: Vec<_> = groups.par_iter().map(|(file, row_group)| inventory::region_codes(plan, file, *row_group)).collect();
        let mut problems = Vec::new();
        let mut codes = BTreeSet::new();
        for found in found {
            match found {
                Ok(found) => codes.extend(found),
                Err(problem) => problems.push(problem),
            }
        }
        if codes.is_empty() && problems.is_empty() {
            let message = "there is no region table, and the data have no region codes for any of the variables";
            problems.push(
                Problem::new(ProblemKind::DataContract, message).help(
                    "name the column of codes under `columns` of the source, and the series under `series` of each variable",
                ),
            );
        }
        Problems::check(problems, codes)
    }

    /// Ties the files to the regions whose codes they carry.
    pub fn with_regions(self, plan: &'a Plan, regions: &'a Regions) -> OpenInputs<'a> {
        OpenInputs { plan, regions, files: self.0, space: code_space(plan, regions) }
    }
}

fn open_file<'a>(plan: &'a Plan, file_idx: usize, listed: &ListedFile) -> std::result::Result<ReadyFile<'a>, Vec<Problem>> {
    let source = &plan.sources[listed.source_idx];
    if listed.format == Format::Csv {
        let input = InputFile::open(&listed.path).map_err(|problem| vec![problem])?;
        let read = guarded(|| CsvTable::read(&input, source, &plan.variables, &plan.limits));
        let (table, layout) = read.map_err(|reason| vec![input.damaged(&reason)])??;
        return Ok(ReadyFile { file_idx, input, content: Content::Csv(table), layout, source });
    }
    let (input, footer) = InputFile::open_parquet(&listed.path, &plan.limits).map_err(|problem| vec![problem])?;
    let layout = layout::find(&input.name, footer.schema(), source, &plan.variables)?;
    let columns = layout.columns();
    let leaves = leaves(&footer, &columns);
    input.check_codecs(&footer, &leaves).map_err(|problem| vec![problem])?;
    let footer = ReadyFile::with_dictionaries(&footer, &columns)
        .map_err(|reason| vec![input.damaged(&format!("its columns cannot be read ({reason})"))])?;
    let file = ReadyFile { file_idx, input, content: Content::Parquet(footer), layout, source };
    let texts = text_values(&file);
    if texts.is_empty() { Ok(file) } else { Err(texts) }
}

/// Positions of the leaf columns of top-level columns.
fn leaves(footer: &ArrowReaderMetadata, columns: &[usize]) -> Vec<usize> {
    let schema = footer.metadata().file_metadata().schema_descr();
    (0..schema.num_columns()).filter(|&leaf| columns.contains(&schema.get_column_root_idx(leaf))).collect()
}

/// Value columns that hold text: reported with the first values, so that the analyst sees what to convert.
fn text_values(file: &ReadyFile<'_>) -> Vec<Problem> {
    let schema = file.schema();
    let is_text = |column: &usize| columns::kind_of(schema.field(*column).data_type()) == columns::ColumnKind::Text;
    let text_columns: Vec<usize> = file.layout.value_columns().into_iter().filter(is_text).collect();
    // A file with a column for each period would otherwise give a problem for each period.
    let most = if matches!(file.layout.shape, Shape::WideByPeriod(_)) { MOST_LISTED } else { usize::MAX };
    let more = text_columns.len().saturating_sub(most);
    let problems = text_columns
        .into_iter()
        .take(most)
        .map(|column| {
            let name = schema.field(column).name();
            let problem = Problem::new(ProblemKind::DataContract, format!("the column `{name}` holds text where numbers belong"))
                .at(format!("{}: column `{name}`", file.input.name))
                .help("convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value");
            let first = inventory::first_texts(file, column, MOST_LISTED).unwrap_or_default();
            problem.details(first.into_iter().map(|(row, text)| format!("row {row}: `{}`", printable(&text))))
        });
    let mut problems: Vec<Problem> = problems.collect();
    if more > 0
        && let Some(last) = problems.pop()
    {
        problems.push(last.detail(format!("and {} like it", counted(more, "more column", "more columns"))));
    }
    problems
}

/// Text from data, safe to print: no control characters, not too long.
pub fn printable(text: &str) -> String {
    let clean: String =
        text.chars().take(60).map(|character| if is_unsafe(character) { '\u{fffd}' } else { character }).collect();
    if text.chars().count() > 60 { format!("{clean}…") } else { clean }
}

/// Control characters, and marks that reorder or hide text.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Every code that any division of the levels in use has had.
fn code_space(plan: &Plan, regions: &Regions) -> CodeSpace {
    let mut levels: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for variable in &plan.variables {
        if let VariableKind::Series(series) = &variable.kind {
            levels.entry(&series.level).or_default();
        }
    }
    for row in &regions.table.rows {
        if let Some(codes) = levels.get_mut(row.level.as_str()) {
            codes.insert(row.code.clone());
        }
    }
    if let Some(codes) = levels.get_mut(regions.data_level.as_str()) {
        for merger in regions.mergers.all() {
            codes.insert(merger.code.clone());
            codes.insert(merger.successor.clone());
        }
    }
    CodeSpace::new(levels.into_iter().map(|(level, codes)| (level.to_owned(), codes)))
}

impl OpenInputs<'_> {
    /// Rows of all files.
    pub fn n_rows(&self) -> u64 {
        self.files.iter().map(ReadyFile::n_rows).sum()
    }

    /// The mark of the data, where the files agree on one or any of them is a demonstration.
    pub fn status(&self) -> Option<String> {
        let mut statuses: Vec<String> = self.files.iter().filter_map(status_of).collect();
        statuses.sort();
        statuses.dedup();
        if statuses.iter().any(|status| status == DEMO_STATUS) {
            Some(DEMO_STATUS.to_owned())
        } else {
            statuses.into_iter().next()
        }
    }

    /// Decodes the wanted cells of all files into a panel.
    ///
    /// # Errors
    /// Damaged files, and every breach of the data contract in any of them.
    pub fn read(&self, wanted: &BTreeSet<(usize, Period)>, progress: Progress<'_>) -> Result<Ingested> {
        let slots = Slots::new(wanted);
        let n_codes = self.space.n_codes();
        let look_up = Wanted::new(self.plan, &self.space, &slots);
        let cells: Vec<AtomicU64> =
            (0..slots.len() * n_codes).into_par_iter().with_min_len(1 << 16).map(|_| AtomicU64::new(EMPTY)).collect();
        let tasks = self.tasks();
        let (hashes, decoded) = rayon::join(
            || self.files.par_iter().map(sha256_of).collect::<Vec<_>>(),
            || {
                tasks
                    .par_iter()
                    .with_max_len(1)
                    .map(|task| {
                        let file = &self.files[task.file_idx];
                        let mut sink = Scatter { cells: &cells, n_codes };
                        let findings = decode::row_group(&look_up, file, task.row_group, task.first_row, &mut sink);
                        progress(task.n_rows);
                        findings
                    })
                    .collect::<Vec<_>>()
            },
        );
        let mut problems = Vec::new();
        let mut findings = Findings::default();
        for result in decoded {
            match result {
                Ok(found) => findings.absorb(found),
                Err(problem) => problems.push(problem),
            }
        }
        let mut inputs = Vec::new();
        for (file, hash) in self.files.iter().zip(hashes) {
            match hash {
                Ok(sha256) => inputs.push(InputSummary {
                    name: file.input.name.clone(),
                    sha256,
                    bytes: file.input.length(),
                    rows: file.n_rows(),
                    status: status_of(file),
                    dialect: match &file.content {
                        Content::Parquet(_) => None,
                        Content::Csv(table) => Some(table.dialect.clone()),
                    },
                    period_columns: match (&file.layout.shape, &file.source.columns.pattern) {
                        (Shape::WideByPeriod(columns), Some(pattern)) => {
                            Some(period_columns::in_words(pattern, columns, &file.column_names(), &self.plan.variables))
                        }
                        _ => None,
                    },
                }),
                Err(problem) => problems.push(problem),
            }
        }
        Problems::check(problems, ())?;
        let mut problems = self.contract_problems(&findings);
        let values: Vec<f64> = cells.into_iter().map(|cell| f64::from_bits(cell.into_inner())).collect();
        // Apart from the conversion, so that neither is taken cell by cell.
        let n_filled = values.par_chunks(1 << 16).map(n_filled).sum::<u64>();
        if n_filled != findings.cells {
            problems.push(self.duplicates(&look_up, &slots));
        }
        let panel = Panel { codes: self.space.clone(), slots, values };
        problems.extend(self.implausible(&panel));
        Problems::check(problems, ())?;
        findings.nil.sort_unstable();
        findings.preliminary.sort_unstable();
        let notes = IngestNotes {
            cells: findings.cells,
            totals: findings.totals,
            other_levels: findings.other_levels,
            unknown: findings.unknown.into_iter().map(|(code, (count, _))| (code, count)).collect(),
            symbols: findings.symbols,
            n_nil: findings.nil.len() as u64,
            nil: findings.nil,
            preliminary: findings.preliminary,
        };
        Ok(Ingested { panel, inputs, notes })
    }

    /// Every variable and period that the files hold for the series of the plan, whatever is wanted of them.
    ///
    /// # Errors
    /// A file cannot be decoded.
    pub fn available(&self) -> Result<BTreeSet<(usize, Period)>> {
        let found: Vec<std::result::Result<BTreeSet<(usize, Period)>, Problem>> = self
            .tasks()
            .par_iter()
            .map(|task| inventory::available(self.plan, &self.files[task.file_idx], task.row_group))
            .collect();
        let mut problems = Vec::new();
        let mut available = BTreeSet::new();
        for found in found {
            match found {
                Ok(found) => available.extend(found),
                Err(problem) => problems.push(problem),
            }
        }
        Problems::check(problems, available)
    }

    /// Names of all series in the long files, for "did you mean".
    pub fn series_names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = self
            .tasks()
            .par_iter()
            .filter_map(|task| inventory::series_names(&self.files[task.file_idx], task.row_group).ok())
            .flatten_iter()
            .collect();
        for file in &self.files {
            match (&file.layout.shape, &file.source.columns.pattern) {
                (Shape::Wide(_), _) => names.extend(file.column_names()),
                (Shape::WideByPeriod(_), Some(pattern)) => {
                    let columns = file.column_names();
                    let read = columns.iter().flat_map(|column| pattern.readings(column));
                    names.extend(read.filter_map(|reading| reading.variable.map(str::to_owned)));
                }
                _ => {}
            }
        }
        names
    }

    fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (file_idx, file) in self.files.iter().enumerate() {
            let mut first_row = 0;
            for row_group in 0..file.n_row_groups() {
                let n_rows = file.group_rows(row_group) as u64;
                tasks.push(Task { file_idx, row_group, first_row, n_rows });
                first_row += n_rows;
            }
        }
        tasks
    }

    /// Reads everything again to find out which cells were met more than once, and again to find where.
    fn duplicates(&self, look_up: &Wanted<'_>, slots: &Slots) -> Problem {
        let n_codes = self.space.n_codes();
        let mut repeats = Repeats { n_codes, is_taken: vec![false; slots.len() * n_codes], cells: BTreeSet::new() };
        self.read_again(look_up, &mut repeats);
        let cells = repeats.cells;
        let shown: BTreeSet<(u32, u32)> = cells.iter().copied().take(MOST_LISTED).collect();
        let mut watch = Watch { cells: &shown, places: HashMap::new() };
        self.read_again(look_up, &mut watch);
        let what = if cells.len() == 1 { "1 value occurs".to_owned() } else { format!("{} values occur", cells.len()) };
        let mut problem = Problem::new(ProblemKind::DataContract, format!("{what} more than once"));
        for cell in &shown {
            let (variable_idx, period) = slots.keys[cell.0 as usize];
            let region = self.region(cell.1 as usize);
            let places = watch.places.get(cell).map_or(&[][..], Vec::as_slice);
            let name = |(file_idx, row): &(usize, u64)| {
                let file = &self.files[*file_idx];
                format!("{} {}", file.input.name, file.row_in_words(*row))
            };
            let rows: Vec<String> = places.iter().take(4).map(name).collect();
            let variable = &self.plan.variables[variable_idx].id;
            problem.details.push(format!("`{variable}` {period}, {region}: {}", rows.join(" and ")));
        }
        if cells.len() > MOST_LISTED {
            problem.details.push(format!("and {} more", cells.len() - MOST_LISTED));
        }
        problem.help("keep one row per region, period and variable; choose among further dimensions with `where` in the source")
    }

    /// Decodes all row groups in order. What could be decoded a moment ago can be decoded again; if not, its places are not listed.
    fn read_again(&self, look_up: &Wanted<'_>, sink: &mut impl Sink) {
        for task in self.tasks() {
            let _ = decode::row_group(look_up, &self.files[task.file_idx], task.row_group, task.first_row, sink);
        }
    }
}

struct Task {
    file_idx: usize,
    row_group: usize,
    first_row: u64,
    n_rows: u64,
}

/// SHA-256 of a file: of the very bytes that were parsed, where they were read at once.
fn sha256_of(file: &ReadyFile<'_>) -> std::result::Result<String, Problem> {
    match &file.content {
        Content::Parquet(_) => file.input.sha256(),
        Content::Csv(table) => Ok(table.sha256.clone()),
    }
}

fn status_of(file: &ReadyFile<'_>) -> Option<String> {
    let footer = match &file.content {
        Content::Parquet(footer) => footer,
        Content::Csv(table) => return table.status.clone(),
    };
    let pairs = footer.metadata().file_metadata().key_value_metadata()?;
    pairs.iter().find(|pair| pair.key == STATUS_KEY).and_then(|pair| pair.value.clone()).map(|status| printable(&status))
}
