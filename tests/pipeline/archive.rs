//! A finished folder, opened again, gives the rankings it was written with.

use std::process::Command;

use evp::Detail;
use evp::archive::Archive;
use evp::publish::{self, Family};

use crate::program::project;

/// Builds a configuration, opens what was written, and computes it again.
#[track_caller]
fn check(configuration: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_evp"));
    let run =
        command.current_dir(project()).args(["build", configuration, "--quiet", "--replicates", "0", "--out"]).arg(&out).output();
    let run = run.expect("evp starts");
    assert!(run.status.success(), "{configuration}: {}", String::from_utf8_lossy(&run.stderr));

    let archive = Archive::open(&out).unwrap_or_else(|problems| panic!("{configuration}: {problems:?}"));
    let computed = archive.compute(Detail::Full).unwrap_or_else(|problems| panic!("{configuration}: {problems:?}"));
    let editions: Vec<usize> = (0..archive.plan.editions.len()).collect();
    let build = computed.build(&archive.plan, &archive.regions, &editions);
    for family in [Family::Rankings, Family::Parameters] {
        for file in publish::files(&build, &[family]).expect("tables are made") {
            if file.name != publish::manifest::NAME {
                let written = std::fs::read(out.join(&file.name)).expect("the build wrote it");
                assert!(written == file.bytes, "{configuration}: {} differs when computed from the folder", file.name);
            }
        }
    }
}

#[test]
fn a_folder_gives_its_rankings_again() {
    check("config/evp.toml");
    check("config/evp-seutukunnat.toml");
    check("config/maakuntien-evp.toml");
}

#[test]
fn a_folder_that_no_build_wrote_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let refused = Archive::open(folder.path()).expect_err("it has no manifest");
    assert!(format!("{refused:?}").contains("manifest.json"));
}
