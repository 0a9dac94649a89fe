//! Days in words.

/// Months after a day's number, in Swedish and English; Finnish writes them as numbers.
const MONTHS: [[&str; 2]; 12] = [
    ["januari", "January"],
    ["februari", "February"],
    ["mars", "March"],
    ["april", "April"],
    ["maj", "May"],
    ["juni", "June"],
    ["juli", "July"],
    ["augusti", "August"],
    ["september", "September"],
    ["oktober", "October"],
    ["november", "November"],
    ["december", "December"],
];

/// A day such as `2026-03-03` as it is written in running text: `3.3.2026`, `den 3 mars 2026`, `3 March 2026`. What is no day stays
/// as it is.
pub fn day_in_words(day: &str, language: &str) -> String {
    let mut parts = day.splitn(3, '-');
    let mut next = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let (Some(year), Some(month), Some(day_of_month)) = (next(), next(), next()) else { return day.to_owned() };
    let Some([swedish, english]) = month.checked_sub(1).and_then(|month_idx| MONTHS.get(month_idx)) else {
        return day.to_owned();
    };
    match language {
        "fi" => format!("{day_of_month}.{month}.{year}"),
        "sv" => format!("den {day_of_month} {swedish} {year}"),
        _ => format!("{day_of_month} {english} {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_the_language_writes_them() {
        assert_eq!(day_in_words("2026-03-03", "fi"), "3.3.2026");
        assert_eq!(day_in_words("2026-12-24", "sv"), "den 24 december 2026");
        assert_eq!(day_in_words("2026-12-24", "en"), "24 December 2026");
        assert_eq!(day_in_words("2026-13-24", "fi"), "2026-13-24");
    }
}
