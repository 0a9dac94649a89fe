//! The configuration file: read, checked as a whole, and resolved into a typed plan.
//!
//! Two stages. [`raw`] is what was written, with places; [`resolve`] is what it means, or every problem it has. After
//! resolving, no step of the method sees a text for a choice.

mod corrections;
pub mod located;
pub mod raw;
pub mod resolve;
pub mod schema;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::error::{Problem, ProblemKind, Problems, Result, Snippet, did_you_mean, io_reason, nearest, shown};
use raw::RawConfig;

/// Largest configuration file that is read.
const LARGEST_FILE: u64 = 8 << 20;

/// The text of a configuration file, for messages that point into it.
#[derive(Debug, Clone)]
pub struct ConfigText {
    /// Where the file is.
    pub path: PathBuf,
    /// Its whole text.
    pub text: Arc<str>,
}

impl ConfigText {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// The file cannot be read, is too large, or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self> {
        let problem = |message: String| Problem::new(ProblemKind::Configuration, message);
        let name = shown(path);
        let metadata = std::fs::metadata(path).map_err(|error| {
            problem(format!("cannot read the configuration `{name}`: {}", io_reason(&error)))
                .help("give the path of a configuration file, for example `evp build config/evp.toml`")
        })?;
        if !metadata.is_file() {
            let problem = problem(format!("the configuration `{name}` is not a file"));
            return Err(problem.help("give the path of a configuration file, for example `evp build config/evp.toml`").into());
        }
        if metadata.len() > LARGEST_FILE {
            let problem = problem(format!("the configuration `{name}` is larger than {} MiB", LARGEST_FILE >> 20));
            return Err(problem.help("give a configuration; data are named in it under [[source]]").into());
        }
        let bytes = std::fs::read(path)
            .map_err(|error| problem(format!("cannot read the configuration `{name}`: {}", io_reason(&error))))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
            problem(format!("the configuration `{name}` is not UTF-8 text: line {line} holds other bytes"))
                .help("save the file as UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(ConfigText { path: path.to_path_buf(), text: text.into() })
    }

    /// The folder against which the configuration's paths resolve.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// A problem at a place in the configuration; of something that was not written, with the file alone.
    pub fn problem(&self, span: &std::ops::Range<usize>, message: impl Into<String>) -> Problem {
        let problem = Problem::new(ProblemKind::Configuration, message);
        if *span == (0..0) {
            return problem.at(shown(&self.path));
        }
        problem.snippet(Snippet { file: shown(&self.path), text: self.text.clone(), span: span.clone(), label: String::new() })
    }
}

/// A parsed configuration: what could be read, and what could not.
#[derive(Debug, Default)]
pub struct Parsed {
    /// What could be read.
    pub raw: RawConfig,
    /// Everything that is wrong with single keys and values: at least one problem for each section and each entry of a list
    /// that has any.
    pub problems: Vec<Problem>,
    /// Sections of which something could not be read: references into them cannot be judged.
    pub incomplete: BTreeSet<String>,
}

/// Parses a configuration. What is broken is left out and reported, so that the rest can still be checked.
///
/// # Errors
/// The text is not TOML: all syntax errors.
pub fn parse(text: &ConfigText) -> Result<Parsed> {
    let (table, syntax_errors) = DeTable::parse_recoverable(&text.text);
    let problems: Vec<Problem> =
        syntax_errors.iter().map(|error| toml_problem(text, error, error.span().unwrap_or(0..0))).collect();
    Problems::check(problems, ()).map_err(Problems::in_reading_order)?;
    let mut reader = SectionReader { text, problems: Vec::new(), incomplete: BTreeSet::new() };
    let mut raw = RawConfig::default();
    const SECTIONS: [&str; 19] = [
        "format",
        "index",
        "regions",
        "source",
        "variable",
        "factor",
        "indicator",
        "edition",
        "summary",
        "method",
        "group",
        "target",
        "publish",
        "robustness",
        "release",
        "acknowledge",
        "difference",
        "footnote",
        "limits",
    ];
    for (key, value) in table.into_inner() {
        match key.get_ref().as_ref() {
            "format" => raw.format = reader.value("format", value),
            "index" => raw.index = reader.value("[index]", value),
            "regions" => raw.regions = reader.value("[regions]", value),
            "source" => raw.sources = reader.list("source", value),
            "variable" => raw.variables = reader.list("variable", value),
            "factor" => raw.factors = reader.list("factor", value),
            "indicator" => raw.indicators = reader.list("indicator", value),
            "edition" => raw.editions = reader.list("edition", value),
            "summary" => raw.summaries = reader.list("summary", value),
            "method" => raw.method = reader.value("[method]", value).unwrap_or_default(),
            "group" => raw.groups = reader.list("group", value),
            "target" => raw.targets = reader.list("target", value),
            "publish" => raw.publish = reader.value("[publish]", value).unwrap_or_default(),
            "robustness" => raw.robustness = reader.value("[robustness]", value).unwrap_or_default(),
            "release" => raw.release = reader.value("[release]", value).unwrap_or_default(),
            "acknowledge" => raw.acknowledgements = reader.list("acknowledge", value),
            "difference" => raw.differences = reader.list("difference", value),
            "footnote" => raw.footnotes = reader.list("footnote", value),
            "limits" => raw.limits = reader.value("[limits]", value).unwrap_or_default(),
            other => {
                let problem = text.problem(&key.span(), format!("unknown section `{other}`"));
                reader.problems.push(problem.help(did_you_mean(other, SECTIONS)));
                // What was meant is not known to be complete.
                reader.incomplete.extend(nearest(other, SECTIONS).map(str::to_owned));
            }
        }
    }
    Ok(Parsed { raw, problems: reader.problems, incomplete: reader.incomplete })
}

