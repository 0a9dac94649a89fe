//! Files written into a staging folder as they are made, so that no table has to be held in memory whole.
//!
//! A file is hashed on its way to the disk: its bytes are seen once. Nothing here decides where the folder is or when it takes
//! the place of the old one; that is [`super::folder`].

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::manifest::ManifestFile;
use crate::ingest::input::hex;

/// Failures of writes, by the name of the file; a writer that others sit on can only say that it failed.
pub(super) type Failures = Arc<Mutex<Vec<(PathBuf, io::Error)>>>;

/// A file of a staging folder while it is written.
#[derive(Debug)]
pub struct StagedFile {
    name: String,
    file: File,
    hasher: Sha256,
    length: u64,
    /// Path under which a failure is told.
    shown_path: PathBuf,
    failures: Failures,
}

impl StagedFile {
    /// Takes a file that was just made.
    pub(super) fn new(name: &str, file: File, shown_path: &Path, failures: &Failures) -> Self {
        StagedFile {
            name: name.to_owned(),
            file,
            hasher: Sha256::new(),
            length: 0,
            shown_path: shown_path.to_path_buf(),
            failures: failures.clone(),
        }
    }

    /// The file is whole, and becomes a line of the manifest. It is synced with all others of its folder.
    pub fn finish(self, content_sha256: Option<String>) -> ManifestFile {
        let sha256 = hex(&self.hasher.finalize());
        ManifestFile { name: self.name, bytes: self.length, sha256, content_sha256 }
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.file.write(bytes) {
            Ok(n_bytes) => {
                self.hasher.update(&bytes[..n_bytes]);
                self.length += n_bytes as u64;
                Ok(n_bytes)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => Err(failed(&self.failures, &self.shown_path, error)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Notes why a file cannot be written; what is left to say is that it cannot.
pub(super) fn failed(failures: &Failures, shown_path: &Path, error: io::Error) -> io::Error {
    let left = io::Error::from(error.kind());
    failures.lock().unwrap_or_else(PoisonError::into_inner).push((shown_path.to_path_buf(), error));
    left
}
