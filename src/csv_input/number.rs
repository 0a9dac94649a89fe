//! From a cell to a number.
//!
//! Only what is declared is accepted: a cell such as `12,5` is no number until the decimal sign is a comma, and digits are
//! grouped only by the declared sign, in threes. So `1,234` is never taken for one of its two meanings by accident.

use super::CsvDialect;

/// Largest integer below which a double holds every integer.
const EXACT: i128 = 1 << 53;

/// What a cell of a column of numbers holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'t> {
    /// Nothing.
    Empty,
    /// A number: the double nearest to what is written.
    Number(f64),
    /// A declared code for a missing value, as it was declared.
    Missing(&'t str),
    /// A whole number that no double equals.
    Inexact,
    /// Something else: a symbol, or a number in another dialect.
    Other,
}

/// Reads the cells of a dialect.
#[derive(Debug)]
pub struct CellReader<'d> {
    dialect: &'d CsvDialect,
    /// Missing codes that are numbers, with their texts.
    missing_numbers: Vec<(f64, &'d str)>,
    buffer: String,
}

impl<'d> CellReader<'d> {
    /// Prepares the missing codes.
    pub fn new(dialect: &'d CsvDialect) -> Self {
        let mut reader = CellReader { dialect, missing_numbers: Vec::new(), buffer: String::new() };
        let number = |text: &'d String| {
            // A code may be declared with a decimal point whatever the decimal sign of the file.
            let number = match reader.number(text.trim()) {
                Some(number) => Some(number),
                None => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            };
            number.map(|number| (number, text.as_str()))
        };
        reader.missing_numbers = dialect.missing.iter().filter_map(number).collect();
        reader
    }

    /// Reads a cell.
    pub fn read(&mut self, cell: &str) -> Cell<'d> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Cell::Empty;
        }
        if let Some(code) = self.dialect.missing.iter().find(|code| code.trim() == cell) {
            return Cell::Missing(code);
        }
        let Some(number) = self.number(cell) else { return Cell::Other };
        if let Some((_, code)) = self.missing_numbers.iter().find(|(code, _)| *code == number) {
            return Cell::Missing(code);
        }
        if EXACT as f64 <= number.abs()
            && let Ok(whole) = self.buffer.parse::<i128>()
            && whole != number as i128
        {
            return Cell::Inexact;
        }
        Cell::Number(number)
    }

    /// The number that a cell without surrounding space is in this dialect; in `buffer` it stands with a decimal point.
    fn number(&mut self, cell: &str) -> Option<f64> {
        self.buffer.clear();
        let is_plain = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'.');
        if is_plain && self.dialect.decimal == '.' && self.dialect.thousands != Some('.') {
            self.buffer.push_str(cell);
        } else if !normalise(cell, self.dialect, &mut self.buffer) {
            return None;
        }
        // Not "inf" or "nan", which the parser would take.
        if !self.buffer.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.buffer.parse().ok()
    }
}

/// A cell as the number it would be with another dialect.
fn would_be(cell: &str, dialect: &CsvDialect, decimal: char, thousands: Option<char>) -> bool {
    let other = CsvDialect { decimal, thousands, missing: Vec::new(), ..dialect.clone() };
    CellReader::new(&other).number(cell.trim()).is_some()
}

