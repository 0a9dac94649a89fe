//! The configuration file: read, checked as a whole, and resolved into a typed plan.
//!
//! Two stages. [`raw`] is what was written, with places; [`resolve`] is what it means, or every problem it has. After
//! resolving, no step of the method sees a text for a choice.

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

use crate::error::{Problem, ProblemKind, Problems, Result, Snippet, did_you_mean, io_reason, shown};
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
            return Err(problem(format!("the configuration `{name}` is not a file")).into());
        }
        if metadata.len() > LARGEST_FILE {
            return Err(problem(format!("the configuration `{name}` is larger than {} MiB", LARGEST_FILE >> 20)).into());
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

    /// A problem at a place in the configuration.
    pub fn problem(&self, span: &std::ops::Range<usize>, message: impl Into<String>) -> Problem {
        Problem::new(ProblemKind::Configuration, message).snippet(Snippet {
            file: shown(&self.path),
            text: self.text.clone(),
            span: span.clone(),
            label: String::new(),
        })
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
    const SECTIONS: [&str; 13] = [
        "format",
        "index",
        "regions",
        "source",
        "variable",
        "factor",
        "indicator",
        "edition",
        "method",
        "publish",
        "release",
        "acknowledge",
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
            "method" => raw.method = reader.value("[method]", value).unwrap_or_default(),
            "publish" => raw.publish = reader.value("[publish]", value).unwrap_or_default(),
            "release" => raw.release = reader.value("[release]", value).unwrap_or_default(),
            "acknowledge" => raw.acknowledgements = reader.list("acknowledge", value),
            "limits" => raw.limits = reader.value("[limits]", value).unwrap_or_default(),
            other => reader
                .problems
                .push(text.problem(&key.span(), format!("unknown section `{other}`")).help(did_you_mean(other, SECTIONS))),
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
    let mut problem = text.problem(&span, message.clone());
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
    }
    problem
}
