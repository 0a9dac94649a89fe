//! `evp verify`: builds again and says what differs from a lock.

use std::path::Path;

use crate::archive::Archive;
use crate::cli::VerifyArguments;
use crate::commands::lock::{Rebuilt, beside};
use crate::commands::output_problem;
use crate::error::{Problem, ProblemKind, Problems, Result, io_reason, shown, unreadable};
use crate::lock::cells::{self, Cells};
use crate::lock::{Lock, compare};
use crate::printer::{Mode, Printer};
use crate::publish::inputs::CELLS;

/// Builds in memory and compares with the lock.
///
/// # Errors
/// Everything that differs, as findings; else whatever keeps the index from being built or the lock from being read.
pub fn run(arguments: &VerifyArguments, printer: &Printer) -> Result<()> {
    let path = arguments.lock.clone().unwrap_or_else(|| beside(&arguments.config));
    let lock = read(&path, &arguments.config)?;
    let base = arguments.base.as_deref().map(|folder| base_cells(folder, &lock)).transpose()?;
    let rebuilt = Rebuilt::new(&arguments.config, &arguments.data, Some(&lock.index.editions), arguments.replicates, printer)?;
    let files = rebuilt.files()?;
    let new = rebuilt.lock_of(&files, lock.kind)?;
    let now = match (&base, files.into_iter().find(|file| file.name == CELLS)) {
        (Some(_), Some(file)) => Some(cells::read(file.bytes).map_err(|reason| Problem::new(ProblemKind::Internal, reason))?),
        _ => None,
    };
    let lock_option = arguments.lock.as_ref().map_or(String::new(), |path| format!(" --lock {}", shown(path)));
    let command = format!("evp verify {}{lock_option} --base FOLDER", shown(&arguments.config));
    let found = compare::compare(
        &lock,
        &compare::Rebuilt {
            lock: &new,
            regions: &rebuilt.regions,
            language: rebuilt.plan.main_language(),
            cells: base.as_ref().zip(now.as_ref()),
            command: &command,
        },
    );
    let is_same = found.differences.is_empty();
    let mut text = String::new();
    if is_same {
        let word = if new.index.editions.len() == 1 { "edition" } else { "editions" };
        let editions = format!("{word} {}", new.index.editions.join(", "));
        text.push_str(&format!("The same as {}: {} ({editions})\n", shown(&path), new.index.id));
    }
    found.notes.iter().for_each(|note| text.push_str(&format!("  {note}\n")));
    let printed = match printer.mode() {
        // Differences are printed as JSON by whoever prints problems: one document, not two.
        Mode::Json if is_same => {
            let value = serde_json::json!({ "problems": [], "lock": shown(&path), "notes": found.notes });
            printer.data(&format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default()))
        }
        _ => printer.result(&text),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))?;
    Problems::check(found.differences, ())
}

fn read(path: &Path, config: &Path) -> Result<Lock> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let message = format!("cannot read the lock `{}`: {}", shown(path), io_reason(&error));
        let help =
            if missing { format!("make one with `evp lock {}`, or name it with `--lock`", shown(config)) } else { String::new() };
        Problem::new(ProblemKind::Configuration, message).help(help)
    })?;
    Lock::parse(&text, &shown(path))
}

/// The cells of the build that was locked.
fn base_cells(folder: &Path, lock: &Lock) -> Result<Cells> {
    let archive = Archive::open(folder)?;
    let of_folder = archive.manifest.files.iter().find(|file| file.name == CELLS).and_then(|file| file.content_sha256.clone());
    let locked = lock.file(CELLS).and_then(|file| file.content_sha256.clone());
    if locked.is_some() && locked != of_folder {
        let message = format!("`{}` is not the build that was locked: its cells are others", shown(folder));
        return Err(Problem::new(ProblemKind::Usage, message).help("give the output folder from which the lock was made").into());
    }
    let path = folder.join(CELLS);
    let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
    cells::read(bytes).map_err(|reason| {
        let message = format!("cannot read `{}`: {reason}", shown(&path));
        Problem::new(ProblemKind::UnreadableInput, message).help("build the folder again").into()
    })
}
