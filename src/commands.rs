//! One file per subcommand: they wire reading, computing and publishing together, and compute nothing themselves.

pub mod audit;
pub mod build;
pub mod check;
pub mod compare;
pub mod demo;
pub mod diagnose;
pub mod explain;
pub mod freeze;
pub mod lock;
pub mod publish;
pub mod robustness;
pub mod summary;
pub mod verify;
pub mod what_if;

use crate::error::{Problem, ProblemKind, Problems};

/// Standard output cannot be written: silent when its reader has gone, else a problem.
pub fn output_problem(error: &std::io::Error) -> Option<Problems> {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        return None;
    }
    let reason = crate::error::io_reason(error);
    Some(Problem::new(ProblemKind::Output, format!("cannot write to standard output: {reason}")).into())
}

/// A folder that another command wrote is not replaced: its manifest would allow it, the analyst would not. A folder of this command
/// holds the file `own_file`.
fn refuse_other_folder(target: &std::path::Path, own_file: &str, what: &str) -> crate::error::Result<()> {
    use crate::publish::manifest;
    let is_own = |manifest: &manifest::Manifest| manifest.files.iter().any(|file| file.name == own_file);
    if manifest::read(target).is_none_or(|manifest| is_own(&manifest)) {
        return Ok(());
    }
    let message = format!("the output folder `{}` holds a build, not {what}", crate::error::shown(target));
    Err(Problem::new(ProblemKind::Output, message).help("choose another folder with `--out`").into())
}

/// A text wrapped between words to lines of so many characters. The first line begins with the first of `beginnings`, the others with
/// the second.
fn wrapped(text: &str, beginnings: [&str; 2], width: usize) -> String {
    let (mut lines, mut length) = (beginnings[0].to_owned(), beginnings[0].chars().count());
    for (position, word) in text.split(' ').enumerate() {
        let n_characters = word.chars().count();
        if position > 0 && width < length + 1 + n_characters {
            lines.push_str(&format!("\n{}", beginnings[1]));
            length = beginnings[1].chars().count();
        } else if position > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += n_characters;
    }
    lines.push('\n');
    lines
}
