//! How cells look. Colours are never the only carrier of anything, and text stands out from its ground by at least 4.5 to 1.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::sheet::{Cell, Kind};
use crate::publish::people::looks_like_a_formula;

/// Ground of headers.
const HEADER_GROUND: u32 = 0x001F_3864;
/// Lines between rows.
const LINE: u32 = 0x00D9_D9D9;
/// A climb.
const CLIMB: u32 = 0x001F_4E9E;
/// A fall.
const FALL: u32 = 0x009A_3B00;
/// What is there for completeness.
const QUIET: u32 = 0x0059_5959;
/// A link.
const LINK: u32 = 0x0005_63C1;
/// Bars, and the darkest shade.
pub(super) const BAR: u32 = 0x009D_C3E6;
/// Bars below zero.
pub(super) const BAR_BELOW_ZERO: u32 = 0x00F4_B183;
/// The lightest shade.
pub(super) const LIGHTEST: u32 = 0x00FF_FFFF;
/// Tabs of what is not final.
pub(super) const NOT_FINAL: u32 = 0x00C5_5A11;

/// Formats of a column of one kind.
pub(super) struct ColumnFormats {
    plain: Format,
    shared: Format,
    climb: Format,
    fall: Format,
    symbol: Format,
    link: Format,
    day: Format,
}

/// A cell with a thin line below.
fn base() -> Format {
    Format::new().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE).set_align(FormatAlign::Top)
}

/// The same for text, which keeps its distance from the number before it.
fn text() -> Format {
    base().set_align(FormatAlign::Left).set_indent(1)
}

/// The header.
pub(super) fn header(is_number: bool) -> Format {
    let align = if is_number { FormatAlign::Right } else { FormatAlign::Left };
    Format::new()
        .set_indent(u8::from(!is_number))
        .set_bold()
        .set_font_color(LIGHTEST)
        .set_background_color(HEADER_GROUND)
        .set_text_wrap()
        .set_align(align)
        .set_align(FormatAlign::Bottom)
}

/// The title on the cover.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(20).set_font_color(HEADER_GROUND)
}

/// What a line of the cover is about.
pub(super) fn heading() -> Format {
    base().set_bold()
}

/// A number with a fixed number of decimals.
fn decimals(count: u32) -> String {
    if count == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(count as usize)) }
}

/// How a day is shown in a language.
fn day(language: &str) -> &'static str {
    match language {
        "fi" | "sv" => "d.m.yyyy",
        _ => "yyyy-mm-dd",
    }
}

impl ColumnFormats {
    /// The formats of a kind of column; `shared` is the word before a rank that several share.
    pub(super) fn new(kind: Kind, shared: &str, language: &str) -> Self {
        let plain = match kind {
            Kind::Text => text(),
            Kind::Exact => base(),
            Kind::LongText(_) => text().set_text_wrap(),
            Kind::Centred => base().set_align(FormatAlign::Center),
            Kind::Code => text().set_num_format("@"),
            Kind::Rank | Kind::Count => base().set_num_format("0"),
            Kind::Change => base().set_num_format("\"▲ \"0;\"▼ \"0;\"=\"").set_align(FormatAlign::Right),
            Kind::Score(count) => base().set_num_format(decimals(count)),
            Kind::Points(count) => {
                let number = decimals(count);
                base().set_num_format(format!("+{number};−{number};{number}"))
            }
            Kind::Percent(count) => base().set_num_format(format!("{} %", decimals(count))),
        };
        let symbol = if kind.is_number() { plain.clone().set_align(FormatAlign::Right) } else { plain.clone() };
        ColumnFormats {
            shared: plain.clone().set_num_format(format!("\"{} \"0\".\"", shared.replace('"', "'"))),
            climb: plain.clone().set_font_color(CLIMB),
            fall: plain.clone().set_font_color(FALL),
            symbol: symbol.set_font_color(QUIET),
            link: plain.clone().set_font_color(LINK).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            day: plain.clone().set_num_format(day(language)).set_align(FormatAlign::Left),
            plain,
        }
    }

    /// The format of a cell.
    pub(super) fn of(&self, cell: &Cell, kind: Kind) -> &Format {
        match cell {
            Cell::NotAvailable | Cell::NotApplicable => &self.symbol,
            Cell::Link { .. } => &self.link,
            Cell::SharedRank(_) => &self.shared,
            Cell::Day(_) => &self.day,
            Cell::Number(value) if kind == Kind::Change && *value > 0.0 => &self.climb,
            Cell::Number(value) if kind == Kind::Change && *value < 0.0 => &self.fall,
            Cell::Text(_) | Cell::Number(_) => &self.plain,
        }
    }
}

/// The format of a text: one that looks like a formula gets the mark by which it stays a text when its cell is edited.
pub(super) fn kept<'a>(format: &'a Format, text: &str) -> Cow<'a, Format> {
    if looks_like_a_formula(text) { Cow::Owned(format.clone().set_quote_prefix()) } else { Cow::Borrowed(format) }
}
