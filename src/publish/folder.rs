//! Writes the folder of a build or an analysis: all of its files, or none. (Versions that are kept: [`super::frozen`].)
//!
//! Files are staged in a hidden folder beside the target and synced; then the two folders are exchanged in one step, where
//! the operating system can, and the old one is removed. An existing folder is replaced only when every file in it stands
//! in its manifest: a file that an analyst put there is never deleted. One run at a time writes a target.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::manifest::ManifestFile;
use super::staged::{Failures, StagedFile, failed};
use super::{OutputFile, manifest};
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};

/// Staging folders, lock files and new empty folders of this process, to be removed when a signal ends it.
///
/// Whoever makes a file or puts a folder in place holds this lock while doing so: see [`remove_unfinished`].
static UNFINISHED: Mutex<Vec<Unfinished>> = Mutex::new(Vec::new());

/// Something to remove when a signal ends the process.
#[derive(Debug, PartialEq, Eq)]
enum Unfinished {
    /// A file, or a folder with all that is in it.
    Staged(PathBuf),
    /// A folder that was made for the output; it goes only if nothing else was put there.
    Empty(PathBuf),
}

/// Removes what this process has staged and not finished; called when a signal ends it.
///
/// The lock is never given back: nothing can be staged or put in place any more while the process ends.
pub fn remove_unfinished() {
    let mut unfinished = hold();
    // What was made last goes first: folders are empty when their turn comes.
    while let Some(entry) = unfinished.pop() {
        let _ = match entry {
            Unfinished::Staged(path) if path.is_dir() => fs::remove_dir_all(path),
            Unfinished::Staged(path) => fs::remove_file(path),
            Unfinished::Empty(path) => fs::remove_dir(path),
        };
    }
    std::mem::forget(unfinished);
}

/// Most files that are synced one by one. A page for every region takes a hundred commits of a file system's journal that way; all at
/// once takes one, but waits for what other programs wrote, too.
const MOST_SYNCED_ALONE: usize = 64;

fn hold() -> MutexGuard<'static, Vec<Unfinished>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remember(entry: Unfinished) {
    hold().push(entry);
}

fn forget(entry: &Unfinished) {
    hold().retain(|other| other != entry);
}

/// Has a folder removed if a signal ends the process.
pub(super) fn remember_staged(path: &Path) {
    remember(Unfinished::Staged(path.to_path_buf()));
}

/// The folder is in place, or gone.
pub(super) fn forget_staged(path: &Path) {
    forget(&Unfinished::Staged(path.to_path_buf()));
}

/// Writes one file whole or not at all.
///
/// # Errors
/// Anything that keeps the file from being written; what stood there before still stands.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    let staged = path.with_file_name(format!(".{}.part", name.to_string_lossy()));
    let entry = Unfinished::Staged(staged.clone());
    remember(Unfinished::Staged(staged.clone()));
    let write = || {
        let mut file = {
            let _held = hold();
            File::create(&staged)?
        };
        file.write_all(bytes)?;
        file.sync_all()?;
        let _held = hold();
        fs::rename(&staged, path)
    };
    let written = write();
    if written.is_err() {
        let _ = fs::remove_file(&staged);
    }
    forget(&entry);
    written
}

/// An output folder, locked for this run.
#[derive(Debug)]
pub struct OutputFolder {
    target: PathBuf,
    staging: PathBuf,
    lock_path: PathBuf,
    lock: Option<File>,
    /// Folders above the target that were made for it, the deepest first.
    made: Vec<PathBuf>,
    /// Folders that were staged.
    folders: Mutex<BTreeSet<PathBuf>>,
    /// Why staged files could not be written.
    failures: Failures,
}

fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    use io::ErrorKind::{AlreadyExists, FileTooLarge, NotADirectory, QuotaExceeded, StorageFull};
    let (reason, help) = match error.kind() {
        // What stands where a folder is to be made can only be something else than a folder.
        AlreadyExists | NotADirectory => ("a part of the path is not a folder".to_owned(), "choose another folder with `--out`"),
        StorageFull | QuotaExceeded | FileTooLarge => {
            (io_reason(error), "nothing was changed; make room or choose another folder with `--out`, then run again")
        }
        _ => (io_reason(error), "nothing was changed; choose a folder that you may write with `--out`, then run again"),
    };
    Problem::new(ProblemKind::Output, format!("cannot write `{}`: {reason}", shown(path))).help(help)
}

