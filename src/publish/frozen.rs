//! The archive of what was published: a version of an index with everything it was made from, written once.
//!
//! Sources overwrite their vintages; so the output folder is kept together with the original input files, byte for byte, under
//! `<archive>/<index>/<version>/`. Every file is hashed while it is copied and must have the hash it had when the index was built.
//! Files are read-only, and a version that is there is never written again: what has to be corrected becomes a version of its own.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::folder::{forget_staged, remember_staged, sync_folder};
use crate::error::{Problem, ProblemKind, Result, io_reason, shown, unreadable};
use crate::ingest::input::hex;

/// The archive's own manifest.
pub const NAME: &str = "archive.json";
/// Where the original input files stand within it.
pub const ORIGINALS: &str = "originals";

/// What is known of a frozen version, and every file in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Program that froze it.
    pub program: String,
    /// Its version.
    pub program_version: String,
    /// Id of the index.
    pub index: String,
    /// The version that was published.
    pub version: String,
    /// Draft, embargo, final or corrected.
    pub status: String,
    /// The day until which it may not be published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo_until: Option<String>,
    /// Editions in the tables.
    pub editions: Vec<String>,
    /// Files of the archive with values that may not be published: the archive stays in the house.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_for_publication: Vec<String>,
    /// Every file, this manifest apart.
    pub files: Vec<FrozenFile>,
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// Name within the version's folder.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A file to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it is now.
    pub from: PathBuf,
    /// Its name within the version's folder.
    pub name: String,
    /// The hash it must have; `None` where any is right.
    pub sha256: Option<String>,
}

/// Copies files into a new folder and writes the manifest; `frozen` is completed with what was copied.
///
/// # Errors
/// The folder exists, a file has another hash than it must have, or something cannot be read or written; nothing is left behind.
pub fn write(target: &Path, kept: &[Kept], frozen: &mut Frozen) -> Result<()> {
    let parent = target.parent().unwrap_or(Path::new("."));
    let made: Vec<PathBuf> = parent.ancestors().take_while(|above| !above.exists()).map(Path::to_path_buf).collect();
    let name = target.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let staging = parent.join(format!(".{name}.staging"));
    let written = stage(target, &staging, kept, frozen);
    if written.is_err() {
        let _ = fs::remove_dir_all(&staging);
        // Only folders that were made for it and are empty again can be removed so.
        for above in made.iter().filter(|above| !above.as_os_str().is_empty()) {
            let _ = fs::remove_dir(above);
        }
    }
    forget_staged(&staging);
    written
}

fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    Problem::new(ProblemKind::Output, format!("cannot write `{}`: {}", shown(path), io_reason(error)))
        .help("nothing was frozen; choose a folder that you may write with `--archive`, then run again")
}

fn stage(target: &Path, staging: &Path, kept: &[Kept], frozen: &mut Frozen) -> Result<()> {
    let at = |error: io::Error| cannot_write(target, &error);
    fs::create_dir_all(target.parent().unwrap_or(Path::new("."))).map_err(at)?;
    remember_staged(staging);
    // What a run that was killed has left is nobody's.
    if staging.exists() {
        fs::remove_dir_all(staging).map_err(at)?;
    }
    fs::create_dir(staging).map_err(at)?;
    frozen.files.clear();
    for file in kept {
        frozen.files.push(copy(file, staging, target)?);
    }
    frozen.files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut text = serde_json::to_vec_pretty(frozen).unwrap_or_default();
    text.push(b'\n');
    let manifest = staging.join(NAME);
    let put = || {
        let mut file = File::create_new(&manifest)?;
        file.write_all(&text)?;
        finish(&file)
    };
    put().map_err(at)?;
    sync_folder(staging).map_err(at)?;
    // Onto a folder that holds anything no folder can be renamed: a version that appeared meanwhile stays.
    fs::rename(staging, target).map_err(at)?;
    target.parent().map_or(Ok(()), sync_folder).map_err(at)?;
    Ok(())
}

/// Copies one file and hashes it on the way.
fn copy(kept: &Kept, staging: &Path, target: &Path) -> Result<FrozenFile> {
    let path = staging.join(&kept.name);
    let shown_path = target.join(&kept.name);
    let at = |error: io::Error| cannot_write(&shown_path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at)?;
    }
    let mut source = File::open(&kept.from).map_err(|error| unreadable(&kept.from, &error))?;
    let mut copied = File::create_new(&path).map_err(at)?;
    let (mut hasher, mut bytes, mut block) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let n_read = source.read(&mut block).map_err(|error| unreadable(&kept.from, &error))?;
        if n_read == 0 {
            break;
        }
        hasher.update(&block[..n_read]);
        copied.write_all(&block[..n_read]).map_err(at)?;
        bytes += n_read as u64;
    }
    finish(&copied).map_err(at)?;
    let sha256 = hex(&hasher.finalize());
    if kept.sha256.as_ref().is_some_and(|expected| *expected != sha256) {
        let message = format!("`{}` is not as it was when the index was built", shown(&kept.from));
        let help = "build again and freeze what that wrote: what is frozen must be what was published";
        return Err(Problem::new(ProblemKind::DataContract, message).help(help).into());
    }
    Ok(FrozenFile { name: kept.name.clone(), bytes, sha256 })
}

/// Makes a file read-only and safe on disk.
fn finish(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)?;
    file.sync_all()
}
