//! Sheets into a workbook: the only place that calls the library, and where Excel's limits are kept.
//!
//! Texts are written as texts, whatever they begin with; nothing here writes a formula. The library takes a text that begins with
//! `<r>` and ends with `</r>` for its own markup, so such a text is written as a rich string of one run.

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatDataBar, DocProperties, ExcelDateTime, Format, IgnoreError, Table,
    TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};

use super::names::is_unseen;
use super::sheet::{Cell, Column, Emphasis, Kind, NOT_APPLICABLE, NOT_AVAILABLE, Sheet, Values, lines_of};
use super::style::{self, ColumnFormats};
use crate::plan::WorkbookProfile;
use crate::publish::people::looks_like_a_formula;
use crate::publish::table;

/// Most UTF-16 units of a cell.
const LONGEST_TEXT: usize = 32_767;
/// Most UTF-16 units of a printed page's header or footer.
const LONGEST_PAGE_HEADER: usize = 255;
/// The library remembers every cell of a table: above this number a sheet has its header and no marked-up table.
const MOST_TABLE_CELLS: usize = 300_000;
/// Widest column of short texts, in characters.
const WIDEST: f64 = 42.0;
/// Height of a line in points.
const LINE_HEIGHT: f64 = 15.0;
/// Paper size A4.
const A4: u8 = 9;

/// What holds for a whole workbook.
pub(super) struct Setting<'a> {
    /// Main language.
    pub language: &'a str,
    /// For whom it is.
    pub profile: WorkbookProfile,
    /// Title of the index.
    pub title: &'a str,
    /// The mark that every sheet carries; `None` = final.
    pub mark: Option<&'a str>,
    /// The word before a rank that several share.
    pub shared: &'a str,
    /// The word for a page.
    pub page: &'a str,
    /// The day of publication: year, month and day with two hyphens.
    pub date: Option<&'a str>,
}

/// The cover: a title, then lines of two cells.
pub(super) struct Cover {
    /// Name on its tab.
    pub name: String,
    /// Lines: what they are about, and what is said of it.
    pub lines: Vec<(String, Cell)>,
}

/// A whole workbook as bytes: the same for the same content, on any machine.
///
/// # Errors
/// The library's own error.
pub(super) fn bytes(setting: &Setting<'_>, cover: &Cover, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties =
        DocProperties::new().set_title(limited(setting.title, LONGEST_PAGE_HEADER)).set_creation_datetime(&created(setting)?);
    if let Some(mark) = setting.mark {
        properties = properties.set_status(limited(mark, LONGEST_PAGE_HEADER));
    }
    workbook.set_properties(&properties);
    write_cover(workbook.add_worksheet(), cover, setting)?;
    for (position, sheet) in sheets.iter().enumerate() {
        write_sheet(workbook.add_worksheet(), sheet, position, setting)?;
    }
    workbook.save_to_buffer()
}

/// The day of publication, or a day that never changes: never the clock.
fn created(setting: &Setting<'_>) -> Result<ExcelDateTime, XlsxError> {
    setting.date.and_then(excel_day).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)
}

