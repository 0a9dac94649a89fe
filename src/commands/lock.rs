//! `evp lock`: what a build is made from and what comes out of it, as a file to hold a later build against.

use std::path::{Path, PathBuf};

use crate::DataOverride;
use crate::analysis::robustness::{Robustness, Subject};
use crate::archive::Archive;
use crate::cli::LockArguments;
use crate::commands::build::{intervals, set_replicates};
use crate::commands::output_problem;
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};
use crate::geometry::{self, MapGeometry};
use crate::lock::{self, Kind, Lock};
use crate::outcome::Detail;
use crate::plan::Plan;
use crate::printer::{Mode, Printer};
use crate::publish::folder::write_file;
use crate::publish::manifest::{self, Manifest};
use crate::publish::{self, Build, Family, OutputFile, base_name};
use crate::region::Regions;
use crate::session::{self, Cells, Computed};

/// Builds the index, or opens a finished folder, and writes the lock.
///
/// # Errors
/// Whatever keeps the index from being built, or the file from being written.
pub fn run(arguments: &LockArguments, printer: &Printer) -> Result<()> {
    let kind = if arguments.numbers { Kind::Numbers } else { Kind::Everything };
    let lock = match &arguments.from {
        None => Rebuilt::new(&arguments.config, &arguments.data, None, arguments.replicates, printer)?.lock(kind)?,
        Some(folder) => of_folder(folder, &arguments.config, kind)?,
    };
    let path = arguments.out.clone().unwrap_or_else(|| beside(&arguments.config));
    write_file(&path, lock.to_text().as_bytes()).map_err(|error| {
        Problem::new(ProblemKind::Output, format!("cannot write `{}`: {}", shown(&path), io_reason(&error)))
            .help("choose another file with `--out`")
    })?;
    let text = format!(
        "Locked {}: {} of {} in {} ({})\n",
        lock.index.id,
        crate::error::counted(lock.n_files(), "file", "files"),
        crate::error::counted(lock.index.editions.len(), "edition", "editions"),
        shown(&path),
        match kind {
            Kind::Everything => "inputs, method, regions and outputs; compare with `evp verify`",
            Kind::Numbers => "numbers only: files may change; compare with `evp verify`",
        }
    );
    let json = || serde_json::json!({ "lock": shown(&path), "index": lock.index.id, "editions": lock.index.editions });
    let printed = match printer.mode() {
        Mode::Json => printer.data(&format!("{}\n", serde_json::to_string_pretty(&json()).unwrap_or_default())),
        _ => printer.result(&text),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// Where the lock of a configuration stands: beside it.
pub(super) fn beside(config: &Path) -> PathBuf {
    config.with_extension("lock")
}

/// An index built in memory.
pub(super) struct Rebuilt {
    pub plan: Plan,
    pub regions: Regions,
    computed: Computed,
    robustness: Option<Robustness>,
    map: Option<MapGeometry>,
    editions: Vec<usize>,
}

impl Rebuilt {
    /// Builds a configuration; of the editions only those asked for, where any are.
    pub fn new(
        config: &Path,
        data: &[String],
        editions: Option<&[String]>,
        replicates: Option<u32>,
        printer: &Printer,
    ) -> Result<Self> {
        let mut plan = resolve::load(config)?;
        set_replicates(&mut plan, replicates);
        let (regions, map, computed, robustness) = {
            let (regions, files) = session::prepare(&plan, &DataOverride { arguments: data.to_vec() })?;
            let inputs = files.with_regions(&plan, &regions);
            let map = geometry::load(&plan, &regions)?;
            let bar = printer.rows_progress(inputs.n_rows());
            let computed =
                session::compute_and(&plan, &regions, &inputs, Detail::Full, Cells::Kept, &|rows| bar.add(rows), intervals);
            bar.finish();
            let (computed, robustness) = computed?;
            drop(inputs);
            (regions, map, computed, robustness)
        };
        let is_wanted = |id: &String| editions.is_none_or(|editions| editions.contains(id));
        let editions = (0..plan.editions.len()).filter(|&edition_idx| is_wanted(&plan.editions[edition_idx].id)).collect();
        Ok(Rebuilt { plan, regions, computed, robustness, map, editions })
    }

    /// The build.
    pub fn build(&self) -> Build<'_> {
        let (robustness, map) = (self.robustness.as_ref(), self.map.as_ref());
        Build { robustness, map, ..self.computed.build(&self.plan, &self.regions, &self.editions) }
    }

    /// Every file that `evp build` would write.
    pub fn files(&self) -> Result<Vec<OutputFile>> {
        publish::files(&self.build(), &Family::ALL)
    }

    /// Its lock.
    pub fn lock(&self, kind: Kind) -> Result<Lock> {
        self.lock_of(&self.files()?, kind)
    }

    /// Its lock, of files that are made already.
    pub fn lock_of(&self, files: &[OutputFile], kind: Kind) -> Result<Lock> {
        let manifest = files.iter().find(|file| file.name == manifest::NAME);
        let manifest: Option<Manifest> = manifest.and_then(|file| serde_json::from_slice(&file.bytes).ok());
        let manifest = manifest.ok_or_else(|| Problem::new(ProblemKind::Internal, "a build has no manifest"))?;
        let file = base_name(&self.plan.text.path);
        Ok(Lock::of(&self.build(), &manifest, file, Some(lock::target()), kind))
    }
}

/// The lock of a folder: what its manifest says, and of its editions what they compute to again.
fn of_folder(folder: &Path, config: &Path, kind: Kind) -> Result<Lock> {
    let archive = Archive::open(folder)?;
    // Intervals stand in the rankings where the folder has them.
    let has_intervals = archive.manifest.files.iter().any(|file| file.name == "robustness.csv");
    let analyse = |subject: Subject<'_>| has_intervals.then(|| intervals(subject)).flatten();
    let (computed, robustness) = archive.compute_and(Detail::Full, analyse)?;
    let is_in = |id: &String| archive.manifest.editions.contains(id);
    let editions: Vec<usize> =
        (0..archive.plan.editions.len()).filter(|&edition_idx| is_in(&archive.plan.editions[edition_idx].id)).collect();
    let build = Build { robustness: robustness.as_ref(), ..computed.build(&archive.plan, &archive.regions, &editions) };
    let mut lock = Lock::of(&build, &archive.manifest, base_name(config), None, kind);
    // Another version may compute otherwise what the folder holds: then only the folder's own hashes count.
    let families = [Family::Rankings, Family::Scores, Family::Summaries];
    let again = publish::files(&build, &families)?;
    let published = |name: &str| archive.manifest.files.iter().find(|file| file.name == name);
    let differs = |stem: &str| {
        again
            .iter()
            .filter(|file| file.name.split('.').next() == Some(stem))
            .any(|file| published(&file.name).is_none_or(|published| published.content_sha256 != file.content_sha256))
    };
    for edition in &mut lock.editions {
        edition.tables.retain(|table, _| !differs(table));
    }
    Ok(lock)
}
