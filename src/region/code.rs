//! How region codes are written.
//!
//! In Statistics Finland's scheme `91`, `091`, `KU091` and ` 091 ` are one municipality, `SK011` is a seutukunta, `MK01` a
//! maakunta, and `SSS` or `KU000` are totals. Under any other scheme a code is taken as it is, leading zeros kept.

use std::borrow::Cow;

use crate::plan::CodeScheme;

/// What a code in the data stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenCode<'a> {
    /// A region, in the scheme's written form.
    Region(Cow<'a, str>),
    /// A total: the whole country, the mainland.
    Total,
    /// A region of another level.
    OtherLevel,
}

/// Prefix and number of digits of a level's codes in Statistics Finland's scheme.
fn finnish_form(level: &str) -> Option<(&'static str, usize)> {
    match level {
        "municipality" => Some(("KU", 3)),
        "seutukunta" => Some(("SK", 3)),
        "maakunta" => Some(("MK", 2)),
        _ => None,
    }
}

/// Codes that Statistics Finland uses for totals.
const FINNISH_TOTALS: [&str; 6] = ["SSS", "KU000", "000", "MA0", "MA1", "MA2"];

/// Reads a code as written in the data.
pub fn read<'a>(scheme: CodeScheme, level: &str, totals: &[String], written: &'a str) -> WrittenCode<'a> {
    if is_stated_total(totals, written) {
        return WrittenCode::Total;
    }
    match scheme {
        CodeScheme::Verbatim => WrittenCode::Region(Cow::Borrowed(written)),
        CodeScheme::Finnish => read_finnish(level, written),
    }
}

/// Whether a code is one of those that a configuration states to be totals: `ZZK` itself, or by its beginning (`ZZ*`).
pub fn is_stated_total(totals: &[String], written: &str) -> bool {
    totals.iter().any(|total| match total.strip_suffix('*') {
        Some(start) => written.starts_with(start),
        None => total == written,
    })
}

fn read_finnish<'a>(level: &str, written: &'a str) -> WrittenCode<'a> {
    let trimmed = written.trim();
    if FINNISH_TOTALS.contains(&trimmed) {
        return WrittenCode::Total;
    }
    let Some((prefix, digits)) = finnish_form(level) else { return WrittenCode::Region(Cow::Borrowed(trimmed)) };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = trimmed.strip_prefix(prefix)
        && is_number(rest)
        && rest.len() == digits
    {
        return WrittenCode::Region(Cow::Borrowed(rest));
    }
    if is_number(trimmed) && trimmed.len() <= digits {
        return match trimmed.len() == digits {
            true => WrittenCode::Region(Cow::Borrowed(trimmed)),
            false => WrittenCode::Region(Cow::Owned(format!("{trimmed:0>digits$}"))),
        };
    }
    let other = trimmed.get(..2).is_some_and(|start| start.bytes().all(|byte| byte.is_ascii_uppercase()) && start != prefix);
    if other && is_number(&trimmed[2..]) { WrittenCode::OtherLevel } else { WrittenCode::Region(Cow::Borrowed(trimmed)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn municipality(written: &str) -> WrittenCode<'_> {
        read(CodeScheme::Finnish, "municipality", &[], written)
    }

    #[test]
    fn one_municipality_in_four_spellings() {
        for written in ["91", "091", "KU091", " 091 "] {
            assert_eq!(municipality(written), WrittenCode::Region("091".into()), "{written}");
        }
    }

    #[test]
    fn totals_and_other_levels_are_not_municipalities() {
        for total in ["SSS", "KU000", "000"] {
            assert_eq!(municipality(total), WrittenCode::Total);
        }
        assert_eq!(municipality("MK01"), WrittenCode::OtherLevel);
        assert_eq!(municipality("SK011"), WrittenCode::OtherLevel);
        assert_eq!(read(CodeScheme::Finnish, "seutukunta", &[], "SK011"), WrittenCode::Region("011".into()));
        assert_eq!(read(CodeScheme::Finnish, "maakunta", &[], "1"), WrittenCode::Region("01".into()));
    }

    #[test]
    fn what_fits_no_form_stays_as_it_is_and_will_be_unknown() {
        for written in ["0091", "KU91", "Helsinki", "KUx", "å1"] {
            assert_eq!(municipality(written), WrittenCode::Region(written.into()));
        }
    }

    #[test]
    fn a_verbatim_code_keeps_its_zeros_and_spaces() {
        assert_eq!(read(CodeScheme::Verbatim, "county", &[], "01001"), WrittenCode::Region("01001".into()));
        assert_eq!(read(CodeScheme::Verbatim, "county", &["US".into()], "US"), WrittenCode::Total);
    }

    #[test]
    fn totals_are_stated_by_code_or_by_how_codes_begin() {
        let totals = ["US".to_owned(), "ZZ*".to_owned()];
        let stated = ["US", "USA", "ZZA.VHHD", "ZZ", "AZZ", "Z"].map(|code| is_stated_total(&totals, code));
        assert_eq!(stated, [true, false, true, true, false, false]);
    }
}