/// A day as Excel knows it; `None` for one that it does not have.
fn excel_day(day: &str) -> Option<ExcelDateTime> {
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn write_cover(worksheet: &mut Worksheet, cover: &Cover, setting: &Setting<'_>) -> Result<(), XlsxError> {
    worksheet.set_name(&cover.name)?;
    write_text(worksheet, (0, 0), setting.title, &style::title())?;
    let kind = Kind::LongText(80.0);
    let formats = ColumnFormats::new(kind, setting.shared, setting.language);
    for ((about, cell), row) in cover.lines.iter().zip(1..) {
        write_text(worksheet, (row, 0), about, &style::heading())?;
        write_cell(worksheet, (row, 1), cell, kind, &formats)?;
        set_height(worksheet, row, cell.lines(kind))?;
    }
    let widest = cover.lines.iter().map(|(about, _)| about.chars().count()).max().unwrap_or(0);
    worksheet.set_column_width(0, (widest as f64 * 1.1 + 3.0).min(WIDEST))?;
    worksheet.set_column_width(1, 80.0)?;
    worksheet.set_row_height(0, 30)?;
    worksheet.set_screen_gridlines(false);
    set_page(worksheet, &cover.name, setting);
    worksheet.set_portrait();
    Ok(())
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, position: usize, setting: &Setting<'_>) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    let n_rows = sheet.n_rows();
    let headers = unique(sheet.columns.iter().map(|column| column.header.as_str()));
    let all_formats: Vec<ColumnFormats> =
        sheet.columns.iter().map(|column| ColumnFormats::new(column.kind, setting.shared, setting.language)).collect();
    for row in 0..n_rows {
        for (col, (column, formats)) in (0..).zip(sheet.columns.iter().zip(&all_formats)) {
            let at = (row as u32 + 1, col);
            match &column.values {
                Values::Cells(cells) => write_cell(worksheet, at, &cells[row], column.kind, formats)?,
                Values::Exact(cells) => write_exact(worksheet, at, cells, row)?,
            }
        }
    }
    for row in 0..n_rows {
        set_height(worksheet, row as u32 + 1, sheet.columns.iter().map(|column| column.lines(row)).max().unwrap_or(1))?;
    }
    let mut lines = 1;
    for (col, (column, header)) in (0..).zip(sheet.columns.iter().zip(&headers)) {
        let width = width(column, header, setting);
        worksheet.set_column_width(col, width)?;
        // Bold letters are wider.
        lines = lines.max(lines_of(header, width / 1.1));
        write_text(worksheet, (0, col), header, &style::header(column.kind.is_number()))?;
        if n_rows > 0 {
            emphasise(worksheet, col, n_rows as u32, column)?;
        }
    }
    worksheet.set_row_height(0, LINE_HEIGHT * lines as f64 + 4.0)?;
    let last = (n_rows as u32, sheet.columns.len().saturating_sub(1) as u16);
    let is_working = setting.profile == WorkbookProfile::Working;
    let n_cells = sheet.columns.len() * (n_rows + 1);
    if n_rows > 0 && n_cells <= MOST_TABLE_CELLS && headers.iter().all(|header| can_head_a_table(header)) {
        let described: Vec<TableColumn> = sheet
            .columns
            .iter()
            .zip(&headers)
            .map(|(column, header)| {
                let format = style::header(column.kind.is_number());
                TableColumn::new().set_header(header).set_header_format(style::kept(&format, header).into_owned())
            })
            .collect();
        let marked_up = Table::new()
            .set_name(format!("table_{}", position + 1))
            .set_columns(&described)
            .set_style(TableStyle::None)
            .set_autofilter(is_working)
            .set_alt_text_title(limited(&sheet.name, LONGEST_PAGE_HEADER))
            .set_alt_text(limited(&sheet.description, LONGEST_PAGE_HEADER));
        worksheet.add_table(0, 0, last.0, last.1, &marked_up)?;
    } else if n_rows > 0 && is_working {
        worksheet.autofilter(0, 0, last.0, last.1)?;
    }
    worksheet.set_freeze_panes(1, sheet.frozen)?;
    worksheet.set_repeat_rows(0, 0)?;
    set_page(worksheet, &sheet.name, setting);
    worksheet.set_landscape();
    Ok(())
}

/// Room for several lines: not every program that opens the file finds the height of a row by itself.
fn set_height(worksheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        worksheet.set_row_height(row, LINE_HEIGHT * lines as f64)?;
    }
    Ok(())
}

