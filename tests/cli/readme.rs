//! The README's "Build your own index", followed to the letter: its files are written, its commands run, its changes made,
//! and what it says the program prints and writes is compared with what the program does print and write.

use crate::workdir::{Finished, Workdir, finish};

/// A fenced block: the words after the opening fence, and the lines up to the closing one.
#[derive(Debug)]
struct Block<'a> {
    info: &'a str,
    text: &'a str,
}

impl Block<'_> {
    /// The value of `key="value"` in the words after the fence.
    fn attribute(&self, key: &str) -> Option<&str> {
        let (_, after) = self.info.split_once(&format!("{key}=\""))?;
        after.split_once('"').map(|(value, _)| value)
    }
}

fn readme() -> String {
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(project.join("README.md")).expect("the README is there")
}

/// The text of one section, from its heading to the next.
fn section<'a>(readme: &'a str, heading: &str) -> &'a str {
    let (_, after) = readme.split_once(&format!("\n## {heading}\n")).expect("the README has the section");
    after.split_once("\n## ").map_or(after, |(section, _)| section)
}

fn blocks(mut text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    while let Some((_, after)) = text.split_once("\n```") {
        let (info, body) = after.split_once('\n').expect("a block has lines");
        let end = if body.starts_with("```") { 0 } else { body.find("\n```").expect("a block ends") + 1 };
        blocks.push(Block { info, text: &body[..end] });
        text = &body[end + 3..];
    }
    blocks
}

/// Makes the change that a block of lines with ` `, `-` and `+` before them shows.
fn change(workdir: &Workdir, name: &str, lines: &str) {
    let side = |other: char| -> String {
        let kept = lines.lines().filter(|line| !line.starts_with(other));
        kept.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
    };
    workdir.edit(name, &side('+'), &side('-'));
}

/// What is shown is all that was printed, or a part of it between lines of an ellipsis.
fn assert_shown(shown: &str, finished: &Finished) {
    let printed = format!("{}{}", finished.stdout, finished.stderr);
    match shown.strip_prefix("…\n").and_then(|part| part.strip_suffix("…\n")) {
        Some(part) => assert!(printed.contains(&format!("\n{part}")), "the README shows\n{part}\nbut printed was\n{printed}"),
        None => assert_eq!(printed, shown, "the README shows something else"),
    }
}

#[test]
fn the_index_of_the_readme_is_built_as_it_says() {
    follow(str::to_owned);
}

#[test]
fn the_same_comes_of_the_files_as_excel_writes_them() {
    follow(|csv| format!("\u{feff}{}", csv.replace('\n', "\r\n")));
}

/// Follows the section, with its CSV files written by `as_file`.
fn follow(as_file: fn(&str) -> String) {
    let readme = readme();
    let workdir = Workdir::new();
    let mut last: Option<Finished> = None;
    let mut kinds = [0_usize; 5];
    for block in blocks(section(&readme, "Build your own index")) {
        let kind = if let Some(name) = block.attribute("shows") {
            // Files for Excel end their lines as Windows does; the README does not.
            assert_eq!(workdir.read(name).replace("\r\n", "\n"), block.text, "the README shows another {name}");
            0
        } else if let Some(name) = block.attribute("title") {
            if block.info.starts_with("diff") {
                change(&workdir, name, block.text);
                1
            } else {
                let is_csv = block.info.starts_with("csv");
                workdir.write(name, if is_csv { as_file(block.text) } else { block.text.to_owned() });
                2
            }
        } else if block.info == "sh" {
            let words: Vec<&str> = block.text.split_whitespace().collect();
            assert_eq!(words[0], "evp", "a command of the README");
            last = Some(finish(workdir.command_as_written(&words[1..])));
            3
        } else {
            assert_eq!(block.info, "text", "a block of the README that is not tested:\n{}", block.text);
            assert_shown(block.text, &last.take().expect("a command comes before what it prints"));
            4
        };
        kinds[kind] += 1;
    }
    let [tables, changes, files, commands, outputs] = kinds;
    assert_eq!((tables, changes, files, commands, outputs), (1, 4, 3, 6, 6), "blocks of the README that were followed");
}

#[test]
fn the_readme_lists_every_configuration_that_ships() {
    let readme = readme();
    let listed = section(&readme, "Configurations that ship");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    for entry in std::fs::read_dir(folder).expect("the configurations are there") {
        let name = entry.expect("an entry of the folder").file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            assert!(listed.contains(&format!("| `{name}` |")), "{name} is not in the README");
        }
    }
}
