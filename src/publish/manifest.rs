//! `manifest.json`: what the folder holds and what it was made from. No clock, no absolute path: the same build, the same bytes.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Build, OutputFile, base_name};
use crate::ingest::input::hex;

/// Name of the file.
pub const NAME: &str = "manifest.json";

/// The manifest as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Program that wrote the folder.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Version of the program that made files for people and machines again, where it was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by_version: Option<String>,
    /// Id of the index.
    pub index: String,
    /// Editions in the tables.
    pub editions: Vec<String>,
    /// What the data are: `demo`, `draft`, `final`, or the mark of the data.
    pub data_status: String,
    /// SHA-256 of the configuration.
    pub configuration_sha256: String,
    /// Number of replicates that intervals of ranks were asked for with, 0 for none: the command line's, else the configuration's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicates: Option<u32>,
    /// Variables whose values are left out of the folder, because they may not be published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<String>,
    /// Input files.
    pub inputs: Vec<ManifestInput>,
    /// Files of the folder, this one apart.
    pub files: Vec<ManifestFile>,
}

/// An input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestInput {
    /// File name without its folder.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// Rows.
    pub rows: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Name within the folder.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// SHA-256 of the table's content, whatever the format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_sha256: Option<String>,
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The manifest of finished files.
pub fn file(build: &Build<'_>, files: &[OutputFile]) -> OutputFile {
    of_lines(build, lines(files))
}

/// What a manifest says of finished files.
pub fn lines(files: &[OutputFile]) -> Vec<ManifestFile> {
    use rayon::prelude::*;
    let line = |file: &OutputFile| ManifestFile {
        name: file.name.clone(),
        bytes: file.bytes.len() as u64,
        sha256: sha256(&file.bytes),
        content_sha256: file.content_sha256.clone(),
    };
    files.par_iter().map(line).collect()
}

/// The manifest of files that are written already.
pub fn of_lines(build: &Build<'_>, files: Vec<ManifestFile>) -> OutputFile {
    let manifest = Manifest {
        program: "evp".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        published_by_version: None,
        index: build.plan.index.id.clone(),
        editions: build.editions.iter().map(|&edition_idx| build.plan.editions[edition_idx].id.clone()).collect(),
        data_status: build.data_status.to_owned(),
        configuration_sha256: sha256(build.plan.text.text.as_bytes()),
        replicates: Some(build.plan.robustness.replicates),
        withheld: build.plan.withheld_series().into_iter().map(|idx| build.plan.variables[idx].id.clone()).collect(),
        inputs: build
            .ingested
            .inputs
            .iter()
            .map(|input| ManifestInput {
                name: base_name(input.name.as_ref()),
                bytes: input.bytes,
                rows: input.rows,
                sha256: input.sha256.clone(),
            })
            .collect(),
        files,
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    OutputFile { name: NAME.into(), bytes, content_sha256: None }
}

/// The manifest of a folder some of whose files were made again: what it was built from, and by which version, stays.
pub fn again(old: &Manifest, files: Vec<ManifestFile>) -> OutputFile {
    let this = env!("CARGO_PKG_VERSION");
    let published_by_version = Some(this.to_owned()).filter(|this| *this != old.version);
    let manifest = Manifest { published_by_version, files, ..old.clone() };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    OutputFile { name: NAME.into(), bytes, content_sha256: None }
}

/// The manifest of finished files that were made from other folders, not from inputs.
pub fn of_files(index: &str, editions: &[String], data_status: &str, files: &[OutputFile]) -> OutputFile {
    let manifest = Manifest {
        program: "evp".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        published_by_version: None,
        index: index.to_owned(),
        editions: editions.to_vec(),
        data_status: data_status.to_owned(),
        configuration_sha256: String::new(),
        replicates: None,
        withheld: Vec::new(),
        inputs: Vec::new(),
        files: files
            .iter()
            .map(|file| ManifestFile {
                name: file.name.clone(),
                bytes: file.bytes.len() as u64,
                sha256: sha256(&file.bytes),
                content_sha256: file.content_sha256.clone(),
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    OutputFile { name: NAME.into(), bytes, content_sha256: None }
}

/// Reads the manifest of a folder; `None` when there is none that can be read.
pub fn read(folder: &Path) -> Option<Manifest> {
    serde_json::from_slice(&std::fs::read(folder.join(NAME)).ok()?).ok()
}
