//! A folder with a tiny index that builds, and the program run in it.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::statistics::Statistics;

/// A run that takes longer than this hangs.
const LONGEST_RUN: Duration = Duration::from_secs(120);

/// The configuration of the tiny index: three indicators, two factors, two editions.
pub const CONFIGURATION: &str = r#"format = 1

[index]
id = "tiny"
title = "Tiny index"
languages = ["en"]

[regions]
table = "regions.csv"
mergers = "mergers.csv"
level = "municipality"
code_scheme = "finnish"
division = 2025
universe = { mainland = "yes" }

[regions.types]
names = [
  { id = "city", name = "cities" },
  { id = "town", name = "towns" },
  { id = "rural", name = "rural municipalities" },
]

[[source]]
id = "statistics"
files = ["statistics.parquet"]

[[variable]]
id = "population"
merge = "sum"

[[variable]]
id = "jobs"
merge = "sum"

[[variable]]
id = "employment_rate"
merge = { weighted-mean = "population" }

[[factor]]
id = "work"

[[factor]]
id = "people"

[[indicator]]
id = "workplaces"
factor = "work"
direction = "higher-is-better"
derive = { ratio = { numerator = "jobs", denominator = "population", scale = 100 } }
lag = 1

[[indicator]]
id = "employment"
factor = "work"
direction = "higher-is-better"
variable = "employment_rate"
lag = 1

[[indicator]]
id = "growth"
factor = "people"
direction = "higher-is-better"
derive = { change = { of = "population", as = "percent" } }

[[edition]]
id = "2024"

[[edition]]
id = "2025"
"#;

/// Eight municipalities of 2025, one of them outside the universe, and one that ended in 2020.
pub const REGIONS: &str = "\
code,level,valid_from,valid_to,name_en,region_type,mainland
035,municipality,2020-01-01,,Brändö,rural,no
049,municipality,2020-01-01,,Espoo,city,yes
091,municipality,2020-01-01,,Helsinki,city,yes
092,municipality,2020-01-01,,Vantaa,city,yes
099,municipality,2020-01-01,2020-12-31,Honkajoki,rural,yes
214,municipality,2020-01-01,,Kankaanpää,town,yes
235,municipality,2020-01-01,,Kauniainen,town,yes
541,municipality,2020-01-01,,Nurmes,rural,yes
790,municipality,2020-01-01,,Sastamala,town,yes
";

/// Two mergers, and a chain of two more.
pub const MERGERS: &str = "\
date,code,name,successor
2007-01-01,772,Suodenniemi,912
2009-01-01,912,Vammala,790
2020-01-01,911,Valtimo,541
2021-01-01,099,Honkajoki,214
";

/// What a finished run left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Exit code; none when a signal ended the process.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl fmt::Display for Finished {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => writeln!(formatter, "exit code: {code}")?,
            None => writeln!(formatter, "ended by a signal")?,
        }
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(formatter, "----- {name} -----\n{text}")?;
            }
        }
        Ok(())
    }
}

/// A temporary folder with the tiny index in it; removed when dropped.
#[derive(Debug)]
pub struct Workdir {
    folder: tempfile::TempDir,
}

impl Workdir {
    /// The index, not built yet.
    pub fn new() -> Self {
        let workdir = Workdir { folder: tempfile::tempdir().expect("a temporary folder") };
        workdir.write("index.toml", CONFIGURATION);
        workdir.write("regions.csv", REGIONS);
        workdir.write("mergers.csv", MERGERS);
        workdir.statistics(&Statistics::tiny());
        workdir
    }

    /// The index with its output folder `out`, as one good run wrote it.
    pub fn built() -> Self {
        static OUTPUT: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
        let workdir = Workdir::new();
        let output = OUTPUT.get_or_init(|| {
            let first = Workdir::new();
            first.builds();
            first.content().into_iter().filter(|(name, _)| name.starts_with("out/") && !name.ends_with('/')).collect()
        });
        for (name, bytes) in output {
            workdir.write(name, bytes);
        }
        workdir
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a path in the folder")).expect("the folders above a file");
        std::fs::write(path, content).expect(name);
    }

