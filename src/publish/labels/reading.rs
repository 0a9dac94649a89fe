//! Sentences of how files were read. Gaps are `{}`.

use super::Label;

/// What a sheet is: the merger table.
pub const MERGER_TABLE: Label = Label::new("Yhdistymistaulukko", "Tabell över sammanslagningar", "Merger table");
/// What a sheet is: the region table.
pub const REGION_TABLE: Label = Label::new("Aluetaulukko", "Områdestabell", "Region table");
/// What a sheet is: region types.
pub const REGION_TYPES: Label = Label::new("Aluetyypit", "Områdestyper", "Region types");
/// A separator that was seen.
pub const SEEN_SEPARATOR: Label = Label::new(
    "{}: tiedoston {} sarakkeiden välissä on {} (nähty otsikkoriviltä)",
    "{}: {} har {} mellan sina kolumner (sett på rubrikraden)",
    "{}: {} has a {} between its columns (seen from its header line)",
);
/// A separator.
pub const COMMA: Label = Label::new("pilkku", "kommatecken", "comma");
/// A separator.
pub const SEMICOLON: Label = Label::new("puolipiste", "semikolon", "semicolon");
/// A separator.
pub const TAB: Label = Label::new("sarkain", "tabbtecken", "tab");
/// A separator.
pub const SPACE: Label = Label::new("välilyönti", "mellanslag", "space");
/// The separator of a file.
pub const SEPARATOR: Label = Label::new("erotin: {}{}", "skiljetecken: {}{}", "separator: {}{}");
/// That it was seen.
pub const SEEN: Label = Label::new(", nähty otsikkoriviltä", ", sett på rubrikraden", ", seen from the header line");
/// Decimal comma.
pub const DECIMAL_COMMA: Label = Label::new("desimaalipilkku", "decimalkomma", "decimal comma");
/// Decimal point.
pub const DECIMAL_POINT: Label = Label::new("desimaalipiste", "decimalpunkt", "decimal point");
/// Space between thousands.
pub const SPACED_THOUSANDS: Label =
    Label::new("välilyönti tuhansien välissä", "mellanslag mellan tusental", "space between thousands");
/// A sign between thousands.
pub const SIGNED_THOUSANDS: Label = Label::new("`{}` tuhansien välissä", "`{}` mellan tusental", "`{}` between thousands");
/// Codes of missing values.
pub const MISSING_CODES: Label = Label::new("puuttuvat: `{}`", "saknas: `{}`", "missing: `{}`");
/// Columns that were taken by a pattern.
pub const TAKEN: Label = Label::new("`{}`: {}, {}, {}{}", "`{}`: {} för {}, {}{}", "`{}`: {} of {}, {}{}");
/// From one period to another.
pub const SPAN: Label = Label::new("{}–{}", "{}–{}", "{} to {}");
/// Columns that were left out.
pub const NO_PERIOD: Label = Label::new(
    "; {} ei nimeä jaksoa, jätetty pois: {}{}",
    "; {} anger ingen period och utelämnas: {}{}",
    "; {} no period and left out: {}{}",
);
/// Columns that name something, with the verb where the language has it there.
pub const COLUMNS_NAME: super::sentence::Noun = super::sentence::Noun::new(
    Label::new("sarake", "kolumn", "column names"),
    Label::new("saraketta", "kolumner", "columns name"),
);

/// What stands between columns.
pub fn separator(separator: u8, language: &str) -> String {
    match separator {
        b',' => COMMA.in_language(language).to_owned(),
        b';' => SEMICOLON.in_language(language).to_owned(),
        b'\t' => TAB.in_language(language).to_owned(),
        b' ' => SPACE.in_language(language).to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}
