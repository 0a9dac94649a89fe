//! Names of sheets: as close to what they are called as Excel allows.
//!
//! Excel refuses names of more than 31 UTF-16 units, the characters `[ ] : * ? / \`, an apostrophe at either end, the name
//! `History`, and two names that differ only in case. Characters that are not seen (controls, marks of direction, line separators)
//! have no place in a tab either. Apostrophes are written as `’` throughout, so that a link needs no escape.

use std::collections::BTreeSet;

/// Most UTF-16 units of a sheet's name.
pub(super) const LONGEST: usize = 31;

/// The names that a workbook has so far.
#[derive(Debug, Default)]
pub(super) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name for a sheet that is called `wanted`; `otherwise` where nothing of that can stand in a name.
    pub(super) fn take(&mut self, wanted: &str, otherwise: &str) -> String {
        let clean = cleaned(wanted);
        let base = if clean.is_empty() { cleaned(otherwise) } else { clean };
        let is_reserved = base.to_lowercase() == "history";
        let first = (!is_reserved).then(|| shortened(&base, LONGEST));
        let numbered = (2..).map(|number| {
            let suffix = format!(" {number}");
            format!("{}{suffix}", shortened(&base, LONGEST - suffix.len()))
        });
        let free = first.into_iter().chain(numbered).find(|name| !self.taken.contains(&name.to_lowercase())).unwrap_or_default();
        self.taken.insert(free.to_lowercase());
        free
    }
}

/// Whether a character is not seen, or changes how others are seen.
pub(super) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Without what a name must not hold.
fn cleaned(text: &str) -> String {
    let seen = text.chars().filter(|character| !is_unseen(*character));
    let allowed: String = seen
        .map(|character| match character {
            '[' => '(',
            ']' => ')',
            ':' | '*' | '?' | '/' | '\\' => '-',
            '\'' => '’',
            other => other,
        })
        .collect();
    allowed.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// At most `longest` UTF-16 units, the cut marked.
fn shortened(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut length = 1;
    let kept = text.chars().take_while(|character| {
        length += character.len_utf16();
        length <= longest
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[&str]) -> Vec<String> {
        let mut names = SheetNames::default();
        wanted.iter().map(|wanted| names.take(wanted, "Type")).collect()
    }

    #[test]
    fn what_excel_allows_stays() {
        assert_eq!(names(&["Keskuskaupungit", "=1+1", "R1C1", "A & B"]), ["Keskuskaupungit", "=1+1", "R1C1", "A & B"]);
    }

    #[test]
    fn what_excel_refuses_is_replaced() {
        assert_eq!(names(&["a/b\\c:d*e?f", "[x]", "'quoted'", " \t "]), ["a-b-c-d-e-f", "(x)", "’quoted’", "Type"]);
        assert_eq!(names(&["History", "history"]), ["History 2", "history 3"]);
        assert_eq!(names(&["\u{202e}Espoo\u{2028}", ""]), ["Espoo", "Type"]);
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = "Kaupunkien kehysalueen maaseutumaiset kunnat";
        let made = names(&[long, long, "KAUPUNKIEN KEHYSALUEEN MAASEUTUMAISET KUNNAT"]);
        assert_eq!(made[0], "Kaupunkien kehysalueen maaseut…");
        assert_eq!(made[1], "Kaupunkien kehysalueen maase… 2");
        assert_eq!(made[2], "KAUPUNKIEN KEHYSALUEEN MAASE… 3");
        assert!(made.iter().all(|name| name.encode_utf16().count() <= LONGEST));
    }

    #[test]
    fn a_character_of_two_units_is_never_cut_in_half() {
        let made = names(&[&"𝕏".repeat(20)]);
        assert_eq!(made[0].encode_utf16().count(), 31);
        assert_eq!(made[0].chars().count(), 16);
    }
}
