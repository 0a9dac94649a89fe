//! Sentences in the three languages: with counts, and made before it is known in which language they are read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use std::sync::Arc;

use super::Label;
use crate::publish::report::numbers;

/// A noun after a number: one, and several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    one: Label,
    many: Label,
}

impl Noun {
    /// A noun of the words after 1, and of those after other numbers.
    pub const fn new(one: Label, many: Label) -> Self {
        Noun { one, many }
    }

    /// The number and its noun: "1 alue", "3 aluetta".
    pub fn counted(self, number: usize, language: &str) -> String {
        format!("{} {}", whole(number, language), self.word(number, language))
    }

    /// The noun alone, in the form that it has after the number.
    pub fn word(self, number: usize, language: &str) -> &'static str {
        let noun = if number == 1 { self.one } else { self.many };
        noun.in_language(language)
    }
}

/// A whole number in a sentence: Finnish and Swedish part thousands with a space that does not break, English notes keep the digits
/// together.
pub fn whole(number: usize, language: &str) -> String {
    match language {
        "fi" | "sv" => numbers::decimal(number as f64, 0, language),
        _ => number.to_string(),
    }
}

/// A sentence in every language: Finnish, Swedish, English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence(Arc<[String; 3]>);

/// Written as the list of the three.
impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Sentence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <[String; 3]>::deserialize(deserializer).map(|sentences| Sentence(Arc::new(sentences)))
    }
}

impl Sentence {
    /// The sentence that is made anew for each language.
    pub fn by(say: impl Fn(&str) -> String) -> Self {
        Sentence(Arc::new(["fi", "sv", "en"].map(say)))
    }

    /// The sentence in a language; in English where it is another.
    pub fn in_language(&self, language: &str) -> &str {
        let [fi, sv, en] = &*self.0;
        match language {
            "fi" => fi,
            "sv" => sv,
            _ => en,
        }
    }
}

/// Texts as a list: "a, b ja c".
pub fn listed_with_and(texts: &[String], language: &str) -> String {
    match texts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), super::notes::AND.in_language(language)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::labels::notes;

    #[test]
    fn numbers_have_their_nouns() {
        assert_eq!([1, 3].map(|number| notes::REGIONS.counted(number, "fi")), ["1 alue", "3 aluetta"]);
        assert_eq!([1, 3].map(|number| notes::REGIONS.counted(number, "sv")), ["1 område", "3 områden"]);
        assert_eq!([1, 2].map(|number| notes::MORE.counted(number, "fi")), ["1 muu", "2 muuta"]);
        assert_eq!(notes::ROWS.counted(149_473, "fi"), "149\u{a0}473 riviä");
        assert_eq!(notes::ROWS.counted(149_473, "en"), "149473 rows");
        assert_eq!([1, 3].map(|number| notes::REGIONS.counted(number, "de")), ["1 region", "3 regions"]);
    }

    #[test]
    fn lists_end_with_and() {
        let texts = ["1", "2", "3"].map(str::to_owned);
        assert_eq!(listed_with_and(&texts, "fi"), "1, 2 ja 3");
        assert_eq!(listed_with_and(&texts[..1], "sv"), "1");
    }
}
