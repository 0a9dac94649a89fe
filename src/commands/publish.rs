//! `evp publish`: makes the files for people and machines again from the folder of a build.

use std::path::{Path, PathBuf};

use crate::analysis::robustness::Subject;
use crate::archive::Archive;
use crate::cli::PublishArguments;
use crate::commands::build::{families, intervals};
use crate::commands::output_problem;
use crate::error::{Problem, ProblemKind, Problems, Result, counted, shown};
use crate::geometry;
use crate::outcome::Detail;
use crate::printer::{Mode, Printer};
use crate::publish::again::{self, Others};
use crate::publish::folder::OutputFolder;
use crate::publish::manifest::{self, Manifest, ManifestFile};
use crate::publish::{Build, Family, frozen};

/// The table from which the number of replicates is read.
const ROBUSTNESS: &str = "robustness.csv";
/// The table that has intervals where they are published.
const RANKINGS: &str = "rankings.csv";

/// Publishes a folder again.
///
/// # Errors
/// It is no folder of a build, or not as it was; this version computes other numbers; a file cannot be written.
pub fn run(arguments: &PublishArguments, printer: &Printer) -> Result<()> {
    let folder = &arguments.out;
    let families = presentations(arguments)?;
    let target = target(folder, arguments.to.as_deref())?;
    let stays = arguments.to.is_none();
    let manifest = manifest::read(folder).ok_or_else(|| not_a_build(folder))?;
    // What is overwritten, or stands beside what is new, must be what evp wrote: an analyst's changes are not lost silently.
    again::check_unchanged(folder, &manifest, |name| stays || name.starts_with("inputs/"))?;
    let mut archive = Archive::open(folder)?;
    let output = OutputFolder::open(&target).map_err(of_this_command)?;
    // Intervals stand where the folder has them, with as many replicates. Of a folder whose manifest does not tell, its tables do.
    let of_table = replicates(folder);
    let has_intervals = of_table.is_some() || has_intervals(folder);
    let configured = archive.plan.robustness.replicates;
    let otherwise = of_table.unwrap_or(if has_intervals { configured } else { 0 });
    archive.plan.robustness.replicates = archive.manifest.replicates.unwrap_or(otherwise);
    let map = geometry::load(&archive.plan, &archive.regions)?;
    let analyse = |subject: Subject<'_>| has_intervals.then(|| intervals(subject)).flatten();
    let (computed, robustness) = archive.compute_and(Detail::Full, analyse)?;
    let is_in = |id: &String| archive.manifest.editions.contains(id);
    let editions: Vec<usize> =
        (0..archive.plan.editions.len()).filter(|&edition_idx| is_in(&archive.plan.editions[edition_idx].id)).collect();
    let build = Build {
        robustness: robustness.as_ref(),
        map: map.as_ref(),
        ..computed.build(&archive.plan, &archive.regions, &editions)
    };
    again::check_same_numbers(&build, folder, &archive.manifest)?;
    let others = if stays { Others::Stay { folder } } else { Others::LeftOut };
    let files = again::write(&build, &families, output, &archive.manifest, others).map_err(of_this_command)?;
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => {
            let names: Vec<&String> = files.iter().map(|file| &file.name).collect();
            let value = serde_json::json!({ "problems": [], "folder": shown(&target), "files": names });
            printer.data(&format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default()))
        }
        Mode::Normal => {
            let word = if archive.manifest.editions.len() == 1 { "edition" } else { "editions" };
            let mut text = format!(
                "Published {} again: {} in {} ({word} {}), from the numbers of evp {}\n",
                archive.manifest.index,
                counted(files.len(), "file", "files"),
                shown(&target),
                archive.manifest.editions.join(", "),
                archive.manifest.version
            );
            let left = left_as_it_was(&archive.manifest, &files);
            if stays && arguments.only.is_empty() && !left.is_empty() {
                text.push_str(&format!("Left as they were, for they hold the numbers: {}\n", left.join(", ")));
            }
            printer.result(&text)
        }
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