/// What to do about a cell that is no number in its dialect.
pub fn advice(cell: &str, dialect: &CsvDialect) -> String {
    let say = |decimal: char, thousands: Option<char>| {
        let decimal = (decimal != dialect.decimal).then(|| format!("decimal = \"{decimal}\""));
        let thousands = thousands.filter(|sign| Some(*sign) != dialect.thousands).map(|sign| format!("thousands = \"{sign}\""));
        let keys: Vec<String> = [decimal, thousands].into_iter().flatten().collect();
        format!("`csv = {{ {} }}`", keys.join(", "))
    };
    let decimals = [dialect.decimal, if dialect.decimal == '.' { ',' } else { '.' }];
    let mut dialects = Vec::new();
    for decimal in decimals {
        for thousands in [dialect.thousands, Some(' '), Some(','), Some('.'), Some('\'')] {
            // Another decimal sign explains nothing unless the cell has it.
            let is_new = match decimal == dialect.decimal {
                true => thousands != dialect.thousands,
                false => cell.contains(decimal),
            } && thousands != Some(decimal);
            if is_new && would_be(cell, dialect, decimal, thousands) {
                dialects.push((decimal, thousands));
                break;
            }
        }
    }
    match dialects[..] {
        [] => {
            let shown = crate::ingest::printable(cell);
            format!(
                "if it stands for a missing value, list it in the source: `csv = {{ missing = [\"{shown}\"] }}`; if for a number, correct it, or leave its unit out"
            )
        }
        [(decimal, thousands)] => {
            format!("if that is a number, say how numbers are written: {} in the source", say(decimal, thousands))
        }
        [(decimal, thousands), (other_decimal, other_thousands), ..] => format!(
            "say how numbers are written in the source: {}, or {}",
            say(other_decimal, other_thousands),
            say(decimal, thousands)
        ),
    }
}

