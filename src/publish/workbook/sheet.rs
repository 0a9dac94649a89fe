//! What stands on a sheet: typed columns under headers, from the first cell on. [`super::write`] brings it into a workbook.

use crate::publish::table;

/// A sheet with one table.
pub(super) struct Sheet {
    /// Name on its tab.
    pub name: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// Columns; all of one length.
    pub columns: Vec<Column>,
    /// How many of the first columns stay in sight.
    pub frozen: u16,
}

impl Sheet {
    /// Number of rows below the header.
    pub(super) fn n_rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }
}

/// A column.
pub(super) struct Column {
    /// Header.
    pub header: String,
    /// What kind of values it has.
    pub kind: Kind,
    /// What repeats its numbers for the eye.
    pub emphasis: Emphasis,
    /// Its values.
    pub values: Values,
}

impl Column {
    /// A column without emphasis.
    pub(super) fn new(header: impl Into<String>, kind: Kind, cells: Vec<Cell>) -> Self {
        Column { header: header.into(), kind, emphasis: Emphasis::None, values: Values::Cells(cells) }
    }

    /// Lines that one of its values takes.
    pub(super) fn lines(&self, row: usize) -> usize {
        match &self.values {
            Values::Cells(cells) => cells[row].lines(self.kind),
            Values::Exact(_) => 1,
        }
    }

    /// The same with emphasis.
    pub(super) fn with(self, emphasis: Emphasis) -> Self {
        Column { emphasis, ..self }
    }
}

/// What kind of values a column has, which says how they are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Short texts.
    Text,
    /// Texts of a line or more, at this width in characters.
    LongText(f64),
    /// Short texts in the middle.
    Centred,
    /// Texts of digits that are no numbers.
    Code,
    /// Ranks.
    Rank,
    /// Places gained (above zero) or lost.
    Change,
    /// Scores with so many decimals.
    Score(u32),
    /// Differences of scores with so many decimals and their sign.
    Points(u32),
    /// Shares of one with so many decimals, shown in per cent.
    Percent(u32),
    /// Numbers of things.
    Count,
    /// Numbers as they are.
    Exact,
}

impl Kind {
    /// Whether its values are numbers.
    pub(super) fn is_number(self) -> bool {
        !matches!(self, Kind::Text | Kind::LongText(_) | Kind::Centred | Kind::Code)
    }
}

/// What repeats the numbers of a column for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// Nothing.
    None,
    /// A bar from zero on.
    Bars,
    /// A shade, the darker the higher.
    DarkerIfHigher,
    /// A shade, the darker the lower.
    DarkerIfLower,
}

/// The values of a column.
pub(super) enum Values {
    /// One by one.
    Cells(Vec<Cell>),
    /// Those of a table for machines; a missing one leaves its cell empty.
    Exact(table::Cells),
}

impl Values {
    /// Number of values.
    pub(super) fn len(&self) -> usize {
        match self {
            Values::Cells(cells) => cells.len(),
            Values::Exact(cells) => cells.len(),
        }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// There is no value.
    NotAvailable,
    /// There can be no value.
    NotApplicable,
    /// A text, whatever it begins with.
    Text(String),
    /// A link to a sheet of the workbook.
    Link {
        /// What is shown.
        text: String,
        /// Name of the sheet.
        sheet: String,
    },
    /// A number; NaN is not available.
    Number(f64),
    /// A rank that several share.
    SharedRank(u32),
    /// A day: year, month and day with two hyphens.
    Day(String),
}

/// Stands where there is no value.
pub(super) const NOT_AVAILABLE: &str = "..";
/// Stands where there can be no value.
pub(super) const NOT_APPLICABLE: &str = ".";

impl Cell {
    /// A text; not available where it is empty.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::NotAvailable } else { Cell::Text(text) }
    }

    /// Lines that it takes in a column of a kind.
    pub(super) fn lines(&self, kind: Kind) -> usize {
        match (self, kind) {
            (Cell::Text(text), Kind::LongText(width)) => lines_of(text, width),
            _ => 1,
        }
    }

    /// What is seen of it, roughly: for the widths of columns.
    pub(super) fn shown_length(&self, kind: Kind, shared: &str) -> usize {
        match (self, kind) {
            (Cell::NotAvailable | Cell::NotApplicable, _) => 2,
            (Cell::Text(text) | Cell::Link { text, .. }, _) => text.chars().count(),
            (Cell::Day(_), _) => 10,
            (Cell::SharedRank(rank), _) => shared.chars().count() + 2 + digits(f64::from(*rank)),
            (Cell::Number(value), Kind::Change) => digits(*value) + 2,
            (Cell::Number(value), Kind::Score(decimals) | Kind::Points(decimals)) => digits(*value) + decimals as usize + 2,
            (Cell::Number(value), Kind::Percent(decimals)) => digits(100.0 * *value) + decimals as usize + 3,
            (Cell::Number(value), Kind::Rank | Kind::Count) => digits(*value),
            (Cell::Number(value), _) => value.to_string().len(),
        }
    }
}

/// Digits before the decimal sign.
fn digits(value: f64) -> usize {
    let mut rest = value.abs();
    let mut count = 1;
    while rest >= 10.0 && count < 20 {
        rest /= 10.0;
        count += 1;
    }
    count
}

/// Lines that a text takes in a column of a width in characters.
pub(super) fn lines_of(text: &str, width: f64) -> usize {
    let room = (width - 2.0).max(1.0) as usize;
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        used += if used > 0 { 1 + length } else { length };
        lines += used.saturating_sub(1) / room;
        used = if used > room { used % room } else { used };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        assert_eq!(lines_of("Rank", 8.0), 1);
        assert_eq!(lines_of("Rank interval (sensitivity)", 15.0), 2);
        assert_eq!(lines_of("aaaaaaaaaaaaaaaaaaaaaaaa", 12.0), 3);
    }

    #[test]
    fn what_is_seen_of_a_cell_has_a_length() {
        assert_eq!(Cell::Number(-12.0).shown_length(Kind::Change, ""), 4);
        assert_eq!(Cell::Number(82.05).shown_length(Kind::Score(1), ""), 5);
        assert_eq!(Cell::SharedRank(12).shown_length(Kind::Rank, "jaettu"), 10);
        assert_eq!(Cell::text("").shown_length(Kind::Text, ""), 2);
        assert_eq!([digits(0.0), digits(9.9), digits(10.0), digits(f64::INFINITY)], [1, 1, 2, 20]);
    }
}
