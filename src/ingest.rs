//! The only reader of input files: Parquet statistics, long or wide, into a dense panel.
//!
//! It takes the cells that the plan needs and no others, counts everything it leaves out, and reports all problems of all
//! files at once. What a value means is settled here (codes, symbols, periods); what is computed from it is not.

mod columns;
mod decode;
pub mod files;
mod findings;
pub mod input;
mod inventory;
mod layout;
mod ready;
mod symbols;
mod wanted;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use parquet::arrow::arrow_reader::ArrowReaderMetadata;
use rayon::prelude::*;

use crate::error::{Problem, ProblemKind, Problems, Result, counted, did_you_mean};
use crate::harmonise::mark;
use crate::indicator::VariableKind;
use crate::panel::{CodeSpace, Panel, Slots};
use crate::period::Period;
use crate::plan::{Plan, UnknownCodes};
use crate::region::Regions;
use decode::Sink;
use files::{DataOverride, ListedFile};
use findings::{Findings, Listed, Place};
use input::InputFile;
use layout::Shape;
use ready::ReadyFile;
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
    /// The mark in its metadata, if it has one.
    pub status: Option<String>,
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
    if problems.is_empty() && files.iter().all(|file| file.footer.metadata().file_metadata().num_rows() == 0) {
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

    /// Ties the files to the regions whose codes they carry.
    pub fn with_regions(self, plan: &'a Plan, regions: &'a Regions) -> OpenInputs<'a> {
        OpenInputs { plan, regions, files: self.0, space: code_space(plan, regions) }
    }
}