impl OutputFolder {
    /// Checks that the folder can be written and takes its lock; before any long work.
    ///
    /// # Errors
    /// The target is a file or holds foreign files, its parent cannot be written, or another run is writing it.
    pub fn open(target: &Path) -> Result<Self> {
        let name = target.file_name().ok_or_else(|| {
            Problem::new(ProblemKind::Output, format!("`{}` cannot be an output folder", shown(target)))
                .help("name a folder, such as `out/evp`")
        })?;
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let hidden = |suffix: &str| parent.join(format!(".{}.{suffix}", name.to_string_lossy()));
        let made: Vec<PathBuf> = parent.ancestors().take_while(|above| is_missing(above)).map(Path::to_path_buf).collect();
        let (staging, lock_path) = (hidden("staging"), hidden("lock"));
        // From here on, whatever goes wrong, dropping it removes what it made.
        let mut folder = OutputFolder {
            target: target.to_path_buf(),
            staging,
            lock_path,
            lock: None,
            made,
            folders: Mutex::default(),
            failures: Failures::default(),
        };
        folder.made.iter().rev().for_each(|above| remember(Unfinished::Empty(above.clone())));
        fs::create_dir_all(parent).map_err(|error| cannot_write(target, &error))?;
        folder.check_target()?;
        folder.take_lock()?;
        // A run that was killed may have left its staging folder; this run holds the lock, so it is nobody's.
        if folder.staging.exists() {
            fs::remove_dir_all(&folder.staging).map_err(|error| cannot_write(&folder.staging, &error))?;
        }
        Ok(folder)
    }

    fn check_target(&self) -> Result<()> {
        let metadata = match fs::symlink_metadata(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(cannot_write(&self.target, &error).into()),
            Ok(metadata) => metadata,
        };
        let name = shown(&self.target);
        if !metadata.is_dir() {
            let what = if metadata.is_symlink() { "a link" } else { "a file" };
            return Err(Problem::new(ProblemKind::Output, format!("the output folder `{name}` is {what}"))
                .help("choose another folder with `--out`")
                .into());
        }
        let mut found = BTreeSet::new();
        list(&self.target, "", &mut found).map_err(|error| cannot_write(&self.target, &error))?;
        let manifest = manifest::read(&self.target);
        let has_manifest = manifest.is_some();
        let known: BTreeSet<String> = manifest
            .map(|manifest| manifest.files.into_iter().map(|file| file.name).chain([manifest::NAME.to_owned()]).collect())
            .unwrap_or_default();
        let foreign: Vec<&String> = found.difference(&known).collect();
        if foreign.is_empty() {
            return Ok(());
        }
        let mut problem = match has_manifest {
            true => Problem::new(ProblemKind::Output, format!("the output folder `{name}` holds files that evp did not write"))
                .help("move them elsewhere, or choose another folder with `--out`"),
            false => Problem::new(
                ProblemKind::Output,
                format!("the output folder `{name}` holds files, and no {} says that evp wrote them", manifest::NAME),
            )
            .help("choose another folder with `--out`, or remove this one if nothing in it is needed"),
        };
        problem.details.extend(foreign.iter().take(3).map(|file| format!("`{file}`")));
        if foreign.len() > 3 {
            problem.details.push(format!("and {} more", foreign.len() - 3));
        }
        Err(problem.into())
    }

