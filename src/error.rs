//! Problems, as an analyst sees them.
//!
//! Every failure of the program is a list of [`Problem`]s: each says what is wrong, where (file, column, row, region, or
//! line of the configuration) and what to do about it. Steps that can find several independent problems collect them all
//! before they give up. Nothing here prints: [`crate::printer`] does.

use std::fmt;
use std::path::{Path, PathBuf};

/// What kind of failure a problem is; it decides the exit code of the process.
///
/// The numbers are a promise to scripts and are never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The checks ran and found something (exit code 1).
    Finding,
    /// The command line cannot be understood (exit code 2).
    Usage,
    /// The configuration, a region table or a merger table is wrong (exit code 3).
    Configuration,
    /// An input file cannot be read or is malformed (exit code 4).
    UnreadableInput,
    /// An input file is readable but breaks the data contract (exit code 5).
    DataContract,
    /// The output cannot be written (exit code 6).
    Output,
    /// Another run is writing the same output (exit code 7).
    Busy,
    /// A bug in this program (exit code 70).
    Internal,
}

impl ProblemKind {
    /// The exit code of the process for this kind of problem.
    pub fn exit_code(self) -> u8 {
        match self {
            ProblemKind::Finding => 1,
            ProblemKind::Usage => 2,
            ProblemKind::Configuration => 3,
            ProblemKind::UnreadableInput => 4,
            ProblemKind::DataContract => 5,
            ProblemKind::Output => 6,
            ProblemKind::Busy => 7,
            ProblemKind::Internal => 70,
        }
    }
}

/// A piece of a text file that a problem points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The file's name as the user gave it.
    pub file: String,
    /// The whole text of the file.
    pub text: std::sync::Arc<str>,
    /// Byte range in `text` that is wrong.
    pub span: std::ops::Range<usize>,
    /// What stands at the range, in a few words; may be empty.
    pub label: String,
}

impl Snippet {
    /// Line and column (both from 1) at which the range starts.
    pub fn line_and_column(&self) -> (usize, usize) {
        let start = self.span.start.min(self.text.len());
        let before = &self.text.as_bytes()[..start];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |position| position + 1);
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        (line, column)
    }
}

/// One thing that is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Decides the exit code.
    pub kind: ProblemKind,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where: `file`, or `file: column …, row …`. Empty when a snippet says it.
    pub place: String,
    /// Further lines: the rows, regions or values concerned.
    pub details: Vec<String>,
    /// What to do.
    pub help: String,
    /// The lines of a configuration or table that are wrong.
    pub snippet: Option<Snippet>,
}

impl Problem {
    /// A problem with only a message.
    pub fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        Problem { kind, message: message.into(), place: String::new(), details: Vec::new(), help: String::new(), snippet: None }
    }

    /// Adds the place.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds one line of detail.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// Adds several lines of detail.
    pub fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(details);
        self
    }

    /// Points at a piece of a text file.
    pub fn snippet(mut self, snippet: Snippet) -> Self {
        self.snippet = Some(snippet);
        self
    }
}