fn open_file<'a>(plan: &'a Plan, file_idx: usize, listed: &ListedFile) -> std::result::Result<ReadyFile<'a>, Vec<Problem>> {
    let source = &plan.sources[listed.source_idx];
    let (input, footer) = InputFile::open(&listed.path, &plan.limits).map_err(|problem| vec![problem])?;
    let layout = layout::find(&input.name, footer.schema(), source, &plan.variables)?;
    let columns = layout.columns();
    let leaves = leaves(&footer, &columns);
    input.check_codecs(&footer, &leaves).map_err(|problem| vec![problem])?;
    let footer = ReadyFile::with_dictionaries(&footer, &columns)
        .map_err(|reason| vec![input.damaged(&format!("its columns cannot be read ({reason})"))])?;
    let file = ReadyFile { file_idx, input, footer, layout, source };
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
    let schema = file.footer.schema();
    let is_text = |column: &usize| columns::kind_of(schema.field(*column).data_type()) == columns::ColumnKind::Text;
    let text_columns = file.layout.value_columns().into_iter().filter(is_text);
    text_columns
        .map(|column| {
            let name = schema.field(column).name();
            let problem = Problem::new(ProblemKind::DataContract, format!("the column `{name}` holds text where numbers belong"))
                .at(format!("{}: column `{name}`", file.input.name))
                .help("convert it to numbers: a decimal point, no spaces between digits, empty cells (or a symbol column) where there is no value");
            let first = inventory::first_texts(file, column, MOST_LISTED).unwrap_or_default();
            problem.details(first.into_iter().map(|(row, text)| format!("row {row}: `{}`", printable(&text))))
        })
        .collect()
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
        self.files.iter().map(|file| file.footer.metadata().file_metadata().num_rows().max(0) as u64).sum()
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
            || self.files.par_iter().map(|file| file.input.sha256()).collect::<Vec<_>>(),
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
                    rows: file.footer.metadata().file_metadata().num_rows().max(0) as u64,
                    status: status_of(file),
                }),
                Err(problem) => problems.push(problem),
            }
        }
        Problems::check(problems, ())?;
        let mut problems = self.contract_problems(&findings);
        let mut n_filled = 0;
        let value = |cell: AtomicU64| {
            let bits = cell.into_inner();
            n_filled += u64::from(bits != EMPTY);
            f64::from_bits(bits)
        };
        let values: Vec<f64> = cells.into_iter().map(value).collect();
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
            if let Shape::Wide(_) = file.layout.shape {
                names.extend(file.footer.schema().fields().iter().map(|field| field.name().clone()));
            }
        }
        names
    }

    fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (file_idx, file) in self.files.iter().enumerate() {
            let mut first_row = 0;
            for (row_group, group) in file.footer.metadata().row_groups().iter().enumerate() {
                let n_rows = group.num_rows() as u64;
                tasks.push(Task { file_idx, row_group, first_row, n_rows });
                first_row += n_rows;
            }
        }
        tasks
    }

    fn place(&self, place: &Place) -> String {
        let file = &self.files[place.file_idx].input.name;
        let variable =
            place.variable_idx.map_or(String::new(), |variable_idx| format!(", `{}`", self.plan.variables[variable_idx].id));
        let region = place.position.map_or(String::new(), |position| format!(", {}", self.region(position as usize)));
        let text = if place.text.is_empty() { String::new() } else { format!(": `{}`", printable(&place.text)) };
        format!("{file}, row {}{variable}{region}{text}", place.row)
    }

    /// Code and name of the region at a position among the codes.
    fn region(&self, position: usize) -> String {
        let code = self.space.code(position);
        format!("{code} {}", self.regions.any_name(code, self.plan.main_language())).trim().to_owned()
    }

    fn listed(&self, message: String, found: &Listed<Place>, help: &str) -> Option<Problem> {
        if found.count == 0 {
            return None;
        }
        let mut problem = Problem::new(ProblemKind::DataContract, message).help(help);
        problem.details.extend(found.first.iter().take(MOST_LISTED).map(|place| self.place(place)));
        if found.count > MOST_LISTED as u64 {
            problem.details.push(format!("and {} more", found.count - MOST_LISTED as u64));
        }
        Some(problem)
    }

    fn contract_problems(&self, findings: &Findings) -> Vec<Problem> {
        let rows = |count: u64| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        let mut problems: Vec<Problem> = [
            self.listed(
                format!("{} without a region code", rows(findings.no_region.count)),
                &findings.no_region,
                "give every row the code of its region, or leave the row out",
            ),
            self.listed(
                format!("{} with a period that cannot be read", rows(findings.bad_periods.count)),
                &findings.bad_periods,
                "write periods as 2025, 2025Q3, 2025M09 or 2025T2, or choose the rows with `where` in the source",
            ),
            self.listed(
                format!("{} with an infinite value", rows(findings.infinite.count)),
                &findings.infinite,
                "correct the value; where there is none, leave the cell empty",
            ),
            self.listed(
                format!("{} with a whole number too large to be held exactly", rows(findings.inexact.count)),
                &findings.inexact,
                "whole numbers beyond 9007199254740992 cannot be used: correct the value, or change its unit",
            ),
            self.listed(
                format!("{} with a symbol that is not known, or is refused", rows(findings.refused_symbols.count)),
                &findings.refused_symbols,
                "say what it means under `symbols` of the source, \"zero\" or \"missing\", or correct the data",
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.plan.regions.unknown_codes == UnknownCodes::Refuse {
            problems.extend(self.unknown_codes(findings));
        }
        problems
    }

    fn unknown_codes(&self, findings: &Findings) -> Option<Problem> {
        if findings.unknown.is_empty() {
            return None;
        }
        let n_codes = findings.unknown.len();
        let what = if n_codes == 1 { "1 region code that is".to_owned() } else { format!("{n_codes} region codes that are") };
        let mut problem = Problem::new(
            ProblemKind::DataContract,
            format!("the data have {what} in neither the region table nor the merger table"),
        );
        for (code, (count, place)) in findings.unknown.iter().take(MOST_LISTED) {
            let file = &self.files[place.file_idx].input.name;
            let rows = if *count == 1 { String::new() } else { format!(" ({count} rows)") };
            problem.details.push(format!("`{}`: {file}, row {}{rows}", printable(code), place.row));
        }
        if n_codes > MOST_LISTED {
            problem.details.push(format!("and {} more", n_codes - MOST_LISTED));
        }
        Some(problem.help(
            "add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = \"drop\"`",
        ))
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
            let rows: Vec<String> =
                places.iter().take(4).map(|(file_idx, row)| format!("{} row {row}", self.files[*file_idx].input.name)).collect();
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

    fn implausible(&self, panel: &Panel) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (variable_idx, variable) in self.plan.variables.iter().enumerate() {
            let VariableKind::Series(series) = &variable.kind else { continue };
            let Some((lowest, highest)) = series.plausible else { continue };
            let mut found = Vec::new();
            for (slot, (slot_variable, period)) in panel.slots.keys.iter().enumerate() {
                if *slot_variable != variable_idx {
                    continue;
                }
                for (position, value) in panel.column(slot).iter().enumerate() {
                    if *value < lowest || *value > highest {
                        found.push(format!("{period}, {}: {value}", self.region(position)));
                    }
                }
            }
            if !found.is_empty() {
                let count = found.len();
                let mut problem = Problem::new(
                    ProblemKind::DataContract,
                    format!(
                        "`{}` has {} outside its plausible range [{lowest}, {highest}]",
                        variable.id,
                        counted(count, "value", "values")
                    ),
                )
                .help("correct the data, or widen `plausible` of the variable");
                problem.details = found.into_iter().take(MOST_LISTED).collect();
                if count > MOST_LISTED {
                    problem.details.push(format!("and {} more", count - MOST_LISTED));
                }
                problems.push(problem);
            }
        }
        problems
    }

    /// The problem that a series is in none of the files.
    pub fn no_such_series(&self, variable_idx: usize) -> Problem {
        let variable = &self.plan.variables[variable_idx];
        let VariableKind::Series(series) = &variable.kind else {
            return Problem::new(ProblemKind::Internal, format!("`{}` is not a series", variable.id));
        };
        let names = self.series_names();
        if names.contains(&series.name) {
            let message = format!("the series `{}` (variable `{}`) has no values in any period", series.name, variable.id);
            return Problem::new(ProblemKind::DataContract, message)
                .help("add its values to the data, or leave out what is computed from it");
        }
        Problem::new(ProblemKind::DataContract, format!("no input has the series `{}` (variable `{}`)", series.name, variable.id))
            .help(did_you_mean(&series.name, names.iter().map(String::as_str)))
    }
}

struct Task {
    file_idx: usize,
    row_group: usize,
    first_row: u64,
    n_rows: u64,
}

fn status_of(file: &ReadyFile<'_>) -> Option<String> {
    let pairs = file.footer.metadata().file_metadata().key_value_metadata()?;
    pairs.iter().find(|pair| pair.key == STATUS_KEY).and_then(|pair| pair.value.clone()).map(|status| printable(&status))
}