    fn take_lock(&mut self) -> Result<()> {
        // A lock file may be unlinked by the run that held it between our opening and locking it: then try again.
        for _ in 0..100 {
            let mut held = hold();
            let lock = File::create(&self.lock_path).map_err(|error| cannot_write(&self.target, &error))?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => {
                    return Err(Problem::new(ProblemKind::Busy, format!("another run is writing `{}`", shown(&self.target)))
                        .help("wait until it has finished, or choose another folder with `--out`")
                        .into());
                }
                // A file system without locks: runs are then not kept apart, but each still writes all or nothing.
                Err(fs::TryLockError::Error(_)) => {}
            }
            if same_file(&lock, &self.lock_path) {
                held.push(Unfinished::Staged(self.lock_path.clone()));
                self.lock = Some(lock);
                return Ok(());
            }
        }
        Err(Problem::new(ProblemKind::Busy, format!("other runs keep writing `{}`", shown(&self.target)))
            .help("run again in a moment")
            .into())
    }

    /// Writes all files and puts them in place of the folder's old content.
    ///
    /// # Errors
    /// Anything that keeps a file from being written; the target is then as it was.
    pub fn write(self, files: &[OutputFile]) -> Result<()> {
        self.begin()?;
        for file in files {
            let staged = self.stage(file);
            staged.map_err(|reason| self.failure().unwrap_or_else(|| Problem::new(ProblemKind::Internal, reason)))?;
        }
        self.put_in_place()
    }

    /// Makes the staging folder, for files that are written as they are made.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn begin(&self) -> Result<()> {
        remember(Unfinished::Staged(self.staging.clone()));
        fs::create_dir(&self.staging).map_err(|error| cannot_write(&self.target, &error))?;
        self.staged_folders().insert(self.staging.clone());
        Ok(())
    }

    /// Makes a file in the staging folder; its name has forward slashes. Any thread may.
    ///
    /// # Errors
    /// It cannot be made; why is said by [`OutputFolder::failure`], as for all that goes wrong with the file later.
    pub fn create(&self, name: &str) -> std::result::Result<StagedFile, String> {
        let (path, shown_path) = (self.staging.join(name), self.target.join(name));
        let make = || {
            let _held = hold();
            let mut folders = self.staged_folders();
            if let Some(folder) = path.parent().filter(|folder| !folders.contains(*folder)) {
                fs::create_dir_all(folder)?;
                folders.extend(folder.ancestors().take_while(|above| above.starts_with(&self.staging)).map(Path::to_path_buf));
            }
            File::create_new(&path)
        };
        match make() {
            Ok(file) => Ok(StagedFile::new(name, file, &shown_path, &self.failures)),
            Err(error) => Err(failed(&self.failures, &shown_path, error).to_string()),
        }
    }

    /// Writes a finished file into the staging folder.
    ///
    /// # Errors
    /// As [`OutputFolder::create`].
    pub fn stage(&self, file: &OutputFile) -> std::result::Result<ManifestFile, String> {
        let mut staged = self.create(&file.name)?;
        staged.write_all(&file.bytes).map_err(|error| error.to_string())?;
        Ok(staged.finish(file.content_sha256.clone()))
    }

    /// Why a file could not be staged: of several, the first by name.
    pub fn failure(&self) -> Option<Problem> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.iter().min_by(|a, b| a.0.cmp(&b.0)).map(|(path, error)| cannot_write(path, error))
    }

    /// Puts the staged files in place of the folder's old content.
    ///
    /// # Errors
    /// It cannot be replaced; the target is then as it was.
    pub fn put_in_place(self) -> Result<()> {
        self.sync().and_then(|()| self.swap()).map_err(|error| cannot_write(&self.target, &error))?;
        Ok(())
    }

    /// Sees to it that all that was staged is on the disk before it takes the place of anything.
    fn sync(&self) -> io::Result<()> {
        let mut names = BTreeSet::new();
        list(&self.staging, "", &mut names)?;
        if names.len() > MOST_SYNCED_ALONE && sync_file_system(&self.staging)? {
            return Ok(());
        }
        let synced: Vec<io::Result<()>> = names.par_iter().map(|name| sync_file(&self.staging.join(name))).collect();
        synced.into_iter().collect::<io::Result<()>>()?;
        self.staged_folders().iter().rev().try_for_each(|folder| sync_folder(folder))
    }

    fn staged_folders(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the staged folder in place; the old content, if any, is then where the staged one was.
    fn swap(&self) -> io::Result<()> {
        let _held = hold();
        let parent = self.target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if self.target.exists() {
            if !exchange(&self.staging, &self.target)? {
                let old = self.staging.with_extension("old");
                fs::rename(&self.target, &old)?;
                if let Err(error) = fs::rename(&self.staging, &self.target) {
                    fs::rename(&old, &self.target)?;
                    return Err(error);
                }
                fs::rename(&old, &self.staging)?;
            }
        } else {
            fs::rename(&self.staging, &self.target)?;
        }
        sync_folder(parent)
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // Unlinked while the lock is held, so that nobody can take a lock on a name that is gone without noticing.
        if self.lock.is_some() {
            let mut held = hold();
            // After a good run the old content is there; what cannot be removed now is removed by the next run.
            let _ = fs::remove_dir_all(&self.staging);
            let _ = fs::remove_file(&self.lock_path);
            let done = [&self.staging, &self.lock_path].map(|path| Unfinished::Staged(path.clone()));
            held.retain(|entry| !done.contains(entry));
        }
        // Only what is empty can be removed so: after a good run nothing is.
        for above in std::mem::take(&mut self.made) {
            let _ = fs::remove_dir(&above);
            forget(&Unfinished::Empty(above));
        }
    }
}

fn is_missing(path: &Path) -> bool {
    !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Names of all files below a folder, with forward slashes.
fn list(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.insert(name);
        }
    }
    Ok(())
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Opened for writing, because some systems sync no other files.
fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// Syncs all that was written to the file system of a folder; false where the system cannot.
#[cfg(target_os = "linux")]
fn sync_file_system(folder: &Path) -> io::Result<bool> {
    match rustix::fs::syncfs(File::open(folder)?) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn sync_file_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Exchanges two folders in one step; false where the system or file system cannot.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
