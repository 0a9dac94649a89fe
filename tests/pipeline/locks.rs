//! The published numbers of the shipped configurations are those that were locked.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::program::project;

/// What to do when a number has changed.
const WHAT_TO_DO: &str = "if the numbers are meant to change, say so under \"Method\" in CHANGELOG.md, then run .ci/lock";

/// Stems of the files of a folder with this ending whose text fits.
fn stems(folder: &Path, ending: &str, fits: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("a folder of the project");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .filter(|path| fits(&std::fs::read_to_string(path).expect("a text file")))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect()
}

#[test]
fn every_configuration_of_the_demonstration_data_is_locked() {
    let configurations = stems(&project().join("config"), "toml", |text| text.contains("demo.parquet"));
    let locks = stems(&project().join("tests/locks"), "lock", |_| true);
    assert_eq!(configurations, locks, "{WHAT_TO_DO}");
}

#[test]
fn published_numbers_are_as_they_were() {
    for stem in stems(&project().join("tests/locks"), "lock", |_| true) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evp"));
        let (config, lock) = (format!("config/{stem}.toml"), format!("tests/locks/{stem}.lock"));
        let run = command.current_dir(project()).args(["verify", &config, "--lock", &lock, "--quiet"]).output();
        let run = run.expect("evp starts");
        assert!(run.status.success(), "{config}:\n{}\n{WHAT_TO_DO}", String::from_utf8_lossy(&run.stderr));
    }
}
