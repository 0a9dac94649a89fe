//! What the page is made of: prose, tables and the marks of their charts. Plain values, so that the templates decide nothing.
//!
//! Charts are columns of tables: each row draws its own marks, at shares of the column's width, beside the numbers that they
//! show. So a chart has its table with it, text keeps its size on a narrow screen, and a screen reader loses nothing. Texts
//! are escaped by the templates; characters that hide or reorder text are replaced here.

use askama::Template;

pub use super::axis::{Axis, Mark, Tick, at};

use crate::config::located::Localised;
use crate::ingest::printable;
use crate::plan::Plan;
use crate::publish::Build;
use crate::publish::notes::Voice;

/// A text with short names of the configuration in it, which are set as code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it is a short name.
    pub is_code: bool,
}

impl Prose {
    /// A text in which short names stand between backticks.
    pub fn of(text: &str) -> Self {
        let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
        // A number and its sign stay on one line.
        let part = |part: &str| part.replace(" %", "\u{a0}%");
        Prose { parts: parts.map(|(position, text)| Part { text: part(text), is_code: position % 2 == 1 }).collect() }
    }

    /// A text that is shown as it is, such as a name.
    pub fn verbatim(text: String) -> Self {
        Prose { parts: vec![Part { text, is_code: false }] }
    }
}

/// A text with its language where that is not the page's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The text.
    pub text: String,
    /// Its language; empty where it is the page's.
    pub language: String,
}

impl Words {
    /// A text in the page's own language.
    pub fn plain(text: impl Into<String>) -> Self {
        Words { text: text.into(), language: String::new() }
    }

    /// The text of the configuration in a language, or the one in its main language.
    pub fn of(localised: &Localised, plan: &Plan, language: &str) -> Self {
        let languages = &plan.index.languages;
        let found = match localised.get(language) {
            Some(_) => Some(language),
            None => languages.iter().map(String::as_str).find(|language| localised.get(language).is_some()),
        };
        let text = found.and_then(|language| localised.get(language)).unwrap_or_else(|| localised.best(languages));
        let foreign = found.filter(|found| *found != of_sentences(language)).unwrap_or_default();
        Words { text: text.to_owned(), language: foreign.to_owned() }
    }
}

/// The language of the page's own sentences: English where they are in none of the three.
pub fn of_sentences(language: &str) -> &str {
    if matches!(language, "fi" | "sv") { language } else { "en" }
}

/// A table of the page.
#[derive(Debug, Clone, Template)]
#[template(path = "audit/table.html")]
pub struct DataTable {
    /// Its name in links.
    pub id: &'static str,
    /// What it shows.
    pub caption: Prose,
    /// Titles of the columns.
    pub header: Vec<Heading>,
    /// Which column names the row.
    pub head_column: usize,
    /// Cells, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// The file that has all of it; empty where none has.
    pub file: &'static str,
}

impl DataTable {
    /// The table without columns that say nothing in any row, such as flags where nothing is flagged.
    pub fn without_empty_columns(mut self) -> Self {
        for position in (0..self.header.len()).rev() {
            if position != self.head_column && self.rows.iter().all(|row| row[position].is_empty()) {
                self.header.remove(position);
                self.rows.iter_mut().for_each(|row| drop(row.remove(position)));
                self.head_column -= usize::from(position < self.head_column);
            }
        }
        self
    }
}

/// The title of a column.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Text.
    pub text: String,
    /// What stands below it.
    pub kind: Kind,
    /// Ticks of a chart.
    pub ticks: Vec<Tick>,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Numbers.
    Number,
    /// Marks.
    Chart,
}

impl Heading {
    /// Of texts.
    pub fn text(text: impl Into<String>) -> Self {
        Heading { text: text.into(), kind: Kind::Text, ticks: Vec::new() }
    }

    /// Of numbers.
    pub fn number(text: impl Into<String>) -> Self {
        Heading { text: text.into(), kind: Kind::Number, ticks: Vec::new() }
    }

    /// Of marks on an axis.
    pub fn chart(text: impl Into<String>, axis: &Axis, voice: Voice<'_>) -> Self {
        Heading { text: text.into(), kind: Kind::Chart, ticks: axis.ticks(voice) }
    }

    /// Whether numbers stand below it.
    pub fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// Whether marks stand below it.
    pub fn is_chart(&self) -> bool {
        self.kind == Kind::Chart
    }
}

/// A cell.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A name, with the short name of the configuration where it has one, set in by its depth in a tree.
    Name(Words, String, usize),
    /// Text.
    Text(Prose),
    /// A number.
    Number(String),
    /// Something to look at.
    Flag(String),
    /// Marks of a chart.
    Chart(Chart),
}

