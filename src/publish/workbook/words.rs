//! Method and notes: the lines of `notes.md` as tables, after the symbols of the workbook.

use super::mark_column;
use super::sheet::{Cell, Column, Kind, NOT_APPLICABLE, NOT_AVAILABLE, Sheet};
use crate::publish::footnotes::Footnotes;
use crate::publish::labels::{self, Label, workbook as text};
use crate::publish::notes::{self, Section, Voice};
use crate::publish::people::Dialect;
use crate::publish::{Build, base_name, corrections};

/// Most letters of what stands before a colon and says what a line is about.
const LONGEST_TOPIC: usize = 60;

/// What a line is about, and what it says; `otherwise` where it does not begin with that.
fn split<'a>(line: &'a str, otherwise: &'a str) -> (&'a str, &'a str) {
    match line.split_once(": ") {
        Some((topic, rest)) if topic.chars().count() <= LONGEST_TOPIC => (topic, rest),
        _ => (otherwise, line),
    }
}

/// The rules by which the tables were made.
pub(super) fn method(build: &Build<'_>, name: String) -> Sheet {
    let language = build.plan.main_language();
    let word = |label: Label| label.in_language(language);
    let lines = notes::rules(build, Voice::of(language));
    let rows: Vec<(&str, &str)> = lines.iter().map(|line| split(line, word(text::GENERAL))).collect();
    let mut columns = vec![
        Column::new(word(text::TOPIC), Kind::LongText(30.0), rows.iter().map(|(topic, _)| Cell::text(*topic)).collect()),
        Column::new(word(text::RULE), Kind::LongText(100.0), rows.iter().map(|(_, rule)| Cell::text(*rule)).collect()),
    ];
    columns.extend(mark_column(build, rows.len()));
    Sheet { name, description: word(text::ABOUT_METHOD).to_owned(), columns, frozen: 1 }
}

/// Symbols explained, what was done to the data, what was changed by hand, how sure the ranks are, input files.
pub(super) fn notes(build: &Build<'_>, name: String, data_sheet: &str) -> Sheet {
    let language = build.plan.main_language();
    let word = |label: Label| label.in_language(language);
    let mut rows: Vec<[String; 3]> = symbols(build, data_sheet);
    let mut add = |title: &str, lines: &[String]| {
        rows.extend(lines.iter().map(|line| {
            let (topic, rest) = split(line, word(text::GENERAL));
            [title.to_owned(), topic.to_owned(), rest.to_owned()]
        }));
    };
    let done = notes::data(build, Voice::of(language));
    match done.is_empty() {
        true => add(word(text::DONE), &[word(text::NOTHING).to_owned()]),
        false => add(word(text::DONE), &done),
    }
    for Section { title, lines } in corrections::sections(build, Voice::of(language)) {
        add(title, &lines);
    }
    add(word(labels::footnotes::FOOTNOTES), &Footnotes::of(build).lines(Voice::of(language)));
    add(word(text::HOW_SURE), &notes::how_sure(build, Voice::of(language)));
    for input in &build.ingested.inputs {
        let said = text::filled(word(text::INPUT), &[&labels::sentence::whole(input.rows as usize, language), &input.sha256]);
        rows.push([word(text::INPUTS).to_owned(), base_name(input.name.as_ref()), said]);
    }
    let column = |label: Label, kind: Kind, at: usize| {
        Column::new(word(label), kind, rows.iter().map(|row| Cell::text(&row[at])).collect())
    };
    let mut columns = vec![
        column(text::SECTION, Kind::LongText(26.0), 0),
        column(text::TOPIC, Kind::LongText(26.0), 1),
        column(text::NOTE, Kind::LongText(90.0), 2),
    ];
    columns.extend(mark_column(build, rows.len()));
    Sheet { name, description: word(text::ABOUT_NOTES).to_owned(), columns, frozen: 1 }
}

/// What the symbols in the sheets mean.
fn symbols(build: &Build<'_>, data_sheet: &str) -> Vec<[String; 3]> {
    let language = build.plan.main_language();
    let word = |label: Label| label.in_language(language).to_owned();
    let decimals = build.plan.publish.decimals;
    let number = Dialect::of(language).number(0.0, decimals);
    let entries = [
        ("▲ 3".to_owned(), word(text::CLIMB)),
        ("▼ 2".to_owned(), word(text::FALL)),
        ("=".to_owned(), word(text::SAME_PLACE)),
        (format!("{} 2.", word(labels::SHARED)), word(text::SHARED_RANK)),
        (NOT_AVAILABLE.to_owned(), word(text::NOT_AVAILABLE)),
        (NOT_APPLICABLE.to_owned(), word(text::NOT_APPLICABLE)),
        (number, text::filled(&word(text::DECIMALS), &[&decimals.to_string()])),
        (word(text::BARS_NAME), word(text::BARS)),
        (word(text::EMPTY), text::filled(&word(text::EMPTY_MEANS), &[data_sheet])),
    ];
    entries.into_iter().map(|(symbol, meaning)| [word(text::SYMBOLS), symbol, meaning]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_it_is_about_before_its_colon() {
        assert_eq!(split("Ranking: each score", "."), ("Ranking", "each score"));
        assert_eq!(split("Scores are positions", "."), (".", "Scores are positions"));
        let long = format!("{}: rest", "x".repeat(61));
        assert_eq!(split(&long, "."), (".", long.as_str()));
    }
}
