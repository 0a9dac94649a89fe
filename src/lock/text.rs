//! The lock as text: TOML, one fact to a line, always in the same order.

use super::{Kind, Lock};

/// What stands at its beginning.
const HEAD: &str = "\
# What a build of evp was made from, and what came out: `evp lock` writes this file, `evp verify` compares a new build with it.
# It is made anew, not edited.
";

/// A text in quotes. What JSON escapes, TOML escapes in the same way; only the delete character it wants escaped too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A value of a key: numbers, texts and lists of them are written as in JSON.
pub(super) fn written(value: &toml::Value) -> String {
    match value {
        toml::Value::Array(list) => format!("[{}]", list.iter().map(written).collect::<Vec<_>>().join(", ")),
        toml::Value::String(text) => quoted(text),
        toml::Value::Integer(whole) => whole.to_string(),
        toml::Value::Float(real) => serde_json::Value::from(*real).to_string(),
        toml::Value::Boolean(yes) => yes.to_string(),
        // Configurations have neither dates nor, once they are taken key by key, tables.
        toml::Value::Datetime(_) | toml::Value::Table(_) => quoted(""),
    }
}

/// A list in one line.
fn list<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    format!("[{}]", texts.into_iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// Lines under a heading.
struct Lines(String);

impl Lines {
    fn heading(&mut self, heading: &str) {
        self.0.push_str(&format!("\n{heading}\n"));
    }

    fn key(&mut self, key: &str, value: impl std::fmt::Display) {
        self.0.push_str(&format!("{key} = {value}\n"));
    }

    fn some(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.key(key, quoted(value));
        }
    }
}

pub(super) fn of(lock: &Lock) -> String {
    let mut lines = Lines(HEAD.to_owned());
    lines.key("format", lock.format);
    let kind = match lock.kind {
        Kind::Everything => "everything",
        Kind::Numbers => "numbers",
    };
    lines.key("kind", quoted(kind));
    lines.0.push_str("\n# The method in words, with all that the configuration leaves to its defaults.\nrules = [\n");
    lock.rules.iter().for_each(|rule| lines.0.push_str(&format!("  {},\n", quoted(rule))));
    lines.0.push_str("]\n");

    lines.heading("[program]");
    lines.key("version", quoted(&lock.program.version));
    lines.some("target", lock.program.target.as_ref());
    lines.heading("[index]");
    lines.key("id", quoted(&lock.index.id));
    lines.key("data_status", quoted(&lock.index.data_status));
    lines.key("editions", list(&lock.index.editions));
    lines.heading("[configuration]");
    lines.key("file", quoted(&lock.configuration.file));
    lines.some("sha256", lock.configuration.sha256.as_ref());

    lines.heading("[classification]");
    if let Some(year) = lock.classification.year {
        lines.key("year", year);
    }
    lines.key("level", quoted(&lock.classification.level));
    lines.key("ranked", lock.classification.ranked);
    if !lock.classification.types.is_empty() {
        lines.0.push_str("type = [\n");
        for of_type in &lock.classification.types {
            lines.0.push_str(&format!("  {{ id = {}, regions = {} }},\n", quoted(&of_type.id), of_type.regions));
        }
        lines.0.push_str("]\n");
    }

    for input in &lock.inputs {
        lines.heading("[[input]]");
        lines.key("name", quoted(&input.name));
        lines.key("rows", input.rows);
        lines.key("bytes", input.bytes);
        lines.key("sha256", quoted(&input.sha256));
    }
    for table in &lock.region_tables {
        lines.heading("[[region_table]]");
        lines.key("table", quoted(&table.table));
        lines.key("rows", table.rows);
        lines.key("sha256", quoted(&table.sha256));
    }

    lines.heading("[method]");
    for (key, value) in &lock.method {
        lines.key(&quoted(key), written(value));
    }
    lines.heading("[regions]");
    for (code, region) in &lock.regions {
        let types = if region.types.is_empty() { String::new() } else { format!(", types = {}", list(&region.types)) };
        lines.key(&quoted(code), format!("{{ name = {}{types} }}", quoted(&region.name)));
    }
    for edition in &lock.editions {
        lines.heading("[[edition]]");
        lines.key("id", quoted(&edition.id));
        edition.tables.iter().for_each(|(table, hash)| lines.key(&format!("tables.{}", quoted(table)), quoted(hash)));
    }
    for file in &lock.files {
        lines.heading("[[file]]");
        lines.key("name", quoted(&file.name));
        if let Some(n_files) = file.n_files {
            lines.key("files", n_files.to_string());
        }
        lines.some("content_sha256", file.content_sha256.as_ref());
        lines.some("sha256", file.sha256.as_ref());
    }
    lines.0
}
