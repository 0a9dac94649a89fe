//! `.csvt`: the types of a CSV file's columns, in a file beside it, as GDAL and so QGIS read them.
//!
//! Without it, QGIS takes a column of codes such as `005` for numbers, and the leading zeros are gone.

use super::table::{Cells, Table};

/// The types of the columns in their order, in one line.
pub fn bytes(table: &Table) -> Vec<u8> {
    let kind = |cells: &Cells| match cells {
        Cells::Text { .. } => "\"String\"",
        Cells::Real(_) => "\"Real\"",
        Cells::Integer(_) => "\"Integer\"",
    };
    let kinds: Vec<&str> = table.columns.iter().map(|column| kind(&column.cells)).collect();
    format!("{}\n", kinds.join(",")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_type() {
        let table = Table::new(vec![
            ("code".into(), Cells::texts(["005"])),
            ("score".into(), Cells::Real(vec![1.5])),
            ("rank".into(), Cells::Integer(vec![None])),
        ]);
        assert_eq!(bytes(&table), b"\"String\",\"Real\",\"Integer\"\n");
    }
}
