//! `improvers.csv`: who climbed, and what did it.

use insta::assert_snapshot;

use crate::workdir::{BUILD, Workdir};

#[test]
fn who_climbed() {
    let workdir = Workdir::built();
    assert_snapshot!(workdir.read("out/improvers.csv"), @"");
    assert_snapshot!(workdir.read("out/improvers.en.csv"), @"");
}

#[test]
fn since_a_base_edition() {
    let workdir = Workdir::new();
    workdir.append("index.toml", "\n[publish]\nimprovers_since = \"2030\"\n");
    assert_snapshot!(workdir.refused(), @"");
}

#[test]
fn one_edition_has_no_improvers() {
    let workdir = Workdir::new();
    let finished = workdir.run(&[BUILD, &["--edition", "2024"]].concat());
    assert_eq!(finished.code, Some(0), "{finished}");
    assert!(!workdir.content().contains_key("out/improvers.csv"));
}