/// Whether a character is the sign between groups of digits: spaces of every width are one sign, and so are apostrophes.
fn is_thousands(sign: char, character: char) -> bool {
    match sign {
        ' ' => matches!(character, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'),
        '\'' => matches!(character, '\'' | '\u{2019}'),
        other => character == other,
    }
}

/// Writes a cell as a number with a decimal point and no groups; `false` if it is none in this dialect.
fn normalise(cell: &str, dialect: &CsvDialect, number: &mut String) -> bool {
    let mut characters = cell.chars().peekable();
    if let Some(sign) = characters.next_if(|character| matches!(character, '+' | '-' | '\u{2212}')) {
        number.push(if sign == '+' { '+' } else { '-' });
    }
    // Digits since the last group sign, and whether there was one.
    let (mut in_group, mut is_grouped) = (0, false);
    let group_is_right = |in_group: usize, is_grouped: bool| if is_grouped { in_group == 3 } else { (1..=3).contains(&in_group) };
    let mut rest = None;
    for character in characters.by_ref() {
        if character.is_ascii_digit() {
            number.push(character);
            in_group += 1;
        } else if dialect.thousands.is_some_and(|sign| is_thousands(sign, character)) {
            if !group_is_right(in_group, is_grouped) {
                return false;
            }
            (in_group, is_grouped) = (0, true);
        } else {
            rest = Some(character);
            break;
        }
    }
    if is_grouped && in_group != 3 {
        return false;
    }
    let Some(mut character) = rest else { return true };
    if character == dialect.decimal {
        number.push('.');
        loop {
            match characters.next() {
                None => return true,
                Some(digit) if digit.is_ascii_digit() => number.push(digit),
                Some(other) => {
                    character = other;
                    break;
                }
            }
        }
    }
    if !matches!(character, 'e' | 'E') {
        return false;
    }
    number.push('e');
    number.extend(characters.map(|character| if character == '\u{2212}' { '-' } else { character }));
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str, decimal: char, thousands: Option<char>) -> Option<f64> {
        let dialect = CsvDialect { decimal, thousands, ..CsvDialect::default() };
        match CellReader::new(&dialect).read(cell) {
            Cell::Number(number) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn numbers_of_the_default_dialect() {
        for (cell, number) in [
            ("12.5", 12.5),
            (" 7\u{a0}", 7.0),
            ("-3", -3.0),
            ("\u{2212}3.25", -3.25),
            ("+1", 1.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.2E-05", 1.2e-5),
            ("1e\u{2212}3", 1e-3),
        ] {
            assert_eq!(read(cell, '.', None), Some(number), "{cell}");
        }
        for cell in ["12,5", "1 234", "1\u{a0}234", "inf", "NaN", "1e", "e5", "--1", "1-2", "12 %", "0x10", "-", "..", "1.2.3"] {
            assert_eq!(read(cell, '.', None), None, "{cell}");
        }
    }

    #[test]
    fn digits_are_grouped_in_threes_by_the_declared_sign_only() {
        for cell in ["1 234 567,5", "1\u{a0}234\u{202f}567,5", "1234567,5"] {
            assert_eq!(read(cell, ',', Some(' ')), Some(1_234_567.5), "{cell}");
        }
        assert_eq!(read("1.234,5", ',', Some('.')), Some(1234.5));
        assert_eq!(read("1,234.5", '.', Some(',')), Some(1234.5));
        assert_eq!(read("1\u{2019}234", '.', Some('\'')), Some(1234.0));
        for cell in ["12,5", "1,2345", "1234,567", ",123", "1,,234", "1,23", "1,234,", "0,12,345"] {
            assert_eq!(read(cell, '.', Some(',')), None, "{cell}");
        }
        assert_eq!(read("1.234", ',', None), None);
    }

    #[test]
    fn missing_codes_match_as_texts_and_as_numbers() {
        let missing = vec!["-999".to_owned(), "..".to_owned(), "NA".to_owned()];
        let dialect = CsvDialect { missing, ..CsvDialect::default() };
        let mut reader = CellReader::new(&dialect);
        for cell in ["-999", "-999.0", " \u{2212}999 ", "-9.99e2"] {
            assert_eq!(reader.read(cell), Cell::Missing("-999"), "{cell}");
        }
        assert_eq!(reader.read(".."), Cell::Missing(".."));
        assert_eq!(reader.read("NA"), Cell::Missing("NA"));
        assert_eq!(reader.read("-999.5"), Cell::Number(-999.5));
        assert_eq!(reader.read(""), Cell::Empty);
        assert_eq!(reader.read("n/a"), Cell::Other);
        let comma = CsvDialect { decimal: ',', missing: vec!["-99.5".to_owned()], ..CsvDialect::default() };
        assert_eq!(CellReader::new(&comma).read("-99,50"), Cell::Missing("-99.5"));
    }

    #[test]
    fn whole_numbers_are_exact_or_refused() {
        let dialect = CsvDialect::default();
        let mut reader = CellReader::new(&dialect);
        assert_eq!(reader.read("9007199254740992"), Cell::Number(9_007_199_254_740_992.0));
        assert_eq!(reader.read("9007199254740993"), Cell::Inexact);
        assert_eq!(reader.read("-9007199254740993"), Cell::Inexact);
    }

    #[test]
    fn the_advice_names_the_dialect_in_which_the_cell_is_a_number() {
        let advice = |cell| advice(cell, &CsvDialect::default());
        assert!(advice("12,5").contains("`csv = { decimal = \",\" }` in the source"));
        assert!(advice("1\u{a0}234").contains("`csv = { thousands = \" \" }`"));
        assert!(advice("1.234,5").contains("`csv = { decimal = \",\", thousands = \".\" }`"));
        // Twelve hundred and thirty-four, or a little more than one.
        assert!(advice("1,234").contains("`csv = { decimal = \",\" }`, or `csv = { thousands = \",\" }`"));
        assert!(advice("n/a").contains("missing = "));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_in_every_dialect(number in -1e12..1e12f64) {
            let text = format!("{number}");
            prop_assert_eq!(read(&text, '.', None), Some(number));
            prop_assert_eq!(read(&text.replace('.', ","), ',', None), Some(number));
            let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
            let digits = whole.trim_start_matches('-');
            let mut grouped = String::new();
            for (position, digit) in digits.chars().enumerate() {
                if position > 0 && (digits.len() - position) % 3 == 0 {
                    grouped.push('\u{a0}');
                }
                grouped.push(digit);
            }
            let sign = if whole.starts_with('-') { "\u{2212}" } else { "" };
            let grouped = if decimals.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{decimals}") };
            prop_assert_eq!(read(&grouped, ',', Some(' ')), Some(number));
        }

        #[test]
        fn no_cell_panics(cell in "\\PC*") {
            let dialect = CsvDialect { decimal: ',', thousands: Some(' '), missing: vec!["-1".into()], ..CsvDialect::default() };
            let _ = CellReader::new(&dialect).read(&cell);
            let _ = advice(&cell, &dialect);
        }
    }
}