    /// Reads a text file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect(name)
    }

    /// Replaces a text that must occur exactly once in a file.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {name}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Adds lines to the end of a file.
    pub fn append(&self, name: &str, lines: &str) {
        self.write(name, self.read(name) + lines);
    }

    /// Writes `statistics.parquet`.
    pub fn statistics(&self, statistics: &Statistics) {
        crate::statistics::write(&self.path("statistics.parquet"), &statistics.columns());
    }

    /// The program, to be run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.command_as_written(arguments);
        // Ten thousand replicates of an unoptimised program take seconds; tests of them ask for what they need.
        let builds = arguments.first().is_some_and(|name| ["build", "lock", "verify"].contains(name));
        let is_said = arguments.iter().any(|argument| argument.starts_with("--replicates") || *argument == "--help");
        if builds && !is_said {
            command.args(["--replicates", "0"]);
        }
        command
    }

    /// The program with these arguments and no others.
    pub fn command_as_written(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evp"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null()).env_remove("NO_COLOR");
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Finished {
        finish(self.command(arguments))
    }

    /// Builds `out` and expects that it works.
    pub fn builds(&self) -> Finished {
        let finished = self.run(BUILD);
        assert_eq!(finished.code, Some(0), "{finished}");
        self.assert_tidy();
        finished
    }

    /// Builds `out`, expects that it fails and that nothing in the folder has changed; what was printed.
    pub fn refused(&self) -> String {
        self.refused_by(BUILD)
    }

    /// Runs the program, expects that it fails and that nothing in the folder has changed; what was printed.
    pub fn refused_by(&self, arguments: &[&str]) -> String {
        let before = self.content();
        let finished = self.run(arguments);
        assert_ne!(finished.code, Some(0), "{finished}");
        assert!(self.content() == before, "the folder has changed: {:?}\n{finished}", self.content().keys());
        finished.to_string()
    }

    /// `out/rankings.csv` of a build.
    pub fn rankings(&self) -> String {
        self.builds();
        self.read("out/rankings.csv")
    }

    /// Every file of the folder (of other things only the name), with its bytes.
    pub fn content(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(self.folder.path(), "", &mut found);
        found
    }

    /// Nothing hidden was left behind: no staging folder, no lock.
    pub fn assert_tidy(&self) {
        let left: Vec<String> = self.content().into_keys().filter(|name| name.starts_with('.')).collect();
        assert!(left.is_empty(), "left behind: {left:?}");
    }
}

/// The command line of most tests.
pub const BUILD: &[&str] = &["build", "index.toml", "--out", "out"];

fn collect(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry of a folder");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("the type of an entry");
        if kind.is_dir() {
            found.insert(format!("{name}/"), Vec::new());
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            let bytes = if kind.is_file() { std::fs::read(entry.path()).unwrap_or_default() } else { Vec::new() };
            found.insert(name, bytes);
        }
    }
}

/// Runs a command to its end; no run may panic, show a backtrace or hang.
pub fn finish(mut command: Command) -> Finished {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    wait(child)
}

/// Waits for a running command; see [`finish`].
pub fn wait(mut child: Child) -> Finished {
    fn reader(stream: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut stream) = stream {
                stream.read_to_end(&mut bytes).expect("the output of the program");
            }
            String::from_utf8(bytes).expect("the program prints UTF-8")
        })
    }
    let (stdout, stderr) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the state of the program") {
            break status;
        }
        if LONGEST_RUN < start.elapsed() {
            child.kill().expect("the program ends");
            panic!("the program hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let finished = Finished {
        code: status.code(),
        stdout: stdout.join().expect("standard output"),
        stderr: stderr.join().expect("standard error"),
    };
    for forbidden in ["panicked", "RUST_BACKTRACE", "stack backtrace", "unwrap()", "src/"] {
        assert!(!finished.to_string().contains(forbidden), "{finished}");
    }
    finished
}

/// Says on standard error, past the test harness that would swallow it, that a test could not be run here.
pub fn skipped(test: &str, why: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "skipped {test}: {why}");
}
