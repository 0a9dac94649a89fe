//! Runs `evp build` and keeps what it wrote.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use calamine::Reader;
use evp::ingest::input::hex;
use sha2::{Digest, Sha256};

/// The files of an output folder by name, with forward slashes.
pub(crate) struct Output {
    files: BTreeMap<String, Vec<u8>>,
}

/// The folder of the project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds a configuration, in the project's folder unless `change` says otherwise.
///
/// # Panics
/// If the build fails; with everything it said.
pub(crate) fn build(configuration: &Path, change: impl FnOnce(&mut Command)) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_evp"));
    command.current_dir(project()).arg("build").arg(configuration).arg("--quiet").arg("--out").arg(&out);
    change(&mut command);
    // Ten thousand replicates of an unoptimised program take seconds; tests of them ask for what they need.
    if !command.get_args().any(|argument| argument == "--replicates") {
        command.args(["--replicates", "0"]);
    }
    let run = command.output().expect("evp starts");
    assert!(run.status.success(), "{command:?}: {}\n{}", run.status, String::from_utf8_lossy(&run.stderr));
    self::output(&out)
}

/// Runs the program in a folder, and expects that it works.
///
/// # Panics
/// If it fails; with everything it said.
pub(crate) fn run(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evp"));
    let run = command.current_dir(folder).args(arguments).output().expect("evp starts");
    assert!(run.status.success(), "{command:?}: {}\n{}", run.status, String::from_utf8_lossy(&run.stderr));
}

/// The files of a folder.
pub(crate) fn output(folder: &Path) -> Output {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files);
    Output { files }
}

/// `config/evp.toml` on the demonstration data, built once for all tests.
pub(crate) fn demonstration() -> &'static Output {
    static DEMONSTRATION: OnceLock<Output> = OnceLock::new();
    DEMONSTRATION.get_or_init(|| build("config/evp.toml".as_ref(), |_| ()))
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("the output folder is there") {
        let entry = entry.expect("the output folder can be listed");
        let name = format!("{prefix}{}", entry.file_name().to_str().expect("names are plain"));
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, std::fs::read(entry.path()).expect("an output file can be read"));
        }
    }
}

impl Output {
    /// The names of all files.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The bytes of a file.
    ///
    /// # Panics
    /// If there is no such file.
    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        self.files.get(name).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// SHA-256 of each file.
    pub(crate) fn hashes(&self) -> BTreeMap<String, String> {
        self.files.iter().map(|(name, bytes)| (name.clone(), hex(&Sha256::digest(bytes)))).collect()
    }

    /// SHA-256 of each file, less what tells one input file from another: the manifest, and what is said of inputs in the notes,
    /// in the workbook and of what was found while reading.
    pub(crate) fn hashes_apart_from_inputs(&self) -> BTreeMap<String, String> {
        let mut hashes = self.hashes();
        hashes.remove("manifest.json");
        let mut reading: serde_json::Value = serde_json::from_slice(self.bytes("inputs/reading.json")).expect("JSON");
        assert!(reading["inputs"].take().is_array(), "what was found while reading names the inputs");
        hashes.insert("inputs/reading.json".to_owned(), hex(&Sha256::digest(reading.to_string())));
        for (name, bytes) in self.files.iter().filter(|(name, _)| name.starts_with("notes.")) {
            let notes = std::str::from_utf8(bytes).expect("the notes are text");
            let is_input =
                |line: &&str| ["- Input: ", "- Lähtöaineisto: ", "- Källmaterial: "].iter().any(|word| line.starts_with(word));
            let rest: String = notes.split_inclusive('\n').filter(|line| !is_input(line)).collect();
            assert!(rest != notes, "{name} names the inputs");
            hashes.insert(name.clone(), hex(&Sha256::digest(rest)));
        }
        let rest = self.workbook_apart_from_inputs();
        hashes.insert("rankings.xlsx".to_owned(), hex(&Sha256::digest(rest)));
        hashes
    }

    /// Every cell of the workbook, less the rows about inputs, and the one that says how many rows the notes with them have.
    fn workbook_apart_from_inputs(&self) -> String {
        let bytes = self.bytes("rankings.xlsx");
        let mut workbook = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let mut text = String::new();
        for (name, range) in workbook.worksheets() {
            let rows: Vec<String> = range.rows().map(|row| format!("{name}: {row:?}\n")).collect();
            text.extend(rows.into_iter().filter(|row| !row.contains(", SHA-256 ") && !row.contains("\"Huomautukset\"")));
        }
        text
    }
}

/// Fails if the two differ in a file, and names the files.
pub(crate) fn assert_same_files(what: &str, expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) {
    let names = expected.keys().chain(found.keys());
    let mut differing: Vec<&str> = names.filter(|name| expected.get(*name) != found.get(*name)).map(String::as_str).collect();
    differing.sort_unstable();
    differing.dedup();
    assert!(differing.is_empty(), "{what}: {} of {} files differ: {}", differing.len(), expected.len(), differing.join(", "));
}