/// Paper, and what stands at the head and foot of a printed page.
fn set_page(worksheet: &mut Worksheet, name: &str, setting: &Setting<'_>) {
    let escaped = |text: &str| text.chars().filter(|character| !is_unseen(*character)).collect::<String>().replace('&', "&&");
    let mark = setting.mark.map(escaped).unwrap_or_default();
    // An escape must not be cut in half: what is cut is the title, before it is escaped.
    let room = LONGEST_PAGE_HEADER.saturating_sub(20 + mark.encode_utf16().count() + escaped(name).encode_utf16().count());
    let title = escaped(&limited(setting.title, room / 2));
    for (text, put) in [
        (format!("&L{title} – {}&R{mark}", escaped(name)), Worksheet::set_header as fn(&mut Worksheet, String) -> &mut Worksheet),
        (format!("&R{} &P / &N", setting.page), Worksheet::set_footer),
    ] {
        if text.encode_utf16().count() <= LONGEST_PAGE_HEADER {
            put(worksheet, text);
        }
    }
    worksheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    if setting.mark.is_some() {
        worksheet.set_tab_color(style::NOT_FINAL);
    }
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, col): (u32, u16),
    cell: &Cell,
    kind: Kind,
    formats: &ColumnFormats,
) -> Result<(), XlsxError> {
    let format = formats.of(cell, kind);
    match cell {
        Cell::NotAvailable => write_text(worksheet, (row, col), NOT_AVAILABLE, format)?,
        Cell::NotApplicable => write_text(worksheet, (row, col), NOT_APPLICABLE, format)?,
        Cell::Text(text) => write_text(worksheet, (row, col), text, format)?,
        Cell::Link { text, sheet } => {
            let link = Url::new(format!("internal:'{sheet}'!A1")).set_text(limited(text, LONGEST_TEXT));
            worksheet.write_url_with_format(row, col, link, format)?;
        }
        Cell::Number(value) if !value.is_finite() => {
            write_text(worksheet, (row, col), NOT_AVAILABLE, formats.of(&Cell::NotAvailable, kind))?;
        }
        Cell::Number(value) => {
            worksheet.write_number_with_format(row, col, *value, format)?;
        }
        Cell::SharedRank(rank) => {
            worksheet.write_number_with_format(row, col, *rank, format)?;
        }
        Cell::Day(day) => match excel_day(day) {
            Some(known) => {
                worksheet.write_datetime_with_format(row, col, known, format)?;
            }
            None => write_text(worksheet, (row, col), day, format)?,
        },
    }
    Ok(())
}

/// A cell of a table for machines: unformatted, and empty where there is no value.
fn write_exact(worksheet: &mut Worksheet, (row, col): (u32, u16), cells: &table::Cells, at: usize) -> Result<(), XlsxError> {
    match cells {
        table::Cells::Text { .. } => match cells.text(at) {
            Some(text) if looks_like_a_formula(text) || is_markup(text) => {
                write_text(worksheet, (row, col), text, &Format::default())?;
            }
            Some(text) => {
                worksheet.write_string(row, col, limited(text, LONGEST_TEXT))?;
            }
            None => {}
        },
        table::Cells::Real(values) if values[at].is_finite() => {
            worksheet.write_number(row, col, values[at])?;
        }
        table::Cells::Integer(values) => {
            if let Some(value) = values[at] {
                worksheet.write_number(row, col, value)?;
            }
        }
        table::Cells::Real(_) => {}
    }
    Ok(())
}

