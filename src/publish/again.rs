//! The files for people and machines of a finished build, made again: into its folder, beside the numbers that stay, or into another.
//!
//! The numbers themselves are never written here: what is published again is what the folder already says. Which files those are is
//! decided by [`Family::is_presentation`].

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use super::folder::OutputFolder;
use super::manifest::{self, Manifest, ManifestFile};
use super::notes::Voice;
use super::{Build, Family, OutputFile, limits, not_encoded, of_family, package, profiles, report};
use crate::error::{Problem, ProblemKind, Problems, Result, shown, unreadable};
use crate::ingest::input::InputFile;

/// What becomes of the files that are not made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others<'a> {
    /// They stay: the folder is the build's own.
    Stay {
        /// Where the build is.
        folder: &'a Path,
    },
    /// They are left where they are: the files go elsewhere.
    LeftOut,
}

/// Files of a folder that are not as its manifest says; of all files, or of what the build was made from.
///
/// # Errors
/// A file cannot be read, or has changed.
pub fn check_unchanged(folder: &Path, manifest: &Manifest, of: impl Fn(&str) -> bool + Sync) -> Result<()> {
    let check = |file: &ManifestFile| -> std::result::Result<(), Problem> {
        let path = folder.join(&file.name);
        // Asked first, because a file that is gone is told in other words.
        std::fs::metadata(&path).map_err(|error| unreadable(&path, &error).help("build the folder again"))?;
        let sha256 = InputFile::open(&path).and_then(|file| file.sha256());
        match sha256 {
            Ok(sha256) if sha256 == file.sha256 => Ok(()),
            Ok(_) => {
                let message = format!("`{}` is not as it was when evp wrote it", shown(&path));
                let help = "move it elsewhere if the change is needed, and build the folder again";
                Err(Problem::new(ProblemKind::DataContract, message).help(help))
            }
            Err(problem) => Err(problem),
        }
    };
    let wanted: Vec<&ManifestFile> = manifest.files.iter().filter(|file| of(&file.name)).collect();
    let problems: Vec<Problem> = wanted.par_iter().filter_map(|file| check(file).err()).collect();
    Problems::check(problems, ())
}

/// That the rankings computed from a folder's inputs are those that it holds.
///
/// # Errors
/// This version of the program computes others.
pub fn check_same_numbers(build: &Build<'_>, folder: &Path, manifest: &Manifest) -> Result<()> {
    let again = super::files(build, &[Family::Rankings])?;
    let written = |name: &str| manifest.files.iter().find(|file| file.name == name).and_then(|file| file.content_sha256.as_ref());
    let differs = again.iter().any(|file| written(&file.name).is_some_and(|hash| Some(hash) != file.content_sha256.as_ref()));
    if !differs {
        return Ok(());
    }
    let (this, its) = (env!("CARGO_PKG_VERSION"), &manifest.version);
    let message = format!("evp {this} computes other rankings than evp {its} wrote to `{}`", shown(folder));
    let help = format!("use evp {its}; if the new numbers are to be published, build the folder again");
    Err(Problem::new(ProblemKind::DataContract, message).help(help).into())
}

/// Makes the files of the families and puts the folder in place. What was made is returned, without the manifest.
///
/// # Errors
/// A file cannot be made, read or written; the folder is then as it was.
pub fn write(
    build: &Build<'_>,
    families: &[Family],
    target: OutputFolder,
    old: &Manifest,
    others: Others<'_>,
) -> Result<Vec<ManifestFile>> {
    target.begin()?;
    // Pages lead to those that are made and those that stay.
    let pages = [(Family::Report, report::NAME), (Family::Profiles, profiles::LIST)];
    let stay = |name: &str| matches!(others, Others::Stay { .. }) && old.files.iter().any(|file| file.name == name);
    let staying = pages.into_iter().filter(|(_, name)| stay(name)).map(|(family, _)| family);
    let present: Vec<Family> = families.iter().copied().chain(staying).collect();
    // Types of a table that stays where it is are of no use elsewhere.
    let is_wanted = |file: &&OutputFile| others != Others::LeftOut || file.name != package::TYPES;
    let stage = |file: &OutputFile| target.stage(file);
    let made: Vec<std::result::Result<Vec<ManifestFile>, String>> = families
        .par_iter()
        .map(|family| of_family(build, *family, &present)?.iter().filter(is_wanted).map(stage).collect())
        .collect();
    if let Some(problem) = target.failure() {
        return Err(problem.into());
    }
    let mut made: Vec<ManifestFile> =
        made.into_iter().collect::<std::result::Result<Vec<_>, String>>().map_err(|reason| not_encoded(&reason))?.concat();
    if made.is_empty() {
        let names: Vec<&str> = families.iter().map(|family| family.name()).collect();
        let message = format!("this index has no {}", names.join(" and no "));
        let mut problem = Problem::new(ProblemKind::Usage, message).help("ask for other files, or leave out `--only`");
        let n_regions = build.regions.n_ranked();
        let left_out = limits::left_out(n_regions).filter(|of| families.contains(&of.family));
        problem.details.extend(left_out.map(|of| of.line(n_regions, Voice::of_terminal(build.plan))));
        return Err(problem.into());
    }
    let describes = families.contains(&Family::Package);
    let mut lines = made.clone();
    if let Others::Stay { folder } = others {
        let new: BTreeSet<&str> = made.iter().map(|file| file.name.as_str()).collect();
        let is_replaced = |name: &str| new.contains(name) || (describes && name == package::NAME);
        let stays = |file: &&ManifestFile| !is_replaced(&file.name);
        for file in old.files.iter().filter(stays) {
            lines.push(copied(&target, folder, file)?);
        }
    }
    let staged =
        |file: &OutputFile| target.stage(file).map_err(|reason| target.failure().unwrap_or_else(|| not_encoded(&reason)));
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    if describes && let Some(package) = package::file(build, &lines) {
        let line = staged(&package)?;
        made.push(line.clone());
        lines.push(line);
        lines.sort_by(|a, b| a.name.cmp(&b.name));
    }
    staged(&manifest::again(old, lines))?;
    target.put_in_place()?;
    made.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(made)
}

/// A file that stays, copied to where the folder is put together.
fn copied(target: &OutputFolder, folder: &Path, file: &ManifestFile) -> Result<ManifestFile> {
    let path = folder.join(&file.name);
    let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
    let cannot = |reason: String| target.failure().unwrap_or_else(|| not_encoded(&reason));
    let mut staged = target.create(&file.name).map_err(cannot)?;
    staged.write_all(&bytes).map_err(|error| cannot(error.to_string()))?;
    Ok(staged.finish(file.content_sha256.clone()))
}
