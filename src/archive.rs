//! A finished build's folder, opened again: what it was made from stands in `inputs/`, and gives the same outcome.
//!
//! So a build can be explained, compared and taken apart years later, when its sources have overwritten their vintages. An
//! archive is a plan whose paths lead into the folder, and regions with the types they had; reading and computing are those of
//! any other build ([`crate::session`]). What the folder was published as is not changed here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::analysis::robustness::Subject;
use crate::config::located::Located;
use crate::config::resolve;
use crate::csv_input::CsvDialect;
use crate::error::{Problem, ProblemKind, Problems, Result, shown};
use crate::indicator::{DeclaredDivision, DivisionRange, VariableKind};
use crate::outcome::Detail;
use crate::plan::{ColumnNames, Format, Layout, Plan, SourcePlan, SymbolMeaning, TablePlan};
use crate::publish::inputs::{CELLS, CONFIGURATION, CORRECTIONS, MAP, MERGERS, NO_NUMBER, REGION_TYPES, REGIONS};
use crate::publish::manifest::{self, Manifest};
use crate::publish::reading::{self, Reading};
use crate::region::{RegionTypes, Regions};
use crate::session::{self, Cells, Computed};
use crate::{DataOverride, ingest};

/// A folder that a build wrote.
#[derive(Debug)]
pub struct Archive {
    /// Where it is.
    pub folder: PathBuf,
    /// What it holds.
    pub manifest: Manifest,
    /// What it was asked for, with paths into the folder.
    pub plan: Plan,
    /// Its regions, with the types they had.
    pub regions: Regions,
    /// What was found when its statistics were read; not known of folders that older versions wrote.
    reading: Option<Reading>,
}

impl Archive {
    /// Opens a folder.
    ///
    /// # Errors
    /// It is not a folder that a build wrote, or it was written without its inputs.
    pub fn open(folder: &Path) -> Result<Self> {
        let Some(manifest) = manifest::read(folder) else {
            let message =
                format!("`{}` is not a folder that `evp build` wrote: it has no readable {}", shown(folder), manifest::NAME);
            return Err(Problem::new(ProblemKind::UnreadableInput, message)
                .help("give the output folder of a build, or a published table as CSV or as a workbook")
                .into());
        };
        let inputs = [CELLS, CONFIGURATION, REGIONS];
        let missing: Vec<&str> = inputs.into_iter().filter(|name| !folder.join(name).is_file()).collect();
        if !missing.is_empty() {
            let message =
                format!("`{}` was written without what it was made from: {} missing", shown(folder), missing.join(", "));
            return Err(Problem::new(ProblemKind::UnreadableInput, message)
                .help("build it again with all tables, without `--tables`")
                .into());
        }
        let plan = plan(folder, lacks_corrections(&manifest))?;
        let mut regions = regions(&plan, folder)?;
        let reading = reading::read(folder);
        if let Some(reading) = &reading {
            regions.notes.clone_from(&reading.regions);
        }
        Ok(Archive { folder: folder.to_path_buf(), manifest, plan, regions, reading })
    }

    /// Whether values set by hand were left out, because they may not be published.
    pub fn lacks_corrections(&self) -> bool {
        lacks_corrections(&self.manifest)
    }

    /// Ids of the variables whose values the folder does not hold, because they may not be published.
    pub fn withheld(&self) -> Vec<&str> {
        self.plan.withheld_series().into_iter().map(|variable_idx| self.plan.variables[variable_idx].id.as_str()).collect()
    }

    /// A folder without some of its values cannot be computed again.
    fn refuse_without_values(&self) -> Result<()> {
        let withheld = self.withheld();
        if withheld.is_empty() {
            return Ok(());
        }
        let message = format!(
            "`{}` cannot be computed again from itself: the values of {} may not be published and are not in it",
            shown(&self.folder),
            withheld.join(", ")
        );
        Err(Problem::new(ProblemKind::UnreadableInput, message)
            .help("give the configuration with its data instead of the folder")
            .into())
    }

    /// Computes the build again.
    ///
    /// # Errors
    /// The folder's cells cannot be read or are withheld, or this version of the program refuses what an earlier one accepted.
    pub fn compute(&self, detail: Detail) -> Result<Computed> {
        Ok(self.compute_and(detail, |_| ())?.0)
    }