fn write_text(worksheet: &mut Worksheet, (row, col): (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
    let text = limited(text, LONGEST_TEXT);
    if is_markup(&text) {
        worksheet.write_rich_string_with_format(row, col, &[(&Format::default(), &text)], format)?;
    } else {
        let kept = style::kept(format, &text);
        worksheet.write_string_with_format(row, col, text, &kept)?;
    }
    Ok(())
}

/// Whether the library would take a text for markup of its own.
fn is_markup(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

/// At most so many UTF-16 units, the cut marked.
fn limited(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut length = 1;
    let kept = text.chars().take_while(|character| {
        length += character.len_utf16();
        length <= longest
    });
    format!("{}…", kept.collect::<String>())
}

/// Headers, each once whatever its case: a second one of the same name is numbered.
fn unique<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let mut all = Vec::new();
    for header in headers {
        // A table has no room for more.
        let header = if header.is_empty() { "–".to_owned() } else { limited(header, 240) };
        let numbered = (2..).map(|number| format!("{header} ({number})"));
        let free = std::iter::once(header.clone()).chain(numbered).find(|header| !taken.contains(&header.to_lowercase()));
        let free = free.unwrap_or_default();
        taken.insert(free.to_lowercase());
        all.push(free);
    }
    all
}

/// Whether a header can be the name of a table's column, which must be the text of its cell to the letter: characters that the two
/// places write differently (controls, and what reads as an escape of one, `_x000A_`) cannot.
fn can_head_a_table(header: &str) -> bool {
    let reads_as_escape = header.match_indices("_x").any(|(start, _)| {
        let rest = &header.as_bytes()[start + 2..];
        rest.len() >= 5 && rest[..4].iter().all(u8::is_ascii_hexdigit) && rest[4] == b'_'
    });
    !reads_as_escape && !header.chars().any(|character| character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}'))
}

/// Width of a column in characters: of its longest value, and of the longest word of its header.
fn width(column: &Column, header: &str, setting: &Setting<'_>) -> f64 {
    if let Kind::LongText(width) = column.kind {
        return width;
    }
    let longest = match &column.values {
        Values::Cells(cells) => cells.iter().map(|cell| cell.shown_length(column.kind, setting.shared)).max().unwrap_or(0),
        Values::Exact(table::Cells::Text { values, .. }) => values.iter().map(|text| text.chars().count()).max().unwrap_or(0),
        Values::Exact(table::Cells::Real(_)) => 12,
        Values::Exact(table::Cells::Integer(_)) => 6,
    };
    let word = header.split([' ', '\n']).map(|word| word.chars().count()).max().unwrap_or(0);
    // So are the letters of headers, and the button of a filter takes room.
    let filter = if setting.profile == WorkbookProfile::Working { 3.0 } else { 0.0 };
    (longest as f64 + 2.0).max(word as f64 * 1.15 + 2.0 + filter).clamp(8.0, WIDEST)
}

/// Bars and shades of a column, and no warning about codes that look like numbers.
fn emphasise(worksheet: &mut Worksheet, col: u16, n_rows: u32, column: &Column) -> Result<(), XlsxError> {
    match column.emphasis {
        Emphasis::None => {}
        Emphasis::Bars => {
            let bars = ConditionalFormatDataBar::new()
                .set_fill_color(style::BAR)
                .set_negative_fill_color(style::BAR_BELOW_ZERO)
                .set_solid_fill(true)
                .set_border_off(true);
            worksheet.add_conditional_format(1, col, n_rows, col, &bars)?;
        }
        Emphasis::DarkerIfHigher | Emphasis::DarkerIfLower => {
            let (lowest, highest) = match column.emphasis {
                Emphasis::DarkerIfLower => (style::BAR, style::LIGHTEST),
                _ => (style::LIGHTEST, style::BAR),
            };
            let shades = ConditionalFormat2ColorScale::new().set_minimum_color(lowest).set_maximum_color(highest);
            worksheet.add_conditional_format(1, col, n_rows, col, &shades)?;
        }
    }
    let is_text = !column.kind.is_number() || matches!(column.values, Values::Exact(table::Cells::Text { .. }));
    if is_text {
        worksheet.ignore_error_range(1, col, n_rows, col, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_unique_whatever_their_case() {
        assert_eq!(unique(["Rank", "rank", "", "Rank"].into_iter()), ["Rank", "rank (2)", "–", "Rank (3)"]);
    }

    #[test]
    fn headers_that_a_table_would_write_otherwise_are_found() {
        assert!(can_head_a_table("growth_x_rate") && can_head_a_table("a_x12_b") && can_head_a_table("=1+1"));
        assert!(!can_head_a_table("growth_x2019_rate") && !can_head_a_table("two\nlines"));
    }

    #[test]
    fn texts_end_where_excel_ends_them() {
        assert_eq!(limited("abc", 3), "abc");
        assert_eq!(limited("abcd", 3), "ab…");
        assert_eq!(limited("𝕏𝕏", 3), "𝕏…");
    }

    #[test]
    fn a_day_that_there_is_not_is_no_date() {
        assert!(excel_day("2026-03-03").is_some());
        assert!(excel_day("2026-02-30").is_none() && excel_day("1700-01-01").is_none() && excel_day("soon").is_none());
    }
}