fn not_a_build(folder: &Path) -> Problem {
    let message = format!("`{}` is not a folder that `evp build` wrote: it has no readable {}", shown(folder), manifest::NAME);
    Problem::new(ProblemKind::UnreadableInput, message).help("give the output folder of a build")
}

/// What of a folder was not made again: its folders, and its tables whatever their format.
fn left_as_it_was(old: &Manifest, made: &[ManifestFile]) -> Vec<String> {
    let stays = old.files.iter().filter(|file| !made.iter().any(|made| made.name == file.name));
    let mut left: Vec<String> = stays
        .map(|file| match file.name.split_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => file.name.split('.').next().unwrap_or_default().to_owned(),
        })
        .collect();
    left.sort_unstable();
    left.dedup();
    left
}

/// Where a build is told to choose another folder with `--out`, this command says `--to`.
fn of_this_command(problems: Problems) -> Problems {
    let mut problems = problems.into_vec();
    problems.iter_mut().for_each(|problem| problem.help = problem.help.replace("`--out`", "`--to`"));
    Problems::check(problems, ()).err().unwrap_or_else(|| Problem::new(ProblemKind::Internal, "nothing went wrong").into())
}

/// The families that were asked for; all that present numbers where none was.
fn presentations(arguments: &PublishArguments) -> Result<Vec<Family>> {
    if arguments.only.is_empty() {
        return Ok(Family::ALL.into_iter().filter(|family| family.is_presentation()).collect());
    }
    let asked = families(&arguments.only);
    if let Some(family) = asked.iter().find(|family| !family.is_presentation()) {
        let known: Vec<&str> = Family::ALL.into_iter().filter(|family| family.is_presentation()).map(Family::name).collect();
        let message = format!("`{}` holds the numbers of the build itself, which only `evp build` writes", family.name());
        let help = format!("what can be published again: {}", known.join(", "));
        return Err(Problem::new(ProblemKind::Usage, message).help(help).into());
    }
    Ok(asked)
}

/// Where the files go: the folder itself, or another that is not within it.
fn target(folder: &Path, to: Option<&Path>) -> Result<PathBuf> {
    let Some(to) = to else {
        if folder.join(frozen::NAME).is_file() {
            let message = format!("`{}` is frozen, and a version is never changed", shown(folder));
            let help = "write the files to another folder with `--to`";
            return Err(Problem::new(ProblemKind::Output, message).help(help).into());
        }
        return Ok(folder.to_path_buf());
    };
    let absolute = |path: &Path| std::fs::canonicalize(path).ok();
    // Of what is not there yet, the first folder above it that is.
    let existing =
        to.ancestors().map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above }).find_map(absolute);
    if existing.zip(absolute(folder)).is_some_and(|(existing, folder)| existing.starts_with(folder)) {
        let message = format!("`{}` lies within `{}`", shown(to), shown(folder));
        let help = "choose a folder beside it, or leave out `--to`: then the files are made again in the folder itself";
        return Err(Problem::new(ProblemKind::Usage, message).help(help).into());
    }
    Ok(to.to_path_buf())
}

/// How many replicates the intervals of a folder rest on; `None` where it has none.
fn replicates(folder: &Path) -> Option<u32> {
    let mut reader = csv::Reader::from_path(folder.join(ROBUSTNESS)).ok()?;
    let column = reader.headers().ok()?.iter().position(|header| header == "replicates")?;
    reader.records().next()?.ok()?.get(column)?.parse().ok()
}

/// Whether the rankings of a folder have intervals: of one that was written without its other tables nothing else says so.
fn has_intervals(folder: &Path) -> bool {
    let Ok(mut reader) = csv::Reader::from_path(folder.join(RANKINGS)) else { return false };
    reader.headers().is_ok_and(|headers| headers.iter().any(|header| header.ends_with("_rank_lowest")))
}
