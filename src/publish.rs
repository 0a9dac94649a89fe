//! From an outcome to files: tables are made once, each format is a function from a table to bytes, one place writes.
//!
//! Nothing here computes a score; it only arranges what [`crate::pipeline`] found.

pub mod again;
pub mod audit;
pub mod bytes_csv;
pub mod bytes_parquet;
pub mod collation;
pub mod comparison;
pub mod corrections;
pub mod csvt;
pub mod datawrapper;
pub mod desk;
pub mod diagnostics;
pub mod explanation;
pub mod folder;
pub mod footnotes;
pub mod formula;
pub mod frozen;
pub mod groups;
pub mod improvers;
pub mod inputs;
pub mod labels;
pub mod limits;
pub mod manifest;
pub mod map;
pub mod mark;
pub mod notes;
pub mod package;
pub mod parameters;
pub mod people;
pub mod profiles;
pub mod quality;
pub mod rankings;
pub mod reading;
pub mod report;
pub mod robustness;
pub mod scores;
pub mod staged;
pub mod summaries;
pub mod table;
pub mod targets;
pub mod tidy;
pub mod types;
pub mod workbook;

use std::path::Path;

use rayon::prelude::*;

use crate::analysis::robustness::Robustness;
use crate::analysis::summary::Summary;
use crate::error::{Problem, ProblemKind, Problems, Result, shown};
use crate::geometry::MapGeometry;
use crate::harmonise::HarmoniseNotes;
use crate::ingest::{DEMO_STATUS, Ingested};
use crate::outcome::Outcome;
use crate::plan::{Plan, Status};
use crate::region::Regions;
use crate::schedule::Schedule;
use folder::OutputFolder;
use manifest::ManifestFile;

/// A finished file: its name within the output folder, with forward slashes, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Name.
    pub name: String,
    /// Bytes.
    pub bytes: Vec<u8>,
    /// Hash of the content that does not depend on the format's encoding; `None` for files that are not tables.
    pub content_sha256: Option<String>,
}

/// A build, ready to be published.
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// Regions.
    pub regions: &'a Regions,
    /// What was read.
    pub ingested: &'a Ingested,
    /// What was merged.
    pub harmonised: &'a HarmoniseNotes,
    /// Which periods were used.
    pub schedule: &'a Schedule,
    /// What was computed.
    pub outcome: &'a Outcome,
    /// Summaries for larger areas, in configuration order.
    pub summaries: &'a [Summary],
    /// How sure the ranks are, where that was analysed.
    pub robustness: Option<&'a Robustness>,
    /// The shapes of the regions, where they are known.
    pub map: Option<&'a MapGeometry>,
    /// Editions to publish, by position, oldest first.
    pub editions: &'a [usize],
    /// The mark in every row: what the data are.
    pub data_status: &'a str,
}

/// The mark that stands in every table: `demo` wherever demonstration data were used, else the status of the build.
pub fn data_status(plan: &Plan, of_data: Option<&str>) -> String {
    of_data.unwrap_or_else(|| plan.status.word()).to_owned()
}

/// The mark of what is made from several builds: the one that keeps the most from going out. `final` stands only where all are final,
/// and `demo` wherever one is.
pub fn joint_status(marks: impl Iterator<Item = String>) -> String {
    let caution = |mark: &String| match mark.as_str() {
        DEMO_STATUS => 4,
        mark if mark == Status::Final.word() => 0,
        mark if mark == Status::Corrected.word() => 1,
        mark if mark == Status::Embargo.word() => 2,
        // Drafts, and what data say of themselves.
        _ => 3,
    };
    marks.max_by_key(caution).unwrap_or_default()
}

/// The name of a file without its folder, so that outputs do not depend on where the inputs lie.
pub fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned())
}

/// A family of output files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// `rankings.parquet` and `rankings.csv`
    Rankings,
    /// `rankings.<language>.csv`, for people
    People,
    /// `scores.parquet`
    Scores,
    /// `types/<edition>/<region type>.csv`
    Types,
    /// `groups/<edition>/<group>.csv`, where the configuration has further groups
    Groups,
    /// `parameters.csv` and `parameters.parquet`
    Parameters,
    /// `targets.csv`, where the configuration has targets
    Targets,
    /// `summaries.parquet` and `summaries.csv`, where the configuration has a summary
    Summaries,
    /// `corrections.csv`, where anything was corrected or set by hand
    Corrections,
    /// `improvers.csv` and `improvers.<language>.csv`
    Improvers,
    /// `robustness.csv`, `robustness.parquet` and `rank_probabilities.parquet`, where intervals were computed
    Robustness,
    /// `inputs/`
    Inputs,
    /// `notes.md` and `notes.<language>.md`
    Notes,
    /// `rankings.xlsx`
    Workbook,
    /// `report.html`
    Report,
    /// `map.geojson` and `map.csv`, where the shapes of the regions are known
    Map,
    /// `datawrapper/`
    Datawrapper,
    /// `tidy.parquet`
    Tidy,
    /// `datapackage.json` and `rankings.csvt`
    Package,
    /// `profiles/<code>.html` and `profiles/index.html`
    Profiles,
    /// `desk/top_and_bottom.<language>.csv`
    Desk,
    /// `quality.csv`
    Quality,
}

