//! The one place that writes output: all files of a folder, or none.
//!
//! Files are staged in a hidden folder beside the target and synced; then the two folders are exchanged in one step, where
//! the operating system can, and the old one is removed. An existing folder is replaced only when every file in it stands
//! in its manifest: a file that an analyst put there is never deleted. One run at a time writes a target.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{OutputFile, manifest};
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};

/// Staging folders and lock files of this process, to be removed when a signal ends it.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what this process has staged and not finished; called when a signal ends it.
pub fn remove_unfinished() {
    if let Ok(mut paths) = UNFINISHED.lock() {
        for path in paths.drain(..) {
            // The main thread may still be adding a file while its folder is removed: then try again.
            for _ in 0..50 {
                let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                if removed.is_ok() || !path.exists() {
                    break;
                }
            }
        }
    }
}

fn remember(path: &Path) {
    if let Ok(mut paths) = UNFINISHED.lock() {
        paths.push(path.to_path_buf());
    }
}

fn forget(path: &Path) {
    if let Ok(mut paths) = UNFINISHED.lock() {
        paths.retain(|other| other != path);
    }
}

/// An output folder, locked for this run.
#[derive(Debug)]
pub struct OutputFolder {
    target: PathBuf,
    staging: PathBuf,
    lock_path: PathBuf,
    lock: Option<File>,
}

fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    Problem::new(ProblemKind::Output, format!("cannot write `{}`: {}", shown(path), io_reason(error)))
        .help("nothing was changed; make room or choose another folder with `--out`, then run again")
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
        fs::create_dir_all(parent).map_err(|error| cannot_write(parent, &error))?;
        let hidden = |suffix: &str| parent.join(format!(".{}.{suffix}", name.to_string_lossy()));
        let mut folder =
            OutputFolder { target: target.to_path_buf(), staging: hidden("staging"), lock_path: hidden("lock"), lock: None };
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
        let known: BTreeSet<String> = manifest::read(&self.target)
            .map(|manifest| manifest.files.into_iter().map(|file| file.name).chain([manifest::NAME.to_owned()]).collect())
            .unwrap_or_default();
        let foreign: Vec<&String> = found.difference(&known).collect();
        if foreign.is_empty() {
            return Ok(());
        }
        let mut problem =
            Problem::new(ProblemKind::Output, format!("the output folder `{name}` holds files that evp did not write"))
                .help("move them elsewhere, or choose another folder with `--out`");
        problem.details.extend(foreign.iter().take(3).map(|file| format!("`{file}`")));
        if foreign.len() > 3 {
            problem.details.push(format!("and {} more", foreign.len() - 3));
        }
        Err(problem.into())
    }

    fn take_lock(&mut self) -> Result<()> {
        // A lock file may be unlinked by the run that held it between our opening and locking it: then try again.
        for _ in 0..100 {
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
                remember(&self.lock_path);
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
        remember(&self.staging);
        self.stage(files).map_err(|(path, error)| cannot_write(&path, &error))?;
        self.swap().map_err(|error| cannot_write(&self.target, &error))?;
        forget(&self.staging);
        Ok(())
    }

    fn stage(&self, files: &[OutputFile]) -> std::result::Result<(), (PathBuf, io::Error)> {
        let at = |path: &Path| {
            let path = path.to_path_buf();
            move |error| (path, error)
        };
        fs::create_dir(&self.staging).map_err(at(&self.target))?;
        let mut folders = BTreeSet::from([self.staging.clone()]);
        for file in files {
            let path = self.staging.join(&file.name);
            let shown_path = self.target.join(&file.name);
            if let Some(folder) = path.parent().filter(|folder| !folders.contains(*folder)) {
                fs::create_dir_all(folder).map_err(at(&shown_path))?;
                folders.extend(folder.ancestors().take_while(|above| above.starts_with(&self.staging)).map(Path::to_path_buf));
            }
            let mut written = File::create_new(&path).map_err(at(&shown_path))?;
            written.write_all(&file.bytes).map_err(at(&shown_path))?;
            written.sync_all().map_err(at(&shown_path))?;
        }
        folders.iter().rev().try_for_each(|folder| sync_folder(folder)).map_err(at(&self.target))
    }

    fn swap(&self) -> io::Result<()> {
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
            sync_folder(parent)?;
            // The new content is in place; what cannot be removed now is removed by the next run.
            let _ = fs::remove_dir_all(&self.staging);
            Ok(())
        } else {
            fs::rename(&self.staging, &self.target)?;
            sync_folder(parent)
        }
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if self.staging.exists() {
            let _ = fs::remove_dir_all(&self.staging);
            forget(&self.staging);
        }
        // Unlinked while the lock is held, so that nobody can take a lock on a name that is gone without noticing.
        if self.lock.is_some() {
            let _ = fs::remove_file(&self.lock_path);
            forget(&self.lock_path);
        }
    }
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
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
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
