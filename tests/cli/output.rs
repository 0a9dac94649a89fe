//! Faults of the output: folders that cannot or must not be replaced, runs that meet, signals, full disks, closed pipes.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::workdir::{BUILD, Finished, Workdir, finish, wait};

/// A workdir whose build takes a while.
fn slow() -> Workdir {
    let workdir = Workdir::built();
    let finished = workdir.run(&["demo", "--regions", "1200", "--indicators", "10", "--years", "10", "--out", "slow", "--quiet"]);
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir
}

/// The command line of a build that takes a while.
const SLOW: &[&str] = &["build", "slow/index.toml", "--out", "out", "--threads", "1"];

/// Waits until a path is there.
fn until_there(path: &Path) {
    let start = Instant::now();
    while !path.exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "{} does not appear", path.display());
        std::thread::sleep(Duration::from_micros(200));
    }
}

// --- What stands there ---

#[test]
fn a_file() {
    assert_snapshot!(Workdir::built().refused_by(&["build", "index.toml", "--out", "regions.csv"]), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `regions.csv` is a file
      help: choose another folder with `--out`
    ");
}

#[test]
fn below_a_file() {
    assert_snapshot!(Workdir::built().refused_by(&["build", "index.toml", "--out", "regions.csv/out"]), @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `regions.csv/out`: a part of the path is not a folder
      help: choose another folder with `--out`
    ");
}

#[test]
fn no_name() {
    assert_snapshot!(Workdir::built().refused_by(&["build", "index.toml", "--out", ".."]), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `..` holds the input `statistics.parquet`
      help: choose another folder with `--out`
    ");
}

#[test]
fn the_folder_of_the_inputs() {
    let workdir = Workdir::built();
    let name = workdir.path("");
    let name = name.to_str().expect("a name in UTF-8").trim_end_matches('/');
    let said = workdir.refused_by(&["build", "index.toml", "--out", name]);
    assert_snapshot!(said.replace(name, "[folder]"), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `[folder]` holds the input `statistics.parquet`
      help: choose another folder with `--out`
    ");
}

#[test]
fn the_folder_of_the_file_on_the_command_line() {
    let workdir = Workdir::built();
    let columns = "files = [\"statistics.parquet\"]\ncolumns = { region = \"code\", indicator = \"variable\" }";
    workdir.edit("index.toml", "files = [\"statistics.parquet\"]", columns);
    let arguments = ["build", "index.toml", "--out", "out", "--data", "out/inputs/cells.parquet"];
    assert_snapshot!(workdir.refused_by(&arguments), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds the input `out/inputs/cells.parquet`
      help: choose another folder with `--out`
    ");
}

#[cfg(unix)]
#[test]
fn a_link() {
    let workdir = Workdir::built();
    std::os::unix::fs::symlink("out", workdir.path("link")).expect("a link");
    assert_snapshot!(workdir.refused_by(&["build", "index.toml", "--out", "link"]), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `link` is a link
      help: choose another folder with `--out`
    ");
}

#[test]
fn files_of_somebody_else() {
    let workdir = Workdir::built();
    workdir.write("out/report.docx", "mine");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds files that evp did not write
          `report.docx`
      help: move them elsewhere, or choose another folder with `--out`
    ");
    for name in ["a.txt", "b.txt", "types/c.txt"] {
        workdir.write(&format!("out/{name}"), "mine");
    }
    assert_snapshot!(workdir.refused(), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds files that evp did not write
          `a.txt`
          `b.txt`
          `report.docx`
          and 1 more
      help: move them elsewhere, or choose another folder with `--out`
    ");
}

#[test]
fn a_folder_whose_manifest_is_gone() {
    let workdir = Workdir::built();
    std::fs::remove_file(workdir.path("out/manifest.json")).expect("a manifest");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds files, and no manifest.json says that evp wrote them
          `datapackage.json`
          `datawrapper/2025.en.csv`
          `datawrapper/ranks.en.csv`
          and 41 more
      help: choose another folder with `--out`, or remove this one if nothing in it is needed
    ");
}

#[test]
fn files_that_are_gone_come_back() {
    let workdir = Workdir::built();
    let before = workdir.content();
    std::fs::remove_file(workdir.path("out/notes.md")).expect("notes");
    workdir.write("out/rankings.csv", "changed by hand");
    workdir.builds();
    assert!(workdir.content() == before);
}

#[test]
fn a_failed_first_run_leaves_nothing() {
    let workdir = Workdir::new();
    workdir.write("statistics.parquet", "");
    let said = workdir.refused_by(&["build", "index.toml", "--out", "results/2025/tiny"]);
    assert!(said.contains("empty file"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let workdir = Workdir::built();
    let locked = workdir.path("locked");
    std::fs::create_dir(&locked).expect("a folder");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).expect("permissions");
    if std::fs::write(locked.join("probe"), "").is_ok() {
        return crate::workdir::skipped("a_folder_that_may_not_be_written", "this user may write everywhere");
    }
    let said = workdir.refused_by(&["build", "index.toml", "--out", "locked/out"]);
    assert_snapshot!(said, @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `locked/out`: permission is denied
      help: nothing was changed; choose a folder that you may write with `--out`, then run again
    ");
}

// --- Runs that meet, and runs that end early ---

#[test]
fn another_run_is_writing() {
    let workdir = Workdir::built();
    let lock = std::fs::File::create(workdir.path(".out.lock")).expect("a lock file");
    lock.lock().expect("a lock");
    assert_snapshot!(workdir.refused(), @r"
    exit code: 7
    ----- stderr -----
    error: another run is writing `out`
      help: wait until it has finished, or choose another folder with `--out`
    ");
    drop(lock);
    workdir.builds();
}

#[test]
fn two_runs_at_once() {
    let workdir = slow();
    let mut command = workdir.command(SLOW);
    let first = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    until_there(&workdir.path(".out.lock"));
    let second = workdir.run(BUILD);
    assert_eq!(second.code, Some(7), "{second}");
    let first = wait(first);
    assert_eq!(first.code, Some(0), "{first}");
    workdir.assert_tidy();
    assert!(workdir.read("out/manifest.json").contains("\"index\": \"scaled\""), "{}", workdir.read("out/manifest.json"));
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let workdir = Workdir::built();
    let before = workdir.content();
    workdir.write(".out.lock", "");
    workdir.write(".out.staging/rankings.csv", "half");
    workdir.builds();
    assert!(workdir.content() == before);
}

#[cfg(unix)]
#[test]
fn a_killed_run_does_not_keep_the_next_from_running() {
    let workdir = slow();
    let mut child = workdir.command(SLOW).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    until_there(&workdir.path(".out.lock"));
    child.kill().expect("the program ends");
    child.wait().expect("the program has ended");
    workdir.builds();
}

#[cfg(unix)]
#[test]
fn signals_end_a_run_and_nothing_is_left() {
    let workdir = slow();
    let before = workdir.content();
    let whole = {
        let finished = workdir.run(SLOW);
        assert_eq!(finished.code, Some(0), "{finished}");
        workdir.content()
    };
    workdir.builds();
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        // Early while reading, and late while the tables are made or written.
        for awaited in [".out.lock", ".out.staging"] {
            let mut command = workdir.command(SLOW);
            let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
            until_there(&workdir.path(awaited));
            let sent = std::process::Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status();
            assert!(sent.expect("a signal is sent").success());
            let finished = wait(child);
            let left = workdir.content();
            let names: Vec<&String> = left.keys().collect();
            if awaited == ".out.lock" {
                assert_eq!(finished.to_string(), format!("exit code: {code}\n"), "{signal}");
                assert!(left == before, "{signal} left {names:?}");
            } else {
                // The signal may come when the new tables are in place already: then they are whole.
                assert!(finished.code == Some(code) || finished.code == Some(0), "{signal}: {finished}");
                assert!(left == before || left == whole, "{signal} left {names:?}");
                workdir.builds();
            }
        }
    }
}

#[test]
fn runs_side_by_side_into_folders_of_their_own() {
    let workdir = Workdir::built();
    let expected = workdir.content();
    let folders: Vec<String> = (0..8).map(|number| format!("side/{number}")).collect();
    let children: Vec<_> = folders
        .iter()
        .map(|folder| {
            let mut command = workdir.command(&["build", "index.toml", "--out", folder]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
        })
        .collect();
    for child in children {
        let finished = wait(child);
        assert_eq!(finished.code, Some(0), "{finished}");
    }
    for (name, bytes) in workdir.content() {
        if let Some((_, file)) = name.strip_prefix("side/").and_then(|name| name.split_once('/')) {
            assert!(expected.get(&format!("out/{file}")) == Some(&bytes), "{name} differs");
        }
    }
}

// --- Text that a spreadsheet would run ---

#[test]
fn names_that_a_spreadsheet_would_run_are_made_harmless_for_people() {
    let workdir = Workdir::new();
    workdir.edit("regions.csv", "Nurmes", "=HYPERLINK(0)");
    workdir.edit("regions.csv", "Vantaa", "\"@Vantaa; \"\"the\"\" city\"");
    workdir.builds();
    let lines = |name: &str, start: &str| -> String {
        workdir.read(name).lines().filter(|line| line.starts_with(start)).map(|line| format!("{line}\n")).collect()
    };
    assert_snapshot!(lines("out/rankings.en.csv", "2025,541") + &lines("out/rankings.en.csv", "2025,092"), @r#"
    2025,541,'=HYPERLINK(0),rural municipalities,5.6,7,1,0,0,8.3,7,1,0,0,0.0,7,1,0,0,100,draft
    2025,092,"'@Vantaa; ""the"" city",cities,61.1,3,3,0,0,50.0,3,3,0,0,83.3,2,2,0,0,100,draft
    "#);
    // The machine-readable table keeps names as they are.
    assert_snapshot!(lines("out/rankings.csv", "2025,541") + &lines("out/rankings.csv", "2025,092"), @r#"
    2025,541,=HYPERLINK(0),rural,5.555555556,7,1,0,0,8.333333333,7,1,0,0,0,7,1,0,0,1,draft
    2025,092,"@Vantaa; ""the"" city",city,61.111111111,3,3,0,0,50,3,3,0,0,83.333333333,2,2,0,0,1,draft
    "#);
}

// --- Full disks and closed pipes ---

/// Runs a shell command in which `$EVP` is the program.
#[cfg(unix)]
fn shell(workdir: &Workdir, script: &str) -> Finished {
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script]).current_dir(workdir.path("")).env("EVP", env!("CARGO_BIN_EXE_evp"));
    finish(command)
}

#[cfg(unix)]
#[test]
fn files_may_not_grow() {
    let workdir = Workdir::built();
    let before = workdir.content();
    let finished = shell(&workdir, "ulimit -f 1; exec \"$EVP\" build index.toml --out out");
    assert_snapshot!(finished, @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `out/datawrapper/2025.en.csv`: the file size limit is reached
      help: nothing was changed; make room or choose another folder with `--out`, then run again
    ");
    assert!(workdir.content() == before);
    let finished = shell(&workdir, "ulimit -f 1; exec \"$EVP\" demo --regions 50 --indicators 5 --years 5 --out scaled");
    assert_snapshot!(finished, @r"
    exit code: 6
    ----- stderr -----
    error: cannot write `scaled/statistics.parquet`: the file size limit is reached
      help: choose another place with `--out`
    ");
    assert!(!workdir.path("scaled/statistics.parquet").exists() && !workdir.path("scaled/statistics.part").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_is_full() {
    let workdir = Workdir::new();
    assert_snapshot!(shell(&workdir, "\"$EVP\" build index.toml --out out > /dev/full"), @r"
    exit code: 6
    ----- stderr -----
    error: cannot write to standard output: the disk is full
    ");
    // The tables are whole all the same.
    workdir.assert_tidy();
    assert!(workdir.path("out/manifest.json").is_file());
    for command in
        ["schema", "man", "completions bash", "--help", "--version", "demo --regions 9 --indicators 2 --years 2 --out scaled"]
    {
        let finished = shell(&workdir, &format!("\"$EVP\" {command} > /dev/full"));
        assert_eq!(finished.code, Some(6), "{command}: {finished}");
        assert!(finished.stderr.contains("cannot write to standard output: the disk is full"), "{command}: {finished}");
    }
}

#[cfg(unix)]
#[test]
fn the_reader_has_gone() {
    let workdir = Workdir::new();
    for command in
        ["build index.toml --out out", "build index.toml --out out --json", "schema", "man", "--help", "completions zsh"]
    {
        // The exit code of the program, not of `head`, is what is printed last.
        let script = format!("{{ \"$EVP\" {command}; echo \"exit $?\" >&2; }} | head -1 > /dev/null");
        let finished = shell(&workdir, &script);
        assert_eq!(finished.stderr, "exit 0\n", "{command}");
        let finished = shell(&workdir, &format!("{{ sleep 0.05; \"$EVP\" {command}; echo \"exit $?\" >&2; }} | true"));
        assert_eq!(finished.stderr, "exit 0\n", "{command}");
    }
    workdir.assert_tidy();
}

#[cfg(unix)]
#[test]
fn nobody_listens_at_all() {
    let workdir = Workdir::new();
    let finished = shell(&workdir, "\"$EVP\" build index.toml --out out >&- 2>&-");
    assert_eq!(finished.code, Some(0), "{finished}");
    workdir.write("statistics.parquet", "");
    let finished = shell(&workdir, "\"$EVP\" build index.toml --out out >&- 2>&-");
    assert_eq!(finished.code, Some(4), "{finished}");
}