/// Deserialises each section apart, so that one mistake does not hide the next.
struct SectionReader<'a> {
    text: &'a ConfigText,
    problems: Vec<Problem>,
    incomplete: BTreeSet<String>,
}

impl SectionReader<'_> {
    fn value<'de, T: Deserialize<'de>>(&mut self, section: &str, value: Spanned<DeValue<'de>>) -> Option<T> {
        let span = value.span();
        if matches!(value.get_ref(), DeValue::Array(_)) && section.starts_with('[') && !section.starts_with("[[") {
            let message = format!("{section} is one section, not a list");
            self.problems.push(self.text.problem(&span, message).help(format!("write `{section}`, once")));
            self.incomplete.insert(section.trim_matches(['[', ']']).to_owned());
            return None;
        }
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = error.span().filter(|span| !span.is_empty()).unwrap_or(span);
                let mut problem = toml_problem(self.text, &error, place);
                if !problem.message.contains(section.trim_matches(['[', ']'])) {
                    problem.message = format!("{} in {section}", problem.message);
                }
                self.problems.push(problem);
                self.incomplete.insert(section.trim_matches(['[', ']']).to_owned());
                None
            }
        }
    }

    fn list<'de, T: Deserialize<'de>>(&mut self, section: &str, value: Spanned<DeValue<'de>>) -> Vec<T> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(entries) => {
                entries.into_iter().filter_map(|entry| self.value(&format!("[[{section}]]"), entry)).collect()
            }
            other => {
                let message = format!("`{section}` is a list: write `[[{section}]]`, not a {}", other.type_str());
                self.problems.push(self.text.problem(&span, message));
                self.incomplete.insert(section.to_owned());
                Vec::new()
            }
        }
    }
}

/// Puts an error of the TOML parser into our words.
fn toml_problem(text: &ConfigText, error: &toml::de::Error, span: std::ops::Range<usize>) -> Problem {
    let message = error.message().trim().replace('\n', ", ");
    let (in_words, help) = in_words(&message, text.text.get(span.clone()).unwrap_or_default());
    let mut problem = text.problem(&span, in_words).help(help);
    if let Some(rest) = message.strip_prefix("unknown field `").or_else(|| message.strip_prefix("unknown variant `"))
        && let Some((given, expected)) = rest.split_once('`')
    {
        let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        let what = if message.starts_with("unknown field") { "key" } else { "value" };
        problem.message = format!("unknown {what} `{given}`");
        problem.help = did_you_mean(given, known);
    } else if let Some(field) = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        problem.message = format!("the key `{field}` is missing");
        problem.help = format!("add `{field} = …`");
    } else if let Some((given, known)) =
        message.strip_prefix("unexpected keys in table: ").and_then(|rest| rest.split_once(", available keys: "))
    {
        problem.message = format!("unknown key `{given}`");
        problem.help = did_you_mean(given, known.split(", "));
    }
    problem
}

/// What the parser says, in an analyst's words, and what to do about it; `written` is the text it points at.
fn in_words(message: &str, written: &str) -> (String, String) {
    let said = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    if let Some(given) = what.strip_prefix("invalid type: ").or_else(|| what.strip_prefix("invalid value: ")) {
        return wrong_type(given, expected, written);
    }
    match what {
        "duplicate key" => (format!("`{written}` is written twice"), "keep one of them".to_owned()),
        "invalid basic string" if expected == "`\"`" => said("a text that does not end", "close it with `\"`"),
        "invalid basic string" => said("a character that cannot stand in a text", "remove it, or write it as `\\u0000`"),
        "cannot recurse further; max recursion depth met" => said("lists or tables too deep in one another", "write it flat"),
        "floating-point number overflowed" => said("a number too large", "give a number that can be meant"),
        "wanted exactly 1 element, more than 1 element" => said("several keys where one belongs", "keep one of them"),
        _ => said(message, ""),
    }
}

/// A value of the wrong type, as the parser names it.
fn wrong_type(given: &str, expected: &str, written: &str) -> (String, String) {
    let is_text = given.starts_with("string");
    let (expected, help) = match expected {
        "f64" => ("a number", if is_text { "write it without quotes" } else { "" }),
        "i8" | "i16" | "i32" | "i64" => ("a whole number", if is_text { "write it without quotes" } else { "" }),
        "u8" | "u16" | "u32" | "u64" | "usize" => {
            ("a whole number of 0 or more", if is_text { "write it without quotes" } else { "" })
        }
        "a number, or one for each edition" => (
            "a number (or one for each edition, { \"2023\" = 2, \"2024\" = 3 })",
            if is_text { "write it without quotes" } else { "" },
        ),
        "a file, or one for each division" => ("a file (or one for each division, { \"2025\" = \"…\" })", ""),
        "a string" => ("text", if given.starts_with(['m', 's']) { "" } else { "put it in quotes" }),
        "a boolean" => ("true or false", ""),
        "a sequence" => ("a list", "put it in brackets: [ … ]"),
        "a map" => ("a table", "write { key = value }"),
        "a tuple of size 2" => ("a list of two numbers", ""),
        record if record.starts_with("struct ") => ("a table", "write { key = value }"),
        other => (other, ""),
    };
    let written = if written.is_empty() || written.contains('\n') { given } else { written };
    (format!("{written} where {expected} belongs"), help.to_owned())
}