/// The error type of this crate: at least one [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The problems, in the order in which they should be shown.
    pub fn all(&self) -> &[Problem] {
        &self.0
    }

    /// The exit code of the process: that of the earliest stage that failed.
    pub fn exit_code(&self) -> u8 {
        self.0.iter().map(|problem| problem.kind).min().unwrap_or(ProblemKind::Internal).exit_code()
    }

    /// `Ok(value)` when nothing was collected, else all that was.
    pub fn check<T>(problems: Vec<Problem>, value: T) -> Result<T> {
        if problems.is_empty() { Ok(value) } else { Err(Problems(problems)) }
    }

    /// Takes the list out.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }

    /// Sorts problems that point into text files by place, keeping the others in their order after them; what is found twice
    /// (a default is checked for everything that inherits it) is told once.
    pub fn in_reading_order(mut self) -> Self {
        self.0.sort_by_key(|problem| {
            problem.snippet.as_ref().map_or((true, String::new(), 0), |snippet| (false, snippet.file.clone(), snippet.span.start))
        });
        let mut seen = std::collections::HashSet::new();
        self.0.retain(|problem| {
            let span = problem.snippet.as_ref().map(|snippet| snippet.span.clone());
            seen.insert((problem.message.clone(), problem.place.clone(), span))
        });
        self
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Problems(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            if position > 0 {
                writeln!(formatter)?;
            }
            write!(formatter, "{}", problem.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Problems>;

/// A path as it is shown to people: forward slashes, `../` kept, nothing made absolute.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text }
}

/// The cause of an input or output error in words, without the operating system's error number.
pub fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "it does not exist".into(),
        ErrorKind::PermissionDenied => "permission is denied".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "a part of the path is not a folder".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "the disk quota is used up".into(),
        ErrorKind::FileTooLarge => "the file size limit is reached".into(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        ErrorKind::BrokenPipe => "the reader has gone".into(),
        ErrorKind::UnexpectedEof => "it ends too early".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// A problem about a file that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let problem = Problem::new(ProblemKind::UnreadableInput, format!("cannot read `{}`: {}", shown(path), io_reason(error)));
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => problem.help("get the right to read it, or make a copy that you may read"),
        _ => problem,
    }
}

/// The closest of `candidates` to `given`, if it is close enough to be meant.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lowered = given.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lowered, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().max(given.chars().count()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Longest name that is offered.
const LONGEST_NAME: usize = 80;

/// Help for a name that is not known: the nearest one, or the list when it is short.
pub fn did_you_mean<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    // A name too long to be read helps nobody.
    let mut known: Vec<&str> = candidates.into_iter().filter(|name| name.chars().count() <= LONGEST_NAME).collect();
    known.sort_unstable();
    known.dedup();
    if let Some(name) = nearest(given, known.iter().copied()) {
        return format!("did you mean `{name}`?");
    }
    match known.len() {
        0 => "none is defined".into(),
        1..=12 => format!("known: {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        n => format!("{n} are known, for example `{}` and `{}`", known[0], known[n - 1]),
    }
}

/// Help for a file that does not exist: one of nearly the same name in its folder, else from where paths are counted.
pub fn nearby_file(path: &Path, counted_from: &str) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
        .unwrap_or_default();
    let given = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match nearest(&given, names.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("paths are counted from {counted_from}"),
    }
}

/// From where the paths in a configuration are counted, in words.
pub const FROM_CONFIGURATION: &str = "the folder of the configuration file";
/// From where the paths on the command line are counted, in words.
pub const FROM_HERE: &str = "the current folder";

/// A number with its noun.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Joins a path given in a configuration to the folder of the configuration file.
pub fn relative_to(folder: &Path, path: &str) -> PathBuf {
    let path = Path::new(path);
    if path.is_absolute() || folder.as_os_str().is_empty() { path.to_path_buf() } else { tidy(&folder.join(path)) }
}

/// Removes `folder/..` pairs where that cannot change the meaning for plain folders.
fn tidy(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (Component::CurDir, _) => {}
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_and_column_count_from_one_and_in_characters() {
        let snippet = Snippet { file: "f".into(), text: "aä\nöb = 1".into(), span: 6..7, label: String::new() };
        assert_eq!(snippet.line_and_column(), (2, 2));
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        assert_eq!(nearest("wieght", ["weight", "lag"]), Some("weight"));
        assert_eq!(nearest("population", ["jobs", "lag"]), None);
        assert_eq!(did_you_mean("x", ["jobs", "lag"]), "known: `jobs`, `lag`");
    }

    #[test]
    fn paths_of_a_configuration_are_tidied() {
        assert_eq!(relative_to(Path::new("config"), "../data/a.csv"), Path::new("data/a.csv"));
        assert_eq!(relative_to(Path::new("../x"), "../../a"), Path::new("../../a"));
        assert_eq!(relative_to(Path::new(""), "a"), Path::new("a"));
    }
}
