//! Finds the folder `../shared`: statistics and reference results that are too large, or not ours, to be kept in the project.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The file or folder `relative` of `../shared`; `None` if it is not there, and then the test is skipped and says so.
///
/// The harness shows what a passing test prints only on request, so the word goes to standard error directly: a test that
/// was not run should never look like one that passed. On the build server it must be there.
///
/// # Panics
/// If it is missing and the environment has `CI=true`.
pub(crate) fn shared(relative: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(relative);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "../shared/{relative} is missing, and CI=true does not allow to skip");
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // Nothing is lost if standard error is closed.
    let _ = writeln!(std::io::stderr(), "skipped: {test}: ../shared/{relative} is not there");
    None
}