impl Cell {
    /// A text.
    pub fn text(text: &str) -> Self {
        Cell::Text(Prose::of(text))
    }

    /// Something to look at, or nothing.
    pub fn flag(text: impl Into<String>) -> Self {
        Cell::Flag(text.into())
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Text(text) => text.parts.iter().all(|part| part.text.is_empty()),
            Cell::Number(text) | Cell::Flag(text) => text.is_empty(),
            Cell::Name(..) | Cell::Chart(_) => false,
        }
    }

    /// A number, or nothing.
    pub fn number(text: Option<String>) -> Self {
        Cell::Number(text.unwrap_or_default())
    }
}

/// Marks of one row.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Bars from the left.
    pub bars: Vec<Mark>,
    /// Lines.
    pub lines: Vec<Mark>,
    /// Upright strokes, at `from`.
    pub strokes: Vec<Mark>,
    /// Dots, at `from`.
    pub dots: Vec<Mark>,
}

/// The name of a region, without characters that hide or reorder text.
pub fn region(build: &Build<'_>, region_idx: usize, voice: Voice<'_>) -> String {
    printable(build.regions.name(region_idx, voice.names))
}

/// The name of an indicator, with its short name.
pub fn indicator(plan: &Plan, indicator_idx: usize, depth: usize, voice: Voice<'_>) -> Cell {
    let indicator = &plan.indicators[indicator_idx];
    named(Words::of(&indicator.name, plan, voice.language), &indicator.id, depth)
}

/// The name of a factor or the index, with its short name.
pub fn node(plan: &Plan, node_idx: usize, depth: usize, voice: Voice<'_>) -> Cell {
    let node = &plan.tree.nodes[node_idx];
    let name = if node_idx == crate::tree::Tree::ROOT { &plan.index.title } else { &node.name };
    named(Words::of(name, plan, voice.language), &node.id, depth)
}

/// Deeper levels are set in as far as this one.
const DEEPEST: usize = 6;

fn named(name: Words, id: &str, depth: usize) -> Cell {
    let depth = depth.min(DEEPEST);
    // Without a name the short name stands alone.
    let is_nameless = name.text.is_empty() || name.text == id;
    if is_nameless { Cell::Name(Words::default(), id.to_owned(), depth) } else { Cell::Name(name, id.to_owned(), depth) }
}

/// A statistic in its own unit, with about four digits.
pub fn figure(value: f64, voice: Voice<'_>) -> String {
    let size = value.abs();
    let decimals = [1000.0, 100.0, 10.0, 1.0].iter().position(|limit| *limit <= size).unwrap_or(4) as u32;
    let text = voice.number(value, decimals);
    if decimals == 0 { text } else { text.trim_end_matches('0').trim_end_matches(['.', ',']).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_code() {
        let part = |text: &str, is_code: bool| Part { text: text.to_owned(), is_code };
        assert_eq!(Prose::of("`a` and b").parts, [part("a", true), part(" and b", false)]);
        assert_eq!(Prose::of("").parts, []);
        assert_eq!(Prose::of("90 %").parts, [part("90\u{a0}%", false)]);
    }

    #[test]
    fn columns_that_say_nothing_are_left_out() {
        let row = |flag: &str| vec![Cell::Number(String::new()), Cell::text("a"), Cell::flag(flag)];
        let table = |flag: &str| DataTable {
            id: "t",
            caption: Prose::of(""),
            header: vec![Heading::number("n"), Heading::text("name"), Heading::text("flag")],
            head_column: 1,
            rows: vec![row(""), row(flag)],
            file: "",
        };
        let titles = |table: DataTable| table.header.into_iter().map(|heading| heading.text).collect::<Vec<String>>();
        assert_eq!(table("").without_empty_columns().head_column, 0);
        assert_eq!(titles(table("").without_empty_columns()), ["name"]);
        assert_eq!(titles(table("low").without_empty_columns()), ["name", "flag"]);
    }

    #[test]
    fn statistics_with_about_four_digits() {
        assert_eq!(
            [0.12345, 1.5, 98.76, 123.45, 684_018.0, -2.0].map(|value| figure(value, Voice::of("en"))),
            ["0.1235", "1.5", "98.76", "123.5", "684,018", "−2"]
        );
        assert_eq!(
            [0.5, 100.0, 684_018.0, -2.25].map(|value| figure(value, Voice::of("fi"))),
            ["0,5", "100", "684\u{a0}018", "−2,25"]
        );
    }
}