    /// The same, with an analysis of what was computed.
    ///
    /// # Errors
    /// As [`Archive::compute`].
    pub fn compute_and<T>(&self, detail: Detail, analyse: impl FnOnce(Subject<'_>) -> T) -> Result<(Computed, T)> {
        self.refuse_without_values()?;
        let files = ingest::open(&self.plan, &DataOverride::default())?;
        let inputs = files.with_regions(&self.plan, &self.regions);
        let (mut computed, analysed) =
            session::compute_and(&self.plan, &self.regions, &inputs, detail, Cells::Kept, &|_| {}, analyse)?;
        if let Some(reading) = &self.reading {
            reading.restore(&self.plan, &mut computed.ingested);
        }
        Ok((computed, analysed))
    }
}

/// Whether a folder from which values were left out has no corrections either.
fn lacks_corrections(manifest: &Manifest) -> bool {
    !manifest.withheld.is_empty() && !manifest.files.iter().any(|file| file.name == CORRECTIONS)
}

/// The plan of a folder: the configuration as it was, its paths leading into the folder.
fn plan(folder: &Path, lacks_corrections: bool) -> Result<Plan> {
    let configuration = folder.join(CONFIGURATION);
    let mut plan = match lacks_corrections {
        true => resolve::load_without_corrections(&configuration)?,
        false => resolve::load_with(&configuration, Some(&folder.join(CORRECTIONS)))?,
    };
    // What a source declared for its series is declared for the series: here all come from one file.
    for variable_idx in 0..plan.variables.len() {
        let own = plan.sources.iter().find(|source| source.variable == Some(variable_idx));
        let source = own.or(if plan.sources.len() == 1 { plan.sources.first() } else { None });
        let division = source.and_then(|source| source.division);
        let id = plan.variables[variable_idx].id.clone();
        if let VariableKind::Series(series) = &mut plan.variables[variable_idx].kind {
            series.name = id;
            if let (DeclaredDivision::Ranges(ranges), Some(division)) = (&mut series.divisions, division)
                && ranges.is_empty()
            {
                ranges.push(DivisionRange { from: None, to: None, division });
            }
        }
    }
    let name = |name: &str| Some(name.to_owned());
    plan.sources = vec![SourcePlan {
        id: "inputs".to_owned(),
        files: vec![Located::unwritten(folder.join(CELLS))],
        format: Some(Format::Parquet),
        dialect: CsvDialect::default(),
        layout: Some(Layout::Long),
        columns: ColumnNames {
            region: name("code"),
            period: name("period"),
            indicator: name("variable"),
            value: name("value"),
            symbol: name("symbol"),
            flag: name("status"),
            pattern: None,
        },
        variable: None,
        period: None,
        rows: Vec::new(),
        division: None,
        symbols: BTreeMap::from([(NO_NUMBER.to_owned(), SymbolMeaning::Missing)]),
        preliminary_flags: vec!["preliminary".to_owned()],
    }];
    let table = |name: &str| TablePlan {
        path: Located::unwritten(folder.join(name)),
        dialect: CsvDialect::default(),
        columns: Vec::new(),
    };
    plan.regions.table = Some(table(REGIONS));
    // The folder has the one map that was taken.
    if let Some(map) = plan.publish.map.as_mut().filter(|map| !map.files.is_empty()) {
        map.files = vec![(None, Located::unwritten(folder.join(MAP)))];
    }
    plan.regions.mergers = folder.join(MERGERS).is_file().then(|| table(MERGERS));
    Ok(plan)
}

/// The regions of a folder, with the types they had in each edition.
fn regions(plan: &Plan, folder: &Path) -> Result<Regions> {
    let path = folder.join(REGION_TYPES);
    let mut without_types = plan.clone();
    without_types.regions.types = None;
    let mut regions = Regions::load(&without_types)?;
    if path.is_file() {
        regions.types = Some(types(plan, &regions, &path)?);
    }
    Ok(regions)
}

fn types(plan: &Plan, regions: &Regions, path: &Path) -> Result<RegionTypes> {
    let unreadable = |reason: String| -> Problems {
        Problem::new(ProblemKind::UnreadableInput, format!("cannot read `{}`: {reason}", shown(path)))
            .help("build the folder again: the file was changed or is not whole")
            .into()
    };
    let mut reader = csv::Reader::from_path(path).map_err(|error| unreadable(error.to_string()))?;
    let mut of_cell: BTreeMap<(String, String), String> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(error.to_string()))?;
        let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
        of_cell.insert((cell(0), cell(1)), cell(2));
    }
    let mut ids: Vec<String> = plan.regions.types.iter().flat_map(|types| &types.names).map(|(id, _)| id.value.clone()).collect();
    let found: std::collections::BTreeSet<&String> = of_cell.values().collect();
    ids.extend(
        found
            .into_iter()
            .filter(|id| !plan.regions.types.iter().flat_map(|types| &types.names).any(|(name, _)| name.value == **id))
            .cloned(),
    );
    let mut of_edition = Vec::new();
    for edition in &plan.editions {
        let mut row = Vec::with_capacity(regions.n_ranked());
        for region_idx in 0..regions.n_ranked() {
            let code = regions.code(region_idx);
            let id = of_cell.get(&(edition.id.clone(), code.to_owned()));
            let position = id.and_then(|id| ids.iter().position(|other| other == id));
            row.push(position.ok_or_else(|| unreadable(format!("it has no type for `{code}` in edition {}", edition.id)))?);
        }
        of_edition.push(row.into());
    }
    Ok(RegionTypes { ids, of_edition })
}
