//! CSV as publishers write it: statistics and region tables in a declared dialect.
//!
//! Three pure steps, each in its file: bytes become text ([`encoding`]), text becomes rows of cells with their line numbers
//! ([`records`]), and a cell becomes a number ([`number`]). Nothing is guessed except the separator, which is seen from the
//! header line and said in the notes. What a cell means (a region code, a symbol) is not settled here, and no file is opened
//! here: [`crate::ingest`] and [`crate::region`] do that.

pub mod encoding;
pub mod number;
pub mod records;

use encoding::Encoding;

/// How a CSV file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvDialect {
    /// Character between cells; `None`: seen from the header line.
    pub separator: Option<u8>,
    /// Character around cells that hold a separator or a line break; `None`: there is none.
    pub quote: Option<u8>,
    /// How characters are stored.
    pub encoding: Encoding,
    /// Lines above the header line.
    pub skip_rows: usize,
    /// First character of lines that are no rows.
    pub comment: Option<u8>,
    /// Decimal sign.
    pub decimal: char,
    /// Sign between groups of three digits.
    pub thousands: Option<char>,
    /// Texts that stand for a missing value.
    pub missing: Vec<String>,
    /// Whether space around a cell is left out.
    pub trims: bool,
}

impl Default for CsvDialect {
    fn default() -> Self {
        CsvDialect {
            separator: None,
            quote: Some(b'"'),
            encoding: Encoding::default(),
            skip_rows: 0,
            comment: None,
            decimal: '.',
            thousands: None,
            missing: Vec::new(),
            trims: true,
        }
    }
}

/// What is wrong with a CSV file, to be told after the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as the end of a sentence that begins with the file's name.
    pub message: String,
    /// The lines concerned.
    pub details: Vec<String>,
    /// What to do.
    pub help: String,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Fault { message: message.into(), details: Vec::new(), help: help.into() }
    }
}

/// A separator as it is shown to people.
pub fn separator_in_words(separator: u8) -> String {
    match separator {
        b',' => "comma".to_owned(),
        b';' => "semicolon".to_owned(),
        b'\t' => "tab".to_owned(),
        b' ' => "space".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}
