//! A ranking as it was published: a table of which only code or name, score and rank are known, at the precision at which it was
//! printed.
//!
//! CSV in either dialect: comma and decimal point, or semicolon and decimal comma. Columns are found by what they are usually called
//! in Finnish, Swedish and English, or named. A rank may be printed as `2`, `2.`, `jaettu 2.` or `=2`. What the numbers mean, and
//! whether they agree with a build, is [`crate::analysis::compare`]'s business.

use std::path::Path;

use crate::csv_input::records;
use crate::csv_input::{CsvDialect, Fault};
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Region code.
    Code,
    /// Region name.
    Name,
    /// Region type.
    Type,
    /// Score.
    Score,
    /// Rank among all.
    Rank,
    /// Rank in the type.
    TypeRank,
    /// Edition.
    Edition,
}

impl Role {
    /// All.
    pub const ALL: [Role; 7] = [Role::Code, Role::Name, Role::Type, Role::Score, Role::Rank, Role::TypeRank, Role::Edition];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Role::Code => "code",
            Role::Name => "name",
            Role::Type => "type",
            Role::Score => "score",
            Role::Rank => "rank",
            Role::TypeRank => "type_rank",
            Role::Edition => "edition",
        }
    }

    /// What its column is usually called, in lower case.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Role::Code => &["code", "koodi", "kuntakoodi", "kuntanumero", "kod", "kommunkod", "region_code"],
            Role::Name => &[
                "name",
                "nimi",
                "kunta",
                "alue",
                "kaupunki",
                "region",
                "municipality",
                "kommun",
                "område",
                "name_fi",
                "name_sv",
                "name_en",
            ],
            Role::Type => {
                &["region_type", "region type", "type", "aluetyyppi", "kuntatyyppi", "tyyppi", "områdestyp", "kommuntyp"]
            }
            Role::Score => &["score", "index", "indeksi", "pisteet", "pistemäärä", "arvo", "poäng", "points"],
            Role::Rank => &["rank", "sijoitus", "sija", "sijaluku", "placering", "rang"],
            Role::TypeRank => &["type_rank", "rank in type", "sijoitus tyypissä", "placering inom typen"],
            Role::Edition => &["edition", "julkaisu", "utgåva", "vuosi", "year", "år"],
        }
    }
}

/// A published table.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedTable {
    /// Its rows.
    pub rows: Vec<PublishedRow>,
    /// Most decimals that any score has.
    pub decimals: u32,
}

/// A row of a published table; what is not there is empty or `None`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PublishedRow {
    /// Region code as it was printed.
    pub code: String,
    /// Region name.
    pub name: String,
    /// Region type.
    pub region_type: String,
    /// Score.
    pub score: Option<f64>,
    /// Rank among all.
    pub rank: Option<u32>,
    /// Rank in the type.
    pub type_rank: Option<u32>,
    /// Edition.
    pub edition: String,
}

/// Cells of a table with its header, row by row, each with its line.
struct Cells {
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// Reads a published table; `columns` says what columns are called that are not called as usual.
///
/// # Errors
/// The file cannot be read, or has neither codes nor names, or neither scores nor ranks, or a cell that is no number.
pub fn read(path: &Path, columns: &[(Role, String)]) -> Result<PublishedTable> {
    let name = shown(path);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let cells = match extension.as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" => Err(("it is a workbook".to_owned(), "save the sheet as CSV".to_owned())),
        _ => text(path),
    };
    let cells = cells.map_err(|(reason, help)| {
        Problem::new(ProblemKind::UnreadableInput, format!("cannot read `{name}`: {reason}")).help(help)
    })?;
    let found = locate(&cells.columns, columns);
    let at = |role: Role| found.iter().find(|(other, _)| *other == role).map(|(_, column)| *column);
    let wrong = |message: String| {
        let listed =
            cells.columns.iter().map(|column| format!("`{}`", crate::ingest::printable(column))).collect::<Vec<_>>().join(", ");
        Problem::new(ProblemKind::DataContract, message)
            .at(name.clone())
            .detail(format!("its columns are {listed}"))
            .help("say what they are called: `--column code=…`, `name`, `score`, `rank`, `type`, `type_rank` or `edition`")
    };
    if let Some((role, column)) = columns.iter().find(|(role, _)| at(*role).is_none()) {
        return Err(wrong(format!("there is no column `{column}` for the {}", role.key())).into());
    }
    if at(Role::Code).is_none() && at(Role::Name).is_none() {
        return Err(wrong("no column holds codes or names of regions".to_owned()).into());
    }
    if at(Role::Score).is_none() && at(Role::Rank).is_none() && at(Role::TypeRank).is_none() {
        return Err(wrong("no column holds scores or ranks".to_owned()).into());
    }
    let mut table = PublishedTable { rows: Vec::new(), decimals: 0 };
    for (line, cells) in &cells.rows {
        let cell = |role: Role| at(role).and_then(|column| cells.get(column)).map_or("", |cell| cell.trim());
        let bad = |what: &str, cell: &str| {
            let message = format!("`{}` is no {what}", crate::ingest::printable(cell));
            Problem::new(ProblemKind::DataContract, message)
                .at(format!("{name}, line {line}"))
                .help("correct the cell, or leave it empty")
        };
        let mut score = None;
        if !cell(Role::Score).is_empty() {
            let (value, decimals) = number(cell(Role::Score)).ok_or_else(|| bad("score", cell(Role::Score)))?;
            table.decimals = table.decimals.max(decimals);
            score = Some(value);
        }
        let place = |role: Role| -> Result<Option<u32>> {
            match cell(role) {
                "" => Ok(None),
                text => Ok(Some(rank(text).ok_or_else(|| bad("rank", text))?)),
            }
        };
        table.rows.push(PublishedRow {
            code: cell(Role::Code).to_owned(),
            name: cell(Role::Name).to_owned(),
            region_type: cell(Role::Type).to_owned(),
            score,
            rank: place(Role::Rank)?,
            type_rank: place(Role::TypeRank)?,
            edition: cell(Role::Edition).to_owned(),
        });
    }
    Ok(table)
}