impl Family {
    /// Every family.
    pub const ALL: [Family; 22] = [
        Family::Rankings,
        Family::People,
        Family::Scores,
        Family::Types,
        Family::Groups,
        Family::Summaries,
        Family::Parameters,
        Family::Targets,
        Family::Corrections,
        Family::Improvers,
        Family::Robustness,
        Family::Inputs,
        Family::Notes,
        Family::Workbook,
        Family::Report,
        Family::Map,
        Family::Datawrapper,
        Family::Tidy,
        Family::Package,
        Family::Profiles,
        Family::Desk,
        Family::Quality,
    ];

    /// Whether it presents numbers that stand elsewhere in the folder: such files can be made again from a finished build.
    pub fn is_presentation(self) -> bool {
        !matches!(
            self,
            Family::Rankings
                | Family::Scores
                | Family::Parameters
                | Family::Targets
                | Family::Summaries
                | Family::Corrections
                | Family::Robustness
                | Family::Inputs
        )
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Family::Rankings => "rankings",
            Family::People => "people",
            Family::Scores => "scores",
            Family::Types => "types",
            Family::Groups => "groups",
            Family::Parameters => "parameters",
            Family::Targets => "targets",
            Family::Summaries => "summaries",
            Family::Corrections => "corrections",
            Family::Improvers => "improvers",
            Family::Robustness => "robustness",
            Family::Inputs => "inputs",
            Family::Notes => "notes",
            Family::Workbook => "workbook",
            Family::Report => "report",
            Family::Map => "map",
            Family::Datawrapper => "datawrapper",
            Family::Tidy => "tidy",
            Family::Package => "package",
            Family::Profiles => "profiles",
            Family::Desk => "desk",
            Family::Quality => "quality",
        }
    }
}

/// Most files of a kind that one thread takes on at a time: a long tail of pages would keep all others waiting.
const FILES_AT_A_TIME: usize = 8;

/// Makes the files of the families asked for, in a fixed order; the manifest comes last.
///
/// # Errors
/// A table cannot be encoded: a bug, reported as one.
pub fn files(build: &Build<'_>, families: &[Family]) -> Result<Vec<OutputFile>> {
    let made: Vec<std::result::Result<Vec<OutputFile>, String>> =
        families.par_iter().with_max_len(1).map(|family| of_family(build, *family, families)).collect();
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for family in made {
        match family {
            Ok(made) => files.extend(made),
            Err(reason) => problems.push(not_encoded(&reason)),
        }
    }
    Problems::check(problems, ())?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    if families.contains(&Family::Package) {
        files.extend(package::file(build, &manifest::lines(&files)));
        files.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let manifest = manifest::file(build, &files);
    files.push(manifest);
    Ok(files)
}

/// The same, each file written as it is made, and the folder put in place: only what is being made is in memory. What was written
/// is returned, the manifest last.
///
/// # Errors
/// A file cannot be written, or a table cannot be encoded; the folder is then as it was.
pub fn write(build: &Build<'_>, families: &[Family], folder: OutputFolder) -> Result<Vec<ManifestFile>> {
    folder.begin()?;
    let write_family = |family: &Family| match family {
        Family::Rankings => rankings::write(build, &folder),
        _ => {
            of_family(build, *family, families)?.par_iter().with_max_len(FILES_AT_A_TIME).map(|file| folder.stage(file)).collect()
        }
    };
    let written: Vec<std::result::Result<Vec<ManifestFile>, String>> =
        families.par_iter().with_max_len(1).map(write_family).collect();
    if let Some(problem) = folder.failure() {
        return Err(problem.into());
    }
    let mut files = Vec::new();
    for family in written {
        files.extend(family.map_err(|reason| not_encoded(&reason))?);
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    // It names the others with their hashes, and so comes when they are there.
    if families.contains(&Family::Package)
        && let Some(package) = package::file(build, &files)
    {
        let package = folder.stage(&package);
        files.push(package.map_err(|reason| folder.failure().unwrap_or_else(|| not_encoded(&reason)))?);
        files.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let manifest = folder.stage(&manifest::of_lines(build, files.clone()));
    files.push(manifest.map_err(|reason| folder.failure().unwrap_or_else(|| not_encoded(&reason)))?);
    folder.put_in_place()?;
    Ok(files)
}

fn not_encoded(reason: &str) -> Problem {
    Problem::new(ProblemKind::Internal, format!("a table cannot be written: {reason}"))
}

/// The files of a family; `families` are all that are made, so that pages lead to no page that is not there.
fn of_family(build: &Build<'_>, family: Family, families: &[Family]) -> std::result::Result<Vec<OutputFile>, String> {
    match family {
        Family::Rankings => rankings::files(build),
        Family::People => people::files(build),
        Family::Scores => scores::files(build),
        Family::Types => types::files(build),
        Family::Groups => groups::files(build),
        Family::Parameters => parameters::files(build),
        Family::Targets => targets::files(build),
        Family::Summaries => summaries::files(build),
        Family::Corrections => corrections::files(build),
        Family::Improvers => improvers::files(build),
        Family::Robustness => robustness::files(build),
        Family::Inputs => inputs::files(build),
        Family::Notes => Ok(notes::files(build)),
        Family::Workbook => workbook::files(build),
        Family::Map => map::files(build),
        Family::Datawrapper => datawrapper::files(build),
        Family::Tidy => tidy::files(build),
        Family::Package => Ok(package::types_beside(build)),
        Family::Report => report::files(build, families.contains(&Family::Profiles)),
        Family::Profiles => profiles::files(build, families.contains(&Family::Report)),
        Family::Desk => desk::files(build),
        Family::Quality => quality::files(build),
    }
}
