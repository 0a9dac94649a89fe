//! Tables and texts that fit the width of a screen.

/// Rows as lines: the first column takes the room that the others leave, they stand right.
pub(super) fn table(rows: &[Vec<String>], width: usize) -> String {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let length = |cell: &String| cell.chars().count();
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(length).max().unwrap_or(0);
    let others: usize = (1..n_columns).map(|column| widest(column) + 2).sum();
    let first = widest(0).min(width.saturating_sub(others).max(12));
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            if column == 0 {
                let shown: String = if length(cell) <= first {
                    cell.clone()
                } else {
                    cell.chars().take(first.saturating_sub(1)).chain(['…']).collect()
                };
                line.push_str(&shown);
                line.push_str(&" ".repeat(first.saturating_sub(length(&shown))));
            } else {
                line.push_str(&" ".repeat(2 + widest(column) - length(cell)));
                line.push_str(cell);
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A text after a mark, wrapped between words; further lines stand two in.
pub(super) fn wrapped(mark: &str, text: &str, width: usize) -> String {
    let mut lines = mark.to_owned();
    let mut length = mark.chars().count();
    let mut is_first = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let n_characters = word.chars().count();
        if !is_first && width < length + 1 + n_characters {
            lines.push_str("\n  ");
            length = 2;
        } else if !is_first {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += n_characters;
        is_first = false;
    }
    lines.push('\n');
    lines
}