/// The column of each role that there is: as named, else as usually called.
fn locate(columns: &[String], named: &[(Role, String)]) -> Vec<(Role, usize)> {
    let lower: Vec<String> = columns.iter().map(|column| column.trim().to_lowercase()).collect();
    let find = |name: &str| lower.iter().position(|column| *column == name.trim().to_lowercase());
    Role::ALL
        .into_iter()
        .filter_map(|role| {
            let column = match named.iter().find(|(other, _)| *other == role) {
                Some((_, name)) => find(name),
                None => role.usual().iter().find_map(|name| find(name)),
            };
            column.map(|column| (role, column))
        })
        .collect()
}

/// A printed number and how many decimals it has.
fn number(text: &str) -> Option<(f64, u32)> {
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
    let value: f64 = plain.parse().ok()?;
    value.is_finite().then_some((value, decimals))
}

/// A printed rank: the one number in the text.
fn rank(text: &str) -> Option<u32> {
    // A spreadsheet may give 2 as 2.0.
    if let Some((whole, "0")) = text.split_once('.')
        && let Ok(rank) = whole.parse()
    {
        return Some(rank);
    }
    let mut numbers = text.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
    let only = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(only)
}

fn text(path: &Path) -> std::result::Result<Cells, (String, String)> {
    let bytes = std::fs::read(path).map_err(|error| (io_reason(&error), "give a published table as CSV".to_owned()))?;
    let dialect = CsvDialect::default();
    let fault = |fault: Fault| (fault.message, fault.help);
    let text = crate::csv_input::encoding::decode(&bytes, dialect.encoding).map_err(fault)?;
    records::read(
        &text,
        &dialect,
        |header| Ok::<Cells, Fault>(Cells { columns: header.columns, rows: Vec::new() }),
        |cells, line, record| {
            cells.rows.push((line, record.iter().map(str::to_owned).collect()));
            Ok(())
        },
    )
    .map_err(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_printed() {
        assert_eq!(number("72,60"), Some((72.6, 2)));
        assert_eq!(number("1 234.5"), Some((1234.5, 1)));
        assert_eq!(number("\u{2212}3"), Some((-3.0, 0)));
        assert_eq!(number("–"), None);
    }

    #[test]
    fn ranks_as_they_are_printed() {
        for text in ["2", "2.", "jaettu 2.", "=2", "delad 2", "2.0"] {
            assert_eq!(rank(text), Some(2), "{text}");
        }
        assert_eq!(rank("2–3"), None);
        assert_eq!(rank("x"), None);
    }

    #[test]
    fn columns_are_found_by_what_they_are_called() {
        let columns = ["Sijoitus", "Kunta", "Indeksi"].map(str::to_owned);
        assert_eq!(locate(&columns, &[]), [(Role::Name, 1), (Role::Score, 2), (Role::Rank, 0)]);
        let named = [(Role::Score, "sijoitus".to_owned())];
        assert_eq!(locate(&columns, &named), [(Role::Name, 1), (Role::Score, 0), (Role::Rank, 0)]);
    }
}
