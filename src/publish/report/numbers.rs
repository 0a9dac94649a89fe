//! Numbers as they are read in a language: decimal comma and spaces in Finnish and Swedish, a proper minus sign everywhere.

use crate::round;

/// What stands where there is no number.
pub const NOTHING: &str = "–";

/// A number with a fixed number of decimals.
pub fn decimal(value: f64, decimals: u32, language: &str) -> String {
    if value.is_nan() {
        return NOTHING.to_owned();
    }
    let rounded = round::to_decimals(value, decimals);
    let text = format!("{:.*}", decimals as usize, rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (comma, space) = if matches!(language, "fi" | "sv") { (',', '\u{a0}') } else { ('.', ',') };
    let mut shown = String::with_capacity(text.len() + 4);
    if rounded < 0.0 {
        shown.push('−');
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            shown.push(space);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(comma);
        shown.push_str(fraction);
    }
    shown
}

/// A change of rank with its sign: `+3`, `−2`, `0`.
pub fn signed(change: i32) -> String {
    match change {
        0 => "0".to_owned(),
        up if 0 < up => format!("+{up}"),
        down => format!("−{}", down.unsigned_abs()),
    }
}

/// A share in per cent: `5,0 %`, in English without the space.
pub fn percent(share: f64, decimals: u32, language: &str) -> String {
    let space = if matches!(language, "fi" | "sv") { "\u{a0}" } else { "" };
    format!("{}{space}%", decimal(100.0 * share, decimals, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_signs() {
        assert_eq!(decimal(-12_345.678, 1, "fi"), "−12\u{a0}345,7");
        assert_eq!(decimal(1_234_567.0, 0, "en"), "1,234,567");
        assert_eq!(decimal(999.95, 1, "en"), "1,000.0");
        assert_eq!(decimal(-0.04, 1, "sv"), "0,0");
        assert_eq!(decimal(f64::NAN, 1, "fi"), "–");
        assert_eq!([3, 0, -2].map(signed), ["+3", "0", "−2"]);
        assert_eq!(percent(0.05, 1, "fi"), "5,0\u{a0}%");
    }
}
