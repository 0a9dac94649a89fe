//! The dialect of CSV files, and the tables written in one.

use std::collections::BTreeMap;

use super::Resolver;
use crate::config::located::Located;
use crate::config::raw::*;
use crate::csv_input::CsvDialect;
use crate::csv_input::encoding::Encoding;
use crate::error::relative_to;
use crate::plan::{SymbolMeaning, TablePlan};

/// A table of regions, mergers or types.
pub(super) fn table(
    resolver: &mut Resolver<'_>,
    path: &Located<String>,
    csv: Option<&RawCsv>,
    columns: &BTreeMap<Located<String>, Located<String>>,
) -> TablePlan {
    let numbers = csv
        .map(|csv| [("decimal", csv.decimal.as_ref()), ("thousands", csv.thousands.as_ref()), ("missing", csv.missing.first())]);
    for (key, written) in numbers.into_iter().flatten() {
        if let Some(written) = written {
            resolver.problem(
                &written.span,
                format!("`{key}` has no meaning for a table of regions"),
                "leave it out: its cells are texts",
            );
        }
    }
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (known, column) in columns {
        if let Some(other) = taken.insert(column, known) {
            resolver.problem(
                &column.span,
                format!("the column `{}` is named twice, as `{other}` and as `{}`", column.value, known.value),
                "name it once",
            );
        }
    }
    TablePlan {
        path: Located { value: relative_to(resolver.text.folder(), path), span: path.span.clone() },
        // A table of the analyst's own is taken to the letter; publishers pad their cells.
        dialect: CsvDialect { trims: csv.is_some() || !columns.is_empty(), ..dialect(resolver, csv) },
        columns: columns.iter().map(|(known, column)| (known.clone(), column.clone())).collect(),
    }
}

/// The dialect of CSV files.
pub(super) fn dialect(resolver: &mut Resolver<'_>, raw: Option<&RawCsv>) -> CsvDialect {
    let Some(raw) = raw else { return CsvDialect::default() };
    let usual = CsvDialect::default();
    let separator = raw.separator.as_ref().and_then(|text| one_character(resolver, "separator", text));
    let quote = match &raw.quote {
        None => usual.quote,
        Some(text) if text.is_empty() => None,
        Some(text) => one_character(resolver, "quote", text),
    };
    let comment = raw.comment.as_ref().and_then(|text| one_character(resolver, "comment", text));
    let decimal = raw.decimal.as_ref().and_then(|text| one_of(resolver, "decimal", text, &['.', ',']));
    let thousands = raw.thousands.as_ref().and_then(|text| one_of(resolver, "thousands", text, &[' ', '.', ',', '\'']));
    let decimal = decimal.unwrap_or(usual.decimal);
    if thousands == Some(decimal)
        && let Some(written) = &raw.thousands
    {
        resolver.problem(
            &written.span,
            format!("`{decimal}` cannot be both the decimal sign and the sign between thousands"),
            "say which is which: `decimal = \",\", thousands = \".\"` or the other way round",
        );
    }
    let signs = [("quote", quote.filter(|_| raw.quote.is_some())), ("comment", comment)];
    for (key, written) in signs.into_iter().zip([&raw.quote, &raw.comment]).filter_map(|(sign, raw)| Some((sign, raw.as_ref()?)))
    {
        if key.1.is_some() && key.1 == separator {
            let message = format!("`{}` cannot be both `separator` and `{}`", written.value, key.0);
            resolver.problem(&written.span, message, "give each its own character");
        }
    }
    CsvDialect {
        separator,
        quote,
        encoding: match raw.encoding {
            None | Some(RawEncoding::Utf8) => Encoding::Utf8,
            Some(RawEncoding::Windows1252 | RawEncoding::Iso88591) => Encoding::Windows1252,
            Some(RawEncoding::Utf16) => Encoding::Utf16,
        },
        skip_rows: raw.skip_rows.as_ref().map_or(0, |lines| lines.value as usize),
        comment,
        decimal,
        thousands,
        trims: usual.trims,
        missing: raw.missing.iter().map(|code| code.value.clone()).collect(),
    }
}

/// What symbols mean in a source: those that are declared, and the codes for missing values of its CSV files.
pub(super) fn symbols(resolver: &mut Resolver<'_>, source: &RawSource) -> BTreeMap<String, SymbolMeaning> {
    let meaning = |meaning: &RawSymbolMeaning| match meaning {
        RawSymbolMeaning::Zero => SymbolMeaning::Zero,
        RawSymbolMeaning::Missing => SymbolMeaning::Missing,
        RawSymbolMeaning::Refuse => SymbolMeaning::Refuse,
    };
    let mut symbols: BTreeMap<String, SymbolMeaning> =
        source.symbols.iter().map(|(symbol, declared)| (symbol.clone(), meaning(declared))).collect();
    for code in source.csv.iter().flat_map(|csv| &csv.missing) {
        if symbols.insert(code.trim().to_owned(), SymbolMeaning::Missing).is_some_and(|other| other != SymbolMeaning::Missing) {
            resolver.problem(
                &code.span,
                format!("`{}` stands under `missing`, and under `symbols` with another meaning", code.value),
                "keep one of them",
            );
        }
    }
    symbols
}

/// A text of one ASCII character.
fn one_character(resolver: &mut Resolver<'_>, key: &str, text: &Located<String>) -> Option<u8> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\n' | b'\r' | 0..=8 | b'0'..=b'9') => Some(*byte),
        _ => {
            let help = "give one character, such as `;`, or `\\t` for a tab; no digit, and none beyond ASCII";
            resolver.problem(&text.span, format!("`{key}` cannot be `{}`", text.escape_debug()), help);
            None
        }
    }
}

/// A text of one of a few characters.
fn one_of(resolver: &mut Resolver<'_>, key: &str, text: &Located<String>, allowed: &[char]) -> Option<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if allowed.contains(&character) => Some(character),
        // A space that does not break is a space.
        (Some('\u{a0}' | '\u{2009}' | '\u{202f}'), None) if allowed.contains(&' ') => Some(' '),
        _ => {
            let known: Vec<String> = allowed.iter().map(|character| format!("\"{character}\"")).collect();
            resolver.problem(
                &text.span,
                format!("`{key}` cannot be `{}`", text.escape_debug()),
                format!("give one of {}", known.join(", ")),
            );
            None
        }
    }
}
